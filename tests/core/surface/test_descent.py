"""Races: against loops in NumPy, against themselves in other lengths and company, and without recompiling."""

from collections.abc import Callable, Iterator

import msgspec
import numpy as np
import pytest

from core import run_edits
from core.optimizers import OPTIMIZERS
from core.parameters import Switch
from core.run_settings import SETTINGS, OptimizerSettings
from core.surface import descent
from core.surface import presets as surface_presets
from core.surface.experiment import SurfaceChoice, SurfaceExperiment

BOWL = "x^2 + 3*y^2"


def bowl_gradient(weights: np.ndarray) -> np.ndarray:
    return weights * [2.0, 6.0]


def race(*optimizers: OptimizerSettings, formula: str = BOWL, **fields: object) -> SurfaceExperiment:
    return SurfaceExperiment(
        **{"surface": SurfaceChoice(formula=formula), "start": (1.5, -0.7), "steps": 200, **fields},
        optimizers=tuple(optimizers),
    ).validated()


def sgd(**fields: object) -> OptimizerSettings:
    return SETTINGS["sgd"](**fields)


def arrays_of(run: descent.Run) -> dict[str, np.ndarray]:
    named = {name: getattr(run, name) for name in ("positions", "losses", "gradients", "learning_rates")}
    return {**named, **run.state}


# Nothing that a person moves compiles ----------------------------------------------------------------------


def moved(before: SurfaceExperiment) -> Iterator[SurfaceExperiment]:
    """The experiment with every number and switch changed, one at a time."""
    yield run_edits.replace(before, start=(0.3, 0.9))
    yield run_edits.replace(before, seed=7, gradient_noise=0.2)
    yield run_edits.replace(before, gradient_noise=0.3)
    for steps in (1, 2, 500, descent.CHUNK - 1):
        yield run_edits.replace(before, steps=steps)
    for name, value in before.surface.values().items():
        choice = msgspec.structs.replace(before.surface, parameters={name: 1.01 * value})
        yield run_edits.replace(before, surface=choice)
    for index, settings in enumerate(before.settings()):
        changes: list[dict[str, object]] = [
            {"learning_rate": 0.5 * settings.learning_rate},
            {"learning_rate_changes": ((10, 0.02), (20, 0.01))},
        ]
        for h in settings.optimizer.hyperparameters:
            changes.append({h.name: not h.default if isinstance(h, Switch) else 0.5 * (h.low + h.default)})
        for change in changes:
            optimizers = list(before.settings())
            optimizers[index] = msgspec.structs.replace(settings, **change)
            yield run_edits.replace(before, optimizers=tuple(optimizers))


@pytest.mark.parametrize("compute", [descent.run, descent.paths])
def test_moving_a_number_compiles_nothing(
    compute: Callable[[SurfaceExperiment], object], compilations: list[str]
) -> None:
    before = surface_presets.new("two_basins")
    compute(before)
    compute(run_edits.replace(before, gradient_noise=0.1))  # the generator is compiled when first needed
    compilations.clear()
    count = 0
    for after in moved(before):
        compute(after)
        count += 1
        assert not compilations, after
    assert count > sum(len(optimizer.hyperparameters) for optimizer in OPTIMIZERS.values())


def test_another_surface_is_seen_to_compile(compilations: list[str]) -> None:
    descent.run(race(sgd(), formula="x^2 + 3.25*y^2"))
    assert compilations


# The same race, otherwise asked for ------------------------------------------------------------------------


@pytest.mark.parametrize("surface", ["two_basins", "rosenbrock", "rastrigin"])
def test_paths_are_the_positions_of_the_runs(surface: str) -> None:
    asked = run_edits.replace(surface_presets.new(surface), steps=1100)
    for path, run in zip(descent.paths(asked), descent.run(asked), strict=True):
        np.testing.assert_array_equal(path, run.positions)


@pytest.mark.parametrize("noise", [0.0, 0.5])
@pytest.mark.parametrize("steps", [1, 1022, 1023, 1024, 1025, 2048, 3000])
def test_a_shorter_race_is_the_beginning_of_a_longer_one(steps: int, noise: float) -> None:
    long = race(
        *(kind() for kind in SETTINGS.values()),
        formula="(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
        steps=3100,
        gradient_noise=noise,
    )
    short = run_edits.replace(long, steps=steps)
    for of_short, of_long in zip(descent.run(short), descent.run(long), strict=True):
        for name, values in arrays_of(of_short).items():
            assert len(values) == steps + 1
            np.testing.assert_array_equal(values, arrays_of(of_long)[name][: steps + 1])


def test_runs_keep_their_order_and_run_as_if_alone() -> None:
    optimizers = (
        SETTINGS["rmsprop"](label="first", learning_rate=0.02),
        sgd(label="slow", learning_rate=0.01),
        SETTINGS["rmsprop"](label="with momentum", momentum=0.5),
        SETTINGS["adam"](learning_rate=0.1),
        sgd(label="fast", learning_rate=0.1, momentum=0.9, nesterov=True),
        SETTINGS["adadelta"](learning_rate=1.0),
    )
    together = race(*optimizers)
    runs = descent.run(together)
    assert [run.label for run in runs] == ["first", "slow", "with momentum", "adam", "fast", "adadelta"]
    assert [run.optimizer for run in runs] == [one.optimizer.name for one in optimizers]
    for run, path, one in zip(runs, descent.paths(together), optimizers, strict=True):
        (alone,) = descent.run(race(one))
        assert arrays_of(run).keys() == arrays_of(alone).keys()
        for name, values in arrays_of(run).items():
            np.testing.assert_allclose(values, arrays_of(alone)[name], rtol=1e-9, atol=1e-12, err_msg=name)
        np.testing.assert_array_equal(path, run.positions)


# What is recorded ------------------------------------------------------------------------------------------


def test_losses_and_gradients_belong_to_the_positions_of_their_row() -> None:
    for run in descent.run(race(*(kind() for kind in SETTINGS.values()))):
        x, y = run.positions.T
        np.testing.assert_allclose(run.losses, x**2 + 3 * y**2, rtol=1e-14)
        np.testing.assert_allclose(run.gradients, bowl_gradient(run.positions), rtol=1e-14)
        assert run.steps == 200
        assert run.diverged_at is None


def test_noise_has_the_stated_size_and_is_the_same_for_all_runs() -> None:
    noisy = race(sgd(), SETTINGS["adam"](), steps=4000, gradient_noise=0.25, seed=3)
    first, second = (run.gradients - bowl_gradient(run.positions) for run in descent.run(noisy))
    np.testing.assert_allclose(first, second, atol=1e-12)
    # 8,002 numbers: five standard errors of their mean and of their standard deviation
    assert abs(first.mean()) < 5 * 0.25 / np.sqrt(first.size)
    assert abs(first.std() - 0.25) < 5 * 0.25 / np.sqrt(2 * first.size)
    # x from y, every step from the one before, and every chunk from the others
    assert abs(np.corrcoef(first.T)[0, 1]) < 5 / np.sqrt(len(first))
    assert abs(np.corrcoef(first[1:, 0], first[:-1, 0])[0, 1]) < 5 / np.sqrt(len(first))
    assert not np.any(first[: descent.CHUNK] == first[descent.CHUNK : 2 * descent.CHUNK])


def test_the_seed_decides_the_noise() -> None:
    noisy = race(sgd(), gradient_noise=0.25, seed=3)
    (once,), (again,), (other,) = map(descent.run, (noisy, noisy, run_edits.replace(noisy, seed=4)))
    np.testing.assert_array_equal(once.positions, again.positions)
    assert not np.any(once.positions[1:] == other.positions[1:])


# Against loops in NumPy ------------------------------------------------------------------------------------


def test_a_changed_learning_rate_keeps_the_momentum_buffer() -> None:
    changes = ((50, 0.001), (120, 0.05))
    settings = sgd(learning_rate=0.02, momentum=0.9, learning_rate_changes=changes)
    (run,) = descent.run(race(settings))
    weights, velocity = np.array([1.5, -0.7]), np.zeros(2)
    for step in range(201):
        eta = 0.02 if step < 50 else 0.001 if step < 120 else 0.05
        assert run.learning_rates[step] == eta == settings.learning_rate_at(step)
        np.testing.assert_allclose(run.positions[step], weights, rtol=1e-12, atol=1e-13)
        np.testing.assert_allclose(run.state["velocity"][step], velocity, rtol=1e-12, atol=1e-13)
        velocity = 0.9 * velocity - eta * bowl_gradient(weights)
        weights = weights + velocity


def test_weight_decay_comes_before_the_update_and_after_the_gradient() -> None:
    (by_sgd, by_adagrad) = descent.run(
        race(
            sgd(learning_rate=0.02, momentum=0.9, weight_decay=0.3),
            SETTINGS["adagrad"](learning_rate=0.3, weight_decay=0.3),
        )
    )
    w, velocity = np.array([1.5, -0.7]), np.zeros(2)
    u, squares = w, np.full(2, 0.1)
    for step in range(201):
        np.testing.assert_allclose(by_sgd.positions[step], w, rtol=1e-12, atol=1e-13)
        np.testing.assert_allclose(by_adagrad.positions[step], u, rtol=1e-12, atol=1e-13)
        gradient = bowl_gradient(w)
        w = w - w * 0.3 * 0.02
        velocity = 0.9 * velocity - 0.02 * gradient
        w = w + velocity
        gradient = bowl_gradient(u)
        u = u - u * 0.3 * 0.3
        squares = squares + gradient**2
        u = u - 0.3 * gradient / np.sqrt(squares + 1e-7)


def test_a_diverged_run_ends_where_it_left_and_the_others_go_on() -> None:
    diverging = race(
        SETTINGS["adam"](),
        sgd(learning_rate=1.0),
        SETTINGS["adagrad"](),
        formula="x^4 + y^4",
        start=(1.1, 0.2),
    )
    adam, wild, adagrad = descent.run(diverging)
    weights, finite = np.array([1.1, 0.2]), 0
    with np.errstate(all="ignore"):
        while np.isfinite(weights).all() and np.isfinite((weights**4).sum()):
            weights = weights - 4 * weights**3
            finite += 1
    assert 1 < finite < 200
    assert wild.diverged_at == finite
    assert wild.steps == finite - 1
    for name, values in arrays_of(wild).items():
        assert len(values) == finite, name
    assert np.isfinite(wild.positions).all()
    assert np.isfinite(wild.losses).all()
    for steady in (adam, adagrad):
        assert steady.diverged_at is None
        assert steady.steps == 200
        assert all(np.isfinite(values).all() for values in arrays_of(steady).values())
    assert not np.isfinite(descent.paths(diverging)[1, finite:]).all()


def test_a_start_without_a_finite_loss_is_kept_as_the_only_row() -> None:
    (run,) = descent.run(race(sgd(), formula="log(x) + y^2", start=(-1.0, 0.5)))
    assert run.diverged_at == 0
    assert run.steps == 0
    np.testing.assert_array_equal(run.positions, [[-1.0, 0.5]])
    assert not np.isfinite(run.losses).any()
