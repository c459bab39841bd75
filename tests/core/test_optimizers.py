"""The update rules against runs recorded from real Keras, against Optax, and as entries of one table."""

import json

import numpy as np
import optax
import pytest

from core.backend import jax, jnp
from core.optimizers import OPTIMIZERS, Optimizer
from core.parameters import Parameter, Switch
from core.run_settings import SETTINGS
from core.surface import descent
from core.surface.experiment import SurfaceChoice, SurfaceExperiment
from tests.folders import REFERENCE

RECORDED = json.loads((REFERENCE / "keras_trajectories.json").read_text())


def experiment_of(case: dict) -> SurfaceExperiment:
    settings = SETTINGS[case["optimizer"]](
        **case["hyperparameters"],
        learning_rate_changes=tuple((step, rate) for step, rate in case["learning_rate_schedule"]),
    )
    return SurfaceExperiment(
        surface=SurfaceChoice(formula=case["formula"]),
        start=tuple(case["start"]),
        steps=case["steps"],
        optimizers=(settings,),
    )


def case_id(case: dict) -> str:
    return f"{case['surface']}-{case['optimizer']}-{case['hyperparameters']}"


@pytest.mark.full_optimisation
@pytest.mark.parametrize("case", RECORDED["cases"], ids=case_id)
def test_every_step_agrees_with_keras(case: dict) -> None:
    (run,) = descent.run(experiment_of(case))
    np.testing.assert_allclose(run.positions, case["positions"], rtol=1e-10, atol=1e-14)
    np.testing.assert_allclose(run.losses, case["losses"], rtol=1e-10, atol=1e-14)


def test_the_recorded_runs_cover_every_optimizer() -> None:
    assert {case["optimizer"] for case in RECORDED["cases"]} == set(OPTIMIZERS)
    assert len(RECORDED["cases"]) == 52


# Optax, where its conventions are Keras's ------------------------------------------------------------------

# Optax's momentum buffer lacks the learning rate, which is the same as long as the rate does not change. Its
# Adam adds ε to the corrected root, Keras to the uncorrected one: they agree without ε only. Its AMSGrad
# takes the largest of the corrected means, Keras of the uncorrected ones: they never agree.
OPTAX = [
    ("sgd", {"learning_rate": 0.01}, optax.sgd(0.01)),
    ("sgd", {"learning_rate": 0.01, "momentum": 0.8}, optax.sgd(0.01, momentum=0.8)),
    (
        "sgd",
        {"learning_rate": 0.01, "momentum": 0.8, "nesterov": True},
        optax.sgd(0.01, momentum=0.8, nesterov=True),
    ),
    ("adam", {"learning_rate": 0.1, "beta_1": 0.8, "epsilon": 0.0}, optax.adam(0.1, b1=0.8, eps=0.0)),
    ("adadelta", {"learning_rate": 1.0, "epsilon": 1e-4}, optax.adadelta(1.0, rho=0.95, eps=1e-4)),
    (
        "adagrad",
        {"learning_rate": 0.5, "epsilon": 1e-3},
        optax.adagrad(0.5, initial_accumulator_value=0.1, eps=1e-3),
    ),
    ("rmsprop", {"learning_rate": 0.02, "epsilon": 1e-3}, optax.rmsprop(0.02, decay=0.9, eps=1e-3)),
    (
        "rmsprop",
        {"learning_rate": 0.02, "epsilon": 1e-3, "momentum": 0.5, "centered": True},
        optax.rmsprop(0.02, decay=0.9, eps=1e-3, momentum=0.5, centered=True),
    ),
]


@pytest.mark.full_optimisation
@pytest.mark.parametrize(("name", "fields", "peer"), OPTAX, ids=lambda value: str(value)[:60])
def test_every_step_agrees_with_optax(name: str, fields: dict, peer: optax.GradientTransformation) -> None:
    def himmelblau(weights: jax.Array) -> jax.Array:
        x, y = weights
        return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2

    @jax.jit
    def step(weights: jax.Array, state: optax.OptState) -> tuple[jax.Array, optax.OptState]:
        updates, state = peer.update(jax.grad(himmelblau)(weights), state, weights)
        return optax.apply_updates(weights, updates), state

    experiment = SurfaceExperiment(
        surface=SurfaceChoice(name="himmelblau"),
        start=(-0.6, -1.0),
        steps=100,
        optimizers=(SETTINGS[name](**fields),),
    )
    (run,) = descent.run(experiment)
    weights = jnp.array(experiment.start)
    state = peer.init(weights)
    for position in run.positions:
        np.testing.assert_allclose(position, weights, rtol=1e-9)
        weights, state = step(weights, state)


# Entries of one table --------------------------------------------------------------------------------------


every_optimizer = pytest.mark.parametrize("optimizer", OPTIMIZERS.values(), ids=list(OPTIMIZERS))


def some_hyper(optimizer: Optimizer, shape: tuple[int, ...]) -> dict[str, np.ndarray]:
    """Numbers within the sliders' ranges and both positions of the switches, one for each run."""
    random = np.random.default_rng(1)
    return {
        h.name: np.arange(np.prod(shape)).reshape(shape) % 2 == 0
        if isinstance(h, Switch)
        else random.uniform(h.default, 0.5 * (h.default + h.high), shape)
        for h in optimizer.hyperparameters
    }


@every_optimizer
def test_every_field_of_a_state_has_its_symbol(optimizer: Optimizer) -> None:
    state = optimizer.init(np.ones((3, 2)), some_hyper(optimizer, (3, 1)))
    assert state._fields == tuple(optimizer.state_symbols)
    assert all(optimizer.state_symbols.values())
    assert all(field.shape == (3, 2) for field in state)


@every_optimizer
def test_the_sliders_reach_the_default_and_nothing_that_is_refused(optimizer: Optimizer) -> None:
    for parameter in (optimizer.learning_rate, *optimizer.hyperparameters):
        if isinstance(parameter, Parameter):
            assert parameter.low <= parameter.default <= parameter.high
            for value in (parameter.low, parameter.default, parameter.high):
                parameter.check(value, parameter.name)
            assert parameter.scale != "log" or parameter.low > 0
            assert parameter.scale != "log_complement" or parameter.high < 1


@every_optimizer
def test_the_update_is_the_same_on_numpy_and_on_jax(optimizer: Optimizer) -> None:
    hyper = some_hyper(optimizer, (4, 1))
    weight = np.ones((4, 2))
    state = optimizer.init(weight, hyper)
    jax_hyper = {name: jnp.asarray(value) for name, value in hyper.items()}
    jax_state = optimizer.init(jnp.asarray(weight), jax_hyper)
    for gradient in np.random.default_rng(2).normal(size=(5, 4, 2)):
        change, state = optimizer.update(gradient, state, np.full((4, 1), 0.1), hyper)
        jax_change, jax_state = optimizer.update(
            jnp.asarray(gradient), jax_state, jnp.full((4, 1), 0.1), jax_hyper
        )
        assert isinstance(change, np.ndarray)
        assert isinstance(jax_change, jax.Array)
        np.testing.assert_allclose(change, jax_change, rtol=1e-13)
        np.testing.assert_allclose(np.stack(state), np.stack(jax_state), rtol=1e-13)
