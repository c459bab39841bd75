"""Paints the formula of a perceptron below its picture, and its weights on the edges."""

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from ..neurons.drawn_network import Network, NetworkValues
from ..neurons.neuron_formula import (
    Formula,
    Piece,
    applied,
    figures,
    fitting,
    inserted_numbers,
    number,
    symbol,
    weighted_sum,
)
from . import edge_raster
from .edges import Edges
from .scene import Scene


def perceptron_formulas(
    network: Network, values: NetworkValues | None, terms: int, short: bool = False
) -> tuple[Formula, ...]:
    """y = g(w₀ + w₁·x₁ + w₂·x₂), and the same with the present numbers; the sum by itself unless `short`."""
    inputs, activation = network.layers[0].units, network.layers[-1].activation
    y = symbol("y")
    inner = weighted_sum(inputs, "x", terms)
    general: Formula = (*y, Piece(" = "), Piece("g", "symbol"), Piece("("), *inner, Piece(")"))
    if values is None:
        return (general,)
    if values.scaling.of_inputs:
        said = QCoreApplication.translate("Network", "x standardised")
        general = (*general, Piece(f"   {said}", "muted"))
    bias, weights = float(values.biases[0].ravel()[0]), [float(w) for w in values.kernels[0][:, 0]]
    x, z, a = values.a(0), values.z(network.output), values.a(network.output)
    if x is None or z is None or a is None or len(x) != len(weights):
        return (general,)
    numbers = inserted_numbers(bias, weights, [float(value) for value in x], terms)
    result = Piece(figures(float(a[0])), "result")
    middle = (
        ()
        if short or activation == "linear"
        else (Piece(" = "), *applied(activation, (Piece(figures(float(z[0]))),)))
    )
    return general, (*y, Piece(" = "), *applied(activation, numbers), *middle, Piece(" = "), result)


def paint_perceptron_formula(painter: QPainter, scene: Scene) -> None:
    """Both lines below the picture, as large as they fit."""
    place = scene.layout.formula
    formulas: tuple[Formula, ...] = ()
    largest = min(24, int(place.height() / 2.9))
    for terms, short in ((6, False), (4, False), (3, False), (3, True), (2, True)):
        formulas = perceptron_formulas(scene.network, scene.values, terms, short)
        setter = fitting(scene.font, scene.theme, formulas, place.width(), largest)
        if max(setter.width(formula) for formula in formulas) <= place.width() and setter.size >= 13:
            break
    step = min(setter.height * 1.45, place.height() / 2)
    y = place.center().y() - step * (len(formulas) - 1) / 2 + 0.35 * setter.size
    widest = max(setter.width(formula) for formula in formulas)
    x = place.center().x() - widest / 2
    for formula in formulas:
        setter.draw(painter, QPointF(max(x, place.left()), y), formula)
        y += step


def paint_weight_labels(painter: QPainter, scene: Scene, edges: Edges) -> None:
    """On the edges of a perceptron: which weight it is, and its number."""
    before, after = scene.layout.columns[0], scene.layout.columns[-1]
    if before.pitch < 20 or after.left - before.right < 130:
        return
    setter = fitting(scene.font, scene.theme, (), 0.0, 12)
    width = after.left - before.right
    share = 0.34
    rise = float(edge_raster.rise(np.array([share]))[0])
    ground = QColor(scene.theme.window)
    for index in range(len(edges.source)):
        unit = int(before.units[edges.source[index]])
        label: Formula = symbol("w", unit + 1)
        if edges.weights is not None:
            label = (*label, Piece("  "), number(float(edges.weights[index])))
        y = float(edges.start[index] + (edges.end[index] - edges.start[index]) * rise)
        x = before.right + share * width
        wide = setter.width(label) + 10
        ground.setAlphaF(0.9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(x - wide / 2, y - 10, wide, 20), 5, 5)
        setter.draw(painter, QPointF(x - wide / 2 + 5, y + 4.5), label)
