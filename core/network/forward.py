"""Networks as plain pytrees: the weights and the forward pass of every `Architecture`.

Weights are a tuple with one NamedTuple per layer, whose leaves come in the order of Keras's `get_weights()`.
Inside, samples are the last axis, and small products are written as sums over products: XLA turns those into
loops over samples, several times faster than its matrix products of such sizes.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import prod
from typing import Any, NamedTuple

import numpy as np

from ..backend import jax, jnp
from .architecture import IMAGE_SIDE, POOL, WINDOW, Architecture, Layer

Array = Any

Product = Callable[[Array, Array], Array]
"""Of kernel (inputs, units) and x (inputs, samples): (units, samples)."""

_SMALL_KERNEL = 256
"""Up to so many numbers in a kernel, a sum over products is quicker than a matrix product."""


class DenseWeights(NamedTuple):
    """kernel (inputs, units), that of a convolution (3, 3, inputs, filters); bias (units,)."""

    kernel: Array
    bias: Array


class RecurrentWeights(NamedTuple):
    """kernel (inputs, u), recurrent kernel (units, u), bias (u,); for a GRU u is 3 units, bias (2, u)."""

    kernel: Array
    recurrent_kernel: Array
    bias: Array


LayerWeights = DenseWeights | RecurrentWeights
Weights = tuple[LayerWeights, ...]

# --- weights ------------------------------------------------------------------------------------------------


def from_arrays(architecture: Architecture, arrays: Sequence[Array]) -> Weights:
    """The pytree of arrays in the order of Keras's `get_weights()`; raises ValueError for a wrong shape."""
    for array, shape in zip(arrays, architecture.shapes(), strict=True):
        if np.shape(array) != shape:
            raise ValueError(f"A weight has the shape {np.shape(array)} instead of {shape}.")
    rest = iter(arrays)
    return tuple(_layer_weights(layer, [next(rest) for _ in layer.shapes()]) for layer in architecture.layers)


def _layer_weights(layer: Layer, arrays: Sequence[Array]) -> LayerWeights:
    return RecurrentWeights(*arrays) if len(layer.shapes()) == 3 else DenseWeights(*arrays)


def from_flat(architecture: Architecture, flat: Array) -> Weights:
    """The pytree of one array (size,) with all weights in order."""
    arrays, first = [], 0
    for shape in architecture.shapes():
        arrays.append(flat[first : first + prod(shape)].reshape(shape))
        first += prod(shape)
    return from_arrays(architecture, arrays)


def to_flat(weights: Weights) -> Array:
    """One array (size,) with all weights in order."""
    return jnp.concatenate([jnp.ravel(array) for array in jax.tree.leaves(weights)])


def kernel_mask(architecture: Architecture) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """(size,): which of the flat weights belong to kernels, recurrent ones too; the others are biases."""
    return np.concatenate(
        [
            np.full(prod(shape), index < len(layer.shapes()) - 1)
            for layer in architecture.layers
            for index, shape in enumerate(layer.shapes())
        ]
    )


# --- forward pass -------------------------------------------------------------------------------------------

ACTIVATION_FUNCTIONS: Mapping[str, Callable[[Array], Array]] = {
    "sigmoid": jax.nn.sigmoid,
    "tanh": jnp.tanh,
    "relu": jax.nn.relu,
    "leaky_relu": partial(jax.nn.leaky_relu, negative_slope=0.2),
    "gelu": partial(jax.nn.gelu, approximate=False),
    "linear": lambda x: x,
}


def activation_of(architecture: Architecture, index: int) -> str:
    """The name of a layer's activation function; that of a recurrent layer's (candidate) state."""
    if architecture.layers[index].operation in ("simple_rnn", "gru"):
        return "tanh"
    last = index == len(architecture.layers) - 1
    return architecture.output_activation if last else architecture.activation


def predict(architecture: Architecture, weights: Weights, x: Array) -> Array:
    """The outputs (samples, outputs) for x (samples, ...): logits, where the loss takes those."""
    return forward(architecture, weights, jnp.moveaxis(jnp.asarray(x), 0, -1)).T


def forward(
    architecture: Architecture,
    weights: Weights,
    x: Array,
    dropout: tuple[Array, ...] | None = None,
    first: Array | None = None,
    product: Product | None = None,
) -> Array:
    """The outputs (outputs, samples) for x (..., samples).

    `dropout` has a factor (units, samples) for the outputs of every hidden layer that has dropout. `first` is
    the `first_inflow`, where that is known already; `product` is how kernels meet inputs, if not as usual.
    """
    return layer_values(architecture, weights, x, dropout, first=first, product=product)[-1].a


def first_inflow(architecture: Architecture, weights: Weights, x: Array) -> Array:
    """What x (..., samples) brings into the first layer: affine in the layer's weights, and all they meet."""
    return _inflow(architecture.layers[0], weights[0], x, _product)


class LayerValues(NamedTuple):
    """What a layer makes of its inputs: z = bias + Σ x·w, and a, its activation function of z.

    Of a dense layer (units, samples) each. Of a recurrent one (time, units, samples): a is its state, z what
    goes into the tanh of its (candidate) state. Of a convolution z is (height, width, filters, samples), and
    a is pooled.
    """

    z: Array
    a: Array


def layer_values(
    architecture: Architecture,
    weights: Weights,
    x: Array,
    dropout: tuple[Array, ...] | None = None,
    nudges: tuple[Array, ...] | None = None,
    first: Array | None = None,
    product: Product | None = None,
) -> tuple[LayerValues, ...]:
    """What every layer makes of x (..., samples); the activations are those before dropout.

    `nudges`, one for each layer, are added to z: the derivative by a nudge is that by z. `first` is the
    `first_inflow`, where that is known already; `product` is how kernels meet inputs, if not as usual.
    """
    product = product or _product
    factors = iter(dropout or ())
    found = []
    for index, (layer, own) in enumerate(zip(architecture.layers, weights, strict=True)):
        nudge = None if nudges is None else nudges[index]
        inflow = first if index == 0 else None
        if layer.operation in ("simple_rnn", "gru"):
            x, values = _recurrent(layer, own, x, nudge, inflow, product)
        else:
            z = _nudged(_inflow(layer, own, x, product) if inflow is None else inflow, nudge)
            x = ACTIVATION_FUNCTIONS[activation_of(architecture, index)](z)
            x = _pooled(x) if layer.operation == "convolution" else x
            values = LayerValues(z, x)
        found.append(values)
        has_dropout = layer.operation != "convolution" and index < len(weights) - 1
        if dropout is not None and has_dropout:
            x = x * next(factors)
    return tuple(found)


def _inflow(layer: Layer, weights: LayerWeights, x: Array, product: Product) -> Array:
    """Kernel times inputs plus bias: what an activation function takes, but for what a state adds to it.

    (units, samples), or (time, u, samples) of a recurrent layer, (height, width, filters, samples) of a
    convolution.
    """
    if layer.operation == "convolution":
        return _convolution(weights, x)
    if layer.operation == "dense":
        return _dense(weights, _flattened(x), product)
    return jax.vmap(lambda now: _dense(weights, now, product))(x)


def _dense(weights: LayerWeights, x: Array, product: Product) -> Array:
    bias = weights.bias.reshape(-1, weights.kernel.shape[1])[0]  # a GRU has two rows, the other for its state
    return product(weights.kernel, x) + bias[:, None]


def _nudged(z: Array, nudge: Array | None) -> Array:
    return z if nudge is None else z + nudge


def _flattened(x: Array) -> Array:
    return x.reshape(-1, x.shape[-1])


def _product(kernel: Array, x: Array) -> Array:
    if kernel.size <= _SMALL_KERNEL:
        return jnp.sum(kernel[:, :, None] * x[:, None, :], axis=0)
    return matrix_product(kernel, x)


def matrix_product(kernel: Array, x: Array) -> Array:
    """kernel (inputs, units), x (inputs, samples) -> (units, samples)."""
    return kernel.T @ x


def has_small_kernels(architecture: Architecture) -> bool:
    """Whether none of its products is a matrix product."""
    kernels = (shape for layer in architecture.layers for shape in layer.shapes()[:-1])
    return all(prod(shape) <= _SMALL_KERNEL for shape in kernels)


def _recurrent(
    layer: Layer,
    weights: LayerWeights,
    x: Array,
    nudges: Array | None,
    inflow: Array | None,
    product: Product,
) -> tuple[Array, LayerValues]:
    """The last state (units, samples) of a layer that reads x (time, features, samples), and all."""
    assert isinstance(weights, RecurrentWeights)
    cell = _gru_cell if layer.operation == "gru" else _simple_rnn_cell

    def turn(state: Array, now: tuple[Array, Array | None]) -> tuple[Array, LayerValues]:
        flowing = now[0] if inflow is not None else _dense(weights, now[0], product)
        z, state = cell(weights, flowing, product(weights.recurrent_kernel, state), state, now[1])
        return state, LayerValues(z, state)

    start = jnp.zeros((layer.units, x.shape[-1]), x.dtype)
    return jax.lax.scan(turn, start, (x if inflow is None else inflow, nudges))


def _simple_rnn_cell(
    weights: RecurrentWeights, inflow: Array, backflow: Array, state: Array, nudge: Array | None
) -> tuple[Array, Array]:
    """z and the new state; `backflow` is the recurrent kernel times the state."""
    del weights, state
    z = _nudged(inflow + backflow, nudge)
    return z, ACTIVATION_FUNCTIONS["tanh"](z)


def _gru_cell(
    weights: RecurrentWeights, inflow: Array, backflow: Array, state: Array, nudge: Array | None
) -> tuple[Array, Array]:
    """z of the candidate and the new state.

    Cho et al. 2014, arXiv:1406.1078, with the reset gate after the product, as cuDNN and Keras have it.
    """
    from_state = backflow + weights.bias[1][:, None]
    x_update, x_reset, x_candidate = jnp.split(inflow, 3)
    state_update, state_reset, state_candidate = jnp.split(from_state, 3)
    update = jax.nn.sigmoid(x_update + state_update)
    reset = jax.nn.sigmoid(x_reset + state_reset)
    z = _nudged(x_candidate + reset * state_candidate, nudge)
    return z, update * state + (1.0 - update) * ACTIVATION_FUNCTIONS["tanh"](z)


def _convolution(weights: LayerWeights, x: Array) -> Array:
    """x (64, samples), an image row by row -> (6, 6, filters, samples), without padding."""
    image = x.reshape(IMAGE_SIDE, IMAGE_SIDE, x.shape[-1])
    side = IMAGE_SIDE - WINDOW + 1
    out = weights.bias[None, None, :, None]
    for row in range(WINDOW):
        for column in range(WINDOW):
            seen = image[row : row + side, column : column + side, None, :]
            out = out + weights.kernel[row, column, 0][None, None, :, None] * seen
    return out


def _pooled(x: Array) -> Array:
    """The largest value of every 2 × 2 square of x (height, width, filters, samples)."""
    height, width = x.shape[0] // POOL, x.shape[1] // POOL
    return x.reshape(height, POOL, width, POOL, *x.shape[2:]).max(axis=(1, 3))
