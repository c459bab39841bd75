"""Titled panels that show a plot of the kit."""

from collections.abc import Callable

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..plots.content import PlotContent
from ..plots.numbers import Numbers
from ..plots.plot import Plot
from ..theme import Theme
from .panel import Panel


class PlotPanel(Panel):
    """Below its heading stands the plot `picture`; more can be put below that, into the layout `plots`."""

    def __init__(self, declare: Callable[[], PlotContent], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = Plot(declare)
        self.picture.export_menu.picture_of = self
        self.plots = QVBoxLayout()
        self.plots.setSpacing(0)
        self.plots.addWidget(self.picture, 1)
        self.column.takeAt(self.column.count() - 1)  # the stretch that leaves room for what is painted
        self.column.addLayout(self.plots, 1)
        self.setFocusProxy(self.picture)

    def numbers(self) -> Numbers | None:
        return self.picture.numbers()

    def paint(self, painter: QPainter, *, pixels: bool) -> None:
        """Leave everything to the plot."""

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.picture.set_theme(theme)

    def _entitle(self) -> None:
        super()._entitle()
        self.picture.setAccessibleName(self.accessibleName())
