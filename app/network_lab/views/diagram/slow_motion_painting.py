"""Paints a stage of one training step over the diagram: the neurons that are reached, and their numbers."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from app.kit.widgets.basic import tabular

from ..neurons.drawn_network import BIAS, Array
from ..neurons.neuron_formula import brief
from ..neurons.number_colors import signed_ink
from .base_picture import BasePicture
from .label_painting import paint_words
from .layout import Column
from .perceptron_painting import paint_perceptron_formula
from .scene import Scene
from .slow_motion import Stage, stage_of
from .slow_motion_values import sample_number

if TYPE_CHECKING:
    from core.network.step_trace import StepTrace
from .slow_motion_flow import paint_changes, paint_flow, paint_through_time
from .slow_motion_loss import LOSS_RADIUS, paint_loss, room

_SHORT_NAME = 2
_THREE_LINES = 44.0
"""From this distance on, outputs have room for their class and two numbers."""


def paint(
    painter: QPainter,
    scene: Scene,
    picture: BasePicture,
    trace: "StepTrace",
    stage: int,
    ratio: float,
) -> None:
    """Draw a stage over the faint picture at rest."""
    now = stage_of(scene.network, stage)
    painter.setOpacity(0.22)
    picture.paint_edges(painter)
    painter.setOpacity(1.0)
    paint_flow(painter, scene, trace, now, ratio)
    painter.setOpacity(1.0)
    picture.paint_nodes(painter)
    _veil(painter, scene, now)
    if now.layer == 1 and now.kind in ("forward", "backward") and scene.layout.chain is not None:
        paint_through_time(painter, scene, scene.layout.chain, backward=now.kind == "backward")
    if now.kind in ("loss", "backward"):
        paint_loss(painter, scene, trace, now)
    for column in scene.layout.columns:
        _paint_numbers(painter, scene, trace, now, column)
    _paint_classes(painter, scene, scene.layout.columns[-1])
    if now.kind == "update":
        paint_changes(painter, scene, trace)
    if scene.network.perceptron and now.kind != "inputs":
        paint_perceptron_formula(painter, scene)
    paint_words(painter, scene, sample_number(trace))


def _reached(now: Stage, layer: int) -> bool:
    """Whether a layer has anything to show yet."""
    return (
        layer == 0
        or now.kind not in ("inputs", "forward")
        or layer <= (now.layer if now.kind == "forward" else 0)
    )


def _veil(painter: QPainter, scene: Scene, now: Stage) -> None:
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


def _paint_numbers(painter: QPainter, scene: Scene, trace: "StepTrace", now: Stage, column: Column) -> None:
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
            most = room(scene.layout.width) - 2 * LOSS_RADIUS
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


def _class_names(scene: Scene, layer: int) -> tuple[str, ...]:
    """Of outputs that are one class each; beside them the numbers stand where else their names would."""
    names, units = scene.network.output_names, scene.network.layers[layer].units
    return names if layer == scene.network.output and units == len(names) > 1 else ()


def _in_neurons(names: tuple[str, ...]) -> bool:
    return max(map(len, names), default=9) <= _SHORT_NAME


def _paint_classes(painter: QPainter, scene: Scene, column: Column) -> None:
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


def _lines_of(scene: Scene, trace: "StepTrace", now: Stage, layer: int) -> list[tuple[str, Array]]:
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


def _of_units(values: Array, scene: Scene, layer: int) -> Array | None:
    values = np.asarray(values, dtype=np.float64)
    return values if values.ndim == 1 and len(values) == scene.network.layers[layer].units else None


def _halo(painter: QPainter, scene: Scene, column: Column, *, backward: bool) -> None:
    """A ring around the neurons that are being computed."""
    color = QColor(scene.theme.warning if backward else scene.theme.accent)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, 1.6))
    for index in range(len(column.units)):
        painter.drawRoundedRect(column.rect(index).adjusted(-0.5, -0.5, 0.5, 0.5), 4, 4)
