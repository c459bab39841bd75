"""The plot of a spectrum: axes, density, the largest eigenvalues and the threshold of one run's Hessian."""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from app.kit.plots.axis import Axis
from app.kit.plots.content import Margins, PlotContent
from app.kit.plots.layers import Layer, Painted
from app.kit.plots.numbers import Column
from app.kit.plots.ranges import Span
from app.kit.run_style import RunStyle
from app.kit.theme import DARK, Theme

from .spectrum_layers import Density, paint_leading, paint_state, paint_threshold
from .words import number

Floats = NDArray[np.float64]

_MARGINS = Margins(top=4, edge=8)
_DECADES = 5.0
"""So many powers of ten below the highest density the axis reaches."""
_LIMIT_WITHIN = 1.6
"""A threshold up to so many times the largest eigenvalue has a place on the axis."""


class SpectrumCurve(NamedTuple):
    """The spectrum of one run's Hessian.

    density (n,) over eigenvalues `grid` (n,), with the area 1; the largest eigenvalues `leading` (k,), the
    largest first; `negative` is the share of all that is below 0. `threshold` is the sharpness at which steps
    with the present learning rate become unstable, written `limit`; NaN where λmax says nothing of that.
    If not `exact`, trace, density and share are estimates.
    """

    grid: Floats
    density: Floats
    leading: Floats
    trace: float
    negative: float
    threshold: float = math.nan
    limit: str = ""
    color: str = "#888888"
    exact: bool = True


class Words(NamedTuple):
    """What is written into the plot, in the language of the window; `state` instead of a spectrum."""

    eigenvalue: str = ""
    density: str = ""
    rank: str = ""
    state: str = ""


class SpectrumView(NamedTuple):
    """All that the plot depends on; `computing` says that another spectrum is being computed."""

    spectrum: SpectrumCurve | None = None
    computing: bool = False
    theme: Theme = DARK
    words: Words = Words()


def content(view: SpectrumView) -> PlotContent:
    """The declaration of the plot."""
    spectrum = view.spectrum
    known = spectrum is not None and bool(np.isfinite(spectrum.density).any())
    x_span = _span(spectrum) if spectrum is not None and known else (-1.0, 1.0)
    y_span = _reach(spectrum.density) if spectrum is not None else (-1.0, 1.0)
    layers = list(_layers(view, spectrum, y_span[0])) if spectrum is not None and known else []
    if view.computing or spectrum is None:
        layers.append(Painted(lambda canvas: paint_state(canvas, view.words.state, view.computing), "heads"))
    return PlotContent(
        x=Axis(view.words.eigenvalue),
        y=Axis(log=True),
        layers=layers,
        x_span=x_span,
        y_span=y_span,
        margins=_MARGINS,
        kind=x_span,
        axes=known,
    )


def _layers(view: SpectrumView, spectrum: SpectrumCurve, low: float) -> Iterator[Layer]:
    color = QColor(spectrum.color)
    yield Density(
        spectrum.grid,
        spectrum.density,
        color,
        name=view.words.density,
        style=RunStyle(view.words.density, spectrum.color, "o", ()),
        text=lambda index: number(float(spectrum.density[index])),
        counts=False,
        floor=10.0 ** (low - 1),
    )
    ranks = np.arange(1.0, len(spectrum.leading) + 1)
    pins = Column(view.words.rank, spectrum.leading, ranks)
    yield Painted(lambda canvas: paint_leading(canvas, spectrum.leading, color), numbers=[pins])
    if math.isfinite(spectrum.threshold):
        yield Painted(lambda canvas: paint_threshold(canvas, spectrum.threshold, spectrum.limit))


def _reach(density: Floats) -> Span:
    """The powers of ten between which densities are shown."""
    known = density[np.isfinite(density) & (density > 0)]
    if not len(known):
        return -1.0, 1.0
    high = math.log10(float(known.max()))
    low = max(high - _DECADES, math.log10(float(known.min())))
    return min(low, high - 1.0), high + 0.15


def _span(spectrum: SpectrumCurve) -> Span:
    """From the lowest eigenvalue to the highest, or to the threshold, if that is near."""
    numbers = np.concatenate([spectrum.grid, spectrum.leading, [0.0]])
    numbers = numbers[np.isfinite(numbers)]
    low, high = float(numbers.min()), float(numbers.max())
    if spectrum.threshold <= _LIMIT_WITHIN * high:
        high = max(high, spectrum.threshold)
    if high - low < 1e-12:
        return -1.0, 1.0
    room = 0.03 * (high - low)
    return low - room, high + room
