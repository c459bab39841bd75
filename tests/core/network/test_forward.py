"""Layers, weights and losses against Keras, closed forms and finite differences."""

import json
from typing import Any

import numpy as np
import pytest

from core.backend import jax, jnp
from core.network import architecture, forward, losses
from core.network.architecture import ACTIVATIONS, KINDS, Architecture
from core.network.initial_weights import initial_weights
from tests.folders import REFERENCE

RECORDED = json.loads((REFERENCE / "keras_layers.json").read_text())
KEY = jax.random.key(0)


def built(network: dict[str, Any], input_shape: tuple[int, ...], outputs: int) -> Architecture:
    kind, hidden = network["kind"], tuple(network["hidden"])
    others = {name: value for name, value in network.items() if name not in ("kind", "hidden")}
    return architecture.build(kind, input_shape, outputs, hidden=hidden, **others)


# --- the forward pass ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "case", RECORDED["forward"], ids=lambda case: "-".join(map(str, case["network"].values()))
)
def test_outputs_are_those_of_keras(case: dict[str, Any]) -> None:
    x, expected = np.array(case["x"]), np.array(case["outputs"])
    made = built(case["network"], x.shape[1:], expected.shape[1])
    weights = forward.from_arrays(made, [np.array(array) for array in case["weights"]])
    np.testing.assert_allclose(forward.predict(made, weights, x), expected, rtol=1e-12, atol=1e-14)


def test_the_recorded_networks_cover_every_kind_and_activation() -> None:
    described = [case["network"] for case in RECORDED["forward"]]
    assert {network["kind"] for network in described} | {"perceptron"} == set(KINDS)
    assert {network["activation"] for network in described} == set(ACTIVATIONS)


def test_a_perceptron_is_the_activation_of_a_weighted_sum() -> None:
    made = architecture.build("perceptron", (3,), 1, activation="sigmoid", output_activation="sigmoid")
    kernel, bias = np.array([[0.5], [-1.0], [2.0]]), np.array([0.25])
    x = np.array([[1.0, 2.0, 3.0], [0.0, -1.0, 0.5]])
    outputs = forward.predict(made, forward.from_arrays(made, [kernel, bias]), x)
    z = np.array([0.25 + 0.5 - 2.0 + 6.0, 0.25 + 1.0 + 1.0])
    np.testing.assert_allclose(outputs[:, 0], 1.0 / (1.0 + np.exp(-z)), rtol=1e-14)


def test_a_large_kernel_gives_the_matrix_product_too() -> None:
    made = architecture.build("dense", (40,), 30, hidden=())
    kernel, bias = np.random.default_rng(0).normal(size=(40, 30)), np.arange(30.0)
    x = np.random.default_rng(1).normal(size=(7, 40))
    outputs = forward.predict(made, forward.from_arrays(made, [kernel, bias]), x)
    np.testing.assert_allclose(outputs, x @ kernel + bias, rtol=1e-12)


SOME = [
    ("perceptron", (2,), {"output_activation": "tanh"}),
    *(("dense", (2,), {"hidden": (5, 4), "activation": activation}) for activation in ACTIVATIONS),
    ("dense", (4, 1), {"hidden": (3,)}),
    ("recurrent", (6, 2), {"recurrent_units": 3, "hidden": (2,)}),
    ("recurrent", (6, 2), {"cell": "gru", "recurrent_units": 3}),
    ("convolutional", (64,), {"filters": 2, "hidden": (3,)}),
]


@pytest.mark.parametrize(("kind", "input_shape", "others"), SOME)
def test_gradients_agree_with_finite_differences(
    kind: Any, input_shape: tuple[int, ...], others: dict[str, Any]
) -> None:
    made = architecture.build(kind, input_shape, 1 if kind == "perceptron" else 2, **others)
    random = np.random.default_rng(5)
    flat = 0.7 * random.normal(size=made.size)
    x, wanted = random.normal(size=(*input_shape, 4)), random.normal(size=(made.layers[-1].units, 4))

    @jax.jit
    def loss(weights: jax.Array) -> jax.Array:
        return jnp.sum((forward.forward(made, forward.from_flat(made, weights), x) - wanted) ** 2)

    gradient = jax.grad(loss)(flat)
    for direction in random.normal(size=(3, made.size)):
        difference = (loss(flat + 1e-6 * direction) - loss(flat - 1e-6 * direction)) / 2e-6
        np.testing.assert_allclose(gradient @ direction, difference, rtol=1e-6, atol=1e-7)


def test_dropout_multiplies_what_each_hidden_layer_gives() -> None:
    made = architecture.build("dense", (2,), 1, hidden=(3, 2), activation="linear")
    weights = initial_weights(made, "glorot_uniform", KEY, "float64")
    x = np.array([[1.0], [2.0]])
    factors = np.array([[0.0], [2.0], [1.0]]), np.array([[3.0], [0.0]])
    outputs = forward.forward(made, weights, x, factors)
    (first, _), (second, _), (last, _) = weights
    hidden = (first.T @ x * factors[0]).T @ second * factors[1].T
    np.testing.assert_allclose(outputs, (hidden @ last).T, rtol=1e-12)


# --- weights ------------------------------------------------------------------------------------------------


def test_shapes_and_order_are_those_of_keras() -> None:
    gru = architecture.build("recurrent", (7, 2), 1, cell="gru", recurrent_units=4, hidden=(5,))
    assert gru.shapes() == ((2, 12), (4, 12), (2, 12), (4, 5), (5,), (5, 1), (1,))
    image = architecture.build("convolutional", (64,), 10, filters=8, hidden=())
    assert image.shapes() == ((3, 3, 1, 8), (8,), (72, 10), (10,))
    assert image.size == 72 + 8 + 720 + 10
    assert (gru.dropped_units, image.dropped_units) == ((4, 5), ())


def test_flat_weights_and_layers_are_the_same_weights() -> None:
    made = architecture.build("recurrent", (7, 2), 1, cell="gru", recurrent_units=4, hidden=(5,))
    flat = jnp.arange(float(made.size))
    weights = forward.from_flat(made, flat)
    assert [array.shape for array in jax.tree.leaves(weights)] == list(made.shapes())
    np.testing.assert_array_equal(forward.to_flat(weights), flat)
    biases = forward.from_flat(made, ~jnp.asarray(forward.kernel_mask(made)))
    assert all(bool(layer.bias.all()) and not bool(layer.kernel.any()) for layer in biases)


def test_a_weight_of_another_shape_is_refused() -> None:
    made = architecture.build("dense", (2,), 1, hidden=())
    with pytest.raises(ValueError, match=r"\(1, 2\) instead of \(2, 1\)"):
        forward.from_arrays(made, [np.zeros((1, 2)), np.zeros(1)])


# --- losses -------------------------------------------------------------------------------------------------


def test_cross_entropy_is_minus_the_logarithm_of_the_probability() -> None:
    # softmax(log 1, log 2, log 5) = (1/8, 2/8, 5/8)
    outputs = np.log(np.array([[1.0, 1.0], [2.0, 2.0], [5.0, 5.0]]))
    targets = np.array([[1.0, 0.0], [0.0, 0.0], [0.0, 1.0]])
    found = losses.LOSSES["cross_entropy"].function(outputs, targets)
    np.testing.assert_allclose(found, [np.log(8), np.log(8 / 5)], rtol=1e-14)


def test_binary_cross_entropy_is_that_of_a_coin() -> None:
    outputs, targets = np.log(np.array([[3.0, 3.0, 1.0]])), np.array([[1.0, 0.0, 1.0]])  # σ: 3/4, 3/4, 1/2
    found = losses.LOSSES["binary_cross_entropy"].function(outputs, targets)
    np.testing.assert_allclose(found, [np.log(4 / 3), np.log(4), np.log(2)], rtol=1e-14)


def test_mean_squared_error_is_the_mean_over_outputs() -> None:
    found = losses.LOSSES["mean_squared_error"].function(np.array([[1.0], [5.0]]), np.array([[3.0], [4.0]]))
    np.testing.assert_array_equal(found, [2.5])


@pytest.mark.parametrize("name", ["cross_entropy", "binary_cross_entropy"])
def test_huge_logits_keep_loss_and_gradient_finite(name: str) -> None:
    function = losses.LOSSES[name].function
    outputs, targets = jnp.array([[1000.0, -1000.0]]), jnp.array([[0.0, 1.0]])
    if name == "cross_entropy":
        outputs, targets = jnp.concatenate([outputs, -outputs]), jnp.concatenate([targets, 1.0 - targets])
    loss, gradient = jax.value_and_grad(lambda z: jnp.sum(function(z, targets)))(outputs)
    assert loss == (4000.0 if name == "cross_entropy" else 2000.0)
    np.testing.assert_array_equal(jnp.abs(gradient), jnp.ones_like(gradient))


@pytest.mark.parametrize("name", losses.LOSSES)
def test_gradients_of_losses_agree_with_finite_differences(name: str) -> None:
    random = np.random.default_rng(2)
    outputs, direction = random.normal(size=(2, 3, 6))
    targets = np.eye(3)[random.integers(0, 3, 6)].T

    def total(z: Any) -> Any:
        return jnp.sum(losses.LOSSES[name].function(jnp.asarray(z), targets))

    difference = (total(outputs + 1e-6 * direction) - total(outputs - 1e-6 * direction)) / 2e-6
    np.testing.assert_allclose(jnp.sum(jax.grad(total)(outputs) * direction), difference, rtol=1e-8)


def test_what_accuracy_counts() -> None:
    three = np.array([[0.1, 2.0, 0.0], [0.3, 1.0, 0.0], [0.2, 3.0, 0.0]])
    truth = np.array([[0.0, 0.0, 1.0], [1.0, 1.0, 0.0], [0.0, 0.0, 0.0]])
    np.testing.assert_array_equal(losses.wrong(three, truth, 0.0), [0.0, 1.0, 0.0])
    one, truth = np.array([[-0.1, 0.2, 0.7]]), np.array([[0.0, 1.0, 1.0]])
    np.testing.assert_array_equal(losses.wrong(one, truth, 0.0), [0.0, 0.0, 0.0])
    np.testing.assert_array_equal(losses.wrong(one, truth, 0.5), [0.0, 1.0, 0.0])


def test_what_r2_leaves_unexplained() -> None:
    targets = np.array([[1.0, 2.0, 3.0, 4.0]])
    squares = np.array([5.0])
    fit = 1.2 + 0.5 * targets
    short = losses.unexplained(fit, targets, squares).sum()
    np.testing.assert_allclose(1 - short, 1 - ((fit - targets) ** 2).sum() / 5.0, rtol=1e-14)
    assert (
        losses.unexplained(np.full((1, 4), 2.5), targets, squares).sum() == 1.0
    )  # the mean explains nothing


@pytest.mark.parametrize("loss", losses.LOSSES)
def test_no_answer_that_is_always_the_same_has_a_lower_loss_than_the_trivial_one(loss: str) -> None:
    random = np.random.default_rng(0)
    if loss == "cross_entropy":
        targets = np.eye(4)[:3, random.integers(0, 3, 50)]
        best = np.log(targets.mean(axis=1))
    elif loss == "binary_cross_entropy":
        targets = (random.uniform(size=(2, 50)) < 0.2).astype(float)
        best = np.log(targets.mean(axis=1) / (1.0 - targets.mean(axis=1)))
    else:
        targets = random.normal(size=(2, 50))
        best = targets.mean(axis=1)

    def mean_loss(answer: np.ndarray) -> float:
        return float(losses.LOSSES[loss].function(np.tile(answer[:, None], 50), targets).mean())

    trivial = losses.trivial(loss, targets)
    np.testing.assert_allclose(mean_loss(best), trivial, rtol=1e-12)
    for change in random.normal(size=(100, len(best))):
        assert mean_loss(best + change) > trivial


def test_the_trivial_answer_to_one_class_is_right() -> None:
    assert losses.trivial("cross_entropy", np.array([[1.0, 1.0], [0.0, 0.0]])) == 0.0
    assert losses.trivial("binary_cross_entropy", np.zeros((1, 3))) == 0.0
