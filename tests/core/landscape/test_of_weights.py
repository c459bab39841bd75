"""Runs with stored weights, to look around."""

from pathlib import Path

import msgspec
import numpy as np
import pytest

from core.landscape import of_training, of_weights
from core.network import training, weights_file
from core.network.experiment import NetworkExperiment
from core.network.network_choice import NetworkChoice
from core.network.training import state as training_state
from core.network.training import task as training_task
from core.network.weights_file import TrainedWeights, WeightsError
from tests.small_networks import small


def stored(experiment: NetworkExperiment, path: Path) -> tuple[TrainedWeights, np.ndarray]:
    """What a file says after training, and the weights (runs, size) themselves."""
    task, state = training_task.prepare(experiment), training.run(experiment)
    with path.open("wb") as file:
        weights_file.write(file, experiment, task, training_state.run_states(task, state), experiment.epochs)
    return weights_file.read(path), training_state.weights_of(task, state)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "weights.npz"


@pytest.mark.parametrize("name", ["two_moons", "digits", "sine_sequence"])
def test_runs_have_the_stored_weights_and_the_start_of_their_experiment(name: str, path: Path) -> None:
    experiment = small(name)
    trained, weights = stored(experiment, path)
    live = of_weights.live_of(experiment, trained)
    np.testing.assert_array_equal(of_training.now(live), weights)
    assert live.snapshots.epochs == (0,)
    begun = training.begin(experiment, live.task)
    np.testing.assert_array_equal(live.snapshots.weights[0], training_state.weights_of(live.task, begun))


def test_weights_of_another_experiment_have_no_known_start(path: Path) -> None:
    trained, weights = stored(small(), path)
    live = of_weights.live_of(small(seed=1), trained)
    np.testing.assert_array_equal(of_training.now(live), weights)
    np.testing.assert_array_equal(live.snapshots.weights[0], weights)
    unknown = trained._replace(experiment="{}")
    np.testing.assert_array_equal(of_weights.live_of(small(), unknown).snapshots.weights[0], weights)


def test_runs_without_stored_weights_are_switched_off(path: Path) -> None:
    experiment = small()
    first, second = experiment.settings()
    trained, weights = stored(msgspec.structs.replace(experiment, optimizers=(first,)), path)
    live = of_weights.live_of(experiment, trained)
    assert of_training.enabled(live) == (0,)
    np.testing.assert_array_equal(of_training.now(live)[0], weights[0])
    other = msgspec.structs.replace(experiment, optimizers=(second,))
    with pytest.raises(WeightsError, match=r"has no run called 'adam'; it has: sgd\.$"):
        of_weights.live_of(other, trained)


def test_weights_of_another_network_are_refused(path: Path) -> None:
    trained, _ = stored(small(), path)
    with pytest.raises(WeightsError, match="does not fit this network"):
        of_weights.live_of(small(network=NetworkChoice(hidden=(4,))), trained)


def test_a_run_that_diverged_stands_in_no_other_ones_way(path: Path) -> None:
    sgd, adam = small().settings()
    wild = msgspec.structs.replace(sgd, learning_rate=1e38)
    trained, weights = stored(small("sine", optimizers=(wild, adam), loss="mean_squared_error"), path)
    assert np.abs(weights[0]).max() > 1e30
    assert list(trained.diverged) == ["sgd"]
    live = of_weights.live_of(small("sine", optimizers=(wild, adam), loss="mean_squared_error"), trained)
    np.testing.assert_array_equal(of_training.now(live), weights)
    assert of_training.shown(live) == (1,)
    assert [of_training.has_diverged(live, run) for run in (0, 1)] == [True, False]
