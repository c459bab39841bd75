"""Fixtures of the network lab."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.kit.theme import DARK
from app.network_lab.presenter import NetworkPresenter
from app.network_lab.sessions import NetworkSessions
from app.network_lab.views.lab import NetworkLab
from app.window import rooms
from app.window.window import Window
from core.network.experiment import NetworkExperiment
from tests.app.clock import Clock
from tests.app.network_lab.watched import Watch, Watched
from tests.small_networks import small

Open = Callable[..., Window]


@pytest.fixture
def watch(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    made: list[Watched] = []

    def watch(experiment: NetworkExperiment | None = None, *, shown: bool = False) -> Watched:
        sessions = NetworkSessions.begin(experiment or small(), synchronous=True)
        session = sessions.training
        lab = NetworkLab()
        qtbot.addWidget(lab)
        lab.resize(1100, 720)
        if shown:
            lab.show()
        presenter = NetworkPresenter(sessions, lab, DARK)
        clock = Clock()
        monkeypatch.setattr(presenter.player.pacer, "_clock", clock)
        told: list[str] = []
        presenter.player.message.connect(told.append)
        session.refused.connect(lambda error: told.append(str(error)))
        made.append(Watched(sessions, presenter, lab, clock, told))
        session.start()
        presenter.refresh()
        return made[-1]

    yield watch
    for one in made:
        one.presenter.close()
        one.sessions.close()


@pytest.fixture
def in_network(open_window: Open) -> Open:
    """Opens windows in the room of the networks."""

    def opener(**options: bool) -> Window:
        return open_window(first=rooms.NETWORK, **options)

    return opener
