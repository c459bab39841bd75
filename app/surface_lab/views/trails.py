"""The trails of the runs: thinned to pixels, clipped to the view, on pixmaps that playback only adds to."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pyqtgraph.functions import arrayToQPath
from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QRegion, QTransform

from ...kit.plots.lines import draw_segments, stroke_path
from ...kit.run_style import RunStyle
from ...kit.theme import Theme
from .map_viewport import Viewport

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

WIDTH = 2.0
HALO_WIDTH = 5.0
HALO_OPACITY = 0.6
_FUTURE_OPACITY = 0.55
"""Of what the trail has yet to go, on top of HALO_OPACITY: it lies on the same pixmap."""

HEAD = 12.0
_CELL = 0.5
"""Points within one cell of so many device pixels are drawn as one."""

_MOST_SEGMENTS = 8_000
_MOST_DASHES = 20_000
_MANY_SEGMENTS = 6_000
_FAR = 1e150
"""Places further off, in pixels, are drawn as if they were this far: their squares are still finite."""

_MOST = np.finfo(np.float64).max

_BLOCKS = 32
"""A redraw goes through time in so many blocks: as in playback, the later step is on top at a crossing."""


class Trail(NamedTuple):
    """Where a run went: positions (n + 1, 2), the start first; if it diverged, as far as it was finite."""

    positions: Floats
    style: RunStyle
    diverged: bool


class Line(NamedTuple):
    """A trail as it is drawn: segments (k, 4) in pixels, and for each the step that is reached at its end."""

    segments: Floats
    steps: Indices

    def until(self, step: int) -> int:
        """How many segments are drawn when the cursor is at `step`."""
        return int(np.searchsorted(self.steps, step, side="right"))


def line_of(positions: Floats, viewport: Viewport, ratio: float = 1.0) -> Line:
    """Thin a path to the pixels of a screen with `ratio` device pixels to each, and clip it to the view."""
    pixels = _to_near_pixels(positions, viewport)
    steps = _thinned(pixels, _CELL / ratio)
    points = pixels[steps]
    low = np.array([-viewport.width, -viewport.height], dtype=np.float64)
    high = -2 * low
    segments, seen = _clipped(points[:-1], points[1:], low, high)
    return Line(segments, steps[1:][seen])


def _to_near_pixels(positions: Floats, viewport: Viewport) -> Floats:
    """Places in pixels, none further away than _FAR."""
    pixels = np.clip(viewport.to_pixels(positions), -_MOST, _MOST)
    if pixels.size and max(pixels.max(), -pixels.min()) > _FAR:
        pixels *= np.minimum(1.0, _FAR / np.maximum(np.abs(pixels).max(axis=1), 1.0))[:, None]
    return pixels


def _thinned(pixels: Floats, cell: float) -> Indices:
    """Which points to draw: the first in every cell the path enters, and the very last."""
    x, y = np.floor(np.clip(pixels.T / cell, -1e9, 1e9))
    entered = np.ones(len(pixels), dtype=bool)
    entered[1:-1] = (x[1:-1] != x[:-2]) | (y[1:-1] != y[:-2])
    kept = np.flatnonzero(entered)
    return kept if len(kept) <= _MOST_SEGMENTS else _extremes(pixels, kept)


def _extremes(pixels: Floats, kept: Indices) -> Indices:
    """Of every bucket of consecutive points the outermost to all four sides: the envelope stays."""
    size = -(-4 * len(kept) // _MOST_SEGMENTS)
    buckets = np.pad(kept, (0, -len(kept) % size), mode="edge").reshape(-1, size)
    points = pixels[buckets]
    picked = np.concatenate([points.argmin(axis=1), points.argmax(axis=1)], axis=1)
    return np.unique(np.concatenate([kept[[0, -1]], np.take_along_axis(buckets, picked, axis=1).ravel()]))


def _clipped(a: Floats, b: Floats, low: Floats, high: Floats) -> tuple[Floats, Indices]:
    """The parts of segments a-b in the box, (k, 4), and which segment each is of (Liang and Barsky 1984)."""
    beyond = ((a < low) | (a > high) | (b < low) | (b > high)).any(axis=1)
    if not beyond.any():
        return np.concatenate([a, b], axis=1), np.arange(len(a))
    a, b, index = a.copy(), b.copy(), np.flatnonzero(beyond)
    # From the end that is nearer: from the far end of a huge segment rounding would eat the view.
    turned = (np.abs(a[index]).max(axis=1) > np.abs(b[index]).max(axis=1))[:, None]
    origin = np.where(turned, b[index], a[index])
    direction = np.where(turned, a[index], b[index]) - origin
    with np.errstate(divide="ignore", invalid="ignore"):
        bounds = np.stack([(low - origin) / direction, (high - origin) / direction])
    within = np.where((origin >= low) & (origin <= high), np.inf, -np.inf)
    enter = np.where(direction == 0, -within, bounds.min(axis=0)).max(axis=1).clip(0, 1)
    leave = np.where(direction == 0, within, bounds.max(axis=0)).min(axis=1).clip(0, 1)
    first, last = (np.clip(origin + t[:, None] * direction, low, high) for t in (enter, leave))
    a[index], b[index] = np.where(turned, last, first), np.where(turned, first, last)
    seen = np.ones(len(a), dtype=bool)
    seen[index] = enter < leave
    return np.concatenate([a, b], axis=1)[seen], np.flatnonzero(seen)


def _dashed(line: Line, pattern: Sequence[float]) -> Line:
    """Cut a line into dashes of a Qt pattern, for square caps, which add half a width at each end."""
    if not pattern or not len(line.steps):
        return line
    lengths = WIDTH * np.array([max(n - 1, 0.01) if k % 2 == 0 else n + 1 for k, n in enumerate(pattern)])
    edges = np.cumsum(lengths)
    starts, ends = line.segments[:, :2], line.segments[:, 2:]
    spans = np.hypot(*(ends - starts).T)
    after = np.cumsum(spans)
    periods = math.ceil(after[-1] / edges[-1])
    if periods * len(pattern) > _MOST_DASHES or not after[-1] > 0:
        return line
    boundaries = (np.arange(periods)[:, None] * edges[-1] + edges).ravel()
    cuts = np.unique(np.concatenate([[0.0], after, boundaries[boundaries < after[-1]]]))
    middles = (cuts[1:] + cuts[:-1]) / 2
    on = np.searchsorted(edges, middles % edges[-1], side="right") % 2 == 0
    owner = np.searchsorted(after, middles[on])
    origin, direction = starts[owner], (ends - starts)[owner] / spans[owner, None]
    before = (after - spans)[owner]
    first = origin + (cuts[:-1][on] - before)[:, None] * direction
    last = origin + (cuts[1:][on] - before)[:, None] * direction
    return Line(np.concatenate([first, last], axis=1), line.steps[owner])


def path_of(segments: Floats) -> QPainterPath:
    """The segments joined where one ends as the next begins: for pictures made of curves."""
    path = QPainterPath()
    breaks = np.flatnonzero((segments[1:, :2] != segments[:-1, 2:]).any(axis=1)) + 1
    for piece in np.split(segments, breaks):
        if len(piece):
            points = np.concatenate([piece[:1, :2], piece[:, 2:]])
            path.addPath(arrayToQPath(points[:, 0].copy(), points[:, 1].copy(), finiteCheck=False))
    return path


def _pen(color: QColor, width: float) -> QPen:
    return QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap)


def _round_pen(color: QColor, width: float, dash: Sequence[float] = ()) -> QPen:
    pen = QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    if dash:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(dash)
    return pen


def _faded(color: str | QColor, opacity: float) -> QColor:
    faded = QColor(color)
    faded.setAlphaF(opacity)
    return faded


class _Fine:
    """Two pixmaps, halos below cores: the halo of a later step never covers the core of an earlier one."""

    def __init__(self, lines: Sequence[tuple[Line, RunStyle]], halo: str, size: QSize, ratio: float) -> None:
        self._halos = tuple(line for line, _ in lines)
        self._cores = tuple((_dashed(line, style.dash), QColor(style.color)) for line, style in lines)
        self._halo = QColor(halo)
        self._under, self._over = (_transparent(size, ratio) for _ in range(2))
        self.step = 0

    def draw_future(self, step: int) -> None:
        """Draw what lies ahead of `step`, faintly; before anything else."""
        with _painting(self._under) as painter:
            # A path that crosses itself must not get darker there.
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            for line, (_, color) in zip(self._halos, self._cores, strict=True):
                painter.setPen(_pen(_faded(color, _FUTURE_OPACITY), 1.0))
                draw_segments(painter, line.segments[line.until(step) :])

    def advance(self, step: int) -> QRegion:
        """Draw on up to `step`; returns where."""
        dirty = QRegion()
        with _painting(self._under) as painter:
            painter.setPen(_pen(self._halo, HALO_WIDTH))
            for line in self._halos:
                segments = line.segments[line.until(self.step) : line.until(step)]
                draw_segments(painter, segments)
                dirty += _bounds(segments)
        blocks = _BLOCKS if step - self.step > _BLOCKS else 1
        ends = [self.step + (step - self.step) * block // blocks for block in range(blocks + 1)]
        with _painting(self._over) as painter:
            for first, last in pairwise(ends):
                for line, color in self._cores:
                    painter.setPen(_pen(color, WIDTH))
                    draw_segments(painter, line.segments[line.until(first) : line.until(last)])
        self.step = step
        return dirty

    def paint(self, painter: QPainter) -> None:
        painter.setOpacity(HALO_OPACITY)
        painter.drawPixmap(0, 0, self._under)
        painter.setOpacity(1.0)
        painter.drawPixmap(0, 0, self._over)


def _transparent(size: QSize, ratio: float) -> QPixmap:
    pixmap = QPixmap((QSize(size) * ratio).expandedTo(QSize(1, 1)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


@contextmanager
def _painting(pixmap: QPixmap) -> Iterator[QPainter]:
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield painter
    finally:
        painter.end()


def _bounds(segments: Floats) -> QRect:
    if not len(segments):
        return QRect()
    ends = segments.reshape(-1, 2)
    (left, top), (right, bottom) = ends.min(axis=0), ends.max(axis=0)
    margin = math.ceil(HALO_WIDTH)
    return (
        QRectF(left, top, right - left, bottom - top)
        .toAlignedRect()
        .adjusted(-margin, -margin, margin, margin)
    )


class TrailsLayer:
    """All trails up to the cursor, drawn fine (kept and added to) or coarse (thin, at once, nothing kept)."""

    def __init__(self) -> None:
        self._trails: tuple[Trail, ...] = ()
        self._cursor = 0
        self._lines: tuple[Line, ...] = ()
        self._lines_key: tuple[object, ...] | None = None
        self._fine: _Fine | None = None
        self._fine_key: tuple[object, ...] | None = None

    @property
    def trails(self) -> tuple[Trail, ...]:
        return self._trails

    @property
    def heavy(self) -> bool:
        """Whether drawing all of it anew and fine, frame by frame, would stutter."""
        return sum(len(line.steps) for line in self._lines) > _MANY_SEGMENTS

    def set_trails(self, trails: Sequence[Trail]) -> None:
        self._trails = tuple(trails)
        self._lines_key = self._fine_key = None

    def set_cursor(self, step: int, viewport: Viewport) -> QRegion | None:
        """Move the cursor; returns what of the view changes, None for all of it."""
        before, self._cursor = self._cursor, step
        if step < before or self._fine is None or self._fine_key is None or self._fine_key[0] != viewport:
            self._fine_key = None if step < before else self._fine_key
            return None
        heads = self._head_region(before, viewport) + self._head_region(step, viewport)
        return heads + self._fine.advance(step)

    @property
    def cursor(self) -> int:
        return self._cursor

    def paint_coarse(self, painter: QPainter, viewport: Viewport, ratio: float) -> None:
        """Lines of one pixel without antialiasing: nothing is quicker."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for line, trail in self._drawn(viewport, ratio):
            painter.setPen(_pen(QColor(trail.style.color), 0))
            draw_segments(painter, line.segments[: line.until(self._cursor)])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint_fine(self, painter: QPainter, viewport: Viewport, ratio: float, theme: Theme) -> None:
        """Two pixels wide with halos, from the kept pixmaps."""
        key = (viewport, ratio, theme.halo)
        if self._fine is None or self._fine_key != key:
            lines = [(line, trail.style) for line, trail in self._drawn(viewport, ratio)]
            size = QSize(viewport.width, viewport.height)
            self._fine, self._fine_key = _Fine(lines, theme.halo, size, ratio), key
            self._fine.draw_future(self._cursor)
        if self._fine.step != self._cursor:
            self._fine.advance(self._cursor)
        self._fine.paint(painter)

    def paint_vector(self, painter: QPainter, viewport: Viewport, ratio: float, theme: Theme) -> None:
        """The same as curves, for pictures at any scale."""
        past, future = [], []
        for line, trail in self._drawn(viewport, ratio):
            until = line.until(self._cursor)
            past.append((path_of(line.segments[:until]), trail.style))
            future.append((path_of(line.segments[until:]), trail.style))
        for path, style in future:
            stroke_path(painter, path, _round_pen(_faded(style.color, HALO_OPACITY * _FUTURE_OPACITY), 1.0))
        for path, _ in past:
            stroke_path(painter, path, _round_pen(_faded(theme.halo, HALO_OPACITY), HALO_WIDTH))
        for path, style in past:
            stroke_path(painter, path, _round_pen(QColor(style.color), WIDTH, style.dash))

    def paint_heads(self, painter: QPainter, viewport: Viewport, theme: Theme) -> None:
        """The marker of every run where it is now: hollow once it has diverged, an arrow out of view."""
        halo = QColor(theme.halo)
        for trail, pixel in zip(self._trails, self._heads(self._cursor, viewport), strict=True):
            shown = _into_view(pixel, viewport)
            color = QColor(trail.style.color)
            over = trail.diverged and self._cursor >= len(trail.positions)
            if shown != tuple(pixel):
                shape = _arrow(shown, pixel)
            else:
                shape = QTransform.fromScale(HEAD, HEAD).map(Symbols[trail.style.marker])
            shape = shape.translated(*shown)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(_round_pen(halo, 4.0 if over else 3.0))
            painter.drawPath(shape)
            painter.setPen(_round_pen(color, 1.6) if over else QPen(Qt.PenStyle.NoPen))
            painter.setBrush(halo if over else color)
            painter.drawPath(shape)

    def run_at(self, x: float, y: float, viewport: Viewport) -> Trail | None:
        """The run whose head is under the pixel."""
        for trail, pixel in zip(self._trails, self._heads(self._cursor, viewport), strict=True):
            if math.hypot(*np.subtract(_into_view(pixel, viewport), (x, y))) <= HEAD:
                return trail
        return None

    def _drawn(self, viewport: Viewport, ratio: float) -> Iterator[tuple[Line, Trail]]:
        key = (viewport, ratio)
        if self._lines_key != key:
            self._lines = tuple(line_of(trail.positions, viewport, ratio) for trail in self._trails)
            self._lines_key = key
        return zip(self._lines, self._trails, strict=True)

    def _heads(self, step: int, viewport: Viewport) -> Floats:
        places = [trail.positions[min(step, len(trail.positions) - 1)] for trail in self._trails]
        return np.clip(viewport.to_pixels(np.array(places).reshape(-1, 2)), -_MOST, _MOST)

    def _head_region(self, step: int, viewport: Viewport) -> QRegion:
        region = QRegion()
        for pixel in self._heads(step, viewport):
            x, y = _into_view(pixel, viewport)
            region += QRectF(x - HEAD, y - HEAD, 2 * HEAD, 2 * HEAD).toAlignedRect()
        return region


def _into_view(pixel: Floats, viewport: Viewport) -> tuple[float, float]:
    """The nearest place where a head can be seen whole."""
    x, y = float(pixel[0]), float(pixel[1])
    if 0 <= x <= viewport.width and 0 <= y <= viewport.height:
        return x, y
    return min(max(x, HEAD), viewport.width - HEAD), min(max(y, HEAD), viewport.height - HEAD)


def _arrow(shown: tuple[float, float], target: Floats) -> QPainterPath:
    """A small arrowhead that points from where it is shown towards the target."""
    path = QPainterPath(QPointF(0.5, 0))
    path.lineTo(-0.4, -0.45)
    path.lineTo(-0.4, 0.45)
    path.closeSubpath()
    angle = math.degrees(math.atan2(target[1] - shown[1], target[0] - shown[0]))
    return QTransform().rotate(angle).scale(HEAD, HEAD).map(path)
