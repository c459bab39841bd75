"""The sessions of the network lab: the one that trains, and the two that follow it."""

from typing import NamedTuple, Self

from core.network.experiment import NetworkExperiment

from .curvature.session import CurvatureSession
from .landscape.session import LandscapeSession
from .session import NetworkSession


class NetworkSessions(NamedTuple):
    """`landscape` and `curvature` follow `training`; each computes on threads of its own."""

    training: NetworkSession
    landscape: LandscapeSession
    curvature: CurvatureSession

    @classmethod
    def begin(cls, experiment: NetworkExperiment, *, synchronous: bool = False) -> Self:
        """Sessions for an experiment; nothing is computed before `training.start()`."""
        training = NetworkSession(experiment, synchronous=synchronous)
        return cls(
            training,
            LandscapeSession(training, synchronous=synchronous),
            CurvatureSession(training, synchronous=synchronous),
        )

    def close(self) -> None:
        """Stop computing."""
        self.landscape.close()
        self.curvature.close()
        self.training.close()
