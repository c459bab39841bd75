"""Paints the loss of one training step to the right of the outputs, and the targets."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QRadialGradient

from app.kit.widgets.basic import tabular

from ..neurons.neuron_formula import figures
from . import edge_raster
from .layout import Column
from .scene import Scene
from .slow_motion import Stage

if TYPE_CHECKING:
    from core.network.step_trace import StepTrace


_ROOM = 124.0
LOSS_RADIUS = 19.0


def room(width: float) -> float:
    """What the loss takes to the right of the outputs, in a panel so wide."""
    return min(_ROOM, 0.36 * width)


def loss_place(scene: Scene) -> QPointF:
    """Where the loss stands: right of the outputs, in their middle."""
    output = scene.layout.columns[-1]
    return QPointF(output.right + room(scene.layout.width) - 8, scene.layout.body.center().y())


def paint_loss(painter: QPainter, scene: Scene, trace: "StepTrace", now: Stage) -> None:
    output, middle = scene.layout.columns[-1], loss_place(scene)
    backward = now.kind == "backward"
    color = QColor(scene.theme.warning if backward else scene.theme.error)
    line = QColor(color)
    line.setAlphaF(0.9 if now.layer == scene.network.output else 0.3)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(line, 1.6))
    for index in range(len(output.units)):
        start = QPointF(output.right, float(output.centers[index]))
        painter.drawPath(edge_raster.curve(start, QPointF(middle.x() - LOSS_RADIUS, middle.y())))
    glow = QRadialGradient(middle, 2 * LOSS_RADIUS)
    faint = QColor(color)
    faint.setAlphaF(0.28)
    glow.setColorAt(0.0, faint)
    faint.setAlphaF(0.0)
    glow.setColorAt(1.0, faint)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(glow)
    painter.drawEllipse(middle, 2 * LOSS_RADIUS, 2 * LOSS_RADIUS)
    painter.setBrush(QColor(scene.theme.panel))
    painter.setPen(QPen(color, 1.8))
    painter.drawEllipse(middle, LOSS_RADIUS, LOSS_RADIUS)
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


def _paint_targets(painter: QPainter, scene: Scene, trace: "StepTrace", output: Column) -> None:
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
