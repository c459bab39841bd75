"""The landscape around a network that trains: few nodes at first, more at rest, and what makes it another."""

import io

import msgspec
import numpy as np
import pytest

from core import run_edits
from core.landscape import live_landscape, storage
from core.landscape.view_state import LandscapeViewState
from core.messages import TalwegError
from core.network.experiment import NetworkExperiment
from core.network.network_choice import NetworkChoice
from core.network.training import evaluation
from core.network.training import live as live_training
from core.network.training import state as training_state
from core.network.training.live import LiveTraining
from tests.small_networks import BATCHES, small, with_rates

RANGE = ((-0.5, 0.5), (-0.25, 0.25))


def trained(experiment: NetworkExperiment | None = None, epochs: int = 3) -> LiveTraining:
    experiment = experiment or small()
    live = live_training.begin(experiment)
    for _ in range(epochs):
        live = live_training.go_on(live, experiment, live.task.batches)
    return live


def drawn(live: LiveTraining, **view_state) -> live_landscape.LandscapePicture:
    found = live_landscape.draw(live, LandscapeViewState(**view_state), 0)
    assert found is not None
    return found


def losses_at(picture: live_landscape.LandscapePicture, rows, columns):
    """The training losses at some nodes, one network after the other."""
    points = np.stack([picture.alpha[columns], picture.beta[rows]], axis=1)
    weights = picture.plane.at(points).astype(np.float32)
    task = picture.live.task
    runs = len(task.lanes.run_of_lane)
    return np.array([evaluation.losses_of(task, np.tile(one, (runs, 1)))[0] for one in weights])


# --- a picture ----------------------------------------------------------------------------------------------


def test_losses_are_those_of_the_networks_at_the_nodes():
    picture = drawn(trained(), method="random", range=RANGE)
    assert picture.nodes == live_landscape.LIVE_NODES
    assert picture.range == RANGE
    rows, columns = np.array([0, 3, 12, 24]), np.array([24, 7, 12, 0])
    np.testing.assert_allclose(
        picture.values["training"][rows, columns, 0], losses_at(picture, rows, columns), rtol=2e-5
    )


def test_it_is_around_the_present_weights_and_paths_end_at_the_nearest_points():
    live = trained()
    picture = drawn(live)
    weights = training_state.weights_of(live.task, live.state)
    np.testing.assert_allclose(picture.plane.center, weights[0], rtol=1e-6)
    np.testing.assert_allclose(picture.paths[0][-1], 0.0, atol=1e-6)
    np.testing.assert_allclose(picture.paths[1][-1], picture.plane.trail(weights[1:])[0], rtol=1e-6)
    assert picture.epochs.tolist() == [0, 1, 2, 3, 3]
    assert picture.honesty.distance[0] == pytest.approx(0.0, abs=1e-5)
    np.testing.assert_allclose(picture.honesty.loss[0], picture.honesty.loss_on_plane[0], rtol=1e-5)


def test_sharper_pictures_keep_what_is_known_and_end_somewhere():
    picture = drawn(trained(), method="random", range=RANGE)
    finer = live_landscape.sharpened(picture, lambda: False)
    assert finer is not None
    assert finer.nodes == 2 * picture.nodes - 1
    assert finer.plane is picture.plane
    np.testing.assert_array_equal(finer.values["training"][::2, ::2], picture.values["training"])
    assert np.isfinite(finer.values["training"]).all()
    finest = live_landscape.sharpened(finer, lambda: False)
    assert finest is not None
    assert finest.nodes == live_landscape.MOST_NODES
    assert live_landscape.sharpened(finest, lambda: False) is None


@pytest.mark.parametrize("method", ["interpolate", "random"])
def test_a_line_becomes_sharper_too(method):
    line = drawn(trained(), method=method, dimensions=1)
    finer = live_landscape.sharpened(line, lambda: False)
    assert finer is not None
    assert finer.values["training"].shape == (1, 2 * line.nodes - 1, 2)
    assert np.isfinite(finer.values["training"]).all()


def test_what_is_cancelled_is_nothing():
    live = trained()
    assert live_landscape.draw(live, LandscapeViewState(), 0, cancelled=lambda: True) is None
    assert live_landscape.sharpened(drawn(live), lambda: True) is None


def test_without_validation_samples_there_are_no_losses_of_them():
    experiment = small()
    data = msgspec.structs.replace(experiment.dataset, validation_fraction=0.0)
    picture = drawn(trained(run_edits.replace(experiment, dataset=data)))
    assert np.isnan(picture.values["validation"]).all()
    assert np.isfinite(picture.values["training"]).all()


# --- a batch ------------------------------------------------------------------------------------------------


def whole_batches(dropout: float) -> LiveTraining:
    network = NetworkChoice(hidden=(3,), activation="tanh", dropout=dropout)
    return trained(small(batch_size=30, network=network))


def test_the_batch_of_all_samples_is_the_mean_without_dropout():
    live = whole_batches(0.0)
    batch, mean = (drawn(live, method="random", range=RANGE, of=of) for of in ("batch", "training"))
    np.testing.assert_allclose(batch.values["batch"], mean.values["training"], rtol=1e-4, atol=1e-5)


def test_dropout_makes_the_landscape_of_a_batch_another():
    live = whole_batches(0.5)
    batch, mean = (drawn(live, method="random", range=RANGE, of=of) for of in ("batch", "training"))
    assert np.abs(batch.values["batch"] - mean.values["training"])[..., 0].max() > 0.01


def test_the_landscape_of_a_batch_is_saved_with_the_losses_of_all_samples():
    live = trained()
    batch, mean = (drawn(live, method="random", range=RANGE, of=of) for of in ("batch", "training"))
    saved = live_landscape.landscape_of(batch)
    np.testing.assert_array_equal(saved.training, mean.values["training"][..., 0])
    np.testing.assert_array_equal(saved.validation, mean.values["validation"][..., 0])
    storage.write(saved, io.BytesIO())


# --- of what it is ------------------------------------------------------------------------------------------


def subject(live: LiveTraining, run: int = 0, **view_state) -> live_landscape.Subject:
    return live_landscape.Subject(live, LandscapeViewState(**view_state), run)


def test_training_makes_another_moment_of_the_same_question():
    live = trained()
    later = live_training.go_on(live, live.experiment, 1)
    assert subject(live).is_same(subject(live))
    assert subject(live).asks_like(subject(later))
    assert not subject(live).is_same(subject(later))


@pytest.mark.parametrize("view_state", [{"method": "random"}, {"of": "validation"}, {"run": 1}])
def test_another_look_asks_something_else(view_state):
    live = trained()
    assert not subject(live).asks_like(subject(live, **view_state))


def test_another_training_of_the_same_experiment_is_another_question():
    assert not subject(trained()).asks_like(subject(trained()))


def test_switching_a_run_off_asks_something_else():
    live = trained()
    less = live_training.go_on(live, run_edits.with_fields(live.experiment, 1, enabled=False), 0)
    assert not subject(live).asks_like(subject(less))


def test_dropout_is_only_seen_by_a_batch():
    live = trained()
    network = msgspec.structs.replace(live.experiment.network, dropout=0.5)
    other = live_training.go_on(live, run_edits.replace(live.experiment, network=network), 0)
    assert subject(live).is_same(subject(other))
    assert not subject(live, of="batch").asks_like(subject(other, of="batch"))


# --- where paths have gone since ----------------------------------------------------------------------------


def test_paths_go_on_from_a_picture_as_they_would_be_drawn():
    live = trained(small(epochs=9), epochs=2)
    picture = drawn(live, method="random", range=RANGE)
    for _ in range(2):
        live = live_training.go_on(live, live.experiment, BATCHES)
    live = live_training.go_on(live, live.experiment, 1)
    paths, epochs = live_landscape.paths_until(picture, live)
    assert epochs.tolist() == pytest.approx([0, 1, 2, 2, 3, 4, 4 + 1 / BATCHES])
    for run, path in enumerate(paths):
        np.testing.assert_array_equal(path[:4], picture.paths[run])
        weights = [live.snapshots.weights[3][run], live.snapshots.weights[4][run]]
        weights.append(training_state.weights_of(live.task, live.state)[run])
        np.testing.assert_allclose(path[4:], picture.plane.trail(np.stack(weights)), rtol=1e-6, atol=1e-7)


def test_where_nothing_has_moved_paths_only_stay():
    live = trained()
    picture = drawn(live)
    paths, epochs = live_landscape.paths_until(picture, live)
    assert len(epochs) == len(paths[0]) == len(picture.epochs) + 1
    np.testing.assert_allclose(paths[1][-1], picture.paths[1][-1])


def test_long_paths_add_few_points():
    experiment = small(epochs=200)
    live = trained(experiment, epochs=1)
    picture = drawn(live)
    for _ in range(100):
        live = live_training.go_on(live, experiment, BATCHES)
    paths, epochs = live_landscape.paths_until(picture, live)
    assert (
        len(paths[0]) - len(picture.paths[0])
        == len(epochs) - len(picture.epochs)
        == live_landscape.MOST_LATER
    )
    assert epochs[-2:].tolist() == [101, 101]
    assert (np.diff(epochs) >= 0).all()


# --- what cannot be -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "dimensions"),
    [("pca", 2), ("path", 2), ("random", 2), ("hessian", 2), ("interpolate", 1), ("random", 1)],
)
def test_a_run_that_is_beyond_all_numbers_has_no_landscape(method, dimensions):
    live = trained(with_rates(small("line", precision="float64"), 1e290))
    with pytest.raises(TalwegError, match="diverged"):
        drawn(live, method=method, dimensions=dimensions)


@pytest.mark.parametrize("method", ["pca", "random", "hessian"])
def test_another_run_far_away_is_no_obstacle(method):
    experiment = small("line", precision="float64")
    live = trained(run_edits.with_rate(experiment, 1, 1e290, None))
    picture = drawn(live, method=method)
    assert np.isfinite(picture.values["training"]).all()
    assert np.isfinite(picture.range).all()
