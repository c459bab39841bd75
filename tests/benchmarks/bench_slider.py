"""Ten thousand events of the big learning-rate slider in ten seconds, in the real window.

The final value has to win, on the slider and in the picture, no more than one job of a kind may ever wait,
and the event loop has to stay alive: a timer of 4 ms is watched, and the gaps between its ticks are told
beside those at rest. Run with a display, under Xvfb or offscreen: `python -m tests.benchmarks.bench_slider`.
"""

import argparse
import math
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__" and not __package__:
    sys.path.insert(0, str(Path(__file__).parents[2]))
if sys.platform == "linux" and not ({"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ)):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtWidgets import QApplication

from app.window.window import Window
from core import run_edits
from core.surface import presets
from tests.benchmarks import record, watch
from tests.benchmarks.live import Pulse, live, opened
from tests.benchmarks.record import Result, UntrueError

EVENTS = 10_000
SECONDS = 10.0
LAST = 2.0
BURST = 100
FEWEST_RACES = 20
"""With fewer in ten seconds nobody could say that the picture follows the slider."""


def drag(window: Window) -> tuple[int, float]:
    """Send the events in the time they have; returns the most jobs of a kind that waited, and the seconds.

    No mouse sends more than these. Qt gets its turn between them, even if they are late.
    """
    began = time.perf_counter()
    most = sent = 0
    while sent < EVENTS:
        due = min(int((time.perf_counter() - began) / SECONDS * EVENTS) + 1, EVENTS)
        for _ in range(min(due - sent, BURST)):
            sent += 1
            factor = LAST if sent == EVENTS else 10 ** (1.5 * math.sin(sent / 300))
            window.room.lab.controls.factor_moved.emit(factor)
            most = max(most, *window.room.session.waiting_jobs())
        QApplication.processEvents()
    return most, time.perf_counter() - began


def check_the_last_won(window: Window) -> None:
    """Raise UntrueError unless session, race, slider and map all show what was sent last."""
    session, lab = window.room.session, window.room.lab
    race = session.race
    wanted = {
        "the experiment": run_edits.common_factor(session.state.experiment, None),
        "the race": run_edits.common_factor(race.experiment, None),
        "the slider": lab.controls.rates.scale.value_slider.value,
    }
    for name, factor in wanted.items():
        if not math.isclose(factor, LAST, rel_tol=1e-3):
            raise UntrueError(f"{LAST:g} was sent last, and {name} has {factor:g}.")
    for trail, run in zip(lab.map._trails.trails, race.runs, strict=True):
        if not np.array_equal(trail.positions, run.positions):
            raise UntrueError("The map does not show the race of the last value.")


def measure(_: argparse.Namespace) -> Iterator[Result]:
    """Drag, and tell what that did to the window."""
    with opened(presets.startup()) as window:
        window.room.player.pause()
        rest = Pulse()
        live(2.0)
        at_rest = rest.milliseconds[1]
        print(f"at rest: {rest}")
        races: list[object] = []
        window.room.session.race_changed.connect(races.append)
        painted = watch.Paints(window.room.lab.map)
        before = watch.pixels(window.room.lab.map)
        busy = Pulse()
        most, taken = drag(window)
        dragged = busy.milliseconds[1]
        print(f"{EVENTS} events in {taken:.2f} s; dragged: {busy}")
        window.room.session.wait_until_idle()
        live(0.2)
        print(f"{len(races)} races computed, {painted.count} pictures painted, {most} waiting at most")
        check_the_last_won(window)
        if np.array_equal(before, watch.pixels(window.room.lab.map)):
            raise UntrueError("The map looks as it did before the drag.")
        if min(len(races), painted.count) < FEWEST_RACES:
            raise UntrueError(f"Only {len(races)} races and {painted.count} pictures were made.")
        yield record.alone("slider", "10,000 events", EVENTS / taken, "events/s")
        yield record.alone("slider", "10,000 events, races", len(races) / taken, "races/s")
        yield record.alone("slider", "10,000 events, pictures", painted.count / taken, "frames/s")
        yield record.alone("slider", "jobs of a kind that waited", most, "", at_most=1)
        yield record.alone("slider", "gaps at rest, p99", at_rest, "ms")
        yield record.alone("slider", "gaps while dragging, p99", dragged, "ms")


if __name__ == "__main__":
    record.run("slider", measure)
