"""What given weights make of samples: losses, penalties and outputs, all runs at once."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...backend import jax, jnp
from ..experiment import NetworkExperiment
from ..forward import kernel_mask
from . import program, update_step
from .program_values import Array, Floats
from .state import TrainingState, weights_of
from .task import Task


def losses_of(task: Task, weights: NDArray[Any]) -> NDArray[Any]:
    """The loss (runs,) of weights (runs, size) over all training samples, without penalties and dropout."""
    return np.asarray(_losses(jnp.asarray(weights, task.plan.dtype), task.training, plan=task.plan))


_losses = jax.jit(
    lambda weights, data, plan: update_step.mean_loss(plan, weights, data), static_argnames="plan"
)


def penalties(experiment: NetworkExperiment, task: Task, weights: NDArray[Any]) -> Floats:
    """What L1 and L2 add to the losses (runs,) of weights (runs, size)."""
    network = experiment.network
    if not network.l1 and not network.l2:
        return np.zeros(len(weights))
    kernels = weights[:, kernel_mask(task.plan.architecture)].astype(np.float64)
    return np.asarray((network.l1 * np.abs(kernels) + network.l2 * kernels**2).sum(axis=1))


def predictions(task: Task, state: TrainingState, x: Array) -> NDArray[Any]:
    """What every run says of inputs: `outputs_of` its weights."""
    return outputs_of(task, weights_of(task, state), x)


def outputs_of(task: Task, weights: NDArray[Any], x: Array) -> NDArray[Any]:
    """What weights (runs, size) make of inputs (samples, ...) as drawn: (runs, samples, outputs).

    Probabilities where the loss is a cross-entropy (one output: of the second class), else numbers, in the
    units of the targets as drawn.
    """
    outputs = program.predict(np.asarray(weights, task.plan.dtype), program_inputs(task, x), plan=task.plan)
    return as_drawn(task, np.asarray(outputs).swapaxes(1, 2)[:, : len(x)])


def as_drawn(task: Task, answers: NDArray[Any]) -> NDArray[Any]:
    """The program's answers (..., outputs) in the units of the targets as drawn."""
    if task.plan.classification:
        return answers
    return (answers * task.split.target_scale + task.split.target_mean).astype(answers.dtype)


def program_inputs(task: Task, x: Array) -> Array:
    """Inputs (samples, ...) as drawn, for the program: scaled, samples last, and filled up with zeros.

    Filled up to one of few numbers of samples, at most a quarter more, so that few programs serve all.
    """
    scaled = np.moveaxis((np.asarray(x) - task.split.mean) / task.split.scale, 0, -1)
    samples = scaled.shape[-1]
    step = 2 ** max(samples.bit_length() - 3, 0)
    missing = -samples % step
    filled = np.pad(scaled, [(0, 0)] * (scaled.ndim - 1) + [(0, missing)])
    return jnp.asarray(filled.astype(task.plan.dtype))
