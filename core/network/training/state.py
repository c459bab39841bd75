"""How far a training has come: its state, what it recorded, and where each run is."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...backend import jax, jnp
from ..forward import from_flat
from .program_values import Carry, Floats
from .task import Task


class History(NamedTuple):
    """What was recorded, runs in the experiment's order; NaN where a run had stopped or has no value.

    Of the steps after `first_step`, batch_losses (steps, runs). Of every whole epoch, and after MOST_ROWS of
    every second, fourth, … and the last: its number, from 1, and the time, how many seconds training had
    taken by its end, (epochs,); (epochs, runs) each, loss and metric as Keras's `fit` shows them (the mean
    over the epoch's batches, while the weights move and with dropout), the same for validation at its end,
    the learning rate of its last step; and gradient_norms (epochs, runs, layers), the mean over its batches.
    The losses include the L1 and L2 penalties. diverged_at (runs,) is the step at which a run last diverged,
    or 0.

    All but the time follows from the experiment, and from the steps at which it was changed.
    """

    first_step: int
    batch_losses: Floats
    epochs: NDArray[np.int64]
    time: Floats
    loss: Floats
    metric: Floats
    val_loss: Floats
    val_metric: Floats
    learning_rate: Floats
    gradient_norms: Floats
    diverged_at: NDArray[np.int64]


class TrainingState(NamedTuple):
    """The state of a training: the steps made, what goes on from there, and what was recorded.

    `monitor` is what early stopping has been watching, or None. `seconds` is how long training took so far.
    """

    step: int
    carry: Carry
    history: History
    monitor: str | None
    seconds: float = 0.0


class RunState(NamedTuple):
    """Where one optimizer is: weights in the order of Keras's `get_weights()`, and how it ended, if it did.

    The weights are those after so many whole epochs as `epoch` says, and maybe a part of the next.
    `diverged_at` is the first step whose loss or new weights are not finite; the weights are those before it.
    `stopped_epoch` is the epoch after which early stopping ended it; `best_epoch` the best so far.
    """

    weights: tuple[NDArray[Any], ...]
    epoch: int
    diverged_at: int | None
    stopped_epoch: int | None
    best_epoch: int | None


def run_states(task: Task, state: TrainingState) -> tuple[RunState, ...]:
    """Where every run is, in the experiment's order."""
    carry = state.carry
    ends = (carry.diverged_at, carry.watch.stopped_epoch, carry.watch.best_epoch)
    diverged, stopped, best = (np.asarray(ends) for ends in ends)
    whole = np.where(diverged > 0, (diverged - 1) // task.batches, state.step // task.batches)
    restored = (best > 0) & (np.asarray(carry.weights) == np.asarray(carry.best_weights)).all(axis=1)
    epochs = np.where(restored, best, np.where(stopped > 0, stopped, whole))
    watched = state.monitor is not None
    return tuple(
        RunState(
            tuple(layer_weights(task, weights)),
            int(epochs[lane]),
            int(diverged[lane]) or None,
            int(stopped[lane]) or None,
            (int(best[lane]) or None) if watched else None,
        )
        for lane, weights in zip(task.lanes.lane_of_run, weights_of(task, state), strict=True)
    )


def weights_of(task: Task, state: TrainingState) -> NDArray[Any]:
    """The weights of every run in the experiment's order, (runs, size)."""
    weights: NDArray[Any] = np.asarray(state.carry.weights)[list(task.lanes.lane_of_run)]
    return weights


def layer_weights(task: Task, weights: NDArray[Any]) -> list[NDArray[Any]]:
    """The weights (size,) of one run as arrays in the order of Keras's `get_weights()`."""
    return list(jax.tree.leaves(from_flat(task.plan.architecture, np.asarray(weights))))


def with_weights(task: Task, state: TrainingState, weights: NDArray[Any]) -> TrainingState:
    """The state with other weights (runs, size), in the experiment's order."""
    lanes = jnp.asarray(weights[list(task.lanes.run_of_lane)], task.plan.dtype)
    return state._replace(carry=state.carry._replace(weights=lanes))
