"""Keys in a row: small marks with their names."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter

from ..run_style import Dash, RunStyle
from ..theme import Theme
from ..widgets.swatch import draw_key
from .lines import draw_line

_GAP = 5.0
_BETWEEN, _CLOSER = 12.0, 7.0
_NARROW = 9.0
"""So wide at most are marks where room is scarce."""


class Key(NamedTuple):
    """A name, and what draws its mark into a rectangle of this width; without a mark it is only said."""

    text: str
    width: float = 0.0
    draw: Callable[[QPainter, QRectF], None] | None = None

    def narrowed(self) -> "Key":
        return self._replace(width=min(self.width, _NARROW))


def paint_legend(
    painter: QPainter,
    place: QRectF,
    keys: Sequence[Key],
    theme: Theme,
    font: QFont,
    *,
    right: bool = False,
    caption: str = "",
) -> float:
    """Draw as many keys as there is room for, from the left or up to the right; returns their width.

    The caption after them gives way first, then the last of the keys; … stands for those.
    """
    metrics = QFontMetricsF(font)
    shown, between = [*keys, *([Key(caption)] if caption else [])], _BETWEEN
    if caption and _width(shown, between, metrics) > place.width():
        shown = list(keys)
    if _width(shown, between, metrics) > place.width():
        shown, between = [key.narrowed() for key in keys], _CLOSER
    while shown and _width(shown, between, metrics) > place.width():
        shown = [*shown[:-2], Key("…")] if len(shown) > 1 else []
    if not shown:
        return 0.0
    total = _width(shown, between, metrics)
    x = place.right() - total if right else place.left()
    baseline = place.center().y() + (metrics.ascent() - metrics.descent()) / 2
    painter.setFont(font)
    for key in shown:
        if key.draw is not None:
            painter.save()
            key.draw(painter, QRectF(x, place.top(), key.width, place.height()))
            painter.restore()
            x += key.width + _GAP
        painter.setPen(QColor(theme.muted))
        painter.drawText(QPointF(x, baseline), key.text)
        x += metrics.horizontalAdvance(key.text) + between
    return total


def _width(keys: Sequence[Key], between: float, metrics: QFontMetricsF) -> float:
    marks = sum(key.width + _GAP for key in keys if key.draw is not None)
    return marks + sum(metrics.horizontalAdvance(key.text) for key in keys) + between * (len(keys) - 1)


@lru_cache(64)
def run_key(style: RunStyle) -> Key:
    """The key of a run, as it is everywhere; the same object each time, as kept layers need it."""
    return Key(style.title, 22.0, lambda painter, place: draw_key(painter, place, style))


def shade_key(text: str, colors: Sequence[str], width: float = 22.0) -> Key:
    """The key of a scale of colours: a bar that runs from the first to the last."""

    def draw(painter: QPainter, place: QRectF) -> None:
        bar = QRectF(place.left(), place.center().y() - 4, place.width(), 8)
        shades = QLinearGradient(bar.topLeft(), bar.topRight())
        for index, color in enumerate(colors):
            shades.setColorAt(index / max(len(colors) - 1, 1), QColor(color))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shades)
        painter.drawRoundedRect(bar, 2, 2)

    return Key(text, width, draw)


def line_key(text: str, color: str, width: float, dash: Dash = ()) -> Key:
    """The key of a line."""

    def draw(painter: QPainter, place: QRectF) -> None:
        ends, y = np.array([place.left(), place.right()]), place.center().y()
        draw_line(painter, ends, np.array([y, y]), QColor(color), width, dash)

    return Key(text, 18.0, draw)
