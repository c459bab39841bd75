"""What goes on inside: landscape, curvature, gradients, weights, which class is mistaken for which."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.kit.theme import Theme
from app.kit.widgets.basic import Option
from app.kit.widgets.view_tabs import ViewTabs

from ..curvature.panel import CurvaturePanel
from ..landscape.panel import LandscapePanel
from .confusion_matrix import ConfusionMatrix
from .layer_plot import LayerPlot
from .weight_histogram import WeightHistogram

VIEWS = ("landscape", "curvature", "gradients", "weights", "confusion")
_MARGIN = 16
_TAB_PADDING = 5
"""The names of the tabs, not their edges, begin where the pictures do."""
_BESIDE_HEADING = 12
_LEAST_HEADING = 120
"""With less room than this a heading says nothing."""


class InsidePanel(QWidget):
    """Views in one place; `view_chosen` says which a person wants, and it shows what it is told."""

    view_chosen = Signal(str)
    seen_changed = Signal()
    """It has come into sight, or out of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes = True
        self.landscape = LandscapePanel()
        self.curvature = CurvaturePanel()
        self.gradients = LayerPlot()
        self.weights = WeightHistogram()
        self.confusion = ConfusionMatrix()
        self._views = (self.landscape, self.curvature, self.gradients, self.weights, self.confusion)
        self._stack = QStackedWidget()
        for view in self._views:
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.choice = ViewTabs(VIEWS, self)
        self.choice.chosen.connect(self.view_chosen)
        self.set_view(VIEWS[0])
        self._retranslate()

    @property
    def views(self) -> tuple[str, ...]:
        """Those that can be seen."""
        return VIEWS if self._classes else tuple(view for view in VIEWS if view != "confusion")

    @property
    def view(self) -> str:
        """Which of them is seen."""
        return VIEWS[self._stack.currentIndex()]

    def set_view(self, view: str) -> None:
        """Show one of them, silently; one that cannot be seen is shown as the first."""
        view = view if view in self.views else VIEWS[0]
        self.choice.set_choice(view)
        self._stack.setCurrentIndex(VIEWS.index(view))

    def set_classes(self, classes: bool) -> None:
        """Whether there are classes to be mistaken for one another."""
        if classes != self._classes:
            self._classes = classes
            self.choice.set_offered("confusion", classes)
            self._place()
        self.set_view(self.view)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        for view in self._views:
            view.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seen_changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.seen_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _place(self) -> None:
        """Tabs beside the heading, or in its stead where both have no room."""
        tabs, edge = self.choice.sizeHint(), _MARGIN - _TAB_PADDING
        room = self.width() - 2 * _MARGIN - tabs.width() - _BESIDE_HEADING
        beside = room >= _LEAST_HEADING
        self.choice.resize(tabs.width() if beside else max(self.width() - 2 * edge, 0), tabs.height())
        self.choice.move(self.width() - edge - self.choice.width() if beside else edge, 5)
        for view in self._views:
            view.heading.setMaximumWidth(room if beside else 0)
        self.choice.raise_()

    def _retranslate(self) -> None:
        self.choice.set_texts(
            (
                Option(
                    "landscape",
                    self.tr("Landscape"),
                    self.tr("The loss around the weights, and the ways of all runs through it"),
                ),
                Option(
                    "curvature",
                    self.tr("Curvature"),
                    self.tr("How sharply the loss bends, and whether the steps are still stable there"),
                ),
                Option(
                    "gradients",
                    self.tr("Gradients"),
                    self.tr("How large the gradient is in every layer: does learning reach the first one?"),
                ),
                Option("weights", self.tr("Weights"), self.tr("How the weights of every layer are spread")),
                Option(
                    "confusion",
                    self.tr("Confusion"),
                    self.tr("Which classes the network mistakes for which"),
                ),
            ),
            self.tr("All views"),
        )
        self._place()
