"""The hidden layers as a row of numbers that are changed, added and taken away."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.kit.fields.number_field import NumberField
from app.kit.widgets import shapes
from app.kit.widgets.basic import IconButton, Role
from core.messages import tr_noop
from core.network.network_choice import MOST_LAYERS, MOST_UNITS
from core.parameters import Parameter

UNITS = Parameter(
    name="units",
    title=tr_noop("core", "units"),
    symbol="",
    default=16,
    low=1,
    high=MOST_UNITS,
    at_least=1,
    at_most=MOST_UNITS,
    whole=True,
)
_CHIP = 46
"""So wide that the most layers stand side by side in a sidebar."""


class LayerChips(QWidget):
    """Shows the units of every hidden layer; `chosen` has the whole tuple as a person wants it."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hidden: tuple[int, ...] = ()
        self._enter_next = False
        self.chips: list[_Chip] = []
        self.label = QLabel()
        self.add = QPushButton()
        self.add.setProperty("role", "small")
        self.add.clicked.connect(self._add)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.label, 1)
        head.addWidget(self.add)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._row)
        self._retranslate()

    def set_hidden(self, hidden: tuple[int, ...]) -> None:
        """Show the layers, silently; chips that are there stay, so that typing goes on."""
        self._hidden = hidden
        while len(self.chips) < len(hidden):
            self._append()
        while len(self.chips) > len(hidden):
            chip = self.chips.pop()
            chip.hide()
            self._row.removeWidget(chip)
            chip.deleteLater()
        for chip, units in zip(self.chips, hidden, strict=True):
            chip.field.set_number(units)
        self.add.setEnabled(len(hidden) < MOST_LAYERS)
        self._explain_add()
        if self._enter_next and self.chips:
            self.chips[-1].field.setFocus(Qt.FocusReason.TabFocusReason)
        self._enter_next = False

    def _append(self) -> None:
        chip = _Chip(len(self.chips))
        chip.field.entered.connect(lambda number: self._change(chip.index, round(number)))
        chip.field.stepped.connect(lambda steps: self._step(chip.index, steps))
        chip.cross.clicked.connect(lambda: self._remove(chip.index))
        self._row.insertWidget(len(self.chips), chip)
        QWidget.setTabOrder(self.chips[-1].cross if self.chips else self.add, chip.field)
        QWidget.setTabOrder(chip.field, chip.cross)
        self.chips.append(chip)

    def _add(self) -> None:
        self._enter_next = True
        units = self._hidden[-1] if self._hidden else int(UNITS.default)
        self.chosen.emit((*self._hidden, units))

    def _change(self, index: int, units: int) -> None:
        self.chosen.emit((*self._hidden[:index], units, *self._hidden[index + 1 :]))

    def _step(self, index: int, steps: int) -> None:
        self._change(index, min(max(self._hidden[index] + steps, 1), MOST_UNITS))

    def _remove(self, index: int) -> None:
        self.chosen.emit(self._hidden[:index] + self._hidden[index + 1 :])

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.label.setText(self.tr("hidden layers"))
        self.label.setToolTip(self.tr("How many units every layer between inputs and output has"))
        self.add.setText(self.tr("+ layer"))
        self._explain_add()

    def _explain_add(self) -> None:
        self.add.setToolTip(
            self.tr("Add a hidden layer before the output")
            if self.add.isEnabled()
            else self.tr("At most {most} hidden layers can be drawn and trained").format(most=MOST_LAYERS)
        )


class _Chip(QFrame):
    """The units of one layer, and a cross that takes it away."""

    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index
        self.setProperty("role", "chip")
        self.setFixedSize(_CHIP, 28)
        self.field = NumberField(lambda number: UNITS.check(number, self._name))
        self.field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.cross = IconButton(shapes.CROSS, 9)
        self.cross.setFixedSize(17, 22)
        self.cross.set_color_role(Role.PlaceholderText)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 1, 1, 1)
        row.setSpacing(0)
        row.addWidget(self.field, 1)
        row.addWidget(self.cross)
        self._retranslate()

    @property
    def _name(self) -> str:
        return self.tr("hidden layer {number}").format(number=self.index + 1)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.field.setAccessibleName(self.tr("Units of {layer}").format(layer=self._name))
        self.field.set_meaning(
            self.tr("How many units {layer} has; arrow keys change it").format(layer=self._name)
        )
        self.cross.describe(
            self.tr("Remove {layer}").format(layer=self._name), self.tr("Take this layer out of the network")
        )
