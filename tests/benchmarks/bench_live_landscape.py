"""The window while networks train in it and their landscape and curvature are drawn beside.

For every view of the inside, at full speed: the frames a second of the training views (of the one that is
drawn least), the gaps of a timer of 4 ms, the steps of training, landscapes and measurements of curvature a
second, and how long closing takes while a landscape is being computed. A case counts only if steps were made,
landscapes came and the view looks another way. Then, with training at rest, the time from asking for other
directions, and for the landscape anew, to its picture on the screen: the first time, when it may compile, and
once that is done. Every case is a process of its own. Run with a display, under Xvfb or offscreen:
`python -m tests.benchmarks.bench_live_landscape [--seconds 10] [--speed max] [names ...]`.
"""

import argparse
import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

if __name__ == "__main__" and not __package__:
    sys.path.insert(0, str(Path(__file__).parents[2]))
if sys.platform == "linux" and not ({"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ)):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QObject

from app.network_lab.room import NetworkRoom
from core.network.parameters import MOST_EPOCHS
from core.run_edits import replace
from tests.benchmarks import record, watch
from tests.benchmarks.bench_live_training import CASES, apart, weights
from tests.benchmarks.live import Memory, Pulse, Steps, live, megabytes, opened
from tests.benchmarks.record import Result, UntrueError

NAMES = ("startup",)
VIEWS = ("landscape", "landscape in 3D", "curvature", "gradients")
SPEEDS = ("max",)
ALL_SPEEDS = ("epochs", "max")
WARM_UP_S = 10.0
"""By then everything has been compiled."""
ROUNDS = 6
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
    growth_mb: float | None
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


def train(name: str, view: str, speed: str, size: str, seconds: float) -> Row:
    """Train one case with one view open for so long."""
    gc.disable()  # as the command does
    experiment = replace(CASES[name].experiment(), epochs=MOST_EPOCHS)
    with opened(experiment, size, network_inside=view.partition(" ")[0]) as window:
        room = window.room
        assert isinstance(room, NetworkRoom)
        show(room, view)
        room.presenter.player.set_speed(speed)
        room.presenter.player.play()
        steps = Steps(room)
        live(WARM_UP_S)
        gc.freeze()
        gc.enable()
        views = (room.lab.answers.currentWidget(), room.lab.diagram, room.lab.curves.picture)
        painted = [watch.Paints(shown) for shown in views]
        begun, inside = weights(room), watch.pixels(room.lab.inside)
        landscapes = Counted(room.sessions.landscape.picture_changed)
        curvatures = Counted(room.sessions.curvature.measured_changed)
        memory, pulse, since, first = Memory(), Pulse(), time.perf_counter(), steps.count
        live(seconds)
        taken = time.perf_counter() - since
        if steps.count == first or np.array_equal(begun, weights(room)):
            raise UntrueError(f"{name}: no step was made while the {view} was watched.")
        if np.array_equal(inside, watch.pixels(room.lab.inside)):
            raise UntrueError(f"{name}: the {view} looks as before.")
        if view.startswith("landscape") and landscapes.count == 0:
            raise UntrueError(f"{name}: no landscape was computed.")
        row = Row(
            min(one.count for one in painted) / taken,
            pulse.milliseconds,
            (steps.count - first) / taken,
            landscapes.count / taken,
            curvatures.count / taken,
            memory.growth(),
            megabytes(),
            0.0,
        )
        room.sessions.landscape.ask()
        since = time.perf_counter()
        window.close()
        return row._replace(closing_ms=1e3 * (time.perf_counter() - since))


def ask(name: str, size: str) -> list[Asked]:
    """Ask for landscapes at rest: two ways of finding directions in turn, and the same one anew."""
    from core.landscape.live_landscape import Subject  # brings JAX

    gc.disable()
    experiment = replace(CASES[name].experiment(), epochs=MOST_EPOCHS)
    with opened(experiment, size, network_inside="landscape") as window:
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
            while not is_there():
                if time.perf_counter() > since + PATIENCE_S:
                    raise UntrueError(f"{name}: a landscape was asked for and did not come.")
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
    f"{'landsc./s':>10}{'curv./s':>9}{'MB':>6}{'closing':>9}"
)


def told(name: str, view: str, speed: str, row: Row) -> str:
    """One line of the table."""
    median, p99, longest = row.gaps
    return (
        f"{name:12}{view:18}{speed:8}{row.frames:9.1f}{median:12.1f}{p99:7.1f}{longest:9.1f}{row.steps:10,.0f}"
        f"{row.landscapes:10.1f}{row.curvatures:9.1f}{row.megabytes:6.0f}{row.closing_ms:9.0f}"
    )


def results(name: str, view: str, speed: str, row: Row) -> Iterator[Result]:
    """What has an aim, and what is to be known beside it."""
    what = f"{name}, {view}, {speed}"
    yield record.alone("live_landscape", f"{what}: frames", row.frames, "frames/s", at_least=FEWEST_FRAMES)
    yield record.alone("live_landscape", f"{what}: gaps, p99", row.gaps[1], "ms")
    yield record.alone("live_landscape", f"{what}: closing", row.closing_ms, "ms")
    if view.startswith("landscape"):
        yield record.alone(
            "live_landscape", f"{what}: landscapes", row.landscapes, "a second", at_least=FEWEST_LANDSCAPES
        )
    if row.growth_mb is not None:
        yield record.alone("live_landscape", f"{what}: memory grew by", row.growth_mb, "MB")


def measure(wanted: argparse.Namespace) -> Iterator[Result]:
    """Each case in a process of its own."""
    os.environ.setdefault("TALWEG_RELIEF", "software")
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = home  # compiled programs are kept, but not among a person's
        names = wanted.names or NAMES
        if not wanted.asking:
            print(HEAD, flush=True)
            for name in names:
                for view in wanted.view or VIEWS:
                    for speed in wanted.speed or SPEEDS:
                        row = apart(train, name, view, speed, wanted.size, wanted.seconds)
                        print(told(name, view, speed, row), flush=True)
                        yield from results(name, view, speed, row)
        for name in names:
            heading = f"{name}: ms from asking to the picture"
            print(f"\n{heading}{'first':>14}{'median':>9}{'longest':>9}", flush=True)
            for one in apart(ask, name, wanted.size):
                print(f"  {one.what:40}{one.first_ms:14.0f}{one.median_ms:9.0f}{one.longest_ms:9.0f}")
                what = f"{name}, asked for {one.what}: to the picture"
                yield record.alone("live_landscape", what, one.median_ms, "ms", at_most=LATEST_PICTURE_MS)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(CASES))
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--view", action="append", choices=VIEWS)
    parser.add_argument("--speed", action="append", choices=ALL_SPEEDS)
    parser.add_argument("--asking", action="store_true", help="only the time from asking to the picture")


if __name__ == "__main__":
    record.run("live_landscape", measure, arguments)
