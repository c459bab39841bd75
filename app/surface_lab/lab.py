"""The surface lab: the figure (map, loss, verdicts), the controls beside it, the transport under it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from ..widgets.transport import Transport
from .controls import Controls
from .loss_plot import LossPlot
from .map_view import MapView
from .verdict_table import VerdictTable


class SurfaceLab(QWidget):
    """Puts the views side by side; what goes on between them is the presenter's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.map = MapView()
        self.loss = LossPlot()
        self.verdicts = VerdictTable()
        self.controls = Controls()
        self.transport = Transport()

        self.foot = QSplitter(Qt.Orientation.Horizontal)
        self.foot.addWidget(self.loss)
        self.foot.addWidget(self.verdicts)
        self.foot.setStretchFactor(0, 1)
        self.foot.setSizes([580, 380])

        self.figure = QSplitter(Qt.Orientation.Vertical)
        self.figure.addWidget(self.map)
        self.figure.addWidget(self.foot)
        self.figure.setStretchFactor(0, 1)
        self.figure.setSizes([520, 220])
        for splitter in (self.figure, self.foot):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)

        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.figure, 1)
        left.addWidget(_rule(QFrame.Shape.HLine))
        left.addWidget(self.transport)

        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(left, 1)
        layout.addWidget(_rule(QFrame.Shape.VLine))
        layout.addWidget(self.controls)


def _rule(shape: QFrame.Shape) -> QFrame:
    rule = QFrame()
    rule.setObjectName("rule")
    rule.setFrameShape(QFrame.Shape.NoFrame)
    if shape == QFrame.Shape.HLine:
        rule.setFixedHeight(1)
    else:
        rule.setFixedWidth(1)
    return rule
