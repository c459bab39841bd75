"""Surface experiment -> trajectories: every run with losses, gradients and the whole optimizer state per step.

All runs go through one jitted scan. Runs of one optimizer share its update as lanes of one array, and every number
a person can move is an argument of the program, so only another surface or another set of optimizers compiles.
The scan has a fixed length and is called again until the steps are done; what is beyond them is cut off.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .backend import jax, jnp
from .experiment import OptimizerSettings, SurfaceExperiment
from .optimizers import OPTIMIZERS
from .parameters import Switch

Floats = NDArray[np.float64]
Keep = Literal["everything", "path"]

CHUNK = 1024
"""Steps in one call of the program: enough for most races at once, small enough for XLA's fast loops."""


class Run(NamedTuple):
    """What became of one optimizer. Row k of every array belongs to step k; row 0 is the start.

    positions (n + 1, 2); losses (n + 1,); gradients (n + 1, 2) as the optimizer got them, noise included;
    learning_rates (n + 1,), the rate with which the step is left; state, arrays (n + 1, 2) by the name of the
    state's field. A run that stops being finite has fewer rows and says in `diverged_at` which step was the first that
    is not finite.
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
    lanes = _Lanes.of(experiment.settings())
    rates = _learning_rates(experiment)
    positions, losses, gradients, states = _recorded(experiment, lanes, rates, "everything")
    runs: list[Run] = []
    for index, settings in enumerate(experiment.settings()):
        lane = lanes.lane_of_run[index]
        kind, place = lanes.place(lane)
        state = {name: values[:, :, place] for name, values in states[kind]._asdict().items()}
        runs.append(
            _until_not_finite(
                Run(
                    settings.run_label,
                    settings.optimizer.name,
                    positions[:, :, lane],
                    losses[:, lane],
                    gradients[:, :, lane],
                    rates[:, lane],
                    state,
                    None,
                )
            )
        )
    return tuple(runs)


def paths(experiment: SurfaceExperiment) -> Floats:
    """Only where the runs went: (runs, steps + 1, 2), not finite from where a run diverged."""
    lanes = _Lanes.of(experiment.settings())
    positions = _recorded(experiment, lanes, _learning_rates(experiment), "path")
    return np.moveaxis(positions[:, :, list(lanes.lane_of_run)], 2, 0)


def _until_not_finite(run: Run) -> Run:
    finite = np.isfinite(run.losses) & np.isfinite(run.positions).all(axis=1)
    if finite.all():
        return run
    first = int(np.argmin(finite))
    kept = slice(max(first, 1))  # the start is kept even where the loss is not finite
    return run._replace(
        positions=run.positions[kept],
        losses=run.losses[kept],
        gradients=run.gradients[kept],
        learning_rates=run.learning_rates[kept],
        state={name: values[kept] for name, values in run.state.items()},
        diverged_at=first,
    )


class _Lanes(NamedTuple):
    """How runs lie in arrays: optimizer after optimizer in the registry's order.

    kinds: (name, number of runs) for every optimizer present; lane_of_run: the lane of each run;
    hyper: for every kind (hyper-parameters, runs).
    """

    kinds: tuple[tuple[str, int], ...]
    lane_of_run: tuple[int, ...]
    hyper: tuple[Floats, ...]

    @classmethod
    def of(cls, settings: tuple[OptimizerSettings, ...]) -> "_Lanes":
        order = list(OPTIMIZERS)
        runs = sorted(range(len(settings)), key=lambda index: order.index(settings[index].optimizer.name))
        names = [settings[index].optimizer.name for index in runs]
        kinds = tuple((name, names.count(name)) for name in dict.fromkeys(names))
        hyper = tuple(
            np.array(
                [
                    list(one.hyperparameters().values())
                    for one in settings
                    if one.optimizer.name == name
                ],
                dtype=np.float64,
            ).T
            for name, _ in kinds
        )
        return cls(kinds, tuple(runs.index(index) for index in range(len(settings))), hyper)

    def place(self, lane: int) -> tuple[int, int]:
        """Which kind a lane belongs to, and its place there."""
        for kind, (_, count) in enumerate(self.kinds):
            if lane < count:
                return kind, lane
            lane -= count
        raise IndexError(lane)


def _learning_rates(experiment: SurfaceExperiment) -> Floats:
    """(steps + 1, lanes): the learning rate with which each step is left."""
    settings = experiment.settings()
    lanes = _Lanes.of(settings)
    rates = np.empty((experiment.steps + 1, len(settings)))
    for one, lane in zip(settings, lanes.lane_of_run, strict=True):
        rates[:, lane] = one.learning_rate
        for step, value in one.learning_rate_changes:
            rates[step:, lane] = value
    return rates


def _recorded(experiment: SurfaceExperiment, lanes: _Lanes, rates: Floats, keep: Keep) -> Any:
    """Call the program as often as the steps need and join what it recorded, step as the first axis."""
    choice = experiment.surface
    surface = choice.resolve()
    parameters = {name: np.float64(value) for name, value in choice.values().items()}
    start = np.array(experiment.start)
    rows = experiment.steps + 1
    carry = None
    pieces = []
    for first in range(0, rows, CHUNK):
        piece_rates = rates[first : first + CHUNK]
        padded = np.concatenate([piece_rates, np.zeros((CHUNK - len(piece_rates), rates.shape[1]))])
        noise = _noise(experiment, first // CHUNK)
        carry, piece = _descend(
            start, carry, lanes.hyper, parameters, padded, noise, function=surface.function, kinds=lanes.kinds, keep=keep
        )
        pieces.append(jax.tree.map(np.asarray, piece))
    return jax.tree.map(lambda *parts: np.concatenate(parts)[:rows] if len(parts) > 1 else parts[0][:rows], *pieces)


_NO_NOISE = np.zeros((CHUNK, 2))


def _noise(experiment: SurfaceExperiment, chunk: int) -> Any:
    if experiment.gradient_noise == 0.0:
        return _NO_NOISE
    return _gaussian(np.uint32(experiment.seed), np.uint32(chunk), np.float64(experiment.gradient_noise))


@jax.jit
def _gaussian(seed: Any, chunk: Any, size: Any) -> Any:
    key = jax.random.fold_in(jax.random.key(seed), chunk)
    return size * jax.random.normal(key, (CHUNK, 2))


def _hyper(name: str, values: Any) -> dict[str, Any]:
    """The rows of a hyper-parameter array by name; switches as booleans."""
    described = OPTIMIZERS[name].hyperparameters
    return {h.name: row != 0 if isinstance(h, Switch) else row for h, row in zip(described, values, strict=True)}


def _rowwise(hyper: dict[str, Any]) -> dict[str, Any]:
    """Hyper-parameters (lanes,) as (1, lanes), so that they go with weights (2, lanes)."""
    return {name: values[None, :] for name, values in hyper.items()}


def _split(lanes: Any, kinds: tuple[tuple[str, int], ...]) -> list[Any]:
    ends = np.cumsum([count for _, count in kinds])
    return jnp.split(lanes, [int(end) for end in ends[:-1]], axis=-1)


@partial(jax.jit, static_argnames=("function", "kinds", "keep"))
def _descend(
    start: Any,
    carry: Any,
    hyper: tuple[Any, ...],
    parameters: Mapping[str, Any],
    rates: Any,
    noise: Any,
    *,
    function: Callable[..., Any],
    kinds: tuple[tuple[str, int], ...],
    keep: Keep,
) -> Any:
    """CHUNK steps of every lane, on from `carry` or from the start; weights are (2, lanes): the x, and the y."""
    hypers = [_rowwise(_hyper(name, values)) for (name, _), values in zip(kinds, hyper, strict=True)]

    if carry is None:
        weights = jnp.repeat(start[:, None], rates.shape[1], axis=1)
        states = tuple(
            OPTIMIZERS[name].init(weight, hyper)
            for (name, _), weight, hyper in zip(kinds, _split(weights, kinds), hypers, strict=True)
        )
        carry = weights, states

    def step(carry: Any, inputs: Any) -> Any:
        weights, states = carry
        eta, noise = inputs
        loss, pull_back = jax.vjp(lambda x, y: function(x, y, **parameters), weights[0], weights[1])
        gradient = jnp.stack(pull_back(jnp.ones_like(loss))) + noise[:, None]
        moved, changed = [], []
        for (name, _), weight, slope, rate, state, hyper in zip(
            kinds, _split(weights, kinds), _split(gradient, kinds), _split(eta[None, :], kinds), states, hypers, strict=True
        ):
            change, state = OPTIMIZERS[name].update(slope, state, rate, hyper)
            # Decoupled weight decay, as Keras applies it: before the update, times the learning rate.
            moved.append(weight - weight * hyper["weight_decay"] * rate + change)
            changed.append(state)
        recorded = (weights, loss, gradient, states) if keep == "everything" else weights
        return (jnp.concatenate(moved, axis=1), tuple(changed)), recorded

    return jax.lax.scan(step, carry, (rates, noise))
