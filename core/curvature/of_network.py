"""The curvature of a network's loss: live for all runs, and in full when it is asked for."""

from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..backend import LOOP_COMPILER_OPTIONS, jax, jnp
from ..lanes import by_kind
from ..network import training
from ..network.experiment import NetworkExperiment
from ..network.forward import forward, from_flat, matrix_product
from ..network.losses import LOSSES
from ..network.training import program_values, update_step
from ..network.training.program_values import Data, Numbers, Plan
from ..network.training.state import TrainingState
from ..network.training.task import Task
from ..optimizers import OPTIMIZERS
from .density import quadrature, smoothed
from .directions import alignment, with_signs
from .hutchinson import trace
from .lanczos import leading, random_start
from .products import Loss, hessian, linearized
from .records import Curvature, Floats, Spectrum
from .stability import PRECONDITIONERS, threshold

Array = Any

# A warm start is mostly so near that a few products are enough.
_DIMENSION = 8
_CYCLES = 8
_TOLERANCE = 3e-3
_NUDGE = 0.03
"""How much of a random direction is added to a warm start: another eigenvalue may have become the largest."""

_EXACT_SIZE = 1024
"""Up to so many weights all eigenvalues take no longer than an estimate of how they are spread."""
_LEADING = 10
_NEGATIVE = 1e-7
"""Eigenvalues below 0 by less than this share of the largest are 0 but for rounding."""


def loss_of(plan: Plan, data: Data, l1: Array = 0.0, l2: Array = 0.0) -> Loss:
    """The mean loss of all samples for flat weights (size,), without dropout, and with these penalties.

    That is `program.mean_loss` as derivatives over all samples at once are quickest.
    """
    function = LOSSES[plan.loss].function

    def loss(weights: Array) -> Array:
        by_layer = from_flat(plan.architecture, weights)
        outputs = forward(plan.architecture, by_layer, data.x, product=matrix_product)
        penalties = update_step.penalties(plan, weights[None], l1, l2)
        return jnp.mean(function(outputs, data.y)) + jnp.sum(penalties)

    return loss


# --- live ---------------------------------------------------------------------------------------------------


def of_runs(
    experiment: NetworkExperiment, task: Task, state: TrainingState, before: Curvature | None = None
) -> Curvature:
    """The curvature where each run is now; quick if `before` is that of a few steps earlier.

    What an adaptive optimizer divides by is what it would in its next step, were all samples its batch. In
    the experiment's precision. A run whose weights are not finite has NaN.
    """
    lanes = len(task.lanes.run_of_lane)
    problems = lanes + sum(count for name, count in task.plan.kinds if name in PRECONDITIONERS)
    shape = problems, task.plan.architecture.size
    warm = before is not None and before.vectors.shape == shape
    found = _of_lanes(
        task.training,
        program_values.packed(experiment, task.lanes),
        training.learning_rates(experiment, task.lanes, state.step, 1)[0],
        state.carry.weights,
        state.carry.optimizer_states,
        before.vectors if warm and before is not None else np.zeros(shape, task.plan.dtype),
        plan=task.plan,
    )
    order = list(task.lanes.lane_of_run)
    rows = [np.asarray(values, np.float64)[order] for values in found[:-1]]
    return Curvature._make([state.step / task.batches, *rows, np.asarray(found.vectors)])


class _Found(NamedTuple):
    """The fields of `Curvature` after the first, (lanes,)."""

    sharpness: Array
    preconditioned: Array
    threshold: Array
    alignment: Array
    error: Array
    vectors: Array


@partial(jax.jit, static_argnames="plan", compiler_options=LOOP_COMPILER_OPTIONS)
def _of_lanes(
    data: Data, flat_numbers: Array, rates: Array, weights: Array, states: Any, starts: Array, *, plan: Plan
) -> _Found:
    """What the lanes have; problems are all lanes, and then those of adaptive optimizers again, in order."""
    numbers = Numbers.unpacked(flat_numbers, plan)
    loss = loss_of(plan, data, numbers.l1, numbers.l2)
    lanes, size = weights.shape
    gradients = jax.lax.map(jax.grad(loss), weights)
    scales, thresholds = _steps(plan, numbers, rates.astype(plan.dtype), gradients, states)
    names = [name for name, count in plan.kinds for _ in range(count)]
    adaptive = [lane for lane, name in enumerate(names) if name in PRECONDITIONERS]
    which = np.array([*range(lanes), *adaptive])
    nudge = _NUDGE * random_start(size, 1, plan.dtype)
    starts = jnp.where(jnp.isfinite(starts), starts, 0.0) + nudge[None, :]

    def solved(problem: tuple[Array, Array, Array]) -> tuple[Array, Array, Array]:
        weights, scale, start = problem
        product = linearized(loss, weights)[1]
        found = leading(
            lambda vector: scale * product(scale * vector),
            size,
            1,
            start=start,
            dimension=_DIMENSION,
            cycles=_CYCLES,
            tolerance=_TOLERANCE,
            dtype=plan.dtype,
        )
        return found.eigenvalues[0], found.eigenvectors[0], found.residuals[0]

    ones = jnp.ones_like(weights)
    every = weights[which], jnp.concatenate([ones, scales[np.array(adaptive, int)]]), starts
    values, vectors, residuals = jax.lax.map(solved, every)
    errors = jnp.where(residuals == 0.0, 0.0, residuals / jnp.abs(values))
    place = np.arange(lanes)
    place[adaptive] = lanes + np.arange(len(adaptive))
    aligned = jax.vmap(lambda gradient, vector: alignment(gradient, vector[None])[0])(
        gradients, vectors[:lanes]
    )
    worse = jnp.maximum(errors[:lanes], errors[place])
    return _Found(values[:lanes], values[place], thresholds, aligned, worse, vectors)


def _steps(plan: Plan, numbers: Numbers, rates: Array, gradients: Array, states: Any) -> tuple[Array, Array]:
    """P^−½ (lanes, size) of the next step, and the thresholds (lanes,)."""
    scales, thresholds = [], []
    kinds = zip(
        plan.kinds,
        by_kind(gradients, plan.kinds),
        by_kind(rates[:, None], plan.kinds),
        states,
        numbers.hypers,
        strict=True,
    )
    for (name, _), gradient, rate, state, hyper in kinds:
        scale = jnp.ones_like(gradient)
        if name in PRECONDITIONERS:
            after = OPTIMIZERS[name].update(gradient, state, rate, hyper)[1]
            divisor = PRECONDITIONERS[name](state, after, hyper)
            # Where it is 0 nothing has ever pulled at the weight, and nothing says how far it would go.
            scale = jnp.where(divisor == 0.0, 0.0, divisor**-0.5)
        scales.append(scale)
        thresholds.append(threshold(name, rate, hyper)[:, 0])
    return jnp.concatenate(scales), jnp.concatenate(thresholds)


# --- on demand ----------------------------------------------------------------------------------------------


def leading_directions(
    task: Task, weights: NDArray[Any], *, l1: float = 0.0, l2: float = 0.0, like: NDArray[Any] | None = None
) -> Floats:
    """The two directions (2, size) in which the training loss is most curved at weights (size,).

    Orthonormal, in double precision; with the penalties that are given, so as a rule without, as landscapes
    are. The signs are those closer to `like`, or else such that the largest component is positive.
    """
    task = _in_double_precision(task)
    found = _leading(np.asarray(weights, np.float64), task.training, l1, l2, k=2, plan=task.plan)
    return with_signs(np.asarray(found.eigenvectors), like)


def spectrum(
    task: Task, weights: NDArray[Any], seed: int = 0, *, l1: float = 0.0, l2: float = 0.0
) -> Spectrum:
    """The eigenvalues of the training loss's Hessian at weights (size,), in double precision.

    All of them, if there are not too many; else the largest, and estimates of the rest from this seed. With
    the penalties that are given.
    """
    task = _in_double_precision(task)
    arguments = np.asarray(weights, np.float64), task.training, l1, l2
    if weights.size <= _EXACT_SIZE:
        return _exact(np.asarray(_eigenvalues(*arguments, plan=task.plan)))
    largest = np.asarray(_leading(*arguments, k=_LEADING, plan=task.plan).eigenvalues)
    nodes, shares, total, error = (
        np.asarray(values) for values in _estimated(*arguments, np.uint32(seed), plan=task.plan)
    )
    smallest = float(nodes.min())
    return Spectrum(
        largest,
        smallest,
        float(total),
        float(error),
        smoothed(nodes, shares),
        float(shares[nodes < -_rounding(nodes)].sum()),
        False,
    )


def _exact(values: Floats) -> Spectrum:
    shares = np.full(values.shape, 1.0 / values.size)
    negative = float(np.mean(values < -_rounding(values)))
    return Spectrum(
        values[::-1][:_LEADING],
        float(values[0]),
        float(values.sum()),
        0.0,
        smoothed(values, shares),
        negative,
        True,
    )


def _rounding(values: Floats) -> float:
    return _NEGATIVE * float(np.abs(values).max())


def _in_double_precision(task: Task) -> Task:
    data = Data(*(jnp.asarray(values, jnp.float64) for values in task.training))
    return task._replace(plan=task.plan._replace(dtype="float64"), training=data)


@partial(jax.jit, static_argnames=("k", "plan"), compiler_options=LOOP_COMPILER_OPTIONS)
def _leading(weights: Array, data: Data, l1: Array, l2: Array, *, k: int, plan: Plan) -> Any:
    product = linearized(loss_of(plan, data, l1, l2), weights)[1]
    return leading(product, len(weights), k)


@partial(jax.jit, static_argnames="plan")
def _eigenvalues(weights: Array, data: Data, l1: Array, l2: Array, *, plan: Plan) -> Array:
    """All of them, the smallest first."""
    product = linearized(loss_of(plan, data, l1, l2), weights)[1]
    return jnp.linalg.eigvalsh(hessian(product, len(weights)))


@partial(jax.jit, static_argnames="plan")
def _estimated(
    weights: Array, data: Data, l1: Array, l2: Array, seed: Array, *, plan: Plan
) -> tuple[Array, Array, Array, Array]:
    product = linearized(loss_of(plan, data, l1, l2), weights)[1]
    found, total = quadrature(product, len(weights), seed=seed), trace(product, len(weights), seed=seed)
    return found.nodes, found.weights, total.value, total.error
