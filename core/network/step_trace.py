"""Everything that happens in one step of training, as one sample of its batch sees it."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..backend import jax, jnp
from . import training
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
from .layer_outputs import Values
from .losses import LOSSES
from .training import batching, program, program_values, update_step
from .training.batching import Batches
from .training.program_values import Array, Carry, Data, Numbers, Plan
from .training.state import TrainingState
from .training.task import Task


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
            program_values.packed(experiment, task.lanes),
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
    numbers = program_values.packed(experiment, task.lanes)
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
    epoch, index = jnp.divmod(step, batching.batch_shape(plan, training.x.shape[-1])[0])
    batch = batching.batches_of(plan, training, numbers, batching.random_key(seed), epoch).at(index)
    found = update_step.slope(plan, carry.weights, batch, training.squares, numbers)
    after, losses = update_step.stepped(
        plan, carry, found, batch.size, rates.astype(plan.dtype), step, numbers
    )

    one = _one_sample(batch, sample)
    weights = from_flat(architecture, carry.weights[lane])
    factors = batching.factors(plan, one.kept, numbers.dropout)
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
    known, batch = Numbers.unpacked(numbers, plan), batching.batch_shape(plan, samples)[1]
    return batching.kept_by_dropout(plan, known, batching.random_key(seed), step[None], batch)[0, :, 0]
