"""Products of the Hessian of a loss with vectors, and the Hessian itself: forward over reverse.

Pearlmutter 1994, *Fast exact multiplication by the Hessian*. A loss is any function of flat weights (size,)
that gives a scalar.
"""

from collections.abc import Callable
from typing import Any

from ..backend import jax, jnp

Array = Any
Loss = Callable[[Array], Array]
Product = Callable[[Array], Array]


def hvp(loss: Loss, weights: Array, vector: Array) -> Array:
    """The product (size,) of the loss's Hessian at weights (size,) with a vector (size,)."""
    return jax.jvp(jax.grad(loss), (weights,), (vector,))[1]


def linearized(loss: Loss, weights: Array) -> tuple[Array, Product]:
    """The gradient (size,) at weights (size,), and the product with the Hessian there.

    What does not depend on the vector is computed once for all products.
    """
    gradient, product = jax.linearize(jax.grad(loss), weights)
    return gradient, product


def products(product: Product, vectors: Array) -> Array:
    """The products (n, size) with vectors (n, size): one by one, as side by side they take longer."""
    return jax.lax.map(product, vectors)


def hessian(product: Product, size: int, dtype: Any = jnp.float64) -> Array:
    """The Hessian (size, size) from its products, symmetric to the last bit."""
    found = products(product, jnp.eye(size, dtype=dtype))
    return (found + found.T) / 2
