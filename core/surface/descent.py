"""Surface experiment -> trajectories: every run with losses, gradients and the optimizer's state per step.

All runs go through one jitted loop. Runs of one optimizer share its update as lanes of one array, and every
number a person can move is an argument of the program, so only another surface or another set of optimizers
compiles. The loop has a fixed length and is called again until the steps are done (which compiles once more,
as it then goes on from a state instead of from a start); what is beyond them is cut off.
"""

from collections.abc import Callable, Mapping
from functools import cache, partial
from itertools import chain
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..backend import LOOP_COMPILER_OPTIONS, jax, jnp, ravel_pytree
from ..lanes import Kinds, Lanes, initial_states, unpacked_hypers, updated
from .experiment import SurfaceExperiment

Floats = NDArray[np.float64]
Keep = Literal["everything", "path"]

CHUNK = 1024
"""Steps in one call of the program: most races are one call, and twelve runs still take XLA's fast loop."""


class Run(NamedTuple):
    """What became of one optimizer. Row k of every array belongs to step k; row 0 is the start.

    positions (n + 1, 2); losses (n + 1,); gradients (n + 1, 2) as the optimizer got them, noise included;
    learning_rates (n + 1,), the rate with which the step is left; state, arrays (n + 1, 2) by the name of the
    state's field. A run that stops being finite has fewer rows and says in `diverged_at` which step was the
    first that is not finite.
    """

    label: str
    optimizer: str
    positions: Floats
    losses: Floats
    gradients: Floats
    learning_rates: Floats
    state: Mapping[str, Floats]
    diverged_at: int | None

    @property
    def steps(self) -> int:
        """The number of steps that were made and are finite."""
        return len(self.positions) - 1


def run(experiment: SurfaceExperiment) -> tuple[Run, ...]:
    """Race all optimizers of the experiment, shown or not; one Run each, in the experiment's order."""
    settings = experiment.settings()
    lanes = Lanes.of(settings)
    rates = _learning_rates(experiment, lanes)
    positions, losses, gradients, states = _recorded(experiment, lanes, rates, "everything")
    finite_rows = _finite_rows(positions, losses)
    runs = []
    for one, lane, (kind, place) in zip(settings, lanes.lane_of_run, lanes.place_of_run, strict=True):
        rows = int(finite_rows[lane])
        kept = slice(max(rows, 1))  # the start is kept even where the loss is not finite
        runs.append(
            Run(
                one.run_label,
                one.optimizer.name,
                positions[kept, lane],
                losses[kept, lane],
                gradients[kept, lane],
                rates[kept, lane],
                {
                    name: states[kind][kept, field, place]
                    for field, name in enumerate(one.optimizer.state_symbols)
                },
                None if rows == len(losses) else rows,
            )
        )
    return tuple(runs)


def paths(experiment: SurfaceExperiment) -> Floats:
    """Only where the runs went: (runs, steps + 1, 2), not finite from where a run diverged."""
    lanes = Lanes.of(experiment.settings())
    recorded: Floats = _recorded(experiment, lanes, _learning_rates(experiment, lanes), "path")
    positions = recorded.swapaxes(0, 1)
    if lanes.lane_of_run != tuple(range(len(positions))):
        positions = positions[list(lanes.lane_of_run)]  # a copy, which would take a fifth of the whole time
    return positions


def _finite_rows(positions: Floats, losses: Floats) -> NDArray[np.intp]:
    """For every lane the number of rows before the first that is not finite."""
    finite_xy = np.isfinite(positions)
    finite = finite_xy[..., 0] & finite_xy[..., 1] & np.isfinite(losses)
    after_the_last = np.zeros((1, finite.shape[1]), dtype=bool)
    rows: NDArray[np.intp] = np.concatenate([finite, after_the_last]).argmin(axis=0)
    return rows


def _learning_rates(experiment: SurfaceExperiment, lanes: Lanes) -> Floats:
    """(rows, lanes): the learning rate with which each step is left; as many rows as whole chunks have."""
    settings = experiment.settings()
    rates = np.empty((-(-(experiment.steps + 1) // CHUNK) * CHUNK, len(settings)))
    rates[:] = [settings[run].learning_rate for run in lanes.run_of_lane]
    for one, lane in zip(settings, lanes.lane_of_run, strict=True):
        for step, value in one.learning_rate_changes:
            rates[step:, lane] = value
    return rates


def _recorded(experiment: SurfaceExperiment, lanes: Lanes, rates: Floats, keep: Keep) -> Any:
    """Call the program as often as the steps need and join what it recorded, step as the first axis."""
    program = _program(experiment, lanes, keep)
    carry = None
    pieces = []
    for chunk, first in enumerate(range(0, len(rates), CHUNK)):
        carry, piece = program(carry, rates[first : first + CHUNK], _noise(experiment, chunk))
        pieces.append(jax.tree.map(np.asarray, piece))
    rows = slice(experiment.steps + 1)
    if len(pieces) == 1:
        return jax.tree.map(lambda part: part[rows], pieces[0])
    return jax.tree.map(lambda *parts: np.concatenate(parts)[rows], *pieces)


def _program(experiment: SurfaceExperiment, lanes: Lanes, keep: Keep) -> Callable[..., Any]:
    """The program for this experiment; it still takes carry, learning rates and noise of a chunk."""
    settings = experiment.settings()
    parameters = experiment.surface.values()
    hyperparameters = [settings[run].hyperparameters().values() for run in lanes.run_of_lane]
    # One array: handing over twenty small ones would take as long as two hundred steps.
    numbers = np.array(
        [*experiment.start, *parameters.values(), *chain.from_iterable(hyperparameters)], dtype=np.float64
    )
    return partial(
        _descend,
        np.int32(1),
        numbers,
        function=experiment.surface.resolve().function,
        parameters=tuple(parameters),
        kinds=lanes.kinds,
        keep=keep,
    )


def _noise(experiment: SurfaceExperiment, chunk: int) -> Any:
    if experiment.gradient_noise == 0.0:
        return _no_noise()
    return _gaussian(np.uint32(experiment.seed), np.uint32(chunk), np.float64(experiment.gradient_noise))


@cache
def _no_noise() -> Any:
    return jax.device_put(np.zeros((CHUNK, 2)))  # jnp.zeros would be compiled first


@jax.jit
def _gaussian(seed: Any, chunk: Any, size: Any) -> Any:
    key = jax.random.fold_in(jax.random.key(seed), chunk)
    return size * jax.random.normal(key, (CHUNK, 2))


def _begin(
    numbers: Any, lanes: int, parameters: tuple[str, ...], kinds: Kinds
) -> tuple[dict[str, Any], list[dict[str, Any]], Any]:
    """The surface's parameters, the hyper-parameters and the first carry: weights (lanes, 2), states."""
    start, values, hyper_numbers = jnp.split(numbers, [2, 2 + len(parameters)])
    hypers = unpacked_hypers(hyper_numbers, kinds)
    weights = jnp.tile(start, (lanes, 1))
    states = initial_states(kinds, weights, hypers)
    return dict(zip(parameters, values, strict=True)), hypers, (weights, states)


@partial(
    jax.jit,
    static_argnames=("function", "parameters", "kinds", "keep"),
    compiler_options=LOOP_COMPILER_OPTIONS,
)
def _descend(
    once: Any,
    numbers: Any,
    carry: Any,
    rates: Any,
    noise: Any,
    *,
    function: Callable[..., Any],
    parameters: tuple[str, ...],
    kinds: Kinds,
    keep: Keep,
) -> Any:
    """CHUNK steps of every lane, on from `carry` or from the start: the last carry and what was recorded.

    `numbers` holds the start, the surface's parameters, and lane by lane the hyper-parameters. Recorded are
    the weights (CHUNK, lanes, 2) or, for "everything", also losses (CHUNK, lanes), gradients like the weights
    and, for every kind, its state (CHUNK, fields, lanes, 2).

    XLA compiles a loop as one function, but what stands around it as many small ones, which it hands from one
    thread to another: that would take as long as half of the steps. So everything stands in a loop that turns
    `once`, a number that XLA does not know, and records into few arrays that are there beforehand.
    """
    begin = partial(_begin, lanes=rates.shape[1], parameters=parameters, kinds=kinds)

    def row(weights: Any, losses: Any, gradients: Any, states: Any) -> Any:
        everything = weights, losses, gradients, tuple(jnp.stack(state) for state in states)
        return everything if keep == "everything" else weights

    def step(index: Any, before: Any, loss_of: Callable[..., Any], hypers: list[dict[str, Any]]) -> Any:
        (weights, states), recorded = before
        losses, pull_back = jax.vjp(loss_of, weights[:, 0], weights[:, 1])
        gradients = jnp.stack(pull_back(jnp.ones_like(losses)), axis=1) + noise[index][None, :]
        now = row(weights, losses, gradients, states)
        recorded = jax.tree.map(lambda rows, one: rows.at[index].set(one), recorded, now)
        weights, states = updated(kinds, weights, gradients, rates[index][:, None], states, hypers)
        return (weights, states), recorded

    def turn(index: Any, before: Any) -> Any:
        numbers, _, recorded = before
        values, hypers, first = begin(numbers)
        loop = partial(step, loss_of=partial(function, **values), hypers=hypers)
        first = first if carry is None else unravel(carry)
        last, recorded = jax.lax.fori_loop(0, CHUNK, loop, (first, recorded))
        numbers = numbers + jnp.minimum(index, 0)  # were they left alone, XLA would begin outside the loop
        return numbers, ravel_pytree(last)[0], recorded

    weights, states = begin(numbers)[2]  # for their shapes only
    flat, unravel = ravel_pytree((weights, states))  # one array to hand over: many small ones take long
    shapes = jax.eval_shape(row, weights, weights[:, 0], weights, states)
    room = jax.tree.map(lambda shape: jnp.zeros((CHUNK, *shape.shape)), shapes)
    return jax.lax.fori_loop(0, once, turn, (numbers, jnp.zeros_like(flat), room))[1:]
