"""Directions through weight space, against hand-made filters and numpy's singular values."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.landscape import directions
from core.landscape.directions import Leaf
from core.messages import TalwegError
from core.network import architecture

Floats = np.ndarray[Any, np.dtype[np.float64]]

# --- random -------------------------------------------------------------------------------------------------


def _parts(leaves: tuple[Leaf, ...], flat: Floats) -> list[Floats]:
    ends = np.cumsum([leaf.size for leaf in leaves])
    return [part.reshape(leaf.shape) for part, leaf in zip(np.split(flat, ends[:-1]), leaves, strict=True)]


def _gaussian(size: int, seed: int = 0) -> Floats:
    return np.random.default_rng(seed).standard_normal(size)


def test_a_filter_of_a_dense_layer_is_the_column_of_a_neuron() -> None:
    kernel = np.array([[3.0, 0.0, 5.0], [4.0, 2.0, 12.0]])  # columns of norms 5, 2 and 13
    center = np.concatenate([kernel.ravel(), [7.0, 7.0, 7.0]])
    leaves = (Leaf((2, 3), is_bias=False), Leaf((3,), is_bias=True))
    for direction in directions.random(center, leaves, seed=1):
        columns, biases = _parts(leaves, direction)
        np.testing.assert_allclose(np.linalg.norm(columns, axis=0), [5.0, 2.0, 13.0])
        assert not biases.any()


def test_a_filter_of_a_convolution_is_what_makes_one_feature_map() -> None:
    leaf = Leaf((3, 3, 2, 4), is_bias=False)
    kernel = np.ones(leaf.shape) * np.array([1.0, 2.0, 0.0, 10.0])
    one, other = directions.random(kernel.ravel(), (leaf,), seed=1)
    for direction in (one, other):
        norms = [np.linalg.norm(direction.reshape(leaf.shape)[..., j]) for j in range(4)]
        np.testing.assert_allclose(norms, np.sqrt(18.0) * np.array([1.0, 2.0, 0.0, 10.0]))
    assert abs(one @ other) < 0.9 * np.linalg.norm(one) * np.linalg.norm(other)


def test_pytorch_has_its_filters_along_the_first_axis() -> None:
    leaf = Leaf((4, 2, 3, 3), is_bias=False, filter_axis=0)
    kernel = np.ones(leaf.shape) * np.arange(1.0, 5.0)[:, None, None, None]
    for direction in directions.random(kernel.ravel(), (leaf,), seed=1):
        norms = [np.linalg.norm(own) for own in direction.reshape(leaf.shape)]
        np.testing.assert_allclose(norms, np.sqrt(18.0) * np.arange(1.0, 5.0))


def test_what_is_scaled_is_gaussian() -> None:
    leaf = Leaf((5000, 2), is_bias=False)
    center = np.tile([3.0, 40.0], 5000)  # filters of standard deviations 3 and 40
    for direction in directions.random(center, (leaf,), seed=3):
        first, second = direction.reshape(leaf.shape).T / np.array([[3.0], [40.0]])
        for part in (first, second):
            assert abs(part.mean()) < 0.05
            assert abs(np.mean(part**4) - 3.0) < 0.3  # the kurtosis of a Gaussian
        assert abs(np.mean(first * second)) < 0.05


def test_normalised_by_layer_each_array_has_the_norm_of_the_centre() -> None:
    network = architecture.build("recurrent", (5, 2), 2, cell="gru", recurrent_units=3)
    leaves = directions.leaves_of(network)
    center = _gaussian(network.size)
    drawn = directions.random(center, leaves, seed=0, normalise="layer")
    for part, own, leaf in zip(_parts(leaves, drawn[0]), _parts(leaves, center), leaves, strict=True):
        assert np.linalg.norm(part) == pytest.approx(0.0 if leaf.is_bias else np.linalg.norm(own))


def test_biases_stay_or_are_the_centres_own_and_kernels_are_the_same_for_both() -> None:
    network = architecture.build("dense", (2,), 2, hidden=(4,))
    leaves = directions.leaves_of(network)
    center = _gaussian(network.size)
    ignored = directions.random(center, leaves, seed=5)
    own = directions.random(center, leaves, seed=5, biases="own")
    is_bias = np.concatenate([np.full(leaf.size, leaf.is_bias) for leaf in leaves])
    assert not ignored[:, is_bias].any()
    assert (own[:, is_bias] == center[is_bias]).all()
    assert (own[:, ~is_bias] == ignored[:, ~is_bias]).all()


def test_without_normalisation_directions_are_as_drawn_but_for_biases() -> None:
    leaves = (Leaf((50, 80), is_bias=False), Leaf((80,), is_bias=True))
    drawn = directions.random(100.0 * _gaussian(4080), leaves, seed=0, normalise="none")
    assert drawn[:, :4000].std() == pytest.approx(1.0, rel=0.05)
    assert not drawn[:, 4000:].any()


@pytest.mark.parametrize("kind", architecture.KINDS)
def test_every_network_has_a_leaf_for_each_of_its_arrays(kind: architecture.Kind) -> None:
    shape = {"recurrent": (6, 2), "convolutional": (64,)}.get(kind, (2,))
    network = architecture.build(kind, shape, 3, hidden=(4,))
    leaves = directions.leaves_of(network)
    assert tuple(leaf.shape for leaf in leaves) == network.shapes()
    assert sum(leaf.size for leaf in leaves) == network.size
    biases = [leaf.shape for leaf in leaves if leaf.is_bias]
    assert biases == [layer.shapes()[-1] for layer in network.layers]


def test_each_gate_of_a_gru_has_filters_of_its_own_and_both_rows_of_biases_stay() -> None:
    network = architecture.build("recurrent", (5, 2), 2, cell="gru", recurrent_units=3)
    leaves = directions.leaves_of(network)
    center = _gaussian(network.size)
    kernel, recurrent, biases, *_ = _parts(leaves, directions.random(center, leaves, seed=0)[1])
    own_kernel, own_recurrent, *_ = _parts(leaves, center)
    np.testing.assert_allclose(np.linalg.norm(kernel, axis=0), np.linalg.norm(own_kernel, axis=0))
    np.testing.assert_allclose(np.linalg.norm(recurrent, axis=0), np.linalg.norm(own_recurrent, axis=0))
    assert biases.shape == (2, 9)
    assert not biases.any()


def test_a_seed_says_it_all() -> None:
    leaves = (Leaf((30, 4), is_bias=False),)
    center = _gaussian(120)
    assert (directions.random(center, leaves, 7) == directions.random(center, leaves, 7)).all()
    assert (directions.random(center, leaves, 7) != directions.random(center, leaves, 8)).all()
    in_single = directions.random(center.astype(np.float32), leaves, 7)
    np.testing.assert_allclose(in_single, directions.random(center, leaves, 7), rtol=1e-6)


@pytest.mark.parametrize("center", [[2.0, 0.5], [0.0, 0.0]])
def test_a_line_through_data_has_a_plane_too(center: list[float]) -> None:
    leaves = (Leaf((1, 1), is_bias=False), Leaf((1,), is_bias=True))
    assert np.linalg.matrix_rank(directions.random(np.array(center), leaves, seed=0)) == 2


def test_one_weight_has_no_plane() -> None:
    with pytest.raises(TalwegError, match="single weight"):
        directions.random(np.ones(1), (Leaf((1, 1), is_bias=False),), seed=0)
    with pytest.raises(TalwegError, match="single weight"):
        directions.pca(np.ones((4, 1)), np.ones(1))


# --- along a path -------------------------------------------------------------------------------------------


def _walk(count: int, size: int, seed: int = 0) -> Floats:
    return np.cumsum(np.random.default_rng(seed).standard_normal((count, size)), axis=0)


def _is_orthonormal(found: Floats) -> bool:
    return bool(np.abs(found @ found.T - np.eye(2)).max() < 1e-10)


@pytest.mark.parametrize(
    ("count", "size"), [(2, 2), (3, 40), (40, 3), (60, 60), (300, 2000), (2000, 30), (700, 650)]
)
def test_a_path_has_the_directions_of_its_singular_vectors(count: int, size: int) -> None:
    path = _walk(count, size)
    found = directions.pca(path, path[-1])
    expected = np.linalg.svd(path - path[-1], full_matrices=False)[2][:2]
    assert _is_orthonormal(found)
    if count == 2:  # one of the moves is 0
        expected = expected[:1]
    for direction, wanted in zip(found, expected, strict=False):
        assert abs(direction @ wanted) == pytest.approx(1.0, abs=1e-7)
        assert direction[np.argmax(np.abs(direction))] > 0


def test_many_paths_have_a_plane_together_in_any_order() -> None:
    center = _gaussian(50)
    one, other = center + _walk(30, 50, 1), center + _walk(40, 50, 2)
    together = directions.pca(np.concatenate([one, other]), center)
    np.testing.assert_allclose(directions.pca(np.concatenate([other, one]), center), together, atol=1e-10)


def test_weights_in_single_precision_lose_no_more_than_they_had() -> None:
    path = _walk(50, 400).astype(np.float32)
    wanted = directions.pca(path.astype(np.float64), path[-1].astype(np.float64))
    np.testing.assert_allclose(directions.pca(path, path[-1]), wanted, atol=1e-12)


@settings(max_examples=50)
@given(
    count=st.integers(1, 12),
    size=st.integers(2, 12),
    rank=st.integers(0, 3),
    seed=st.integers(0, 1000),
    scale=st.sampled_from([1e-150, 1e-12, 1.0, 1e30]),
)
def test_whatever_a_path_does_its_plane_holds_most_of_it(
    count: int, size: int, rank: int, seed: int, scale: float
) -> None:
    random = np.random.default_rng(seed)
    moves = random.standard_normal((count, rank)) @ random.standard_normal((rank, size))
    path, center = scale * (1.0 + moves), np.full(size, scale)
    found = directions.pca(path, center)
    assert _is_orthonormal(found)
    assert (found == directions.pca(path, center)).all()
    values = np.linalg.svd((path - center) / scale, compute_uv=False)
    held = np.sum(((path - center) / scale @ found.T) ** 2)
    assert held == pytest.approx(np.sum(values[:2] ** 2), rel=1e-6, abs=1e-12)


def test_a_straight_path_keeps_its_direction_and_gets_a_second_one() -> None:
    step = _gaussian(30)
    path = np.linspace(0.0, 5.0, 20)[:, None] * step
    found = directions.pca(path, path[-1])
    assert _is_orthonormal(found)
    assert abs(found[0] @ step) == pytest.approx(np.linalg.norm(step))


def test_a_path_that_stands_still_has_a_plane() -> None:
    center = _gaussian(30)
    found = directions.pca(np.tile(center, (5, 1)), center)
    assert _is_orthonormal(found)
    assert _is_orthonormal(directions.pca(np.zeros((0, 30)), center))
    assert (found == directions.pca(np.tile(center, (1, 1)), center)).all()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_what_has_diverged_is_left_out(dtype: Any) -> None:
    path = _walk(20, 30).astype(dtype)
    broken = np.concatenate([path, path[:3]])
    broken[20, 4], broken[21, 0], broken[22, 29] = np.nan, np.inf, -np.inf
    assert (directions.pca(broken, path[-1]) == directions.pca(path, path[-1])).all()


def test_a_growing_path_neither_flips_nor_jumps() -> None:
    path = _walk(200, 60, seed=4)
    before = directions.pca(path[:20], path[0])
    for count in range(21, 200):
        found = directions.pca(path[:count], path[0], like=before)
        assert _is_orthonormal(found)
        # No turn or mirror image of the plane within itself is nearer than this one.
        angles = np.linspace(0.0, 2 * np.pi, 60)
        turns = [np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]]) for a in angles]
        others = [turn @ mirror @ found for turn in turns for mirror in (np.eye(2), np.diag([1.0, -1.0]))]
        nearest = min(float(np.linalg.norm(other - before)) for other in others)
        assert np.linalg.norm(found - before) <= nearest + 1e-9
        alone = directions.pca(path[:count], path[0])
        np.testing.assert_allclose(found.T @ found, alone.T @ alone, atol=1e-9)  # the same plane
        before = found


def test_the_directions_of_a_moment_ago_lead_to_those_of_now() -> None:
    path = _walk(400, 150, seed=5)
    before = directions.pca(path[:200], path[0])
    for count in (201, 300, 400):
        found = directions.pca(path[:count], path[0], like=before)
        right = np.linalg.svd((path[:count] - path[0]).astype(np.float64))[2][:2]
        np.testing.assert_allclose(found.T @ found, right.T @ right, atol=1e-6)  # the same plane
    straight = np.linspace(0.0, 1.0, 400)[:, None] * path[-1]
    found = directions.pca(straight, np.zeros(150), like=before)
    np.testing.assert_allclose(found.T @ (found @ path[-1]), path[-1], rtol=1e-6)


def test_two_components_that_change_places_leave_the_picture_where_it_is() -> None:
    x, y = np.eye(2, 40)
    wide = np.stack([3.0 * x, -3.0 * x, 2.9 * y, -2.9 * y])
    high = np.stack([2.9 * x, -2.9 * x, 3.0 * y, -3.0 * y])
    first = directions.pca(wide, np.zeros(40))
    assert abs(directions.pca(high, np.zeros(40))[0] @ first[0]) < 1e-6  # alone they do
    np.testing.assert_allclose(directions.pca(high, np.zeros(40), like=first), first, atol=1e-12)


def test_the_directions_of_another_network_help_no_one() -> None:
    path = _walk(20, 30)
    alone = directions.pca(path, path[-1])
    for like in (np.eye(2, 31), np.full((2, 30), np.nan)):
        assert (directions.pca(path, path[-1], like=like) == alone).all()


def test_what_a_straight_path_leaves_open_stays_as_it_was() -> None:
    before = directions.pca(_walk(9, 30), np.zeros(30))
    straight = np.linspace(0.0, 1.0, 9)[:, None] * before[0]
    np.testing.assert_allclose(directions.pca(straight, np.zeros(30), like=before), before, atol=1e-9)
    still = np.zeros((4, 30))
    np.testing.assert_allclose(directions.pca(still, np.zeros(30), like=before), before, atol=1e-9)


# --- between solutions, and given ---------------------------------------------------------------------------


def test_a_line_leads_from_one_solution_to_the_other() -> None:
    a, b = _gaussian(20, 1), _gaussian(20, 2)
    line = directions.between(a, b)
    assert line.dimensions == 1
    assert line.method == "interpolate"
    np.testing.assert_allclose(line.at(np.array([[0.0], [1.0], [0.25]])), [a, b, 0.75 * a + 0.25 * b])
    np.testing.assert_allclose(line.project(np.stack([a, b])), [[0.0], [1.0]], atol=1e-12)


def test_a_plane_passes_through_three_solutions() -> None:
    a, b, c = (_gaussian(20, seed) for seed in range(3))
    plane = directions.between(a, b, c)
    corners = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    np.testing.assert_allclose(plane.at(corners), [a, b, c])
    np.testing.assert_allclose(plane.project(np.stack([a, b, c])), corners, atol=1e-12)
    np.testing.assert_allclose(plane.distance(np.stack([a, b, c])), 0.0, atol=1e-12)


def test_solutions_without_a_line_or_plane_are_told() -> None:
    a, b = _gaussian(20, 1), _gaussian(20, 2)
    for others, words in (
        ((a.copy(),), "the same"),
        ((b, a.copy()), "the same"),
        ((b, b.copy()), "on one line"),
        ((b, 3.0 * b - 2.0 * a), "on one line"),
        ((b[:-1],), "different numbers"),
        ((b, np.full(20, np.nan)), "not finite"),
    ):
        with pytest.raises(TalwegError, match=words):
            directions.between(a, *others)


def test_directions_of_ones_own_are_taken_as_they_are() -> None:
    center, own = _gaussian(20), _walk(2, 20)
    plane = directions.given(center, own)
    assert (plane.directions == own).all()
    assert plane.method == "given"
    assert directions.given(center, [own[0]]).dimensions == 1


def test_directions_that_lead_nowhere_are_told() -> None:
    center, own = _gaussian(20), _gaussian(20, 3)
    for wrong, words in (
        ([], "one or two"),
        ([own, center, own + center], "one or two"),
        ([own[:-1]], "each of 20 weights"),
        ([own, np.full(20, np.inf)], "not finite"),
        ([own, np.zeros(20)], "leads nowhere"),
        ([own, -2.0 * own], "parallel"),
        ([own, own * (1.0 + 1e-9 * center)], "parallel"),
    ):
        with pytest.raises(TalwegError, match=words):
            directions.given(center, wrong)
