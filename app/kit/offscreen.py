"""What drawing a picture without a screen needs: an application, and errors that are not swallowed."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from . import application
from .theme import THEMES

# What Qt's offscreen platform says of every window; a person at a terminal can do nothing about it.
_IDLE_WORDS = "This plugin does not support propagateSizeHints()"


def _complain(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    del kind, context
    if text != _IDLE_WORDS:
        print(text, file=sys.stderr)


@contextmanager
def failures_raised() -> Iterator[None]:
    """Raise here what goes wrong in a slot or while a widget paints: Qt would go on with half a picture."""
    failures: list[BaseException] = []
    before = sys.excepthook
    sys.excepthook = lambda kind, error, trace: failures.append(error)
    try:
        yield
    finally:
        sys.excepthook = before
    if failures:
        raise failures[0]


def surroundings_for(theme: str, language: str) -> application.Surroundings:
    """An application that draws in this theme and language."""
    qInstallMessageHandler(_complain)
    surroundings = application.Surroundings(application.make())
    surroundings.set_appearance("light" if theme == THEMES["light"].name else "dark")
    surroundings.set_language(language)
    return surroundings
