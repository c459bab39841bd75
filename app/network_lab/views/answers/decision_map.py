"""What a network says over a plane of two features, behind the samples it learns from."""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.kit.numbers import format_number
from app.kit.plots.annotations import paint_chip, paint_sentence, round_pen
from app.kit.plots.drag_panel import DragPanel
from app.kit.plots.frame import Frame, area, numbers_at, paint_axes, to_pixels, with_axes
from app.kit.plots.legend import Key, paint_legend, shade_key
from app.kit.plots.lines import draw_line
from app.kit.plots.numbers import Numbers
from app.kit.plots.ranges import Span, widened
from app.kit.theme import Theme
from app.kit.widgets.axis_chooser import AxisChooser
from app.kit.widgets.halo import halo_pen
from app.kit.widgets.kept_pixmap import KeptPixmap
from app.kit.widgets.shades import loss_colors

from .field_colors import Rectangle, boundaries, class_image, contours, mark_color, number_image, sure_color
from .sample_symbols import (
    Draw,
    Ink,
    draw_cross,
    draw_disc,
    draw_each,
    draw_ring,
    halo_of,
    mark_key,
    mark_radius,
    reach,
    stamp,
)

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_ROW = 20.0
_LOWEST = 110.0
"""With less room than this, legend and names give way to the map."""

_NUMBER_SHADES = 32
_PIXELS_PER_CELL = 4
_CELLS = 32
"""The field has a multiple of so many cells to a side: few shapes, since every new one is compiled."""

_MOST_CELLS = 192
_FAINT = 0.22
"""How opaque lines of equal numbers are."""

_PROBE_RADIUS = 6.0
_GRIP = 14.0
_STEP, _LARGE_STEP = 0.01, 0.1
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class Points(NamedTuple):
    """Samples: x (n, 2) in the features that are shown, y (n,) classes or numbers, validation (n,) bool."""

    x: Floats
    y: Floats
    validation: Bools


class Field(NamedTuple):
    """What the network says at the centres of the cells of a rectangle: (rows from below, columns, k).

    k class probabilities, k = 1 being that of the second class; or with `numbers`, the lowest and the highest
    that have a colour, k = 1 numbers.
    """

    rectangle: Rectangle
    values: Floats
    numbers: tuple[float, float] | None


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
        self._points = Points(np.empty((0, 2)), np.empty(0), np.empty(0, dtype=bool))
        self._class_names: tuple[str, ...] = ()
        self._wrong: Bools = np.empty(0, dtype=bool)
        self._field: Field | None = None
        self._picture: tuple[str, QImage] | None = None
        self._lines: Floats | None = None
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
        self._points, self._class_names = points, class_names
        self._wrong = np.zeros(len(points.y), dtype=bool)
        self._forget()

    def set_wrong(self, mask: Bools) -> None:
        """Strike out these of the samples."""
        if len(mask) == len(self._points.y) and not np.array_equal(mask, self._wrong):
            self._wrong = np.array(mask, dtype=bool)
            self._crosses.forget()
            self.update()

    def set_field(self, field: Field | None) -> None:
        """Show what the network says everywhere."""
        before, self._field = self._field, field
        self._picture = self._lines = None
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
        self._picture = None
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
        """Both features and what the network says, a row for every cell of the plane."""
        if self._field is None:
            return None
        (left, right), (bottom, top) = self._field.rectangle
        rows, columns, outputs = self._field.values.shape
        x = left + (np.arange(columns) + 0.5) * (right - left) / columns
        y = bottom + (np.arange(rows) + 0.5) * (top - bottom) / rows
        across, up = np.meshgrid(x, y)
        said = self._field.values.reshape(-1, outputs)
        names = self._class_names if outputs > 1 else self._class_names[-1:] or (self.tr("answer"),)
        return Numbers(
            (*(chooser.text() for chooser in self.choosers), *names),
            np.column_stack([across.ravel(), up.ravel(), said]),
        )

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
        self._paint_field(painter, frame)
        key = (frame, self.size())
        if pixels:
            self._ink.paint(painter, self, key, lambda onto: self._paint_ink(onto, frame, pixels=True))
            self._crosses.paint(painter, self, key, lambda onto: self._paint_wrong(onto, frame, pixels=True))
        else:
            self._paint_ink(painter, frame, pixels=False)
            self._paint_wrong(painter, frame, pixels=False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self.theme.line), 1.0))
        painter.drawRect(frame.place)
        if self._field is not None and not np.isfinite(self._field.values).all():
            probe = None if self._probe is None else frame.point(*self._probe[:2])
            sentence = self.tr("Not a number: the run has diverged.")
            paint_sentence(painter, self.theme, self.font(), frame.place, sentence, probe)
        if self._probe is not None:
            self._paint_probe(painter, frame, *self._probe)
        self.paint_focus(painter, frame.place)

    def _paint_field(self, painter: QPainter, frame: Frame) -> None:
        if self._field is None or not self._field.values.size:
            return
        rectangle, values, numbers = self._field
        if self._picture is None or self._picture[0] != self.theme.name:
            image = (
                class_image(values, self.theme)
                if numbers is None
                else number_image(values[..., 0], *numbers, self.theme)
            )
            self._picture = self.theme.name, image
        if self._lines is None:
            self._lines = (
                boundaries(rectangle, values)
                if numbers is None
                else contours(rectangle, values[..., 0], *numbers)
            )
        painter.save()
        painter.setClipRect(frame.place, Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area(frame, *rectangle), self._picture[1])
        ink = QColor(self.theme.text)
        ink.setAlphaF(_FAINT if numbers is not None else 1.0)
        x, y = to_pixels(frame, *self._lines.T).T.copy()
        draw_line(painter, x, y, ink, 1.0 if numbers is not None else 1.4)
        painter.restore()

    def _paint_ink(self, painter: QPainter, frame: Frame, *, pixels: bool) -> None:
        """What stays while a network trains: axes, samples, legend."""
        paint_axes(painter, frame, self.theme, self.small_font)
        radius = mark_radius(len(self._points.y), frame.place)
        which, drawings = self._marks(radius)
        self._paint_marks(painter, frame, self._points.x, which, drawings, radius, pixels=pixels)
        if self._rows:
            self._paint_legends(painter)

    def _paint_wrong(self, painter: QPainter, frame: Frame, *, pixels: bool) -> None:
        places = self._points.x[self._wrong]
        radius = mark_radius(len(self._points.y), frame.place)
        cross = draw_cross(Ink(QColor(self.theme.text), halo_of(self.theme)), radius + 0.8)
        which = np.zeros(len(places), dtype=np.intp)
        self._paint_marks(painter, frame, places, which, [cross], radius, pixels=pixels)

    def _paint_marks(
        self,
        painter: QPainter,
        frame: Frame,
        places: Floats,
        which: NDArray[np.intp],
        drawings: list[Draw],
        radius: float,
        *,
        pixels: bool,
    ) -> None:
        painter.save()
        painter.setClipRect(frame.place.adjusted(-2, -2, 2, 2), Qt.ClipOperation.IntersectClip)
        at = to_pixels(frame, *places.reshape(-1, 2).T)
        if pixels:
            stamp(painter, at, which, drawings, reach(radius))
        else:
            draw_each(painter, at, which, drawings)
        painter.restore()

    def _marks(self, radius: float) -> tuple[NDArray[np.intp], list[Draw]]:
        """For every sample the index of its mark among these: filled ones, then hollow ones."""
        theme, y = self.theme, self._points.y
        if self._class_names:
            colors = [mark_color(theme, index) for index in range(len(self._class_names))]
            shade = np.clip(np.nan_to_num(y), 0, len(colors) - 1).astype(np.intp)
        else:
            ramp = loss_colors(theme.name, _NUMBER_SHADES)
            colors = [QColor(*(int(part) for part in color[2::-1])) for color in ramp]
            low, high = self._numbers()
            share = np.clip((np.nan_to_num(y) - low) / (high - low or 1.0), 0.0, 1.0)
            shade = (share * (_NUMBER_SHADES - 1) + 0.5).astype(np.intp)
        halo = halo_of(theme)
        outline = None if self._class_names else QColor(theme.text)
        inks = [Ink(color, halo, outline) for color in colors]
        drawings = [draw_disc(ink, radius) for ink in inks] + [draw_ring(ink, radius) for ink in inks]
        return np.where(self._points.validation, shade + len(colors), shade), drawings

    def _numbers(self) -> tuple[float, float]:
        """The numbers at the ends of the scale of colours."""
        if self._field is not None and self._field.numbers is not None:
            return self._field.numbers
        y = self._points.y[np.isfinite(self._points.y)]
        return (float(y.min()), float(y.max())) if y.size else (0.0, 1.0)

    def _paint_legends(self, painter: QPainter) -> None:
        theme, body, halo = self.theme, self.body, halo_of(self.theme)
        ink, cross = Ink(QColor(theme.muted), halo), Ink(QColor(theme.text), halo)
        across, up = self.choosers
        keys = [
            Key(self.tr("training"), 9, mark_key(draw_disc(ink, 3.6))),
            Key(self.tr("validation"), 9, mark_key(draw_ring(ink, 3.6))),
        ]
        if self._class_names:
            keys.append(Key(self.tr("wrong"), 9, mark_key(draw_cross(cross, 3.8))))
        top = QRectF(up.geometry().right() + 8.0, body.top() - 2, 0, _ROW)
        top.setRight(body.right())
        paint_legend(painter, top, keys, theme, self.small_font, right=True)
        bottom = QRectF(self.frame.place.left(), body.bottom() - _ROW + 2, 0, _ROW)
        bottom.setRight(across.geometry().left() - 8.0)
        caption = self.tr("by probability") if self._class_names else ""
        paint_legend(painter, bottom, self._color_keys(), theme, self.small_font, caption=caption)

    def _color_keys(self) -> list[Key]:
        theme = self.theme
        if self._class_names:
            return [
                shade_key(name, (theme.neutral, sure_color(theme, index).name()))
                for index, name in enumerate(self._class_names)
            ]
        ramp = [QColor(*(int(part) for part in color[2::-1])).name() for color in loss_colors(theme.name, 9)]
        low, high = (format_number(number, 3) for number in self._numbers())
        return [Key(low), shade_key(high, ramp, 72.0)]

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
        sample = self._sample_at(at, frame)
        if sample is not None:
            return self._sentence(sample)
        return self.tr(
            "What the network says everywhere; click, drag the probe or press arrow keys to ask at a place."
        )

    def _sample_at(self, at: QPointF, frame: Frame) -> int | None:
        if not len(self._points.y):
            return None
        away = np.hypot(*(to_pixels(frame, *self._points.x.T) - (at.x(), at.y())).T)
        nearest = int(np.argmin(np.where(np.isfinite(away), away, np.inf)))
        return nearest if away[nearest] <= mark_radius(len(away), frame.place) + 2.0 else None

    def _sentence(self, index: int) -> str:
        y = self._points.y[index]
        name = (
            self._class_names[int(y)]
            if self._class_names and 0 <= y < len(self._class_names)
            else format_number(float(y), 4)
        )
        kind = self.tr("validation sample") if self._points.validation[index] else self.tr("training sample")
        if self._wrong[index]:
            return self.tr("A {kind} of {name} that the network has wrong").format(kind=kind, name=name)
        return self.tr("A {kind}: {name}").format(kind=kind, name=name)

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
