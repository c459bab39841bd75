"""The directions in which a loss is most curved, and how a gradient lies to them."""

from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..backend import jax, jnp
from .lanczos import leading
from .products import Loss, linearized

Floats = NDArray[np.float64]
Array = Any


def alignment(gradient: Array, eigenvectors: Array) -> Array:
    """(k,): the share of the squared length of a gradient (size,) along each eigenvector (k, size).

    Their sum is the share within the space that they span (Gur-Ari, Roberts & Dyer 2018, arXiv:1812.04754).
    NaN for a gradient of 0.
    """
    return (eigenvectors @ gradient) ** 2 / jnp.sum(gradient**2)


def leading_directions_of(loss: Loss, weights: Array, *, like: Array | None = None) -> Floats:
    """The eigenvectors (2, size) of the two largest eigenvalues of a loss's Hessian at weights (size,).

    Orthonormal; computed in the precision of the weights. The signs are those closer to `like` (2, size), or
    else such that the largest component is positive.
    """
    found = _leading_two(jnp.asarray(weights), loss=loss)
    return with_signs(np.asarray(found, np.float64), like)


@partial(jax.jit, static_argnames="loss")
def _leading_two(weights: Array, *, loss: Loss) -> Array:
    product = linearized(loss, weights)[1]
    # Single precision cannot tell residuals that are smaller.
    tolerance = 1e-7 if weights.dtype == jnp.float64 else 1e-4
    return leading(product, len(weights), 2, tolerance=tolerance, dtype=weights.dtype).eigenvectors


def with_signs(vectors: Floats, like: Array | None = None) -> Floats:
    """Vectors (k, size) with the signs closer to `like`, or that make the largest component positive."""
    if like is None:
        largest = np.abs(vectors).argmax(axis=1)
        signs = np.sign(vectors[np.arange(len(vectors)), largest])
    else:
        signs = np.sign(np.sum(vectors * np.asarray(like), axis=1))
    return np.asarray(vectors * np.where(signs < 0, -1.0, 1.0)[:, None])
