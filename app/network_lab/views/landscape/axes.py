"""The numbers along the left and the lower edge of a landscape, and which directions they count."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from app.kit.plots.frame import Frame, room_for
from app.kit.plots.ticks import Tick, number_ticks
from app.kit.theme import Theme
from core.plane import Range

_LEFT, _BOTTOM = 30, 17
"""Pixels for the numbers beside and below the map."""


def with_axes(body: QRectF, shown: Range, font: QFont) -> Frame:
    """The frame that leaves room for the numbers within `body`."""
    across, up = shown
    place = body.adjusted(_LEFT, 0, 0, -_BOTTOM)
    place.setWidth(max(place.width(), 1.0))
    place.setHeight(max(place.height(), 1.0))
    left = room_for(_up_ticks(Frame(place, across, up)), font, _LEFT)
    place.setLeft(min(left, body.width() / 3))
    return Frame(place, across, up)


def paint_axes(painter: QPainter, frame: Frame, theme: Theme, font: QFont) -> None:
    """Draw the numbers, with α and β at the ends."""
    place, metrics = frame.place, QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(QColor(theme.muted))
    top = place.top() + metrics.ascent()
    painter.drawText(QPointF(place.left() - 6 - metrics.horizontalAdvance("β"), top - 1), "β")
    for number, text in _up_ticks(frame):
        y = min(frame.point(frame.x[0], number).y() + metrics.capHeight() / 2, place.bottom())
        if y - metrics.capHeight() > top + 2:
            painter.drawText(QPointF(place.left() - 6 - metrics.horizontalAdvance(text), y), text)
    baseline = place.bottom() + 4 + metrics.ascent()
    last = place.right() - metrics.horizontalAdvance("α") - 1
    painter.drawText(QPointF(last, baseline), "α")
    for number, text in number_ticks(*frame.x, max(2, int(place.width() // 64))):
        wide = metrics.horizontalAdvance(text)
        left = max(frame.point(number, frame.y[0]).x() - wide / 2, place.left() - 2)
        if left + wide < last - 6:
            painter.drawText(QPointF(left, baseline), text)


def _up_ticks(frame: Frame) -> list[Tick]:
    return number_ticks(*frame.y, max(2, int(frame.place.height() // 36)))
