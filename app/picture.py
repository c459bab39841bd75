"""A race as a picture without a screen: the figure of the window, drawn by the same code."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from core.race import Race

from . import application, export
from .files import write_whole
from .surface_lab.lab import SurfaceLab
from .surface_presenter import SurfacePresenter
from .surface_session import SurfaceSession
from .theme import THEMES

# What Qt's offscreen platform says of every window; a person at a terminal can do nothing about it.
_IDLE_WORDS = "This plugin does not support propagateSizeHints()"


def _complain(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    del kind, context
    if text != _IDLE_WORDS:
        print(text, file=sys.stderr)


def write(race: Race, path: Path, size: tuple[int, int], scale: float, theme: str, language: str) -> None:
    """Draw map, loss and verdicts of `race`, all steps shown, `size` in points."""
    surroundings = surroundings_for(theme, language)
    lab = SurfaceLab()
    session = SurfaceSession(race.experiment, synchronous=True)
    presenter = SurfacePresenter(session, lab, surroundings.theme)
    figure = lab.figure
    figure.setParent(None)
    figure.resize(*size)
    try:
        with failures_raised():
            figure.show()
            session.show(race)
            presenter.refresh()
            presenter.jump(presenter.player.steps)
            application.settle()
            picture = export.encoded(figure, path, scale)
    finally:
        presenter.close()
        session.close()
        figure.close()
        figure.deleteLater()
        lab.deleteLater()
    write_whole(path, lambda file: file.write(picture))


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
