"""The window while networks train in it as fast as they can, with every view open.

For some experiments and sizes of the window: the gaps of a timer of 4 ms (the event loop has to stay alive),
the frames a second that were drawn, the steps a second beside those of the bare loop over
`training.advance` in the same process, how much memory grows in an hour at that rate once training is under
way, and how long closing takes. Every row is a process of its own. Run with a display or under Xvfb:
`python -m tests.benchmarks.bench_live_training [--seconds 20] [--size 1280x800] [names ...]`.
"""

import argparse
import contextlib
import functools
import gc
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

if __name__ == "__main__" and not __package__:
    sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, QSettings, QTimer
from PySide6.QtWidgets import QWidget

from app.kit import application
from app.network_lab.room import NetworkRoom
from app.window import rooms
from app.window.window import Window
from core.network import edits as network_edits
from core.network import presets as network_presets
from core.network.experiment import NetworkExperiment
from core.network.parameters import MOST_EPOCHS
from core.run_edits import replace
from tests.benchmarks.bench_slider import Pulse

SIZES = ("1280x800", "1920x1080")
WARM_UP_S = 8.0
BARE_S = 1.5
LONGEST_GAP_MS = 33.0
FEWEST_FRAMES = 30.0
MOST_GROWTH_MB = 20.0
HOUR_S = 3600.0


class Case(NamedTuple):
    """What trains, and which of the views of the inside is open."""

    experiment: Callable[[], NetworkExperiment]
    view: str = "gradients"


class Row(NamedTuple):
    """What one case did in a window of one size; `fewest` are the frames of the view that is drawn least."""

    case: str
    size: str
    epoch: int
    median_gap_ms: float
    p99_gap_ms: float
    longest_gap_ms: float
    frames: float
    fewest: float
    steps: float
    bare_steps: float
    growth_mb: float
    closing_ms: float


def moons(hidden: tuple[int, ...], samples: int) -> NetworkExperiment:
    """Two moons with a network and a number of samples."""
    started = network_presets.new("two_moons")
    started = network_edits.with_dataset_fields(started, samples=samples)
    return network_edits.with_network(started, hidden=hidden)


CASES: Mapping[str, Case] = {
    "startup": Case(network_presets.startup),
    "2-16-16-2": Case(functools.partial(moons, (16, 16), 1000)),
    "six layers of 64": Case(functools.partial(moons, (64,) * 6, 1000), "weights"),
    "digits": Case(functools.partial(network_presets.new, "digits"), "confusion"),
    "sequence": Case(functools.partial(network_presets.new, "sum_sequence")),
    "10,000 samples": Case(functools.partial(moons, (16, 16), 10_000), "confusion"),
    "iris": Case(functools.partial(network_presets.new, "iris"), "confusion"),
}


# --- measuring ----------------------------------------------------------------------------------------------


class Paints(QObject):
    """How often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.count += event.type() == QEvent.Type.Paint
        return False


def live(seconds: float) -> None:
    """Let Qt's own loop run."""
    loop = QEventLoop()  # `QApplication.quit` would close the window
    QTimer.singleShot(round(1000 * seconds), loop, loop.quit)
    loop.exec()


def megabytes() -> float:
    """What the process holds of the memory; NaN where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return float("nan")
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def bare_rate(experiment: NetworkExperiment) -> float:
    """Steps a second of nothing but training."""
    from core.network import training
    from core.network.program import CHUNK

    task = training.prepare(experiment)
    state = training.advance(experiment, task, training.begin(experiment, task), CHUNK)
    first, since = state.step, time.perf_counter()
    while (taken := time.perf_counter() - since) < BARE_S:
        state = training.advance(experiment, task, state, CHUNK)
    return (state.step - first) / taken


@contextlib.contextmanager
def opened(experiment: NetworkExperiment, size: str, view: str) -> Iterator[Window]:
    """The window with the network lab, at rest."""
    running = application.make()
    with tempfile.TemporaryDirectory() as folder:
        settings = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        settings.setValue("network_inside", view)
        surroundings = application.Surroundings(running, settings)
        window = Window(rooms.room_factories(surroundings, experiment), surroundings, settings, rooms.NETWORK)
        window.resize(*(int(length) for length in size.split("x")))
        window.show()
        window.room.session.wait_until_idle()
        live(0.5)
        yield window
        window.close()


def measure(name: str, size: str, seconds: float) -> Row:
    """Train one case in the window for so long."""
    gc.disable()  # as the command does
    experiment = replace(CASES[name].experiment(), epochs=MOST_EPOCHS)
    before = bare_rate(experiment)
    with opened(experiment, size, CASES[name].view) as window:
        room = window.room
        assert isinstance(room, NetworkRoom)
        room.presenter.player.set_speed("max")
        room.presenter.player.play()
        steps = Steps(room)
        live(WARM_UP_S)
        gc.freeze()
        gc.enable()
        answers = Paints(room.lab.answers.currentWidget())
        slower = [Paints(view) for view in (room.lab.diagram, room.lab.curves.picture)]
        memory = Memory()
        pulse, since, first = Pulse(), time.perf_counter(), steps.count
        live(seconds)
        taken = time.perf_counter() - since
        made, growth = steps.count - first, memory.per_hour()
        fewest = min(one.count for one in slower)
        gaps = np.percentile(pulse.gaps, (50, 99, 100))
        result = room.session.result
        assert result is not None
        since = time.perf_counter()
        window.close()
        closing = time.perf_counter() - since
    bare = statistics.mean((before, bare_rate(experiment)))
    return Row(
        name,
        size,
        result.live.epoch,
        *gaps.tolist(),
        answers.count / taken,
        fewest / taken,
        made / taken,
        bare,
        growth,
        1e3 * closing,
    )


class Steps:
    """Counts steps; when all epochs are over training begins anew."""

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


class Memory:
    """Looks twice a second how much there is."""

    def __init__(self) -> None:
        self._seen: list[tuple[float, float]] = []
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(500)

    def _look(self) -> None:
        self._seen.append((time.perf_counter(), megabytes()))

    def per_hour(self) -> float:
        """Megabytes an hour, by the straight line through what was seen."""
        seconds, sizes = np.array(self._seen).T
        return float(np.polyfit(seconds - seconds[0], sizes, 1)[0] * HOUR_S)


# --- telling ------------------------------------------------------------------------------------------------

HEAD = (
    f"{'':18}{'size':>10}{'epoch':>8}{'gap: median':>12}{'p99':>7}{'longest':>9}{'frames/s':>10}"
    f"{'fewest':>8}{'steps/s':>10}{'of bare':>9}{'MB/h':>8}{'closing':>9}"
)


def told(row: Row) -> str:
    """One line of the table."""
    return (
        f"{row.case:18}{row.size:>10}{row.epoch:8}{row.median_gap_ms:12.1f}{row.p99_gap_ms:7.1f}"
        f"{row.longest_gap_ms:9.1f}{row.frames:10.1f}{row.fewest:8.1f}"
        f"{row.steps:10,.0f}{row.steps / row.bare_steps:9.0%}"
        f"{row.growth_mb:8.1f}{row.closing_ms:9.0f}"
    )


def missed(row: Row) -> str:
    """What is not as it should be."""
    aims = {
        "gaps": row.p99_gap_ms < LONGEST_GAP_MS,
        "frames": row.frames >= FEWEST_FRAMES,
        "memory": not row.growth_mb >= MOST_GROWTH_MB,
    }
    return ", ".join(name for name, reached in aims.items() if not reached)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(CASES))
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--size", action="append")
    wanted = parser.parse_args()
    print(HEAD, flush=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = home  # compiled programs are kept, but not among a person's
        for name in wanted.names or CASES:
            for size in wanted.size or SIZES:
                spawning = multiprocessing.get_context("spawn")
                with ProcessPoolExecutor(1, mp_context=spawning) as process:
                    row = process.submit(measure, name, size, wanted.seconds).result()
                print(told(row), "MISSED: " + missed(row) if missed(row) else "", flush=True)


if __name__ == "__main__":
    main()
