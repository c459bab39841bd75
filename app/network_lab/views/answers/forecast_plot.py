"""A series, what is predicted of each next value, and what goes on by itself from a place in it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.kit.plots.annotations import paint_sentence, round_pen
from app.kit.plots.drag_panel import DragPanel
from app.kit.plots.frame import Frame, draw_grid, draw_scale, to_pixels, with_axes, y_ticks
from app.kit.plots.legend import Key, paint_legend, run_key
from app.kit.plots.lines import draw_line
from app.kit.plots.ranges import span
from app.kit.plots.ticks import exactly, linear_ticks, whole_number
from app.kit.run_style import RunStyle
from app.kit.theme import Theme
from app.kit.widgets.halo import draw_text, halo_pen
from app.kit.widgets.kept_pixmap import KeptPixmap

from .field_colors import mixed

Floats = NDArray[np.float64]

_ROW = 20.0
_STRIP = 26.0
_GAP = 6.0
_LOWEST = 150.0
"""With less room than this, legend and overview give way to the plot."""

_PIXELS_PER_VALUE = 4.2
_FEWEST_WINDOWS = 4
_TRUTH = 4.0

_REACH = 8.0
_OTHERS = 0.75
_FREE_DASH = (2.2, 1.6)


class Forecast(NamedTuple):
    """What a run predicts of every value of the series (n,), NaN where it does not.

    `one_step` from the true values before each, `free` from its own from the seed on. `shown` is the run of
    which both are drawn.
    """

    one_step: Floats
    free: Floats
    style: RunStyle
    shown: bool


class ForecastPlot(DragPanel):
    """Shows a section of the series around the seed, and below it the whole.

    Emits `seed_moved(index)` while a person points or drags, then `seed_released`.
    """

    seed_moved = Signal(int)
    seed_released = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = np.empty(0)
        self._validation_from = 0
        self._window = 1
        self._seed = 1
        self._first = 0
        self._forecasts: tuple[Forecast, ...] = ()
        self._ink = KeptPixmap()
        self.retranslate()

    # --- what is shown ---

    def set_series(self, values: Floats, validation_from: int, window: int) -> None:
        """Show a series (n,), held back from an index on, of which a network sees so many values at once."""
        self._values = np.asarray(values, dtype=np.float64)
        self._validation_from, self._window = validation_from, max(window, 1)
        self._seed = self._allowed(self._seed)
        self._follow()
        self._forget()

    def set_forecasts(self, forecasts: Sequence[Forecast]) -> None:
        """Draw what the runs predict."""
        before = [(forecast.style, forecast.shown) for forecast in self._forecasts]
        self._forecasts = tuple(forecasts)
        if before != [(forecast.style, forecast.shown) for forecast in forecasts]:
            self._forget()
        self.update()

    def set_seed(self, index: int) -> None:
        """Where the forecast starts that goes on by itself; the window before it is what it knows."""
        self._seed = self._allowed(index)
        self._follow()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._forget()
        super().set_theme(theme)

    def title(self) -> str:
        return self.tr("What it computes")

    def _allowed(self, index: int) -> int:
        """The nearest index that has a whole window before it."""
        return max(min(index, len(self._values) - 1), min(self._window, len(self._values)))

    def _forget(self) -> None:
        self._ink.forget()
        self.update()

    # --- places ---

    @property
    def _rows(self) -> float:
        return _ROW if self.body.height() >= _LOWEST else 0.0

    @property
    def section(self) -> tuple[int, int]:
        """First and last index in view, the last excluded."""
        length = max(int(self.body.width() / _PIXELS_PER_VALUE), _FEWEST_WINDOWS * self._window)
        length = min(length, len(self._values))
        first = min(max(self._first, 0), len(self._values) - length)
        return first, first + length

    def _follow(self) -> None:
        """Move the section as little as it takes to see the window, and some of what comes after the seed."""
        first, last = self.section
        length = last - first
        before, after = min(round(1.3 * self._window), length), length // 3
        first = max(first, self._seed + after - length)
        self._first = min(first, self._seed - before)

    @property
    def _strip(self) -> QRectF:
        """Where the whole series is drawn, if not all of it is in view; else nothing."""
        first, last = self.section
        if not self._rows or last - first >= len(self._values):
            return QRectF()
        body = self.body
        place = self._frame_in(body).place
        return QRectF(place.left(), body.bottom() - _ROW - _STRIP - 2, place.width(), _STRIP)

    def _frame_in(self, body: QRectF) -> Frame:
        first, last = self.section
        x = (first - 0.5, max(last, first + 1) - 0.5)
        return with_axes(body, x, span(self._values, 0.18), self.small_font)

    @property
    def frame(self) -> Frame:
        """Where the section is drawn."""
        strip = self._strip
        below = self._rows + (strip.height() + _GAP if strip.height() else 0.0)
        return self._frame_in(self.body.adjusted(0, self._rows, 0, -below))

    def _overview(self, strip: QRectF) -> Frame:
        return Frame(strip, (0.0, max(len(self._values) - 1, 1)), span(self._values, 0.18))

    @property
    def _shown(self) -> Forecast | None:
        return next((forecast for forecast in self._forecasts if forecast.shown), None)

    # --- painting ---

    def paint(self, painter: QPainter, *, pixels: bool) -> None:
        frame, strip = self.frame, self._strip
        if pixels:
            self._ink.paint(painter, self, frame, lambda onto: self._paint_ink(onto, frame, strip))
        else:
            self._paint_ink(painter, frame, strip)
        if len(self._values):
            if strip.height():
                self._paint_seed_in(painter, self._overview(strip))
            self._paint_window(painter, frame)
        painter.save()
        painter.setClipRect(frame.place.adjusted(0, -1, 0, 1), Qt.ClipOperation.IntersectClip)
        for forecast in sorted(self._forecasts, key=lambda forecast: forecast.shown):
            self._paint_forecast(painter, frame, forecast)
        painter.restore()
        if len(self._values):
            self._paint_handle(painter, frame)
        if self._diverged:
            sentence = self.tr("Not a number: the run has diverged.")
            paint_sentence(painter, self.theme, self.font(), frame.place, sentence)
        self.paint_focus(painter, frame.place)

    @property
    def _diverged(self) -> bool:
        """Whether the shown run predicts nothing where it ought to."""
        shown = self._shown
        if shown is None or len(shown.one_step) <= self._window:
            return False
        return not np.isfinite(shown.one_step[self._window :]).all() or bool(np.isinf(shown.free).any())

    def _paint_ink(self, painter: QPainter, frame: Frame, strip: QRectF) -> None:
        """What stays while a network trains and the section is the same: axes, truth, overview, legend."""
        theme, font = self.theme, self.small_font
        self._paint_validation(painter, frame)
        painter.save()
        painter.setFont(font)
        draw_grid(painter, frame, frame.place, y_ticks(frame), theme)
        draw_scale(painter, frame, frame.place, self._time_ticks(frame), self.tr("time"), theme)
        painter.restore()
        first, last = self.section
        self._paint_truth(painter, frame, np.arange(first, last))
        if strip.height():
            overview = self._overview(strip)
            painter.fillRect(strip, QColor(theme.panel))
            self._paint_validation(painter, overview)
            x, y = to_pixels(overview, np.arange(len(self._values)), self._values).T.copy()
            draw_line(painter, x, y, QColor(theme.muted))
            left, right = (overview.point(index, 0.0).x() for index in (first, last - 1))
            view = QRectF(left, strip.top(), right - left, strip.height())
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.text), 1.2))
            painter.drawRoundedRect(view.adjusted(0, -1, 0, 1), 2, 2)
        if self._rows:
            self._paint_legends(painter, frame)

    def _time_ticks(self, frame: Frame) -> list[tuple[float, str]]:
        ticks = exactly(linear_ticks(*frame.x, max(2, int(frame.place.width() // 48))))
        return [(tick, whole_number(tick)) for tick in ticks if tick == round(tick)]

    def _paint_validation(self, painter: QPainter, frame: Frame) -> None:
        """The ground of what is held back, with its name if there is room."""
        place = frame.place
        left = max(frame.point(self._validation_from - 0.5, 0.0).x(), place.left())
        if self._validation_from >= len(self._values) or left >= place.right():
            return
        held = QRectF(QPointF(left, place.top()), place.bottomRight())
        theme, font = self.theme, self.small_font
        ground = QColor(mixed(QColor(theme.window), QColor(theme.muted), 0.13))
        painter.fillRect(held, ground)
        text, metrics = self.tr("validation"), QFontMetricsF(font)
        wide = metrics.horizontalAdvance(text)
        if held.width() > wide + 12 and held.height() > 3 * metrics.height():
            painter.setFont(font)
            painter.setPen(QColor(theme.muted))
            painter.drawText(QPointF(held.right() - 6 - wide, place.top() + 4 + metrics.ascent()), text)

    def _paint_truth(self, painter: QPainter, frame: Frame, indices: NDArray[np.intp]) -> None:
        """A wide soft line, within which that of a good prediction lies."""
        if len(indices):
            x, y = to_pixels(frame, indices, self._values[indices]).T.copy()
            draw_line(painter, x, y, self._truth_color, _TRUTH)

    @property
    def _truth_color(self) -> QColor:
        return mixed(QColor(self.theme.window), QColor(self.theme.muted), 0.55)

    def _paint_window(self, painter: QPainter, frame: Frame) -> None:
        """What the forecast knows: a band before the seed."""
        place = frame.place
        left, right = (frame.point(index, 0.0).x() for index in (self._seed - self._window, self._seed - 1))
        band = QRectF(QPointF(left - 1, place.top()), QPointF(right + 1, place.bottom())).intersected(place)
        color = QColor(self.theme.accent)
        color.setAlphaF(0.16)
        painter.fillRect(band, color)
        text, metrics = self.tr("window"), QFontMetricsF(self.small_font)
        if band.width() > metrics.horizontalAdvance(text) + 6 and place.height() > 4 * metrics.height():
            middle = band.center().x() - metrics.horizontalAdvance(text) / 2
            at = QPointF(middle, place.bottom() - 4 - metrics.descent())
            draw_text(painter, self.theme, self.small_font, at, text)

    def _paint_seed_in(self, painter: QPainter, overview: Frame) -> None:
        x = overview.point(self._seed, 0.0).x()
        painter.setPen(QPen(QColor(self.theme.accent), 2.0))
        painter.drawLine(QPointF(x, overview.place.top()), QPointF(x, overview.place.bottom()))

    def _paint_handle(self, painter: QPainter, frame: Frame) -> None:
        """The line between what is known and what is forecast, with a knob to drag."""
        theme, place = self.theme, frame.place
        x = frame.point(self._seed - 0.5, 0.0).x()
        for pen in (halo_pen(theme, 3.0), round_pen(theme.accent, 1.4)):
            painter.setPen(pen)
            painter.drawLine(QPointF(x, place.top()), QPointF(x, place.bottom()))
        painter.setPen(QPen(QColor(theme.halo), 1.5))
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(QPointF(x, place.top()), 5.0, 5.0)

    def _paint_forecast(self, painter: QPainter, frame: Frame, forecast: Forecast) -> None:
        first, last = self.section
        color = QColor(forecast.style.color)
        if forecast.shown:
            x, y = self._piece(frame, forecast.one_step, first, last)
            draw_line(painter, x, y, color, 1.4)
        x, y = self._piece(frame, self._joined(forecast.free), first, last)
        if forecast.shown:
            draw_line(painter, x, y, color, 2.4, _FREE_DASH)
        else:
            color.setAlphaF(_OTHERS)
            draw_line(painter, x, y, color, 1.0, tuple(2 * length for length in _FREE_DASH))

    def _joined(self, free: Floats) -> Floats:
        """The forecast with the last value that it knows."""
        if len(free) != len(self._values) or not 0 < self._seed < len(free):
            return free
        joined = np.array(free, dtype=np.float64)
        joined[self._seed - 1] = self._values[self._seed - 1]
        return joined

    def _piece(self, frame: Frame, values: Floats, first: int, last: int) -> tuple[Floats, Floats]:
        piece = np.asarray(values, dtype=np.float64)[first:last]
        x, y = to_pixels(frame, np.arange(first, first + len(piece)), piece).T.copy()
        return x, np.where(np.isfinite(piece), y, np.nan)

    def _paint_legends(self, painter: QPainter, frame: Frame) -> None:
        theme, body, place, font = self.theme, self.body, frame.place, self.small_font
        shown = self._shown
        color = QColor(theme.muted if shown is None else shown.style.color)
        top = QRectF(place.left(), body.top() - 2, place.width(), _ROW)
        keys = [
            _line_key(self.tr("series"), self._truth_color, _TRUTH),
            _line_key(self.tr("next value"), color, 1.4),
            _line_key(self.tr("on its own"), color, 2.4, _FREE_DASH),
        ]
        paint_legend(painter, top, keys, theme, font, right=True)
        bottom = QRectF(place.left(), body.bottom() - _ROW + 2, place.width(), _ROW)
        shown_first = sorted(self._forecasts, key=lambda forecast: not forecast.shown)
        paint_legend(painter, bottom, [run_key(forecast.style) for forecast in shown_first], theme, font)

    # --- pointer and keyboard ---

    def drag_area(self) -> QRectF:
        return self.frame.place.united(self._strip).adjusted(-6, -6, 6, 2)

    def handle_offset(self, at: QPointF) -> QPointF | None:
        frame = self.frame
        if not frame.place.adjusted(-6, -6, 6, 0).contains(at) or not len(self._values):
            return None
        away = frame.point(self._seed - 0.5, 0.0).x() - at.x()
        return QPointF(away, 0.0) if abs(away) <= _REACH else None

    def drag_to(self, pixel: QPointF, pressed: QPointF) -> None:
        if not len(self._values):
            return
        strip = self._strip
        overview = strip.height() > 0 and pressed.y() >= strip.top() - 2
        frame = self._overview(strip) if overview else self.frame
        self.seed_moved.emit(self._allowed(round(frame.x_at(pixel.x()) + (0.0 if overview else 0.5))))

    def move_by_key(self, event: QKeyEvent) -> bool:
        many = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        wanted = {
            Qt.Key.Key_Left: self._seed - many,
            Qt.Key.Key_Right: self._seed + many,
            Qt.Key.Key_PageUp: self._seed + self._window,
            Qt.Key.Key_PageDown: self._seed - self._window,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._values),
        }
        if event.key() not in wanted or not len(self._values):
            return False
        self.seed_moved.emit(self._allowed(wanted[Qt.Key(event.key())]))
        return True

    def drag_ended(self) -> None:
        self.seed_released.emit()

    # --- the widget ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow()

    def retranslate(self) -> None:
        super().retranslate()
        self.setToolTip(
            self.tr(
                "The series; every next value as it is predicted from the true ones before it; and from the"
                " line on, the run's forecast from its own predictions. Drag the line, or click elsewhere."
            )
        )
        self.setAccessibleDescription(
            self.tr("The arrow keys move the start of the forecast, with Shift by ten, Page by a window.")
        )
        self._forget()


def _line_key(text: str, color: QColor, width: float, dash: tuple[float, ...] = ()) -> Key:
    def draw(painter: QPainter, place: QRectF) -> None:
        pen = QPen(color, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dash:
            pen.setDashPattern(list(dash))
        painter.setPen(pen)
        middle = place.center().y()
        painter.drawLine(QPointF(place.left(), middle), QPointF(place.right(), middle))

    return Key(text, 20.0, draw)
