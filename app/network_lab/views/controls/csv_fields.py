"""What is learned from a CSV file: which columns are features, which is the target, and of what kind."""

import os

import msgspec
from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.kit.translation import tr_message
from app.kit.widgets.basic import CheckBox, Chooser, ElidedLabel, Option, SegmentedChoice
from app.lab.sidebar.rows import Row
from core.data import csv_file
from core.data.csv_samples import CsvSamples
from core.data.csv_table import CsvTable
from core.messages import TalwegError
from core.network.dataset_choice import DatasetChoice

_MOST_ROWS = 6
"""So many features are in view; the others are scrolled."""


class CsvFields(QWidget):
    """Shows the choice of columns; `changed` has the choice as a person wants it."""

    changed = Signal(object)
    file_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice: DatasetChoice | None = None
        self._table: CsvTable | None = None
        self._names: tuple[str, ...] = ()
        self.file = ElidedLabel()
        self.other = QPushButton()
        self.other.setProperty("role", "small")
        self.error = QLabel()
        self.error.setProperty("role", "error")
        self.error.setWordWrap(True)
        self.target = Chooser()
        self.task = SegmentedChoice(("classification", "regression"))
        self.features: dict[str, CheckBox] = {}
        self._target_row, self._task_row = Row(self.target), Row(self.task)
        self._features_label = QLabel()
        self._boxes = QVBoxLayout()
        self._boxes.setContentsMargins(8, 4, 0, 4)
        self._boxes.setSpacing(0)
        self._list = self._make_list()
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.file, 1)
        head.addWidget(self.other)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        for row in (self.error, self._target_row, self._task_row, self._features_label, self._list):
            column.addWidget(row)
        self.other.clicked.connect(lambda: self.file_requested.emit())
        self.target.activated.connect(lambda index: self._choose_target(self.target.itemData(index)))
        self.task.chosen.connect(lambda task: self._want(task=task))
        self._retranslate()

    def set_choice(self, choice: DatasetChoice) -> None:
        """Show what is chosen of the file at `choice.path`, silently; or why it cannot be read."""
        self._choice = choice
        path = choice.path or ""
        self.file.setText(os.path.basename(path))
        self.file.setToolTip(path)
        try:
            table, chosen = csv_file.read(path), choice.table()
        except TalwegError as error:
            self._show_error(tr_message(error.message))
            return
        self._show_error("")
        if table is not self._table:
            self._table = table
            self._list_columns(table)
        self._show_chosen(chosen)

    def _show_error(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        for row in (self._target_row, self._task_row, self._features_label, self._list):
            row.setVisible(not sentence)

    def _show_chosen(self, chosen: CsvSamples) -> None:
        with QSignalBlocker(self.target):
            self.target.setCurrentIndex(self.target.findData(chosen.target))
        self.task.set_choice(chosen.task)
        self._names = chosen.feature_names
        for name, box in self.features.items():
            box.setChecked(name in chosen.feature_names)
            box.setVisible(name != chosen.target)
        self._describe()

    # What a person wants ----------------------------------------------------------------------------------

    def _choose_target(self, name: str) -> None:
        given = self._choice.features if self._choice is not None else None
        features = None if given is None else tuple(one for one in given if one != name) or None
        self._want(target=name, features=features, task=None)

    def _tick(self) -> None:
        ticked = (name for name, box in self.features.items() if box.isChecked() and not box.isHidden())
        self._want(features=tuple(ticked))

    def _want(self, **fields: object) -> None:
        if self._choice is not None:
            self.changed.emit(msgspec.structs.replace(self._choice, **fields))
            self.set_choice(self._choice)  # if it was refused, what was clicked goes back

    # Words and rows ---------------------------------------------------------------------------------------

    def _make_list(self) -> QScrollArea:
        inside = QWidget()
        inside.setLayout(self._boxes)
        made = QScrollArea()
        made.setProperty("role", "list")
        made.setWidgetResizable(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setWidget(inside)
        for part in (made.viewport(), inside):  # the frame has round corners
            part.setAutoFillBackground(False)
        return made

    def _list_columns(self, table: CsvTable) -> None:
        with QSignalBlocker(self.target):
            self.target.clear()
            for column in table.columns:
                self.target.addItem(column.name, column.name)
        for box in self.features.values():
            box.hide()
            self._boxes.removeWidget(box)
            box.deleteLater()
        self.features = {}
        for column in table.columns:
            box = CheckBox(column.name)
            box.setEnabled(column.kind == "number")
            box.clicked.connect(self._tick)
            self._boxes.addWidget(box)
            self.features[column.name] = box
        height = box.sizeHint().height() if self.features else 0
        self._list.setFixedHeight(height * min(len(self.features) - 1, _MOST_ROWS) + 10)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _describe(self) -> None:
        self._features_label.setText(self.tr("features ({number})").format(number=len(self._names)))
        for box in self.features.values():
            box.setToolTip(
                self.tr("Let the network see this column")
                if box.isEnabled()
                else self.tr("This column holds text; a network reads numbers only")
            )

    def _retranslate(self) -> None:
        self.file.setAccessibleName(self.tr("CSV file"))
        self.other.setText(self.tr("Other file …"))
        self.other.setToolTip(self.tr("Read another CSV file"))
        self._target_row.describe(self.tr("target"), self.tr("The column that the network learns to predict"))
        self._task_row.describe(
            self.tr("it holds"), self.tr("Whether the target says to which class a row belongs, or how much")
        )
        self.task.set_texts(
            (
                Option("classification", self.tr("classes"), self.tr("Every different value is a class")),
                Option("regression", self.tr("numbers"), self.tr("The value is a number to come close to")),
            )
        )
        self._features_label.setToolTip(self.tr("The columns that the network sees"))
        self._describe()
