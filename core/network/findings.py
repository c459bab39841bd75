"""What keeps a network from learning: dead or saturated units, vanishing or exploding gradients."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..backend import jax, jnp
from ..messages import Message, tr_noop
from .experiment import NetworkExperiment
from .forward import ACTIVATION_FUNCTIONS, activation_of, from_flat, layer_values
from .layer_outputs import Values
from .losses import LOSSES
from .training.program_values import Array, Data, Plan
from .training.task import Task

FLAT = 0.99
"""A sigmoid or tanh is saturated beyond this share of its way from the middle to an end: its slope there is
under 2 % of the steepest."""
MOSTLY = 0.5
"""A unit counts as saturated if it is for more than this share of the training samples."""
MANY = 0.25
"""Of so many of a layer's units it is said that they are dead or saturated; some are in every network."""
LEARNED = 0.5
"""Units saturate as a network becomes sure of itself: it is said only if the loss is above this share of that
of always giving the same answer."""
UNEVEN = 100.0
"""How many times as large the gradient of the first layer may be as that of the output, or as small.

With initial weights that suit the network they are alike (Glorot & Bengio 2010, figure 7); two powers of ten
apart, no learning rate serves both."""
HUGE = 1_000.0
"""A gradient of this norm explodes, whatever the others are."""
NOTHING_LEFT = 1e-6
"""Gradients of no larger norm are those of a network that has learned all it can."""


class Finding(NamedTuple):
    """Something that keeps a layer from learning; layers are those with weights, from 1, and 0 is all."""

    kind: Literal["diverged", "dead_relus", "saturated", "exploding", "vanishing"]
    layer: int
    message: Message


def findings(
    experiment: NetworkExperiment,
    task: Task,
    weights: Values,
    gradient_norms: NDArray[np.float64],
    diverged: bool = False,
) -> tuple[Finding, ...]:
    """What is amiss in the network of one run, with weights (size,) and gradient norms (layers,).

    Gradient norms are NaN where there is none to tell of.
    """
    del experiment
    idle = _idle_units(np.asarray(weights, task.plan.dtype), task.training, plan=task.plan)
    return findings_of(task, idle, gradient_norms, diverged)


def findings_of(
    task: Task, idle: "Idle", gradient_norms: NDArray[np.float64], diverged: bool
) -> tuple[Finding, ...]:
    """The same from what a program has found of the weights."""
    dead, saturated, loss = map(np.asarray, idle)
    learned = loss <= LEARNED * task.trivial_loss
    found = [Finding("diverged", 0, Message(_DIVERGED))] if diverged else []
    for index, layer in enumerate(task.plan.architecture.layers):
        many = MANY * layer.units
        if dead[index] >= many:
            values = {"layer": index + 1, "units": layer.units, "count": int(dead[index])}
            found.append(Finding("dead_relus", index + 1, Message(_DEAD, values)))
        if saturated[index] >= many and not learned:
            values = {"layer": index + 1, "units": layer.units, "count": int(saturated[index])}
            sentence = _SATURATED[activation_of(task.plan.architecture, index)]
            found.append(Finding("saturated", index + 1, Message(sentence, values)))
    return *found, *_of_gradients(gradient_norms)


def _of_gradients(norms: NDArray[np.float64]) -> Iterator[Finding]:
    first, last = float(norms[0]), float(norms[-1])
    largest = int(np.argmax(norms))
    if np.isnan(norms).any() or norms[largest] <= NOTHING_LEFT:
        return
    ends = {"first": first, "last": last}
    if first < last / UNEVEN and last <= HUGE:
        yield Finding("vanishing", 1, Message(_VANISHING, ends))
    if first > last * UNEVEN:
        yield Finding("exploding", 1, Message(_EXPLODING, ends))
    elif norms[largest] > HUGE:
        values = {"layer": largest + 1, "norm": float(norms[largest])}
        yield Finding("exploding", largest + 1, Message(_HUGE, values))


class Idle(NamedTuple):
    """How many units of each layer are dead ReLUs, how many are saturated, (layers,) each; and the loss."""

    dead: Array
    saturated: Array
    loss: Array


def idle_units(plan: Plan, weights: Array, data: Data) -> Idle:
    """Within a program: what the training samples leave idle."""
    architecture = plan.architecture
    dead, saturated = [], []
    layers = layer_values(architecture, from_flat(architecture, weights), data.x)
    for index, layer in enumerate(layers):
        function = activation_of(architecture, index)
        values = ACTIVATION_FUNCTIONS[function](layer.z)
        if function == "sigmoid":
            values = 2.0 * values - 1.0
        others = tuple(axis for axis in range(values.ndim) if axis != values.ndim - 2)
        never = jnp.all(values == 0.0, axis=others)
        mostly = jnp.mean(jnp.abs(values) > FLAT, axis=others) > MOSTLY
        dead.append(jnp.sum(never) if function == "relu" else jnp.int64(0))
        saturated.append(jnp.sum(mostly) if function in _SATURATED else jnp.int64(0))
    loss = jnp.mean(LOSSES[plan.loss].function(layers[-1].a, data.y))
    return Idle(jnp.stack(dead), jnp.stack(saturated), loss)


_idle_units = jax.jit(lambda weights, data, plan: idle_units(plan, weights, data), static_argnames="plan")

_DIVERGED = tr_noop("core", "The run has diverged: its next step is beyond all finite numbers.")
_DEAD = tr_noop(
    "core",
    "Layer {layer} has dead ReLUs, {count} of {units}: they are 0 for every training sample and get "
    "no gradient.",
)
_SATURATED = {
    "tanh": tr_noop(
        "core",
        "Layer {layer} has saturated units, {count} of {units}: for most samples they give nearly −1 or 1, "
        "where tanh is flat and hardly lets a gradient through.",
    ),
    "sigmoid": tr_noop(
        "core",
        "Layer {layer} has saturated units, {count} of {units}: for most samples they give nearly 0 or 1, "
        "where the sigmoid is flat and hardly lets a gradient through.",
    ),
}
_VANISHING = tr_noop(
    "core",
    "The gradient vanishes on its way back: its norm is {last:.2g} at the output and {first:.2g} in layer 1, "
    "which hardly learns.",
)
_EXPLODING = tr_noop(
    "core",
    "The gradient explodes on its way back: its norm is {last:.2g} at the output and {first:.2g} in layer 1, "
    "whose steps are too large.",
)
_HUGE = tr_noop(
    "core", "The gradient explodes: in layer {layer} its norm is {norm:.2g}, and so large are the steps."
)
