"""Paints what flows through the edges at a stage of one training step, forward, backward or as changes."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.kit.widgets.basic import tabular

from ..neurons.drawn_network import BIAS, Array, edge_weights
from . import edges as diagram_edges
from .chain_painting import paint_arrows
from .edge_painting import edge_image
from .layout import Chain
from .scene import Scene
from .slow_motion import Stage, precise

if TYPE_CHECKING:
    from core.network.step_trace import StepTrace


_FORWARD = np.linspace(0.25, 1.0, 16)
_BACKWARD = _FORWARD[::-1].copy()


def paint_flow(painter: QPainter, scene: Scene, trace: "StepTrace", now: Stage, ratio: float) -> None:
    """The edges through which something goes at this stage, brighter towards where it goes."""
    warning = QColor(scene.theme.warning)
    if now.kind == "forward":
        _glow(painter, scene, now.layer, None, ratio, _FORWARD)
    elif now.kind == "backward" and now.layer < scene.network.output:
        flow = _backward_flow(scene, trace, now.layer)
        _glow(painter, scene, now.layer + 1, flow, ratio, _BACKWARD, (warning, warning))
    elif now.kind == "update":
        for layer in range(1, len(scene.network.layers)):
            _glow(painter, scene, layer, trace.layers[layer - 1].kernel_change, ratio, None)


def _backward_flow(scene: Scene, trace: "StepTrace", layer: int) -> Array | None:
    """W ∘ δ: what every edge to the next layer hands back; None where edges are not single weights."""
    if scene.values is None:
        return None
    after = trace.layers[layer]
    weights = edge_weights(scene.network, scene.values, layer + 1)
    if weights is None or np.ndim(after.error) != 1 or weights.shape[1] != len(after.error):
        return weights
    return np.asarray(weights * np.asarray(after.error)[None, :])


def _glow(
    painter: QPainter,
    scene: Scene,
    layer: int,
    numbers: Array | None,
    ratio: float,
    profile: Array | None,
    colors: tuple[QColor, QColor] | None = None,
) -> None:
    columns = scene.layout.columns
    if numbers is not None and np.shape(numbers) != (
        scene.network.layers[layer - 1].units,
        scene.network.layers[layer].units,
    ):
        numbers = None
    edges = diagram_edges.edges_to(scene.network, scene.values, scene.layout, layer, numbers)
    if edges is None or not len(columns[layer].units):
        return
    for part in diagram_edges.thinned([edges]):
        place, image = edge_image(
            scene, part, ratio, profile=profile, colors=colors, strength=1.35, count=len(part.source)
        )
        painter.drawImage(place, image)


def paint_through_time(painter: QPainter, scene: Scene, chain: Chain, *, backward: bool) -> None:
    """From state to state: forward through time, or back."""
    color = QColor(scene.theme.warning if backward else scene.theme.accent)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    middle, arrows = chain.strip_top + chain.strip_height / 2, []
    for index, result in enumerate(chain.results):
        strip = chain.strip(index)
        if result >= 0:
            painter.setPen(QPen(color, 1.6))
            painter.drawRect(strip.adjusted(-0.5, -0.5, 0.5, 0.5))
        if index:
            line = QLineF(chain.strip(index - 1).right() + 2, middle, strip.left() - 2, middle)
            arrows.append(QLineF(line.p2(), line.p1()) if backward else line)
    paint_arrows(painter, arrows, color)


def paint_changes(painter: QPainter, scene: Scene, trace: "StepTrace") -> None:
    """Before → after, at the most changed edge of every layer."""
    font = tabular(scene.font, 11)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    for layer in range(1, len(scene.network.layers)):
        step = trace.layers[layer - 1]
        edges = diagram_edges.edges_to(
            scene.network, scene.values, scene.layout, layer, np.asarray(step.kernel_change, dtype=np.float64)
        ) if np.ndim(step.kernel_change) == 2 else None  # fmt: skip
        if edges is None or edges.weights is None or not len(edges.weights):
            continue
        before, after = scene.layout.columns[layer - 1], scene.layout.columns[layer]
        index = int(np.argmax(np.abs(np.nan_to_num(edges.weights))))
        source, target = int(before.units[edges.source[index]]), int(after.units[edges.target[index]])
        if source == BIAS:
            continue
        weight = float(np.asarray(step.kernel)[source, target])
        old, new = precise(weight, weight + float(edges.weights[index]))
        texts = [old, f"→ {new}"]
        share = 0.5
        y = float(edges.start[index] + (edges.end[index] - edges.start[index]) * share)
        x = before.right + (after.left - before.right) * share
        gap = after.left - before.right - 4
        if metrics.horizontalAdvance(" ".join(texts)) + 12 <= gap:
            texts = [" ".join(texts)]
        width, height = max(map(metrics.horizontalAdvance, texts)) + 12, 4 + 14 * len(texts)
        if width > gap:
            continue
        place = QRectF(x - width / 2, y - height / 2, width, height)
        painter.setPen(QPen(QColor(scene.theme.line), 1.0))
        painter.setBrush(QColor(scene.theme.panel))
        painter.drawRoundedRect(place, 5, 5)
        painter.setPen(QColor(scene.theme.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "\n".join(texts))
