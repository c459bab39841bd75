"""Panels with something that a person drags or moves with the arrow keys, and that may be zoomed."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ..plots.frame import Frame
from ..plots.gestures import Gestures
from ..plots.ranges import Span
from ..plots.zoom import Zoom
from .panel import Panel


class DragPanel(Panel):
    """Its `gestures` ask the methods below; what makes one says in them where things are and what moves."""

    def __init__(self, parent: QWidget | None = None, *, right_drags: bool = False) -> None:
        super().__init__(parent)
        self.zoom = Zoom()
        self.gestures = Gestures(self, self, right_drags=right_drags)

    @property
    def frame(self) -> Frame:
        """Where numbers lie at present."""
        raise NotImplementedError

    def zoom_spans(self) -> tuple[Span, Span] | None:
        """All that the two axes can show; None: it cannot be zoomed."""
        return None

    def zoomed(self) -> None:
        """Draw what `zoom` says now."""
        self.update()

    def drag_area(self) -> QRectF:
        """Where a press counts."""
        raise NotImplementedError

    def handle_offset(self, at: QPointF) -> QPointF | None:
        """What leads from the pointer to the thing to drag, if that is within reach."""
        raise NotImplementedError

    def drag_to(self, pixel: QPointF, pressed: QPointF) -> None:
        """A person points at a pixel, having pressed the button at another."""
        raise NotImplementedError

    def move_by_key(self, event: QKeyEvent) -> bool:
        """A key was pressed; returns whether it moves anything."""
        raise NotImplementedError

    def drag_ended(self) -> None:
        """The person has let go."""
        raise NotImplementedError
