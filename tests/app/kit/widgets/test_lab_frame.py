"""How every lab is laid out."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QWidget
from pytestqt.qtbot import QtBot

from app.kit.widgets.lab_frame import LabFrame, splitter


class Parts:
    """A frame with a figure, a transport and controls of known sizes."""

    def __init__(self, qtbot: QtBot) -> None:
        self.figure, self.transport, self.controls = QWidget(), QWidget(), QWidget()
        self.transport.setFixedHeight(48)
        self.controls.setFixedWidth(330)
        self.frame = LabFrame()
        qtbot.addWidget(self.frame)
        self.frame.lay_out(self.figure, self.transport, self.controls)
        self.frame.resize(1000, 600)
        self.frame.show()

    def corner(self, part: QWidget) -> tuple[int, int]:
        place = part.mapTo(self.frame, QPoint())
        return place.x(), place.y()


@pytest.fixture
def parts(qtbot: QtBot) -> Parts:
    return Parts(qtbot)


def test_the_figure_stands_over_the_transport_and_the_controls_beside_both(parts: Parts) -> None:
    assert parts.corner(parts.figure) == (0, 0)
    assert parts.corner(parts.transport) == (0, 600 - 48)
    assert parts.corner(parts.controls) == (1000 - 330, 0)
    assert parts.controls.height() == 600
    assert parts.transport.width() == parts.figure.width() == 1000 - 330 - 1  # and a rule of one pixel


def test_a_larger_window_gives_its_room_to_the_figure(parts: Parts) -> None:
    parts.frame.resize(1300, 800)
    assert parts.figure.width() == 1300 - 330 - 1
    assert parts.figure.height() == 800 - 48 - 1


def test_what_stands_over_the_figure_is_not_in_it(parts: Parts) -> None:
    over = QWidget(parts.frame.stage)
    assert parts.frame.stage.size() == parts.figure.size()
    assert over not in parts.figure.findChildren(QWidget)
    assert len(parts.frame.findChildren(QFrame, "rule")) == 2


def test_splitters_keep_their_parts(qtbot: QtBot) -> None:
    first, second = QWidget(), QWidget()
    second.setMinimumWidth(40)
    made = splitter(Qt.Orientation.Horizontal, (first, second), (200, 100))
    qtbot.addWidget(made)
    made.resize(301, 50)
    made.show()
    assert made.sizes() == [200, 100]
    made.resize(401, 50)
    assert made.sizes() == [300, 100]  # the first has all that is new
    made.setSizes([401, 0])
    assert made.sizes()[1] == 40  # none can be folded away by mistake
