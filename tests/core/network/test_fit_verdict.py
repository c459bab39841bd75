"""Verdicts on trainings built to show each, and on curves with a known answer."""

from typing import Any, NamedTuple

import msgspec
import numpy as np
import pytest

from core.network import training
from core.network.dataset_choice import DatasetChoice
from core.network.experiment import NetworkExperiment
from core.network.fit_verdict import FitVerdict, judge
from core.network.network_choice import NetworkChoice
from core.network.presets import new, startup
from core.network.training import evaluation
from core.network.training import state as training_state
from core.network.training import task as training_task
from core.run_settings import SETTINGS

BIG = NetworkChoice(hidden=(64, 64), activation="relu", initializer="he_normal")
LINEAR = NetworkChoice(hidden=())


class Run(NamedTuple):
    """What a training came to."""

    experiment: NetworkExperiment
    task: training_task.Task
    state: training_state.TrainingState

    def verdict(self, epochs: int | None = None) -> FitVerdict:
        """The verdict after all epochs, or after so many."""
        history = self.state.history
        rows = (
            "epochs",
            "time",
            "loss",
            "metric",
            "val_loss",
            "val_metric",
            "learning_rate",
            "gradient_norms",
        )
        shorter = history._replace(**{name: getattr(history, name)[:epochs] for name in rows})
        weights = training_state.weights_of(self.task, self.state)
        penalty = float(evaluation.penalties(self.experiment, self.task, weights)[0])
        return judge(self.experiment, self.task, shorter, 0, penalty)


def run(experiment: NetworkExperiment, optimizer: str, factor: float = 1.0, **fields: Any) -> Run:
    """A training with the optimizer's fitting rate times a factor."""
    settings = SETTINGS[optimizer](learning_rate=1.0)
    rate = factor * experiment.fitted(settings).learning_rate
    experiment = msgspec.structs.replace(
        experiment, optimizers=(SETTINGS[optimizer](learning_rate=rate),), **fields
    ).validated()
    task = training_task.prepare(experiment)
    state = training.begin(experiment, task)
    return Run(experiment, task, training.advance(experiment, task, state, experiment.epochs * task.batches))


def with_network(experiment: NetworkExperiment, **fields: Any) -> NetworkExperiment:
    return msgspec.structs.replace(experiment, network=msgspec.structs.replace(experiment.network, **fields))


def trained(
    dataset: str, rate: float = 0.01, data: dict[str, Any] | None = None, **fields: Any
) -> FitVerdict:
    """The verdict on Adam, after all epochs."""
    experiment = new(dataset)
    experiment = msgspec.structs.replace(
        experiment,
        dataset=msgspec.structs.replace(experiment.dataset, **(data or {})),
        optimizers=(SETTINGS["adam"](learning_rate=rate),),
        **fields,
    ).validated()
    task = training_task.prepare(experiment)
    state = training.advance(
        experiment, task, training.begin(experiment, task), experiment.epochs * task.batches
    )
    return judge(experiment, task, state.history, 0)


# --- real trainings -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_a_big_network_overfits_a_few_noisy_samples(seed: int) -> None:
    few = {"samples": 60, "noise": 0.4, "validation_fraction": 0.5}
    verdict = trained("two_moons", data=few, network=BIG, epochs=150, seed=seed)
    assert verdict.kind == "overfitting"
    assert verdict.since is not None
    assert 1 <= verdict.since < 40
    assert str(verdict.message).startswith(f"Overfitting since epoch {verdict.since}: ")


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("dataset", ["circles", "xor", "sine"])
def test_a_straight_line_underfits_what_is_not_straight(dataset: str, seed: int) -> None:
    verdict = trained(dataset, network=LINEAR, epochs=60, seed=seed)
    assert (verdict.kind, verdict.since) == ("underfitting", None)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("dataset", ["two_moons", "circles", "blobs", "line", "polynomial"])
def test_a_network_that_suits_fits(dataset: str, seed: int) -> None:
    assert trained(dataset, epochs=60, seed=seed).kind == "good"


@pytest.mark.parametrize("seed", range(4))
def test_a_network_that_still_learns_has_to_train_longer(seed: int) -> None:
    verdict = trained("two_moons", 0.0002, epochs=20, seed=seed)
    assert verdict.kind == "early"
    assert "still falls" in str(verdict.message)


def test_the_first_epochs_say_nothing_yet() -> None:
    assert str(trained("two_moons", epochs=1).message) == "Too early to say, after one epoch."
    assert str(trained("two_moons", epochs=2).message) == "Too early to say, after 2 epochs."
    experiment = new("two_moons")
    task = training_task.prepare(experiment)
    verdict = judge(experiment, task, training.begin(experiment, task).history, 0)
    assert str(verdict.message) == "Too early to say, before the first epoch has ended."


def test_a_diverged_run_is_said_to_have_diverged_and_where() -> None:
    sgd = SETTINGS["sgd"](learning_rate=0.01, learning_rate_changes=((30, 1e39),))
    experiment = msgspec.structs.replace(new("two_moons"), optimizers=(sgd,), epochs=20)
    task = training_task.prepare(experiment)
    state = training.advance(experiment, task, training.begin(experiment, task), 100)
    verdict = judge(experiment, task, state.history, 0)
    assert (verdict.kind, verdict.since) == ("diverged", 2)  # 24 batches in an epoch
    assert str(verdict.message).startswith("Diverged at step 31: ")
    calm = msgspec.structs.replace(experiment, optimizers=(SETTINGS["sgd"](learning_rate=0.01),))
    later = training.advance(calm, task, training.resume(calm, task, state), 100)
    assert judge(calm, task, later.history, 0).kind != "diverged"


def test_without_validation_nothing_is_said_of_it() -> None:
    verdict = trained("line", data={"validation_fraction": 0.0}, epochs=30)
    assert verdict.kind == "good"
    assert "without validation samples" in str(verdict.message)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("optimizer", ["sgd", "rmsprop"])
def test_a_learning_rate_a_hundred_times_too_large_is_no_overfitting(optimizer: str, seed: int) -> None:
    made = run(startup(), optimizer, 100.0, epochs=60, seed=seed)
    verdict = made.verdict()
    assert (verdict.kind, verdict.since) == ("unstable", None)
    assert str(verdict.message).startswith("Unstable: ")
    assert str(verdict.message).endswith("Take a smaller learning rate.")
    assert optimizer != "sgd" or {made.verdict(epochs).kind for epochs in range(10, 61)} == {"unstable"}


@pytest.mark.parametrize("seed", range(4))
def test_a_learning_rate_a_hundred_times_too_small_still_learns(seed: int) -> None:
    """What the sentence says of the curve can be read off it."""
    made = run(startup(), "adam", 0.01, seed=seed)
    verdict, loss = made.verdict(), made.state.history.loss[:, 0]
    assert verdict.kind == "early"
    assert "larger learning rate" in str(verdict.message) or loss[-1] < 0.7 * made.task.trivial_loss
    values = verdict.message.values
    assert values["last"] == 25
    assert values["loss"] == pytest.approx(loss[-5:].mean())
    assert values["before"] == pytest.approx(loss[-30:-25].mean())
    assert loss[-30:-25].mean() - loss[-5:].mean() > 0.02 * loss[-30]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_dropout_keeps_the_training_loss_up_and_that_is_no_overfitting(optimizer: str, seed: int) -> None:
    made = run(with_network(startup(), dropout=0.7), optimizer, epochs=60, seed=seed)
    history = made.state.history
    for epochs in range(10, 61):
        if (history.val_loss[epochs - 5 : epochs, 0] < history.loss[epochs - 5 : epochs, 0]).all():
            assert made.verdict(epochs).kind != "overfitting"
    assert history.val_loss[-1, 0] < history.loss[-1, 0]
    verdict = made.verdict()
    assert verdict.kind in ("good", "early")
    assert verdict.kind == "early" or str(verdict.message).endswith("is that with dropout.")


@pytest.mark.full_optimisation
def test_no_fit_is_good_while_validation_is_worse_than_the_mean() -> None:
    """With SGD the validation loss of the sawtooth jumps from 0.03 to 0.42 and back; its variance is 0.33."""
    seen = []
    for seed in range(6):
        made = run(new("sawtooth_sequence"), "sgd", epochs=40, seed=seed)
        r2 = made.state.history.val_metric[:, 0]
        seen += [made.verdict(epochs).kind for epochs in range(10, 41) if r2[epochs - 1] < 0.0]
    assert seen
    assert "good" not in seen


@pytest.mark.parametrize("seed", range(1, 4))
def test_a_good_fit_says_how_far_apart_its_losses_are(seed: int) -> None:
    """Hundreds of times, and yet 96 % and more of the validation digits are right."""
    made = run(new("digits"), "rmsprop", epochs=40, seed=seed)
    verdict, history = made.verdict(), made.state.history
    assert history.val_loss[-1, 0] > 100 * history.loss[-1, 0]
    assert history.val_metric[-1, 0] > 0.95
    assert verdict.kind == "good"
    assert str(verdict.message).startswith("Good fit, with a gap: over the last 5 epochs ")


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("penalties", [{"l1": 0.01, "l2": 0.01}, {"l1": 0.02}, {"l2": 0.03}])
def test_penalties_do_not_count(penalties: dict[str, float], seed: int) -> None:
    made = run(with_network(startup(), **penalties), "adam", epochs=60, seed=seed)
    verdict, history = made.verdict(), made.state.history
    weights = training_state.weights_of(made.task, made.state)
    penalty = evaluation.penalties(made.experiment, made.task, weights)[0]
    data_loss = float(evaluation.losses_of(made.task, weights)[0])
    assert history.loss[-1, 0] == pytest.approx(data_loss + penalty, rel=0.03)
    assert data_loss < 0.69 * made.task.trivial_loss
    assert verdict.kind in ("good", "early")
    assert verdict.message.values["loss"] == pytest.approx(history.loss[-5:, 0].mean())
    told = f"would have {made.task.trivial_loss + penalty:.3g} with the same penalties"
    assert verdict.kind == "early" or told in str(verdict.message)


# --- curves with a known answer -----------------------------------------------------------------------------

EPOCHS = np.arange(100.0)


def judged(loss: np.ndarray, val_loss: np.ndarray, runs: int = 1) -> FitVerdict:
    """The verdict on curves; the trivial loss of the balanced moons is log 2."""
    experiment = NetworkExperiment(
        optimizers=(SETTINGS["sgd"](learning_rate=0.1),), dataset=DatasetChoice(validation_fraction=0.0)
    )
    task = training_task.prepare(experiment)
    history = training.begin(experiment, task).history
    history = history._replace(
        epochs=np.arange(len(loss)) + 1, loss=loss[:, None], val_loss=val_loss[:, None]
    )
    return judge(experiment, task, history, 0)


def test_overfitting_begins_where_the_validation_loss_is_least() -> None:
    loss = 0.6 * np.exp(-EPOCHS / 10)
    verdict = judged(loss, 0.2 + 1e-4 * (EPOCHS - 37) ** 2)
    assert (verdict.kind, verdict.since) == ("overfitting", 38)
    assert str(verdict.message).startswith("Overfitting since epoch 38: the validation loss rose from 0.2")


@pytest.mark.parametrize("share", [0.04, 0.06])
def test_five_per_cent_of_the_best_is_a_rise(share: float) -> None:
    """Above the trivial loss it is the best that counts."""
    loss = 0.1 * np.exp(-EPOCHS / 10)
    rising = np.where(EPOCHS < 50, 1.0, 1.0 + share)
    left_behind_anyway = judged(loss, rising)
    assert left_behind_anyway.kind == "overfitting"
    assert ("rose" in str(left_behind_anyway.message)) == (share > 0.05)


@pytest.mark.parametrize(("rise", "kind"), [(0.03, "good"), (0.04, "overfitting")])
def test_a_rise_has_to_be_noticeable_beside_the_trivial_loss(rise: float, kind: str) -> None:
    """5 % of log 2 is 0.035."""
    verdict = judged(0.05 * np.exp(-EPOCHS / 10), np.where(EPOCHS < 50, 0.05, 0.05 + rise))
    assert verdict.kind == kind


def test_no_overfitting_while_training_is_no_better_either() -> None:
    both = 0.2 + 1e-5 * (EPOCHS - 37) ** 2
    assert judged(both, both).kind == "good"


def test_a_single_bad_epoch_is_a_jump_until_it_is_long_past() -> None:
    val_loss = np.full(100, 0.1)
    val_loss[-1] = 3.0
    verdict = judged(0.1 * np.exp(-EPOCHS / 10), val_loss)
    assert verdict.kind == "unstable"
    assert "the validation loss jumps between 0.1 and 3 in the last 25 epochs" in str(verdict.message)
    assert judged(0.1 * np.exp(-EPOCHS / 10), np.roll(val_loss, -30)).kind == "good"


@pytest.mark.parametrize(("rise", "kind"), [(0.17, "good"), (0.18, "unstable")])
def test_a_jump_is_measured_against_the_trivial_answer(rise: float, kind: str) -> None:
    """25 % of log 2 is 0.173."""
    loss = np.full(100, 0.1)
    loss[90] += rise
    assert judged(loss, np.full(100, 0.1)).kind == kind


@pytest.mark.parametrize(("jumps", "kind"), [(9, "good"), (10, "unstable")])
def test_of_very_many_epochs_one_in_25_may_not_jump(jumps: int, kind: str) -> None:
    loss = np.full(1000, 0.1)
    loss[-20 * jumps :: 20] = 0.4
    assert judged(loss, np.full(1000, 0.1)).kind == kind


@pytest.mark.parametrize(("level", "kind"), [(0.70, "underfitting"), (0.76, "unstable")])
def test_above_the_trivial_loss_and_restless_is_unstable(level: float, kind: str) -> None:
    loss = level + 0.02 * np.sin(EPOCHS)
    verdict = judged(loss, loss)
    assert verdict.kind == kind
    assert judged(np.full(100, level), loss).kind == "underfitting"


def test_a_rising_validation_loss_below_the_training_loss_is_no_overfitting() -> None:
    loss = 0.6 + 0.09 * np.exp(-EPOCHS / 20)
    assert judged(loss, np.where(EPOCHS < 50, 0.4, 0.55)).kind == "underfitting"
    assert judged(0.5 * loss, np.where(EPOCHS < 50, 0.4, 0.55)).kind == "overfitting"


@pytest.mark.parametrize("level", [0.7, 7.0])
def test_a_fall_has_to_be_more_than_a_slight_share_of_what_is_left(level: float) -> None:
    loss = level - 0.0008 * EPOCHS
    assert judged(loss, loss).kind == ("early" if level == 0.7 else "underfitting")


def test_a_fall_smaller_than_the_steps_between_epochs_cannot_be_seen() -> None:
    loss = 0.3 - 0.0008 * EPOCHS
    assert judged(loss, loss).kind == "early"
    restless = loss + 0.02 * (-1.0) ** EPOCHS
    assert judged(restless, restless).kind == "good"


def test_training_alone_makes_no_good_fit() -> None:
    """Above 70 % of the trivial loss, and less than a quarter of it above the training loss."""
    verdict = judged(np.full(100, 0.45), np.full(100, 0.55))
    assert verdict.kind == "underfitting"
    assert judged(np.full(100, 0.45), np.full(100, 0.47)).kind == "good"
    falling = 0.55 + 0.001 * (99 - EPOCHS)
    still = judged(np.full(100, 0.45), falling)
    assert still.kind == "early"
    assert "the validation loss still falls" in str(still.message)


def test_nearly_infinite_losses_are_judged_too() -> None:
    loss = 1e308 * (1.0 + 0.5 * (-1.0) ** EPOCHS)
    assert judged(loss, loss).kind == "unstable"


def test_a_validation_loss_left_far_behind_is_overfitting() -> None:
    verdict = judged(0.6 * np.exp(-EPOCHS / 10), np.full(100, 0.5) + 0.1 * np.exp(-EPOCHS / 5))
    assert verdict.kind == "overfitting"
    assert "stays at 0.5" in str(verdict.message)


@pytest.mark.parametrize(
    ("rest", "kind"), [(0.69, "underfitting"), (0.5, "underfitting"), (0.47, "good"), (0.0, "good")]
)
def test_what_is_not_learned_is_measured_against_the_trivial_answer(rest: float, kind: str) -> None:
    """70 % of log 2 is 0.485."""
    loss = rest + 0.1 * np.exp(-EPOCHS / 5)
    assert judged(loss, loss).kind == kind


@pytest.mark.parametrize(("pace", "kind"), [(0.0005, "good"), (0.0006, "early")])
def test_a_loss_that_falls_noticeably_in_a_quarter_of_the_epochs_asks_for_more(
    pace: float, kind: str
) -> None:
    """2 % of log 2 in 25 epochs are 0.00055 an epoch."""
    loss = 0.3 - pace * EPOCHS
    assert judged(loss, loss).kind == kind


def test_a_run_that_was_stopped_is_judged_by_the_epochs_it_made() -> None:
    loss = np.where(EPOCHS < 60, 0.3, np.nan)
    assert judged(loss, loss).kind == "good"


def test_huge_losses_at_the_beginning_do_not_matter() -> None:
    loss = np.where(EPOCHS < 10, 1e30, 0.1)
    assert judged(loss, loss).kind == "good"
