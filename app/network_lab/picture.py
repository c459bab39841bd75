"""A training drawn without a screen, by the same views as in the window."""

from pathlib import Path
from typing import TYPE_CHECKING

from ..kit import application, export
from ..kit.files import write_whole
from ..kit.offscreen import failures_raised, surroundings_for
from .presenter import NetworkPresenter
from .session import result_of
from .sessions import NetworkSessions
from .views.lab import NetworkLab

if TYPE_CHECKING:
    from core.network.training.live import LiveTraining


def write(
    live: "LiveTraining", path: Path, size: tuple[int, int], scale: float, theme: str, language: str
) -> None:
    """Draw the network, what it computes and how it learned, `size` in points."""
    surroundings = surroundings_for(theme, language)
    lab = NetworkLab()
    sessions = NetworkSessions.begin(live.experiment, synchronous=True)
    session = sessions.training
    presenter = NetworkPresenter(sessions, lab, surroundings.theme)
    figure = lab.figure
    figure.setParent(None)
    figure.resize(*size)
    try:
        with failures_raised():
            figure.show()
            application.settle()
            session.view_state(cells=lab.map.resolution())
            session.show(result_of(live, session.state.view_state))
            presenter.refresh()
            sessions.landscape.sharpen()
            application.settle()
            picture = export.encoded(figure, path, scale)
    finally:
        presenter.close()
        sessions.close()
        figure.close()
        figure.deleteLater()
        lab.deleteLater()
    write_whole(path, lambda file: file.write(picture))
