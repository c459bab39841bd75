"""The layers of a plot: each holds numbers in the units of the axes, and paints them on a canvas.

Stages say when a layer is painted: "ground" below the grid and "backdrop" above it, on a pixmap that is kept
until layers with other numbers are declared there, for what stays while a network trains; "curves" on a
pixmap that is kept until `Plot.changed` (pale after the cursor); "marks" above the curves; "heads" above the
cursor.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ..run_style import Dash, RunStyle
from .axis import Axis
from .canvas import Canvas
from .lines import draw_line
from .numbers import Column
from .ranges import Span
from .readout import Value
from .run_marks import draw_cross, draw_head
from .thinning import thin

Floats = NDArray[np.float64]
Stage = Literal["ground", "backdrop", "curves", "marks", "heads"]


class Layer:
    """One thing that a plot shows."""

    stage: Stage = "marks"

    def paint(self, canvas: Canvas) -> None:
        """Paint it."""
        raise NotImplementedError

    def columns(self) -> Sequence[Column]:
        """Its numbers, for who copies or saves them; none for what only decorates."""
        return ()

    def read_places(self) -> Floats:
        """The x (n,) at which the read-out has a value of it."""
        return np.empty(0)

    def read(self, x: float, axis: Axis) -> tuple[float, Value] | None:
        """What the read-out says of it at an x, and its y, by which rows are sorted; `axis` is that of y."""
        return None


@dataclass(frozen=True, eq=False)
class Line(Layer):
    """A line through the points x, y (n,), x rising; NaN in y leaves a gap.

    `name` stands over its column of numbers. With a `style`, the read-out has a row for it, in which stands
    what `text` makes of the index of a point (nothing, if that is empty), or else y. A line that does not
    `count` leaves the range of the axes to others, and is not marked where it is beyond it; points at the x
    of `keep` are drawn even where others are thinned out. `numbers` (n,) are those to copy and save, if they
    are others than y.
    """

    x: Floats
    y: Floats
    color: QColor
    width: float = 1.8
    dash: Dash = ()
    name: str = ""
    style: RunStyle | None = None
    text: Callable[[int], str] | None = None
    counts: bool = True
    keep: Sequence[float] = ()
    halo: QColor | None = None
    numbers: Floats | None = None
    stage: Stage = "curves"

    def thinned(self, columns: int, x: Span | None) -> tuple[Floats, Floats]:
        """The points to draw on so many columns of pixels, of those between two x and just beside them."""
        first, last = 0, len(self.x)
        if x is not None:
            first = max(int(np.searchsorted(self.x, x[0])) - 1, 0)
            last = min(int(np.searchsorted(self.x, x[1], side="right")) + 1, last)
        across = np.asarray(self.x[first:last], dtype=np.float64)
        up = np.asarray(self.y[first:last], dtype=np.float64)
        if not np.isfinite(up).any() and np.isnan(up).all():
            return np.empty(0), np.empty(0)
        kept = thin(up, columns)
        for x_kept in self.keep:
            kept = np.union1d(kept, _nearest(across, x_kept))
        return across[kept], up[kept]

    def paint(self, canvas: Canvas) -> None:
        """Paint the whole line; `Plot` paints it thinned, see `paint_thinned`."""
        self.paint_thinned(canvas, *self.thinned(max(round(canvas.area.width()), 1), None))

    def paint_thinned(self, canvas: Canvas, x: Floats, y: Floats) -> None:
        """Paint a line through these of its points."""
        across, down = canvas.across(x), canvas.down(y)
        width = 1.0 if canvas.coarse else self.width
        if self.halo is not None and not canvas.coarse:
            draw_line(canvas.painter, across, down, self.halo, width + 2.4)
        draw_line(canvas.painter, across, down, self.color, width, self.dash)

    def columns(self) -> Sequence[Column]:
        y = self.y if self.numbers is None else self.numbers
        return (Column(self.name, self.x, y),) if self.name else ()

    def read_places(self) -> Floats:
        return np.asarray(self.x)[np.isfinite(self.y)] if self.style is not None else np.empty(0)

    def read(self, x: float, axis: Axis) -> tuple[float, Value] | None:
        index = self.index_near(x)
        if self.style is None or index is None or not self._is_at(index, x):
            return None
        y = float(self.y[index])
        text = self.text(index) if self.text else axis.text(y)
        return (y, Value(self.style, text)) if text else None

    def _is_at(self, index: int, x: float) -> bool:
        """Whether a point is the one at x, or as near as its neighbours let it be."""
        if self.x[index] == x:
            return True
        beside = [
            abs(self.x[other] - self.x[index]) for other in (index - 1, index + 1) if 0 <= other < len(self.x)
        ]
        return bool(beside) and abs(self.x[index] - x) <= max(beside)

    def index_near(self, x: float) -> int | None:
        """The point that has a value and lies nearest to x; None: no point has."""
        known = np.flatnonzero(np.isfinite(self.y))
        return int(known[np.abs(self.x[known] - x).argmin()]) if len(known) else None

    def index_until(self, x: float) -> int | None:
        """The last point up to x that has a value; None: no point has."""
        known = np.flatnonzero(np.isfinite(self.y) & (self.x <= x))
        return int(known[-1]) if len(known) else None


def _nearest(x: Floats, at: float) -> int:
    """Where x has a number, or the next larger one."""
    return min(int(np.searchsorted(x, at)), len(x) - 1)


@dataclass(frozen=True, eq=False)
class Head(Layer):
    """The marker of a run where its line is at the cursor, or a cross where it has diverged before.

    Its line has left the picture at `diverged_at`; `word` stands beside the cross.
    """

    line: Line
    style: RunStyle
    size: float = 11.0
    diverged_at: float | None = None
    word: str = ""
    leaves: Literal["top", "bottom"] = "top"

    stage = "heads"

    def paint(self, canvas: Canvas) -> None:
        if self.diverged_at is not None and self.diverged_at <= canvas.until:
            place = self._end(canvas, self.diverged_at)
            draw_cross(canvas.painter, place, self.line.color, canvas.theme)
            canvas.labels.write_beside(self.word, canvas.theme.error, place)
            return
        at = self.line.index_until(canvas.until)
        if at is None or not canvas.has_height(float(self.line.y[at])):
            return
        place = canvas.point(float(self.line.x[at]), float(self.line.y[at]))
        if canvas.area.left() - 1 <= place.x() <= canvas.area.right() + 1:
            draw_head(canvas.painter, place, self.style, self.line.color, canvas.theme, self.size)

    def _end(self, canvas: Canvas, at: float) -> QPointF:
        """Where the line is last known, or where it leaves the picture."""
        frame = canvas.frame
        known = np.flatnonzero(~np.isnan(self.line.y) & (self.line.x <= at))
        low, high = frame.y
        height = high if self.leaves == "top" else low
        if len(known):
            height = min(max(float(canvas.y.positions(self.line.y[known[-1]])), low), high)
        return frame.point(float(canvas.x.positions(at)), height)


@dataclass(frozen=True, eq=False)
class Ring(Layer):
    """A ring around a point, with a word beside it."""

    x: float
    y: float
    color: QColor
    word: str = ""

    def paint(self, canvas: Canvas) -> None:
        if not math.isfinite(self.y):
            return
        place = canvas.point(self.x, self.y)
        canvas.painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, width in ((QColor(canvas.theme.halo), 5.0), (self.color, 2.0)):
            canvas.painter.setPen(QPen(color, width))
            canvas.painter.drawEllipse(place, 6, 6)
        canvas.labels.write_beside(self.word, canvas.theme.text, place)


@dataclass(frozen=True, eq=False)
class VerticalLine(Layer):
    """An upright line at an x, up into the strip above the plot, with a word there."""

    x: float
    color: QColor
    word: str = ""
    strip: float = 0.0

    def paint(self, canvas: Canvas) -> None:
        x = round(canvas.pixel_x(self.x)) + 0.5
        top = canvas.area.top() - self.strip
        upright = QLineF(x, top, x, canvas.area.bottom())
        canvas.painter.setPen(QPen(self.color, 1))
        canvas.painter.drawLine(upright)
        canvas.labels.block(QRectF(x - 1, top, 2, upright.length()))
        if self.word:
            canvas.labels.write_on_top(self.word, canvas.theme.text, x, x, top + 1)


@dataclass(frozen=True, eq=False)
class Note(Layer):
    """A word in the strip above the plot, next to what lies between two x."""

    word: str
    color: str
    x: tuple[float, float]
    strip: float

    def paint(self, canvas: Canvas) -> None:
        first, last = (canvas.pixel_x(x) for x in self.x)
        if last >= canvas.area.left() and first <= canvas.area.right():
            canvas.labels.write_on_top(self.word, self.color, first, last, canvas.area.top() - self.strip + 1)


@dataclass(frozen=True, eq=False)
class HorizontalLine(Layer):
    """A threshold: a line across the plot at a y, with its name over it where there is room."""

    y: float
    color: QColor
    name: str = ""
    dash: Dash = ()
    width: float = 1.0
    stage: Stage = "marks"

    def paint(self, canvas: Canvas) -> None:
        y = round(canvas.point(canvas.x.number(canvas.frame.x[0]), self.y).y())
        if not canvas.area.top() - 1 <= y <= canvas.area.bottom() + 1:
            return
        pen = QPen(self.color, self.width)
        if self.dash:
            pen.setDashPattern(list(self.dash))
        canvas.painter.save()
        canvas.painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        canvas.painter.setPen(pen)
        canvas.painter.drawLine(QLineF(canvas.area.left(), y, canvas.area.right(), y))
        canvas.painter.restore()
        write_over(canvas, QPointF(canvas.area.left(), y), self.name)


def write_over(canvas: Canvas, at: QPointF, name: str) -> None:
    """A few words over a line that begins at a point, or under it where there is no room above."""
    if not name:
        return
    metrics = canvas.labels.metrics
    wide, high = metrics.horizontalAdvance(name), metrics.height()
    top = at.y() - high - 2 if at.y() - high - 2 >= canvas.area.top() else at.y() + 3
    left = min(at.x() + 6, canvas.area.right() - wide - 3)
    canvas.labels.write(name, canvas.theme.text, [QRectF(left, top, wide, high)], must=True)


@dataclass(frozen=True, eq=False)
class Band(Layer):
    """A tint between two x, or between two y; None: as far as the plot reaches there.

    It goes `strip` pixels above the plot; `word` is the name of what lies between two x.
    """

    color: QColor
    x: tuple[float | None, float | None] = (None, None)
    y: tuple[float | None, float | None] = (None, None)
    least: float = 0.0
    strip: float = 0.0

    stage = "ground"

    def paint(self, canvas: Canvas) -> None:
        canvas.painter.fillRect(self.place(canvas), self.color)

    def place(self, canvas: Canvas) -> QRectF:
        """Where it lies in pixels, at least `least` wide."""
        area, (first, last), (low, high) = canvas.area, self.x, self.y
        left = area.left() if first is None else max(canvas.pixel_x(first), area.left())
        right = area.right() if last is None else min(canvas.pixel_x(last), area.right())
        base = canvas.x.number(canvas.frame.x[0])
        top = area.top() - self.strip if high is None else max(canvas.point(base, high).y(), area.top())
        bottom = area.bottom() if low is None else min(canvas.point(base, low).y(), area.bottom())
        return QRectF(left, top, max(right - left, self.least), max(bottom - top, 0.0))


@dataclass(frozen=True, eq=False)
class Bars(Layer):
    """Bars from y = 0 up: edges (n + 1,) along x, heights (n,), a colour for each."""

    edges: Floats
    heights: Floats
    colors: Sequence[QColor]
    name: str = ""

    stage = "curves"

    def paint(self, canvas: Canvas) -> None:
        across, down = canvas.across(self.edges), canvas.down(self.heights)
        bottom = canvas.point(canvas.x.number(canvas.frame.x[0]), 0.0).y()
        for index in map(int, np.flatnonzero(self.heights)):
            tall = max(bottom - float(down[index]), 1.0)
            bar = QRectF(across[index], bottom - tall, across[index + 1] - across[index] - 1, tall)
            canvas.painter.fillRect(bar, self.colors[index])

    def columns(self) -> Sequence[Column]:
        return (Column(self.name, (self.edges[1:] + self.edges[:-1]) / 2, self.heights),)


@dataclass(eq=False)
class Painted(Layer):
    """Whatever one plot alone has: a function paints it at a stage; `numbers` are its columns."""

    draw: Callable[[Canvas], None]
    stage: Stage = "marks"
    numbers: Sequence[Column] = ()

    def paint(self, canvas: Canvas) -> None:
        self.draw(canvas)

    def columns(self) -> Sequence[Column]:
        return self.numbers


_TRIANGLE = 7.0
"""Pixels: how wide the mark of what is beyond the plot is; of two that would touch one is left out."""


def paint_beyond(canvas: Canvas, line: Line, x: Floats, y: Floats) -> None:
    """Small triangles at the edge where a line leaves what the axis shows.

    A logarithmic axis ends below wherever it wants, so there only what is above is marked.
    """
    low, high = canvas.frame.y
    slack = 0.01 * (high - low)
    above = y > canvas.y.number(high + slack)
    below = np.zeros_like(above) if canvas.y.log else y < canvas.y.number(low - slack)
    place = canvas.frame.place
    for beyond, edge, base in ((above, place.top(), 5.0), (below, place.bottom(), -5.0)):
        if beyond.any():
            leaves = beyond & ~np.concatenate([[False], beyond[:-1]])
            _paint_triangles(canvas, line.color, canvas.across(x[leaves]), edge, base)


def _paint_triangles(canvas: Canvas, color: QColor, across: Floats, edge: float, base: float) -> None:
    """Triangles with their tips at pixels of an edge, and `base` pixels high."""
    within = across[(across >= canvas.area.left() - 1) & (across <= canvas.area.right() + 1)]
    canvas.painter.setPen(QPen(QColor(canvas.theme.halo), 1.0))
    canvas.painter.setBrush(color)
    for first in within[np.diff(within, prepend=-math.inf) > _TRIANGLE]:
        tip = QPointF(float(first), edge)
        corners = [tip + QPointF(way * _TRIANGLE / 2, base) for way in (-1, 1)]
        canvas.painter.drawPolygon([tip, *corners])
