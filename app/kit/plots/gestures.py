"""What pointer, wheel and keys do in a plot or a map: drag one thing, click a place, zoom, pan, reset.

The wheel zooms around the pointer, over the numbers of an axis that axis alone. Once zoomed, dragging pans,
and a double-click or `R` shows everything again. Before that, and on the thing that can be dragged always,
dragging moves that; a click moves it there in any case.
"""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from .export_menu import ExportMenu
from .frame import Frame
from .ranges import Span
from .zoom import Zoom

_CLICK = 4.0
"""A press that moves no further than this is a click, not a pan."""
_NOTCH = 120.0
"""Qt's units of a wheel's notch."""


class Target(Protocol):
    """What a widget tells and does for its gestures."""

    zoom: Zoom
    export_menu: ExportMenu

    @property
    def frame(self) -> Frame:
        """Where numbers lie at present."""

    def zoom_spans(self) -> tuple[Span, Span] | None:
        """All that the two axes can show; None: it cannot be zoomed."""

    def zoomed(self) -> None:
        """Draw what `zoom` says now."""

    def drag_area(self) -> QRectF:
        """Where a press counts."""

    def handle_offset(self, at: QPointF) -> QPointF | None:
        """What leads from the pointer to the thing that can be dragged, if that is within reach."""

    def drag_to(self, pixel: QPointF, pressed: QPointF) -> None:
        """A person points at a pixel, having pressed the button at another."""

    def drag_ended(self) -> None:
        """The person has let go."""

    def move_by_key(self, event: QKeyEvent) -> bool:
        """A key was pressed; returns whether it moves the thing."""


class Gestures(QObject):
    """Filters the events of one widget, which is the target."""

    def __init__(
        self,
        widget: QWidget,
        target: Target,
        over_handle: Qt.CursorShape = Qt.CursorShape.OpenHandCursor,
        over_area: Qt.CursorShape | None = Qt.CursorShape.CrossCursor,
        *,
        right_drags: bool = False,
    ) -> None:
        """With `right_drags` the widget uses the right button itself, and shows the menu on a click of it."""
        super().__init__(widget)
        self._widget, self._target = widget, target
        self._over_handle, self._over_area = over_handle, over_area
        self._right_drags = right_drags
        self.pressed: QPointF | None = None
        """Where the button went down that still is."""
        self._grip: QPointF | None = None
        """While the thing is dragged: what leads from the pointer to it."""
        self._pans_from: QPointF | None = None
        """While a pan may begin or goes on: where the pointer was."""
        self._pans = self._moved_by_key = False
        widget.setMouseTracking(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        handler = _HANDLERS.get(event.type())
        return handler is not None and handler(self, event)

    # --- pointer ---

    def _press(self, event: QMouseEvent) -> bool:
        at, target = event.position(), self._target
        if event.button() == Qt.MouseButton.MiddleButton and target.zoom:
            self.pressed = self._pans_from = at
            return True
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.button() != Qt.MouseButton.LeftButton or not plain or not target.drag_area().contains(at):
            return False
        self.pressed = at
        held = target.handle_offset(at)
        if target.zoom and held is None:
            self._pans_from = at
            return True
        self._grip = held or QPointF()
        if self._over_area is not None:
            self._widget.setCursor(Qt.CursorShape.ClosedHandCursor)
        if held is None:
            target.drag_to(at, at)
        return True

    def _move(self, event: QMouseEvent) -> bool:
        at = event.position()
        if self._pans_from is not None:
            self._pans = self._pans or (at - self._pans_from).manhattanLength() > _CLICK
            if self._pans:
                self._widget.setCursor(Qt.CursorShape.ClosedHandCursor)
                self._pan_to(at)
        elif self._grip is not None and self.pressed is not None:
            self._target.drag_to(at + self._grip, self.pressed)
        elif event.buttons() == Qt.MouseButton.NoButton:
            self._show_cursor(at)
        return False

    def _release(self, event: QMouseEvent) -> bool:
        at, pressed, pans = event.position(), self.pressed, self._pans
        if pressed is None or event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return False
        clicked = self._pans_from is not None and not pans
        self.pressed = self._pans_from = self._grip = None
        self._pans = False
        if event.button() == Qt.MouseButton.LeftButton and not pans:
            if clicked:  # in what is zoomed
                self._target.drag_to(at, at)
            self._target.drag_ended()
        self._show_cursor(at)
        return True

    def _double_click(self, event: QMouseEvent) -> bool:
        if event.button() == Qt.MouseButton.LeftButton and self._target.zoom:
            self.reset_zoom()
            return True
        return False

    def _show_cursor(self, at: QPointF) -> None:
        inside = self._target.drag_area().contains(at)
        if self._target.handle_offset(at) is not None:
            self._widget.setCursor(self._over_handle)
        elif inside and self._target.zoom:
            self._widget.setCursor(Qt.CursorShape.OpenHandCursor)
        elif inside and self._over_area is not None:
            self._widget.setCursor(self._over_area)
        else:
            self._widget.unsetCursor()

    def _context_menu(self, event: QContextMenuEvent) -> bool:
        if self._right_drags and event.reason() == QContextMenuEvent.Reason.Mouse:
            return True
        self.show_menu(event.globalPos())
        return True

    def show_menu(self, at: QPoint) -> None:
        """Show the menu at a place of the screen."""
        show_all = (self.tr("Show Everything") + "\tR", self.reset_zoom, bool(self._target.zoom))
        more = (show_all,) if self._target.zoom_spans() is not None else ()
        self._target.export_menu.popup(self._widget, at, *more)

    # --- zoom ---

    def _wheel(self, event: QWheelEvent) -> bool:
        """Zoom both axes around the pointer, or the one whose numbers it points at."""
        spans, frame, zoom = self._target.zoom_spans(), self._target.frame, self._target.zoom
        at, place = event.position(), frame.place
        delta = float(event.angleDelta().y() or event.angleDelta().x())
        beside, below = at.x() < place.left() - _CLICK, at.y() > place.bottom() + _CLICK
        outside = at.y() < place.top() - _CLICK or at.x() > place.right() + 2 * _CLICK
        if spans is None or not delta or outside or (beside and below):
            return False
        x = min(max(frame.x_at(at.x()), frame.x[0]), frame.x[1])
        y = min(max(frame.y_at(at.y()), frame.y[0]), frame.y[1])
        before = (zoom.x, zoom.y)
        zoom.by_wheel(delta, None if beside else (spans[0], x), None if below else (spans[1], y))
        if (zoom.x, zoom.y) != before:
            self._target.zoomed()
        event.accept()
        return True

    def _zoom_by_key(self, notches: float) -> None:
        """Zoom around the middle."""
        spans, frame = self._target.zoom_spans(), self._target.frame
        if spans is not None:
            middles = sum(frame.x) / 2, sum(frame.y) / 2
            self._target.zoom.by_wheel(_NOTCH * notches, (spans[0], middles[0]), (spans[1], middles[1]))
            self._target.zoomed()

    def _pan_to(self, at: QPointF) -> None:
        spans, frame, before = self._target.zoom_spans(), self._target.frame, self._pans_from
        if spans is None or before is None:
            return
        x = frame.x_at(before.x()) - frame.x_at(at.x())
        y = frame.y_at(before.y()) - frame.y_at(at.y())
        self._pans_from = at
        self._target.zoom.pan(x, y, *spans)
        self._target.zoomed()

    def reset_zoom(self) -> None:
        """Show everything again."""
        if self._target.zoom:
            self._target.zoom.reset()
            self._target.zoomed()

    # --- keyboard ---

    def _key_press(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_R and self._target.zoom:
            self.reset_zoom()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus) and self._target.zoom_spans() is not None:
            self._zoom_by_key(1.0 if key == Qt.Key.Key_Plus else -1.0)
        elif self._target.move_by_key(event):
            self._moved_by_key = True
        else:
            return False
        return True

    def _key_release(self, event: QKeyEvent) -> bool:
        if not self._moved_by_key or event.isAutoRepeat():
            return False
        self._end_moving_by_key(event)
        return True

    def _end_moving_by_key(self, _: QEvent) -> bool:
        if self._moved_by_key:
            self._moved_by_key = False
            self._target.drag_ended()
        return False

    def _keep_from_window(self, event: QKeyEvent) -> bool:
        """Keep `R` from the shortcuts of the window while there is a zoom to reset."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_R and plain and self._target.zoom:
            event.accept()
            return True
        return False


def what_gestures_do() -> tuple[tuple[str, str], ...]:
    """For the help: what to do in a plot, and what that does."""
    return (
        (
            QCoreApplication.translate("Gestures", "Mouse wheel, + and −, in a plot"),
            QCoreApplication.translate("Gestures", "zoom; over an axis, that axis alone"),
        ),
        (
            QCoreApplication.translate("Gestures", "Drag a zoomed plot"),
            QCoreApplication.translate("Gestures", "move what is seen"),
        ),
        (
            QCoreApplication.translate("Gestures", "Double click or R, in a plot"),
            QCoreApplication.translate("Gestures", "show everything again"),
        ),
        (
            QCoreApplication.translate("Gestures", "Right click on a plot"),
            QCoreApplication.translate("Gestures", "copy or save its picture or its numbers"),
        ),
    )


_HANDLERS: dict[QEvent.Type, Callable[..., bool]] = {
    QEvent.Type.MouseButtonPress: Gestures._press,
    QEvent.Type.MouseMove: Gestures._move,
    QEvent.Type.MouseButtonRelease: Gestures._release,
    QEvent.Type.MouseButtonDblClick: Gestures._double_click,
    QEvent.Type.ContextMenu: Gestures._context_menu,
    QEvent.Type.Wheel: Gestures._wheel,
    QEvent.Type.KeyPress: Gestures._key_press,
    QEvent.Type.KeyRelease: Gestures._key_release,
    QEvent.Type.FocusOut: Gestures._end_moving_by_key,
    QEvent.Type.ShortcutOverride: Gestures._keep_from_window,
}
