"""One step of training, played stage by stage."""

import numpy as np
import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from app import story_player
from app.network_lab.diagram import NetworkDiagram
from app.network_lab.story import stage_caption, story_stages
from app.network_lab.story_bar import StoryBar
from app.story_player import StoryPlayer
from tests.app.drawn_networks import Drawn, drawn

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def told() -> Drawn:
    return drawn("moons")


@pytest.fixture
def bar(qtbot: QtBot) -> StoryBar:
    made = StoryBar()
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
def player(qapp: QObject, diagram: NetworkDiagram, bar: StoryBar, told: Drawn) -> StoryPlayer:
    made = StoryPlayer(diagram, bar, bar)
    diagram.set_network(told.network)
    diagram.set_values(told.values)
    made.set_network(told.network)
    made.set_story(told.story, told.values.scaling)
    return made


def next_step(told: Drawn) -> Drawn:
    return told._replace(story=told.story._replace(step=told.story.step + 1))


def test_it_begins_with_the_inputs_and_says_what_happens(
    player: StoryPlayer, bar: StoryBar, told: Drawn
) -> None:
    for stage in range(story_stages(told.network)):
        player.show_stage(stage)
        assert player.stage == stage
        assert bar.caption.text() == stage_caption(told.network, told.story, stage, told.values.scaling)


def test_the_bar_leads_through_the_stages(
    player: StoryPlayer, bar: StoryBar, diagram: NetworkDiagram, qtbot: QtBot
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


def test_there_is_nothing_before_the_first_stage_and_after_the_last(player: StoryPlayer, told: Drawn) -> None:
    player.show_stage(-3)
    assert player.stage == 0
    player.show_stage(999)
    assert player.stage == story_stages(told.network) - 1


def test_it_plays_to_the_end_and_asks_for_the_next_step(
    player: StoryPlayer, told: Drawn, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    player._timer.setInterval(1)
    seen: list[int] = []
    player.next_wanted.connect(lambda: player.set_story(next_step(told).story, told.values.scaling))
    player.next_wanted.connect(lambda: seen.append(player.stage))
    with qtbot.waitSignal(player.next_wanted):
        player.toggle()
    assert seen[0] == 0  # the next step is told from its beginning
    qtbot.waitUntil(lambda: len(seen) > 1)  # and so on
    player.stop()


def test_who_pauses_or_points_at_a_stage_stays_there(player: StoryPlayer, bar: StoryBar) -> None:
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


def test_the_same_step_goes_on_where_it_is(player: StoryPlayer, told: Drawn) -> None:
    player.show_stage(3)
    player.set_story(told.story, told.values.scaling)  # of another run, say
    assert player.stage == 3
    player.set_story(next_step(told).story, told.values.scaling)
    assert player.stage == 0


@pytest.mark.parametrize("changed", ["step", "samples", "x"])
def test_another_step_or_other_data_begin_anew(player: StoryPlayer, told: Drawn, changed: str) -> None:
    player.show_stage(4)
    other = told.story._replace(**{changed: np.asarray(getattr(told.story, changed)) + 1})
    player.set_story(other, told.values.scaling)
    assert player.stage == 0


def test_another_network_begins_anew(player: StoryPlayer, told: Drawn) -> None:
    player.show_stage(3)
    player.set_network(told.network._replace(output_names=("y", "z")))
    player.set_story(told.story, told.values.scaling)
    assert player.stage == 0


def test_without_a_story_the_network_is_at_rest(
    player: StoryPlayer, diagram: NetworkDiagram, told: Drawn
) -> None:
    player.show_stage(2)
    during = diagram.grab().toImage()
    player.set_story(None, told.values.scaling)
    assert diagram.grab().toImage() != during
    player.show_stage(3)
    assert player.stage == 2  # there is nothing to show


def test_the_bar_closes_and_asks_for_the_next_step(player: StoryPlayer, bar: StoryBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(player.closed):
        qtbot.mouseClick(bar.close_button, LEFT)
    with qtbot.waitSignal(player.next_wanted):
        qtbot.mouseClick(bar.next, LEFT)


def test_there_is_time_to_read() -> None:
    assert story_player.STAGE_MS >= 1000
