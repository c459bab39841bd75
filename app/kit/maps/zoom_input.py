"""Zooming by hand: wheel, pinch and keys, the same on every map and relief."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

_KEY_ZOOM = 1.25
_WHEEL_DOUBLES = 480
"""The angle of the wheel, in eighths of a degree, that makes everything twice as large."""

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


def arrow_of(event: QKeyEvent) -> tuple[int, int] | None:
    """The direction (right, up) of an arrow key."""
    return _ARROWS.get(Qt.Key(event.key()))


def modifiers_of(event: QKeyEvent) -> Qt.KeyboardModifier:
    """Which modifiers are held, whichever part of the keyboard the key is on."""
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


class ZoomInput(QWidget):
    """Zooms around the pointer with the wheel or two fingers, around the middle with plus and minus.

    R and Home show everything again. Tooltips depend on what is under the pointer. Subclasses implement the
    methods that raise NotImplementedError.
    """

    def zoom_by(self, factor: float, at: QPointF) -> bool:
        """Show it `factor` times as large around a pixel; returns whether there was something to zoom."""
        raise NotImplementedError

    def zoom_middle(self) -> QPointF:
        """The pixel around which keys zoom."""
        return QPointF(self.rect().center())

    def reset_view(self) -> None:
        """Show everything."""
        raise NotImplementedError

    def tooltip_at(self, at: QPointF) -> str:
        """What is under the pointer, in a sentence; empty if that needs no explanation."""
        raise NotImplementedError

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        event.setAccepted(turned != 0 and self.zoom_by(2 ** (turned / _WHEEL_DOUBLES), event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_R, Qt.Key.Key_Home) and not modifiers_of(event):
            self.reset_view()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(_KEY_ZOOM, self.zoom_middle())
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / _KEY_ZOOM, self.zoom_middle())
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tooltip_at(QPointF(event.pos())), self)
            return True
        pinch = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == pinch:
            self.zoom_by(1 + event.value(), event.position())
            return True
        return super().event(event)
