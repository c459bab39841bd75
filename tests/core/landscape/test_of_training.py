"""Planes around the networks of a training, and their paths."""

from pathlib import Path

import msgspec
import numpy as np
import pytest

from core import experiment_files
from core.landscape import of_training, storage
from core.landscape.landscape import METHODS
from core.messages import TalwegError
from core.network import presets as network_presets
from core.network.training import evaluation
from core.network.training import live as live_training
from core.network.training.live import LiveTraining
from core.plane import Plane
from tests.small_networks import small, with_rates

ADAM, SGD, RMSPROP = 1, 0, 4


def trained(runs: int = 3, epochs: int = 6, rate: float = 0.05, **changes: object) -> LiveTraining:
    """Some runs after so many epochs, with a snapshot after each."""
    usual = network_presets.new("two_moons").settings()
    experiment = with_rates(small(optimizers=usual[:runs], epochs=epochs, **changes), rate)
    live = live_training.begin(experiment)
    for _ in range(epochs):
        live = live_training.go_on(live, experiment, live.task.batches)
    return live


@pytest.fixture(scope="module")
def live() -> LiveTraining:
    return trained()


def off(live: LiveTraining, *runs: int) -> LiveTraining:
    settings = tuple(
        msgspec.structs.replace(one, enabled=index not in runs)
        for index, one in enumerate(live.experiment.settings())
    )
    return live._replace(experiment=msgspec.structs.replace(live.experiment, optimizers=settings))


def paths(live: LiveTraining, *runs: int) -> np.ndarray:
    return np.concatenate([[weights[run] for weights in live.snapshots.weights] for run in runs])


@pytest.mark.parametrize("method", METHODS)
def test_a_plane_leads_through_the_weights_of_its_run(method: str, live: LiveTraining) -> None:
    for run in range(3):
        for dimensions in (1, 2):
            plane = of_training.plane_of(live, method, run, dimensions=dimensions)
            assert plane.dimensions == dimensions
            np.testing.assert_array_equal(plane.center, of_training.now(live)[run])
            np.testing.assert_allclose(of_training.paths_of(live, plane)[run][-1], [0.0, 0.0], atol=1e-6)


def test_random_directions_have_the_norms_of_filters_or_of_layers(live: LiveTraining) -> None:
    by_filter, by_layer = (of_training.plane_of(live, method, 0) for method in ("random", "layer"))
    kernel = np.s_[:6]  # 2 × 3, the first layer's
    own = live.task.plan.architecture
    assert own.shapes()[0] == (2, 3)
    for direction in by_filter.directions:
        np.testing.assert_allclose(
            np.linalg.norm(direction[kernel].reshape(2, 3), axis=0),
            np.linalg.norm(by_filter.center[kernel].reshape(2, 3), axis=0),
        )
    for direction in by_layer.directions:
        np.testing.assert_allclose(np.linalg.norm(direction[kernel]), np.linalg.norm(by_layer.center[kernel]))
    again = of_training.plane_of(live, "random", 0)
    np.testing.assert_array_equal(again.directions, by_filter.directions)
    other = of_training.plane_of(live, "random", 0, seed=1)
    assert (other.directions[:, kernel] != by_filter.directions[:, kernel]).all()


@pytest.mark.parametrize(("method", "runs"), [("pca", (0, 1, 2)), ("path", (1,))])
def test_principal_components_hold_what_the_singular_vectors_of_the_paths_hold(
    method: str, runs: tuple[int, ...], live: LiveTraining
) -> None:
    plane = of_training.plane_of(live, method, 1)
    moves = paths(live, *runs) - plane.center
    singular = np.linalg.svd(moves)[1]
    expected = np.sum(singular[:2] ** 2) / np.sum(singular**2)
    np.testing.assert_allclose(plane.explained(paths(live, *runs)), expected, rtol=1e-6)
    if method == "pca":
        np.testing.assert_allclose(of_training.explained(live, plane), expected, rtol=1e-6)


def test_what_is_switched_off_or_has_diverged_does_not_count() -> None:
    live = trained()
    wild = np.array([[0], [3], [0]])  # the step at which it diverged
    lanes = live.state.carry._replace(diverged_at=wild[list(live.task.lanes.run_of_lane), 0])
    diverged = live._replace(state=live.state._replace(carry=lanes))
    for changed in (off(live, 1), diverged):
        assert of_training.shown(changed) == (0, 2)
        assert of_training.shown(changed, 1) == (0, 1, 2)
        plane = of_training.plane_of(changed, "pca", 0)
        expected = np.linalg.svd(paths(live, 0, 2) - plane.center)[2][:2]
        np.testing.assert_allclose(abs(np.sum(plane.directions * expected, axis=1)), 1.0, atol=1e-6)
        trails = of_training.paths_of(changed, plane)
        assert len(trails) == 3
        far = (trails[0], np.full((1, 2), 1e9), trails[2])
        assert of_training.range_of(changed, plane, far) == of_training.range_of(changed, plane, trails)


def test_no_run_is_a_plane_too() -> None:
    live = off(trained(runs=1), 0)
    plane = of_training.plane_of(live, "pca", 0)
    assert np.isnan(of_training.explained(live, plane))
    assert np.isfinite(of_training.range_of(live, plane, of_training.paths_of(live, plane))).all()


def test_many_snapshots_are_thinned_and_what_stands_still_counts_once() -> None:
    live = trained(runs=2, epochs=3)
    first, last = live.snapshots.weights[0], of_training.now(live)
    many = tuple(first + share * (last - first) for share in np.linspace(0, 1, 900, endpoint=False))
    moving = live._replace(snapshots=live.snapshots._replace(weights=many, epochs=tuple(range(900))))
    assert len(of_training._thinned(moving, (0,))) == 200
    assert len(of_training._thinned(moving, (0, 1, 0, 1))) == 600
    still = live._replace(snapshots=live.snapshots._replace(weights=(first, *[last] * 900)))
    np.testing.assert_array_equal(of_training._thinned(still, (1,)), [first[1], last[1]])
    assert [len(path) for path in of_training.paths_of(moving, of_training.plane_of(live, "pca", 0))] == [
        901
    ] * 2


# --- between solutions --------------------------------------------------------------------------------------


def test_a_line_leads_to_the_run_with_the_lowest_loss_and_a_plane_to_two(live: LiveTraining) -> None:
    losses, weights = evaluation.losses_of(live.task, of_training.now(live)), of_training.now(live)
    for run in range(3):
        best, second = sorted({0, 1, 2} - {run}, key=lambda index: losses[index])
        line = of_training.plane_of(live, "interpolate", run, dimensions=1)
        np.testing.assert_allclose(line.at([1.0]), weights[best], rtol=1e-6)
        plane = of_training.plane_of(live, "interpolate", run)
        np.testing.assert_allclose(plane.at([1.0, 0.0]), weights[best], rtol=1e-6)
        np.testing.assert_allclose(plane.at([0.0, 1.0]), weights[second], rtol=1e-6)


def test_the_other_ends_can_be_chosen(live: LiveTraining) -> None:
    weights = of_training.now(live)
    line = of_training.plane_of(live, "interpolate", 0, others=[2])
    assert line.dimensions == 1
    np.testing.assert_allclose(line.at([1.0]), weights[2], rtol=1e-6)
    plane = of_training.plane_of(live, "interpolate", 0, others=[2, 1])
    np.testing.assert_allclose(plane.at([[1.0, 0.0], [0.0, 1.0]]), weights[[2, 1]], rtol=1e-6)


def test_where_runs_are_too_few_the_weights_before_training_are_an_end() -> None:
    live = trained(runs=2)
    weights, start = of_training.now(live), live.snapshots.weights[0]
    plane = of_training.plane_of(live, "interpolate", 1)
    np.testing.assert_allclose(plane.at([[1.0, 0.0], [0.0, 1.0]]), [weights[0], start[1]], rtol=1e-6)
    alone = off(live, 0)
    line = of_training.plane_of(alone, "interpolate", 1, dimensions=1)
    np.testing.assert_allclose(line.at([1.0]), start[1], rtol=1e-6)
    with pytest.raises(TalwegError, match="takes two runs; switch on another"):
        of_training.plane_of(alone, "interpolate", 1)
    with pytest.raises(TalwegError, match="Two solutions are the same"):
        of_training.plane_of(live_training.begin(live.experiment), "interpolate", 1)


# --- from frame to frame ------------------------------------------------------------------------------------


def test_directions_along_paths_stay_near_those_of_a_moment_ago(live: LiveTraining) -> None:
    before = of_training.plane_of(live, "pca", 0)
    turned = Plane(before.center, -before.directions[::-1], "pca")
    after = of_training.plane_of(live, "pca", 0, like=turned)
    np.testing.assert_allclose(after.directions, turned.directions, atol=1e-9)
    other = Plane(before.center, turned.directions, "random")
    assert (of_training.plane_of(live, "pca", 0, like=other).directions == before.directions).all()


def test_eigenvectors_do_not_flip(live: LiveTraining) -> None:
    before = of_training.plane_of(live, "hessian", 0)
    turned = Plane(before.center, before.directions * [[-1.0], [1.0]], "hessian")
    after = of_training.plane_of(live, "hessian", 0, like=turned)
    np.testing.assert_allclose(after.directions, turned.directions, atol=1e-9)


# --- as a value ---------------------------------------------------------------------------------------------


def test_axes_are_those_of_the_view(live: LiveTraining) -> None:
    plane = of_training.plane_of(live, "random", 0)
    alpha, beta = of_training.axes(plane, ((-1.0, 1.0), (-2.0, 0.0)), 5)
    assert (alpha.tolist(), beta.tolist()) == ([-1, -0.5, 0, 0.5, 1], [-2, -1.5, -1, -0.5, 0])
    line = of_training.plane_of(live, "random", 0, dimensions=1)
    assert of_training.axes(line, ((-1.0, 1.0), (-2.0, 0.0)), 3)[1].tolist() == [0.0]


def test_a_landscape_has_the_shown_paths_and_its_experiment(tmp_path: Path) -> None:
    live = off(trained(), 1)
    plane = of_training.plane_of(live, "pca", 0)
    alpha, beta = np.linspace(-1, 1, 4), np.linspace(-2, 2, 3)
    values = {"training": np.arange(24.0).reshape(3, 4, 2)}
    made = of_training.landscape_of(live, plane, alpha, beta, values)
    assert list(made.paths) == [live.experiment.settings()[run].run_label for run in (0, 2)]
    np.testing.assert_array_equal(made.training, values["training"][..., 0])
    np.testing.assert_array_equal(made.training_metric, values["training"][..., 1])
    assert np.isnan(made.validation).all()
    assert 0.5 < made.explained <= 1
    with (tmp_path / "land.npz").open("wb") as file:
        storage.write(made, file)
    again = storage.read(tmp_path / "land.npz")
    assert experiment_files.from_json(again.experiment.encode()) == live.experiment
    assert all(path.shape == (len(live.snapshots.epochs) + 1, 2) for path in again.paths.values())
