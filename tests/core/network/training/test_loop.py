"""Training against runs recorded from Keras, and what it promises of itself."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from core.backend import jax, jnp
from core.network import forward, training
from core.network import presets as network_presets
from core.network.dataset_choice import DatasetChoice
from core.network.early_stopping import EarlyStopping
from core.network.experiment import NetworkExperiment
from core.network.network_choice import NetworkChoice
from core.network.presets import new_on
from core.network.training import evaluation, program
from core.network.training import state as training_state
from core.network.training import task as training_task
from core.parameters import Switch
from core.run_settings import SETTINGS
from tests.core.network.training.cases import assert_same_history, final_weights, small
from tests.folders import REFERENCE

RUNS = json.loads((REFERENCE / "keras_networks.json").read_text())["cases"]
FITS = json.loads((REFERENCE / "keras_layers.json").read_text())["fit"]


def nested(value: Any) -> Any:
    return tuple(nested(entry) for entry in value) if isinstance(value, list) else value


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
    assert experiment.epochs * training_task.prepare(experiment).batches > program.CHUNK
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
