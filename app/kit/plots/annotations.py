"""Words on a plot: chips beside a point, sentences along an edge, names that curves run below."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ..theme import Theme

_CHIP_PADDING = 7.0
_LONGEST_LINE = 260.0


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
