"""The loss of every run over the steps, with the step in view as a line that can be dragged."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPaintEngine,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QVBoxLayout, QWidget

from ...kit.plots.ranges import visible_range
from ...kit.plots.thinning import thin
from ...kit.plots.ticks import exactly, linear_ticks, log_ticks, power_text, whole_number
from ...kit.run_style import RunStyle
from ...kit.theme import DARK, Theme
from ...kit.widgets.basic import Option, SegmentedChoice, tabular
from ...kit.widgets.number_field import format_number

Floats = NDArray[np.float64]

_PALE = 0.35
"""How opaque the curves are after the step in view."""

_HEAD_ROOM = 7
"""Pixels that a marker reaches beyond its place."""


class LossCurve(NamedTuple):
    """The losses (n + 1,) of a run, its style, and the steps at which its learning rate changes."""

    losses: Floats
    style: RunStyle
    changes: tuple[int, ...] = ()


class LossPlot(QWidget):
    """`scrubbed` says at which step a person points, `log_chosen` which scale; both show only when set."""

    scrubbed = Signal(int)
    log_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves: tuple[LossCurve, ...] = ()
        self._floor = 0.0
        self._log = True
        self._coarse = False
        self._cursor = 0
        self._theme = DARK
        self._drawn: list[Floats] = []
        self._range = (0.0, 1.0)
        self._plot = _Plot()
        self._plot.scrubbed.connect(self.scrubbed)
        self._plot.keyed.connect(lambda steps: self._scrub_to(self._cursor + steps))
        self.scale = SegmentedChoice(("log", "linear"), self)
        self.scale.chosen.connect(lambda key: self.log_chosen.emit(key == "log"))
        self.scale.set_choice("log")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._plot)
        self.setFocusProxy(self._plot)
        self._retranslate()
        self.set_theme(DARK)

    @property
    def steps(self) -> int:
        """The last step that any run reached."""
        return max((len(curve.losses) - 1 for curve in self._curves), default=0)

    def set_curves(self, curves: Sequence[LossCurve], floor: float) -> None:
        """Show these runs; `floor` is the lowest loss that is known of the surface (not finite: none is)."""
        self._curves = tuple(curves)
        self._floor = floor if math.isfinite(floor) else 0.0
        self._cursor = min(self._cursor, self.steps)
        self._redraw()

    def set_cursor(self, step: int) -> None:
        """Put the line at a step; the curves are pale after it."""
        self._cursor = min(max(step, 0), self.steps)
        self._draw_cursor()

    @property
    def log(self) -> bool:
        """Whether the losses stand on a logarithmic axis."""
        return self._log

    def set_log(self, log: bool) -> None:
        """A logarithmic or a linear axis."""
        self.scale.set_choice("log" if log else "linear")
        if log != self._log:
            self._log = log
            self._redraw()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme; those of the runs come with their curves."""
        self._theme = theme
        self._plot.set_theme(theme)
        self._redraw()

    def set_coarse(self, coarse: bool) -> None:
        """Draw thin lines while something is being dragged, for speed."""
        if coarse != self._coarse:
            self._coarse = coarse
            self._draw_curves()

    def sizeHint(self) -> QSize:
        return QSize(640, 200)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_scale()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._name_axes()
        super().changeEvent(event)

    # Drawing ----------------------------------------------------------------------------------------------

    @property
    def shift(self) -> float:
        """What is taken from every loss, so that it has a logarithm: nothing unless losses go below zero."""
        return min(self._floor, 0.0) if self._log else 0.0

    def _heights(self, losses: Floats) -> Floats:
        """Losses as they stand on the axis: shifted, as powers of ten if it is logarithmic."""
        if not self._log:
            return losses
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.log10(np.maximum(losses - self.shift, 0.0))

    def _redraw(self) -> None:
        heights = [self._heights(np.asarray(curve.losses, dtype=np.float64)) for curve in self._curves]
        self._range = low, high = visible_range(heights, self._log)
        reach = high - low
        # Far beyond the picture is as good as infinitely far, and Qt can draw it.
        self._drawn = [np.clip(np.nan_to_num(h, nan=np.inf), low - reach, high + reach) for h in heights]
        self._plot.set_ranges(self.steps, self._range, self._log)
        self._plot.set_changes(
            [
                (step, self._drawn[index][step], curve.style.color)
                for index, curve in enumerate(self._curves)
                for step in curve.changes
                if step < len(curve.losses)
            ]
        )
        self._draw_curves()
        self._draw_cursor()
        self._name_axes()

    def _draw_curves(self) -> None:
        self._plot.curves.set_lines(
            [(heights, curve.style) for heights, curve in zip(self._drawn, self._curves, strict=True)],
            self._coarse,
        )

    def _draw_cursor(self) -> None:
        low, high = self._range
        self._plot.set_cursor(self._cursor)
        self._plot.set_heads(
            [
                (self._cursor, heights[self._cursor], curve.style)
                for heights, curve in zip(self._drawn, self._curves, strict=True)
                if self._cursor < len(heights) and low <= heights[self._cursor] <= high
            ]
        )

    # Words and places -------------------------------------------------------------------------------------

    def _name_axes(self) -> None:
        if not self._log:
            name = self.tr("loss")
        elif self.shift:
            name = self.tr("loss − minimum (log)")
        else:
            name = self.tr("loss (log)")
        self._plot.name_axes(name, self.tr("step"))

    def _place_scale(self) -> None:
        self.scale.adjustSize()
        self.scale.move(self.width() - self.scale.width() - 16, 6)
        self.scale.raise_()
        self._plot.set_headroom(self.scale.geometry().bottom() + 8)  # as large as a marker's upper half

    def _scrub_to(self, step: int) -> None:
        self.scrubbed.emit(min(max(step, 0), self.steps))

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
        self._plot.setAccessibleName(self.tr("Loss over steps"))
        self._plot.setToolTip(
            self.tr("The loss of every run after each step; click or drag to look at another step")
        )
        self._place_scale()


class _Curves(QGraphicsItem):
    """All curves, drawn once onto a pixmap: while the race plays only the border of the pale part moves."""

    def __init__(self, view: pg.ViewBox) -> None:
        super().__init__(view)  # a ViewBox measures in pixels, its children in steps and heights
        self._lines: list[tuple[Floats, RunStyle]] = []
        self._coarse = False
        self._cursor = 0
        self._pixmap: QPixmap | None = None
        view.sigResized.connect(self._resize)
        view.sigRangeChanged.connect(self._forget)

    @property
    def _view(self) -> pg.ViewBox:
        return self.parentItem()  # kept as an attribute, neither would ever be freed

    def set_lines(self, lines: list[tuple[Floats, RunStyle]], coarse: bool) -> None:
        self._lines, self._coarse = lines, coarse
        self._forget()

    def set_cursor(self, step: int) -> None:
        self._cursor = step
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(self._view.rect())

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        place = self.boundingRect()
        (first, last), _ = self._view.viewRange()
        now = place.width() * (self._cursor - first) / (last - first)
        before, after = QRectF(place), QRectF(place)
        before.setRight(now)
        after.setLeft(now)
        for part, opacity in ((before, 1.0), (after, _PALE)):
            painter.save()
            painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
            painter.setOpacity(opacity)
            if painter.paintEngine().type() == QPaintEngine.Type.Raster:
                painter.drawPixmap(QPointF(0, 0), self._picture(painter.device().devicePixelRatio()))
            else:  # a vector picture stays one
                self._draw(painter)
            painter.restore()

    def _resize(self, *_: object) -> None:
        self.prepareGeometryChange()
        self._forget()

    def _forget(self, *_: object) -> None:
        self._pixmap = None
        self.update()

    def _picture(self, ratio: float) -> QPixmap:
        if self._pixmap is None or self._pixmap.devicePixelRatio() != ratio:
            self._pixmap = QPixmap((self.boundingRect().size() * ratio).toSize().expandedTo(QSize(1, 1)))
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._pixmap)
            self._draw(painter)
            painter.end()
        return self._pixmap

    def _draw(self, painter: QPainter) -> None:
        place = self.boundingRect()
        (first, last), (low, high) = self._view.viewRange()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not self._coarse)
        for heights, style in self._lines:
            steps = thin(heights, max(round(place.width()), 1))
            x = place.width() * (steps - first) / (last - first)
            y = place.height() * (high - heights[steps]) / (high - low)
            pen = QPen(QColor(style.color), 1 if self._coarse else 2)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            if style.dash:
                pen.setDashPattern(list(style.dash))
            if self._coarse or style.dash or len(x) <= place.width():
                painter.strokePath(pg.arrayToQPath(x, y), pen)
            else:  # crowded: an outline of the whole would take Qt ten times as long
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                painter.setPen(pen)
                points = [QPointF(*point) for point in zip(x, y, strict=True)]
                painter.drawLines([QLineF(*ends) for ends in pairwise(points)])


class _Plot(pg.PlotWidget):
    """The picture itself; it knows steps and heights, not what they mean."""

    scrubbed = Signal(int)
    keyed = Signal(int)

    def __init__(self) -> None:
        self._left = _HeightAxis()
        self._bottom = _StepAxis()
        super().__init__(axisItems={"left": self._left, "bottom": self._bottom}, enableMenu=False)
        menu = self.getPlotItem().ctrlMenu  # which pyqtgraph makes anyway, without an owner
        menu.setParent(self, menu.windowFlags())
        self._steps = 0
        self._theme = DARK
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self.set_headroom(12)
        self.line = pg.InfiniteLine(angle=90)
        self.line.setZValue(10)
        self._heads = pg.ScatterPlotItem(pxMode=True)
        self._heads.setZValue(20)
        self._changes = pg.ScatterPlotItem(pxMode=True)
        self._changes.setZValue(15)
        for item in (self.line, self._heads, self._changes):
            self.addItem(item, ignoreBounds=True)
        self.curves = _Curves(self.getViewBox())

    def set_headroom(self, height: int) -> None:
        """Keep the top free of the picture."""
        self.getPlotItem().setContentsMargins(8, height, 16, 4)

    def set_ranges(self, steps: int, heights: tuple[float, float], log: bool) -> None:
        self._steps = steps
        self._left.log = log
        # Half a marker on either side, so that the heads are whole at the first and at the last step.
        margin = max(steps, 1) * _HEAD_ROOM / max(self.getViewBox().width(), 4 * _HEAD_ROOM)
        self.setRange(xRange=(-margin, max(steps, 1) + margin), yRange=heights, padding=0)
        self._left.picture = None  # the numbers may differ though the range is the same
        self._left.update()

    def set_cursor(self, step: int) -> None:
        self.line.setValue(step)
        self.curves.set_cursor(step)

    def set_heads(self, heads: Sequence[tuple[int, float, RunStyle]]) -> None:
        self._heads.setData(
            [
                {
                    "pos": (step, height),
                    "symbol": style.marker,
                    "size": 11,
                    "brush": style.color,
                    "pen": pg.mkPen(self._theme.halo, width=1.5),
                }
                for step, height, style in heads
            ]
        )

    def set_changes(self, changes: Sequence[tuple[int, float, str]]) -> None:
        self._changes.setData(
            [
                {"pos": (step, height), "symbol": "|", "size": 14, "pen": color, "brush": color}
                for step, height, color in changes
            ]
        )

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setBackground(theme.window)
        self.line.setPen(pg.mkPen(theme.muted, width=1, style=Qt.PenStyle.DashLine))
        font = tabular(QFont(self.font()), 11)
        for axis in (self._left, self._bottom):
            axis.setTextPen(theme.muted)
            axis.setTickPen(theme.grid)
            axis.setPen(theme.grid)
            axis.setZValue(-1)  # the grid is the axis's, and belongs below the curves
            axis.setStyle(tickFont=font, tickLength=0, tickTextOffset=6, hideOverlappingLabels=False)
        self._bottom.setStyle(tickLength=4)
        self._left.setWidth(64)
        self._bottom.setHeight(36)
        self._left.setGrid(255)

    def name_axes(self, left: str, bottom: str) -> None:
        look = {"color": self._theme.muted, "font-size": "11px"}
        for axis, text in ((self._left, left), (self._bottom, bottom)):
            axis.setLabel(text, **look)
            axis.resizeEvent()  # puts the label in the middle again

    def step_at(self, position: QPointF) -> int:
        """The step nearest to a place in the widget."""
        there = self.getViewBox().mapSceneToView(self.mapToScene(position.toPoint()))
        step: float = min(max(there.x(), 0.0), self._steps)
        return round(step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._scrub(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._scrub(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def _scrub(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.scrubbed.emit(self.step_at(event.position()))
            event.accept()

    def wheelEvent(self, event: QEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = max(1, self._steps // 10)
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_PageUp: page,
            Qt.Key.Key_PageDown: -page,
            Qt.Key.Key_Home: -self._steps,
            Qt.Key.Key_End: self._steps,
        }
        if event.key() in steps:
            self.keyed.emit(steps[Qt.Key(event.key())])
        else:
            event.ignore()


class _HeightAxis(pg.AxisItem):
    """Losses, logarithmic or linear, with few round numbers."""

    def __init__(self) -> None:
        super().__init__("left")
        self.log = True
        self.enableAutoSIPrefix(False)

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        room = max(2, int(size // 28))
        ticks = log_ticks(low, high, room) if self.log else linear_ticks(low, high, room)
        return [(1.0, ticks)]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        if not self.log:
            return [format_number(value) for value in exactly(values)]
        return [power_text(value) for value in values]


class _StepAxis(pg.AxisItem):
    """Whole steps."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self.enableAutoSIPrefix(False)

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        ticks = linear_ticks(low, high, max(2, int(size // 72)))
        return [(1.0, [tick for tick in ticks if tick == round(tick)])]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return [whole_number(value) for value in values]
