"""Critical points on the map: a mark for each, and the name and loss of minima where there is room."""

import math
from collections.abc import Iterable, Sequence

import numpy as np
from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTransform

from core.surface.catalogue import CriticalPoint

from ...kit.numbers import short_number
from ...kit.theme import Theme
from ...kit.widgets.halo import draw_text, halo_pen
from .map_viewport import Viewport

MANY = 25
"""With more points than this none has a label, and all but global minima are drawn smaller and paler."""

_SYMBOLS = {"global": "star", "local": "o", "saddle": "x"}
_SIZES = {"global": 18.0, "local": 10.0, "saddle": 10.0}


def mark_of(point: CriticalPoint) -> tuple[str, float, str]:
    """Symbol, size and name of a point."""
    return _SYMBOLS[point.kind], _SIZES[point.kind], name_of(point)


def name_of(point: CriticalPoint) -> str:
    """What kind of point it is, in the language of the window."""
    names = {
        "global": QCoreApplication.translate("Map", "global minimum"),
        "local": QCoreApplication.translate("Map", "local minimum"),
        "saddle": QCoreApplication.translate("Map", "saddle"),
    }
    return names[point.kind]


def paint_points(
    painter: QPainter,
    points: Sequence[CriticalPoint],
    viewport: Viewport,
    theme: Theme,
    font: QFont,
    taken: Iterable[QRectF] = (),
) -> list[QRectF]:
    """Draw the points in view and labels, clear of each other and of `taken`; returns what is covered."""
    pixels = viewport.to_pixels(np.array([(point.x, point.y) for point in points]).reshape(-1, 2))
    seen = [
        (point, QPointF(x, y))
        for point, (x, y) in zip(points, pixels, strict=True)
        if 0 <= x <= viewport.width and 0 <= y <= viewport.height
    ]
    many = len(points) > MANY
    covered = [_around(pixel, _SIZES[point.kind]) for point, pixel in seen]
    for point, pixel in seen:
        calm = many and point.kind != "global"
        painter.setOpacity(0.7 if calm else 1.0)
        _paint_mark(painter, theme, point, pixel, 0.6 if calm else 1.0)
    painter.setOpacity(1.0)
    if not many:
        bounds = QRectF(0, 0, viewport.width, viewport.height).adjusted(6, 6, -6, -6)
        metrics = QFontMetricsF(font)
        for point, pixel in seen:
            if point.kind != "saddle":
                text = f"{name_of(point)} {short_number(point.loss)}"
                place = free_place(pixel, metrics, text, bounds, [*taken, *covered])
                if place is not None:
                    covered.append(place)
                    draw_text(painter, theme, font, place.topLeft() + QPointF(2, metrics.ascent()), text)
    return covered


def free_place(
    pixel: QPointF, metrics: QFontMetricsF, text: str, bounds: QRectF, taken: Sequence[QRectF]
) -> QRectF | None:
    """Where a label of the pixel fits: right, left, above or below it; None if nowhere."""
    size = QSizeF(metrics.horizontalAdvance(text) + 4, metrics.height())
    gap = 13.0
    width, height = size.width(), size.height()
    for x, y in (
        (gap, -height / 2),
        (-gap - width, -height / 2),
        (-width / 2, gap),
        (-width / 2, -gap - height),
    ):
        place = QRectF(pixel + QPointF(x, y), size)
        if bounds.contains(place) and not any(place.intersects(other) for other in taken):
            return place
    return None


def point_at(points: Sequence[CriticalPoint], viewport: Viewport, x: float, y: float) -> CriticalPoint | None:
    """The point whose mark is under a pixel."""
    for point in points:
        pixel = viewport.to_pixels(np.array([[point.x, point.y]]))[0]
        if math.hypot(pixel[0] - x, pixel[1] - y) <= 9:
            return point
    return None


def _paint_mark(painter: QPainter, theme: Theme, point: CriticalPoint, pixel: QPointF, scale: float) -> None:
    size = scale * _SIZES[point.kind]
    onto = QTransform.fromTranslate(pixel.x(), pixel.y()).scale(size, size)
    shape = onto.map(Symbols[_SYMBOLS[point.kind]])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(halo_pen(theme, 2.6 * scale))
    painter.drawPath(shape)
    painter.fillPath(shape, QColor(theme.text))


def _around(pixel: QPointF, size: float) -> QRectF:
    return QRectF(pixel.x() - size / 2, pixel.y() - size / 2, size, size)
