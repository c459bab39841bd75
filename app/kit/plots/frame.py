"""Where numbers lie in a picture, and the axes around it: painted by hand, for sixty times a second."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ..theme import Theme
from .ticks import Tick

Floats = NDArray[np.float64]

_BESIDE_AXIS = 8
"""Pixels between a number and its axis."""


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


def room_for(ticks: Sequence[Tick], font: QFont, least: float) -> float:
    """Pixels that the numbers of a vertical axis take at its left, or `least`, so that few axes move."""
    metrics = QFontMetricsF(font)
    widest = max((metrics.horizontalAdvance(text) for _, text in ticks), default=0.0)
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
