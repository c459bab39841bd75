"""What a network says over a plane of two features, behind the samples it learns from."""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.kit.panels.drag_panel import DragPanel
from app.kit.plots.annotations import paint_chip, paint_sentence, round_pen
from app.kit.plots.frame import Frame, numbers_at, paint_axes, with_axes
from app.kit.plots.legend import paint_legend
from app.kit.plots.numbers import Numbers
from app.kit.plots.ranges import Span, widened
from app.kit.theme import Theme
from app.kit.widgets.axis_chooser import AxisChooser
from app.kit.widgets.halo import halo_pen
from app.kit.widgets.kept_pixmap import KeptPixmap

from .answer_field import Field, FieldPicture
from .decision_legend import color_keys, symbol_keys
from .field_colors import Rectangle
from .sample_cloud import Points, SampleCloud

__all__ = ["DecisionMap", "Field", "Points"]

Bools = NDArray[np.bool_]

_ROW = 20.0
_LOWEST = 110.0
"""With less room than this, legend and names give way to the map."""

_PIXELS_PER_CELL = 4
_CELLS = 32
"""The field has a multiple of so many cells to a side: few shapes, since every new one is compiled."""

_MOST_CELLS = 192
_PROBE_RADIUS = 6.0
_GRIP = 14.0
_STEP, _LARGE_STEP = 0.01, 0.1
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class DecisionMap(DragPanel):
    """Emits `probe_moved(x, y)` while a person points or drags, then `probe_released`.

    `axes_chosen` has the features for both axes. Probe and axes change only when they are set.
    """

    probe_moved = Signal(float, float)
    probe_released = Signal()
    axes_chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rectangle: Rectangle = ((-1.0, 1.0), (-1.0, 1.0))
        self._shown = (0, 1)
        self._cloud = SampleCloud()
        self._field = FieldPicture()
        self._probe: tuple[float, float, str] | None = None
        self._frame: tuple[tuple[QRectF, Rectangle, str], Frame] | None = None
        self._ink = KeptPixmap()
        self._crosses = KeptPixmap()
        self.choosers = (AxisChooser(self), AxisChooser(self))
        self.choosers[0].chosen.connect(lambda index: self._choose(index, 0))
        self.choosers[1].chosen.connect(lambda index: self._choose(index, 1))
        self.retranslate()

    # --- what is shown ---

    def set_axes(self, names: tuple[str, ...], shown: tuple[int, int]) -> None:
        """Name the features, and which two of them are shown across and up."""
        self._shown = shown
        for chooser, index in zip(self.choosers, shown, strict=True):
            chooser.set_names(names, index)
        self.retranslate()
        self._place_choosers()

    def set_rectangle(self, rectangle: Rectangle) -> None:
        """What part of the plane is in view."""
        wanted = (widened(*rectangle[0]), widened(*rectangle[1]))
        if wanted != self._rectangle:
            self._rectangle = wanted
            self.zoom.reset()
            self.update()

    def set_points(self, points: Points, class_names: tuple[str, ...]) -> None:
        """Mark samples in the colours of their classes, or of their numbers if there are no classes."""
        self._cloud = SampleCloud(points, class_names, np.zeros(len(points.y), dtype=bool))
        self._forget()

    def set_wrong(self, mask: Bools) -> None:
        """Strike out these of the samples."""
        if len(mask) == len(self._cloud.points.y) and not np.array_equal(mask, self._cloud.wrong):
            self._cloud = self._cloud._replace(wrong=np.array(mask, dtype=bool))
            self._crosses.forget()
            self.update()

    def set_field(self, field: Field | None) -> None:
        """Show what the network says everywhere."""
        before, self._field = self._field.field, FieldPicture(field)
        if (before and before.numbers) != (field and field.numbers):
            self._forget()
        self.update()

    def set_probe(self, x: float, y: float, text: str) -> None:
        """Put the probe somewhere, with a word or two; nowhere, if that is not finite."""
        probe = (x, y, text) if math.isfinite(x) and math.isfinite(y) else None
        if probe != self._probe:
            self._probe = probe
            self.update()

    def set_theme(self, theme: Theme) -> None:
        self._forget()
        super().set_theme(theme)

    def resolution(self) -> tuple[int, int]:
        """(columns, rows) of the field that would look smooth here."""
        place = self.frame.place
        columns, rows = (
            min(max(round(length / (_PIXELS_PER_CELL * _CELLS)) * _CELLS, _CELLS), _MOST_CELLS)
            for length in (place.width(), place.height())
        )
        return columns, rows

    def title(self) -> str:
        return self.tr("What it computes")

    def numbers(self) -> Numbers | None:
        field, names = self._field.field, self._cloud.class_names
        if field is None:
            return None
        answers = names if field.values.shape[-1] > 1 else names[-1:] or (self.tr("answer"),)
        x, y = (chooser.text() for chooser in self.choosers)
        return field.table(x, y, answers)

    def _forget(self) -> None:
        self._ink.forget()
        self._crosses.forget()
        self.update()

    # --- places ---

    @property
    def _rows(self) -> float:
        """How high the rows above and below the plot are."""
        return _ROW if self.body.height() >= _LOWEST else 0.0

    @property
    def frame(self) -> Frame:
        """Where the plane is drawn."""
        body, font = self.body.adjusted(0, self._rows, 0, -self._rows), self.small_font
        shown = (self.zoom.x or self._rectangle[0], self.zoom.y or self._rectangle[1])
        key = (body, shown, font.key())
        if self._frame is None or self._frame[0] != key:
            self._frame = key, with_axes(body, *shown, font)
        return self._frame[1]

    def _place_choosers(self) -> None:
        body, place = self.body, self.frame.place
        across, up = self.choosers
        for chooser in self.choosers:
            chooser.setVisible(self._rows > 0)
            chooser.resize(chooser.sizeHint().boundedTo(across.maximumSize()))
            chooser.resize(min(chooser.width(), int(body.width() * 0.45)), int(_ROW))
        up.move(int(place.left()) - 4, int(body.top()) - 2)
        across.move(int(body.right()) - across.width() + 4, int(body.bottom() - _ROW) + 2)

    # --- painting ---

    def paint(self, painter: QPainter, *, pixels: bool) -> None:
        frame = self.frame
        painter.fillRect(frame.place, QColor(self.theme.neutral))
        self._field.paint(painter, frame, self.theme)
        key = (frame, self.size())
        if pixels:
            self._ink.paint(painter, self, key, lambda onto: self._paint_ink(onto, frame, pixels=True))
            self._crosses.paint(
                painter, self, key, lambda onto: self._cloud.paint_wrong(onto, frame, self.theme, pixels=True)
            )
        else:
            self._paint_ink(painter, frame, pixels=False)
            self._cloud.paint_wrong(painter, frame, self.theme, pixels=False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self.theme.line), 1.0))
        painter.drawRect(frame.place)
        field = self._field.field
        if field is not None and not np.isfinite(field.values).all():
            probe = None if self._probe is None else frame.point(*self._probe[:2])
            sentence = self.tr("Not a number: the run has diverged.")
            paint_sentence(painter, self.theme, self.font(), frame.place, sentence, probe)
        if self._probe is not None:
            self._paint_probe(painter, frame, *self._probe)
        self.paint_focus(painter, frame.place)

    def _paint_ink(self, painter: QPainter, frame: Frame, *, pixels: bool) -> None:
        """What stays while a network trains: axes, samples, legend."""
        paint_axes(painter, frame, self.theme, self.small_font)
        self._cloud.paint(painter, frame, self.theme, self._numbers(), pixels=pixels)
        if self._rows:
            self._paint_legends(painter)

    def _numbers(self) -> tuple[float, float]:
        """The numbers at the ends of the scale of colours."""
        field = self._field.field
        return self._cloud.number_range() if field is None or field.numbers is None else field.numbers

    def _paint_legends(self, painter: QPainter) -> None:
        body, font = self.body, self.small_font
        across, up = self.choosers
        classes = bool(self._cloud.class_names)
        top = QRectF(up.geometry().right() + 8.0, body.top() - 2, 0, _ROW)
        top.setRight(body.right())
        paint_legend(painter, top, symbol_keys(self.theme, wrong=classes), self.theme, font, right=True)
        bottom = QRectF(self.frame.place.left(), body.bottom() - _ROW + 2, 0, _ROW)
        bottom.setRight(across.geometry().left() - 8.0)
        caption = self.tr("by probability") if classes else ""
        keys = color_keys(self.theme, self._cloud.class_names, self._numbers())
        paint_legend(painter, bottom, keys, self.theme, font, caption=caption)

    def _paint_probe(self, painter: QPainter, frame: Frame, x: float, y: float, text: str) -> None:
        at, place = frame.point(x, y), frame.place
        if not place.adjusted(-1, -1, 1, 1).contains(at):
            return
        for pen in (halo_pen(self.theme, 2.5), round_pen(self.theme.text, 1.0, 0.8)):
            for arm in _arms(at, place, pen.widthF()):
                painter.fillRect(arm, pen.color())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (halo_pen(self.theme, 4.5), QPen(QColor(self.theme.text), 2.0)):
            painter.setPen(pen)
            painter.drawEllipse(at, _PROBE_RADIUS, _PROBE_RADIUS)
        if text:
            paint_chip(painter, self.theme, self.small_font, place.adjusted(4, 4, -4, -4), at, text)

    # --- pointer and keyboard ---

    def zoom_spans(self) -> tuple[Span, Span]:
        return self._rectangle

    def drag_area(self) -> QRectF:
        return self.frame.place.adjusted(-6, -6, 6, 6)

    def handle_offset(self, at: QPointF) -> QPointF | None:
        if self._probe is None:
            return None
        offset = self.frame.point(*self._probe[:2]) - at
        return offset if math.hypot(offset.x(), offset.y()) <= _GRIP else None

    def drag_to(self, pixel: QPointF, pressed: QPointF) -> None:
        self.probe_moved.emit(*numbers_at(self.frame, pixel))

    def move_by_key(self, event: QKeyEvent) -> bool:
        if event.key() not in _ARROWS:
            return False
        across, up = _ARROWS[Qt.Key(event.key())]
        share = _LARGE_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
        (left, right), (bottom, top) = self._rectangle
        x, y = self._probe[:2] if self._probe else ((left + right) / 2, (bottom + top) / 2)
        x, y = x + across * share * (right - left), y + up * share * (top - bottom)
        self.probe_moved.emit(min(max(x, left), right), min(max(y, bottom), top))
        return True

    def drag_ended(self) -> None:
        self.probe_released.emit()

    def _choose(self, feature: int, axis: int) -> None:
        """Take a feature for an axis; if the other one has it, they change places."""
        chosen = list(self._shown)
        if chosen[1 - axis] == feature:
            chosen[1 - axis] = chosen[axis]
        chosen[axis] = feature
        self.axes_chosen.emit(*chosen)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tooltip_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def tooltip_at(self, at: QPointF) -> str:
        """What is under the pointer, in a sentence."""
        frame = self.frame
        if not frame.place.contains(at):
            return ""
        sample = self._cloud.at(at, frame)
        if sample is not None:
            return self._cloud.sentence(sample)
        return self.tr(
            "What the network says everywhere; click, drag the probe or press arrow keys to ask at a place."
        )

    # --- the widget ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_choosers()

    def retranslate(self) -> None:
        super().retranslate()
        self.setAccessibleDescription(self.tr("The arrow keys move the probe, with Shift further."))
        meanings = (
            self.tr("Which feature is shown from left to right"),
            self.tr("Which feature is shown from bottom to top"),
        )
        for chooser, meaning in zip(self.choosers, meanings, strict=True):
            chooser.setToolTip(meaning)
            chooser.setAccessibleName(f"{meaning}: {chooser.text()}")
        self._forget()


def _arms(at: QPointF, place: QRectF, width: float) -> Iterator[QRectF]:
    """Of the cross hairs through a point, as rectangles: Qt strokes lines ten times as slowly."""
    gap, half = _PROBE_RADIUS + 1.0, width / 2
    left, right, top, bottom = place.left(), place.right(), place.top(), place.bottom()
    yield QRectF(at.x() - half, top, width, max(at.y() - gap - top, 0.0))
    yield QRectF(at.x() - half, at.y() + gap, width, max(bottom - at.y() - gap, 0.0))
    yield QRectF(left, at.y() - half, max(at.x() - gap - left, 0.0), width)
    yield QRectF(at.x() + gap, at.y() - half, max(right - at.x() - gap, 0.0), width)
