"""Frames per second of a turning relief at 700 × 500: the numpy engine, and OpenGL where it works.

The view draws everything: land, floor, numbers, five paths of 500 steps. Aims: 20 frames per second for
80 × 80 losses without OpenGL, and 30 for 200 × 200 with Mesa's software renderer. The window has to be on the
screen, every timed call has to paint, and every picture has to differ from the one before:

    python -m tests.benchmarks.bench_relief
    xvfb-run -a python -m tests.benchmarks.bench_relief
"""

import argparse
import os
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

if __name__ == "__main__" and not __package__:
    sys.path.insert(0, str(Path(__file__).parents[2]))
if sys.platform == "linux" and not ({"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ)):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtWidgets import QApplication

from app.kit.relief import engines
from app.kit.relief.engines import Finder
from app.kit.relief.paths import ReliefPath
from app.kit.relief.raster import Software
from app.kit.relief.view import ReliefView
from app.kit.run_style import run_styles
from app.kit.theme import DARK
from core.loss_map import LossMap
from core.surface import presets as surface_presets
from core.surface import sampling
from core.surface.catalogue import SURFACES
from tests.benchmarks import record, watch
from tests.benchmarks.record import Result
from tests.benchmarks.timing import medians

SURFACE = SURFACES["himmelblau"]
ROUNDS = 9


def sampled(cells: int) -> LossMap:
    return sampling.sample(SURFACE, {}, SURFACE.domain, (cells, cells))


def paths() -> list[ReliefPath]:
    """Five smooth paths that wind into a minimum."""
    t = np.linspace(0, 1, 501)
    turns = [20 * t + phase for phase in np.arange(5) * 2 * np.pi / 5]
    styles = run_styles(surface_presets.new(SURFACE.name).settings(), DARK)
    return [
        ReliefPath(style, np.stack([4 * (1 - t) * np.cos(turn), 4 * (1 - t) * np.sin(turn)], axis=1))
        for style, turn in zip(styles, turns, strict=True)
    ]


def shown(variable: str, cells: int) -> ReliefView:
    """A view with the engine of this name, if that can be had."""
    os.environ[engines.VARIABLE] = variable
    view = ReliefView(finder=Finder())
    view.resize(700, 500)
    view.set_map(sampled(cells))
    view.set_paths(paths())
    view.set_cursor(500)
    watch.show(view)
    watch.check_shows_something(view, f"the relief of {cells} × {cells}")
    return view


def timed(title: str, view: ReliefView, aim: float) -> Iterator[Result]:
    """Check and time one view."""
    steps, cursors = cycle([3.0]), cycle(range(100, 500))
    cells = cycle([sampled(100), sampled(90)])

    def turn() -> None:
        view.set_camera(view.camera.turned(next(steps), 0.0))
        view.repaint()

    def play() -> None:
        view.set_cursor(next(cursors))
        view.repaint()

    def change() -> None:
        view.set_map(next(cells))
        view.repaint()

    print(f"\n{title}, drawn by {type(view.engine).__name__}")
    calls = {"turning": turn, "a race that plays": play, "another map of 100 × 100": change}
    for name, call in calls.items():
        watch.check_changes(view, f"{title}, {name}", call)
    checked = {name: watch.painting(view, f"{title}, {name}", call) for name, call in calls.items()}
    changing = {"another map of 100 × 100": checked.pop("another map of 100 × 100")}
    times = medians(checked, ROUNDS) | medians(changing, ROUNDS)
    for name, seconds in times.items():
        print(f"  {name:40}{1000 * seconds:8.1f} ms{1 / seconds:8.0f} frames per second")
    engine = type(view.engine).__name__
    yield record.alone("relief", f"{title} turning, {engine}", 1 / times["turning"], "frames/s", at_least=aim)


def measure(_: argparse.Namespace) -> Iterator[Result]:
    """Check and time the engine that is always there, and OpenGL if it is."""
    application = QApplication.instance() or QApplication([])
    view = shown("software", 80)
    yield from timed("80 × 80", view, 20)
    view.close()
    view = shown("opengl", 200)
    if isinstance(view.engine, Software):
        print("\nThere is no OpenGL here; `xvfb-run` may have it.")
        record.notes.missing.append("OpenGL")
    else:
        yield from timed("200 × 200", view, 30)
    view.close()
    del application


if __name__ == "__main__":
    record.run("relief", measure)
