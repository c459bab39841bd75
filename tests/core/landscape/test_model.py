"""Models that landscapes take: split after what is affine in the weights, and their data cut to pieces."""

from typing import Any

import numpy as np
import pytest

from core.backend import jnp, ravel_pytree
from core.landscape import grid, model
from core.plane import Plane

PARAMS = {"kernel": np.ones((3, 4)), "bias": np.zeros(4), "scale": np.ones(())}
FLAT, UNRAVEL = ravel_pytree(PARAMS)


def products(params: Any, batch: Any) -> Any:
    return batch["x"] @ params["kernel"] + params["bias"][None]


def rest(made: Any, params: Any, batch: Any) -> Any:
    errors = params["scale"] * jnp.tanh(made).sum(axis=1) - batch["y"]
    return jnp.mean(errors**2), jnp.mean(jnp.abs(errors))


def loss(params: Any, batch: Any) -> Any:
    return rest(products(params, batch), params, batch)[0]


def distance(params: Any, batch: Any) -> Any:
    return rest(products(params, batch), params, batch)[1]


@pytest.fixture
def batch() -> dict[str, Any]:
    random = np.random.default_rng(0)
    return {"x": random.normal(size=(50, 3)), "y": random.normal(size=50)}


@pytest.fixture
def plane() -> Plane:
    return Plane(np.asarray(FLAT), np.random.default_rng(1).normal(size=(2, FLAT.size)))


AT = np.random.default_rng(2).uniform(-2, 2, size=(30, 2))


def test_a_model_can_be_given_with_its_first_layer_apart(batch: Any, plane: Plane) -> None:
    as_one = model.of_loss(loss, UNRAVEL, distance, "float64")
    split = model.split(products, rest, UNRAVEL, "float64")
    expected = [(loss(UNRAVEL(plane.at(at)), batch), distance(UNRAVEL(plane.at(at)), batch)) for at in AT]
    np.testing.assert_allclose(grid.evaluate(as_one, plane, batch, AT), expected, rtol=1e-12)
    np.testing.assert_allclose(grid.evaluate(split, plane, batch, AT), expected, rtol=1e-12)


def test_the_same_functions_are_the_same_model(compilations: list[str], batch: Any, plane: Plane) -> None:
    unravel = ravel_pytree(PARAMS)[1]  # not the one above: JAX compares them by what its caches hold
    grid.evaluate(model.of_loss(loss, unravel, dtype="float64"), plane, batch, AT)
    compilations.clear()
    again = model.of_loss(loss, ravel_pytree(PARAMS)[1], dtype="float64")
    grid.evaluate(again, plane, batch, AT)
    assert not compilations


@pytest.mark.parametrize(
    ("samples", "least", "sizes"),
    [(12, 1, [12]), (12, 3, [4] * 3), (12, 5, [2] * 6), (13, 3, [5, 5, 3]), (3, 7, [1] * 3), (0, 2, [0])],
)
def test_pieces_are_of_one_size_where_that_is_near(samples: int, least: int, sizes: list[int]) -> None:
    data = np.arange(2 * samples).reshape(2, samples), np.arange(samples)
    pieces = model.cut(data, least, axis=-1)
    assert [piece[1].shape[0] for _, piece in pieces] == sizes
    for index in (0, 1):
        joined = np.concatenate([piece[index] for _, piece in pieces], axis=-1)
        np.testing.assert_array_equal(joined, data[index])
    np.testing.assert_allclose(
        [weight for weight, _ in pieces], np.array(sizes) / samples if samples else [1.0]
    )


def test_a_mean_over_samples_is_that_of_its_pieces(
    batch: Any, plane: Plane, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = grid.evaluate(model.split(products, rest, UNRAVEL, "float64"), plane, batch, AT)
    in_parts = model.split(products, rest, UNRAVEL, "float64", mean_over=0)
    monkeypatch.setattr(grid, "_CACHE", 2**12)
    losses = grid._Losses(in_parts, plane, batch)
    assert len(losses._pieces) > 2
    np.testing.assert_allclose(losses.at(AT), whole, rtol=1e-12)
