"""A field into which a person types a number, in any of the ways people write numbers."""

import re
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from core.messages import TalwegError

from ..translation import tr_message
from .basic import tabular


def format_number(value: float, digits: int = 6) -> str:
    """Significant digits and true minus signs, without the zeros that Python pads exponents with: 1e−5."""
    return re.sub(r"e\+?(-?)0*", r"e\1", f"{value:.{digits}g}").replace("-", "−")


def parse_number(text: str) -> float:
    """Read 0.5, 0,5, 1e-3, −2 and 1/3; raises ValueError."""
    numerator, slash, denominator = text.replace("−", "-").replace(",", ".").partition("/")
    if not slash:
        return float(numerator)
    try:
        return float(numerator) / float(denominator)
    except ZeroDivisionError:
        raise ValueError(text) from None


class NumberField(QLineEdit):
    """Emits `entered` for a typed number that `check` lets pass; what is refused stays, marked.

    `check(number)` raises TalwegError with the sentence to show. Escape brings back the number that holds.
    """

    entered = Signal(float)
    stepped = Signal(int)

    def __init__(
        self,
        check: Callable[[float], None] = lambda number: None,
        show: Callable[[float], str] = format_number,
        read: Callable[[str], float] = parse_number,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._check, self._show, self._read = check, show, read
        self._number = 0.0
        self._meaning = ""
        self.setProperty("role", "number")
        self.setFont(tabular(self.font()))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.editingFinished.connect(self._finish)

    @property
    def number(self) -> float:
        return self._number

    def set_number(self, number: float) -> None:
        """Show a number; one that is shown already does not interrupt who is typing another."""
        typing = self.isModified() or self.property("error")
        if number != self._number or not typing:
            self._number = number
            self.restore()

    def set_meaning(self, meaning: str) -> None:
        """The tooltip while nothing is wrong."""
        self._meaning = meaning
        if not self.property("error"):
            self.setToolTip(meaning)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}
        if event.key() == Qt.Key.Key_Escape and (self.isModified() or self.property("error")):
            self.restore()
        elif event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def restore(self) -> None:
        """Forget what is being typed."""
        self._mark("")
        if self.text() != (text := self._show(self._number)):
            self.setText(text)
        self.setModified(False)

    def _finish(self) -> None:
        if not self.isModified():
            return
        self.setModified(False)
        try:
            number = self._read(self.text().strip())
        except ValueError:
            self._mark(
                self.tr("“{text}” is not a number; type one such as 0.01 or 1e-3.").format(text=self.text())
            )
            return
        try:
            self._check(number)
        except TalwegError as error:
            self._mark(tr_message(error.message))
            return
        self._number = number
        self.restore()
        self.entered.emit(number)

    def _mark(self, sentence: str) -> None:
        self.setToolTip(sentence or self._meaning)
        self.setAccessibleDescription(sentence or self._meaning)
        if bool(self.property("error")) != bool(sentence):
            self.setProperty("error", bool(sentence))
            self.style().unpolish(self)  # the style sheet asks for the property only when it polishes
            self.style().polish(self)
