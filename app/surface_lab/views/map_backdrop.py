"""What lies under the trails: loss as colour, contour lines, the frame of the domain."""

import numpy as np
from pyqtgraph.functions import arrayToQPath
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from core.loss_map import LossMap
from core.surface.catalogue import Domain

from ...kit.plots.lines import draw_segments, stroke_path
from ...kit.theme import Theme
from ...kit.widgets.shades import image_of, loss_colors
from .map_viewport import Viewport

CONTOURS = 14
_CONTOUR_OPACITY = 0.18
_FRAME_OPACITY = 0.25


class Backdrop:
    """Draws a loss map; knows how, not when."""

    def __init__(self) -> None:
        self._map: LossMap | None = None
        self._contours = np.empty((0, 2))
        self._image = QImage()
        self._image_theme = ""

    def set_map(self, loss_map: LossMap) -> None:
        self._map = loss_map
        self._contours = loss_map.contours(CONTOURS)
        self._image_theme = ""

    def paint(self, painter: QPainter, viewport: Viewport, domain: Domain, theme: Theme, fine: bool) -> None:
        """Draw it all in pixels, contours antialiased if `fine`."""
        self._paint_losses(painter, viewport, theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, fine)
        painter.setPen(_pen(theme, _CONTOUR_OPACITY))
        pixels = viewport.to_pixels(self._contours)
        segments = np.concatenate([pixels[:-1], pixels[1:]], axis=1)
        draw_segments(painter, segments[np.isfinite(segments).all(axis=1)])
        self._paint_frame(painter, viewport, domain, theme)

    def paint_vector(self, painter: QPainter, viewport: Viewport, domain: Domain, theme: Theme) -> None:
        """The same with contours as curves, for pictures at any scale."""
        self._paint_losses(painter, viewport, theme)
        x, y = viewport.to_pixels(self._contours).T.copy()
        stroke_path(painter, arrayToQPath(x, y, connect="finite"), _pen(theme, _CONTOUR_OPACITY))
        self._paint_frame(painter, viewport, domain, theme)

    def _paint_losses(self, painter: QPainter, viewport: Viewport, theme: Theme) -> None:
        painter.fillRect(QRectF(0, 0, viewport.width, viewport.height), QColor(theme.raised))
        if self._map is None:
            return
        if self._image_theme != theme.name:
            self._image, self._image_theme = image_of(self._map.shades, loss_colors(theme.name)), theme.name
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(_in_pixels(self._map.rectangle, viewport), self._image)

    def _paint_frame(self, painter: QPainter, viewport: Viewport, domain: Domain, theme: Theme) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen(theme, _FRAME_OPACITY))
        painter.drawRect(_in_pixels(domain, viewport))


def _pen(theme: Theme, opacity: float) -> QPen:
    color = QColor(theme.text)
    color.setAlphaF(opacity)
    return QPen(color, 1.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)


def _in_pixels(rectangle: Domain, viewport: Viewport) -> QRectF:
    corners = np.array(rectangle).T
    (left, bottom), (right, top) = viewport.to_pixels(corners)
    return QRectF(QPointF(left, top), QPointF(right, bottom))
