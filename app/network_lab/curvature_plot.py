"""How sharp the loss is where every run is, epoch by epoch, against what its learning rate stands."""

import math
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from ..plots.frame import Frame, draw_grid, draw_scale, room_for
from ..plots.lines import draw_line
from ..plots.ranges import span_of_epochs, steady, visible_range
from ..plots.thinning import thin
from ..plots.ticks import Tick, power_ticks, whole_number, whole_ticks
from ..run_style import Dash, RunStyle
from ..theme import Theme
from ..widgets.basic import Option, SegmentedChoice
from ..widgets.kept_pixmap import KeptPixmap
from .curvature_words import Reading, number, sentence, standing, verdict_color
from .epoch_plot import (
    BOTTOM,
    EDGE,
    LEFT,
    RIGHT,
    draw_cross,
    draw_cursor,
    draw_head,
    epoch_by_key,
    parts,
    run_ink,
)
from .plot_frame import paint_words
from .told_panel import ToldPanel
from .value_chip import Value, paint_values

Floats = NDArray[np.float64]
Way = Literal["edge", "sharpness"]
WAYS: tuple[Way, ...] = get_args(Way)

_LIMIT: Dash = (5.0, 3.5)
"""The dashes of a threshold."""
_EDGE_LEAST = (math.log10(0.4), math.log10(1.7))
"""Powers of ten of the ratios between which the axis reaches at least,"""
_EDGE_MOST = (-2.0, 1.3)
"""and at most, unless the shown run or most runs are beyond."""
_ABOVE_EDGE = 22.0
"""Pixels over the edge of stability at least: its name stands there."""
_SAME = 1e-6
"""Powers of ten less apart than this are the same threshold."""
_FAR_LIMIT = 2.0
"""A threshold so many powers of ten above all curves is only told, not shown."""
_TINT = 0.07
_LEAST = 60
"""Pixels of height without which curves tell nothing."""
_LEAST_WITH_ALL_WORDS = 320
"""With less height than this what is too long of the sentence gives way to the plot."""


class CurvatureCurve(NamedTuple):
    """What was measured of one run: arrays (n,), NaN where there is no value.

    sharpness: λmax, the largest eigenvalue of the loss's Hessian. preconditioned: that of the matrix by which
    an adaptive optimizer's steps go; None for the others. threshold: the largest of it at which steps are
    stable, and `limit` how it is written: "2/η". alignment: the share of the squared gradient along the
    sharpest direction. `run` is the number of the run in the experiment.
    """

    run: int
    style: RunStyle
    sharpness: Floats
    preconditioned: Floats | None
    threshold: Floats
    alignment: Floats
    limit: str
    diverged_epoch: float | None = None

    @property
    def compared(self) -> Floats:
        """What stands against the threshold."""
        return self.sharpness if self.preconditioned is None else self.preconditioned

    @property
    def ratio(self) -> Floats:
        """1 at the edge of stability."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return self.compared / self.threshold

    @property
    def edge(self) -> Floats:
        """The sharpness at which steps would begin to overshoot.

        For an adaptive optimizer: were the Hessian as many times as large, and what divides as it is.
        """
        if self.preconditioned is None:
            return self.threshold
        with np.errstate(divide="ignore", invalid="ignore"):
            return self.sharpness * self.threshold / np.where(self.compared > 0, self.compared, np.nan)


class CurvatureCurves(NamedTuple):
    """All runs, measured at the same epochs (n,), out of so many `trained` and so many `wanted`."""

    epochs: Floats = np.empty(0)
    curves: tuple[CurvatureCurve, ...] = ()
    trained: int = 0
    wanted: int = 1

    def reading(self, curve: CurvatureCurve, until: float) -> Reading:
        """The curvature of a run when it was last known, up to an epoch."""
        reached = np.flatnonzero(np.isfinite(curve.compared) & (self.epochs <= until))
        if not len(reached):
            return Reading("unknown")
        at = reached[-1]
        diverged = curve.diverged_epoch is not None and curve.diverged_epoch <= until
        return Reading(
            "diverged" if diverged else standing(curve.ratio[reached]),
            float(curve.sharpness[at]),
            float(curve.compared[at]),
            float(curve.threshold[at]),
            curve.limit,
            float(curve.alignment[at]),
            curve.preconditioned is not None,
        )


class CurvaturePlot(ToldPanel):
    """`scrubbed` says at which epoch a person points, `way_chosen` which of two ways to look they want.

    "edge": for every run its sharpness as a multiple of what its learning rate stands, with a line at 1, the
    edge of stability. "sharpness": λmax itself, with the threshold of the shown run as a dashed line.
    """

    scrubbed = Signal(int)
    way_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = _View()
        self._cursor: int | None = None
        self._pointer: QPointF | None = None
        self._scrubbing = False
        self._drawn: tuple[object, _Drawing] | None = None
        self._ink = KeptPixmap()
        self.way = SegmentedChoice(WAYS)
        self.way.set_choice(WAYS[0])
        self.way.chosen.connect(self.way_chosen)
        self.head.addWidget(self.way)
        self.setMouseTracking(True)
        self.retranslate()

    # --- what is shown ---

    def set_curvature(self, curvature: CurvatureCurves) -> None:
        """Show what was measured of these runs."""
        self._change(curvature=curvature)

    def set_cursor(self, epoch: int | None) -> None:
        """Put the line at an epoch; the curves are pale after it. None: at the present, without a line."""
        if epoch != self._cursor:
            self._cursor = epoch
            self._tell()
            self.update()

    def set_shown(self, run: int) -> None:
        """Which run the other views show: its curve is strong, and the sentence is about it."""
        if run != self._view.shown:
            self._change(shown=run)

    def set_way(self, way: Way) -> None:
        """Look at it in one of the two ways."""
        self.way.set_choice(way)
        self._change(way=way)

    def set_every_limit(self, every: bool) -> None:
        """Show the thresholds of all runs, where λmax is shown, or only that of the shown one."""
        self._change(every_limit=every)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._change(theme=theme)

    def title(self) -> str:
        return self.tr("Sharpness")

    def retranslate(self) -> None:
        super().retranslate()
        edge = self.tr(
            "Sharpness divided by what the update rule stands, 2/η for gradient descent: above 1, steps"
            " along the sharpest direction overshoot and grow"
        )
        plain = self.tr(
            "λmax, the largest eigenvalue of the loss's Hessian; dashed: where the shown run would be at"
            " the edge of stability"
        )
        self.way.set_texts((Option("edge", self.tr("edge"), edge), Option("sharpness", "λmax", plain)))
        self.heading.setToolTip(
            self.tr(
                "How sharply the loss is curved where each run is; click or drag to look at another epoch"
            )
        )
        self._tell()

    def sizeHint(self) -> QSize:
        return QSize(390, 280)

    def _change(self, **changes: object) -> None:
        self._view = self._view._replace(**changes)  # type: ignore[arg-type]
        self._drawn = None
        self._ink.forget()
        self._tell()
        self.update()

    def _tell(self) -> None:
        shown = self._view.shown_curve
        until = math.inf if self.cursor_epoch is None else self.cursor_epoch
        reading = Reading("unknown") if shown is None else self._view.curvature.reading(shown, until)
        said = sentence(reading)
        color = verdict_color(reading.standing, self.theme)
        self.tell(said, color)
        if self.height() < _LEAST_WITH_ALL_WORDS:
            width = round(self.body.width())
            if self.sentence.heightForWidth(width) > self.sentence.sizeHint().height():
                self.sentence.set_text(sentence(reading._replace(alignment=math.nan)), color)

    # --- places ---

    @property
    def cursor_epoch(self) -> int | None:
        """The epoch at which the line stands."""
        return None if self._cursor is None else min(max(self._cursor, 0), self._view.curvature.trained)

    @property
    def drawing(self) -> "_Drawing":
        """The curves thinned to the present width, and the axes around them."""
        body = self.body
        if self._drawn is None or self._drawn[0] != body:
            self._drawn = body, _drawing(self._view, body, self.small_font)
            self._ink.forget()
        return self._drawn[1]

    @property
    def ground(self) -> QRectF:
        """What the axes enclose."""
        return self.drawing.frame.place.adjusted(-EDGE, 0, EDGE, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    # --- a person ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        inside = self.ground.contains(event.position())
        self._scrubbing = inside and event.button() == Qt.MouseButton.LeftButton
        self._point(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._scrubbing = False

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.update()
        super().leaveEvent(event)

    def _point(self, at: QPointF) -> None:
        self._pointer = at if self.ground.contains(at) else None
        if self._scrubbing:
            self._ask_for(self.drawing.frame.x_at(at.x()))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        trained = self._view.curvature.trained
        now = trained if self.cursor_epoch is None else self.cursor_epoch
        epoch = epoch_by_key(event.key(), now, trained)
        if epoch is None:
            super().keyPressEvent(event)
        else:
            self._ask_for(epoch)

    def _ask_for(self, epoch: float) -> None:
        trained = self._view.curvature.trained
        if trained:
            self.scrubbed.emit(round(min(max(epoch, 0.0), trained)))

    # --- painting ---

    def paint(self, painter: QPainter, *, pixels: bool) -> None:
        drawing, ground = self.drawing, self.ground
        if ground.width() < 4 * EDGE or ground.height() < _LEAST / 2:
            return
        painter.setFont(self.small_font)
        self._paint_ground(painter)
        epoch = self.cursor_epoch
        now = None if epoch is None else drawing.frame.point(epoch, 0.0).x()
        for part, opacity in parts(ground, now):
            painter.save()
            painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
            painter.setOpacity(opacity)
            if pixels:
                self._ink.paint(painter, self, ground.getRect(), self._paint_lines)
            else:
                self._paint_lines(painter)
            painter.restore()
        self._paint_limits(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if epoch is not None:
            draw_cursor(painter, drawing.frame, ground, epoch, (0.0, self.width()), self.theme)
        self._paint_heads(painter)
        self._paint_pointed(painter)
        self.paint_focus(painter, ground.adjusted(-1, -1, 1, 1))

    def _paint_ground(self, painter: QPainter) -> None:
        """The axes, and above the edge of stability a tint."""
        drawing, ground = self.drawing, self.ground
        if self._view.way == "edge":
            tint = QColor(self.theme.warning)
            tint.setAlphaF(_TINT)
            top, edge = ground.top(), drawing.frame.point(0.0, 0.0).y()
            painter.fillRect(QRectF(ground.left(), top, ground.width(), edge - top), tint)
        epochs = whole_ticks(*drawing.frame.x, max(2, int(ground.width() // 72)))
        draw_grid(painter, drawing.frame, ground, drawing.values, self.theme)
        draw_scale(painter, drawing.frame, ground, epochs, self.tr("epoch"), self.theme)
        if self._view.way == "edge":
            edge = round(drawing.frame.point(0.0, 0.0).y())
            painter.setPen(QPen(QColor(self.theme.warning), 1))
            painter.drawLine(QLineF(ground.left(), edge, ground.right(), edge))
        if not any(np.isfinite(line.heights).any() for line in drawing.lines):
            painter.setPen(QColor(self.theme.muted))
            words = self.tr("The curvature is measured while the network trains.")
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
            painter.drawText(ground.adjusted(8, 0, -8, -8), flags, words)

    def _paint_lines(self, painter: QPainter) -> None:
        frame = self.drawing.frame
        painter.setClipRect(self.ground, Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for curve, line in self._by_importance():
            shown = curve.run == self._view.shown
            ink = run_ink(curve.style, shown, self.theme)
            across, down = frame.across(line.epochs), frame.down(line.heights)
            crowded = len(self._view.curvature.epochs) > 2 * self.ground.width()  # wide by itself, then
            width = 2.2 if shown else 1.0 if crowded else 1.8
            draw_line(painter, across, down, ink, width, curve.style.dash)

    def _by_importance(self) -> "Iterator[tuple[CurvatureCurve, _Line]]":
        """The shown run last, so that it lies on top."""
        pairs = zip(self._view.curvature.curves, self.drawing.lines, strict=True)
        yield from sorted(pairs, key=lambda pair: pair[0].run == self._view.shown)

    def _paint_limits(self, painter: QPainter) -> None:
        """The names of the lines that sharpness may not cross, and what of them lies over the curves."""
        frame, ground = self.drawing.frame, self.ground
        if self._view.way == "edge":
            y = frame.point(0.0, 0.0).y()
            self._name(painter, QPointF(ground.left(), y), self.tr("edge of stability"))
            return
        for curve, line in zip(self._view.curvature.curves, self.drawing.limits, strict=True):
            known = line.heights[np.isfinite(line.heights)]
            if not len(known):
                continue
            if known[-1] > frame.y[1]:
                self._name(painter, ground.topLeft(), f"↑ {self._limit_name(curve)}")
                continue
            painter.save()
            painter.setClipRect(ground, Qt.ClipOperation.IntersectClip)
            epochs = np.append(line.epochs, 1.1 * frame.x[1])
            down = frame.down(np.append(line.heights, known[-1]))
            draw_line(painter, frame.across(epochs), down, QColor(curve.style.color), 1.4, _LIMIT)
            painter.restore()
            since = line.epochs[np.flatnonzero(np.abs(line.heights - known[-1]) > _SAME)[-1:]]
            x = frame.point(float(since[0]), 0.0).x() if len(since) else ground.left()
            y = frame.point(0.0, float(known[-1])).y()
            self._name(painter, QPointF(x, y), self._limit_name(curve))

    def _limit_name(self, curve: CurvatureCurve) -> str:
        if curve.preconditioned is not None:
            return self.tr("edge of stability")
        known = curve.threshold[~np.isnan(curve.threshold)]
        return f"{curve.limit} = {number(float(known[-1]))}"

    def _name(self, painter: QPainter, at: QPointF, name: str) -> None:
        """A few words over a line, or under it where there is no room."""
        metrics = QFontMetricsF(painter.font())
        wide, high = metrics.horizontalAdvance(name), metrics.height()
        top = at.y() - high - 2 if at.y() - high - 2 >= self.ground.top() else at.y() + 3
        place = QRectF(min(at.x() + 6, self.ground.right() - wide - 3), top, wide, high)
        paint_words(painter, self.theme, place, name, self.theme.text)

    def _paint_heads(self, painter: QPainter) -> None:
        """A marker where every run is at the cursor's epoch, or a cross where it diverged before."""
        frame = self.drawing.frame
        until = math.inf if self.cursor_epoch is None else self.cursor_epoch
        low, high = frame.y
        for curve, line in self._by_importance():
            shown = curve.run == self._view.shown
            ink = run_ink(curve.style, shown, self.theme)
            reached = np.flatnonzero(np.isfinite(line.heights) & (line.epochs <= until))
            if not len(reached):
                continue
            epoch, height = line.epochs[reached[-1]], line.heights[reached[-1]]
            if curve.diverged_epoch is not None and curve.diverged_epoch <= until:
                place = frame.point(curve.diverged_epoch, min(max(height, low), high))
                draw_cross(painter, place, ink, self.theme)
            elif low <= height <= high:
                place = frame.point(epoch, height)
                draw_head(painter, place, curve.style, ink, self.theme, 11 if shown else 9)

    def _paint_pointed(self, painter: QPainter) -> None:
        """What every run has under the pointer."""
        epochs, ground = self._view.curvature.epochs, self.ground
        if self._pointer is None or not len(epochs):
            return
        at = int(np.abs(epochs - self.drawing.frame.x_at(self._pointer.x())).argmin())
        values = [
            Value(curve.style, self._value(curve, at))
            for curve in self._view.curvature.curves
            if np.isfinite(curve.compared[at])
        ]
        if not values:
            return
        x = self.drawing.frame.point(float(epochs[at]), 0.0).x()
        painter.setPen(QPen(QColor(self.theme.muted), 1))
        painter.drawLine(QLineF(x, ground.top(), x, ground.bottom()))
        caption = self.tr("epoch {number}").format(number=whole_number(float(epochs[at])))
        bounds = QRectF(self.rect()).adjusted(4, ground.top(), -4, 0)
        bounds.setBottom(ground.bottom())
        near = QPointF(x, self._pointer.y())
        paint_values(painter, self.theme, self.small_font, bounds, near, caption, values)

    def _value(self, curve: CurvatureCurve, at: int) -> str:
        if self._view.way == "sharpness":
            return number(float(curve.sharpness[at]))
        compared, threshold = number(float(curve.compared[at])), number(float(curve.threshold[at]))
        return f"{number(float(curve.ratio[at]))} = {compared} / {threshold}"


class _View(NamedTuple):
    """All that the picture depends on, but for cursor and pointer."""

    curvature: CurvatureCurves = CurvatureCurves()
    way: Way = "edge"
    shown: int = 0
    theme: Theme | None = None
    every_limit: bool = False

    @property
    def shown_curve(self) -> CurvatureCurve | None:
        return next((curve for curve in self.curvature.curves if curve.run == self.shown), None)

    def has_limit(self, curve: CurvatureCurve) -> bool:
        """Whether the threshold of a run is drawn as a line of its own."""
        return self.way == "sharpness" and (self.every_limit or curve.run == self.shown)


class _Line(NamedTuple):
    """A curve as it is drawn: thinned, its heights on the axis, as powers of ten."""

    epochs: Floats
    heights: Floats


_NOTHING = _Line(np.empty(0), np.empty(0))


class _Drawing(NamedTuple):
    """A line for every run, its threshold's or nothing, and where they lie."""

    frame: Frame
    lines: tuple[_Line, ...]
    limits: tuple[_Line, ...]
    values: tuple[Tick, ...]


# What is drawn where ----------------------------------------------------------------------------------------


def _drawing(view: _View, body: QRectF, font: QFont) -> _Drawing:
    columns = max(round(body.width()) - LEFT, 1)
    epochs, edge = view.curvature.epochs, view.way == "edge"
    lines = tuple(
        _line(epochs, curve.ratio if edge else curve.sharpness, columns) for curve in view.curvature.curves
    )
    limits = tuple(
        _line(epochs, curve.edge, columns) if view.has_limit(curve) else _NOTHING
        for curve in view.curvature.curves
    )
    heights = [line.heights for line in lines]
    free = body.adjusted(0, 4, -RIGHT, -BOTTOM)
    if edge:
        reach = _with_room_above(steady(*_edge_reach(heights)), free.height())
    else:
        reach = steady(*_sharpness_reach(heights, [limit.heights for limit in limits]))
    values = tuple(power_ticks(*reach, max(2, int(free.height() // 26))))
    place = free.adjusted(room_for(values, font, LEFT) + EDGE, 0, -EDGE, 0)
    span = span_of_epochs(view.curvature.trained, view.curvature.wanted)
    return _Drawing(Frame(place, (0.0, float(span)), reach), lines, limits, values)


def _line(epochs: Floats, values: Floats, columns: int) -> _Line:
    kept = thin(values, columns)
    with np.errstate(divide="ignore", invalid="ignore"):
        return _Line(np.asarray(epochs, np.float64)[kept], np.log10(np.maximum(values[kept], 0.0)))


def _edge_reach(heights: Sequence[Floats]) -> tuple[float, float]:
    """Around 1, and all curves that are not far away; far away only if most of them end there."""
    least, most = _EDGE_LEAST
    ends = [h[np.isfinite(h)][-1] for h in heights if np.isfinite(h).any()]
    if not ends:
        return least, most
    low, high = visible_range(heights, True)
    usual = float(np.median(ends))
    low = max(low, min(_EDGE_MOST[0], usual - 0.3))
    return min(low, least), max(min(high, max(_EDGE_MOST[1], usual + 0.3)), most)


def _with_room_above(reach: tuple[float, float], height: float) -> tuple[float, float]:
    """So much higher a range that there is room for words over 1, in so many pixels for all."""
    low, high = reach
    return low, max(high, -low * _ABOVE_EDGE / max(height - _ABOVE_EDGE, 2 * _ABOVE_EDGE))


def _sharpness_reach(heights: Sequence[Floats], limits: Sequence[Floats]) -> tuple[float, float]:
    """Around all curves, and each threshold unless it is far above."""
    low, high = visible_range(heights, True)
    ends = [float(limit[np.isfinite(limit)][-1]) for limit in limits if np.isfinite(limit).any()]
    near = [end for end in ends if end < high + _FAR_LIMIT]
    return min([low, *(end - 0.1 for end in near)]), max([high, *(end + 0.15 for end in near)])
