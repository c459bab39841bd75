"""Losses over a rectangle as colours with contour lines."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from core.loss_map import Rectangle

from ..fast_paint import joined_path
from ..plots.lines import draw_segments, stroke_path
from ..theme import Theme
from ..widgets.shades import difference_colors, image_of, loss_colors
from .viewport import Viewport

Floats = NDArray[np.float64]


class ShadedMap:
    """Shades (rows from below, columns) of a rectangle, and a polyline (n, 2) with NaN after each contour.

    A signed one has the colours of differences: shade 0.5 is 0.
    """

    def __init__(
        self,
        rectangle: Rectangle,
        shades: Floats,
        contours: Floats,
        contour_opacity: float,
        *,
        signed: bool = False,
    ) -> None:
        self._rectangle, self._shades, self._contours = rectangle, shades, contours
        self._contour_opacity = contour_opacity
        self._colors = difference_colors if signed else loss_colors
        self._image = QImage()
        self._image_theme = ""

    def paint(
        self, painter: QPainter, viewport: Viewport, theme: Theme, *, fine: bool = True, curves: bool = False
    ) -> None:
        """Draw contours antialiased if `fine`, or as curves, for pictures at any scale."""
        if self._image_theme != theme.name:
            self._image, self._image_theme = image_of(self._shades, self._colors(theme.name)), theme.name
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(viewport.area_of(self._rectangle), self._image)
        pen = thin_pen(theme, self._contour_opacity)
        pixels = viewport.to_pixels(self._contours)
        if curves:
            stroke_path(painter, joined_path(*pixels.T), pen)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, fine)
        painter.setPen(pen)
        segments = np.concatenate([pixels[:-1], pixels[1:]], axis=1)
        draw_segments(painter, segments[np.isfinite(segments).all(axis=1)])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def thin_pen(theme: Theme, opacity: float) -> QPen:
    """A pixel of the colour of text, which shows through."""
    color = QColor(theme.text)
    color.setAlphaF(opacity)
    return QPen(color, 1.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
