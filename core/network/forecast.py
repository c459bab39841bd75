"""Forecasts of a sequence: the next value from those before it, and free runs that feed on themselves."""

from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..backend import jax, jnp
from .forward import forward, from_flat
from .training import evaluation
from .training.program_values import Plan
from .training.task import Task

Array = Any
Floats = NDArray[Any]

LONGEST = 256
"""Steps of a free run: one program serves all that are shorter."""


def series(task: Task) -> Floats:
    """(window + samples,): the values of the sequence the samples were cut from, one after the other."""
    x = np.concatenate([task.split.training.x, task.split.validation.x])[:, :, 0]
    y = np.concatenate([task.split.training.y, task.split.validation.y])
    drawn = x[0] * task.split.scale[0] + task.split.mean[0]
    values: Floats = np.concatenate([drawn, y.reshape(len(y), -1)[:, 0]])
    return values


def one_step(task: Task, weights: Floats) -> Floats:
    """(runs, window + samples): each value predicted from the true ones before; NaN in the first window."""
    x = np.concatenate([task.split.training.x, task.split.validation.x])
    predicted = evaluation.outputs_of(task, weights, x * task.split.scale + task.split.mean)[:, :, 0]
    unknown = np.full((len(predicted), x.shape[1]), np.nan, predicted.dtype)
    return np.concatenate([unknown, predicted], axis=1)


def free_run(task: Task, weights: Floats, start: int) -> Floats:
    """(runs, window + samples): predictions that feed on themselves from index `start` on; NaN elsewhere.

    The window before `start` is the last that is true; weights (runs, size). Ends after `LONGEST` values.
    """
    values = series(task)
    window = task.split.training.x.shape[1]
    seed = values[start - window : start]
    run = np.asarray(
        _free_run(
            jnp.asarray(weights, task.plan.dtype),
            jnp.asarray(seed, task.plan.dtype),
            jnp.asarray(task.split.mean[0], task.plan.dtype),
            jnp.asarray(task.split.scale[0], task.plan.dtype),
            plan=task.plan,
        )
    )
    known = np.full((len(weights), len(values)), np.nan, run.dtype)
    count = min(LONGEST, len(values) - start)
    known[:, start : start + count] = run[:, :count]
    return known


@partial(jax.jit, static_argnames="plan")
def _free_run(weights: Array, seed: Array, mean: Array, scale: Array, *, plan: Plan) -> Array:
    def of_lane(flat: Array, x: Array) -> Array:
        return forward(plan.architecture, from_flat(plan.architecture, flat), x)

    def turn(windows: Array, _: None) -> tuple[Array, Array]:
        # A run is a lane with a window (lanes, time) of its own.
        x = ((windows - mean) / scale)[:, :, None, None]
        following = jax.vmap(of_lane)(weights, x)[:, 0, 0]
        return jnp.concatenate([windows[:, 1:], following[:, None]], axis=1), following

    start = jnp.tile(seed, (weights.shape[0], 1))
    return jax.lax.scan(turn, start, None, length=LONGEST)[1].T
