"""The widgets of the network lab: diagram, answers, curves, inside, controls and transport."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ...kit.widgets.lab_frame import LabFrame, splitter
from ...kit.widgets.stale_overlay import StaleOverlay
from .answers.decision_map import DecisionMap
from .answers.digits_view import DigitsView
from .answers.forecast_plot import ForecastPlot
from .answers.function_plot import FunctionPlot
from .controls.controls import NetworkControls
from .controls.training_transport import TrainingTransport
from .curves.run_table import RunTable
from .curves.training_curves import TrainingCurves
from .diagram.diagram import NetworkDiagram
from .diagram.slow_motion_bar import SlowMotionBar
from .inside.confusion_matrix import ConfusionMatrix
from .inside.panel import InsidePanel

_LEAST_ANSWERS, _LEAST_INSIDE = 210, 190
"""Heights in pixels that views need to be read."""


class NetworkLab(LabFrame):
    """Four panels, of which `answers` is the view that goes with the data."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.diagram = NetworkDiagram()
        self.slow_motion_bar = SlowMotionBar()
        self.slow_motion_bar.hide()
        self.map = DecisionMap()
        self.function = FunctionPlot()
        self.forecast = ForecastPlot()
        self.digits = DigitsView()
        self.table = ConfusionMatrix()
        self.curves = TrainingCurves()
        self.runs = RunTable()
        self.inside = InsidePanel()
        self.controls = NetworkControls()
        self.transport = TrainingTransport()

        self.answers = QStackedWidget()
        for view in (self.map, self.function, self.forecast, self.digits, self.table):
            self.answers.addWidget(view)
        vertical = Qt.Orientation.Vertical
        self.learning = splitter(vertical, (self.curves, self.runs), (180, 210))
        self.left = splitter(
            vertical, (_under(self.diagram, self.slow_motion_bar), self.learning), (325, 390)
        )
        self.answers.setMinimumHeight(_LEAST_ANSWERS)
        self.inside.setMinimumHeight(_LEAST_INSIDE)
        self.right = splitter(vertical, (self.answers, self.inside), (360, 350))
        self.figure = splitter(Qt.Orientation.Horizontal, (self.left, self.right), (550, 400))
        self.figure.setStretchFactor(1, 1)
        for column in (self.left, self.right):
            column.setStretchFactor(1, 1)  # the height is shared as it was before
        self._sizes: dict[bool, list[int]] = {}
        self.lay_out(self.figure, self.transport, self.controls)
        self.stale_overlay = StaleOverlay(self.stage)

    def show_slow_motion(self, shown: bool) -> None:
        """Give the network the room of the curves while one step is shown in slow motion, or take it back."""
        self.slow_motion_bar.setVisible(shown)
        self.learning.setVisible(not shown)

    @property
    def enlarged(self) -> bool:
        """Whether what goes on inside has the room of the network and its curves."""
        return self.left.isHidden()

    def set_enlarged(self, enlarged: bool) -> None:
        """Give what goes on inside the room of the network and its curves, or take it back."""
        if enlarged == self.enlarged:
            return
        self._sizes[self.enlarged] = self.right.sizes()
        focused = self.focusWidget()
        if enlarged and focused is not None and self.left.isAncestorOf(focused):
            focused.clearFocus()  # else Qt would hand it on as if by key, and a ring would show that
        self.left.setHidden(enlarged)
        self.figure.refresh()  # at once: sizes are to be those of all the room there is
        self.right.setOrientation(Qt.Orientation.Horizontal if enlarged else Qt.Orientation.Vertical)
        self.right.insertWidget(0, self.inside if enlarged else self.answers)
        # Of a lab that is not laid out yet they are shares, as those of the usual heights are.
        self.right.setSizes(self._sizes.get(enlarged) or [620, 380])

    @property
    def enlarged_sizes(self) -> list[int]:
        """How what goes on inside and the answers share the width, once they have; to be kept."""
        return self.right.sizes() if self.enlarged else self._sizes.get(True, [])

    @enlarged_sizes.setter
    def enlarged_sizes(self, sizes: list[int]) -> None:
        self._sizes[True] = sizes

    def show_answers(self, kind: str) -> None:
        """Show the view that goes with the data: a Kind of `core.network.pictures`."""
        views = {
            "plane": self.map,
            "function": self.function,
            "sequence": self.forecast,
            "images": self.digits,
            "table": self.table,
        }
        self.answers.setCurrentWidget(views[kind])


def _under(upper: QWidget, lower: QWidget) -> QWidget:
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(upper, 1)
    column.addWidget(lower)
    return both
