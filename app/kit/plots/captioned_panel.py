"""Panels that say in a sentence below their picture what it shows."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QWidget

from ..widgets.sentence import Sentence
from .panel import Panel

_LEAST = 175
"""With less height than this the sentence gives way to the picture."""


class CaptionedPanel(Panel):
    """Keeps room for a `sentence` of two lines or more, where there is enough."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = Sentence()
        small = QFont(self.font())
        small.setPixelSize(12)
        self.sentence.setFont(small)
        self.column.addWidget(self.sentence)

    def tell(self, sentence: str, color: str) -> None:
        """Say it, also to who cannot see the picture."""
        self.setAccessibleDescription(sentence)
        self.sentence.setToolTip(sentence)
        self.sentence.set_text(sentence, color)

    @property
    def body(self) -> QRectF:
        body = super().body
        if not self.sentence.isHidden():
            body.setBottom(max(self.sentence.y() - self.column.spacing(), body.top() + 1))
        return body

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sentence.setVisible(self.height() >= _LEAST)
