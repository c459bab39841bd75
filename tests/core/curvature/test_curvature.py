"""Tests of what is computed from products: eigenvalues, trace, density; against dense matrices."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from core import curvature
from core.backend import jax, jnp
from core.curvature.density import quadrature, smoothed
from core.curvature.directions import with_signs

Product = Callable[[Any], Any]


def symmetric(eigenvalues: Any, seed: int = 0) -> tuple[np.ndarray, Product]:
    """A matrix with these eigenvalues, turned at random, and its product."""
    size = len(eigenvalues)
    turned = np.linalg.qr(np.random.default_rng(seed).normal(size=(size, size)))[0]
    matrix = (turned * eigenvalues) @ turned.T
    return matrix, lambda vector: jnp.asarray(matrix) @ vector


def rosenbrock(w: Any) -> Any:
    return jnp.sum(100.0 * (w[1:] - w[:-1] ** 2) ** 2 + (1.0 - w[:-1]) ** 2)


def test_products_are_those_with_the_matrix_of_second_derivatives() -> None:
    weights, vector = np.random.default_rng(0).normal(size=(2, 7))
    x, y = weights[:2], weights[1:3]
    closed = np.array([[1200 * x[0] ** 2 - 400 * x[1] + 2, -400 * x[0]], [-400 * x[0], 200]])
    np.testing.assert_allclose(curvature.hvp(rosenbrock, x, vector[:2]), closed @ vector[:2], rtol=1e-12)
    dense = jax.hessian(rosenbrock)(weights)
    np.testing.assert_allclose(curvature.hvp(rosenbrock, weights, vector), dense @ vector, rtol=1e-12)
    gradient, product = curvature.linearized(rosenbrock, weights)
    np.testing.assert_allclose(product(vector), dense @ vector, rtol=1e-12)
    np.testing.assert_allclose(gradient, jax.grad(rosenbrock)(weights), rtol=1e-12)
    np.testing.assert_allclose(curvature.hessian(product, 7), dense, rtol=1e-12, atol=1e-12)
    assert y.shape == (2,)


def test_leading_eigenvalues_and_vectors_are_those_of_the_dense_matrix() -> None:
    values = np.concatenate([np.random.default_rng(1).normal(size=195), [5.0, 6.0, 9.0, 11.0, -30.0]])
    matrix, product = symmetric(values)
    found = curvature.leading(product, 200, 5)
    wanted, vectors = np.linalg.eigh(matrix)
    np.testing.assert_allclose(found.eigenvalues, wanted[::-1][:5], rtol=1e-8)
    np.testing.assert_allclose(abs(np.sum(found.eigenvectors * vectors.T[::-1][:5], axis=1)), 1.0, rtol=1e-8)
    np.testing.assert_allclose(found.eigenvectors @ found.eigenvectors.T, np.eye(5), atol=1e-12)


def test_residuals_say_how_far_off_eigenvalues_can_be() -> None:
    matrix, product = symmetric(np.linspace(0.0, 1.0, 150))
    rough = curvature.leading(product, 150, 3, dimension=12, cycles=2)
    vectors = np.asarray(rough.eigenvectors)
    own = np.linalg.norm(vectors @ matrix - np.asarray(rough.eigenvalues)[:, None] * vectors, axis=1)
    np.testing.assert_allclose(rough.residuals, own, rtol=1e-6)
    assert (rough.residuals > 1e-4).any()
    distances = abs(np.asarray(rough.eigenvalues)[:, None] - np.linspace(0.0, 1.0, 150)).min(axis=1)
    assert (distances <= rough.residuals).all()


@pytest.mark.parametrize(
    "values",
    [
        [0.0] * 30,
        [2.0] * 30,
        [0.0] * 27 + [3.0, 3.0, 3.0],
        [-1.0] * 30,
        [0.0] * 29 + [-2.0],
        [4.0],
        [1.0, 2.0],
        [1e-30] * 29 + [2e-30],
        [1e20] + [1.0] * 29,
    ],
)
def test_flat_and_degenerate_matrices_have_all_their_eigenvalues(values: list[float]) -> None:
    _, product = symmetric(np.array(values))
    found = curvature.leading(product, len(values), 3)
    k = min(3, len(values))
    scale = max(abs(np.array(values)))
    np.testing.assert_allclose(found.eigenvalues, sorted(values)[::-1][:k], rtol=1e-9, atol=1e-12 * scale)
    np.testing.assert_allclose(found.eigenvectors @ found.eigenvectors.T, np.eye(k), atol=1e-9)


def test_a_warm_start_needs_fewer_products_to_be_as_exact() -> None:
    _, product = symmetric(np.linspace(0.0, 1.0, 300) ** 3)
    exact = curvature.leading(product, 300, 1).eigenvectors[0]
    near = exact + 0.01 * np.random.default_rng(0).normal(size=300) / np.sqrt(300)
    cold = curvature.leading(product, 300, 1, dimension=8, cycles=1)
    warm = curvature.leading(product, 300, 1, start=near, dimension=8, cycles=1)
    assert abs(warm.eigenvalues[0] - 1.0) < 1e-5 < 1e-3 < abs(cold.eigenvalues[0] - 1.0)


def test_what_is_not_finite_has_no_eigenvalues() -> None:
    found = curvature.leading(lambda vector: vector * jnp.nan, 40, 2)
    assert np.isnan(found.eigenvalues).all()
    density = curvature.spectral_density(lambda vector: vector * jnp.nan, 40)
    assert np.isnan(density.values).all()
    assert np.isnan(curvature.trace(lambda vector: vector * jnp.nan, 40).value)


def test_trace_is_exact_up_to_a_rank_and_near_beyond() -> None:
    matrix, product = symmetric(np.concatenate([np.zeros(170), np.arange(30.0) - 10.0]))
    found = curvature.trace(product, 200, count=96)
    assert found.value == pytest.approx(np.trace(matrix), rel=1e-10)
    assert found.error < 1e-10
    matrix, product = symmetric(np.exp(-np.arange(200.0) / 4))
    estimate = jax.jit(lambda seed: curvature.trace(product, 200, count=30, seed=seed))
    found = [estimate(np.uint32(seed)) for seed in range(60)]
    off = np.array([one.value for one in found]) - np.trace(matrix)
    assert abs(off.mean()) < 3 * off.std() / np.sqrt(60)
    assert 0.5 < np.sqrt(np.mean([one.error**2 for one in found])) / off.std() < 2.0
    signs = np.random.default_rng(0).choice([-1.0, 1.0], (60, 30, 200))
    hutchinson = np.einsum("abi,ij,abj->ab", signs, matrix, signs).mean(axis=1) - np.trace(matrix)
    assert off.std() < 0.5 * hutchinson.std()  # that is what Hutch++ is for


def test_trace_of_nothing_but_zeros_is_0() -> None:
    found = curvature.trace(lambda vector: 0.0 * vector, 50)
    assert float(found.value) == float(found.error) == 0.0


def test_quadrature_is_exact_for_polynomials_of_what_it_probes() -> None:
    matrix, product = symmetric(np.random.default_rng(3).normal(size=60))
    found = quadrature(product, 60, probes=1, steps=6)
    assert np.sum(found.weights) == pytest.approx(1.0)
    many = quadrature(product, 60, probes=400, steps=12)
    for power in range(1, 12):
        wanted = np.trace(np.linalg.matrix_power(matrix, power)) / 60
        spread = np.sqrt(2 * np.trace(np.linalg.matrix_power(matrix, 2 * power)) / 60**2 / 400)
        assert np.sum(many.weights * many.nodes**power) == pytest.approx(wanted, abs=4 * spread)


def test_density_is_that_of_all_eigenvalues() -> None:
    values = np.concatenate([np.random.default_rng(0).normal(scale=0.3, size=390), np.arange(10.0)])
    _, product = symmetric(values)
    width = 0.1
    found = curvature.spectral_density(product, 400, probes=60, width=width)
    gaussians = np.exp(-0.5 * ((found.grid[:, None] - values) / width) ** 2) / (width * np.sqrt(2 * np.pi))
    wanted = gaussians.mean(axis=1)
    step = found.grid[1] - found.grid[0]
    assert found.values.sum() * step == pytest.approx(1.0, abs=1e-3)
    assert np.abs(found.values - wanted).sum() * step < 0.03
    bump = (found.grid > 8.5) & (found.grid < 9.5)  # one of 400 eigenvalues
    assert found.values[bump].sum() * step == pytest.approx(1 / 400, rel=0.3)


def test_density_of_a_flat_loss_is_a_peak_at_0() -> None:
    density = smoothed(np.zeros(5), np.full(5, 0.2))
    assert np.isfinite(density.values).all()
    assert density.grid[0] < 0 < density.grid[-1]
    assert density.values.argmax() in (255, 256)


def test_alignment_is_the_share_of_the_gradient_along_each_vector() -> None:
    vectors = np.eye(4)[:2]
    np.testing.assert_allclose(curvature.alignment(np.array([3.0, 0.0, 4.0, 0.0]), vectors), [0.36, 0.0])
    assert np.isnan(curvature.alignment(np.zeros(4), vectors)).all()


def test_leading_directions_of_any_loss() -> None:
    matrix, product = symmetric(np.arange(12.0) - 3.0)

    def loss(w: Any) -> Any:
        return 0.5 * w @ product(w)

    found = curvature.leading_directions_of(loss, np.ones(12))
    wanted = np.linalg.eigh(matrix)[1].T[::-1][:2]
    np.testing.assert_allclose(abs(np.sum(found * wanted, axis=1)), 1.0, rtol=1e-9)
    assert (found[np.arange(2), abs(found).argmax(axis=1)] > 0).all()
    np.testing.assert_allclose(
        curvature.leading_directions_of(loss, np.ones(12), like=-found), -found, atol=1e-12
    )
    single = curvature.leading_directions_of(loss, np.ones(12, np.float32))
    np.testing.assert_allclose(abs(np.sum(single * wanted, axis=1)), 1.0, rtol=1e-4)


def test_signs_follow_what_was_before() -> None:
    vectors = np.array([[0.6, -0.8], [0.8, 0.6]])
    np.testing.assert_array_equal(with_signs(vectors), [[-0.6, 0.8], [0.8, 0.6]])
    np.testing.assert_array_equal(
        with_signs(vectors, np.array([[1.0, 0.0], [0.0, -1.0]])), [[0.6, -0.8], [-0.8, -0.6]]
    )


def test_the_history_stays_bounded_and_even(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.curvature.records.MOST_ROWS", 50)
    history = curvature.History.empty(2)
    for index in range(1, 1001):
        row = np.array([index, 2.0 * index])
        now = curvature.Curvature(index / 4, row, 2 * row, 4 * row, row, row, np.zeros((2, 3)))
        history = history.appended(now)
        assert len(history.epochs) <= 51
        assert history.epochs[-1] == index / 4
    np.testing.assert_array_equal(history.sharpness[:, 0], history.calls)
    np.testing.assert_array_equal(history.sharpness[:, 1], 8 * history.epochs)
    assert len(set(np.diff(history.calls)[:-1])) == 1
    np.testing.assert_array_equal(history.ratio, 0.5)
    assert history.epochs[0] == 0.25
