"""A slider for one parameter of core: label, slider and a field to type into."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.parameters import Parameter, Switch

from ..numbers import format_number, parse_number
from ..translation import tr_core
from ..widgets.basic import ElidedLabel
from .number_field import NumberField
from .ruler import Ruler
from .slider import Slider

LABEL_WIDTH = 104
FIELD_WIDTH = 80


def parameter_name(parameter: Parameter | Switch) -> str:
    """The parameter's title in the language of the window; a name that a person typed stays as it is."""
    return tr_core(parameter.title) if parameter.title else parameter.name


class ValueSlider(QWidget):
    """Moves one parameter.

    `moved` comes while a person drags, types or presses keys; `released` at the end of a drag, or right
    after any other change.
    """

    moved = Signal(float)
    released = Signal()

    def __init__(
        self,
        parameter: Parameter,
        *,
        labelled: bool = True,
        show: Callable[[float, int], str] = format_number,
        read: Callable[[str], float] = parse_number,
        digits: int = 5,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parameter = parameter
        self._value = parameter.default
        self._obstacle = ""
        self.label = ElidedLabel()
        self.label.setFixedWidth(LABEL_WIDTH)
        if not labelled:
            self.label.hide()
        self.slider = Slider()
        self.slider.setMinimumWidth(64)
        self._rule()
        if parameter.scale == "log_complement":
            digits += 1  # or else 0.999999 would read as 1
        self.field = NumberField(self._check, show, read, digits)
        self.field.setFixedWidth(FIELD_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.label)
        row.addWidget(self.slider, 1)
        row.addWidget(self.field)
        self.setFocusProxy(self.slider)
        self.slider.moved.connect(lambda position: self._move(self._ruler.value(position)))
        self.slider.released.connect(self._release)
        self.slider.double_clicked.connect(self.reset)
        self.field.entered.connect(self._settle)
        self.field.stepped.connect(self._step)
        self.set_value(parameter.default)
        self._retranslate()

    @property
    def parameter(self) -> Parameter:
        return self._parameter

    @property
    def value(self) -> float:
        return self._value

    def set_parameter(self, parameter: Parameter) -> None:
        """Let the slider run over another range, silently."""
        if parameter != self._parameter:
            self._parameter = parameter
            self._rule()
            self._place()
            self._retranslate()

    def set_value(self, value: float) -> None:
        """Show a value, silently; a handle that is being dragged stays under the finger."""
        self._value = value
        self.field.set_number(value)
        if not self.slider.isSliderDown():
            self._place()

    def set_obstacle(self, obstacle: str) -> None:
        """Why it cannot be moved, as its tooltip; empty if it can."""
        if obstacle != self._obstacle:
            self._obstacle = obstacle
            self.setEnabled(not obstacle)
            self._retranslate()

    def reset(self) -> None:
        """Go back to the default, as a change by the user."""
        self._settle(self._parameter.default)

    def sizeHint(self) -> QSize:
        return QSize(240, 24)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.label.geometry().contains(event.position().toPoint()):
            self.reset()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _check(self, value: float) -> None:
        self._parameter.check(value, parameter_name(self._parameter))

    def _rule(self) -> None:
        self._ruler = Ruler(self._parameter)
        positions = self._ruler.positions
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, positions)
        self.slider.setSingleStep(max(1, positions // 100))
        self.slider.setPageStep(max(1, positions // 10))

    def _place(self) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(self._ruler.position(self._value))

    def _move(self, value: float) -> None:
        self._value = value
        self.field.set_number(value)
        self.field.restore()
        self.moved.emit(value)

    def _release(self) -> None:
        self._place()
        self.released.emit()

    def _settle(self, value: float) -> None:
        self._move(value)
        self._release()

    def _step(self, steps: int) -> None:
        self.slider.setValue(self.slider.value() + steps * self.slider.singleStep())

    def _retranslate(self) -> None:
        name, symbol = parameter_name(self._parameter), self._parameter.symbol
        self.label.setText(name if symbol in ("", self._parameter.name) else f"{symbol}  {name}")
        meaning = tr_core(self._parameter.meaning) if self._parameter.meaning else name
        how = self.tr("Double click: back to {default}").format(
            default=format_number(self._parameter.default)
        )
        tip = self._obstacle or f"<b>{name}</b><br>{meaning}<br><small>{how}</small>"
        for part in (self.label, self.slider):
            part.setToolTip(tip)
            part.setAccessibleName(name)
            part.setAccessibleDescription(self._obstacle or meaning)
        self.field.set_meaning(tip)
        self.field.setAccessibleName(self.tr("{name}, as a number").format(name=name))
        self.label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
