"""What goes on inside: gradients by layer, the weights, or which classes are mistaken for which."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ..theme import Theme
from ..widgets.basic import Option, SegmentedChoice
from .confusion_matrix import ConfusionMatrix
from .layer_plot import LayerPlot
from .weight_histogram import WeightHistogram

VIEWS = ("gradients", "weights", "confusion")
_BESIDE_HEADING = 8
_LEAST_HEADING = 60
"""With less room than this a heading says nothing."""


class InsidePanel(QWidget):
    """Three views in one place; `view_chosen` says which a person wants, and it shows what it is told."""

    view_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes = True
        self.gradients = LayerPlot()
        self.weights = WeightHistogram()
        self.confusion = ConfusionMatrix()
        self._stack = QStackedWidget()
        for view in (self.gradients, self.weights, self.confusion):
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.choice = SegmentedChoice(VIEWS, self)
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
        self._classes = classes
        button = self.choice.button("confusion")
        if button.isHidden() == classes:
            button.setVisible(classes)
            self._place()
        self.set_view(self.view)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self.gradients.set_theme(theme)
        self.weights.set_theme(theme)
        self.confusion.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _place(self) -> None:
        self.choice.adjustSize()
        self.choice.move(max(self.width() - self.choice.width() - 16, 0), 6)
        room = self.choice.x() - 16 - _BESIDE_HEADING
        for view in (self.gradients, self.weights, self.confusion):
            view.heading.setMaximumWidth(room if room >= _LEAST_HEADING else 0)
        self.choice.raise_()

    def _retranslate(self) -> None:
        self.choice.set_texts(
            (
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
            )
        )
        self._place()
