"""Training as it is watched: one that is under way, and snapshots that let its past be seen again."""

from bisect import bisect_right
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import training
from .network_experiment import NetworkExperiment
from .training import Task, TrainingState

Weights = NDArray[Any]

MOST_SNAPSHOTS = 1024
MOST_BYTES = 32_000_000


class Snapshots(NamedTuple):
    """The weights (runs, size) after some epochs, in order; the first are those before training."""

    epochs: tuple[int, ...] = ()
    weights: tuple[Weights, ...] = ()

    def with_one(self, epoch: int, weights: Weights) -> "Snapshots":
        """One more; when memory runs out every other one is forgotten, but neither first nor last."""
        grown = Snapshots((*self.epochs, epoch), (*self.weights, weights.astype(np.float32)))
        if len(grown.epochs) <= min(MOST_SNAPSHOTS, max(MOST_BYTES // grown.weights[-1].nbytes, 16)):
            return grown
        return Snapshots((*grown.epochs[:-1:2], epoch), (*grown.weights[:-1:2], grown.weights[-1]))

    def nearest(self, epoch: int) -> tuple[int, Weights]:
        """The last snapshot that is not after `epoch`, and its epoch."""
        at = max(bisect_right(self.epochs, epoch) - 1, 0)
        return self.epochs[at], self.weights[at]


class LiveTraining(NamedTuple):
    """A training under way: with which numbers, on what, how far, and where it has been."""

    experiment: NetworkExperiment
    task: Task
    state: TrainingState
    snapshots: Snapshots

    @property
    def epoch(self) -> int:
        """The number of whole epochs so far."""
        return self.state.step // self.task.batches

    @property
    def batch(self) -> int:
        """The number of batches of the present epoch so far."""
        return self.state.step % self.task.batches

    def weights_at(self, epoch: int | None) -> tuple[int, Weights]:
        """The weights (runs, size) now, or after about that many epochs; and after how many."""
        if epoch is None or epoch >= self.epoch:
            return self.epoch, training.weights_of(self.task, self.state)
        return self.snapshots.nearest(epoch)


def begin(experiment: NetworkExperiment) -> LiveTraining:
    """Before the first step."""
    task = training.prepare(experiment)
    state = training.begin(experiment, task)
    first = Snapshots().with_one(0, training.weights_of(task, state))
    return LiveTraining(experiment, task, state, first)


def go_on(before: LiveTraining, experiment: NetworkExperiment, steps: int) -> LiveTraining:
    """Up to so many steps on, with the numbers that the experiment has now.

    More than an epoch ends with an epoch, so that what is seen is the same moment of each.
    """
    live = before._replace(experiment=experiment)
    if not steps:
        return live
    over = (live.batch + steps) % live.task.batches
    whole = steps - over if steps > live.task.batches and over < steps else steps
    state = training.advance(experiment, live.task, live.state, whole)
    after = live._replace(state=state)
    if after.epoch == before.epoch:
        return after
    weights = training.weights_of(after.task, after.state)
    return after._replace(snapshots=live.snapshots.with_one(after.epoch, weights))
