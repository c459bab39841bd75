"""What only the plot of a function has: its samples and its probe."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPen

from app.kit.plots.annotations import paint_chip, round_pen
from app.kit.plots.canvas import Canvas
from app.kit.plots.frame import to_pixels
from app.kit.plots.layers import Layer, Stage
from app.kit.plots.numbers import Column
from app.kit.widgets.halo import halo_pen

from .sample_symbols import SymbolColors, draw_disc, draw_each, draw_ring, reach, stamp, symbol_radius

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Samples(Layer):
    """The samples, filled or, those held back, hollow."""

    x: Floats
    y: Floats
    validation: Bools
    names: tuple[str, str]
    colors: SymbolColors

    stage: Stage = "backdrop"

    def paint(self, canvas: Canvas) -> None:
        radius = symbol_radius(len(self.x), canvas.area)
        drawings = [draw_disc(self.colors, radius), draw_ring(self.colors, radius)]
        at, which = to_pixels(canvas.frame, self.x, self.y), self.validation.astype(np.intp)
        if canvas.pixels:
            stamp(canvas.painter, at, which, drawings, reach(radius))
        else:
            draw_each(canvas.painter, at, which, drawings)

    def columns(self) -> Sequence[Column]:
        groups = zip(self.names, (~self.validation, self.validation), strict=True)
        return [Column(name, self.x[which], self.y[which]) for name, which in groups]


@dataclass(frozen=True, eq=False)
class Probe(Layer):
    """An upright line at the probe, a ring where it meets the shown curve, and the answer beside that."""

    x: float
    y: float
    answer: str
    color: QColor | None

    stage: Stage = "heads"

    def paint(self, canvas: Canvas) -> None:
        painter, theme, frame, place = canvas.painter, canvas.theme, canvas.frame, canvas.area
        if not frame.x[0] <= self.x <= frame.x[1]:
            return
        x = canvas.pixel_x(self.x)
        for pen in (halo_pen(theme, 2.5), round_pen(theme.text, 1.0, 0.8)):
            painter.setPen(pen)
            painter.drawLine(QPointF(x, place.top()), QPointF(x, place.bottom()))
        beside = QPointF(x, place.top() + 24)
        if self.color is not None and frame.y[0] <= self.y <= frame.y[1]:
            beside = canvas.point(self.x, self.y)
            painter.setBrush(QColor(theme.window))
            for ring in (halo_pen(theme, 5.0), QPen(self.color, 2.4)):
                painter.setPen(ring)
                painter.drawEllipse(beside, 5.0, 5.0)
        if self.answer:
            bounds = place.adjusted(4, 4, -4, -4)
            paint_chip(painter, theme, painter.font(), bounds, beside, self.answer)
