"""A race of five optimizers over 1,000 steps: this core against torch, Optax, Keras and a Numba loop.

    python -m tests.benchmarks.bench_descent        (python3 dev.py bench descent installs the peers)

All take the same surface, start, rates and hyper-parameters, in float64. It is checked that they take the
same way, that both of Talweg's programs find the same path, and that every race goes on to the end. torch,
Optax and Keras loop in Python as their users do and keep nothing but the last weights, which favours them;
Numba keeps the path, from a gradient written by hand. It is the limit: what the loop costs once nothing else
is left.
"""

import argparse
import math
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

os.environ["KERAS_BACKEND"] = "jax"
if __name__ == "__main__" and not __package__:
    sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np

from core import run_edits
from core.backend import jax, jnp
from core.surface import descent
from core.surface import presets as surface_presets
from core.surface.experiment import SurfaceExperiment
from tests.benchmarks import record
from tests.benchmarks.record import Result, UntrueError
from tests.benchmarks.timing import medians, print_table

STEPS = 1000
COMPARED_STEPS = 5  # later, the last bit alone leads apart those that circle a minimum or leap about
SURFACES = ("rosenbrock", "rastrigin")
NAMES = ("sgd", "adam", "adadelta", "adagrad", "rmsprop")
TORCH, OPTAX, KERAS, NUMBA = (
    "torch.optim loop",
    "Optax loop, jitted step",
    "Keras loop, jitted step",
    "Numba, path",
)
PATHS, RUN = "Talweg, descent.paths", "Talweg, descent.run"

Loop = Callable[[int], Any]
"""`loop(steps)` runs the race and returns where the five end, (5, 2)."""


def race_on(surface: str) -> SurfaceExperiment:
    """All five with Keras's defaults and the learning rates that suit the surface."""
    return run_edits.replace(surface_presets.new(surface), steps=STEPS)


def values(race: SurfaceExperiment) -> list[dict[str, Any]]:
    """Learning rate and hyper-parameters of every run."""
    return [{"learning_rate": one.learning_rate, **one.hyperparameters()} for one in race.settings()]


# This core -------------------------------------------------------------------------------------------------


def program_alone(race: SurfaceExperiment, keep: descent.Keep) -> Callable[[], object]:
    """The jitted program as `descent` calls it, with arguments made beforehand."""
    lanes = descent.Lanes.of(race.settings())
    program = descent._program(race, lanes, keep)
    rates, noise = descent._learning_rates(race, lanes), descent._noise(race, 0)
    assert len(rates) == descent.CHUNK
    return lambda: jax.block_until_ready(program(None, rates, noise))


# torch -----------------------------------------------------------------------------------------------------


def torch_loss(surface: str, x: Any, y: Any) -> Any:
    """The surface in torch's functions."""
    import torch

    if surface == "rosenbrock":
        return (1 - x) ** 2 + 100 * (y - x * x) ** 2
    return x * x + y * y + 10 * (2 - torch.cos(2 * math.pi * x) - torch.cos(2 * math.pi * y))


def torch_loop(race: SurfaceExperiment) -> Loop:
    """One torch.optim optimizer after the other, each in the usual loop."""
    import torch

    surface = race.surface.name
    sgd, adam, adadelta, adagrad, rmsprop = values(race)
    optim = torch.optim

    def optimizers() -> list[Callable[[list[Any]], Any]]:
        return [
            lambda w: optim.SGD(w, lr=sgd["learning_rate"]),
            lambda w: optim.Adam(
                w, lr=adam["learning_rate"], betas=(adam["beta_1"], adam["beta_2"]), eps=adam["epsilon"]
            ),
            lambda w: optim.Adadelta(
                w, lr=adadelta["learning_rate"], rho=adadelta["rho"], eps=adadelta["epsilon"]
            ),
            lambda w: optim.Adagrad(
                w,
                lr=adagrad["learning_rate"],
                initial_accumulator_value=adagrad["initial_accumulator_value"],
                eps=adagrad["epsilon"],
            ),
            lambda w: optim.RMSprop(
                w, lr=rmsprop["learning_rate"], alpha=rmsprop["rho"], eps=rmsprop["epsilon"]
            ),
        ]

    def run(steps: int) -> Any:
        ends = []
        for make in optimizers():
            weights = torch.tensor(race.start, dtype=torch.float64, requires_grad=True)
            optimizer = make([weights])
            for _ in range(steps):
                optimizer.zero_grad()
                torch_loss(surface, weights[0], weights[1]).backward()
                optimizer.step()
            ends.append(weights.detach().numpy())
        return np.stack(ends)

    return run


# Optax and Keras -------------------------------------------------------------------------------------------


def jax_gradient(race: SurfaceExperiment) -> Callable[[Any], Any]:
    """The gradient of the surface for weights (2,)."""
    function, parameters = race.surface.resolve().function, race.surface.values()
    return jax.grad(lambda weights: function(weights[0], weights[1], **parameters))


def optax_loop(race: SurfaceExperiment) -> Loop:
    """One Optax optimizer after the other, each with a jitted step of its own."""
    import optax

    gradient = jax_gradient(race)
    sgd, adam, adadelta, adagrad, rmsprop = values(race)
    optimizers = [
        optax.sgd(sgd["learning_rate"]),
        optax.adam(adam["learning_rate"], adam["beta_1"], adam["beta_2"], adam["epsilon"]),
        optax.adadelta(adadelta["learning_rate"], adadelta["rho"], adadelta["epsilon"]),
        optax.adagrad(adagrad["learning_rate"], adagrad["initial_accumulator_value"], adagrad["epsilon"]),
        optax.rmsprop(rmsprop["learning_rate"], rmsprop["rho"], rmsprop["epsilon"]),
    ]

    def jitted(optimizer: Any) -> Callable[..., Any]:
        @jax.jit
        def step(weights: Any, state: Any) -> Any:
            updates, state = optimizer.update(gradient(weights), state, weights)
            return optax.apply_updates(weights, updates), state

        return step

    jitted_steps = [jitted(optimizer) for optimizer in optimizers]

    def run(steps: int) -> Any:
        ends = []
        for optimizer, step in zip(optimizers, jitted_steps, strict=True):
            weights = jnp.array(race.start)
            state = optimizer.init(weights)
            for _ in range(steps):
                weights, state = step(weights, state)
            ends.append(weights)
        return jax.block_until_ready(jnp.stack(ends))

    return run


def keras_loop(race: SurfaceExperiment) -> Loop:
    """One Keras optimizer after the other, each with a jitted `stateless_apply`."""
    import keras

    keras.config.set_floatx("float64")
    gradient = jax_gradient(race)
    kinds = keras.optimizers
    optimizers = []
    for kind, own in zip(
        (kinds.SGD, kinds.Adam, kinds.Adadelta, kinds.Adagrad, kinds.RMSprop), values(race), strict=True
    ):
        optimizer = kind(**{**own, "weight_decay": own["weight_decay"] or None})
        optimizer.build([keras.Variable(np.array(race.start))])
        optimizers.append(optimizer)

    def jitted(optimizer: Any) -> Callable[..., Any]:
        @jax.jit
        def step(weights: Any, state: Any) -> Any:
            (weights,), state = optimizer.stateless_apply(state, [gradient(weights)], [weights])
            return weights, state

        return step

    jitted_steps = [jitted(optimizer) for optimizer in optimizers]
    starts = [[variable.value for variable in optimizer.variables] for optimizer in optimizers]

    def run(steps: int) -> Any:
        ends = []
        for state, step in zip(starts, jitted_steps, strict=True):
            weights = jnp.array(race.start)
            for _ in range(steps):
                weights, state = step(weights, state)
            ends.append(weights)
        return jax.block_until_ready(jnp.stack(ends))

    return run


# Numba -----------------------------------------------------------------------------------------------------


def numba_loop(race: SurfaceExperiment) -> Loop:
    """Scalar loops with the gradient written by hand; switches and decay are left out, momentum is not."""
    import numba

    if race.surface.name == "rosenbrock":

        @numba.njit
        def gradient(x, y, parameters):
            a, b = parameters
            floor = y - x * x
            return -2 * (a - x) - 4 * b * x * floor, 2 * b * floor
    else:

        @numba.njit
        def gradient(x, y, parameters):
            (amplitude,) = parameters
            turn = 2 * math.pi
            return (
                2 * x + amplitude * turn * math.sin(turn * x),
                2 * y + amplitude * turn * math.sin(turn * y),
            )

    @numba.njit
    def sgd(path, x, y, parameters, eta, momentum):
        vx = vy = 0.0
        for k in range(len(path)):
            path[k, 0], path[k, 1] = x, y
            gx, gy = gradient(x, y, parameters)
            vx, vy = momentum * vx - eta * gx, momentum * vy - eta * gy
            x, y = x + vx, y + vy

    @numba.njit
    def adam(path, x, y, parameters, eta, beta_1, beta_2, epsilon):
        mx = my = vx = vy = 0.0
        power_1 = power_2 = 1.0
        for k in range(len(path)):
            path[k, 0], path[k, 1] = x, y
            gx, gy = gradient(x, y, parameters)
            power_1, power_2 = power_1 * beta_1, power_2 * beta_2
            mx, my = mx + (gx - mx) * (1 - beta_1), my + (gy - my) * (1 - beta_1)
            vx, vy = vx + (gx * gx - vx) * (1 - beta_2), vy + (gy * gy - vy) * (1 - beta_2)
            corrected = eta * math.sqrt(1 - power_2) / (1 - power_1)
            x -= corrected * mx / (math.sqrt(vx) + epsilon)
            y -= corrected * my / (math.sqrt(vy) + epsilon)

    @numba.njit
    def adadelta(path, x, y, parameters, eta, rho, epsilon):
        ax = ay = dx = dy = 0.0
        for k in range(len(path)):
            path[k, 0], path[k, 1] = x, y
            gx, gy = gradient(x, y, parameters)
            ax, ay = rho * ax + (1 - rho) * gx * gx, rho * ay + (1 - rho) * gy * gy
            cx = -math.sqrt(dx + epsilon) * gx / math.sqrt(ax + epsilon)
            cy = -math.sqrt(dy + epsilon) * gy / math.sqrt(ay + epsilon)
            dx, dy = rho * dx + (1 - rho) * cx * cx, rho * dy + (1 - rho) * cy * cy
            x, y = x + eta * cx, y + eta * cy

    @numba.njit
    def adagrad(path, x, y, parameters, eta, initial, epsilon):
        ax = ay = initial
        for k in range(len(path)):
            path[k, 0], path[k, 1] = x, y
            gx, gy = gradient(x, y, parameters)
            ax, ay = ax + gx * gx, ay + gy * gy
            x -= eta * gx / math.sqrt(ax + epsilon)
            y -= eta * gy / math.sqrt(ay + epsilon)

    @numba.njit
    def rmsprop(path, x, y, parameters, eta, rho, momentum, epsilon):
        ax = ay = bx = by = 0.0
        for k in range(len(path)):
            path[k, 0], path[k, 1] = x, y
            gx, gy = gradient(x, y, parameters)
            ax, ay = rho * ax + (1 - rho) * gx * gx, rho * ay + (1 - rho) * gy * gy
            bx = momentum * bx + eta * gx / math.sqrt(ax + epsilon)
            by = momentum * by + eta * gy / math.sqrt(ay + epsilon)
            x, y = x - bx, y - by

    parameters = tuple(race.surface.values().values())
    leave_out = ("nesterov", "amsgrad", "centered", "weight_decay")
    numbers = [tuple(value for name, value in own.items() if name not in leave_out) for own in values(race)]
    loops = (sgd, adam, adadelta, adagrad, rmsprop)

    def run(steps: int) -> Any:
        paths = np.empty((len(loops), steps + 1, 2))
        for path, loop, own in zip(paths, loops, numbers, strict=True):
            loop(path, *race.start, parameters, *own)
        return paths[:, -1]

    return run


# Side by side ----------------------------------------------------------------------------------------------

PEERS = {
    "torch": (TORCH, torch_loop),
    "optax": (OPTAX, optax_loop),
    "keras": (KERAS, keras_loop),
    "numba": (NUMBA, numba_loop),
}
EPSILON_ELSEWHERE = {TORCH: ("adam", "adagrad", "rmsprop"), OPTAX: ("adam",)}
"""Who adds ε outside a root where Keras adds it inside, or to a corrected root: those end nearby only."""


def measure(_: argparse.Namespace) -> Iterator[Result]:
    """Check and time both surfaces."""
    present = {module: peer for module, peer in PEERS.items() if record.notes.present(module)}
    for surface in SURFACES:
        race = race_on(surface)
        loops = {name: make(race) for name, make in present.values()}
        check_own(race)
        compare_ways(race, loops)
        contenders: dict[str, Callable[[], object]] = {
            PATHS: lambda race=race: descent.paths(race),
            RUN: lambda race=race: descent.run(race),
            f"{PATHS}: program alone": program_alone(race, "path"),
            f"{RUN}: program alone": program_alone(race, "everything"),
            **{name: partial(loop, STEPS) for name, loop in loops.items()},
        }
        times = medians(contenders)
        limit = NUMBA if NUMBA in times else PATHS
        print_table(f"{surface}: five optimizers × {STEPS} steps, medians", times, limit)
        yield from results(surface, times)


def check_own(race: SurfaceExperiment) -> None:
    """Fail where the two programs differ, or a race is not one of `STEPS` steps that lead somewhere."""
    paths, runs = descent.paths(race), descent.run(race)
    if paths.shape != (len(NAMES), STEPS + 1, 2):
        raise UntrueError(
            f"{PATHS} has the shape {paths.shape}, so these are not five races of {STEPS} steps."
        )
    for name, path, run in zip(NAMES, paths, runs, strict=True):
        distance = np.abs(path - run.positions).max()
        if not distance < 1e-9:
            raise UntrueError(f"{RUN} is {distance:.1e} away from {PATHS} with {name}.")
        if np.array_equal(path[0], path[-1]):
            raise UntrueError(f"{name} did not move.")


def compare_ways(race: SurfaceExperiment, loops: Mapping[str, Loop]) -> None:
    """Print how far each contender is from `descent.paths`; fail where it should be at the same place.

    After all steps the places may differ, where a race circles or leaps, but hardly the losses.
    """
    ours = descent.paths(race)
    for steps in (COMPARED_STEPS, STEPS):
        print(f"\n{race.surface.name}: distance from descent.paths after {steps} steps\n{'':28}", end="")
        print("".join(f"{name:>12}" for name in NAMES))
        for contender, loop in loops.items():
            ends = np.asarray(loop(steps))
            distances = np.abs(ends - ours[:, steps]).max(axis=1)
            print(f"{contender:28}" + "".join(f"{distance:12.1e}" for distance in distances))
            for name, end, distance in zip(NAMES, ends, distances, strict=True):
                bound = 1e-5 if name in EPSILON_ELSEWHERE.get(contender, ()) else 1e-9
                if steps == COMPARED_STEPS and not distance <= bound:
                    raise UntrueError(f"{contender} is {distance:.1e} away with {name}: not the same race.")
                if steps == STEPS and not gone_on(race, end, ours[NAMES.index(name)]):
                    raise UntrueError(f"{contender} did not make {STEPS} steps with {name}.")


def gone_on(race: SurfaceExperiment, end: Any, ours: Any) -> bool:
    """Whether a race ended about as deep as ours, or deeper: losses within 5 % of the way down."""
    surface, parameters = race.surface.resolve(), race.surface.values()
    losses = [float(surface.function(*place, **parameters)) for place in (ours[0], ours[-1], end)]
    start, bottom, found = losses
    return found - bottom <= 0.05 * abs(start - bottom)


def results(surface: str, times: Mapping[str, float]) -> Iterator[Result]:
    """The ratios that this project wants to keep."""
    what = f"{surface}, path"
    for peer, factor in ((TORCH, 5000), (OPTAX, 500), (KERAS, 500)):
        if peer in times:
            yield record.faster("descent", what, times, PATHS, peer, factor)
    if NUMBA in times:
        yield record.within("descent", what, times, PATHS, NUMBA, 1.5)
        yield record.within("descent", f"{surface}, everything", times, RUN, NUMBA, 3)
    else:
        yield record.alone("descent", what, 1e3 * times[PATHS], "ms")
        yield record.alone("descent", f"{surface}, everything", 1e3 * times[RUN], "ms")


if __name__ == "__main__":
    record.run("descent", measure)
