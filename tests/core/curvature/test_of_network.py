"""Tests of the curvature of networks: against dense Hessians, finite differences and closed forms."""

from functools import partial
from typing import Any

import msgspec
import numpy as np
import pytest

from core import curvature, run_edits
from core.backend import jax, jnp
from core.curvature.of_network import loss_of
from core.network import training
from core.network.architecture import Architecture
from core.network.experiment import NetworkExperiment
from core.network.training import evaluation, update_step
from core.network.training import state as training_state
from core.network.training import task as training_task
from core.network.training.task import Task
from tests.small_networks import small

NETWORKS: dict[str, tuple[str, dict[str, Any]]] = {
    "dense": ("two_moons", {}),
    "relu": ("two_moons", {"activation": "relu", "hidden": (5, 4)}),
    "perceptron": ("line", {"kind": "perceptron", "activation": "linear"}),
    "simple_rnn": ("sine_sequence", {}),
    "gru": ("sine_sequence", {"cell": "gru"}),
    "convolutional": ("digits", {}),
}


def experiment_of(name: str) -> NetworkExperiment:
    """A small network of each kind in double precision."""
    dataset, network = NETWORKS[name]
    first = small(dataset)
    return run_edits.replace(
        first,
        network=msgspec.structs.replace(first.network, **network),
        loss="binary_cross_entropy" if name == "relu" else first.loss,
        precision="float64",
    )


def trained(experiment: NetworkExperiment) -> tuple[Task, training_state.TrainingState]:
    """After a few steps, so that no weight is 0."""
    task = training_task.prepare(experiment)
    return task, training.advance(experiment, task, training.begin(experiment, task), 7)


def dense(task: Task, weights: Any, l2: float = 0.0) -> np.ndarray:
    """The Hessian of the loss that training measures, by JAX, weight by weight."""
    return np.asarray(_dense(weights, task.training, l2, task.plan))


@partial(jax.jit, static_argnames="plan")
def _dense(weights: Any, data: Any, l2: Any, plan: Any) -> Any:
    def loss(flat: Any) -> Any:
        mean = update_step.mean_loss(plan, flat[None], data)[0]
        return mean + l2 * jnp.sum((kernels(plan.architecture) * flat) ** 2)

    return jax.hessian(loss)(weights)


def kernels(architecture: Architecture) -> np.ndarray:
    """(size,): 1 for weights of kernels, 0 for those of biases, the last array of each layer."""
    return np.concatenate(
        [
            np.full(np.prod(shape), float(index < len(layer.shapes()) - 1))
            for layer in architecture.layers
            for index, shape in enumerate(layer.shapes())
        ]
    )


@pytest.mark.parametrize("name", NETWORKS)
def test_spectrum_and_directions_are_those_of_the_dense_hessian(name: str) -> None:
    task, state = trained(experiment_of(name))
    weights = training_state.weights_of(task, state)[1]
    matrix = dense(task, weights)
    wanted = np.linalg.eigvalsh(matrix)
    found = curvature.spectrum(task, weights)
    k = len(found.eigenvalues)
    np.testing.assert_allclose(found.eigenvalues, wanted[::-1][:k], rtol=1e-6, atol=1e-9 * wanted[-1])
    assert found.trace == pytest.approx(wanted.sum(), rel=1e-6)
    assert found.smallest == pytest.approx(wanted[0], rel=1e-4, abs=1e-9 * wanted[-1])
    assert found.negative == pytest.approx(np.mean(wanted < -1e-7 * abs(wanted).max()))
    directions = curvature.leading_directions(task, weights)
    np.testing.assert_allclose(
        directions @ matrix, wanted[::-1][:2, None] * directions, atol=1e-5 * wanted[-1]
    )
    np.testing.assert_allclose(directions @ directions.T, np.eye(2), atol=1e-9)


@pytest.mark.parametrize("name", ["dense", "gru", "convolutional"])
def test_estimates_for_large_networks_agree_with_the_dense_hessian(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.curvature.of_network._EXACT_SIZE", 0)
    task, state = trained(experiment_of(name))
    weights = training_state.weights_of(task, state)[0]
    wanted = np.linalg.eigvalsh(dense(task, weights))
    found = curvature.spectrum(task, weights, seed=3)
    assert not found.exact
    k = len(found.eigenvalues)
    np.testing.assert_allclose(found.eigenvalues, wanted[::-1][:k], rtol=1e-4, atol=1e-6 * wanted[-1])
    assert found.trace == pytest.approx(wanted.sum(), rel=1e-4, abs=4 * found.trace_error)
    assert found.smallest == pytest.approx(wanted[0], rel=1e-4, abs=1e-6 * wanted[-1])
    step = found.density.grid[1] - found.density.grid[0]
    assert found.density.values.sum() * step == pytest.approx(1.0, abs=1e-2)


@pytest.mark.parametrize("name", NETWORKS)
def test_products_are_differences_of_gradients(name: str) -> None:
    task, state = trained(experiment_of(name))
    weights = training_state.weights_of(task, state)[0]
    loss = loss_of(task.plan, task.training, 0.01, 0.02)
    slope = jax.jit(jax.grad(loss))
    vector = np.random.default_rng(0).normal(size=weights.size)
    step = 1e-6
    difference = (slope(weights + step * vector) - slope(weights - step * vector)) / (2 * step)
    product = jax.jit(lambda vector: curvature.hvp(loss, jnp.asarray(weights), vector))(vector)
    np.testing.assert_allclose(product, difference, rtol=1e-5, atol=1e-6 * abs(product).max())
    assert loss(weights) == pytest.approx(
        evaluation.losses_of(task, weights[None])[0]
        + np.sum(kernels(task.plan.architecture) * (0.01 * abs(weights) + 0.02 * weights**2))
    )


def test_linear_regression_in_closed_form() -> None:
    experiment = experiment_of("perceptron")
    task = training_task.prepare(experiment)
    x = np.asarray(task.training.x)
    rows = np.vstack([x, np.ones(x.shape[1])])
    hessian = 2.0 * rows @ rows.T / x.shape[1]
    found = curvature.spectrum(task, np.array([0.3, -2.0]))
    np.testing.assert_allclose(found.eigenvalues, np.linalg.eigvalsh(hessian)[::-1], rtol=1e-12)
    assert found.trace == pytest.approx(np.trace(hessian), rel=1e-12)
    penalised = curvature.spectrum(task, np.array([0.3, -2.0]), l1=5.0, l2=0.25)
    wanted = np.linalg.eigvalsh(hessian + np.diag([0.5, 0.0]))[::-1]
    np.testing.assert_allclose(penalised.eigenvalues, wanted, rtol=1e-12)
    live = curvature.of_runs(experiment, task, training.begin(experiment, task))
    np.testing.assert_allclose(live.sharpness, np.linalg.eigvalsh(hessian)[-1], rtol=1e-6)


@pytest.mark.parametrize("name", NETWORKS)
def test_live_sharpness_is_that_of_the_dense_hessian(name: str) -> None:
    experiment = experiment_of(name)
    experiment = run_edits.replace(experiment, network=msgspec.structs.replace(experiment.network, l2=0.03))
    task, state = trained(experiment)
    slope = jax.jit(jax.grad(loss_of(task.plan, task.training, 0.0, 0.03)))
    live = None
    for _ in range(4):
        state = training.advance(experiment, task, state, 2)
        live = curvature.of_runs(experiment, task, state, live)
        for run, weights in enumerate(training_state.weights_of(task, state)):
            values, vectors = np.linalg.eigh(dense(task, weights, 0.03))
            assert live.sharpness[run] == pytest.approx(values[-1], rel=1e-3)
            assert abs(live.sharpness[run] - values[-1]) <= 1e-9 + live.error[run] * values[-1]
            gradient = np.asarray(slope(weights))
            share = (gradient @ vectors[:, -1]) ** 2 / (gradient @ gradient)
            assert live.alignment[run] == pytest.approx(share, abs=0.02)
    assert live is not None
    assert live.epoch == state.step / 3


def test_runs_are_in_the_experiments_order() -> None:
    experiment = experiment_of("dense")
    turned = run_edits.replace(experiment, optimizers=experiment.optimizers[::-1])
    found, other = (curvature.of_runs(one, *trained(one)) for one in (experiment, turned))
    for field in ("sharpness", "preconditioned", "threshold"):
        np.testing.assert_allclose(getattr(found, field), getattr(other, field)[::-1], rtol=1e-4)
    assert found.sharpness[0] != found.sharpness[1]


def test_other_numbers_compile_nothing(compilations: list[str]) -> None:
    experiment = experiment_of("dense")
    task, state = trained(experiment)
    live = curvature.of_runs(experiment, task, state)
    compilations.clear()
    moved = [msgspec.structs.replace(one, learning_rate=0.123) for one in experiment.settings()]
    other = run_edits.replace(
        experiment, optimizers=tuple(moved), network=msgspec.structs.replace(experiment.network, l2=0.01)
    )
    again = curvature.of_runs(other, task, training.advance(other, task, state, 1), live)
    assert not compilations
    assert (again.threshold != live.threshold).all()


def test_weights_that_are_not_finite_and_flat_losses_are_no_error() -> None:
    experiment = experiment_of("relu")
    task, state = trained(experiment)
    weights = training_state.weights_of(task, state).copy()
    weights[0, 3] = np.nan
    weights[1] = 0.0  # no unit is active, and all derivatives but those of the last biases vanish
    live = curvature.of_runs(experiment, task, training_state.with_weights(task, state, weights))
    assert np.isnan(live.sharpness[0])
    assert np.isfinite(live.sharpness[1])
    assert np.isnan(curvature.spectrum(task, weights[0]).eigenvalues).all()
    assert np.isnan(curvature.spectrum(task, weights[0]).density.values).all()
    assert np.isnan(curvature.leading_directions(task, weights[0])).all()
    np.testing.assert_allclose(curvature.spectrum(task, weights[1]).smallest, 0.0, atol=1e-12)
    again = curvature.of_runs(experiment, task, state, live)  # warm, from vectors that are not finite
    assert np.isfinite(again.sharpness).all()


def test_a_flat_loss_has_no_curvature_and_is_stable() -> None:
    experiment = experiment_of("relu")
    task, state = trained(experiment)
    # So sure of every sample that no derivative is left: all targets are 0, and σ(−1000) is 0.
    task = task._replace(training=task.training._replace(y=jnp.zeros_like(task.training.y)))
    weights = np.zeros_like(training_state.weights_of(task, state))
    weights[:, -1] = -1000.0
    live = curvature.of_runs(experiment, task, training_state.with_weights(task, state, weights))
    for values in (live.sharpness, live.preconditioned, live.ratio, live.error):
        np.testing.assert_array_equal(values, 0.0)
    assert np.isnan(live.alignment).all()
    spectrum = curvature.spectrum(task, weights[0])
    assert np.isfinite(spectrum.density.values).all()
    assert (spectrum.trace, spectrum.negative, spectrum.smallest) == (0.0, 0.0, 0.0)
