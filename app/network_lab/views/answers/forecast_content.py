"""The plot of a series and its forecasts: axes, lines and marks, of a section and of the whole."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from app.kit.plots.axis import Axis
from app.kit.plots.captions import KEY_ROW, KeyRow, Sentence
from app.kit.plots.content import Handle, Margins, PlotContent
from app.kit.plots.layers import Band, Layer, Line, Painted
from app.kit.plots.legend import run_key
from app.kit.plots.numbers import Column
from app.kit.plots.ranges import span
from app.kit.run_style import RunStyle
from app.kit.theme import DARK, Theme

from .field_colors import mixed
from .forecast_layers import HeldBack, Section, SeedLine, Window, line_key

Floats = NDArray[np.float64]

_TRUTH = 4.0
"""How wide the line of the series is: within it that of a good prediction lies."""
_OTHERS = 0.75
"""How opaque the forecasts of the runs are that are not the shown one."""
_FREE_DASH = (2.2, 1.6)
_NUMBERS = 20.0
"""Pixels below the plot for the numbers of its axis."""
_KNOB = 6.0
"""Pixels above the plot for the knob of the seed."""
STRIP_TOP, STRIP, STRIP_BOTTOM = 4.0, 26.0, 22.0
"""Pixels above, of and below the overview."""


class Forecast(NamedTuple):
    """What a run predicts of every value of the series (n,), NaN where it does not.

    `one_step` from the true values before each, `free` from its own from the seed on. `shown` is the run of
    which both are drawn.
    """

    one_step: Floats
    free: Floats
    style: RunStyle
    shown: bool


class Words(NamedTuple):
    """What is written into the plot, in the language of the window."""

    time: str = ""
    validation: str = ""
    window: str = ""
    series: str = ""
    next_value: str = ""
    on_its_own: str = ""
    diverged: str = ""


class ForecastView(NamedTuple):
    """All that the plot depends on: the series (n,), held back from an index on, and the forecasts.

    `window` is how many values a network sees at once; the one before the seed is what its forecast knows.
    """

    values: Floats = np.empty(0)
    validation_from: int = 0
    window: int = 1
    seed: int = 1
    forecasts: tuple[Forecast, ...] = ()
    theme: Theme = DARK
    words: Words = Words()

    @property
    def seeds(self) -> tuple[int, int]:
        """The first and the last index at which a forecast can start: there is a whole window before it."""
        first = min(self.window, len(self.values))
        return first, max(len(self.values) - 1, first)

    @property
    def shown(self) -> Forecast | None:
        return next((forecast for forecast in self.forecasts if forecast.shown), None)

    @property
    def diverged(self) -> bool:
        """Whether the shown run predicts nothing where it ought to."""
        if self.shown is None or len(self.shown.one_step) <= self.window:
            return False
        known = np.isfinite(self.shown.one_step[self.window :]).all()
        return not known or bool(np.isinf(self.shown.free).any())


def content(view: ForecastView, section: tuple[int, int], legend: bool, runs: bool) -> PlotContent:
    """The declaration of the plot of a section [first, last), with a legend of lines, and one of runs."""
    first, last = section
    low, high = view.seeds
    return PlotContent(
        x=Axis(view.words.time, whole=True, spacing=48.0),
        y=Axis(spacing=30.0),
        layers=list(_layers(view, section, legend, runs)),
        x_span=(first - 0.5, max(last, first + 1) - 0.5),
        y_span=span(view.values, 0.18),
        margins=Margins(0, KEY_ROW if legend else _KNOB, 0, _NUMBERS + (KEY_ROW if runs else 0), edge=0),
        handle=Handle(*(view.seed - 0.5, low - 0.5, high - 0.5), page=view.window, whole=False, line=False),
    )


def overview_content(view: ForecastView, section: tuple[int, int], left: float) -> PlotContent:
    """The declaration of the overview, which begins so far from the left: the whole series."""
    low, high = view.seeds
    ends = float(section[0]), float(section[1] - 1)
    index = np.arange(len(view.values), dtype=np.float64)
    line = Line(index, view.values, QColor(view.theme.muted), 1.0, counts=False, stage="backdrop")
    return PlotContent(
        x=Axis(),
        y=Axis(),
        layers=[
            Band(QColor(view.theme.panel)),
            *_held_back(view),
            line,
            Section(*ends, view.seed),
            _runs(view, below=STRIP_BOTTOM - KEY_ROW + 2),
        ],
        x_span=(0.0, float(max(len(view.values) - 1, 1))),
        y_span=span(view.values, 0.18),
        margins=Margins(left, STRIP_TOP, 0, STRIP_BOTTOM, edge=0),
        handle=Handle(view.seed, low, high, line=False),
        zooms=False,
        axes=False,
    )


def _layers(view: ForecastView, section: tuple[int, int], legend: bool, runs: bool) -> Iterator[Layer]:
    words, truth = view.words, mixed(QColor(view.theme.window), QColor(view.theme.muted), 0.55)
    yield from _held_back(view)
    style = RunStyle(words.series, truth.name(), "o", ())
    x, y = _piece(view.values, section)
    if len(view.values):
        yield Line(x, y, truth, _TRUTH, style=style, counts=False, stage="backdrop")
        yield Window(float(view.seed - view.window), float(view.seed - 1), words.window)
    for forecast in sorted(view.forecasts, key=lambda forecast: forecast.shown):
        yield from _lines(view, forecast, section)
    if len(view.values):
        yield SeedLine(view.seed - 0.5)
        yield Painted(lambda _: None, numbers=_numbers(view))
    if view.diverged:
        yield Sentence(words.diverged)
    if legend:
        color = view.theme.muted if view.shown is None else view.shown.style.color
        keys = [
            line_key(words.series, truth.name(), _TRUTH),
            line_key(words.next_value, color, 1.4),
            line_key(words.on_its_own, color, 2.4, _FREE_DASH),
        ]
        yield KeyRow(right=keys)
    if runs:
        yield _runs(view, below=_NUMBERS + 2)


def _held_back(view: ForecastView) -> Iterator[Layer]:
    if view.validation_from < len(view.values):
        yield HeldBack(view.validation_from - 0.5, view.words.validation)


def _runs(view: ForecastView, below: float) -> KeyRow:
    shown_first = sorted(view.forecasts, key=lambda forecast: not forecast.shown)
    return KeyRow([run_key(forecast.style) for forecast in shown_first], below=below)


def _lines(view: ForecastView, forecast: Forecast, section: tuple[int, int]) -> Iterator[Line]:
    """Of the shown run both lines, read in one row; of another its own forecast."""
    color, first = QColor(forecast.style.color), section[0]

    def text(index: int) -> str:
        own = forecast.free if index + first >= view.seed else np.empty(0)
        known = (forecast.one_step, own) if forecast.shown else (own,)
        values = [float(part[index + first]) for part in known if index + first < len(part)]
        return " · ".join(Axis().text(value) for value in values if np.isfinite(value))

    free = _piece(_joined(view, forecast.free), section)
    if forecast.shown:
        one_step = _piece(forecast.one_step, section)
        yield Line(*one_step, color, 1.4, style=forecast.style, text=text, counts=False)
        yield Line(*free, color, 2.4, _FREE_DASH, counts=False)
    else:
        color.setAlphaF(_OTHERS)
        dash = tuple(2 * length for length in _FREE_DASH)
        yield Line(*free, color, 1.0, dash, style=forecast.style, text=text, counts=False)


def _joined(view: ForecastView, free: Floats) -> Floats:
    """A forecast with the last value that it knows."""
    if len(free) != len(view.values) or not 0 < view.seed < len(free):
        return free
    joined = np.array(free, dtype=np.float64)
    joined[view.seed - 1] = view.values[view.seed - 1]
    return joined


def _piece(values: Floats, section: tuple[int, int]) -> tuple[Floats, Floats]:
    """Indices and values within a section; NaN for what is not finite."""
    piece = np.asarray(values, dtype=np.float64)[section[0] : section[1]]
    x = np.arange(section[0], section[0] + len(piece), dtype=np.float64)
    return x, np.where(np.isfinite(piece), piece, np.nan)


def _numbers(view: ForecastView) -> list[Column]:
    """The whole series and all that is predicted of it."""
    columns = [(view.words.series, view.values)]
    for one in view.forecasts:
        columns.append((f"{one.style.title} {view.words.next_value}", one.one_step))
        columns.append((f"{one.style.title} {view.words.on_its_own}", one.free))
    return [Column(name, np.arange(len(values), dtype=np.float64), values) for name, values in columns]
