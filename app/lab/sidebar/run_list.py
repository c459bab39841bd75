"""The optimizers' cards, one for every run, and what adds to them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from core.optimizers import OPTIMIZERS
from core.run_settings import MOST_OPTIMIZERS, OptimizerSettings

from ...kit.run_style import RunStyle
from ...kit.translation import tr_core
from ...kit.widgets import shapes
from ...kit.widgets.basic import IconButton, Role
from .optimizer_card import OptimizerCard, no_room


class RunList(QWidget):
    """Shows all runs and says what a person wants changed; runs are named by their index.

    `add` is the button for the heading. With `choosing`, one run at a time is looked at more closely, and
    every card can ask for it.
    """

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
    run_chosen = Signal(int)
    released = Signal()

    def __init__(self, *, choosing: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choosing = choosing
        self._shown_run = 0
        self._room = True
        self._unfold_next = False
        self.cards: list[OptimizerCard] = []
        self.add = IconButton(shapes.PLUS, 14)
        self.add.set_color_role(Role.PlaceholderText)
        self._add_menu = QMenu(self.add)
        for optimizer in OPTIMIZERS.values():
            action = self._add_menu.addAction(optimizer.title)
            action.triggered.connect(lambda _=False, name=optimizer.name: self.optimizer_added.emit(name))
        self._add_menu.setToolTipsVisible(True)
        self.add.setMenu(self._add_menu)
        self.add.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self.fitting = QPushButton()
        self.fitting.setProperty("role", "small")
        self.fitting.clicked.connect(lambda: self.fitting_rates_requested.emit())
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._column)
        column.addWidget(self.fitting, 0, Qt.AlignmentFlag.AlignLeft)
        self._retranslate()

    # What is shown ----------------------------------------------------------------------------------------

    def set_runs(self, runs: Sequence[OptimizerSettings], styles: Sequence[RunStyle], step: int) -> None:
        """Show the runs with their learning rates at a step, silently; cards that still fit are kept."""
        before = set(self.cards)
        self._fit_cards(runs)
        self._room = len(self.cards) < MOST_OPTIMIZERS
        removable = len(self.cards) > 1
        for card, settings, style in zip(self.cards, runs, styles, strict=True):
            card.set_settings(settings, style, settings.learning_rate_at(step), removable)
            card.set_duplicable(self._room)
        self.set_shown_run(self._shown_run)
        self._unfold_duplicate(before)
        self.add.setEnabled(self._room)
        self._explain_add()

    def set_shown_step(self, step: int) -> None:
        """Show the learning rates at another step."""
        for card in self.cards:
            card.set_shown_step(step)

    def set_shown_run(self, index: int) -> None:
        """Mark the run that is looked at."""
        self._shown_run = index
        if self._choosing:
            for place, card in enumerate(self.cards):
                card.set_chosen(place == index)

    def describe_fitting(self, text: str, meaning: str) -> None:
        """Name the button that asks for fitting rates by what they fit."""
        self.fitting.setText(text)
        self.fitting.setToolTip(meaning)

    # Cards ------------------------------------------------------------------------------------------------

    def _fit_cards(self, runs: Sequence[OptimizerSettings]) -> None:
        """One card for every run: the one that showed a run of this name, or else the one that stood here."""
        known = {card.settings.run_label: card for card in self.cards if card.settings is not None}
        fitted = [known.pop(one.run_label, None) for one in runs]
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
            self._column.removeWidget(card)
            if card not in cards:
                card.hide()
                card.deleteLater()
        self.cards = cards
        for before, card in zip([None, *cards], cards, strict=False):
            self._column.addWidget(card)
            QWidget.setTabOrder(before or self.add, card)

    def _make_card(self) -> OptimizerCard:
        card = OptimizerCard(choosable=self._choosing)

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
        card.chosen.connect(lambda: self.run_chosen.emit(index()))
        card.released.connect(self.released)
        return card

    # Words ------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        for action, optimizer in zip(self._add_menu.actions(), OPTIMIZERS.values(), strict=True):
            action.setToolTip(tr_core(optimizer.meaning))
        self._explain_add()

    def _explain_add(self) -> None:
        """Say what the + does, or why it can do nothing now."""
        meaning = self.tr("Add a run of an optimizer of your choice")
        self.add.describe(self.tr("Add an optimizer"), meaning if self._room else no_room())
