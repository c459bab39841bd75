"""To do something as soon as a widget has been painted for the first time."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

LATEST_MS = 1000
"""A window that is minimized or hidden from the start is never painted."""


class FirstPaint(QObject):
    """Calls `then` once: when `widget` has been painted, or not in the first second of the event loop."""

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._then = then
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._finish)
        QTimer.singleShot(0, self, self._wait)  # to make the window may take longer than that
        self._widget = widget
        widget.installEventFilter(self)

    def _wait(self) -> None:
        if not self._timer.isActive() and not self._closed:
            self._timer.start(LATEST_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._timer.start(0)  # the rest of the window is painted in the same turn of the event loop
        elif event.type() == QEvent.Type.Hide:
            self._closed = True
            self._timer.stop()  # the window was closed, or this widget will be painted another time
        return False

    def _finish(self) -> None:
        self._widget.removeEventFilter(self)
        self._then()
