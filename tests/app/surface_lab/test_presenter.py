"""What a person does in the lab reaches the experiment, and what comes of it reaches the views."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from app.kit.theme import DARK, LIGHT
from app.surface_lab.presenter import SurfacePresenter
from app.surface_lab.session import SurfaceSession
from app.surface_lab.views.lab import SurfaceLab
from core import run_edits
from core.surface.presets import startup


@pytest.fixture
def session() -> Iterator[SurfaceSession]:
    session = SurfaceSession(startup(), synchronous=True)
    yield session
    session.close()


@pytest.fixture
def presenter(qtbot: QtBot, session: SurfaceSession) -> Iterator[SurfacePresenter]:
    lab = SurfaceLab()
    qtbot.addWidget(lab)
    lab.resize(1200, 760)
    lab.show()
    presenter = SurfacePresenter(session, lab, DARK)
    session.start()
    presenter.refresh()
    presenter.player.pause()
    yield presenter
    presenter.close()


@pytest.fixture
def lab(presenter: SurfacePresenter) -> SurfaceLab:
    widget = presenter.parent()
    assert isinstance(widget, SurfaceLab)
    return widget


def rates(session: SurfaceSession) -> list[float]:
    return [one.learning_rate for one in session.state.experiment.settings()]


def test_the_race_runs_as_soon_as_it_is_there(qtbot: QtBot, session: SurfaceSession) -> None:
    lab = SurfaceLab()
    qtbot.addWidget(lab)
    presenter = SurfacePresenter(session, lab, DARK)
    assert not presenter.player.playing
    session.start()
    qtbot.waitUntil(lambda: presenter.player.playing)
    presenter.close()


def test_the_big_slider_scales_all_rates_together(session: SurfaceSession, lab: SurfaceLab) -> None:
    before = rates(session)
    lab.controls.factor_moved.emit(3.0)
    np.testing.assert_allclose(rates(session), np.multiply(before, 3.0), rtol=1e-9)
    assert session.race is not None
    assert session.race.experiment == session.state.experiment


def test_a_drag_is_undone_in_one_step(session: SurfaceSession, lab: SurfaceLab) -> None:
    before = session.state.experiment
    for factor in (1.1, 1.5, 2.0, 0.1):
        lab.controls.factor_moved.emit(factor)
    lab.controls.released.emit()
    lab.controls.factor_moved.emit(7.0)
    session.undo()
    assert run_edits.common_factor(session.state.experiment, None) == pytest.approx(0.1)
    session.undo()
    assert session.state.experiment == before


def test_from_here_on_records_a_change_at_the_cursor(
    session: SurfaceSession, lab: SurfaceLab, presenter: SurfacePresenter
) -> None:
    lab.controls.mode_chosen.emit("from_here")
    presenter.jump(100)
    base = rates(session)
    way_there = session.race.runs[1].positions[:101].copy()
    lab.controls.runs.rate_moved.emit(1, 0.5)
    settings = session.state.experiment.settings()[1]
    assert settings.learning_rate_changes == ((100, 0.5),)
    assert rates(session) == base
    np.testing.assert_array_equal(session.race.runs[1].positions[:101], way_there)
    assert presenter.player.position == 100


def test_a_moved_number_shows_the_whole_run(lab: SurfaceLab, presenter: SurfacePresenter) -> None:
    presenter.jump(10)
    lab.controls.runs.rate_moved.emit(0, 0.05)
    assert presenter.player.position == presenter.player.steps


def test_the_start_is_dragged(session: SurfaceSession, lab: SurfaceLab) -> None:
    before = session.state.experiment.start
    for x in (0.5, 0.6, 0.7):
        lab.map.start_dragged.emit(x, -1.0)
    lab.map.start_dropped.emit()
    assert session.state.experiment.start == (0.7, -1.0)
    assert all(tuple(run.positions[0]) == (0.7, -1.0) for run in session.race.runs)
    session.undo()
    assert session.state.experiment.start == before


def test_a_wrong_formula_leaves_the_picture_as_it_is(session: SurfaceSession, lab: SurfaceLab) -> None:
    lab.controls.surface_chosen.emit("formula")
    chosen, race = session.state.experiment, session.race
    lab.controls.formula_edited.emit("x^2 + sine(y)")
    assert session.state.experiment == chosen
    assert session.race is race
    lab.controls.formula_edited.emit("x^2 + b*y^2")
    assert session.state.experiment.surface.formula == "x^2 + b*y^2"
    assert session.race.experiment == session.state.experiment


def test_what_is_typed_on_is_not_taken_back(
    session: SurfaceSession, lab: SurfaceLab, presenter: SurfacePresenter
) -> None:
    lab.controls.surface_chosen.emit("formula")
    presenter.refresh()
    field = lab.controls.surface.formula.text
    for typed in ("x^2", "x^2 ", "x^2 +", "x^2 + a"):
        field.setText(typed)
        lab.controls.formula_edited.emit(typed)
        presenter.refresh()  # the picture may come between any two keys
        assert field.text() == typed
    session.undo()
    presenter.refresh()
    assert field.text() == session.state.experiment.surface.formula


def test_another_surface_is_shown_whole(
    qtbot: QtBot, session: SurfaceSession, lab: SurfaceLab, presenter: SurfacePresenter
) -> None:
    lab.controls.surface_chosen.emit("booth")
    presenter.refresh()
    whole = lab.map.rectangle
    QTest.keyClick(lab.map, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert lab.map.rectangle != whole
    lab.controls.surface_chosen.emit("matyas")  # over the same domain
    presenter.refresh()
    assert lab.map.rectangle == whole
    qtbot.waitUntil(lambda: session.map is not None and session.map.rectangle == whole)


def test_another_surface_is_raced_from_its_start(
    session: SurfaceSession, lab: SurfaceLab, presenter: SurfacePresenter
) -> None:
    presenter.jump(300)
    lab.controls.surface_chosen.emit("himmelblau")
    assert session.state.experiment.surface.name == "himmelblau"
    assert presenter.player.playing
    assert presenter.player.position < 300


def test_a_run_switched_off_is_hidden_and_nothing_is_computed(
    session: SurfaceSession, lab: SurfaceLab, presenter: SurfacePresenter
) -> None:
    race = session.race
    lab.controls.runs.enabled_changed.emit(0, False)
    presenter.refresh()
    assert session.race.runs is race.runs
    assert session.race.experiment == session.state.experiment
    assert lab.verdicts.findChild(QTableView).model().rowCount() == 4


def test_cards_follow_duplicates_and_removals(
    session: SurfaceSession, lab: SurfaceLab, presenter: SurfacePresenter
) -> None:
    lab.controls.runs.duplicate_requested.emit(1)
    presenter.refresh()
    assert len(lab.controls.runs.cards) == 6
    labels = [one.run_label for one in session.state.experiment.settings()]
    assert len(set(labels)) == 6
    lab.controls.runs.remove_requested.emit(2)
    presenter.refresh()
    assert len(lab.controls.runs.cards) == 5


def test_both_themes_can_be_shown(presenter: SurfacePresenter, lab: SurfaceLab) -> None:
    presenter.set_theme(LIGHT)
    light = lab.grab().toImage()
    presenter.set_theme(DARK)
    assert lab.grab().toImage() != light


def test_of_ten_thousand_slider_events_the_last_wins(qtbot: QtBot) -> None:
    session = SurfaceSession(startup())
    lab = SurfaceLab()
    qtbot.addWidget(lab)
    lab.show()
    presenter = SurfacePresenter(session, lab, DARK)
    session.start()
    session.wait_until_idle()
    presenter.player.pause()
    races = []
    session.race_changed.connect(races.append)
    for index in range(10_000):
        lab.controls.factor_moved.emit(0.01 * 1.0009**index if index < 9_999 else 2.5)
        assert max(session.waiting_jobs()) <= 1
        if index % 500 == 0:
            qtbot.wait(1)
    session.wait_until_idle()
    presenter.refresh()
    assert run_edits.common_factor(races[-1].experiment, None) == pytest.approx(2.5)
    assert len(races) > 1  # the picture followed on the way
    presenter.close()
    session.close()
