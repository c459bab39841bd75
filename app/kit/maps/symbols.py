"""Symbols on maps and reliefs: the markers of runs where they are, and what is near the pointer."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from ..plots.annotations import round_pen
from ..run_style import RunStyle
from ..theme import Theme
from ..widgets.swatch import marker_path

_OUTLINE = 1.6


def paint_symbol(
    painter: QPainter,
    shape: QPainterPath,
    theme: Theme,
    color: str,
    *,
    hollow: bool = False,
    halo_opacity: float = 0.7,
) -> None:
    """A small filled shape with a halo, which sets it off from any background."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(round_pen(theme.halo, 4.0 if hollow else 3.0, halo_opacity))
    painter.drawPath(shape)
    painter.setPen(round_pen(color, _OUTLINE) if hollow else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(QColor(theme.halo if hollow else color))
    painter.drawPath(shape)


def paint_head(
    painter: QPainter,
    pixel: QPointF,
    area: QRectF,
    style: RunStyle,
    theme: Theme,
    size: float,
    margin: float,
    *,
    hollow: bool,
) -> None:
    """Where a run is: its marker, or out of the area an arrow in that direction, `margin` from the edge."""
    shown = into_view(pixel, area, margin)
    shape = marker_path(style.marker, size) if shown == pixel else _arrow(shown, pixel, size)
    paint_symbol(painter, shape.translated(shown), theme, style.color, hollow=hollow, halo_opacity=1.0)


def into_view(pixel: QPointF, area: QRectF, margin: float) -> QPointF:
    """The pixel itself if it lies in the area, or else the nearest one that is `margin` from its edges."""
    if area.contains(pixel):
        return pixel
    inner = area.adjusted(margin, margin, -margin, -margin)
    return QPointF(
        min(max(pixel.x(), inner.left()), inner.right()), min(max(pixel.y(), inner.top()), inner.bottom())
    )


def is_near(pixel: QPointF, other: QPointF, reach: float) -> bool:
    """Whether two pixels are at most so far apart."""
    return math.hypot(pixel.x() - other.x(), pixel.y() - other.y()) <= reach


def _arrow(shown: QPointF, target: QPointF, size: float) -> QPainterPath:
    """A small arrowhead around the origin that points from one pixel towards another."""
    path = QPainterPath(QPointF(0.5, 0))
    path.lineTo(-0.4, -0.45)
    path.lineTo(-0.4, 0.45)
    path.closeSubpath()
    away = target - shown
    angle = math.degrees(math.atan2(away.y(), away.x()))
    return QTransform().rotate(angle).scale(size, size).map(path)
