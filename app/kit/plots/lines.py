"""Lines through many points, drawn fast and in full width."""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPainterPath, QPen

from ..fast_paint import draw_lines, joined_path
from ..run_style import Dash

Floats = NDArray[np.float64]

_FEW = 60
"""Up to so many points Qt outlines a wide line faster than three thin ones are drawn."""


def draw_line(
    painter: QPainter, x: Floats, y: Floats, color: QColor, width: float = 1.0, dash: Dash = ()
) -> None:
    """Join points in pixels; NaN in y leaves a gap, and a point between gaps is a dot."""
    known = np.isfinite(y)
    beside = np.concatenate([[False], known, [False]])
    _draw_dots(painter, x, y, np.flatnonzero(known & ~beside[:-2] & ~beside[2:]), color, width)
    path = joined_path(x, y)
    vector = painter.paintEngine().type() != QPaintEngine.Type.Raster
    if vector or width <= 1.0 or len(x) <= _FEW:
        painter.strokePath(path, _pen(color, width, dash))
        return
    # Lines of one pixel Qt draws directly; wide ones it cuts out of their outline, slowly if they cross.
    ratio = painter.deviceTransform().m11()  # of the device that is painted on, be it a picture of the window
    pen = _pen(color, 1.0, tuple(ratio * width * length for length in dash))
    pen.setCosmetic(True)
    for offset in _around((ratio * width - 1.0) / 2):
        offset /= ratio
        painter.translate(offset)
        painter.strokePath(path, pen)
        painter.translate(-offset)


def draw_segments(painter: QPainter, segments: Floats) -> None:
    """Draw (k, 4) segments with the painter's pen.

    The fastest way by far where a curve crosses itself, if the pen is solid and its caps are not round: Qt
    then fills each segment as a rectangle, and no outline of the whole is made.
    """
    draw_lines(painter, segments)


def stroke_path(painter: QPainter, path: QPainterPath, pen: QPen) -> None:
    """Draw a curve unless it is empty."""
    if not path.isEmpty():  # an SVG must not have empty paths
        painter.strokePath(path, pen)


def _around(radius: float) -> Iterator[QPointF]:
    """Rings of offsets that fill a disc, each near enough to the next to leave no gap between lines."""
    while radius > 0.1:
        count = max(3, math.ceil(2 * math.pi * radius / 1.6))
        for index in range(count):
            angle = math.pi / 2 + 2 * math.pi * index / count
            yield QPointF(radius * math.cos(angle), radius * math.sin(angle))
        radius -= 1.0
    if radius > -0.4:
        yield QPointF()


def _pen(color: QColor, width: float, dash: Dash) -> QPen:
    pen = QPen(color, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(list(dash))
    return pen


def _draw_dots(
    painter: QPainter, x: Floats, y: Floats, alone: NDArray[np.intp], color: QColor, width: float
) -> None:
    if len(alone):
        painter.setPen(QPen(color, 2 * width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPoints([QPointF(x[index], y[index]) for index in alone])
