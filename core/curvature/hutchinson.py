"""The trace of a symmetric matrix, known only by its products with vectors."""

from typing import Any, NamedTuple

from ..backend import jax, jnp
from .products import Product, products

Array = Any


class Trace(NamedTuple):
    """The trace and its standard error: 0 where it is exact."""

    value: Array
    error: Array


def trace(
    product: Product, size: int, *, count: int = 96, seed: int | Array = 0, dtype: Any = jnp.float64
) -> Trace:
    """The trace from about so many products: Hutch++ (Meyer, Musco, Musco & Woodruff 2021, algorithm 1).

    It is exact on the space that a third of the products span, and Hutchinson's estimate is for the rest. So
    it is exact where the matrix has a rank of at most a third of `count`.
    """
    third = min(max(count // 3, 2), size)
    sketch, probes = jax.random.rademacher(jax.random.key(seed), (2, third, size), dtype)
    basis = jnp.linalg.qr(products(product, sketch).T)[0].T
    rest = probes - (probes @ basis.T) @ basis
    within = jnp.sum(basis * products(product, basis))
    beside = jnp.sum(rest * products(product, rest), axis=1)
    return Trace(within + jnp.mean(beside), jnp.std(beside, ddof=1) / jnp.sqrt(1.0 * third))
