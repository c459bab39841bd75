"""Playing, single steps, past epochs and slow motion, as the transport asks for them."""

import msgspec
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.kit.theme import DARK
from app.network_lab import training_player
from app.network_lab.presenter import NetworkPresenter
from app.network_lab.sessions import NetworkSessions
from app.network_lab.views.diagram.slow_motion import trace_stages
from app.network_lab.views.lab import NetworkLab
from core import run_edits
from core.network.early_stopping import EarlyStopping
from core.network.experiment import NetworkExperiment
from core.network.parameters import MOST_EPOCHS
from core.network.training import live as live_training
from tests.app.network_lab.watched import Watch, Watched
from tests.small_networks import BATCHES, small, with_rates


def diverging() -> NetworkExperiment:
    return with_rates(small("line", epochs=40), 1e20)


def stopping() -> NetworkExperiment:
    """Nothing is learned, so nothing improves after the first epoch."""
    return with_rates(small(epochs=40, early_stopping=EarlyStopping(patience=1)), 0.0)


# --- playing ------------------------------------------------------------------------------------------------


def test_playing_trains_as_the_clock_says(watch: Watch) -> None:
    it = watch()
    it.presenter.player.set_speed("batches")
    it.presenter.player.play()
    it.tick()
    assert it.step == 1  # the first at once
    it.tick(0.05)
    assert it.step == 1
    it.tick(0.06)
    assert it.step == 2
    it.presenter.player.toggle()
    it.tick(10.0)
    assert it.step == 2
    assert not it.presenter.player.pacer.playing


@pytest.mark.parametrize(("speed", "steps"), [("batch", 1), ("epoch", BATCHES)])
def test_a_speed_says_what_is_made_at_a_time(watch: Watch, speed: str, steps: int) -> None:
    it = watch()
    it.lab.transport.speed_chosen.emit(speed)
    assert it.presenter.player.speed == speed
    assert it.lab.transport.speed.currentData() == speed
    it.presenter.player.play()
    it.tick()
    assert it.step == steps


def test_at_full_speed_it_trains_to_the_end_and_pauses(watch: Watch) -> None:
    it = watch()
    it.presenter.player.set_speed("max")
    it.lab.transport.play_toggled.emit()
    it.tick()
    assert it.result.complete
    it.tick()
    assert not it.presenter.player.pacer.playing
    assert it.told == []  # that it has reached its end can be seen


def test_how_fast_it_really_goes_is_shown_while_it_plays(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = watch(small(epochs=40))
    seconds = [0.0]
    monkeypatch.setattr(training_player.time, "monotonic", lambda: seconds[0])
    it.presenter.player.set_speed("batches")
    it.presenter.player.play()
    for _ in range(21):
        it.tick(0.1)
        seconds[0] += 0.1
    it.presenter.refresh()
    assert it.lab.transport._rate == pytest.approx(10.0)
    it.session.view_state(probe=(0.1, 0.2))
    it.presenter.refresh()
    assert it.lab.transport._rate == pytest.approx(10.0)
    it.presenter.player.toggle()
    it.presenter._figures.draw()
    assert it.lab.transport._rate is None


def test_one_batch_and_one_epoch(watch: Watch) -> None:
    it = watch()
    it.presenter.player.play()
    it.lab.transport.batch_requested.emit()
    assert not it.presenter.player.pacer.playing
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
    getattr(it.presenter.player, go_on)()
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
    it.presenter.player.play()
    assert it.experiment.epochs == MOST_EPOCHS


# --- ends before its time -----------------------------------------------------------------------------------


def play_to_the_end(it: Watched) -> None:
    it.presenter.player.set_speed("max")
    it.presenter.player.play()
    while it.presenter.player.pacer.playing:
        it.tick()


def test_who_diverges_is_told_and_goes_on_when_asked(watch: Watch) -> None:
    it = watch(diverging())
    play_to_the_end(it)
    assert len(it.told) == 1
    assert "diverged" in it.told[0]
    stood = it.step
    assert np.isfinite(it.weights()).all()
    it.session.edit("smaller", lambda e: with_rates(e, 1e-3))
    it.presenter.player.play()
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
    it.presenter.player.play()
    play_to_the_end(it)
    assert len(it.told) == 2  # stopped again, told again


def test_what_ends_in_the_last_epoch_goes_on_at_once(watch: Watch) -> None:
    it = watch(stopping())
    play_to_the_end(it)
    it.session.edit("fewer", lambda e: run_edits.replace(e, epochs=it.result.live.epoch))
    assert it.result.complete
    before = it.step
    it.presenter.player.play()
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
    it.presenter.player.play()
    it.tick()
    before, state = it.result, it.session.state

    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(live_training, "go_on", fail)
    it.tick(1.0)
    assert len(it.told) == 1
    assert not it.presenter.player.pacer.playing
    assert (it.result, it.session.state) == (before, state)
    monkeypatch.undo()
    it.presenter.player.one_batch()
    assert it.step == before.live.state.step + 1


def test_what_cannot_be_is_refused_while_it_goes_on(watch: Watch) -> None:
    it = watch()
    it.presenter.player.play()
    it.tick()
    it.lab.diagram.units_changed.emit(0, 0)
    assert len(it.told) == 1
    assert it.presenter.player.pacer.playing
    assert it.step == BATCHES


# --- the past -----------------------------------------------------------------------------------------------


def test_the_past_is_seen_and_the_present_comes_back(watch: Watch) -> None:
    it = watch()
    it.lab.transport.resize(900, 48)
    seen = {}
    for epoch in range(4):
        seen[epoch] = it.result.pictures.answers
        it.let_train(1)
    it.presenter.player.play()
    it.lab.curves.scrubbed.emit(2)
    assert not it.presenter.player.pacer.playing
    assert it.result.pictures.epoch == 2
    np.testing.assert_array_equal(it.result.pictures.answers, seen[2])
    it.presenter.player.scrub(-1)
    assert it.result.pictures.epoch == 1
    it.presenter.player.scrub(-5)
    assert it.result.pictures.epoch == 0
    it.presenter.refresh()
    assert not it.lab.transport.latest.isHidden()
    it.lab.transport.latest_requested.emit()
    it.presenter.refresh()
    assert (it.result.pictures.epoch, it.session.state.view_state.epoch) == (4, None)
    assert it.lab.transport.latest.isHidden()
    it.presenter.player.scrub(1)
    assert it.session.state.view_state.epoch is None


def test_the_future_cannot_be_seen(watch: Watch) -> None:
    it = watch()
    it.let_train(1)
    it.lab.transport.jump_requested.emit(3)
    assert (it.result.pictures.epoch, it.session.state.view_state.epoch) == (1, None)


def test_playing_goes_on_from_the_present(watch: Watch) -> None:
    it = watch()
    it.let_train(2)
    it.presenter.player.jump(0)
    it.presenter.player.play()
    it.tick()
    assert it.session.state.view_state.epoch is None
    assert it.step > 2 * BATCHES


def test_restart_has_the_same_weights_and_new_weights_others(watch: Watch) -> None:
    it = watch()
    first = it.weights()
    it.let_train(2)
    it.presenter.player.jump(1)
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
    it.presenter.player.play()
    it.tick()
    it.presenter.player.restart()
    assert it.presenter.player.pacer.playing
    it.tick(1.0)
    assert it.step > 0


# --- slow motion --------------------------------------------------------------------------------------------


def test_slow_motion_tells_the_next_step_and_makes_it_when_asked(watch: Watch) -> None:
    it = watch()
    it.presenter.player.play()
    it.slow_down()
    assert not it.presenter.player.pacer.playing
    assert it.lab.transport.slow.isChecked()
    assert not it.lab.slow_motion_bar.isHidden()
    assert it.lab.learning.isHidden()
    captions = []
    network = it.lab.diagram._network
    for _ in range(trace_stages(network)):
        captions.append(it.lab.slow_motion_bar.caption.text())
        it.lab.slow_motion_bar.forward.click()
    assert all(captions)
    assert len(set(captions)) == len(captions)
    assert it.step == 0
    told = it.result.pictures.trace
    before = it.weights()
    it.lab.slow_motion_bar.next.click()
    it.presenter.refresh()
    assert it.step == 1
    assert it.presenter.player.slow_motion.stage == 0
    changes = np.concatenate([np.r_[step.kernel_change.ravel(), step.bias_change] for step in told.layers])
    np.testing.assert_allclose(it.weights() - before, changes, rtol=1e-4, atol=1e-7)
    it.lab.slow_motion_bar.close_button.click()
    it.presenter.refresh()
    assert it.lab.slow_motion_bar.isHidden()
    assert not it.lab.learning.isHidden()
    assert it.result.pictures.trace is None
    assert not it.lab.transport.slow.isChecked()


def test_the_story_plays_by_itself(watch: Watch) -> None:
    it = watch()
    it.slow_down()
    it.presenter.player.toggle()
    assert it.presenter.player.slow_motion.stage == 1
    it.presenter.player.toggle()
    assert it.presenter.player.slow_motion.stage == 1
    assert not it.presenter.player.pacer.playing
    assert it.step == 0


def test_another_network_is_told_of_at_once(watch: Watch) -> None:
    it = watch()
    it.slow_down()
    last = trace_stages(it.lab.diagram._network) - 1
    it.presenter.player.slow_motion.show_stage(last)
    it.lab.diagram.layer_added.emit(1)
    it.presenter.refresh()
    assert len(it.result.pictures.trace.layers) == 3
    assert it.lab.slow_motion_bar.isVisibleTo(it.lab)
    it.presenter.player.slow_motion.show_stage(100)
    assert it.presenter.player.slow_motion.stage == trace_stages(it.lab.diagram._network) - 1 == last + 2
    it.lab.diagram.layer_removed.emit(0)
    it.presenter.refresh()
    assert it.presenter.player.slow_motion.stage <= last
    it.lab.grab()


def test_other_data_are_told_of_at_once(watch: Watch) -> None:
    it = watch()
    it.slow_down()
    it.lab.controls.dataset_chosen.emit("line")
    it.presenter.refresh()
    assert it.result.pictures.trace is not None
    assert it.lab.answers.currentWidget() is it.lab.function


def test_who_looks_back_leaves_slow_motion(watch: Watch) -> None:
    it = watch()
    it.let_train(2)
    it.slow_down()
    it.presenter.player.toggle()
    it.presenter.player.scrub(-1)
    it.presenter.refresh()
    assert it.result.pictures.epoch == 1
    assert not it.session.state.view_state.trace
    assert it.lab.slow_motion_bar.isHidden()
    it.presenter.player.set_slow(True)
    it.presenter.refresh()
    assert it.session.state.view_state.epoch is None
    assert it.result.pictures.trace.step == it.step


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
    presenter.player.set_speed("max")
    presenter.player.play()
    qtbot.waitUntil(lambda: not presenter.player.pacer.playing, timeout=60_000)
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
    presenter.player.set_speed("max")
    presenter.player.play()
    qtbot.waitUntil(lambda: session.result.live.state.step > 100, timeout=60_000)
    presenter.close()
    sessions.close()
    step = session.result.live.state.step
    qtbot.wait(30)
    assert session.result.live.state.step == step
