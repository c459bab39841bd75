"""How sharp the loss is where every run is, epoch by epoch, against what its learning rate stands."""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.kit.plots.annotations import paint_words
from app.kit.plots.captioned_panel import CaptionedPanel
from app.kit.plots.frame import draw_grid, draw_scale
from app.kit.plots.lines import draw_line
from app.kit.plots.readout import Value, paint_values
from app.kit.plots.run_marks import EDGE, draw_cross, draw_cursor, draw_head, epoch_by_key, parts, run_color
from app.kit.plots.ticks import whole_number, whole_ticks
from app.kit.run_style import Dash
from app.kit.theme import Theme
from app.kit.widgets.basic import Option, SegmentedChoice
from app.kit.widgets.kept_pixmap import KeptPixmap

from .lines import WAYS, CurvatureCurve, CurvatureCurves, Drawing, Line, View, Way, drawing
from .words import Reading, number, sentence, verdict_color

Floats = NDArray[np.float64]

__all__ = ["CurvatureCurve", "CurvatureCurves", "CurvaturePlot"]

_LIMIT: Dash = (5.0, 3.5)
"""The dashes of a threshold."""
_SAME = 1e-6
"""Powers of ten less apart than this are the same threshold."""
_TINT = 0.07
_LEAST = 60
"""Pixels of height without which curves tell nothing."""
_LEAST_WITH_ALL_WORDS = 320
"""With less height than this what is too long of the sentence gives way to the plot."""


class CurvaturePlot(CaptionedPanel):
    """`scrubbed` says at which epoch a person points, `way_chosen` which of two ways to look they want.

    "edge": for every run its sharpness as a multiple of what its learning rate stands, with a line at 1, the
    edge of stability. "sharpness": λmax itself, with the threshold of the shown run as a dashed line.
    """

    scrubbed = Signal(int)
    way_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = View()
        self._cursor: int | None = None
        self._pointer: QPointF | None = None
        self._scrubbing = False
        self._drawn: tuple[object, Drawing] | None = None
        self._ink = KeptPixmap()
        self.way = SegmentedChoice(WAYS)
        self.way.set_choice(WAYS[0])
        self.way.chosen.connect(self.way_chosen)
        self.head.addWidget(self.way)
        self.setMouseTracking(True)
        self.retranslate()

    # --- what is shown ---

    def set_curvature(self, curvature: CurvatureCurves) -> None:
        """Show what was measured of these runs."""
        self._change(curvature=curvature)

    def set_cursor(self, epoch: int | None) -> None:
        """Put the line at an epoch; the curves are pale after it. None: at the present, without a line."""
        if epoch != self._cursor:
            self._cursor = epoch
            self._tell()
            self.update()

    def set_shown(self, run: int) -> None:
        """Which run the other views show: its curve is strong, and the sentence is about it."""
        if run != self._view.shown:
            self._change(shown=run)

    def set_way(self, way: Way) -> None:
        """Look at it in one of the two ways."""
        self.way.set_choice(way)
        self._change(way=way)

    def set_every_limit(self, every: bool) -> None:
        """Show the thresholds of all runs, where λmax is shown, or only that of the shown one."""
        self._change(every_limit=every)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._change(theme=theme)

    def title(self) -> str:
        return self.tr("Sharpness")

    def retranslate(self) -> None:
        super().retranslate()
        edge = self.tr(
            "Sharpness divided by what the update rule stands, 2/η for gradient descent: above 1, steps"
            " along the sharpest direction overshoot and grow"
        )
        plain = self.tr(
            "λmax, the largest eigenvalue of the loss's Hessian; dashed: where the shown run would be at"
            " the edge of stability"
        )
        self.way.set_texts((Option("edge", self.tr("edge"), edge), Option("sharpness", "λmax", plain)))
        self.heading.setToolTip(
            self.tr(
                "How sharply the loss is curved where each run is; click or drag to look at another epoch"
            )
        )
        self._tell()

    def sizeHint(self) -> QSize:
        return QSize(390, 280)

    def _change(self, **changes: object) -> None:
        self._view = self._view._replace(**changes)  # type: ignore[arg-type]
        self._drawn = None
        self._ink.forget()
        self._tell()
        self.update()

    def _tell(self) -> None:
        shown = self._view.shown_curve
        until = math.inf if self.cursor_epoch is None else self.cursor_epoch
        reading = Reading("unknown") if shown is None else self._view.curvature.reading(shown, until)
        said = sentence(reading)
        color = verdict_color(reading.standing, self.theme)
        self.tell(said, color)
        if self.height() < _LEAST_WITH_ALL_WORDS:
            width = round(self.body.width())
            if self.sentence.heightForWidth(width) > self.sentence.sizeHint().height():
                self.sentence.set_text(sentence(reading._replace(alignment=math.nan)), color)

    # --- places ---

    @property
    def cursor_epoch(self) -> int | None:
        """The epoch at which the line stands."""
        return None if self._cursor is None else min(max(self._cursor, 0), self._view.curvature.trained)

    @property
    def drawing(self) -> Drawing:
        """The curves thinned to the present width, and the axes around them."""
        body = self.body
        if self._drawn is None or self._drawn[0] != body:
            self._drawn = body, drawing(self._view, body, self.small_font)
            self._ink.forget()
        return self._drawn[1]

    @property
    def ground(self) -> QRectF:
        """What the axes enclose."""
        return self.drawing.frame.place.adjusted(-EDGE, 0, EDGE, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    # --- a person ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        inside = self.ground.contains(event.position())
        self._scrubbing = inside and event.button() == Qt.MouseButton.LeftButton
        self._point(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._scrubbing = False

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.update()
        super().leaveEvent(event)

    def _point(self, at: QPointF) -> None:
        self._pointer = at if self.ground.contains(at) else None
        if self._scrubbing:
            self._ask_for(self.drawing.frame.x_at(at.x()))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        trained = self._view.curvature.trained
        now = trained if self.cursor_epoch is None else self.cursor_epoch
        epoch = epoch_by_key(event.key(), now, trained)
        if epoch is None:
            super().keyPressEvent(event)
        else:
            self._ask_for(epoch)

    def _ask_for(self, epoch: float) -> None:
        trained = self._view.curvature.trained
        if trained:
            self.scrubbed.emit(round(min(max(epoch, 0.0), trained)))

    # --- painting ---

    def paint(self, painter: QPainter, *, pixels: bool) -> None:
        drawing, ground = self.drawing, self.ground
        if ground.width() < 4 * EDGE or ground.height() < _LEAST / 2:
            return
        painter.setFont(self.small_font)
        self._paint_ground(painter)
        epoch = self.cursor_epoch
        now = None if epoch is None else drawing.frame.point(epoch, 0.0).x()
        for part, opacity in parts(ground, now):
            painter.save()
            painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
            painter.setOpacity(opacity)
            if pixels:
                self._ink.paint(painter, self, ground.getRect(), self._paint_lines)
            else:
                self._paint_lines(painter)
            painter.restore()
        self._paint_limits(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if epoch is not None:
            draw_cursor(painter, drawing.frame, ground, epoch, (0.0, self.width()), self.theme)
        self._paint_heads(painter)
        self._paint_pointed(painter)
        self.paint_focus(painter, ground.adjusted(-1, -1, 1, 1))

    def _paint_ground(self, painter: QPainter) -> None:
        """The axes, and above the edge of stability a tint."""
        drawing, ground = self.drawing, self.ground
        if self._view.way == "edge":
            tint = QColor(self.theme.warning)
            tint.setAlphaF(_TINT)
            top, edge = ground.top(), drawing.frame.point(0.0, 0.0).y()
            painter.fillRect(QRectF(ground.left(), top, ground.width(), edge - top), tint)
        epochs = whole_ticks(*drawing.frame.x, max(2, int(ground.width() // 72)))
        draw_grid(painter, drawing.frame, ground, drawing.values, self.theme)
        draw_scale(painter, drawing.frame, ground, epochs, self.tr("epoch"), self.theme)
        if self._view.way == "edge":
            edge = round(drawing.frame.point(0.0, 0.0).y())
            painter.setPen(QPen(QColor(self.theme.warning), 1))
            painter.drawLine(QLineF(ground.left(), edge, ground.right(), edge))
        if not any(np.isfinite(line.heights).any() for line in drawing.lines):
            painter.setPen(QColor(self.theme.muted))
            words = self.tr("The curvature is measured while the network trains.")
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
            painter.drawText(ground.adjusted(8, 0, -8, -8), flags, words)

    def _paint_lines(self, painter: QPainter) -> None:
        frame = self.drawing.frame
        painter.setClipRect(self.ground, Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for curve, line in self._by_importance():
            shown = curve.run == self._view.shown
            ink = run_color(curve.style, shown, self.theme)
            across, down = frame.across(line.epochs), frame.down(line.heights)
            crowded = len(self._view.curvature.epochs) > 2 * self.ground.width()  # wide by itself, then
            width = 2.2 if shown else 1.0 if crowded else 1.8
            draw_line(painter, across, down, ink, width, curve.style.dash)

    def _by_importance(self) -> Iterator[tuple[CurvatureCurve, Line]]:
        """The shown run last, so that it lies on top."""
        pairs = zip(self._view.curvature.curves, self.drawing.lines, strict=True)
        yield from sorted(pairs, key=lambda pair: pair[0].run == self._view.shown)

    def _paint_limits(self, painter: QPainter) -> None:
        """The names of the lines that sharpness may not cross, and what of them lies over the curves."""
        frame, ground = self.drawing.frame, self.ground
        if self._view.way == "edge":
            y = frame.point(0.0, 0.0).y()
            self._name(painter, QPointF(ground.left(), y), self.tr("edge of stability"))
            return
        for curve, line in zip(self._view.curvature.curves, self.drawing.limits, strict=True):
            known = line.heights[np.isfinite(line.heights)]
            if not len(known):
                continue
            if known[-1] > frame.y[1]:
                self._name(painter, ground.topLeft(), f"↑ {self._limit_name(curve)}")
                continue
            painter.save()
            painter.setClipRect(ground, Qt.ClipOperation.IntersectClip)
            epochs = np.append(line.epochs, 1.1 * frame.x[1])
            down = frame.down(np.append(line.heights, known[-1]))
            draw_line(painter, frame.across(epochs), down, QColor(curve.style.color), 1.4, _LIMIT)
            painter.restore()
            since = line.epochs[np.flatnonzero(np.abs(line.heights - known[-1]) > _SAME)[-1:]]
            x = frame.point(float(since[0]), 0.0).x() if len(since) else ground.left()
            y = frame.point(0.0, float(known[-1])).y()
            self._name(painter, QPointF(x, y), self._limit_name(curve))

    def _limit_name(self, curve: CurvatureCurve) -> str:
        if curve.preconditioned is not None:
            return self.tr("edge of stability")
        known = curve.threshold[~np.isnan(curve.threshold)]
        return f"{curve.limit} = {number(float(known[-1]))}"

    def _name(self, painter: QPainter, at: QPointF, name: str) -> None:
        """A few words over a line, or under it where there is no room."""
        metrics = QFontMetricsF(painter.font())
        wide, high = metrics.horizontalAdvance(name), metrics.height()
        top = at.y() - high - 2 if at.y() - high - 2 >= self.ground.top() else at.y() + 3
        place = QRectF(min(at.x() + 6, self.ground.right() - wide - 3), top, wide, high)
        paint_words(painter, self.theme, place, name, self.theme.text)

    def _paint_heads(self, painter: QPainter) -> None:
        """A marker where every run is at the cursor's epoch, or a cross where it diverged before."""
        frame = self.drawing.frame
        until = math.inf if self.cursor_epoch is None else self.cursor_epoch
        low, high = frame.y
        for curve, line in self._by_importance():
            shown = curve.run == self._view.shown
            ink = run_color(curve.style, shown, self.theme)
            reached = np.flatnonzero(np.isfinite(line.heights) & (line.epochs <= until))
            if not len(reached):
                continue
            epoch, height = line.epochs[reached[-1]], line.heights[reached[-1]]
            if curve.diverged_epoch is not None and curve.diverged_epoch <= until:
                place = frame.point(curve.diverged_epoch, min(max(height, low), high))
                draw_cross(painter, place, ink, self.theme)
            elif low <= height <= high:
                place = frame.point(epoch, height)
                draw_head(painter, place, curve.style, ink, self.theme, 11 if shown else 9)

    def _paint_pointed(self, painter: QPainter) -> None:
        """What every run has under the pointer."""
        epochs, ground = self._view.curvature.epochs, self.ground
        if self._pointer is None or not len(epochs):
            return
        at = int(np.abs(epochs - self.drawing.frame.x_at(self._pointer.x())).argmin())
        values = [
            Value(curve.style, self._value(curve, at))
            for curve in self._view.curvature.curves
            if np.isfinite(curve.compared[at])
        ]
        if not values:
            return
        x = self.drawing.frame.point(float(epochs[at]), 0.0).x()
        painter.setPen(QPen(QColor(self.theme.muted), 1))
        painter.drawLine(QLineF(x, ground.top(), x, ground.bottom()))
        caption = self.tr("epoch {number}").format(number=whole_number(float(epochs[at])))
        bounds = QRectF(self.rect()).adjusted(4, ground.top(), -4, 0)
        bounds.setBottom(ground.bottom())
        near = QPointF(x, self._pointer.y())
        paint_values(painter, self.theme, self.small_font, bounds, near, caption, values)

    def _value(self, curve: CurvatureCurve, at: int) -> str:
        if self._view.way == "sharpness":
            return number(float(curve.sharpness[at]))
        compared, threshold = number(float(curve.compared[at])), number(float(curve.threshold[at]))
        return f"{number(float(curve.ratio[at]))} = {compared} / {threshold}"
