"""Training against runs recorded from Keras, and what it promises of itself."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from core.backend import jax, jnp
from core.network import (
    dataset_choice,
    evaluation,
    forward,
    program,
    training,
    training_history,
    training_state,
    training_task,
)
from core.network import presets as network_presets
from core.network.dataset_choice import DatasetChoice
from core.network.early_stopping import EarlyStopping
from core.network.experiment import NetworkExperiment
from core.network.network_choice import NetworkChoice
from core.network.presets import new, new_on
from core.parameters import Switch
from core.run_settings import SETTINGS, OptimizerSettings
from tests.folders import REFERENCE

RUNS = json.loads((REFERENCE / "keras_networks.json").read_text())["cases"]
FITS = json.loads((REFERENCE / "keras_layers.json").read_text())["fit"]


def nested(value: Any) -> Any:
    return tuple(nested(entry) for entry in value) if isinstance(value, list) else value


def small(*optimizers: OptimizerSettings, **fields: Any) -> NetworkExperiment:
    """A quick experiment: 40 samples for training and 10 for validation, the last batch short."""
    return NetworkExperiment(
        **{
            "dataset": DatasetChoice(samples=50, validation_fraction=0.2),
            "network": NetworkChoice(hidden=(4,)),
            "optimizers": optimizers or (SETTINGS["adam"](learning_rate=0.05),),
            "batch_size": 16,
            "epochs": 5,
            **fields,
        }
    ).validated()


def final_weights(experiment: NetworkExperiment) -> list[np.ndarray]:
    """Of all runs, (runs, ...) each."""
    task = training_task.prepare(experiment)
    states = training_state.run_states(task, training.run(experiment))
    return [np.stack(arrays) for arrays in zip(*(state.weights for state in states), strict=True)]


def assert_same_history(
    first: training_state.History, second: training_state.History, rtol: float = 0.0
) -> None:
    for name in set(training_state.History._fields) - {"time"}:
        np.testing.assert_allclose(getattr(first, name), getattr(second, name), rtol=rtol, err_msg=name)


# --- Keras, batch by batch ----------------------------------------------------------------------------------

LOSSES = {
    "binary_crossentropy": "binary_cross_entropy",
    "sparse_categorical_crossentropy": "cross_entropy",
    "mean_squared_error": "mean_squared_error",
}


def experiment_of(case: dict[str, Any]) -> NetworkExperiment:
    layers = case["layers"]
    kind = "recurrent" if layers["rnn"] else "dense" if len(layers["dense"]) > 1 else "perceptron"
    network = NetworkChoice(
        kind=kind,
        hidden=tuple(layers["dense"][:-1]),
        activation=layers["activation"] or layers["output_activation"],
        recurrent_units=layers["rnn"] or 1,
    )
    return NetworkExperiment(
        dataset=DatasetChoice(
            name="inline",
            x=nested(case["x"]),
            y=nested(case["y"]),
            validation_fraction=0.0,
            standardise=False,
        ),
        network=network,
        loss=LOSSES[case["loss"]],
        optimizers=(SETTINGS[case["optimizer"]](**case["hyperparameters"]),),
        batch_size=case["batch_size"],
        epochs=case["epochs"],
        shuffle=False,
        precision="float64",
        initial_weights=nested(case["initial_weights"]),
    ).validated()


def run_id(case: dict[str, Any]) -> str:
    return f"{case['dataset']}-{case['optimizer']}"


@pytest.fixture
def tanh_of_keras(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Round the tanh as the recorded Keras does: it computes that function in float32, whatever it gets."""
    monkeypatch.setitem(
        forward.ACTIVATION_FUNCTIONS, "tanh", lambda x: jnp.tanh(x.astype("float32")).astype(x.dtype)
    )
    program.advance.clear_cache()
    yield
    program.advance.clear_cache()


@pytest.mark.parametrize("case", RUNS, ids=run_id)
def test_every_batch_agrees_with_keras(case: dict[str, Any]) -> None:
    history = training.run(experiment_of(case)).history
    np.testing.assert_allclose(history.batch_losses[:, 0], case["batch_losses"], rtol=0, atol=1e-6)
    for found, expected in zip(final_weights(experiment_of(case)), case["final_weights"], strict=True):
        np.testing.assert_allclose(found[0], expected, rtol=1e-8, atol=2e-7)


@pytest.mark.full_optimisation
@pytest.mark.parametrize("case", RUNS, ids=run_id)
@pytest.mark.usefixtures("tanh_of_keras")
def test_the_weights_are_keras_s_but_for_its_tanh(case: dict[str, Any]) -> None:
    for found, expected in zip(final_weights(experiment_of(case)), case["final_weights"], strict=True):
        np.testing.assert_allclose(found[0], expected, rtol=1e-8)


def test_the_recorded_runs_cover_every_optimizer() -> None:
    assert {case["optimizer"] for case in RUNS} == set(SETTINGS)


def fit_of(case: dict[str, Any]) -> NetworkExperiment:
    return NetworkExperiment(
        dataset=DatasetChoice(
            name="inline",
            x=nested(case["x"]),
            y=nested(case["y"]),
            validation_fraction=case["validation_fraction"],
            standardise=False,
        ),
        network=NetworkChoice(hidden=(4,), activation="sigmoid", l1=case["l1"], l2=case["l2"]),
        loss=case["loss"],
        optimizers=(SETTINGS["sgd"](learning_rate=case["learning_rate"], momentum=case["momentum"]),),
        batch_size=case["batch_size"],
        epochs=case["epochs"],
        shuffle=False,
        early_stopping=EarlyStopping(**case["early_stopping"]),
        precision="float64",
        initial_weights=nested(case["weights"]),
    ).validated()


@pytest.mark.parametrize("case", FITS, ids=lambda case: f"{case['loss']}-{case['early_stopping']['monitor']}")
def test_a_fit_with_penalties_validation_and_early_stopping_is_keras_s(case: dict[str, Any]) -> None:
    experiment = fit_of(case)
    task, state = training_task.prepare(experiment), training.run(experiment)
    for name, expected in case["history"].items():
        np.testing.assert_allclose(getattr(state.history, name)[:, 0], expected, rtol=1e-10, atol=1e-13)
    (run,) = training_state.run_states(task, state)
    assert run.stopped_epoch == (case["stopped_epoch"] + 1 if case["stopped_epoch"] else None)
    assert run.best_epoch == case["best_epoch"] + 1
    for found, weights in zip(run.weights, case["final_weights"], strict=True):
        np.testing.assert_allclose(found, weights, rtol=1e-9, atol=1e-13)


# --- numbers that move --------------------------------------------------------------------------------------


def moved(before: NetworkExperiment) -> Iterator[NetworkExperiment]:
    """The experiment with every number that may move while training, one at a time."""
    network = before.network
    for change in ({"dropout": 0.3}, {"l1": 0.01}, {"l2": 0.02}):
        yield msgspec.structs.replace(before, network=msgspec.structs.replace(network, **change))
    yield msgspec.structs.replace(before, shuffle=not before.shuffle)
    yield msgspec.structs.replace(before, epochs=200)
    yield msgspec.structs.replace(before, early_stopping=EarlyStopping("val_metric", 3, 0.1, True))
    for index, settings in enumerate(before.settings()):
        changes: list[dict[str, object]] = [
            {"learning_rate": 0.5 * settings.learning_rate},
            {"learning_rate_changes": ((2, 0.02), (20, 0.01))},
            {"label": "other", "enabled": False},
        ]
        for h in settings.optimizer.hyperparameters:
            changes.append({h.name: not h.default if isinstance(h, Switch) else 0.5 * (h.low + h.default)})
        for change in changes:
            optimizers = list(before.settings())
            optimizers[index] = msgspec.structs.replace(settings, **change)
            yield msgspec.structs.replace(before, optimizers=tuple(optimizers))


def test_moving_a_number_compiles_nothing_and_resets_nothing(compilations: list[str]) -> None:
    before = small(*(kind(learning_rate=0.01) for kind in SETTINGS.values()))
    task = training_task.prepare(before)
    state = training.advance(before, task, training.begin(before, task), 4)
    again = msgspec.structs.replace(before, early_stopping=EarlyStopping())
    training.advance(again, task, state, 1)  # a fresh watch is made of small programs of its own
    compilations.clear()
    count = 0
    for after in moved(before):
        assert not training_task.begins_anew(before, after.validated())
        later = training.advance(after, task, state, 5)
        assert (later.step, len(later.history.batch_losses)) == (9, 9)
        np.testing.assert_array_equal(later.history.batch_losses[:4], state.history.batch_losses)
        assert not compilations, after
        count += 1
    assert count > 20


@pytest.mark.parametrize(
    "changed",
    [
        {"cell": "gru"},
        {"recurrent_units": 3},
        {"hidden": (2,)},
        {"kind": "dense"},
        {"initializer": "he_normal"},
    ],
    ids=str,
)
def test_another_network_begins_anew(changed: dict[str, Any]) -> None:
    before = network_presets.new("sine_sequence")
    after = msgspec.structs.replace(before, network=msgspec.structs.replace(before.network, **changed))
    assert training_task.begins_anew(before, after.validated())


def test_another_network_is_seen_to_compile_and_begins_anew(compilations: list[str]) -> None:
    before, after = small(), small(network=NetworkChoice(hidden=(7,)))
    assert training_task.begins_anew(before, after)
    training.run(after)
    assert compilations


def test_a_moved_number_counts() -> None:
    before = small(SETTINGS["sgd"](learning_rate=0.1))
    task = training_task.prepare(before)
    state = training.advance(before, task, training.begin(before, task), 4)
    still = small(SETTINGS["sgd"](learning_rate=0.0))
    later = training.advance(still, task, state, 4)
    np.testing.assert_array_equal(later.carry.weights, state.carry.weights)
    np.testing.assert_array_equal(later.history.learning_rate[:, 0], [0.1, 0.0])


# --- the same again -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("pieces", [(1,) * 15, (3, 3, 9), (2, 11, 2), (100,)])
def test_however_it_is_divided_a_run_is_the_same(pieces: tuple[int, ...]) -> None:
    experiment = small(network=NetworkChoice(hidden=(4,), dropout=0.3))
    task = training_task.prepare(experiment)
    state = training.begin(experiment, task)
    for steps in pieces:
        state = training.advance(experiment, task, state, steps)
    assert state.step == 15
    assert_same_history(state.history, training.run(experiment).history, rtol=1e-6)


def test_the_seed_decides_everything() -> None:
    dropping = NetworkChoice(hidden=(4,), dropout=0.3)
    first, again, other = (training.run(small(network=dropping, seed=seed)) for seed in (1, 1, 2))
    assert_same_history(first.history, again.history)
    assert not np.array_equal(first.history.batch_losses, other.history.batch_losses)


def test_many_calls_of_the_program_are_one_run() -> None:
    experiment = small(batch_size=1, epochs=30)
    assert experiment.epochs * training_task.prepare(experiment).batches > training.CHUNK
    history = training.run(experiment).history
    assert history.batch_losses.shape == (1200, 1)
    assert history.loss.shape == (30, 1)
    # The mean of an epoch's batches, as those are of one sample each.
    np.testing.assert_allclose(
        history.loss[:, 0], history.batch_losses.reshape(30, 40).mean(axis=1), rtol=1e-5
    )


# --- a fair race --------------------------------------------------------------------------------------------


def test_equal_optimizers_stay_equal_and_others_change_nothing() -> None:
    adam = SETTINGS["adam"](learning_rate=0.05)
    twin = msgspec.structs.replace(adam, label="twin")
    dropping = NetworkChoice(hidden=(4,), dropout=0.4)
    sgd, rmsprop = SETTINGS["sgd"](learning_rate=0.1), SETTINGS["rmsprop"](learning_rate=0.01)
    race = training.run(small(rmsprop, adam, sgd, twin, network=dropping, precision="float64")).history
    alone = training.run(small(adam, network=dropping, precision="float64")).history
    np.testing.assert_array_equal(race.batch_losses[:, 1], race.batch_losses[:, 3])
    np.testing.assert_allclose(race.batch_losses[:, 1], alone.batch_losses[:, 0], rtol=1e-9)
    np.testing.assert_array_equal(race.batch_losses[0], race.batch_losses[0, 0])  # the same start and batch
    assert len(set(race.batch_losses[-1])) == 3


def test_runs_keep_the_order_of_the_experiment() -> None:
    adagrad, sgd = SETTINGS["adagrad"](learning_rate=0.0), SETTINGS["sgd"](learning_rate=0.1)
    experiment = small(adagrad, sgd)
    task = training_task.prepare(experiment)
    state = training.run(experiment)
    still, learning = training_state.run_states(task, state)
    initial = jax.tree.leaves(forward.from_flat(task.plan.architecture, task.initial))
    for found, before in zip(still.weights, initial, strict=True):
        np.testing.assert_array_equal(found, before)
    assert any((found != before).any() for found, before in zip(learning.weights, initial, strict=True))
    np.testing.assert_array_equal(state.history.learning_rate[0], [0.0, 0.1])


# --- epochs and batches -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("batch_size", "batches"), [(1, 40), (16, 3), (20, 2), (40, 1), (1000, 1)])
def test_an_epoch_sees_every_sample_once(batch_size: int, batches: int) -> None:
    """With the rate 0 the sum of its batches' losses is the loss of all samples, whatever their order."""
    sgd = SETTINGS["sgd"](learning_rate=0.0)
    experiment = small(sgd, batch_size=batch_size, precision="float64")
    task = training_task.prepare(experiment)
    assert task.batches == batches
    history = training.run(experiment).history
    logits = forward.forward(
        task.plan.architecture, forward.from_flat(task.plan.architecture, task.initial), task.training.x
    )
    chosen = jnp.sum(jax.nn.log_softmax(logits, axis=0) * task.training.y, axis=0)
    np.testing.assert_allclose(history.loss, np.full((5, 1), -chosen.mean()), rtol=1e-12)
    accuracy = np.mean(np.asarray(logits).argmax(axis=0) == np.asarray(task.training.y).argmax(axis=0))
    np.testing.assert_allclose(history.metric, np.full((5, 1), accuracy), rtol=1e-12)
    if 1 < batches < 40:
        epochs = history.batch_losses.reshape(5, batches)
        assert len({tuple(losses) for losses in epochs}) == 5  # shuffled anew


def test_without_shuffling_every_epoch_is_the_same() -> None:
    sgd = SETTINGS["sgd"](learning_rate=0.0)
    losses = training.run(small(sgd, shuffle=False)).history.batch_losses.reshape(5, 3)
    np.testing.assert_array_equal(losses, np.tile(losses[:1], (5, 1)))


def test_gradient_norms_are_those_of_the_layers() -> None:
    """One full batch: the norm of an epoch is that of its only gradient, here by finite differences."""
    sgd = SETTINGS["sgd"](learning_rate=0.0)
    experiment = small(sgd, batch_size=40, epochs=1, precision="float64")
    task = training_task.prepare(experiment)
    made = task.plan.architecture

    @jax.jit
    def loss(flat: jax.Array) -> jax.Array:
        logits = forward.forward(made, forward.from_flat(made, flat), task.training.x)
        return -jnp.mean(jnp.sum(jax.nn.log_softmax(logits, axis=0) * task.training.y, axis=0))

    nudges = 1e-6 * np.eye(made.size)
    gradient = np.array([loss(task.initial + one) - loss(task.initial - one) for one in nudges]) / 2e-6
    first = made.layers[0].size
    expected = [np.linalg.norm(gradient[:first]), np.linalg.norm(gradient[first:])]
    np.testing.assert_allclose(training.run(experiment).history.gradient_norms[0, 0], expected, rtol=1e-7)


def test_dropout_keeps_the_mean_and_is_drawn_for_every_step() -> None:
    """A linear network with the rate 0 and one sample: the mean of its outputs is the output without."""
    sgd = SETTINGS["sgd"](learning_rate=0.0)
    inline = DatasetChoice(
        name="inline", x=((1.0,), (1.0,)), y=(0.0, 2.0), validation_fraction=0.5, standardise=False
    )
    network = NetworkChoice(hidden=(1,), activation="linear", dropout=0.25)
    experiment = small(
        sgd,
        dataset=inline,
        network=network,
        loss="mean_squared_error",
        initial_weights=(((1.0,),), (0.0,), ((1.0,),), (0.0,)),
        epochs=2000,
    )
    history = training.run(experiment).history
    squares, counts = np.unique(history.batch_losses, return_counts=True)
    np.testing.assert_allclose(squares, [0.0, (4 / 3) ** 2], rtol=1e-6)
    np.testing.assert_allclose(counts[0] / 2000, 0.25, atol=0.05)  # five standard errors
    np.testing.assert_array_equal(history.val_loss, 1.0)  # no dropout in validation


@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_everything_is_computed_in_the_precision_asked_for(precision: str) -> None:
    experiment = small(network=NetworkChoice(hidden=(4,), dropout=0.2, l2=0.1), precision=precision)
    carry = training.run(experiment).carry
    floats = {str(leaf.dtype) for leaf in jax.tree.leaves(carry) if leaf.dtype.kind == "f"}
    assert floats == {precision}


def test_without_validation_there_are_no_values_of_it() -> None:
    history = training.run(small(dataset=DatasetChoice(samples=40, validation_fraction=0.0))).history
    assert np.isnan(history.val_loss).all()
    assert np.isfinite(history.loss).all()


def test_a_file_is_trained_on_with_a_constant_column_and_a_batch_larger_than_it(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("a,always,kind\n" + "".join(f"{row},0.1,{'xy'[row > 9]}\n" for row in range(20)))
    experiment = msgspec.structs.replace(
        new_on(DatasetChoice(name="csv", path=str(path))),
        optimizers=(SETTINGS["adam"](learning_rate=0.05),),
        batch_size=10_000,
    ).validated()
    task, state = training_task.prepare(experiment), training.run(experiment)
    assert task.batches == 1
    assert not task.split.training.x[:, 1].any()
    assert state.history.metric[-1, 0] == 1.0
    assert training_task.begins_anew(experiment, msgspec.structs.replace(experiment, shuffle=False))
    np.testing.assert_array_equal(
        evaluation.predictions(task, state, np.array([[0.0, 0.1], [19.0, 0.1]])).argmax(axis=2), [[0, 1]]
    )


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


@pytest.mark.parametrize(
    ("dataset", "network", "least"),
    [
        ("xor", NetworkChoice(hidden=(8, 8)), 0.9),
        ("spirals", NetworkChoice(hidden=(16, 16)), 0.9),
        ("sum_sequence", NetworkChoice(kind="recurrent", cell="gru", recurrent_units=8, hidden=()), 0.9),
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


@pytest.mark.parametrize("name", ["two_moons", "surface", "sum_sequence", "iris", "digits"])
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
