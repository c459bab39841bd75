"""A training under way, advanced some steps at a time, with snapshots of its earlier weights."""

from bisect import bisect_right
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..experiment import NetworkExperiment
from . import evaluation, loop
from . import state as training_state
from . import task as training_task
from .state import TrainingState
from .task import Task

Weights = NDArray[Any]

MOST_SNAPSHOTS = 1024
MOST_BYTES = 32_000_000


class Snapshots(NamedTuple):
    """The weights (runs, size) after some epochs, in order, `stride` or more apart but for the last two.

    The first are those before training.
    """

    epochs: tuple[int, ...] = ()
    weights: tuple[Weights, ...] = ()
    stride: int = 1

    def with_one(self, epoch: int, weights: Weights) -> "Snapshots":
        """One more; when memory runs out the stride grows, and those between are forgotten."""
        kept = self
        if len(self.epochs) > 1 and self.epochs[-1] - self.epochs[-2] < self.stride:
            kept = Snapshots(self.epochs[:-1], self.weights[:-1], self.stride)
        with np.errstate(over="ignore"):  # weights about to diverge are beyond what a snapshot can hold
            small = weights.astype(np.float32)
        grown = Snapshots((*kept.epochs, epoch), (*kept.weights, small), self.stride)
        most = min(MOST_SNAPSHOTS, max(MOST_BYTES // grown.weights[-1].nbytes, 16))
        if len(grown.epochs) <= most:
            return grown
        return grown._thinned(max(2 * self.stride, 2 * (epoch - self.epochs[0]) // most))

    def _thinned(self, stride: int) -> "Snapshots":
        kept = [0]
        for index in range(1, len(self.epochs) - 1):
            if self.epochs[index] - self.epochs[kept[-1]] >= stride:
                kept.append(index)
        kept.append(len(self.epochs) - 1)
        return Snapshots(
            tuple(self.epochs[index] for index in kept), tuple(self.weights[index] for index in kept), stride
        )

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
            return self.epoch, training_state.weights_of(self.task, self.state)
        return self.snapshots.nearest(epoch)


def begin(experiment: NetworkExperiment) -> LiveTraining:
    """Before the first step."""
    task = training_task.prepare(experiment)
    state = loop.begin(experiment, task)
    first = Snapshots().with_one(0, training_state.weights_of(task, state))
    return LiveTraining(experiment, task, state, first)


def go_on(before: LiveTraining, experiment: NetworkExperiment, steps: int) -> LiveTraining:
    """Up to so many steps on, with the numbers that the experiment has now.

    More than an epoch ends with an epoch, so that results always stand at the end of an epoch.
    """
    live = before._replace(experiment=experiment)
    if not steps:
        return live
    over = (live.batch + steps) % live.task.batches
    whole = steps - over if steps > live.task.batches and over < steps else steps
    state = loop.advance(experiment, live.task, live.state, whole)
    after = live._replace(state=state)
    if after.epoch == before.epoch:
        return after
    weights = training_state.weights_of(after.task, after.state)
    return after._replace(snapshots=live.snapshots.with_one(after.epoch, weights))


def resume(before: LiveTraining, experiment: NetworkExperiment) -> LiveTraining:
    """Let the runs that have diverged or stopped go on from where they are.

    A run whose last weights are finite, but too large for a finite loss, goes on from its last snapshot that
    has one.
    """
    task = before.task
    weights = training_state.weights_of(task, before.state).copy()
    for earlier in reversed(before.snapshots.weights):
        hopeless = ~np.isfinite(evaluation.losses_of(task, weights))
        if not hopeless.any():
            break
        weights[hopeless] = earlier[hopeless]
    state = training_state.with_weights(task, before.state, weights)
    return before._replace(experiment=experiment, state=loop.resume(experiment, task, state))
