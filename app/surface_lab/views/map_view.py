"""The map of the surface lab: loss seen from above, the trails of the runs, the start to drag."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEngine,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from core.loss_map import LossMap, Scaling
from core.surface.catalogue.surface import CriticalPoint, Domain

from ...kit.maps.canvas import GAP, MapCanvas
from ...kit.maps.shaded_map import ShadedMap, thin_pen
from ...kit.maps.viewport import Viewport
from ...kit.maps.zoom_input import arrow_of, modifiers_of
from ...kit.theme import Theme
from ...kit.widgets.color_bar import ColorBar
from ...kit.widgets.kept_pixmap import KeptPixmap
from .map_points import name_of, paint_points, paint_start, point_at, start_area
from .trails import Trail, TrailsLayer

REST_MS = 80
"""How long nothing may move before all is drawn fine again."""

_ANNOUNCE_MS = 30
_READOUT = QRectF(0, 0, 340, 50)
"""Where the read-out is when it is there: labels keep clear of it also while it is not."""

_CONTOURS = 14
_CONTOUR_OPACITY = 0.18
_FRAME_OPACITY = 0.25

_NUDGE = 0.01
_PIXELS_PER_CELL = 2
_CLOSEST, _FARTHEST = 1e-9, 50.0
"""Bounds of the zoom: the length of a pixel when the whole domain is shown, times these."""


class MapView(MapCanvas):
    """Shows a loss map and what happens on it.

    A click puts the start there, like a drag. `rectangle_changed(Domain)` says what can be seen, at most
    every 30 ms; `scaling_chosen` comes from the colour bar.
    """

    rectangle_changed = Signal(object)
    scaling_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(REST_MS, parent)
        self._domain: Domain = ((-1.0, 1.0), (-1.0, 1.0))
        self._viewport = Viewport.around(self._domain, self.width(), self.height())
        self._whole = True
        self._announced: Domain | None = None
        self._points: tuple[CriticalPoint, ...] = ()
        self._trails = TrailsLayer()
        self._shaded: ShadedMap | None = None
        self._ground_pixmap = KeptPixmap()
        self._points_pixmap = KeptPixmap()
        self._covered: list[QRectF] = []
        self._kept_free = QRectF()
        self._pressed: QPointF | None = None
        self._grip: QPointF | None = None
        self._panning = False
        self._before_click: tuple[float, float] | None = None
        self._nudged = False

        self._announce_timer = QTimer(self, singleShot=True, interval=_ANNOUNCE_MS)
        self._announce_timer.timeout.connect(self._announce)

        self._bar = ColorBar(self)
        self._bar.scaling_chosen.connect(self.scaling_chosen)
        self.readout.raise_()
        self.set_theme(self.theme)
        self.retranslate()

    # --- what is shown ---

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        super().set_theme(theme)
        self._bar.set_theme(theme)

    def set_domain(self, domain: Domain) -> None:
        """Show the domain of a surface, whole."""
        self._domain = domain
        self.reset_view()

    def set_map(self, loss_map: LossMap) -> None:
        """Show losses as colour and contours; they may reach further or less far than the view."""
        self.loss_map = loss_map
        contours = loss_map.contours(_CONTOURS)
        self._shaded = ShadedMap(loss_map.rectangle, loss_map.shades, contours, _CONTOUR_OPACITY)
        self._ground_pixmap.forget()
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
            self.hurry()
        dirty = self._trails.set_cursor(step, self._viewport)
        if dirty is None or not self.is_fine:
            self.update()
        else:
            self.update(dirty)

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

    def zoom_by(self, factor: float, at: QPointF) -> bool:
        whole = Viewport.around(self._domain, self.width(), self.height()).unit_x
        unit = min(max(self._viewport.unit_x / factor, _CLOSEST * whole), _FARTHEST * whole)
        self._whole = False
        self.hurry()
        self._look(self._viewport.zoomed(self._viewport.unit_x / unit, at))
        return True

    def _pan(self, x: float, y: float) -> None:
        self._whole = False
        self.hurry()
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
        self._paint_start(painter, event)
        self._trails.paint_heads(painter, self._viewport, self.theme)
        self.paint_focus(painter)
        painter.end()

    def _paint_pixels(self, painter: QPainter, ratio: float) -> None:
        """Onto the screen: from pixmaps that are kept as long as they hold."""
        view, theme, fine = self._viewport, self.theme, self.is_fine
        key = (view, theme.name, self._domain)
        self._ground_pixmap.paint(painter, self, key, lambda onto: self._paint_ground(onto, fine=fine), fine)
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
        self._paint_ground(painter, curves=True)
        self._trails.paint_vector(painter, self._viewport, ratio, self.theme)
        self._paint_points(painter)

    def _paint_ground(self, painter: QPainter, *, fine: bool = True, curves: bool = False) -> None:
        """The losses, and the frame of the domain."""
        painter.fillRect(self._viewport.area, QColor(self.theme.raised))
        if self._shaded is not None:
            self._shaded.paint(painter, self._viewport, self.theme, fine=fine, curves=curves)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(thin_pen(self.theme, _FRAME_OPACITY))
        painter.drawRect(self._viewport.area_of(self._domain))

    def _paint_points(self, painter: QPainter) -> None:
        self._covered = paint_points(
            painter, self._points, self._viewport, self.theme, self._label_font(), self._taken()
        )

    def _paint_start(self, painter: QPainter, event: QPaintEvent) -> None:
        """Draw the start and its label, if they lie in what is to be painted."""
        pixel, font, text = self.start_pixel(), self._label_font(QFont.Weight.DemiBold), self.tr("start")
        if pixel is None or not event.region().intersects(start_area(pixel, font, text)):
            return
        bounds = QRectF(self.rect()).adjusted(6, 6, -6, -6)
        paint_start(painter, pixel, self.theme, font, text, bounds, [*self._taken(), *self._covered])

    def _label_font(self, weight: QFont.Weight = QFont.Weight.Medium) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(12)
        font.setWeight(weight)
        return font

    def _taken(self) -> tuple[QRectF, ...]:
        """Where no label may be: under other widgets that lie on the map."""
        lying = self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return (
            _READOUT,
            self._kept_free,
            *(
                QRectF(child.geometry())
                for child in lying
                if child is not self.readout and not child.isHidden()
            ),
        )

    def start_pixel(self) -> QPointF | None:
        return None if self.start is None else self._viewport.pixel_of(*self.start)

    # --- pointer ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._pressed, self._before_click = event.position(), None
        self._grip = self.grip_at(event.position())
        if self._grip is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed is None:
            over = self.grip_at(at) is not None
            self.setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.CrossCursor)
        elif self._grip is not None:
            self.start_dragged.emit(*self._viewport.nearest_place(at + self._grip))
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
            self._before_click = self.start
            self.start_dragged.emit(*self._viewport.nearest_place(event.position()))
            self.start_dropped.emit()
        self._pressed, self._grip, self._panning = None, None, False
        over = self.grip_at(event.position()) is not None
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

    def leaveEvent(self, event: QEvent) -> None:
        self.left.emit()
        super().leaveEvent(event)

    def tooltip_at(self, at: QPointF) -> str:
        if self.grip_at(at) is not None:
            return self.tr("All runs start here. Drag it, click elsewhere, or press Shift and an arrow key.")
        if (point := point_at(self._points, self._viewport, at)) is not None:
            return self.tr("{name} at x {x:.4g}, y {y:.4g}: loss {loss:.4g}").format(
                name=name_of(point), x=point.x, y=point.y, loss=point.loss
            )
        trail = self._trails.run_at(at, self._viewport)
        return trail.style.title if trail is not None else ""

    # --- keyboard ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrow, held = arrow_of(event), modifiers_of(event)
        if arrow and held == Qt.KeyboardModifier.ShiftModifier and self.start is not None:
            self._nudge(self.start, *arrow)
        elif arrow and held == Qt.KeyboardModifier.ControlModifier:
            self._pan(-0.1 * arrow[0] * self.width(), 0.1 * arrow[1] * self.height())
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if arrow_of(event) and not event.isAutoRepeat() and self._nudged:
            self._nudged = False
            self.start_dropped.emit()
        else:
            super().keyReleaseEvent(event)

    def _nudge(self, start: tuple[float, float], x: int, y: int) -> None:
        self._nudged = True
        (left, right), (bottom, top) = self.rectangle
        wide, high = _NUDGE * (right - left), _NUDGE * (top - bottom)
        self.start_dragged.emit(start[0] + x * wide, start[1] + y * high)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._nudged:
            self._nudged = False
            self.start_dropped.emit()
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
        self._announce_timer.stop()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._place_bar()
        super().changeEvent(event)

    def _place_bar(self) -> None:
        self._bar.resize(self._bar.sizeHint())
        self._bar.move(self.width() - self._bar.width() - GAP, self.height() - self._bar.height() - GAP)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Map of the loss"))
        self.setAccessibleDescription(
            self.tr(
                "Shift and an arrow key move the start, Control and an arrow key the view;"
                " plus and minus zoom, R shows the whole domain."
            )
        )
        self._points_pixmap.forget()
        self.update()
