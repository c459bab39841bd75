"""A network lab without threads, for tests: what trains, what shows it, and what a person is told."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from app.network_lab.presenter import NetworkPresenter
from app.network_lab.session import NetworkSession
from app.network_lab.sessions import NetworkSessions
from app.network_lab.state import TrainingResult
from app.network_lab.views.lab import NetworkLab
from core.network.experiment import NetworkExperiment
from core.network.training import state as training_state
from tests.app.clock import Clock


class Watched(NamedTuple):
    """A training, the lab that shows it, and what a person was told."""

    sessions: NetworkSessions
    presenter: NetworkPresenter
    lab: NetworkLab
    clock: Clock
    told: list[str]

    @property
    def session(self) -> NetworkSession:
        return self.sessions.training

    @property
    def result(self) -> TrainingResult:
        assert self.session.result is not None
        return self.session.result

    @property
    def experiment(self) -> NetworkExperiment:
        return self.session.state.experiment

    @property
    def step(self) -> int:
        return self.result.live.state.step

    def weights(self, run: int = 0) -> np.ndarray[Any, Any]:
        live = self.result.live
        return training_state.weights_of(live.task, live.state)[run]

    def tick(self, seconds: float = 0.0) -> None:
        """Let so much time go by, and the pacer notice."""
        self.clock.seconds = seconds
        self.presenter.player.pacer.ticked.emit()

    def let_train(self, epochs: int) -> None:
        """Epoch by epoch, so that each can be seen again."""
        for _ in range(epochs):
            self.session.train(self.result.live.task.batches)
        self.presenter.refresh()

    def slow_down(self) -> None:
        """Show the next step in slow motion."""
        self.lab.transport.slow_toggled.emit(True)
        self.presenter.refresh()


Watch = Callable[..., Watched]
