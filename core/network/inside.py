"""What happens inside a network: what every layer makes of an input, all of one step, and what is amiss."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..backend import jax, jnp
from ..messages import Message, tr_noop
from . import program, training
from .architecture import IMAGE_SIDE, Architecture
from .experiment import NetworkExperiment
from .forward import (
    ACTIVATION_FUNCTIONS,
    LayerValues,
    LayerWeights,
    RecurrentWeights,
    activation_of,
    from_flat,
    layer_values,
)
from .losses import LOSSES
from .program import Batches, Carry, Data, Numbers, Plan
from .training import Task, TrainingState

__all__ = [
    "Finding",
    "LayerStep",
    "LayerValues",
    "StepTrace",
    "activations",
    "dropped_units",
    "findings",
    "findings_of",
    "idle_units",
    "next_batch",
    "seen",
]

Array = Any
Values = NDArray[Any]


def activations(task: Task, weights: Values, x: Array) -> tuple[LayerValues, ...]:
    """What every layer makes of x (samples, ...) as drawn, with the weights (size,) of one run.

    Samples are the last axis; for the shapes see `LayerValues`. The activations of the output layer are
    probabilities where the loss is a cross-entropy.
    """
    found = _activations(
        np.asarray(weights, task.plan.dtype), training.program_inputs(task, x), plan=task.plan
    )
    return tuple(LayerValues(*(np.asarray(values)[..., : len(x)] for values in layer)) for layer in found)


def seen(plan: Plan, weights: Array, x: Array) -> tuple[LayerValues, ...]:
    """The same within a program: x (..., samples) as the program reads it."""
    architecture = plan.architecture
    *hidden, output = layer_values(architecture, from_flat(architecture, weights), x)
    return *hidden, LayerValues(output.z, program.answers(plan, output.a, 0))


_activations = jax.jit(lambda weights, x, plan: seen(plan, weights, x), static_argnames="plan")


# --- one step of training -----------------------------------------------------------------------------------


class LayerStep(NamedTuple):
    """One layer in one step of training.

    Of the shown sample: its inputs, as dropout before them left them: (inputs,), of a recurrent layer (time,
    inputs), of a convolution (8, 8); z and a as in `LayerValues`, without the axis of samples; which units
    dropout `kept` (units,), or None; the slope g′(z) and the error ∂loss/∂z, both of z's shape. An output
    that the loss takes as a logit has the slope 1.

    Of the batch, in the shapes of `Layer.shapes()`: the weights before the step, the gradients of the loss
    with its penalties, and the changes that the optimizer makes of them; recurrent ones are None elsewhere.
    """

    inputs: Values
    z: Values
    a: Values
    kept: NDArray[np.bool_] | None
    slope: Values
    error: Values
    kernel: Values
    bias: Values
    recurrent_kernel: Values | None
    kernel_gradient: Values
    bias_gradient: Values
    recurrent_kernel_gradient: Values | None
    kernel_change: Values
    bias_change: Values
    recurrent_kernel_change: Values | None


class StepTrace(NamedTuple):
    """Everything that happens in the step that follows `step` steps, as one sample of its batch sees it.

    `samples` (n,) are the batch's, as indices into the training samples. Of the shown one: x standardised,
    target (outputs,) (1 for the true class), output (outputs,) as `activations` gives it, and its own loss.
    `batch_loss` is the mean of the batch with the penalties. A run that has ended makes no change.
    """

    step: int
    samples: NDArray[np.int32]
    x: Values
    target: Values
    output: Values
    loss: float
    batch_loss: float
    learning_rate: float
    layers: tuple[LayerStep, ...]


def next_batch(
    experiment: NetworkExperiment, task: Task, state: TrainingState, run: int, sample: int = 0
) -> StepTrace:
    """The step that `training.advance` would make next, for one run; `sample` counts within the batch."""
    architecture = task.plan.architecture
    rates = training.learning_rates(experiment, task.lanes, state.step, 1)[0]
    lane = task.lanes.lane_of_run[run]
    found: _Found = jax.tree.map(
        np.asarray,
        _next_batch(
            task.training,
            program.packed(experiment, task.lanes),
            np.uint32(experiment.seed),
            rates,
            state.carry,
            np.int32(state.step),
            np.int32(lane),
            np.int32(sample),
            plan=task.plan,
        ),
    )
    kept = _kept_by_layer(experiment, task, found.kept)
    weights = (from_flat(architecture, flat) for flat in (found.weights, found.gradient, found.change))
    layers = zip(found.inputs, found.values, kept, found.slopes, found.errors, *weights, strict=True)
    return StepTrace(
        state.step,
        found.samples[: int(found.size)],
        found.inputs[0],
        found.target,
        found.values[-1].a,
        float(found.loss),
        float(found.batch_loss),
        float(rates[lane]),
        tuple(_layer_step(*layer) for layer in layers),
    )


def dropped_units(
    experiment: NetworkExperiment, task: Task, step: int
) -> tuple[NDArray[np.bool_] | None, ...]:
    """Which units (units,) of every layer dropout drops for the first sample in the step that follows `step`.

    None where there is no dropout.
    """
    numbers = program.packed(experiment, task.lanes)
    samples = len(task.split.training.x)
    kept = _kept_units(numbers, np.uint32(experiment.seed), np.int32(step), samples=samples, plan=task.plan)
    layers = _kept_by_layer(experiment, task, np.asarray(kept))
    return tuple(None if layer is None else ~layer for layer in layers)


def _kept_by_layer(
    experiment: NetworkExperiment, task: Task, kept: NDArray[np.bool_]
) -> list[NDArray[np.bool_] | None]:
    """What is kept of every layer from kept (units,) of those that have dropout."""
    layers: list[NDArray[np.bool_] | None] = []
    for layer in task.plan.architecture.layers:
        layers.append(None)
        if experiment.network.dropout > 0.0 and layer.operation != "convolution" and kept.size:
            layers[-1], kept = np.split(kept, [layer.units])
    return layers


def _layer_step(
    inputs: Values,
    values: LayerValues,
    kept: NDArray[np.bool_] | None,
    slope: Values,
    error: Values,
    *weights: LayerWeights,
) -> LayerStep:
    def recurrent(one: LayerWeights) -> Values | None:
        return one.recurrent_kernel if isinstance(one, RecurrentWeights) else None

    arrays = chain.from_iterable((one.kernel, one.bias, recurrent(one)) for one in weights)
    return LayerStep._make([inputs, *values, kept, slope, error, *arrays])


class _Found(NamedTuple):
    """What the program tells of a step."""

    samples: Array
    size: Array
    target: Array
    loss: Array
    batch_loss: Array
    inputs: list[Array]
    values: list[LayerValues]
    kept: Array
    slopes: list[Array]
    errors: list[Array]
    weights: Array
    gradient: Array
    change: Array


@partial(jax.jit, static_argnames="plan")
def _next_batch(
    training: Data,
    flat_numbers: Array,
    seed: Array,
    rates: Array,
    carry: Carry,
    step: Array,
    lane: Array,
    sample: Array,
    *,
    plan: Plan,
) -> _Found:
    architecture, numbers = plan.architecture, Numbers.unpacked(flat_numbers, plan)
    epoch, index = jnp.divmod(step, program.batch_shape(plan, training.x.shape[-1])[0])
    batch = program.batches_of(plan, training, numbers, program.random_key(seed), epoch).at(index)
    found = program.slope(plan, carry.weights, batch, training.squares, numbers)
    after, losses = program.stepped(plan, carry, found, batch.size, rates.astype(plan.dtype), step, numbers)

    one = _one_sample(batch, sample)
    weights = from_flat(architecture, carry.weights[lane])
    factors = program.factors(plan, one.kept, numbers.dropout)
    values = layer_values(architecture, weights, one.x, factors)

    def loss(nudges: tuple[Array, ...]) -> Array:
        outputs = layer_values(architecture, weights, one.x, factors, nudges)[-1].a
        return LOSSES[plan.loss].function(outputs, one.y)[0]

    errors = jax.grad(loss)(tuple(jnp.zeros_like(layer.z) for layer in values))
    shown = [LayerValues(*(array[..., 0] for array in layer)) for layer in values]
    shown[-1] = LayerValues(shown[-1].z, program.answers(plan, shown[-1].a, 0))
    return _Found(
        batch.samples,
        batch.size.astype(jnp.int32),
        one.y[:, 0],
        LOSSES[plan.loss].function(values[-1].a, one.y)[0],
        losses[lane],
        _inputs(architecture, one.x, values, factors or ()),
        shown,
        one.kept[:, 0],
        list(_slopes(architecture, shown)),
        [error[..., 0] for error in errors],
        carry.weights[lane],
        found.gradients[lane],
        after.weights[lane] - carry.weights[lane],
    )


def _one_sample(batch: Batches, sample: Array) -> Batches:
    """One sample of a batch, the last axis of its length 1."""
    place = jnp.clip(sample, 0, batch.size.astype(jnp.int32) - 1)

    def only(values: Array) -> Array:
        return jax.lax.dynamic_slice_in_dim(values, place, 1, axis=-1)

    return batch._replace(x=only(batch.x), y=only(batch.y), kept=only(batch.kept))


def _inputs(
    architecture: Architecture, x: Array, values: Sequence[LayerValues], factors: Sequence[Array]
) -> list[Array]:
    """What every layer reads of one sample."""
    rest = iter(factors)
    found = []
    for layer, own in zip(architecture.layers, values, strict=True):
        match layer.operation:
            case "convolution":
                found.append(x.reshape(IMAGE_SIDE, IMAGE_SIDE))
            case "dense":
                found.append(x.ravel())
            case _:
                found.append(x[..., 0])
        x = own.a if layer.operation in ("dense", "convolution") else own.a[-1]
        if layer.operation != "convolution" and len(found) < len(values) and factors:
            x = x * next(rest)
    return found


def _slopes(architecture: Architecture, values: Sequence[LayerValues]) -> Iterator[Array]:
    for index, layer in enumerate(values):
        function = ACTIVATION_FUNCTIONS[activation_of(architecture, index)]
        yield jax.jvp(function, (layer.z,), (jnp.ones_like(layer.z),))[1]


@partial(jax.jit, static_argnames=("samples", "plan"))
def _kept_units(numbers: Array, seed: Array, step: Array, *, samples: int, plan: Plan) -> Array:
    known, batch = Numbers.unpacked(numbers, plan), program.batch_shape(plan, samples)[1]
    return program.kept_by_dropout(plan, known, program.random_key(seed), step[None], batch)[0, :, 0]


# --- what is amiss ------------------------------------------------------------------------------------------

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
