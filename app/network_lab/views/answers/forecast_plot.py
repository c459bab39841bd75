"""A series, what is predicted of each next value, and what goes on by itself from a place in it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.kit.panels.plot_panel import PlotPanel
from app.kit.plots.content import PlotContent
from app.kit.plots.plot import Plot
from app.kit.theme import Theme

from .forecast_content import (
    STRIP,
    STRIP_BOTTOM,
    STRIP_TOP,
    Forecast,
    ForecastView,
    Words,
    content,
    overview_content,
)

__all__ = ["Forecast", "ForecastPlot"]

Floats = NDArray[np.float64]

_LOWEST = 150.0
"""With less room than this, legend and overview give way to the plot."""
_PIXELS_PER_VALUE = 4.2
_FEWEST_WINDOWS = 4


class ForecastPlot(PlotPanel):
    """Shows a section of the series around the seed, and below it the whole.

    Emits `seed_moved(index)` while a person points or drags, then `seed_released`.
    """

    seed_moved = Signal(int)
    seed_released = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.view = ForecastView()
        self._first = 0
        super().__init__(self._content, parent)
        self.overview = Plot(self._overview_content)
        self.overview.setFixedHeight(round(STRIP_TOP + STRIP + STRIP_BOTTOM))
        self.overview.setFocusProxy(self.picture)
        self.overview.export_menu.picture_of = self
        self.overview.export_menu.numbers = self.numbers
        self.overview.hide()
        self.plots.addWidget(self.overview)
        self.picture.handle_moved.connect(lambda x: self._ask_for(x + 0.5))
        self.overview.handle_moved.connect(self._ask_for)
        for plot in (self.picture, self.overview):
            plot.handle_released.connect(self.seed_released)
        self.picture.zoom_changed.connect(self.overview.marks_changed)  # the numbers beside it may be longer
        self.retranslate()

    # --- what is shown ---

    def set_series(self, values: Floats, validation_from: int, window: int) -> None:
        """Show a series (n,), held back from an index on, of which a network sees so many values at once."""
        values = np.asarray(values, dtype=np.float64)
        if not np.array_equal(values, self.view.values, equal_nan=True):
            self.picture.reset_zoom()
        view = self.view._replace(values=values, validation_from=validation_from, window=max(window, 1))
        self.view = view._replace(seed=_allowed(view, view.seed))
        self._follow()
        self._show()

    def set_forecasts(self, forecasts: Sequence[Forecast]) -> None:
        """Draw what the runs predict."""
        before = [(forecast.style, forecast.shown) for forecast in self.view.forecasts]
        self.view = self.view._replace(forecasts=tuple(forecasts))
        self.picture.changed()
        if before != [(forecast.style, forecast.shown) for forecast in forecasts]:
            self.overview.marks_changed()

    def set_seed(self, index: int) -> None:
        """Where the forecast starts that goes on by itself; the window before it is what it knows."""
        seed = _allowed(self.view, index)
        if seed != self.view.seed:
            self.view = self.view._replace(seed=seed)
            self._follow()
            self._show()

    def set_theme(self, theme: Theme) -> None:
        self.view = self.view._replace(theme=theme)
        self.overview.set_theme(theme)
        super().set_theme(theme)

    def title(self) -> str:
        return self.tr("What it computes")

    @property
    def section(self) -> tuple[int, int]:
        """First and last index in view, the last excluded."""
        count = len(self.view.values)
        length = max(int(self.body.width() / _PIXELS_PER_VALUE), _FEWEST_WINDOWS * self.view.window)
        length = min(length, count)
        first = min(max(self._first, 0), count - length)
        return first, first + length

    def _follow(self) -> None:
        """Move the section as little as it takes to see the window, and some of what comes after the seed."""
        first, last = self.section
        length, window, seed = last - first, self.view.window, self.view.seed
        before, after = min(round(1.3 * window), length), length // 3
        self._first = min(max(first, seed + after - length), seed - before)
        moved, zoom = self.section[0] - first, self.picture.zoom
        if moved and zoom:  # it goes with the section
            first, last = self.section
            _, heights = self.picture.drawing.whole
            zoom.pan(float(moved), 0.0, (first - 0.5, last - 0.5), heights)

    def _show(self) -> None:
        first, last = self.section
        self.overview.setVisible(self._is_high and last - first < len(self.view.values))
        self.picture.changed()
        self.overview.marks_changed()

    @property
    def _is_high(self) -> bool:
        return self.body.height() >= _LOWEST

    def _content(self) -> PlotContent:
        runs = self._is_high and self.overview.isHidden()
        return content(self.view, self.section, self._is_high, runs)

    def _overview_content(self) -> PlotContent:
        return overview_content(self.view, self.section, self.picture.area.left())

    def _ask_for(self, index: float) -> None:
        self.seed_moved.emit(_allowed(self.view, round(index)))

    # --- the widget ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow()
        self._show()

    def retranslate(self) -> None:
        super().retranslate()
        self.picture.setToolTip(
            self.tr(
                "The series; every next value as it is predicted from the true ones before it; and from the"
                " line on, the run's forecast from its own predictions. Drag the line, or click elsewhere."
            )
        )
        self.overview.setToolTip(self.picture.toolTip())
        self.picture.setAccessibleDescription(
            self.tr("The arrow keys move the start of the forecast, with Shift by ten, Page by a window.")
        )
        words = Words(
            self.tr("time"),
            self.tr("validation"),
            self.tr("window"),
            self.tr("series"),
            self.tr("next value"),
            self.tr("on its own"),
            self.tr("Not a number: the run has diverged."),
        )
        self.view = self.view._replace(words=words)
        self._show()


def _allowed(view: ForecastView, index: int) -> int:
    """The nearest index that has a whole window before it."""
    low, high = view.seeds
    return max(min(index, high), low)
