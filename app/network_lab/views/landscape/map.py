"""The map of a plane through weight space: loss from above, the paths of the runs, a place to look at."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from app.kit.numbers import format_number
from app.kit.plots.annotations import paint_chip, paint_nothing, paint_sentence
from app.kit.plots.drag_panel import DragPanel
from app.kit.plots.frame import Frame, numbers_at, room_for
from app.kit.plots.lines import draw_segments
from app.kit.plots.ticks import Tick, number_ticks
from app.kit.theme import Theme
from app.kit.widgets.color_bar import ColorBar
from app.kit.widgets.halo import halo_pen
from app.kit.widgets.kept_pixmap import KeptPixmap
from app.kit.widgets.shades import difference_colors, image_of, loss_colors
from core.landscape.landscape import Of
from core.loss_map import Scaling
from core.plane import Range

from .paths import Mark, RunPath, finite, into_view, marks, paint_halos, paint_lines, paint_mark, pixels_of
from .shading import Shading, shading, value_at

Floats = NDArray[np.float64]

_LEFT, _BOTTOM = 30, 17
"""Pixels for the numbers beside and below the map."""
_LEVELS, _FEW_LEVELS = 13, 9
"""Of contour lines, on a large and a small map; odd, so that a difference has a line at 0."""
_LARGE = 300.0
"""A map of this height has room for many lines and a whole colour bar."""
_CONTOUR_OPACITY = 0.2
_HALO_OPACITY = 0.6
_GAP = 6
_GRIP = 13.0
_REACH = 9.0
"""How near to a mark, in pixels, the pointer asks about it."""
_PLACE = 7.0
_COMPUTING_MS = 600
"""What is computed sooner is not said to be."""

_STEP, _LARGE_STEP = 0.01, 0.1
_ZOOM = 1.25
_CLOSEST, _FARTHEST = 1e-6, 1e6
"""Bounds of the zoom: lengths of a side of the range."""

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_CLOSER = {Qt.Key.Key_Plus, Qt.Key.Key_Equal}


class Backdrop(NamedTuple):
    """Losses (m, n) at nodes β (m,) and α (n,), evenly spaced; NaN or infinite where there is no number.

    other (m, n): what is told with it at the pointer: of "training" the validation loss, of all others the
    training loss.
    """

    alpha: Floats
    beta: Floats
    losses: Floats
    of: Of = "training"
    other: Floats | None = None

    @property
    def is_plane(self) -> bool:
        """Whether there is something to see: two nodes or more each way, at different places."""
        return min(self.losses.shape) > 1 and all(low < high < math.inf for low, high in self.range)

    @property
    def range(self) -> Range:
        """From the first to the last node."""
        return (float(self.alpha[0]), float(self.alpha[-1])), (float(self.beta[0]), float(self.beta[-1]))


class LandscapeMap(DragPanel):
    """Shows losses over a plane, and what happens on it.

    `place_moved(α, β)` while a person points at a place, then `place_released`; `place_cleared` when they
    want none; the place itself moves only by `set_place`. `range_wanted(Range | None)` says what a person
    wants to see, None: all; `set_range` shows it. `scaling_chosen` comes from the colour bar.
    """

    place_moved = Signal(float, float)
    place_released = Signal()
    place_cleared = Signal()
    range_wanted = Signal(object)
    scaling_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, right_drags=True)
        self.heading.hide()
        self._backdrop: Backdrop | None = None
        self._paths: tuple[RunPath, ...] = ()
        self._range: Range | None = None
        self._place: tuple[float, float, str] | None = None
        self._scaling: Scaling = "rank"
        self._empty = ""
        self._hover: QPointF | None = None
        self._panned: tuple[QPointF, Range] | None = None
        self._progress: float | None = None
        self._shading: Shading | None = None
        self._ground, self._halos, self._lines = KeptPixmap(), KeptPixmap(), KeptPixmap()
        self._slow = QTimer(self, singleShot=True, interval=_COMPUTING_MS)
        self._slow.timeout.connect(self.update)
        self.bar = ColorBar(self)
        self.bar.scaling_chosen.connect(self.scaling_chosen)
        self.bar.hide()
        self.setMinimumSize(120, 80)
        self.retranslate()

    # --- what is shown ---

    def set_backdrop(self, backdrop: Backdrop | None) -> None:
        """Show losses as colour and contour lines; None: there are none yet."""
        self._backdrop = backdrop if backdrop is not None and backdrop.is_plane else None
        self._shade()

    def set_paths(self, paths: Sequence[RunPath]) -> None:
        """Show where runs went on the plane, as far as that is finite."""
        self._paths = tuple(finite(path) for path in paths)
        self._forget_paths()

    def set_place(self, place: tuple[float, float] | None, text: str = "") -> None:
        """Mark the place whose network is looked at, with its losses or other words; None: none."""
        known = place is not None and math.isfinite(place[0]) and math.isfinite(place[1])
        shown = (*place, text) if known and place is not None else None
        if shown != self._place:
            self._place = shown
            self.update()

    def set_scaling(self, scaling: Scaling) -> None:
        """How loss becomes colour."""
        if scaling != self._scaling:
            self._scaling = scaling
            self.bar.set_scaling(scaling)
            self._shade()

    def set_range(self, range: Range | None) -> None:
        """Show this part of the plane, however far the losses reach; None: all of them."""
        if range != self._range:
            self._range = range
            self._forget()

    def set_progress(self, done: float | None) -> None:
        """Which share of new losses is there, NaN if that is not known; None: none are being computed.

        It is said only if it lasts.
        """
        if done is None:
            self._slow.stop()
        elif self._progress is None:
            self._slow.start()
        if done != self._progress:
            self._progress = done
            self.update()

    def set_empty_text(self, text: str) -> None:
        """What to say while there are no losses."""
        self._empty = text
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self.bar.set_theme(theme)
        super().set_theme(theme)
        self._forget()

    def title(self) -> str:
        return self.tr("Its landscape")

    @property
    def range(self) -> Range:
        """What of the plane can be seen."""
        if self._range is not None:
            return self._range
        return self._backdrop.range if self._backdrop is not None else ((-1.0, 1.0), (-1.0, 1.0))

    def _shade(self) -> None:
        made = self._backdrop
        self._shading = None
        if made is not None:
            large = self.frame.place.height() >= _LARGE
            levels = _LEVELS if large else _FEW_LEVELS
            signed = made.of == "difference"
            self._shading = shading(
                made.alpha, made.beta, made.losses, self._scaling, levels, difference=signed
            )
            if made.of == "batch" and made.other is not None:
                # The lines stand still while the colours flicker: they are those of all batches together.
                mean = shading(made.alpha, made.beta, made.other, self._scaling, levels)
                self._shading = self._shading._replace(contours=mean.contours)
            self.bar.set_scale(self._shading.scale, difference=signed)
        self._place_bar()
        self._forget()

    def _forget(self) -> None:
        self._ground.forget()
        self._forget_paths()

    def _forget_paths(self) -> None:
        self._halos.forget()
        self._lines.forget()
        self.update()

    # --- places ---

    @property
    def body(self) -> QRectF:
        return QRectF(self.rect()).adjusted(0, 1, -1, 0)

    @property
    def frame(self) -> Frame:
        """Where the plane is drawn."""
        body, (across, up) = self.body, self.range
        if self._backdrop is None:
            return Frame(body, across, up)
        place = body.adjusted(_LEFT, 0, 0, -_BOTTOM)
        place.setWidth(max(place.width(), 1.0))
        place.setHeight(max(place.height(), 1.0))
        left = room_for(_up_ticks(Frame(place, across, up)), self.small_font, _LEFT)
        place.setLeft(min(left, body.width() / 3))
        return Frame(place, across, up)

    def _place_bar(self) -> None:
        place = self.frame.place
        self.bar.set_compact(place.height() < _LARGE or place.width() < 1.4 * _LARGE)
        size = self.bar.sizeHint()
        fits = size.width() + 2 * _GAP <= place.width() and 5 * size.height() <= place.height()
        self.bar.setVisible(fits and self._shading is not None)
        corner = place.bottomRight().toPoint()
        self.bar.setGeometry(
            corner.x() - size.width() - _GAP, corner.y() - size.height() - _GAP, size.width(), size.height()
        )

    # --- painting ---

    def paint(self, painter: QPainter, *, pixels: bool) -> None:
        frame = self.frame
        key = (frame, self.theme.name)
        if pixels:
            self._ground.paint(painter, self, key, lambda onto: self._paint_ground(onto, frame))
            painter.setOpacity(_HALO_OPACITY)
            self._halos.paint(painter, self, key, lambda onto: self._paint_halos(onto, frame))
            painter.setOpacity(1.0)
            self._lines.paint(painter, self, key, lambda onto: self._paint_lines(onto, frame))
        else:
            self._paint_ground(painter, frame)
            painter.setOpacity(_HALO_OPACITY)
            self._paint_halos(painter, frame)
            painter.setOpacity(1.0)
            self._paint_lines(painter, frame)
        for mark in marks(frame, self._paths):
            paint_mark(painter, frame, mark, self.theme)
        self._paint_words(painter, frame)
        self.paint_focus(painter, frame.place)

    def _paint_ground(self, painter: QPainter, frame: Frame) -> None:
        place, made = frame.place, self._shading
        painter.fillRect(place, QColor(self.theme.raised))
        if made is not None:
            self._paint_losses(painter, frame, made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self.theme.line), 1.0))
        painter.drawRect(place)
        if self._backdrop is not None:
            self._paint_axes(painter, frame)

    def _paint_losses(self, painter: QPainter, frame: Frame, made: Shading) -> None:
        signed = self._backdrop is not None and self._backdrop.of == "difference"
        colors = (difference_colors if signed else loss_colors)(self.theme.name)
        painter.save()
        painter.setClipRect(frame.place, Qt.ClipOperation.IntersectClip)
        if not np.isfinite(made.shades).all():
            painter.fillRect(frame.place, QBrush(QColor(self.theme.line), Qt.BrushStyle.BDiagPattern))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        corners = pixels_of(frame, np.array(made.rectangle).T)
        whole = QRectF(QPointF(*corners[0]), QPointF(*corners[1])).normalized()
        painter.drawImage(whole, image_of(made.shades, colors))
        ink = QColor(self.theme.text)
        ink.setAlphaF(_CONTOUR_OPACITY)
        painter.setPen(QPen(ink, 1.0, c=Qt.PenCapStyle.FlatCap))
        lines = pixels_of(frame, made.contours)
        segments = np.concatenate([lines[:-1], lines[1:]], axis=1)
        draw_segments(painter, segments[np.isfinite(segments).all(axis=1)])
        painter.restore()

    def _paint_axes(self, painter: QPainter, frame: Frame) -> None:
        """Numbers along the left and the lower edge, and at their ends which directions they count."""
        place, font = frame.place, self.small_font
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(QColor(self.theme.muted))
        top = place.top() + metrics.ascent()
        painter.drawText(QPointF(place.left() - 6 - metrics.horizontalAdvance("β"), top - 1), "β")
        for number, text in _up_ticks(frame):
            y = min(pixels_of(frame, np.array([0.0, number]))[0][1] + metrics.capHeight() / 2, place.bottom())
            if y - metrics.capHeight() > top + 2:
                painter.drawText(QPointF(place.left() - 6 - metrics.horizontalAdvance(text), y), text)
        baseline = place.bottom() + 4 + metrics.ascent()
        last = place.right() - metrics.horizontalAdvance("α") - 1
        painter.drawText(QPointF(last, baseline), "α")
        for number, text in number_ticks(*frame.x, max(2, int(place.width() // 64))):
            wide = metrics.horizontalAdvance(text)
            left = max(pixels_of(frame, np.array([number, 0.0]))[0][0] - wide / 2, place.left() - 2)
            if left + wide < last - 6:
                painter.drawText(QPointF(left, baseline), text)

    def _paint_halos(self, painter: QPainter, frame: Frame) -> None:
        painter.save()
        painter.setClipRect(frame.place, Qt.ClipOperation.IntersectClip)
        paint_halos(painter, frame, self._paths, self.theme)
        painter.restore()

    def _paint_lines(self, painter: QPainter, frame: Frame) -> None:
        painter.save()
        painter.setClipRect(frame.place, Qt.ClipOperation.IntersectClip)
        paint_lines(painter, frame, self._paths)
        painter.restore()

    def _paint_words(self, painter: QPainter, frame: Frame) -> None:
        room, font = frame.place.adjusted(4, 4, -4, -4), self.small_font
        if self._backdrop is None:
            computing = self._progress is not None and not self._slow.isActive()
            words = self.tr("The first landscape is being computed …") if computing else self._empty
            paint_nothing(painter, self.theme, self.font(), frame.place, words)
        elif self._shading is not None and np.isnan(self._shading.shades).all():
            sentence = self.tr("No loss here is a finite number.")
            paint_sentence(painter, self.theme, self.font(), frame.place, sentence)
        hover, at_rest = self._hover, self.gestures.pressed is None and self._panned is None
        asks = hover is not None and at_rest and self.handle_offset(hover) is None
        pointed = self.words_at(hover) if hover is not None and asks else ""
        if self._place is not None:
            at = QPointF(*pixels_of(frame, np.array([self._place[:2]]))[0])
            words = self._place[2] or self.words_at(at)
            self._paint_place(painter, frame, at, "" if pointed else words)  # two chips would overlap
        if hover is not None and pointed:
            paint_chip(painter, self.theme, font, room, hover, pointed)
        if self._backdrop is not None and self._progress is not None and not self._slow.isActive():
            self._paint_progress(painter, room)

    def _paint_place(self, painter: QPainter, frame: Frame, at: QPointF, text: str) -> None:
        place = frame.place
        if not place.adjusted(-1, -1, 1, 1).contains(at):
            return
        diamond = QPainterPath(at - QPointF(0, _PLACE))
        for x, y in ((_PLACE, 0), (0, _PLACE), (-_PLACE, 0)):
            diamond.lineTo(at + QPointF(x, y))
        diamond.closeSubpath()
        painter.setBrush(QColor(self.theme.accent))
        painter.setPen(halo_pen(self.theme, 5.0))
        painter.drawPath(diamond)
        painter.setPen(QPen(QColor(self.theme.text), 1.6, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(diamond)
        if text:
            paint_chip(painter, self.theme, self.small_font, place.adjusted(4, 4, -4, -4), at, text)

    def _paint_progress(self, painter: QPainter, room: QRectF) -> None:
        done = self._progress
        text = self.tr("computing …")
        if done is not None and math.isfinite(done):
            text = self.tr("computing … {share} %").format(share=round(100 * done))
        corner = room.topLeft() - QPointF(20.0, 20.0)  # as near to it as the chip can stand
        paint_chip(painter, self.theme, self.small_font, room, corner, text)

    # --- what is where ---

    def words_at(self, at: QPointF) -> str:
        """Loss and coordinates under a pixel; nothing outside the losses."""
        frame, made = self.frame, self._backdrop
        if made is None or not frame.place.contains(at):
            return ""
        a, b = numbers_at(frame, at)
        (left, right), (bottom, top) = made.range
        if not (left <= a <= right and bottom <= b <= top):
            return ""
        names = {
            "training": (self.tr("training"), self.tr("validation")),
            "validation": (self.tr("validation"), self.tr("training")),
            "difference": (self.tr("validation − training"), self.tr("training")),
            "batch": (self.tr("this batch"), self.tr("training")),
        }
        told = [(names[made.of][0], made.losses)]
        if made.other is not None and made.other.shape == made.losses.shape:
            told.append((names[made.of][1], made.other))
        lines = [
            f"{name} {self._number(value_at(made.alpha, made.beta, losses, a, b))}" for name, losses in told
        ]
        return "\n".join([*lines, f"α {_coordinate(a, left, right)}   β {_coordinate(b, bottom, top)}"])

    def _number(self, loss: float) -> str:
        if math.isnan(loss):
            return self.tr("not a number")
        return self.tr("infinite") if math.isinf(loss) else f"≈ {format_number(loss, 3)}"

    def mark_at(self, at: QPointF) -> Mark | None:
        """What is marked under a pixel, the topmost of several."""
        frame = self.frame
        found = None
        for mark in marks(frame, self._paths):
            shown = into_view(mark.at, frame.place) if mark.kind == "head" else mark.at
            away = shown - at
            if math.hypot(away.x(), away.y()) <= _REACH:
                found = mark
        return found

    def tooltip_at(self, at: QPointF) -> str:
        """What is under the pointer, in a sentence."""
        if not self.frame.place.contains(at):
            return ""
        if self.handle_offset(at) is not None:
            return self.tr("The network shown has these weights. Drag it; Esc or a double click lets it go.")
        mark = self.mark_at(at)
        if mark is None:
            return self.tr(
                "Click, and the network is shown with the weights of that point. The wheel zooms, the right"
                " button moves the view, R shows everything."
            )
        title = mark.path.style.title
        if mark.kind == "start":
            return self.tr("The weights before training")
        if mark.kind == "stopped":
            return self.tr("{run}: its best validation loss, to which early stopping goes back").format(
                run=title
            )
        if mark.path.diverged:
            return self.tr("{run} diverged here").format(run=title)
        return self.tr("{run} is here: the nearest point of the plane").format(run=title)

    # --- pointer and keyboard ---

    def drag_area(self) -> QRectF:
        return self.frame.place

    def handle_offset(self, at: QPointF) -> QPointF | None:
        if self._place is None:
            return None
        offset = QPointF(*pixels_of(self.frame, np.array([self._place[:2]]))[0]) - at
        return offset if math.hypot(offset.x(), offset.y()) <= _GRIP else None

    def drag_to(self, pixel: QPointF, pressed: QPointF) -> None:
        if self._backdrop is not None:
            self.place_moved.emit(*numbers_at(self.frame, pixel))

    def drag_ended(self) -> None:
        if self._backdrop is not None:
            self.place_released.emit()

    def move_by_key(self, event: QKeyEvent) -> bool:
        arrow = _ARROWS.get(Qt.Key(event.key()))
        if arrow is None or self._backdrop is None:
            return False
        share = _LARGE_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
        (left, right), (bottom, top) = self.range
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._want_moved(self.range, *(_LARGE_STEP * way for way in arrow))
            return False
        a, b = self._place[:2] if self._place else self._present()
        a, b = a + arrow[0] * share * (right - left), b + arrow[1] * share * (top - bottom)
        self.place_moved.emit(min(max(a, left), right), min(max(b, bottom), top))
        return True

    def _present(self) -> tuple[float, float]:
        """Where the shown run is, or else the middle of the view."""
        for path in self._paths:
            if path.shown and len(path.points):
                return float(path.points[-1][0]), float(path.points[-1][1])
        (left, right), (bottom, top) = self.range
        return (left + right) / 2, (bottom + top) / 2

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self._place is not None:
            self.place_cleared.emit()
        elif key == Qt.Key.Key_R and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.range_wanted.emit(None)
        elif key in _CLOSER or key == Qt.Key.Key_Minus:
            self._want_zoomed(_ZOOM if key in _CLOSER else 1 / _ZOOM, self.frame.place.center())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        pans = event.button() == Qt.MouseButton.RightButton or (
            event.button() == Qt.MouseButton.LeftButton and bool(control)
        )
        if pans and self._backdrop is not None and self.drag_area().contains(event.position()):
            self._panned = event.position(), self.range
            self.setCursor(Qt.CursorShape.SizeAllCursor)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = event.position()
        if self._panned is not None:
            pressed, before = self._panned
            moved, place = event.position() - pressed, self.frame.place
            self._want_moved(before, -moved.x() / place.width(), moved.y() / place.height())
        else:
            super().mouseMoveEvent(event)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._panned is None:
            super().mouseReleaseEvent(event)
            return
        clicked = (event.position() - self._panned[0]).manhattanLength() < QApplication.startDragDistance()
        self._panned = None
        self.unsetCursor()
        if clicked and event.button() == Qt.MouseButton.RightButton:
            self.gestures.show_menu(event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first of the two clicks has moved the place; the second lets it go."""
        if event.button() == Qt.MouseButton.LeftButton and self.drag_area().contains(event.position()):
            self.place_cleared.emit()
        else:
            super().mouseDoubleClickEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if turned and self._backdrop is not None and self.drag_area().contains(event.position()):
            self._want_zoomed(2 ** (turned / 480), event.position())
            event.accept()
        else:
            event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.update()
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tooltip_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def _want_moved(self, before: Range, across: float, up: float) -> None:
        """Ask for a range moved by shares of its sides."""
        (left, right), (bottom, top) = before
        x, y = across * (right - left), up * (top - bottom)
        self.range_wanted.emit(((left + x, right + x), (bottom + y, top + y)))

    def _want_zoomed(self, factor: float, at: QPointF) -> None:
        """Ask for a range `factor` times as narrow, in which the point under a pixel stays where it is."""
        if self._backdrop is None:
            return
        here = numbers_at(self.frame, at)
        sides = [high - low for low, high in self.range]
        factor = max(min(factor, min(sides) / _CLOSEST), max(sides) / _FARTHEST)
        across, up = (
            (number + (low - number) / factor, number + (high - number) / factor)
            for number, (low, high) in zip(here, self.range, strict=True)
        )
        self.range_wanted.emit((across, up))

    # --- the widget ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shade()

    def hideEvent(self, event: QHideEvent) -> None:
        self._slow.stop()
        super().hideEvent(event)

    def retranslate(self) -> None:
        super().retranslate()
        self.setAccessibleDescription(
            self.tr(
                "The arrow keys move the place that is looked at, with Shift further, with Control the view;"
                " plus and minus zoom, R shows everything, Esc lets the place go."
            )
        )


def _coordinate(number: float, low: float, high: float) -> str:
    """With as many digits as tell pixels apart, and no more."""
    digits = max(0, 2 - math.floor(math.log10(high - low)))
    return format_number(round(number, digits) + 0.0, 6)


def _up_ticks(frame: Frame) -> list[Tick]:
    return number_ticks(*frame.y, max(2, int(frame.place.height() // 36)))
