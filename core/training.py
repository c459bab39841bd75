"""Network experiment -> trained networks, some steps at a time: TrainingState -> TrainingState.

All optimizers train at once, as lanes: the same initial weights, the same batches, the same dropout. The
weights of a lane are one flat array. Every number a person can move is an argument of the program, so only
another network, loss, batch size, set of samples or set of optimizers compiles, or begins anew.
"""

import time
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import early_stopping
from .architecture import Architecture
from .backend import LOOP_COMPILER_OPTIONS, jax, jnp
from .datasets import Samples, Split, split
from .lanes import Kinds, Lanes, by_kind, initial_states, unpacked_hypers, updated
from .losses import LOSSES, unexplained, wrong
from .network_experiment import MONITORS, NetworkExperiment, architecture_of, problem, samples_of
from .networks import forward, from_arrays, from_flat, initial_weights, kernel_mask, to_flat

Floats = NDArray[np.float64]
Array = Any

CHUNK = 1024
"""The most steps in one call of the program."""
MOST_ROWS = 20_000
"""Of so many epochs the history keeps a row each; of more it keeps every second, fourth, …"""
MOST_BATCH_LOSSES = 8_192
"""Of so many steps the history keeps all losses; of more only the last, at least half as many."""
_COMPILER_OPTIONS = {
    **LOOP_COMPILER_OPTIONS,
    # Sums given to a library, or cut up for several threads, would keep a small loop from being one function:
    # it would take seven times as long.
    "xla_cpu_experimental_ynn_fusion_type": "",
    "xla_cpu_multi_thread_eigen": False,
}

# --- what does not change -----------------------------------------------------------------------------------


class Plan(NamedTuple):
    """All that the compiled program depends on, beside the shapes of the data."""

    architecture: Architecture
    loss: str
    classification: bool
    kinds: Kinds
    batch_size: int
    dtype: str


class Data(NamedTuple):
    """Samples for the program, the last axis of x and y; `squares` (outputs,) is what R² divides by."""

    x: Array
    y: Array
    squares: Array


class Task(NamedTuple):
    """What training works on, made once from an experiment; flat initial weights (size,).

    `split` holds the samples as a person would draw them, `training` and `validation` as the program reads
    them.
    """

    plan: Plan
    lanes: Lanes
    split: Split
    training: Data
    validation: Data
    initial: Array

    @property
    def batches(self) -> int:
        """The number of steps in an epoch; the last batch may be short."""
        return -(-len(self.split.training.x) // self.batch)

    @property
    def batch(self) -> int:
        """The number of samples in a batch: never more than there are."""
        return min(self.plan.batch_size, len(self.split.training.x))


def prepare(experiment: NetworkExperiment) -> Task:
    """Draw and split the samples and the initial weights of a valid experiment."""
    wanted = problem(experiment)
    parts = split(
        samples_of(experiment), experiment.dataset.validation_fraction, experiment.dataset.standardise
    )
    lanes = Lanes.of(experiment.settings())
    plan = Plan(
        architecture_of(experiment),
        experiment.loss,
        wanted.classes > 0,
        lanes.kinds,
        experiment.batch_size,
        experiment.precision,
    )
    training, validation = (_data(part, wanted.outputs, wanted.classes, plan.dtype) for part in parts[:2])
    return Task(plan, lanes, parts, training, validation, _initial(experiment, plan))


def _data(samples: Samples, outputs: int, classes: int, dtype: str) -> Data:
    y = samples.y
    if classes and outputs > 1:
        y = np.eye(classes)[y.astype(np.intp)]
    y = y.reshape(len(y), outputs)
    squares = ((y - y.mean(axis=0, keepdims=True)) ** 2).sum(axis=0) if len(y) else np.zeros(outputs)
    return Data(
        jnp.asarray(np.moveaxis(samples.x, 0, -1), dtype),
        jnp.asarray(y.T, dtype),
        jnp.asarray(squares, dtype),
    )


def _initial(experiment: NetworkExperiment, plan: Plan) -> Array:
    given = experiment.weight_arrays()
    if given is not None:
        return jnp.asarray(to_flat(from_arrays(plan.architecture, given)), plan.dtype)
    seed = experiment.seed if experiment.weight_seed is None else experiment.weight_seed
    key = jax.random.key(np.uint32(seed))
    return to_flat(initial_weights(plan.architecture, experiment.network.initializer, key, plan.dtype))


def begins_anew(before: NetworkExperiment, after: NetworkExperiment) -> bool:
    """Whether a change cannot be taken over while training: it takes another task and a fresh state."""
    return _lasting(before) != _lasting(after)


def _lasting(experiment: NetworkExperiment) -> tuple[object, ...]:
    network = experiment.network
    return (
        experiment.dataset,
        (network.kind, network.hidden, network.recurrent_units, network.filters),
        (network.activation, network.initializer),
        (experiment.loss, experiment.batch_size, experiment.seed, experiment.precision),
        # Inline samples are shuffled before they are split.
        experiment.shuffle if experiment.dataset.inline else None,
        (experiment.initial_weights, experiment.weight_seed),
        tuple(settings.optimizer.name for settings in experiment.settings()),
    )


# --- what changes -------------------------------------------------------------------------------------------


class History(NamedTuple):
    """What was recorded, runs in the experiment's order; NaN where a run had stopped or has no value.

    Of the steps after `first_step`, batch_losses (steps, runs). Of every whole epoch, and after MOST_ROWS of
    every second, fourth, … and the last: its number, from 1, and the time, how many seconds training had
    taken by its end, (epochs,); (epochs, runs) each, loss and metric as Keras's `fit` shows them (the mean
    over the epoch's batches, while the weights move and with dropout), the same for validation at its end,
    the learning rate of its last step; and gradient_norms (epochs, runs, layers), the mean over its batches.
    The losses include the L1 and L2 penalties. diverged_at (runs,) is the step at which a run last diverged,
    or 0.

    All but the time follows from the experiment, and from the steps at which it was changed.
    """

    first_step: int
    batch_losses: Floats
    epochs: NDArray[np.int64]
    time: Floats
    loss: Floats
    metric: Floats
    val_loss: Floats
    val_metric: Floats
    learning_rate: Floats
    gradient_norms: Floats
    diverged_at: NDArray[np.int64]


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


class TrainingState(NamedTuple):
    """A moment of training: the steps made, what goes on from there, and what was recorded.

    `monitor` is what early stopping has been watching, or None. `seconds` is how long training took so far.
    """

    step: int
    carry: Carry
    history: History
    monitor: str | None
    seconds: float = 0.0


class RunState(NamedTuple):
    """Where one optimizer is: weights in the order of Keras's `get_weights()`, and how it ended, if it did.

    `diverged_at` is the first step whose loss or new weights are not finite; the weights are those before it.
    `stopped_epoch` is the epoch after which early stopping ended it; `best_epoch` the best so far.
    """

    weights: tuple[NDArray[Any], ...]
    diverged_at: int | None
    stopped_epoch: int | None
    best_epoch: int | None


def begin(experiment: NetworkExperiment, task: Task) -> TrainingState:
    """Before the first step."""
    plan = task.plan
    count, layers = len(task.lanes.run_of_lane), len(plan.architecture.layers)
    stopping = experiment.early_stopping
    monitor = None if stopping is None else stopping.monitor
    carry = _begin(_numbers(experiment, task.lanes), task.initial, np.float64(_sign(monitor)), plan=plan)
    none = np.empty((0, count))
    history = History(
        0,
        none,
        np.empty(0, np.int64),
        np.empty(0),
        *(none, none, none, none, none),
        np.empty((0, count, layers)),
        np.zeros(count, np.int64),
    )
    return TrainingState(0, carry, history, monitor)


def run(experiment: NetworkExperiment) -> TrainingState:
    """Train for all epochs."""
    task = prepare(experiment)
    return advance(experiment, task, begin(experiment, task), experiment.epochs * task.batches)


def advance(experiment: NetworkExperiment, task: Task, state: TrainingState, steps: int) -> TrainingState:
    """Up to so many steps on, with the numbers that `experiment` has now.

    Ends earlier at the end of the experiment's epochs, or when every run has stopped or diverged. However the
    steps are divided into calls, the result is the same.
    """
    numbers = _numbers(experiment, task.lanes)
    state = _watching(experiment, state)
    left = min(steps, experiment.epochs * task.batches - state.step)
    while left > 0:
        count = min(left, CHUNK)
        rates = _learning_rates(experiment, task.lanes, state.step, count)
        begun = time.perf_counter()
        carry, made, batch_losses, rows = _advance(
            task.training,
            task.validation,
            numbers,
            np.uint32(experiment.seed),
            rates,
            state.carry,
            np.int32(state.step),
            np.int32(count),
            plan=task.plan,
        )
        if not made:  # every run has ended
            break
        recorded = np.asarray(batch_losses), np.asarray(rows), np.asarray(carry.diverged_at)
        seconds = time.perf_counter() - begun
        history = _extended(task, state, int(made), seconds, rates, *recorded)
        state = TrainingState(state.step + int(made), carry, history, state.monitor, state.seconds + seconds)
        left -= count
    return state


def resume(experiment: NetworkExperiment, task: Task, state: TrainingState) -> TrainingState:
    """Let the runs that have ended go on: from their last finite weights, or after early stopping.

    A diverged run begins with a fresh optimizer, a stopped one is watched anew; the others and the history
    stay as they are. In an epoch of which a run has missed a part, it has no loss.
    """
    numbers = _numbers(experiment, task.lanes)
    midway = np.bool_(state.step % task.batches != 0)
    carry = _resume(numbers, np.float64(_sign(state.monitor)), midway, state.carry, plan=task.plan)
    return state._replace(carry=carry)


def run_states(task: Task, state: TrainingState) -> tuple[RunState, ...]:
    """Where every run is, in the experiment's order."""
    watch = state.carry.watch
    ends = (np.asarray(ends) for ends in (state.carry.diverged_at, watch.stopped_epoch, watch.best_epoch))
    diverged, stopped, best = ends
    watched = state.monitor is not None
    return tuple(
        RunState(
            tuple(layer_weights(task, weights)),
            int(diverged[lane]) or None,
            int(stopped[lane]) or None,
            (int(best[lane]) or None) if watched else None,
        )
        for lane, weights in zip(task.lanes.lane_of_run, weights_of(task, state), strict=True)
    )


def weights_of(task: Task, state: TrainingState) -> NDArray[Any]:
    """The weights of every run in the experiment's order, (runs, size)."""
    weights: NDArray[Any] = np.asarray(state.carry.weights)[list(task.lanes.lane_of_run)]
    return weights


def layer_weights(task: Task, weights: NDArray[Any]) -> list[NDArray[Any]]:
    """The weights (size,) of one run as arrays in the order of Keras's `get_weights()`."""
    return list(jax.tree.leaves(from_flat(task.plan.architecture, np.asarray(weights))))


def predictions(task: Task, state: TrainingState, x: Array) -> NDArray[Any]:
    """What every run says of inputs: `outputs_of` its weights."""
    return outputs_of(task, weights_of(task, state), x)


def outputs_of(task: Task, weights: NDArray[Any], x: Array) -> NDArray[Any]:
    """What weights (runs, size) make of inputs (samples, ...) as drawn: (runs, samples, outputs).

    Probabilities where the loss is a cross-entropy (one output: of the second class), else numbers.
    """
    outputs = _predict(jnp.asarray(weights, task.plan.dtype), program_inputs(task, x), plan=task.plan)
    return np.asarray(outputs).swapaxes(1, 2)[:, : len(x)]


def program_inputs(task: Task, x: Array) -> Array:
    """Inputs (samples, ...) as drawn, for the program: scaled, samples last, and filled up with zeros.

    Filled up to one of few numbers of samples, at most a quarter more, so that few programs serve all.
    """
    scaled = np.moveaxis((np.asarray(x) - task.split.mean) / task.split.scale, 0, -1)
    samples = scaled.shape[-1]
    step = 2 ** max(samples.bit_length() - 3, 0)
    missing = -samples % step
    return jnp.asarray(np.pad(scaled, [(0, 0)] * (scaled.ndim - 1) + [(0, missing)]), task.plan.dtype)


def _watching(experiment: NetworkExperiment, state: TrainingState) -> TrainingState:
    """The state with early stopping begun anew, if another value is to be watched."""
    stopping = experiment.early_stopping
    monitor = None if stopping is None else stopping.monitor
    if monitor == state.monitor:
        return state
    watch = early_stopping.begin(_sign(monitor), state.carry.sums.loss)
    return state._replace(carry=state.carry._replace(watch=watch), monitor=monitor)


def _sign(monitor: str | None) -> float:
    """1 for a value that is better when larger."""
    return 1.0 if monitor in ("metric", "val_metric") else -1.0


def _numbers(experiment: NetworkExperiment, lanes: Lanes) -> Floats:
    """Everything a person can move, in one array: handing over twenty small ones would take long."""
    network, stopping = experiment.network, experiment.early_stopping
    settings = experiment.settings()
    hyperparameters = [settings[run].hyperparameters().values() for run in lanes.run_of_lane]
    if stopping is None:
        rule = [_sign(None), np.inf, 0.0, 0.0, 0.0]
    else:
        rule = [
            _sign(stopping.monitor),
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


class _Numbers(NamedTuple):
    """The numbers of `_numbers` by name."""

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
    def of(cls, numbers: Array, plan: Plan) -> "_Numbers":
        dropout, l1, l2, sign, patience, min_delta, *others = numbers[:10].astype(plan.dtype)
        rule = early_stopping.Rule(sign, patience, min_delta)
        monitor, restore, shuffle, epochs = others
        hypers = unpacked_hypers(numbers[10:].astype(plan.dtype), plan.kinds)
        whole = [number.astype(np.int32) for number in (monitor, epochs)]
        return cls(dropout, l1, l2, rule, whole[0], restore > 0, shuffle > 0, whole[1], hypers)


def _learning_rates(experiment: NetworkExperiment, lanes: Lanes, first: int, count: int) -> Floats:
    """(CHUNK, lanes): the learning rates of `count` steps from `first` on."""
    settings = experiment.settings()
    rates = np.zeros((CHUNK, len(settings)))
    for one, lane in zip(settings, lanes.lane_of_run, strict=True):
        rates[:, lane] = one.learning_rate_at(first)
        for step, value in one.learning_rate_changes:
            if first < step < first + count:
                rates[step - first :, lane] = value
    return rates


def _extended(
    task: Task,
    state: TrainingState,
    made: int,
    seconds: float,
    rates: Floats,
    batch_losses: Floats,
    rows: Floats,
    diverged_at: NDArray[np.int32],
) -> History:
    """The history with what a call recorded: batch_losses (CHUNK, lanes), rows (CHUNK, lanes, values)."""
    before, order = state.history, list(task.lanes.lane_of_run)
    last = (state.step + made) // task.batches
    epochs = np.arange(state.step // task.batches, last) + 1
    ends = task.batches * epochs - state.step
    rows = rows[: len(epochs), order]
    loss, metric, val_loss, val_metric = np.moveaxis(rows[..., :4], -1, 0)
    learning_rate = np.where(np.isnan(loss), np.nan, rates[ends - 1][:, order])
    times = state.seconds + seconds * ends / made
    new = (epochs, times, loss, metric, val_loss, val_metric, learning_rate, rows[..., 4:])
    old = before[2:-1]
    kept_old, kept_new = (_kept_epochs(numbers, last) for numbers in (before.epochs, epochs))
    first = _first_kept_step(state.step + made)
    losses = np.concatenate([before.batch_losses, batch_losses[:made, order]])
    return History._make(
        [
            first,
            losses[first - before.first_step :],
            *(
                np.concatenate([_chosen(values, kept_old), _chosen(more, kept_new)])
                for values, more in zip(old, new, strict=True)
            ),
            np.where(diverged_at[order] > 0, diverged_at[order], before.diverged_at),
        ]
    )


def _first_kept_step(steps: int) -> int:
    """How many steps are no longer kept, when so many were made."""
    half = MOST_BATCH_LOSSES // 2
    return max(steps // half - 1, 0) * half


def _kept_epochs(epochs: NDArray[np.int64], last: int) -> NDArray[np.bool_]:
    """Which rows to keep once the epoch `last` has ended."""
    stride = 1
    while last > MOST_ROWS * stride:
        stride *= 2
    kept: NDArray[np.bool_] = ((epochs - 1) % stride == 0) | (epochs == last)
    return kept


def _chosen(rows: NDArray[Any], kept: NDArray[np.bool_]) -> NDArray[Any]:
    count = np.count_nonzero(kept)
    return rows[:count] if kept[:count].all() else rows[kept]  # a view, wherever it will do


# --- the program --------------------------------------------------------------------------------------------


@partial(jax.jit, static_argnames="plan")
def _begin(numbers: Array, initial: Array, sign: Array, *, plan: Plan) -> Carry:
    count = sum(lanes for _, lanes in plan.kinds)
    weights = jnp.tile(initial, (count, 1))
    zero = jnp.zeros(count, plan.dtype)
    norms = jnp.zeros((count, len(plan.architecture.layers)), plan.dtype)
    return Carry(
        weights,
        initial_states(plan.kinds, weights, _Numbers.of(numbers, plan).hypers),
        Sums(zero, zero, norms),
        early_stopping.begin(sign.astype(plan.dtype), zero),
        weights,
        jnp.zeros(count, jnp.int32),
    )


@partial(jax.jit, static_argnames="plan")
def _resume(numbers: Array, sign: Array, midway: Array, carry: Carry, *, plan: Plan) -> Carry:
    diverged, stopped = carry.diverged_at > 0, carry.watch.stopped_epoch > 0
    fresh = initial_states(plan.kinds, carry.weights, _Numbers.of(numbers, plan).hypers)
    watch = early_stopping.begin(sign.astype(plan.dtype), carry.sums.loss)
    missed = jnp.where(midway, jnp.nan, 0.0).astype(plan.dtype)
    return carry._replace(
        optimizer_states=tuple(
            _where(lanes, *states)
            for lanes, *states in zip(
                by_kind(diverged, plan.kinds), fresh, carry.optimizer_states, strict=True
            )
        ),
        sums=_where(diverged | stopped, jax.tree.map(lambda _: missed, carry.sums), carry.sums),
        watch=_where(stopped, watch, carry.watch),
        diverged_at=jnp.zeros_like(carry.diverged_at),
    )


def _where(lanes: Array, first: Any, second: Any) -> Any:
    """Of two pytrees of arrays (lanes, ...), the first for these lanes (lanes,), and else the second."""

    def choose(one: Array, other: Array) -> Array:
        return jnp.where(lanes.reshape(-1, *(1,) * (other.ndim - 1)), one, other)

    return jax.tree.map(choose, first, second)


@partial(jax.jit, static_argnames="plan")
def _predict(weights: Array, x: Array, *, plan: Plan) -> Array:
    return answers(plan, _outputs(plan, weights, x), 1)


def answers(plan: Plan, outputs: Array, axis: int) -> Array:
    """Probabilities from raw outputs where the loss is a cross-entropy; the outputs lie along `axis`."""
    if plan.loss == "binary_cross_entropy":
        return jax.nn.sigmoid(outputs)
    return jax.nn.softmax(outputs, axis=axis) if plan.loss == "cross_entropy" else outputs


def _outputs(plan: Plan, weights: Array, x: Array, dropout: tuple[Array, ...] | None = None) -> Array:
    """The outputs (lanes, outputs, samples) of all lanes, weights (lanes, size)."""

    def of_lane(flat: Array) -> Array:
        return forward(plan.architecture, from_flat(plan.architecture, flat), x, dropout)

    return jax.vmap(of_lane)(weights)


def _measured(plan: Plan, outputs: Array, y: Array, squares: Array, share: Array) -> tuple[Array, Array]:
    """Loss and shortfall of the metric from 1, (lanes,); `share` (samples,) is 1 / n, or 0 for padding."""
    loss = LOSSES[plan.loss]
    losses = jax.vmap(loss.function, (0, None))(outputs, y)
    if plan.classification:
        short = jax.vmap(wrong, (0, None, None))(outputs, y, loss.threshold) * share[None, :]
    else:
        short = jax.vmap(unexplained, (0, None, None))(outputs, y, squares) * (share > 0)[None, :]
    return jnp.sum(losses * share[None, :], axis=1), jnp.sum(short, axis=1)


def _by_layer(plan: Plan, values: Array) -> Array:
    """(lanes, size) -> (lanes, layers), the sums over the weights of each layer.

    As a matrix product, since XLA does not take long sums into its fast loop.
    """
    sizes = [layer.size for layer in plan.architecture.layers]
    return values @ jnp.asarray(np.repeat(np.eye(len(sizes)), sizes, axis=0), plan.dtype)


def _penalty(plan: Plan, weights: Array, numbers: _Numbers) -> Array:
    """(lanes,): what L1 and L2 add to the loss."""
    kernels = jnp.asarray(kernel_mask(plan.architecture), plan.dtype)[None, :]
    shares = numbers.l1 * jnp.abs(weights) + numbers.l2 * weights**2
    return jnp.sum(_by_layer(plan, kernels * shares), axis=1)


def _all_finite(plan: Plan, weights: Array) -> Array:
    """(lanes,): whether every weight is finite."""
    return jnp.sum(_by_layer(plan, jnp.where(jnp.isfinite(weights), 0.0, 1.0)), axis=1) == 0.0


class _Epoch(NamedTuple):
    """Batch by batch: x (batches, ..., n), y (batches, outputs, n), kept (batches, units, n)."""

    x: Array
    y: Array
    kept: Array


def _epoch(
    plan: Plan, data: Data, shape: tuple[int, int], numbers: _Numbers, key: Array, epoch: Array
) -> _Epoch:
    """Shuffle the samples into batches, the last one filled up, and draw what dropout keeps."""
    batches, batch = shape
    samples = data.x.shape[-1]
    units = sum(plan.architecture.dropped_units)
    order_key, dropout_key = jax.random.split(key)
    order = jax.lax.cond(
        numbers.shuffle,
        lambda: jax.random.permutation(jax.random.fold_in(order_key, epoch), samples).astype(jnp.int32),
        lambda: jnp.arange(samples, dtype=jnp.int32),
    )
    order = jnp.pad(order, (0, batches * batch - samples))

    def batched(values: Array) -> Array:
        return jnp.moveaxis(values[..., order].reshape(*values.shape[:-1], batches, batch), -2, 0)

    def kept() -> Array:
        keys = jax.vmap(partial(jax.random.fold_in, dropout_key))(epoch * batches + jnp.arange(batches))
        return (
            jax.vmap(lambda one: jax.random.uniform(one, (units, batch), plan.dtype))(keys) >= numbers.dropout
        )

    nothing_dropped = partial(jnp.ones, (batches, units, batch), bool)
    return _Epoch(
        batched(data.x), batched(data.y), jax.lax.cond(numbers.dropout > 0.0, kept, nothing_dropped)
    )


def _factors(plan: Plan, kept: Array, rate: Array) -> tuple[Array, ...]:
    """By what the outputs of each hidden layer are multiplied: 0, or more than 1 to keep their mean."""
    ends = np.cumsum(plan.architecture.dropped_units)[:-1]
    return tuple(jnp.split(jnp.where(kept, 1.0 / (1.0 - rate), 0.0), ends.tolist()))


@partial(jax.jit, static_argnames="plan", compiler_options=_COMPILER_OPTIONS)
def _advance(
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
) -> tuple[Carry, Array, Array, Array]:
    """`count` steps on from step `first`: the carry, the steps made, batch losses and rows of the history.

    rates and batch losses are (CHUNK, lanes); rows (CHUNK, lanes, 4 + layers), one for each epoch that ended:
    loss, metric, the same for validation, gradient norms.
    """
    samples = training.x.shape[-1]
    batch = min(plan.batch_size, samples)
    batches = -(-samples // batch)
    real = (np.arange(batches * batch) < samples).reshape(batches, batch)
    sizes = jnp.asarray(real.sum(axis=1), plan.dtype)
    shares = jnp.asarray(real / real.sum(axis=1, keepdims=True), plan.dtype)
    numbers = _Numbers.of(flat_numbers, plan)
    rates = rates.astype(plan.dtype)
    # Not the key of the initial weights.
    key = jax.random.fold_in(jax.random.key(seed), 1)

    def step(index: Array, before: tuple[Carry, Array], epoch: _Epoch, begun: Array) -> tuple[Carry, Array]:
        carry, batch_losses = before
        number = begun + index
        factors = _factors(plan, epoch.kept[index], numbers.dropout) if epoch.kept.shape[1] else None

        def total(weights: Array) -> tuple[Array, tuple[Array, Array]]:
            outputs = _outputs(plan, weights, epoch.x[index], factors)
            losses, short = _measured(plan, outputs, epoch.y[index], training.squares, shares[index])
            losses = losses + _penalty(plan, weights, numbers)
            return jnp.sum(losses), (losses, short)

        gradients, (losses, short) = jax.grad(total, has_aux=True)(carry.weights)
        row = number - first
        weights, states = updated(
            plan.kinds, carry.weights, gradients, rates[row][:, None], carry.optimizer_states, numbers.hypers
        )
        running = _running(carry)
        finite = jnp.isfinite(losses) & _all_finite(plan, weights)
        going = (running & finite)[:, None]
        states = tuple(
            jax.tree.map(lambda new, old, moves=moves: jnp.where(moves, new, old), new, old)
            for new, old, moves in zip(
                states, carry.optimizer_states, by_kind(going, plan.kinds), strict=True
            )
        )
        # The shortfall of classes is a mean over the batch, that of R² is a share of the whole already.
        weight = sizes[index] if plan.classification else 1.0
        sums = Sums(
            carry.sums.loss + losses * sizes[index],
            carry.sums.shortfall + short * weight,
            carry.sums.norms + jnp.sqrt(_by_layer(plan, gradients**2)),
        )
        carry = carry._replace(
            weights=jnp.where(going, weights, carry.weights),
            optimizer_states=states,
            sums=sums,
            diverged_at=jnp.where(running & ~finite, number + 1, carry.diverged_at),
        )
        return carry, batch_losses.at[row].set(jnp.where(running, losses, jnp.nan))

    def epoch_ended(carry: Carry, epoch: Array) -> tuple[Carry, Array]:
        running = _running(carry)
        penalty = _penalty(plan, carry.weights, numbers)
        short = carry.sums.shortfall / samples if plan.classification else carry.sums.shortfall
        val_loss, val_metric = _validated(plan, carry.weights, validation, penalty)
        values = jnp.stack([carry.sums.loss / samples, 1.0 - short, val_loss, val_metric], axis=1)
        watch = early_stopping.after_epoch(carry.watch, numbers.rule, epoch, values[:, numbers.monitor])
        watch = jax.tree.map(partial(jnp.where, running), watch, carry.watch)
        best = jnp.where((running & (watch.best_epoch == epoch))[:, None], carry.weights, carry.best_weights)
        ends = running & ((watch.stopped_epoch == epoch) | (epoch == numbers.epochs))
        row = jnp.concatenate([values, carry.sums.norms / batches], axis=1)
        carry = carry._replace(
            weights=jnp.where((ends & numbers.restore)[:, None], best, carry.weights),
            sums=jax.tree.map(jnp.zeros_like, carry.sums),
            watch=watch,
            best_weights=best,
        )
        return carry, jnp.where(running[:, None], row, jnp.nan)

    def part_of_epoch(before: tuple[Any, ...]) -> tuple[Any, ...]:
        carry, made, batch_losses, rows, ended = before
        epoch, start = jnp.divmod(first + made, batches)
        end = jnp.minimum(start + count - made, batches)
        arrays = _epoch(plan, training, (batches, batch), numbers, key, epoch)
        loop = partial(step, epoch=arrays, begun=epoch * batches)
        carry, batch_losses = jax.lax.fori_loop(start, end, loop, (carry, batch_losses))

        def note(carry: Carry, rows: Array) -> tuple[Carry, Array]:
            carry, row = epoch_ended(carry, epoch + 1)
            return carry, rows.at[ended].set(row)

        whole = end == batches
        carry, rows = jax.lax.cond(whole, note, lambda carry, rows: (carry, rows), carry, rows)
        return carry, made + end - start, batch_losses, rows, ended + whole

    def more(before: tuple[Any, ...]) -> Array:
        carry, made, *_ = before
        return (made < count) & jnp.any(_running(carry))

    lanes = rates.shape[1]
    layers = len(plan.architecture.layers)
    none = jnp.int32(0)
    recorded = jnp.zeros((CHUNK, lanes), plan.dtype), jnp.zeros((CHUNK, lanes, 4 + layers), plan.dtype)
    return jax.lax.while_loop(more, part_of_epoch, (carry, none, *recorded, none))[:4]


def _running(carry: Carry) -> Array:
    """(lanes,): whether a run has neither diverged nor stopped."""
    return (carry.diverged_at == 0) & (carry.watch.stopped_epoch == 0)


def _validated(plan: Plan, weights: Array, data: Data, penalty: Array) -> tuple[Array, Array]:
    """Loss and metric of the validation samples, (lanes,); NaN if there are none."""
    samples = data.x.shape[-1]
    if samples == 0:
        nothing = jnp.full(weights.shape[:1], jnp.nan, plan.dtype)
        return nothing, nothing
    share = jnp.full(samples, 1.0 / samples, plan.dtype)
    loss, short = _measured(plan, _outputs(plan, weights, data.x), data.y, data.squares, share)
    return loss + penalty, 1.0 - short
