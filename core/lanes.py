"""Lanes: the rows of the arrays in which all runs of an experiment are updated at once.

A lane is the row of one run: of weights (lanes, n), gradients (lanes, n) or rates (lanes, 1). Runs of one
optimizer lie next to each other, optimizer after optimizer in the registry's order, so that each update rule
is applied once to all its lanes; `kinds` is the list of (name, number of lanes) of those that are present.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from .backend import jnp
from .optimizers import OPTIMIZERS
from .parameters import Switch
from .run_settings import OptimizerSettings

Kinds = tuple[tuple[str, int], ...]


class Lanes(NamedTuple):
    """Which run is which lane.

    kinds: (name, number of runs) for every optimizer present; run_of_lane and lane_of_run: which is whose;
    place_of_run: for each run the index of its kind, and of its lane among those of that kind.
    """

    kinds: Kinds
    run_of_lane: tuple[int, ...]
    lane_of_run: tuple[int, ...]
    place_of_run: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, settings: tuple[OptimizerSettings, ...]) -> "Lanes":
        """The lanes of these runs."""
        return cls._of_names(tuple(one.optimizer.name for one in settings))

    @classmethod
    @lru_cache
    def _of_names(cls, names: tuple[str, ...]) -> "Lanes":
        run_of_lane = [run for name in OPTIMIZERS for run, other in enumerate(names) if other == name]
        kinds = tuple((name, names.count(name)) for name in OPTIMIZERS if name in names)
        places = [(kind, place) for kind, (_, count) in enumerate(kinds) for place in range(count)]
        lane_of_run = [run_of_lane.index(run) for run in range(len(names))]
        return cls(kinds, tuple(run_of_lane), tuple(lane_of_run), tuple(places[lane] for lane in lane_of_run))


def unpacked_hypers(numbers: Any, kinds: Kinds) -> list[dict[str, Any]]:
    """Hyper-parameters of every kind by name, (lanes, 1) to go with weights (lanes, n), from flat numbers."""
    found = []
    for name, count in kinds:
        described = OPTIMIZERS[name].hyperparameters
        own, numbers = jnp.split(numbers, [count * len(described)])
        columns = jnp.split(own.reshape(count, -1), len(described), axis=1)
        found.append(
            {
                h.name: column != 0 if isinstance(h, Switch) else column
                for h, column in zip(described, columns, strict=True)
            }
        )
    return found


def by_kind(lanes: Any, kinds: Kinds) -> list[Any]:
    """An array (lanes, ...) as one array for every kind."""
    ends = np.cumsum([count for _, count in kinds])
    return jnp.split(lanes, ends[:-1].tolist())


def initial_states(kinds: Kinds, weights: Any, hypers: Sequence[dict[str, Any]]) -> tuple[Any, ...]:
    """The state of every kind before the first step; weights (lanes, n)."""
    return tuple(
        OPTIMIZERS[name].init(weight, hyper)
        for (name, _), weight, hyper in zip(kinds, by_kind(weights, kinds), hypers, strict=True)
    )


def updated(
    kinds: Kinds,
    weights: Any,
    gradients: Any,
    rates: Any,
    states: tuple[Any, ...],
    hypers: Sequence[dict[str, Any]],
) -> tuple[Any, tuple[Any, ...]]:
    """Weights and states after one update; weights and gradients (lanes, n), rates (lanes, 1)."""
    moved, changed = [], []
    for (name, _), weight, gradient, rate, state, hyper in zip(
        kinds,
        by_kind(weights, kinds),
        by_kind(gradients, kinds),
        by_kind(rates, kinds),
        states,
        hypers,
        strict=True,
    ):
        change, state = OPTIMIZERS[name].update(gradient, state, rate, hyper)
        # Decoupled weight decay, as Keras applies it: before the update, times the learning rate.
        moved.append(weight - weight * hyper["weight_decay"] * rate + change)
        changed.append(state)
    return jnp.concatenate(moved), tuple(changed)
