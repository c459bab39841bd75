"""What only the plot of a series has: what is held back, the window, the line of the seed, the section."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.kit.plots.annotations import round_pen
from app.kit.plots.canvas import Canvas
from app.kit.plots.layers import Layer, Stage
from app.kit.plots.legend import Key
from app.kit.run_style import Dash
from app.kit.widgets.halo import draw_text, halo_pen

from .field_colors import mixed


@dataclass(frozen=True, eq=False)
class HeldBack(Layer):
    """The ground of what is held back from an x on, with its name if there is room."""

    since: float
    name: str

    stage: Stage = "ground"

    def paint(self, canvas: Canvas) -> None:
        painter, theme, area = canvas.painter, canvas.theme, canvas.area
        left = max(canvas.pixel_x(self.since), area.left())
        if left >= area.right():
            return
        held = QRectF(QPointF(left, area.top()), area.bottomRight())
        painter.fillRect(held, mixed(QColor(theme.window), QColor(theme.muted), 0.13))
        metrics = QFontMetricsF(painter.font())
        wide = metrics.horizontalAdvance(self.name)
        if held.width() > wide + 12 and held.height() > 3 * metrics.height():
            painter.setPen(QColor(theme.muted))
            painter.drawText(QPointF(held.right() - 6 - wide, area.top() + 4 + metrics.ascent()), self.name)


@dataclass(frozen=True, eq=False)
class Window(Layer):
    """What the forecast knows: a band from one value to another, before the seed."""

    first: float
    last: float
    name: str

    stage: Stage = "curves"

    def paint(self, canvas: Canvas) -> None:
        painter, theme, area = canvas.painter, canvas.theme, canvas.area
        left, right = canvas.pixel_x(self.first), canvas.pixel_x(self.last)
        band = QRectF(QPointF(left - 1, area.top()), QPointF(right + 1, area.bottom())).intersected(area)
        color = QColor(theme.accent)
        color.setAlphaF(0.16)
        painter.fillRect(band, color)
        metrics = QFontMetricsF(painter.font())
        wide = metrics.horizontalAdvance(self.name)
        if band.width() > wide + 6 and area.height() > 4 * metrics.height():
            at = QPointF(band.center().x() - wide / 2, area.bottom() - 4 - metrics.descent())
            draw_text(painter, theme, painter.font(), at, self.name)


@dataclass(frozen=True, eq=False)
class SeedLine(Layer):
    """The line between what is known and what is forecast, with a knob to drag."""

    x: float

    def paint(self, canvas: Canvas) -> None:
        painter, theme, area = canvas.painter, canvas.theme, canvas.area
        x = canvas.pixel_x(self.x)
        if not area.left() - 1 <= x <= area.right() + 1:
            return
        for pen in (halo_pen(theme, 3.0), round_pen(theme.accent, 1.4)):
            painter.setPen(pen)
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        painter.setPen(QPen(QColor(theme.halo), 1.5))
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(QPointF(x, area.top()), 5.0, 5.0)


@dataclass(frozen=True, eq=False)
class Section(Layer):
    """In the overview: a frame around what the plot shows, and the seed."""

    first: float
    last: float
    seed: float

    def paint(self, canvas: Canvas) -> None:
        painter, theme, area = canvas.painter, canvas.theme, canvas.area
        left, right = canvas.pixel_x(self.first), canvas.pixel_x(self.last)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.text), 1.2))
        view = QRectF(left, area.top() - 1, right - left, area.height() + 2)
        painter.drawRoundedRect(view, 2, 2)
        seed = canvas.pixel_x(self.seed)
        painter.setPen(QPen(QColor(theme.accent), 2.0))
        painter.drawLine(QPointF(seed, area.top()), QPointF(seed, area.bottom()))


@lru_cache(16)
def line_key(text: str, color: str, width: float, dash: Dash = ()) -> Key:
    """The key of a line: a piece of it; the same object each time, as kept layers need it."""

    def draw(painter: QPainter, place: QRectF) -> None:
        pen = QPen(QColor(color), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dash:
            pen.setDashPattern(list(dash))
        painter.setPen(pen)
        middle = place.center().y()
        painter.drawLine(QPointF(place.left(), middle), QPointF(place.right(), middle))

    return Key(text, 20.0, draw)
