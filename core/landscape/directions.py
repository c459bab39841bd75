"""Directions through weight space: random, along a path, between solutions, or given; only numpy.

Weights are flat, (size,), in the order of their leaves: arrays such as kernels and biases.
"""

from collections.abc import Iterator, Sequence
from math import prod
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..messages import TalwegError, tr_noop
from ..network.architecture import Architecture
from ..plane import Plane

Floats = NDArray[np.float64]
Normalise = Literal["filter", "layer", "none"]
Biases = Literal["ignored", "own"]

NORMALISE: tuple[Normalise, ...] = ("filter", "layer", "none")
BIASES: tuple[Biases, ...] = ("ignored", "own")
_PARALLEL = 1e-6
"""The sine of an angle from which on two directions count as one."""
_LARGEST = 1e100
"""Weights beyond have diverged; the squares of the others are finite."""
_SMALL = 600
"""Up to so many snapshots or weights, PCA takes all eigenvectors of the smaller product: some 30 ms."""
_FEW = 128
"""From more weights on, the previous directions are a shorter way to the new ones."""
_BLOCK = 1_000_000
"""How many weights of a path are converted at once: such a block stays in the processor's cache."""

# --- random -------------------------------------------------------------------------------------------------


class Leaf(NamedTuple):
    """An array of weights: what is one filter lies along all its axes but `filter_axis`.

    That is the last one in Keras and Flax, 0 in PyTorch and Equinox.
    """

    shape: tuple[int, ...]
    is_bias: bool
    filter_axis: int = -1

    @property
    def size(self) -> int:
        """The number of weights."""
        return prod(self.shape)


def leaves_of(architecture: Architecture) -> tuple[Leaf, ...]:
    """All arrays of a network: a filter is what leads to one neuron, feature map, or gate of a cell."""
    return tuple(
        Leaf(shape, is_bias=index == len(layer.shapes()) - 1)
        for layer in architecture.layers
        for index, shape in enumerate(layer.shapes())
    )


def random(
    center: NDArray[Any],
    leaves: Sequence[Leaf],
    seed: int,
    normalise: Normalise = "filter",
    biases: Biases = "ignored",
) -> Floats:
    """Two Gaussian directions (2, size), not orthogonal, the same for a seed on every machine.

    "filter": d ← d ‖θ‖ / ‖d‖ for every filter, where θ are the weights at the centre; "layer": for every
    array (Li et al. 2018, Visualizing the loss landscape of neural nets, arXiv:1712.09913). Biases have no
    filter. In the calls that the authors publish, with `--xignore biasbn`, they stay where they are:
    "ignored". Without that option their code gives both directions the biases of the centre: "own".

    Where that leaves less than a plane, as for the one weight of a line through data or a centre of zeros,
    the directions are as drawn, in all weights. Raises TalwegError if there is only one.
    """
    center = np.asarray(center, np.float64)
    _need_two(len(center))
    drawn = np.random.default_rng(seed).standard_normal((2, len(center)))
    scaled, first = drawn.copy(), 0
    for leaf in leaves:
        part = slice(first, first + leaf.size)
        first += leaf.size
        if leaf.is_bias:
            scaled[:, part] = center[part] if biases == "own" else 0.0
        elif normalise != "none":
            axis = leaf.filter_axis if normalise == "filter" else None
            own = center[part].reshape(leaf.shape)
            for direction in scaled:
                direction[part] = _as_long_as(own, direction[part].reshape(leaf.shape), axis).ravel()
    return drawn if _sine(*scaled) < _PARALLEL else scaled


def _as_long_as(own: Floats, drawn: Floats, filter_axis: int | None) -> Floats:
    """`drawn` with the norms of `own`, filter by filter or as a whole (None)."""
    along = None if filter_axis is None else _others(own.ndim, filter_axis)
    lengths = np.sqrt(np.sum(drawn**2, axis=along, keepdims=True))
    wanted = np.sqrt(np.sum(own**2, axis=along, keepdims=True))
    scaled: Floats = drawn * (wanted / np.where(lengths > 0, lengths, 1.0))
    return scaled


def _others(dimensions: int, axis: int) -> tuple[int, ...]:
    return tuple(other for other in range(dimensions) if other != axis % dimensions)


# --- along a path -------------------------------------------------------------------------------------------


def pca(paths: NDArray[Any], center: NDArray[Any], like: NDArray[Any] | None = None) -> Floats:
    """The orthonormal directions (2, size) of the plane through a centre that holds most of paths (n, size).

    These are the leading right singular vectors of θᵢ − θ_center (Li et al. 2018, section 7, whose centre is
    the last θ), several paths below each other. No mean is subtracted, for the plane is to pass through the
    centre. The weight that counts most is positive. Snapshots with NaN, infinities or weights beyond 1e100
    are ignored; directions in which nothing moves (a path that is a point or a line) are random, seeded.

    With `like` (2, size), the previous directions, these are turned or mirrored within their plane to
    be as near as can be (Procrustes, Schönemann 1966), so that a picture of a growing path neither flips nor
    jumps where two principal components change places; they need not be principal axes themselves then.
    """
    center = np.asarray(center, np.float64)
    _need_two(len(center))
    if like is not None and (np.shape(like) != (2, len(center)) or not usable(np.asarray(like))):
        like = None  # another network's
    path = np.asarray(paths).reshape(-1, len(center))
    highest, lowest = path.max(axis=1).astype(np.float64), path.min(axis=1).astype(np.float64)
    kept = (highest < _LARGEST) & (lowest > -_LARGEST)
    leading = _leading(path if kept.all() else path[kept], center, like)
    held = _completed(leading, like)
    if like is None:
        strongest = held[range(2), np.argmax(np.abs(held), axis=1)]
        return held * np.where(strongest < 0, -1.0, 1.0)[:, None]
    left, _, right = np.linalg.svd(np.asarray(like, np.float64) @ held.T)
    return np.asarray(_orthonormal(left @ right @ held))


def _leading(path: NDArray[Any], center: Floats, like: NDArray[Any] | None) -> Floats:
    """Up to two directions (k, size) along which a path (n, size) moves most, with their singular values."""
    count, size = path.shape
    if not count:
        return np.zeros((0, size))
    if count <= min(size, _SMALL):
        gram = np.zeros((count, count))
        for _, moves in _columns(path, center):
            gram += moves @ moves.T
        coordinates = np.linalg.eigh(gram)[1][:, :-3:-1]
        return _combined(path, center, coordinates)
    if size <= (_SMALL if like is None else _FEW):
        moves = np.asarray(path, np.float64) - center
        values, vectors = np.linalg.eigh(moves.T @ moves)
        lengths = np.sqrt(np.maximum(values[:-3:-1], 0.0))
        return np.asarray(vectors[:, :-3:-1].T * lengths[:, None])
    return _iterated(path, center, like)


def _iterated(path: NDArray[Any], center: Floats, like: NDArray[Any] | None) -> Floats:
    """The same by subspace iteration (Halko, Martinsson & Tropp 2011, 4.4).

    For many long snapshots, and from the previous directions, which takes three rounds or so.
    """
    basis = np.random.default_rng(0).standard_normal((10, len(center)))
    if like is not None:
        basis[:2] = like
    before = np.zeros(2)
    for _ in range(60):
        basis = _orthonormal(basis)
        seen = sum(moves @ basis[:, part].T for part, moves in _columns(path, center))
        coordinates, lengths, _ = np.linalg.svd(np.asarray(seen), full_matrices=False)
        basis = _combined(path, center, coordinates)
        # The second may be nothing but the rounding of the first.
        if np.all(np.abs(lengths[:2] - before) <= 1e-9 * lengths[:2] + 1e-13 * lengths[0]):
            break
        before = lengths[:2]
    return basis[:2]


def _combined(path: NDArray[Any], center: Floats, coordinates: Floats) -> Floats:
    """Moves (n, size) from the centre, multiplied by coordinates (n, k): (k, size)."""
    return np.concatenate([coordinates.T @ moves for _, moves in _columns(path, center)], axis=1)


def _columns(path: NDArray[Any], center: Floats) -> Iterator[tuple[slice, Floats]]:
    """The moves (n, size) from the centre, some weights at a time: a path may fill the memory by itself."""
    width = max(_BLOCK // len(path), 1)
    for first in range(0, len(center), width):
        part = slice(first, first + width)
        yield part, path[:, part].astype(np.float64) - center[part]


def _completed(leading: Floats, like: NDArray[Any] | None) -> Floats:
    """Two orthonormal directions (2, size): of these what is there, then of `like`, then random ones."""
    size = leading.shape[1]
    lengths = np.linalg.norm(leading, axis=1)
    moving = lengths > _PARALLEL * lengths.max(initial=0.0)
    found = _orthonormal(leading[moving] / lengths[moving, None])
    known = np.zeros((0, size)) if like is None else np.asarray(like, np.float64)
    spare = np.random.default_rng(0).standard_normal((2, size))
    for candidates in (known, spare):
        while len(found) < 2 and len(candidates):
            beside = candidates - candidates @ found.T @ found
            best = np.argmax(np.linalg.norm(beside, axis=1))
            if not np.linalg.norm(beside[best]) > _PARALLEL:
                break
            found = _orthonormal(np.concatenate([found, beside[best : best + 1]]))
    return found


def _orthonormal(directions: Floats) -> Floats:
    """An orthonormal basis (k, size) of the same space: the first keeps its direction."""
    q, r = np.linalg.qr(directions.T)
    return np.asarray((q * np.where(np.diagonal(r) < 0, -1.0, 1.0)[None, :]).T)


# --- between solutions, and given ---------------------------------------------------------------------------


def between(a: NDArray[Any], b: NDArray[Any], c: NDArray[Any] | None = None) -> Plane:
    """The line through two solutions (size,), α = 0 at a and 1 at b; or the plane through three.

    There, α leads from a to b and β from a to c: (1, 0) is b, (0, 1) is c. The directions are neither
    orthogonal nor of length 1 (Goodfellow et al. 2015, arXiv:1412.6544, for the line). Raises TalwegError if
    solutions coincide or lie on one line, have different sizes, or are not finite.
    """
    ends = [np.asarray(end, np.float64) for end in ((a, b) if c is None else (a, b, c))]
    if len({end.shape for end in ends}) > 1:
        raise TalwegError(tr_noop("core", "The solutions have different numbers of weights."))
    if not all(usable(end) for end in ends):
        raise TalwegError(tr_noop("core", "A solution has weights that are not finite: it has diverged."))
    directions = np.stack([end - ends[0] for end in ends[1:]])
    if not np.all(np.linalg.norm(directions, axis=1) > 1e-12 * np.linalg.norm(ends[0])):
        raise TalwegError(tr_noop("core", "Two solutions are the same; there is no line between them."))
    if len(directions) == 2 and _sine(*directions) < _PARALLEL:
        raise TalwegError(
            tr_noop("core", "The three solutions lie on one line; a plane needs a third beside it.")
        )
    return Plane(ends[0], directions, "interpolate")


def given(center: NDArray[Any], directions: Sequence[NDArray[Any]] | NDArray[Any]) -> Plane:
    """A line or plane along one or two directions (size,) of one's own, as they are.

    Raises TalwegError for other numbers of directions or weights, and for directions that are not finite, 0
    or parallel.
    """
    center = np.asarray(center, np.float64)
    rows = [np.asarray(direction, np.float64) for direction in directions]
    if len(rows) not in (1, 2):
        raise TalwegError(tr_noop("core", "There are {count} directions; give one or two."), count=len(rows))
    for row in rows:
        if row.shape != center.shape:
            raise TalwegError(
                tr_noop("core", "A direction has {count} numbers; it needs one for each of {size} weights."),
                count=row.size,
                size=center.size,
            )
        if not usable(row):
            raise TalwegError(tr_noop("core", "A direction has numbers that are not finite."))
        if not row.any():
            raise TalwegError(tr_noop("core", "A direction is 0 in all weights; it leads nowhere."))
    if len(rows) == 2 and _sine(*rows) < _PARALLEL:
        raise TalwegError(tr_noop("core", "The two directions are parallel; a plane needs two that differ."))
    return Plane(center, np.stack(rows), "given")


def usable(weights: NDArray[Any]) -> bool:
    """Whether weights are finite, and so are their squares."""
    return bool(np.all(np.abs(weights.astype(np.float64)) < _LARGEST))


def _sine(one: Floats, other: Floats) -> float:
    """Of the angle between two directions; 0 if one is 0."""
    lengths = np.linalg.norm(one), np.linalg.norm(other)
    if not min(lengths) > 0:
        return 0.0
    one, other = one / lengths[0], other / lengths[1]
    return float(np.linalg.norm(other - (one @ other) * one))


def _need_two(size: int) -> None:
    if size < 2:
        raise TalwegError(tr_noop("core", "With a single weight there is no plane, only a line."))
