"""Training with all samples in a batch drives the sharpness to its threshold, where it hovers.

Gradient descent at 2/η: Cohen et al. 2021, arXiv:2103.00065. Adaptive optimizers, whose preconditioned
sharpness does so: Cohen et al. 2022, arXiv:2207.14484. The tolerances held for four seeds in both precisions.
"""

from typing import Any, NamedTuple

import numpy as np
import pytest

from core import curvature
from core.curvature import History
from core.network import training
from core.network.dataset_choice import DatasetChoice
from core.network.experiment import NetworkExperiment
from core.network.network_choice import NetworkChoice
from core.network.training import state as training_state
from core.network.training import task as training_task
from core.run_settings import SETTINGS

EVERY = 10

pytestmark = pytest.mark.full_optimisation


def experiment_of(*runs: tuple[str, dict[str, Any]], epochs: int) -> NetworkExperiment:
    """A small tanh network that learns a polynomial, all samples in a batch."""
    return NetworkExperiment(
        dataset=DatasetChoice(name="polynomial", samples=100, validation_fraction=0.0),
        network=NetworkChoice(hidden=(16, 16), activation="tanh"),
        loss="mean_squared_error",
        batch_size=100,
        shuffle=False,
        epochs=epochs,
        precision="float64",
        optimizers=tuple(
            SETTINGS[name](label=str(index), **hyper) for index, (name, hyper) in enumerate(runs)
        ),
    ).validated()


class Watched(NamedTuple):
    """What was measured, and the losses (epochs, runs)."""

    history: History
    losses: np.ndarray


def watched(experiment: NetworkExperiment) -> Watched:
    """The curvature during all of the training, measured as the window does."""
    task = training_task.prepare(experiment)
    state = training.begin(experiment, task)
    history, measured = History.empty(len(experiment.settings())), None
    while state.step < experiment.epochs:
        measured = curvature.of_runs(experiment, task, state, measured)
        history = history.appended(measured)
        state = training.advance(experiment, task, state, EVERY)
    for run, weights in enumerate(training_state.weights_of(task, state)):
        now = curvature.of_runs(experiment, task, state, measured)
        assert now.sharpness[run] == pytest.approx(curvature.spectrum(task, weights).eigenvalues[0], rel=1e-3)
    return Watched(history, state.history.loss)


def test_gradient_descent_sharpens_until_its_steps_are_barely_stable() -> None:
    history, losses = watched(
        experiment_of(*(("sgd", {"learning_rate": rate}) for rate in (0.04, 0.08)), epochs=4000)
    )
    np.testing.assert_allclose(history.threshold[-1], [2.0 / 0.04, 2.0 / 0.08])
    assert (history.ratio[0] < 0.6).all()
    for run, ratio in enumerate(history.ratio.T):
        arrival = int(np.argmax(ratio > 1.0))
        assert 0 < arrival < 300  # of 400
        assert np.mean(np.diff(history.sharpness[1:arrival, run]) > 0.0) > 0.95  # progressive sharpening
        low, middle, high = np.percentile(ratio[arrival:], [5, 50, 95])
        assert low > 0.9
        assert high < 1.15
        assert 0.97 < middle < 1.03
    arrival = int(np.argmax(history.ratio[:, 1] > 1.0))
    assert np.median(losses[-1000:, 1]) < 0.85 * losses[arrival * EVERY, 1]  # and yet it learns
    edges = np.median(history.sharpness[300:], axis=0)
    assert edges[0] / edges[1] == pytest.approx(2.0, rel=0.05)  # half the rate, twice as sharp


def test_other_optimizers_hover_at_their_own_thresholds() -> None:
    history, _ = watched(
        experiment_of(
            ("sgd", {"learning_rate": 0.04, "momentum": 0.5}),
            ("sgd", {"learning_rate": 0.04, "momentum": 0.5, "nesterov": True}),
            ("sgd", {"learning_rate": 0.1, "weight_decay": 0.01}),
            ("adam", {"learning_rate": 0.01}),
            ("adagrad", {"learning_rate": 0.1}),
            ("rmsprop", {"learning_rate": 0.001, "rho": 0.99}),
            epochs=4000,
        )
    )
    assert (history.ratio[1] < 0.9).all()
    medians = np.median(history.ratio[200:], axis=0)
    np.testing.assert_allclose(medians, 1.0, atol=0.12)
    # Against 2/η alone they would be anywhere.
    plain = np.median(history.sharpness[200:], axis=0) * [0.04, 0.04, 0.1, 0.01, 0.1, 0.001] / 2.0
    assert plain.max() > 5.0 * plain.min()
