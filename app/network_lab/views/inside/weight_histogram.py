"""How the weights of every layer are spread, live while they move."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kit.numbers import format_number
from app.kit.plots.frame import Frame, draw_scale
from app.kit.plots.ticks import number_ticks
from app.kit.theme import DARK, Theme
from app.kit.widgets.basic import Heading, tabular

Floats = NDArray[np.float64]

_BINS = 40
"""An even number, so that the signs part at an edge."""
_DEVIATIONS = 4.0
"""Weights further out than so many root mean squares of their layer do not widen the axis."""
_SLACK = 0.4
"""The axis narrows only when its numbers would fit into this part of it."""
_BOTTOM = 22


class WeightHistogram(QWidget):
    """A histogram for every layer over one axis with 0 in its middle; the axis grows in steps only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Heading()
        self.picture = _Picture()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.picture, 1)
        self._retranslate()

    def set_weights(self, layers: Sequence[NDArray[np.floating]], layer_names: Sequence[str]) -> None:
        """Show the weights of these layers, arrays of any shape; what is not finite is counted, not drawn."""
        self.picture.set_layers(
            tuple(spread(name, weights) for name, weights in zip(layer_names, layers, strict=True))
        )

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.picture.set_theme(theme)

    def sizeHint(self) -> QSize:
        return QSize(390, 280)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.heading.setText(self.tr("Weights per layer"))
        self.picture.setAccessibleName(self.tr("Weights per layer"))
        self.picture.setToolTip(
            self.tr("How the weights of each layer are spread; μ is their mean, σ their standard deviation")
        )
        self.picture.set_words(self.tr("weight"), self.tr("not finite"))


class Spread(NamedTuple):
    """The finite weights of a layer, how many are not finite, and how far out the axis has to reach."""

    name: str
    weights: Floats
    lost: int
    mean: float
    deviation: float
    reach: float


def spread(name: str, weights: NDArray[np.floating]) -> Spread:
    """Look over the weights of a layer; a few far ones do not count for the reach."""
    flat = np.asarray(weights, dtype=np.float64).ravel()
    finite = flat[np.isfinite(flat)]
    if not len(finite):
        return Spread(name, finite, len(flat), math.nan, math.nan, 0.0)
    largest = float(np.abs(finite).max())
    scaled = finite / (largest or 1.0)  # whose squares are finite
    usual = largest * float(np.sqrt((scaled**2).mean()))
    reach = min(largest, _DEVIATIONS * usual)
    mean = largest * float(scaled.mean())
    return Spread(name, finite, len(flat) - len(finite), mean, largest * float(scaled.std()), reach)


def counts(weights: Floats, limit: float) -> tuple[NDArray[np.intp], int, int]:
    """How many weights there are in _BINS bins from −limit to limit, and how many below and above."""
    places = np.floor((weights / limit + 1) * (_BINS / 2))
    inside = (places >= 0) & (weights <= limit)
    bins = np.minimum(places[inside], _BINS - 1).astype(np.intp)
    made = np.bincount(bins, minlength=_BINS)
    return made, int((weights < -limit).sum()), int((weights > limit).sum())


def next_limit(limit: float, reach: float) -> float:
    """How far the axis goes: as far as it did, unless the weights outgrow it or take up little of it."""
    if not 0 < reach < math.inf:
        return limit or 1.0
    if _SLACK * limit < reach <= limit:
        return limit
    power = 10.0 ** math.floor(math.log10(reach))
    return next(digit * power for digit in (1, 1.5, 2, 3, 5, 7, 10) if digit * power >= reach)


class _Picture(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._layers: tuple[Spread, ...] = ()
        self._limit = 0.0
        self._theme = DARK
        self._words = ("", "")
        self.setFont(tabular(self.font(), 11))

    @property
    def limit(self) -> float:
        """The number at the right end of the axis."""
        return self._limit

    def set_layers(self, layers: tuple[Spread, ...]) -> None:
        self._layers = layers
        self._limit = next_limit(self._limit, max((layer.reach for layer in layers), default=0.0))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_words(self, weight: str, lost: str) -> None:
        self._words = weight, lost
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = QRectF(self.rect()).adjusted(0, 0, 0, -_BOTTOM)
        if not self._layers or ground.height() < 8 or ground.width() < 40:
            return
        painter = QPainter(self)
        frame = Frame(ground.adjusted(8, 0, -8, 0), (-self._limit, self._limit), (0.0, 1.0))
        ticks = number_ticks(*frame.x, max(2, int(ground.width() // 72)))
        painter.setPen(QColor(self._theme.grid))
        for value, _ in ticks:
            x = round(frame.point(value, 0.0).x()) + 0.5
            painter.drawLine(QLineF(x, ground.top(), x, ground.bottom()))
        draw_scale(painter, frame, ground, ticks, self._words[0], self._theme)
        height = ground.height() / len(self._layers)
        for index, layer in enumerate(self._layers):
            row = QRectF(frame.place.left(), ground.top() + index * height, frame.place.width(), height)
            self._draw_layer(painter, row, layer)

    def _draw_layer(self, painter: QPainter, row: QRectF, layer: Spread) -> None:
        made, below, above = counts(layer.weights, self._limit)
        tallest, width = max(int(made.max()), 1), row.width() / _BINS
        painter.setPen(Qt.PenStyle.NoPen)
        for index in np.flatnonzero(made):
            tall = max((row.height() - 5) * int(made[index]) / tallest, 1.0)
            bar = QRectF(row.left() + index * width, row.bottom() - tall, width - 1, tall)
            sign = self._theme.negative if index < _BINS // 2 else self._theme.positive
            painter.fillRect(bar, QColor(sign))
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.drawLine(QLineF(row.left(), row.bottom(), row.right(), row.bottom()))
        self._write(painter, row, layer, below, above)

    def _write(self, painter: QPainter, row: QRectF, layer: Spread, below: int, above: int) -> None:
        metrics = QFontMetricsF(painter.font())
        text, muted = QColor(self._theme.text), QColor(self._theme.muted)
        if row.height() < metrics.height() + 2:
            return
        y = row.top() + 2
        name = metrics.elidedText(layer.name, Qt.TextElideMode.ElideRight, row.width() / 2 - 16)
        self._put(painter, name, QPointF(row.left() + 4, y), text)
        right = row.right() - 4
        for number, room in reversed(_numbers(layer, self._words[1])):
            width = max(metrics.horizontalAdvance(number), metrics.horizontalAdvance(room))
            if right - width < row.center().x() + 8:
                break
            left = right - metrics.horizontalAdvance(number)
            self._put(painter, number, QPointF(left, y), muted)
            right -= width + 10
        y = row.bottom() - metrics.height() - 1
        if row.height() < 2 * metrics.height() + 4:
            return
        if below:
            self._put(painter, f"‹ {below}", QPointF(row.left() + 4, y), muted)
        if above:
            beyond = f"{above} ›"
            left = row.right() - 4 - metrics.horizontalAdvance(beyond)
            self._put(painter, beyond, QPointF(left, y), muted)

    def _put(self, painter: QPainter, text: str, place: QPointF, color: QColor) -> None:
        """A text on ground of its own, so that lines do not cross it."""
        metrics = QFontMetricsF(painter.font())
        ground = QRectF(place, QSizeF(metrics.horizontalAdvance(text), metrics.height()))
        painter.fillRect(ground.adjusted(-3, 0, 3, 0), QColor(self._theme.window))
        painter.setPen(color)
        painter.drawText(place + QPointF(0, metrics.ascent()), text)


def _numbers(layer: Spread, lost: str) -> list[tuple[str, str]]:
    """What is told of a layer, and a text as wide as it may become; two digits of σ and as many of μ."""
    told = [(f"{layer.lost} {lost}", "")] if layer.lost else []
    if math.isnan(layer.mean):
        return told
    both = layer.mean, layer.deviation
    decimals = 1 - math.floor(math.log10(layer.deviation)) if layer.deviation else 2
    if 0 <= decimals <= 5:
        mean, deviation = (f"{round(value, decimals) + 0.0:.{decimals}f}" for value in both)
    else:
        mean, deviation = (format_number(value, 2) for value in both)
    mean = mean.replace("-", "−")
    return [*told, (f"μ {mean}", "μ −0.00"), (f"σ {deviation}", "σ 0.00")]
