"""One step of training, played stage by stage."""

import numpy as np
import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from app.network_lab import slow_motion_player
from app.network_lab.slow_motion_player import SlowMotionPlayer
from app.network_lab.views.diagram.diagram import NetworkDiagram
from app.network_lab.views.diagram.slow_motion import stage_caption, trace_stages
from app.network_lab.views.diagram.slow_motion_bar import SlowMotionBar
from tests.app.drawn_networks import Drawn, drawn

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def told() -> Drawn:
    return drawn("moons")


@pytest.fixture
def bar(qtbot: QtBot) -> SlowMotionBar:
    made = SlowMotionBar()
    qtbot.addWidget(made)
    made.resize(700, 84)
    made.show()
    return made


@pytest.fixture
def diagram(qtbot: QtBot) -> NetworkDiagram:
    made = NetworkDiagram()
    qtbot.addWidget(made)
    made.resize(600, 360)
    return made


@pytest.fixture
def player(qapp: QObject, diagram: NetworkDiagram, bar: SlowMotionBar, told: Drawn) -> SlowMotionPlayer:
    made = SlowMotionPlayer(diagram, bar, bar)
    diagram.set_network(told.network)
    diagram.set_values(told.values)
    made.set_network(told.network)
    made.set_trace(told.trace, told.values.scaling)
    return made


def next_step(told: Drawn) -> Drawn:
    return told._replace(trace=told.trace._replace(step=told.trace.step + 1))


def test_it_begins_with_the_inputs_and_says_what_happens(
    player: SlowMotionPlayer, bar: SlowMotionBar, told: Drawn
) -> None:
    for stage in range(trace_stages(told.network)):
        player.show_stage(stage)
        assert player.stage == stage
        assert bar.caption.text() == stage_caption(told.network, told.trace, stage, told.values.scaling)


def test_the_bar_leads_through_the_stages(
    player: SlowMotionPlayer, bar: SlowMotionBar, diagram: NetworkDiagram, qtbot: QtBot
) -> None:
    at_first = diagram.grab().toImage()
    qtbot.mouseClick(bar.forward, LEFT)
    assert player.stage == 1
    assert diagram.grab().toImage() != at_first
    qtbot.mouseClick(bar.back, LEFT)
    assert player.stage == 0
    assert diagram.grab().toImage() == at_first
    player.show_stage(4)
    qtbot.mouseClick(bar.repeat, LEFT)
    assert player.stage == 0


def test_there_is_nothing_before_the_first_stage_and_after_the_last(
    player: SlowMotionPlayer, told: Drawn
) -> None:
    player.show_stage(-3)
    assert player.stage == 0
    player.show_stage(999)
    assert player.stage == trace_stages(told.network) - 1


def test_it_plays_to_the_end_and_asks_for_the_next_step(
    player: SlowMotionPlayer, told: Drawn, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    player._timer.setInterval(1)
    seen: list[int] = []
    player.next_wanted.connect(lambda: player.set_trace(next_step(told).trace, told.values.scaling))
    player.next_wanted.connect(lambda: seen.append(player.stage))
    with qtbot.waitSignal(player.next_wanted):
        player.toggle()
    assert seen[0] == 0  # the next step is told from its beginning
    qtbot.waitUntil(lambda: len(seen) > 1)  # and so on
    player.stop()


def test_who_pauses_or_points_at_a_stage_stays_there(player: SlowMotionPlayer, bar: SlowMotionBar) -> None:
    player.toggle()
    assert player.stage == 1  # at once
    assert bar._playing
    player.toggle()
    assert not player._timer.isActive()
    player.toggle()
    bar.stage_requested.emit(5)
    assert player.stage == 5
    assert not player._timer.isActive()
    assert not bar._playing


def test_the_same_step_goes_on_where_it_is(player: SlowMotionPlayer, told: Drawn) -> None:
    player.show_stage(3)
    player.set_trace(told.trace, told.values.scaling)  # of another run, say
    assert player.stage == 3
    player.set_trace(next_step(told).trace, told.values.scaling)
    assert player.stage == 0


@pytest.mark.parametrize("changed", ["step", "samples", "x"])
def test_another_step_or_other_data_begin_anew(player: SlowMotionPlayer, told: Drawn, changed: str) -> None:
    player.show_stage(4)
    other = told.trace._replace(**{changed: np.asarray(getattr(told.trace, changed)) + 1})
    player.set_trace(other, told.values.scaling)
    assert player.stage == 0


def test_another_network_begins_anew(player: SlowMotionPlayer, told: Drawn) -> None:
    player.show_stage(3)
    player.set_network(told.network._replace(output_names=("y", "z")))
    player.set_trace(told.trace, told.values.scaling)
    assert player.stage == 0


def test_without_a_story_the_network_is_at_rest(
    player: SlowMotionPlayer, diagram: NetworkDiagram, told: Drawn
) -> None:
    player.show_stage(2)
    during = diagram.grab().toImage()
    player.set_trace(None, told.values.scaling)
    assert diagram.grab().toImage() != during
    player.show_stage(3)
    assert player.stage == 2  # there is nothing to show


def test_the_bar_closes_and_asks_for_the_next_step(
    player: SlowMotionPlayer, bar: SlowMotionBar, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(player.closed):
        qtbot.mouseClick(bar.close_button, LEFT)
    with qtbot.waitSignal(player.next_wanted):
        qtbot.mouseClick(bar.next, LEFT)


def test_there_is_time_to_read() -> None:
    assert slow_motion_player.STAGE_MS >= 1000
