"""A plot that a person can zoom, pan, read and take away, and in which they can drag one thing along x."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from .content import PlotContent
from .export_menu import ExportMenu
from .gestures import Gestures
from .plot_view import PlotView
from .ranges import Span

_GRIP = 8.0
"""So near the line of the handle the pointer takes hold of it."""
BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
"""Why a widget has the focus, if the keyboard gave it."""


class Plot(PlotView):
    """`handle_moved` says to which x a person moves the handle, `handle_released` that they let go of it.

    `handle_cleared`: they want none. The handle itself only moves when it is declared, or set, elsewhere.
    """

    handle_moved = Signal(float)
    handle_released = Signal()
    handle_cleared = Signal()
    zoom_changed = Signal()

    def __init__(self, declare: Callable[[], PlotContent], parent: QWidget | None = None) -> None:
        super().__init__(declare, parent)
        self.export_menu = ExportMenu(self, self.numbers)
        self.gestures = Gestures(self, self, Qt.CursorShape.SplitHCursor, None)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # --- zoom ---

    def zoom_spans(self) -> tuple[Span, Span] | None:
        return self.drawing.whole if self.content.zooms else None

    def zoomed(self) -> None:
        self.lay_out_anew()
        self.zoom_changed.emit()

    def reset_zoom(self) -> None:
        """Show everything again."""
        self.gestures.reset_zoom()

    # --- the handle ---

    def drag_area(self) -> QRectF:
        return self.area.adjusted(-_GRIP, -_GRIP, _GRIP, _GRIP)

    def handle_offset(self, at: QPointF) -> QPointF | None:
        handle = self.content.handle
        if handle is None or handle.x is None:
            return None
        away = self.frame.point(float(self.content.x.positions(handle.x)), 0.0).x() - at.x()
        return QPointF(away, 0.0) if abs(away) <= _GRIP else None

    def drag_to(self, pixel: QPointF, pressed: QPointF) -> None:
        handle = self.content.handle
        if handle is not None and handle.high > handle.low:
            self.handle_moved.emit(handle.moved(self.content.x.number(self.frame.x_at(pixel.x()))))

    def drag_ended(self) -> None:
        if self.content.handle is not None:
            self.handle_released.emit()

    def move_by_key(self, event: QKeyEvent) -> bool:
        handle = self.content.handle
        if handle is None or handle.high <= handle.low:
            return False
        to = handle.by_key(event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        if to is not None:
            self.handle_moved.emit(to)
        return to is not None

    @property
    def _is_clearable(self) -> bool:
        return self.content.handle is not None and self.content.handle.clearable

    @property
    def takes_arrows(self) -> bool:
        """Whether arrow keys move something in here: for whoever came by mouse they step through time."""
        return self._focus_ring and self.content.handle is not None

    # --- the widget ---

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        dragged = self.gestures.pressed is not None
        self.point_at(None if dragged else event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the handle away; where there is a zoom, the gestures have reset that instead."""
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self._is_clearable and self.drag_area().contains(event.position()):
            self.handle_cleared.emit()
        else:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        handle = self.content.handle
        stands = handle is not None and handle.at is not None
        if event.key() == Qt.Key.Key_Escape and stands and self._is_clearable:
            self.handle_cleared.emit()
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.point_at(None)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.set_focus_ring(event.reason() in BY_KEY)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.set_focus_ring(False)
        super().focusOutEvent(event)
