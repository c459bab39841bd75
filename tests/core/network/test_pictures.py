"""What is drawn of a network is what the network computes."""

from typing import Any

import msgspec
import numpy as np
import pytest

from core.network import findings
from core.network import pictures as network_pictures
from core.network.dataset_choice import DatasetChoice
from core.network.experiment import NetworkExperiment
from core.network.network_choice import NetworkChoice
from core.network.training import evaluation
from core.network.training import live as live_training
from core.network.training import state as training_state
from core.network.training.live import LiveTraining
from core.network.view_state import Place, ViewState
from core.plane import Plane
from tests.small_networks import SAMPLES, small

Floats = np.ndarray[Any, Any]


def trained(experiment: NetworkExperiment, epochs: int = 2) -> LiveTraining:
    live = live_training.begin(experiment)
    for _ in range(epochs):
        live = live_training.go_on(live, experiment, live.task.batches)
    return live


def inline(x: Floats, y: Floats, loss: str, **network: Any) -> NetworkExperiment:
    def nested(value: Any) -> Any:
        return tuple(map(nested, value)) if isinstance(value, list) else value

    dataset = DatasetChoice(name="inline", x=nested(x.tolist()), y=nested(y.tolist()))
    return small(dataset=dataset, loss=loss, network=NetworkChoice(**{"hidden": (3,), **network}))


@pytest.fixture(scope="module")
def moons() -> LiveTraining:
    return trained(small())


def layers(live: LiveTraining, run: int, x: Floats) -> list[Floats]:
    """What each layer gives, by the textbook: tanh(x W + b), then softmax."""
    kernel, bias, last_kernel, last_bias = training_state.run_states(live.task, live.state)[run].weights
    hidden = np.tanh((x - live.task.split.mean) / live.task.split.scale @ kernel + bias)
    logits = hidden @ last_kernel + last_bias
    exponentials = np.exp(logits - logits.max(axis=1, keepdims=True))
    return [hidden, exponentials / exponentials.sum(axis=1, keepdims=True)]


# --- over the plane -----------------------------------------------------------------------------------------


def test_the_field_is_what_the_network_says_in_the_middle_of_each_cell(moons: LiveTraining) -> None:
    pictures = network_pictures.draw(moons, ViewState(run=1, cells=(6, 4)))
    (left, right), (bottom, top) = pictures.rectangle
    assert pictures.field.shape == (4, 6, 2)
    for row, column in ((0, 0), (3, 5), (1, 4)):
        x = left + (right - left) * (column + 0.5) / 6
        y = bottom + (top - bottom) * (row + 0.5) / 4
        expected = layers(moons, 1, np.array([[x, y]]))[-1][0]
        np.testing.assert_allclose(pictures.field[row, column], expected, rtol=1e-4)


def test_the_rectangle_holds_all_samples(moons: LiveTraining) -> None:
    (left, right), (bottom, top) = network_pictures.draw(moons, ViewState()).rectangle
    x = network_pictures.inputs_as_drawn(moons.task)
    assert (x.min(axis=0) > (left, bottom)).all()
    assert (x.max(axis=0) < (right, top)).all()


def test_a_feature_that_never_changes_still_has_a_side() -> None:
    (left, right), _ = network_pictures.rectangle_of(np.ones((5, 2)), (0, 1))
    assert left < 1.0 < right


def test_the_picture_of_a_neuron_is_its_activation(moons: LiveTraining) -> None:
    pictures = network_pictures.draw(moons, ViewState(run=1))
    (left, right), (bottom, top) = pictures.rectangle
    cells = network_pictures.NEURON_CELLS
    inputs, hidden, outputs = pictures.neurons
    assert inputs.shape == (2, cells, cells)
    assert hidden.shape == (3, cells, cells)
    row, column = 3, 17
    x = left + (right - left) * (column + 0.5) / cells
    y = bottom + (top - bottom) * (row + 0.5) / cells
    of_hidden, of_output = layers(moons, 1, np.array([[x, y]]))
    np.testing.assert_allclose(hidden[:, row, column], of_hidden[0], rtol=1e-4, atol=1e-6)
    np.testing.assert_allclose(outputs[:, row, column], of_output[0], rtol=1e-4, atol=1e-6)
    scaled = (np.array([x, y]) - moons.task.split.mean) / moons.task.split.scale
    np.testing.assert_allclose(inputs[:, row, column], scaled, rtol=1e-6)


def test_answers_are_predictions_of_all_samples(moons: LiveTraining) -> None:
    pictures = network_pictures.draw(moons, ViewState(run=1))
    x = network_pictures.inputs_as_drawn(moons.task)
    np.testing.assert_allclose(pictures.answers, layers(moons, 1, x)[-1], rtol=1e-4, atol=1e-6)
    assert len(x) == SAMPLES
    np.testing.assert_allclose(pictures.probe, x.mean(axis=0))
    np.testing.assert_allclose(
        pictures.probe_answer, layers(moons, 1, x.mean(axis=0)[None])[-1][0], rtol=1e-4
    )


def test_inputs_are_drawn_as_they_were_before_they_were_scaled() -> None:
    x = np.random.default_rng(0).normal(5.0, 3.0, (SAMPLES, 2))
    live = live_training.begin(inline(x, (x[:, 0] > 5).astype(int), "cross_entropy"))
    drawn = network_pictures.inputs_as_drawn(live.task)
    np.testing.assert_allclose(np.sort(drawn[:, 0]), np.sort(x[:, 0]))
    y = network_pictures.targets(live.task)
    np.testing.assert_array_equal(y, drawn[:, 0] > 5)


# --- what tells most ----------------------------------------------------------------------------------------


def test_the_usual_axes_are_the_two_features_that_tell_most_about_the_class() -> None:
    y = np.arange(SAMPLES) % 2
    noise = np.random.default_rng(1).normal(size=(SAMPLES, 4))
    x = noise * [1.0, 0.01, 1.0, 0.1] + np.outer(y, [0.0, 1.0, 0.0, 1.0])
    live = live_training.begin(inline(x, y, "cross_entropy"))
    assert network_pictures.usual_axes(live.task) == (1, 3)


def test_the_usual_axes_are_the_two_features_that_tell_most_about_the_number() -> None:
    x = np.random.default_rng(2).normal(size=(SAMPLES, 4))
    live = live_training.begin(inline(x, 3.0 * x[:, 3] - 2.0 * x[:, 0] + 0.1 * x[:, 1], "mean_squared_error"))
    assert network_pictures.usual_axes(live.task) == (0, 3)


def test_a_constant_feature_tells_nothing() -> None:
    x = np.random.default_rng(3).normal(size=(SAMPLES, 3))
    x[:, 1] = 7.0
    live = live_training.begin(inline(x, (x[:, 0] + x[:, 2] > 0).astype(int), "cross_entropy"))
    assert network_pictures.usual_axes(live.task) == (0, 2)


def test_other_features_stay_as_the_probe_has_them() -> None:
    around = np.array([1.0, 2.0, 3.0])
    x = network_pictures.over_plane(around, (2, 0), ((0.0, 4.0), (10.0, 12.0)), (2, 1))
    np.testing.assert_allclose(x, [[11.0, 2.0, 1.0], [11.0, 2.0, 3.0]])


# --- other kinds --------------------------------------------------------------------------------------------


def test_a_function_is_drawn_from_end_to_end() -> None:
    live = trained(small("line"), 1)
    pictures = network_pictures.draw(live, ViewState())
    x = network_pictures.inputs_as_drawn(live.task)[:, 0]
    assert pictures.grid[0] < x.min() < x.max() < pictures.grid[-1]
    expected = evaluation.predictions(live.task, live.state, pictures.grid[:, None])[:, :, 0]
    np.testing.assert_allclose(pictures.curves, expected, rtol=1e-6)
    assert pictures.field is None
    assert pictures.neurons[1].shape == (3, 1, network_pictures.NEURON_CELLS)


def test_forecasts_are_predictions_of_windows() -> None:
    live = trained(small("sine_sequence"), 1)
    found = network_pictures.draw(live, ViewState()).forecasts
    x = network_pictures.inputs_as_drawn(live.task)
    np.testing.assert_allclose(
        found.one_step[:, 5:], evaluation.predictions(live.task, live.state, x)[:, :, 0], rtol=1e-5
    )
    assert np.isnan(found.one_step[:, :5]).all()
    assert found.seed == 5 + len(live.task.split.training.x)  # where training ends


@pytest.mark.parametrize(
    ("x", "y", "loss", "kind"),
    [
        (np.ones((SAMPLES, 2)), np.arange(SAMPLES) % 2, "cross_entropy", "plane"),
        (np.ones((SAMPLES, 1)), np.arange(SAMPLES) % 2, "cross_entropy", "function"),
        (np.ones((SAMPLES, 64)), np.arange(SAMPLES) % 2, "cross_entropy", "images"),
        (np.ones((SAMPLES, 64)), np.arange(SAMPLES), "mean_squared_error", "plane"),
        (np.ones((SAMPLES, 5, 1)), np.arange(SAMPLES), "mean_squared_error", "sequence"),
        (np.ones((SAMPLES, 5, 1)), np.arange(SAMPLES) % 2, "cross_entropy", "table"),
        (np.ones((SAMPLES, 5, 2)), np.arange(SAMPLES), "mean_squared_error", "table"),
    ],
)
def test_the_data_say_how_answers_are_shown(x: Floats, y: Floats, loss: str, kind: str) -> None:
    task = live_training.begin(inline(x, y, loss)).task
    assert network_pictures.kind_of(task) == kind
    assert len(network_pictures.targets(task)) == SAMPLES
    assert (network_pictures.targets(task).ndim == 1) == (loss == "cross_entropy")


# --- looks --------------------------------------------------------------------------------------------------


def test_the_past_has_the_weights_and_the_gradients_of_then() -> None:
    experiment = small(network=NetworkChoice(hidden=(3,), initializer="large_normal"))
    live = trained(experiment, 3)
    then = trained(experiment, 1)
    past, present = (network_pictures.draw(one, ViewState(epoch=1)) for one in (live, then))
    for found, expected in zip(past.weights, present.weights, strict=True):
        np.testing.assert_array_equal(found, expected)
    assert network_pictures.findings(live, ViewState(epoch=1)) == network_pictures.findings(then, ViewState())
    assert network_pictures.findings(live, ViewState(epoch=0)) is None


def test_what_is_found_is_found_in_the_shown_run() -> None:
    experiment = small()
    wild = tuple(
        msgspec.structs.replace(one, learning_rate=rate)
        for one, rate in zip(experiment.settings(), (0.0, 1e3), strict=True)
    )
    live = trained(msgspec.structs.replace(experiment, optimizers=wild), 2)
    norms = live.state.history.gradient_norms[-1]
    weights = live.weights_at(None)[1]
    for run in (0, 1):
        expected = findings.findings(live.experiment, live.task, weights[run], norms[run])
        assert network_pictures.findings(live, ViewState(run=run)) == expected
    assert network_pictures.findings(live, ViewState(run=1)) != network_pictures.findings(
        live, ViewState(run=0)
    )


def test_a_look_that_does_not_fit_is_made_to(moons: LiveTraining) -> None:
    view_state = ViewState(run=9, axes=(0, 5), probe=(1.0, 2.0, 3.0))
    pictures, usual = (network_pictures.draw(moons, one) for one in (view_state, ViewState(run=1)))
    assert (pictures.view_state.run, pictures.axes) == (1, (0, 1))
    np.testing.assert_array_equal(pictures.probe, usual.probe)
    assert network_pictures.findings(moons, view_state) == network_pictures.findings(moons, ViewState(run=1))


def test_the_next_step_is_told_only_of_the_present(moons: LiveTraining) -> None:
    assert network_pictures.draw(moons, ViewState(trace=True)).trace.step == moons.state.step
    assert network_pictures.draw(moons, ViewState(trace=True, epoch=1)).trace is None
    assert network_pictures.draw(moons, ViewState()).trace is None


# --- a point of the landscape -------------------------------------------------------------------------------


def test_a_place_of_a_landscape_shows_the_network_with_its_weights(moons: LiveTraining) -> None:
    weights = moons.weights_at(None)[1].astype(np.float64)
    plane = Plane(weights[0], np.stack([weights[1] - weights[0], np.ones_like(weights[0])]))
    at_other = network_pictures.draw(moons, ViewState(run=0, place=Place(plane, 1.0, 0.0)))
    other = network_pictures.draw(moons, ViewState(run=1))
    assert at_other.field is not None
    assert other.field is not None
    np.testing.assert_allclose(at_other.field, other.field, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(at_other.answers, other.answers, rtol=1e-5, atol=1e-6)
    usual = network_pictures.draw(moons, ViewState(run=0))
    assert usual.field is not None
    assert np.abs(usual.field - at_other.field).max() > 1e-3


def test_a_place_of_the_landscape_of_another_network_is_not_looked_at(moons: LiveTraining) -> None:
    place = Place(Plane(np.ones(5), np.eye(5)[:2]), 0.5, 0.5)
    assert_same = np.testing.assert_array_equal
    assert_same(
        network_pictures.draw(moons, ViewState(place=place)).answers,
        network_pictures.draw(moons, ViewState()).answers,
    )
