"""How long a frame of the map takes, as a share of pyqtgraph's plain drawing of the same curves.

Five trails of 2,000 steps in 900 × 700. The reference draws the curves only (`plot()`, 2 px, antialiased),
the map draws them with halos, heads, contours and labels over the losses. Rounds are interleaved. Every timed
call has to paint, and its picture has to differ from the one before.

    python -m tests.benchmarks.bench_drawing
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

if __name__ == "__main__" and not __package__:
    sys.path.insert(0, str(Path(__file__).parents[2]))
if sys.platform == "linux" and not ({"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ)):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pyqtgraph
from numpy.typing import NDArray
from PySide6.QtWidgets import QApplication

from app.kit.run_style import run_styles
from app.kit.theme import DARK
from app.surface_lab.views.map_view import MapView
from app.surface_lab.views.trails import Trail
from core.surface import presets as surface_presets
from core.surface import sampling
from core.surface.catalogue import SURFACES
from tests.benchmarks import record, watch
from tests.benchmarks.record import Result
from tests.benchmarks.timing import medians, print_table

Floats = NDArray[np.float64]

STEPS = 2_000
ROUNDS = 15
PLAIN = "pyqtgraph: the curves alone"
PLAYBACK = "map: a frame of playback"
DRAGGING = "map: a frame while dragging"
ANEW = "map: all trails anew"
SURFACE = SURFACES["himmelblau"]


def spirals() -> list[Floats]:
    """Five smooth paths that wind into a minimum."""
    t = np.linspace(0, 1, STEPS + 1)
    turns = [20 * t + phase for phase in np.arange(5) * 2 * np.pi / 5]
    return [np.stack([4 * (1 - t) * np.cos(turn), 4 * (1 - t) * np.sin(turn)], axis=1) for turn in turns]


def walks() -> list[Floats]:
    """Five random walks that cross themselves all the time."""
    random = np.random.default_rng(1)
    return [np.clip(np.cumsum(random.normal(0, 0.1, (STEPS + 1, 2)), axis=0), -5.5, 5.5) for _ in range(5)]


def trails(paths: list[Floats]) -> list[Trail]:
    styles = run_styles(surface_presets.new(SURFACE.name).settings(), DARK)
    return [Trail(path, style, False) for path, style in zip(paths, styles, strict=True)]


def plain(paths: list[Floats]) -> pyqtgraph.PlotWidget:
    """The curves as a few lines of pyqtgraph draw them."""
    widget = pyqtgraph.PlotWidget()
    widget.resize(900, 700)
    for path, trail in zip(paths, trails(paths), strict=True):
        widget.plot(path[:, 0], path[:, 1], pen=pyqtgraph.mkPen(trail.style.color, width=2), antialias=True)
    watch.show(widget)
    return widget


def full(paths: list[Floats]) -> MapView:
    """The map with everything on it."""
    view = MapView()
    view.resize(900, 700)
    view.rectangle_changed.connect(
        lambda seen: view.set_map(sampling.sample(SURFACE, {}, seen, view.resolution()))
    )
    view.set_domain(SURFACE.domain)
    view.set_points(SURFACE.known_points())
    view.set_start(SURFACE.start)
    view.set_trails(trails(paths))
    watch.show(view)
    return view


def compare(name: str, paths: list[Floats], aim: float) -> Iterator[Result]:
    """Check and time the frames of one set of paths."""
    reference, view = plain(paths), full(paths)
    view.set_cursor(STEPS // 2)
    settle(view)
    positions = positions_of_playback()
    moved = cycle([trails([path + 0.01 * shift for path in paths]) for shift in range(1, 9)])

    def play() -> None:
        view.set_cursor(next(positions))
        QApplication.processEvents()

    def drag() -> None:
        view.set_trails(next(moved))
        QApplication.processEvents()

    viewport = reference.viewport()
    for widget, what in ((viewport, PLAIN), (view, "the map")):
        watch.check_shows_something(widget, what)
    bare = watch.painting(viewport, PLAIN, viewport.repaint)
    playback = medians({PLAIN: bare, PLAYBACK: checked(view, PLAYBACK, play)}, ROUNDS)
    view.set_coarse(True)
    dragging = medians({PLAIN: bare, DRAGGING: checked(view, DRAGGING, drag)}, ROUNDS)
    view.set_coarse(False)
    redraw = medians({PLAIN: bare, ANEW: checked(view, ANEW, drag)}, ROUNDS)
    print_table(f"{name}, 900 × 700", {**redraw, **dragging, **playback}, PLAIN)
    yield record.within("drawing", f"{name}: a frame of playback", playback, PLAYBACK, PLAIN, aim)
    yield record.within("drawing", f"{name}: a frame while dragging", dragging, DRAGGING, PLAIN, 0.3)
    reference.close()
    view.close()


def checked(view: MapView, name: str, call: Callable[[], None]) -> Callable[[], None]:
    """The call, found to change the picture; it has to paint each time."""
    watch.check_changes(view, name, call)
    return watch.painting(view, name, call)


def positions_of_playback() -> Iterator[int]:
    """The cursor in the second half of the race, two steps a frame."""
    return cycle(range(STEPS // 2 + 2, STEPS, 2))


def settle(view: MapView) -> None:
    """Let the view come to rest and draw fine."""
    deadline = time.perf_counter() + 0.2
    while time.perf_counter() < deadline:
        QApplication.processEvents()


def measure(_: argparse.Namespace) -> Iterator[Result]:
    """Check and time both sets of paths."""
    application = QApplication.instance() or QApplication([])
    yield from compare("smooth paths", spirals(), 0.3)
    yield from compare("noisy paths", walks(), 0.15)
    del application


if __name__ == "__main__":
    record.run("drawing", measure)
