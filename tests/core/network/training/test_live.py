"""Training as it is watched: the same as training at once, with a past that can be seen again."""

import msgspec
import numpy as np
import pytest

from core.network import presets as network_presets
from core.network import training
from core.network.experiment import NetworkExperiment
from core.network.network_choice import NetworkChoice
from core.network.training import evaluation
from core.network.training import live as live_training
from core.network.training import state as training_state
from core.network.training.live import MOST_SNAPSHOTS, LiveTraining, Snapshots


@pytest.fixture(scope="module")
def experiment() -> NetworkExperiment:
    made = network_presets.new("two_moons")
    return msgspec.structs.replace(
        made,
        dataset=msgspec.structs.replace(made.dataset, samples=100),
        network=NetworkChoice(hidden=(4,)),
        epochs=12,
    ).validated()


def watched(experiment: NetworkExperiment, steps: int) -> LiveTraining:
    """Trained to the end, so many steps at a time."""
    live = live_training.begin(experiment)
    while (after := live_training.go_on(live, experiment, steps)).state.step != live.state.step:
        live = after
    return live


@pytest.mark.parametrize("steps", [1, 2, 5, 1000])
def test_however_it_is_watched_it_ends_where_training_ends(experiment: NetworkExperiment, steps: int) -> None:
    live = watched(experiment, steps)
    at_once = training.run(experiment)
    np.testing.assert_array_equal(
        training_state.weights_of(live.task, live.state), training_state.weights_of(live.task, at_once)
    )
    assert live.epoch == experiment.epochs


def test_more_than_an_epoch_ends_with_an_epoch(experiment: NetworkExperiment) -> None:
    live = live_training.begin(experiment)
    batches = live.task.batches
    live = live_training.go_on(live, experiment, 1)
    live = live_training.go_on(live, experiment, batches + 1)
    assert (live.epoch, live.batch) == (1, 0)
    live = live_training.go_on(live, experiment, batches)
    assert (live.epoch, live.batch) == (2, 0)
    live = live_training.go_on(live, experiment, batches - 1)
    assert (live.epoch, live.batch) == (2, batches - 1)


def test_the_past_comes_back(experiment: NetworkExperiment) -> None:
    live = live_training.begin(experiment)
    seen = {0: training_state.weights_of(live.task, live.state)}
    for _ in range(5):
        live = live_training.go_on(live, experiment, live.task.batches)
        seen[live.epoch] = training_state.weights_of(live.task, live.state)
    for epoch, weights in seen.items():
        found, then = live.weights_at(epoch)
        assert found == epoch
        np.testing.assert_array_equal(then, weights)
    assert live.weights_at(None)[0] == live.weights_at(99)[0] == 5


def test_snapshots_are_bounded_and_keep_both_ends() -> None:
    snapshots = Snapshots()
    for epoch in range(5000):
        snapshots = snapshots.with_one(epoch, np.full((1, 1), epoch))
        assert len(snapshots.epochs) <= MOST_SNAPSHOTS
        assert (snapshots.epochs[0], snapshots.epochs[-1]) == (0, epoch)
        assert snapshots.weights[-1][0, 0] == epoch
    assert all(weights[0, 0] == epoch for epoch, weights in zip(*snapshots[:2], strict=True))
    gaps = np.diff(snapshots.epochs)
    assert gaps.max() <= 16  # thinned alike everywhere, so no part of the past is lost
    found, weights = snapshots.nearest(1000)
    assert 1000 - 16 <= found <= 1000
    assert weights[0, 0] == found


def test_snapshots_of_large_networks_take_no_more_memory() -> None:
    snapshots = Snapshots()
    for epoch in range(200):
        snapshots = snapshots.with_one(epoch, np.zeros((5, 200_000)))
        assert sum(weights.nbytes for weights in snapshots.weights) <= 16 * 4_000_000


def test_another_number_goes_on_from_here(experiment: NetworkExperiment) -> None:
    live = live_training.go_on(live_training.begin(experiment), experiment, 3)
    slower = msgspec.structs.replace(
        experiment,
        optimizers=tuple(msgspec.structs.replace(one, learning_rate=0.0) for one in experiment.settings()),
    ).validated()
    after = live_training.go_on(live, slower, 3)
    assert after.state.step == 6
    assert after.experiment == slower
    np.testing.assert_array_equal(
        training_state.weights_of(live.task, live.state)[1],
        training_state.weights_of(after.task, after.state)[1],
    )


def test_a_run_whose_weights_are_hopelessly_large_goes_on_from_a_snapshot() -> None:
    line = network_presets.new("line")
    wild = msgspec.structs.replace(
        line,
        optimizers=tuple(
            msgspec.structs.replace(one, learning_rate=1e15 if one.optimizer.name == "sgd" else 0.01)
            for one in line.settings()
        ),
    ).validated()
    live = live_training.go_on(live_training.begin(wild), wild, 5)
    before = training_state.weights_of(live.task, live.state)
    assert training_state.run_states(live.task, live.state)[0].diverged_at
    assert np.isfinite(before).all()
    assert not np.isfinite(evaluation.losses_of(live.task, before)[0])
    after = live_training.resume(live, line)
    weights = training_state.weights_of(after.task, after.state)
    np.testing.assert_array_equal(weights[0], live.snapshots.weights[0][0])
    np.testing.assert_array_equal(weights[1:], before[1:])
    later = live_training.go_on(after, line, 50)
    assert training_state.run_states(later.task, later.state)[0].diverged_at is None


def test_losses_are_those_of_the_history(experiment: NetworkExperiment) -> None:
    frozen = msgspec.structs.replace(
        experiment,
        batch_size=100,
        optimizers=tuple(msgspec.structs.replace(one, learning_rate=0.0) for one in experiment.settings()),
    ).validated()
    live = live_training.go_on(live_training.begin(frozen), frozen, 1)
    losses = evaluation.losses_of(live.task, training_state.weights_of(live.task, live.state))
    np.testing.assert_allclose(losses, live.state.history.loss[0], rtol=1e-5)
