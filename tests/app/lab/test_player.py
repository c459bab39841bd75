from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.lab.player import SPEEDS, STEPS_PER_SECOND, Player


@pytest.fixture
def player(qapp: QCoreApplication) -> Iterator[Player]:
    player = Player()
    player.set_steps(100)
    yield player
    player.pause()


@pytest.fixture
def moves(player: Player) -> list[int]:
    moves: list[int] = []
    player.moved.connect(moves.append)
    return moves


@pytest.fixture
def plays(player: Player) -> list[bool]:
    plays: list[bool] = []
    player.playing_changed.connect(plays.append)
    return plays


def advance(player: Player, steps: float) -> None:
    """Let the time of `steps` steps go by."""
    player._advance(steps / (STEPS_PER_SECOND * player.speed))


def test_plays_to_the_end_and_stops(
    player: Player, moves: list[int], plays: list[bool], qtbot: QtBot
) -> None:
    player.set_steps(20)
    player.play()
    assert player.playing
    qtbot.waitUntil(lambda: not player.playing)
    assert player.position == 20
    assert plays == [True, False]
    assert moves == sorted(set(moves))
    assert moves[-1] == 20


def test_every_frame_goes_on_from_the_last(player: Player, moves: list[int]) -> None:
    for _ in range(10):
        advance(player, 0.75)
    assert player.position == 7
    assert moves == [1, 2, 3, 4, 5, 6, 7]


def test_slow_frame_skips_steps_not_time(player: Player, moves: list[int]) -> None:
    advance(player, 40.5)
    assert moves == [40]
    advance(player, 1e9)
    assert moves == [40, 100]


@pytest.mark.parametrize("speed", SPEEDS)
def test_speed_scales_time(player: Player, speed: float) -> None:
    player.speed = speed
    player._advance(0.5)
    assert player.position == int(0.5 * STEPS_PER_SECOND * speed) or player.position == 100


def test_play_at_the_end_begins_anew(player: Player, moves: list[int]) -> None:
    player.jump(100)
    player.play()
    assert moves == [100, 0]
    assert player.playing


def test_play_in_the_middle_goes_on(player: Player) -> None:
    player.jump(40)
    player.play()
    assert player.position == 40


def test_nothing_to_play_is_not_played(player: Player, plays: list[bool]) -> None:
    player.set_steps(0)
    player.play()
    assert not player.playing
    assert plays == []


def test_toggle_and_repeated_calls_tell_each_change_once(player: Player, plays: list[bool]) -> None:
    player.pause()
    player.toggle()
    player.play()
    player.toggle()
    player.pause()
    assert plays == [True, False]


@pytest.mark.parametrize(
    ("wanted", "reached"), [(-1, 0), (0, 0), (37, 37), (100, 100), (101, 100), (10**12, 100)]
)
def test_jump_stays_within_the_race(player: Player, moves: list[int], wanted: int, reached: int) -> None:
    player.jump(wanted)
    assert player.position == reached
    assert moves == ([reached] if reached else [])  # what does not move says nothing


def test_jump_forgets_the_part_of_a_step_that_has_gone_by(player: Player) -> None:
    advance(player, 5.9)
    player.jump(10)
    advance(player, 0.9)
    assert player.position == 10


def test_shorter_race_moves_the_cursor_to_its_end(player: Player, moves: list[int]) -> None:
    player.jump(80)
    player.set_steps(50)
    player.set_steps(200)
    assert player.position == 50
    assert moves == [80, 50]


def test_loop_shows_every_step_equally_long_and_never_stops(player: Player, plays: list[bool]) -> None:
    player.set_steps(4)
    player.loop = True
    player.play()
    seen = []
    for _ in range(40):
        seen.append(player.position)
        advance(player, 0.5)
    assert seen == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4] * 4
    assert plays == [True]


def test_loop_switched_off_ends_at_the_end(player: Player) -> None:
    player.set_steps(4)
    player.loop = True
    player.play()
    advance(player, 4.5)
    assert player.position == 4
    player.loop = False
    advance(player, 0.1)
    assert player.position == 4
    assert not player.playing


def test_looping_race_that_loses_its_steps_stops(player: Player) -> None:
    player.loop = True
    player.play()
    player.set_steps(0)
    advance(player, 1)
    assert player.position == 0
    assert not player.playing


def test_every_position_is_within_the_race_whatever_happens(player: Player, moves: list[int]) -> None:
    for steps in (3, 100, 1, 7):
        for loop in (True, False):
            player.loop = loop
            player.set_steps(steps)
            moves.clear()
            for _ in range(50):
                advance(player, 0.37)
            assert all(0 <= position <= steps for position in (*moves, player.position))
