"""The window in which something goes on: opening it, letting it live, and what to watch meanwhile."""

import contextlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer

from app.kit import application
from app.network_lab.room import NetworkRoom
from app.window import rooms
from app.window.window import Window
from core.experiment import Experiment
from tests.benchmarks import watch


@contextlib.contextmanager
def opened(experiment: Experiment, size: str = "1280x800", **settings: str) -> Iterator[Window]:
    """The window with an experiment, on the screen and at rest."""
    running = application.make()
    with tempfile.TemporaryDirectory() as folder:
        rooms.paths.data_folder = lambda: Path(folder)  # else the next start would show this experiment
        kept = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        for name, value in settings.items():
            kept.setValue(name, value)
        surroundings = application.Surroundings(running, kept)
        factories = rooms.room_factories(surroundings, experiment)
        window = Window(factories, surroundings, kept, rooms.room_for(experiment))
        window.resize(*(int(length) for length in size.split("x")))
        watch.show(window)
        window.room.session.wait_until_idle()
        live(0.5)
        yield window
        window.close()


def live(seconds: float) -> None:
    """Let Qt's own loop run."""
    loop = QEventLoop()  # `QApplication.quit` would close the window
    QTimer.singleShot(round(1000 * seconds), loop, loop.quit)
    loop.exec()


class Pulse:
    """The gaps between the ticks of a timer of 4 ms: how long the event loop is not free."""

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

    @property
    def milliseconds(self) -> tuple[float, float, float]:
        """Median, 99th percentile and longest gap."""
        median, p99, longest = np.percentile(self.gaps, (50, 99, 100)).tolist()
        return median, p99, longest

    def __str__(self) -> str:
        median, nearly_all, longest = self.milliseconds
        return f"gap median {median:.1f} ms · p99 {nearly_all:.1f} ms · longest {longest:.1f} ms"


class Steps:
    """Counts steps of training; when all epochs are over it begins anew."""

    def __init__(self, room: NetworkRoom) -> None:
        self.count = self._last = 0
        self._room = room
        room.session.result_changed.connect(self._take)

    def _take(self, result: Any) -> None:
        self.count += max(result.live.state.step - self._last, 0)
        self._last = result.live.state.step
        if result.complete:
            self._room.presenter.player.restart()
            self._room.presenter.player.pacer.play()


def megabytes() -> float:
    """What the process holds of the memory; NaN where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return float("nan")
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


class Memory:
    """Looks once a second how much there is."""

    SHORTEST_S = 120.0
    """In less time caches fill and pools grow, which says nothing of the minutes after."""

    def __init__(self) -> None:
        self._seen: list[float] = []
        self._timer = QTimer()
        self._timer.timeout.connect(lambda: self._seen.append(megabytes()))
        self._timer.start(1000)

    def growth(self) -> float | None:
        """Megabytes by which it grew from the first tenth of the time to the last; None if that was short."""
        if len(self._seen) < self.SHORTEST_S:
            return None
        tenth = len(self._seen) // 10
        return float(np.median(self._seen[-tenth:]) - np.median(self._seen[:tenth]))
