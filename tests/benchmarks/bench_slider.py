"""Ten thousand events of the big learning-rate slider in five seconds, in the real window.

The final value has to win, no more than one job of a kind may ever wait, and the event loop has to stay
alive: a timer of 4 ms is watched, and the gaps between its ticks are printed beside those at rest. Run with
a display or under Xvfb: `python tests/benchmarks/bench_slider.py`.
"""

import math
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.kit import application
from app.window import rooms
from app.window.window import Window
from core import run_edits

EVENTS = 10_000
SECONDS = 5.0
LAST = 2.0


def build(folder: str) -> Window:
    """The window at rest, its first race shown."""
    running = application.make()
    settings = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
    surroundings = application.Surroundings(running, settings)
    window = Window(rooms.room_factories(surroundings), surroundings, settings)
    window.resize(1280, 800)
    window.show()
    window.room.session.wait_until_idle()
    spin(0.5)
    window.room.player.pause()
    return window


def spin(seconds: float) -> None:
    """Let the window live."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.0005)


class Pulse:
    """The gaps between the ticks of a timer of 4 ms."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(4)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append(1e3 * (now - self._last))
        self._last = now

    def __str__(self) -> str:
        gaps = sorted(self.gaps)
        median, nearly_all, longest = (gaps[int(share * (len(gaps) - 1))] for share in (0.5, 0.99, 1.0))
        return f"gap median {median:.1f} ms · p99 {nearly_all:.1f} ms · longest {longest:.1f} ms"


def drag(window: Window) -> int:
    """Send the events in the time they have; returns the most jobs of a kind that ever waited."""
    began = time.perf_counter()
    most = sent = 0
    while sent < EVENTS:
        due = min(int((time.perf_counter() - began) / SECONDS * EVENTS) + 1, EVENTS)
        for _ in range(due - sent):
            sent += 1
            factor = LAST if sent == EVENTS else 10 ** (1.5 * math.sin(sent / 300))
            window.room.lab.controls.factor_moved.emit(factor)
            most = max(most, *window.room.session.waiting_jobs())
        QApplication.processEvents()
    print(f"{EVENTS} events in {time.perf_counter() - began:.2f} s")
    return most


def main() -> None:
    """Print what the drag did to the window."""
    with tempfile.TemporaryDirectory() as folder:
        window = build(folder)
        rest = Pulse()
        spin(2.0)
        print(f"at rest: {rest}")
        races: list[object] = []
        window.room.session.race_changed.connect(races.append)
        busy = Pulse()
        most = drag(window)
        print(f"dragged: {busy}")
        window.room.session.wait_until_idle()
        race = window.room.session.race
        assert race is not None
        print(f"{len(races)} races shown, {most} waiting at most")
        print(f"final factor {run_edits.common_factor(race.experiment, None):g}, sent was {LAST:g}")
        window.close()


if __name__ == "__main__":
    main()
