"""A training drawn without a screen, by the same views as in the window."""

from pathlib import Path
from typing import TYPE_CHECKING

from . import application, export
from .files import write_whole
from .network_lab.lab import NetworkLab
from .network_presenter import NetworkPresenter
from .network_session import NetworkSession, moment_of
from .picture import failures_raised, surroundings_for

if TYPE_CHECKING:
    from core.live_training import LiveTraining


def write(
    live: "LiveTraining", path: Path, size: tuple[int, int], scale: float, theme: str, language: str
) -> None:
    """Draw the network, what it computes and how it learned, `size` in points."""
    surroundings = surroundings_for(theme, language)
    lab = NetworkLab()
    session = NetworkSession(live.experiment, synchronous=True)
    presenter = NetworkPresenter(session, lab, surroundings.theme)
    figure = lab.figure
    figure.setParent(None)
    figure.resize(*size)
    try:
        with failures_raised():
            figure.show()
            application.settle()
            session.look(cells=lab.map.resolution())
            session.show(moment_of(live, session.state.look))
            presenter.refresh()
            session.landscapes.sharpen()
            application.settle()
            picture = export.encoded(figure, path, scale)
    finally:
        presenter.close()
        session.close()
        figure.close()
        figure.deleteLater()
        lab.deleteLater()
    write_whole(path, lambda file: file.write(picture))
