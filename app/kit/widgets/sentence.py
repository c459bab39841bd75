"""A verdict in words, below a picture or a table."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QSizePolicy


class Sentence(QLabel):
    """Coloured up to its colon; room for two lines is kept: nothing jumps."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_text(self, sentence: str, color: str) -> None:
        """Say something, with the colour of what comes before the colon."""
        lead, colon, rest = sentence.partition(":")
        text = f'<span style="color:{color}; font-weight:600">{lead}{colon}</span>{rest}' if sentence else ""
        if text != self.text():
            self.setText(text)

    def sizeHint(self) -> QSize:
        return QSize(0, 2 * QFontMetrics(self.font()).lineSpacing() + 2)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(super().heightForWidth(width), self.sizeHint().height())
