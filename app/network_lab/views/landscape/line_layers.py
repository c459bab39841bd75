"""What only the plot of losses along a line has: a second axis, the runs on the line, the place looked at."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QPen

from app.kit.plots.annotations import paint_chip, paint_nothing
from app.kit.plots.canvas import Canvas
from app.kit.plots.layers import Layer, Line
from app.kit.plots.lines import draw_line
from app.kit.plots.run_marks import draw_head
from app.kit.run_style import RunStyle
from app.kit.widgets.halo import halo_pen

Floats = NDArray[np.float64]

_GRIP = 6.0
"""The radius of the grip on the curve, in pixels."""


class End(NamedTuple):
    """A run whose weights lie on the line."""

    alpha: float
    style: RunStyle


class LossLine(NamedTuple):
    """Losses (n,) at α (n,), and accuracies or R² of the validation samples, if they are known."""

    alpha: Floats
    training: Floats
    validation: Floats | None = None
    metric: Floats | None = None
    ends: tuple[End, ...] = ()

    @property
    def losses(self) -> list[Floats]:
        return [self.training] if self.validation is None else [self.training, self.validation]


@dataclass(frozen=True, eq=False)
class MetricLine(Line):
    """A line on an axis of its own, which goes from 0 to 1 and is not zoomed."""

    def paint_thinned(self, canvas: Canvas, x: Floats, y: Floats) -> None:
        place = canvas.frame.place
        heights = place.bottom() - np.clip(y, 0.0, 1.0) * place.height()
        draw_line(canvas.painter, canvas.across(x), heights, self.color, self.width)


def paint_metric_axis(canvas: Canvas, write: Callable[[float], str]) -> None:
    """The numbers of the metric at the right."""
    place, metrics = canvas.frame.place, QFontMetricsF(canvas.painter.font())
    canvas.painter.setPen(QColor(canvas.theme.muted))
    for share in (0.0, 0.5, 1.0):
        y = place.bottom() - share * place.height() + metrics.capHeight() / 2
        canvas.painter.drawText(QPointF(place.right() + 5, y), write(share))


@dataclass(frozen=True, eq=False)
class RunEnd(Layer):
    """A hair line, the marker of the run on the curve, its name above."""

    line: LossLine
    end: End

    def paint(self, canvas: Canvas) -> None:
        painter, area, title = canvas.painter, canvas.area, self.end.style.title
        at = _on_curve(canvas, self.line, self.end.alpha)
        if at is None:
            return
        painter.setPen(QPen(QColor(canvas.theme.line), 1.0))
        painter.drawLine(QLineF(at.x(), area.top(), at.x(), area.bottom()))
        wide = QFontMetricsF(painter.font()).horizontalAdvance(title)
        left = max(min(at.x() - wide / 2, canvas.whole.right() - 1 - wide), 0.0)
        painter.setPen(QColor(canvas.theme.text))
        painter.drawText(QPointF(left, area.top() - 5), title)
        if area.top() - 1 <= at.y() <= area.bottom() + 1:
            draw_head(painter, at, self.end.style, QColor(self.end.style.color), canvas.theme, 12)


@dataclass(frozen=True, eq=False)
class Cursor(Layer):
    """The place that is looked at: an upright line, a grip on the curve, and words beside it."""

    line: LossLine
    alpha: float
    text: str

    stage = "heads"

    def paint(self, canvas: Canvas) -> None:
        painter, area, theme = canvas.painter, canvas.area, canvas.theme
        at = _on_curve(canvas, self.line, self.alpha)
        if at is None:
            return
        painter.fillRect(QRectF(at.x() - 0.75, area.top(), 1.5, area.height()), QColor(theme.accent))
        y = min(max(at.y(), area.top()), area.bottom()) if math.isfinite(at.y()) else area.center().y()
        at = QPointF(at.x(), y)
        painter.setBrush(QColor(theme.accent))
        for pen in (halo_pen(theme, 5.0), QPen(QColor(theme.text), 1.6)):
            painter.setPen(pen)
            painter.drawEllipse(at, _GRIP, _GRIP)
        paint_chip(painter, theme, painter.font(), area.adjusted(4, 4, -4, -4), at, self.text)


def _on_curve(canvas: Canvas, line: LossLine, alpha: float) -> QPointF | None:
    """The pixel of the training loss at an α, at an unknown height where that is; None: α is out of view."""
    heights = canvas.y.positions(line.training)
    heights = np.where(np.isfinite(heights), heights, np.nan)
    at = canvas.frame.point(alpha, float(np.interp(alpha, line.alpha, heights)))
    return at if canvas.area.left() - 1 <= at.x() <= canvas.area.right() + 1 else None


def paint_empty(canvas: Canvas, text: str) -> None:
    body = canvas.whole.adjusted(0, 1, -1, 0)
    canvas.painter.fillRect(body, QColor(canvas.theme.raised))
    paint_nothing(canvas.painter, canvas.theme, QGuiApplication.font(), body, text)
