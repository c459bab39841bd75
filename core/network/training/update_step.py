"""One step of training within the compiled program: losses, gradients, and the update of all runs."""

from functools import partial
from typing import NamedTuple

import numpy as np

from ...backend import jax, jnp
from ...lanes import by_kind, updated
from ..forward import Weights, forward, from_flat, has_small_kernels, kernel_mask, to_flat
from ..losses import LOSSES, unexplained, wrong
from .batching import Batches, factors
from .program_values import Array, Carry, Data, Numbers, Plan, Sums, chosen, chosen_by_kind


def outputs_of_lanes(plan: Plan, weights: Array, x: Array) -> Array:
    """The outputs (lanes, outputs, samples) of all lanes, weights (lanes, size)."""
    return jax.vmap(lambda flat: forward(plan.architecture, from_flat(plan.architecture, flat), x))(weights)


def mean_loss(plan: Plan, weights: Array, data: Data) -> Array:
    """(lanes,): the loss of all samples, without penalties and dropout."""
    samples = data.x.shape[-1]
    share = jnp.full(samples, 1.0 / samples, plan.dtype)
    return measured(plan, outputs_of_lanes(plan, weights, data.x), data.y, data.squares, share)[0]


def measured(plan: Plan, outputs: Array, y: Array, squares: Array, share: Array) -> tuple[Array, Array]:
    """Loss and shortfall of the metric from 1, (lanes,), of outputs (lanes, outputs, samples).

    `share` (samples,) is 1 / n, or 0 for padding.
    """
    loss = LOSSES[plan.loss]
    losses = jax.vmap(loss.function, (0, None))(outputs, y)
    if plan.classification:
        short = jax.vmap(wrong, (0, None, None))(outputs, y, loss.threshold) * share[None, :]
    else:
        short = jax.vmap(unexplained, (0, None, None))(outputs, y, squares) * (share > 0)[None, :]
    return jnp.sum(losses * share[None, :], axis=1), jnp.sum(short, axis=1)


def _sums_by_layer(plan: Plan, values: Array) -> Array:
    """(..., size) -> (..., layers), the sums over the weights of each layer."""
    ends = np.cumsum([layer.size for layer in plan.architecture.layers])
    parts = jnp.split(values, ends[:-1].tolist(), axis=-1)
    return jnp.stack([jnp.sum(part, axis=-1) for part in parts], axis=-1)


def _kernels(plan: Plan) -> Array:
    """(1, size): 1 for the weights of kernels, which are penalised, and 0 for biases."""
    return jnp.asarray(kernel_mask(plan.architecture), plan.dtype)[None, :]


def penalties(plan: Plan, weights: Array, l1: Array, l2: Array) -> Array:
    """(lanes, size): what L1 and L2 add to the loss for every weight."""
    return _kernels(plan) * (l1 * jnp.abs(weights) + l2 * weights**2)


class Slope(NamedTuple):
    """Of one batch: the gradient of the loss with its penalties (lanes, size).

    The losses are those without penalties; they and the shortfall are (lanes,).
    """

    gradients: Array
    losses: Array
    shortfall: Array


def slope(plan: Plan, weights: Array, batch: Batches, squares: Array, numbers: Numbers) -> Slope:
    """The gradient of the loss of a batch."""
    of_lanes = partial(_slope, plan, batch=batch, squares=squares, numbers=numbers)
    if len(weights) == 1 or not has_small_kernels(plan.architecture):
        return of_lanes(weights)
    # One lane after the other: all at once they are too much for XLA's fast loop. With large kernels
    # they are so anyway, and quicker at once.
    found: Slope = jax.lax.map(lambda flat: jax.tree.map(lambda one: one[0], of_lanes(flat[None])), weights)
    return found


def _slope(plan: Plan, weights: Array, batch: Batches, squares: Array, numbers: Numbers) -> Slope:
    dropout = factors(plan, batch.kept, numbers.dropout)

    def total(weights: Weights) -> tuple[Array, tuple[Array, Array]]:
        outputs = jax.vmap(lambda own: forward(plan.architecture, own, batch.x, dropout))(weights)
        losses, short = measured(plan, outputs, batch.y, squares, batch.share)
        return jnp.sum(losses), (losses, short)

    # By the layers, since that by one flat array would be a sum of many that are almost all 0.
    by_layer = jax.vmap(partial(from_flat, plan.architecture))(weights)
    gradients, (losses, short) = jax.grad(total, has_aux=True)(by_layer)
    slopes = _kernels(plan) * (numbers.l1 * jnp.sign(weights) + 2.0 * numbers.l2 * weights)
    return Slope(jax.vmap(to_flat)(gradients) + slopes, losses, short)


def stepped(
    plan: Plan, carry: Carry, found: Slope, size: Array, rates: Array, number: Array, numbers: Numbers
) -> tuple[Carry, Array]:
    """The carry after the update of step `number` (from 0), rates (lanes,); and the losses with penalties.

    Runs that have ended stay as they are.
    """
    weights, states = updated(
        plan.kinds, carry.weights, found.gradients, rates[:, None], carry.optimizer_states, numbers.hypers
    )
    shares = (
        penalties(plan, carry.weights, numbers.l1, numbers.l2),
        found.gradients**2,
        1.0 * ~jnp.isfinite(weights),
    )
    added, squares, broken = _sums_by_layer(plan, jnp.stack(shares))
    losses = found.losses + jnp.sum(added, axis=1)
    running = carry.running
    finite = jnp.isfinite(losses) & (jnp.sum(broken, axis=1) == 0.0)
    going = running & finite
    # The shortfall of classes is a mean over the batch, that of R² is a share of the whole already.
    weight = size if plan.classification else 1.0
    after = carry._replace(
        weights=chosen(going, weights, carry.weights),
        optimizer_states=chosen_by_kind(by_kind(going, plan.kinds), states, carry.optimizer_states),
        sums=Sums(
            carry.sums.loss + losses * size,
            carry.sums.shortfall + found.shortfall * weight,
            carry.sums.norms + jnp.sqrt(squares),
        ),
        diverged_at=jnp.where(running & ~finite, number + 1, carry.diverged_at),
    )
    return after, jnp.where(running, losses, jnp.nan)
