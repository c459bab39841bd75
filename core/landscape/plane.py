"""A line or a plane through weight space, and what a path looks like from it. Only numpy."""

from collections.abc import Sequence
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

    def project(self, weights: NDArray[Any]) -> Floats:
        """The coordinates (..., k) of the nearest points, by least squares, of weights (..., size)."""
        coordinates: Floats = (np.asarray(weights, np.float64) - self.center) @ self._inverse
        return coordinates

    def distance(self, weights: NDArray[Any]) -> Floats:
        """How far (...) weights (..., size) lie from the plane."""
        beside = np.asarray(weights, np.float64) - self.at(self.project(weights))
        return np.asarray(np.linalg.norm(beside, axis=-1))

    def explained(self, path: NDArray[Any]) -> float:
        """The share of the variance of a path (n, size) around the centre that lies in the plane.

        NaN for a path that does not move.
        """
        moved = float(np.sum((np.asarray(path, np.float64) - self.center) ** 2))
        beside = float(np.sum(self.distance(path) ** 2))
        return 1.0 - beside / moved if moved > 0 else float("nan")


def range_around(paths: Sequence[Floats], least: float = 1e-3) -> Range:
    """What of a plane to look at so that paths (n, 2) and the centre are well in view."""
    points = np.concatenate([np.zeros((1, 2)), *(path.reshape(-1, 2) for path in paths)])
    points = points[np.isfinite(points).all(axis=1)]
    low, high = points.min(axis=0), points.max(axis=0)
    sides = np.maximum(high - low, least)
    sides = np.maximum(sides, _NARROW * sides.max())
    middle, half = (low + high) / 2, sides * (0.5 + _MARGIN)
    (left, bottom), (right, top) = (middle - half).tolist(), (middle + half).tolist()
    return (left, right), (bottom, top)
