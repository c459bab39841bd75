"""The plot of sharpness over epochs: axes, lines and limits made from what was measured of all runs."""

import math
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from app.kit.plots.axis import Axis
from app.kit.plots.canvas import Canvas
from app.kit.plots.content import Handle, Margins, PlotContent
from app.kit.plots.layers import Band, Head, HorizontalLine, Layer, Line, Painted
from app.kit.plots.ranges import Span, span_of_epochs
from app.kit.plots.run_marks import run_color
from app.kit.run_style import Dash
from app.kit.theme import DARK, Theme

from .curves import CurvatureCurve, CurvatureCurves
from .limit import Limit, name_line
from .sharpness_axis import edge_span, sharpness_span
from .words import Reading, number

Floats = NDArray[np.float64]
Way = Literal["edge", "sharpness"]
WAYS: tuple[Way, ...] = get_args(Way)

_MARGINS = Margins(top=4)
_LIMIT: Dash = (5.0, 3.5)
"""The dashes of a threshold."""
_TINT = 0.07
_CROWDED = 1000
"""With more measurements than this the lines of the other runs are thin: their points crowd."""


class Words(NamedTuple):
    """What is written into the plot, in the language of the window."""

    epoch: str = ""
    nothing: str = ""
    edge: str = ""


class SharpnessView(NamedTuple):
    """All that the plot depends on.

    `shown` is the number of the run that the other views show; `cursor` the epoch in view, None for the
    present. `every_limit`: the sharpness of every run has its threshold, not only that of the shown one.
    """

    curvature: CurvatureCurves = CurvatureCurves()
    way: Way = "edge"
    shown: int = 0
    cursor: int | None = None
    every_limit: bool = False
    theme: Theme = DARK
    words: Words = Words()

    @property
    def shown_curve(self) -> CurvatureCurve | None:
        return next((curve for curve in self.curvature.curves if curve.run == self.shown), None)

    @property
    def reading(self) -> Reading:
        """The curvature of the shown run at the cursor."""
        if self.shown_curve is None:
            return Reading("unknown")
        until = math.inf if self.cursor is None else min(max(self.cursor, 0), self.curvature.trained)
        return self.curvature.reading(self.shown_curve, until)

    @property
    def limited(self) -> list[CurvatureCurve]:
        """The runs whose thresholds are drawn as lines of their own."""
        if self.way == "edge":
            return []
        return [curve for curve in self.curvature.curves if self.every_limit or curve.run == self.shown]


def content(view: SharpnessView, height: int) -> PlotContent:
    """The declaration of a plot so high in pixels."""
    trained = view.curvature.trained
    return PlotContent(
        x=Axis(view.words.epoch, whole=True),
        y=Axis(log=True),
        layers=list(_layers(view)),
        x_span=(0.0, float(span_of_epochs(trained, view.curvature.wanted))),
        y_span=lambda heights: _height_span(view, heights, height),
        margins=_MARGINS,
        handle=Handle(view.cursor, 0.0, float(trained), page=max(1, trained // 10)),
        kind=view.way,
    )


def _height_span(view: SharpnessView, heights: Sequence[Floats], height: int) -> Span:
    if view.way == "edge":
        shown = heights[-1] if view.shown_curve is not None else np.empty(0)
        return edge_span(heights, shown, height - _MARGINS.top - _MARGINS.bottom)
    return sharpness_span(heights, [Axis(log=True).positions(curve.edge) for curve in view.limited])


def _layers(view: SharpnessView) -> Iterator[Layer]:
    """The shown run last, so that it lies on top."""
    lines = [(curve, _line(view, curve)) for curve in _by_importance(view)]
    if view.way == "edge":
        warning = QColor(view.theme.warning)
        tint = QColor(warning)
        tint.setAlphaF(_TINT)
        yield Band(tint, y=(1.0, None))
        yield HorizontalLine(1.0, warning, stage="backdrop")
        yield Painted(lambda canvas: name_line(canvas, canvas.area.left(), 1.0, view.words.edge))
    if not any((line.y[np.isfinite(line.y)] > 0).any() for _, line in lines):
        yield Painted(lambda canvas: _paint_nothing(canvas, view.words.nothing))
    yield from (line for _, line in lines)
    yield from (_limit(view, curve) for curve in view.limited)
    for curve, line in lines:
        if np.isfinite(line.y).any():
            yield Head(line, curve.style, 11.0 if curve.run == view.shown else 9.0, curve.diverged_epoch)


def _by_importance(view: SharpnessView) -> list[CurvatureCurve]:
    return sorted(view.curvature.curves, key=lambda curve: curve.run == view.shown)


def _line(view: SharpnessView, curve: CurvatureCurve) -> Line:
    shown, ratio = curve.run == view.shown, curve.ratio
    crowded = len(view.curvature.epochs) > _CROWDED

    def text(index: int) -> str:
        if view.way == "sharpness":
            return number(float(curve.sharpness[index]))
        compared, threshold = number(float(curve.compared[index])), number(float(curve.threshold[index]))
        return f"{number(float(ratio[index]))} = {compared} / {threshold}"

    return Line(
        view.curvature.epochs,
        ratio if view.way == "edge" else curve.sharpness,
        run_color(curve.style, shown, view.theme),
        2.2 if shown else 1.0 if crowded else 1.8,
        curve.style.dash,
        name=curve.style.title,
        style=curve.style,
        text=text,
    )


def _limit(view: SharpnessView, curve: CurvatureCurve) -> Limit:
    known = curve.threshold[~np.isnan(curve.threshold)]
    plain = curve.preconditioned is None and len(known)
    return Limit(
        view.curvature.epochs,
        curve.edge,
        QColor(curve.style.color),
        1.4,
        _LIMIT,
        name=f"{curve.style.title} {view.words.edge}",
        counts=False,
        stage="marks",
        label=f"{curve.limit} = {number(float(known[-1]))}" if plain else view.words.edge,
    )


def _paint_nothing(canvas: Canvas, text: str) -> None:
    """A sentence at the bottom, where it is clear of the edge of stability."""
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
    canvas.painter.setPen(QColor(canvas.theme.muted))
    canvas.painter.drawText(canvas.area.adjusted(8, 0, -8, -8), flags, text)
