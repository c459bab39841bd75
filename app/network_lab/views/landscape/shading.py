"""Losses over a plane through weight space as shades and contour lines, smooth between few nodes."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.loss_map import LossMap, LossScale, Scaling, scale_of
from core.plane import Range

Floats = NDArray[np.float64]

_FINE = 200
"""About so many shades to a side look smooth."""


class Shading(NamedTuple):
    """Shades (rows from below, columns) of a rectangle, NaN where a loss is not finite, and lines on it.

    contours: one (n, 2) polyline, a row of NaN after each line. Of a difference, shade 0.5 is 0.
    """

    rectangle: Range
    shades: Floats
    contours: Floats
    scale: LossScale


def shading(
    alpha: Floats, beta: Floats, losses: Floats, scaling: Scaling, levels: int, *, difference: bool = False
) -> Shading:
    """Shade losses (m, n) at the nodes β (m,) and α (n,), two or more of each and evenly spaced."""
    scale, shades = (_signed if difference else _unsigned)(losses, scaling)
    finite = np.isfinite(shades)
    # A node without a number is as good as a high wall to those beside it.
    fine = np.clip(_smooth(_smooth(np.where(finite, shades, 1.0)).T).T, 0.0, 1.0)
    rows, columns = fine.shape
    if not finite.all():
        near = np.ix_(_nearest(rows, len(beta)), _nearest(columns, len(alpha)))
        fine[~finite[near]] = np.nan
    rectangle = _around(alpha, columns), _around(beta, rows)
    return Shading(rectangle, fine, LossMap(rectangle, fine, fine, scale).contours(levels), scale)


def value_at(alpha: Floats, beta: Floats, losses: Floats, a: float, b: float) -> float:
    """The loss at a place, linear between the four nodes around it; NaN outside or beside one without."""
    column, row = _index(alpha, a), _index(beta, b)
    if not (0 <= column <= len(alpha) - 1 and 0 <= row <= len(beta) - 1):
        return math.nan
    left, low = min(int(column), len(alpha) - 2), min(int(row), len(beta) - 2)
    across, up = column - left, row - low
    corners = losses[low : low + 2, left : left + 2]
    shares = np.outer((1 - up, up), (1 - across, across))
    return float(np.sum(np.where(shares > 0, corners, 0.0) * shares))


def _unsigned(losses: Floats, scaling: Scaling) -> tuple[LossScale, Floats]:
    scale = scale_of(losses, scaling)
    return scale, scale.shade(losses)


def _signed(values: Floats, scaling: Scaling) -> tuple[LossScale, Floats]:
    """The scale of the sizes, from 0, and shades to either side of 0.5."""
    sizes = np.abs(values)
    scale = scale_of(np.append(sizes, 0.0), scaling)
    return scale, 0.5 + 0.5 * np.sign(values) * scale.shade(sizes)


def _smooth(values: Floats) -> Floats:
    """Numbers along the first axis with more between: cubic (Catmull and Rom 1974), straight beyond the ends.

    Sums, not products of matrices: for so little, those wait for all processors, which training has.
    """
    nodes = len(values)
    parts = max(_FINE // (nodes - 1), 1)
    if parts == 1:
        return values
    known = np.concatenate([2 * values[:1] - values[1:2], values, 2 * values[-1:] - values[-2:-1]])
    at = np.arange((nodes - 1) * parts + 1) / parts
    first = np.minimum(at.astype(np.intp), nodes - 2)
    t = (at - first)[:, None]
    fine: Floats = (-0.5 * t + t**2 - 0.5 * t**3) * known[first]
    fine += (1 - 2.5 * t**2 + 1.5 * t**3) * known[first + 1]
    fine += (0.5 * t + 2 * t**2 - 1.5 * t**3) * known[first + 2]
    fine += (-0.5 * t**2 + 0.5 * t**3) * known[first + 3]
    return fine


def _nearest(fine: int, nodes: int) -> NDArray[np.intp]:
    return np.round(np.linspace(0, nodes - 1, fine)).astype(np.intp)


def _around(axis: Floats, count: int) -> tuple[float, float]:
    """What cells around so many nodes of an axis cover: half a cell more at both ends."""
    low, high = float(axis[0]), float(axis[-1])
    half = (high - low) / (count - 1) / 2
    return low - half, high + half


def _index(axis: Floats, number: float) -> float:
    return float((number - axis[0]) / (axis[-1] - axis[0]) * (len(axis) - 1))
