"""The land in the surface lab shows what the map shows, and follows what is changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.kit.theme import DARK
from app.surface_lab.presenter import SurfacePresenter
from app.surface_lab.relief import COARSE, FINE
from app.surface_lab.room import SurfaceRoom
from app.surface_lab.session import SurfaceSession
from app.surface_lab.views.lab import SurfaceLab
from core.surface.presets import new, startup


@pytest.fixture
def session() -> Iterator[SurfaceSession]:
    session = SurfaceSession(startup(), synchronous=True)
    yield session
    session.close()


@pytest.fixture
def lab(qtbot: QtBot) -> SurfaceLab:
    lab = SurfaceLab()
    qtbot.addWidget(lab)
    lab.resize(1200, 760)
    lab.show()
    return lab


@pytest.fixture
def presenter(session: SurfaceSession, lab: SurfaceLab) -> Iterator[SurfacePresenter]:
    presenter = SurfacePresenter(session, lab, DARK)
    session.start()
    presenter.refresh()
    presenter.player.pause()
    yield presenter
    presenter.close()


def domain(session: SurfaceSession) -> object:
    return session.state.experiment.surface.resolve().domain


def test_the_switch_changes_what_is_seen_and_sampled(
    presenter: SurfacePresenter, session: SurfaceSession, lab: SurfaceLab
) -> None:
    assert lab.views.shown is lab.map
    QTest.mouseClick(lab.views.choice.button("3d"), Qt.MouseButton.LeftButton)
    assert lab.views.shown is lab.relief
    assert lab.relief.isVisible()
    assert not lab.map.isVisible()
    assert session.map is not None
    assert session.map.rectangle == domain(session)
    assert max(session.map.losses.shape) == FINE
    presenter.relief.toggle()
    assert lab.views.shown is lab.map
    assert session.map.rectangle == lab.map.rectangle
    assert session.map.losses.shape == lab.map.resolution()[::-1]


def test_of_a_map_that_was_zoomed_the_land_shows_the_same_part(
    presenter: SurfacePresenter, session: SurfaceSession, lab: SurfaceLab
) -> None:
    for _ in range(4):
        QTest.keyClick(lab.map, Qt.Key.Key_Plus)
    presenter.relief.toggle()
    assert session.map is not None
    assert session.map.rectangle == lab.map.rectangle
    assert session.map.rectangle != domain(session)


def test_while_the_surface_is_dragged_the_land_is_coarser(
    presenter: SurfacePresenter, session: SurfaceSession, lab: SurfaceLab
) -> None:
    presenter.relief.toggle()
    name, value = next(iter(session.state.experiment.surface.values().items()))
    assert session.map is not None
    before = session.map.losses
    lab.controls.parameter_moved.emit(name, 0.8 * value)
    assert max(session.map.losses.shape) == COARSE
    lab.controls.released.emit()
    assert max(session.map.losses.shape) == FINE
    assert (session.map.losses != before).any()


def test_another_surface_has_its_own_land(
    presenter: SurfacePresenter, session: SurfaceSession, lab: SurfaceLab
) -> None:
    presenter.relief.toggle()
    lab.controls.surface_chosen.emit("booth")
    presenter.refresh()
    assert session.map is not None
    assert session.map.rectangle == domain(session) == new("booth").surface.resolve().domain
    assert lab.relief.shade_at(9.0, 9.0) is not None


def test_the_pointer_and_the_start_count_on_the_land_too(
    presenter: SurfacePresenter, session: SurfaceSession, lab: SurfaceLab
) -> None:
    presenter.relief.toggle()
    lab.relief.clicked.emit(0.5, -0.25)
    assert session.state.experiment.start == (0.5, -0.25)
    before = session.state.experiment.start
    lab.relief.start_dragged.emit(0.1, 0.2)
    lab.relief.start_dragged.emit(0.2, 0.3)
    lab.relief.start_dropped.emit()
    session.undo()
    assert session.state.experiment.start == before
    lab.relief.hovered.emit(0.0, 0.0)
    assert "loss" in lab.relief.readout.text()
    lab.relief.left.emit()
    assert not lab.relief.readout.isVisible()


def test_the_scaling_is_chosen_on_the_land_too(
    presenter: SurfacePresenter, session: SurfaceSession, lab: SurfaceLab
) -> None:
    presenter.relief.toggle()
    lab.views.bar.scaling_chosen.emit("log")
    assert session.state.scaling == "log"
    presenter.refresh()
    assert lab.views.bar.text() == lab.map._bar.text()


def test_what_was_seen_last_is_seen_first(qtbot: QtBot, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    for known in ("3d", "2d"):
        rooms = [SurfaceRoom(SurfaceSession(startup(), synchronous=True), DARK) for _ in range(2)]
        for room in rooms:
            qtbot.addWidget(room.lab)
        first, then = rooms
        first.presenter.relief.set_dimensions(known)
        first.keep(settings)
        then.restore(settings)
        assert then.lab.views.dimensions == known
        for room in rooms:
            room.close()


def test_the_menu_says_which_is_seen(qtbot: QtBot) -> None:
    room = SurfaceRoom(SurfaceSession(startup(), synchronous=True), DARK)
    qtbot.addWidget(room.lab)
    menu = QMenu(room.lab)
    room.fill_view(menu)
    by_key = {action.shortcut().toString(): action for action in menu.actions()}
    assert not by_key["3"].isChecked()
    by_key["3"].trigger()
    assert room.lab.views.dimensions == "3d"
    assert by_key["3"].isChecked()
    turned = room.lab.relief.camera.turned(30, 10)
    room.lab.relief.set_camera(turned)
    by_key["R"].trigger()
    assert room.lab.relief.camera != turned
    room.lab.views.dimensions_chosen.emit("2d")
    assert not by_key["3"].isChecked()
    room.close()
