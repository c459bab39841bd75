"""What part of a surface a widget shows: equal aspect, so that gradients are at right angles to contours."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.surface.catalogue import Domain

Floats = NDArray[np.float64]


class Viewport(NamedTuple):
    """A widget of width × height pixels, the place (x, y) in its middle, `unit`, the length of a pixel."""

    width: int
    height: int
    x: float
    y: float
    unit: float

    @classmethod
    def around(cls, domain: Domain, width: int, height: int) -> "Viewport":
        """The whole domain, as large as it fits."""
        (left, right), (bottom, top) = domain
        width, height = max(width, 1), max(height, 1)
        unit = max((right - left) / width, (top - bottom) / height)
        return cls(width, height, (left + right) / 2, (bottom + top) / 2, unit)

    @property
    def rectangle(self) -> Domain:
        """What can be seen."""
        half_width, half_height = self.unit * self.width / 2, self.unit * self.height / 2
        return (self.x - half_width, self.x + half_width), (self.y - half_height, self.y + half_height)

    def to_pixels(self, places: Floats) -> Floats:
        """Places (n, 2) of the surface in pixels from the top left; what is too far away becomes infinite."""
        with np.errstate(over="ignore"):
            pixels: Floats = (places - (self.x, self.y)) * (1 / self.unit, -1 / self.unit)
            pixels += (self.width / 2, self.height / 2)
            return pixels

    def to_place(self, x: float, y: float) -> tuple[float, float]:
        """The place under a pixel."""
        return self.x + (x - self.width / 2) * self.unit, self.y - (y - self.height / 2) * self.unit

    def resized(self, width: int, height: int) -> "Viewport":
        """The same middle and unit in another widget."""
        return self._replace(width=max(width, 1), height=max(height, 1))

    def panned(self, x: float, y: float) -> "Viewport":
        """Moved with the hand by so many pixels."""
        return self._replace(x=self.x - x * self.unit, y=self.y + y * self.unit)

    def zoomed(self, factor: float, x: float, y: float) -> "Viewport":
        """`factor` times as large, while the place under the pixel (x, y) stays where it is."""
        place_x, place_y = self.to_place(x, y)
        return self._replace(
            x=place_x + (self.x - place_x) / factor,
            y=place_y + (self.y - place_y) / factor,
            unit=self.unit / factor,
        )
