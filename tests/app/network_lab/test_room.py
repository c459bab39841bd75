"""The window with both of its rooms: how one gets from one to the other, and what each brings along."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.window import rooms
from app.window.window import Window
from core import run_edits
from core.data.catalogue import DATASETS
from core.network import edits as network_edits
from core.network import presets as network_presets
from core.network.training import state as training_state
from core.network.view_state import Place
from core.plane import Plane
from core.surface import presets as surface_presets
from tests.app.conftest import pause
from tests.app.network_lab.menus import activate, entry, menus, settle
from tests.small_networks import small

Open = Callable[..., Window]


class Windows(QObject):
    """Notes what was a window of its own, if only for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - as Qt calls it
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


# --- from room to room --------------------------------------------------------------------------------------


def test_keys_and_tabs_lead_from_room_to_room(open_window: Open, qtbot: QtBot) -> None:
    shown = open_window()
    assert list(shown.rooms) == [rooms.SURFACE]  # the other is made when it is first entered
    activate(shown, qtbot)
    QTest.keyClick(shown, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown.room.key == rooms.NETWORK)
    assert shown._stack.currentWidget() is shown.room.lab
    assert "Training" in [action.text().replace("&", "") for action in shown.menuBar().actions()]
    QTest.keyClick(shown, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown.room.key == rooms.SURFACE)
    qtbot.mouseClick(shown._tabs.tab(rooms.NETWORK), Qt.MouseButton.LeftButton)
    assert shown.room.key == rooms.NETWORK
    assert shown._tabs.tab(rooms.NETWORK).isChecked()
    assert shown._stack.currentWidget() is shown.room.lab


def test_no_part_of_a_room_is_ever_a_window(open_window: Open) -> None:
    windows = Windows()
    QApplication.instance().installEventFilter(windows)
    shown = open_window()
    shown.room.session.new(surface_presets.new("himmelblau"))
    shown.enter(rooms.NETWORK)
    pause(shown)
    for change in (
        lambda e: network_edits.with_layer(e, 0),
        lambda e: run_edits.with_duplicate(e, 0),
        lambda e: network_edits.with_dataset(e, "line"),
    ):
        shown.room.session.edit("x", change)
        shown.room.presenter.refresh()
    QApplication.instance().removeEventFilter(windows)
    assert windows.seen == ["Window"]


def test_rooms_are_made_once_and_keep_what_is_in_them(in_network: Open) -> None:
    shown = in_network()
    room = shown.room
    room.presenter.player.one_epoch()
    shown.enter(rooms.SURFACE)
    shown.enter(rooms.NETWORK)
    assert shown.room is room
    assert room.session.result.live.epoch == 1


def test_a_room_that_is_left_stands_still_and_goes_on_when_it_is_entered(in_network: Open) -> None:
    shown = in_network()
    presenter = shown.room.presenter
    shown.enter(rooms.SURFACE)
    shown.enter(rooms.NETWORK)
    assert not presenter.player.pacer.playing  # it was not playing
    presenter.player.play()
    shown.enter(rooms.SURFACE)
    assert not presenter.player.pacer.playing
    shown.enter(rooms.NETWORK)
    assert presenter.player.pacer.playing
    presenter.player.set_slow(True)
    presenter.player.toggle()
    shown.enter(rooms.SURFACE)
    step = shown.rooms[rooms.NETWORK].session.result.live.state.step
    presenter.player.slow_motion._timer.timeout.emit()
    assert not presenter.player.slow_motion._timer.isActive()
    assert shown.rooms[rooms.NETWORK].session.result.live.state.step == step


def test_the_first_room_trains_as_soon_as_it_is_there(open_window: Open) -> None:
    first = open_window()
    first.enter(rooms.NETWORK)
    assert first.room.presenter.player.pacer.playing
    first.close()


def test_undo_belongs_to_the_room(in_network: Open) -> None:
    shown = in_network()
    shown.room.session.edit("change layers", lambda e: network_edits.with_units(e, 0, 4))
    assert "change layers" in shown._undo.text()
    shown.enter(rooms.SURFACE)
    assert not shown._undo.isEnabled()
    shown.room.session.edit("change steps", lambda e: run_edits.replace(e, steps=9))
    assert "change steps" in shown._undo.text()
    shown.enter(rooms.NETWORK)
    assert "change layers" in shown._undo.text()
    shown._tools.undo.click()
    assert shown.room.session.state.experiment.network.hidden == (3,)
    assert shown.rooms[rooms.SURFACE].session.state.experiment.steps == 9
    assert shown._tools.redo.isEnabled()


def test_the_title_is_that_of_the_room(in_network: Open) -> None:
    shown = in_network()
    of_network = shown.windowTitle()
    shown.enter(rooms.SURFACE)
    shown.enter(rooms.NETWORK)
    shown.rooms[rooms.SURFACE].session.new(surface_presets.new("booth"))
    assert shown.windowTitle() == of_network
    shown.enter(rooms.SURFACE)
    assert "Booth" in shown.windowTitle()


def test_waiting_is_told_in_the_room_that_waits(in_network: Open) -> None:
    shown = in_network()
    network = shown.room
    network.waiting.emit(True)
    shown.enter(rooms.SURFACE)
    assert shown.room.toast.isHidden()
    network.waiting.emit(False)
    assert network.toast.isHidden()


# --- menus --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("room", [rooms.SURFACE, rooms.NETWORK])
@pytest.mark.parametrize("language", ["en", "de"])
def test_keys_and_letters_lead_to_one_entry(open_window: Open, room: str, language: str) -> None:
    shown = open_window()
    shown.surroundings.set_language(language)
    settle()
    shown.enter(room)
    pause(shown)
    keys = [
        action.shortcut().toString()
        for menu in menus(shown)
        for action in menu.actions()
        if not action.shortcut().isEmpty()
    ]
    assert len(keys) == len(set(keys))
    for menu in (shown.menuBar(), *menus(shown)):
        letters = [
            action.text().replace("&&", "").partition("&")[2][:1].lower()
            for action in menu.actions()
            if "&" in action.text().replace("&&", "")
        ]
        assert sorted(letters) == sorted(set(letters)), [action.text() for action in menu.actions()]


def test_menus_are_not_piled_up(open_window: Open) -> None:
    shown = open_window()
    counts = []
    for _ in range(4):
        for room in (rooms.NETWORK, rooms.SURFACE):
            shown.enter(room)
            pause(shown)
        settle()
        counts.append((len(shown.findChildren(QMenu)), len(shown.findChildren(QAction))))
    assert len(set(counts)) == 1


def test_what_happens_in_a_room_that_is_left_disturbs_nothing(in_network: Open) -> None:
    shown = in_network()
    shown.enter(rooms.SURFACE)
    settle()
    network = shown.rooms[rooms.NETWORK]
    network.presenter.player.play()
    network.presenter.player.set_slow(True)
    network.presenter.player.set_slow(False)
    network.presenter.player.pause()
    shown.enter(rooms.NETWORK)
    settle()
    surface = shown.rooms[rooms.SURFACE]
    surface.player.play()
    surface.player.pause()
    surface.session.set_scaling("linear")
    surface.presenter.set_loop(True)


def test_the_menu_trains(in_network: Open) -> None:
    shown = in_network()
    session = shown.room.session
    entry(shown, "One Batch").trigger()
    assert session.result.live.state.step == 1
    entry(shown, "One Epoch").trigger()
    entry(shown, "One Epoch").trigger()
    assert session.result.live.epoch == 2
    entry(shown, "An Epoch Back").trigger()
    assert session.state.view_state.epoch == 1
    entry(shown, "To the Latest Epoch").trigger()
    assert session.state.view_state.epoch is None
    entry(shown, "To the Untrained Network").trigger()
    assert session.state.view_state.epoch == 0
    entry(shown, "Restart with the Same Weights").trigger()
    assert session.result.live.state.step == 0
    entry(shown, "Play").trigger()
    assert shown.room.presenter.player.pacer.playing
    entry(shown, "Pause").trigger()
    before = shown.room.presenter.player.speed
    entry(shown, "Faster").trigger()
    assert shown.room.presenter.player.speed != before
    entry(shown, "Slower").trigger()
    assert shown.room.presenter.player.speed == before
    slow = entry(shown, "Step by Step in Slow Motion")
    slow.trigger()
    assert session.state.view_state.trace
    shown.room.lab.slow_motion_bar.closed.emit()
    assert not slow.isChecked()


def test_the_keys_train(in_network: Open, qtbot: QtBot) -> None:
    shown = in_network()
    session = shown.room.session
    activate(shown, qtbot)
    QTest.keyClick(shown, Qt.Key.Key_B)
    assert session.result.live.state.step == 1
    QTest.keyClick(shown, Qt.Key.Key_N)
    assert session.result.live.epoch == 1
    QTest.keyClick(shown, Qt.Key.Key_Space)
    assert shown.room.presenter.player.pacer.playing
    QTest.keyClick(shown, Qt.Key.Key_Space)
    assert not shown.room.presenter.player.pacer.playing


@pytest.mark.parametrize("dimensions", [1, 2])
def test_escape_leads_back_from_a_point_of_the_landscape_wherever_the_focus_is(
    in_network: Open, qtbot: QtBot, dimensions: int
) -> None:
    shown = in_network()
    session, lab = shown.room.session, shown.room.lab
    activate(shown, qtbot)
    weights = training_state.weights_of(session.result.live.task, session.result.live.state)[0]
    ways = np.eye(weights.size)[:dimensions]
    for taken in (lab.inside.landscape.enlarge, lab.diagram, lab.transport):
        session.view_state(place=Place(Plane(weights, ways, "random"), 0.5, 0.0))
        named = "moved to 0.5" if dimensions == 1 else "moved to (0.5, 0)"
        qtbot.waitUntil(lambda named=named: named in lab.map.heading.text())
        taken.setFocus()
        QTest.keyClick(QApplication.focusWidget() or shown, Qt.Key.Key_Escape)
        assert session.state.view_state.place is None


def test_who_saves_a_landscape_that_is_not_there_yet_is_told(in_network: Open) -> None:
    shown = in_network()
    assert not shown.room.landscapes()
    entry(shown, "The Landscape as a File…").trigger()
    assert "There is no landscape yet" in shown.room.toast.text()


def with_landscape(shown: Window) -> Window:
    """In the view of the landscape, after an epoch."""
    shown.room.presenter.player.one_epoch()
    shown.room.presenter.refresh()
    assert shown.room.sessions.landscape.picture is not None
    return shown


@pytest.mark.parametrize("suffix", [".npz", ".vts", ".vtp"])
def test_a_landscape_is_saved_behind_the_window(in_network: Open, tmp_path: Path, suffix: str) -> None:
    shown = with_landscape(in_network())
    path = tmp_path / f"land{suffix}"
    shown.documents.save_table(path, shown.room.landscapes())
    shown.documents.wait_until_written()
    assert path.stat().st_size > 1000


def test_a_landscape_is_opened_in_its_view(in_network: Open, tmp_path: Path) -> None:
    shown = with_landscape(in_network())
    path = tmp_path / "land.npz"
    shown.documents.save_table(path, shown.room.landscapes())
    shown.documents.wait_until_written()
    shown.room.lab.inside.view_chosen.emit("weights")
    shown.enter(rooms.SURFACE)
    shown.documents.open(path)
    assert shown.room.key == rooms.NETWORK
    assert shown.room.lab.inside.view == "landscape"
    assert shown.room.presenter.landscape.stored is not None
    again = tmp_path / "again.npz"
    shown.documents.save_table(again, shown.room.landscapes())
    shown.documents.wait_until_written()
    with np.load(path) as first, np.load(again) as second:
        np.testing.assert_array_equal(first["training"], second["training"])


def test_a_landscape_of_another_model_is_told(in_network: Open, tmp_path: Path) -> None:
    shown = with_landscape(in_network())
    path = tmp_path / "land.npz"
    shown.documents.save_table(path, shown.room.landscapes())
    shown.documents.wait_until_written()
    with np.load(path) as arrays:
        np.savez(path, **{**arrays, "experiment": np.array("")})
    shown.room.session.edit("units", lambda e: network_edits.with_units(e, 0, 5))
    before = shown.room.session.state.experiment
    shown.documents.open(path)
    assert "land.npz is of another model" in shown.room.toast.text()
    assert shown.room.session.state.experiment == before


def test_in_a_room_that_is_left_no_landscape_is_computed(in_network: Open) -> None:
    shown = with_landscape(in_network())
    session, landscape = shown.room.session, shown.room.sessions.landscape
    picture = landscape.picture
    shown.enter(rooms.SURFACE)
    session.train(1)
    assert landscape.picture is picture
    shown.enter(rooms.NETWORK)
    pause(shown)
    assert landscape.picture.live.state is session.result.live.state


def test_the_landscape_is_looked_at_as_the_last_time(in_network: Open, open_window: Open) -> None:
    first = with_landscape(in_network())
    panel, usual = first.room.lab.inside.landscape, first.room.lab.right.sizes()
    panel.directions_chosen.emit("random")
    panel.update_rate_chosen.emit("calm")
    panel.dimensions_chosen.emit("3d")
    first.room.presenter.landscape.set_enlarged(True)
    settle()
    wide = first.room.lab.right.sizes()
    kept = first.room.presenter.landscape.kept()
    first.close()
    second = open_window()
    settle()
    lab = second.room.lab
    assert second.room.presenter.landscape.kept() == kept
    assert lab.enlarged
    assert lab.right.orientation() == Qt.Orientation.Horizontal
    assert lab.right.sizes() == pytest.approx(wide, abs=20)
    second.room.presenter.landscape.toggle_enlarged()
    settle()
    assert lab.right.orientation() == Qt.Orientation.Vertical
    assert lab.right.widget(0) is lab.answers
    assert lab.right.sizes() == pytest.approx(usual, abs=20)


def test_the_window_is_closed_while_a_landscape_is_computed(in_network: Open, qtbot: QtBot) -> None:
    shown = in_network(synchronous=False)
    shown.room.session.wait_until_idle()
    shown.room.presenter.landscape.restore({"directions": "random"})
    qtbot.waitUntil(lambda: not shown.room.sessions.landscape.is_idle())
    shown.close()


def test_what_cannot_be_seen_inside_is_not_offered(in_network: Open) -> None:
    shown = in_network()
    view = next(menu for menu in menus(shown) if menu.title() == "&View")
    view.aboutToShow.emit()
    entry(shown, "Confusion of Classes").trigger()
    assert shown.room.lab.inside.view == "confusion"
    shown.room.session.new(small("line"))
    shown.room.presenter.refresh()
    view.aboutToShow.emit()
    assert not entry(shown, "Confusion of Classes").isEnabled()
    assert entry(shown, "Weights").isEnabled()


def test_every_data_set_can_be_begun(in_network: Open) -> None:
    shown = in_network()
    new = next(menu for menu in menus(shown) if menu.title() == "&New")
    names = [action.text() for action in new.actions() if not action.isSeparator()]
    assert len(names) == len(DATASETS) + 1  # and one's own
    new.actions()[0].trigger()
    assert shown.room.session.state.experiment == network_presets.new("two_moons")


# --- from one start to the next -----------------------------------------------------------------------------


def test_room_experiment_and_look_come_back(in_network: Open) -> None:
    first = in_network()
    first.room.session.edit("x", lambda e: network_edits.with_units(e, 0, 2))
    first.room.presenter.player.set_speed("batch")
    first.room.lab.inside.view_chosen.emit("weights")
    first.room.lab.curves.log_chosen.emit(False)
    first.close()
    second = in_network()
    assert second.room.key == rooms.NETWORK
    assert second.room.session.state.experiment.network.hidden == (2,)
    assert second.room.presenter.player.speed == "batch"
    assert second.room.lab.inside.view == "weights"
    assert not second.room.lab.curves.log


def test_the_room_of_the_last_time_is_the_first_and_trains(in_network: Open, open_window: Open) -> None:
    in_network().close()
    second = open_window()
    assert second.room.key == rooms.NETWORK
    assert list(second.rooms) == [rooms.NETWORK]
    assert second._tabs.tab(rooms.NETWORK).isChecked()


@pytest.mark.parametrize("kept", ["{", '{"talweg": 1, "kind": "surface"}', ""])
def test_a_spoiled_last_network_is_no_obstacle(in_network: Open, kept: str) -> None:
    rooms.last_file(rooms.NETWORK).write_text(kept)
    assert in_network().room.session.state.experiment == network_presets.startup()


def test_a_room_that_is_not_known_any_more(open_window: Open) -> None:
    first = open_window()
    first.settings.setValue("room", "cellar")
    assert rooms.known(first.settings.value("room")) == rooms.SURFACE
