import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.kit import files
from app.surface_lab.session import SurfaceSession, SurfaceState
from core import loss_map, run_edits
from core.run_settings import SETTINGS
from core.surface import edits as surface_edits
from core.surface import presets as surface_presets
from core.surface import race, sampling
from core.surface.experiment import SurfaceChoice, SurfaceExperiment
from core.surface.race import Race

HERE = ((-3.0, 3.0), (-2.0, 2.0))
SIZE = (24, 16)


def parabola() -> SurfaceExperiment:
    return SurfaceExperiment(
        surface=SurfaceChoice(formula="x^2 + a*y^2"),
        start=(1.0, 1.0),
        steps=20,
        optimizers=tuple(SETTINGS[kind](learning_rate=0.01) for kind in ("sgd", "adam")),
    )


def with_rate(rate: float, index: int = 0) -> surface_edits.Change:
    return lambda before: run_edits.with_rate(before, index, rate, None)


class Listener:
    """What a session has said."""

    def __init__(self, session: SurfaceSession) -> None:
        self.states: list[tuple[SurfaceState, SurfaceState]] = []
        self.races: list[Race] = []
        self.maps: list[loss_map.LossMap] = []
        self.refusals: list[str] = []
        self.histories = 0
        session.state_changed.connect(lambda before, now: self.states.append((before, now)))
        session.race_changed.connect(self.races.append)
        session.map_changed.connect(self.maps.append)
        session.refused.connect(lambda error: self.refusals.append(str(error)))
        session.history_changed.connect(self._count)

    def _count(self) -> None:
        self.histories += 1


@pytest.fixture
def session(qapp: QCoreApplication) -> Iterator[SurfaceSession]:
    """One that answers at once."""
    session = SurfaceSession(parabola(), synchronous=True)
    yield session
    session.close()


@pytest.fixture
def heard(session: SurfaceSession) -> Listener:
    return Listener(session)


@pytest.fixture
def working(qapp: QCoreApplication) -> Iterator[SurfaceSession]:
    """One that computes on threads, as in the window."""
    session = SurfaceSession(parabola())
    yield session
    session.close()


def hold(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> threading.Event:
    """Let `module.name` wait, on whatever thread it is called, for the event."""
    go, original = threading.Event(), getattr(module, name)

    def held(*arguments: Any, **named: Any) -> Any:
        assert go.wait(60)
        return original(*arguments, **named)

    monkeypatch.setattr(module, name, held)
    return go


def count(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> list[Any]:
    """The first arguments of every call of `module.name`."""
    calls: list[Any] = []
    original: Callable[..., Any] = getattr(module, name)

    def counted(first: Any, *arguments: Any, **named: Any) -> Any:
        calls.append(first)
        return original(first, *arguments, **named)

    monkeypatch.setattr(module, name, counted)
    return calls


# --- states -------------------------------------------------------------------------------------------------


def test_edit_replaces_the_state_and_tells_both(session: SurfaceSession, heard: Listener) -> None:
    before = session.state
    assert session.edit("faster", with_rate(0.1))
    assert session.state.experiment.settings()[0].learning_rate == 0.1
    assert heard.states == [(before, session.state)]
    assert before.experiment == parabola()


def test_race_of_an_edit_is_that_of_its_experiment(session: SurfaceSession, heard: Listener) -> None:
    session.start()
    session.edit("faster", with_rate(0.1))
    assert session.race is heard.races[-1]
    assert session.race.experiment == session.state.experiment
    # Gradient descent on x² + y² with η = 0.1: every step leaves 0.8 of the way.
    np.testing.assert_allclose(session.race.runs[0].positions[:, 1], 0.8 ** np.arange(21), rtol=1e-12)


def test_refused_edit_leaves_everything_as_it_was_and_says_why(
    session: SurfaceSession, heard: Listener
) -> None:
    session.start()
    session.edit("faster", with_rate(0.1))
    state, history, races = session.state, session.history, len(heard.races)
    assert not session.edit("backwards", with_rate(-0.1))
    assert (session.state, session.history, len(heard.races)) == (state, history, races)
    assert len(heard.states) == 1
    assert len(heard.refusals) == 1
    assert "learning_rate" in heard.refusals[0]


def test_edit_that_changes_nothing_is_none(session: SurfaceSession, heard: Listener) -> None:
    assert session.edit("same", with_rate(0.01))
    assert (heard.states, heard.races, heard.histories) == ([], [], 0)
    assert session.history.past == ()


def test_mode_and_scaling_are_not_undone(session: SurfaceSession) -> None:
    session.edit("faster", with_rate(0.1))
    session.set_mode("from_here")
    session.set_scaling("log")
    session.undo()
    assert (session.state.mode, session.state.scaling) == ("from_here", "log")
    assert session.state.experiment == parabola()


# --- undo ---------------------------------------------------------------------------------------------------


def test_drag_is_undone_as_one(session: SurfaceSession, heard: Listener) -> None:
    session.start()
    for rate in np.linspace(0.02, 0.2, 30):
        session.edit("drag", with_rate(float(rate)), drag="eta")
    session.end_drag()
    for rate in np.linspace(0.2, 0.02, 30):
        session.edit("drag", with_rate(float(rate)), drag="eta")
    session.end_drag()
    session.undo()
    assert session.state.experiment.settings()[0].learning_rate == 0.2
    session.undo()
    assert session.state.experiment == parabola()
    assert session.history.past == ()
    session.redo()
    session.redo()
    assert session.state.experiment.settings()[0].learning_rate == 0.02
    assert session.race is not None
    assert session.race.experiment == session.state.experiment


def test_undo_and_redo_with_nothing_to_do_do_nothing(session: SurfaceSession, heard: Listener) -> None:
    session.undo()
    session.redo()
    assert heard.states == []
    assert heard.histories == 0


def test_refusal_within_a_drag_does_not_part_it(session: SurfaceSession) -> None:
    session.edit("drag", with_rate(0.1), drag="eta")
    session.edit("drag", with_rate(-1.0), drag="eta")
    session.edit("drag", with_rate(0.2), drag="eta")
    session.undo()
    assert session.state.experiment == parabola()


# --- what is computed ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("fields", [{"enabled": False}, {"color": "#112233"}])
def test_what_is_shown_how_computes_nothing(
    session: SurfaceSession, fields: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    session.set_viewport(HERE, SIZE)
    session.start()
    races, maps = count(monkeypatch, race, "compute"), count(monkeypatch, sampling, "sample")
    session.edit("change", lambda before: run_edits.with_fields(before, 1, **fields))
    session.undo()
    assert races == maps == []


def test_optimizer_of_its_own_leaves_the_map(session: SurfaceSession, heard: Listener) -> None:
    session.set_viewport(HERE, SIZE)
    session.start()
    maps = len(heard.maps)
    session.edit("faster", with_rate(0.1))
    assert len(heard.maps) == maps
    session.edit("steeper", lambda before: surface_edits.with_parameter(before, "a", 7.0))
    assert len(heard.maps) == maps + 1


def test_scaling_samples_but_runs_nothing(session: SurfaceSession, heard: Listener) -> None:
    session.set_viewport(HERE, SIZE)
    session.start()
    races, losses = len(heard.races), heard.maps[-1].losses
    session.set_scaling("linear")
    assert len(heard.races) == races
    np.testing.assert_array_equal(heard.maps[-1].losses, losses)
    spread = losses.max() - losses.min()
    np.testing.assert_allclose(heard.maps[-1].shades, (losses - losses.min()) / spread, atol=1e-12)


def test_map_is_that_of_the_viewport(session: SurfaceSession) -> None:
    session.set_viewport(HERE, SIZE)
    assert session.map is not None
    assert session.map.rectangle == HERE
    x, y = np.meshgrid(*session.map.axes())
    assert x.shape == (16, 24)
    np.testing.assert_allclose(session.map.losses, x**2 + y**2, rtol=1e-14)


def test_nothing_is_sampled_before_there_is_a_viewport(session: SurfaceSession, heard: Listener) -> None:
    session.start()
    session.set_scaling("log")
    assert heard.maps == []


# --- formulas -----------------------------------------------------------------------------------------------


def test_wrong_formula_is_returned_and_changes_nothing(session: SurfaceSession, heard: Listener) -> None:
    error = session.try_formula("x^2 +")
    assert error is not None
    assert error.position == 5
    assert (heard.states, heard.refusals) == ([], [])


def test_formula_is_taken_as_it_is_typed_and_undone_as_one(session: SurfaceSession) -> None:
    for text in ("x", "x^2", "x^2 + y", "x^2 + y^2"):
        assert session.try_formula(text) is None
    assert session.state.experiment.surface.formula == "x^2 + y^2"
    session.undo()
    assert session.state.experiment == parabola()


# --- late results -------------------------------------------------------------------------------------------


def test_late_race_of_other_numbers_is_delivered(
    working: SurfaceSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    working.start()
    working.wait_until_idle()
    heard = Listener(working)
    go = hold(monkeypatch, race, "compute")
    working.edit("drag", with_rate(0.1))
    while working.waiting_jobs()[0]:  # until it has begun
        QCoreApplication.processEvents()
    working.edit("drag", with_rate(0.2))
    go.set()
    working.wait_until_idle()
    shown = [result.experiment.settings()[0].learning_rate for result in heard.races]
    assert shown == [0.1, 0.2]


def test_late_race_and_map_of_another_function_are_dropped(
    working: SurfaceSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    working.set_viewport(HERE, SIZE)
    working.start()
    working.wait_until_idle()
    heard = Listener(working)
    holds = [hold(monkeypatch, race, "compute"), hold(monkeypatch, sampling, "sample")]
    working.edit("steeper", lambda before: surface_edits.with_parameter(before, "a", 3.0))
    while any(working.waiting_jobs()):
        QCoreApplication.processEvents()
    working.edit("other", lambda before: surface_edits.with_formula(before, "cos(x) + y^2"))
    for go in holds:
        go.set()
    working.wait_until_idle()
    assert {result.experiment.surface.formula for result in heard.races} == {"cos(x) + y^2"}
    assert working.map is not None
    for sampled in heard.maps:
        x, y = np.meshgrid(*sampled.axes())
        np.testing.assert_allclose(sampled.losses, np.cos(x) + y**2, rtol=1e-14)


def test_map_of_another_surface_waits_for_its_race(
    working: SurfaceSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    working.set_viewport(HERE, SIZE)
    working.start()
    working.wait_until_idle()
    order: list[str] = []
    working.race_changed.connect(lambda _: order.append("race"))
    working.map_changed.connect(lambda _: order.append("map"))
    go = hold(monkeypatch, race, "compute")
    working.edit("other", lambda before: surface_edits.with_surface(before, SurfaceChoice(name="himmelblau")))
    working._map_worker.wait_until_idle()
    assert order == []
    go.set()
    working.wait_until_idle()
    assert order[:2] == ["race", "map"]
    assert working.map is not None
    x, y = np.meshgrid(*working.map.axes())
    np.testing.assert_allclose(working.map.losses, (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2, rtol=1e-12)


def test_burst_of_edits_ends_with_the_race_of_the_last(working: SurfaceSession, qtbot: QtBot) -> None:
    working.start()
    working.wait_until_idle()
    heard = Listener(working)
    wanted = 0.0
    for number in range(10_000):
        wanted = 0.001 + number * 1e-5
        working.edit("drag", with_rate(wanted), drag="eta")
        assert max(working.waiting_jobs()) <= 1
        if number % 10 == 0:
            QCoreApplication.processEvents()
    during = len(heard.races)
    qtbot.waitUntil(working.is_idle, timeout=60_000)
    rates = [result.experiment.settings()[0].learning_rate for result in heard.races]
    assert during > 0
    assert rates == sorted(rates)
    assert rates[-1] == wanted
    assert working.race is not None
    assert working.race.experiment == working.state.experiment
    assert len(working.history.past) == 1


def test_busy_from_the_first_job_to_the_last_result(working: SurfaceSession) -> None:
    told: list[bool] = []
    working.busy_changed.connect(told.append)
    working.set_viewport(HERE, SIZE)
    working.start()
    assert told[0]
    assert not working.is_idle()
    working.wait_until_idle()
    assert not told[-1]
    assert working.is_idle()


def test_close_in_the_middle_says_nothing_any_more(working: SurfaceSession) -> None:
    heard = Listener(working)
    working.set_viewport(HERE, SIZE)
    working.start()
    working.close()
    QCoreApplication.processEvents()
    working.edit("late", with_rate(0.5))
    QCoreApplication.processEvents()
    assert (heard.races, heard.maps) == ([], [])


# --- files --------------------------------------------------------------------------------------------------


def test_saving_and_undoing_decide_what_is_modified(session: SurfaceSession, tmp_path: Path) -> None:
    path = tmp_path / "race.json"
    assert not session.state.modified
    session.edit("faster", with_rate(0.1))
    assert session.state.modified
    assert session.save(path)
    assert not session.state.modified
    assert session.state.path == path
    assert files.read_experiment(path) == session.state.experiment
    session.undo()
    assert session.state.modified
    session.redo()
    assert not session.state.modified


def test_undo_over_an_opened_file_brings_back_the_file_before(
    session: SurfaceSession, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert session.save(first)
    files.write_experiment(surface_presets.new("himmelblau"), second)
    session.take(surface_presets.new("himmelblau"), second)
    session.undo()
    assert (session.state.path, session.state.modified) == (first, False)
    session.redo()
    assert (session.state.path, session.state.modified) == (second, False)
    session.new(surface_presets.new("booth"))
    assert (session.state.path, session.state.modified) == (None, False)


def test_file_that_cannot_be_written_is_refused(
    session: SurfaceSession, heard: Listener, tmp_path: Path
) -> None:
    session.edit("faster", with_rate(0.1))
    state = session.state
    assert not session.save(tmp_path / "missing" / "race.json")
    assert session.state == state
    assert session.state.modified
    assert "cannot be written" in heard.refusals[0]


def test_opening_a_file(session: SurfaceSession, heard: Listener, tmp_path: Path) -> None:
    path = tmp_path / "race.json"
    files.write_experiment(surface_presets.new("himmelblau"), path)
    session.take(files.read_experiment(path), path)
    assert session.state.experiment == surface_presets.new("himmelblau")
    assert session.state.path == path
    assert not session.state.modified
    assert heard.races[-1].experiment == session.state.experiment


def test_new_experiment_has_no_file(session: SurfaceSession, tmp_path: Path) -> None:
    session.save(tmp_path / "race.json")
    session.new(surface_presets.new("rosenbrock"))
    assert session.state.path is None
    assert not session.state.modified
    session.undo()
    assert session.state.experiment == parabola()


def test_experiment_that_cannot_be_is_no_start(qapp: QCoreApplication) -> None:
    with pytest.raises(ValueError, match="steps"):
        SurfaceSession(msgspec.structs.replace(parabola(), steps=0))
