"""A race as a picture without a screen: the figure of the window, drawn by the same code."""

from pathlib import Path

from PySide6.QtCore import Qt

from core.race import Race

from . import application, export
from .session import Session
from .surface_lab.lab import SurfaceLab
from .surface_presenter import SurfacePresenter
from .theme import THEMES


def write(race: Race, path: Path, size: tuple[int, int], scale: float, theme: str, language: str) -> None:
    """Draw map, loss and verdicts of `race`, all steps shown, `size` in points."""
    surroundings = application.Surroundings(application.make())
    surroundings.set_appearance("light" if theme == THEMES["light"].name else "dark")
    surroundings.set_language(language)
    lab = SurfaceLab()
    session = Session(race.experiment, synchronous=True)
    presenter = SurfacePresenter(session, lab, surroundings.theme)
    figure = lab.figure
    figure.setParent(None)
    figure.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    figure.resize(*size)
    figure.show()
    session.show(race)
    presenter.refresh()
    presenter.jump(presenter.player.steps)
    application.settle()
    try:
        export.save(figure, path, scale)
    finally:
        presenter.close()
        session.close()
        figure.close()
