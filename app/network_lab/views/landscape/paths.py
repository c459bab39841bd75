"""The paths of runs over their landscape, and what marks where they began, stopped and are."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.kit.maps.path_lines import dashed, line_of
from app.kit.maps.symbols import paint_head
from app.kit.maps.viewport import Viewport
from app.kit.plots.lines import draw_segments
from app.kit.run_style import RunStyle
from app.kit.theme import Theme
from app.kit.widgets.halo import halo_pen

Floats = NDArray[np.float64]

WIDTH, SHOWN_WIDTH = 1.8, 2.4
HEAD = 11.0
_SHOWN_HEAD = 13.0
_HALO = 2.6
"""So much wider than a path is its halo."""
_BEST = 7.5
_START = 4.5
_LARGEST_CELL = 4.0
"""Pixels; points of a long path within a cell of this width may be drawn as one."""


class RunPath(NamedTuple):
    """Where a run went on the plane: points (k, 2), of which the last is where it is now.

    start: whether the first is where it began; stopped: where early stopping found it best, if it did.
    """

    style: RunStyle
    points: Floats
    start: bool = True
    stopped: tuple[float, float] | None = None
    diverged: bool = False
    shown: bool = False


class Mark(NamedTuple):
    """Something that is marked on the plane: "start", "head" or "stopped", of a run, in pixels."""

    kind: str
    path: RunPath
    at: QPointF


def finite(path: RunPath) -> RunPath:
    """The path without points that are nowhere."""
    points = np.asarray(path.points, np.float64).reshape(-1, 2)
    return path._replace(points=points[np.isfinite(points).all(axis=1)])


def by_importance(paths: Sequence[RunPath]) -> list[RunPath]:
    """In order, the shown one last, so that it lies on top."""
    return sorted(paths, key=lambda path: path.shown)


class PathLines:
    """Paths as they are drawn in one viewport: halos and lines on layers of their own."""

    def __init__(self, paths: Sequence[RunPath], viewport: Viewport) -> None:
        self._lines = [
            (path, line_of(path.points, viewport, coarsest=_LARGEST_CELL)) for path in by_importance(paths)
        ]

    def paint_halos(self, painter: QPainter, theme: Theme) -> None:
        """What sets the paths off from the losses, opaque and in one colour: it lies on a layer below."""
        for path, line in self._lines:
            painter.setPen(_pen(theme.halo, _width(path) + _HALO))
            draw_segments(painter, line.segments)

    def paint(self, painter: QPainter) -> None:
        """The paths themselves."""
        for path, line in self._lines:
            painter.setPen(_pen(path.style.color, _width(path)))
            draw_segments(painter, dashed(line, path.style.dash, _width(path)).segments)


def _width(path: RunPath) -> float:
    return SHOWN_WIDTH if path.shown else WIDTH


def _pen(color: str, width: float) -> QPen:
    return QPen(QColor(color), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap)


def marks(viewport: Viewport, paths: Sequence[RunPath]) -> Iterator[Mark]:
    """From below to the top: where runs began, where they stopped, where they are."""
    ordered = by_importance(paths)
    starts: list[QPointF] = []
    for path in ordered:
        if path.start and len(path.points):
            at = viewport.pixel_of(*path.points[0])
            if all((at - other).manhattanLength() > 1 for other in starts):
                starts.append(at)  # most share theirs
                yield Mark("start", path, at)
    for path in ordered:
        if path.stopped is not None and np.isfinite(path.stopped).all():
            yield Mark("stopped", path, viewport.pixel_of(*path.stopped))
    for path in ordered:
        if len(path.points):
            yield Mark("head", path, viewport.pixel_of(*path.points[-1]))


def paint_mark(painter: QPainter, viewport: Viewport, mark: Mark, theme: Theme) -> None:
    """A ring at the start; a ring in the run's colour where it was best; its marker where it is."""
    path, area = mark.path, viewport.area
    if mark.kind == "head":
        size = _SHOWN_HEAD if path.shown else HEAD
        paint_head(painter, mark.at, area, path.style, theme, size, HEAD, hollow=path.diverged)
    elif area.adjusted(-1, -1, 1, 1).contains(mark.at):
        is_start = mark.kind == "start"
        radius, color = (_START, theme.text) if is_start else (_BEST, path.style.color)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (halo_pen(theme, 4.6), QPen(QColor(color), 1.8)):
            painter.setPen(pen)
            painter.drawEllipse(mark.at, radius, radius)


def explain(mark: Mark) -> str:
    """What a mark stands for, in a sentence."""
    if mark.kind == "start":
        return QCoreApplication.translate("LandscapeMap", "The weights before training")
    if mark.kind == "stopped":
        text = QCoreApplication.translate(
            "LandscapeMap", "{run}: its best validation loss, to which early stopping goes back"
        )
    elif mark.path.diverged:
        text = QCoreApplication.translate("LandscapeMap", "{run} diverged here")
    else:
        text = QCoreApplication.translate("LandscapeMap", "{run} is here: the nearest point of the plane")
    return text.format(run=mark.path.style.title)
