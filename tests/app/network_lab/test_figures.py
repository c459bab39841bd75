"""A result of training as the views take it."""

from typing import Any

import msgspec
import numpy as np
import pytest

from app.kit.run_style import run_styles
from app.kit.theme import DARK
from app.network_lab import figures
from app.network_lab.session import result_of
from app.network_lab.state import TrainingResult
from core import run_edits
from core.network import pictures as network_pictures
from core.network.early_stopping import EarlyStopping
from core.network.experiment import NetworkExperiment
from core.network.network_choice import NetworkChoice
from core.network.training import live as live_training
from core.network.view_state import ViewState
from tests.small_networks import SAMPLES, small, with_rates

Floats = np.ndarray[Any, Any]


def result(
    experiment: NetworkExperiment | None = None, epochs: int = 2, view_state: ViewState | None = None
) -> TrainingResult:
    experiment = experiment or small()
    live = live_training.begin(experiment)
    for _ in range(epochs):
        live = live_training.go_on(live, experiment, live.task.batches)
    return result_of(live, view_state or ViewState())


def styles_of(one: TrainingResult) -> Any:
    return run_styles(one.live.experiment.settings(), DARK)


# --- the network --------------------------------------------------------------------------------------------


def test_the_network_as_the_diagram_shows_it() -> None:
    shown = result(epochs=0)
    network = figures.drawn_network(shown.live.experiment, shown.live.task)
    assert [(layer.kind, layer.units, layer.activation) for layer in network.layers] == [
        ("input", 2, ""),
        ("dense", 3, "tanh"),
        ("dense", 2, "softmax"),
    ]
    assert (network.input_names, network.output_names) == (("x₁", "x₂"), ("0", "1"))
    assert network.editable
    values = figures.network_values(shown)
    assert [kernel.shape for kernel in values.kernels] == [(2, 3), (3, 2)]
    assert [bias.shape for bias in values.biases] == [(3,), (2,)]
    assert [len(part) for part in values.probe_a] == [2, 3, 2]
    np.testing.assert_allclose(values.probe_a[1], np.tanh(values.probe_z[1]), rtol=1e-5)
    np.testing.assert_allclose(
        values.probe_z[1], values.probe_a[0] @ values.kernels[0] + values.biases[0], rtol=1e-4, atol=1e-6
    )


def test_a_perceptron_names_the_class_that_its_output_speaks_for() -> None:
    perceptron = small(network=NetworkChoice(kind="perceptron"), loss="binary_cross_entropy")
    network = figures.wanted_network(perceptron)
    assert network.perceptron
    assert not network.editable
    assert network.output_names == ("1",)
    assert network.layers[-1].activation == "sigmoid"


def test_recurrent_kernels_stand_apart() -> None:
    shown = result(small("sine_sequence"), 0)
    values = figures.network_values(shown)
    assert [None if kernel is None else kernel.shape for kernel in values.recurrent_kernels] == [(3, 3), None]
    network = figures.drawn_network(shown.live.experiment, shown.live.task)
    assert network == figures.wanted_network(shown.live.experiment)
    assert [layer.kind for layer in network.layers] == ["input", "simple_rnn", "dense"]
    assert network.output_names == ("y",)
    assert network.layers[1].activation == "tanh"


def test_weights_of_a_layer_are_its_kernels() -> None:
    shown = result(small("sine_sequence"), 0)
    by_layer = figures.weights_by_layer(shown.live.task.plan.architecture, shown.pictures.weights)
    assert [len(weights) for weights in by_layer] == [1 * 3 + 3 * 3, 3]


# --- what it computes ---------------------------------------------------------------------------------------


def test_answers_speak_for_classes() -> None:
    assert figures.answered_classes(np.array([[0.2, 0.5, 0.3], [0.9, 0.0, 0.1]])).tolist() == [1, 0]
    assert figures.answered_classes(np.array([[0.2], [0.9], [0.5]])).tolist() == [0, 1, 0]


@pytest.mark.parametrize("share", [0.25, 0.0])
def test_confusion_counts_what_was_held_back_or_else_all(share: float) -> None:
    experiment = small()
    dataset = msgspec.structs.replace(experiment.dataset, validation_fraction=share)
    task = live_training.begin(msgspec.structs.replace(experiment, dataset=dataset)).task
    random = np.random.default_rng(0)
    answers, y = random.random((SAMPLES, 2)), random.integers(0, 2, SAMPLES)
    counted = slice(30, None) if share else slice(None)
    expected = [
        [int(np.sum((y[counted] == true) & (answers[counted].argmax(axis=1) == found))) for found in (0, 1)]
        for true in (0, 1)
    ]
    assert figures.confusion(task, answers, y).tolist() == expected


def test_numbers_are_neither_wrong_nor_confused() -> None:
    shown = result(small("line"), 0)
    task, answers = shown.live.task, shown.pictures.answers
    y = network_pictures.targets(task)
    assert not figures.wrong(task, answers, y).any()
    assert figures.confusion(task, answers, y).shape == (0, 0)


def test_the_field_of_classes_is_a_probability_and_that_of_numbers_has_their_range() -> None:
    shown = result(epochs=0)
    field = figures.field(shown, network_pictures.targets(shown.live.task))
    assert field.numbers is None
    np.testing.assert_allclose(field.values.sum(axis=2), 1.0, rtol=1e-5)
    surface = result(small("surface"), 0)
    y = network_pictures.targets(surface.live.task)
    of_numbers = figures.field(surface, y)
    assert of_numbers.numbers == (y.min(), y.max())
    assert of_numbers.values.shape[2] == 1
    line = result(small("line"), 0)
    assert figures.field(line, y) is None


def test_the_nearest_sample() -> None:
    x = np.random.default_rng(0).random((9, 4, 2))
    assert figures.nearest_sample(x, x[5] + 0.01) == 5


def test_samples_of_training_come_first() -> None:
    shown = result(epochs=0)
    x, y = network_pictures.inputs_as_drawn(shown.live.task), network_pictures.targets(shown.live.task)
    points = figures.points(shown.live.task, x, y, (1, 0))
    assert points.validation.tolist() == [False] * 30 + [True] * 10
    np.testing.assert_array_equal(points.x, x[:, ::-1])


def test_only_runs_that_are_on_are_drawn() -> None:
    for name in ("line", "sine_sequence"):
        one = result(run_edits.with_fields(small(name), 0, enabled=False), 1, ViewState(run=1))
        styles = styles_of(one)
        made = figures.function_curves(one, styles) if name == "line" else figures.forecasts(one, styles)
        assert [(each.style.title, each.shown) for each in made] == [(styles[1].title, True)]
        assert [each.style.title for each in figures.training_curves(one, styles)] == [styles[1].title]
        assert [each.style.title for each in figures.run_rows(one, styles)] == [styles[1].title]


# --- how it learns ------------------------------------------------------------------------------------------


def test_before_the_first_epoch_there_are_no_figures() -> None:
    one = result(epochs=0)
    for row in figures.run_rows(one, styles_of(one)):
        assert np.isnan([row.loss, row.val_loss, row.metric, row.val_metric]).all()
        assert row.verdict is None
    assert all(len(curve.loss) == 0 for curve in figures.training_curves(one, styles_of(one)))


def test_rows_have_the_figures_of_the_epoch_in_view() -> None:
    one = result(epochs=3, view_state=ViewState(epoch=2))
    history = one.live.state.history
    row = figures.run_rows(one, styles_of(one))[1]
    assert (row.loss, row.val_metric) == (history.loss[1, 1], history.val_metric[1, 1])


def test_a_diverged_run_keeps_its_last_figures_and_says_where_it_left() -> None:
    experiment = small("line", epochs=8)
    wild = run_edits.with_rate(experiment, 0, 5.0, None)
    one = result(wild, 8)
    run = one.runs[0]
    assert run.diverged_at
    curve = figures.training_curves(one, styles_of(one))[0]
    assert curve.diverged_epoch == run.diverged_at / one.live.task.batches
    row = figures.run_rows(one, styles_of(one))[0]
    known = one.live.state.history.loss[:, 0]
    finite = known[~np.isnan(known)]
    assert (row.loss == finite[-1]) if len(finite) else np.isnan(row.loss)


@pytest.mark.parametrize("restores", [True, False])
def test_early_stopping_is_marked_and_what_it_restored(restores: bool) -> None:
    stopping = EarlyStopping(patience=1, restore_best_weights=restores)
    one = result(with_rates(small(epochs=9, early_stopping=stopping), 0.0), 9)
    curve = figures.training_curves(one, styles_of(one))[0]
    assert curve.stopped_epoch == 2  # no better than the first, and of patience 1
    assert curve.restored_epoch == (1 if restores else None)
