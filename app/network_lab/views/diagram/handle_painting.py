"""Paints the buttons by which layers and neurons are added and taken away."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from app.kit.theme import Theme
from app.kit.widgets import shapes
from app.kit.widgets.basic import draw_shape

from .layout import Handle
from .places import TOUCH

_FAINT, _CLEAR = 0.5, 1.0
_SIGNS = {"add": shapes.PLUS, "more": shapes.PLUS, "fewer": shapes.MINUS, "remove": shapes.CROSS}


def paint(
    painter: QPainter, theme: Theme, handles: Sequence[Handle], pointer: QPointF | None, near: int
) -> None:
    """All handles; the one below the pointer and those of the layer `near` are clear, the others faint."""
    for handle in handles:
        pointed = pointer is not None and handle.rect.adjusted(-TOUCH, -TOUCH, TOUCH, TOUCH).contains(pointer)
        clear = pointed or (handle.layer >= 0 and handle.layer == near)
        painter.setOpacity(_CLEAR if clear else _FAINT)
        if pointed or handle.kind == "add":
            painter.setPen(QPen(QColor(theme.accent if pointed else theme.muted), 1.0))
            painter.setBrush(QColor(theme.raised if pointed else theme.window))
            painter.drawEllipse(handle.rect.adjusted(1.5, 1.5, -1.5, -1.5))
        color = QColor(theme.text if clear else theme.muted)
        draw_shape(painter, _SIGNS[handle.kind], handle.rect.center(), color, 10)
    painter.setOpacity(1.0)
