"""The sidebar: everything about the experiment that can be changed without touching the network's picture."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from app.kit.run_style import RunStyle
from app.lab.sidebar.rates import AllRates
from app.lab.sidebar.run_list import RunList
from app.lab.sidebar.sidebar import Sidebar
from core.network.experiment import NetworkExperiment

from .data_panel import DataPanel
from .network_panel import NetworkPanel
from .training_panel import TrainingPanel


class NetworkControls(Sidebar):
    """Shows an experiment and says what a person wants changed; for the optimizers' runs, `runs` does.

    What is `moved` follows a drag, and `released` comes at its end or after any change that is no drag. What
    is `chosen` is one change.
    """

    dataset_chosen = Signal(str)
    csv_requested = Signal()
    csv_choice_changed = Signal(object)
    dataset_parameter_moved = Signal(str, float)
    noise_moved = Signal(float)
    samples_chosen = Signal(int)
    validation_moved = Signal(float)
    standardise_chosen = Signal(bool)
    kind_chosen = Signal(str)
    cell_chosen = Signal(str)
    hidden_chosen = Signal(object)
    recurrent_units_chosen = Signal(int)
    filters_chosen = Signal(int)
    activation_chosen = Signal(str)
    initializer_chosen = Signal(str)
    dropout_moved = Signal(float)
    l1_moved = Signal(float)
    l2_moved = Signal(float)
    loss_chosen = Signal(str)
    batch_size_chosen = Signal(int)
    epochs_chosen = Signal(int)
    shuffle_chosen = Signal(bool)
    early_stopping_chosen = Signal(object)
    seed_chosen = Signal(object)
    new_seed_requested = Signal()
    factor_moved = Signal(float)
    released = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.data = DataPanel()
        self.network = NetworkPanel()
        self.training = TrainingPanel()
        self.rates = AllRates(modes=False, labelled=True)
        self.runs = RunList(choosing=True)
        self._data_section = self.add_section(folds=True)
        self._data_section.add(self.data)
        self._network_section = self.add_section(folds=True)
        self._network_section.add(self.network)
        self._training_section = self.add_section(folds=True)
        self._training_section.add(self.rates)
        self._training_section.add(self.training, 4)
        self._runs_section = self.add_section(self.runs.add)
        self._runs_section.add(self.runs)
        self._connect()
        self._retranslate()

    def set_experiment(self, experiment: NetworkExperiment, styles: Sequence[RunStyle], step: int) -> None:
        """Show an experiment, silently; whatever still fits is kept, so that a drag goes on undisturbed."""
        runs = experiment.settings()
        self.data.set_choice(experiment.dataset)
        self.network.set_experiment(experiment)
        self.training.set_experiment(experiment)
        self.rates.set_scalable(any(one.enabled for one in runs))
        self.runs.set_runs(runs, styles, step)

    def set_factor(self, factor: float) -> None:
        """Show by how much all learning rates are scaled."""
        self.rates.set_factor(factor)

    def set_shown_run(self, index: int) -> None:
        """Mark the run whose network is looked at."""
        self.runs.set_shown_run(index)

    def _connect(self) -> None:
        data, network, training = self.data, self.network, self.training
        for inner, outer in (
            (data.dataset_chosen, self.dataset_chosen),
            (data.csv_requested, self.csv_requested),
            (data.csv_choice_changed, self.csv_choice_changed),
            (data.dataset_parameter_moved, self.dataset_parameter_moved),
            (data.noise_moved, self.noise_moved),
            (data.samples_chosen, self.samples_chosen),
            (data.validation_moved, self.validation_moved),
            (data.standardise_chosen, self.standardise_chosen),
            (network.kind_chosen, self.kind_chosen),
            (network.cell_chosen, self.cell_chosen),
            (network.hidden_chosen, self.hidden_chosen),
            (network.recurrent_units_chosen, self.recurrent_units_chosen),
            (network.filters_chosen, self.filters_chosen),
            (network.activation_chosen, self.activation_chosen),
            (network.initializer_chosen, self.initializer_chosen),
            (network.dropout_moved, self.dropout_moved),
            (network.l1_moved, self.l1_moved),
            (network.l2_moved, self.l2_moved),
            (training.loss_chosen, self.loss_chosen),
            (training.batch_size_chosen, self.batch_size_chosen),
            (training.epochs_chosen, self.epochs_chosen),
            (training.shuffle_chosen, self.shuffle_chosen),
            (training.early_stopping_chosen, self.early_stopping_chosen),
            (training.seed_chosen, self.seed_chosen),
            (training.new_seed_requested, self.new_seed_requested),
            (self.rates.factor_moved, self.factor_moved),
            *((part.released, self.released) for part in (data, network, training, self.rates, self.runs)),
        ):
            inner.connect(outer)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._data_section.set_title(self.tr("Data"))
        self._network_section.set_title(self.tr("Network"))
        self._training_section.set_title(self.tr("Training"))
        self._runs_section.set_title(self.tr("Optimizers — same start, same batches"))
        self.runs.describe_fitting(
            self.tr("Use rates that suit these data"),
            self.tr("Give every run a learning rate with which it gets far within 50 epochs"),
        )
