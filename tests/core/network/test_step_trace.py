"""One step of training, traced: against training itself, finite differences and the chain rule."""

from typing import Any

import msgspec
import numpy as np
import pytest

from core.backend import jax, jnp
from core.network import findings, forward, step_trace, training
from core.network.dataset_choice import DatasetChoice
from core.network.experiment import NetworkExperiment
from core.network.losses import LOSSES
from core.network.training import state as training_state
from core.network.training import task as training_task
from core.run_settings import SETTINGS
from tests.core.network.small_layers import NETWORKS, of, trained

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


def found(experiment: NetworkExperiment, epochs: int) -> tuple[findings.Finding, ...]:
    """What is said after so many epochs of the only run."""
    task = training_task.prepare(experiment)
    _, state = trained(experiment, epochs * task.batches)
    weights, norms = training_state.weights_of(task, state)[0], state.history.gradient_norms[-1, 0]
    return findings.findings(experiment, task, weights, norms)
