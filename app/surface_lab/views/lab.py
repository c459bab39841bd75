"""The surface lab: the figure (map, loss, verdicts), the controls beside it, the transport under it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ...kit.widgets.lab_frame import LabFrame, splitter
from .controls import Controls
from .loss_plot import LossPlot
from .map_stack import MapStack
from .transport import Transport
from .verdict_table import VerdictTable


class SurfaceLab(LabFrame):
    """Puts the views side by side; what goes on between them is the presenter's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views = MapStack()
        self.map = self.views.map
        self.relief = self.views.relief
        self.loss = LossPlot()
        self.verdicts = VerdictTable()
        self.controls = Controls()
        self.transport = Transport()
        self.foot = splitter(Qt.Orientation.Horizontal, (self.loss, self.verdicts), (580, 380))
        self.figure = splitter(Qt.Orientation.Vertical, (self.views, self.foot), (520, 220))
        self.lay_out(self.figure, self.transport, self.controls)
