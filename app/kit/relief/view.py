"""The relief: a loss map as land, seen from any side, with the paths of runs on it."""

import logging
import math
from collections.abc import Sequence

import numpy as np
from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols
from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget

from core.loss_map import LossMap

from ..theme import DARK, Theme
from ..widgets.kept_pixmap import KeptPixmap
from ..widgets.toast import Toast
from . import engines
from .camera import Camera, Sight
from .drawing import Drawing, Engine, Plane
from .engines import Finder
from .floor import Names, paint_axes, paint_floor, paint_ground
from .paths import Mark, PathsLayer, ReliefPath, paint_sign, pixel_of
from .raster import Software
from .terrain import Terrain

_log = logging.getLogger(__name__)

REST_MS = 260
"""How long nothing may move before all is drawn fine again."""

SPIN = 12.0
"""Degrees per second."""

_SPIN_MS = 16
_TURN = 0.35
"""Degrees per pixel of a drag."""

_KEY_TURN = 6.0
_KEY_ZOOM = 1.25
_GAP = 12
_START_RADIUS = 9.0
_REACH = 14.0

_MOVING_PIXELS, _RESTING_PIXELS, _PICTURE_PIXELS = 5e5, 2.6e6, 1.6e7
"""So many pixels the numpy engine draws at most: while something moves, at rest, and for a picture."""

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


class ReliefView(QWidget):
    """Shows a loss map in three dimensions and what happens on it.

    `hovered(x, y)` and `left` follow the pointer over the land, `clicked(x, y)` is a press without a drag;
    `start_dragged(x, y)` while the start, if there is one, is moved, then `start_dropped`; it moves only by
    `set_start`.
    """

    hovered = Signal(float, float)
    left = Signal()
    clicked = Signal(float, float)
    start_dragged = Signal(float, float)
    start_dropped = Signal()

    takes_arrows = True

    def __init__(self, parent: QWidget | None = None, finder: Finder | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._terrain: Terrain | None = None
        self._camera = Camera()
        self._paths = PathsLayer()
        self._marks: tuple[Mark, ...] = ()
        self._start: tuple[float, float] | None = None
        self._shade: float | None = None
        self._names: Names | None = None
        self._engine: Engine = Software()
        self._finder = finder or engines.finder()
        self._scene = KeptPixmap()
        self._coarse = False
        self._resting = True
        self._pressed: QPointF | None = None
        self._dragging = ""
        self._over = False
        self._keyboard_focus = False

        self._rest_timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest_timer.timeout.connect(self._rest)
        self._spin_timer = QTimer(self, interval=_SPIN_MS)
        self._spin_timer.timeout.connect(self._spin)
        self._since = QElapsedTimer()
        self._spinning = False

        self._chip = QLabel(self)
        self._chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._chip.move(_GAP, _GAP)
        self._chip.hide()
        self._toast = Toast(self)

        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 180)
        self.set_theme(DARK)
        self._retranslate()
        self._finder.answered.connect(self._choose_engine)

    # --- what is shown ---

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self._theme = theme
        panel = QColor(theme.panel)
        panel.setAlphaF(0.88)
        self._chip.setStyleSheet(
            f"background: {panel.name(QColor.NameFormat.HexArgb)}; color: {theme.text}; font-size: 12px;"
            f"border: 1px solid {theme.line}; border-radius: 6px; padding: 6px 9px;"
        )
        self.update()

    def set_map(self, loss_map: LossMap) -> None:
        """Show losses as land: as high as their shade, coloured as on the map."""
        self._terrain = Terrain(loss_map)
        self._hurry()
        self.update()

    def set_paths(self, paths: Sequence[ReliefPath]) -> None:
        """Show where runs went; the last is on top."""
        self._paths.set_paths(paths)
        self.update()

    def set_cursor(self, step: int) -> None:
        """Draw the paths up to this step."""
        if step != self._paths.cursor:
            self._paths.set_cursor(step)
            self.update()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show signs on the land."""
        self._marks = tuple(marks)
        self.update()

    def set_start(self, place: tuple[float, float] | None) -> None:
        """Mark where all runs start, for a hand to drag."""
        if place != self._start:
            self._start = place
            self.update()

    def set_plane(self, shade: float | None) -> None:
        """Lay a level plane through the land, at the height of a shade; None takes it away."""
        shade = shade if shade is not None and math.isfinite(shade) else None
        if shade != self._shade:
            self._shade = shade
            self._hurry()
            self.update()

    def set_readout(self, text: str) -> None:
        """Say something in the corner, about the place under the pointer; an empty text hides the chip."""
        self._chip.setText(text)
        self._chip.adjustSize()
        self._chip.setVisible(bool(text))

    def set_names(self, names: Names | None) -> None:
        """Name the axes; None calls them x, y and loss."""
        self._names = names
        self.update()

    def set_coarse(self, coarse: bool) -> None:
        """Draw at once rather than finely while something is being dragged."""
        if self._coarse != coarse:
            self._coarse = coarse
            self.update()

    def set_camera(self, camera: Camera) -> None:
        """Look from somewhere else."""
        if camera != self._camera:
            self._camera = camera
            self._hurry()
            self.update()

    def set_spinning(self, spinning: bool) -> None:
        """Let the land turn by itself."""
        self._spinning = spinning
        if spinning and self.isVisible():
            self._since.start()
            self._spin_timer.start()
        else:
            self._spin_timer.stop()

    def reset_view(self) -> None:
        """Look from where it was looked at first."""
        self.set_camera(Camera())

    @property
    def camera(self) -> Camera:
        return self._camera

    @property
    def spinning(self) -> bool:
        return self._spinning

    @property
    def engine(self) -> Engine:
        """What draws the land now."""
        return self._engine

    def shade_at(self, x: float, y: float) -> float | None:
        """The height of the land at a place, as a shade; None where it has none."""
        if self._terrain is None:
            return None
        return self._terrain.shade_at(x, y)

    def pixel_of(self, x: float, y: float) -> QPointF:
        """Where a place of the map is seen."""
        sight = self._sight()
        if self._terrain is None or sight is None:
            return QPointF()
        pixel, _ = pixel_of(np.array([x, y]), self._terrain, sight)
        return QPointF(*pixel)

    # --- moving ---

    def _sight(self) -> Sight | None:
        if self._terrain is None:
            return None
        return self._camera.sight(self._terrain.body, max(self.width(), 1), max(self.height(), 1))

    def _spin(self) -> None:
        seconds = self._since.restart() / 1000
        if self._pressed is None:
            self.set_camera(self._camera.turned(SPIN * min(seconds, 0.1), 0.0))

    def _zoom(self, factor: float, at: QPointF) -> None:
        high = max(self.height(), 1)
        x, y = (at.x() - self.width() / 2) / high, (at.y() - high / 2) / high
        self.set_camera(self._camera.zoomed(factor, x, y))

    def _hurry(self) -> None:
        """Draw coarsely until nothing has moved for a while."""
        if self.isVisible():
            self._resting = False
            self._rest_timer.start()

    def _rest(self) -> None:
        self._resting = True
        self.update()

    # --- engines ---

    def _choose_engine(self) -> None:
        """Take OpenGL if it works; find out whether it does when the land is first seen."""
        if isinstance(self._engine, Software) and self._finder.works:
            try:
                self._engine = engines.opengl()
            except Exception as error:  # what drivers and their bindings raise is anything
                self._do_without(error)
            self.update()
        elif self._finder.works is None:
            self._finder.ask()
        elif not self._finder.works and not engines.is_expected_without():
            self._tell()

    def _do_without(self, error: Exception) -> None:
        _log.warning("OpenGL has failed: %s", error)
        self._finder.refute()
        self._engine = Software()
        QTimer.singleShot(0, self, self._tell)  # as this may be in the midst of painting
        self.update()

    def _tell(self) -> None:
        if self.isVisible() and not self._finder.told:
            self._finder.told = True
            self._toast.tell(self.tr("3-D is drawn without OpenGL here."))

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            self._paint(painter)
        finally:
            painter.end()  # a picture that a painter is still at work on would end the process

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self.rect())
        sight = self._sight()
        if self._terrain is None or sight is None:
            paint_ground(painter, self.width(), self.height(), self._theme)
        else:
            self._paint_land(painter, self._terrain, sight)
            self._paint_runs(painter, self._terrain, sight)
        if self._keyboard_focus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.accent), 2.0))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _paint_land(self, painter: QPainter, terrain: Terrain, sight: Sight) -> None:
        """All that stays while a race is played: on the screen from a pixmap that is kept."""
        screen = self.devicePixelRatioF()
        zoomed = painter.deviceTransform().m11()
        if painter.paintEngine().type() != QPaintEngine.Type.Raster or zoomed != screen:
            self._paint_scene(painter, terrain, sight, 2 * max(screen, zoomed), _PICTURE_PIXELS)
            return
        fine = self._resting and not self._coarse
        key = (terrain, sight.key, self._theme.name, self._shade, self._shown_names(), self._engine)

        def draw(onto: QPainter) -> None:
            if fine:
                self._paint_scene(onto, terrain, sight, 2 * screen, _RESTING_PIXELS)
            else:
                self._paint_scene(onto, terrain, sight, screen, _MOVING_PIXELS, fine=False)

        self._scene.paint(painter, self, key, draw, fine)

    def _paint_scene(
        self,
        painter: QPainter,
        terrain: Terrain,
        sight: Sight,
        ratio: float,
        most: float,
        *,
        fine: bool = True,
    ) -> None:
        """Everything but runs, with `ratio` pixels of the land to a point, but at most so many in all."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        theme = self._theme
        paint_ground(painter, self.width(), self.height(), theme)
        paint_floor(painter, terrain, sight, theme)
        if self._engine.smooth:
            ratio, most = max(ratio / 2, self.devicePixelRatioF()), _PICTURE_PIXELS
        ratio = min(ratio, math.sqrt(most / max(self.width() * self.height(), 1)))
        drawing = self._drawing(terrain, sight.scaled(ratio), ratio, fine)
        if drawing is not None:
            place = QRectF(drawing.place)
            painter.drawImage(QRectF(place.topLeft() / ratio, place.size() / ratio), drawing.image)
        paint_axes(painter, terrain, sight, theme, self._shown_names(), self.font())

    def _drawing(self, terrain: Terrain, sight: Sight, ratio: float, fine: bool) -> Drawing | None:
        plane = None if self._shade is None else Plane(self._shade, self._theme.accent)
        try:
            return self._engine.draw(terrain, sight, self._theme, plane, ratio, fine)
        except Exception as error:  # what drivers and their bindings raise is anything
            if isinstance(self._engine, Software):
                raise
            self._do_without(error)
            return self._engine.draw(terrain, sight, self._theme, plane, ratio, fine)

    def _paint_runs(self, painter: QPainter, terrain: Terrain, sight: Sight) -> None:
        self._paths.paint(painter, terrain, sight, self._theme)
        for mark in self._marks:
            self._paint_mark(painter, terrain, sight, mark)
        if self._start is not None:
            self._paint_start(painter, terrain, sight, self._start)
        self._paths.paint_heads(painter, terrain, sight, self._theme)

    def _paint_mark(self, painter: QPainter, terrain: Terrain, sight: Sight, mark: Mark) -> None:
        pixel, shown = pixel_of(np.array([mark.x, mark.y]), terrain, sight)
        if shown:
            onto = QTransform.fromTranslate(*pixel).scale(mark.size, mark.size)
            paint_sign(painter, onto.map(Symbols[mark.symbol]), self._theme, self._theme.text)

    def _paint_start(
        self, painter: QPainter, terrain: Terrain, sight: Sight, start: tuple[float, float]
    ) -> None:
        pixel, shown = pixel_of(np.array(start), terrain, sight)
        ring = QPainterPath()
        ring.addEllipse(QPointF(*pixel), _START_RADIUS, _START_RADIUS)
        ring.addEllipse(QPointF(*pixel), _START_RADIUS - 2, _START_RADIUS - 2)
        ring.addEllipse(QPointF(*pixel), 2.5, 2.5)
        painter.setOpacity(1.0 if shown else 0.4)
        paint_sign(painter, ring, self._theme, self._theme.text)
        painter.setOpacity(1.0)

    # --- pointer ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        buttons = (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton)
        if event.button() not in buttons or self._pressed is not None:
            super().mousePressEvent(event)
            return
        self._pressed = event.position()
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.button() != Qt.MouseButton.LeftButton or shifted:
            self._dragging = "shift"
        else:
            self._dragging = "start" if self._is_on_start(event.position()) else ""
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed is None:
            self._show_cursor(at)
            self._hover(at)
            return
        moved = at - self._pressed
        if self._dragging == "":
            if moved.manhattanLength() < QApplication.startDragDistance():
                return
            self._dragging = "turn"
        if self._dragging == "start":
            self._drag_start(at)
            return
        self._pressed = at
        if self._dragging == "turn":
            self.set_camera(self._camera.turned(-_TURN * moved.x(), _TURN * moved.y()))
        else:
            high = max(self.height(), 1)
            self.set_camera(self._camera.shifted(moved.x() / high, moved.y() / high))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseReleaseEvent(event)
            return
        dragged, self._dragging, self._pressed = self._dragging, "", None
        if dragged == "start":
            self.start_dropped.emit()
        elif dragged == "" and (place := self._place_at(event.position())) is not None:
            self.clicked.emit(*place)
        self._show_cursor(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Beside the land, look from where it was looked at first; on it, a click is a click."""
        if self._place_at(event.position()) is None:
            self.reset_view()
        else:
            self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if turned:
            self._zoom(2 ** (turned / 480), event.position())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self._leave()
        super().leaveEvent(event)

    def _hover(self, at: QPointF) -> None:
        place = self._place_at(at)
        if place is None:
            self._leave()
        else:
            self._over = True
            self.hovered.emit(*place)

    def _leave(self) -> None:
        if self._over:
            self._over = False
            self.left.emit()

    def _drag_start(self, at: QPointF) -> None:
        if (place := self._place_at(at)) is not None:
            self.start_dragged.emit(*place)
            self._over = True
            self.hovered.emit(*place)

    def _show_cursor(self, at: QPointF) -> None:
        over = self._is_on_start(at)
        self.setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor)

    def _is_on_start(self, at: QPointF) -> bool:
        if self._start is None:
            return False
        offset = self.pixel_of(*self._start) - at
        return math.hypot(offset.x(), offset.y()) <= _REACH

    def _place_at(self, pixel: QPointF) -> tuple[float, float] | None:
        """The place of the map that a pixel shows."""
        sight = self._sight()
        if self._terrain is None or sight is None:
            return None
        under = self._terrain.under(sight, pixel.x(), pixel.y())
        return None if under is None else self._terrain.place(*under)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tooltip(QPointF(event.pos())), self)
            return True
        pinch = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == pinch:
            self._zoom(1 + event.value(), event.position())
            return True
        return super().event(event)

    def _tooltip(self, at: QPointF) -> str:
        """What lies under the pointer; empty over the plain land."""
        sight = self._sight()
        if self._terrain is None or sight is None:
            return ""
        if self._is_on_start(at):
            return self.tr("All runs start here. Drag it, or click elsewhere.")
        for mark in self._marks:
            pixel, shown = pixel_of(np.array([mark.x, mark.y]), self._terrain, sight)
            if shown and math.hypot(pixel[0] - at.x(), pixel[1] - at.y()) <= _START_RADIUS:
                return mark.title
        path = self._paths.run_at(at.x(), at.y(), self._terrain, sight)
        return "" if path is None else path.style.title

    # --- keyboard ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        middle = QPointF(self.rect().center())
        if key in _ARROWS and not held:
            around, up = _ARROWS[Qt.Key(key)]
            self.set_camera(self._camera.turned(_KEY_TURN * around, _KEY_TURN * up))
        elif key in (Qt.Key.Key_R, Qt.Key.Key_Home) and not held:
            self.reset_view()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._zoom(_KEY_ZOOM, middle)
        elif key == Qt.Key.Key_Minus:
            self._zoom(1 / _KEY_ZOOM, middle)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._keyboard_focus = event.reason() in _BY_KEY
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._keyboard_focus = False
        self.update()
        super().focusOutEvent(event)

    # --- the widget ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._hurry()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._choose_engine()
        self.set_spinning(self._spinning)

    def hideEvent(self, event: QHideEvent) -> None:
        self._rest_timer.stop()
        self._spin_timer.stop()
        self._resting = True
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _shown_names(self) -> Names:
        return self._names or Names("x", "y", self.tr("loss"))

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("The loss as a landscape"))
        self.setAccessibleDescription(
            self.tr("Arrow keys turn the landscape, plus and minus zoom, R looks from where it began.")
        )
        self.update()
