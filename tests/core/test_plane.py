"""Planes through weight space, against numpy's least squares."""

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.plane import Plane, range_around, view_of

Floats = np.ndarray[Any, np.dtype[np.float64]]


def _gaussian(*shape: int, seed: int = 0) -> Floats:
    return np.random.default_rng(seed).standard_normal(shape)


@st.composite
def _planes(draw: st.DrawFn) -> Plane:
    """Lines and planes whose directions are anything but orthonormal."""
    size, seed = draw(st.integers(2, 30)), draw(st.integers(0, 10_000))
    directions = _gaussian(draw(st.integers(1, 2)), size, seed=seed)
    directions *= np.array([[1.0], [draw(st.sampled_from([1.0, 1e-3, 500.0]))]])[: len(directions)]
    assume(np.linalg.cond(directions) < 1e6)
    return Plane(_gaussian(size, seed=seed + 1), directions)


@settings(max_examples=60)
@given(plane=_planes(), count=st.integers(0, 5), seed=st.integers(0, 1000))
def test_a_projection_is_the_least_squares_solution(plane: Plane, count: int, seed: int) -> None:
    weights = _gaussian(count, len(plane.center), seed=seed)
    expected, *_ = np.linalg.lstsq(plane.directions.T, (weights - plane.center).T, rcond=None)
    found = plane.project(weights)
    assert found.shape == (count, plane.dimensions)
    np.testing.assert_allclose(found, expected.T, rtol=1e-7, atol=1e-9 * np.abs(expected).max(initial=1.0))


@settings(max_examples=60)
@given(plane=_planes(), seed=st.integers(0, 1000))
def test_no_point_of_a_plane_is_nearer_than_the_projection(plane: Plane, seed: int) -> None:
    weights = _gaussian(len(plane.center), seed=seed)
    coordinates, distance = plane.project(weights), plane.distance(weights)
    assert distance == pytest.approx(np.linalg.norm(weights - plane.at(coordinates)), rel=1e-9, abs=1e-9)
    for beside in _gaussian(20, plane.dimensions, seed=seed) * np.abs(coordinates).max():
        assert np.linalg.norm(weights - plane.at(coordinates + beside)) >= distance - 1e-9


@settings(max_examples=60)
@given(plane=_planes(), seed=st.integers(0, 1000))
def test_points_of_a_plane_are_where_they_are(plane: Plane, seed: int) -> None:
    coordinates = _gaussian(4, plane.dimensions, seed=seed)
    weights = plane.at(coordinates)
    np.testing.assert_allclose(plane.project(weights), coordinates, rtol=1e-6, atol=1e-6)
    assert plane.distance(weights).max() < 1e-9 * max(1.0, float(np.linalg.norm(weights)))
    assert plane.explained(weights) == pytest.approx(1.0)


@settings(max_examples=30)
@given(plane=_planes(), count=st.integers(1, 6), seed=st.integers(0, 1000))
def test_what_a_plane_explains_is_the_variance_of_the_projection(plane: Plane, count: int, seed: int) -> None:
    path = _gaussian(count, len(plane.center), seed=seed)
    assume((path != plane.center).any())
    on_it = plane.at(plane.project(path)) - plane.center
    share = np.sum(on_it**2) / np.sum((path - plane.center) ** 2)
    assert plane.explained(path) == pytest.approx(share, abs=1e-9)


def test_a_path_beside_the_plane_is_not_explained_and_one_that_stands_is_nothing() -> None:
    plane = Plane(np.ones(5), np.eye(2, 5))
    assert plane.explained(1.0 + np.eye(1, 5, 3)) == 0.0
    assert plane.explained(1.0 + np.eye(1, 5, 1) + np.eye(1, 5, 3)) == pytest.approx(0.5)
    assert np.isnan(plane.explained(np.ones((4, 5))))
    assert np.isnan(plane.explained(np.ones((0, 5))))


def test_what_has_diverged_does_not_count() -> None:
    plane = Plane(np.zeros(5), np.eye(2, 5))
    path = _gaussian(6, 5)
    broken = np.concatenate([path, np.full((1, 5), np.nan), np.full((1, 5), np.inf)])
    assert plane.explained(broken) == plane.explained(path)
    assert (plane.project(broken)[:6] == plane.project(path)).all()
    assert np.isnan(plane.project(broken)[6]).all()


def test_long_paths_of_large_networks_are_measured_in_parts() -> None:
    size, count = 40_000, 9  # more than is measured at once
    plane = Plane(_gaussian(size), _gaussian(2, size, seed=1))
    path = _gaussian(count, size, seed=2).astype(np.float32)
    each = [plane.project(weights) for weights in path]
    np.testing.assert_allclose(plane.project(path), np.stack(each), rtol=1e-9)
    assert plane.project(path).dtype == np.float64
    np.testing.assert_allclose(plane.distance(path), [plane.distance(weights) for weights in path])
    paths = path.reshape(3, 3, size)
    assert (plane.project(paths) == plane.project(path).reshape(3, 3, 2)).all()
    assert (plane.distance(paths) == plane.distance(path).reshape(3, 3)).all()


def test_single_precision_is_no_less_precise_than_it_is() -> None:
    center = 1000.0 + _gaussian(300)
    plane = Plane(center, _gaussian(2, 300, seed=1))
    path = (center + 0.1 * _gaussian(5, 300, seed=2)).astype(np.float32)
    assert (plane.project(path) == plane.project(path.astype(np.float64))).all()


def test_a_trail_on_a_line_has_no_second_coordinate() -> None:
    line = Plane(np.zeros(3), np.array([[2.0, 0.0, 0.0]]))
    trail = line.trail(np.array([[1.0, 5.0, 0.0], [4.0, 0.0, 1.0]]))
    assert trail.tolist() == [[0.5, 0.0], [2.0, 0.0]]


# --- what to look at ----------------------------------------------------------------------------------------

_coordinates = st.floats(-1e6, 1e6, allow_nan=False)


@given(st.lists(st.lists(st.tuples(_coordinates, _coordinates), max_size=5), max_size=3))
def test_paths_and_centre_are_well_in_view(paths: list[list[tuple[float, float]]]) -> None:
    trails = [np.array(path, np.float64).reshape(-1, 2) for path in paths]
    (left, right), (bottom, top) = range_around(trails)
    points = np.concatenate([np.zeros((1, 2)), *trails])
    for low, high, values in ((left, right, points[:, 0]), (bottom, top, points[:, 1])):
        margin = 0.1 * (high - low)
        assert high - low > 0
        assert low + margin <= values.min()
        assert values.max() <= high - margin
    assert 0.04 < (top - bottom) / (right - left) < 25


def test_points_that_are_not_finite_are_nowhere() -> None:
    trail = np.array([[1.0, 2.0], [np.nan, 0.0], [np.inf, 9.0]])
    assert range_around([trail]) == range_around([trail[:1]])


def test_a_view_suits_the_directions() -> None:
    center = np.array([3.0, 4.0, 0.0])
    trail = np.array([[0.0, 0.0], [0.1, 0.1]])
    for method in ("random", "given"):
        plane = Plane(center, np.eye(2, 3), method)
        assert view_of(plane, [trail]) == ((-1.0, 1.0), (-1.0, 1.0))
        (left, right), _ = view_of(plane, [30.0 * trail])
        assert left == -1.0
        assert right > 3.0
    along = Plane(center, np.eye(2, 3), "pca")
    assert view_of(along, [30.0 * trail]) == range_around([30.0 * trail])
    (left, right), _ = view_of(along, [trail[:1]])
    assert right - left > 0.05 * 5.0  # a part of the norm of the weights
    (left, right), (bottom, top) = view_of(Plane(center, np.eye(2, 3), "interpolate"), [])
    assert left < 0 < 1 < right
    assert bottom < 0 < 1 < top
    (left, right), _ = view_of(Plane(center, np.eye(1, 3), "interpolate"), [])
    assert left < 0 < 1 < right
