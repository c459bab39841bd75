"""Paints a recurrent layer as a chain of states through time."""

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen

from app.kit.widgets.basic import tabular

from ..neurons.drawn_network import sequence, states
from ..neurons.neuron_formula import subscript
from ..neurons.number_colors import activation_range, indices, signed_color, signed_colors
from .scene import Scene


def paint_chain(painter: QPainter, scene: Scene) -> None:
    chain, theme = scene.layout.chain, scene.theme
    assert chain is not None
    seen = states(scene.values) if scene.values is not None else None
    inputs = sequence(scene.values) if scene.values is not None else None
    strips = None
    if seen is not None:
        shades = signed_colors(theme)[indices(seen / activation_range("tanh", seen))]
        pixels = np.full((*shades.shape[:2], 4), 255, dtype=np.uint8)
        pixels[..., 2::-1] = shades
        turned = np.ascontiguousarray(pixels.swapaxes(0, 1))
        units, results = turned.shape[:2]
        strips = QImage(turned.data, results, units, 4 * results, QImage.Format.Format_RGB32).copy()
    small, muted = tabular(scene.font, 11), QColor(theme.muted)
    frame = QPen(QColor(theme.line), 1.0)
    reach = 1.0 if inputs is None else max(activation_range("", inputs), 1e-9)
    arrows: list[QLineF] = []
    middle = chain.strip_top + chain.strip_height / 2
    every = 1 if _label_width(small, "x₁₆") + 4 < chain.xs[1] - chain.xs[0] else 2
    previous: float | None = None
    for index, result in enumerate(chain.results):
        x = chain.xs[index]
        if result < 0:
            painter.setFont(small)
            painter.setPen(muted)
            for y in (middle, chain.box_y):
                painter.drawText(QRectF(x - 12, y - 8, 24, 16), Qt.AlignmentFlag.AlignCenter, "…")
            previous = x + 8
            continue
        strip, box = chain.strip(index), chain.box(index)
        if previous is not None:
            arrows.append(QLineF(previous + 2, middle, strip.left() - 2, middle))
        previous = strip.right()
        arrows.append(QLineF(strip.center().x(), box.top() - 1, strip.center().x(), strip.bottom() + 2))
        if strips is not None and result < strips.width():
            painter.drawImage(strip, strips.copy(result, 0, 1, strips.height()))
        painter.setPen(frame)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(strip.adjusted(-0.5, -0.5, 0.5, 0.5))
        value = None if inputs is None or result >= len(inputs) else float(inputs[result])
        painter.setBrush(signed_color(theme, 0.0 if value is None else value / reach))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if (len(chain.results) - 1 - index) % every == 0:
            painter.setFont(small)
            painter.setPen(muted)
            name = f"x{subscript(result + 1)}"
            painter.drawText(QRectF(x - 20, box.bottom() + 2, 40, 16), Qt.AlignmentFlag.AlignCenter, name)
            state = f"h{subscript(result + 1)}"
            painter.drawText(QRectF(x - 20, strip.top() - 18, 40, 16), Qt.AlignmentFlag.AlignCenter, state)
    paint_arrows(painter, arrows, muted)


def _label_width(font: QFont, text: str) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)


def paint_arrows(painter: QPainter, lines: list[QLineF], color: QColor, size: float = 3.0) -> None:
    """Thin lines with small heads."""
    painter.setPen(QPen(color, 1.0))
    heads = []
    for line in lines:
        unit = line.unitVector()
        dx, dy = unit.dx(), unit.dy()
        tip = line.p2()
        for side in (1, -1):
            back = QPointF(-dx * size - side * dy * size * 0.7, -dy * size + side * dx * size * 0.7)
            heads.append(QLineF(tip, tip + back))
    painter.drawLines([*lines, *heads])
