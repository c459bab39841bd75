"""A race as a picture without a screen: the figure of the window, drawn by the same code."""

from pathlib import Path

from core.surface.race import Race

from ..kit import application, export
from ..kit.files import write_whole
from ..kit.offscreen import failures_raised, surroundings_for
from .presenter import SurfacePresenter
from .session import SurfaceSession
from .views.lab import SurfaceLab


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
