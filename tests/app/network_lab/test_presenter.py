"""What a person does in the network lab reaches the training, and every view shows the same moment of it."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.kit import files
from app.kit.theme import DARK, LIGHT
from app.network_lab import presenter as network_presenter
from app.network_lab.presenter import NetworkPresenter
from app.network_lab.sessions import NetworkSessions
from app.network_lab.state import TrainingResult
from app.network_lab.views.diagram.slow_motion import trace_stages
from app.network_lab.views.lab import NetworkLab
from core import run_edits
from core.data.catalogue import DATASETS
from core.messages import TalwegError
from core.network import edits as network_edits
from core.network import live as live_training
from core.network import pictures as network_pictures
from core.network import training
from core.network.dataset_choice import DatasetChoice
from core.network.early_stopping import EarlyStopping
from core.network.experiment import NetworkExperiment
from core.network.network_choice import NetworkChoice
from core.network.parameters import MOST_EPOCHS
from tests.app.clock import Clock
from tests.small_networks import BATCHES, SAMPLES, small, with_rates


class Watched(NamedTuple):
    """A training, the lab that shows it, and what a person was told."""

    sessions: NetworkSessions
    presenter: NetworkPresenter
    lab: NetworkLab
    clock: Clock
    told: list[str]

    @property
    def result(self) -> TrainingResult:
        assert self.session.result is not None
        return self.session.result

    @property
    def experiment(self) -> NetworkExperiment:
        return self.session.state.experiment

    @property
    def step(self) -> int:
        return self.result.live.state.step

    def weights(self, run: int = 0) -> np.ndarray[Any, Any]:
        live = self.result.live
        return training.weights_of(live.task, live.state)[run]

    def tick(self, seconds: float = 0.0) -> None:
        """Let so much time go by, and the pacer notice."""
        self.clock.seconds = seconds
        self.presenter.pacer.ticked.emit()

    def let_train(self, epochs: int) -> None:
        """Epoch by epoch, so that each can be seen again."""
        for _ in range(epochs):
            self.session.train(self.result.live.task.batches)
        self.presenter.refresh()


Watch = Callable[..., Watched]


@pytest.fixture
def watch(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    made: list[Watched] = []

    def watch(experiment: NetworkExperiment | None = None, *, shown: bool = False) -> Watched:
        sessions = NetworkSessions.begin(experiment or small(), synchronous=True)
        session = sessions.training
        lab = NetworkLab()
        qtbot.addWidget(lab)
        lab.resize(1100, 720)
        if shown:
            lab.show()
        presenter = NetworkPresenter(sessions, lab, DARK)
        clock = Clock()
        monkeypatch.setattr(presenter.pacer, "_clock", clock)
        told: list[str] = []
        presenter.told.connect(told.append)
        session.refused.connect(lambda error: told.append(str(error)))
        made.append(Watched(sessions, presenter, lab, clock, told))
        session.start()
        presenter.refresh()
        return made[-1]

    yield watch
    for one in made:
        one.presenter.close()
        one.sessions.close()


def diverging() -> NetworkExperiment:
    return with_rates(small("line", epochs=40), 1e20)


def stopping() -> NetworkExperiment:
    """Nothing is learned, so nothing improves after the first epoch."""
    return with_rates(small(epochs=40, early_stopping=EarlyStopping(patience=1)), 0.0)


# --- playing ------------------------------------------------------------------------------------------------


def test_playing_trains_as_the_clock_says(watch: Watch) -> None:
    it = watch()
    it.presenter.set_speed("batches")
    it.presenter.play()
    it.tick()
    assert it.step == 1  # the first at once
    it.tick(0.05)
    assert it.step == 1
    it.tick(0.06)
    assert it.step == 2
    it.presenter.toggle()
    it.tick(10.0)
    assert it.step == 2
    assert not it.presenter.pacer.playing


@pytest.mark.parametrize(("speed", "steps"), [("batch", 1), ("epoch", BATCHES)])
def test_a_speed_says_what_is_made_at_a_time(watch: Watch, speed: str, steps: int) -> None:
    it = watch()
    it.lab.transport.speed_chosen.emit(speed)
    assert it.presenter.speed == speed
    assert it.lab.transport.speed.currentData() == speed
    it.presenter.play()
    it.tick()
    assert it.step == steps


def test_at_full_speed_it_trains_to_the_end_and_pauses(watch: Watch) -> None:
    it = watch()
    it.presenter.set_speed("max")
    it.lab.transport.play_toggled.emit()
    it.tick()
    assert it.result.complete
    it.tick()
    assert not it.presenter.pacer.playing
    assert it.told == []  # that it has reached its end can be seen


def test_how_fast_it_really_goes_is_shown_while_it_plays(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = watch(small(epochs=40))
    seconds = [0.0]
    monkeypatch.setattr(network_presenter.time, "monotonic", lambda: seconds[0])
    it.presenter.set_speed("batches")
    it.presenter.play()
    for _ in range(21):
        it.tick(0.1)
        seconds[0] += 0.1
    it.presenter.refresh()
    assert it.lab.transport._rate == pytest.approx(10.0)
    it.session.view_state(probe=(0.1, 0.2))
    it.presenter.refresh()
    assert it.lab.transport._rate == pytest.approx(10.0)
    it.presenter.toggle()
    it.presenter._figures.draw()
    assert it.lab.transport._rate is None


def test_one_batch_and_one_epoch(watch: Watch) -> None:
    it = watch()
    it.presenter.play()
    it.lab.transport.batch_requested.emit()
    assert not it.presenter.pacer.playing
    assert it.step == 1
    it.lab.transport.epoch_requested.emit()
    assert (it.result.live.epoch, it.result.live.batch) == (1, 0)
    it.lab.transport.epoch_requested.emit()
    assert it.result.live.epoch == 2


@pytest.mark.parametrize(
    ("go_on", "epochs"), [("play", 8), ("one_batch", 5), ("one_epoch", 5)], ids=["play", "batch", "epoch"]
)
def test_at_the_end_it_trains_longer(watch: Watch, go_on: str, epochs: int) -> None:
    it = watch()
    it.let_train(4)
    assert it.result.complete
    getattr(it.presenter, go_on)()
    assert it.experiment.epochs == epochs
    it.tick()
    assert it.step > 4 * BATCHES
    it.session.undo()
    assert it.experiment.epochs == 4


def test_at_the_very_end_it_trains_no_longer(watch: Watch) -> None:
    it = watch(small(epochs=MOST_EPOCHS))
    it.session.edit("few", lambda e: run_edits.replace(e, epochs=1))
    it.let_train(1)
    it.session.edit("many", lambda e: run_edits.replace(e, epochs=MOST_EPOCHS))
    assert not it.result.complete
    it.presenter.play()
    assert it.experiment.epochs == MOST_EPOCHS


# --- ends before its time -----------------------------------------------------------------------------------


def play_to_the_end(it: Watched) -> None:
    it.presenter.set_speed("max")
    it.presenter.play()
    while it.presenter.pacer.playing:
        it.tick()


def test_who_diverges_is_told_and_goes_on_when_asked(watch: Watch) -> None:
    it = watch(diverging())
    play_to_the_end(it)
    assert len(it.told) == 1
    assert "diverged" in it.told[0]
    stood = it.step
    assert np.isfinite(it.weights()).all()
    it.session.edit("smaller", lambda e: with_rates(e, 1e-3))
    it.presenter.play()
    it.tick()
    assert it.step > stood
    assert not it.result.runs[0].diverged_at


def test_who_is_stopped_early_is_told_and_goes_on_when_asked(watch: Watch) -> None:
    it = watch(stopping())
    play_to_the_end(it)
    assert len(it.told) == 1
    assert "arly stopping" in it.told[0]
    stopped = it.result.live.epoch
    assert 0 < stopped < 40
    it.lab.transport.epoch_requested.emit()
    assert it.result.live.epoch == stopped + 1
    it.presenter.play()
    play_to_the_end(it)
    assert len(it.told) == 2  # stopped again, told again


def test_what_ends_in_the_last_epoch_goes_on_at_once(watch: Watch) -> None:
    it = watch(stopping())
    play_to_the_end(it)
    it.session.edit("fewer", lambda e: run_edits.replace(e, epochs=it.result.live.epoch))
    assert it.result.complete
    before = it.step
    it.presenter.play()
    it.tick()
    assert it.step > before


def test_hidden_runs_keep_nothing_going(watch: Watch) -> None:
    experiment = diverging()
    calm = msgspec.structs.replace(experiment.settings()[1], learning_rate=0.0, enabled=False)
    it = watch(run_edits.with_run(experiment, 1, calm))
    play_to_the_end(it)
    assert len(it.told) == 1
    assert not it.result.complete


def test_an_error_is_told_pauses_and_leaves_everything(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    it = watch()
    it.presenter.play()
    it.tick()
    before, state = it.result, it.session.state

    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(live_training, "go_on", fail)
    it.tick(1.0)
    assert len(it.told) == 1
    assert not it.presenter.pacer.playing
    assert (it.result, it.session.state) == (before, state)
    monkeypatch.undo()
    it.presenter.one_batch()
    assert it.step == before.live.state.step + 1


def test_what_cannot_be_is_refused_while_it_goes_on(watch: Watch) -> None:
    it = watch()
    it.presenter.play()
    it.tick()
    it.lab.diagram.units_changed.emit(0, 0)
    assert len(it.told) == 1
    assert it.presenter.pacer.playing
    assert it.step == BATCHES


# --- the past -----------------------------------------------------------------------------------------------


def test_the_past_is_seen_and_the_present_comes_back(watch: Watch) -> None:
    it = watch()
    it.lab.transport.resize(900, 48)
    seen = {}
    for epoch in range(4):
        seen[epoch] = it.result.pictures.answers
        it.let_train(1)
    it.presenter.play()
    it.lab.curves.scrubbed.emit(2)
    assert not it.presenter.pacer.playing
    assert it.result.pictures.epoch == 2
    np.testing.assert_array_equal(it.result.pictures.answers, seen[2])
    it.presenter.scrub(-1)
    assert it.result.pictures.epoch == 1
    it.presenter.scrub(-5)
    assert it.result.pictures.epoch == 0
    it.presenter.refresh()
    assert not it.lab.transport.latest.isHidden()
    it.lab.transport.latest_requested.emit()
    it.presenter.refresh()
    assert (it.result.pictures.epoch, it.session.state.view_state.epoch) == (4, None)
    assert it.lab.transport.latest.isHidden()
    it.presenter.scrub(1)
    assert it.session.state.view_state.epoch is None


def test_the_future_cannot_be_seen(watch: Watch) -> None:
    it = watch()
    it.let_train(1)
    it.lab.transport.jump_requested.emit(3)
    assert (it.result.pictures.epoch, it.session.state.view_state.epoch) == (1, None)


def test_playing_goes_on_from_the_present(watch: Watch) -> None:
    it = watch()
    it.let_train(2)
    it.presenter.jump(0)
    it.presenter.play()
    it.tick()
    assert it.session.state.view_state.epoch is None
    assert it.step > 2 * BATCHES


def test_restart_has_the_same_weights_and_new_weights_others(watch: Watch) -> None:
    it = watch()
    first = it.weights()
    it.let_train(2)
    it.presenter.jump(1)
    it.lab.transport.restart_requested.emit()
    assert (it.step, it.session.state.view_state.epoch) == (0, None)
    np.testing.assert_array_equal(it.weights(), first)
    it.lab.transport.new_weights_requested.emit()
    assert (it.weights() != first).any()
    x = it.result.live.task.split.training.x
    it.session.undo()
    np.testing.assert_array_equal(it.weights(), first)
    np.testing.assert_array_equal(it.result.live.task.split.training.x, x)


def test_what_plays_goes_on_playing_after_a_restart(watch: Watch) -> None:
    it = watch()
    it.presenter.play()
    it.tick()
    it.presenter.restart()
    assert it.presenter.pacer.playing
    it.tick(1.0)
    assert it.step > 0


# --- slow motion --------------------------------------------------------------------------------------------


def slow(it: Watched) -> None:
    it.lab.transport.slow_toggled.emit(True)
    it.presenter.refresh()


def test_slow_motion_tells_the_next_step_and_makes_it_when_asked(watch: Watch) -> None:
    it = watch()
    it.presenter.play()
    slow(it)
    assert not it.presenter.pacer.playing
    assert it.lab.transport.slow.isChecked()
    assert not it.lab.trace.isHidden()
    assert it.lab.learning.isHidden()
    captions = []
    network = it.lab.diagram._network
    for _ in range(trace_stages(network)):
        captions.append(it.lab.trace.caption.text())
        it.lab.trace.forward.click()
    assert all(captions)
    assert len(set(captions)) == len(captions)
    assert it.step == 0
    told = it.result.pictures.trace
    before = it.weights()
    it.lab.trace.next.click()
    it.presenter.refresh()
    assert it.step == 1
    assert it.presenter.trace.stage == 0
    changes = np.concatenate([np.r_[step.kernel_change.ravel(), step.bias_change] for step in told.layers])
    np.testing.assert_allclose(it.weights() - before, changes, rtol=1e-4, atol=1e-7)
    it.lab.trace.close_button.click()
    it.presenter.refresh()
    assert it.lab.trace.isHidden()
    assert not it.lab.learning.isHidden()
    assert it.result.pictures.trace is None
    assert not it.lab.transport.slow.isChecked()


def test_the_story_plays_by_itself(watch: Watch) -> None:
    it = watch()
    slow(it)
    it.presenter.toggle()
    assert it.presenter.trace.stage == 1
    it.presenter.toggle()
    assert it.presenter.trace.stage == 1
    assert not it.presenter.pacer.playing
    assert it.step == 0


def test_another_network_is_told_of_at_once(watch: Watch) -> None:
    it = watch()
    slow(it)
    last = trace_stages(it.lab.diagram._network) - 1
    it.presenter.trace.show_stage(last)
    it.lab.diagram.layer_added.emit(1)
    it.presenter.refresh()
    assert len(it.result.pictures.trace.layers) == 3
    assert it.lab.trace.isVisibleTo(it.lab)
    it.presenter.trace.show_stage(100)
    assert it.presenter.trace.stage == trace_stages(it.lab.diagram._network) - 1 == last + 2
    it.lab.diagram.layer_removed.emit(0)
    it.presenter.refresh()
    assert it.presenter.trace.stage <= last
    it.lab.grab()


def test_other_data_are_told_of_at_once(watch: Watch) -> None:
    it = watch()
    slow(it)
    it.lab.controls.dataset_chosen.emit("line")
    it.presenter.refresh()
    assert it.result.pictures.trace is not None
    assert it.lab.answers.currentWidget() is it.lab.function


def test_who_looks_back_leaves_slow_motion(watch: Watch) -> None:
    it = watch()
    it.let_train(2)
    slow(it)
    it.presenter.toggle()
    it.presenter.scrub(-1)
    it.presenter.refresh()
    assert it.result.pictures.epoch == 1
    assert not it.session.state.view_state.trace
    assert it.lab.trace.isHidden()
    it.presenter.set_slow(True)
    it.presenter.refresh()
    assert it.session.state.view_state.epoch is None
    assert it.result.pictures.trace.step == it.step


# --- the probe ----------------------------------------------------------------------------------------------


def answer_at(it: Watched, x: np.ndarray[Any, Any], run: int = 0) -> np.ndarray[Any, Any]:
    live = it.result.live
    return training.predictions(live.task, live.state, np.asarray(x)[None])[run, 0]


def test_the_probe_in_the_plane(watch: Watch) -> None:
    it = watch()
    it.let_train(2)
    it.lab.map.probe_moved.emit(0.3, -0.7)
    np.testing.assert_allclose(it.result.pictures.probe, (0.3, -0.7))
    expected = answer_at(it, np.array([0.3, -0.7]))
    np.testing.assert_allclose(it.result.pictures.probe_answer, expected, rtol=1e-6)
    np.testing.assert_allclose(it.result.pictures.probe_values[-1].a[:, 0], expected, rtol=1e-5)


def test_the_probe_of_a_function(watch: Watch) -> None:
    it = watch(small("line"))
    it.let_train(1)
    it.lab.function.probe_moved.emit(0.25)
    np.testing.assert_allclose(it.result.pictures.probe, [0.25])
    np.testing.assert_allclose(it.result.pictures.probe_answer, answer_at(it, [0.25]), rtol=1e-6)


def test_the_seed_of_a_forecast_is_its_probe(watch: Watch) -> None:
    it = watch(small("sine_sequence"))
    x = network_pictures.inputs_as_drawn(it.result.live.task)
    it.lab.forecast.seed_moved.emit(20)
    assert it.result.pictures.forecasts.seed == 20
    np.testing.assert_array_equal(it.result.pictures.probe, x[20 - 5])
    free = it.result.pictures.forecasts.free[0]
    assert np.isnan(free[:20]).all()
    assert free[20] == pytest.approx(it.result.pictures.probe_answer[0], rel=1e-5)
    it.lab.forecast.seed_moved.emit(10**6)
    assert it.result.pictures.forecasts.seed == SAMPLES + 5 - 1
    it.lab.forecast.seed_moved.emit(0)
    assert it.result.pictures.forecasts.seed == 5


def test_the_chosen_image_is_the_probe_and_stays_it(watch: Watch) -> None:
    it = watch(small("digits"))
    it.lab.digits.sample_chosen.emit(7)
    it.presenter.refresh()
    image = it.result.pictures.probe
    x = network_pictures.inputs_as_drawn(it.result.live.task)
    np.testing.assert_array_equal(image, x[7])
    assert it.lab.digits._chosen == 7
    it.presenter.restart()
    it.presenter.set_theme(LIGHT)
    assert it.lab.digits._chosen == 7
    np.testing.assert_array_equal(it.result.pictures.probe, image)


def test_the_axes_are_chosen(watch: Watch) -> None:
    it = watch(small("iris"))
    usual = it.result.pictures.axes
    other = (3, 0) if usual != (3, 0) else (0, 3)
    it.lab.map.probe_moved.emit(2.0, 1.0)
    it.lab.map.axes_chosen.emit(*other)
    it.presenter.refresh()
    assert it.result.pictures.axes == other
    x = network_pictures.inputs_as_drawn(it.result.live.task)
    np.testing.assert_array_equal(it.lab.map._points.x, x[:, list(other)])
    it.lab.map.probe_moved.emit(0.5, 6.0)
    assert it.result.pictures.probe[other[0]] == 0.5
    assert it.result.pictures.probe[other[1]] == 6.0


def test_a_probe_that_is_no_input_any_more_is_given_up(watch: Watch) -> None:
    it = watch(small("sine_sequence"))
    it.lab.forecast.seed_moved.emit(20)
    it.lab.controls.dataset_parameter_moved.emit("window", 7.0)
    assert it.told == []
    assert it.result.pictures.probe.shape == (7, 1)
    it.presenter.refresh()


def written_csv(path: Path, features: int) -> Path:
    random = np.random.default_rng(features)
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*(f"f{index}" for index in range(features)), "kind"])
        for row in random.normal(size=(SAMPLES, features)):
            writer.writerow([*row.tolist(), "yes" if row[0] > 0 else "no"])
    return path


def test_another_file_is_looked_at_afresh(watch: Watch, tmp_path: Path) -> None:
    it = watch()
    for features in (4, 3):
        choice = DatasetChoice(name="csv", path=str(written_csv(tmp_path / f"{features}.csv", features)))
        it.session.edit("open data", lambda e, choice=choice: network_edits.with_data(e, choice))
        assert it.session.state.view_state.axes is None
        it.lab.map.axes_chosen.emit(0, features - 1)
        it.lab.map.probe_moved.emit(0.1, 0.2)
        it.presenter.refresh()
        assert it.result.pictures.probe.shape == (features,)
    assert it.told == []


def test_a_file_that_vanishes_leaves_the_picture(watch: Watch, tmp_path: Path) -> None:
    path = written_csv(tmp_path / "data.csv", 2)
    it = watch()
    choice = DatasetChoice(name="csv", path=str(path))
    it.session.edit("open data", lambda e: network_edits.with_data(e, choice))
    assert it.result.live.task.class_names == ("no", "yes")
    path.unlink()
    it.session.train(2)
    it.session.view_state(probe=(0.1, 0.2))
    it.presenter.set_theme(LIGHT)
    assert it.step == 2
    assert it.told == []
    it.presenter.restart()  # with what was read of it
    assert (it.step, it.told) == (0, [])


def test_an_experiment_is_changed_and_saved_after_its_file_has_vanished(watch: Watch, tmp_path: Path) -> None:
    path, saved = written_csv(tmp_path / "data.csv", 2), tmp_path / "net.json"
    it = watch()
    choice = DatasetChoice(name="csv", path=str(path))
    it.session.edit("open data", lambda e: network_edits.with_data(e, choice))
    path.unlink()
    assert it.session.edit("train longer", lambda e: run_edits.replace(e, epochs=77))
    it.session.undo()
    it.session.redo()
    assert it.session.save(saved)
    assert it.told == []
    assert not it.session.state.modified
    with pytest.raises(TalwegError, match=r"data\.csv cannot be read"):
        files.read_experiment(saved)
    written_csv(path, 2)
    assert files.read_experiment(saved) == it.experiment


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
    assert it.lab.runs.model.shown == 1
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
    assert it.lab.runs.model.rows[it.lab.runs.model.shown].style.title == it.lab.map._subject.split(",")[0]
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


# --- every view shows the same moment -----------------------------------------------------------------------


def test_all_views_agree_with_the_moment(watch: Watch) -> None:
    it = watch()
    it.let_train(3)
    it.presenter.jump(2)
    it.presenter.refresh()
    result, history = it.result, it.result.live.state.history
    answers = result.pictures.answers
    y = network_pictures.targets(result.live.task)
    np.testing.assert_array_equal(it.lab.map._wrong, answers.argmax(axis=1) != y)
    assert "epoch 2" in it.lab.map.heading.text()
    for index, curve in enumerate(it.lab.curves.picture.view.curves):
        np.testing.assert_array_equal(curve.loss, history.loss[:, index])
        np.testing.assert_array_equal(curve.val_metric, history.val_metric[:, index])
    row = it.lab.runs.model.rows[1]
    assert (row.loss, row.val_loss) == (history.loss[1, 1], history.val_loss[1, 1])
    assert len(it.lab.curves.picture.view.curves) == len(it.lab.runs.model.rows) == 2
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
    assert inside.gradients.picture._norms.wanted == it.result.live.experiment.epochs
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
    it.presenter.one_batch()
    it.presenter.refresh()
    slow(it)
    it.lab.grab()
    it.presenter.set_slow(False)
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
    slow(it)
    for stage in range(trace_stages(it.lab.diagram._network)):
        it.presenter.trace.show_stage(stage)
        assert it.lab.trace.caption.text()
    it.lab.grab()
    it.presenter.set_slow(False)
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
        it.presenter.new_weights,
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


# --- behind the window --------------------------------------------------------------------------------------


def test_at_full_speed_the_last_epoch_is_reached_and_drawn(qtbot: QtBot) -> None:
    sessions = NetworkSessions.begin(small(epochs=200))
    session = sessions.training
    lab = NetworkLab()
    qtbot.addWidget(lab)
    lab.show()
    presenter = NetworkPresenter(sessions, lab, DARK)
    waits: list[bool] = []
    presenter.waiting.connect(waits.append)
    session.start()
    session.wait_until_idle()
    presenter.set_speed("max")
    presenter.play()
    qtbot.waitUntil(lambda: not presenter.pacer.playing, timeout=60_000)
    session.wait_until_idle()
    presenter.refresh()
    assert session.result.complete
    assert lab.transport._progress.last == 200
    assert session.result.pictures.view_state == session.state.view_state
    presenter.close()
    sessions.close()


def test_nothing_is_left_when_it_closes_in_mid_training(qtbot: QtBot) -> None:
    sessions = NetworkSessions.begin(small(epochs=MOST_EPOCHS))
    session = sessions.training
    lab = NetworkLab()
    qtbot.addWidget(lab)
    presenter = NetworkPresenter(sessions, lab, DARK)
    session.start()
    session.wait_until_idle()
    presenter.set_speed("max")
    presenter.play()
    qtbot.waitUntil(lambda: session.result.live.state.step > 100, timeout=60_000)
    presenter.close()
    sessions.close()
    step = session.result.live.state.step
    qtbot.wait(30)
    assert session.result.live.state.step == step


def test_what_is_refused_is_a_sentence(watch: Watch, tmp_path: Path) -> None:
    it = watch()
    choice = DatasetChoice(name="csv", path=str(tmp_path / "none.csv"))
    assert not it.session.edit("open data", lambda e: network_edits.with_data(e, choice))
    assert len(it.told) == 1
    with pytest.raises(TalwegError):
        network_edits.with_data(it.experiment, choice)
    assert it.result.live.experiment == it.experiment
