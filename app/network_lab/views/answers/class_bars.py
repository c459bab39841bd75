"""Paints the probability of every class as a bar."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from app.kit.theme import Theme


def paint_bars(
    painter: QPainter, place: QRectF, row: NDArray[np.float64], label: int, theme: Theme, font: QFont
) -> None:
    """A bar for each class in `row`, its number before it; `label` is the true one.

    The percentage stands behind the true and the most probable class, and behind all that have half a
    percent.
    """
    metrics = QFontMetricsF(font)
    height = min(place.height() / max(len(row), 1), 22.0)
    digit, number = metrics.horizontalAdvance("00") + 4, metrics.horizontalAdvance("100 %") + 4
    track = place.width() - digit - number
    best = int(np.argmax(row))
    words = height >= metrics.height() - 4
    for index, share in enumerate(row):
        top = place.top() + index * height
        line = QRectF(place.left(), top, place.width(), height)
        named = index in (best, label)
        color = theme.accent if index == label else theme.error if index == best else theme.muted
        bar = QRectF(place.left() + digit, top + 0.22 * height, track, 0.56 * height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.grid))
        painter.drawRoundedRect(bar, 2, 2)
        bar.setWidth(max(track * float(share), 0.0))
        painter.setBrush(QColor(color))
        if bar.width() >= 0.5:
            painter.drawRoundedRect(bar, 2, 2)
        if not words:
            continue
        painter.setPen(QColor(theme.text if named else theme.muted))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(index))
        if named or share >= 0.005:
            side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(line, side, f"{100 * float(share):.0f} %")
