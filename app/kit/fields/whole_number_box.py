"""A spin box for whole numbers that says so when it refuses one."""

from PySide6.QtCore import QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QStyle, QStyleOptionSpinBox, QWidget

from ..numbers import parse_number
from ..widgets import shapes
from ..widgets.basic import Role, draw_shape, tabular, theme_color
from .refusal import is_marked, mark


class WholeNumberBox(QDoubleSpinBox):
    """A spin box for whole numbers beyond Qt's 32 bits; emits `chosen` when the number is finished.

    What is refused stays, marked; Escape brings back the number that holds.
    """

    chosen = Signal(object)  # int is 32 bits to Qt

    def __init__(self, low: int, high: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._low, self._high = low, high
        self._refused: str | None = None
        self._meaning = ""
        self.setDecimals(0)
        self.setFixedHeight(28)
        self.setRange(low, high)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFont(tabular(self.font()))
        self.valueChanged.connect(self._emit_entered)

    def set_number(self, number: int) -> None:
        """Show a number, silently; one that holds already does not take away another that was refused."""
        if is_marked(self) and number == self.value():
            return
        with QSignalBlocker(self):
            self.setValue(number)
        self._mark("")

    def set_meaning(self, meaning: str) -> None:
        """The tooltip while nothing is wrong."""
        self._meaning = meaning
        if not is_marked(self):
            self.setToolTip(meaning)

    # Qt would keep digits from being typed, or bring back the old number without a word.

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        state = QValidator.State.Intermediate if self._read(text) is None else QValidator.State.Acceptable
        return state, text, position

    def fixup(self, text: str) -> str:
        self._refused = text
        return text

    def valueFromText(self, text: str) -> float:
        number = self._read(text)
        return self.value() if number is None else number

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.lineEdit().text() != self.textFromValue(self.value()):
            self.setValue(self.value())
            self._mark("")
            return
        self._refused = None
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._refused = None
        if not self.lineEdit().text().strip():  # nothing was said that could be refused
            self.lineEdit().setText(self.textFromValue(self.value()))
            self._mark("")
        super().focusOutEvent(event)
        if self._refused is not None:
            self._finish()

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event) if self.hasFocus() else event.ignore()

    def _read(self, text: str) -> int | None:
        try:
            number = parse_number(text.strip())
        except ValueError:
            return None
        return int(number) if self._low <= number <= self._high and number.is_integer() else None

    def _emit_entered(self, value: float) -> None:
        self._mark("")
        self.chosen.emit(int(value))

    def _finish(self) -> None:
        """Qt has brought the old number back: what was refused is put in its place again."""
        if self._refused is None:
            self._mark("")
            return
        with QSignalBlocker(self.lineEdit()):
            self.lineEdit().setText(self._refused)
        self._mark(
            self.tr("“{text}” is not a whole number from {low} to {high}.").format(
                text=self._refused, low=self._low, high=self._high
            )
        )

    def _mark(self, sentence: str) -> None:
        mark(self, sentence, self._meaning)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionSpinBox()
        self.initStyleOption(option)
        painter = QPainter(self)
        can = self.stepEnabled()
        for part, shape, step in (
            (
                QStyle.SubControl.SC_SpinBoxUp,
                shapes.CHEVRON_UP,
                QAbstractSpinBox.StepEnabledFlag.StepUpEnabled,
            ),
            (
                QStyle.SubControl.SC_SpinBoxDown,
                shapes.CHEVRON_DOWN,
                QAbstractSpinBox.StepEnabledFlag.StepDownEnabled,
            ),
        ):
            place = self.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, part, self)
            color = theme_color(Role.PlaceholderText if can & step else Role.Mid)
            draw_shape(painter, shape, QRectF(place).center(), color, 10)
