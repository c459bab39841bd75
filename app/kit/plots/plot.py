"""A plot that a person can zoom, pan, read and take away, and in which they can drag one thing along x.

The wheel zooms around the pointer, over the numbers of an axis that axis alone. Once zoomed, dragging pans,
and a double-click or `R` shows everything again. Before that, and on the line of the handle always, dragging
moves the handle; a click moves it there in any case.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from .content import PlotContent
from .export_menu import ExportMenu
from .plot_view import PlotView

_GRIP = 8.0
"""So near the line of the handle the pointer takes hold of it."""
_CLICK = 4.0
"""A press that moves no further than this is a click, not a pan."""
_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class Plot(PlotView):
    """`handle_moved` says to which x a person moves the handle, `handle_released` that they let go of it.

    The handle itself only moves when it is declared, or set, elsewhere.
    """

    handle_moved = Signal(float)
    handle_released = Signal()
    zoom_changed = Signal()

    def __init__(self, declare: Callable[[], PlotContent], parent: QWidget | None = None) -> None:
        super().__init__(declare, parent)
        self.export_menu = ExportMenu(self, self.numbers)
        self._grip: float | None = None
        """While the handle is dragged: pixels from the pointer to its line."""
        self._panned_from: QPointF | None = None
        """While a pan may begin or goes on: where the pointer was."""
        self._pans = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    # --- zoom ---

    def reset_zoom(self) -> None:
        """Show everything again."""
        if self.zoom:
            self.zoom.reset()
            self._zoomed()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom both axes around the pointer, or the one whose numbers it points at."""
        at, area, frame = event.position(), self.area, self.frame
        delta = float(event.angleDelta().y() or event.angleDelta().x())
        beside, below = at.x() < area.left(), at.y() > area.bottom()
        if not delta or (beside and below) or at.y() < area.top() or at.x() > area.right():
            event.ignore()
            return
        whole_x, whole_y = self.drawing.whole
        x = min(max(frame.x_at(at.x()), frame.x[0]), frame.x[1])
        y = min(max(frame.y_at(at.y()), frame.y[0]), frame.y[1])
        before = (self.zoom.x, self.zoom.y)
        self.zoom.by_wheel(delta, None if beside else (whole_x, x), None if below else (whole_y, y))
        event.accept()
        if (self.zoom.x, self.zoom.y) != before:
            self._zoomed()

    def zoom_by_key(self, notches: float) -> None:
        """Zoom around the middle."""
        frame, (whole_x, whole_y) = self.frame, self.drawing.whole
        middle = (sum(frame.x) / 2, sum(frame.y) / 2)
        self.zoom.by_wheel(120.0 * notches, (whole_x, middle[0]), (whole_y, middle[1]))
        self._zoomed()

    def _zoomed(self) -> None:
        self._drawing = None
        self._curves.forget()
        self.update()
        self.zoom_changed.emit()

    def _pan_to(self, at: QPointF) -> None:
        frame = self.frame
        assert self._panned_from is not None
        x = frame.x_at(self._panned_from.x()) - frame.x_at(at.x())
        y = frame.y_at(self._panned_from.y()) - frame.y_at(at.y())
        self._panned_from = at
        self.zoom.pan(x, y, *self.drawing.whole)
        self._zoomed()

    # --- pointer ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        held = self._held(at)
        if event.button() == Qt.MouseButton.MiddleButton and self.zoom:
            self._pressed = self._panned_from = at
        elif event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        elif self.zoom and held is None:
            self._pressed = self._panned_from = at
        else:
            self._pressed, self._grip = at, held or 0.0
            if held is None:
                self._move_handle(at.x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._pointer = event.position()
        if self._panned_from is not None:
            self._pans = self._pans or self._has_moved(at)
            if self._pans:
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self._pan_to(at)
        elif self._grip is not None:
            self._move_handle(at.x() + self._grip)
        else:
            self._show_cursor(at)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at, pressed, panned = event.position(), self._pressed is not None, self._pans
        if self._panned_from is not None and not panned and event.button() == Qt.MouseButton.LeftButton:
            self._move_handle(at.x())  # a click in a zoomed plot
        self._pressed = self._panned_from = self._grip = None
        self._pans = False
        self._show_cursor(at)
        if pressed and not panned and self.content.handle is not None:
            self.handle_released.emit()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.zoom:
            self.reset_zoom()
        else:
            self.mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.update()
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.export_menu.popup(
            self, event.globalPos(), (self.tr("Show Everything") + "\tR", self.reset_zoom, bool(self.zoom))
        )

    def _held(self, at: QPointF) -> float | None:
        """Pixels from the pointer to the handle's line, if it is near."""
        handle = self.content.handle
        if handle is None or handle.x is None:
            return None
        away = self.frame.point(float(self.content.x.positions(handle.x)), 0.0).x() - at.x()
        return away if abs(away) <= _GRIP else None

    def _move_handle(self, pixel: float) -> None:
        handle = self.content.handle
        if handle is not None and handle.high > handle.low:
            self.handle_moved.emit(handle.moved(self.content.x.number(self.frame.x_at(pixel))))

    def _has_moved(self, at: QPointF) -> bool:
        return self._pressed is not None and (at - self._pressed).manhattanLength() > _CLICK

    def _show_cursor(self, at: QPointF) -> None:
        if self._held(at) is not None:
            self.setCursor(Qt.CursorShape.SplitHCursor)
        elif self.zoom and self.area.contains(at):
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.unsetCursor()

    # --- keyboard ---

    @property
    def takes_arrows(self) -> bool:
        """Whether arrow keys move something in here: for whoever came by mouse they step through time."""
        return self._focus_ring and self.content.handle is not None

    def event(self, event: QEvent) -> bool:
        """Keep `R` from the window while there is a zoom to reset."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() == Qt.Key.Key_R and plain and self.zoom:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, handle = event.key(), self.content.handle
        if key == Qt.Key.Key_R and self.zoom:
            self.reset_zoom()
            return
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.zoom_by_key(1.0 if key == Qt.Key.Key_Plus else -1.0)
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        to = None if handle is None or handle.high <= handle.low else handle.by_key(key, shift)
        if to is None:
            event.ignore()
        else:
            self.handle_moved.emit(to)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        handle = self.content.handle
        if handle is not None and not event.isAutoRepeat() and handle.by_key(event.key(), False) is not None:
            self.handle_released.emit()
        else:
            super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_ring = event.reason() in _BY_KEY
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._focus_ring = False
        self.update()
        super().focusOutEvent(event)
