"""The relief: a loss map as land, seen from any side, with the paths of runs on it."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from core.loss_map import LossMap

from ..maps.canvas import START_RADIUS, MapCanvas
from ..maps.symbols import is_near, paint_symbol
from ..maps.zoom_input import arrow_of, modifiers_of
from ..plots.export_menu import ExportMenu
from ..widgets.swatch import marker_path
from ..widgets.toast import Toast
from . import engines
from .camera import Camera, Projection
from .engine_protocol import Engine
from .engines import Finder
from .floor import Names, paint_ground
from .paths import Mark, PathsLayer, ReliefPath, pixel_of
from .scene import Look, Scene
from .terrain import Terrain

REST_MS = 260
"""How long nothing may move before all is drawn fine again."""

SPIN = 12.0
"""Degrees per second."""

_SPIN_MS = 16
_TURN = 0.35
"""Degrees per pixel of a drag."""

_KEY_TURN = 6.0
_HIDDEN_OPACITY = 0.4
"""Of what lies behind the land."""


class ReliefView(MapCanvas):
    """Shows a loss map in three dimensions and what happens on it.

    `hovered(x, y)` and `left` follow the pointer over the land, `clicked(x, y)` is a press without a drag.
    """

    clicked = Signal(float, float)

    takes_arrows = True

    def __init__(
        self,
        parent: QWidget | None = None,
        finder: Finder | None = None,
        export_menu: ExportMenu | None = None,
    ) -> None:
        super().__init__(REST_MS, parent, export_menu)
        self._terrain: Terrain | None = None
        self._camera = Camera()
        self._paths = PathsLayer()
        self._marks: tuple[Mark, ...] = ()
        self._shade: float | None = None
        self._names: Names | None = None
        self._finder = finder or engines.finder()
        self._scene = Scene(self._finder, self)
        self._scene.changed.connect(self.update)
        self._scene.has_no_opengl.connect(self._tell_without_opengl)
        self._pressed: QPointF | None = None
        self._dragging = ""
        self._over = False

        self._spin_timer = QTimer(self, interval=_SPIN_MS)
        self._spin_timer.timeout.connect(self._spin)
        self._since = QElapsedTimer()
        self._spinning = False

        self._toast = Toast(self)

        self.set_theme(self.theme)
        self.retranslate()
        self._finder.answered.connect(self._scene.choose_engine)

    # --- what is shown ---

    def set_map(self, loss_map: LossMap) -> None:
        """Show losses as land: as high as their shade, coloured as on the map."""
        self.loss_map = loss_map
        self._terrain = Terrain(loss_map)
        self.hurry()
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

    def set_plane(self, shade: float | None) -> None:
        """Lay a level plane through the land, at the height of a shade; None takes it away."""
        shade = shade if shade is not None and math.isfinite(shade) else None
        if shade != self._shade:
            self._shade = shade
            self.hurry()
            self.update()

    def set_names(self, names: Names | None) -> None:
        """Name the axes; None calls them x, y and loss."""
        self._names = names
        self.update()

    def set_camera(self, camera: Camera) -> None:
        """Look from somewhere else."""
        if camera != self._camera:
            self._camera = camera
            self.hurry()
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
        return self._scene.engine

    def shade_at(self, x: float, y: float) -> float | None:
        """The height of the land at a place, as a shade; None where it has none."""
        if self._terrain is None:
            return None
        return self._terrain.shade_at(x, y)

    def pixel_of(self, x: float, y: float) -> QPointF:
        """Where a place of the map is seen."""
        projection = self._projection()
        if self._terrain is None or projection is None:
            return QPointF()
        return pixel_of((x, y), self._terrain, projection)[0]

    def start_pixel(self) -> QPointF | None:
        return None if self.start is None or self._terrain is None else self.pixel_of(*self.start)

    # --- moving ---

    def _projection(self) -> Projection | None:
        if self._terrain is None:
            return None
        return self._camera.projection(self._terrain.body, max(self.width(), 1), max(self.height(), 1))

    def _spin(self) -> None:
        seconds = self._since.restart() / 1000
        if self._pressed is None:
            self.set_camera(self._camera.turned(SPIN * min(seconds, 0.1), 0.0))

    def zoom_by(self, factor: float, at: QPointF) -> bool:
        high = max(self.height(), 1)
        x, y = (at.x() - self.width() / 2) / high, (at.y() - high / 2) / high
        self.set_camera(self._camera.zoomed(factor, x, y))
        return True

    def _tell_without_opengl(self) -> None:
        if self.isVisible() and not self._finder.told:
            self._finder.told = True
            self._toast.show_message(self.tr("3-D is drawn without OpenGL here."))

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
        projection = self._projection()
        if self._terrain is None or projection is None:
            paint_ground(painter, self.width(), self.height(), self.theme)
        else:
            look = Look(self.theme, self._shade, self._shown_names(), self.font())
            self._scene.paint(painter, self, self._terrain, projection, look, fine=self.is_fine)
            self._paint_runs(painter, self._terrain, projection)
        self.paint_focus(painter)

    def _paint_runs(self, painter: QPainter, terrain: Terrain, projection: Projection) -> None:
        self._paths.paint(painter, terrain, projection, self.theme)
        for mark in self._marks:
            pixel, shown = pixel_of((mark.x, mark.y), terrain, projection)
            if shown:
                symbol = marker_path(mark.symbol, mark.size).translated(pixel)
                paint_symbol(painter, symbol, self.theme, self.theme.text)
        if self.start is not None:
            self._paint_start(painter, *pixel_of(self.start, terrain, projection))
        self._paths.paint_heads(painter, terrain, projection, self.theme)

    def _paint_start(self, painter: QPainter, pixel: QPointF, shown: bool) -> None:
        ring = QPainterPath()
        for radius in (START_RADIUS, START_RADIUS - 2, 2.5):
            ring.addEllipse(pixel, radius, radius)
        painter.setOpacity(1.0 if shown else _HIDDEN_OPACITY)
        paint_symbol(painter, ring, self.theme, self.theme.text)
        painter.setOpacity(1.0)

    # --- pointer ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        buttons = (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton)
        if event.button() not in buttons or self._pressed is not None:
            super().mousePressEvent(event)
            return
        self._pressed = event.position()
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.button() == Qt.MouseButton.RightButton:
            self._dragging = "menu"
        elif event.button() == Qt.MouseButton.MiddleButton or shifted:
            self._dragging = "shift"
        else:
            self._dragging = "start" if self.grip_at(event.position()) is not None else ""
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed is None:
            self._show_cursor(at)
            self._hover(at)
            return
        moved = at - self._pressed
        if self._dragging in ("", "menu"):
            if moved.manhattanLength() < QApplication.startDragDistance():
                return
            self._dragging = "shift" if self._dragging == "menu" else "turn"
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
        elif dragged == "menu":
            self.show_menu(event.globalPosition().toPoint())
        elif dragged == "" and (place := self._place_at(event.position())) is not None:
            self.clicked.emit(*place)
        self._show_cursor(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Beside the land, look from where it was looked at first; on it, a click is a click."""
        if self._place_at(event.position()) is None:
            self.reset_view()
        else:
            self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() != QContextMenuEvent.Reason.Mouse:  # the right button may move the picture, too
            super().contextMenuEvent(event)

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
        over = self.grip_at(at) is not None
        self.setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor)

    def _place_at(self, pixel: QPointF) -> tuple[float, float] | None:
        """The place of the map that a pixel shows."""
        projection = self._projection()
        if self._terrain is None or projection is None:
            return None
        under = self._terrain.under(projection, pixel.x(), pixel.y())
        return None if under is None else self._terrain.place(*under)

    def tooltip_at(self, at: QPointF) -> str:
        projection = self._projection()
        if self._terrain is None or projection is None:
            return ""
        if self.grip_at(at) is not None:
            return self.tr("All runs start here. Drag it, or click elsewhere.")
        for mark in self._marks:
            pixel, shown = pixel_of((mark.x, mark.y), self._terrain, projection)
            if shown and is_near(pixel, at, START_RADIUS):
                return mark.title
        path = self._paths.run_at(at, self._terrain, projection)
        return "" if path is None else path.style.title

    # --- keyboard ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrow = arrow_of(event)
        if arrow and not modifiers_of(event):
            around, up = arrow
            self.set_camera(self._camera.turned(_KEY_TURN * around, _KEY_TURN * up))
        else:
            super().keyPressEvent(event)

    # --- the widget ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.hurry()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._scene.choose_engine()
        self.set_spinning(self._spinning)

    def hideEvent(self, event: QHideEvent) -> None:
        self._spin_timer.stop()
        super().hideEvent(event)

    def _shown_names(self) -> Names:
        return self._names or Names("x", "y", self.tr("loss"))

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("The loss as a landscape"))
        self.setAccessibleDescription(
            self.tr("Arrow keys turn the landscape, plus and minus zoom, R looks from where it began.")
        )
        self.update()
