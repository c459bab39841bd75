"""A model as landscapes take it: what is affine in its weights, and the rest up to loss and metric."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import numpy as np

from ..backend import jax, jnp

Array = Any
Data = Any
"""Any pytree of arrays."""

Pieces = list[tuple[float, Data]]

Unravel = Callable[[Array], Any]
"""From flat weights (size,) to a pytree, as `jax.flatten_util.ravel_pytree` gives it."""


def whole(data: Data, least: int) -> Pieces:
    """One piece."""
    del least
    return [(1.0, data)]


@dataclass(frozen=True)
class Model:
    """`first(weights, data)` and `rest(first, weights, data) -> (loss, metric)`, for flat weights (size,).

    `first` makes any pytree of arrays and has to be affine in the weights, as are the products of a first
    layer: it is computed once for the centre of a plane and for its directions, and only combined at every
    point. `dtype` is that of the weights at a point; loss and metric are scalars.

    `pieces(data, least)` makes at least so many (weight, piece) of the data, if it can: by these weights loss
    and metric of the pieces add up to those of the whole. So large data need less memory, and stay in cache.

    Hashable, since programs are compiled for it: two models are equal if their functions are.
    """

    first: Callable[[Array, Data], Any]
    rest: Callable[[Any, Array, Data], tuple[Array, Array]]
    dtype: str = "float32"
    pieces: Callable[[Data, int], Pieces] = whole


def cut(data: Data, least: int, *, axis: int) -> Pieces:
    """At least so many pieces of arrays with their samples along `axis`, weighted by their sizes."""
    arrays = jax.tree.map(np.asarray, data)
    samples = jax.tree.leaves(arrays)[0].shape[axis]
    size = _size_of_piece(samples, least)
    if size >= samples:
        return [(1.0, data)]

    def piece(first: int) -> Data:
        wanted = slice(first, first + size)
        return jax.tree.map(lambda array: np.moveaxis(np.moveaxis(array, axis, 0)[wanted], 0, axis), arrays)

    starts = range(0, samples, size)
    return [(min(size, samples - first) / samples, piece(first)) for first in starts]


def _size_of_piece(samples: int, least: int) -> int:
    """The size of at least so many pieces: one that they all have, if twice as many are enough for that."""
    counts = range(least, min(2 * least, samples) + 1)
    even = next((count for count in counts if samples % count == 0), least)
    return max(-(-samples // even), 1)


@lru_cache(maxsize=16)
def of_loss(
    loss: Callable[[Any, Data], Array],
    unravel: Unravel,
    metric: Callable[[Any, Data], Array] | None = None,
    dtype: str = "float32",
    mean_over: int | None = None,
) -> Model:
    """The model of any `loss(params, data)`; without a `metric(params, data)` that is NaN.

    `dtype` is that of the flat weights that `unravel` takes. If loss and metric are means over samples that
    lie along one axis of all arrays of the data, `mean_over` may say which: large data are cut to pieces.
    """

    def rest(first: Any, weights: Array, data: Data) -> tuple[Array, Array]:
        params = unravel(weights)
        return loss(params, data), jnp.nan if metric is None else metric(params, data)

    return Model(lambda weights, data: (), rest, dtype, _pieces(mean_over))


@lru_cache(maxsize=16)
def split(
    first: Callable[[Any, Data], Any],
    rest: Callable[[Any, Any, Data], tuple[Array, Array]],
    unravel: Unravel,
    dtype: str = "float32",
    mean_over: int | None = None,
) -> Model:
    """The model of `first(params, data)`, affine in params, and `rest(first, params, data)`.

    That makes loss and metric. `first` is best the product or convolution of the first layer with its bias;
    `dtype` and `mean_over` are those of `of_loss`.
    """
    return Model(
        lambda weights, data: first(unravel(weights), data),
        lambda made, weights, data: rest(made, unravel(weights), data),
        dtype,
        _pieces(mean_over),
    )


def _pieces(mean_over: int | None) -> Callable[[Data, int], Pieces]:
    return whole if mean_over is None else partial(cut, axis=mean_over)
