"""How every lab is laid out: the figure, the transport under it, the controls beside both."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget


class LabFrame(QWidget):
    """Puts the parts of a lab in their places, with rules between them."""

    def lay_out(self, figure: QWidget, transport: QWidget, controls: QWidget) -> None:
        """Take these parts; `stage` is the place of the figure, over which something else may stand."""
        self.stage = QWidget()
        place = QVBoxLayout(self.stage)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(figure)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.stage, 1)
        left.addWidget(_rule(QFrame.Shape.HLine))
        left.addWidget(transport)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(left, 1)
        layout.addWidget(_rule(QFrame.Shape.VLine))
        layout.addWidget(controls)


def splitter(orientation: Qt.Orientation, parts: Sequence[QWidget], sizes: Sequence[int]) -> QSplitter:
    """Parts side by side, or one above the other; a larger window gives all of its room to the first."""
    made = QSplitter(orientation)
    for part in parts:
        made.addWidget(part)
    made.setStretchFactor(0, 1)
    made.setSizes(list(sizes))
    made.setChildrenCollapsible(False)
    made.setHandleWidth(1)
    return made


def _rule(shape: QFrame.Shape) -> QFrame:
    rule = QFrame()
    rule.setObjectName("rule")
    rule.setFrameShape(QFrame.Shape.NoFrame)
    if shape == QFrame.Shape.HLine:
        rule.setFixedHeight(1)
    else:
        rule.setFixedWidth(1)
    return rule
