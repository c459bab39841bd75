"""The sidebar: everything about the experiment that can be changed without touching the map."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from core.run_settings import MOST_STEPS
from core.surface.catalogue.surface import Surface
from core.surface.experiment import GRADIENT_NOISE, SurfaceExperiment

from ...kit.fields.value_slider import ValueSlider
from ...kit.fields.whole_number_box import WholeNumberBox
from ...kit.run_style import RunStyle
from ...lab.sidebar.rates import AllRates
from ...lab.sidebar.rows import Row, SeedRow
from ...lab.sidebar.run_list import RunList
from ...lab.sidebar.sidebar import Sidebar
from .surface_panel import SurfacePanel


class Controls(Sidebar):
    """Shows an experiment and says what a person wants changed; for the optimizers' runs, `runs` does.

    `released` follows when a drag ends or a change that is no drag is made: the moment for a step of undo.
    """

    surface_chosen = Signal(str)
    formula_edited = Signal(str)
    domain_edited = Signal(object)
    parameter_moved = Signal(str, float)
    factor_moved = Signal(float)
    mode_chosen = Signal(str)
    steps_chosen = Signal(int)
    noise_moved = Signal(float)
    seed_chosen = Signal(object)
    new_seed_requested = Signal()
    released = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.surface = SurfacePanel()
        self.rates = AllRates(modes=True)
        self.runs = RunList()
        self.steps = WholeNumberBox(1, MOST_STEPS)
        self.steps.setStepType(WholeNumberBox.StepType.AdaptiveDecimalStepType)
        self.noise = ValueSlider(GRADIENT_NOISE)
        self.seed = SeedRow()
        self._steps_row = Row(self.steps)

        self._surface_section = self.add_section()
        self._surface_section.add(self.surface)
        self._rates_section = self.add_section()
        self._rates_section.add(self.rates)
        self._runs_section = self.add_section(self.runs.add)
        self._runs_section.add(self.runs)
        self._run_section = self.add_section()
        self._run_section.add(self._steps_row)
        self._run_section.add(self.noise, 4)
        self._run_section.add(self.seed, 4)
        self._connect()
        self._retranslate()

    def set_experiment(
        self,
        experiment: SurfaceExperiment,
        surface: Surface,
        styles: Sequence[RunStyle],
        cursor: int,
        mode: str,
    ) -> None:
        """Show an experiment, silently; whatever still fits is kept, so that a drag goes on undisturbed."""
        runs = experiment.settings()
        self.surface.set_surface(surface, experiment.surface, experiment.surface.values())
        self.rates.set_mode(mode)
        self.rates.set_scalable(any(one.enabled for one in runs))
        self.runs.set_runs(runs, styles, cursor)
        self.steps.set_number(experiment.steps)
        self.seed.box.set_number(experiment.seed)
        self.noise.set_value(experiment.gradient_noise)

    def set_factor(self, factor: float) -> None:
        """Show by how much all learning rates are scaled."""
        self.rates.set_factor(factor)

    def _connect(self) -> None:
        self.surface.surface_chosen.connect(self.surface_chosen)
        self.surface.formula_edited.connect(self.formula_edited)
        self.surface.domain_edited.connect(self.domain_edited)
        self.surface.parameter_moved.connect(self.parameter_moved)
        self.rates.factor_moved.connect(self.factor_moved)
        self.rates.mode_chosen.connect(self.mode_chosen)
        self.steps.chosen.connect(lambda steps: self.steps_chosen.emit(steps))
        self.noise.moved.connect(self.noise_moved)
        self.seed.seed_chosen.connect(self.seed_chosen)
        self.seed.new_seed_requested.connect(self.new_seed_requested)
        for part in (self.surface, self.rates, self.runs, self.noise):
            part.released.connect(self.released)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._surface_section.set_title(self.tr("Surface"))
        self._rates_section.set_title(self.tr("Learning rate — all"))
        self._runs_section.set_title(self.tr("Optimizers"))
        self._run_section.set_title(self.tr("Run"))
        self.runs.describe_fitting(
            self.tr("Use rates that suit this surface"),
            self.tr("Give every run the learning rate with which it gets ahead here"),
        )
        self._steps_row.describe(self.tr("steps"), self.tr("How many updates every optimizer makes"))
        self.seed.describe(
            self.tr("seed"),
            self.tr("The number all randomness comes from: the same seed gives the same noise"),
        )
