"""When something is drawn, and when a person is told that it takes a while."""

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from app.lab import frame_clock
from app.lab.frame_clock import FrameClock, Patience


@pytest.fixture
def owner(qapp: QCoreApplication) -> QObject:
    return QObject()


LONG_MS = 600_000
"""However slow the machine is, such a frame does not end before it is told to."""


def test_the_first_change_is_drawn_at_once_and_others_with_the_next_frame(owner: QObject) -> None:
    drawn: list[int] = []
    clock = FrameClock(lambda: drawn.append(1), owner, LONG_MS)
    clock.touch()
    for _ in range(100):
        clock.touch()
    assert len(drawn) == 1
    clock._next.timeout.emit()
    assert len(drawn) == 2
    assert not clock._next.isActive()  # nothing has changed since


@pytest.mark.parametrize("end", ["draw", "stop"])
def test_who_draws_now_or_no_more_has_no_frame_to_come(owner: QObject, end: str) -> None:
    clock = FrameClock(lambda: None, owner, LONG_MS)
    clock.touch()
    clock.touch()
    assert clock._next.isActive()
    getattr(clock, end)()
    assert not clock._next.isActive()


def test_a_frame_ends_by_itself(owner: QObject, qtbot: QtBot) -> None:
    drawn: list[int] = []
    clock = FrameClock(lambda: drawn.append(1), owner)
    clock.touch()
    clock.touch()
    qtbot.waitUntil(lambda: len(drawn) == 2)


def test_what_is_being_drawn_is_not_drawn_over(owner: QObject, qtbot: QtBot) -> None:
    depth, deepest, drawn = 0, 0, 0

    def draw() -> None:
        nonlocal depth, deepest, drawn
        depth += 1
        drawn += 1
        deepest = max(deepest, depth)
        if drawn < 3:
            clock.touch()
        depth -= 1

    clock = FrameClock(draw, owner, 0)
    clock.touch()
    qtbot.waitUntil(lambda: drawn == 3)
    assert deepest == 1


def test_a_picture_that_failed_does_not_end_all_pictures(owner: QObject) -> None:
    drawn: list[int] = []

    def draw() -> None:
        drawn.append(1)
        if len(drawn) == 1:
            raise ZeroDivisionError

    clock = FrameClock(draw, owner)
    with pytest.raises(ZeroDivisionError):
        clock.touch()
    clock.draw()
    assert len(drawn) == 2


# --- patience -----------------------------------------------------------------------------------------------


@pytest.fixture
def patience(owner: QObject, monkeypatch: pytest.MonkeyPatch) -> Patience:
    monkeypatch.setattr(frame_clock, "PATIENCE_MS", 20)
    return Patience(owner)


@pytest.fixture
def heard(patience: Patience) -> list[bool]:
    said: list[bool] = []
    patience.waiting.connect(said.append)
    return said


def test_what_takes_a_while_is_told_once(patience: Patience, heard: list[bool], qtbot: QtBot) -> None:
    patience.follow(True)
    qtbot.waitUntil(lambda: heard == [True])
    patience.follow(False)
    assert heard == [True, False]
    patience.follow(False)
    assert heard == [True, False]


def test_what_is_done_soon_is_not_told(patience: Patience, heard: list[bool], qtbot: QtBot) -> None:
    patience.follow(True)
    patience.follow(False)
    qtbot.wait(50)
    assert heard == []


def test_who_gets_something_new_waits_no_more_and_then_anew(
    patience: Patience, heard: list[bool], qtbot: QtBot
) -> None:
    patience.follow(True)
    qtbot.waitUntil(lambda: heard == [True])
    patience.begin_anew()
    assert heard == [True, False]
    qtbot.waitUntil(lambda: heard == [True, False, True])
    patience.stop()


def test_who_is_not_busy_never_waits(patience: Patience, heard: list[bool], qtbot: QtBot) -> None:
    patience.begin_anew()
    qtbot.wait(50)
    assert heard == []


def test_whoever_stops_is_told_nothing_more(patience: Patience, heard: list[bool], qtbot: QtBot) -> None:
    patience.follow(True)
    patience.stop()
    qtbot.wait(50)
    assert heard == []
