"""A surface sampled over a rectangle, and a scale on which valley floor and walls both show.

Only numpy: the map stands before JAX is loaded.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

import contourpy
import numpy as np
from numpy.typing import NDArray

from .surfaces import Domain, Surface

Floats = NDArray[np.float64]
Scaling = Literal["rank", "log", "linear"]
SCALINGS: tuple[Scaling, ...] = ("rank", "log", "linear")

_BINS = 256
_CLIP = 4.0
"""No value takes more than this many times its even share of the scale, however large its plateau is."""


class LossScale(NamedTuple):
    """A growing map of losses to shades 0 … 1, as knots; between them it is linear."""

    losses: Floats
    shades: Floats

    def shade(self, losses: Floats) -> Floats:
        """The shade of each loss; NaN where the loss is not finite."""
        shades = np.interp(losses, self.losses, self.shades)
        return np.where(np.isfinite(losses), shades, np.nan)

    def loss(self, shades: Floats) -> Floats:
        """The loss that has each shade."""
        return np.interp(shades, self.shades, self.losses)


class LossMap(NamedTuple):
    """Losses over a rectangle: losses and shades are (rows along y, columns along x) at the centres of cells."""

    rectangle: Domain
    losses: Floats
    shades: Floats
    scale: LossScale

    def axes(self) -> tuple[Floats, Floats]:
        """The x of every column and the y of every row."""
        (x_low, x_high), (y_low, y_high) = self.rectangle
        rows, columns = self.losses.shape
        return _centres(x_low, x_high, columns), _centres(y_low, y_high, rows)

    def contours(self, levels: int) -> Floats:
        """Contour lines at even shades as one (n, 2) polyline, a row of NaN after each line."""
        x, y = self.axes()
        # In shades, not losses: along a narrow valley straight interpolation of the loss makes beads.
        generator = contourpy.contour_generator(x, y, np.ma.masked_invalid(self.shades))
        gap = np.full((1, 2), np.nan)
        lines = [
            piece
            for level in np.arange(1, levels + 1) / (levels + 1)
            for line in generator.lines(float(level))
            for piece in (line, gap)
        ]
        return np.concatenate(lines) if lines else np.empty((0, 2))


def sample(
    surface: Surface,
    parameters: Mapping[str, float],
    rectangle: Domain,
    resolution: tuple[int, int],
    scaling: Scaling = "rank",
) -> LossMap:
    """Evaluate `surface` at the centres of (columns, rows) cells of `rectangle` and scale what is found."""
    (x_low, x_high), (y_low, y_high) = rectangle
    columns, rows = resolution
    x, y = np.meshgrid(_centres(x_low, x_high, columns), _centres(y_low, y_high, rows))
    with np.errstate(all="ignore"):
        losses = np.asarray(surface.function(x, y, **parameters), dtype=np.float64)
    scale = scale_of(losses, scaling)
    return LossMap(rectangle, losses, scale.shade(losses), scale)


def _centres(low: float, high: float, count: int) -> Floats:
    return low + (np.arange(count) + 0.5) * ((high - low) / count)


def scale_of(losses: Floats, scaling: Scaling) -> LossScale:
    """The scale that suits `losses`.

    "linear" is even in the loss and "log" in log(1 + loss above the lowest / unit), the unit being what a hundredth
    of the area stays under. "rank" gives every shade about the same area: histogram equalisation of the log
    scale, contrast-limited (Pizer et al. 1987) so that a plateau does not swallow all shades.
    """
    finite = losses[np.isfinite(losses)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)
    if not high > low:
        return LossScale(np.array([low, low + 1.0]), np.array([0.0, 1.0]))
    if scaling == "linear":
        return LossScale(np.array([low, high]), np.array([0.0, 1.0]))
    with np.errstate(over="ignore"):
        spread = min(high - low, 1e300)
    unit = max(float(np.quantile(finite, 0.01)) - low, 1e-9 * spread)
    even = np.linspace(0.0, 1.0, _BINS + 1)
    edges = low + unit * np.expm1(even * np.log1p(spread / unit))
    if scaling == "log":
        return LossScale(edges, even)
    counts = np.histogram(np.log1p((finite - low) / unit) / np.log1p(spread / unit), bins=even)[0]
    limited = np.minimum(counts, _CLIP * finite.size / _BINS) + 1e-3 * finite.size / _BINS
    shades = np.concatenate([[0.0], np.cumsum(limited)])
    return LossScale(edges, shades / shades[-1])
