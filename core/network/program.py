"""The compiled program of training: some steps of all runs at once, and what is needed before and after.

Runs are lanes (see `lanes`), and samples are the last axis. Nothing that is compiled depends on a number that
a person can move: those come packed in one array.
"""

from functools import partial
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..backend import LOOP_COMPILER_OPTIONS, jax, jnp
from ..lanes import Kinds, Lanes, by_kind, initial_states, unpacked_hypers, updated
from . import early_stopping
from .architecture import Architecture
from .early_stopping import MONITORS
from .experiment import NetworkExperiment
from .forward import Weights, forward, from_flat, has_small_kernels, kernel_mask, to_flat
from .losses import LOSSES, unexplained, wrong

Floats = NDArray[np.float64]
Array = Any

CHUNK = 1024
"""The most steps in one call of the program."""
_COMPILER_OPTIONS = {
    **LOOP_COMPILER_OPTIONS,
    # Sums given to a library, or cut up for several threads, would keep a small loop from being one function:
    # it would take seven times as long.
    "xla_cpu_experimental_ynn_fusion_type": "",
    "xla_cpu_multi_thread_eigen": False,
}

# --- what goes in and out -----------------------------------------------------------------------------------


class Plan(NamedTuple):
    """All that the compiled program depends on, beside the shapes of the data."""

    architecture: Architecture
    loss: str
    classification: bool
    kinds: Kinds
    batch_size: int
    dtype: str


class Data(NamedTuple):
    """Samples, the last axis of x and y; `squares` (outputs,) is what R² divides by."""

    x: Array
    y: Array
    squares: Array


class Sums(NamedTuple):
    """Of the batches of an epoch so far: loss and shortfall (lanes,), gradient norms (lanes, layers)."""

    loss: Array
    shortfall: Array
    norms: Array


class Carry(NamedTuple):
    """All of a state that lives in the program, lane by lane; diverged_at is 0 for a run that has not."""

    weights: Array
    optimizer_states: tuple[Any, ...]
    sums: Sums
    watch: early_stopping.Watch
    best_weights: Array
    diverged_at: Array

    @property
    def running(self) -> Array:
        """(lanes,): whether a run has neither diverged nor stopped."""
        return (self.diverged_at == 0) & (self.watch.stopped_epoch == 0)


def packed(experiment: NetworkExperiment, lanes: Lanes) -> Floats:
    """Every number a person can move, in one array: handing over twenty small ones would take long."""
    network, stopping = experiment.network, experiment.early_stopping
    settings = experiment.settings()
    hyperparameters = [settings[run].hyperparameters().values() for run in lanes.run_of_lane]
    if stopping is None:
        rule = [sign_of(None), np.inf, 0.0, 0.0, 0.0]
    else:
        rule = [
            sign_of(stopping.monitor),
            stopping.patience,
            stopping.min_delta,
            MONITORS.index(stopping.monitor),
            stopping.restore_best_weights,
        ]
    return np.array(
        [
            *(network.dropout, network.l1, network.l2),
            *rule,
            *(experiment.shuffle, experiment.epochs),
            *chain.from_iterable(hyperparameters),
        ],
        dtype=np.float64,
    )


def sign_of(monitor: str | None) -> float:
    """1 for a value that is better when larger."""
    return 1.0 if monitor in ("metric", "val_metric") else -1.0


class Numbers(NamedTuple):
    """The packed numbers by name."""

    dropout: Array
    l1: Array
    l2: Array
    rule: early_stopping.Rule
    monitor: Array
    restore: Array
    shuffle: Array
    epochs: Array
    hypers: list[dict[str, Array]]

    @classmethod
    def unpacked(cls, numbers: Array, plan: Plan) -> "Numbers":
        """From what `packed` made."""
        dropout, l1, l2, sign, patience, min_delta, *others = numbers[:10].astype(plan.dtype)
        rule = early_stopping.Rule(sign, patience, min_delta)
        monitor, restore, shuffle, epochs = others
        hypers = unpacked_hypers(numbers[10:].astype(plan.dtype), plan.kinds)
        whole = [number.astype(np.int32) for number in (monitor, epochs)]
        return cls(dropout, l1, l2, rule, whole[0], restore > 0, shuffle > 0, whole[1], hypers)


# --- before and after ---------------------------------------------------------------------------------------


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
        optimizer_states=_by_lane(by_kind(diverged, plan.kinds), fresh, carry.optimizer_states),
        sums=_chosen(diverged | stopped, jax.tree.map(lambda _: missed, carry.sums), carry.sums),
        watch=_chosen(stopped, early_stopping.begin(known.rule.sign, carry.sums.loss), carry.watch),
        diverged_at=jnp.zeros_like(carry.diverged_at),
    )


@partial(jax.jit, static_argnames="plan")
def predict(weights: Array, x: Array, *, plan: Plan) -> Array:
    """What weights (lanes, size) make of x (..., samples): (lanes, outputs, samples)."""
    return answers(plan, _outputs(plan, weights, x), 1)


def answers(plan: Plan, outputs: Array, axis: int) -> Array:
    """Probabilities from raw outputs where the loss is a cross-entropy; the outputs lie along `axis`."""
    if plan.loss == "binary_cross_entropy":
        return jax.nn.sigmoid(outputs)
    return jax.nn.softmax(outputs, axis=axis) if plan.loss == "cross_entropy" else outputs


def _chosen(lanes: Array, first: Any, second: Any) -> Any:
    """Of two pytrees of arrays (lanes, ...), the first for these lanes (lanes,), and else the second."""

    def choose(one: Array, other: Array) -> Array:
        return jnp.where(lanes.reshape(-1, *(1,) * (other.ndim - 1)), one, other)

    return jax.tree.map(choose, first, second)


def _by_lane(lanes: list[Array], first: tuple[Any, ...], second: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same for states of every kind."""
    return tuple(_chosen(*each) for each in zip(lanes, first, second, strict=True))


# --- batches ------------------------------------------------------------------------------------------------


class Batches(NamedTuple):
    """All batches of an epoch, one after the other along the first axis; or one of them, without that axis.

    samples (n,) are indices into the data; x (..., n); y (outputs, n); kept (units, n) by dropout; share (n,)
    is 1 / size, or 0 for what fills up a short batch.
    """

    samples: Array
    x: Array
    y: Array
    kept: Array
    share: Array
    size: Array

    def at(self, index: Array) -> "Batches":
        """One batch."""
        return Batches(*(values[index] for values in self))


def batch_shape(plan: Plan, samples: int) -> tuple[int, int]:
    """The number of batches in an epoch, and that of samples in a batch."""
    batch = min(plan.batch_size, samples)
    return -(-samples // batch), batch


def random_key(seed: Array) -> Array:
    """The key of all that is random while training: not that of the initial weights."""
    return jax.random.fold_in(jax.random.key(seed), 1)


def batches_of(plan: Plan, data: Data, numbers: Numbers, key: Array, epoch: Array) -> Batches:
    """Shuffle the samples into batches, the last one filled up, and draw what dropout keeps."""
    samples = data.x.shape[-1]
    count, batch = batch_shape(plan, samples)
    order_key = jax.random.fold_in(jax.random.split(key)[0], epoch)
    unshuffled = partial(jnp.arange, samples, dtype=jnp.int32)
    order = jax.lax.cond(numbers.shuffle, partial(_shuffled, order_key, samples), unshuffled)
    order = jnp.pad(order, (0, count * batch - samples))

    def batched(values: Array) -> Array:
        return jnp.moveaxis(values[..., order].reshape(*values.shape[:-1], count, batch), -2, 0)

    real = (np.arange(count * batch) < samples).reshape(count, batch)
    sizes = real.sum(axis=1)
    return Batches(
        order.reshape(count, batch),
        batched(data.x),
        batched(data.y),
        kept_by_dropout(plan, numbers, key, epoch * count + jnp.arange(count), batch),
        jnp.asarray(real / sizes[:, None], plan.dtype),
        jnp.asarray(sizes, plan.dtype),
    )


def _shuffled(key: Array, samples: int) -> Array:
    """The indices of samples in random order.

    Each goes below a random number of its own, and these are sorted: a plain sort of whole numbers takes a
    fifth of the time of `jax.random.permutation`, which sorts pairs, and that was a fifth of an epoch.
    """
    random = jax.random.bits(key, (samples,), jnp.uint32).astype(jnp.uint64)
    numbered = (random << 32) | jnp.arange(samples, dtype=jnp.uint64)
    return (jnp.sort(numbered) & 0xFFFFFFFF).astype(jnp.int32)


def kept_by_dropout(plan: Plan, numbers: Numbers, key: Array, steps: Array, batch: int) -> Array:
    """What dropout keeps in each of these steps: (steps, units, batch)."""
    shape = sum(plan.architecture.dropped_units), batch
    dropout_key = jax.random.split(key)[1]

    def drawn(step: Array) -> Array:
        random = jax.random.uniform(jax.random.fold_in(dropout_key, step), shape, plan.dtype)
        return random >= numbers.dropout

    nothing_dropped = partial(jnp.ones, (len(steps), *shape), bool)
    return jax.lax.cond(numbers.dropout > 0.0, lambda: jax.vmap(drawn)(steps), nothing_dropped)


def units_by_layer(plan: Plan, kept: Array) -> list[Array]:
    """What dropout keeps of each layer that has dropout, from (units, ...) of all."""
    return jnp.split(kept, np.cumsum(plan.architecture.dropped_units)[:-1].tolist())


def factors(plan: Plan, kept: Array, rate: Array) -> tuple[Array, ...] | None:
    """By what the outputs of each hidden layer are multiplied: 0, or more than 1 to keep their mean."""
    if not plan.architecture.dropped_units:
        return None
    return tuple(units_by_layer(plan, jnp.where(kept, 1.0 / (1.0 - rate), 0.0)))


# --- a step -------------------------------------------------------------------------------------------------


def _outputs(plan: Plan, weights: Array, x: Array) -> Array:
    """The outputs (lanes, outputs, samples) of all lanes, weights (lanes, size)."""
    return jax.vmap(lambda flat: forward(plan.architecture, from_flat(plan.architecture, flat), x))(weights)


def mean_loss(plan: Plan, weights: Array, data: Data) -> Array:
    """(lanes,): the loss of all samples, without penalties and dropout."""
    samples = data.x.shape[-1]
    share = jnp.full(samples, 1.0 / samples, plan.dtype)
    return measured(plan, _outputs(plan, weights, data.x), data.y, data.squares, share)[0]


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
        weights=_chosen(going, weights, carry.weights),
        optimizer_states=_by_lane(by_kind(going, plan.kinds), states, carry.optimizer_states),
        sums=Sums(
            carry.sums.loss + losses * size,
            carry.sums.shortfall + found.shortfall * weight,
            carry.sums.norms + jnp.sqrt(squares),
        ),
        diverged_at=jnp.where(running & ~finite, number + 1, carry.diverged_at),
    )
    return after, jnp.where(running, losses, jnp.nan)


# --- an epoch -----------------------------------------------------------------------------------------------


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
    watch = _chosen(running, watch, carry.watch)
    best = _chosen(running & (watch.best_epoch == epoch), carry.weights, carry.best_weights)
    ends = running & ((watch.stopped_epoch == epoch) | (epoch == numbers.epochs))
    carry = carry._replace(
        weights=_chosen(ends & numbers.restore, best, carry.weights),
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
    loss, short = measured(plan, _outputs(plan, weights, data.x), data.y, data.squares, share)
    return loss + jnp.sum(penalties(plan, weights, numbers.l1, numbers.l2), axis=1), 1.0 - short


# --- many steps ---------------------------------------------------------------------------------------------


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
