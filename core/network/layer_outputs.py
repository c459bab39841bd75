"""What every layer of a network makes of an input."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..backend import jax
from .forward import LayerValues, from_flat, layer_values
from .training import evaluation, program
from .training.program_values import Array, Plan
from .training.task import Task

Values = NDArray[Any]


def activations(task: Task, weights: Values, x: Array) -> tuple[LayerValues, ...]:
    """What every layer makes of x (samples, ...) as drawn, with the weights (size,) of one run.

    Samples are the last axis; for the shapes see `LayerValues`. The activations of the output layer are
    probabilities where the loss is a cross-entropy.
    """
    found = _activations(
        np.asarray(weights, task.plan.dtype), evaluation.program_inputs(task, x), plan=task.plan
    )
    return tuple(LayerValues(*(np.asarray(values)[..., : len(x)] for values in layer)) for layer in found)


def activations_within(plan: Plan, weights: Array, x: Array) -> tuple[LayerValues, ...]:
    """`activations` within a compiled program: x (..., samples) as the program reads it."""
    architecture = plan.architecture
    *hidden, output = layer_values(architecture, from_flat(architecture, weights), x)
    return *hidden, LayerValues(output.z, program.answers(plan, output.a, 0))


_activations = jax.jit(lambda weights, x, plan: activations_within(plan, weights, x), static_argnames="plan")
