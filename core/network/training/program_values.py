"""What goes into and out of the compiled program of training.

Runs are lanes (see `lanes`), and samples are the last axis. Nothing that is compiled depends on a number that
a person can move: those come packed in one array.
"""

from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...backend import jax, jnp
from ...lanes import Kinds, Lanes, unpacked_hypers
from .. import early_stopping
from ..architecture import Architecture
from ..early_stopping import MONITORS
from ..experiment import NetworkExperiment

Floats = NDArray[np.float64]
Array = Any


class Plan(NamedTuple):
    """All that the compiled program depends on, beside the shapes of the data."""

    architecture: Architecture
    loss: str
    classification: bool
    kinds: Kinds
    batch_size: int
    dtype: str


class Data(NamedTuple):
    """Samples, the last axis of x and y; `squares` (outputs,) is what R² divides by."""

    x: Array
    y: Array
    squares: Array


class Sums(NamedTuple):
    """Of the batches of an epoch so far: loss and shortfall (lanes,), gradient norms (lanes, layers)."""

    loss: Array
    shortfall: Array
    norms: Array


class Carry(NamedTuple):
    """All of a state that lives in the program, lane by lane; diverged_at is 0 for a run that has not."""

    weights: Array
    optimizer_states: tuple[Any, ...]
    sums: Sums
    watch: early_stopping.Watch
    best_weights: Array
    diverged_at: Array

    @property
    def running(self) -> Array:
        """(lanes,): whether a run has neither diverged nor stopped."""
        return (self.diverged_at == 0) & (self.watch.stopped_epoch == 0)


def packed(experiment: NetworkExperiment, lanes: Lanes) -> Floats:
    """Every number a person can move, in one array: handing over twenty small ones would take long."""
    network, stopping = experiment.network, experiment.early_stopping
    settings = experiment.settings()
    hyperparameters = [settings[run].hyperparameters().values() for run in lanes.run_of_lane]
    if stopping is None:
        rule = [sign_of(None), np.inf, 0.0, 0.0, 0.0]
    else:
        rule = [
            sign_of(stopping.monitor),
            stopping.patience,
            stopping.min_delta,
            MONITORS.index(stopping.monitor),
            stopping.restore_best_weights,
        ]
    return np.array(
        [
            *(network.dropout, network.l1, network.l2),
            *rule,
            *(experiment.shuffle, experiment.epochs),
            *chain.from_iterable(hyperparameters),
        ],
        dtype=np.float64,
    )


def sign_of(monitor: str | None) -> float:
    """1 for a value that is better when larger."""
    return 1.0 if monitor in ("metric", "val_metric") else -1.0


class Numbers(NamedTuple):
    """The packed numbers by name."""

    dropout: Array
    l1: Array
    l2: Array
    rule: early_stopping.Rule
    monitor: Array
    restore: Array
    shuffle: Array
    epochs: Array
    hypers: list[dict[str, Array]]

    @classmethod
    def unpacked(cls, numbers: Array, plan: Plan) -> "Numbers":
        """From what `packed` made."""
        dropout, l1, l2, sign, patience, min_delta, *others = numbers[:10].astype(plan.dtype)
        rule = early_stopping.Rule(sign, patience, min_delta)
        monitor, restore, shuffle, epochs = others
        hypers = unpacked_hypers(numbers[10:].astype(plan.dtype), plan.kinds)
        whole = [number.astype(np.int32) for number in (monitor, epochs)]
        return cls(dropout, l1, l2, rule, whole[0], restore > 0, shuffle > 0, whole[1], hypers)


def chosen(lanes: Array, first: Any, second: Any) -> Any:
    """Of two pytrees of arrays (lanes, ...), the first for these lanes (lanes,), and else the second."""

    def choose(one: Array, other: Array) -> Array:
        return jnp.where(lanes.reshape(-1, *(1,) * (other.ndim - 1)), one, other)

    return jax.tree.map(choose, first, second)


def chosen_by_kind(lanes: list[Array], first: tuple[Any, ...], second: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same for states of every kind."""
    return tuple(chosen(*each) for each in zip(lanes, first, second, strict=True))
