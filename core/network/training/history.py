"""How the history of a training grows, and which rows of it are kept."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import program
from .program_values import Floats
from .state import History, TrainingState
from .task import Task

MOST_ROWS = 20_000
"""Of so many epochs the history keeps a row each; of more it keeps every second, fourth, …"""
MOST_BATCH_LOSSES = 8_192
"""Of so many steps the history keeps all losses; of more only the last, at least half as many."""


def extended(
    task: Task, state: TrainingState, found: program.Progress, seconds: float, rates: Floats
) -> History:
    """The history with what a call of the program recorded in so many seconds."""
    before, order, made = state.history, list(task.lanes.lane_of_run), int(found.made)
    last = (state.step + made) // task.batches
    epochs = np.arange(state.step // task.batches, last) + 1
    ends = task.batches * epochs - state.step
    rows = np.asarray(found.rows)[: len(epochs), order]
    loss, metric, val_loss, val_metric = np.moveaxis(rows[..., :4], -1, 0)
    learning_rate = np.where(np.isnan(loss), np.nan, rates[ends - 1][:, order])
    times = state.seconds + seconds * ends / made
    new = (epochs, times, loss, metric, val_loss, val_metric, learning_rate, rows[..., 4:])
    old = before[2:-1]
    kept_old, kept_new = (_kept_epochs(numbers, last) for numbers in (before.epochs, epochs))
    first = _first_kept_step(state.step + made)
    diverged_at = np.asarray(found.carry.diverged_at)[order]
    losses = np.concatenate([before.batch_losses, np.asarray(found.batch_losses)[:made, order]])
    return History._make(
        [
            first,
            losses[first - before.first_step :],
            *(
                np.concatenate([_chosen(values, kept_old), _chosen(more, kept_new)])
                for values, more in zip(old, new, strict=True)
            ),
            np.where(diverged_at > 0, diverged_at, before.diverged_at),
        ]
    )


def _first_kept_step(steps: int) -> int:
    """How many steps are no longer kept, when so many were made."""
    half = MOST_BATCH_LOSSES // 2
    return max(steps // half - 1, 0) * half


def _kept_epochs(epochs: NDArray[np.int64], last: int) -> NDArray[np.bool_]:
    """Which rows to keep once the epoch `last` has ended."""
    stride = 1
    while last > MOST_ROWS * stride:
        stride *= 2
    kept: NDArray[np.bool_] = ((epochs - 1) % stride == 0) | (epochs == last)
    return kept


def _chosen(rows: NDArray[Any], kept: NDArray[np.bool_]) -> NDArray[Any]:
    count = np.count_nonzero(kept)
    return rows[:count] if kept[:count].all() else rows[kept]  # a view, wherever it will do
