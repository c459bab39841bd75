"""Tests of the thresholds: where the real optimizers stop being stable, trained on linear regression."""

from typing import Any, NamedTuple

import numpy as np
import pytest

from core import curvature
from core.backend import jnp
from core.curvature.stability import PRECONDITIONERS, threshold
from core.network import training
from core.network.dataset_choice import DatasetChoice
from core.network.experiment import NetworkExperiment
from core.network.network_choice import NetworkChoice
from core.network.training import state as training_state
from core.network.training import task as training_task
from core.network.training.state import TrainingState
from core.network.training.task import Task
from core.optimizers import OPTIMIZERS
from core.optimizers.adadelta import AdadeltaState
from core.optimizers.adagrad import AdagradState
from core.optimizers.adam import AdamState
from core.optimizers.rmsprop import RMSpropState
from core.run_settings import SETTINGS

FROZEN = 1.0 - 1e-13
"""With so slow a mean, what an adaptive optimizer divides by does not change."""

RUNS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("sgd", {}),
    ("sgd", {"weight_decay": 0.3}),
    ("sgd", {"momentum": 0.9}),
    ("sgd", {"momentum": 0.9, "nesterov": True}),
    ("sgd", {"momentum": 0.6, "nesterov": True, "weight_decay": 0.3}),
    ("adam", {"beta_2": FROZEN, "epsilon": 0.2}),
    ("adam", {"beta_1": 0.5, "beta_2": FROZEN, "amsgrad": True, "weight_decay": 0.1}),
    ("adadelta", {"rho": FROZEN, "epsilon": 0.1}),
    ("adagrad", {"epsilon": 1e6}),
    ("rmsprop", {"rho": FROZEN, "epsilon": 0.1, "weight_decay": 0.1}),
    ("rmsprop", {"rho": FROZEN, "momentum": 0.8}),
    ("rmsprop", {"rho": FROZEN, "centered": True}),
)
INPUTS = np.random.default_rng(5).normal(size=(40, 3)) * [1.0, 0.8, 0.6] + [0.3, -0.2, 0.1]


def experiment_of(rates: Any) -> NetworkExperiment:
    """Linear regression with all samples in a batch."""
    y = INPUTS @ [1.0, -2.0, 0.5] + 0.7
    return NetworkExperiment(
        dataset=DatasetChoice(
            name="inline",
            x=tuple(map(tuple, INPUTS.tolist())),
            y=tuple(y.tolist()),
            validation_fraction=0.0,
            standardise=False,
        ),
        network=NetworkChoice(kind="perceptron", activation="linear"),
        loss="mean_squared_error",
        optimizers=tuple(
            SETTINGS[name](learning_rate=float(rate), label=str(index), **hyper)
            for index, ((name, hyper), rate) in enumerate(zip(RUNS, rates, strict=True))
        ),
        batch_size=40,
        epochs=100_000,
        shuffle=False,
        precision="float64",
    ).validated()


class Quadratic(NamedTuple):
    """Where all runs begin: near 0, which is the minimum, with states as after a long training."""

    task: Task
    state: TrainingState


@pytest.fixture(scope="module")
def quadratic() -> Quadratic:
    """The task and the state, for any learning rates."""
    experiment = experiment_of(np.ones(len(RUNS)))
    task = training_task.prepare(experiment)
    task = task._replace(training=task.training._replace(y=jnp.zeros_like(task.training.y)))
    random = np.random.default_rng(1)
    size = task.plan.architecture.size
    state = training.begin(experiment, task)

    def positive(like: Any) -> Any:
        return jnp.asarray(random.uniform(0.5, 2.0, like.shape))

    states = []
    for one in state.carry.optimizer_states:
        match one:
            case AdamState():
                larger = positive(one.v) + 3.0
                states.append(
                    one._replace(
                        v=positive(one.v), v_max=larger, beta_1_power=0.0 * one.v, beta_2_power=0.0 * one.v
                    )
                )
            case AdadeltaState():
                states.append(AdadeltaState(*map(positive, one)))
            case AdagradState():
                states.append(one)
            case RMSpropState():
                states.append(
                    one._replace(
                        velocity=4.0 + positive(one.velocity), average_gradient=positive(one.velocity)
                    )
                )
            case _:
                states.append(one)
    weights = jnp.asarray(np.tile(1e-3 * random.normal(size=size), (len(RUNS), 1)))
    carry = state.carry._replace(weights=weights, optimizer_states=tuple(states))
    return Quadratic(task, state._replace(carry=carry))


def rates_at(quadratic: Quadratic, ratio: float) -> np.ndarray:
    """The learning rates with which the sharpness has this ratio to the threshold, by bisection."""
    decays = np.array([hyper.get("weight_decay", 0.0) for _, hyper in RUNS])
    low, high = np.full(len(RUNS), 1e-6), np.where(decays > 0.0, 2.0 / np.maximum(decays, 1e-9), 1e6)
    live = None
    for _ in range(60):
        rates = np.sqrt(low * high)
        live = curvature.of_runs(experiment_of(rates), quadratic.task, quadratic.state, live)
        low, high = np.where(live.ratio < ratio, rates, low), np.where(live.ratio < ratio, high, rates)
    assert live is not None
    np.testing.assert_allclose(live.ratio, ratio, rtol=1e-5)
    return np.sqrt(low * high)


def distances(quadratic: Quadratic, ratio: float) -> np.ndarray:
    """How far runs are from the minimum over time (moments, runs), as a share of the beginning."""
    experiment = experiment_of(rates_at(quadratic, ratio))
    states = [quadratic.state]
    for _ in range(100):
        states.append(training.advance(experiment, quadratic.task, states[-1], 20))
    weights = np.stack([training_state.weights_of(quadratic.task, one) for one in states])
    lengths = np.linalg.norm(weights, axis=2)
    return lengths / lengths[0]


def test_runs_settle_just_below_the_threshold(quadratic: Quadratic) -> None:
    assert (distances(quadratic, 0.99)[-1] < 1e-2).all()


def test_runs_leave_just_above_the_threshold(quadratic: Quadratic) -> None:
    # Far away adaptive optimizers see larger gradients, and may be stable again.
    assert (distances(quadratic, 1.01).max(axis=0) > 1e2).all()


@pytest.mark.parametrize("run", [run for run in RUNS if run[0] in PRECONDITIONERS], ids=str)
def test_a_step_divides_by_the_preconditioner(run: tuple[str, dict[str, Any]]) -> None:
    name, changed = run
    optimizer = OPTIMIZERS[name]
    hyper = {one.name: np.asarray(one.default) for one in optimizer.hyperparameters} | {
        "epsilon": np.asarray(1e-3)
    }
    hyper |= {name: np.asarray(value) for name, value in changed.items() if value != FROZEN}
    hyper |= {"momentum": np.asarray(0.0)}
    random = np.random.default_rng(2)
    state = optimizer.init(np.zeros(4), hyper)
    for _ in range(5):  # the first steps too, when averages still begin
        gradient = random.normal(size=4)
        change, after = optimizer.update(gradient, state, np.asarray(0.3), hyper)
        pulled = after.m if name == "adam" else gradient
        np.testing.assert_allclose(
            change, -0.3 * pulled / PRECONDITIONERS[name](state, after, hyper), rtol=1e-10
        )
        state = after


def test_thresholds_without_weight_decay_are_those_of_the_literature() -> None:
    plain = {"weight_decay": 0.0, "momentum": 0.9, "beta_1": 0.9, "nesterov": False}
    assert threshold("sgd", 0.1, plain | {"momentum": 0.0}) == pytest.approx(2 / 0.1)
    assert threshold("sgd", 0.1, plain) == pytest.approx((2 + 2 * 0.9) / 0.1)
    assert threshold("sgd", 0.1, plain | {"nesterov": True}) == pytest.approx(3.8 / (0.1 * 2.8))
    assert threshold("adam", 0.001, plain) == pytest.approx(38 / 0.001)
    assert threshold("rmsprop", 0.1, plain | {"momentum": 0.0}) == pytest.approx(20.0)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimizer_has_a_threshold(name: str) -> None:
    hyper = {one.name: one.default for one in OPTIMIZERS[name].hyperparameters}
    assert threshold(name, 0.1, hyper) >= 2 / 0.1
    assert (name in PRECONDITIONERS) == (name != "sgd")


def test_no_learning_rate_is_always_stable(quadratic: Quadratic) -> None:
    found = curvature.of_runs(experiment_of(np.zeros(len(RUNS))), quadratic.task, quadratic.state)
    assert np.isposinf(found.threshold).all()
    np.testing.assert_array_equal(found.ratio, 0.0)
