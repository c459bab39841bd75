"""The window while networks train in it and their landscape and curvature are drawn beside.

For every view of the inside, at the usual speed and at full speed: the frames a second of the training views
(of the one that is drawn least), the gaps of a timer of 4 ms, the steps of training, landscapes and
measurements of curvature a second, how fast memory grows, and how long closing takes while a landscape is
being computed. Then, with training at rest, the time from asking for other directions, and for the landscape
anew, to its picture on the screen: the first time, when it may compile, and once that is done. Every row is a
process of its own. Run with a display, under Xvfb, or offscreen:
`python -m tests.benchmarks.bench_live_landscape [--seconds 10] [--speed max] [names ...]`.
"""

import argparse
import gc
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

if __name__ == "__main__" and not __package__:
    sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np
from PySide6.QtCore import QObject

from app.network_lab.room import NetworkRoom
from core.network.parameters import MOST_EPOCHS
from core.run_edits import replace
from tests.benchmarks.bench_live_training import CASES, Memory, Paints, Steps, live, megabytes, opened
from tests.benchmarks.bench_slider import Pulse

NAMES = ("startup", "2-16-16-2")
VIEWS = ("landscape", "landscape in 3D", "curvature", "gradients")
SPEEDS = ("epochs", "max")
WARM_UP_S = 10.0
"""By then everything has been compiled."""
ROUNDS = 9
PATIENCE_S = 30.0
FEWEST_FRAMES = 30.0
FEWEST_LANDSCAPES = 5.0
LATEST_PICTURE_MS = 150.0


class Row(NamedTuple):
    """What one case did with one view open."""

    frames: float
    gaps: tuple[float, float, float]
    steps: float
    landscapes: float
    curvatures: float
    growth_mb: float
    megabytes: float
    closing_ms: float


class Asked(NamedTuple):
    """From asking to the picture: the first time, then the median and the longest, for each thing asked."""

    what: str
    first_ms: float
    median_ms: float
    longest_ms: float


class Counted(QObject):
    """How often a signal has said something."""

    def __init__(self, signal: Any) -> None:
        super().__init__()
        self.count = 0
        signal.connect(self._take)

    def _take(self, said: object) -> None:
        self.count += said is not None


def show(room: NetworkRoom, view: str) -> None:
    """Open a view of the inside."""
    inside = room.lab.inside
    inside.view_chosen.emit(view.partition(" ")[0])
    if view.endswith("3D"):
        room.presenter.landscape.toggle_relief()


def measure(name: str, view: str, speed: str, size: str, seconds: float) -> Row:
    """Train one case with one view open for so long."""
    gc.disable()  # as the command does
    experiment = replace(CASES[name].experiment(), epochs=MOST_EPOCHS)
    with opened(experiment, size, view.partition(" ")[0]) as window:
        room = window.room
        assert isinstance(room, NetworkRoom)
        show(room, view)
        room.presenter.player.set_speed(speed)
        room.presenter.player.play()
        steps = Steps(room)
        live(WARM_UP_S)
        gc.freeze()
        gc.enable()
        painted = [
            Paints(shown)
            for shown in (room.lab.answers.currentWidget(), room.lab.diagram, room.lab.curves.picture)
        ]
        landscapes = Counted(room.sessions.landscape.picture_changed)
        curvatures = Counted(room.sessions.curvature.measured_changed)
        memory, pulse, since, first = Memory(), Pulse(), time.perf_counter(), steps.count
        live(seconds)
        taken = time.perf_counter() - since
        row = Row(
            min(one.count for one in painted) / taken,
            tuple(np.percentile(pulse.gaps, (50, 99, 100)).tolist()),
            (steps.count - first) / taken,
            landscapes.count / taken,
            curvatures.count / taken,
            memory.per_hour() / 60,
            megabytes(),
            0.0,
        )
        room.sessions.landscape.ask()
        since = time.perf_counter()
        window.close()
        return row._replace(closing_ms=1e3 * (time.perf_counter() - since))


def ask(name: str, size: str) -> list[Asked]:
    """Ask for landscapes at rest: two ways of finding directions in turn, and the same one anew."""
    from core.landscape.live import Subject  # brings JAX

    gc.disable()
    experiment = replace(CASES[name].experiment(), epochs=MOST_EPOCHS)
    with opened(experiment, size, "landscape") as window:
        room = window.room
        assert isinstance(room, NetworkRoom)
        room.presenter.player.play()
        live(1.0)
        room.presenter.player.pause()
        room.session.wait_until_idle()
        room.sessions.landscape.wait_until_idle()
        landscape, panel = room.presenter.landscape, room.lab.inside.landscape

        def is_there() -> bool:
            picture, result, state = room.sessions.landscape.picture, room.session.result, room.session.state
            return (
                picture is not None
                and result is not None
                and picture.subject.is_same(Subject(result.live, state.landscape, state.view_state.run))
            )

        def timed(ask: Any) -> float:
            """Milliseconds until what was asked for has been painted."""
            since = time.perf_counter()
            ask()
            while not is_there() and time.perf_counter() < since + PATIENCE_S:
                live(0.001)
            panel.view.repaint()
            return 1e3 * (time.perf_counter() - since)

        def directions(method: str) -> Any:
            return lambda: panel.directions_chosen.emit(method)

        def step_and_draw() -> None:
            room.presenter.player.one_epoch()
            room.session.wait_until_idle()
            landscape.redraw()

        found = []
        for method in ("random", "pca_run", "hessian", "between_two"):
            times = []
            for _ in range(ROUNDS):
                times.append(timed(directions(method)))
                live(0.05)
                timed(directions("pca"))
                live(0.05)
            found.append(Asked(method, times[0], statistics.median(times[1:]), max(times[1:])))
        for what, wanted in (("an epoch on", step_and_draw),):
            times = []
            for _ in range(ROUNDS):
                times.append(timed(wanted))
                live(0.05)
            found.append(Asked(what, times[0], statistics.median(times[1:]), max(times[1:])))
        return found


# --- telling ------------------------------------------------------------------------------------------------

HEAD = (
    f"{'':12}{'':18}{'':8}{'frames/s':>9}{'gap: median':>12}{'p99':>7}{'longest':>9}{'steps/s':>10}"
    f"{'landsc./s':>10}{'curv./s':>9}{'MB/min':>8}{'MB':>6}{'closing':>9}"
)


def told(name: str, view: str, speed: str, row: Row) -> str:
    """One line of the table."""
    median, p99, longest = row.gaps
    return (
        f"{name:12}{view:18}{speed:8}{row.frames:9.1f}{median:12.1f}{p99:7.1f}{longest:9.1f}{row.steps:10,.0f}"
        f"{row.landscapes:10.1f}{row.curvatures:9.1f}{row.growth_mb:8.2f}{row.megabytes:6.0f}{row.closing_ms:9.0f}"
    )


def missed(view: str, row: Row) -> str:
    """What is not as it should be."""
    wanted = {
        "frames": row.frames >= FEWEST_FRAMES,
        "landscapes": row.landscapes >= FEWEST_LANDSCAPES or not view.startswith("landscape"),
    }
    return ", ".join(name for name, reached in wanted.items() if not reached)


def apart(call: Any, *arguments: Any) -> Any:
    """What a call returns, made in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(call, *arguments).result()


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(CASES))
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--view", action="append", choices=VIEWS)
    parser.add_argument("--speed", action="append", choices=SPEEDS)
    parser.add_argument("--asking", action="store_true", help="only the time from asking to the picture")
    wanted = parser.parse_args()
    os.environ.setdefault("TALWEG_RELIEF", "software")
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = home  # compiled programs are kept, but not among a person's
        if not wanted.asking:
            print(HEAD, flush=True)
            for name in wanted.names or NAMES:
                for view in wanted.view or VIEWS:
                    for speed in wanted.speed or SPEEDS:
                        row = apart(measure, name, view, speed, wanted.size, wanted.seconds)
                        late = missed(view, row)
                        print(told(name, view, speed, row), "MISSED: " + late if late else "", flush=True)
        for name in wanted.names or NAMES:
            heading = f"{name}: ms from asking to the picture"
            print(f"\n{heading}{'first':>14}{'median':>9}{'longest':>9}", flush=True)
            for one in apart(ask, name, wanted.size):
                late = "MISSED" if one.median_ms > LATEST_PICTURE_MS else ""
                print(f"  {one.what:40}{one.first_ms:14.0f}{one.median_ms:9.0f}{one.longest_ms:9.0f} {late}")


if __name__ == "__main__":
    main()
