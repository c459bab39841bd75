"""What part of a plane a map shows, and where on the screen."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

from core.loss_map import Rectangle

Floats = NDArray[np.float64]

_MOST = float(np.finfo(np.float64).max)


class Viewport(NamedTuple):
    """A rectangle of pixels, the place (x, y) in its middle, and the lengths of a pixel along x and y.

    The middle rather than the edges, so that nothing is lost to rounding however far a map is zoomed.
    """

    area: QRectF
    x: float
    y: float
    unit_x: float
    unit_y: float

    @classmethod
    def around(cls, rectangle: Rectangle, width: int, height: int) -> "Viewport":
        """All of a rectangle in a widget, as large as it fits with the same scale along x and y."""
        (left, right), (bottom, top) = rectangle
        width, height = max(width, 1), max(height, 1)
        unit = max((right - left) / width, (top - bottom) / height)
        return cls(QRectF(0, 0, width, height), (left + right) / 2, (bottom + top) / 2, unit, unit)

    @classmethod
    def filled(cls, rectangle: Rectangle, area: QRectF) -> "Viewport":
        """Exactly a rectangle, each axis with a scale of its own."""
        (left, right), (bottom, top) = rectangle
        units = (right - left) / max(area.width(), 1.0), (top - bottom) / max(area.height(), 1.0)
        return cls(area, (left + right) / 2, (bottom + top) / 2, *units)

    @property
    def rectangle(self) -> Rectangle:
        """What can be seen."""
        half_width, half_height = self.unit_x * self.area.width() / 2, self.unit_y * self.area.height() / 2
        return (self.x - half_width, self.x + half_width), (self.y - half_height, self.y + half_height)

    def to_pixels(self, places: Floats) -> Floats:
        """Places (n, 2) of the plane in pixels; what is too far away becomes infinite."""
        middle = self.area.center()
        with np.errstate(over="ignore"):
            pixels: Floats = (places - (self.x, self.y)) * (1 / self.unit_x, -1 / self.unit_y)
            pixels += (middle.x(), middle.y())
            return pixels

    def to_place(self, x: float, y: float) -> tuple[float, float]:
        """The place under a pixel."""
        middle = self.area.center()
        return self.x + (x - middle.x()) * self.unit_x, self.y - (y - middle.y()) * self.unit_y

    def nearest_place(self, pixel: QPointF) -> tuple[float, float]:
        """The place under a pixel, or under the nearest one that shows the plane."""
        area = self.area
        return self.to_place(
            min(max(pixel.x(), area.left()), area.right()), min(max(pixel.y(), area.top()), area.bottom())
        )

    def pixel_of(self, x: float, y: float) -> QPointF:
        """Where a place is seen; finite, however far away it is."""
        return self.pixels_of([(x, y)])[0]

    def pixels_of(self, places: Sequence[Sequence[float]] | Floats) -> list[QPointF]:
        """Where places (n, 2) are seen, as `pixel_of` says it."""
        pixels = np.clip(self.to_pixels(np.asarray(places, np.float64).reshape(-1, 2)), -_MOST, _MOST)
        return [QPointF(x, y) for x, y in pixels.tolist()]

    def area_of(self, rectangle: Rectangle) -> QRectF:
        """Where a rectangle of the plane is seen."""
        (left, bottom), (right, top) = np.clip(self.to_pixels(np.array(rectangle).T), -_MOST, _MOST)
        return QRectF(QPointF(left, top), QPointF(right, bottom))

    def resized(self, width: int, height: int) -> "Viewport":
        """The same middle and scale in a widget of another size."""
        return self._replace(area=QRectF(0, 0, max(width, 1), max(height, 1)))

    def panned(self, x: float, y: float) -> "Viewport":
        """The plane moved by so many pixels."""
        return self._replace(x=self.x - x * self.unit_x, y=self.y + y * self.unit_y)

    def zoomed(self, factor: float, at: QPointF) -> "Viewport":
        """`factor` times as large, while the place under a pixel stays where it is."""
        x, y = self.to_place(at.x(), at.y())
        return self._replace(
            x=x + (self.x - x) / factor,
            y=y + (self.y - y) / factor,
            unit_x=self.unit_x / factor,
            unit_y=self.unit_y / factor,
        )
