"""Curvature, measured in the background for who looks at it, and the spectrum when it is asked for."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.kit.theme import DARK
from app.network_lab.curvature.presenter import CurvaturePresenter
from app.network_lab.curvature.session import Attention, CurvatureSession
from app.network_lab.session import NetworkSession
from app.network_lab.views.curvature.panel import CurvaturePanel
from core import curvature, run_edits
from core.messages import TalwegError
from core.network import edits as network_edits
from core.network.experiment import NetworkExperiment
from core.network.network_choice import NetworkChoice
from core.network.training import state as training_state
from tests.small_networks import BATCHES, small, with_rates

Make = Callable[..., tuple[NetworkSession, CurvatureSession]]


@pytest.fixture
def make(qapp: QCoreApplication) -> Iterator[Make]:
    made: list[tuple[NetworkSession, CurvatureSession]] = []

    def make(
        experiment: NetworkExperiment | None = None, *, synchronous: bool = True
    ) -> tuple[NetworkSession, CurvatureSession]:
        session = NetworkSession(experiment or small(epochs=100), synchronous=synchronous)
        follower = CurvatureSession(session, synchronous=synchronous)
        made.append((session, follower))
        session.start()
        session.wait_until_idle()
        return session, follower

    yield make
    for session, follower in made:
        follower.close()
        session.close()


def steps(session: NetworkSession, count: int = 1) -> None:
    for _ in range(count):
        assert session.train(1)
        session.wait_until_idle()


def heard(signal: Any) -> list[Any]:
    told: list[Any] = []
    signal.connect(told.append)
    return told


def penalised() -> NetworkExperiment:
    return small(epochs=100, network=NetworkChoice(hidden=(3,), activation="tanh", l2=0.1))


# --- over time ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("synchronous", [True, False])
def test_for_no_one_nothing_is_measured(make: Make, synchronous: bool) -> None:
    session, follower = make(synchronous=synchronous)
    steps(session, 3)
    follower.wait_until_idle()
    assert follower.measured is None


def test_every_moment_is_measured_for_who_looks(make: Make) -> None:
    session, follower = make()
    follower.set_attention("here")
    steps(session, 3)
    measured = follower.measured
    assert measured is not None
    assert measured.history.epochs.tolist() == pytest.approx([0, 1 / 3, 2 / 3, 1])
    live = measured.live
    alone = curvature.of_runs(live.experiment, live.task, live.state)
    np.testing.assert_allclose(measured.now.sharpness, alone.sharpness, rtol=0.01)


def test_who_is_near_finds_a_past(make: Make, qtbot: QtBot) -> None:
    session, follower = make(synchronous=False)
    follower.set_attention("near")
    follower.wait_until_idle()
    assert follower.measured is None  # there is nothing to record before the first step
    steps(session)
    qtbot.waitUntil(lambda: follower.measured is not None, timeout=20_000)


def test_another_network_has_another_history(make: Make) -> None:
    session, follower = make()
    follower.set_attention("here")
    steps(session, 2)
    told = heard(follower.measured_changed)
    session.edit("units", lambda e: network_edits.with_units(e, 0, 4))
    assert told[0] is None
    assert follower.measured is not None
    assert len(follower.measured.history.epochs) == 1


def test_runs_that_have_diverged_are_measured_as_far_as_they_can(make: Make) -> None:
    session, follower = make(with_rates(small("line", epochs=100, precision="float64"), 1e290))
    refused = heard(session.refused)
    follower.set_attention("here")
    steps(session, 5)
    assert refused == []
    assert follower.measured is not None


def test_what_cannot_be_measured_is_told_once_for_each_network(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    session, follower = make()
    refused = heard(session.refused)
    monkeypatch.setattr(curvature, "of_runs", full, raising=False)
    follower.set_attention("here")
    steps(session, 4)
    assert len(refused) == 1
    assert "memory" in str(refused[0])
    session.restart()
    steps(session, 2)
    assert len(refused) == 2


# --- the spectrum -------------------------------------------------------------------------------------------


def test_the_spectrum_is_that_of_the_shown_run_with_the_penalties(make: Make) -> None:
    session, follower = make(penalised())
    steps(session, 2 * BATCHES)
    session.view_state(run=1, epoch=1)
    follower.ask_spectrum()
    found = follower.spectrum
    assert found is not None
    assert session.result is not None
    assert (found.run, found.epoch) == (1, 1)
    live = session.result.live
    weights = live.weights_at(1)[1][1]
    expected = curvature.spectrum(live.task, weights, l2=0.1)
    np.testing.assert_allclose(found.spectrum.eigenvalues, expected.eigenvalues, rtol=1e-6)


def test_the_spectrum_begins_with_the_sharpness_beside_it(make: Make) -> None:
    session, follower = make(penalised())
    follower.set_attention("here")
    steps(session, 4 * BATCHES)
    follower.ask_spectrum()
    measured, found = follower.measured, follower.spectrum
    assert measured is not None
    assert found is not None
    assert found.epoch == 4
    assert found.spectrum.eigenvalues[0] == pytest.approx(measured.now.sharpness[found.run], rel=1e-3)


def test_a_spectrum_stays_while_training_goes_on_and_goes_with_its_network(make: Make) -> None:
    session, follower = make()
    steps(session)
    follower.ask_spectrum()
    steps(session, 2)
    assert follower.spectrum is not None
    session.restart()
    assert follower.spectrum is None


@pytest.fixture
def panel(qtbot: QtBot) -> CurvaturePanel:
    panel = CurvaturePanel()
    qtbot.addWidget(panel)
    panel.resize(700, 400)
    panel.show()
    return panel


def presented(
    session: NetworkSession, follower: CurvatureSession, panel: CurvaturePanel
) -> CurvaturePresenter:
    return CurvaturePresenter(session, follower, panel, DARK)


@pytest.mark.parametrize(
    "change",
    [
        lambda session: session.restart(),
        lambda session: session.edit("less", lambda e: run_edits.without(e, 1)),
    ],
    ids=["restart", "a run less"],
)
def test_a_spectrum_of_another_network_is_waited_for_no_more(
    make: Make, panel: CurvaturePanel, change: Callable[[NetworkSession], object]
) -> None:
    session, follower = make(synchronous=False)
    steps(session)
    presenter = presented(session, follower, panel)
    panel.open_button.click()
    assert panel.spectrum.computing
    change(session)
    session.wait_until_idle()
    assert not panel.spectrum.computing
    follower.wait_until_idle()
    assert follower.spectrum is None
    presenter.close()


def test_a_cancelled_spectrum_does_not_come(make: Make, panel: CurvaturePanel) -> None:
    session, follower = make(synchronous=False)
    presenter = presented(session, follower, panel)
    panel.open_button.click()
    panel.spectrum.cancelled.emit()
    assert not panel.spectrum.computing
    follower.wait_until_idle()
    assert follower.spectrum is None
    presenter.close()


def test_a_spectrum_that_cannot_be_is_told_and_waited_for_no_more(
    make: Make, panel: CurvaturePanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def impossible(*_: object, **__: object) -> None:
        raise TalwegError("There is none.")

    monkeypatch.setattr(curvature, "spectrum", impossible, raising=False)
    session, follower = make()
    refused = heard(session.refused)
    presenter = presented(session, follower, panel)
    panel.open_button.click()
    assert [str(error) for error in refused] == ["There is none."]
    assert not panel.spectrum.computing
    presenter.close()


def test_curves_and_spectrum_reach_the_pane(make: Make, panel: CurvaturePanel) -> None:
    session, follower = make()
    presenter = presented(session, follower, panel)
    follower.set_attention("here")
    steps(session, 4)
    panel.open_button.click()
    presenter.refresh()
    assert session.result is not None
    assert len(panel.strip.view.curvature.curves) == 2
    assert panel.spectrum.view.spectrum is not None
    scrubbed = heard(presenter.scrubbed)
    panel.strip.scrubbed.emit(1)
    assert scrubbed == [1]
    session.edit("off", lambda e: run_edits.with_fields(e, 1, enabled=False))
    presenter.refresh()
    assert len(panel.strip.view.curvature.curves) == 1
    assert len(training_state.run_states(session.result.live.task, session.result.live.state)) == 2
    presenter.close()


@pytest.mark.parametrize("attention", ["away", "near", "here"])
def test_closing_ends_every_thread(make: Make, attention: Attention) -> None:
    session, follower = make(synchronous=False)
    steps(session)
    follower.set_attention(attention)
    follower.ask_spectrum()
    follower.close()
    assert follower._worker._thread is None
    assert follower._spectra._thread is None
