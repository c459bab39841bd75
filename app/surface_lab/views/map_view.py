"""The map of the surface lab: loss seen from above, the trails of the runs, the start to drag."""

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPaintEngine,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget

from core.loss_map import LossMap, Scaling
from core.surface.catalogue import CriticalPoint, Domain

from ...kit.theme import DARK, Theme
from ...kit.widgets.color_bar import ColorBar
from ...kit.widgets.halo import draw_text, halo_pen
from ...kit.widgets.kept_pixmap import KeptPixmap
from .map_backdrop import Backdrop
from .map_points import free_place, name_of, paint_points, point_at
from .map_viewport import Viewport
from .trails import Trail, TrailsLayer

REST_MS = 80
"""How long nothing may move before all is drawn fine again."""

_ANNOUNCE_MS = 30
_GAP = 12
_CHIP = QRectF(0, 0, 340, 50)
"""Where the hover chip is when it is there: labels keep clear of it also while it is not."""

_START_RADIUS = 9.0
_REACH = 14.0
"""How near to the start, in pixels, a press takes hold of it."""

_NUDGE = 0.01
_PIXELS_PER_CELL = 2
_KEY_ZOOM = 1.25
_CLOSEST, _FARTHEST = 1e-9, 50.0
"""Bounds of the zoom: the length of a pixel when the whole domain is shown, times these."""

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class MapView(QWidget):
    """Shows a loss map and what happens on it.

    `start_dragged(x, y)` while the start is moved, or where the map was clicked, then `start_dropped`; the
    start itself moves only by `set_start`. `hovered(x, y)` and `left` follow the pointer;
    `rectangle_changed(Domain)` says what can be seen, at most every 30 ms; `scaling_chosen` comes from the
    colour bar.
    """

    start_dragged = Signal(float, float)
    start_dropped = Signal()
    hovered = Signal(float, float)
    left = Signal()
    rectangle_changed = Signal(object)
    scaling_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._domain: Domain = ((-1.0, 1.0), (-1.0, 1.0))
        self._viewport = Viewport.around(self._domain, self.width(), self.height())
        self._whole = True
        self._announced: Domain | None = None
        self._points: tuple[CriticalPoint, ...] = ()
        self._start: tuple[float, float] | None = None
        self._trails = TrailsLayer()
        self._backdrop = Backdrop()
        self._backdrop_pixmap = KeptPixmap()
        self._points_pixmap = KeptPixmap()
        self._covered: list[QRectF] = []
        self._kept_free = QRectF()
        self._coarse = False
        self._resting = True
        self._pressed: QPointF | None = None
        self._grip: QPointF | None = None
        self._panning = False
        self._before_click: tuple[float, float] | None = None
        self._nudged = False
        self._keyboard_focus = False

        self._rest_timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest_timer.timeout.connect(self._rest)
        self._announce_timer = QTimer(self, singleShot=True, interval=_ANNOUNCE_MS)
        self._announce_timer.timeout.connect(self._announce)

        self._bar = ColorBar(self)
        self._bar.scaling_chosen.connect(self.scaling_chosen)
        self._chip = QLabel(self)
        self._chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._chip.move(_GAP, _GAP)
        self._chip.hide()

        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 180)
        self.set_theme(DARK)
        self._retranslate()

    # --- what is shown ---

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self._theme = theme
        self._bar.set_theme(theme)
        self._chip.setStyleSheet(
            f"background: {_see_through(theme.panel, 0.88)}; color: {theme.text}; font-size: 12px;"
            f"border: 1px solid {theme.line}; border-radius: 6px; padding: 6px 9px;"
        )
        self.update()

    def set_domain(self, domain: Domain) -> None:
        """Show the domain of a surface, whole."""
        self._domain = domain
        self.reset_view()

    def set_map(self, loss_map: LossMap) -> None:
        """Show losses as colour and contours; they may reach further or less far than the view."""
        self._backdrop.set_map(loss_map)
        self._backdrop_pixmap.forget()
        self._bar.set_scale(loss_map.scale)
        self.update()

    def set_points(self, points: Sequence[CriticalPoint]) -> None:
        """Mark minima and saddles."""
        self._points = tuple(points)
        self.update()

    def set_trails(self, trails: Sequence[Trail]) -> None:
        """Show where runs went; the last is on top where several are at one place at the same step."""
        self._trails.set_trails(trails)
        self.update()

    def set_cursor(self, step: int) -> None:
        """Draw the trails up to this step."""
        if step == self._trails.cursor:
            return
        if step < self._trails.cursor and self._trails.heavy:
            self._hurry()
        dirty = self._trails.set_cursor(step, self._viewport)
        if dirty is None or not self._fine:
            self.update()
        else:
            self.update(dirty)

    def set_start(self, x: float, y: float) -> None:
        """Mark where all runs start."""
        if self._start != (x, y):
            self._start = (x, y)
            self.update()

    def set_coarse(self, coarse: bool) -> None:
        """Draw trails thin and at once while something is being dragged."""
        if self._coarse != coarse:
            self._coarse = coarse
            self.update()

    def set_readout(self, text: str) -> None:
        """Say something in the corner, about the place under the pointer; an empty text hides the chip."""
        self._chip.setText(text)
        self._chip.adjustSize()
        self._chip.setVisible(bool(text))

    def set_scaling(self, scaling: Scaling) -> None:
        """Say on the colour bar how loss becomes colour."""
        self._bar.set_scaling(scaling)

    def keep_free(self, place: QRect) -> None:
        """Let no label be where something else lies on the map."""
        self._kept_free = QRectF(place)
        self.update()

    def reset_view(self) -> None:
        """Show the whole domain."""
        self._whole = True
        self._look(Viewport.around(self._domain, self.width(), self.height()))

    @property
    def rectangle(self) -> Domain:
        """What can be seen."""
        return self._viewport.rectangle

    @property
    def subject(self) -> Domain:
        """The domain, or what of the plane a person has chosen to see instead."""
        return self._domain if self._whole else self.rectangle

    def resolution(self) -> tuple[int, int]:
        """(columns, rows) that a loss map of the view needs to look smooth."""
        return -(-self.width() // _PIXELS_PER_CELL), -(-self.height() // _PIXELS_PER_CELL)

    # --- the view ---

    def _look(self, viewport: Viewport) -> None:
        if viewport != self._viewport:
            self._viewport = viewport
            self.update()
        self._announce_soon()

    def _zoom(self, factor: float, at: QPointF) -> None:
        whole = Viewport.around(self._domain, self.width(), self.height()).unit
        unit = min(max(self._viewport.unit / factor, _CLOSEST * whole), _FARTHEST * whole)
        self._whole = False
        self._hurry()
        self._look(self._viewport.zoomed(self._viewport.unit / unit, at.x(), at.y()))

    def _pan(self, x: float, y: float) -> None:
        self._whole = False
        self._hurry()
        self._look(self._viewport.panned(x, y))

    def _announce_soon(self) -> None:
        """The first change at once, those that follow together."""
        if self.isVisible() and not self._announce_timer.isActive():
            self._announce()

    def _announce(self) -> None:
        if self.rectangle != self._announced:
            self._announced = self.rectangle
            self._announce_timer.start()
            self.rectangle_changed.emit(self.rectangle)

    def _hurry(self) -> None:
        """Draw coarsely until nothing has moved for a while."""
        if self.isVisible():
            self._resting = False
            self._rest_timer.start()

    def _rest(self) -> None:
        self._resting = True
        self.update()

    @property
    def _fine(self) -> bool:
        return self._resting and not self._coarse

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ratio = self.devicePixelRatioF()
        raster = painter.paintEngine().type() == QPaintEngine.Type.Raster
        if raster and painter.deviceTransform().m11() == ratio:
            self._paint_pixels(painter, ratio)
        else:
            self._paint_vectors(painter, max(ratio, painter.deviceTransform().m11()))
        if self._start is not None and event.region().intersects(self._start_area().toAlignedRect()):
            self._paint_start(painter, self._start)
        self._trails.paint_heads(painter, self._viewport, self._theme)
        if self._keyboard_focus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.accent), 2.0))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_pixels(self, painter: QPainter, ratio: float) -> None:
        """Onto the screen: from pixmaps that are kept as long as they hold."""
        view, theme, fine = self._viewport, self._theme, self._fine
        self._backdrop_pixmap.paint(
            painter,
            self,
            (view, theme.name, self._domain),
            lambda onto: self._backdrop.paint(onto, view, self._domain, theme, fine),
            fine,
        )
        if fine:
            self._trails.paint_fine(painter, view, ratio, theme)
        else:
            self._trails.paint_coarse(painter, view, ratio)
        font, taken = self._label_font(), self._taken()
        self._points_pixmap.paint(
            painter, self, (view, self._points, theme.name, font, taken), self._paint_points
        )

    def _paint_vectors(self, painter: QPainter, ratio: float) -> None:
        """Onto a picture: curves and text, whatever its scale."""
        painter.setClipRect(self.rect())
        self._backdrop.paint_vector(painter, self._viewport, self._domain, self._theme)
        self._trails.paint_vector(painter, self._viewport, ratio, self._theme)
        self._paint_points(painter)

    def _paint_points(self, painter: QPainter) -> None:
        self._covered = paint_points(
            painter, self._points, self._viewport, self._theme, self._label_font(), self._taken()
        )

    def _paint_start(self, painter: QPainter, start: tuple[float, float]) -> None:
        pixel = self._pixel_of(start)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ink = QColor(self._theme.text)
        for pen in (halo_pen(self._theme, 4.5), QPen(ink, 2.0)):
            painter.setPen(pen)
            painter.drawEllipse(pixel, _START_RADIUS, _START_RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(pixel, 2.5, 2.5)
        font, text = self._label_font(QFont.Weight.DemiBold), self.tr("start")
        metrics = QFontMetricsF(font)
        bounds = QRectF(self.rect()).adjusted(6, 6, -6, -6)
        place = free_place(pixel, metrics, text, bounds, [*self._taken(), *self._covered])
        if place is not None:
            draw_text(painter, self._theme, font, place.topLeft() + QPointF(2, metrics.ascent()), text)

    def _start_area(self) -> QRectF:
        """Where the start and its label may be."""
        if self._start is None:
            return QRectF()
        metrics = QFontMetricsF(self._label_font(QFont.Weight.DemiBold))
        width = metrics.horizontalAdvance(self.tr("start")) + 24
        pixel = self._pixel_of(self._start)
        return QRectF(pixel, pixel).adjusted(-width, -40, width, 40)

    def _label_font(self, weight: QFont.Weight = QFont.Weight.Medium) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(12)
        font.setWeight(weight)
        return font

    def _taken(self) -> tuple[QRectF, ...]:
        """Where no label may be: under other widgets that lie on the map."""
        lying = self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return (
            _CHIP,
            self._kept_free,
            *(
                QRectF(child.geometry())
                for child in lying
                if child is not self._chip and not child.isHidden()
            ),
        )

    def _pixel_of(self, place: tuple[float, float]) -> QPointF:
        x, y = np.clip(self._viewport.to_pixels(np.array([place]))[0], -1e6, 1e6)
        return QPointF(x, y)

    # --- pointer ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._pressed, self._before_click = event.position(), None
        self._grip = self._grip_at(event.position())
        if self._grip is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed is None:
            over = self._grip_at(at) is not None
            self.setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.CrossCursor)
        elif self._grip is not None:
            self.start_dragged.emit(*self._place_at(at + self._grip))
        elif self._panning or (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._panning = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            moved, self._pressed = at - self._pressed, at
            self._pan(moved.x(), moved.y())
        self.hovered.emit(*self._viewport.to_place(at.x(), at.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            super().mouseReleaseEvent(event)
            return
        if self._grip is not None:
            self.start_dropped.emit()
        elif not self._panning:
            self._before_click = self._start
            self.start_dragged.emit(*self._place_at(event.position()))
            self.start_dropped.emit()
        self._pressed, self._grip, self._panning = None, None, False
        over = self._grip_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.CrossCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Reset the view; the first of the two clicks has taken the start along, so put it back."""
        if event.button() != Qt.MouseButton.LeftButton or self._before_click is None:
            self.mousePressEvent(event)
            return
        self.start_dragged.emit(*self._before_click)
        self.start_dropped.emit()
        self._before_click = None
        self.reset_view()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if turned:
            self._zoom(2 ** (turned / 480), event.position())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self.left.emit()
        super().leaveEvent(event)

    def _grip_at(self, at: QPointF) -> QPointF | None:
        """What leads from the pointer to the start, if that is within reach."""
        if self._start is None:
            return None
        offset = self._pixel_of(self._start) - at
        return offset if math.hypot(offset.x(), offset.y()) <= _REACH else None

    def _place_at(self, pixel: QPointF) -> tuple[float, float]:
        """The place under a pixel, or under the nearest one in view."""
        return self._viewport.to_place(
            min(max(pixel.x(), 0.0), float(self.width())), min(max(pixel.y(), 0.0), float(self.height()))
        )

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tooltip(event.pos()), self)
            return True
        pinch = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == pinch:
            self._zoom(1 + event.value(), event.position())
            return True
        return super().event(event)

    def _tooltip(self, at: QPoint) -> str:
        """What lies under the pointer, in a sentence; empty over the plain map."""
        x, y = float(at.x()), float(at.y())
        if self._grip_at(QPointF(at)) is not None:
            return self.tr("All runs start here. Drag it, click elsewhere, or press Shift and an arrow key.")
        if (point := point_at(self._points, self._viewport, x, y)) is not None:
            return self.tr("{name} at x {x:.4g}, y {y:.4g}: loss {loss:.4g}").format(
                name=name_of(point), x=point.x, y=point.y, loss=point.loss
            )
        trail = self._trails.run_at(x, y, self._viewport)
        return trail.style.title if trail is not None else ""

    # --- keyboard ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        middle = QPointF(self.rect().center())
        if key in _ARROWS and held == Qt.KeyboardModifier.ShiftModifier and self._start is not None:
            self._nudge(self._start, *_ARROWS[Qt.Key(key)])
        elif key in _ARROWS and held == Qt.KeyboardModifier.ControlModifier:
            x, y = _ARROWS[Qt.Key(key)]
            self._pan(-0.1 * x * self.width(), 0.1 * y * self.height())
        elif key in (Qt.Key.Key_R, Qt.Key.Key_Home) and not held:
            self.reset_view()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._zoom(_KEY_ZOOM, middle)
        elif key == Qt.Key.Key_Minus:
            self._zoom(1 / _KEY_ZOOM, middle)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS and not event.isAutoRepeat() and self._nudged:
            self._nudged = False
            self.start_dropped.emit()
        else:
            super().keyReleaseEvent(event)

    def _nudge(self, start: tuple[float, float], x: int, y: int) -> None:
        self._nudged = True
        (left, right), (bottom, top) = self.rectangle
        wide, high = _NUDGE * (right - left), _NUDGE * (top - bottom)
        self.start_dragged.emit(start[0] + x * wide, start[1] + y * high)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._keyboard_focus = event.reason() in _BY_KEY
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._keyboard_focus = False
        if self._nudged:
            self._nudged = False
            self.start_dropped.emit()
        self.update()
        super().focusOutEvent(event)

    # --- the widget ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._whole:
            self._look(Viewport.around(self._domain, self.width(), self.height()))
        else:
            self._look(self._viewport.resized(self.width(), self.height()))
        self._place_bar()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._announce_soon()

    def hideEvent(self, event: QHideEvent) -> None:
        self._rest_timer.stop()
        self._announce_timer.stop()
        self._resting = True
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._place_bar()
        super().changeEvent(event)

    def _place_bar(self) -> None:
        self._bar.resize(self._bar.sizeHint())
        self._bar.move(self.width() - self._bar.width() - _GAP, self.height() - self._bar.height() - _GAP)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Map of the loss"))
        self.setAccessibleDescription(
            self.tr(
                "Shift and an arrow key move the start, Control and an arrow key the view;"
                " plus and minus zoom, R shows the whole domain."
            )
        )
        self._points_pixmap.forget()
        self.update()


def _see_through(color: str, opacity: float) -> str:
    see_through = QColor(color)
    see_through.setAlphaF(opacity)
    return see_through.name(QColor.NameFormat.HexArgb)
