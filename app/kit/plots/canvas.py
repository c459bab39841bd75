"""What layers paint on: painter, frame and axes of one painting, with numbers turned into pixels."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ..theme import Theme
from .axis import Axis
from .frame import Frame
from .labels import Labels

Floats = NDArray[np.float64]


class Canvas(NamedTuple):
    """One painting of a plot.

    `area` is what the axes enclose: the frame, and beside it room for markers at the ends; `whole` is all of
    the widget; `until` the x up to which things have happened (infinite without a cursor); `coarse` asks for
    thin and quick lines; `pixels` says that it is painted on a screen, so that stamps and pixmaps may be
    used.
    """

    painter: QPainter
    frame: Frame
    area: QRectF
    whole: QRectF
    x: Axis
    y: Axis
    theme: Theme
    labels: Labels
    until: float
    coarse: bool = False
    pixels: bool = True

    def across(self, x: ArrayLike) -> Floats:
        """The pixels of numbers x (n,)."""
        return self.frame.across(self.x.positions(x))

    def down(self, y: ArrayLike) -> Floats:
        """The pixels of numbers y (n,); what is far out of the frame is just outside."""
        return self.frame.down(self.y.positions(y))

    def pixel_x(self, x: float) -> float:
        """The pixel of one number on the horizontal axis."""
        return float(self.across(np.array([x]))[0])

    def point(self, x: float, y: float) -> QPointF:
        """The pixel of a pair of numbers."""
        return self.frame.point(float(self.x.positions(x)), float(self.y.positions(y)))

    def has_height(self, y: float) -> bool:
        """Whether a number lies on the part of the vertical axis that is shown, to a pixel."""
        pixel = self.point(0.0 if not self.x.log else 1.0, y).y()
        return bool(self.frame.place.top() - 1 <= pixel <= self.frame.place.bottom() + 1)
