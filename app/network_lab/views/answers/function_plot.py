"""A function of one feature as the networks have learned it, through the samples they learn from."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.kit.plots.annotations import paint_chip, paint_sentence, round_pen
from app.kit.plots.drag_panel import DragPanel
from app.kit.plots.frame import (
    Frame,
    draw_grid,
    draw_scale,
    numbers_at,
    to_pixels,
    with_axes,
    x_ticks,
    y_ticks,
)
from app.kit.plots.legend import Key, paint_legend, run_key
from app.kit.plots.lines import draw_line
from app.kit.plots.ranges import span
from app.kit.run_style import RunStyle
from app.kit.theme import Theme
from app.kit.widgets.halo import halo_pen
from app.kit.widgets.kept_pixmap import KeptPixmap

from .sample_symbols import Ink, draw_disc, draw_each, draw_ring, halo_of, mark_key, mark_radius, reach, stamp

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_ROW = 20.0
_LOWEST = 110.0
"""With less room than this, legend and names give way to the plot."""

_REACH = 8.0
_STEP, _LARGE_STEP = 0.01, 0.1
_OTHERS = 0.8
"""How opaque the curves of the runs are that are not the shown one."""


class FunctionCurve(NamedTuple):
    """What a run says at the grid (n,), how it is drawn, and whether it is the one shown."""

    y: Floats
    style: RunStyle
    shown: bool


class FunctionPlot(DragPanel):
    """Emits `probe_moved(x)` while a person points or drags, then `probe_released`."""

    probe_moved = Signal(float)
    probe_released = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._x = self._y = np.empty(0)
        self._validation: Bools = np.empty(0, dtype=bool)
        self._names = ("x", "y")
        self._grid = np.empty(0)
        self._curves: tuple[FunctionCurve, ...] = ()
        self._probe: tuple[float, str] | None = None
        self._ink = KeptPixmap()
        self.retranslate()

    # --- what is shown ---

    def set_axes(self, x: str, y: str) -> None:
        """Name the feature and what is predicted from it."""
        self._names = (x, y)
        self._forget()

    def set_points(self, x: Floats, y: Floats, validation: Bools) -> None:
        """Mark samples, filled or, those held back, hollow."""
        self._x, self._y, self._validation = np.asarray(x), np.asarray(y), np.asarray(validation)
        self._forget()

    def set_curves(self, grid: Floats, curves: Sequence[FunctionCurve]) -> None:
        """Draw what every run says at the grid (n,)."""
        before = self._frame_key()
        self._grid, self._curves = np.asarray(grid, dtype=np.float64), tuple(curves)
        if self._frame_key() != before:
            self._forget()
        self.update()

    def set_probe(self, x: float, text: str) -> None:
        """Put the probe somewhere, with a word or two; nowhere, if that is not finite."""
        probe = (x, text) if math.isfinite(x) else None
        if probe != self._probe:
            self._probe = probe
            self.update()

    def set_theme(self, theme: Theme) -> None:
        self._forget()
        super().set_theme(theme)

    def title(self) -> str:
        return self.tr("What it computes")

    def _forget(self) -> None:
        self._ink.forget()
        self.update()

    def _frame_key(self) -> object:
        """All of the curves that the frame depends on."""
        ends = tuple(self._grid[[0, -1]].tolist()) if self._grid.size else ()
        return ends, tuple((curve.style, curve.shown) for curve in self._curves)

    # --- places ---

    @property
    def _rows(self) -> float:
        return _ROW if self.body.height() >= _LOWEST else 0.0

    @property
    def frame(self) -> Frame:
        """Where the plot is drawn: all samples are in view, and the whole grid."""
        heights = self._y if self._y.size else np.concatenate([np.empty(0), *(c.y for c in self._curves)])
        x = span(np.concatenate([self._x, self._grid]), 0.0 if self._grid.size else 0.06)
        body = self.body.adjusted(0, self._rows, 0, -self._rows)
        return with_axes(body, x, span(heights, 0.15), self.small_font)

    @property
    def _shown(self) -> FunctionCurve | None:
        return next((curve for curve in self._curves if curve.shown), None)

    # --- painting ---

    def paint(self, painter: QPainter, *, pixels: bool) -> None:
        frame = self.frame
        if pixels:
            self._ink.paint(painter, self, frame, lambda onto: self._paint_ink(onto, frame, pixels=True))
        else:
            self._paint_ink(painter, frame, pixels=False)
        painter.save()
        painter.setClipRect(frame.place.adjusted(0, -1, 0, 1), Qt.ClipOperation.IntersectClip)
        for curve in sorted(self._curves, key=lambda curve: curve.shown):
            self._paint_curve(painter, frame, curve)
        painter.restore()
        shown = self._shown
        if shown is not None and not np.isfinite(shown.y).all():
            top = frame.place.topLeft()  # where the probe's words are, as there is no curve for it to ride on
            sentence = self.tr("Not a number: the run has diverged.")
            paint_sentence(painter, self.theme, self.font(), frame.place, sentence, top)
        if self._probe is not None:
            self._paint_probe(painter, frame, *self._probe)
        self.paint_focus(painter, frame.place)

    def _paint_ink(self, painter: QPainter, frame: Frame, *, pixels: bool) -> None:
        """What stays while a network trains: axes, samples, legend."""
        theme, font = self.theme, self.small_font
        painter.save()
        painter.setFont(font)
        draw_grid(painter, frame, frame.place, y_ticks(frame), theme)
        draw_scale(painter, frame, frame.place, x_ticks(frame, QFontMetricsF(font)), self._names[0], theme)
        painter.restore()
        radius = mark_radius(len(self._x), frame.place)
        ink = Ink(QColor(theme.muted), halo_of(theme))
        drawings = [draw_disc(ink, radius), draw_ring(ink, radius)]
        which = self._validation.astype(np.intp)
        at = to_pixels(frame, self._x, self._y)
        if pixels:
            stamp(painter, at, which, drawings, reach(radius))
        else:
            draw_each(painter, at, which, drawings)
        if self._rows:
            self._paint_legends(painter, frame, ink)

    def _paint_legends(self, painter: QPainter, frame: Frame, ink: Ink) -> None:
        body, place, font = self.body, frame.place, self.small_font
        top = QRectF(place.left(), body.top() - 2, place.width(), _ROW)
        name = Key(self._names[1])
        used = paint_legend(painter, top, [name], self.theme, font)
        keys = [
            Key(self.tr("training"), 9, mark_key(draw_disc(ink, 3.6))),
            Key(self.tr("validation"), 9, mark_key(draw_ring(ink, 3.6))),
        ]
        paint_legend(painter, top.adjusted(used + 8, 0, 0, 0), keys, self.theme, font, right=True)
        bottom = QRectF(place.left(), body.bottom() - _ROW + 2, place.width(), _ROW)
        shown_first = sorted(self._curves, key=lambda curve: not curve.shown)
        paint_legend(painter, bottom, [run_key(curve.style) for curve in shown_first], self.theme, font)

    def _paint_curve(self, painter: QPainter, frame: Frame, curve: FunctionCurve) -> None:
        if len(curve.y) != len(self._grid):
            return
        x, y = to_pixels(frame, self._grid, curve.y).T.copy()
        color = QColor(curve.style.color)
        if curve.shown:
            halo = QColor(self.theme.halo)
            halo.setAlphaF(0.55)
            draw_line(painter, x, y, halo, 5.0)
            draw_line(painter, x, y, color, 2.6, curve.style.dash)
        else:
            color.setAlphaF(_OTHERS)
            draw_line(painter, x, y, color, 1.4, curve.style.dash)

    def _paint_probe(self, painter: QPainter, frame: Frame, x: float, text: str) -> None:
        place, theme, shown = frame.place, self.theme, self._shown
        if not frame.x[0] <= x <= frame.x[1]:
            return
        at = frame.point(x, frame.y[1])
        for pen in (halo_pen(theme, 2.5), round_pen(theme.text, 1.0, 0.8)):
            painter.setPen(pen)
            painter.drawLine(QPointF(at.x(), place.top()), QPointF(at.x(), place.bottom()))
        beside = QPointF(at.x(), place.top() + 24)
        value = self._value_at(shown, x)
        if shown is not None and frame.y[0] <= value <= frame.y[1]:
            beside = frame.point(x, value)
            painter.setBrush(QColor(theme.window))
            for ring in (halo_pen(theme, 5.0), QPen(QColor(shown.style.color), 2.4)):
                painter.setPen(ring)
                painter.drawEllipse(beside, 5.0, 5.0)
        if text:
            paint_chip(painter, theme, self.small_font, place.adjusted(4, 4, -4, -4), beside, text)

    def _value_at(self, curve: FunctionCurve | None, x: float) -> float:
        """What the curve is at x; NaN where it is not known."""
        if curve is None or len(curve.y) != len(self._grid) or not self._grid.size:
            return math.nan
        return float(np.interp(x, self._grid, curve.y, left=math.nan, right=math.nan))

    # --- pointer and keyboard ---

    def drag_area(self) -> QRectF:
        return self.frame.place.adjusted(-6, -6, 6, 6)

    def handle_offset(self, at: QPointF) -> QPointF | None:
        if self._probe is None or not self.drag_area().contains(at):
            return None
        away = self.frame.point(self._probe[0], 0.0).x() - at.x()
        return QPointF(away, 0.0) if abs(away) <= _REACH else None

    def drag_to(self, pixel: QPointF, pressed: QPointF) -> None:
        self.probe_moved.emit(numbers_at(self.frame, pixel)[0])

    def move_by_key(self, event: QKeyEvent) -> bool:
        low, high = self.frame.x
        large = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        step = (_LARGE_STEP if large else _STEP) * (high - low)
        x = (low + high) / 2 if self._probe is None else self._probe[0]
        wanted = {
            Qt.Key.Key_Left: x - step,
            Qt.Key.Key_Right: x + step,
            Qt.Key.Key_Home: low,
            Qt.Key.Key_End: high,
        }
        if event.key() not in wanted:
            return False
        self.probe_moved.emit(min(max(wanted[Qt.Key(event.key())], low), high))
        return True

    def drag_ended(self) -> None:
        self.probe_released.emit()

    # --- the widget ---

    def retranslate(self) -> None:
        super().retranslate()
        self.setToolTip(
            self.tr("The samples, and what every run says at every x; drag or click to ask at one of them")
        )
        self.setAccessibleDescription(self.tr("The arrow keys move the probe, with Shift further."))
        self._forget()
