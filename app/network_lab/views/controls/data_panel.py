"""Which data: one of the catalogue with its parameters, or a file of the user's."""

import msgspec
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.kit.fields.choices import Choices
from app.kit.fields.value_slider import ValueSlider
from app.kit.numbers import parse_number
from app.kit.translation import tr_core
from app.kit.widgets.basic import CheckBox, Option
from core.data.catalogue import DATASETS
from core.data.dataset import Dataset
from core.network.dataset_choice import CSV, INLINE, DatasetChoice
from core.network.parameters import SAMPLES, VALIDATION_FRACTION
from core.parameters import Parameter

from .csv_fields import CsvFields


class DataPanel(QWidget):
    """Shows the data set's choice and says what a person wants changed."""

    dataset_chosen = Signal(str)
    csv_requested = Signal()
    csv_choice_changed = Signal(object)
    dataset_parameter_moved = Signal(str, float)
    noise_moved = Signal(float)
    samples_chosen = Signal(int)
    validation_moved = Signal(float)
    standardise_chosen = Signal(bool)
    released = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice: DatasetChoice | None = None
        self._parameters: tuple[Parameter, ...] = ()
        self.sliders: dict[str, ValueSlider] = {}
        self.chooser = Choices(_groups())
        self.meaning, self.source = QLabel(), QLabel()
        self.meaning.setProperty("role", "muted")
        self.source.setProperty("role", "small")
        for label in (self.meaning, self.source):
            label.setWordWrap(True)
            label.setContentsMargins(0, 4, 0, 4)
        self.csv = CsvFields()
        self.csv.setContentsMargins(0, 4, 0, 4)
        self.noise = ValueSlider(next(iter(DATASETS.values())).noise)
        self.samples = ValueSlider(SAMPLES)
        self.validation = ValueSlider(VALIDATION_FRACTION, show=_percent, read=_share)
        self.standardise = CheckBox()
        self._own = QVBoxLayout()
        self._own.setContentsMargins(0, 0, 0, 0)
        self._own.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for top in (self.chooser, self.meaning, self.source, self.csv):
            column.addWidget(top)
        column.addLayout(self._own)
        for row in (self.noise, self.samples, self.validation, self.standardise):
            column.addWidget(row)
        self._connect()
        self._retranslate()

    def set_choice(self, choice: DatasetChoice) -> None:
        """Show a choice, silently."""
        known = DATASETS.get(choice.name)
        if self._choice is None or choice.name != self._choice.name:
            self._choice = choice
            self.chooser.set_offered(INLINE, choice.name == INLINE)
            self._describe(known)
        self._choice = choice
        self.chooser.set_choice(choice.name)
        self._make_sliders(known.parameters if known else ())
        self.csv.setVisible(choice.name == CSV)
        if choice.name == CSV:
            self.csv.set_choice(choice)
        self.noise.setVisible(known is not None)
        self.samples.setVisible(known is not None)
        if known is not None:
            values = choice.values()
            for name, slider in self.sliders.items():
                slider.set_value(values[name])
            self.noise.set_parameter(known.noise)
            self.noise.set_value(known.noise.default if choice.noise is None else choice.noise)
            self.samples.set_parameter(_samples_of(known))
            self.samples.set_value(known.count(choice.samples))
        self.validation.set_value(choice.validation_fraction)
        self.standardise.setChecked(choice.standardise)

    def _connect(self) -> None:
        self.chooser.chosen.connect(self._choose)
        self.csv.changed.connect(self.csv_choice_changed)
        self.csv.file_requested.connect(self.csv_requested)
        self.noise.moved.connect(self.noise_moved)
        self.validation.moved.connect(self.validation_moved)
        self.samples.released.connect(lambda: self.samples_chosen.emit(round(self.samples.value)))
        for slider in (self.noise, self.samples, self.validation):
            slider.released.connect(self.released)
        self.standardise.clicked.connect(self.standardise_chosen)

    def _choose(self, name: str) -> None:
        if self._choice is not None:
            self.chooser.set_choice(self._choice.name)  # what is asked for need not come
        if name == CSV:
            self.csv_requested.emit()
        elif name != INLINE:
            self.dataset_chosen.emit(name)

    def _make_sliders(self, parameters: tuple[Parameter, ...]) -> None:
        if parameters == self._parameters:
            return
        self._parameters = parameters
        for old in self.sliders.values():
            old.hide()
            self._own.removeWidget(old)
            old.deleteLater()
        self.sliders = {}
        before: QWidget = self.chooser
        for parameter in parameters:
            slider = ValueSlider(parameter)
            slider.moved.connect(
                lambda value, name=parameter.name: self.dataset_parameter_moved.emit(name, value)
            )
            slider.released.connect(self.released)
            self.sliders[parameter.name] = slider
            self._own.addWidget(slider)
            QWidget.setTabOrder(before, slider)
            before = slider

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _describe(self, known: Dataset | None) -> None:
        self.meaning.setText(tr_core(known.meaning) if known else "")
        self.meaning.setVisible(known is not None)
        measured = known is not None and bool(known.source)
        self.source.setVisible(measured)
        if known is not None and measured:
            text = self.tr("Source: {source}. License: {license}.")
            self.source.setText(text.format(source=tr_core(known.source), license=tr_core(known.license)))

    def _retranslate(self) -> None:
        own = (
            Option(
                INLINE, self.tr("Data of the file"), self.tr("The samples stand in the experiment's file")
            ),
            Option(CSV, self.tr("Your CSV file …"), self.tr("A table of your own, with a header or without")),
        )
        self.chooser.set_texts(
            [*(Option(d.name, tr_core(d.title), tr_core(d.meaning)) for d in DATASETS.values()), *own],
            {
                "plane": self.tr("Classes in the plane"),
                "functions": self.tr("Functions"),
                "sequences": self.tr("Sequences"),
                "measured": self.tr("Real data"),
                "own": self.tr("Your data"),
            },
        )
        self.chooser.setAccessibleName(self.tr("Data set"))
        self.standardise.setText(self.tr("standardise inputs"))
        self.standardise.setToolTip(
            self.tr("Scale every input to mean 0 and deviation 1, as seen in the training samples")
        )
        self._describe(DATASETS.get(self._choice.name) if self._choice else None)


def _groups() -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {"plane": [], "functions": [], "sequences": [], "measured": []}
    for dataset in DATASETS.values():
        groups[_group(dataset)].append(dataset.name)
    return {**groups, "own": [INLINE, CSV]}


def _group(dataset: Dataset) -> str:
    if dataset.available is not None:
        return "measured"
    if dataset.sequence:
        return "sequences"
    return "functions" if dataset.task == "regression" else "plane"


def _samples_of(dataset: Dataset) -> Parameter:
    """Measured data have no more samples than were measured."""
    if dataset.available is None:
        return SAMPLES
    most = min(dataset.available, int(SAMPLES.high))
    return msgspec.structs.replace(SAMPLES, high=most, default=min(most, SAMPLES.default))


def _percent(share: float, digits: int) -> str:
    return f"{round(100 * share, max(digits - 2, 0)):g} %"


def _share(text: str) -> float:
    """Read 25 %, 25 and 0.25; raises ValueError."""

    number = parse_number(text.removesuffix("%").strip())
    return number / 100 if text.endswith("%") or number > 1 else number
