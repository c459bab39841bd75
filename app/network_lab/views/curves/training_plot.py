"""The plot of all trainings: axes, lines and marks made from what every run did epoch by epoch."""

import math
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from app.kit.numbers import format_number
from app.kit.plots.axis import Axis
from app.kit.plots.content import Handle, Margins, PlotContent
from app.kit.plots.layers import Band, Head, Layer, Line, Note, Ring, VerticalLine
from app.kit.plots.ranges import Span, span_of_epochs, steady, visible_range, without_spikes
from app.kit.plots.run_marks import run_color
from app.kit.run_style import Dash, RunStyle
from app.kit.theme import DARK, Theme

Floats = NDArray[np.float64]
Quantity = Literal["loss", "metric"]
QUANTITIES: tuple[Quantity, ...] = get_args(Quantity)

FINE: Dash = (3.5, 2.5)
"""The dashes of validation, in widths of its line, which is finer than that of training."""
STRIP = 18
"""Pixels above the plot, for the labels of events."""
_END_ROOM = 1.15
"""So many times the epochs of runs that have all ended are on the axis."""
_CROWDED = 1000
"""With more epochs than this the lines of the other runs are thin: their points crowd."""


class TrainingCurve(NamedTuple):
    """What one run did, epoch by epoch: arrays (n,), NaN where there is no value.

    `diverged_epoch` counts epochs too, and parts of one.
    """

    epochs: Floats
    loss: Floats
    val_loss: Floats
    metric: Floats
    val_metric: Floats
    style: RunStyle
    stopped_epoch: int | None
    restored_epoch: int | None
    diverged_epoch: float | None
    overfitting_since: int | None
    shown: bool

    def of(self, quantity: Quantity) -> tuple[Floats, Floats]:
        """Training and validation."""
        return (self.loss, self.val_loss) if quantity == "loss" else (self.metric, self.val_metric)

    @property
    def last_epoch(self) -> float:
        """The last epoch that has a loss."""
        trained = np.flatnonzero(np.isfinite(self.loss))
        return float(self.epochs[trained[-1]]) if len(trained) else float(self.epochs[-1])


class Words(NamedTuple):
    """What is written into the plot, in the language of the window."""

    epoch: str = ""
    nothing: str = ""
    overfitting: str = ""
    early_stop: str = ""
    restored: str = ""
    diverged: str = ""
    training: str = ""
    validation: str = ""


class TrainingView(NamedTuple):
    """All that the plot depends on; `cursor` is the epoch in view, None for the present."""

    curves: tuple[TrainingCurve, ...] = ()
    wanted: int = 1
    quantity: Quantity = "loss"
    log: bool = True
    metric: str = "accuracy"
    cursor: int | None = None
    theme: Theme = DARK
    words: Words = Words()

    @property
    def logarithmic(self) -> bool:
        return self.log and self.quantity == "loss"

    @property
    def trained(self) -> int:
        """The last epoch of any run."""
        return max((int(curve.epochs[-1]) for curve in self.curves if len(curve.epochs)), default=0)

    @property
    def span(self) -> int:
        """The last epoch on the axis: if every run has ended, a little more than they needed."""
        ends = [(curve.stopped_epoch, curve.diverged_epoch) for curve in self.curves]
        if ends and all(end != (None, None) for end in ends):
            return math.ceil(_END_ROOM * max(self.trained, 1))
        return span_of_epochs(self.trained, self.wanted)


def content(view: TrainingView) -> PlotContent:
    """The declaration of the plot."""
    trained = view.trained
    shares = view.quantity == "metric" and view.metric == "accuracy"
    return PlotContent(
        x=Axis(view.words.epoch, whole=True),
        y=Axis(log=view.logarithmic, write=_percent if shares else format_number),
        layers=list(_layers(view)),
        x_span=(0.0, float(view.span)),
        y_span=lambda heights: _height_span(view, heights),
        margins=Margins(top=STRIP),
        handle=Handle(view.cursor, 0.0, float(trained), page=max(1, trained // 10)),
        kind=(view.quantity, view.log),
        empty=view.words.nothing,
    )


def _percent(share: float) -> str:
    return f"{format_number(100 * share, 4)} %"


def _layers(view: TrainingView) -> Iterator[Layer]:
    """The shown run last, so that it lies on top; what became of it is marked."""
    for curve in sorted(view.curves, key=lambda curve: curve.shown):
        training, validation = _lines(view, curve)
        yield from (training, validation)
        if curve.shown and len(curve.epochs):
            yield from _marks(view, curve, validation if np.isfinite(validation.y).any() else training)
        yield Head(
            training,
            curve.style,
            11.0 if curve.shown else 9.0,
            curve.diverged_epoch,
            view.words.diverged if curve.shown else "",
            "top" if view.quantity == "loss" else "bottom",
        )


def _lines(view: TrainingView, curve: TrainingCurve) -> tuple[Line, Line]:
    color = run_color(curve.style, curve.shown, view.theme)
    values = curve.of(view.quantity)
    crowded = len(curve.epochs) > _CROWDED and not curve.shown
    widths = (2.2, 1.6) if curve.shown else (1.0, 1.0) if crowded else (1.8, 1.0)
    keep = () if curve.restored_epoch is None else (float(curve.restored_epoch),)

    def text(index: int) -> str:
        write = _percent if view.quantity == "metric" and view.metric == "accuracy" else _short
        told = [write(float(part[index])) for part in values if np.isfinite(part[index])]
        return " · ".join(told)

    title, words = curve.style.title, view.words
    training = Line(
        *(curve.epochs, values[0], color, widths[0], curve.style.dash),
        name=f"{title} {words.training}",
        style=curve.style,
        text=text,
        keep=keep,
    )
    name = f"{title} {words.validation}" if np.isfinite(values[1]).any() else ""
    validation = Line(*(curve.epochs, values[1], color, widths[1], FINE), name=name, keep=keep)
    return training, validation


def _short(value: float) -> str:
    return format_number(value, 4)


def _marks(view: TrainingView, curve: TrainingCurve, line: Line) -> Iterator[Layer]:
    """Where it stopped, since when it overfits, and from where its weights are."""
    theme, words = view.theme, view.words
    if curve.stopped_epoch is not None:
        yield VerticalLine(curve.stopped_epoch, QColor(theme.muted), words.early_stop, STRIP)
    if curve.overfitting_since is not None:
        tint = QColor(theme.warning)
        tint.setAlphaF(0.10)
        since = (float(curve.overfitting_since), curve.last_epoch)
        yield Band(tint, x=since, least=2.0, strip=STRIP)
        yield Note(words.overfitting, theme.warning, since, STRIP)
    if curve.restored_epoch is not None:
        at = min(int(np.searchsorted(line.x, curve.restored_epoch)), len(line.x) - 1)
        yield Ring(float(line.x[at]), float(line.y[at]), QColor(curve.style.color), words.restored)


def _height_span(view: TrainingView, heights: Sequence[Floats]) -> Span:
    """What the vertical axis shows: losses without rare spikes; metrics up to 1, and not far below −1."""
    if view.quantity == "loss":
        low, high = steady(*without_spikes(heights, visible_range(heights, view.logarithmic)))
        return (low, high) if view.logarithmic else (max(low, 0.0), high)
    finite = [h[np.isfinite(h)] for h in heights]
    finite = [h for h in finite if h.size]
    lowest = min((float(h.min()) for h in finite), default=0.0)
    if not any(h.max() > -1 for h in finite):
        return steady(*visible_range(finite, False))
    low, high = steady(max(lowest, -1.0), 1.0)
    low = min(low, 0.9)
    return low - 0.02 * (high - low), high + 0.03 * (high - low)
