"""A field into which a person types a number, in any of the ways people write numbers."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from core.messages import TalwegError

from ..numbers import format_number, parse_number
from ..translation import tr_message
from ..widgets.basic import tabular
from .refusal import is_marked, mark

_ALL_DIGITS = 12
"""So many tell apart all that people type, and hide the dust of binary fractions."""


class NumberField(QLineEdit):
    """Emits `entered` for a typed number that `check` lets pass; what is refused stays, marked.

    `check(number)` raises TalwegError with the sentence to show. Escape brings back the number that holds.
    It is shown with `digits` significant digits, all of them only to who is in the field or asks for the
    tooltip.
    """

    entered = Signal(float)
    stepped = Signal(int)

    def __init__(
        self,
        check: Callable[[float], None] = lambda number: None,
        show: Callable[[float, int], str] = format_number,
        read: Callable[[str], float] = parse_number,
        digits: int = 5,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._check, self._show, self._read, self._digits = check, show, read, digits
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
        if number != self._number or not self._typing:
            self._number = number
            self.restore()

    def set_meaning(self, meaning: str) -> None:
        """The tooltip while nothing is wrong."""
        self._meaning = meaning
        if not is_marked(self):
            self.setToolTip(self._tip())

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self._typing:
            self._write(self._show(self._number, _ALL_DIGITS))
        super().focusInEvent(event)
        if self.hasSelectedText():  # from the end, so that the beginning is in view
            self.setSelection(len(self.text()), -len(self.text()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self._typing:
            self.restore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}
        if event.key() == Qt.Key.Key_Escape and self._typing:
            self.restore()
        elif event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def restore(self) -> None:
        """Forget what is being typed."""
        self._mark("")
        self._write(self._show(self._number, _ALL_DIGITS if self.hasFocus() else self._digits))
        self.setModified(False)

    @property
    def _typing(self) -> bool:
        return self.isModified() or is_marked(self)

    def _write(self, text: str) -> None:
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)  # of a number that is too long, the end is cut

    def _tip(self) -> str:
        """What the field means, and the whole number where it shows less of it."""
        number = self._show(self._number, _ALL_DIGITS)
        shortened = number != self._show(self._number, self._digits)
        return "<br>".join(filter(None, (number if shortened else "", self._meaning)))

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
        mark(self, sentence, self._tip())
