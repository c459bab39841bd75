"""The clock of live training."""

import time

import pytest
from pytestqt.qtbot import QtBot

from app.lab.pacer import Pacer
from tests.app.clock import Clock


@pytest.fixture
def pacer(qapp: object) -> Pacer:
    return Pacer()


@pytest.fixture
def clock(pacer: Pacer, monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(pacer, "_clock", made)
    return made


def taken(pacer: Pacer, clock: Clock, seconds: float, batches: int, most: int = 10**6) -> int:
    clock.seconds = seconds
    return pacer.take(batches, most)


def test_the_first_step_is_due_at_once(pacer: Pacer, clock: Clock) -> None:
    pacer.set_pace("batch", 1.0)
    pacer.play()
    assert taken(pacer, clock, 0.0, 24) == 1
    assert taken(pacer, clock, 0.0, 24) == 0
    pacer.pause()


@pytest.mark.parametrize(("unit", "whole"), [("batch", 1), ("epoch", 24)])
@pytest.mark.parametrize("per_second", [1.0, 10.0, 37.0])
def test_as_many_are_made_as_are_due(
    pacer: Pacer, clock: Clock, unit: str, whole: int, per_second: float
) -> None:
    pacer.set_pace(unit, per_second)  # type: ignore[arg-type]
    pacer.play()
    made = sum(taken(pacer, clock, 0.01, 24) for _ in range(1000))
    assert abs(made / whole - 10 * per_second) <= 2
    pacer.pause()


def test_as_many_as_can_be_are_due_at_full_speed(pacer: Pacer, clock: Clock) -> None:
    pacer.set_pace("max", 1.0)
    pacer.play()
    assert taken(pacer, clock, 0.0, 24, most=500) == 500
    pacer.pause()


def test_epochs_stay_whole_and_no_call_takes_more_than_it_may(pacer: Pacer, clock: Clock) -> None:
    pacer.set_pace("epoch", 100.0)
    pacer.play()
    assert taken(pacer, clock, 0.2, batches=24, most=50) == 48
    assert taken(pacer, clock, 0.2, batches=24, most=1) == 24
    pacer.pause()


def test_a_long_pause_is_not_made_up_for(pacer: Pacer, clock: Clock) -> None:
    pacer.set_pace("batch", 10.0)
    pacer.play()
    taken(pacer, clock, 0.0, 24)
    assert taken(pacer, clock, 3600.0, 24) <= 4
    assert sum(taken(pacer, clock, 0.0, 24) for _ in range(10)) <= 3
    pacer.pause()


def test_it_ticks_only_while_it_plays(pacer: Pacer, qtbot: QtBot) -> None:
    heard: list[bool] = []
    pacer.playing_changed.connect(heard.append)
    with qtbot.waitSignal(pacer.ticked, timeout=5000):
        pacer.play()
    pacer.play()
    pacer.pause()
    pacer.pause()
    assert heard == [True, False]
    ticks: list[int] = []
    pacer.ticked.connect(lambda: ticks.append(1))
    end = time.monotonic() + 0.05
    while time.monotonic() < end:
        qtbot.wait(5)
    assert not ticks
