"""Which engine draws: OpenGL where it works, which a process of its own finds out, or else numpy."""

import logging
import os
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from .engine_protocol import Engine

_log = logging.getLogger(__name__)

VARIABLE = "TALWEG_RELIEF"
"""In the environment: "software" or "opengl" draws so, whatever would be found out."""

PATIENCE_MS = 20_000
"""So long the process may take; meanwhile there is a picture, from numpy."""

WORKS = "opengl works"
"""What the process says then, and only then."""

_WITHOUT = ("offscreen", "minimal", "vnc", "linuxfb")
"""Qt's platforms without OpenGL, or with one that tests and pictures had better not depend on."""


class Finder(QObject):
    """Finds out, once, whether OpenGL works: by drawing with it in a process that may crash or hang."""

    answered = Signal()

    works: bool | None
    """None as long as nobody knows."""
    told: bool
    """Whether a person has been told that it does not."""

    def __init__(self, parent: QObject | None = None, command: list[str] | None = None) -> None:
        super().__init__(parent)
        self.works: bool | None = _known() if command is None else None
        self.told = False
        self._command = command or _command()
        self._process: QProcess | None = None
        self._timeout = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._timeout.timeout.connect(lambda: self._answer(False))

    def ask(self) -> None:
        """Begin to find out, if that has not been done."""
        if self.works is not None or self._process is not None:
            return
        self._process = process = QProcess(self)
        process.finished.connect(self._read)
        process.errorOccurred.connect(lambda error: self._answer(False))
        if (application := QCoreApplication.instance()) is not None:
            application.aboutToQuit.connect(self.close)
        self._timeout.start()
        process.start(self._command[0], self._command[1:])

    def refute(self) -> None:
        """Use OpenGL no more: it has failed, whatever was found out."""
        self.works = False

    def close(self) -> None:
        """Stop finding out."""
        self._timeout.stop()
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(1000)
            process.deleteLater()

    def _read(self) -> None:
        if self._process is None:
            return
        said = bytes(self._process.readAllStandardOutput().data()).decode(errors="replace")
        failed = self._process.exitStatus() != QProcess.ExitStatus.NormalExit or self._process.exitCode()
        if failed:
            errors = bytes(self._process.readAllStandardError().data()).decode(errors="replace")
            _log.info("OpenGL does not work here: %s", errors.strip().rpartition("\n")[2])
        self._answer(not failed and WORKS in said.splitlines())

    def _answer(self, works: bool) -> None:
        self.close()
        if self.works is None:
            self.works = works
            self.answered.emit()


_finder: Finder | None = None


def finder() -> Finder:
    """The finder that all reliefs share."""
    global _finder
    if _finder is None:
        _finder = Finder()
    return _finder


def opengl() -> Engine:
    """An engine that draws with OpenGL; raises whatever is wrong with it."""
    from .gl import OpenGL  # brings PyOpenGL, which may fail in many ways

    return OpenGL()


def _known() -> bool | None:
    """What needs no finding out."""
    wanted = os.environ.get(VARIABLE, "").strip().lower()
    if wanted in ("software", "opengl"):
        return wanted == "opengl"
    return False if QGuiApplication.platformName() in _WITHOUT else None


def is_expected_without() -> bool:
    """Whether nobody would be surprised that OpenGL is not used."""
    return os.environ.get(VARIABLE, "") == "software" or QGuiApplication.platformName() in _WITHOUT


def _command() -> list[str]:
    folder = str(Path(__file__).parents[len(__name__.split(".")) - 1])
    code = f"import sys; sys.path.insert(0, {folder!r}); from {__package__}.probe import main; main()"
    return [sys.executable, "-c", code]
