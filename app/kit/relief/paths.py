"""The paths of runs on the land, dim where it hides them, and where each run is now."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ..fast_paint import joined_path
from ..maps.path_lines import enters_a_cell
from ..maps.symbols import is_near, paint_symbol
from ..plots.lines import draw_segments
from ..run_style import Dash, RunStyle
from ..symbols import Symbol
from ..theme import Theme
from ..widgets.swatch import marker_path
from .camera import Floats, Projection
from .terrain import HEIGHT, Terrain

Indices = NDArray[np.intp]

WIDTH, HALO_WIDTH = 2.2, 4.0
HEAD = 13.0
LIFT = 0.004
"""So high above the land paths lie."""

_HIDDEN_OPACITY = 0.28
_FUTURE_OPACITY = 0.3
_CELL = 1 / 350
"""Points nearer to each other than this share of the block are drawn as one."""

_PIECE = 0.025
_MOST_POINTS = 8_000
"""Of all paths together; each is looked at for what hides it whenever the eye moves."""

_NEAR = 1.6
"""Pixels: points of a line that are nearer are drawn as one."""


class ReliefPath(NamedTuple):
    """Where a run went: positions (n + 1, 2), the start first, as far as they are finite.

    With losses (n + 1,) it has their heights, without it lies on the land.
    """

    style: RunStyle
    positions: Floats
    losses: Floats | None = None
    diverged: bool = False


class Mark(NamedTuple):
    """A symbol at a place of the map, `size` points wide, and what it stands for."""

    x: float
    y: float
    symbol: Symbol
    size: float
    title: str = ""


class DrapedPath(NamedTuple):
    """A path in the world: points (m, 3), and the step that is reached at each."""

    points: Floats
    steps: Floats


def drape(path: ReliefPath, terrain: Terrain, most: int = _MOST_POINTS) -> DrapedPath:
    """The path as points on the land, so close that it follows every hill between its steps."""
    places = terrain.world(path.positions)
    with np.errstate(invalid="ignore"):
        places = np.clip(np.nan_to_num(places, nan=1e9), -1e9, 1e9)
    kept = _thinned(places)
    corners = places[kept]
    heights = _heights(path, kept, terrain)
    inside = (np.abs(corners) <= terrain.half * 1.0000001).all(axis=1)
    lengths = np.linalg.norm(np.diff(corners, axis=0), axis=1) * (inside[1:] | inside[:-1])
    piece = max(_PIECE, float(lengths.sum()) / most)
    counts = np.where(inside[1:] | inside[:-1], np.ceil(lengths / piece).clip(1, 400), 1).astype(np.intp)
    # Every piece ends at a share of the way between two corners.
    segment = np.repeat(np.arange(len(counts)), counts)
    ordinal = np.arange(len(segment)) - np.repeat(np.cumsum(counts) - counts, counts)
    share = (ordinal + 1) / counts[segment]
    points = np.concatenate([corners[:1], _between(corners, segment, share[:, None])])
    steps = np.concatenate([kept[:1], _between(kept.astype(np.float64), segment, share)])
    if heights is None:
        z = terrain.height_at(points[:, 0], points[:, 1])
    else:
        z = np.concatenate([heights[:1], _between(heights, segment, share)])
    points = np.column_stack([points, z + LIFT])
    points[(np.abs(points[:, :2]) > terrain.half * 1.0000001).any(axis=1)] = np.nan
    return DrapedPath(points, steps)


def _between(values: Floats, segment: Indices, share: Floats) -> Floats:
    between: Floats = values[segment] + share * (values[segment + 1] - values[segment])
    return between


def _heights(path: ReliefPath, kept: Indices, terrain: Terrain) -> Floats | None:
    if path.losses is None:
        return None
    shades = terrain.map.scale.shade(path.losses[kept])
    return HEIGHT * np.nan_to_num(shades, nan=1.0)


def _thinned(places: Floats) -> Indices:
    """Which points to draw: the first in every cell that is entered, and the last."""
    return np.flatnonzero(enters_a_cell(np.clip(places, -10, 10), 2 * _CELL))


class _ProjectedPath(NamedTuple):
    """A draped path in pixels (m, 2), which of it is visible, and the steps."""

    pixels: Floats
    visible: NDArray[np.bool_]
    steps: Floats


class PathsLayer:
    """All paths up to the cursor; what holds for one view is kept as long as that does."""

    def __init__(self) -> None:
        self._paths: tuple[ReliefPath, ...] = ()
        self._cursor = 0
        self._terrain: Terrain | None = None
        self._draped: tuple[DrapedPath, ...] | None = None
        self._seen: tuple[_ProjectedPath, ...] = ()
        self._projection = b""

    @property
    def paths(self) -> tuple[ReliefPath, ...]:
        return self._paths

    @property
    def cursor(self) -> int:
        return self._cursor

    def set_paths(self, paths: Sequence[ReliefPath]) -> None:
        self._paths, self._draped = tuple(paths), None

    def set_cursor(self, step: int) -> None:
        self._cursor = step

    def paint(self, painter: QPainter, terrain: Terrain, projection: Projection, theme: Theme) -> None:
        """Draw what lies behind the land dimly, what is still to come faintly, and the rest in full."""
        seen = self._project_all(terrain, projection)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for path, one in zip(self._paths, seen, strict=True):
            color = QColor(path.style.color)
            _stroke(painter, one, ~one.visible, _pen(_faded(color, _HIDDEN_OPACITY), 1.2))
            ahead = one.steps >= self._cursor
            _stroke(painter, one, one.visible & ahead, _pen(_faded(color, _FUTURE_OPACITY), 1.0))
        gone = [one.visible & (one.steps <= self._cursor) for one in seen]
        for one, shown in zip(seen, gone, strict=True):
            _stroke(painter, one, shown, _pen(QColor(theme.halo), HALO_WIDTH))
        for path, one, shown in zip(self._paths, seen, gone, strict=True):
            _stroke(painter, one, shown, _pen(QColor(path.style.color), WIDTH, path.style.dash))

    def paint_heads(self, painter: QPainter, terrain: Terrain, projection: Projection, theme: Theme) -> None:
        """Where every run is now: hollow once it has diverged, dim behind the land and beyond its edge."""
        for path, (pixel, shown) in zip(self._paths, self._heads(terrain, projection), strict=True):
            hollow = path.diverged and self._cursor >= len(path.positions)
            shape = marker_path(path.style.marker, HEAD).translated(pixel)
            painter.setOpacity(1.0 if shown else 0.4)
            paint_symbol(painter, shape, theme, path.style.color, hollow=hollow)
        painter.setOpacity(1.0)

    def run_at(self, at: QPointF, terrain: Terrain, projection: Projection) -> ReliefPath | None:
        """The run whose head is under the pixel."""
        for path, (pixel, _) in zip(self._paths, self._heads(terrain, projection), strict=True):
            if is_near(pixel, at, HEAD):
                return path
        return None

    def _heads(self, terrain: Terrain, projection: Projection) -> list[tuple[QPointF, bool]]:
        heads = []
        for path in self._paths:
            last = min(self._cursor, len(path.positions) - 1)
            height = (
                None
                if path.losses is None
                else float(terrain.map.scale.shade(path.losses[last : last + 1])[0])
            )
            heads.append(pixel_of(path.positions[last], terrain, projection, height))
        return heads

    def _project_all(self, terrain: Terrain, projection: Projection) -> tuple[_ProjectedPath, ...]:
        if self._draped is None or self._terrain is not terrain:
            each = _MOST_POINTS // max(len(self._paths), 1)
            self._draped = tuple(drape(path, terrain, each) for path in self._paths)
            self._terrain, self._projection = terrain, b""
        if self._projection != projection.key:
            self._seen, self._projection = (
                tuple(_projected(draped, terrain, projection) for draped in self._draped),
                projection.key,
            )
        return self._seen


def pixel_of(
    place: Sequence[float] | Floats, terrain: Terrain, projection: Projection, shade: float | None = None
) -> tuple[QPointF, bool]:
    """Where a place is seen, one beyond the edge at the edge; and whether it is there and in view."""
    world = terrain.world(np.asarray(place, dtype=np.float64)[None])
    edge = np.clip(np.nan_to_num(world, nan=0.0), -terrain.half, terrain.half)
    z = terrain.height_at(*edge.T) if shade is None or np.isnan(shade) else np.array([HEIGHT * shade])
    point = np.column_stack([edge, z + LIFT])
    shown = bool((world == edge).all() and terrain.visible(point, projection.eye)[0])
    return QPointF(*projection.project(point)[0, :2]), shown


def _projected(draped: DrapedPath, terrain: Terrain, projection: Projection) -> _ProjectedPath:
    there = ~np.isnan(draped.points[:, 0])
    points = np.where(there[:, None], draped.points, 0.0)
    pixels = projection.project(points)[:, :2]
    pixels[~there] = np.nan
    # What cannot be told apart on the screen is not drawn twice; ends and gaps stay.
    kept = enters_a_cell(np.nan_to_num(pixels, nan=-1e6), _NEAR)
    visible = np.zeros(int(kept.sum()), dtype=bool)
    visible[:] = terrain.visible(points[kept], projection.eye)
    return _ProjectedPath(pixels[kept], visible, draped.steps[kept])


def _stroke(painter: QPainter, seen: _ProjectedPath, shown: NDArray[np.bool_], pen: QPen) -> None:
    """Draw the segments both of whose ends are shown."""
    finite = np.isfinite(seen.pixels[:, 0])
    drawn = np.zeros(len(shown), dtype=np.bool_)
    drawn[:-1] = shown[:-1] & shown[1:] & finite[:-1] & finite[1:]
    if not drawn.any():
        return
    pixels = np.nan_to_num(seen.pixels)
    if pen.style() == Qt.PenStyle.CustomDashLine:
        painter.strokePath(joined_path(pixels[:, 0], pixels[:, 1], drawn), pen)
        return
    # Far quicker than a path, of which Qt would first find the outline.
    first = np.flatnonzero(drawn)
    painter.setPen(pen)
    draw_segments(painter, np.concatenate([pixels[first], pixels[first + 1]], axis=1))


def _pen(color: QColor, width: float, dash: Dash = ()) -> QPen:
    pen = QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.RoundJoin)
    if dash:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(dash)
    return pen


def _faded(color: QColor, opacity: float) -> QColor:
    faded = QColor(color)
    faded.setAlphaF(opacity)
    return faded
