"""Where numbers lie in a picture, and the axes around it: painted by hand, for sixty times a second."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ..numbers import format_number
from ..theme import Theme
from .ranges import Span
from .ticks import Tick, exactly, linear_ticks

Floats = NDArray[np.float64]

_BESIDE_AXIS = 8
"""Pixels between a number and its axis."""
_FAR = 1e5
"""What lies further away, in pixels, is drawn as if it were this far."""
_TICK_GAP = 6.0
_BETWEEN_ROWS = 30.0


class Frame(NamedTuple):
    """A rectangle in pixels, and the numbers at its left and right, its bottom and top."""

    place: QRectF
    x: tuple[float, float]
    y: tuple[float, float]

    def across(self, x: Floats) -> Floats:
        """The pixels of numbers on the horizontal axis."""
        first, last = self.x
        return self.place.left() + self.place.width() * (x - first) / (last - first)

    def down(self, y: Floats) -> Floats:
        """The pixels of numbers on the vertical axis; what is far out of the picture is just outside."""
        low, high = self.y
        y = np.clip(y, low - (high - low), high + (high - low))
        return self.place.bottom() - self.place.height() * (y - low) / (high - low)

    def point(self, x: float, y: float) -> QPointF:
        """The pixel of a pair of numbers."""
        place, (first, last), (low, high) = self.place, self.x, self.y
        y = min(max(y, low - (high - low)), high + (high - low))  # as in `down`; NaN stays
        return QPointF(
            float(place.left() + place.width() * (x - first) / (last - first)),
            float(place.bottom() - place.height() * (y - low) / (high - low)),
        )

    def x_at(self, pixel: float) -> float:
        """The number on the horizontal axis above or below a pixel, also beyond the frame."""
        first, last = self.x
        return first + (last - first) * (pixel - self.place.left()) / max(self.place.width(), 1.0)

    def y_at(self, pixel: float) -> float:
        """The number on the vertical axis beside a pixel, also beyond the frame."""
        low, high = self.y
        return low + (high - low) * (self.place.bottom() - pixel) / max(self.place.height(), 1.0)


def room_for(ticks: Sequence[Tick], font: QFont, least: float) -> float:
    """Pixels that the numbers of a vertical axis take at its left, or `least`, so that few axes move."""
    if not ticks:
        return least
    metrics = QFontMetricsF(font)
    widest = max(metrics.horizontalAdvance(text) for _, text in ticks)
    return max(math.ceil(widest) + _BESIDE_AXIS, least)


def draw_grid(painter: QPainter, frame: Frame, ground: QRectF, ticks: Sequence[Tick], theme: Theme) -> None:
    """A line across `ground` at every number of the vertical axis, and the number before it."""
    metrics = QFontMetricsF(painter.font())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for value, text in ticks:
        y = round(frame.point(0.0, value).y())
        painter.setPen(QColor(theme.grid))
        painter.drawLine(QLineF(ground.left(), y, ground.right(), y))
        painter.setPen(QColor(theme.muted))
        width = metrics.horizontalAdvance(text)
        painter.drawText(QPointF(ground.left() - _BESIDE_AXIS - width, y + metrics.capHeight() / 2), text)


def draw_upright_grid(
    painter: QPainter, frame: Frame, ground: QRectF, ticks: Sequence[Tick], theme: Theme
) -> None:
    """A line up `ground` at every number of the horizontal axis."""
    painter.setPen(QColor(theme.grid))
    for value, _ in ticks:
        x = round(frame.point(value, 0.0).x()) + 0.5
        painter.drawLine(QLineF(x, ground.top(), x, ground.bottom()))


def draw_scale(
    painter: QPainter, frame: Frame, ground: QRectF, ticks: Sequence[Tick], name: str, theme: Theme
) -> None:
    """The numbers of the horizontal axis under `ground`, and at its end what they count."""
    metrics = QFontMetricsF(painter.font())
    baseline = ground.bottom() + 6 + metrics.ascent()
    painter.setPen(QColor(theme.muted))
    free = ground.right() - metrics.horizontalAdvance(name) - 8
    for value, text in ticks:
        x, width = frame.point(value, 0.0).x(), metrics.horizontalAdvance(text)
        if x + width / 2 <= free:
            painter.drawText(QPointF(x - width / 2, baseline), text)
    painter.drawText(QPointF(ground.right() - metrics.horizontalAdvance(name), baseline), name)
    painter.setPen(QPen(QColor(theme.grid), 1, Qt.PenStyle.SolidLine))
    painter.drawLine(QLineF(ground.left(), ground.bottom(), ground.right(), ground.bottom()))


def to_pixels(frame: Frame, x: ArrayLike, y: ArrayLike) -> Floats:
    """Points as pixels (n, 2), those far away less far; what is not a number stays so."""
    across = frame.across(np.asarray(x, dtype=np.float64))
    down = frame.down(np.asarray(y, dtype=np.float64))
    pixels: Floats = np.clip(np.stack([across, down], axis=-1), -_FAR, _FAR)
    return pixels


def numbers_at(frame: Frame, pixel: QPointF) -> tuple[float, float]:
    """The numbers under a pixel, or under the nearest one in the frame."""
    place, (bottom, top) = frame.place, frame.y
    up = (place.bottom() - pixel.y()) / max(place.height(), 1.0)
    x = min(max(frame.x_at(pixel.x()), frame.x[0]), frame.x[1])
    return x, bottom + min(max(up, 0.0), 1.0) * (top - bottom)


def area(frame: Frame, x: Span, y: Span) -> QRectF:
    """Where a rectangle of numbers lies."""
    (left, right), (bottom, top) = frame.across(np.array(x)), _unbounded_down(frame, np.array(y))
    return QRectF(QPointF(left, top), QPointF(right, bottom))


def _unbounded_down(frame: Frame, y: Floats) -> Floats:
    low, high = frame.y
    return frame.place.bottom() - frame.place.height() * (y - low) / (high - low)


def with_axes(body: QRectF, x: Span, y: Span, font: QFont) -> Frame:
    """The frame that leaves room for the numbers of its axes within `body`."""
    metrics = QFontMetricsF(font)
    height = max(body.height() - metrics.height() - _TICK_GAP, 1.0)
    labels = [text for _, text in _ticks(y, height, _BETWEEN_ROWS)]
    left = max(map(metrics.horizontalAdvance, labels), default=0.0) + _TICK_GAP
    left = min(math.ceil(left), body.width() / 3)
    place = QRectF(body.left() + left, body.top(), max(body.width() - left, 1.0), math.floor(height))
    return Frame(place, x, y)


def paint_axes(painter: QPainter, frame: Frame, theme: Theme, font: QFont) -> None:
    """The numbers along the left and the lower edge."""
    place, metrics = frame.place, QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(QColor(theme.muted))
    for number, text in y_ticks(frame):
        y = frame.point(frame.x[0], number).y()
        middle = min(max(y, place.top() + metrics.capHeight()), place.bottom() - metrics.capHeight() / 2)
        left = place.left() - _TICK_GAP - metrics.horizontalAdvance(text)
        painter.drawText(QPointF(left, middle + metrics.capHeight() / 2), text)
    for number, text in x_ticks(frame, metrics):
        wide = metrics.horizontalAdvance(text)
        left = frame.point(number, frame.y[0]).x() - wide / 2
        left = min(max(left, place.left() - 4), place.right() - wide)
        painter.drawText(QPointF(left, place.bottom() + _TICK_GAP - 1 + metrics.ascent()), text)


def y_ticks(frame: Frame) -> list[Tick]:
    """Round numbers for the left edge."""
    return _ticks(frame.y, frame.place.height(), _BETWEEN_ROWS)


def x_ticks(frame: Frame, metrics: QFontMetricsF) -> list[Tick]:
    """Round numbers for the lower edge, none so near to another that they touch."""
    ticks = _ticks(frame.x, frame.place.width(), 56.0)
    widest = max((metrics.horizontalAdvance(text) for _, text in ticks), default=0.0)
    return ticks if widest < 42 else _ticks(frame.x, frame.place.width(), 2 * widest)


def _ticks(span: Span, length: float, spacing: float) -> list[Tick]:
    ticks = linear_ticks(*span, max(2, int(length // spacing)))
    return [(tick, format_number(number)) for tick, number in zip(ticks, exactly(ticks), strict=True)]
