"""The controller of the network lab: edits, steps, view states, and what comes of them."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.kit import files
from app.network_lab.session import NetworkSession
from app.network_lab.state import TrainingResult
from core import run_edits
from core.data.catalogue import DATASETS
from core.network import edits as network_edits
from core.network import presets as network_presets
from core.network import training
from core.network.early_stopping import EarlyStopping
from core.network.experiment import NetworkExperiment
from core.network.network_choice import NetworkChoice
from core.network.training import live as live_training
from core.network.training import state as training_state
from tests.small_networks import small as tiny

ROUNDS = 100


def small(**changes: Any) -> NetworkExperiment:
    made = network_presets.new("two_moons")
    return run_edits.replace(
        made,
        dataset=msgspec.structs.replace(made.dataset, samples=100),
        **{"network": NetworkChoice(hidden=(4,)), "epochs": 10, **changes},
    )


@pytest.fixture
def make(qapp: QCoreApplication) -> Iterator[Callable[..., NetworkSession]]:
    made = []

    def maker(experiment: NetworkExperiment | None = None, *, synchronous: bool = True) -> NetworkSession:
        session = NetworkSession(experiment or small(), synchronous=synchronous)
        made.append(session)
        session.start()
        return session

    yield maker
    for session in made:
        session.close()


def present(session: NetworkSession) -> TrainingResult:
    assert session.result is not None
    return session.result


def weights(session: NetworkSession) -> np.ndarray[Any, Any]:
    live = present(session).live
    return training_state.weights_of(live.task, live.state)


def rate(value: float, run: int = 0) -> network_edits.Change:
    return lambda e: run_edits.with_rate(e, run, value, None)


# --- training -----------------------------------------------------------------------------------------------


def test_it_begins_with_the_untrained_network(make: Callable[..., NetworkSession]) -> None:
    session = make()
    result = present(session)
    assert (result.live.state.step, result.pictures.epoch, result.ended) == (0, 0, False)
    assert result.pictures.answers.shape == (100, 2)


def test_steps_lead_where_training_at_once_leads(make: Callable[..., NetworkSession]) -> None:
    session = make()
    while not present(session).ended:
        assert session.train(2)
    at_once = training.run(small())
    np.testing.assert_array_equal(
        weights(session), training_state.weights_of(present(session).live.task, at_once)
    )
    assert present(session).complete


def test_a_moved_number_resets_nothing(make: Callable[..., NetworkSession]) -> None:
    session = make()
    session.train(2)
    before = weights(session)
    session.edit("slower", rate(0.0))
    np.testing.assert_array_equal(weights(session), before)
    assert present(session).live.state.step == 2
    session.train(3)
    np.testing.assert_array_equal(weights(session)[0], before[0])
    assert (weights(session)[1] != before[1]).any()


@pytest.mark.parametrize(
    "change",
    [
        lambda e: network_edits.with_units(e, 0, 5),
        lambda e: network_edits.with_dataset(e, "circles"),
        lambda e: network_edits.with_seed(e, 3),
        lambda e: run_edits.replace(e, batch_size=7),
        lambda e: run_edits.without(e, 1),
    ],
    ids=["units", "data", "seed", "batch size", "runs"],
)
def test_another_network_begins_anew_and_undo_brings_the_old_one(
    make: Callable[..., NetworkSession], change: network_edits.Change
) -> None:
    session = make()
    first = weights(session)
    session.train(4)
    session.edit("another", change)
    assert present(session).live.state.step == 0
    assert present(session).live.experiment == session.state.experiment
    session.undo()
    assert present(session).live.state.step == 0
    np.testing.assert_array_equal(weights(session), first)


def test_what_cannot_be_is_refused_and_leaves_training_alone(make: Callable[..., NetworkSession]) -> None:
    session, refusals = make(), []
    session.refused.connect(lambda error: refusals.append(str(error)))
    session.train(4)
    before, state = present(session), session.state
    assert not session.edit("bad", lambda e: network_edits.with_units(e, 0, 0))
    assert len(refusals) == 1
    assert (present(session), session.state) == (before, state)


def test_restart_brings_the_same_weights_and_another_seed_of_theirs_others(
    make: Callable[..., NetworkSession],
) -> None:
    session = make()
    first, x = weights(session), present(session).live.task.split.training.x
    session.train(9)
    assert (weights(session) != first).any()
    session.restart()
    np.testing.assert_array_equal(weights(session), first)
    session.edit("new weights", lambda e: run_edits.replace(e, weight_seed=5))
    assert (weights(session) != first).any()
    np.testing.assert_array_equal(present(session).live.task.split.training.x, x)


def test_a_diverged_network_goes_on_when_asked(make: Callable[..., NetworkSession]) -> None:
    session = make(
        run_edits.replace(
            network_presets.new("line"),
            epochs=50,
            optimizers=network_presets.new("line").optimizers[:1],
        )
    )
    session.edit("far too large", rate(1e20))
    session.train(100)
    result = present(session)
    assert result.runs[0].diverged_at
    assert result.ended
    assert not result.complete
    assert np.isfinite(weights(session)).all()
    stood = result.live.state.step
    session.train(5)
    assert present(session).live.state.step == stood
    session.edit("smaller", rate(1e-3))
    session.resume()
    session.train(5)
    assert present(session).live.state.step > stood
    assert not present(session).runs[0].diverged_at


def test_early_stopping_ends_it_and_resuming_goes_on(make: Callable[..., NetworkSession]) -> None:
    still = tuple(msgspec.structs.replace(one, learning_rate=0.0) for one in small().settings())
    session = make(small(optimizers=still, early_stopping=EarlyStopping(patience=2)))
    session.train(1000)
    assert present(session).ended
    assert not present(session).complete
    stopped = present(session).live.epoch
    session.resume()
    assert not present(session).ended
    session.train(present(session).live.task.batches)
    assert present(session).live.epoch == stopped + 1


# --- view states --------------------------------------------------------------------------------------------


def test_the_past_is_looked_at_without_training(make: Callable[..., NetworkSession]) -> None:
    session = make()
    untrained = present(session).pictures.answers
    for _ in range(4):
        session.train(present(session).live.task.batches)
    now = present(session).pictures.answers
    session.view_state(epoch=0)
    np.testing.assert_array_equal(present(session).pictures.answers, untrained)
    assert (present(session).pictures.epoch, present(session).live.epoch) == (0, 4)
    session.view_state(epoch=None)
    np.testing.assert_array_equal(present(session).pictures.answers, now)


def test_looking_is_no_edit(make: Callable[..., NetworkSession]) -> None:
    session = make()
    session.view_state(run=2, probe=(0.1, 0.2))
    assert session.history.past == ()
    assert not session.state.modified
    assert present(session).pictures.view_state.run == 2
    np.testing.assert_array_equal(present(session).pictures.probe, (0.1, 0.2))


def test_other_data_are_looked_at_afresh(make: Callable[..., NetworkSession]) -> None:
    session = make()
    session.view_state(probe=(0.1, 0.2), axes=(1, 0), run=1)
    session.edit("noise", lambda e: network_edits.with_dataset_fields(e, noise=0.3))
    assert session.state.view_state.probe == (0.1, 0.2)
    session.edit("data", lambda e: network_edits.with_dataset(e, "sine"))
    view_state = session.state.view_state
    assert (view_state.probe, view_state.axes, view_state.run) == (None, None, 1)
    assert present(session).pictures.curves is not None


@pytest.mark.parametrize("name", sorted(DATASETS))
def test_every_data_set_can_be_watched(make: Callable[..., NetworkSession], name: str) -> None:
    session = make(tiny(name))
    session.train(5)
    session.view_state(trace=True)
    pictures = present(session).pictures
    assert np.isfinite(pictures.answers).all()
    assert pictures.trace is not None
    assert len(pictures.neurons) == len(pictures.dropped) == 1 + len(pictures.probe_values)
    assert sum(part is not None for part in (pictures.field, pictures.curves, pictures.forecasts)) == (
        name != "digits"
    )


# --- files --------------------------------------------------------------------------------------------------


def test_saving_and_taking(make: Callable[..., NetworkSession], tmp_path: Path) -> None:
    session, path = make(), tmp_path / "net.json"
    session.edit("faster", rate(0.5))
    assert session.state.modified
    assert session.save(path)
    assert not session.state.modified
    opened = files.read_experiment(path)
    assert opened == session.state.experiment
    session.new(network_presets.new("circles"))
    assert session.state.path is None
    assert isinstance(opened, NetworkExperiment)
    session.take(opened, path)
    assert session.state.experiment == opened
    assert session.state.path == path


# --- behind the window --------------------------------------------------------------------------------------


def test_what_is_asked_for_meanwhile_is_not_forgotten(
    make: Callable[..., NetworkSession], qtbot: QtBot
) -> None:
    session = make(small(epochs=100_000), synchronous=False)
    session.wait_until_idle()
    for value in (0.1, 0.2, 0.3):
        session.train(50)
        session.edit("rate", rate(value))
        session.view_state(run=1)
        session.view_state(run=0)
    session.wait_until_idle()
    result = present(session)
    assert result.live.experiment == session.state.experiment
    assert result.pictures.view_state == session.state.view_state
    assert result.live.state.step > 0


def test_only_one_thing_is_computed_at_a_time(make: Callable[..., NetworkSession]) -> None:
    session = make(small(epochs=100_000), synchronous=False)
    session.wait_until_idle()
    assert session.train(2000)
    assert not session.train(1)
    session.wait_until_idle()
    assert present(session).live.state.step >= 2000 - present(session).live.task.batches


def test_steps_asked_for_while_busy_are_made(make: Callable[..., NetworkSession]) -> None:
    session = make(small(epochs=100_000), synchronous=False)
    session.wait_until_idle()
    session.train(2000)
    session.train_soon(1)
    session.wait_until_idle()
    assert present(session).live.batch == 1


def test_a_failure_is_told_and_leaves_the_last_moment(
    make: Callable[..., NetworkSession], monkeypatch: pytest.MonkeyPatch
) -> None:
    session = make()
    session.train(3)
    before, told, failed = present(session), [], []
    session.refused.connect(lambda error: told.append(str(error)))
    session.failed.connect(lambda: failed.append(True))

    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(live_training, "go_on", fail)
    session.train(3)
    assert present(session) is before
    assert len(told) == len(failed) == 1
    assert "memory" in told[0]


def test_closing_in_mid_training_is_immediate_and_clean(qapp: QCoreApplication) -> None:
    slowest = 0.0
    for round_ in range(ROUNDS):
        session = NetworkSession(small(epochs=100_000))
        session.start()
        session.wait_until_idle()
        delivered: list[TrainingResult] = []
        session.result_changed.connect(delivered.append)
        session.train(50 + 10 * round_)
        begun = time.monotonic()
        session.close()
        slowest = max(slowest, time.monotonic() - begun)
        QCoreApplication.processEvents()
        assert delivered == []
        assert not session.train(1)
    assert slowest < 60  # a lock would never end


def test_other_data_in_mid_training_replace_what_was_shown(qapp: QCoreApplication) -> None:
    session = NetworkSession(small(epochs=100_000))
    session.start()
    session.wait_until_idle()
    names = ("circles", "two_moons")
    for round_ in range(ROUNDS):
        session.train(20 + round_)
        name = names[round_ % 2]
        session.edit("data", lambda e, name=name: network_edits.with_dataset(e, name))
        session.wait_until_idle()
        assert present(session).live.experiment.dataset.name == name
        assert present(session).live.state.step == 0
    session.close()
