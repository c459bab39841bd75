"""Whether something can be seen: windows that are really on a screen, paintings, and pixels that change."""

import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from tests.benchmarks.record import UntrueError

PATIENCE_S = 10.0


class Paints(QObject):
    """How often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.count += event.type() == QEvent.Type.Paint
        return False


def until(condition: Callable[[], bool], sentence: str, seconds: float = PATIENCE_S) -> None:
    """Let Qt work until something holds; raises UntrueError with the sentence if that takes too long."""
    deadline = time.perf_counter() + seconds
    while not condition():
        if time.perf_counter() > deadline:
            raise UntrueError(sentence)
        QApplication.processEvents()
        time.sleep(0.001)


def show(widget: QWidget) -> None:
    """Show a window and wait until it is on the screen: before that `repaint` does nothing."""
    inside = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    painted = Paints(inside)
    widget.show()
    until(
        lambda: widget.windowHandle().isExposed() and painted.count > 0,
        f"The window of {type(widget).__name__} did not come onto the screen.",
    )
    QApplication.processEvents()


def pixels(widget: QWidget) -> NDArray[np.uint8]:
    """(height, width, 4): what the screen shows of a widget, or would show where that cannot be asked."""
    QApplication.processEvents()
    window, corner = widget.window(), widget.mapTo(widget.window(), widget.rect().topLeft())
    size = (widget.width(), widget.height())
    screen = window.screen() or QGuiApplication.primaryScreen()
    image = screen.grabWindow(window.winId(), corner.x(), corner.y(), *size).toImage()
    if image.isNull():  # under Wayland
        image = widget.grab().toImage()
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4).copy()


def check_shows_something(widget: QWidget, name: str) -> None:
    """Raise UntrueError for a picture of one colour."""
    seen = pixels(widget)
    if (seen == seen[:1, :1]).all():
        raise UntrueError(f"{name} is blank: nothing was drawn.")


def check_changes(widget: QWidget, name: str, call: Callable[[], object], times: int = 3) -> None:
    """Raise UntrueError if the widget looks the same after a call as before."""
    before = pixels(widget)
    for _ in range(times):
        call()
        after = pixels(widget)
        if before.shape == after.shape and (before == after).all():
            raise UntrueError(f"{name}: the picture stayed the same, so no frame was drawn.")
        before = after


def painting(widget: QWidget, name: str, call: Callable[[], object]) -> Callable[[], None]:
    """The call, which raises UntrueError if it has not painted the widget."""
    paints = Paints(widget)

    def checked() -> None:
        before = paints.count
        call()
        if paints.count == before:
            raise UntrueError(f"{name}: the call returned without painting.")

    return checked
