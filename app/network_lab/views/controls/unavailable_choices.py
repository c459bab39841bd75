"""What cannot be chosen with the data, the network and the loss as they are, and why."""

from collections.abc import Callable, Sequence
from typing import Any

from app.kit.translation import tr_message
from core.messages import Message, TalwegError
from core.network.dataset_choice import INLINE
from core.network.experiment import NetworkExperiment, problem
from core.network.problem import Problem


def asked_by_data(experiment: NetworkExperiment) -> Problem | None:
    """What data and loss ask of a network; None if the data are a file that is gone."""
    try:
        return problem(experiment)
    except TalwegError:
        return None


def _situation(experiment: NetworkExperiment) -> tuple[object, ...]:
    """All that the answer depends on: while it stays the same, there is nothing to ask anew."""
    data, wanted = experiment.dataset, asked_by_data(experiment)
    known = data if data.name == INLINE else (data.name, data.path, data.target)
    shape = wanted and (wanted.input_shape, wanted.classes)
    return known, shape, experiment.network.kind, experiment.loss


class UnavailableChoices:
    """Why some of several changes cannot be; asked anew only when the answer may be another."""

    def __init__(
        self, keys: Sequence[str], change: Callable[[NetworkExperiment, Any], NetworkExperiment]
    ) -> None:
        self._keys, self._change = keys, change
        self._asked: tuple[object, ...] = ()
        self._found: dict[str, Message] = {}

    def ask(self, experiment: NetworkExperiment) -> None:
        """Find out which changes this experiment refuses."""
        if (asked := _situation(experiment)) != self._asked:
            self._asked = asked
            self._found = {
                key: error.message for key in self._keys if (error := self._error(experiment, key))
            }

    def sentences(self) -> dict[str, str]:
        """A sentence for the key of every change that cannot be, in the language of the window."""
        return {key: tr_message(message) for key, message in self._found.items()}

    def _error(self, experiment: NetworkExperiment, key: str) -> TalwegError | None:
        try:
            self._change(experiment, key)
        except TalwegError as error:
            return error
        return None
