"""The loss of every run over the steps, with the step in view as a line that can be dragged."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...kit.plots.axis import Axis
from ...kit.plots.canvas import Canvas
from ...kit.plots.content import Handle, Margins, PlotContent
from ...kit.plots.layers import Head, Layer, Line
from ...kit.plots.plot import Plot
from ...kit.plots.ranges import Span, visible_range, without_spikes
from ...kit.run_style import RunStyle
from ...kit.theme import DARK, Theme
from ...kit.widgets.basic import Option, SegmentedChoice

Floats = NDArray[np.float64]

_ROOM_FOR_SCALE = 8
"""Pixels between the choice of the scale and the plot below it: as large as a marker's upper half."""


class LossCurve(NamedTuple):
    """The losses (n + 1,) of a run, its style, and the steps at which its learning rate changes."""

    losses: Floats
    style: RunStyle
    changes: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class _Change(Layer):
    """A short upright stroke on a line where a run's learning rate changes."""

    line: Line
    step: int

    def paint(self, canvas: Canvas) -> None:
        y = float(self.line.y[self.step])
        if canvas.has_height(y):
            at = canvas.point(self.step, y)
            canvas.painter.setPen(QPen(self.line.color, 1.0))
            canvas.painter.drawLine(QLineF(at - QPointF(0, 7), at + QPointF(0, 7)))


class LossPlot(QWidget):
    """`scrubbed` says at which step a person points, `log_chosen` which scale; both show only when set."""

    scrubbed = Signal(int)
    log_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves: tuple[LossCurve, ...] = ()
        self._floor = 0.0
        self._log = True
        self._cursor = 0
        self._theme = DARK
        self.picture = Plot(self._content)
        self.picture.export_menu.picture_of = self
        self.picture.handle_moved.connect(lambda step: self.scrubbed.emit(round(step)))
        self.scale = SegmentedChoice(("log", "linear"), self)
        self.scale.chosen.connect(lambda key: self.log_chosen.emit(key == "log"))
        self.scale.set_choice("log")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 4)
        column.addWidget(self.picture)
        self.setFocusProxy(self.picture)
        self._retranslate()
        self.set_theme(DARK)

    # --- what is shown ---

    @property
    def steps(self) -> int:
        """The last step that any run reached."""
        return max((len(curve.losses) - 1 for curve in self._curves), default=0)

    @property
    def log(self) -> bool:
        """Whether the losses stand on a logarithmic axis."""
        return self._log

    @property
    def shift(self) -> float:
        """What is taken from every loss, so that it has a logarithm: nothing unless losses go below zero."""
        return min(self._floor, 0.0) if self._log else 0.0

    def set_curves(self, curves: Sequence[LossCurve], floor: float) -> None:
        """Show these runs; `floor` is the lowest loss that is known of the surface (not finite: none is)."""
        self._curves = tuple(curves)
        self._floor = floor if math.isfinite(floor) else 0.0
        self._cursor = min(self._cursor, self.steps)
        self.picture.changed()

    def set_cursor(self, step: int) -> None:
        """Put the line at a step; the curves are pale after it."""
        self._cursor = min(max(step, 0), self.steps)
        self.picture.set_handle(self._cursor)

    def set_log(self, log: bool) -> None:
        """A logarithmic or a linear axis."""
        self.scale.set_choice("log" if log else "linear")
        if log != self._log:
            self._log = log
            self.picture.changed()

    def set_coarse(self, coarse: bool) -> None:
        """Draw thin lines while something is being dragged, for speed."""
        self.picture.set_coarse(coarse)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme; those of the runs come with their curves."""
        self._theme = theme
        self.picture.set_theme(theme)
        self.update()

    # --- the declaration of the plot ---

    def _content(self) -> PlotContent:
        return PlotContent(
            x=Axis(self.tr("step"), whole=True),
            y=Axis(self._axis_name(), log=self._log),
            layers=[layer for curve in self._curves for layer in self._layers(curve)],
            x_span=(0.0, float(max(self.steps, 1))),
            y_span=self._height_span,
            margins=Margins(top=self._headroom(), name=18),
            handle=Handle(self._cursor, 0.0, float(self.steps), page=max(1, self.steps // 10)),
            kind=self._log,
        )

    def _layers(self, curve: LossCurve) -> Iterator[Layer]:
        losses = np.asarray(curve.losses, dtype=np.float64)
        heights = np.nan_to_num(losses, nan=np.inf, posinf=np.inf) - self.shift  # what diverges goes up
        line = Line(
            *(np.arange(len(losses), dtype=np.float64), heights, QColor(curve.style.color), 2.0),
            dash=curve.style.dash,
            name=curve.style.title,
            style=curve.style,
            text=lambda step: Axis().text(float(losses[step])),
            numbers=losses,
        )
        yield line
        yield from (_Change(line, step) for step in curve.changes if step < len(losses))
        yield Head(line, curve.style)

    def _height_span(self, heights: Sequence[Floats]) -> Span:
        return without_spikes(heights, visible_range(heights, self._log))

    def _axis_name(self) -> str:
        if not self._log:
            return self.tr("loss")
        return self.tr("loss − minimum (log)") if self.shift else self.tr("loss (log)")

    # --- the widget ---

    def sizeHint(self) -> QSize:
        return QSize(640, 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(self._theme.window))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_scale()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _headroom(self) -> float:
        return self.scale.geometry().bottom() + _ROOM_FOR_SCALE

    def _place_scale(self) -> None:
        self.scale.adjustSize()
        self.scale.move(self.width() - self.scale.width() - 16, 6)
        self.scale.raise_()
        self.picture.changed()

    def _retranslate(self) -> None:
        self.scale.set_texts(
            (
                Option(
                    "log", self.tr("log"), self.tr("Equal heights are equal factors: small losses show too")
                ),
                Option(
                    "linear", self.tr("linear"), self.tr("Equal heights are equal differences of the loss")
                ),
            )
        )
        self.picture.setAccessibleName(self.tr("Loss over steps"))
        self.picture.setToolTip(
            self.tr("The loss of every run after each step; click or drag to look at another step")
        )
        self._place_scale()
