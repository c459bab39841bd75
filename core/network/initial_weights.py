"""Random weights to begin with, as Keras's initializers draw them (`keras.initializers`).

To compile a generator of random numbers takes half a second. So numbers are drawn in a few fixed amounts, of
which each kernel takes the first: JAX's n-th number does not depend on how many there are.
"""

from collections.abc import Callable, Mapping
from functools import partial
from math import prod, sqrt
from typing import Any

import numpy as np

from ..backend import jax, jnp
from .architecture import Architecture
from .forward import Weights, from_arrays

Array = Any
Floats = np.ndarray[Any, Any]

_FEWEST = 512
_MOST_KEYS = 64
"""Two for each layer: no network has as many as 32 layers."""


def initial_weights(architecture: Architecture, initializer: str, key: Array, dtype: Any) -> Weights:
    """Random kernels, orthogonal recurrent kernels and zero biases."""
    arrays: list[Array] = []
    for index, layer in enumerate(architecture.layers):
        kernel_shape, *recurrent_shape, bias_shape = layer.shapes()
        arrays.append(_INITIALIZERS[initializer](partial(_drawn, key, 2 * index, dtype), kernel_shape))
        arrays += [
            _orthogonal(partial(_drawn, key, 2 * index + 1, dtype), shape) for shape in recurrent_shape
        ]
        arrays.append(np.zeros(bias_shape, dtype))
    return from_arrays(architecture, arrays)


# --- initializers -------------------------------------------------------------------------------------------

Draw = Callable[[str, tuple[int, ...], float], Floats]
"""Numbers from a distribution, in a shape, each times a scale."""


def _glorot_uniform(draw: Draw, shape: tuple[int, ...]) -> Floats:
    fan_in, fan_out = _fans(shape)
    return draw("uniform", shape, sqrt(6.0 / (fan_in + fan_out)))


def _he_normal(draw: Draw, shape: tuple[int, ...]) -> Floats:
    # Cut off at two standard deviations, and widened so that what is left has the deviation √(2 / fan_in).
    return draw("truncated_normal", shape, sqrt(2.0 / _fans(shape)[0]) / 0.87962566103423978)


def _normal(deviation: float, draw: Draw, shape: tuple[int, ...]) -> Floats:
    return draw("normal", shape, deviation)


def _fans(shape: tuple[int, ...]) -> tuple[int, int]:
    field = prod(shape[:-2])
    return field * shape[-2], field * shape[-1]


def _orthogonal(draw: Draw, shape: tuple[int, ...]) -> Array:
    """Orthonormal rows, drawn evenly (Saxe et al. 2014, arXiv:1312.6120)."""
    rows, columns = shape
    return _orthonormal(draw("normal", (columns, rows), 1.0))


_INITIALIZERS: Mapping[str, Callable[[Draw, tuple[int, ...]], Floats]] = {
    "glorot_uniform": _glorot_uniform,  # Glorot & Bengio 2010
    "he_normal": _he_normal,  # He et al. 2015, arXiv:1502.01852
    "small_normal": partial(_normal, 0.01),
    "large_normal": partial(_normal, 1.0),
}

# --- random numbers -----------------------------------------------------------------------------------------


def _drawn(
    key: Array, index: int, dtype: Any, distribution: str, shape: tuple[int, ...], scale: float
) -> Floats:
    """The numbers of the `index`-th of the keys that `key` is split into."""
    count = prod(shape)
    amount = max(1 << (count - 1).bit_length(), _FEWEST)
    numbers = _numbers(key, index, np.asarray(scale, dtype), distribution=distribution, amount=amount)
    return np.asarray(numbers)[:count].reshape(shape)


@partial(jax.jit, static_argnames=("distribution", "amount"))
def _numbers(key: Array, index: Array, scale: Array, *, distribution: str, amount: int) -> Array:
    own = jax.random.split(key, _MOST_KEYS)[index]
    if distribution == "uniform":
        return jax.random.uniform(own, (amount,), scale.dtype, -scale, scale)
    if distribution == "truncated_normal":
        return scale * jax.random.truncated_normal(own, -2.0, 2.0, (amount,), scale.dtype)
    return scale * jax.random.normal(own, (amount,), scale.dtype)


@jax.jit
def _orthonormal(matrix: Array) -> Array:
    q, r = jnp.linalg.qr(matrix)
    return (q * jnp.sign(jnp.diagonal(r))[None, :]).T  # else the signs of r's diagonal would leave a trace
