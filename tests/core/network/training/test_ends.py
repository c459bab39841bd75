"""How trainings end, what is kept of them, and what they have learned."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from core.network import dataset_choice, training
from core.network import presets as network_presets
from core.network.dataset_choice import DatasetChoice
from core.network.early_stopping import EarlyStopping
from core.network.experiment import NetworkExperiment
from core.network.network_choice import NetworkChoice
from core.network.presets import new
from core.network.training import evaluation, program
from core.network.training import history as training_history
from core.network.training import state as training_state
from core.network.training import task as training_task
from core.run_settings import SETTINGS
from tests.core.network.training.cases import small

# --- ends ---------------------------------------------------------------------------------------------------


def test_a_diverging_run_keeps_its_last_finite_weights_and_says_where() -> None:
    wild = SETTINGS["sgd"](learning_rate=1e6, label="wild")
    calm = SETTINGS["sgd"](learning_rate=0.01)
    experiment = small(
        wild,
        calm,
        dataset=DatasetChoice(name="line", samples=50, validation_fraction=0.2),
        network=NetworkChoice(hidden=(4,), activation="linear"),
        loss="mean_squared_error",
    )
    task, state = training_task.prepare(experiment), training.run(experiment)
    diverged, fine = training_state.run_states(task, state)
    at = diverged.diverged_at
    assert at is not None
    assert fine.diverged_at is None
    assert all(np.isfinite(array).all() for array in diverged.weights)
    losses = state.history.batch_losses
    assert np.isfinite(losses[: at - 1, 0]).all()
    assert np.isnan(losses[at:, 0]).all()
    assert np.isfinite(losses[:, 1]).all()
    before = training.advance(experiment, task, training.begin(experiment, task), at - 1)
    kept = training_state.run_states(task, before)[0]
    for found, expected in zip(diverged.weights, kept.weights, strict=True):
        np.testing.assert_array_equal(found, expected)


def test_training_ends_when_every_run_has_ended() -> None:
    still = SETTINGS["sgd"](learning_rate=0.0)
    experiment = small(still, early_stopping=EarlyStopping(patience=2), epochs=100)
    task, state = training_task.prepare(experiment), training.run(experiment)
    assert state.step == 3 * task.batches
    assert training.advance(experiment, task, state, 10).step == state.step
    assert training_state.run_states(task, state)[0].stopped_epoch == 3
    awake = training.advance(small(still, epochs=100), task, state, 10)
    assert awake.step == state.step + 10  # without early stopping it goes on


def test_a_diverged_run_goes_on_from_its_last_finite_weights_with_a_fresh_optimizer() -> None:
    # Too large a number for float32: infinite at once.
    wild = SETTINGS["adam"](learning_rate=0.05, learning_rate_changes=((10, 1e39),), label="wild")
    calm = SETTINGS["adam"](learning_rate=0.05, label="calm")
    experiment = small(wild, calm, epochs=20)
    task = training_task.prepare(experiment)
    state = training.advance(experiment, task, training.begin(experiment, task), 16)
    assert training_state.run_states(task, state)[0].diverged_at == 11
    tamed = small(msgspec.structs.replace(calm, label="tamed"), calm, epochs=20)
    later = training.advance(tamed, task, training.resume(tamed, task, state), 14)

    start = training_state.weights_of(task, state)[0]
    fresh = training.begin(tamed, task)
    fresh = fresh._replace(step=16, carry=fresh.carry._replace(weights=np.stack([start, start])))
    expected = training.advance(tamed, task, fresh, 14)
    np.testing.assert_array_equal(
        training_state.weights_of(task, later)[0], training_state.weights_of(task, expected)[0]
    )
    undisturbed = training.advance(tamed, task, state, 14)
    np.testing.assert_array_equal(
        training_state.weights_of(task, later)[1], training_state.weights_of(task, undisturbed)[1]
    )
    assert training_state.run_states(task, later)[0].diverged_at is None
    np.testing.assert_array_equal(later.history.diverged_at, [11, 0])
    # The sixth epoch had begun when it went on: that has no loss, those after it have.
    np.testing.assert_array_equal(np.isfinite(later.history.loss[5:, 0]), [False, True, True, True, True])
    np.testing.assert_allclose(
        later.history.loss[6:, 0],
        later.history.batch_losses[18:, 0].reshape(4, 3) @ [0.4, 0.4, 0.2],
        rtol=1e-5,
    )


def test_a_stopped_run_goes_on_and_is_watched_anew() -> None:
    still, learning = SETTINGS["sgd"](learning_rate=0.0), SETTINGS["adam"](learning_rate=0.01)
    experiment = small(still, learning, early_stopping=EarlyStopping(patience=2), epochs=20)
    task = training_task.prepare(experiment)
    state = training.advance(experiment, task, training.begin(experiment, task), 15)
    assert training_state.run_states(task, state)[0].stopped_epoch == 3
    resumed = training.resume(experiment, task, state)
    assert training_state.run_states(task, resumed)[0].stopped_epoch is None
    later = training.advance(experiment, task, resumed, 15)
    assert training_state.run_states(task, later)[0].stopped_epoch == 8  # 6 is the first, 7 and 8 no better
    np.testing.assert_array_equal(later.carry.watch.best_epoch, [6, 10])
    assert resumed.history is state.history


# --- what is kept -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pieces", [(150,), (1,) * 150, (7, 50, 2, 60, 31)])
def test_the_history_is_thinned_and_keeps_the_last_losses(
    pieces: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    experiment = small(epochs=50)
    whole = training.run(experiment).history
    np.testing.assert_array_equal(whole.epochs, np.arange(50) + 1)
    assert (whole.first_step, whole.batch_losses.shape) == (0, (150, 1))
    monkeypatch.setattr(training_history, "MOST_ROWS", 12)
    monkeypatch.setattr(training_history, "MOST_BATCH_LOSSES", 64)
    task = training_task.prepare(experiment)
    state = training.begin(experiment, task)
    for steps in pieces:
        state = training.advance(experiment, task, state, steps)
        assert len(state.history.epochs) <= 14
        assert len(state.history.batch_losses) <= 64
    kept = state.history
    np.testing.assert_array_equal(kept.epochs, [1, 9, 17, 25, 33, 41, 49, 50])
    assert (kept.first_step, kept.batch_losses.shape) == (96, (54, 1))
    np.testing.assert_allclose(kept.batch_losses, whole.batch_losses[96:], rtol=1e-6)
    for name in training_state.History._fields[4:-1]:
        np.testing.assert_allclose(
            getattr(kept, name), getattr(whole, name)[kept.epochs - 1], rtol=1e-6, err_msg=name
        )


def test_the_time_of_epochs_is_that_of_training() -> None:
    experiment = small(epochs=50)
    task = training_task.prepare(experiment)
    state = training.begin(experiment, task)
    begun = time.perf_counter()
    for steps in (50, 1, 99):
        state = training.advance(experiment, task, state, steps)
    assert (np.diff(state.history.time) > 0.0).all()
    assert state.history.time[0] > 0.0
    assert state.history.time[-1] == pytest.approx(state.seconds)
    assert state.seconds <= time.perf_counter() - begun


def test_compiling_takes_no_time_of_any_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    now, compiled = [0.0], program.advance

    def slow_at_first(*arguments: Any, **plan: Any) -> program.Progress:
        now[0] += 1000.0 if now[0] == 0.0 else 1.0
        return compiled(*arguments, **plan)

    monkeypatch.setattr(program, "advance", slow_at_first)
    monkeypatch.setattr(time, "perf_counter", lambda: now[0])
    experiment = small(epochs=4)
    task = training_task.prepare(experiment)
    state = training.begin(experiment, task)
    for _ in range(4):
        state = training.advance(experiment, task, state, task.batches)
    np.testing.assert_allclose(state.history.time, [1.0, 2.0, 3.0, 4.0])


def weights_after(experiment: NetworkExperiment, epochs: int, run: int) -> np.ndarray:
    task = training_task.prepare(experiment)
    state = training.begin(experiment, task)
    return training_state.weights_of(task, training.advance(experiment, task, state, epochs * task.batches))[
        run
    ]


@pytest.mark.parametrize("restore", [False, True])
@pytest.mark.parametrize("epochs", [12, 60])
def test_every_run_says_which_epoch_its_weights_are_from(restore: bool, epochs: int) -> None:
    stopping = EarlyStopping(patience=5, restore_best_weights=restore)
    settings = (SETTINGS["sgd"](learning_rate=0.5), SETTINGS["adam"](learning_rate=0.5))
    experiment = small(*settings, epochs=epochs, early_stopping=stopping)
    task, state = training_task.prepare(experiment), training.run(experiment)
    unwatched = msgspec.structs.replace(experiment, early_stopping=None, epochs=100)
    for index, run in enumerate(training_state.run_states(task, state)):
        last = run.stopped_epoch or epochs
        assert run.epoch == (run.best_epoch if restore else last)
        found = training_state.weights_of(task, state)[index]
        np.testing.assert_allclose(found, weights_after(unwatched, run.epoch, index), rtol=1e-5, atol=1e-6)


def test_a_run_that_diverged_has_weights_from_before() -> None:
    settings = (SETTINGS["sgd"](learning_rate=1e30), SETTINGS["adam"](learning_rate=0.01))
    experiment = small(*settings, epochs=3, dataset=DatasetChoice(name="sine"), loss="mean_squared_error")
    task, state = training_task.prepare(experiment), training.run(experiment)
    wild, tame = training_state.run_states(task, state)
    assert wild.diverged_at is not None
    assert (wild.epoch, tame.epoch) == ((wild.diverged_at - 1) // task.batches, 3)


# --- what it learns -----------------------------------------------------------------------------------------


def test_the_least_squares_line_is_found() -> None:
    """Gradient descent on all samples converges to what linear algebra gives."""
    sgd = SETTINGS["sgd"](learning_rate=0.5)
    experiment = small(
        sgd,
        dataset=DatasetChoice(name="line", samples=50, validation_fraction=0.2),
        network=NetworkChoice(kind="perceptron", activation="linear"),
        loss="mean_squared_error",
        batch_size=1000,
        epochs=200,
        precision="float64",
    )
    task, state = training_task.prepare(experiment), training.run(experiment)
    x, y = task.split.training
    design = np.concatenate([x, np.ones_like(x)], axis=1)
    solution, residual, *_ = np.linalg.lstsq(design, y)
    kernel, bias = training_state.run_states(task, state)[0].weights
    np.testing.assert_allclose([kernel[0, 0], bias[0]], solution[:, 0], rtol=1e-10)
    r2 = 1 - residual[0] / ((y - y.mean()) ** 2).sum()
    np.testing.assert_allclose(state.history.metric[-1, 0], r2, rtol=1e-10)
    raw = x * task.split.scale + task.split.mean
    np.testing.assert_allclose(evaluation.predictions(task, state, raw)[0], design @ solution, rtol=1e-8)


LONG = pytest.mark.full_optimisation


@pytest.mark.parametrize(
    ("dataset", "network", "least"),
    [
        ("xor", NetworkChoice(hidden=(8, 8)), 0.9),
        ("spirals", NetworkChoice(hidden=(16, 16)), 0.9),
        pytest.param(
            "sum_sequence",
            NetworkChoice(kind="recurrent", cell="gru", recurrent_units=8, hidden=()),
            0.9,
            marks=LONG,
        ),
        ("surface", NetworkChoice(hidden=(16,)), 0.9),
        ("iris", NetworkChoice(hidden=(8,)), 0.9),
        ("digits", NetworkChoice(kind="convolutional", hidden=()), 0.9),
    ],
)
def test_networks_learn_what_they_can_learn(dataset: str, network: NetworkChoice, least: float) -> None:
    experiment = msgspec.structs.replace(
        new(dataset), network=network, epochs=60, optimizers=(SETTINGS["adam"](learning_rate=0.02),)
    )
    assert training.run(experiment.validated()).history.val_metric[-1, 0] > least


@pytest.mark.parametrize(
    "name",
    [
        "two_moons",
        "surface",
        "iris",
        pytest.param("sum_sequence", marks=LONG),
        pytest.param("digits", marks=LONG),
    ],
)
def test_every_optimizer_learns_with_the_rate_that_suits_the_data(name: str) -> None:
    experiment = msgspec.structs.replace(new(name), epochs=50).validated()
    assert training.run(experiment).history.val_metric[-1].min() > 0.85


def test_a_perceptron_does_not_learn_xor() -> None:
    experiment = msgspec.structs.replace(
        new("xor"),
        network=NetworkChoice(kind="perceptron"),
        loss="binary_cross_entropy",
        optimizers=(SETTINGS["adam"](learning_rate=0.02),),
        epochs=60,
    )
    assert training.run(experiment.validated()).history.val_metric[-1, 0] < 0.7


def probabilities(loss: str, outputs: int) -> np.ndarray:
    experiment = small(loss=loss)
    task = training_task.prepare(experiment)
    found = evaluation.predictions(task, training.begin(experiment, task), np.zeros((3, 2)))
    assert found.shape == (1, 3, outputs)
    return found


@pytest.mark.parametrize("check", [np.isfinite, lambda p: (p > 0) & (p < 1)])
def test_predictions_are_probabilities(check: Callable[[np.ndarray], np.ndarray]) -> None:
    np.testing.assert_allclose(probabilities("cross_entropy", 2).sum(axis=2), 1.0, rtol=1e-6)
    assert check(probabilities("binary_cross_entropy", 1)).all()


# --- targets of any size ------------------------------------------------------------------------------------


def test_prices_in_a_csv_file_are_learned_and_answered_in_their_own_units(tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    x = random.uniform(-1.0, 1.0, (200, 2))
    prices = 250_000.0 + 40_000.0 * x[:, 0] - 90_000.0 * x[:, 1]
    rows = [f"{a!r},{b!r},{price!r}" for (a, b), price in zip(x.tolist(), prices.tolist(), strict=True)]
    path = tmp_path / "houses.csv"
    path.write_text("\n".join(["size,age,price", *rows]))
    choice = dataset_choice.DatasetChoice(name="csv", path=str(path))
    experiment = msgspec.structs.replace(network_presets.new_on(choice), epochs=200)
    state = training.run(experiment)
    task = training_task.prepare(experiment)
    assert (state.history.metric[-1] > 0.9).any()
    best = int(np.argmax(state.history.val_metric[-1]))
    answers = evaluation.predictions(task, state, x)[best, :, 0]
    assert np.abs(answers - prices).mean() < 0.2 * prices.std()
    # The loss is in units of the targets' variance.
    assert state.history.loss[0].max() < 10.0
