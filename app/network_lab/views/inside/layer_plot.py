"""How large the gradient is in every layer, epoch by epoch, and what is unusual about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kit.plots.axis import Axis
from app.kit.plots.canvas import Canvas
from app.kit.plots.content import Margins, PlotContent
from app.kit.plots.labels import apart
from app.kit.plots.layers import Layer, Line
from app.kit.plots.plot import Plot
from app.kit.plots.ranges import span_of_epochs, steady, visible_range, without_spikes
from app.kit.run_style import RunStyle
from app.kit.theme import DARK, Theme, mixed
from app.kit.widgets.basic import Heading

from .findings import Findings

Floats = NDArray[np.float64]

_LINE = 14
"""Pixels from the name of one layer down to the next."""


class LayersView(NamedTuple):
    """All that the plot depends on: norms (n, layers) of epochs (n,), out of so many that are wanted."""

    epochs: Floats = np.empty(0)
    norms: Floats = np.empty((0, 0))
    names: tuple[str, ...] = ()
    wanted: int = 0
    theme: Theme = DARK
    epoch: str = ""
    nothing: str = ""

    def lines(self) -> list[Line]:
        """A line for every layer, from the first to the last in ever stronger shades."""
        epochs, lines = np.asarray(self.epochs, dtype=np.float64), []
        for index, name in enumerate(self.names):
            color = shade(index, len(self.names), self.theme)
            style = RunStyle(name, color.name(), "o", ())
            norms = np.array(self.norms[:, index], dtype=np.float64)  # in one piece
            lines.append(Line(epochs, norms, color, name=name, style=style))
        return lines


def content(view: LayersView, metrics: QFontMetricsF, width: float) -> PlotContent:
    """The declaration of a plot so wide; at its right the names of the layers have room."""
    lines = view.lines()
    trained = int(view.epochs[-1]) if len(view.epochs) else 0
    names = max(map(metrics.horizontalAdvance, view.names), default=0.0)
    return PlotContent(
        x=Axis(view.epoch, whole=True),
        y=Axis(log=True),
        layers=[*lines, *([_Names(lines)] if lines else [])],
        x_span=(0.0, float(span_of_epochs(trained, view.wanted or max(trained, 100)))),
        y_span=lambda heights: steady(*without_spikes(heights, visible_range(heights, True))),
        margins=Margins(right=min(names + 14, width / 3), edge=0),
        kind=view.names,
        empty=view.nothing,
    )


@dataclass(frozen=True, eq=False)
class _Names(Layer):
    """The name of every layer beside the end of its line, or as near as the others let it be."""

    lines: Sequence[Line]

    def paint(self, canvas: Canvas) -> None:
        painter, metrics, area = canvas.painter, QFontMetricsF(canvas.painter.font()), canvas.area
        ends = [(end, line) for line in self.lines if (end := self._end(canvas, line)) is not None]
        ends.sort(key=lambda end: end[0].y())
        places = apart([end.y() for end, _ in ends], _LINE, area.top(), area.bottom())
        for (end, line), y in zip(ends, places, strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(line.color)
            painter.drawEllipse(QPointF(end.x() + 7, y), 2.5, 2.5)
            painter.setPen(QColor(canvas.theme.text))
            room = canvas.whole.right() - end.x() - 13
            text = metrics.elidedText(line.name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(end.x() + 13, y + metrics.capHeight() / 2), text)

    def _end(self, canvas: Canvas, line: Line) -> QPointF | None:
        """Where a line ends within the plot, at the height it has had lately, so that names do not dance."""
        heights = canvas.y.positions(line.y)
        known = np.flatnonzero(np.isfinite(heights) & (line.x <= canvas.frame.x[1]))
        if not len(known):
            return None
        lately = heights[known[-max(len(known) // 10, 1) :]].mean()
        return canvas.frame.point(max(float(line.x[known[-1]]), canvas.frame.x[0]), float(lately))


def shade(index: int, count: int, theme: Theme) -> QColor:
    """The colour of a layer: from pale for the first over the accent to that of text for the last."""
    share = 2 * index / max(count - 1, 1) - 1
    accent = QColor(theme.accent)
    if share < 0:
        return mixed(accent, QColor(theme.window), -0.45 * share)
    return mixed(accent, QColor(theme.text), 0.9 * share)


class LayerPlot(QWidget):
    """A line for every layer, named at its end; below it stands what is unusual."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Heading()
        self.view = LayersView()
        self.picture = Plot(self._content)
        self.picture.export_menu.picture_of = self
        self.findings = Findings()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addWidget(self.picture, 1)
        column.addWidget(self.findings)
        self.set_theme(DARK)
        self._retranslate()

    def set_norms(self, epochs: Floats, norms: Floats, layer_names: Sequence[str], wanted: int = 0) -> None:
        """Show the gradient norms (n, layers) of epochs (n,), out of so many that are wanted (0: unknown)."""
        self._change(epochs=epochs, norms=norms, names=tuple(layer_names), wanted=wanted)

    def set_findings(self, sentences: Sequence[str] | None) -> None:
        """What is unusual, a sentence each; empty: nothing is; None: not known yet."""
        self.findings.set_sentences(None if sentences is None else tuple(sentences))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.picture.set_theme(theme)
        self._change(theme=theme)
        self.findings.set_theme(theme)

    def _content(self) -> PlotContent:
        return content(self.view, QFontMetricsF(self.picture.font()), self.picture.width())

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
        self.heading.setText(self.tr("Gradient per layer"))
        self.picture.setAccessibleName(self.tr("Gradient per layer"))
        self.picture.setToolTip(
            self.tr(
                "The length of the loss's gradient by the weights of each layer, averaged over an epoch:"
                " where it is tiny, the layer hardly learns"
            )
        )
        self._change(epoch=self.tr("epoch"), nothing=self.tr("The lines begin with the first epoch."))
        self.findings.retranslate(self.tr("Nothing unusual."), self.tr("and {count} more"))
