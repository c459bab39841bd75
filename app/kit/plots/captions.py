"""Layers of words: rows of keys around a plot, a sentence on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontInfo, QPainter

from .annotations import paint_sentence
from .canvas import Canvas
from .layers import Layer, Stage
from .legend import Key, paint_legend

KEY_ROW = 20.0
"""Pixels that a row of keys takes of a margin."""
_BETWEEN = 8.0


@dataclass(frozen=True, eq=False)
class KeyRow(Layer):
    """Keys from the left and up to the right, above the plot or so many pixels below its area."""

    left: Sequence[Key] = ()
    right: Sequence[Key] = ()
    below: float | None = None

    stage: Stage = "ground"

    def paint(self, canvas: Canvas) -> None:
        canvas.painter.save()
        canvas.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_keys(canvas)
        canvas.painter.restore()

    def _paint_keys(self, canvas: Canvas) -> None:
        area, font = canvas.area, canvas.painter.font()
        top = area.top() - KEY_ROW - 2 if self.below is None else area.bottom() + self.below
        row = QRectF(area.left(), top, area.width(), KEY_ROW)
        if self.left:
            used = paint_legend(canvas.painter, row, self.left, canvas.theme, font)
            row.setLeft(row.left() + used + _BETWEEN)
        paint_legend(canvas.painter, row, self.right, canvas.theme, font, right=True)


@dataclass(frozen=True, eq=False)
class Sentence(Layer):
    """A sentence along the upper edge of the plot, or along the lower one."""

    text: str
    low: bool = False

    def paint(self, canvas: Canvas) -> None:
        area = canvas.area
        clear_of = area.topLeft() if self.low else None
        small, font = canvas.painter.font(), QFont()
        font.setPixelSize(QFontInfo(font).pixelSize())  # else the painter has it as small as the numbers
        paint_sentence(canvas.painter, canvas.theme, font, area, self.text, clear_of)
        canvas.painter.setFont(small)
