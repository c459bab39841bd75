"""What only the plot of a spectrum has: the density, pins of the largest eigenvalues, the threshold."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QLinearGradient, QPen, QPolygonF

from app.kit.plots.annotations import paint_words
from app.kit.plots.canvas import Canvas
from app.kit.plots.layers import Line

from .words import number

Floats = NDArray[np.float64]

_LEAST_WITH_NUMBERS = 80
"""Pixels of height without which there is no room for numbers in the plot."""
_VEIL = 0.65
"""How much of the last spectrum is covered while the next is computed."""


@dataclass(frozen=True, eq=False)
class Density(Line):
    """An outline, and below it what is negative and what positive in their colours."""

    floor: float = 0.0
    """Where densities of nothing are drawn, on the logarithmic axis."""

    def paint_thinned(self, canvas: Canvas, x: Floats, y: Floats) -> None:
        painter, area, theme = canvas.painter, canvas.area, canvas.theme
        across, down = canvas.across(x), canvas.down(np.maximum(np.nan_to_num(y), self.floor))
        outline = QPolygonF([QPointF(*point) for point in zip(across, down, strict=True)])
        ground = QPolygonF(outline)
        ground.append(QPointF(float(across[-1]), area.bottom() + 2))
        ground.append(QPointF(float(across[0]), area.bottom() + 2))
        zero = min(max(canvas.pixel_x(0.0), area.left()), area.right())
        for left, right, color in (
            (area.left(), zero, theme.negative),
            (zero, area.right(), theme.positive),
        ):
            painter.save()
            part = QRectF(left, area.top(), right - left, area.height())
            painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_fading(color, area))
            painter.drawPolygon(ground)
            painter.setPen(QPen(QColor(color), self.width))
            painter.drawPolyline(outline)
            painter.restore()
        if zero == canvas.pixel_x(0.0):  # it is in view
            painter.setPen(QPen(QColor(theme.muted), 1))
            painter.drawLine(QLineF(zero, area.top(), zero, area.bottom()))


def _fading(color: str, area: QRectF) -> QLinearGradient:
    shades = QLinearGradient(area.topLeft(), area.bottomLeft())
    for place, opacity in ((0.0, 0.55), (1.0, 0.12)):
        shade = QColor(color)
        shade.setAlphaF(opacity)
        shades.setColorAt(place, shade)
    return shades


def paint_leading(canvas: Canvas, leading: Floats, color: QColor) -> None:
    """A pin for each of the largest eigenvalues (k,), and the number of the first."""
    painter, area = canvas.painter, canvas.area
    top = area.bottom() - min(0.35 * area.height(), 34)
    known = leading[np.isfinite(leading)]
    for x in map(canvas.pixel_x, known[::-1]):
        if not area.left() <= x <= area.right():
            continue
        for ink, wide in ((QColor(canvas.theme.halo), 3.6), (color, 1.6)):
            painter.setPen(QPen(ink, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QLineF(x, area.bottom() - 1, x, top))
        painter.setPen(QPen(QColor(canvas.theme.halo), 1.2))
        painter.setBrush(color)
        painter.drawEllipse(QPointF(x, top), 3.4, 3.4)
    if area.height() < _LEAST_WITH_NUMBERS or not len(known) or known[0] != leading[0]:
        return
    x = canvas.pixel_x(float(known[0]))
    if area.left() <= x <= area.right():
        _write(canvas, canvas.frame.place.left(), QPointF(x, top - 8), f"λmax {number(float(known[0]))}")


def paint_threshold(canvas: Canvas, threshold: float, limit: str) -> None:
    """The sharpness at which steps become unstable, and how it is written; → where it is out of view."""
    painter, area = canvas.painter, canvas.area
    name = f"{limit} = {number(threshold)}"
    baseline = area.top() + QFontMetricsF(painter.font()).ascent() + 3
    if threshold > canvas.frame.x[1]:
        _write(canvas, area.left(), QPointF(area.right(), baseline), f"{name} →")
        return
    x = round(canvas.pixel_x(threshold)) + 0.5
    if x < area.left():
        return
    pen = QPen(QColor(canvas.theme.warning), 1.4)
    pen.setDashPattern([5.0, 3.5])
    painter.setPen(pen)
    painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
    _write(canvas, area.left(), QPointF(x, baseline), name)


def _write(canvas: Canvas, from_left: float, at: QPointF, text: str) -> None:
    """Words left of a point, or right of it where there is no room from a pixel on."""
    metrics = QFontMetricsF(canvas.painter.font())
    wide = metrics.horizontalAdvance(text)
    left = at.x() - wide - 6 if at.x() - wide - 6 >= from_left else at.x() + 6
    place = QRectF(left, at.y() - metrics.ascent(), wide, metrics.height())
    paint_words(canvas.painter, canvas.theme, place, text, canvas.theme.text)


def paint_state(canvas: Canvas, text: str, computing: bool) -> None:
    """Why there is no spectrum, or over a pale one that another is being computed."""
    painter, veil = canvas.painter, QColor(canvas.theme.window)
    veil.setAlphaF(_VEIL)
    painter.fillRect(canvas.whole, veil)
    painter.setFont(QGuiApplication.font())
    painter.setPen(QColor(canvas.theme.text if computing else canvas.theme.muted))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(canvas.whole.adjusted(16, 0, -16, 0), flags, text)
