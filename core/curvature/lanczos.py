"""Leading eigenvalues of a symmetric matrix of which only products with vectors are known.

Lanczos 1950 with full reorthogonalisation, restarted with the best vectors so far (thick restart: Wu & Simon
2000, *SIAM J. Matrix Anal. Appl.* 22). Written here because Hessians of networks are often of low rank or 0:
where a Krylov space ends, matfree's tridiagonalisation divides by 0, and this goes on in a random direction.
"""

from typing import Any, NamedTuple

import numpy as np

from ..backend import jax, jnp
from .products import Product

Array = Any

_ROUNDING = 100.0
"""In units of the last place, how much of a product outside the subspace is nothing but rounding."""


class Subspace(NamedTuple):
    """A Krylov space, and what is next.

    basis (dimension, size) has orthonormal rows, those not yet found are 0; projected is the matrix as the
    subspace sees it. direction (size,), orthonormal to the basis, is where the last product leads out of it,
    and coupling how far.
    """

    basis: Array
    projected: Array
    direction: Array
    coupling: Array

    @classmethod
    def begin(cls, start: Array, dimension: int) -> "Subspace":
        """Nothing but a first direction: start (size,)."""
        dtype = start.dtype
        return cls(
            jnp.zeros((dimension, len(start)), dtype),
            jnp.zeros((dimension, dimension), dtype),
            _normalised(start),
            jnp.zeros((), dtype),
        )

    def expanded(self, product: Product, first: Array, spare: Array) -> "Subspace":
        """All rows of the basis from `first` on found; spare (size,) is random, for where none is next."""

        def step(index: Array, now: Subspace) -> Subspace:
            basis = now.basis.at[index].set(now.direction)
            image = product(now.direction)
            inside = basis @ image
            projected = now.projected.at[index].set(inside).at[:, index].set(inside)
            outside = _beside(basis, image - inside @ basis)
            length = jnp.linalg.norm(outside)
            least = _ROUNDING * np.finfo(basis.dtype).eps * jnp.max(jnp.abs(projected))
            ended = length <= least
            # Another shift for every row: else the spare would lie in the subspace itself the second time.
            other = _beside(basis, _beside(basis, jnp.roll(spare, index + 1)))
            return Subspace(
                basis,
                projected,
                _normalised(jnp.where(ended, other, outside)),
                jnp.where(ended, 0.0, length),
            )

        found: Subspace = jax.lax.fori_loop(first, len(self.basis), step, self)
        return found


def _normalised(vector: Array) -> Array:
    length = jnp.linalg.norm(vector)
    return vector / jnp.where(length == 0.0, 1.0, length)


def _beside(basis: Array, vector: Array) -> Array:
    return vector - (basis @ vector) @ basis


class Leading(NamedTuple):
    """The largest eigenvalues (k,) and their eigenvectors (k, size) of length 1.

    An eigenvalue is off by at most its residual ‖Hv − λv‖ (k,), and by about residual² / gap to the next.
    """

    eigenvalues: Array
    eigenvectors: Array
    residuals: Array


def random_start(size: int, seed: int | Array, dtype: Any = jnp.float64) -> Array:
    """A random direction (size,)."""
    return _normalised(jax.random.normal(jax.random.key(seed), (size,), dtype))


def leading(
    product: Product,
    size: int,
    k: int,
    *,
    start: Array | None = None,
    seed: int | Array = 0,
    dimension: int | None = None,
    tolerance: float = 1e-7,
    cycles: int = 100,
    dtype: Any = jnp.float64,
) -> Leading:
    """The k largest eigenvalues, the largest first (all of them, where there are fewer).

    Begins with `start` (size,), or at random. Ends when every residual is at most `tolerance` times the
    largest eigenvalue (by its size), or after so many restarts of a subspace of this `dimension`. A matrix
    that is not finite has eigenvalues NaN. To be called within `jax.jit`, where it is called often.
    """
    k = min(k, size)
    dimension = min(size, dimension or max(2 * k + 16, 32))
    kept = min(k + (dimension - k) // 3, dimension - 1)
    spare = random_start(size, seed, dtype)

    def cycle(now: tuple[Array, Array, Subspace, Leading]) -> tuple[Array, Array, Subspace, Leading]:
        number, _, subspace, _ = now
        first = jnp.where(number == 0, 0, kept)
        full = subspace.expanded(product, first, spare)
        values, rotation = jnp.linalg.eigh(full.projected)
        values, rotation = values[::-1], rotation[:, ::-1].T
        vectors = rotation @ full.basis
        residuals = full.coupling * jnp.abs(rotation[:, -1])
        found = Leading(values[:k], vectors[:k], residuals[:k])
        enough = tolerance * jnp.max(jnp.abs(values))
        missed = jnp.any(found.residuals > enough)  # false where they are NaN
        best = jnp.arange(dimension) < kept
        restarted = full._replace(
            basis=jnp.where(best[:, None], vectors, 0.0), projected=jnp.diag(jnp.where(best, values, 0.0))
        )
        return number + 1, missed, restarted, found

    def more(now: tuple[Array, Array, Subspace, Leading]) -> Array:
        return now[1] & (now[0] < cycles)

    nothing = Leading(jnp.zeros(k, dtype), jnp.zeros((k, size), dtype), jnp.zeros(k, dtype))
    begin = Subspace.begin(spare if start is None else start, dimension)
    found: Leading = jax.lax.while_loop(more, cycle, (jnp.int32(0), jnp.bool_(True), begin, nothing))[-1]
    return found
