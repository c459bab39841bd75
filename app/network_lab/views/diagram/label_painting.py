"""Paints what is written around the columns: names, numbers of units, activations, answers."""

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from app.kit.theme import Theme
from app.kit.widgets.basic import tabular

from ..neurons import network_words
from ..neurons.drawn_network import BIAS, Array, Network
from ..neurons.neuron_formula import activation_name, figures
from .layout import LINE, MARGIN, SMALLEST, Column, room_for_name
from .scene import Scene

_SIDES = (0.2, 0.22)
"""The most of the width that the names of inputs and outputs take."""
_TWO_LINES = 29.0
"""From this distance on, neurons have room for a name and a number beside them."""


def names_below(scene: Scene) -> tuple[str, ...]:
    """The activations under the columns, where there is room for them."""
    metrics = QFontMetricsF(tabular(scene.font, 11))
    names = []
    for layer in range(len(scene.network.layers)):
        name = activation_name(scene.network.layers[layer].activation) if layer else ""
        fits = metrics.horizontalAdvance(name) <= room_for_name(scene.layout, layer)
        names.append(name if fits and not scene.network.perceptron else "")
    return tuple(names)


def paint_words(painter: QPainter, scene: Scene, sample: int | None = None) -> None:
    """Names, numbers of units and activations around the columns.

    In slow motion, with the number of the traced `sample`, it stands at the input, and the right of the
    outputs is left to the loss.
    """
    network, layout, theme = scene.network, scene.layout, scene.theme
    small = tabular(scene.font, 11)
    text, muted = QColor(theme.text), QColor(theme.muted)
    painter.setFont(small)
    centered = Qt.AlignmentFlag.AlignCenter
    metrics = QFontMetricsF(small)
    hidden = network.first_hidden
    for column, name in zip(layout.columns, names_below(scene), strict=True):
        if network.perceptron or (layout.chain is not None and column.layer <= 1):
            continue
        changeable = hidden <= column.layer < network.output
        if network.layers[column.layer].kind == "convolution":
            painter.setPen(muted)
            for step, size in ((-1, "3×3"), (0, "6×6"), (1, "3×3")) if column.extras >= 28 else ():
                place = QRectF(column.x + step * column.extras - 20, layout.header, 40, LINE)
                painter.drawText(place, centered, size)
        elif not (column.layer == 0 and scene.image):
            painter.setPen(text if changeable else muted)
            units = str(network.layers[column.layer].units)
            painter.drawText(QRectF(column.x - 30, layout.header, 60, LINE), centered, units)
        shift = -8.0 if network.editable and changeable else 0.0
        painter.setPen(muted)
        width = metrics.horizontalAdvance(name) + 4
        painter.drawText(QRectF(column.x - width / 2 + shift, layout.footer, width, LINE), centered, name)
        if column.hidden:
            more = QCoreApplication.translate("Network", "+ {count} more").format(count=column.hidden)
            if metrics.horizontalAdvance(more) > room_for_name(layout, column.layer) + LINE:
                more = f"+{column.hidden}"
                if metrics.horizontalAdvance(more) > room_for_name(layout, column.layer) + LINE:
                    continue
            place = QRectF(column.x - 50, column.bottom + 2, 100, LINE - 2)
            painter.drawText(place, centered, more)
    sample_text = "" if sample is None else network_words.sample_name(sample)
    if sample_text and layout.chain is None:
        painter.setPen(text)
        at = max(layout.columns[0].x - metrics.horizontalAdvance(sample_text) / 2, MARGIN)
        painter.drawText(QRectF(at, layout.footer, 200, LINE), Qt.AlignmentFlag.AlignVCenter, sample_text)
    if layout.chain is not None:
        painter.setPen(muted)
        same = QCoreApplication.translate("Network", "the same weights at every step")
        left, right = layout.chain.box(0).left(), layout.chain.box(len(layout.chain.xs) - 1).right()
        place = QRectF(left, layout.footer, max(right - left, 60.0), LINE)
        same = f"{sample_text} · {same}" if sample_text else same
        same = metrics.elidedText(same, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, same)
    values = scene.values
    if layout.chain is None and not scene.image:
        inputs = None if values is None else values.inputs_as_drawn()
        _paint_side(painter, scene, layout.columns[0], network.input_names, inputs)
    if sample is None:
        outputs = None if values is None else values.answers()
        _paint_side(painter, scene, layout.columns[-1], network.output_names, outputs)


def side_widths(network: Network, font: QFont, width: float, *, image: bool) -> tuple[float, float]:
    """What names and numbers take to the left of the inputs and to the right of the outputs."""
    metrics, widths = QFontMetricsF(tabular(font, 12)), []
    for layer in (0, network.output):
        none = layer == 0 and (image or network.recurrent)
        texts = [] if none else _side_texts(network, layer)
        widths.append(max((metrics.horizontalAdvance(text) + 2 for text in texts), default=0.0))
    if network.layers and network.layers[-1].activation == "softmax":
        widths[1] = max(widths[1], 56.0) + (0 if network.layers[-1].units <= 4 else 30)
    left, right = (min(one, share * width) for one, share in zip(widths, _SIDES, strict=True))
    return left, right


def _side_texts(network: Network, layer: int) -> list[str]:
    """What stands beside inputs or outputs at most, to make room for it."""
    names = network.input_names if layer == 0 else network.output_names
    return [*names, "−4.7e−4"]


def _paint_side(
    painter: QPainter, scene: Scene, column: Column, names: tuple[str, ...], a: Array | None
) -> None:
    """Names and activations left of the inputs, or right of the outputs."""
    if column.pitch < SMALLEST:
        return
    theme, left = scene.theme, column.layer == 0
    layer = scene.network.layers[column.layer]
    name_font, number_font = tabular(scene.font, 12), tabular(scene.font, 11)
    metrics = QFontMetricsF(name_font)
    two = column.pitch >= _TWO_LINES
    align = Qt.AlignmentFlag.AlignVCenter | (
        Qt.AlignmentFlag.AlignRight if left else Qt.AlignmentFlag.AlignLeft
    )
    width = max(column.left - 10 if left else scene.layout.width - column.right - 10, 0.0)
    probabilities = not left and layer.activation == "softmax"
    for index, unit in enumerate(column.units):
        rect = column.rect(index)
        x = rect.left() - 8 - width if left else rect.right() + 8
        if unit == BIAS:
            continue
        name = names[unit] if unit < len(names) else ""
        value = float(a[unit]) if a is not None and unit < len(a) else None
        middle = rect.center().y()
        painter.setFont(name_font)
        painter.setPen(QColor(theme.text))
        top = middle - 16 if two and value is not None else middle - 9
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRectF(x, top, width, 18), align, shown)
        if probabilities and value is not None:
            along = 0.0 if two else min(metrics.horizontalAdvance(shown) + 8, width)
            bar = QRectF(x + along, middle + 6 if two else middle - 2, min(52.0, max(width - along, 0.0)), 4)
            _paint_bar(painter, theme, bar, value, QColor(theme.classes[unit % len(theme.classes)]))
        elif two and value is not None:
            painter.setFont(number_font)
            painter.setPen(QColor(theme.muted))
            painter.drawText(QRectF(x, middle + 1, width, 15), align, figures(value))


def _paint_bar(painter: QPainter, theme: Theme, bar: QRectF, share: float, color: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.line))
    painter.drawRoundedRect(bar, 2, 2)
    if np.isfinite(share) and share > 0.004:
        filled = QRectF(bar)
        filled.setWidth(max(bar.width() * min(share, 1.0), 3.0))
        painter.setBrush(color)
        painter.drawRoundedRect(filled, 2, 2)
