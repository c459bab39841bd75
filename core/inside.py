"""What happens inside a network: what every layer makes of an input."""

from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import training
from .backend import jax, jnp
from .networks import LayerValues, from_flat, layer_values
from .training import Plan, Task

__all__ = ["LayerValues", "activations"]

Array = Any


def activations(task: Task, weights: NDArray[Any], x: Array) -> tuple[LayerValues, ...]:
    """What every layer makes of x (samples, ...) as drawn, with the weights (size,) of one run.

    Samples are the last axis; for the shapes see `LayerValues`. The activations of the output layer are
    probabilities where the loss is a cross-entropy.
    """
    found = _activations(
        jnp.asarray(weights, task.plan.dtype), training.program_inputs(task, x), plan=task.plan
    )
    return tuple(LayerValues(*(np.asarray(values)[..., : len(x)] for values in layer)) for layer in found)


@partial(jax.jit, static_argnames="plan")
def _activations(weights: Array, x: Array, *, plan: Plan) -> tuple[LayerValues, ...]:
    architecture = plan.architecture
    *hidden, output = layer_values(architecture, from_flat(architecture, weights), x)
    return *hidden, LayerValues(output.z, training.answers(plan, output.a, 0))
