"""A titled plot with a sentence below it that says what the plot shows."""

from collections.abc import Callable

from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QWidget

from ..plots.content import PlotContent
from ..widgets.sentence import Sentence
from .plot_panel import PlotPanel

_LEAST = 175
"""With less height than this the sentence gives way to the plot."""


class CaptionedPanel(PlotPanel):
    """Keeps room for a `sentence` of two lines or more, where there is enough."""

    def __init__(self, declare: Callable[[], PlotContent], parent: QWidget | None = None) -> None:
        super().__init__(declare, parent)
        self.sentence = Sentence()
        small = QFont(self.font())
        small.setPixelSize(12)
        self.sentence.setFont(small)
        self.column.addWidget(self.sentence)

    def tell(self, sentence: str, color: str) -> None:
        """Say it, also to who cannot see the picture."""
        self.picture.setAccessibleDescription(sentence)
        self.sentence.setToolTip(sentence)
        self.sentence.set_text(sentence, color)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sentence.setVisible(self.height() >= _LEAST)
