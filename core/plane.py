"""A line or a plane through weight space, and paths projected onto it. Only numpy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Range = tuple[tuple[float, float], tuple[float, float]]
"""(lowest, highest) α and β."""

_MARGIN = 0.15
_NARROW = 0.05
"""Where paths leave a side almost empty, it is at least this part of the other."""
_GLIMPSE = {"pca": 0.05, "hessian": 0.5}
"""The least side of a range along directions of length 1, as a part of the distance of 0."""
_BLOCK = 100_000
"""How many weights of a path are measured at once."""
_QUIET = np.errstate(invalid="ignore", over="ignore")
"""Runs that have diverged are nowhere, which is no reason to warn."""


@dataclass(frozen=True, eq=False)
class Plane:
    """center (size,) and one or two directions (k, size), which need not be orthogonal nor of length 1.

    `method` says how the directions came about: "random", "pca", "hessian", "interpolate", "given".
    """

    center: Floats
    directions: Floats
    method: str = "given"

    @property
    def dimensions(self) -> int:
        """1 for a line, 2 for a plane."""
        return len(self.directions)

    def at(self, coordinates: NDArray[Any]) -> Floats:
        """The weights (..., size) at coordinates (..., k)."""
        weights: Floats = self.center + np.asarray(coordinates, np.float64) @ self.directions
        return weights

    @cached_property
    def _inverse(self) -> Floats:
        """(size, k), the pseudoinverse of the directions: least squares, orthogonal or not."""
        return np.asarray(np.linalg.pinv(self.directions))

    @_QUIET
    def project(self, weights: NDArray[Any]) -> Floats:
        """The coordinates (..., k) of the nearest points, by least squares, of weights (..., size)."""
        found = [moves @ self._inverse for moves in self._moves(weights)]
        return np.concatenate(found).reshape(*np.shape(weights)[:-1], self.dimensions)

    @_QUIET
    def distance(self, weights: NDArray[Any]) -> Floats:
        """How far (...) weights (..., size) lie from the plane."""
        beside = [np.linalg.norm(self._beside(moves), axis=1) for moves in self._moves(weights)]
        return np.concatenate(beside).reshape(np.shape(weights)[:-1])

    @_QUIET
    def explained(self, path: NDArray[Any]) -> float:
        """The share of the variance of a path (n, size) around the centre that lies in the plane.

        Snapshots that are not finite do not count. NaN for a path that does not move.
        """
        moved = beside = 0.0
        for moves in self._moves(path):
            squares = np.vecdot(moves, moves)
            known = np.isfinite(squares)
            left = self._beside(moves if known.all() else moves[known])
            moved += float(np.sum(squares[known]))
            beside += float(np.vdot(left, left))
        return max(0.0, 1.0 - beside / moved) if moved > 0 else float("nan")

    def trail(self, path: NDArray[Any]) -> Floats:
        """The nearest points (n, 2) of a path (n, size): `project`, with β 0 on a line."""
        return np.pad(self.project(path), ((0, 0), (0, 2 - self.dimensions)))

    def _moves(self, weights: NDArray[Any]) -> Iterator[Floats]:
        """Weights (..., size) less the centre, as some rows (n, size) at a time; at least one array.

        Whole paths in double precision would be copies that do not fit into the processor's cache.
        """
        rows = np.reshape(weights, (-1, len(self.center)))
        count = max(_BLOCK // max(len(self.center), 1), 1)
        for first in range(0, max(len(rows), 1), count):
            yield rows[first : first + count].astype(np.float64) - self.center

    def _beside(self, moves: Floats) -> Floats:
        """What of moves (n, size) the plane does not hold."""
        return np.asarray(moves - (moves @ self._inverse) @ self.directions)


def view_of(plane: Plane, trails: Sequence[Floats]) -> Range:
    """The part of a plane to show, so that trails (n, 2) on it and the centre are well in view.

    Between solutions, these are in view; along random directions, and a person's own, −1 … 1, as in Li et
    al. 2018; along others, where nothing has moved yet, a little of the way to the origin.
    """
    length = float(np.linalg.norm(plane.center))
    if plane.method == "interpolate":
        return range_around([*trails, np.eye(2)[: plane.dimensions]])
    if plane.method in ("pca", "hessian"):
        return range_around(trails, least=_GLIMPSE[plane.method] * length or 1.0)
    (left, right), (bottom, top) = range_around(trails)
    return (min(left, -1.0), max(right, 1.0)), (min(bottom, -1.0), max(top, 1.0))


def range_around(paths: Sequence[Floats], least: float = 1e-3) -> Range:
    """The part of a plane to show, so that paths (n, 2) and the centre are well in view."""
    points = np.concatenate([np.zeros((1, 2)), *(path.reshape(-1, 2) for path in paths)])
    points = points[np.isfinite(points).all(axis=1)]
    low, high = points.min(axis=0), points.max(axis=0)
    sides = np.maximum(high - low, least)
    sides = np.maximum(sides, _NARROW * sides.max())
    middle, half = (low + high) / 2, sides * (0.5 + _MARGIN)
    (left, bottom), (right, top) = (middle - half).tolist(), (middle + half).tolist()
    return (left, right), (bottom, top)
