"""The loss along a line through weight space: from one solution to another, or in a random direction."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.kit.numbers import format_number
from app.kit.plots.annotations import paint_chip, paint_nothing
from app.kit.plots.drag_panel import DragPanel
from app.kit.plots.frame import Frame, draw_grid, draw_scale, room_for
from app.kit.plots.legend import Key, paint_legend
from app.kit.plots.lines import draw_line
from app.kit.plots.ranges import steady
from app.kit.plots.ticks import Tick, number_ticks, power_ticks
from app.kit.run_style import Dash, RunStyle
from app.kit.theme import Theme
from app.kit.widgets.halo import halo_pen
from app.kit.widgets.kept_pixmap import KeptPixmap
from app.kit.widgets.swatch import marker_path
from core.loss_map import Scaling

Floats = NDArray[np.float64]

_FINE: Dash = (3.5, 2.5)
_LEFT, _TOP, _RIGHT, _BOTTOM = 40, 34, 6, 20
_METRIC_ROOM = 40
"""Pixels for the numbers of the metric at the right."""
_GRIP = 13.0
_HANDLE = 6.0
_STEP, _LARGE_STEP = 0.01, 0.1
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class End(NamedTuple):
    """A run whose weights lie on the line."""

    alpha: float
    style: RunStyle


class Line(NamedTuple):
    """Losses (n,) at α (n,), and accuracies or R² of the validation samples, if they are known."""

    alpha: Floats
    training: Floats
    validation: Floats | None = None
    metric: Floats | None = None
    ends: tuple[End, ...] = ()


class LandscapeLine(DragPanel):
    """Shows losses along a line; `place_moved(α, 0)` while a person drags the cursor, then `place_released`.

    The cursor moves only by `set_place`; `place_cleared` when a person wants none.
    """

    place_moved = Signal(float, float)
    place_released = Signal()
    place_cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading.hide()
        self._line: Line | None = None
        self._metric = "accuracy"
        self._scaling: Scaling = "rank"
        self._place: tuple[float, str] | None = None
        self._empty = ""
        self._curves = KeptPixmap()
        self.setMinimumSize(120, 80)
        self.retranslate()

    # --- what is shown ---

    def set_line(self, line: Line | None) -> None:
        """Show losses along a line; None: there are none yet."""
        self._line = line if line is not None and len(line.alpha) > 1 else None
        self._forget()

    def set_metric(self, name: str) -> None:
        """What the metric is: "accuracy" or "R²"."""
        self._metric = name
        self._forget()

    def set_scaling(self, scaling: Scaling) -> None:
        """Losses on a linear axis, or if it is not "linear", on a logarithmic one."""
        self._scaling = scaling
        self._forget()

    def set_place(self, place: tuple[float, float] | None, text: str = "") -> None:
        """Put the cursor at the α of a place, with its losses or other words; None: nowhere."""
        shown = None if place is None or not math.isfinite(place[0]) else (place[0], text)
        if shown != self._place:
            self._place = shown
            self.update()

    def set_empty_text(self, text: str) -> None:
        """What to say while there are no losses."""
        self._empty = text
        self.update()

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._forget()

    def title(self) -> str:
        return self.tr("Its landscape")

    def _forget(self) -> None:
        self._curves.forget()
        self.update()

    # --- places ---

    @property
    def body(self) -> QRectF:
        return QRectF(self.rect()).adjusted(0, 1, -1, 0)

    @property
    def frame(self) -> Frame:
        """Where α and the losses lie, these as powers of ten if their axis is logarithmic."""
        line = self._line
        right = _RIGHT if line is None or line.metric is None else _METRIC_ROOM
        place = self.body.adjusted(_LEFT, _TOP, -right, -_BOTTOM)
        place.setHeight(max(place.height(), 1.0))
        across = (float(line.alpha[0]), float(line.alpha[-1])) if line is not None else (0.0, 1.0)
        up = _reach([] if line is None else [self._heights(losses) for losses in _losses(line)])
        place.setLeft(room_for(self._up_ticks(place.height(), up), self.small_font, _LEFT))
        place.setWidth(max(self.body.right() - right - place.left(), 1.0))
        return Frame(place, across, up)

    @property
    def _logarithmic(self) -> bool:
        if self._scaling == "linear" or self._line is None:
            return False
        return any((losses > 0).any() for losses in _losses(self._line))

    def _heights(self, losses: Floats) -> Floats:
        known = np.where(np.isfinite(losses), losses, np.nan)
        if not self._logarithmic:
            return known
        with np.errstate(divide="ignore", invalid="ignore"):
            heights = np.log10(np.maximum(known, 0.0))
        return np.where(np.isfinite(heights), heights, np.nan)

    def _up_ticks(self, height: float, up: tuple[float, float]) -> list[Tick]:
        room = max(2, int(height // 30))
        return power_ticks(*up, room) if self._logarithmic else number_ticks(*up, room)

    # --- painting ---

    def paint(self, painter: QPainter, *, pixels: bool) -> None:
        frame, line = self.frame, self._line
        if line is None:
            painter.fillRect(self.body, QColor(self.theme.raised))
            paint_nothing(painter, self.theme, self.font(), self.body, self._empty)
            return
        if pixels:
            key = (frame, self.theme.name)
            self._curves.paint(painter, self, key, lambda onto: self._paint_curves(onto, frame, line))
        else:
            self._paint_curves(painter, frame, line)
        if self._place is not None:
            self._paint_cursor(painter, frame, line, *self._place)
        self.paint_focus(painter, frame.place)

    def _paint_curves(self, painter: QPainter, frame: Frame, line: Line) -> None:
        place, theme = frame.place, self.theme
        painter.setFont(self.small_font)
        draw_grid(painter, frame, place, self._up_ticks(place.height(), frame.y), theme)
        draw_scale(
            painter, frame, place, number_ticks(*frame.x, max(2, int(place.width() // 64))), "α", theme
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_legend(painter, line)
        painter.save()
        painter.setClipRect(place.adjusted(-1, -2, 1, 2))
        x = frame.across(line.alpha)
        if line.metric is not None:
            share = np.clip(line.metric, 0.0, 1.0)
            heights = place.bottom() - share * place.height()
            draw_line(painter, x, heights, QColor(theme.muted), 1.0)
        for losses, width, dash in zip(_losses(line), (2.2, 1.5), ((), _FINE), strict=False):
            draw_line(painter, x, frame.down(self._heights(losses)), QColor(theme.accent), width, dash)
        painter.restore()
        if line.metric is not None:
            self._paint_metric_axis(painter, place)
        for end in line.ends:
            self._paint_end(painter, frame, line, end)

    def _paint_legend(self, painter: QPainter, line: Line) -> None:
        theme = self.theme
        keys = [_line_key(self.tr("training"), theme.accent, 2.0, ())]
        if line.validation is not None:
            keys.append(_line_key(self.tr("validation"), theme.accent, 1.4, _FINE))
        if line.metric is not None:
            name = self.tr("accuracy") if self._metric == "accuracy" else self._metric
            keys.append(_line_key(name, theme.muted, 1.0, ()))
        row = QRectF(self.body.left(), self.body.top(), self.body.width(), 16)
        paint_legend(painter, row, keys, theme, self.small_font, right=True)

    def _paint_metric_axis(self, painter: QPainter, place: QRectF) -> None:
        metrics = QFontMetricsF(self.small_font)
        painter.setPen(QColor(self.theme.muted))
        for share in (0.0, 0.5, 1.0):
            text = f"{100 * share:.0f} %" if self._metric == "accuracy" else format_number(share)
            y = place.bottom() - share * place.height() + metrics.capHeight() / 2
            painter.drawText(QPointF(place.right() + 5, y), text)

    def _paint_end(self, painter: QPainter, frame: Frame, line: Line, end: End) -> None:
        """A hair line, the marker of the run on the curve, its name above."""
        place, theme, metrics = frame.place, self.theme, QFontMetricsF(self.small_font)
        x = float(frame.across(np.array([end.alpha]))[0])
        if not place.left() - 1 <= x <= place.right() + 1:
            return
        painter.setPen(QPen(QColor(theme.line), 1.0))
        painter.drawLine(QLineF(x, place.top(), x, place.bottom()))
        wide = metrics.horizontalAdvance(end.style.title)
        left = max(min(x - wide / 2, self.body.right() - wide), self.body.left())
        painter.setPen(QColor(theme.text))
        painter.drawText(QPointF(left, place.top() - 5), end.style.title)
        y = self._height_at(frame, line, end.alpha)
        if math.isfinite(y):
            painter.save()
            painter.translate(x, y)
            painter.setPen(QPen(QColor(theme.halo), 1.5))
            painter.setBrush(QColor(end.style.color))
            painter.drawPath(marker_path(end.style.marker, 12))
            painter.restore()

    def _paint_cursor(self, painter: QPainter, frame: Frame, line: Line, alpha: float, text: str) -> None:
        place, theme = frame.place, self.theme
        x = float(frame.across(np.array([alpha]))[0])
        if not place.left() - 1 <= x <= place.right() + 1:
            return
        painter.fillRect(QRectF(x - 0.75, place.top(), 1.5, place.height()), QColor(theme.accent))
        y = self._height_at(frame, line, alpha)
        at = QPointF(x, y if math.isfinite(y) else place.center().y())
        painter.setBrush(QColor(theme.accent))
        for pen in (halo_pen(theme, 5.0), QPen(QColor(theme.text), 1.6)):
            painter.setPen(pen)
            painter.drawEllipse(at, _HANDLE, _HANDLE)
        room = place.adjusted(4, 4, -4, -4)
        paint_chip(painter, theme, self.small_font, room, at, text or self.words_at(alpha))

    def _height_at(self, frame: Frame, line: Line, alpha: float) -> float:
        height = np.interp(alpha, line.alpha, self._heights(line.training))
        return float(frame.down(np.array([height]))[0])

    def words_at(self, alpha: float) -> str:
        """α and the losses there."""
        line = self._line
        if line is None:
            return ""
        names = (self.tr("training"), self.tr("validation"))
        told = [
            f"{name} ≈ {format_number(float(np.interp(alpha, line.alpha, losses)), 3)}"
            for name, losses in zip(names, _losses(line), strict=False)
        ]
        return "\n".join([f"α {format_number(round(alpha, 3) + 0.0, 4)}", *told])

    # --- pointer and keyboard ---

    def drag_area(self) -> QRectF:
        return self.frame.place.adjusted(-6, -4, 6, 4)

    def handle_offset(self, at: QPointF) -> QPointF | None:
        if self._place is None or self._line is None:
            return None
        away = float(self.frame.across(np.array([self._place[0]]))[0]) - at.x()
        return QPointF(away, 0.0) if abs(away) <= _GRIP and self.drag_area().contains(at) else None

    def drag_to(self, pixel: QPointF, pressed: QPointF) -> None:
        if self._line is not None:
            frame = self.frame
            self.place_moved.emit(min(max(frame.x_at(pixel.x()), frame.x[0]), frame.x[1]), 0.0)

    def drag_ended(self) -> None:
        if self._line is not None:
            self.place_released.emit()

    def move_by_key(self, event: QKeyEvent) -> bool:
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is None or self._line is None:
            return False
        share = _LARGE_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
        low, high = self.frame.x
        alpha = self._place[0] if self._place is not None else min(max(0.0, low), high)
        self.place_moved.emit(min(max(alpha + way * share * (high - low), low), high), 0.0)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._place is not None:
            self.place_cleared.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.drag_area().contains(event.position()):
            self.place_cleared.emit()
        else:
            super().mouseDoubleClickEvent(event)

    def retranslate(self) -> None:
        super().retranslate()
        self.setToolTip(
            self.tr("The loss on the way from one network to the other: drag, and the network goes with you.")
        )
        self.setAccessibleDescription(
            self.tr("The left and right arrow keys move along the line, with Shift further; Esc leaves it.")
        )
        self._forget()


def _losses(line: Line) -> list[Floats]:
    return [line.training] if line.validation is None else [line.training, line.validation]


def _reach(heights: Sequence[Floats]) -> tuple[float, float]:
    known = [values[np.isfinite(values)] for values in heights]
    known = [values for values in known if values.size]
    if not known:
        return 0.0, 1.0
    low, high = min(float(v.min()) for v in known), max(float(v.max()) for v in known)
    room = 0.06 * (high - low) or 0.5 * max(abs(high), 1e-3)
    return steady(low - room, high + room)


def _line_key(text: str, color: str, width: float, dash: Dash) -> Key:
    def draw(painter: QPainter, place: QRectF) -> None:
        y = place.center().y()
        x = np.array([place.left(), place.right()])
        draw_line(painter, x, np.array([y, y]), QColor(color), width, dash)

    return Key(text, 18.0, draw)
