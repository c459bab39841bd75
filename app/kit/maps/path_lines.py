"""Paths as line segments on the screen: thinned to pixels, clipped to the view, cut into dashes."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainterPath

from ..fast_paint import joined_path
from .viewport import Viewport

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

CELL = 0.5
"""Points within one cell of so many device pixels are drawn as one."""

_LONG = 300
_MOST_SEGMENTS = 8_000
_MOST_DASHES = 20_000
_FAR = 1e150
"""Places further off, in pixels, are drawn as if they were this far: their squares are still finite."""

_MOST = np.finfo(np.float64).max


class Line(NamedTuple):
    """A path as it is drawn: segments (k, 4) in pixels, and for each the step that is reached at its end."""

    segments: Floats
    steps: Indices

    def until(self, step: int) -> int:
        """How many segments are drawn when the cursor is at `step`."""
        return int(np.searchsorted(self.steps, step, side="right"))


def line_of(positions: Floats, viewport: Viewport, cell: float = CELL, coarsest: float = 0.0) -> Line:
    """Draw the points of a path (n, 2) within one cell of so many pixels as one, and clip it to the view.

    The cells of long paths are larger, up to `coarsest`.
    """
    pixels = _to_near_pixels(positions, viewport)
    steps = _thinned(pixels, cell)
    while len(steps) > _LONG and cell < coarsest:
        cell *= 2
        steps = steps[enters_a_cell(pixels[steps], cell)]
    points = pixels[steps]
    area = viewport.area
    low = np.array([area.left() - area.width(), area.top() - area.height()])
    high = np.array([area.right() + area.width(), area.bottom() + area.height()])
    segments, seen = _clipped(points[:-1], points[1:], low, high)
    return Line(segments, steps[1:][seen])


def _to_near_pixels(positions: Floats, viewport: Viewport) -> Floats:
    """Places in pixels, none further away than _FAR."""
    pixels = np.clip(viewport.to_pixels(positions), -_MOST, _MOST)
    if pixels.size and max(pixels.max(), -pixels.min()) > _FAR:
        pixels *= np.minimum(1.0, _FAR / np.maximum(np.abs(pixels).max(axis=1), 1.0))[:, None]
    return pixels


def enters_a_cell(points: Floats, cell: float) -> NDArray[np.bool_]:
    """Which points (n, 2) lie in another cell, `cell` wide, than the one before; both ends count as such."""
    x, y = np.floor(np.clip(points.T / cell, -1e9, 1e9))
    entered = np.ones(len(points), dtype=bool)
    entered[1:-1] = (x[1:-1] != x[:-2]) | (y[1:-1] != y[:-2])
    return entered


def _thinned(pixels: Floats, cell: float) -> Indices:
    """Which points to draw: the first in every cell the path enters, and the very last."""
    kept = np.flatnonzero(enters_a_cell(pixels, cell))
    return kept if len(kept) <= _MOST_SEGMENTS else _extremes(pixels, kept)


def _extremes(pixels: Floats, kept: Indices) -> Indices:
    """Of every bucket of consecutive points the outermost to all four sides: the envelope stays."""
    size = -(-4 * len(kept) // _MOST_SEGMENTS)
    buckets = np.pad(kept, (0, -len(kept) % size), mode="edge").reshape(-1, size)
    points = pixels[buckets]
    picked = np.concatenate([points.argmin(axis=1), points.argmax(axis=1)], axis=1)
    return np.unique(np.concatenate([kept[[0, -1]], np.take_along_axis(buckets, picked, axis=1).ravel()]))


def _clipped(a: Floats, b: Floats, low: Floats, high: Floats) -> tuple[Floats, Indices]:
    """The parts of segments a-b in the box, (k, 4), and which segment each is of (Liang and Barsky 1984)."""
    beyond = ((a < low) | (a > high) | (b < low) | (b > high)).any(axis=1)
    if not beyond.any():
        return np.concatenate([a, b], axis=1), np.arange(len(a))
    a, b, index = a.copy(), b.copy(), np.flatnonzero(beyond)
    # From the end that is nearer: from the far end of a huge segment rounding would eat the view.
    turned = (np.abs(a[index]).max(axis=1) > np.abs(b[index]).max(axis=1))[:, None]
    origin = np.where(turned, b[index], a[index])
    direction = np.where(turned, a[index], b[index]) - origin
    with np.errstate(divide="ignore", invalid="ignore"):
        bounds = np.stack([(low - origin) / direction, (high - origin) / direction])
    within = np.where((origin >= low) & (origin <= high), np.inf, -np.inf)
    enter = np.where(direction == 0, -within, bounds.min(axis=0)).max(axis=1).clip(0, 1)
    leave = np.where(direction == 0, within, bounds.max(axis=0)).min(axis=1).clip(0, 1)
    first, last = (np.clip(origin + t[:, None] * direction, low, high) for t in (enter, leave))
    a[index], b[index] = np.where(turned, last, first), np.where(turned, first, last)
    seen = np.ones(len(a), dtype=bool)
    seen[index] = enter < leave
    return np.concatenate([a, b], axis=1)[seen], np.flatnonzero(seen)


def dashed(line: Line, pattern: Sequence[float], width: float) -> Line:
    """Cut a line into dashes of a Qt pattern, for square caps, which add half a width at each end."""
    if not pattern or not len(line.steps):
        return line
    lengths = width * np.array([max(n - 1, 0.01) if k % 2 == 0 else n + 1 for k, n in enumerate(pattern)])
    edges = np.cumsum(lengths)
    starts, ends = line.segments[:, :2], line.segments[:, 2:]
    spans = np.hypot(*(ends - starts).T)
    after = np.cumsum(spans)
    periods = math.ceil(after[-1] / edges[-1])
    if periods * len(pattern) > _MOST_DASHES or not after[-1] > 0:
        return line
    boundaries = (np.arange(periods)[:, None] * edges[-1] + edges).ravel()
    cuts = np.unique(np.concatenate([[0.0], after, boundaries[boundaries < after[-1]]]))
    middles = (cuts[1:] + cuts[:-1]) / 2
    on = np.searchsorted(edges, middles % edges[-1], side="right") % 2 == 0
    owner = np.searchsorted(after, middles[on])
    origin, direction = starts[owner], (ends - starts)[owner] / spans[owner, None]
    before = (after - spans)[owner]
    first = origin + (cuts[:-1][on] - before)[:, None] * direction
    last = origin + (cuts[1:][on] - before)[:, None] * direction
    return Line(np.concatenate([first, last], axis=1), line.steps[owner])


def path_of(segments: Floats) -> QPainterPath:
    """The segments joined where one ends as the next begins: for pictures made of curves."""
    path = QPainterPath()
    breaks = np.flatnonzero((segments[1:, :2] != segments[:-1, 2:]).any(axis=1)) + 1
    for piece in np.split(segments, breaks):
        if len(piece):
            points = np.concatenate([piece[:1, :2], piece[:, 2:]])
            path.addPath(joined_path(*points.T))
    return path
