"""The card over the diagram that shows what is known of one neuron."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.kit.theme import DARK, Theme
from app.kit.widgets import shapes
from app.kit.widgets.basic import ElidedLabel, IconButton

from .neuron_card_parts import MOST_ROWS, PLOT_HEIGHT, ROW, ActivationPlot, FormulaLines, WeightBars
from .neuron_details import Details
from .neuron_formula import ACTIVATIONS

_LOWEST_PLOT = 66


class NeuronCard(QFrame):
    """A card with the inside of one neuron; `closed` when a person wants it gone."""

    closed = Signal()
    WIDTH = 268

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._details: Details | None = None
        self.title = ElidedLabel()
        font = self.title.font()
        font.setWeight(font.Weight.DemiBold)
        self.title.setFont(font)
        self.close_button = IconButton(shapes.CROSS, 12)
        self.close_button.clicked.connect(self.closed)
        self.plot = ActivationPlot()
        self.formulas = FormulaLines()
        self.note = QLabel()
        self.note.setProperty("role", "small")
        self.bars = WeightBars()
        self.scroll_area = QScrollArea()
        self.scroll_area.setWidget(self.bars)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setMinimumHeight(2 * ROW)  # or it would take more from what is above it
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.viewport().setAutoFillBackground(False)
        self.bars.setAutoFillBackground(False)
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 0, 0)
        top.addWidget(self.title, 1)
        top.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 4, 8)
        column.setSpacing(4)
        column.addLayout(top)
        for part in (self.plot, self.formulas, self.note):
            row = QHBoxLayout()
            row.setContentsMargins(12, 0, 8, 0)
            row.addWidget(part)
            column.addLayout(row)
        column.addWidget(self.scroll_area, 1)
        self._retranslate()
        self.set_theme(DARK)

    @property
    def details(self) -> Details | None:
        """What is shown."""
        return self._details

    def set_details(self, details: Details) -> None:
        """Show another neuron, or other numbers of the same."""
        self._details = details
        self.title.setText(details.title)
        self.plot.set_point(details.activation, details.z, details.a)
        self.formulas.set_formulas(details.formulas, self.WIDTH - 26)
        self.note.setText("\n".join(details.notes))
        self.note.setVisible(bool(details.notes))
        self.bars.set_weights(details.weights)
        self.setAccessibleName(details.title)
        self.setAccessibleDescription(details.sentence)

    def fit_into(self, room: int) -> int:
        """The height for all, or in a lower room for less: a lower plot or none, fewer weights in sight."""
        details = self._details
        rows = min(len(details.weights) if details else 0, MOST_ROWS)
        text = 48 + self.formulas.wanted_height()
        if details and details.notes:
            text += self.note.sizeHint().height() + 4
        plot = min(PLOT_HEIGHT, room - text - 4 - 2 * ROW)
        plotted = details is not None and details.activation in ACTIVATIONS and plot >= _LOWEST_PLOT
        self.plot.setVisible(plotted)
        if plotted:
            self.plot.setFixedHeight(plot)
            text += plot + 4
        return min(room, text + rows * ROW)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme; the card stands out from the picture."""
        self.setStyleSheet(
            f"NeuronCard {{ background: {theme.panel}; border: 1px solid {theme.line}; border-radius: 8px; }}"
        )
        self.plot.set_theme(theme)
        self.formulas.set_theme(theme)
        self.bars.set_theme(theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.close_button.describe(self.tr("Close"), self.tr("Close the details of this neuron (Escape)"))
        self.bars.setAccessibleName(self.tr("Weights"))
        self.bars.setToolTip(self.tr("The bias w₀ and the weights of the inputs of this neuron"))
        self.plot.setToolTip(self.tr("The activation function g, and where this neuron is on it"))
