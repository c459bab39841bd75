"""From the command to a painted window and a running race, against the bare start of the libraries below it.

The bare start is an empty pyqtgraph window, painted, and then `import jax`. Both are fresh processes that say
when they are there; compiled programs and bytecode are kept between starts as in daily use, so the first
start is listed by itself. Starts alternate; the best of each is compared, since on a shared machine any may
be disturbed. A start counts only if the window was painted, and if the map looks another way once the race
has moved on. Run with a display, under Xvfb or offscreen:
`python -m tests.benchmarks.bench_startup [--rounds 7]`.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

if __name__ == "__main__" and not __package__:
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks import record
from tests.benchmarks.record import Result, UntrueError

BARE = """
import pyqtgraph as pg
from pyqtgraph.Qt import QtCore
app = pg.mkQApp()
window = pg.PlotWidget()
window.resize(1280, 800)
class Painted(QtCore.QObject):
    seen = False
    def eventFilter(self, watched, event):
        Painted.seen = Painted.seen or event.type() == QtCore.QEvent.Type.Paint
        return False
painted = Painted()
window.viewport().installEventFilter(painted)
window.show()
while not Painted.seen:
    app.processEvents()
app.processEvents()
print("window", flush=True)
import jax
print("race", flush=True)
import os; os._exit(0)
"""

TALWEG = """
import gc
gc.disable()  # as the command does
import os
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from app.window.start import build
shown = build()
lab, map_view = shown.room.lab, shown.room.lab.map
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            lab.removeEventFilter(self)
            # Once all of the window is painted, and before what the lab itself does then.
            QTimer.singleShot(0, lambda: print("window", flush=True))
        return False
painted = Painted()
lab.installEventFilter(painted)
def moved():
    # The race has arrived and the player has moved it on: what is on the screen now is alive.
    map_view.repaint()
    print("race", flush=True)
    after = map_view.grab().toImage()
    shown.room.player.pause()
    map_view.set_cursor(0)
    if map_view.grab().toImage() != after:
        print("alive", flush=True)
    os._exit(0)
def running(_):
    shown.room.player.moved.connect(lambda step: step > 0 and moved())
shown.room.session.race_changed.connect(running)
QApplication.exec()
"""


class Start(NamedTuple):
    """Seconds from the start of the process; and what it took from processors until it ended, where known."""

    window: float
    race: float
    cpu: float | None


def start(name: str, code: str, home: str, says: tuple[str, ...]) -> Start:
    """Start a process and listen to what it says."""
    environment = os.environ | {"HOME": home, "PYTHONPATH": str(record.ROOT)}
    # Without bytecode every start would compile Talweg's source, and none of the libraries'.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if sys.platform == "linux" and not ({"DISPLAY", "WAYLAND_DISPLAY"} & set(environment)):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    before = _processors()
    began = time.perf_counter()
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=home) as process:
        assert process.stdout is not None
        said = {line.strip(): time.perf_counter() - began for line in process.stdout}
    if missing := [word for word in says if word not in said]:
        raise UntrueError(f"The start of {name} ended without its {missing[0]}.")
    cpu = None if before is None else (_processors() or 0.0) - before
    return Start(said["window"], said["race"], cpu)


def _processors() -> float | None:
    """Seconds of processor time of all children that have ended."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(wanted: argparse.Namespace) -> Iterator[Result]:
    """Start both in turn."""
    with tempfile.TemporaryDirectory() as home:
        first = talweg(home)
        print(f"first start of all, everything compiled: race after {first.race:.2f} s")
        libraries(home)
        bare, ours = [], []
        for _ in range(wanted.rounds):
            bare.append(libraries(home))
            ours.append(talweg(home))
    yield record.alone("startup", "first start of all, to the race", first.race, "s")
    for what, field, at_most in (
        ("to the painted window", "window", 1.35),
        ("to the running race", "race", 1.25),
        ("processor time, all", "cpu", None),
    ):
        a, b = (min(getattr(one, field) or float("nan") for one in starts) for starts in (bare, ours))
        yield Result("startup", what, b, "s", "bare libraries", a, b / a, at_most=at_most)


def talweg(home: str) -> Start:
    return start("Talweg", TALWEG, home, ("window", "race", "alive"))


def libraries(home: str) -> Start:
    return start("the bare libraries", BARE, home, ("window", "race"))


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=7)


if __name__ == "__main__":
    record.run("startup", measure, arguments)
