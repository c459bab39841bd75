"""Verdicts on trainings built to show each, and on curves with a known answer."""

from typing import Any

import msgspec
import numpy as np
import pytest

from core import training
from core.experiment import SETTINGS
from core.fit_verdict import FitVerdict, judge
from core.network_experiment import DatasetChoice, NetworkChoice, NetworkExperiment, new, validate

BIG = NetworkChoice(hidden=(64, 64), activation="relu", initializer="he_normal")
LINEAR = NetworkChoice(hidden=())


def trained(
    dataset: str, rate: float = 0.01, data: dict[str, Any] | None = None, **fields: Any
) -> FitVerdict:
    """The verdict on Adam, after all epochs."""
    experiment = new(dataset)
    experiment = validate(
        msgspec.structs.replace(
            experiment,
            dataset=msgspec.structs.replace(experiment.dataset, **(data or {})),
            optimizers=(SETTINGS["adam"](learning_rate=rate),),
            **fields,
        )
    )
    task = training.prepare(experiment)
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
    assert str(trained("two_moons", epochs=1).message) == "Too early to say, after 1 epochs."


def test_a_diverged_run_is_said_to_have_diverged_and_where() -> None:
    sgd = SETTINGS["sgd"](learning_rate=0.01, learning_rate_changes=((30, 1e39),))
    experiment = msgspec.structs.replace(new("two_moons"), optimizers=(sgd,), epochs=20)
    task = training.prepare(experiment)
    state = training.advance(experiment, task, training.begin(experiment, task), 100)
    verdict = judge(experiment, task, state.history, 0)
    assert (verdict.kind, verdict.since) == ("diverged", 2)  # 24 batches in an epoch
    assert "at step 31:" in str(verdict.message)
    calm = msgspec.structs.replace(experiment, optimizers=(SETTINGS["sgd"](learning_rate=0.01),))
    later = training.advance(calm, task, training.resume(calm, task, state), 100)
    assert judge(calm, task, later.history, 0).kind != "diverged"


def test_without_validation_nothing_is_said_of_it() -> None:
    verdict = trained("line", data={"validation_fraction": 0.0}, epochs=30)
    assert verdict.kind == "good"
    assert "without validation samples" in str(verdict.message)


# --- curves with a known answer -----------------------------------------------------------------------------

EPOCHS = np.arange(100.0)


def judged(loss: np.ndarray, val_loss: np.ndarray, runs: int = 1) -> FitVerdict:
    """The verdict on curves; the trivial loss of the balanced moons is log 2."""
    experiment = NetworkExperiment(
        optimizers=(SETTINGS["sgd"](learning_rate=0.1),), dataset=DatasetChoice(validation_fraction=0.0)
    )
    task = training.prepare(experiment)
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


def test_a_single_bad_epoch_is_no_overfitting() -> None:
    val_loss = np.full(100, 0.1)
    val_loss[-1] = 3.0
    assert judged(0.1 * np.exp(-EPOCHS / 10), val_loss).kind == "good"


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
