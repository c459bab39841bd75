"""Network experiment -> trained networks, some steps at a time: TrainingState -> TrainingState.

All optimizers train at once, as lanes: the same initial weights, the same batches, the same dropout. The
weights of a lane are one flat array. Every number a person can move is an argument of the program, so only
another network, loss, batch size, set of samples or set of optimizers compiles, or begins anew.
"""

import time
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..backend import forget_programs, jax, jnp
from ..data.samples import Samples, Split, split
from ..lanes import Lanes
from . import program
from .experiment import (
    NetworkExperiment,
    architecture_of,
    class_names,
    feature_names,
    problem,
    samples_of,
    standardises_targets,
)
from .forward import from_arrays, from_flat, initial_weights, kernel_mask, to_flat
from .losses import trivial
from .program import CHUNK, Carry, Data, Plan, packed

Floats = NDArray[np.float64]
Array = Any

MOST_ROWS = 20_000
"""Of so many epochs the history keeps a row each; of more it keeps every second, fourth, …"""
MOST_BATCH_LOSSES = 8_192
"""Of so many steps the history keeps all losses; of more only the last, at least half as many."""

# --- what does not change -----------------------------------------------------------------------------------


class Task(NamedTuple):
    """What training works on, made once from an experiment; flat initial weights (size,).

    `split` holds the samples as a person would draw them, `training` and `validation` as the program reads
    them. `trivial_loss` is that of the training samples for the best answer that is always the same,
    `val_trivial_loss` that of the validation samples; where these leave nothing to tell, it is the former.
    What inputs and classes are called is kept too, as a file of samples may change or vanish meanwhile.
    """

    plan: Plan
    lanes: Lanes
    split: Split
    training: Data
    validation: Data
    initial: Array
    trivial_loss: float
    val_trivial_loss: float
    feature_names: tuple[str, ...]
    class_names: tuple[str, ...]

    @property
    def batches(self) -> int:
        """The number of steps in an epoch; the last batch may be short."""
        return program.batch_shape(self.plan, len(self.split.training.x))[0]


def prepare(experiment: NetworkExperiment) -> Task:
    """Draw and split the samples and the initial weights of a valid experiment."""
    forget_programs()  # of networks before this one
    wanted = problem(experiment)
    choice = experiment.dataset
    parts = split(
        samples_of(experiment),
        choice.validation_fraction,
        choice.standardise,
        standardises_targets(experiment),
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
    baseline, val_baseline = (
        trivial(experiment.loss, np.asarray(part.y, np.float64)) if part.y.size else 0.0
        for part in (training, validation)
    )
    return Task(
        plan,
        lanes,
        parts,
        training,
        validation,
        _initial(experiment, plan),
        baseline,
        val_baseline or baseline,
        feature_names(experiment),
        class_names(experiment),
    )


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
        (network.kind, network.cell, network.hidden, network.recurrent_units, network.filters),
        (network.activation, network.initializer),
        (experiment.loss, experiment.batch_size, experiment.seed, experiment.precision),
        # Given samples are shuffled before they are split.
        None if experiment.dataset.catalogued else experiment.shuffle,
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

    The weights are those after so many whole epochs as `epoch` says, and maybe a part of the next.
    `diverged_at` is the first step whose loss or new weights are not finite; the weights are those before it.
    `stopped_epoch` is the epoch after which early stopping ended it; `best_epoch` the best so far.
    """

    weights: tuple[NDArray[Any], ...]
    epoch: int
    diverged_at: int | None
    stopped_epoch: int | None
    best_epoch: int | None


def begin(experiment: NetworkExperiment, task: Task) -> TrainingState:
    """Before the first step."""
    plan = task.plan
    count, layers = len(task.lanes.run_of_lane), len(plan.architecture.layers)
    carry = program.begin(packed(experiment, task.lanes), task.initial, plan=plan)
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
    return TrainingState(0, carry, history, _monitor(experiment))


def run(experiment: NetworkExperiment) -> TrainingState:
    """Train for all epochs."""
    task = prepare(experiment)
    return advance(experiment, task, begin(experiment, task), experiment.epochs * task.batches)


def advance(experiment: NetworkExperiment, task: Task, state: TrainingState, steps: int) -> TrainingState:
    """Up to so many steps on, with the numbers that `experiment` has now.

    Ends earlier at the end of the experiment's epochs, or when every run has stopped or diverged. However the
    steps are divided into calls, the result is the same.
    """
    numbers = packed(experiment, task.lanes)
    state = _watching(experiment, task, state)
    left = min(steps, experiment.epochs * task.batches - state.step)

    def progress(rates: Floats, count: int) -> program.Progress:
        found: program.Progress = jax.block_until_ready(  # type: ignore[no-untyped-call]
            program.advance(
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
        )
        return found

    if not state.step:
        progress(learning_rates(experiment, task.lanes, 0, 0), 0)  # compiles, which no epoch takes time for
    while left > 0:
        count = min(left, CHUNK)
        rates = learning_rates(experiment, task.lanes, state.step, count)
        begun = time.perf_counter()
        found = progress(rates, count)
        seconds = time.perf_counter() - begun
        made = int(found.made)
        if not made:  # every run has ended
            break
        history = _extended(task, state, found, seconds, rates)
        state = TrainingState(state.step + made, found.carry, history, state.monitor, state.seconds + seconds)
        left -= count
    return state


def resume(experiment: NetworkExperiment, task: Task, state: TrainingState) -> TrainingState:
    """Let the runs that have ended go on: from their last finite weights, or after early stopping.

    A diverged run begins with a fresh optimizer, a stopped one is watched anew; the others and the history
    stay as they are. In an epoch of which a run has missed a part, it has no loss.
    """
    midway = np.bool_(state.step % task.batches != 0)
    carry = program.resumed(packed(experiment, task.lanes), midway, state.carry, plan=task.plan)
    return state._replace(carry=carry, monitor=_monitor(experiment))


def losses_of(task: Task, weights: NDArray[Any]) -> NDArray[Any]:
    """The loss (runs,) of weights (runs, size) over all training samples, without penalties and dropout."""
    return np.asarray(_losses(jnp.asarray(weights, task.plan.dtype), task.training, plan=task.plan))


_losses = jax.jit(lambda weights, data, plan: program.mean_loss(plan, weights, data), static_argnames="plan")


def penalties(experiment: NetworkExperiment, task: Task, weights: NDArray[Any]) -> Floats:
    """What L1 and L2 add to the losses (runs,) of weights (runs, size)."""
    network = experiment.network
    if not network.l1 and not network.l2:
        return np.zeros(len(weights))
    kernels = weights[:, kernel_mask(task.plan.architecture)].astype(np.float64)
    return np.asarray((network.l1 * np.abs(kernels) + network.l2 * kernels**2).sum(axis=1))


def with_weights(task: Task, state: TrainingState, weights: NDArray[Any]) -> TrainingState:
    """The state with other weights (runs, size), in the experiment's order."""
    lanes = jnp.asarray(weights[list(task.lanes.run_of_lane)], task.plan.dtype)
    return state._replace(carry=state.carry._replace(weights=lanes))


def run_states(task: Task, state: TrainingState) -> tuple[RunState, ...]:
    """Where every run is, in the experiment's order."""
    carry = state.carry
    ends = (carry.diverged_at, carry.watch.stopped_epoch, carry.watch.best_epoch)
    diverged, stopped, best = (np.asarray(ends) for ends in ends)
    whole = np.where(diverged > 0, (diverged - 1) // task.batches, state.step // task.batches)
    restored = (best > 0) & (np.asarray(carry.weights) == np.asarray(carry.best_weights)).all(axis=1)
    epochs = np.where(restored, best, np.where(stopped > 0, stopped, whole))
    watched = state.monitor is not None
    return tuple(
        RunState(
            tuple(layer_weights(task, weights)),
            int(epochs[lane]),
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

    Probabilities where the loss is a cross-entropy (one output: of the second class), else numbers, in the
    units of the targets as drawn.
    """
    outputs = program.predict(np.asarray(weights, task.plan.dtype), program_inputs(task, x), plan=task.plan)
    return as_drawn(task, np.asarray(outputs).swapaxes(1, 2)[:, : len(x)])


def as_drawn(task: Task, answers: NDArray[Any]) -> NDArray[Any]:
    """The program's answers (..., outputs) in the units of the targets as drawn."""
    if task.plan.classification:
        return answers
    return (answers * task.split.target_scale + task.split.target_mean).astype(answers.dtype)


def program_inputs(task: Task, x: Array) -> Array:
    """Inputs (samples, ...) as drawn, for the program: scaled, samples last, and filled up with zeros.

    Filled up to one of few numbers of samples, at most a quarter more, so that few programs serve all.
    """
    scaled = np.moveaxis((np.asarray(x) - task.split.mean) / task.split.scale, 0, -1)
    samples = scaled.shape[-1]
    step = 2 ** max(samples.bit_length() - 3, 0)
    missing = -samples % step
    filled = np.pad(scaled, [(0, 0)] * (scaled.ndim - 1) + [(0, missing)])
    return jnp.asarray(filled.astype(task.plan.dtype))


def _monitor(experiment: NetworkExperiment) -> str | None:
    return None if experiment.early_stopping is None else experiment.early_stopping.monitor


def _watching(experiment: NetworkExperiment, task: Task, state: TrainingState) -> TrainingState:
    """The state with early stopping begun anew, if another value is to be watched."""
    monitor = _monitor(experiment)
    if monitor == state.monitor:
        return state
    carry = program.watched_anew(packed(experiment, task.lanes), state.carry, plan=task.plan)
    return state._replace(carry=carry, monitor=monitor)


def learning_rates(experiment: NetworkExperiment, lanes: Lanes, first: int, count: int) -> Floats:
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
    task: Task, state: TrainingState, found: program.Progress, seconds: float, rates: Floats
) -> History:
    """The history with what a call of the program recorded in so many seconds."""
    before, order, made = state.history, list(task.lanes.lane_of_run), int(found.made)
    last = (state.step + made) // task.batches
    epochs = np.arange(state.step // task.batches, last) + 1
    ends = task.batches * epochs - state.step
    rows = np.asarray(found.rows)[: len(epochs), order]
    loss, metric, val_loss, val_metric = np.moveaxis(rows[..., :4], -1, 0)
    learning_rate = np.where(np.isnan(loss), np.nan, rates[ends - 1][:, order])
    times = state.seconds + seconds * ends / made
    new = (epochs, times, loss, metric, val_loss, val_metric, learning_rate, rows[..., 4:])
    old = before[2:-1]
    kept_old, kept_new = (_kept_epochs(numbers, last) for numbers in (before.epochs, epochs))
    first = _first_kept_step(state.step + made)
    diverged_at = np.asarray(found.carry.diverged_at)[order]
    losses = np.concatenate([before.batch_losses, np.asarray(found.batch_losses)[:made, order]])
    return History._make(
        [
            first,
            losses[first - before.first_step :],
            *(
                np.concatenate([_chosen(values, kept_old), _chosen(more, kept_new)])
                for values, more in zip(old, new, strict=True)
            ),
            np.where(diverged_at > 0, diverged_at, before.diverged_at),
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
