"""What every layer makes of an input, against closed forms."""

import numpy as np
import pytest

from core.network import layer_outputs, step_trace
from core.network.training import evaluation
from core.network.training import state as training_state
from core.network.training import task as training_task
from tests.core.network.small_layers import NETWORKS, of, trained


def drawn(task: training_task.Task, count: int) -> np.ndarray:
    """Training inputs as they were drawn."""
    return task.split.training.x[:count] * task.split.scale + task.split.mean


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


def arrays_of(layer: step_trace.LayerStep, what: str = "") -> list[np.ndarray]:
    """In the order of Keras's `get_weights()`."""
    parts = (getattr(layer, part + what) for part in ("kernel", "recurrent_kernel", "bias"))
    return [part for part in parts if part is not None]


def flat(trace: step_trace.StepTrace, what: str = "") -> np.ndarray:
    return np.concatenate([part.ravel() for layer in trace.layers for part in arrays_of(layer, what)])
