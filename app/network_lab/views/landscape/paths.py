"""The paths of runs over their landscape, and what marks where they began, stopped and are."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from app.kit.plots.frame import Frame
from app.kit.plots.lines import draw_line, draw_segments
from app.kit.run_style import RunStyle
from app.kit.theme import Theme
from app.kit.widgets.halo import halo_pen
from app.kit.widgets.swatch import marker_path

Floats = NDArray[np.float64]

WIDTH, SHOWN_WIDTH = 1.8, 2.4
_HALO = 2.6
"""So much wider than a path is its halo."""
_HEAD, _SHOWN_HEAD = 11.0, 13.0
_RING = 7.5
_START = 4.5
_CELL, _LARGEST_CELL = 0.5, 4.0
"""Points within one cell of so many pixels are drawn as one; the cells of long paths are larger."""
_LONG = 300
_FAR = 1e6
"""What lies further away, in pixels, is drawn as if it were this far."""


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


def pixels_of(frame: Frame, points: Floats) -> Floats:
    """Points (n, 2) in pixels, in the right direction however far they are out of view."""
    place, (left, right), (bottom, top) = frame.place, frame.x, frame.y
    scale = np.array([place.width() / (right - left), -place.height() / (top - bottom)])
    pixels = (np.asarray(points, np.float64).reshape(-1, 2) - (left, bottom)) * scale
    pixels += (place.left(), place.bottom())
    held: Floats = np.clip(pixels, -_FAR, _FAR)
    return held


def by_importance(paths: Sequence[RunPath]) -> list[RunPath]:
    """In order, the shown one last, so that it lies on top."""
    return sorted(paths, key=lambda path: path.shown)


def paint_halos(painter: QPainter, frame: Frame, paths: Sequence[RunPath], theme: Theme) -> None:
    """What sets the paths off from the ground; one colour without transparency, for whoever lays it below."""
    for path in paths:
        _paint(painter, frame, path, QColor(theme.halo), _width(path) + _HALO, plain=True)


def paint_lines(painter: QPainter, frame: Frame, paths: Sequence[RunPath]) -> None:
    """The paths themselves."""
    for path in by_importance(paths):
        _paint(painter, frame, path, QColor(path.style.color), _width(path))


def _width(path: RunPath) -> float:
    return SHOWN_WIDTH if path.shown else WIDTH


def _paint(
    painter: QPainter, frame: Frame, path: RunPath, color: QColor, width: float, *, plain: bool = False
) -> None:
    points = _thinned(pixels_of(frame, path.points))
    if path.style.dash and not plain:
        x, y = points.T.copy()
        draw_line(painter, x, y, color, width, path.style.dash)
        return
    painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
    draw_segments(painter, np.concatenate([points[:-1], points[1:]], axis=1))


def _thinned(pixels: Floats) -> Floats:
    """Without the points that are in the cell of the one before; the last stays."""
    cell = _CELL
    while len(pixels) > 2:
        cells = np.floor(pixels / cell)
        kept = np.ones(len(pixels), dtype=bool)
        kept[1:-1] = (cells[1:-1] != cells[:-2]).any(axis=1)
        pixels = pixels[kept]
        if len(pixels) <= _LONG or cell >= _LARGEST_CELL:
            break
        cell *= 2
    return pixels


def marks(frame: Frame, paths: Sequence[RunPath]) -> Iterator[Mark]:
    """From below to the top: where runs began, where they stopped, where they are."""
    ordered = by_importance(paths)
    starts: list[QPointF] = []
    for path in ordered:
        at = _pixel(frame, path.points[:1]) if path.start else None
        if at is not None and all((at - other).manhattanLength() > 1 for other in starts):
            starts.append(at)  # most share theirs
            yield Mark("start", path, at)
    for path in ordered:
        if path.stopped is not None and (at := _pixel(frame, np.array([path.stopped]))) is not None:
            yield Mark("stopped", path, at)
    for path in ordered:
        if (at := _pixel(frame, path.points[-1:])) is not None:
            yield Mark("head", path, at)


def _pixel(frame: Frame, point: Floats) -> QPointF | None:
    if not len(point) or not np.isfinite(point).all():
        return None
    x, y = pixels_of(frame, point)[0]
    return QPointF(x, y)


def paint_mark(painter: QPainter, frame: Frame, mark: Mark, theme: Theme) -> None:
    """A ring at the start; a ring in the run's colour where it was best; its marker where it is."""
    color, place = QColor(mark.path.style.color), frame.place
    if mark.kind == "head":
        _paint_head(painter, place, mark, theme)
    elif place.adjusted(-1, -1, 1, 1).contains(mark.at):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = _START if mark.kind == "start" else _RING
        for pen in (halo_pen(theme, 4.6), QPen(QColor(theme.text) if mark.kind == "start" else color, 1.8)):
            painter.setPen(pen)
            painter.drawEllipse(mark.at, radius, radius)


def _paint_head(painter: QPainter, place: QRectF, mark: Mark, theme: Theme) -> None:
    """The marker, hollow once the run has diverged, or an arrow towards where it is out of view."""
    shown, color, halo = into_view(mark.at, place), QColor(mark.path.style.color), QColor(theme.halo)
    size = _SHOWN_HEAD if mark.path.shown else _HEAD
    if (shown - mark.at).manhattanLength() > 1:
        shape = _arrow(shown, mark.at, size)
    else:
        shape = marker_path(mark.path.style.marker, size)
    hollow = mark.path.diverged
    painter.save()
    painter.translate(shown)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(halo, 4.0 if hollow else 3.0, j=Qt.PenJoinStyle.RoundJoin))
    painter.drawPath(shape)
    painter.setPen(QPen(color, 1.7, j=Qt.PenJoinStyle.RoundJoin) if hollow else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(halo if hollow else color)
    painter.drawPath(shape)
    painter.restore()


def into_view(at: QPointF, place: QRectF) -> QPointF:
    """The nearest pixel where a head can be seen whole; its own, if that is in view."""
    if place.contains(at):
        return at
    inner = place.adjusted(_HEAD, _HEAD, -_HEAD, -_HEAD)
    return QPointF(
        min(max(at.x(), inner.left()), inner.right()), min(max(at.y(), inner.top()), inner.bottom())
    )


def _arrow(shown: QPointF, target: QPointF, size: float) -> QPainterPath:
    path = QPainterPath(QPointF(0.5, 0))
    path.lineTo(-0.4, -0.45)
    path.lineTo(-0.4, 0.45)
    path.closeSubpath()
    away = target - shown
    angle = math.degrees(math.atan2(away.y(), away.x()))
    return QTransform().rotate(angle).scale(size, size).map(path)
