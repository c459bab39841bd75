"""The map of a plane through weight space: a person points at places, zooms and pans."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.kit.maps.symbols import into_view, is_near
from app.kit.maps.viewport import Viewport
from app.kit.maps.zoom_input import ZoomInput, arrow_of

from .paths import HEAD, Mark, explain, marks
from .plot import LandscapePlot

_GRIP = 13.0
_REACH = 9.0
"""How near to a mark, in pixels, the pointer asks about it."""

_STEP, _LARGE_STEP = 0.01, 0.1
_CLOSEST, _FARTHEST = 1e-6, 1e6
"""Bounds of the zoom: lengths of a side of the range."""


class LandscapeMap(ZoomInput, LandscapePlot):
    """Shows losses over a plane, and what happens on it.

    `place_moved(α, β)` while a person points at a place, then `place_released`; `place_cleared` when they
    want none; the place itself moves only by `set_place`. `range_wanted(Range | None)` says what a person
    wants to see, None: all; `set_range` shows it.
    """

    place_moved = Signal(float, float)
    place_released = Signal()
    place_cleared = Signal()
    range_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hover: QPointF | None = None
        self._panned: tuple[QPointF, Viewport] | None = None

    # --- what is under the pointer ---

    def pointer(self) -> QPointF | None:
        at_rest = self.gestures.pressed is None and self._panned is None
        asks = at_rest and self._hover is not None and self.handle_offset(self._hover) is None
        return self._hover if asks else None

    def mark_at(self, at: QPointF) -> Mark | None:
        """What is marked under a pixel, the topmost of several."""
        viewport, found = self.viewport, None
        for mark in marks(viewport, self._paths):
            shown = into_view(mark.at, viewport.area, HEAD) if mark.kind == "head" else mark.at
            if is_near(shown, at, _REACH):
                found = mark
        return found

    def tooltip_at(self, at: QPointF) -> str:
        if not self.frame.place.contains(at):
            return ""
        if self.handle_offset(at) is not None:
            return self.tr("The network shown has these weights. Drag it; Esc or a double click lets it go.")
        mark = self.mark_at(at)
        if mark is None:
            return self.tr(
                "Click, and the network is shown with the weights of that point. The wheel zooms. The right"
                " or the middle button moves the view, and so does Shift with the left one. R or a double"
                " click shows everything."
            )
        return explain(mark)

    # --- pointer and keyboard ---

    def drag_area(self) -> QRectF:
        return self.frame.place

    def handle_offset(self, at: QPointF) -> QPointF | None:
        if self._place is None:
            return None
        place = self.viewport.pixel_of(*self._place[:2])
        return place - at if is_near(place, at, _GRIP) else None

    def drag_to(self, pixel: QPointF, pressed: QPointF) -> None:
        if self._backdrop is not None:
            self.place_moved.emit(*self.viewport.nearest_place(pixel))

    def drag_ended(self) -> None:
        if self._backdrop is not None:
            self.place_released.emit()

    def move_by_key(self, event: QKeyEvent) -> bool:
        arrow = arrow_of(event)
        if arrow is None or self._backdrop is None:
            return False
        share = _LARGE_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
        (left, right), (bottom, top) = self.range
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            viewport = self.viewport
            x, y = -arrow[0] * viewport.area.width(), arrow[1] * viewport.area.height()
            self.range_wanted.emit(viewport.panned(_LARGE_STEP * x, _LARGE_STEP * y).rectangle)
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
        if event.key() == Qt.Key.Key_Escape and self._place is not None:
            self.place_cleared.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._backdrop is not None and _pans(event) and self.drag_area().contains(at):
            self._panned = at, self.viewport
            self.setCursor(Qt.CursorShape.SizeAllCursor)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = event.position()
        if self._panned is not None:
            pressed, before = self._panned
            moved = event.position() - pressed
            self.range_wanted.emit(before.panned(moved.x(), moved.y()).rectangle)
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
        """Let go of the place, which the first of the two clicks has moved, and show everything."""
        if event.button() != Qt.MouseButton.LeftButton or not self.drag_area().contains(event.position()):
            super().mouseDoubleClickEvent(event)
            return
        self.place_cleared.emit()
        if self._range is not None:
            self.reset_view()

    def zoom_by(self, factor: float, at: QPointF) -> bool:
        viewport = self.viewport
        if self._backdrop is None or not viewport.area.contains(at):
            return False
        sides = [high - low for low, high in self.range]
        factor = max(min(factor, min(sides) / _CLOSEST), max(sides) / _FARTHEST)
        self.range_wanted.emit(viewport.zoomed(factor, at).rectangle)
        return True

    def zoom_middle(self) -> QPointF:
        return self.frame.place.center()

    def reset_view(self) -> None:
        self.range_wanted.emit(None)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.update()
        super().leaveEvent(event)

    # --- the widget ---

    def retranslate(self) -> None:
        super().retranslate()
        self.setAccessibleDescription(
            self.tr(
                "The arrow keys move the place that is looked at, with Shift further, with Control the view;"
                " plus and minus zoom, R shows everything, Esc lets the place go."
            )
        )


def _pans(event: QMouseEvent) -> bool:
    """Whether a press moves the view: the right or middle button, or the left one with Shift or Control."""
    if event.button() in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
        return True
    keys = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
    return event.button() == Qt.MouseButton.LeftButton and bool(event.modifiers() & keys)
