"""How large the gradient is in every layer, epoch by epoch, and what is unusual about it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kit.plots.frame import Frame, draw_grid, draw_scale, room_for
from app.kit.plots.lines import draw_line
from app.kit.plots.ranges import span_of_epochs, steady, visible_range
from app.kit.plots.thinning import thin
from app.kit.plots.ticks import power_ticks, whole_ticks
from app.kit.theme import DARK, Theme, mixed
from app.kit.widgets import shapes
from app.kit.widgets.basic import Heading, draw_shape, tabular

Floats = NDArray[np.float64]

_LEFT, _TOP, _BOTTOM = 44, 8, 22
_LINE = 14
"""Pixels from the name of one layer down to the next."""
_ROWS = 4
"""So many lines of text there is room for below the picture, whether or not something is unusual."""


class LayerPlot(QWidget):
    """A line for every layer, from the first to the last in ever stronger shades, named at its end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Heading()
        self.picture = _Picture()
        self.findings = _Findings()
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
        self.picture.change(norms=_Norms(epochs, norms, tuple(layer_names), wanted))

    def set_findings(self, sentences: Sequence[str] | None) -> None:
        """What is unusual, a sentence each; empty: nothing is; None: not known yet."""
        self.findings.set_sentences(None if sentences is None else tuple(sentences))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.picture.change(theme=theme)
        self.findings.set_theme(theme)

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
        self.picture.set_words(self.tr("epoch"), self.tr("The lines begin with the first epoch."))
        self.findings.retranslate(self.tr("Nothing unusual."), self.tr("and {count} more"))


class _Norms(NamedTuple):
    epochs: Floats = np.empty(0)
    norms: Floats = np.empty((0, 0))
    names: tuple[str, ...] = ()
    wanted: int = 0


class _Picture(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._norms = _Norms()
        self._theme = DARK
        self._words = ("", "")
        self.setFont(tabular(self.font(), 11))

    def change(self, *, norms: _Norms | None = None, theme: Theme | None = None) -> None:
        self._norms = norms or self._norms
        self._theme = theme or self._theme
        self.update()

    def set_words(self, epoch: str, nothing: str) -> None:
        self._words = epoch, nothing
        self.update()

    @property
    def ground(self) -> QRectF:
        """What the axes enclose; to its right the names of the layers have room."""
        metrics = QFontMetricsF(self.font())
        names = max((metrics.horizontalAdvance(name) for name in self._norms.names), default=0.0)
        return QRectF(self.rect()).adjusted(_LEFT, _TOP, -min(names + 14, self.width() / 3), -_BOTTOM)

    def paintEvent(self, event: QPaintEvent) -> None:
        lines = _lines(self._norms, self.width())
        heights = [layer for _, layer in lines]
        reach = steady(*visible_range(heights, True))
        ground = self.ground
        values = power_ticks(*reach, max(2, int(ground.height() // 26)))
        ground.setLeft(room_for(values, self.font(), _LEFT))
        if ground.width() < 2 * _LINE or ground.height() < 2 * _LINE:
            return
        trained = int(self._norms.epochs[-1]) if len(self._norms.epochs) else 0
        span = span_of_epochs(trained, self._norms.wanted or max(trained, 100))
        frame = Frame(ground, (0.0, float(span)), reach)
        painter = QPainter(self)
        counted = whole_ticks(*frame.x, max(2, int(ground.width() // 72)))
        draw_grid(painter, frame, ground, values, self._theme)
        draw_scale(painter, frame, ground, counted, self._words[0], self._theme)
        if not any(np.isfinite(layer).any() for layer in heights):
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(ground, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words[1])
            return
        self._draw_layers(painter, frame, lines)

    def _draw_layers(self, painter: QPainter, frame: Frame, lines: Sequence[tuple[Floats, Floats]]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ends: list[tuple[QPointF, str, QColor]] = []
        painter.save()
        painter.setClipRect(frame.place.adjusted(0, -2, 2, 2))
        for index, (name, (epochs, layer)) in enumerate(zip(self._norms.names, lines, strict=True)):
            color = shade(index, len(self._norms.names), self._theme)
            draw_line(painter, frame.across(epochs), frame.down(layer), color, 1.8)
            known = np.flatnonzero(np.isfinite(layer))
            if len(known):
                lately = layer[known[-max(len(known) // 10, 1) :]].mean()  # so that names do not dance
                ends.append((frame.point(epochs[known[-1]], lately), name, color))
        painter.restore()
        self._name_layers(painter, frame.place, ends)

    def _name_layers(
        self, painter: QPainter, ground: QRectF, ends: Sequence[tuple[QPointF, str, QColor]]
    ) -> None:
        """The name of every layer beside the end of its line, or as near as the others let it be."""
        metrics = QFontMetricsF(painter.font())
        ends = sorted(ends, key=lambda end: end[0].y())
        places = apart([end[0].y() for end in ends], _LINE, ground.top(), ground.bottom())
        for (end, name, color), y in zip(ends, places, strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawEllipse(QPointF(end.x() + 7, y), 2.5, 2.5)
            painter.setPen(QColor(self._theme.text))
            room = self.width() - end.x() - 13
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(end.x() + 13, y + metrics.capHeight() / 2), text)


class _Findings(QWidget):
    """Sentences with a warning sign each, as many as there is room for; the tooltip has all."""

    def __init__(self) -> None:
        super().__init__()
        self._sentences: tuple[str, ...] | None = None
        self._theme = DARK
        self._nothing, self._more = "", "{count}"
        font = self.font()
        font.setPixelSize(12)
        self.setFont(font)
        self.setFixedHeight(_ROWS * round(QFontMetricsF(font).lineSpacing()) + 4)

    def set_sentences(self, sentences: tuple[str, ...] | None) -> None:
        if sentences != self._sentences:
            self._sentences = sentences
            self._describe()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def retranslate(self, nothing: str, more: str) -> None:
        self._nothing, self._more = nothing, more
        self._describe()

    def _describe(self) -> None:
        found = "\n".join(self._sentences or ())
        self.setAccessibleName("" if self._sentences is None else found or self._nothing)
        self.setToolTip(found)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sentences is None:
            return
        painter = QPainter(self)
        metrics, line = QFontMetricsF(self.font()), QFontMetricsF(self.font()).lineSpacing()
        if not self._sentences:
            draw_shape(painter, shapes.TICK, QPointF(7, line / 2 + 1), QColor(self._theme.muted), 13)
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(QPointF(20, metrics.ascent() + 1), self._nothing)
            return
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        top, rest = 1.0, list(self._sentences)
        painter.setClipRect(QRectF(0, 0, self.width(), 1 + _ROWS * line))  # whole lines only
        while rest:
            room = QRectF(20, top, max(self.width() - 20, 1), self.height() - top)
            if room.height() < line:
                break
            if len(rest) > 1 and room.height() < 2 * line:
                more = self._more.format(count=len(rest))
                painter.setPen(QColor(self._theme.muted))
                painter.drawText(room, flags, more)
                break
            draw_shape(painter, shapes.WARNING, QPointF(7, top + line / 2), QColor(self._theme.warning), 13)
            painter.setPen(QColor(self._theme.text))
            painter.drawText(room, flags, rest[0])
            top += metrics.boundingRect(room, flags, rest.pop(0)).height()


def apart(places: Sequence[float], distance: float, low: float, high: float) -> list[float]:
    """Rising places moved as little as possible so that neighbours keep their distance.

    The least squares, by pooling neighbours that come too near (Ayer et al. 1955); all are held within bounds
    as far as these have room.
    """
    pools: list[tuple[float, int]] = []  # mean and number
    for index, place in enumerate(places):
        mean, count = place - index * distance, 1
        while pools and pools[-1][0] > mean:
            before, number = pools.pop()
            mean, count = (mean * count + before * number) / (count + number), count + number
        pools.append((mean, count))
    most = max(high - (len(places) - 1) * distance, low)
    levels = [min(max(mean, low), most) for mean, count in pools for _ in range(count)]
    return [level + index * distance for index, level in enumerate(levels)]


def shade(index: int, count: int, theme: Theme) -> QColor:
    """The colour of a layer: from pale for the first over the accent to that of text for the last."""
    share = 2 * index / max(count - 1, 1) - 1
    accent = QColor(theme.accent)
    if share < 0:
        return mixed(accent, QColor(theme.window), -0.45 * share)
    return mixed(accent, QColor(theme.text), 0.9 * share)


def _lines(norms: _Norms, columns: int) -> list[tuple[Floats, Floats]]:
    """Of every layer the epochs and heights, as powers of ten, of the points that can be told apart."""
    epochs = np.asarray(norms.epochs, dtype=np.float64)
    lines = []
    for index in range(len(norms.names)):
        values = np.array(norms.norms[:, index], dtype=np.float64)  # in one piece
        kept = thin(values, columns)
        with np.errstate(divide="ignore", invalid="ignore"):
            lines.append((epochs[kept], np.log10(np.maximum(values[kept], 0.0))))
    return lines
