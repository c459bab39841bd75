"""Forecasts of sequences, against predictions made one after the other."""

import msgspec
import numpy as np
import pytest

from core.data.catalogue import DATASETS
from core.data.dataset import draw
from core.network import forecast
from core.network import presets as network_presets
from core.network.experiment import NetworkExperiment
from core.network.network_choice import NetworkChoice
from core.network.training import evaluation
from core.network.training import live as live_training
from core.network.training import state as training_state
from core.network.training.live import LiveTraining


def sequence(**network: object) -> NetworkExperiment:
    made = network_presets.new("sum_sequence")
    return msgspec.structs.replace(
        made,
        dataset=msgspec.structs.replace(made.dataset, samples=60, parameters={"window": 7}),
        network=NetworkChoice(**network),  # type: ignore[arg-type]
        precision="float64",
    ).validated()


@pytest.fixture(
    scope="module",
    params=[
        {"kind": "recurrent", "hidden": (), "recurrent_units": 5},
        {"kind": "recurrent", "cell": "gru", "hidden": (3,), "recurrent_units": 4},
        {"kind": "dense", "hidden": (6,)},
    ],
    ids=["simple_rnn", "gru", "dense"],
)
def live(request: pytest.FixtureRequest) -> LiveTraining:
    experiment = sequence(**request.param)
    return live_training.go_on(live_training.begin(experiment), experiment, 40)


def test_series_is_what_the_samples_were_cut_from(live: LiveTraining) -> None:
    values = forecast.series(live.task)
    choice = live.experiment.dataset
    noise = DATASETS["sum_sequence"].noise.default
    x, y = draw(DATASETS["sum_sequence"], 60, noise, choice.values(), live.experiment.seed)
    assert values.shape == (67,)
    for index in range(60):
        np.testing.assert_allclose(values[index : index + 7], x[index, :, 0], rtol=1e-12)
        np.testing.assert_allclose(values[index + 7], y[index, 0], rtol=1e-12)


def test_one_step_is_the_prediction_from_true_values(live: LiveTraining) -> None:
    weights = training_state.weights_of(live.task, live.state)
    values, predicted = forecast.series(live.task), forecast.one_step(live.task, weights)
    assert np.isnan(predicted[:, :7]).all()
    for index in (7, 30, 66):
        window = values[None, index - 7 : index, None]
        own = evaluation.outputs_of(live.task, weights, window)[:, 0, 0]
        np.testing.assert_allclose(predicted[:, index], own, rtol=1e-9)


@pytest.mark.parametrize("start", [7, 40, 66])
def test_free_run_feeds_on_itself(live: LiveTraining, start: int) -> None:
    weights = training_state.weights_of(live.task, live.state)
    free = forecast.free_run(live.task, weights, start)
    assert free.shape == (5, 67)
    assert np.isnan(free[:, :start]).all()
    window = np.tile(forecast.series(live.task)[start - 7 : start], (5, 1))
    for index in range(start, 67):
        for run in range(5):
            own = evaluation.outputs_of(live.task, weights[run : run + 1], window[run][None, :, None])
            np.testing.assert_allclose(free[run, index], own[0, 0, 0], rtol=1e-6, atol=1e-9)
        window = np.concatenate([window[:, 1:], free[:, index : index + 1]], axis=1)


def test_another_start_compiles_nothing(live: LiveTraining, compilations: list[str]) -> None:
    weights = training_state.weights_of(live.task, live.state)
    forecast.free_run(live.task, weights, 10)
    compilations.clear()
    forecast.free_run(live.task, weights, 23)
    assert compilations == []
