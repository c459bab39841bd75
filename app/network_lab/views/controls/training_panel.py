"""How it is trained: loss, batches, epochs, early stopping, seed."""

import msgspec
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.kit.fields.choices import Choices
from app.kit.fields.value_slider import ValueSlider
from app.kit.fields.whole_number_box import WholeNumberBox
from app.kit.translation import tr_core
from app.kit.widgets.basic import CheckBox, Option
from app.lab.sidebar.rows import Row, SeedRow
from core.data.samples import training_count
from core.network import edits as network_edits
from core.network.early_stopping import MONITORS, EarlyStopping
from core.network.experiment import NetworkExperiment
from core.network.losses import LOSSES
from core.network.parameters import BATCH_SIZE, MIN_DELTA, MOST_EPOCHS

from .unavailable_choices import UnavailableChoices, asked_by_data

FIRST_STOPPING = EarlyStopping(patience=10, restore_best_weights=True)
"""What a person finds who switches early stopping on."""


class TrainingPanel(QWidget):
    """Shows how the network is trained and says what a person wants changed."""

    loss_chosen = Signal(str)
    batch_size_chosen = Signal(int)
    epochs_chosen = Signal(int)
    shuffle_chosen = Signal(bool)
    early_stopping_chosen = Signal(object)
    seed_chosen = Signal(object)
    new_seed_requested = Signal()
    released = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._obstacles = UnavailableChoices(list(LOSSES), network_edits.with_loss)
        self._loss = ""
        self.loss = Choices(list(LOSSES))
        self.meaning = QLabel()
        self.meaning.setProperty("role", "small")
        self.meaning.setWordWrap(True)
        self.batch_size = ValueSlider(BATCH_SIZE)
        self.epochs = WholeNumberBox(1, MOST_EPOCHS)
        self.epochs.setStepType(WholeNumberBox.StepType.AdaptiveDecimalStepType)
        self.shuffle = CheckBox()
        self.early = _EarlyStopping()
        self.seed = SeedRow()
        self._loss_row, self._epochs_row = Row(self.loss), Row(self.epochs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for row in (
            *(self._loss_row, self.meaning, self.batch_size, self._epochs_row),
            *(self.seed, self.shuffle, self.early),
        ):
            column.addWidget(row)
        column.insertSpacing(column.indexOf(self.batch_size), 4)
        self._connect()
        self._retranslate()

    def set_experiment(self, experiment: NetworkExperiment) -> None:
        """Show how the experiment is trained, silently."""
        self._loss = experiment.loss
        self.loss.set_choice(experiment.loss)
        self._obstacles.ask(experiment)
        self.loss.set_obstacles(self._obstacles.sentences())
        self._count_samples(experiment)
        self._describe_loss()
        self.batch_size.set_value(experiment.batch_size)
        self.epochs.set_number(experiment.epochs)
        self.shuffle.setChecked(experiment.shuffle)
        self.seed.box.set_number(experiment.seed)
        self.early.set_stopping(experiment.early_stopping)

    def _count_samples(self, experiment: NetworkExperiment) -> None:
        wanted = asked_by_data(experiment)
        if wanted is None:
            return
        training = training_count(wanted.samples, experiment.dataset.validation_fraction)
        self.batch_size.set_parameter(
            msgspec.structs.replace(BATCH_SIZE, high=max(training, 2), default=min(training, 32))
        )
        self.early.set_validated(training < wanted.samples)

    def _connect(self) -> None:
        self.loss.chosen.connect(self.loss_chosen)
        self.batch_size.released.connect(lambda: self.batch_size_chosen.emit(round(self.batch_size.value)))
        self.batch_size.released.connect(self.released)
        self.epochs.chosen.connect(lambda epochs: self.epochs_chosen.emit(epochs))
        self.shuffle.clicked.connect(self.shuffle_chosen)
        self.early.chosen.connect(self.early_stopping_chosen)
        self.early.released.connect(self.released)
        self.seed.seed_chosen.connect(self.seed_chosen)
        self.seed.new_seed_requested.connect(self.new_seed_requested)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _describe_loss(self) -> None:
        self.meaning.setText(tr_core(LOSSES[self._loss].meaning) if self._loss else "")

    def _retranslate(self) -> None:
        self._loss_row.describe(self.tr("loss"), self.tr("What training makes as small as it can"))
        self.loss.set_texts(
            [Option(one.name, tr_core(one.title), tr_core(one.meaning)) for one in LOSSES.values()]
        )
        self.loss.set_obstacles(self._obstacles.sentences())
        self._describe_loss()
        self._epochs_row.describe(
            self.tr("epochs"), self.tr("How often training goes through all samples before it ends")
        )
        self.shuffle.setText(self.tr("shuffle every epoch"))
        self.shuffle.setToolTip(self.tr("Draw other batches in every epoch, so that no order is learned"))
        self.seed.describe(
            self.tr("seed"),
            self.tr("The number all randomness comes from: data, initial weights, batches and dropout"),
        )


class _EarlyStopping(QWidget):
    """On or off, and what it goes by."""

    chosen = Signal(object)
    released = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._stopping: EarlyStopping | None = None
        self._validated = True
        self.switch = CheckBox()
        self.monitor = Choices(MONITORS)
        self.patience = WholeNumberBox(0, MOST_EPOCHS)
        self.min_delta = ValueSlider(MIN_DELTA)
        self.restore = CheckBox()
        self._monitor_row, self._patience_row = Row(self.monitor), Row(self.patience)
        self._details = QWidget()
        details = QVBoxLayout(self._details)
        details.setContentsMargins(0, 0, 0, 0)
        details.setSpacing(4)
        for row in (self._monitor_row, self._patience_row, self.min_delta, self.restore):
            details.addWidget(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.switch)
        column.addWidget(self._details)
        self.switch.clicked.connect(self._switch)
        self.monitor.chosen.connect(lambda monitor: self._change(monitor=monitor))
        self.patience.chosen.connect(lambda patience: self._change(patience=patience))
        self.min_delta.released.connect(lambda: self._change(min_delta=self.min_delta.value))
        self.min_delta.released.connect(self.released)
        self.restore.clicked.connect(lambda on: self._change(restore_best_weights=on))
        self._retranslate()

    def set_stopping(self, stopping: EarlyStopping | None) -> None:
        self._stopping = stopping
        self.switch.setChecked(stopping is not None)
        self._details.setVisible(stopping is not None)
        if stopping is not None:
            self.monitor.set_choice(stopping.monitor)
            self.patience.set_number(stopping.patience)
            self.min_delta.set_value(stopping.min_delta)
            self.restore.setChecked(stopping.restore_best_weights)

    def set_validated(self, validated: bool) -> None:
        """Whether samples are held back to validate."""
        self._validated = validated
        self._explain()

    def _switch(self, on: bool) -> None:
        if not on:
            self.chosen.emit(None)
        elif self._validated:
            self.chosen.emit(FIRST_STOPPING)
        else:
            self.chosen.emit(msgspec.structs.replace(FIRST_STOPPING, monitor="loss"))

    def _change(self, **fields: object) -> None:
        if self._stopping is not None:
            self.chosen.emit(msgspec.structs.replace(self._stopping, **fields))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _explain(self) -> None:
        nothing = self.tr("No samples are held back to validate: raise the validation share")
        hidden = {} if self._validated else {"val_loss": nothing, "val_metric": nothing}
        self.monitor.set_obstacles(hidden)

    def _retranslate(self) -> None:
        self.switch.setText(self.tr("early stopping"))
        self.switch.setToolTip(self.tr("End a run when what is watched has not become better for a while"))
        self.monitor.set_texts(
            (
                Option("loss", self.tr("training loss"), self.tr("It hardly ever stops early")),
                Option(
                    "metric", self.tr("training metric"), self.tr("Accuracy or R² on the training samples")
                ),
                Option("val_loss", self.tr("validation loss"), self.tr("Rises when the network overfits")),
                Option(
                    "val_metric",
                    self.tr("validation metric"),
                    self.tr("Accuracy or R² on samples it never saw"),
                ),
            )
        )
        self._monitor_row.describe(self.tr("watches"), self.tr("The value that has to become better"))
        self._patience_row.describe(
            self.tr("patience"), self.tr("For how many epochs it may fail to become better")
        )
        self.restore.setText(self.tr("restore best weights"))
        self.restore.setToolTip(self.tr("At the end, go back to the weights of the best epoch"))
        self._explain()
