"""The sidebar: everything about the experiment that can be changed without touching the map."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.experiment import GRADIENT_NOISE, MOST_OPTIMIZERS, MOST_STEPS, OptimizerSettings, SurfaceExperiment
from core.optimizers import OPTIMIZERS
from core.surfaces import Surface

from ..run_style import RunStyle
from ..translation import tr_core
from ..widgets import shapes
from ..widgets.basic import Heading, IconButton, Option, Role, SegmentedChoice
from ..widgets.scale_slider import ScaleSlider
from ..widgets.value_slider import LABEL_WIDTH, ValueSlider
from ..widgets.whole_number_box import WholeNumberBox
from .optimizer_card import OptimizerCard, no_room
from .surface_panel import SurfacePanel

WIDTH = 330
_MARGIN = 16
_LARGEST_SEED = 2**32 - 1


class Controls(QScrollArea):
    """Shows an experiment and says what a person wants changed; runs are named by their index.

    `released` follows when a drag ends or a change that is no drag is made: the moment for a step of undo.
    """

    surface_chosen = Signal(str)
    formula_edited = Signal(str)
    domain_edited = Signal(object)
    parameter_moved = Signal(str, float)
    factor_moved = Signal(float)
    mode_chosen = Signal(str)
    fitting_rates_requested = Signal()
    optimizer_added = Signal(str)
    enabled_changed = Signal(int, bool)
    rate_moved = Signal(int, float)
    hyperparameter_moved = Signal(int, str, object)
    reset_requested = Signal(int)
    duplicate_requested = Signal(int)
    remove_requested = Signal(int)
    changes_cleared = Signal(int)
    color_chosen = Signal(int, str)
    renamed = Signal(int, str)
    steps_chosen = Signal(int)
    noise_moved = Signal(float)
    seed_chosen = Signal(object)  # an int of more bits than Qt gives one
    new_seed_requested = Signal()
    released = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sidebar")
        self.setFixedWidth(WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._cursor = 0
        self._scalable = self._room = True
        self._unfold_next = False
        self.cards: list[OptimizerCard] = []

        content = _Content()
        self._column = QVBoxLayout(content)
        self._column.setSpacing(0)
        self._make_surface()
        self._make_rates()
        self._make_optimizers()
        self._make_run()
        self._column.addStretch()
        self.setWidget(content)
        self._retranslate()

    # What is shown ----------------------------------------------------------------------------------------

    def set_experiment(
        self,
        experiment: SurfaceExperiment,
        surface: Surface,
        styles: Sequence[RunStyle],
        cursor: int,
        mode: str,
    ) -> None:
        """Show an experiment, silently; whatever still fits is kept, so that a drag goes on undisturbed."""
        self._cursor = cursor
        self.surface.set_surface(surface, experiment.surface, experiment.surface.values())
        self.set_mode(mode)
        before = set(self.cards)
        self._fit_cards(experiment.settings())
        self._scalable = any(one.enabled for one in experiment.settings())
        self._room = len(self.cards) < MOST_OPTIMIZERS
        removable = len(self.cards) > 1
        for card, settings, style in zip(self.cards, experiment.settings(), styles, strict=True):
            card.set_settings(settings, style, settings.learning_rate_at(cursor), removable)
            card.set_duplicable(self._room)
        self._unfold_duplicate(before)
        self.add.setEnabled(self._room)
        self._explain_limits()
        for box, number in ((self.steps, experiment.steps), (self.seed, experiment.seed)):
            box.set_number(number)
        self.noise.set_value(experiment.gradient_noise)

    def set_cursor(self, cursor: int) -> None:
        """Show the learning rates at another step."""
        self._cursor = cursor
        for card in self.cards:
            card.set_shown_step(cursor)

    def set_factor(self, factor: float) -> None:
        """Show by how much all learning rates are scaled."""
        self.scale.set_value(factor)

    def set_mode(self, mode: str) -> None:
        """Show what a new learning rate holds for: the "whole" run, or "from_here" on."""
        self.mode.set_choice(mode)

    # How it is built --------------------------------------------------------------------------------------

    def _make_surface(self) -> None:
        self.surface = SurfacePanel()
        self.surface.surface_chosen.connect(self.surface_chosen)
        self.surface.formula_edited.connect(self.formula_edited)
        self.surface.domain_edited.connect(self.domain_edited)
        self.surface.parameter_moved.connect(self.parameter_moved)
        self.surface.released.connect(self.released)
        self._surface_heading = self._section()
        self._column.addWidget(self.surface)

    def _make_rates(self) -> None:
        self.scale = ScaleSlider()
        self.scale.moved.connect(self.factor_moved)
        self.scale.released.connect(self.released)
        self.mode = SegmentedChoice(("whole", "from_here"))
        self.mode.chosen.connect(self.mode_chosen)
        self._rates_heading = self._section()
        self._column.addWidget(self.scale)
        self._column.addSpacing(8)
        self._column.addWidget(self.mode)

    def _make_optimizers(self) -> None:
        self.add = IconButton(shapes.PLUS, 14)
        self.add.setFixedSize(24, 24)
        self.add.set_color_role(Role.PlaceholderText)
        self._add_menu = QMenu(self.add)
        for optimizer in OPTIMIZERS.values():
            action = self._add_menu.addAction(optimizer.title)
            action.triggered.connect(lambda _=False, name=optimizer.name: self.optimizer_added.emit(name))
        self._add_menu.setToolTipsVisible(True)
        self.add.setMenu(self._add_menu)
        self.add.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self._optimizers_heading = self._section(self.add)
        self._cards_column = QVBoxLayout()
        self._cards_column.setContentsMargins(0, 0, 0, 0)
        self._cards_column.setSpacing(8)
        self._column.addLayout(self._cards_column)
        self.fitting = QPushButton()
        self.fitting.setProperty("role", "small")
        self.fitting.clicked.connect(lambda: self.fitting_rates_requested.emit())
        self._column.addSpacing(8)
        self._column.addWidget(self.fitting, 0, Qt.AlignmentFlag.AlignLeft)

    def _make_run(self) -> None:
        self._run_heading = self._section()
        self.steps = WholeNumberBox(1, MOST_STEPS)
        self.steps.setStepType(WholeNumberBox.StepType.AdaptiveDecimalStepType)
        self.steps.chosen.connect(lambda steps: self.steps_chosen.emit(steps))
        self.seed = WholeNumberBox(0, _LARGEST_SEED)
        self.seed.chosen.connect(self.seed_chosen)
        self.new_seed = IconButton(shapes.DICE, 16)
        self.new_seed.setFixedSize(28, 28)
        self.new_seed.clicked.connect(lambda: self.new_seed_requested.emit())
        self.noise = ValueSlider(GRADIENT_NOISE)
        self.noise.moved.connect(self.noise_moved)
        self.noise.released.connect(self.released)
        self._steps_label, self._seed_label = QLabel(), QLabel()
        self._column.addLayout(_row(self._steps_label, self.steps))
        self._column.addSpacing(4)
        self._column.addWidget(self.noise)
        self._column.addSpacing(4)
        self._column.addLayout(_row(self._seed_label, self.seed, self.new_seed))

    def _section(self, button: QWidget | None = None) -> Heading:
        heading = Heading()
        if self._column.count():
            self._column.addSpacing(20 if button is None else 16)
        row = QHBoxLayout()
        row.addWidget(heading, 1)
        if button is not None:
            row.addWidget(button)
        self._column.addLayout(row)
        self._column.addSpacing(8 if button is None else 4)
        return heading

    # Cards ------------------------------------------------------------------------------------------------

    def _fit_cards(self, settings: Sequence[OptimizerSettings]) -> None:
        """One card for every run: the one that showed a run of this name, or else the one that stood here."""
        known = {card.settings.run_label: card for card in self.cards if card.settings is not None}
        fitted = [known.pop(one.run_label, None) for one in settings]
        left = set(known.values())
        for index, card in enumerate(fitted):
            if card is None:
                here = self.cards[index] if index < len(self.cards) else None
                if here is not None and here in left:
                    left.remove(here)
                    fitted[index] = here
                else:
                    fitted[index] = self._make_card()
        cards = [card for card in fitted if card is not None]
        if cards != self.cards:
            self._lay_out(cards)

    def _unfold_duplicate(self, before: set[OptimizerCard]) -> None:
        """What a person has duplicated is to be changed next."""
        new = [card for card in self.cards if card not in before]
        if new and self._unfold_next:
            self._unfold_next = False
            for card in new:
                card.set_expanded(True)

    def _request_duplicate(self, index: int) -> None:
        self._unfold_next = True
        self.duplicate_requested.emit(index)

    def _lay_out(self, cards: list[OptimizerCard]) -> None:
        for card in self.cards:
            self._cards_column.removeWidget(card)
            if card not in cards:
                card.hide()
                card.deleteLater()
        self.cards = cards
        for before, card in zip([None, *cards], cards, strict=False):
            self._cards_column.addWidget(card)
            QWidget.setTabOrder(before or self.add, card)

    def _make_card(self) -> OptimizerCard:
        card = OptimizerCard()

        def index() -> int:
            return self.cards.index(card)

        card.enabled_changed.connect(lambda on: self.enabled_changed.emit(index(), on))
        card.rate_moved.connect(lambda rate: self.rate_moved.emit(index(), rate))
        card.hyperparameter_moved.connect(
            lambda name, value: self.hyperparameter_moved.emit(index(), name, value)
        )
        card.reset_requested.connect(lambda: self.reset_requested.emit(index()))
        card.duplicate_requested.connect(lambda: self._request_duplicate(index()))
        card.remove_requested.connect(lambda: self.remove_requested.emit(index()))
        card.changes_cleared.connect(lambda: self.changes_cleared.emit(index()))
        card.color_chosen.connect(lambda color: self.color_chosen.emit(index(), color))
        card.renamed.connect(lambda title: self.renamed.emit(index(), title))
        card.released.connect(self.released)
        return card

    # Events -----------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._surface_heading.setText(self.tr("Surface"))
        self._rates_heading.setText(self.tr("Learning rate — all"))
        self._optimizers_heading.setText(self.tr("Optimizers"))
        self._run_heading.setText(self.tr("Run"))
        self.mode.set_texts(
            (
                Option("whole", self.tr("Whole run"), self.tr("A new learning rate holds from the start")),
                Option(
                    "from_here",
                    self.tr("From here on"),
                    self.tr(
                        "A new learning rate holds from the step in view on; the way there stays as it is"
                    ),
                ),
            )
        )
        self._explain_limits()
        for action, optimizer in zip(self._add_menu.actions(), OPTIMIZERS.values(), strict=True):
            action.setToolTip(tr_core(optimizer.meaning))
        self.fitting.setText(self.tr("Use rates that suit this surface"))
        self.fitting.setToolTip(self.tr("Give every run the learning rate with which it gets ahead here"))
        self._describe(
            self._steps_label, self.steps, self.tr("steps"), self.tr("How many updates every optimizer makes")
        )
        self._describe(
            self._seed_label,
            self.seed,
            self.tr("seed"),
            self.tr("The number all randomness comes from: the same seed gives the same noise"),
        )
        self.new_seed.describe(self.tr("New seed"), self.tr("Throw the dice: another seed, other noise"))

    def _explain_limits(self) -> None:
        """Say what the slider of all learning rates and the + do, or why they can do nothing now."""
        nothing_to_scale = self.tr("All runs are switched off: switch one on to scale its learning rate")
        self.scale.value_slider.set_obstacle("" if self._scalable else nothing_to_scale)
        meaning = self.tr("Add a run of an optimizer of your choice")
        self.add.describe(self.tr("Add an optimizer"), meaning if self._room else no_room())

    @staticmethod
    def _describe(label: QLabel, box: WholeNumberBox, name: str, meaning: str) -> None:
        label.setText(name)
        label.setToolTip(meaning)
        label.setBuddy(box)
        box.set_meaning(meaning)
        box.setAccessibleName(name)


class _Content(QWidget):
    """What is scrolled; the scroll bar stands in its right margin, so that nothing moves when it comes."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "sidebar")

    def resizeEvent(self, event: QResizeEvent) -> None:
        bar = WIDTH - event.size().width()
        if layout := self.layout():
            layout.setContentsMargins(_MARGIN, _MARGIN, max(_MARGIN - bar, 0), _MARGIN)
        super().resizeEvent(event)


def _row(label: QLabel, *widgets: QWidget) -> QLayout:
    label.setFixedWidth(LABEL_WIDTH)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(label)
    for index, widget in enumerate(widgets):
        row.addWidget(widget, 1 if index == 0 else 0)
    return row
