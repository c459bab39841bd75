"""The rectangle of a plot: from numbers to pixels and back, its axes, lines in it, words on it."""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ...kit.plots.frame import Frame
from ...kit.plots.ticks import Tick, exactly, linear_ticks
from ...kit.theme import Theme
from ...kit.widgets.number_field import format_number

Floats = NDArray[np.float64]
Span = tuple[float, float]

_FAR = 1e5
"""What lies further away, in pixels, is drawn as if it were this far."""

_TICK_GAP = 6.0
_BETWEEN_ROWS = 30.0
_CHIP_PADDING = 7.0
_LONGEST_LINE = 260.0


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


def span(values: ArrayLike, room: float = 0.06) -> Span:
    """From the lowest to the highest finite number, and a little room on either side."""
    numbers = np.asarray(values, dtype=np.float64)
    numbers = numbers[np.isfinite(numbers)]
    if not numbers.size:
        return -1.0, 1.0
    return widened(float(numbers.min()), float(numbers.max()), room)


def widened(low: float, high: float, room: float = 0.0) -> Span:
    """Two numbers as a span that has a length, and a little room on either side."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return -1.0, 1.0
    low, high = min(low, high), max(low, high)
    least = max(1e-9 * max(abs(low), abs(high)), 1e-12)
    extra = room * (high - low) if high - low > least else max(abs(low), 1.0) * 0.5
    return low - extra, high + extra


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


def round_pen(color: str, width: float, opacity: float = 1.0) -> QPen:
    """A pen whose lines end and bend round."""
    made = QColor(color)
    made.setAlphaF(opacity)
    return QPen(made, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def paint_chip(
    painter: QPainter, theme: Theme, font: QFont, bounds: QRectF, near: QPointF, text: str
) -> QRectF:
    """A few words on a small ground beside a point, whole within `bounds` as far as they fit; says where."""
    place = chip_place(font, bounds, near, text)
    paint_ground(painter, theme, place)
    painter.setFont(font)
    painter.setPen(QColor(theme.text))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
    return place


def chip_place(font: QFont, bounds: QRectF, near: QPointF, text: str) -> QRectF:
    """Beside the point, to the right and above if there is room."""
    size = QFontMetricsF(font).boundingRect(QRectF(0, 0, 1e4, 1e4), 0, text).size()
    wide, high = size.width() + 2 * _CHIP_PADDING, size.height() + _CHIP_PADDING
    gap = 11.0
    left = near.x() + gap if near.x() + gap + wide <= bounds.right() else near.x() - gap - wide
    top = near.y() - gap - high if near.y() - gap - high >= bounds.top() else near.y() + gap
    left = max(min(left, bounds.right() - wide), bounds.left())
    return QRectF(left, max(min(top, bounds.bottom() - high), bounds.top()), wide, high)


def paint_sentence(
    painter: QPainter, theme: Theme, font: QFont, place: QRectF, text: str, clear_of: QPointF | None = None
) -> None:
    """A sentence along the upper edge of a picture, or along the lower one if that is clear of a point."""
    low = clear_of is not None and clear_of.y() < place.center().y()
    edge = Qt.AlignmentFlag.AlignBottom if low else Qt.AlignmentFlag.AlignTop
    flags = int(Qt.AlignmentFlag.AlignHCenter | edge) | int(Qt.TextFlag.TextWordWrap)
    room = place.adjusted(2 * _CHIP_PADDING, _CHIP_PADDING + 4, -2 * _CHIP_PADDING, -_CHIP_PADDING - 4)
    words = QFontMetricsF(font).boundingRect(room, flags, text)
    ground = words.adjusted(-_CHIP_PADDING, -_CHIP_PADDING / 2, _CHIP_PADDING, _CHIP_PADDING / 2)
    paint_ground(painter, theme, ground.intersected(place))
    painter.setFont(font)
    painter.setPen(QColor(theme.text))
    painter.drawText(room, flags, text)


def paint_nothing(painter: QPainter, theme: Theme, font: QFont, place: QRectF, text: str) -> None:
    """A sentence in the middle of a picture that has nothing to show."""
    room = place.adjusted(16, 8, -16, -8)
    aside = max((room.width() - _LONGEST_LINE) / 2, 0.0)
    painter.setFont(font)
    painter.setPen(QColor(theme.muted))
    flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
    painter.drawText(room.adjusted(aside, 0, -aside, 0), flags, text)


def paint_words(painter: QPainter, theme: Theme, place: QRectF, text: str, color: str) -> None:
    """A few words that can be read where curves run below them."""
    ground = QColor(theme.window)
    ground.setAlphaF(0.8)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(place.adjusted(-3, 0, 3, 0), 3, 3)
    painter.setPen(QColor(color))
    painter.drawText(QPointF(place.left(), place.top() + QFontMetricsF(painter.font()).ascent()), text)


def paint_ground(painter: QPainter, theme: Theme, place: QRectF) -> None:
    """What words in a picture stand on."""
    ground = QColor(theme.panel)
    ground.setAlphaF(0.92)
    painter.setPen(QPen(QColor(theme.line), 1.0))
    painter.setBrush(ground)
    painter.drawRoundedRect(place, 5, 5)
