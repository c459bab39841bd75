"""Looking inside a network: against closed forms and finite differences."""

import textwrap
from typing import Any

import msgspec
import numpy as np
import pytest

from core.backend import jax, jnp
from core.network import (
    evaluation,
    findings,
    forward,
    layer_outputs,
    live_training,
    step_trace,
    training,
    training_state,
    training_task,
)
from core.network import pictures as network_pictures
from core.network.dataset_choice import DatasetChoice
from core.network.experiment import NetworkExperiment
from core.network.losses import LOSSES
from core.network.network_choice import NetworkChoice
from core.network.view_state import ViewState
from core.run_settings import SETTINGS

NETWORKS: dict[str, dict[str, Any]] = {
    "dense": {"network": NetworkChoice(hidden=(5, 3), activation="gelu")},
    "binary": {"network": NetworkChoice(hidden=(4,), activation="relu"), "loss": "binary_cross_entropy"},
    "perceptron": {
        "network": NetworkChoice(kind="perceptron", activation="tanh"),
        "loss": "mean_squared_error",
        "dataset": DatasetChoice(name="line", samples=50),
    },
    **{
        cell: {
            "network": NetworkChoice(kind="recurrent", cell=cell, recurrent_units=3, hidden=(4,)),
            "loss": "mean_squared_error",
            "dataset": DatasetChoice(name="sine_sequence", samples=50, parameters={"window": 5}),
        }
        for cell in ("simple_rnn", "gru")
    },
    "convolutional": {
        "network": NetworkChoice(kind="convolutional", filters=2, hidden=(4,)),
        "dataset": DatasetChoice(
            name="inline",
            x=tuple(map(tuple, np.random.default_rng(0).uniform(size=(30, 64)).tolist())),
            y=tuple(float(one % 3) for one in range(30)),
        ),
    },
}


def of(name: str, **fields: Any) -> NetworkExperiment:
    return NetworkExperiment(
        **{
            "optimizers": (SETTINGS["adam"](learning_rate=0.05), SETTINGS["sgd"](learning_rate=0.1)),
            "precision": "float64",
            "batch_size": 16,
            **NETWORKS[name],
            **fields,
        }
    ).validated()


def trained(
    experiment: NetworkExperiment, steps: int = 5
) -> tuple[training_task.Task, training_state.TrainingState]:
    task = training_task.prepare(experiment)
    return task, training.advance(experiment, task, training.begin(experiment, task), steps)


def drawn(task: training_task.Task, count: int) -> np.ndarray:
    """Training inputs as they were drawn."""
    return task.split.training.x[:count] * task.split.scale + task.split.mean


# --- activations --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NETWORKS)
def test_the_last_activations_are_what_the_network_says(name: str) -> None:
    task, state = trained(of(name))
    x = drawn(task, 7)
    layers = layer_outputs.activations(task, training_state.weights_of(task, state)[1], x)
    assert len(layers) == len(task.plan.architecture.layers)
    np.testing.assert_allclose(layers[-1].a.T, evaluation.predictions(task, state, x)[1], rtol=1e-12)


def test_every_layer_weighs_what_the_one_before_it_gives() -> None:
    task, state = trained(of("binary"))
    x, weights = drawn(task, 7), training_state.weights_of(task, state)[0]
    kernel, bias, output_kernel, output_bias = training_state.layer_weights(task, weights)
    hidden, output = layer_outputs.activations(task, weights, x)
    z = task.split.training.x[:7] @ kernel + bias
    np.testing.assert_allclose(hidden.z, z.T, rtol=1e-12)
    np.testing.assert_allclose(hidden.a, np.maximum(z, 0.0).T, rtol=1e-12)
    logits = hidden.a.T @ output_kernel + output_bias
    np.testing.assert_allclose(output.z, logits.T, rtol=1e-12)
    np.testing.assert_allclose(output.a, 1.0 / (1.0 + np.exp(-logits.T)), rtol=1e-12)


def test_a_recurrent_layer_is_seen_through_time() -> None:
    task, state = trained(of("simple_rnn"))
    x, weights = drawn(task, 7), training_state.weights_of(task, state)[0]
    kernel, recurrent, bias, *_ = training_state.layer_weights(task, weights)
    layer = layer_outputs.activations(task, weights, x)[0]
    before = np.zeros((7, 3))
    for time in range(5):
        z = task.split.training.x[:7, time] @ kernel + before @ recurrent + bias
        before = np.tanh(z)
        np.testing.assert_allclose(layer.z[time], z.T, rtol=1e-11)
        np.testing.assert_allclose(layer.a[time], before.T, rtol=1e-11)


def test_a_candidate_state_of_a_gru_is_the_tanh_of_its_z() -> None:
    """With both gates at 0 the state is the candidate, and that comes from x and bias alone."""
    task, _ = trained(of("gru"), 0)
    kernel, recurrent, bias, *_ = (array.copy() for array in training_state.layer_weights(task, task.initial))
    bias[0, :6] = -1e3
    flat = np.concatenate([kernel.ravel(), recurrent.ravel(), bias.ravel(), np.asarray(task.initial)[54:]])
    layer = layer_outputs.activations(task, flat, drawn(task, 4))[0]
    expected = task.split.training.x[:4] @ kernel[:, 6:]
    np.testing.assert_allclose(layer.z, np.moveaxis(expected, 0, -1), rtol=1e-12)
    np.testing.assert_allclose(layer.a, np.tanh(layer.z), rtol=1e-12)


def test_a_convolution_keeps_the_largest_of_each_square() -> None:
    task, state = trained(of("convolutional"))
    x, weights = drawn(task, 5), training_state.weights_of(task, state)[0]
    kernel, bias, *_ = training_state.layer_weights(task, weights)
    layer = layer_outputs.activations(task, weights, x)[0]
    assert (layer.z.shape, layer.a.shape) == ((6, 6, 2, 5), (3, 3, 2, 5))
    image = task.split.training.x[3].reshape(8, 8)
    np.testing.assert_allclose(
        layer.z[4, 1, 1, 3], np.sum(image[4:7, 1:4] * kernel[:, :, 0, 1]) + bias[1], rtol=1e-12
    )
    np.testing.assert_allclose(layer.a[2, 0, 1, 3], np.tanh(layer.z[4:6, 0:2, 1, 3].max()), rtol=1e-12)


def test_other_inputs_and_a_few_more_of_them_compile_nothing(compilations: list[str]) -> None:
    task, state = trained(of("dense"))
    weights = training_state.weights_of(task, state)
    layer_outputs.activations(task, weights[0], np.ones((70, 2)))
    evaluation.outputs_of(task, weights, np.ones((70, 2)))
    compilations.clear()
    for samples in (65, 71, 80):
        assert layer_outputs.activations(task, weights[1], np.zeros((samples, 2)))[0].z.shape == (5, samples)
        assert evaluation.outputs_of(task, 2.0 * weights, np.zeros((samples, 2))).shape == (2, samples, 2)
    assert not compilations
    layer_outputs.activations(task, weights[0], np.ones((81, 2)))
    assert compilations


# --- one step of training -----------------------------------------------------------------------------------

STEP = 5  # with batches of 16, the last and short one of an epoch of 37 samples, or the first of 22's third


def changed(experiment: NetworkExperiment, **network: Any) -> NetworkExperiment:
    return msgspec.structs.replace(experiment, network=msgspec.structs.replace(experiment.network, **network))


def arrays_of(layer: step_trace.LayerStep, what: str = "") -> list[np.ndarray]:
    """In the order of Keras's `get_weights()`."""
    parts = (getattr(layer, part + what) for part in ("kernel", "recurrent_kernel", "bias"))
    return [part for part in parts if part is not None]


def flat(trace: step_trace.StepTrace, what: str = "") -> np.ndarray:
    return np.concatenate([part.ravel() for layer in trace.layers for part in arrays_of(layer, what)])


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("dropout", [0.0, 0.4])
def test_the_changes_are_those_that_training_makes(name: str, dropout: float) -> None:
    """For every optimizer."""
    optimizers = tuple(kind(learning_rate=0.03) for kind in reversed(SETTINGS.values()))
    experiment = changed(of(name, optimizers=optimizers), dropout=dropout, l1=0.01, l2=0.02)
    task, state = trained(experiment, STEP)
    after = training.advance(experiment, task, state, 1)
    assert after.step == STEP + 1
    before, moved = (training_state.weights_of(task, one) for one in (state, after))
    for run in range(len(optimizers)):
        trace = step_trace.next_batch(experiment, task, state, run)
        np.testing.assert_allclose(flat(trace), before[run], rtol=1e-15)
        np.testing.assert_allclose(flat(trace, "_change"), moved[run] - before[run], rtol=1e-9, atol=1e-15)
        np.testing.assert_allclose(trace.batch_loss, after.history.batch_losses[-1, run], rtol=1e-12)
        assert (trace.step, trace.learning_rate) == (STEP, 0.03)


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("dropout", [0.0, 0.4])
def test_the_gradients_are_those_of_the_batch(name: str, dropout: float) -> None:
    """By finite differences of the loss that training records, from weights moved a little."""
    experiment = changed(of(name), dropout=dropout, l2=0.02)
    task, state = trained(experiment, STEP)
    gradient = flat(step_trace.next_batch(experiment, task, state, 0), "_gradient")
    lanes = list(task.lanes.lane_of_run)
    random = np.random.default_rng(0)

    def loss(weights: np.ndarray) -> float:
        carry = state.carry._replace(weights=state.carry.weights.at[lanes[0]].set(weights))
        found = training.advance(experiment, task, state._replace(carry=carry), 1)
        return float(found.history.batch_losses[-1, 0])

    weights = training_state.weights_of(task, state)[0]
    for direction in [
        *random.normal(size=(4, weights.size)),
        *np.eye(weights.size)[:: weights.size // 8 + 1],
    ]:
        nudge = 1e-6 * direction
        difference = (loss(weights + nudge) - loss(weights - nudge)) / 2e-6
        np.testing.assert_allclose(gradient @ direction, difference, rtol=1e-5, atol=1e-8)


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("dropout", [0.0, 0.4])
def test_the_errors_are_how_the_loss_of_the_sample_depends_on_z(name: str, dropout: float) -> None:
    """By finite differences of every z."""
    experiment = changed(of(name), dropout=dropout)
    task, state = trained(experiment, STEP)
    trace = step_trace.next_batch(experiment, task, state, 1, 2)
    made = task.plan.architecture
    weights = forward.from_flat(made, training_state.weights_of(task, state)[1])
    x = jnp.asarray(task.split.training.x[trace.samples[2]])[..., None]
    np.testing.assert_array_equal(trace.x, x[..., 0].reshape(trace.x.shape))
    factors = tuple(layer.kept[:, None] / 0.6 for layer in trace.layers if layer.kept is not None) or None

    @jax.jit
    def loss(nudges: tuple[Any, ...]) -> Any:
        outputs = forward.layer_values(made, weights, x, factors, nudges)[-1].a
        return LOSSES[experiment.loss].function(outputs, trace.target[:, None])[0]

    still = [np.zeros((*layer.z.shape, 1)) for layer in trace.layers]
    np.testing.assert_allclose(trace.loss, loss(tuple(still)), rtol=1e-12)
    for index, layer in enumerate(trace.layers):
        expected = np.empty_like(layer.z)
        for place in np.ndindex(*layer.z.shape):
            values = []
            for nudge in (1e-6, -1e-6):
                nudged = [one.copy() for one in still]
                nudged[index][*place, 0] = nudge
                values.append(loss(tuple(nudged)))
            expected[place] = (values[0] - values[1]) / 2e-6
        np.testing.assert_allclose(layer.error, expected, rtol=1e-5, atol=1e-9)


def test_the_chain_rule_leads_from_layer_to_layer() -> None:
    """In a batch of one a gradient is a product of inputs and errors, and errors come from the next layer."""
    experiment = changed(of("dense", batch_size=1), dropout=0.4)
    task, state = trained(experiment, STEP)
    first, second, last = step_trace.next_batch(experiment, task, state, 0).layers
    trace = step_trace.next_batch(experiment, task, state, 0)
    np.testing.assert_allclose(last.error, trace.output - trace.target, rtol=1e-12)
    np.testing.assert_array_equal(last.slope, 1.0)
    for layer, after in ((first, second), (second, last)):
        assert layer.kept is not None
        np.testing.assert_allclose(after.inputs, layer.a * layer.kept / 0.6, rtol=1e-12)
        np.testing.assert_allclose(
            layer.error, (after.kernel @ after.error) * layer.kept / 0.6 * layer.slope, rtol=1e-12, atol=1e-16
        )
    for layer in (first, second, last):
        np.testing.assert_allclose(layer.z, layer.inputs @ layer.kernel + layer.bias, rtol=1e-12)
        np.testing.assert_allclose(layer.bias_gradient, layer.error, rtol=1e-12, atol=1e-16)
        np.testing.assert_allclose(
            layer.kernel_gradient, np.outer(layer.inputs, layer.error), rtol=1e-12, atol=1e-16
        )


def test_the_errors_of_a_recurrent_layer_add_up_through_time() -> None:
    experiment = of("simple_rnn", batch_size=1)
    task, state = trained(experiment, STEP)
    layer = step_trace.next_batch(experiment, task, state, 0).layers[0]
    assert layer.inputs.shape == (5, 1)
    np.testing.assert_allclose(layer.bias_gradient, layer.error.sum(axis=0), rtol=1e-10)
    np.testing.assert_allclose(layer.kernel_gradient, layer.inputs.T @ layer.error, rtol=1e-10)
    np.testing.assert_allclose(
        layer.recurrent_kernel_gradient, layer.a[:-1].T @ layer.error[1:], rtol=1e-10, atol=1e-16
    )
    np.testing.assert_allclose(layer.slope, 1.0 - layer.a**2, rtol=1e-12)


def test_the_samples_of_an_epoch_are_all_samples_once() -> None:
    experiment = of("dense", dataset=DatasetChoice(samples=50))
    task = training_task.prepare(experiment)
    state = training.begin(experiment, task)
    seen = []
    for size in (16, 16, 5):
        trace = step_trace.next_batch(experiment, task, state, 0, 99)
        assert trace.samples.shape == (size,)
        np.testing.assert_array_equal(trace.x, task.split.training.x[trace.samples[-1]])
        assert trace.target.argmax() == task.split.training.y[trace.samples[-1]]
        seen.extend(trace.samples)
        state = training.advance(experiment, task, state, 1)
    assert sorted(seen) == list(range(37))


@pytest.mark.parametrize("name", NETWORKS)
def test_dropped_units_are_those_that_the_step_does_not_keep(name: str) -> None:
    experiment = changed(of(name), dropout=0.4)
    task, state = trained(experiment, STEP)
    trace = step_trace.next_batch(experiment, task, state, 0)
    dropped = step_trace.dropped_units(experiment, task, STEP)
    operations = [layer.operation for layer in task.plan.architecture.layers]
    expected = [operation != "convolution" for operation in operations[:-1]] + [False]
    assert [one is not None for one in dropped] == expected
    for layer, one in zip(trace.layers, dropped, strict=True):
        np.testing.assert_array_equal(one, None if layer.kept is None else ~layer.kept)
    assert all(one is None for one in step_trace.dropped_units(of(name), task, STEP))


def test_about_the_share_of_the_rate_is_dropped() -> None:
    experiment = changed(of("dense"), dropout=0.3)
    task = training_task.prepare(experiment)
    dropped = [step_trace.dropped_units(experiment, task, step)[0] for step in range(400)]
    np.testing.assert_allclose(np.mean(dropped, axis=0), 0.3, atol=0.1)  # over four standard errors


def test_a_run_that_has_ended_is_not_changed() -> None:
    wild = SETTINGS["sgd"](learning_rate=0.05, learning_rate_changes=((3, 1e200), (4, 1e200)), momentum=1.0)
    experiment = of("perceptron", optimizers=(wild,))
    task, state = trained(experiment)
    (end,) = training_state.run_states(task, state)
    assert end.diverged_at is not None
    trace = step_trace.next_batch(experiment, task, state, 0)
    assert not flat(trace, "_change").any()


def test_moving_a_number_or_looking_at_another_sample_compiles_nothing(compilations: list[str]) -> None:
    experiment = of("dense")
    task, state = trained(experiment)
    step_trace.next_batch(experiment, task, state, 0)
    step_trace.dropped_units(changed(experiment, dropout=0.2), task, 0)
    state = training.advance(experiment, task, state, 1)
    compilations.clear()
    moved = changed(experiment, dropout=0.2, l1=0.1)
    step_trace.next_batch(moved, task, state, 1, 3)
    step_trace.dropped_units(moved, task, 7)
    assert not compilations


# --- what is amiss ------------------------------------------------------------------------------------------


def found(experiment: NetworkExperiment, epochs: int) -> tuple[findings.Finding, ...]:
    """What is said after so many epochs of the only run."""
    task = training_task.prepare(experiment)
    _, state = trained(experiment, epochs * task.batches)
    weights, norms = training_state.weights_of(task, state)[0], state.history.gradient_norms[-1, 0]
    return findings.findings(experiment, task, weights, norms)


def alone(rate: float, name: str = "sgd", **fields: Any) -> NetworkExperiment:
    """One optimizer on the moons, if `fields` do not say otherwise."""
    return NetworkExperiment(optimizers=(SETTINGS[name](learning_rate=rate),), **fields).validated()


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("epochs", [1, 40])
@pytest.mark.parametrize(
    ("activation", "initializer"), [("tanh", "glorot_uniform"), ("relu", "he_normal"), ("gelu", "he_normal")]
)
def test_nothing_is_amiss_in_a_healthy_network(
    activation: str, initializer: str, epochs: int, seed: int
) -> None:
    network = NetworkChoice(hidden=(16, 16), activation=activation, initializer=initializer)
    assert found(alone(0.01, "adam", network=network, seed=seed), epochs) == ()


@pytest.mark.parametrize("seed", range(3))
def test_relus_that_are_zero_everywhere_are_dead(seed: int) -> None:
    """Far too large a step throws the biases so low that no sample comes above 0."""
    experiment = alone(30.0, network=NetworkChoice(hidden=(12,), activation="relu"), seed=seed)
    (dead, *_) = found(experiment, 10)
    assert (dead.kind, dead.layer) == ("dead_relus", 1)
    count = dead.message.values["count"]
    assert str(dead.message).startswith(f"Layer 1 has dead ReLUs, {count} of 12: ")


def test_dead_relus_are_counted_in_their_layer() -> None:
    """Biases of −100 are out of reach of standardised inputs."""
    network = NetworkChoice(hidden=(4, 3), activation="relu")
    task = training_task.prepare(alone(0.1, network=network))
    arrays = [array.copy() for array in training_state.layer_weights(task, task.initial)]
    arrays[1][:], arrays[3][:] = (1.0, -100.0, 1.0, -100.0), (0.1, 0.1, 0.1)
    weights = np.concatenate([array.ravel() for array in arrays])
    first, *others = findings.findings(alone(0.1), task, weights, np.ones(3))
    assert (first.layer, first.message.values["count"]) == (1, 2)
    assert all(other.layer == 2 for other in others)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("activation", "ends"), [("tanh", "−1 or 1"), ("sigmoid", "0 or 1")])
def test_units_are_saturated_by_inputs_that_are_not_standardised(
    activation: str, ends: str, seed: int
) -> None:
    """House sizes in square metres, say: hundreds straight into a tanh."""
    random = np.random.default_rng(seed)
    x = random.uniform(50.0, 500.0, (60, 2))
    y = (x[:, 0] * random.uniform(0.5, 1.5, 60) > x[:, 1]).astype(float)
    inline = DatasetChoice(name="inline", x=tuple(map(tuple, x.tolist())), y=tuple(y), standardise=False)
    network = NetworkChoice(hidden=(8,), activation=activation)
    experiment = alone(0.01, dataset=inline, network=network, seed=seed)
    (saturated,) = found(experiment, 1)
    assert (saturated.kind, saturated.layer) == ("saturated", 1)
    assert ends in str(saturated.message)
    scaled = msgspec.structs.replace(experiment, dataset=msgspec.structs.replace(inline, standardise=True))
    assert found(scaled, 1) == ()


@pytest.mark.parametrize("seed", range(3))
def test_gradients_vanish_in_many_layers_of_sigmoids(seed: int) -> None:
    network = NetworkChoice(hidden=(16,) * 6, activation="sigmoid")
    (vanishing,) = found(alone(0.1, network=network, seed=seed), 2)
    assert (vanishing.kind, vanishing.layer) == ("vanishing", 1)
    assert found(alone(0.1, network=msgspec.structs.replace(network, activation="tanh"), seed=seed), 2) == ()


@pytest.mark.parametrize("seed", range(3))
def test_gradients_explode_with_weights_that_are_too_large(seed: int) -> None:
    network = NetworkChoice(hidden=(32,) * 4, activation="linear", initializer="large_normal")
    line = DatasetChoice(name="line")
    experiment = alone(1e-9, network=network, dataset=line, loss="mean_squared_error", seed=seed)
    exploding = found(experiment, 1)
    assert [one.kind for one in exploding] == ["exploding"]
    calm = msgspec.structs.replace(
        experiment, network=msgspec.structs.replace(network, initializer="glorot_uniform")
    )
    assert found(calm, 1) == ()


@pytest.mark.parametrize(
    ("norms", "kinds"),
    [
        ([2.0, 1.0, 1.0], []),
        ([0.009, 0.1, 1.0], ["vanishing"]),
        ([0.0, 0.0, 1.0], ["vanishing"]),
        ([101.0, 10.0, 1.0], ["exploding"]),
        ([100.0, 1001.0, 2.0], ["exploding"]),
        ([np.inf, 1.0, 1.0], ["exploding"]),
        ([1e-12, 1e-9, 1e-7], []),  # it has learned all it can
        ([np.nan, np.nan, np.nan], []),  # nothing is known
        ([1e15, 1e15, 1e15], ["exploding"]),
        ([np.inf, np.inf, np.inf], ["exploding"]),
        ([1.0, 1e4, 1e15], ["exploding"]),  # and none vanishes
    ],
)
def test_gradients_are_judged_by_their_norms(norms: list[float], kinds: list[str]) -> None:
    task = training_task.prepare(alone(0.1))
    judged = findings.findings(alone(0.1), task, np.asarray(task.initial), np.array(norms))
    assert [one.kind for one in judged] == kinds
    assert all("layer" in str(one.message) and "{" not in str(one.message) for one in judged)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("units", [16, 64])
def test_two_layers_with_dead_relus_fit_four_lines_of_fifty_characters(units: int, seed: int) -> None:
    network = NetworkChoice(hidden=(units, units), activation="relu")
    said = [one for one in found(alone(1e3, network=network, seed=seed), 1) if one.kind == "dead_relus"]
    assert said
    assert all(len(textwrap.wrap(str(one.message), 50)) <= 2 for one in said)


def test_nothing_is_known_before_there_is_an_epoch() -> None:
    live = live_training.begin(alone(0.01, "adam"))
    view_state = ViewState()
    assert network_pictures.findings(live, view_state) is None
    live = live_training.go_on(live, live.experiment, live.task.batches - 1)
    assert network_pictures.findings(live, view_state) is None
    live = live_training.go_on(live, live.experiment, 1)
    assert network_pictures.findings(live, view_state) == ()


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("epoch", [1, 3])
def test_a_diverged_run_is_unusual_wherever_it_diverges(epoch: int, seed: int) -> None:
    """In the first epoch, of which there are no gradient norms, or later."""
    calm = alone(0.01, seed=seed, epochs=10)
    batches = training_task.prepare(calm).batches
    sgd = SETTINGS["sgd"](learning_rate=0.01, learning_rate_changes=(((epoch - 1) * batches + 5, 1e39),))
    live = live_training.begin(msgspec.structs.replace(calm, optimizers=(sgd,)))
    live = live_training.go_on(live, live.experiment, 5 * batches)
    first, *_ = network_pictures.findings(live, ViewState()) or ()
    assert (first.kind, first.layer) == ("diverged", 0)
    (verdict,) = network_pictures.verdicts(live)
    assert (verdict.kind, verdict.since) == ("diverged", epoch)


@pytest.mark.parametrize("seed", range(3))
def test_gradients_that_grow_beyond_bounds_are_told_of_after_the_end_too(seed: int) -> None:
    """On numbers to predict a step too large makes the next one larger, until there is no next one."""
    line = DatasetChoice(name="line", samples=40)
    network = NetworkChoice(hidden=(8,), activation="linear")
    experiment = alone(1.5, dataset=line, network=network, loss="mean_squared_error", seed=seed)
    live = live_training.begin(experiment)
    exploded = False
    for _ in range(30):
        live = live_training.go_on(live, live.experiment, live.task.batches)
        kinds = {one.kind for one in network_pictures.findings(live, ViewState()) or ()}
        exploded |= bool(np.nanmax(live.state.history.gradient_norms[:, 0], initial=0.0) > findings.HUGE)
        assert ("exploding" in kinds) == exploded
    assert exploded
    assert "diverged" in kinds
