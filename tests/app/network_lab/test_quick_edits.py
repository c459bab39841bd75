"""What a person does to the layers in the diagram, faster than networks are computed."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.kit.theme import DARK
from app.network_lab.presenter import NetworkPresenter
from app.network_lab.session import NetworkSession
from app.network_lab.sessions import NetworkSessions
from app.network_lab.views.diagram.diagram import NetworkDiagram
from app.network_lab.views.lab import NetworkLab
from core import run_edits
from core.network import edits as network_edits
from core.network import presets as network_presets
from core.network.network_choice import MOST_UNITS, NetworkChoice

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def sessions(qtbot: QtBot) -> NetworkSessions:
    made = network_presets.new("two_moons")
    sessions = NetworkSessions.begin(run_edits.replace(made, network=NetworkChoice(hidden=(8, 5, 3))))
    sessions.close()  # the network that a click asks for never comes
    return sessions


@pytest.fixture
def session(sessions: NetworkSessions) -> NetworkSession:
    return sessions.training


@pytest.fixture
def diagram(sessions: NetworkSessions, qtbot: QtBot) -> Iterator[NetworkDiagram]:
    lab = NetworkLab()
    qtbot.addWidget(lab)
    lab.resize(1900, 1000)
    presenter = NetworkPresenter(sessions, lab, DARK)
    lab.show()
    qtbot.waitExposed(lab)
    yield lab.diagram
    presenter.close()


@pytest.fixture
def click(diagram: NetworkDiagram, qtbot: QtBot) -> Callable[[str, int], QPoint]:
    def on(kind: str, position: int) -> QPoint:
        place = next(
            one.rect.center().toPoint()
            for one in diagram.handles_shown
            if (one.kind, one.position) == (kind, position)
        )
        qtbot.mouseClick(diagram, LEFT, pos=place)
        return place

    return on


def hidden(session: NetworkSession) -> tuple[int, ...]:
    return session.state.experiment.network.hidden


def test_every_click_counts(session, diagram, click):
    for _ in range(6):
        click("more", 0)
    assert hidden(session) == (14, 5, 3)
    assert "14" in diagram.accessibleName()


def test_every_key_counts(session, diagram, qtbot):
    diagram.choose(2, 0)
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus):
        qtbot.keyClick(diagram, key)
    assert hidden(session) == (8, 7, 3)


def test_no_click_goes_beyond_the_most(session, click):
    session.edit("", lambda e: network_edits.with_units(e, 2, MOST_UNITS - 1))
    click("more", 2)
    with pytest.raises(StopIteration):
        click("more", 2)
    assert hidden(session) == (8, 5, MOST_UNITS)


def test_layers_are_added_and_taken_away_where_they_are_now(session, click):
    click("add", 1)
    click("remove", 2)
    click("more", 2)
    assert hidden(session) == (8, 8, 4)


def second_click(diagram: NetworkDiagram, kind: str) -> None:
    """What Qt makes of a click that follows another at the same place."""
    place = next(one.rect.center() for one in diagram.handles_shown if one.kind == kind)
    none = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseButtonDblClick, place, diagram.mapToGlobal(place), LEFT, LEFT, none)
    QApplication.sendEvent(diagram, event)


def test_a_second_quick_click_counts_but_takes_no_other_layer_away(session, diagram, click):
    click("remove", 0)
    second_click(diagram, "remove")
    assert hidden(session) == (5, 3)
    second_click(diagram, "more")
    assert hidden(session) == (6, 3)


def test_undone_is_undone_in_the_picture(session, diagram, click):
    before = diagram.accessibleName()
    click("fewer", 1)
    assert diagram.accessibleName() != before
    session.undo()
    assert diagram.accessibleName() == before
