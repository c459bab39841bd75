"""A surface sampled on a grid, as a `LossMap`. Only numpy."""

from collections.abc import Mapping

import numpy as np

from ..loss_map import LossMap, Scaling, centres, scale_of
from .catalogue.surface import Domain, Surface


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
    x, y = np.meshgrid(centres(x_low, x_high, columns), centres(y_low, y_high, rows))
    with np.errstate(all="ignore"):
        losses = np.asarray(surface.function(x, y, **parameters), dtype=np.float64)
    scale = scale_of(losses, scaling)
    return LossMap(rectangle, losses, scale.shade(losses), scale)
