"""Paints the diagram at rest, with the neurons that a person points at or has chosen."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen

from . import edges as diagram_edges
from .base_picture import BasePicture
from .edge_painting import edge_image
from .label_painting import paint_words
from .perceptron_painting import paint_perceptron_formula, paint_weight_labels
from .places import Neuron
from .scene import Scene


def paint(
    painter: QPainter,
    scene: Scene,
    picture: BasePicture,
    hovered: Neuron | None,
    chosen: Neuron | None,
    ratio: float,
) -> None:
    """Edges, neurons and words; the edges of the hovered or else the chosen neuron stand out."""
    focused = hovered or chosen
    painter.setOpacity(0.3 if focused is not None else 1.0)
    picture.paint_edges(painter)
    painter.setOpacity(1.0)
    if focused is not None:
        _paint_touching(painter, scene, picture, focused, ratio)
    picture.paint_nodes(painter)
    if scene.network.perceptron:
        for edges in picture.edges:
            paint_weight_labels(painter, scene, edges)
        paint_perceptron_formula(painter, scene)
    paint_words(painter, scene)
    for neuron, color in ((hovered, scene.theme.text), (chosen, scene.theme.accent)):
        if neuron is not None:
            _paint_ring(painter, scene, neuron, QColor(color))


def _paint_touching(
    painter: QPainter, scene: Scene, picture: BasePicture, neuron: Neuron, ratio: float
) -> None:
    """The edges of one neuron, in full."""
    for edges in picture.edges:
        chosen = diagram_edges.touching(edges, scene.layout, *neuron)
        if chosen.any():
            own = diagram_edges.only(edges, np.flatnonzero(chosen))
            scale, count = diagram_edges.scale_of(edges), len(edges.source)
            place, image = edge_image(scene, own, ratio, strength=1.3, scale=scale, count=count)
            painter.drawImage(place, image)


def _paint_ring(painter: QPainter, scene: Scene, neuron: Neuron, color: QColor) -> None:
    column = scene.layout.columns[neuron[0]]
    index = column.index_of(neuron[1])
    if index is None:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, 2.0))
    painter.drawRoundedRect(column.rect(index).adjusted(-1, -1, 1, 1), 4, 4)
