"""The parts of a neuron's card: its activation with the present z on it, its formula, its weights."""

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.kit.theme import DARK, Theme
from app.kit.widgets.basic import tabular

from .neuron_details import Weight
from .neuron_formula import ACTIVATIONS, Formula, Piece, Typesetter, activation_name, figures, plain

ROW = 18
MOST_ROWS = 12
PLOT_HEIGHT = 98


class ActivationPlot(QWidget):
    """g(z) around 0, and the point where a neuron is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._activation = "tanh"
        self._z: float | None = None
        self._a: float | None = None
        self.setFixedHeight(PLOT_HEIGHT)

    def set_point(self, activation: str, z: float | None, a: float | None) -> None:
        self._activation, self._z, self._a = activation, z, a
        self.setAccessibleName(activation_name(activation))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, PLOT_HEIGHT)

    def reach(self) -> float:
        """How far the axis goes to either side; in steps, so that it does not follow every move of z."""
        z = abs(self._z) if self._z is not None and np.isfinite(self._z) else 0.0
        return next((reach for reach in (4.0, 8.0, 16.0, 32.0, 64.0) if z <= 0.95 * reach), 1.1 * z)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._activation not in ACTIVATIONS:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, reach = self._theme, self.reach()
        function = ACTIVATIONS[self._activation]
        z = np.linspace(-reach, reach, 121)
        g = function(z)
        low, high = min(float(g.min()), 0.0), float(g.max())
        if self._activation == "tanh":
            low, high = -1.0, 1.0
        inner = QRectF(self.rect()).adjusted(2, 8, -2, -24)

        def place(x: float, y: float) -> QPointF:
            return QPointF(
                inner.left() + (x + reach) / (2 * reach) * inner.width(),
                inner.bottom() - (y - low) / (high - low) * inner.height(),
            )

        painter.setPen(QPen(QColor(theme.line), 1.0))
        painter.drawLines(
            [QLineF(place(-reach, 0.0), place(reach, 0.0)), QLineF(place(0.0, low), place(0.0, high))]
        )
        painter.setPen(QPen(QColor(theme.muted), 1.8))
        painter.drawPolyline(QPolygonF([place(float(x), float(y)) for x, y in zip(z, g, strict=True)]))
        small = tabular(self.font(), 11)
        painter.setFont(small)
        painter.setPen(QColor(theme.muted))
        bottom = QRectF(0, self.height() - 22, self.width(), 16)
        painter.drawText(bottom, Qt.AlignmentFlag.AlignLeft, figures(-reach))
        painter.drawText(bottom, Qt.AlignmentFlag.AlignRight, figures(reach))
        if self._z is not None and np.isfinite(self._z):
            value = float(function(np.array([self._z]))[0])
            self._paint_point(painter, place(self._z, value), place(self._z, 0.0), place(0.0, value))
            middle = min(max(place(self._z, 0).x() - 40, 36), self.width() - 116)
            painter.setPen(QColor(theme.text))
            painter.drawText(
                QRectF(middle, self.height() - 22, 80, 16),
                Qt.AlignmentFlag.AlignHCenter,
                f"z = {figures(self._z)}",
            )
        painter.end()

    def _paint_point(self, painter: QPainter, point: QPointF, below: QPointF, beside: QPointF) -> None:
        accent = QColor(self._theme.accent)
        painter.setPen(QPen(accent, 1.2, Qt.PenStyle.DotLine))
        painter.drawLines([QLineF(below, point), QLineF(point, beside)])
        painter.setPen(QPen(QColor(self._theme.window), 1.5))
        painter.setBrush(accent)
        painter.drawEllipse(point, 5, 5)


class FormulaLines(QWidget):
    """Formulas below each other, broken where they are too long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formulas: tuple[Formula, ...] = ()
        self._lines: list[Formula] = []
        self._width = 0.0
        self._setter = Typesetter(self.font(), 13, DARK)

    def set_formulas(self, formulas: tuple[Formula, ...], width: float) -> None:
        self._formulas, self._width = formulas, width
        lines = [line for formula in formulas for line in broken(formula, self._setter, width)]
        if len(lines) != len(self._lines):
            self.setFixedHeight(round(len(lines) * self._step + 6))
        self._lines = lines
        self.setAccessibleName("; ".join(plain(formula) for formula in formulas))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._setter = Typesetter(self.font(), 13, theme)
        self.update()

    def wanted_height(self) -> int:
        return round(len(self._lines) * self._step + 6)

    @property
    def _step(self) -> float:
        return self._setter.height + 4

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for index, line in enumerate(self._lines):
            self._setter.draw(painter, QPointF(0, (index + 0.75) * self._step), line)
        painter.end()


class WeightBars(QWidget):
    """Weights as bars to both sides of 0: in their order if they are few, else the largest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._weights: tuple[Weight, ...] = ()

    def set_weights(self, weights: tuple[Weight, ...]) -> None:
        if len(weights) > MOST_ROWS:
            rest = sorted(weights[1:], key=lambda weight: -abs(np.nan_to_num(weight.value)))
            weights = (weights[0], *rest)
        if len(weights) != len(self._weights):
            self.setFixedHeight(len(weights) * ROW)
        self._weights = weights
        self.update()

    @property
    def weights(self) -> tuple[Weight, ...]:
        """As they are shown, from above."""
        return self._weights

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        sizes = [abs(weight.value) for weight in self._weights if np.isfinite(weight.value)]
        scale = max(max(sizes, default=0.0), 1e-9)
        font = tabular(self.font(), 12)
        painter.setFont(font)
        name_width, number_width = min(100.0, 0.4 * self.width()), 54.0
        left = 12.0 + name_width + 6
        room = max(self.width() - left - number_width - 14, 10.0)
        zero = left + room / 2
        seen = event.rect()
        metrics = painter.fontMetrics()
        for index, weight in enumerate(self._weights):
            top = index * ROW
            if top > seen.bottom() or top + ROW < seen.top():
                continue
            painter.setPen(QColor(theme.muted))
            name = metrics.elidedText(weight.name, Qt.TextElideMode.ElideRight, int(name_width))
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(12, top, name_width, ROW), middle | Qt.AlignmentFlag.AlignLeft, name)
            value = weight.value if np.isfinite(weight.value) else 0.0
            bar = QPainterPath()
            length = room / 2 * value / scale
            bar.addRoundedRect(QRectF(zero, top + 5, length, ROW - 10).normalized(), 2, 2)
            painter.fillPath(bar, QColor(theme.negative if value < 0 else theme.positive))
            painter.setPen(QColor(theme.text))
            place = QRectF(self.width() - number_width - 10, top, number_width, ROW)
            painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, figures(weight.value))
        painter.setPen(QPen(QColor(theme.line), 1.0))
        painter.drawLine(QLineF(zero, 0, zero, len(self._weights) * ROW))
        painter.end()


def broken(formula: Formula, setter: Typesetter, width: float) -> list[Formula]:
    """The formula in lines of at most `width`, broken before operators."""
    lines: list[list[Piece]] = [[]]
    parts: list[list[Piece]] = [[]]
    for piece in formula:
        if piece.text.startswith((" + ", " − ", " = ")):
            parts.append([])
        parts[-1].append(piece)
    for part in parts:
        if lines[-1] and setter.width((*lines[-1], *part)) > width:
            lines.append([Piece("    ")])
        lines[-1] += part
    return [tuple(line) for line in lines]
