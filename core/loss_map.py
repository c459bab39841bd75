"""A grid of losses over a rectangle, and a scale of shades on which valley floor and walls both show.

Only numpy: the map stands before JAX is loaded.
"""

from typing import Literal, NamedTuple, cast

import contourpy
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Rectangle = tuple[tuple[float, float], tuple[float, float]]
"""((x_low, x_high), (y_low, y_high))."""
Scaling = Literal["rank", "log", "linear"]
SCALINGS: tuple[Scaling, ...] = ("rank", "log", "linear")

_BINS = 256
_CLIP = 4.0
"""No loss takes more than this many times its even share of the scale, however large its plateau is."""

_LEVEL = 1e-9
"""The unit of the log scale is at least this part of what three small of the higher ground stay under."""

_SMALLER = 2.0**-32
"""So much smaller, losses have finite differences and slopes; a power of two rounds nothing."""

_FLAT = 1e-150
"""Smaller losses that differ by less are level ground: their slopes would not be finite."""


class LossScale(NamedTuple):
    """A growing map of losses to shades 0 … 1, as rising knots; between them it is linear."""

    losses: Floats
    shades: Floats

    def shade(self, losses: Floats) -> Floats:
        """The shade of each loss; NaN where the loss is not finite."""
        shades = np.interp(losses * _SMALLER, self.losses * _SMALLER, self.shades)
        return np.where(np.isfinite(losses), shades, np.nan)

    def loss(self, shades: Floats) -> Floats:
        """The loss that has each shade."""
        return np.interp(shades, self.shades, self.losses * _SMALLER) / _SMALLER


class LossMap(NamedTuple):
    """Losses and their shades at the centres of the cells of a rectangle: (rows along y, columns along x)."""

    rectangle: Rectangle
    losses: Floats
    shades: Floats
    scale: LossScale

    def axes(self) -> tuple[Floats, Floats]:
        """The x of every column and the y of every row."""
        (x_low, x_high), (y_low, y_high) = self.rectangle
        rows, columns = self.losses.shape
        return centres(x_low, x_high, columns), centres(y_low, y_high, rows)

    def contours(self, levels: int) -> Floats:
        """Contour lines at even shades as one (n, 2) polyline, a row of NaN after each line."""
        if min(self.shades.shape) < 2:
            return np.empty((0, 2))
        x, y = self.axes()
        # In shades, not losses: along a narrow valley straight interpolation of the loss makes beads.
        generator = contourpy.contour_generator(x, y, np.ma.masked_invalid(self.shades))
        gap = np.full((1, 2), np.nan)
        lines: list[Floats] = []
        for level in np.arange(1, levels + 1) / (levels + 1):
            for line in cast(list[Floats], generator.lines(float(level))):
                lines += [line, gap]
        return np.concatenate(lines) if lines else np.empty((0, 2))


def centres(low: float, high: float, count: int) -> Floats:
    """The centres (count,) of even cells between two ends."""
    steps = np.arange(count, dtype=np.float64) + 0.5
    return low + steps * ((high - low) / count)


def scale_of(losses: Floats, scaling: Scaling) -> LossScale:
    """The scale that suits `losses`; level ground has one knot, of shade 0.

    "linear" is even in the loss and "log" in log(1 + loss above the lowest / unit), the unit being what a
    hundredth of the higher ground stays under. "rank" gives every shade about the same area: histogram
    equalisation of the log scale, contrast-limited (Pizer et al. 1987) so that a plateau does not swallow
    all shades.
    """
    small = losses[np.isfinite(losses)] * _SMALLER
    low, high = (float(small.min()), float(small.max())) if small.size else (0.0, 0.0)
    if high - low < _FLAT:
        return LossScale(np.array([low / _SMALLER]), np.zeros(1))
    if scaling == "linear":
        return LossScale(np.array([low, high]) / _SMALLER, np.array([0.0, 1.0]))
    heights = small - low
    unit = _unit(heights)
    top = float(np.log1p((high - low) / unit))
    even = np.linspace(0.0, 1.0, _BINS + 1)
    shades = even if scaling == "log" else _equalised(np.log1p(heights / unit) / top)
    edges = np.minimum(low + unit * np.expm1(even * top), high)
    edges[-1] = high
    # Beside a large offset several edges round to one loss.
    edges, first = np.unique(edges, return_index=True)
    shades = shades[first]
    shades[-1] = 1.0
    return LossScale(edges / _SMALLER, shades)


def _unit(heights: Floats) -> float:
    """Where the log scale turns from linear to logarithmic; `heights` above the lowest loss, not all 0."""
    first, most = np.quantile(heights[heights > 0], (0.01, 0.75))
    # The last bound keeps the logarithm finite: a pole may be higher than three small by any factor.
    return max(float(first), _LEVEL * float(most), 1e-99 * float(heights.max()))


def _equalised(positions: Floats) -> Floats:
    """Shades at the edges of even bins of `positions` 0 … 1 so that even shades have about even areas."""
    counts, _ = np.histogram(positions, bins=_BINS, range=(0.0, 1.0))
    share = positions.size / _BINS
    # A little for empty bins too: the scale has to rise everywhere.
    limited = np.minimum(counts, _CLIP * share) + 1e-3 * share
    areas = np.append(0.0, np.cumsum(limited))
    shades: Floats = areas / areas[-1]
    return shades
