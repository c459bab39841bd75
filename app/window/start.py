"""Opens the window, and stays until it is closed."""

import gc
import signal
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from ..kit import application, files
from ..kit.application import Surroundings
from . import rooms
from .window import Window

SETTLED_MS = 5000
"""By then everything is loaded."""


def build(path: Path | None = None) -> Window:
    """The window, shown, with the experiment of a file or else the last one, which is under way."""
    # A file that cannot be read is told on the command line, before there is a window.
    opened = files.read_experiment(path) if path is not None else None
    running = application.make()
    settings = QSettings()
    first = rooms.room_for(opened) if opened is not None else rooms.known(settings.value("room"))
    surroundings = Surroundings(running, settings)
    window = Window(rooms.room_factories(surroundings, opened), surroundings, settings, first)
    window.show()
    if path is not None:
        window.documents.open(path)
    QTimer.singleShot(SETTLED_MS, window, _collect_garbage_again)
    return window


def _collect_garbage_again() -> None:
    """The command line put it off; what came with the start is there to stay and need not be looked at."""
    gc.freeze()
    gc.enable()


def show(path: Path | None) -> int:
    """Open the window, with an experiment file if one is given, and stay until it is closed."""
    window = build(path)
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_: QApplication.closeAllWindows())
    # Python hears signals only between its own instructions, and Qt's loop would go on without any.
    listening = QTimer(window)
    listening.start(250)
    listening.timeout.connect(lambda: None)
    code = QApplication.exec()
    del window
    return code
