"""What keeps a network from learning is found, and nothing in a healthy one."""

import textwrap
from typing import Any

import msgspec
import numpy as np
import pytest

from core.network import findings, training
from core.network import pictures as network_pictures
from core.network.dataset_choice import DatasetChoice
from core.network.experiment import NetworkExperiment
from core.network.network_choice import NetworkChoice
from core.network.training import live as live_training
from core.network.training import state as training_state
from core.network.training import task as training_task
from core.network.view_state import ViewState
from core.run_settings import SETTINGS


def trained(
    experiment: NetworkExperiment, steps: int = 5
) -> tuple[training_task.Task, training_state.TrainingState]:
    task = training_task.prepare(experiment)
    return task, training.advance(experiment, task, training.begin(experiment, task), steps)


# --- what is amiss ------------------------------------------------------------------------------------------


def found(experiment: NetworkExperiment, epochs: int) -> tuple[findings.Finding, ...]:
    """What is said after so many epochs of the only run."""
    task = training_task.prepare(experiment)
    _, state = trained(experiment, epochs * task.batches)
    weights, norms = training_state.weights_of(task, state)[0], state.history.gradient_norms[-1, 0]
    return findings.findings(experiment, task, weights, norms)


def alone(rate: float, name: str = "sgd", **fields: Any) -> NetworkExperiment:
    """One optimizer on the moons, if `fields` do not say otherwise."""
    return NetworkExperiment(optimizers=(SETTINGS[name](learning_rate=rate),), **fields).validated()


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("epochs", [1, 40])
@pytest.mark.parametrize(
    ("activation", "initializer"), [("tanh", "glorot_uniform"), ("relu", "he_normal"), ("gelu", "he_normal")]
)
def test_nothing_is_amiss_in_a_healthy_network(
    activation: str, initializer: str, epochs: int, seed: int
) -> None:
    network = NetworkChoice(hidden=(16, 16), activation=activation, initializer=initializer)
    assert found(alone(0.01, "adam", network=network, seed=seed), epochs) == ()


@pytest.mark.parametrize("seed", range(3))
def test_relus_that_are_zero_everywhere_are_dead(seed: int) -> None:
    """Far too large a step throws the biases so low that no sample comes above 0."""
    experiment = alone(30.0, network=NetworkChoice(hidden=(12,), activation="relu"), seed=seed)
    (dead, *_) = found(experiment, 10)
    assert (dead.kind, dead.layer) == ("dead_relus", 1)
    count = dead.message.values["count"]
    assert str(dead.message).startswith(f"Layer 1 has dead ReLUs, {count} of 12: ")


def test_dead_relus_are_counted_in_their_layer() -> None:
    """Biases of −100 are out of reach of standardised inputs."""
    network = NetworkChoice(hidden=(4, 3), activation="relu")
    task = training_task.prepare(alone(0.1, network=network))
    arrays = [array.copy() for array in training_state.layer_weights(task, task.initial)]
    arrays[1][:], arrays[3][:] = (1.0, -100.0, 1.0, -100.0), (0.1, 0.1, 0.1)
    weights = np.concatenate([array.ravel() for array in arrays])
    first, *others = findings.findings(alone(0.1), task, weights, np.ones(3))
    assert (first.layer, first.message.values["count"]) == (1, 2)
    assert all(other.layer == 2 for other in others)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("activation", "ends"), [("tanh", "−1 or 1"), ("sigmoid", "0 or 1")])
def test_units_are_saturated_by_inputs_that_are_not_standardised(
    activation: str, ends: str, seed: int
) -> None:
    """House sizes in square metres, say: hundreds straight into a tanh."""
    random = np.random.default_rng(seed)
    x = random.uniform(50.0, 500.0, (60, 2))
    y = (x[:, 0] * random.uniform(0.5, 1.5, 60) > x[:, 1]).astype(float)
    inline = DatasetChoice(name="inline", x=tuple(map(tuple, x.tolist())), y=tuple(y), standardise=False)
    network = NetworkChoice(hidden=(8,), activation=activation)
    experiment = alone(0.01, dataset=inline, network=network, seed=seed)
    (saturated,) = found(experiment, 1)
    assert (saturated.kind, saturated.layer) == ("saturated", 1)
    assert ends in str(saturated.message)
    scaled = msgspec.structs.replace(experiment, dataset=msgspec.structs.replace(inline, standardise=True))
    assert found(scaled, 1) == ()


@pytest.mark.parametrize("seed", range(3))
def test_gradients_vanish_in_many_layers_of_sigmoids(seed: int) -> None:
    network = NetworkChoice(hidden=(16,) * 6, activation="sigmoid")
    (vanishing,) = found(alone(0.1, network=network, seed=seed), 2)
    assert (vanishing.kind, vanishing.layer) == ("vanishing", 1)
    assert found(alone(0.1, network=msgspec.structs.replace(network, activation="tanh"), seed=seed), 2) == ()


@pytest.mark.parametrize("seed", range(3))
def test_gradients_explode_with_weights_that_are_too_large(seed: int) -> None:
    network = NetworkChoice(hidden=(32,) * 4, activation="linear", initializer="large_normal")
    line = DatasetChoice(name="line")
    experiment = alone(1e-9, network=network, dataset=line, loss="mean_squared_error", seed=seed)
    exploding = found(experiment, 1)
    assert [one.kind for one in exploding] == ["exploding"]
    calm = msgspec.structs.replace(
        experiment, network=msgspec.structs.replace(network, initializer="glorot_uniform")
    )
    assert found(calm, 1) == ()


@pytest.mark.parametrize(
    ("norms", "kinds"),
    [
        ([2.0, 1.0, 1.0], []),
        ([0.009, 0.1, 1.0], ["vanishing"]),
        ([0.0, 0.0, 1.0], ["vanishing"]),
        ([101.0, 10.0, 1.0], ["exploding"]),
        ([100.0, 1001.0, 2.0], ["exploding"]),
        ([np.inf, 1.0, 1.0], ["exploding"]),
        ([1e-12, 1e-9, 1e-7], []),  # it has learned all it can
        ([np.nan, np.nan, np.nan], []),  # nothing is known
        ([1e15, 1e15, 1e15], ["exploding"]),
        ([np.inf, np.inf, np.inf], ["exploding"]),
        ([1.0, 1e4, 1e15], ["exploding"]),  # and none vanishes
    ],
)
def test_gradients_are_judged_by_their_norms(norms: list[float], kinds: list[str]) -> None:
    task = training_task.prepare(alone(0.1))
    judged = findings.findings(alone(0.1), task, np.asarray(task.initial), np.array(norms))
    assert [one.kind for one in judged] == kinds
    assert all("layer" in str(one.message) and "{" not in str(one.message) for one in judged)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("units", [16, 64])
def test_two_layers_with_dead_relus_fit_four_lines_of_fifty_characters(units: int, seed: int) -> None:
    network = NetworkChoice(hidden=(units, units), activation="relu")
    said = [one for one in found(alone(1e3, network=network, seed=seed), 1) if one.kind == "dead_relus"]
    assert said
    assert all(len(textwrap.wrap(str(one.message), 50)) <= 2 for one in said)


def test_nothing_is_known_before_there_is_an_epoch() -> None:
    live = live_training.begin(alone(0.01, "adam"))
    view_state = ViewState()
    assert network_pictures.findings(live, view_state) is None
    live = live_training.go_on(live, live.experiment, live.task.batches - 1)
    assert network_pictures.findings(live, view_state) is None
    live = live_training.go_on(live, live.experiment, 1)
    assert network_pictures.findings(live, view_state) == ()


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("epoch", [1, 3])
def test_a_diverged_run_is_unusual_wherever_it_diverges(epoch: int, seed: int) -> None:
    """In the first epoch, of which there are no gradient norms, or later."""
    calm = alone(0.01, seed=seed, epochs=10)
    batches = training_task.prepare(calm).batches
    sgd = SETTINGS["sgd"](learning_rate=0.01, learning_rate_changes=(((epoch - 1) * batches + 5, 1e39),))
    live = live_training.begin(msgspec.structs.replace(calm, optimizers=(sgd,)))
    live = live_training.go_on(live, live.experiment, 5 * batches)
    first, *_ = network_pictures.findings(live, ViewState()) or ()
    assert (first.kind, first.layer) == ("diverged", 0)
    (verdict,) = network_pictures.verdicts(live)
    assert (verdict.kind, verdict.since) == ("diverged", epoch)


@pytest.mark.parametrize("seed", range(3))
def test_gradients_that_grow_beyond_bounds_are_told_of_after_the_end_too(seed: int) -> None:
    """On numbers to predict a step too large makes the next one larger, until there is no next one."""
    line = DatasetChoice(name="line", samples=40)
    network = NetworkChoice(hidden=(8,), activation="linear")
    experiment = alone(1.5, dataset=line, network=network, loss="mean_squared_error", seed=seed)
    live = live_training.begin(experiment)
    exploded = False
    for _ in range(30):
        live = live_training.go_on(live, live.experiment, live.task.batches)
        kinds = {one.kind for one in network_pictures.findings(live, ViewState()) or ()}
        exploded |= bool(np.nanmax(live.state.history.gradient_norms[:, 0], initial=0.0) > findings.HUGE)
        assert ("exploding" in kinds) == exploded
    assert exploded
    assert "diverged" in kinds
