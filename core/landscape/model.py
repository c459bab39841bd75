"""A model as landscapes take it: what is affine in its weights, and the rest up to loss and metric."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..backend import jnp

Array = Any
Data = Any
"""Any pytree of arrays."""

Unravel = Callable[[Array], Any]
"""From flat weights (size,) to a pytree, as `jax.flatten_util.ravel_pytree` gives it."""


@dataclass(frozen=True)
class Model:
    """`first(weights, data)` and `rest(first, weights, data) -> (loss, metric)`, for flat weights (size,).

    `first` makes any pytree of arrays and has to be affine in the weights, as are the products of a first
    layer: it is computed once for the centre of a plane and for its directions, and only combined at every
    point. `dtype` is that of the weights at a point; loss and metric are scalars. Hashable, since programs
    are compiled for it: two models are equal if their functions are.
    """

    first: Callable[[Array, Data], Any]
    rest: Callable[[Any, Array, Data], tuple[Array, Array]]
    dtype: str = "float32"


@lru_cache(maxsize=16)
def of_loss(
    loss: Callable[[Any, Data], Array],
    unravel: Unravel,
    metric: Callable[[Any, Data], Array] | None = None,
    dtype: str = "float32",
) -> Model:
    """The model of any `loss(params, data)`; without a `metric(params, data)` that is NaN.

    `dtype` is that of the flat weights that `unravel` takes.
    """

    def rest(first: Any, weights: Array, data: Data) -> tuple[Array, Array]:
        params = unravel(weights)
        return loss(params, data), jnp.nan if metric is None else metric(params, data)

    return Model(lambda weights, data: (), rest, dtype)


@lru_cache(maxsize=16)
def split(
    first: Callable[[Any, Data], Any],
    rest: Callable[[Any, Any, Data], tuple[Array, Array]],
    unravel: Unravel,
    dtype: str = "float32",
) -> Model:
    """The model of `first(params, data)`, affine in params, and `rest(first, params, data)`.

    That makes loss and metric. `first` is best the product or convolution of the first layer with its bias.
    """
    return Model(
        lambda weights, data: first(unravel(weights), data),
        lambda made, weights, data: rest(made, unravel(weights), data),
        dtype,
    )
