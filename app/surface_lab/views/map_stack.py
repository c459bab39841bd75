"""The place of the map: seen from above, or as land in three dimensions; a switch between the two."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from core.loss_map import LossMap, Scaling
from core.surface.catalogue.surface import CriticalPoint

from ...kit.relief.paths import Mark, ReliefPath
from ...kit.relief.view import ReliefView
from ...kit.theme import Theme
from ...kit.widgets import shapes
from ...kit.widgets.basic import IconButton, Option, SegmentedChoice
from ...kit.widgets.color_bar import ColorBar
from .map_points import MANY, symbol_of
from .map_view import MapView
from .trails import Trail

Dimensions = Literal["2d", "3d"]
DIMENSIONS: tuple[Dimensions, ...] = ("2d", "3d")

_GAP = 12


class MapStack(QWidget):
    """Hands on to both views what both show; `dimensions_chosen(key)` and `spin_chosen(on)` are wishes."""

    dimensions_chosen = Signal(str)
    spin_chosen = Signal(bool)
    changed = Signal()
    """Another of the two is seen, or the land has begun or ended to turn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.map = MapView()
        self.relief = ReliefView()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.map)
        self._stack.addWidget(self.relief)
        self.bar = ColorBar(self.relief)
        self.choice = SegmentedChoice(DIMENSIONS, self)
        self.choice.set_choice("2d")
        self.choice.setFixedWidth(84)
        self.spin = IconButton(shapes.ORBIT, 16, self)
        self.spin.setCheckable(True)
        self.spin.hide()
        self.choice.chosen.connect(self.dimensions_chosen)
        self.spin.clicked.connect(self.spin_chosen)
        self._retranslate()

    @property
    def dimensions(self) -> Dimensions:
        return "3d" if self._stack.currentWidget() is self.relief else "2d"

    @property
    def shown(self) -> MapView | ReliefView:
        """The one of the two that is seen."""
        return self.relief if self.dimensions == "3d" else self.map

    def set_dimensions(self, dimensions: Dimensions) -> None:
        """Show one of the two."""
        self._stack.setCurrentWidget(self.relief if dimensions == "3d" else self.map)
        self.choice.set_choice(dimensions)
        self.spin.setVisible(dimensions == "3d")
        self._place()
        self.changed.emit()

    def set_spinning(self, spinning: bool) -> None:
        """Let the land turn by itself."""
        self.relief.set_spinning(spinning)
        self.spin.setChecked(spinning)
        self.changed.emit()

    def reset_view(self) -> None:
        """Show all of it, from where it is looked at first."""
        self.shown.reset_view()

    # --- what both show ---

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self.map.set_theme(theme)
        self.relief.set_theme(theme)
        self.bar.set_theme(theme)

    def set_map(self, loss_map: LossMap) -> None:
        """Show losses where they are seen."""
        self.shown.set_map(loss_map)
        self.bar.set_scale(loss_map.scale)

    def set_trails(self, trails: Sequence[Trail]) -> None:
        """Show where runs went."""
        self.map.set_trails(trails)
        self.relief.set_paths(
            [ReliefPath(trail.style, trail.positions, None, trail.diverged) for trail in trails]
        )

    def set_cursor(self, step: int) -> None:
        """Draw the trails up to this step."""
        self.map.set_cursor(step)
        self.relief.set_cursor(step)

    def set_points(self, points: Sequence[CriticalPoint]) -> None:
        """Mark minima and saddles; of many, the land shows only the lowest."""
        self.map.set_points(points)
        few = points if len(points) <= MANY else [point for point in points if point.kind == "global"]
        self.relief.set_marks([Mark(point.x, point.y, *symbol_of(point)) for point in few])

    def set_start(self, x: float, y: float) -> None:
        """Mark where all runs start."""
        self.map.set_start((x, y))
        self.relief.set_start((x, y))

    def set_coarse(self, coarse: bool) -> None:
        """Draw at once while something is being dragged."""
        self.map.set_coarse(coarse)
        self.relief.set_coarse(coarse)

    def set_readout(self, text: str) -> None:
        """Say something about the place under the pointer."""
        self.shown.set_readout(text)

    def set_scaling(self, scaling: Scaling) -> None:
        """Say on the colour bars how loss becomes colour."""
        self.map.set_scaling(scaling)
        self.bar.set_scaling(scaling)

    # --- the widget ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._place()
        super().changeEvent(event)

    def _place(self) -> None:
        self.choice.resize(self.choice.width(), self.choice.sizeHint().height())
        self.choice.move(self.width() - self.choice.width() - _GAP, _GAP)
        self.spin.move(
            self.choice.x() - self.spin.width() - 4,
            self.choice.geometry().center().y() - self.spin.height() // 2 + 1,
        )
        self.bar.resize(self.bar.sizeHint())
        self.bar.move(self.width() - self.bar.width() - _GAP, self.height() - self.bar.height() - _GAP)
        self.map.keep_free(self.choice.geometry())
        for control in (self.choice, self.spin):
            control.raise_()

    def _retranslate(self) -> None:
        self.choice.set_texts(
            (
                Option("2d", self.tr("2D"), self.tr("The map, seen from above ({key})").format(key="3")),
                Option(
                    "3d",
                    self.tr("3D"),
                    self.tr("The loss as land, as high as it is bright on the map ({key})").format(key="3"),
                ),
            )
        )
        self.spin.describe(
            self.tr("Turn by itself"), self.tr("Let the landscape turn, to be seen from all sides")
        )
        self.choice.setAccessibleName(self.tr("Dimensions"))
