"""The density of the eigenvalues of a symmetric matrix, known only by its products with vectors.

Stochastic Lanczos quadrature: Ghorbani, Krishnan & Xiao 2019, arXiv:1901.10159, § 2.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..backend import jax, jnp
from .lanczos import Subspace, random_start
from .products import Product
from .records import Density

Array = Any

_WIDTH = 0.01
"""How wide an eigenvalue is drawn, as a share of the whole range."""
_NARROWEST = 1e-9
"""But at least this share of the largest, and for a flat loss so much."""
_LEAST = 1e-30
_REACH = 4.0
"""The grid goes on for so many widths beyond the outermost eigenvalues."""


class Quadrature(NamedTuple):
    """A few values (n,) that stand for all eigenvalues, with weights (n,) that sum to 1."""

    nodes: Array
    weights: Array


def quadrature(
    product: Product,
    size: int,
    *,
    probes: int = 10,
    steps: int = 80,
    seed: int | Array = 0,
    dtype: Any = jnp.float64,
) -> Quadrature:
    """The Gaussian quadrature that Lanczos's algorithm makes of each of so many random directions."""
    steps = min(steps, size)

    def of_probe(key: Array) -> Quadrature:
        start, spare = (random_start(size, bits, dtype) for bits in jax.random.bits(key, (2,), jnp.uint32))
        full = Subspace.begin(start, steps).expanded(product, jnp.int32(0), spare)
        values, vectors = jnp.linalg.eigh(full.projected)
        return Quadrature(values, vectors[0] ** 2 / probes)

    found = jax.lax.map(of_probe, jax.random.split(jax.random.key(seed), probes))
    return Quadrature(jnp.ravel(found.nodes), jnp.ravel(found.weights))


def smoothed(
    nodes: NDArray[Any], weights: NDArray[Any], *, width: float | None = None, points: int = 512
) -> Density:
    """Every node (n,) drawn as a Gaussian of this standard deviation and an area of its weight (n,).

    The width is a hundredth of the nodes' range, if none is given. Nodes that are not finite give NaN.
    """
    if not np.isfinite(nodes).all():
        return Density(np.full(points, np.nan), np.full(points, np.nan))
    low, high = float(nodes.min()), float(nodes.max())
    largest = max(abs(low), abs(high))
    if width is None:
        width = max(_WIDTH * (high - low), _NARROWEST * largest, _LEAST)
    grid = np.linspace(low - _REACH * width, high + _REACH * width, points)
    heights = np.exp(-0.5 * ((grid[:, None] - nodes[None, :]) / width) ** 2)
    return Density(grid, heights @ weights / (width * np.sqrt(2.0 * np.pi)))


def spectral_density(
    product: Product,
    size: int,
    *,
    probes: int = 10,
    steps: int = 80,
    width: float | None = None,
    points: int = 512,
    seed: int | Array = 0,
    dtype: Any = jnp.float64,
) -> Density:
    """The density of the eigenvalues, each a Gaussian of this width; see `quadrature` and `smoothed`."""
    found = quadrature(product, size, probes=probes, steps=steps, seed=seed, dtype=dtype)
    return smoothed(np.asarray(found.nodes), np.asarray(found.weights), width=width, points=points)
