"""When to draw: at most once a frame, and when to say that something takes a while."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

FRAME_MS = 16
"""The shortest time between two pictures."""

PATIENCE_MS = 400
"""After so long a person wants to know that something is going on."""


class FrameClock(QObject):
    """Calls `draw` at once, or a little later if something was drawn less than `shortest_ms` ago.

    What changes more often says more than a screen can show or a person can see.
    """

    def __init__(self, draw: Callable[[], None], parent: QObject, shortest_ms: int = FRAME_MS) -> None:
        super().__init__(parent)
        self._draw = draw
        self._drawing = False
        self._shortest_ms = shortest_ms
        self._since = QElapsedTimer()
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self.draw)

    def touch(self, patience_ms: int = 0) -> None:
        """Something has changed; if more will change before long, that is drawn with it."""
        left = self._shortest_ms - self._since.elapsed() if self._since.isValid() else 0
        if self._drawing:  # what is drawn half must not be drawn over
            self._next.start(self._shortest_ms)
        elif left <= 0:
            self.draw()
        elif not self._next.isActive():
            self._next.start(left + patience_ms)

    def draw(self) -> None:
        """Draw now."""
        self._next.stop()
        self._drawing = True
        try:
            self._draw()
        finally:
            self._drawing = False
            self._since.start()

    def stop(self) -> None:
        """Draw no more."""
        self._next.stop()


class Patience(QObject):
    """`waiting` says when a person has been waiting for a while, and when not any more."""

    waiting = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(lambda: self._set_waiting(True))
        self._busy = self._waiting = False

    def follow(self, busy: bool) -> None:
        """Whether something is being computed."""
        self._busy = busy
        self.begin_anew()

    def begin_anew(self) -> None:
        """Something new is there to be seen: who gets a picture after the other waits for nothing."""
        self._set_waiting(False)
        if self._busy:
            self._timer.start()
        else:
            self._timer.stop()

    def stop(self) -> None:
        """Wait for nothing."""
        self._busy = False
        self._timer.stop()

    def _set_waiting(self, waiting: bool) -> None:
        if waiting != self._waiting:
            self._waiting = waiting
            self.waiting.emit(waiting)
