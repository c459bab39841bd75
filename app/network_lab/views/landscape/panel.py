"""The landscape of the network: map, line or relief, which of them and of what, and how far to trust it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.kit.fields.menu_choice import MenuChoice
from app.kit.plots.export_menu import ExportMenu
from app.kit.run_style import RunStyle
from app.kit.theme import DARK, Theme
from app.kit.widgets import shapes
from app.kit.widgets.basic import Heading, IconButton, Option, SegmentedChoice
from core.loss_map import Scaling
from core.plane import Range

from .backdrop import Backdrop
from .ends import EndsChoice
from .gauge import Gauge, GaugeLines
from .line import LandscapeLine, LossLine
from .map import LandscapeMap
from .paths import RunPath
from .relief import LandscapeRelief
from .update_rate_button import UpdateRateButton

DIRECTIONS = ("pca", "pca_run", "random", "hessian", "between_two", "between_three", "random_line")
OFS = ("training", "validation", "difference", "batch")
_RANDOM = ("random", "random_line")
_LINES = ("between_two", "random_line")
_OTHERS = {"between_two": 1, "between_three": 2}
"""How many runs there are at the ends besides the shown one."""
_FOLDED, _FOLDED_ENDS, _LEAST = 330, 430, 200
"""With less width than the first, or with ends to choose the second, the choice of 2D or 3D has no room."""
_HEADING = 20
"""Pixels for the heading, beside which the choice among views stands."""


class LandscapePanel(QWidget):
    """Shows what it is told, and says what a person wants, be it on the map or on the line."""

    directions_chosen = Signal(str)
    of_chosen = Signal(str)
    update_rate_chosen = Signal(str)
    dimensions_chosen = Signal(str)
    new_directions_requested = Signal()
    ends_chosen = Signal(object)
    enlarge_toggled = Signal(bool)
    place_moved = Signal(float, float)
    place_released = Signal()
    place_cleared = Signal()
    range_wanted = Signal(object)
    scaling_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Heading()
        self.heading.setFixedHeight(_HEADING)
        self.directions = MenuChoice()
        self.of = MenuChoice()
        self.ends = EndsChoice()
        self.dimensions = SegmentedChoice(("2d", "3d"))
        self.update_rate = UpdateRateButton()
        self.dice = IconButton(shapes.DICE)
        self.enlarge = IconButton(shapes.ENLARGE)
        self.map = LandscapeMap()
        self.line = LandscapeLine()
        self.line.export_menu.picture_of = self
        self.relief: LandscapeRelief | None = None
        self._relief_menu = ExportMenu(self, lambda: None)  # made early: whoever saves files looks for it
        self._backdrop: Backdrop | None = None
        self._paths: tuple[RunPath, ...] = ()
        self._place: tuple[float, float] | None = None
        self._scaling: Scaling = "rank"
        self._theme = DARK
        self.gauge = GaugeLines()
        self._subject = ""
        self._empty = ""
        self._stack = QStackedWidget()
        for view in (self.map, self.line):
            self._stack.addWidget(view)
        self._lay_out()
        self._connect()
        self.set_directions("pca")
        self.set_of("training")
        self.set_dimensions("2d")
        self.set_theme(DARK)
        self._retranslate()

    def _lay_out(self) -> None:
        for button in (self.update_rate, self.dice, self.enlarge):
            button.setFixedSize(26, 26)
        self.enlarge.setCheckable(True)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.directions)
        row.addWidget(self.of)
        row.addWidget(self.ends)
        row.addWidget(self.dice)
        row.addStretch(1)
        row.addWidget(self.dimensions)
        row.addWidget(self.update_rate)
        row.addWidget(self.enlarge)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 9, 16, 8)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addLayout(row)
        column.addWidget(self._stack, 1)
        column.addWidget(self.gauge)
        self.setMinimumWidth(_LEAST)

    def _connect(self) -> None:
        for inner, outer in (
            (self.directions.chosen, self.directions_chosen),
            (self.of.chosen, self.of_chosen),
            (self.dimensions.chosen, self.dimensions_chosen),
            (self.ends.chosen, self.ends_chosen),
            (self.dice.clicked, self.new_directions_requested),
            (self.enlarge.clicked, self.enlarge_toggled),
            (self.map.place_moved, self.place_moved),
            (self.map.place_released, self.place_released),
            (self.map.place_cleared, self.place_cleared),
            (self.map.range_wanted, self.range_wanted),
            (self.map.scaling_chosen, self.scaling_chosen),
            (self.line.place_moved, self.place_moved),
            (self.line.place_released, self.place_released),
            (self.line.place_cleared, self.place_cleared),
        ):
            inner.connect(outer)
        self.update_rate.chosen.connect(self.update_rate_chosen)

    # --- what is shown ---

    def set_backdrop(self, backdrop: Backdrop | None) -> None:
        """Show the losses of a plane; None: there are none yet."""
        self._backdrop = backdrop
        self.map.set_backdrop(backdrop)
        self._turn_to_plane()

    def set_line(self, line: LossLine) -> None:
        """Show the losses along a line."""
        self.line.set_line(line)
        self._turn_to(self.line)

    def set_paths(self, paths: Sequence[RunPath]) -> None:
        """Show where runs went on the plane."""
        self._paths = tuple(paths)
        self.map.set_paths(paths)
        if self.view is self.relief:
            self.relief.set_run_paths(paths)

    def set_place(self, place: tuple[float, float] | None, text: str = "") -> None:
        """Mark the place whose network is looked at, with its losses or other words; None: none."""
        self._place = place
        self.map.set_place(place, text)
        self.line.set_place(place, text)
        if self.relief is not None:
            self.relief.set_place(place)

    def set_range(self, range: Range | None) -> None:
        """Show this part of the plane; None: all that there are losses of."""
        self.map.set_range(range)

    def set_scaling(self, scaling: Scaling) -> None:
        """How loss becomes colour, and which axis it has."""
        self.map.set_scaling(scaling)
        self.line.set_scaling(scaling)
        self._scaling = scaling
        if self.relief is not None:
            self.relief.set_scaling(scaling)

    @property
    def scaling(self) -> Scaling:
        """How loss becomes colour and height."""
        return self._scaling

    def set_progress(self, done: float | None) -> None:
        """Which share of new losses is there; None: none are being computed."""
        self.map.set_progress(done)

    def set_empty_text(self, text: str) -> None:
        """What to say while there are no losses; empty: the usual."""
        self._empty = text
        text = text or self.tr("Press play: the landscape appears with the first epochs.")
        self.map.set_empty_text(text)
        self.line.set_empty_text(text)

    def set_gauge(self, gauge: Gauge | None, note: str = "") -> None:
        """How far it can be trusted; None: that is not known, and there is a note instead."""
        self.gauge.set_gauge(gauge, note)

    def set_directions(self, directions: str) -> None:
        """Say which of DIRECTIONS are shown, silently."""
        self.directions.set_choice(directions)
        self._fold()

    def set_ends(self, styles: Sequence[RunStyle], shown: int, others: Sequence[int]) -> None:
        """The runs, the one that is shown, and those at the other ends of a line or a plane between runs."""
        self.ends.set_ends(styles, shown, others, _OTHERS.get(self.directions.choice, 1))

    def _fold(self) -> None:
        """Show the controls that there is a use and room for."""
        directions = self.directions.choice
        self.ends.setVisible(directions in _OTHERS)
        self.dice.setVisible(directions in _RANDOM)
        needed = _FOLDED_ENDS if directions in _OTHERS else _FOLDED
        self.dimensions.setVisible(directions not in _LINES and self.width() >= needed)
        # The directions have short names, and give way first.
        self.of.setMinimumWidth(self.of.sizeHint().width() if self.width() >= _FOLDED else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def set_obstacles(self, obstacles: Mapping[str, str]) -> None:
        """Which directions cannot be had now, and why, a sentence each."""
        self.directions.set_obstacles(obstacles)

    def set_of_obstacles(self, obstacles: Mapping[str, str]) -> None:
        """Of which losses there is no landscape now, and why, a sentence each."""
        self.of.set_obstacles(obstacles)

    def set_of(self, of: str) -> None:
        """Say of which of OFS the losses are, silently."""
        self.of.set_choice(of)
        self._fold()

    def set_update_rate(self, update_rate: str) -> None:
        """Say how often it is drawn anew, silently."""
        self.update_rate.set_rate(update_rate)

    def set_dimensions(self, dimensions: str) -> None:
        """Show it from above or in relief, silently."""
        self.dimensions.set_choice(dimensions)
        if self.view is not self.line:
            self._turn_to_plane()

    def _turn_to_plane(self) -> None:
        """The map, or the relief if there is land to see: that is made when it is wanted first."""
        if self.dimensions.choice == "2d" or self._backdrop is None:
            self._turn_to(self.map)
            return
        if self.relief is None:
            self.relief = LandscapeRelief(export_menu=self._relief_menu)
            self._stack.addWidget(self.relief)
            self.relief.place_moved.connect(self.place_moved)
            self.relief.place_cleared.connect(self.place_cleared)
            self.relief.set_theme(self._theme)
            self.relief.set_scaling(self._scaling)
        self.relief.set_backdrop(self._backdrop)
        self.relief.set_run_paths(self._paths)
        self.relief.set_place(self._place)
        self._turn_to(self.relief)

    def set_enlarged(self, enlarged: bool) -> None:
        """Whether it has the room of other panes, silently."""
        self.enlarge.setChecked(enlarged)
        self._describe()

    def set_subject(self, subject: str) -> None:
        """Say in the heading of whom it is."""
        self._subject = subject
        self.map.set_subject(subject)
        self.line.set_subject(subject)
        self._entitle()

    def set_metric(self, name: str) -> None:
        """What the metric is: "accuracy" or "R²"."""
        self.line.set_metric(name)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.map.set_theme(theme)
        self.line.set_theme(theme)
        self.gauge.set_theme(theme)
        self._theme = theme
        if self.relief is not None:
            self.relief.set_theme(theme)

    @property
    def view(self) -> QWidget:
        """What is seen: map, line or relief."""
        shown = self._stack.currentWidget()
        assert shown is not None
        return shown

    def _turn_to(self, view: QWidget) -> None:
        if self._stack.currentWidget() is not view:
            self._stack.setCurrentWidget(view)

    # --- words ---

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        directions = (
            (
                self.tr("PCA of all paths"),
                self.tr("The two directions in which the runs have moved most: all their paths show"),
            ),
            (
                self.tr("PCA of this path"),
                self.tr("The two directions in which the shown run has moved most"),
            ),
            (
                self.tr("random"),
                self.tr(
                    "Two random directions around the shown run, every neuron's part as long as its weights"
                    " (Li et al. 2018)"
                ),
            ),
            (
                self.tr("sharpest (Hessian)"),
                self.tr("The two directions in which the loss of the shown run curves most"),
            ),
            (
                self.tr("line between two runs"),
                self.tr("Straight from the weights of one run to those of another: is there a wall between?"),
            ),
            (
                self.tr("plane through three runs"),
                self.tr("The plane in which the weights of three runs lie: do they share a valley?"),
            ),
            (
                self.tr("random line"),
                self.tr("Along one random direction through the weights of the shown run"),
            ),
        )
        self.directions.set_texts(
            self.tr("Directions"),
            [Option(key, *texts) for key, texts in zip(DIRECTIONS, directions, strict=True)],
            {"between_two": self.tr("two runs"), "between_three": self.tr("three runs")},
        )
        ofs = (
            (self.tr("training"), self.tr("The loss of the training samples: what the runs go down")),
            (self.tr("validation"), self.tr("The loss of samples that are held back: what matters")),
            (
                self.tr("difference"),
                self.tr("Validation minus training loss: where it is large, the network only remembers"),
            ),
            (
                self.tr("this batch"),
                self.tr(
                    "The loss of the present mini-batch, with the present dropout: what a step sees."
                    " The lines are those of all batches together"
                ),
            ),
        )
        self.of.set_texts(self.tr("Loss"), [Option(key, *texts) for key, texts in zip(OFS, ofs, strict=True)])
        self.dimensions.set_texts(
            (
                Option("2d", self.tr("2D"), self.tr("A map with contour lines, seen from above")),
                Option("3d", self.tr("3D"), self.tr("A relief to turn and look at from all sides")),
            )
        )
        self.ends.retranslate()
        self.set_empty_text(self._empty)
        self._describe()
        self._entitle()
        self._fold()

    def _describe(self) -> None:
        self.dice.describe(self.tr("New directions"), self.tr("Draw other random directions"))
        if self.enlarge.isChecked():
            self.enlarge.describe(self.tr("Smaller"), self.tr("Give the other panes their room back"))
        else:
            self.enlarge.describe(
                self.tr("Larger"), self.tr("Give the landscape the room of the other panes")
            )

    def _entitle(self) -> None:
        title = self.tr("Its landscape")
        if self._subject:
            title = self.tr("{title} — {subject}").format(title=title, subject=self._subject)
        self.heading.setText(title)
