"""The threshold of the sharpness of one run, as a line with its name."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from app.kit.plots.canvas import Canvas
from app.kit.plots.layers import Line, write_over

Floats = NDArray[np.float64]

_SAME = 1e-6
"""Relative difference below which two thresholds are the same."""


@dataclass(frozen=True, eq=False)
class Limit(Line):
    """A threshold that changes with the learning rate: it goes on to the right, and its name is over it."""

    label: str = ""

    def paint_thinned(self, canvas: Canvas, x: Floats, y: Floats) -> None:
        known = self.y[np.isfinite(self.y) & (self.y > 0)]
        if not len(known):
            return
        last, painter = float(known[-1]), canvas.painter
        painter.save()
        painter.setClipRect(canvas.area, Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # most are level: sharp dashes
        end = max(1.1 * canvas.frame.x[1], *x)
        super().paint_thinned(canvas, np.append(x, end), np.append(y, last))
        painter.restore()
        if canvas.y.positions(last) > canvas.frame.y[1]:
            write_over(canvas, canvas.area.topLeft(), f"↑ {self.label}")
            return
        changed = np.flatnonzero(np.abs(self.y / last - 1) > _SAME)
        left = canvas.pixel_x(float(self.x[changed[-1]])) if len(changed) else canvas.area.left()
        name_line(canvas, max(left, canvas.area.left()), last, self.label)


def name_line(canvas: Canvas, left: float, y: float, name: str) -> None:
    """Write a name over a line that is at a height from a pixel on, if that height is in view."""
    if canvas.has_height(y):
        write_over(canvas, QPointF(left, canvas.point(0.0, y).y()), name)
