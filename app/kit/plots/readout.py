"""A chip beside the pointer that says what every run has there."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from app.kit.plots.annotations import paint_ground

from ..run_style import RunStyle
from ..theme import Theme
from ..widgets.swatch import draw_key

_PADDING = 7.0
_KEY = 22.0
_GAP = 6.0
_BETWEEN = 10.0
_LEAD = 3.0
_OFF = 14.0
"""Pixels from the pointer."""


class Value(NamedTuple):
    """What a run has."""

    style: RunStyle
    text: str


def paint_values(
    painter: QPainter,
    theme: Theme,
    font: QFont,
    bounds: QRectF,
    near: QPointF,
    caption: str,
    values: Sequence[Value],
) -> None:
    """A caption and a row for every run, as many as have room within bounds, right of the point or left."""
    metrics = QFontMetricsF(font)
    line = metrics.height() + _LEAD
    rows = values[: max(int((bounds.height() - 2 * _PADDING) / line) - 1, 0)]
    titles = max((metrics.horizontalAdvance(row.style.title) for row in rows), default=0.0)
    texts = max((metrics.horizontalAdvance(row.text) for row in rows), default=0.0)
    spare = bounds.width() - 2 * _PADDING - _KEY - _GAP - _BETWEEN - texts
    titles = max(min(titles, spare), 0.0)
    wide = max(_KEY + _GAP + titles + _BETWEEN + texts, metrics.horizontalAdvance(caption)) + 2 * _PADDING
    place = _place(bounds, near, wide, (len(rows) + 1) * line - _LEAD + 2 * _PADDING)
    paint_ground(painter, theme, place)
    painter.setFont(font)
    left, y = place.left() + _PADDING, place.top() + _PADDING + metrics.ascent()
    painter.setPen(QColor(theme.muted))
    painter.drawText(QPointF(left, y), caption)
    for row in rows:
        y += line
        middle = y - metrics.capHeight() / 2
        draw_key(painter, QRectF(left, middle - 8, _KEY, 16), row.style)
        painter.setPen(QColor(theme.text))
        name = metrics.elidedText(row.style.title, Qt.TextElideMode.ElideRight, titles + 1)
        painter.drawText(QPointF(left + _KEY + _GAP, y), name)
        painter.drawText(QPointF(place.right() - _PADDING - metrics.horizontalAdvance(row.text), y), row.text)


def _place(bounds: QRectF, near: QPointF, wide: float, high: float) -> QRectF:
    right = near.x() + _OFF + wide <= bounds.right()
    left = near.x() + _OFF if right else near.x() - _OFF - wide
    left = max(min(left, bounds.right() - wide), bounds.left())
    return QRectF(left, max(min(near.y() - high / 2, bounds.bottom() - high), bounds.top()), wide, high)
