"""One batch on its way through the diagram: what flows forward, the loss, the gradient that flows back."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QRadialGradient

from app.kit.widgets.basic import tabular

from . import edge_raster
from . import edges as diagram_edges
from . import painting as diagram_painting
from .drawn_network import BIAS, Array, edge_weights
from .layout import Chain, Column
from .neuron_formula import brief, figures
from .number_colors import signed_ink
from .slow_motion import Stage, precise, stage_of
from .slow_motion_values import sample_number

if TYPE_CHECKING:
    from core.network.inside import StepTrace

    from .painting import BasePicture, Scene

_ROOM = 124.0
_LOSS_RADIUS = 19.0
_SHORT_NAME = 2
_THREE_LINES = 44.0
"""From this distance on, outputs have room for their class and two numbers."""
_FORWARD = np.linspace(0.25, 1.0, 16)
_BACKWARD = _FORWARD[::-1].copy()


def paint(
    painter: QPainter,
    scene: "Scene",
    picture: "BasePicture",
    trace: "StepTrace",
    stage: int,
    ratio: float,
) -> None:
    """Draw a stage over the faint picture at rest."""
    now = stage_of(scene.network, stage)
    painter.setOpacity(0.22)
    picture.paint_edges(painter)
    painter.setOpacity(1.0)
    _paint_flow(painter, scene, trace, now, ratio)
    painter.setOpacity(1.0)
    picture.paint_nodes(painter)
    _veil(painter, scene, now)
    if now.layer == 1 and now.kind in ("forward", "backward") and scene.layout.chain is not None:
        _paint_through_time(painter, scene, scene.layout.chain, backward=now.kind == "backward")
    if now.kind in ("loss", "backward"):
        _paint_loss(painter, scene, trace, now)
    for column in scene.layout.columns:
        _paint_numbers(painter, scene, trace, now, column)
    _paint_classes(painter, scene, scene.layout.columns[-1])
    if now.kind == "update":
        _paint_changes(painter, scene, trace)
    if scene.network.perceptron and now.kind != "inputs":
        diagram_painting.paint_perceptron_formula(painter, scene)
    diagram_painting.paint_words(painter, scene, sample_number(trace))


def room(width: float) -> float:
    """What the loss takes to the right of the outputs, in a panel so wide."""
    return min(_ROOM, 0.36 * width)


# --- edges --------------------------------------------------------------------------------------------------


def _paint_flow(painter: QPainter, scene: "Scene", trace: "StepTrace", now: Stage, ratio: float) -> None:
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


def _backward_flow(scene: "Scene", trace: "StepTrace", layer: int) -> Array | None:
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
    scene: "Scene",
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
        place, image = diagram_painting.edge_image(
            scene, part, ratio, profile=profile, colors=colors, strength=1.35, count=len(part.source)
        )
        painter.drawImage(place, image)


def _paint_through_time(painter: QPainter, scene: "Scene", chain: Chain, *, backward: bool) -> None:
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
    diagram_painting.paint_arrows(painter, arrows, color)


# --- neurons ------------------------------------------------------------------------------------------------


def _reached(now: Stage, layer: int) -> bool:
    """Whether a layer has anything to show yet."""
    return (
        layer == 0
        or now.kind not in ("inputs", "forward")
        or layer <= (now.layer if now.kind == "forward" else 0)
    )


def _veil(painter: QPainter, scene: "Scene", now: Stage) -> None:
    """What has not been reached yet is dim."""
    ground = QColor(scene.theme.window)
    ground.setAlphaF(0.72)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    for column in scene.layout.columns:
        if not _reached(now, column.layer) and len(column.units):
            left, right = column.left, column.right
            painter.drawRect(
                QRectF(left - 1, column.top - 1, right - left + 2, column.bottom - column.top + 6)
            )


def _paint_numbers(painter: QPainter, scene: "Scene", trace: "StepTrace", now: Stage, column: Column) -> None:
    layer = column.layer
    if not _reached(now, layer) or not len(column.units):
        return
    lines = _lines_of(scene, trace, now, layer)
    active = now.layer == layer and now.kind in ("inputs", "forward", "backward")
    if active and column.pitch >= 12:
        _halo(painter, scene, column, backward=now.kind == "backward")
    lines = lines if column.pitch >= 30 else lines[-1:]
    if not lines or column.pitch < 12:
        return
    font = tabular(scene.font, 11 if column.pitch >= 15 else 10)
    font.setWeight(QFont.Weight.Medium)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    step = 13.5
    names = _class_names(scene, layer) if column.pitch >= _THREE_LINES else ()
    names = () if _in_neurons(names) else names
    for index, unit in enumerate(column.units):
        if unit == BIAS:
            continue
        texts = [(name, float(values[unit])) for name, values in lines if unit < len(values)]
        if not texts:
            continue
        rect = column.rect(index)
        written = [f"{name} {brief(value)}" if name else brief(value) for name, value in texts]
        width = max(metrics.horizontalAdvance(text) for text in written) + 8
        left, top = rect.right() + 2, rect.center().y() - step * len(texts) / 2
        ground = QColor(scene.theme.window)
        ground.setAlphaF(0.88)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(left, top - 1, width, step * len(texts) + 2), 4, 4)
        if names:
            most = room(scene.layout.width) - 2 * _LOSS_RADIUS
            name = metrics.elidedText(names[unit], Qt.TextElideMode.ElideRight, most)
            place = QRectF(left, top - step, metrics.horizontalAdvance(name) + 8, step)
            painter.drawRoundedRect(place, 4, 4)
            painter.setPen(QColor(scene.theme.muted))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)
        for line, (text, (name, value)) in enumerate(zip(written, texts, strict=True)):
            color = QColor(scene.theme.text)
            if name == "δ":
                color = QColor(scene.theme.warning)
            elif active and line == len(texts) - 1:
                color = signed_ink(scene.theme, value)
            elif not active:
                color = QColor(scene.theme.muted)
            painter.setPen(color)
            painter.drawText(
                QRectF(left + 4, top + line * step, width, step), Qt.AlignmentFlag.AlignVCenter, text
            )


def _class_names(scene: "Scene", layer: int) -> tuple[str, ...]:
    """Of outputs that are one class each; beside them the numbers stand where else their names would."""
    names, units = scene.network.output_names, scene.network.layers[layer].units
    return names if layer == scene.network.output and units == len(names) > 1 else ()


def _in_neurons(names: tuple[str, ...]) -> bool:
    return max(map(len, names), default=9) <= _SHORT_NAME


def _paint_classes(painter: QPainter, scene: "Scene", column: Column) -> None:
    """Short names of classes, such as digits, in the neurons."""
    names = _class_names(scene, column.layer)
    font = tabular(scene.font, 12)
    metrics = QFontMetricsF(font)
    if not _in_neurons(names) or column.height < metrics.height():
        return
    painter.setFont(font)
    ground = QColor(scene.theme.window)
    ground.setAlphaF(0.7)
    for index, unit in enumerate(column.units):
        place = QRectF(0, 0, metrics.horizontalAdvance(names[unit]) + 6, metrics.height())
        place.moveCenter(column.rect(index).center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(place, 4, 4)
        painter.setPen(QColor(scene.theme.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, names[unit])


def _lines_of(scene: "Scene", trace: "StepTrace", now: Stage, layer: int) -> list[tuple[str, Array]]:
    """What stands at the neurons of a layer: names and numbers (units,)."""
    if layer == 0:
        return []
    step = trace.layers[layer - 1]
    z, a = (_of_units(values, scene, layer) for values in (step.z, step.a))
    if now.kind == "backward" and layer >= now.layer:
        error = _of_units(step.error, scene, layer)
        return [] if error is None else [("δ", error)]
    if now.kind == "loss" and layer == scene.network.output and a is not None:
        return [(QCoreApplication.translate("SlowMotion", "output"), a)]
    if z is None or a is None:
        return []
    if now.kind == "update":
        return []
    if now.kind == "forward" and layer == now.layer:
        return [("z", z), ("g", a)]
    return [("", a)]


def _of_units(values: Array, scene: "Scene", layer: int) -> Array | None:
    values = np.asarray(values, dtype=np.float64)
    return values if values.ndim == 1 and len(values) == scene.network.layers[layer].units else None


def _halo(painter: QPainter, scene: "Scene", column: Column, *, backward: bool) -> None:
    """A ring around the neurons that are being computed."""
    color = QColor(scene.theme.warning if backward else scene.theme.accent)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, 1.6))
    for index in range(len(column.units)):
        painter.drawRoundedRect(column.rect(index).adjusted(-0.5, -0.5, 0.5, 0.5), 4, 4)


def _paint_changes(painter: QPainter, scene: "Scene", trace: "StepTrace") -> None:
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


# --- the loss -----------------------------------------------------------------------------------------------


def loss_place(scene: "Scene") -> QPointF:
    """Where the loss stands: right of the outputs, in their middle."""
    output = scene.layout.columns[-1]
    return QPointF(output.right + room(scene.layout.width) - 8, scene.layout.body.center().y())


def _paint_loss(painter: QPainter, scene: "Scene", trace: "StepTrace", now: Stage) -> None:
    output, middle = scene.layout.columns[-1], loss_place(scene)
    backward = now.kind == "backward"
    color = QColor(scene.theme.warning if backward else scene.theme.error)
    line = QColor(color)
    line.setAlphaF(0.9 if now.layer == scene.network.output else 0.3)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(line, 1.6))
    for index in range(len(output.units)):
        start = QPointF(output.right, float(output.centers[index]))
        painter.drawPath(edge_raster.curve(start, QPointF(middle.x() - _LOSS_RADIUS, middle.y())))
    glow = QRadialGradient(middle, 2 * _LOSS_RADIUS)
    faint = QColor(color)
    faint.setAlphaF(0.28)
    glow.setColorAt(0.0, faint)
    faint.setAlphaF(0.0)
    glow.setColorAt(1.0, faint)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(glow)
    painter.drawEllipse(middle, 2 * _LOSS_RADIUS, 2 * _LOSS_RADIUS)
    painter.setBrush(QColor(scene.theme.panel))
    painter.setPen(QPen(color, 1.8))
    painter.drawEllipse(middle, _LOSS_RADIUS, _LOSS_RADIUS)
    font = tabular(scene.font, 15)
    font.setItalic(True)
    painter.setFont(font)
    painter.setPen(QColor(scene.theme.text))
    centered = Qt.AlignmentFlag.AlignCenter
    painter.drawText(QRectF(middle.x() - 20, middle.y() - 20, 40, 40), centered, "L")
    strong = tabular(scene.font, 13)
    strong.setWeight(QFont.Weight.DemiBold)
    painter.setFont(strong)
    painter.drawText(QRectF(middle.x() - 36, middle.y() + 22, 72, 18), centered, figures(trace.loss))
    if now.kind == "loss":
        _paint_targets(painter, scene, trace, output)


def _paint_targets(painter: QPainter, scene: "Scene", trace: "StepTrace", output: Column) -> None:
    """What should have come out, at the way from every output to the loss."""
    if output.pitch < 14:
        return
    font = tabular(scene.font, 11)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    target = np.asarray(trace.target, dtype=np.float64).ravel()
    word = QCoreApplication.translate("SlowMotion", "target")
    for index, unit in enumerate(output.units):
        if unit >= len(target):
            continue
        text = (
            f"{word} {figures(float(target[unit]))}" if output.pitch >= 30 else figures(float(target[unit]))
        )
        rect = output.rect(index)
        width = metrics.horizontalAdvance(text) + 8
        top = rect.center().y() + (8 if output.pitch >= 30 else -7)
        left = rect.right() + (2 if output.pitch >= 30 else 46)
        ground = QColor(scene.theme.window)
        ground.setAlphaF(0.88)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(left, top, width, 14), 4, 4)
        painter.setPen(QColor(scene.theme.text))
        painter.drawText(QRectF(left + 4, top, width, 14), Qt.AlignmentFlag.AlignVCenter, text)
