"""The symbols that runs and samples are marked with, around the origin and one wide."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform

Symbol = Literal["o", "t1", "s", "d", "p", "star", "x", "+"]

_CORNERS = {
    "t1": ((-0.5, 0.5), (0, -0.5), (0.5, 0.5)),
    "d": ((0, -0.5), (-0.4, 0), (0, 0.5), (0.4, 0)),
    "p": ((0, -0.5), (-0.4755, -0.1545), (-0.2939, 0.4045), (0.2939, 0.4045), (0.4755, -0.1545)),
    "star": (
        (0, -0.5), (-0.1123, -0.1545), (-0.4755, -0.1545), (-0.1816, 0.059), (-0.2939, 0.4045),
        (0, 0.1910), (0.2939, 0.4045), (0.1816, 0.059), (0.4755, -0.1545), (0.1123, -0.1545),
    ),
    "+": (
        (-0.5, -0.1), (-0.5, 0.1), (-0.1, 0.1), (-0.1, 0.5), (0.1, 0.5), (0.1, 0.1),
        (0.5, 0.1), (0.5, -0.1), (0.1, -0.1), (0.1, -0.5), (-0.1, -0.5), (-0.1, -0.1),
    ),
}  # fmt: skip


def _made(symbol: Symbol) -> QPainterPath:
    path = QPainterPath()
    if symbol == "o":
        path.addEllipse(QRectF(-0.5, -0.5, 1, 1))
    elif symbol == "s":
        path.addRect(QRectF(-0.5, -0.5, 1, 1))
    elif symbol == "x":
        path = QTransform().rotate(45).map(_made("+"))
    else:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in _CORNERS[symbol]]))
        path.closeSubpath()
    return path


SYMBOLS: dict[str, QPainterPath] = {
    symbol: _made(symbol) for symbol in ("o", "t1", "s", "d", "p", "star", "x", "+")
}
