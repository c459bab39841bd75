"""Panels with something that a person drags or moves with the arrow keys."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from .panel import Panel


class DragPanel(Panel):
    """Turns pointer and keys into questions; what makes one says in the methods below what they ask."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed: QPointF | None = None
        self._grip = QPointF()
        self._nudged = False
        self.setMouseTracking(True)

    def ground(self) -> QRectF:
        """Where a press counts."""
        raise NotImplementedError

    def offset(self, at: QPointF) -> QPointF | None:
        """What leads from the pointer to the thing to drag, if that is within reach."""
        raise NotImplementedError

    def ask(self, pixel: QPointF, pressed: QPointF) -> None:
        """A person points at a pixel, having pressed the button at another."""
        raise NotImplementedError

    def nudge(self, event: QKeyEvent) -> bool:
        """A key was pressed; says whether it moves anything."""
        raise NotImplementedError

    def let_go(self) -> None:
        """The person has come to where it shall be."""
        raise NotImplementedError

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if event.button() != Qt.MouseButton.LeftButton or not self.ground().contains(at):
            super().mousePressEvent(event)
            return
        held = self.offset(at)
        self._pressed, self._grip = at, held or QPointF()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if held is None:
            self.ask(at, at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed is not None:
            self.ask(at + self._grip, self._pressed)
        elif self.offset(at) is not None:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif self.ground().contains(at):
            self.setCursor(Qt.CursorShape.CrossCursor)
        else:
            self.unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            super().mouseReleaseEvent(event)
            return
        self._pressed = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.let_go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.nudge(event):
            self._nudged = True
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self._nudged and not event.isAutoRepeat():
            self._end_nudging()
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._end_nudging()
        super().focusOutEvent(event)

    def _end_nudging(self) -> None:
        if self._nudged:
            self._nudged = False
            self.let_go()
