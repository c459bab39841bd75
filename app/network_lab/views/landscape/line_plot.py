"""The plot of the losses along a line: axes, curves, the runs on it and the place that is looked at."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from app.kit.numbers import format_number
from app.kit.plots.axis import Axis
from app.kit.plots.canvas import Canvas
from app.kit.plots.content import Handle, Margins, PlotContent
from app.kit.plots.layers import Layer, Line, Painted
from app.kit.plots.legend import Key, line_key, paint_legend
from app.kit.plots.ranges import Span, steady
from app.kit.run_style import Dash, RunStyle
from app.kit.theme import DARK, Theme
from core.loss_map import Scaling

from .line_layers import Cursor, LossLine, MetricLine, RunEnd, paint_empty, paint_metric_axis

Floats = NDArray[np.float64]

_FINE: Dash = (3.5, 2.5)
_MARGINS = Margins(left=40, top=35, right=7, bottom=20, edge=0)
_METRIC_ROOM = 41
"""Pixels for the numbers of the metric at the right."""
_STEP, _LARGE_STEP = 0.01, 0.1
"""Shares of the line that an arrow key moves, and with Shift."""


class Words(NamedTuple):
    """What is written into the plot, in the language of the window; `empty` while there are no losses."""

    training: str = ""
    validation: str = ""
    accuracy: str = ""
    empty: str = ""


class LineView(NamedTuple):
    """All that the plot depends on; `place` is the α that is looked at, with words about it or none."""

    line: LossLine | None = None
    metric: str = "accuracy"
    scaling: Scaling = "rank"
    place: tuple[float, str] | None = None
    theme: Theme = DARK
    words: Words = Words()

    @property
    def logarithmic(self) -> bool:
        if self.scaling == "linear" or self.line is None:
            return False
        return any((losses > 0).any() for losses in self.line.losses)

    def words_at(self, alpha: float) -> str:
        """α and the losses there."""
        if self.line is None:
            return ""
        told = [
            f"{name} ≈ {format_number(float(np.interp(alpha, self.line.alpha, losses)), 3)}"
            for name, losses in zip(self.words[:2], self.line.losses, strict=False)
        ]
        return "\n".join([f"α {format_number(round(alpha, 3) + 0.0, 4)}", *told])

    @property
    def metric_name(self) -> str:
        return self.words.accuracy if self.metric == "accuracy" else self.metric

    def metric_text(self, share: float, digits: int) -> str:
        """A value of the metric, shares with so many digits of their percent."""
        return f"{100 * share:.{digits}f} %" if self.metric == "accuracy" else format_number(share, 3)


def content(view: LineView) -> PlotContent:
    """The declaration of the plot."""
    line = view.line
    if line is None:
        empty = Painted(lambda canvas: paint_empty(canvas, view.words.empty), "ground")
        return PlotContent(Axis(), Axis(), [empty], (0.0, 1.0), (0.0, 1.0), zooms=False, axes=False)
    low, high = float(line.alpha[0]), float(line.alpha[-1])
    at = None if view.place is None else view.place[0]
    steps = _STEP * (high - low), _LARGE_STEP * (high - low)
    return PlotContent(
        x=Axis("α", spacing=64),
        y=Axis(log=view.logarithmic, spacing=30),
        layers=list(_layers(view, line)),
        x_span=(low, high),
        y_span=_reach,
        margins=_MARGINS if line.metric is None else _MARGINS._replace(right=_METRIC_ROOM),
        handle=Handle(at, low, high, *steps, whole=False, line=False, start=0.0, clearable=True),
        kind=(view.logarithmic, low, high),
    )


def _layers(view: LineView, line: LossLine) -> Iterator[Layer]:
    words, accent, keys = view.words, view.theme.accent, []
    styles = ((words.training, 2.2, 2.0, ()), (words.validation, 1.5, 1.4, _FINE))
    if line.metric is not None:
        yield _metric(view, line.metric, line.alpha)
        yield Painted(lambda canvas: paint_metric_axis(canvas, lambda share: view.metric_text(share, 0)))
    for losses, (name, width, in_key, dash) in zip(line.losses, styles, strict=False):
        yield Line(
            *(line.alpha, np.where(np.isfinite(losses), losses, np.nan), QColor(accent), width, dash),
            name=name,
            style=RunStyle(name, accent, "o", dash),
            numbers=losses,
        )
        keys.append(line_key(name, accent, in_key, dash))
    if line.metric is not None:
        keys.append(line_key(view.metric_name, view.theme.muted, 1.0))
    yield Painted(lambda canvas: _paint_keys(canvas, keys))
    yield from (RunEnd(line, end) for end in line.ends)
    if view.place is not None:
        alpha, text = view.place
        yield Cursor(line, alpha, text or view.words_at(alpha))


def _metric(view: LineView, metric: Floats, alpha: Floats) -> MetricLine:
    muted = view.theme.muted
    return MetricLine(
        *(alpha, metric, QColor(muted), 1.0),
        name=view.metric_name,
        style=RunStyle(view.metric_name, muted, "o", ()),
        text=lambda index: view.metric_text(float(metric[index]), 1),
        counts=False,
    )


def _paint_keys(canvas: Canvas, keys: Sequence[Key]) -> None:
    """The keys of the lines, above the names of the runs."""
    row = QRectF(0, 1, canvas.whole.width() - 1, 16)
    paint_legend(canvas.painter, row, keys, canvas.theme, canvas.painter.font(), right=True)


def _reach(heights: Sequence[Floats]) -> Span:
    known = [values[np.isfinite(values)] for values in heights]
    known = [values for values in known if values.size]
    if not known:
        return 0.0, 1.0
    low, high = min(float(v.min()) for v in known), max(float(v.max()) for v in known)
    room = 0.06 * (high - low) or 0.5 * max(abs(high), 1e-3)
    return steady(low - room, high + room)
