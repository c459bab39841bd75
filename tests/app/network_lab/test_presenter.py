"""What a person does in the network lab reaches the training, and every view shows the same result."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.kit.theme import DARK, LIGHT
from app.network_lab.views.diagram.slow_motion import trace_stages
from core import run_edits
from core.data.catalogue import DATASETS
from core.messages import TalwegError
from core.network import edits as network_edits
from core.network import pictures as network_pictures
from core.network.dataset_choice import DatasetChoice
from core.network.experiment import NetworkExperiment
from core.network.network_choice import NetworkChoice
from tests.app.network_lab.watched import Watch, Watched
from tests.small_networks import BATCHES, SAMPLES, small

# --- the shown run ------------------------------------------------------------------------------------------


def cards_chosen(it: Watched) -> list[bool]:
    it.presenter.refresh()
    return [card._chosen for card in it.lab.controls.runs.cards]


def shown_label(it: Watched) -> str:
    """Whose network is drawn."""
    run = it.result.pictures.view_state.run
    return it.result.live.experiment.settings()[run].run_label


def three_runs() -> NetworkExperiment:
    return run_edits.with_optimizer(small(), "rmsprop")


def test_a_run_is_chosen_by_its_row_or_its_card(watch: Watch) -> None:
    it = watch()
    it.let_train(1)
    it.lab.runs.run_chosen.emit(1)
    assert shown_label(it) == "adam"
    it.presenter.refresh()
    assert [row.shown for row in it.lab.runs.model.rows] == [False, True]
    np.testing.assert_array_equal(
        np.concatenate([weights.ravel() for weights in it.result.pictures.weights]), it.weights(1)
    )
    it.lab.controls.runs.run_chosen.emit(0)
    assert shown_label(it) == "sgd"


def test_rows_count_the_runs_that_are_on(watch: Watch) -> None:
    it = watch(run_edits.with_fields(three_runs(), 0, enabled=False))
    assert shown_label(it) == "adam"  # the first is hidden
    it.presenter.refresh()
    it.lab.runs.run_chosen.emit(1)
    assert shown_label(it) == "rmsprop"


@pytest.mark.parametrize(("chosen", "then"), [(0, "adam"), (1, "sgd"), (2, "adam")])
def test_when_the_shown_run_is_switched_off_its_neighbour_is_shown(
    watch: Watch, chosen: int, then: str
) -> None:
    it = watch(three_runs())
    it.lab.controls.runs.run_chosen.emit(chosen)
    it.lab.controls.runs.enabled_changed.emit(chosen, False)
    assert shown_label(it) == then
    it.presenter.refresh()
    shown = [row.style.title for row in it.lab.runs.model.rows if row.shown]
    assert shown == [it.lab.map._subject.split(",")[0]]
    it.lab.controls.runs.run_chosen.emit(chosen)  # hidden, so it stays
    assert shown_label(it) == then


@pytest.mark.parametrize(
    ("chosen", "removed", "then"), [(2, 2, "adam"), (2, 0, "rmsprop"), (0, 0, "adam"), (1, 2, "adam")]
)
def test_the_shown_run_is_followed_when_others_go(watch: Watch, chosen: int, removed: int, then: str) -> None:
    it = watch(three_runs())
    it.lab.controls.runs.run_chosen.emit(chosen)
    it.lab.controls.runs.remove_requested.emit(removed)
    assert it.told == []
    assert shown_label(it) == then
    it.let_train(1)
    it.session.undo()
    assert it.told == []
    assert shown_label(it) == then
    it.lab.grab()


def test_without_any_run_nothing_breaks(watch: Watch) -> None:
    it = watch()
    for run in (0, 1):
        it.lab.controls.runs.enabled_changed.emit(run, False)
    it.let_train(1)
    it.lab.grab()
    assert it.told == []
    assert it.lab.runs.model.rows == ()


def test_a_row_of_a_run_that_has_gone_meanwhile_says_nothing(watch: Watch) -> None:
    it = watch(three_runs())
    view_state = it.session.state.view_state
    before = it.result
    it.lab.controls.runs.remove_requested.emit(2)
    it.presenter._shown = before  # the picture lags behind the experiment
    it.lab.runs.run_chosen.emit(2)
    assert it.session.state.view_state == view_state


# --- every view shows the same result -----------------------------------------------------------------------


def test_all_views_agree_with_the_moment(watch: Watch) -> None:
    it = watch()
    it.let_train(3)
    it.presenter.player.jump(2)
    it.presenter.refresh()
    result, history = it.result, it.result.live.state.history
    answers = result.pictures.answers
    y = network_pictures.targets(result.live.task)
    np.testing.assert_array_equal(it.lab.map._cloud.wrong, answers.argmax(axis=1) != y)
    assert "epoch 2" in it.lab.map.heading.text()
    for index, curve in enumerate(it.lab.curves.view.curves):
        np.testing.assert_array_equal(curve.loss, history.loss[:, index])
        np.testing.assert_array_equal(curve.val_metric, history.val_metric[:, index])
    row = it.lab.runs.model.rows[1]
    assert (row.loss, row.val_loss) == (history.loss[1, 1], history.val_loss[1, 1])
    assert len(it.lab.curves.view.curves) == len(it.lab.runs.model.rows) == 2
    kernels = it.lab.diagram._values.kernels
    np.testing.assert_array_equal(kernels[0], result.pictures.weights[0])
    assert it.lab.transport._progress[:3] == (2, 3, 4)


def test_the_same_views_inside(watch: Watch) -> None:
    it = watch()
    it.let_train(2)
    inside = it.lab.inside
    for view in ("weights", "confusion", "landscape", "gradients"):
        inside.view_chosen.emit(view)
        assert inside.view == view
    assert inside.gradients.view.wanted == it.result.live.experiment.epochs
    counts = inside.confusion._counts
    task = it.result.live.task
    predicted = it.result.pictures.answers[len(task.split.training.x) :].argmax(axis=1)
    expected = np.zeros((2, 2))
    for true, found in zip(task.split.validation.y.astype(int), predicted, strict=True):
        expected[true, found] += 1
    np.testing.assert_array_equal(counts, expected)


def test_numbers_are_not_confused(watch: Watch) -> None:
    it = watch()
    it.lab.inside.view_chosen.emit("confusion")
    it.lab.controls.dataset_chosen.emit("line")
    it.presenter.refresh()
    assert it.lab.inside.view == "landscape"
    it.lab.inside.view_chosen.emit("confusion")
    assert it.lab.inside.view == "landscape"


@pytest.mark.parametrize("name", sorted(DATASETS))
def test_every_data_set_can_be_shown(watch: Watch, name: str) -> None:
    it = watch(small(name))
    it.presenter.player.one_batch()
    it.presenter.refresh()
    it.slow_down()
    it.lab.grab()
    it.presenter.player.set_slow(False)
    it.presenter.refresh()
    view = {
        "plane": it.lab.map,
        "function": it.lab.function,
        "sequence": it.lab.forecast,
        "images": it.lab.digits,
    }[network_pictures.kind_of(it.result.live.task)]
    assert it.lab.answers.currentWidget() is view
    for inside in it.lab.inside.views:
        it.lab.inside.view_chosen.emit(inside)
        it.lab.grab()
    assert it.told == []


WAVES = np.sin(np.arange(SAMPLES)[:, None, None] + np.arange(5)[None, :, None] * [1.0, 2.0])
IMAGES = np.random.default_rng(1).random((SAMPLES, 64))


def inline(x: np.ndarray[Any, Any], y: np.ndarray[Any, Any]) -> DatasetChoice:
    def nested(value: Any) -> Any:
        return tuple(map(nested, value)) if isinstance(value, list) else value

    return DatasetChoice(name="inline", x=nested(x.tolist()), y=nested(y.tolist()))


KINDS: dict[str, dict[str, Any]] = {
    "perceptron, nothing held back": {
        "dataset": DatasetChoice(samples=SAMPLES, validation_fraction=0.0),
        "network": NetworkChoice(kind="perceptron"),
        "loss": "binary_cross_entropy",
    },
    "deep, with dropout, classes as numbers": {
        "network": NetworkChoice(hidden=(2, 3, 2), activation="relu", dropout=0.5),
        "loss": "mean_squared_error",
    },
    "one feature, one number": {
        "dataset": inline(IMAGES[:, :1], IMAGES[:, 0]),
        "loss": "mean_squared_error",
    },
    "64 features that are no image, two numbers": {
        "dataset": inline(IMAGES, IMAGES[:, :2]),
        "loss": "mean_squared_error",
    },
    "dense on images": {"dataset": DatasetChoice(name="digits", samples=SAMPLES)},
    "dense on a sequence": {
        "dataset": inline(WAVES[:, :, :1], WAVES[:, 0, 1]),
        "loss": "mean_squared_error",
    },
    "classes of sequences": {
        "dataset": inline(WAVES, np.arange(SAMPLES) % 2),
        "network": NetworkChoice(kind="recurrent", cell="gru", recurrent_units=3, hidden=(2,)),
    },
    "numbers of sequences": {
        "dataset": inline(WAVES, WAVES[:, 0, 0]),
        "network": NetworkChoice(kind="recurrent", recurrent_units=3, hidden=()),
        "loss": "mean_squared_error",
    },
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_network_can_be_shown(watch: Watch, kind: str) -> None:
    one_run = {"optimizers": small().optimizers[:1]}
    it = watch(small(**one_run, **KINDS[kind]))
    it.lab.grab()
    it.slow_down()
    for stage in range(trace_stages(it.lab.diagram._network)):
        it.presenter.player.slow_motion.show_stage(stage)
        assert it.lab.slow_motion_bar.caption.text()
    it.lab.grab()
    it.presenter.player.set_slow(False)
    it.presenter.refresh()
    it.lab.grab()
    assert it.told == []


def test_both_themes_can_be_shown(watch: Watch) -> None:
    it = watch()
    it.lab.figure.grab()  # lays it out; the map then asks for as many cells as it has room for
    it.let_train(1)
    it.presenter.refresh()
    dark = it.lab.figure.grab().toImage()
    it.presenter.set_theme(LIGHT)
    light = it.lab.figure.grab().toImage()
    assert light != dark
    it.presenter.set_theme(DARK)
    assert it.lab.figure.grab().toImage() == dark


# --- edits --------------------------------------------------------------------------------------------------


def test_controls_follow_undo(watch: Watch) -> None:
    it = watch()
    it.lab.controls.batch_size_chosen.emit(20)
    it.lab.controls.activation_chosen.emit("relu")
    it.lab.diagram.layer_added.emit(1)
    it.presenter.refresh()
    assert it.experiment.network.hidden == (3, 3)
    assert [change.name for change in it.session.history.past] == [
        "change batch size",
        "choose activation",
        "add a layer",
    ]
    panel = it.lab.controls.network
    assert [chip.field.text() for chip in panel.layers.chips] == ["3", "3"]
    it.session.undo()
    it.session.undo()
    it.presenter.refresh()
    assert [chip.field.text() for chip in panel.layers.chips] == ["3"]
    assert panel.activation.choice == "tanh"
    it.session.redo()
    it.presenter.refresh()
    assert panel.activation.choice == "relu"


@pytest.mark.parametrize(
    ("signal", "arguments", "field"),
    [
        ("factor_moved", [(0.5,), (2.0,), (3.0,)], lambda e: run_edits.common_factor(e, None)),
        ("noise_moved", [(0.05,), (0.1,), (0.3,)], lambda e: e.dataset.noise),
        ("dropout_moved", [(0.1,), (0.2,), (0.3,)], lambda e: e.network.dropout),
        ("l2_moved", [(0.1,), (0.2,), (0.3,)], lambda e: e.network.l2),
        ("validation_moved", [(0.1,), (0.2,), (0.3,)], lambda e: e.dataset.validation_fraction),
    ],
    ids=["rates", "noise", "dropout", "L2", "validation"],
)
def test_a_drag_is_undone_in_one_step(
    watch: Watch,
    signal: str,
    arguments: list[tuple[float]],
    field: Callable[[NetworkExperiment], float],
) -> None:
    it = watch()
    before = it.experiment
    for values in arguments:
        getattr(it.lab.controls, signal).emit(*values)
    it.lab.controls.released.emit()
    assert field(it.experiment) == pytest.approx(arguments[-1][0])
    assert len(it.session.history.past) == 1
    getattr(it.lab.controls, signal).emit(*arguments[0])
    assert len(it.session.history.past) == 2
    it.session.undo()
    it.session.undo()
    assert it.experiment == before


def test_a_moved_number_does_not_begin_anew(watch: Watch) -> None:
    it = watch()
    it.let_train(1)
    for signal in ("factor_moved", "dropout_moved", "l1_moved", "l2_moved"):
        getattr(it.lab.controls, signal).emit(0.25)
    it.lab.controls.runs.rate_moved.emit(0, 0.2)
    assert it.step == BATCHES


def test_other_optimizers_data_and_seeds_begin_anew(watch: Watch) -> None:
    it = watch()
    for change in (
        lambda: it.lab.controls.dataset_chosen.emit("circles"),
        lambda: it.lab.controls.new_seed_requested.emit(),
        lambda: it.lab.controls.seed_chosen.emit(3),
        it.presenter.player.new_weights,
    ):
        it.let_train(1)
        assert it.step == BATCHES
        change()
        assert it.step == 0
    assert it.experiment.seed == 3


def test_fitting_rates_come_back(watch: Watch) -> None:
    it = watch()
    fitting = it.experiment
    it.lab.controls.factor_moved.emit(5.0)
    it.lab.controls.released.emit()
    it.presenter.fitting_rates()
    assert it.experiment == fitting


def test_what_is_refused_is_a_sentence(watch: Watch, tmp_path: Path) -> None:
    it = watch()
    choice = DatasetChoice(name="csv", path=str(tmp_path / "none.csv"))
    assert not it.session.edit("open data", lambda e: network_edits.with_data(e, choice))
    assert len(it.told) == 1
    with pytest.raises(TalwegError):
        network_edits.with_data(it.experiment, choice)
    assert it.result.live.experiment == it.experiment
