"""When landscapes are drawn in the background, when they are given up, and when not at all."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.network_lab.landscape.session import LandscapeSession
from app.network_lab.session import NetworkSession
from core import run_edits
from core.landscape import live_landscape
from core.landscape.view_state import LandscapeViewState
from core.network import edits as network_edits
from core.network.early_stopping import EarlyStopping
from core.network.experiment import NetworkExperiment
from tests.small_networks import BATCHES, small, with_rates

Make = Callable[..., tuple[NetworkSession, LandscapeSession]]
RANGES = [((-one, one), (-one, one)) for one in (1.0, 2.0, 3.0)]


@pytest.fixture
def make(qapp: QCoreApplication) -> Iterator[Make]:
    made: list[tuple[NetworkSession, LandscapeSession]] = []

    def make(
        experiment: NetworkExperiment | None = None, *, synchronous: bool = True, **view_state: Any
    ) -> tuple[NetworkSession, LandscapeSession]:
        session = NetworkSession(experiment or small(epochs=100), synchronous=synchronous)
        landscape = LandscapeSession(session, synchronous=synchronous)
        made.append((session, landscape))
        session.refused.connect(lambda error: pytest.fail(str(error)))
        session.look_at_landscape(**{"method": "random", **view_state})
        session.start()
        session.wait_until_idle()
        return session, landscape

    yield make
    for session, landscape in made:
        landscape.close()
        session.close()


def seen(landscape: LandscapeSession) -> list[Any]:
    """Every picture that is shown from now on."""
    pictures: list[Any] = []
    landscape.picture_changed.connect(pictures.append)
    return pictures


def steps(session: NetworkSession, count: int = 1) -> None:
    for _ in range(count):
        assert session.train(1)
        session.wait_until_idle()


def at(session: NetworkSession) -> int:
    assert session.result is not None
    return session.result.live.state.step


def drawn_at(landscape: LandscapeSession) -> int:
    """At which step the landscape in view was drawn."""
    assert landscape.picture is not None
    return landscape.picture.live.state.step


class Gate:
    """Holds what computes landscapes until it is opened or cancelled, and counts it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        self.begun, self.cancelled = 0, 0
        self.opened = threading.Event()
        real = getattr(live_landscape, name)

        def held(*values: Any) -> Any:
            self.begun += 1
            cancelled = values[-1]
            while not self.opened.wait(0.002):
                if cancelled():
                    self.cancelled += 1
                    return None
            return real(*values)

        monkeypatch.setattr(live_landscape, name, held)


# --- for whom -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("synchronous", [True, False])
def test_what_no_one_sees_is_not_drawn(make: Make, synchronous: bool) -> None:
    session, landscape = make(synchronous=synchronous)
    pictures = seen(landscape)
    steps(session, 3)
    landscape.ask()
    landscape.wait_until_idle()
    assert pictures == []
    landscape.set_watched(True)
    landscape.wait_until_idle()
    assert drawn_at(landscape) == 3


def test_who_looks_away_lets_it_be_given_up(
    make: Make, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    gate = Gate(monkeypatch, "draw")
    _, landscape = make(synchronous=False)
    landscape.set_watched(True)
    qtbot.waitUntil(lambda: gate.begun == 1)
    landscape.set_watched(False)
    landscape.wait_until_idle()
    assert (gate.cancelled, landscape.picture) == (1, None)


def test_a_network_that_has_not_moved_has_no_paths_to_find_directions_by(make: Make) -> None:
    session, landscape = make(method="pca")
    landscape.set_watched(True)
    assert landscape.picture is None
    steps(session)
    assert drawn_at(landscape) == 1


# --- when ---------------------------------------------------------------------------------------------------


def test_it_follows_every_result(make: Make) -> None:
    session, landscape = make()
    landscape.set_watched(True)
    pictures = seen(landscape)
    steps(session, 3)
    assert [picture.live.state.step for picture in pictures] == [1, 2, 3]


def test_only_when_asked(make: Make) -> None:
    session, landscape = make()
    session.set_update_rate("off")
    landscape.set_watched(True)
    pictures = seen(landscape)
    steps(session, 3)
    assert (pictures, drawn_at(landscape)) == ([], 0)
    landscape.ask()
    assert [picture.live.state.step for picture in pictures] == [3]
    landscape.ask()
    assert len(pictures) == 1  # it is that of the last result


@pytest.mark.parametrize(
    "change",
    [
        lambda session: session.view_state(run=1),
        lambda session: session.look_at_landscape(of="validation"),
        lambda session: session.look_at_landscape(range=RANGES[0]),
        lambda session: session.edit("off", lambda e: run_edits.with_fields(e, 1, enabled=False)),
    ],
    ids=["run", "loss", "range", "runs"],
)
@pytest.mark.parametrize("synchronous", [True, False])
def test_what_a_person_does_is_shown_at_any_update_rate(
    make: Make, change: Callable[[NetworkSession], object], synchronous: bool
) -> None:
    session, landscape = make(synchronous=synchronous)
    session.set_update_rate("off")
    landscape.set_watched(True)
    landscape.wait_until_idle()
    steps(session)
    change(session)
    session.wait_until_idle()
    landscape.wait_until_idle()
    picture = landscape.picture
    assert picture is not None
    assert picture.view_state == session.state.landscape
    assert (picture.run, drawn_at(landscape)) == (session.state.view_state.run, 1)
    assert picture.live.experiment == session.state.experiment


def test_at_rest_it_becomes_as_sharp_as_it_gets(make: Make) -> None:
    _, landscape = make(synchronous=False)
    landscape.set_watched(True)
    pictures = seen(landscape)
    landscape.wait_until_idle()
    assert [picture.nodes for picture in pictures] == [25, 49, 97]


def test_what_was_asked_for_becomes_sharp_though_training_goes_on(make: Make) -> None:
    session, landscape = make(synchronous=False)
    session.set_update_rate("off")
    landscape.set_watched(True)
    while not landscape.is_idle():
        steps(session)
        QCoreApplication.processEvents()
    assert landscape.picture is not None
    assert landscape.picture.nodes == live_landscape.MOST_NODES


def test_without_a_thread_it_is_sharpened_when_that_is_wanted(make: Make) -> None:
    _, landscape = make()
    landscape.sharpen()  # there is nothing to sharpen
    landscape.set_watched(True)
    assert landscape.picture is not None
    assert landscape.picture.nodes == live_landscape.LIVE_NODES
    landscape.sharpen()
    assert landscape.picture.nodes == live_landscape.MOST_NODES


# --- what is given up, and what is not ----------------------------------------------------------------------


def test_a_landscape_that_takes_long_is_drawn_though_training_goes_on(
    make: Make, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    gate = Gate(monkeypatch, "draw")
    session, landscape = make(synchronous=False)
    pictures = seen(landscape)
    landscape.set_watched(True)
    qtbot.waitUntil(lambda: gate.begun == 1)
    steps(session, 5)
    gate.opened.set()
    qtbot.waitUntil(lambda: len(pictures) > 0)
    assert (gate.cancelled, pictures[0].live.state.step) == (0, 0)
    landscape.wait_until_idle()
    assert drawn_at(landscape) == 5


def test_sharpening_gives_way_to_training(make: Make, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    gate = Gate(monkeypatch, "sharpened")
    session, landscape = make(synchronous=False)
    landscape.set_watched(True)
    qtbot.waitUntil(lambda: gate.begun == 1)
    steps(session)
    qtbot.waitUntil(lambda: landscape.picture is not None and drawn_at(landscape) == 1)
    assert gate.cancelled == 1
    gate.opened.set()
    landscape.wait_until_idle()


def test_of_many_wishes_the_last_is_drawn(make: Make, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    gate = Gate(monkeypatch, "draw")
    session, landscape = make(synchronous=False)
    pictures = seen(landscape)
    landscape.set_watched(True)
    qtbot.waitUntil(lambda: gate.begun == 1)
    for wanted in RANGES:
        session.look_at_landscape(range=wanted)
    gate.opened.set()
    landscape.wait_until_idle()
    assert gate.begun <= 2
    assert {picture.view_state.range for picture in pictures} == {RANGES[-1]}
    assert landscape.picture is not None
    assert landscape.picture.range == RANGES[-1]


@pytest.mark.parametrize(
    "change",
    [
        lambda session: session.edit("seed", lambda e: network_edits.with_seed(e, 5)),
        lambda session: session.edit("units", lambda e: network_edits.with_units(e, 0, 4)),
        lambda session: session.edit("runs", lambda e: run_edits.without(e, 1)),
        lambda session: session.edit("runs", lambda e: run_edits.with_duplicate(e, 0)),
        lambda session: session.restart(),
    ],
    ids=["seed", "units", "a run less", "a run more", "restart"],
)
def test_another_network_gives_up_the_landscape_of_the_old_one(
    make: Make, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, change: Callable[[NetworkSession], object]
) -> None:
    gate = Gate(monkeypatch, "draw")
    session, landscape = make(synchronous=False)
    assert session.result is not None
    old, pictures = session.result.live.task, seen(landscape)
    landscape.set_watched(True)
    qtbot.waitUntil(lambda: gate.begun == 1)
    change(session)
    session.wait_until_idle()
    qtbot.waitUntil(lambda: gate.cancelled == 1)
    gate.opened.set()
    landscape.wait_until_idle()
    shown = [picture.live.task for picture in pictures if picture is not None]
    assert shown
    assert all(task is session.result.live.task is not old for task in shown)


def test_the_landscape_of_the_old_network_goes_with_it(make: Make) -> None:
    session, landscape = make(method="pca")
    landscape.set_watched(True)
    steps(session, 2)
    pictures = seen(landscape)
    session.restart()
    assert pictures == [None]
    steps(session)
    assert drawn_at(landscape) == 1


@pytest.mark.parametrize("name", ["draw", "sharpened"])
def test_closing_gives_up_what_is_being_computed(
    make: Make, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, name: str
) -> None:
    gate = Gate(monkeypatch, name)
    _, landscape = make(synchronous=False)
    landscape.set_watched(True)
    qtbot.waitUntil(lambda: gate.begun == 1)
    landscape.close()
    assert gate.cancelled == 1
    landscape.ask()
    time.sleep(0.02)
    assert gate.begun == 1


# --- what cannot be drawn -----------------------------------------------------------------------------------


def test_solutions_that_coincide_are_told_of_in_their_place_and_nowhere_else(make: Make) -> None:
    session, landscape = make(with_rates(small(epochs=100), 0.0), method="interpolate", dimensions=1)
    landscape.set_watched(True)
    steps(session, 5)
    assert landscape.picture is None
    assert "same" in str(landscape.obstacle)
    session.look_at_landscape(method="random", dimensions=2)
    assert landscape.obstacle is None
    assert drawn_at(landscape) == 5


@pytest.mark.parametrize("update_rate", ["off", "calm", "live"])
def test_what_cannot_be_drawn_is_tried_again_at_its_update_rate_only(
    make: Make, monkeypatch: pytest.MonkeyPatch, update_rate: Any
) -> None:
    session, landscape = make(with_rates(small(epochs=100), 0.0), method="interpolate", synchronous=False)
    steps(session)
    gate = Gate(monkeypatch, "draw")
    gate.opened.set()
    session.set_update_rate(update_rate)
    landscape.set_watched(True)
    until = time.monotonic() + 0.5
    while time.monotonic() < until:
        QCoreApplication.processEvents()
        if session.is_idle():
            session.train(1)
    most = {"off": 1, "calm": 1, "live": 6}
    assert 1 <= gate.begun <= most[update_rate]
    before = gate.begun
    session.set_update_rate("off")
    landscape._worker.wait_until_idle()
    landscape.ask()
    landscape._worker.wait_until_idle()
    assert gate.begun > before


def test_what_has_become_possible_is_drawn(make: Make) -> None:
    session, landscape = make(with_rates(small(epochs=100), 0.0), method="interpolate", dimensions=1)
    landscape.set_watched(True)
    steps(session)
    assert landscape.obstacle is not None
    session.edit("faster", lambda e: with_rates(e, 0.1))
    steps(session)
    assert landscape.obstacle is None
    assert drawn_at(landscape) == 2


def test_one_run_alone_has_a_line_from_where_it_began_but_no_plane(make: Make) -> None:
    alone = run_edits.with_fields(small(epochs=100), 1, enabled=False)
    session, landscape = make(alone, method="interpolate", dimensions=1)
    landscape.set_watched(True)
    steps(session, BATCHES)
    assert drawn_at(landscape) == BATCHES
    session.look_at_landscape(dimensions=2)
    assert landscape.picture is None
    assert "two runs" in str(landscape.obstacle)


@pytest.mark.parametrize("method", ["pca", "path", "random", "hessian", "interpolate"])
def test_runs_that_have_diverged_are_no_reason_to_stop(make: Make, method: str) -> None:
    lines = 1 if method == "interpolate" else 2
    session, landscape = make(with_rates(small("line", epochs=100), 1e20), method=method, dimensions=lines)
    landscape.set_watched(True)
    steps(session, 8)
    assert landscape.picture is not None or landscape.obstacle is not None


def test_early_stopping_leaves_a_landscape(make: Make) -> None:
    stopping = EarlyStopping(monitor="loss", patience=1)
    session, landscape = make(with_rates(small(epochs=100, early_stopping=stopping), 0.0))
    landscape.set_watched(True)
    steps(session, 5 * BATCHES)
    assert session.result is not None
    assert session.result.ended
    assert np.isfinite(landscape.picture.values["training"]).all()
    session.resume()
    steps(session)
    assert drawn_at(landscape) == at(session)


# --- the view state fits the runs ---------------------------------------------------------------------------


def three() -> NetworkExperiment:
    return run_edits.with_duplicate(small(epochs=100), 0)


def test_the_other_end_is_never_the_shown_run(make: Make) -> None:
    session, _ = make(three(), method="interpolate", dimensions=1, others=(1,))
    assert session.state.landscape.others == (1,)
    session.view_state(run=1)
    assert session.state.landscape.others == ()


def test_ends_are_the_same_runs_when_another_is_gone(make: Make) -> None:
    session, _ = make(three(), method="interpolate", dimensions=1, others=(2,))
    session.edit("less", lambda e: run_edits.without(e, 1))
    assert session.state.landscape.others == (1,)
    session.edit("less", lambda e: run_edits.without(e, 1))
    assert session.state.landscape.others == ()


def test_a_part_of_the_plane_is_kept_with_the_network_only(make: Make) -> None:
    session, _ = make(range=RANGES[0])
    session.edit("rate", lambda e: run_edits.with_rate(e, 0, 0.5, None))
    assert session.state.landscape.range == RANGES[0]
    session.edit("units", lambda e: network_edits.with_units(e, 0, 4))
    assert session.state.landscape == LandscapeViewState(method="random")
