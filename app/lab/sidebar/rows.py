"""Rows of a sidebar: a label and what it names, in the columns of the sliders."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.experiment import LARGEST_SEED

from ...kit.fields.value_slider import LABEL_WIDTH
from ...kit.fields.whole_number_box import WholeNumberBox
from ...kit.widgets import shapes
from ...kit.widgets.basic import ElidedLabel, IconButton


class Row(QWidget):
    """A label and a control; further widgets stand behind it."""

    def __init__(self, control: QWidget, *others: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._control = control
        self.label = ElidedLabel()
        self.label.setFixedWidth(LABEL_WIDTH)
        self.label.setBuddy(control)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.label)
        row.addWidget(control, 1)
        for widget in others:
            row.addWidget(widget)

    def describe(self, name: str, meaning: str) -> None:
        """The label, which is the control's name too, and the tooltip of both."""
        self.label.setText(name)
        self.label.setToolTip(f"<b>{name}</b><br>{meaning}")
        self._control.setAccessibleName(name)
        if isinstance(self._control, WholeNumberBox):
            self._control.set_meaning(meaning)
        else:
            self._control.setToolTip(meaning)


class SeedRow(Row):
    """The seed of an experiment, and a dice that throws another."""

    seed_chosen = Signal(object)  # an int of more bits than Qt gives one
    new_seed_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        box, dice = WholeNumberBox(0, LARGEST_SEED), IconButton(shapes.DICE, 16)
        super().__init__(box, dice, parent=parent)
        self.box, self.dice = box, dice
        self.dice.setFixedSize(28, 28)
        self.box.chosen.connect(self.seed_chosen)
        self.dice.clicked.connect(lambda: self.new_seed_requested.emit())

    def describe(self, name: str, meaning: str) -> None:
        super().describe(name, meaning)
        self.dice.describe(self.tr("New seed"), self.tr("Throw the dice: another seed"))
