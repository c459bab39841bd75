"""The parts of the network lab share the room that there is."""

import pytest
from pytestqt.qtbot import QtBot

from app.network_lab.lab import NetworkLab


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
    assert lab.curves.picture.ground.height() >= 90
    assert lab.runs.table.viewport().height() >= 24
    assert lab.answers.height() >= 210
    assert lab.inside.height() >= 190
    assert lab.diagram.height() >= 150
