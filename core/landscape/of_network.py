"""The networks of the network lab as models of a landscape: their loss without penalties and dropout."""

from functools import lru_cache, partial
from typing import Any, NamedTuple

import numpy as np

from ..backend import jax, jnp
from ..network.experiment import NetworkExperiment
from ..network.forward import first_inflow, forward, from_flat, matrix_product
from ..network.training import batching, program_values, update_step
from ..network.training.program_values import Data, Plan
from ..network.training.state import TrainingState
from ..network.training.task import Task
from .model import Model, Pieces, cut, whole

Array = Any


class Batch(NamedTuple):
    """A mini-batch, samples last; share (n,) is 1 / size, or 0 for what fills up a short one.

    `squares` (outputs,) is what R² divides by; `dropout` has a factor (units, n) for the outputs of each
    hidden layer that has dropout.
    """

    x: Array
    y: Array
    squares: Array
    share: Array
    dropout: tuple[Array, ...] | None


def model_of(plan: Plan) -> Model:
    """The model of the networks that are trained by this plan; its data are those of `parts`, or a `Batch`.

    The loss is that of `training.losses_of`, the metric accuracy or R²; without samples both are NaN.
    """
    # Other optimizers and batch sizes are no other landscape.
    return _model_of(plan._replace(kinds=(), batch_size=0))


@lru_cache(maxsize=16)
def _model_of(plan: Plan) -> Model:
    architecture = plan.architecture

    def first(weights: Array, data: Data | Batch) -> Array | None:
        if not data.x.shape[-1]:
            return None
        return first_inflow(architecture, from_flat(architecture, weights), data.x)

    def rest(first: Array | None, weights: Array, data: Data | Batch) -> tuple[Array, Array]:
        if first is None:
            nothing = jnp.full((), jnp.nan, plan.dtype)
            return nothing, nothing
        batch = data if isinstance(data, Batch) else _whole(plan, data)
        outputs = forward(
            architecture, from_flat(architecture, weights), batch.x, batch.dropout, first, matrix_product
        )
        loss, short = update_step.measured(plan, outputs[None], batch.y, batch.squares, batch.share)
        return loss[0], 1.0 - short[0]

    return Model(first, rest, plan.dtype, _pieces)


def _pieces(data: Data | Batch, least: int) -> Pieces:
    if isinstance(data, Batch):
        return whole(data, least)
    # So that the R² of the pieces have theirs as weighted mean.
    return [
        (weight, Data(x, y, data.squares * weight))
        for weight, (x, y) in cut((data.x, data.y), least, axis=-1)
    ]


def _whole(plan: Plan, data: Data) -> Batch:
    samples = data.x.shape[-1]
    return Batch(data.x, data.y, data.squares, jnp.full(samples, 1.0 / samples, plan.dtype), None)


def parts(task: Task) -> dict[str, Data]:
    """The samples by the name of the landscape that is theirs; those for validation may be none."""
    return {"training": task.training, "validation": task.validation}


def batch_part(experiment: NetworkExperiment, task: Task, state: TrainingState) -> Batch:
    """The mini-batch that comes next in training, with what dropout drops in it."""
    numbers = program_values.packed(experiment, task.lanes)
    epoch, index = divmod(state.step, task.batches)
    batch: Batch = _batch(
        task.training, numbers, np.uint32(experiment.seed), np.int32(epoch), np.int32(index), plan=task.plan
    )
    return batch


@partial(jax.jit, static_argnames="plan")
def _batch(data: Data, flat_numbers: Array, seed: Array, epoch: Array, index: Array, *, plan: Plan) -> Batch:
    numbers = program_values.Numbers.unpacked(flat_numbers, plan)
    batch = batching.batches_of(plan, data, numbers, batching.random_key(seed), epoch).at(index)
    # R² of a batch is about the batch's own mean.
    counted = (batch.share > 0).astype(plan.dtype)[None, :]
    mean = jnp.sum(batch.y * batch.share[None, :], axis=1)
    squares = jnp.sum((batch.y - mean[:, None]) ** 2 * counted, axis=1)
    return Batch(batch.x, batch.y, squares, batch.share, batching.factors(plan, batch.kept, numbers.dropout))
