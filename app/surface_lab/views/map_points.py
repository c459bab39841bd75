"""Critical points and the start on the map: a symbol for each, and labels where there is room."""

from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from core.surface.catalogue.surface import CriticalPoint

from ...kit.maps.canvas import START_RADIUS
from ...kit.maps.symbols import is_near
from ...kit.maps.viewport import Viewport
from ...kit.numbers import short_number
from ...kit.symbols import Symbol
from ...kit.theme import Theme
from ...kit.widgets.halo import draw_text, halo_pen
from ...kit.widgets.swatch import marker_path

MANY = 25
"""With more points than this none has a label, and all but global minima are drawn smaller and paler."""

_SYMBOLS: dict[str, Symbol] = {"global": "star", "local": "o", "saddle": "x"}
_SIZES = {"global": 18.0, "local": 10.0, "saddle": 10.0}


def symbol_of(point: CriticalPoint) -> tuple[Symbol, float, str]:
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
        if viewport.area.contains(QPointF(x, y))
    ]
    many = len(points) > MANY
    covered = [_around(pixel, _SIZES[point.kind]) for point, pixel in seen]
    for point, pixel in seen:
        calm = many and point.kind != "global"
        painter.setOpacity(0.7 if calm else 1.0)
        _paint_symbol(painter, theme, point, pixel, 0.6 if calm else 1.0)
    painter.setOpacity(1.0)
    if not many:
        bounds = viewport.area.adjusted(6, 6, -6, -6)
        metrics = QFontMetricsF(font)
        for point, pixel in seen:
            if point.kind != "saddle":
                text = f"{name_of(point)} {short_number(point.loss)}"
                place = free_place(pixel, metrics, text, bounds, [*taken, *covered])
                if place is not None:
                    covered.append(place)
                    draw_text(painter, theme, font, place.topLeft() + QPointF(2, metrics.ascent()), text)
    return covered


def paint_start(
    painter: QPainter,
    pixel: QPointF,
    theme: Theme,
    font: QFont,
    text: str,
    bounds: QRectF,
    taken: Sequence[QRectF],
) -> None:
    """Draw a ring where all runs start, and a label clear of `taken` within `bounds`, if there is room."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    color = QColor(theme.text)
    for pen in (halo_pen(theme, 4.5), QPen(color, 2.0)):
        painter.setPen(pen)
        painter.drawEllipse(pixel, START_RADIUS, START_RADIUS)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(pixel, 2.5, 2.5)
    metrics = QFontMetricsF(font)
    place = free_place(pixel, metrics, text, bounds, taken)
    if place is not None:
        draw_text(painter, theme, font, place.topLeft() + QPointF(2, metrics.ascent()), text)


def start_area(pixel: QPointF, font: QFont, text: str) -> QRect:
    """Where the ring and its label may be."""
    width = QFontMetricsF(font).horizontalAdvance(text) + 24
    return QRectF(pixel, pixel).adjusted(-width, -40, width, 40).toAlignedRect()


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


def point_at(points: Sequence[CriticalPoint], viewport: Viewport, at: QPointF) -> CriticalPoint | None:
    """The point whose symbol is under a pixel."""
    return next((point for point in points if is_near(viewport.pixel_of(point.x, point.y), at, 9.0)), None)


def _paint_symbol(
    painter: QPainter, theme: Theme, point: CriticalPoint, pixel: QPointF, scale: float
) -> None:
    size = scale * _SIZES[point.kind]
    shape = marker_path(_SYMBOLS[point.kind], size).translated(pixel)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(halo_pen(theme, 2.6 * scale))
    painter.drawPath(shape)
    painter.fillPath(shape, QColor(theme.text))


def _around(pixel: QPointF, size: float) -> QRectF:
    return QRectF(pixel.x() - size / 2, pixel.y() - size / 2, size, size)
