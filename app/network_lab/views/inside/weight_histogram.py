"""How the weights of every layer are spread, live while they move."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kit.numbers import format_number
from app.kit.plots.axis import Axis
from app.kit.plots.canvas import Canvas
from app.kit.plots.content import Margins, PlotContent
from app.kit.plots.frame import area
from app.kit.plots.layers import Layer, Stage
from app.kit.plots.numbers import Column
from app.kit.plots.plot import Plot
from app.kit.plots.readout import Value
from app.kit.plots.ticks import whole_number
from app.kit.run_style import RunStyle
from app.kit.theme import DARK, Theme
from app.kit.widgets.basic import Heading

from .weight_spread import BINS, Spread, counts, next_limit, spread, told

Floats = NDArray[np.float64]

_LARGEST = 1e300
"""Numbers on the axis, times pixels, have to be finite."""


class HistogramView(NamedTuple):
    """All that the plot depends on; the horizontal axis goes from −limit to limit."""

    layers: tuple[Spread, ...] = ()
    limit: float = 1.0
    theme: Theme = DARK
    weight: str = ""
    lost: str = ""


def content(view: HistogramView) -> PlotContent:
    """The declaration of the plot: a row of bars for every layer, each one high."""
    limit, count = min(view.limit, _LARGEST), len(view.layers)
    edges = np.linspace(-limit, limit, BINS + 1)

    def caption(middle: float) -> str:
        last = int(np.clip(np.searchsorted(edges, middle), 1, BINS))
        low, high = (format_number(float(edges[index]), 3) for index in (last - 1, last))
        return f"{view.weight} {low} … {high}"

    return PlotContent(
        x=Axis(view.weight, grid=True),
        y=Axis(numbered=False),
        layers=[
            _Row(layer, *counts(layer.weights, limit), edges, float(count - 1 - index), view.lost, view.theme)
            for index, layer in enumerate(view.layers)
        ],
        x_span=(-limit, limit),
        y_span=(0.0, float(max(count, 1))),
        margins=Margins(left=0, top=0, right=0, edge=8),
        kind=tuple(layer.name for layer in view.layers),
        axes=bool(view.layers),
        caption=caption,
    )


@dataclass(frozen=True, eq=False)
class _Row(Layer):
    """The histogram of a layer: its bars stand on the height `base`, the tallest fills the row."""

    layer: Spread
    counts: NDArray[np.intp]
    below: int
    above: int
    edges: Floats
    base: float
    lost: str
    theme: Theme

    stage: Stage = "curves"

    def columns(self) -> Sequence[Column]:
        return (Column(self.layer.name, self.read_places(), self.counts.astype(np.float64)),)

    def read_places(self) -> Floats:
        middles: Floats = self.edges[:-1] / 2 + self.edges[1:] / 2
        return middles

    def read(self, x: float, axis: Axis) -> tuple[float, Value] | None:
        index = int(np.abs(self.read_places() - x).argmin())
        style = RunStyle(self.layer.name, self._color(index), "s", ())
        return self.base, Value(style, whole_number(float(self.counts[index])))

    def _color(self, index: int) -> str:
        return self.theme.negative if index < BINS // 2 else self.theme.positive

    def paint(self, canvas: Canvas) -> None:
        painter, across = canvas.painter, canvas.across(self.edges)
        ends = float(self.edges[0]), float(self.edges[-1])
        row = area(canvas.frame, ends, (self.base, self.base + 1))
        tallest = max(int(self.counts.max()), 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for index in map(int, np.flatnonzero(self.counts)):
            tall = max((row.height() - 5) * int(self.counts[index]) / tallest, 1.0)
            wide = float(across[index + 1] - across[index]) - 1
            bar = QRectF(float(across[index]), row.bottom() - tall, wide, tall)
            painter.fillRect(bar, QColor(self._color(index)))
        painter.setPen(QPen(QColor(canvas.theme.line), 1))
        painter.drawLine(QLineF(row.left(), row.bottom(), row.right(), row.bottom()))
        self._write(canvas, row.intersected(canvas.frame.place))

    def _write(self, canvas: Canvas, row: QRectF) -> None:
        """Name, mean and deviation at the top, what is beyond the axis at the bottom, where there is room."""
        metrics = QFontMetricsF(canvas.painter.font())
        text, muted = QColor(canvas.theme.text), QColor(canvas.theme.muted)
        if row.height() < metrics.height() + 2:
            return
        y = row.top() + 2
        name = metrics.elidedText(self.layer.name, Qt.TextElideMode.ElideRight, row.width() / 2 - 16)
        _put(canvas, name, QPointF(row.left() + 4, y), text)
        right = row.right() - 4
        for number, room in reversed(told(self.layer, self.lost)):
            width = max(metrics.horizontalAdvance(number), metrics.horizontalAdvance(room))
            if right - width < row.center().x() + 8:
                break
            left = right - metrics.horizontalAdvance(number)
            _put(canvas, number, QPointF(left, y), muted)
            right -= width + 10
        y = row.bottom() - metrics.height() - 1
        if row.height() < 2 * metrics.height() + 4:
            return
        if self.below:
            _put(canvas, f"‹ {self.below}", QPointF(row.left() + 4, y), muted)
        if self.above:
            beyond = f"{self.above} ›"
            left = row.right() - 4 - metrics.horizontalAdvance(beyond)
            _put(canvas, beyond, QPointF(left, y), muted)


def _put(canvas: Canvas, text: str, place: QPointF, color: QColor) -> None:
    """A text on ground of its own, so that lines do not cross it."""
    metrics = QFontMetricsF(canvas.painter.font())
    ground = QRectF(place, QSizeF(metrics.horizontalAdvance(text), metrics.height()))
    canvas.painter.fillRect(ground.adjusted(-3, 0, 3, 0), QColor(canvas.theme.window))
    canvas.painter.setPen(color)
    canvas.painter.drawText(place + QPointF(0, metrics.ascent()), text)


class WeightHistogram(QWidget):
    """A histogram for every layer over one axis with 0 in its middle; the axis grows in steps only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Heading()
        self.view = HistogramView()
        self._limit = 0.0
        self.picture = Plot(lambda: content(self.view))
        self.picture.export_menu.picture_of = self
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.picture, 1)
        self._retranslate()

    def set_weights(self, layers: Sequence[NDArray[np.floating]], layer_names: Sequence[str]) -> None:
        """Show the weights of these layers, arrays of any shape; what is not finite is counted, not drawn."""
        spreads = tuple(spread(name, weights) for name, weights in zip(layer_names, layers, strict=True))
        self._limit = next_limit(self._limit, max((layer.reach for layer in spreads), default=0.0))
        self._change(layers=spreads, limit=self._limit)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.picture.set_theme(theme)
        self._change(theme=theme)

    def _change(self, **changes: object) -> None:
        self.view = self.view._replace(**changes)  # type: ignore[arg-type]
        self.picture.changed()

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
        self._change(weight=self.tr("weight"), lost=self.tr("not finite"))
