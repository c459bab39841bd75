"""The trails of the runs up to the cursor, on pixmaps to which playback only adds the new segments."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QRegion

from ...kit.maps.path_lines import CELL, Line, dashed, line_of, path_of
from ...kit.maps.symbols import into_view, is_near, paint_head
from ...kit.maps.viewport import Viewport
from ...kit.plots.annotations import round_pen
from ...kit.plots.lines import draw_segments, stroke_path
from ...kit.run_style import RunStyle
from ...kit.theme import Theme

Floats = NDArray[np.float64]

WIDTH = 2.0
HALO_WIDTH = 5.0
HALO_OPACITY = 0.6
_FUTURE_OPACITY = 0.55
"""Of what the trail has yet to go, on top of HALO_OPACITY: it lies on the same pixmap."""

HEAD = 12.0
_MANY_SEGMENTS = 6_000

_BLOCKS = 32
"""A redraw goes through time in so many blocks: as in playback, the later step is on top at a crossing."""


class Trail(NamedTuple):
    """Where a run went: positions (n + 1, 2), the start first; if it diverged, as far as it was finite."""

    positions: Floats
    style: RunStyle
    diverged: bool


def _pen(color: QColor, width: float) -> QPen:
    return QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap)


def _dashed_pen(style: RunStyle) -> QPen:
    pen = round_pen(style.color, WIDTH)
    if style.dash:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(style.dash)
    return pen


class _Fine:
    """Two pixmaps, halos below cores: the halo of a later step never covers the core of an earlier one."""

    def __init__(self, lines: Sequence[tuple[Line, RunStyle]], halo: str, size: QSize, ratio: float) -> None:
        self._halos = tuple(line for line, _ in lines)
        self._cores = tuple((dashed(line, style.dash, WIDTH), QColor(style.color)) for line, style in lines)
        self._halo = QColor(halo)
        self._under, self._over = (_transparent(size, ratio) for _ in range(2))
        self.step = 0

    def draw_future(self, step: int) -> None:
        """Draw what lies ahead of `step`, faintly; before anything else."""
        with _painting(self._under) as painter:
            # A path that crosses itself must not get darker there.
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            for line, (_, color) in zip(self._halos, self._cores, strict=True):
                faint = QColor(color)
                faint.setAlphaF(_FUTURE_OPACITY)
                painter.setPen(_pen(faint, 1.0))
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
            size = viewport.area.size().toSize()
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
            stroke_path(painter, path, round_pen(style.color, 1.0, HALO_OPACITY * _FUTURE_OPACITY))
        for path, _ in past:
            stroke_path(painter, path, round_pen(theme.halo, HALO_WIDTH, HALO_OPACITY))
        for path, style in past:
            stroke_path(painter, path, _dashed_pen(style))

    def paint_heads(self, painter: QPainter, viewport: Viewport, theme: Theme) -> None:
        """The marker of every run where it is now: hollow once it has diverged, an arrow out of view."""
        for trail, pixel in self._heads(self._cursor, viewport):
            hollow = trail.diverged and self._cursor >= len(trail.positions)
            paint_head(painter, pixel, viewport.area, trail.style, theme, HEAD, HEAD, hollow=hollow)

    def run_at(self, at: QPointF, viewport: Viewport) -> Trail | None:
        """The run whose head is under the pixel."""
        for trail, pixel in self._heads(self._cursor, viewport):
            if is_near(into_view(pixel, viewport.area, HEAD), at, HEAD):
                return trail
        return None

    def _drawn(self, viewport: Viewport, ratio: float) -> Iterator[tuple[Line, Trail]]:
        key = (viewport, ratio)
        if self._lines_key != key:
            self._lines = tuple(line_of(trail.positions, viewport, CELL / ratio) for trail in self._trails)
            self._lines_key = key
        return zip(self._lines, self._trails, strict=True)

    def _heads(self, step: int, viewport: Viewport) -> Iterator[tuple[Trail, QPointF]]:
        places = [trail.positions[min(step, len(trail.positions) - 1)] for trail in self._trails]
        return zip(self._trails, viewport.pixels_of(places), strict=True)

    def _head_region(self, step: int, viewport: Viewport) -> QRegion:
        region = QRegion()
        for _, pixel in self._heads(step, viewport):
            shown = into_view(pixel, viewport.area, HEAD)
            region += QRectF(shown.x() - HEAD, shown.y() - HEAD, 2 * HEAD, 2 * HEAD).toAlignedRect()
        return region
