"""The compiled program of training: up to `CHUNK` steps of all runs at once, and what comes before and after.

What it takes and gives is in `program_values`, its steps are in `update_step`, their batches in `batching`.
"""

from functools import partial
from typing import NamedTuple

from ...backend import LOOP_COMPILER_OPTIONS, jax, jnp
from ...lanes import by_kind, initial_states
from .. import early_stopping
from .batching import batch_shape, batches_of, random_key
from .program_values import Array, Carry, Data, Numbers, Plan, Sums, chosen, chosen_by_kind
from .update_step import measured, outputs_of_lanes, penalties, slope, stepped

CHUNK = 1024
"""The most steps in one call of the program."""
_COMPILER_OPTIONS = {
    **LOOP_COMPILER_OPTIONS,
    # Sums given to a library, or cut up for several threads, would keep a small loop from being one function:
    # it would take seven times as long.
    "xla_cpu_experimental_ynn_fusion_type": "",
    "xla_cpu_multi_thread_eigen": False,
}


@partial(jax.jit, static_argnames="plan")
def begin(numbers: Array, initial: Array, *, plan: Plan) -> Carry:
    """Before the first step, from initial weights (size,)."""
    known = Numbers.unpacked(numbers, plan)
    count = sum(lanes for _, lanes in plan.kinds)
    weights = jnp.tile(initial, (count, 1))
    zero = jnp.zeros(count, plan.dtype)
    norms = jnp.zeros((count, len(plan.architecture.layers)), plan.dtype)
    return Carry(
        weights,
        initial_states(plan.kinds, weights, known.hypers),
        Sums(zero, zero, norms),
        early_stopping.begin(known.rule.sign, zero),
        weights,
        jnp.zeros(count, jnp.int32),
    )


@partial(jax.jit, static_argnames="plan")
def watched_anew(numbers: Array, carry: Carry, *, plan: Plan) -> Carry:
    """Early stopping begins again, for all runs."""
    rule = Numbers.unpacked(numbers, plan).rule
    return carry._replace(watch=early_stopping.begin(rule.sign, carry.sums.loss))


@partial(jax.jit, static_argnames="plan")
def resumed(numbers: Array, midway: Array, carry: Carry, *, plan: Plan) -> Carry:
    """Runs that have ended go on; `midway` in an epoch, that has no sums for them."""
    diverged, stopped = carry.diverged_at > 0, carry.watch.stopped_epoch > 0
    known = Numbers.unpacked(numbers, plan)
    fresh = initial_states(plan.kinds, carry.weights, known.hypers)
    missed = jnp.where(midway, jnp.nan, 0.0).astype(plan.dtype)
    return carry._replace(
        optimizer_states=chosen_by_kind(by_kind(diverged, plan.kinds), fresh, carry.optimizer_states),
        sums=chosen(diverged | stopped, jax.tree.map(lambda _: missed, carry.sums), carry.sums),
        watch=chosen(stopped, early_stopping.begin(known.rule.sign, carry.sums.loss), carry.watch),
        diverged_at=jnp.zeros_like(carry.diverged_at),
    )


@partial(jax.jit, static_argnames="plan")
def predict(weights: Array, x: Array, *, plan: Plan) -> Array:
    """What weights (lanes, size) make of x (..., samples): (lanes, outputs, samples)."""
    return answers(plan, outputs_of_lanes(plan, weights, x), 1)


def answers(plan: Plan, outputs: Array, axis: int) -> Array:
    """Probabilities from raw outputs where the loss is a cross-entropy; the outputs lie along `axis`."""
    if plan.loss == "binary_cross_entropy":
        return jax.nn.sigmoid(outputs)
    return jax.nn.softmax(outputs, axis=axis) if plan.loss == "cross_entropy" else outputs


def _epoch_ended(
    plan: Plan, carry: Carry, training: Data, validation: Data, numbers: Numbers, epoch: Array
) -> tuple[Carry, Array]:
    """The carry after the end of `epoch` (from 1), and the epoch's row of the history."""
    running = carry.running
    samples = training.x.shape[-1]
    short = carry.sums.shortfall / samples if plan.classification else carry.sums.shortfall
    validated = _validated(plan, carry.weights, validation, numbers)
    values = jnp.stack([carry.sums.loss / samples, 1.0 - short, *validated], axis=1)
    row = jnp.concatenate([values, carry.sums.norms / batch_shape(plan, samples)[0]], axis=1)
    watch = early_stopping.after_epoch(carry.watch, numbers.rule, epoch, values[:, numbers.monitor])
    watch = chosen(running, watch, carry.watch)
    best = chosen(running & (watch.best_epoch == epoch), carry.weights, carry.best_weights)
    ends = running & ((watch.stopped_epoch == epoch) | (epoch == numbers.epochs))
    carry = carry._replace(
        weights=chosen(ends & numbers.restore, best, carry.weights),
        sums=jax.tree.map(jnp.zeros_like, carry.sums),
        watch=watch,
        best_weights=best,
    )
    return carry, jnp.where(running[:, None], row, jnp.nan)


def _validated(plan: Plan, weights: Array, data: Data, numbers: Numbers) -> tuple[Array, Array]:
    """Loss and metric of the validation samples, (lanes,); NaN if there are none."""
    samples = data.x.shape[-1]
    if samples == 0:
        nothing = jnp.full(weights.shape[:1], jnp.nan, plan.dtype)
        return nothing, nothing
    share = jnp.full(samples, 1.0 / samples, plan.dtype)
    loss, short = measured(plan, outputs_of_lanes(plan, weights, data.x), data.y, data.squares, share)
    return loss + jnp.sum(penalties(plan, weights, numbers.l1, numbers.l2), axis=1), 1.0 - short


class Progress(NamedTuple):
    """How far a call has come: the steps made, batch_losses (CHUNK, lanes), and epochs that ended.

    Of each of those, one of rows (CHUNK, lanes, 4 + layers): loss, metric, the same for validation, gradient
    norms.
    """

    carry: Carry
    made: Array
    batch_losses: Array
    rows: Array
    ended: Array


@partial(jax.jit, static_argnames="plan", compiler_options=_COMPILER_OPTIONS)
def advance(
    training: Data,
    validation: Data,
    flat_numbers: Array,
    seed: Array,
    rates: Array,
    carry: Carry,
    first: Array,
    count: Array,
    *,
    plan: Plan,
) -> Progress:
    """Up to `count` steps on from step `first`, rates (CHUNK, lanes); fewer if every run has ended."""
    batches = batch_shape(plan, training.x.shape[-1])[0]
    numbers, key = Numbers.unpacked(flat_numbers, plan), random_key(seed)
    rates = rates.astype(plan.dtype)

    def part_of_epoch(before: Progress) -> Progress:
        epoch, start = jnp.divmod(first + before.made, batches)
        end = jnp.minimum(start + count - before.made, batches)
        epoch_batches = batches_of(plan, training, numbers, key, epoch)

        def step(index: Array, now: tuple[Carry, Array]) -> tuple[Carry, Array]:
            carry, batch_losses = now
            number = epoch * batches + index
            row = number - first
            batch = epoch_batches.at(index)
            found = slope(plan, carry.weights, batch, training.squares, numbers)
            carry, losses = stepped(plan, carry, found, batch.size, rates[row], number, numbers)
            return carry, batch_losses.at[row].set(losses)

        carry, batch_losses = jax.lax.fori_loop(start, end, step, (before.carry, before.batch_losses))

        def note(carry: Carry, rows: Array) -> tuple[Carry, Array]:
            carry, row = _epoch_ended(plan, carry, training, validation, numbers, epoch + 1)
            return carry, rows.at[before.ended].set(row)

        whole = end == batches
        carry, rows = jax.lax.cond(whole, note, lambda carry, rows: (carry, rows), carry, before.rows)
        return Progress(carry, before.made + end - start, batch_losses, rows, before.ended + whole)

    def more(before: Progress) -> Array:
        return (before.made < count) & jnp.any(before.carry.running)

    lanes, layers = rates.shape[1], len(plan.architecture.layers)
    losses, rows = jnp.zeros((CHUNK, lanes), plan.dtype), jnp.zeros((CHUNK, lanes, 4 + layers), plan.dtype)
    return jax.lax.while_loop(more, part_of_epoch, Progress(carry, jnp.int32(0), losses, rows, jnp.int32(0)))
