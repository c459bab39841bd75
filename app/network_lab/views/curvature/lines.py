"""What was measured of the curvature of all runs, and where it lies in a picture of it over epochs."""

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from app.kit.plots.frame import Frame, room_for
from app.kit.plots.ranges import span_of_epochs, steady, visible_range
from app.kit.plots.run_marks import BOTTOM, EDGE, LEFT, RIGHT
from app.kit.plots.thinning import thin
from app.kit.plots.ticks import Tick, power_ticks
from app.kit.run_style import RunStyle
from app.kit.theme import DARK, Theme

from .words import Reading, standing

Floats = NDArray[np.float64]
Way = Literal["edge", "sharpness"]
WAYS: tuple[Way, ...] = get_args(Way)

_EDGE_LEAST = (math.log10(0.4), math.log10(1.7))
"""Powers of ten of the ratios between which the axis reaches at least,"""
_EDGE_MOST = (-2.0, 1.3)
"""and at most, unless the shown run or most runs are beyond."""
_ABOVE_EDGE = 22.0
"""Pixels over the edge of stability at least: its name stands there."""
_FAR_LIMIT = 2.0
"""A threshold so many powers of ten above all curves is only told, not shown."""


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


class View(NamedTuple):
    """All that the picture depends on, but for cursor and pointer."""

    curvature: CurvatureCurves = CurvatureCurves()
    way: Way = "edge"
    shown: int = 0
    theme: Theme = DARK
    every_limit: bool = False

    @property
    def shown_curve(self) -> CurvatureCurve | None:
        return next((curve for curve in self.curvature.curves if curve.run == self.shown), None)

    def has_limit(self, curve: CurvatureCurve) -> bool:
        """Whether the threshold of a run is drawn as a line of its own."""
        return self.way == "sharpness" and (self.every_limit or curve.run == self.shown)


class Line(NamedTuple):
    """A curve as it is drawn: thinned, its heights on the axis, as powers of ten."""

    epochs: Floats
    heights: Floats


_NOTHING = Line(np.empty(0), np.empty(0))


class Drawing(NamedTuple):
    """A line for every run, its threshold's or nothing, and where they lie."""

    frame: Frame
    lines: tuple[Line, ...]
    limits: tuple[Line, ...]
    values: tuple[Tick, ...]


def drawing(view: View, body: QRectF, font: QFont) -> Drawing:
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
        pairs = zip(heights, view.curvature.curves, strict=True)
        shown = [own for own, curve in pairs if curve.run == view.shown]
        reach = _with_room_above(steady(*_edge_reach(heights, shown)), free.height())
    else:
        reach = steady(*_sharpness_reach(heights, [limit.heights for limit in limits]))
    values = tuple(power_ticks(*reach, max(2, int(free.height() // 26))))
    place = free.adjusted(room_for(values, font, LEFT) + EDGE, 0, -EDGE, 0)
    span = span_of_epochs(view.curvature.trained, view.curvature.wanted)
    return Drawing(Frame(place, (0.0, float(span)), reach), lines, limits, values)


def _line(epochs: Floats, values: Floats, columns: int) -> Line:
    kept = thin(values, columns)
    with np.errstate(divide="ignore", invalid="ignore"):
        return Line(np.asarray(epochs, np.float64)[kept], np.log10(np.maximum(values[kept], 0.0)))


def _edge_reach(heights: Sequence[Floats], shown: Sequence[Floats]) -> tuple[float, float]:
    """Around 1, and all curves that are not far away; so only if the shown or most of them end there."""
    least, most = _EDGE_LEAST
    ends = _ends(heights)
    if not ends:
        return least, most
    low, high = visible_range(heights, True)
    told = [float(np.median(ends)), *_ends(shown)]
    low = max(low, min(_EDGE_MOST[0], *(end - 0.3 for end in told)))
    high = min(high, max(_EDGE_MOST[1], *(end + 0.3 for end in told)))
    return min(low, least), max(high, most)


def _ends(heights: Sequence[Floats]) -> list[float]:
    """The last height of each that has one."""
    return [float(h[np.isfinite(h)][-1]) for h in heights if np.isfinite(h).any()]


def _with_room_above(reach: tuple[float, float], height: float) -> tuple[float, float]:
    """So much higher a range that there is room for words over 1, in so many pixels for all."""
    low, high = reach
    return low, max(high, -low * _ABOVE_EDGE / max(height - _ABOVE_EDGE, 2 * _ABOVE_EDGE))


def _sharpness_reach(heights: Sequence[Floats], limits: Sequence[Floats]) -> tuple[float, float]:
    """Around all curves, and each threshold unless it is far above."""
    low, high = visible_range(heights, True)
    near = [end for end in _ends(limits) if end < high + _FAR_LIMIT]
    return min([low, *(end - 0.1 for end in near)]), max([high, *(end + 0.15 for end in near)])
