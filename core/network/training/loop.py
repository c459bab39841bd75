"""Training of all runs of an experiment, some steps at a time: TrainingState -> TrainingState.

All optimizers train at once, as lanes: the same initial weights, the same batches, the same dropout. The
weights of a lane are one flat array. Every number a person can move is an argument of the program, so only
another network, loss, batch size, set of samples or set of optimizers compiles, or begins anew.
"""

import time

import numpy as np

from ...backend import jax
from ...lanes import Lanes
from ..experiment import NetworkExperiment
from . import program
from .history import extended
from .program import CHUNK
from .program_values import Floats, packed
from .state import History, TrainingState
from .task import Task, prepare


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
        history = extended(task, state, found, seconds, rates)
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
