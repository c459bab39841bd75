"""The parts of the network lab share the room that there is."""

import pytest
from pytestqt.qtbot import QtBot

from app.network_lab.views.lab import NetworkLab


@pytest.mark.parametrize("size", [(640, 480), (900, 600), (1600, 1200)])
def test_every_part_of_the_figure_can_be_read(qtbot: QtBot, size: tuple[int, int]) -> None:
    lab = NetworkLab()
    qtbot.addWidget(lab)
    figure = lab.figure
    figure.setParent(None)
    qtbot.addWidget(figure)
    figure.resize(*size)
    figure.show()
    qtbot.waitExposed(figure)
    assert (figure.width(), figure.height()) == size
    assert lab.curves.picture.area.height() >= 90
    assert lab.runs.table.viewport().height() >= 24
    assert lab.answers.height() >= 210
    assert lab.inside.height() >= 190
    assert lab.diagram.height() >= 150


def test_what_goes_on_inside_can_have_the_room_of_the_network(qtbot: QtBot) -> None:
    lab = NetworkLab()
    qtbot.addWidget(lab)
    lab.resize(1280, 740)
    lab.show()
    qtbot.waitExposed(lab)
    before = lab.inside.geometry(), lab.answers.geometry()
    lab.set_enlarged(True)
    qtbot.wait(10)
    assert lab.enlarged
    assert lab.inside.width() > 1.3 * lab.answers.width()
    assert lab.inside.height() == lab.answers.height()
    assert lab.inside.mapTo(lab, lab.inside.rect().topLeft()).x() == 0
    lab.set_enlarged(False)
    qtbot.wait(10)
    assert not lab.enlarged
    assert (lab.inside.geometry(), lab.answers.geometry()) == before
