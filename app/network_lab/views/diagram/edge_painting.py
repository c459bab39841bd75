"""Paints the edges of the diagram, as images or as vector curves."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from app.kit.theme import Theme

from ..neurons.drawn_network import Array
from . import edge_raster
from . import edges as diagram_edges
from .edges import Edges
from .scene import Scene

_MOST_PIXELS = 900_000
"""On screens finer than that, edges are drawn with one pixel to a point, so that training stays smooth."""


def edge_colors(theme: Theme, edges: Edges) -> tuple[QColor, QColor]:
    """Of negative and positive weights, or of edges without any."""
    if edges.weights is None:
        return QColor(theme.muted), QColor(theme.muted)
    return QColor(theme.negative), QColor(theme.positive)


def edge_image(
    scene: Scene,
    edges: Edges,
    ratio: float,
    *,
    profile: Array | None = None,
    colors: tuple[QColor, QColor] | None = None,
    strength: float = 1.0,
    scale: float | None = None,
    count: int | None = None,
) -> tuple[QRectF, QImage]:
    """The edges to one layer as an image, and where it belongs.

    `profile` are opacities along the way; `strength` makes all thicker and more opaque.
    """
    area = area_of(scene, edges)
    if area.width() * scene.layout.body.height() * ratio * ratio > _MOST_PIXELS:
        ratio = 1.0
    before, after = scene.layout.columns[edges.layer - 1], scene.layout.columns[edges.layer]
    thickest = diagram_edges.widest(before, after, count or len(edges.source)) * strength
    strokes = diagram_edges.strokes(
        edges, thickest, area.top(), ratio, scale=scale, faded=_faded(scene, edges)
    )
    if strength > 1:
        strokes = strokes._replace(opacity=np.minimum(1.0, 0.15 + strength * strokes.opacity))
    columns = round(area.width() * ratio)
    if profile is not None:
        profile = np.interp(np.linspace(0, 1, columns), np.linspace(0, 1, len(profile)), profile)
    image = edge_raster.image_of(
        strokes, columns, round(area.height() * ratio), colors or edge_colors(scene.theme, edges), profile
    )
    return area, image


def area_of(scene: Scene, edges: Edges) -> QRectF:
    """What the edges to one layer can cover."""
    before, after = scene.layout.columns[edges.layer - 1], scene.layout.columns[edges.layer]
    left, right = round(before.right), round(after.left)
    body = scene.layout.body
    return QRectF(left, round(body.top()), max(right - left, 1), round(body.height()))


def _faded(scene: Scene, edges: Edges) -> NDArray[np.bool_] | None:
    """Which edges carry nothing, as an end of them is switched off."""
    if scene.values is None:
        return None
    faded = np.zeros(len(edges.source), dtype=np.bool_)
    for layer, ends in ((edges.layer - 1, edges.source), (edges.layer, edges.target)):
        dropped = scene.values.dropped_units(layer)
        if dropped is not None:
            faded |= dropped[scene.layout.columns[layer].units[ends]]
    return faded if faded.any() else None


def paint_vector_edges(painter: QPainter, scene: Scene, edges: Edges) -> None:
    """The edges as curves, for pictures that are made of those."""
    before, after = scene.layout.columns[edges.layer - 1], scene.layout.columns[edges.layer]
    thickest = diagram_edges.widest(before, after, len(edges.source))
    strokes = diagram_edges.strokes(edges, thickest, 0.0, 1.0, faded=_faded(scene, edges))
    colors = edge_colors(scene.theme, edges)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for index in np.argsort(strokes.opacity):
        color = QColor(colors[int(strokes.second[index])])
        color.setAlphaF(float(strokes.opacity[index]))
        painter.setPen(QPen(color, float(strokes.width[index])))
        start = QPointF(before.right, float(edges.start[index]))
        painter.drawPath(edge_raster.curve(start, QPointF(after.left, float(edges.end[index]))))
