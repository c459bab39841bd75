"""Many smooth edges as one image. Qt takes 25 ms for 320 antialiased curves, this takes two.

An edge is a curve y(x) with a vertical thickness; in every column of pixels it covers one span. A span adds
to the differences at its two ends, and one running sum down the columns turns all of them into coverage.
"""

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainterPath

from ..neurons.number_colors import channels

Array = NDArray[Any]
_LEVELS = 64
_PORTION = 5600
_STEEPEST = 12.0


class Strokes(NamedTuple):
    """Edges from the left of an area to its right, (n,) each: heights at both ends, width, opacity, colour.

    `second` chooses the second of two colours.
    """

    start: Array
    end: Array
    width: Array
    opacity: Array
    second: NDArray[np.bool_]

    def only(self, chosen: Array) -> "Strokes":
        """Some of them."""
        return Strokes(*(values[chosen] for values in self))


@cache
def _course(columns: int) -> tuple[Array, Array]:
    """Height and slope, as shares of an edge's rise, in the middle of every column of pixels."""
    x = (np.arange(columns) + 0.5) / max(columns, 1)
    height = rise(x)
    t = _parameter(x)
    slope = (6 * t - 6 * t**2) / (1.5 - 3 * t + 3 * t**2)
    return height.astype(np.float32), slope.astype(np.float32)


def _parameter(x: Array) -> Array:
    """Where the Bézier curve with its handles in the middle reaches x: 1.5t − 1.5t² + t³ = x."""
    t = np.linspace(0, 1, 257)
    return np.asarray(np.interp(x, 1.5 * t - 1.5 * t**2 + t**3, t))


def rise(x: Array) -> Array:
    """How much of its rise an edge has made at the share x of its way."""
    t = _parameter(np.asarray(x, dtype=np.float64))
    return np.asarray(3 * t**2 - 2 * t**3)


def coverage(strokes: Strokes, first: int, last: int, columns: int, rows: int) -> Array:
    """(last − first, 2, rows): opacities of both colours in some columns of pixels, summed over the edges."""
    height, slope = (course[first:last] for course in _course(columns))
    start, end, width, opacity = (values.astype(np.float32)[:, None] for values in strokes[:4])
    climb = end - start
    middle = start + climb * height
    steep = np.minimum(np.abs(climb) / np.float32(columns) * slope, np.float32(_STEEPEST))
    half = 0.5 * width * np.sqrt(1 + steep * steep)
    stride = rows + 2
    size = 2 * (last - first) * stride
    edges = np.stack([middle - half, middle + half])
    np.clip(edges, 0, rows, out=edges)
    places = edges.astype(np.intp)
    edges -= places
    opacities = np.stack([opacity, -opacity])
    edges *= opacities
    places += (2 * np.arange(last - first) + strokes.second[:, None]) * stride
    flat = places.ravel()
    differences = np.bincount(flat, (opacities - edges).ravel(), size)
    differences[1:] += np.bincount(flat, edges.ravel(), size)[:-1]
    return np.asarray(np.cumsum(differences.reshape(-1, 2, stride), axis=2)[:, :, :rows])


def image_of(
    strokes: Strokes,
    columns: int,
    rows: int,
    colors: tuple[QColor, QColor],
    profile: Array | None = None,
) -> QImage:
    """The edges as an image; where two cross, the stronger has more of the colour.

    `profile` (columns,) are opacities along the way.
    """
    columns, rows = max(columns, 1), max(rows, 1)
    pixels = np.zeros((rows, columns), dtype=np.uint32)
    mixture = _mixture(*(color.rgb() for color in colors))
    count = max(len(strokes.start), 1)
    # In portions that stay in the cache: at once, all of it would take four times as long.
    step = max(1, min(_PORTION // count, 2 * _PORTION // rows))
    for first in range(0, columns if len(strokes.start) else 0, step):
        last = min(first + step, columns)
        levels = np.minimum(coverage(strokes, first, last, columns, rows), 1.0)
        levels *= _LEVELS - 1 if profile is None else (_LEVELS - 1) * profile[first:last, None, None]
        whole = (levels + 0.5).astype(np.uint16)
        pixels[:, first:last] = mixture[whole[:, 0] * np.uint16(_LEVELS) + whole[:, 1]].T
    return QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32_Premultiplied).copy()


@cache
def _mixture(first: int, second: int) -> NDArray[np.uint32]:
    """The premultiplied colour of two opacities, each in _LEVELS levels."""
    share = np.linspace(0, 1, _LEVELS)
    one, other = share[:, None], share[None, :]
    opacity = np.minimum(one + other, 1.0)
    of_first = one**2 / np.maximum(one**2 + other**2, 1e-9)
    ends = [channels(QColor(color)) for color in (first, second)]
    mixed = ends[1] + of_first[..., None] * (ends[0] - ends[1])
    red, green, blue = np.moveaxis((mixed * opacity[..., None]).round().astype(np.uint32), -1, 0)
    alpha = (255 * opacity).round().astype(np.uint32)
    return np.asarray(alpha << 24 | red << 16 | green << 8 | blue, dtype=np.uint32).ravel()


def curve(start: QPointF, end: QPointF) -> QPainterPath:
    """One edge as a path, for what is drawn singly or as vectors."""
    middle = (start.x() + end.x()) / 2
    path = QPainterPath(start)
    path.cubicTo(middle, start.y(), middle, end.y(), end.x(), end.y())
    return path
