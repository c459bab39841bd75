"""A function of one feature as the networks have learned it, through the samples they learn from."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from app.kit.panels.plot_panel import PlotPanel
from app.kit.plots.axis import Axis
from app.kit.plots.captions import KEY_ROW, KeyRow, Sentence
from app.kit.plots.content import Handle, Margins, PlotContent
from app.kit.plots.layers import Layer, Line
from app.kit.plots.legend import Key, run_key
from app.kit.plots.ranges import span
from app.kit.run_style import RunStyle
from app.kit.theme import DARK, Theme

from .function_layers import Probe, Samples
from .sample_symbols import SymbolColors, draw_disc, draw_ring, halo_of, symbol_key

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_LOWEST = 110.0
"""With less room than this, legend and names give way to the plot."""
_NUMBERS = 20.0
"""Pixels below the plot for the numbers of its axis."""
_STEP, _LARGE_STEP = 0.01, 0.1
"""Shares of the axis by which keys move the probe."""
_OTHERS = 0.8
"""How opaque the curves of the runs are that are not the shown one."""


class FunctionCurve(NamedTuple):
    """What a run says at the grid (n,), how it is drawn, and whether it is the one shown."""

    y: Floats
    style: RunStyle
    shown: bool


class Words(NamedTuple):
    """What is written into the plot, in the language of the window."""

    training: str = ""
    validation: str = ""
    diverged: str = ""


class FunctionView(NamedTuple):
    """All that the plot depends on: samples x, y (m,), curves over grid (n,), the probe (NaN: none)."""

    x: Floats = np.empty(0)
    y: Floats = np.empty(0)
    validation: Bools = np.empty(0, dtype=bool)
    names: tuple[str, str] = ("x", "y")
    grid: Floats = np.empty(0)
    curves: tuple[FunctionCurve, ...] = ()
    probe: float = math.nan
    answer: str = ""
    theme: Theme = DARK
    words: Words = Words()
    sample_keys: tuple[Key, ...] = ()
    """Of the samples, as `with_keys` makes them: once, as kept layers are to be the same."""

    def with_keys(self) -> "FunctionView":
        """The view with keys in the words and colours that it has."""
        keys = (
            Key(self.words.training, 9, symbol_key(draw_disc(self.symbol_colors, 3.6))),
            Key(self.words.validation, 9, symbol_key(draw_ring(self.symbol_colors, 3.6))),
        )
        return self._replace(sample_keys=keys)

    @property
    def symbol_colors(self) -> SymbolColors:
        """What samples are marked with."""
        return SymbolColors(QColor(self.theme.muted), halo_of(self.theme))

    @property
    def shown(self) -> FunctionCurve | None:
        return next((curve for curve in self.curves if curve.shown), None)

    def value_at(self, x: float) -> float:
        """What the shown curve is at x; NaN where it is not known."""
        if self.shown is None or len(self.shown.y) != len(self.grid) or not self.grid.size:
            return math.nan
        return float(np.interp(x, self.grid, self.shown.y, left=math.nan, right=math.nan))


def content(view: FunctionView, legends: bool) -> PlotContent:
    """The declaration of the plot, with rows of keys if `legends`; samples and grid are in view."""
    low, high = span(np.concatenate([view.x, view.grid]), 0.0 if view.grid.size else 0.06)
    heights = view.y if view.y.size else np.concatenate([np.empty(0), *(curve.y for curve in view.curves)])
    row = KEY_ROW if legends else 0.0
    return PlotContent(
        x=Axis(view.names[0], spacing=56.0),
        y=Axis(view.names[1], spacing=30.0),
        layers=list(_layers(view, legends)),
        x_span=(low, high),
        y_span=span(heights, 0.15),
        margins=Margins(left=0, top=row, right=0, bottom=_NUMBERS + row, edge=0),
        handle=Handle(
            view.probe if math.isfinite(view.probe) else (low + high) / 2,
            low,
            high,
            _STEP * (high - low),
            _LARGE_STEP * (high - low),
            whole=False,
            line=False,
        ),
        kind=(view.names, low, high),
    )


def _layers(view: FunctionView, legends: bool) -> Iterator[Layer]:
    names = (f"{view.names[1]} {view.words.training}", f"{view.names[1]} {view.words.validation}")
    yield Samples(view.x, view.y, view.validation, names, view.symbol_colors)
    for curve in sorted(view.curves, key=lambda curve: curve.shown):
        if len(curve.y) == len(view.grid):
            yield _line(view, curve)
    shown = view.shown
    if shown is not None and not np.isfinite(shown.y).all():
        yield Sentence(
            view.words.diverged, low=True
        )  # the probe's words have no curve to ride on: they are above
    if math.isfinite(view.probe):
        color = None if shown is None else QColor(shown.style.color)
        yield Probe(view.probe, view.value_at(view.probe), view.answer, color)
    if legends:
        yield KeyRow([Key(view.names[1])], view.sample_keys)
        shown_first = sorted(view.curves, key=lambda curve: not curve.shown)
        yield KeyRow([run_key(curve.style) for curve in shown_first], below=_NUMBERS + 2)


def _line(view: FunctionView, curve: FunctionCurve) -> Line:
    color, halo = QColor(curve.style.color), QColor(view.theme.halo)
    halo.setAlphaF(0.55)
    if not curve.shown:
        color.setAlphaF(_OTHERS)
    return Line(
        *(view.grid, curve.y, color, 2.6 if curve.shown else 1.4, curve.style.dash),
        name=curve.style.title,
        style=curve.style,
        counts=False,
        halo=halo if curve.shown else None,
    )


class FunctionPlot(PlotPanel):
    """Emits `probe_moved(x)` while a person points or drags, then `probe_released`."""

    probe_moved = Signal(float)
    probe_released = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.view = FunctionView()
        super().__init__(lambda: content(self.view, self.body.height() >= _LOWEST), parent)
        self.picture.handle_moved.connect(self.probe_moved)
        self.picture.handle_released.connect(self.probe_released)
        self.retranslate()

    def set_axes(self, x: str, y: str) -> None:
        """Name the feature and what is predicted from it."""
        self._change(names=(x, y))

    def set_points(self, x: Floats, y: Floats, validation: Bools) -> None:
        """Mark samples, filled or, those held back, hollow."""
        self._change(x=np.asarray(x), y=np.asarray(y), validation=np.asarray(validation))

    def set_curves(self, grid: Floats, curves: Sequence[FunctionCurve]) -> None:
        """Draw what every run says at the grid (n,)."""
        self._change(grid=np.asarray(grid, dtype=np.float64), curves=tuple(curves))

    def set_probe(self, x: float, text: str) -> None:
        """Put the probe somewhere, with a word or two; nowhere, if that is not finite."""
        self.view = self.view._replace(probe=x, answer=text)
        self.picture.marks_changed()

    def set_theme(self, theme: Theme) -> None:
        self.view = self.view._replace(theme=theme).with_keys()
        super().set_theme(theme)

    def _change(self, **changes: object) -> None:
        self.view = self.view._replace(**changes)  # type: ignore[arg-type]
        self.picture.changed()

    def title(self) -> str:
        return self.tr("What it computes")

    def retranslate(self) -> None:
        super().retranslate()
        self.picture.setToolTip(
            self.tr("The samples, and what every run says at every x; drag or click to ask at one of them")
        )
        self.picture.setAccessibleDescription(self.tr("The arrow keys move the probe, with Shift further."))
        diverged = self.tr("Not a number: the run has diverged.")
        words = Words(self.tr("training"), self.tr("validation"), diverged)
        self.view = self.view._replace(words=words).with_keys()
        self.picture.changed()
