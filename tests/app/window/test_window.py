"""The window: menus, files, language, and what comes back at the next start."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox

from app.kit import application, files
from app.window import rooms
from app.window.window import Window
from core import run_edits
from core.surface import presets as surface_presets


def menu_titles(shown: Window) -> list[str]:
    return [action.text().replace("&", "") for action in shown.menuBar().actions()]


def all_actions(menu: QMenu) -> Iterator[str]:
    for action in menu.actions():
        if action.menu() is not None:
            yield from all_actions(action.menu())
        elif not action.isSeparator():
            yield action.text()


def test_the_first_start_shows_the_startup_race(open_window: Callable[[], Window]) -> None:
    shown = open_window()
    assert shown.room.session.state.experiment == surface_presets.startup()
    assert not shown.isWindowModified()


def test_the_last_experiment_comes_back(open_window: Callable[[], Window]) -> None:
    first = open_window()
    first.room.session.edit("x", lambda e: run_edits.replace(e, steps=77))
    first.close()
    assert open_window().room.session.state.experiment.steps == 77


def test_how_it_was_looked_at_comes_back(open_window: Callable[[], Window]) -> None:
    first = open_window()
    first.room.session.set_scaling("linear")
    first.room.presenter.set_speed(4.0)
    first.room.presenter.set_loop(True)
    first.room.lab.loss.set_log(False)
    first.close()
    second = open_window()
    assert second.room.session.state.scaling == "linear"
    assert (second.room.player.speed, second.room.player.loop, second.room.lab.loss.log) == (4.0, True, False)


def test_a_spoiled_last_experiment_is_no_obstacle(open_window: Callable[[], Window]) -> None:
    (rooms.last_file(rooms.SURFACE)).write_text("{")
    assert open_window().room.session.state.experiment == surface_presets.startup()


def test_save_and_open(open_window: Callable[[], Window], tmp_path: Path) -> None:
    shown = open_window()
    shown.room.session.new(surface_presets.new("himmelblau"))
    shown.room.session.edit("x", lambda e: run_edits.replace(e, steps=99))
    assert shown.isWindowModified()
    shown.documents.save_to(tmp_path / "race.json")
    assert not shown.isWindowModified()
    assert files.read_experiment(tmp_path / "race.json") == shown.room.session.state.experiment
    shown.room.session.new(surface_presets.new("booth"))
    shown.documents.open(tmp_path / "race.json")
    assert shown.room.session.state.experiment.steps == 99
    assert shown.documents.recent() == [tmp_path / "race.json"]


@pytest.mark.parametrize("content", [None, b"garbage", b'{"talweg": 1, "kind": "surface", "oops": 1}'])
def test_a_bad_file_is_told_and_changes_nothing(
    open_window: Callable[[], Window], tmp_path: Path, content: bytes | None
) -> None:
    shown = open_window()
    before = shown.room.session.state
    bad = tmp_path / "bad.json"
    if content is not None:
        bad.write_bytes(content)
    shown.documents.open(bad)
    assert shown.room.session.state == before
    assert shown.room.toast.isVisible()
    assert "bad.json" in shown.room.toast.text()
    shown.room.toast.hide()


@pytest.mark.parametrize("suffix", [".png", ".svg"])
def test_pictures_are_saved(open_window: Callable[[], Window], tmp_path: Path, suffix: str) -> None:
    shown = open_window()
    target = tmp_path / f"lab{suffix}"
    shown.documents.save_picture(shown.room.lab, target, 1)
    assert target.stat().st_size > 10_000
    shown.room.toast.hide()


def test_tables_are_saved_behind_the_window(open_window: Callable[[], Window], tmp_path: Path) -> None:
    shown = open_window()
    shown.documents.save_table(tmp_path / "race.csv", shown.room.tables())
    shown.documents.save_table(tmp_path / "race.npz", shown.room.tables())
    shown.documents.wait_until_written()
    assert "race.npz" in shown.room.toast.text()
    shown.documents.save_table(tmp_path / "race.txt", shown.room.tables())
    assert "race.txt" in shown.room.toast.text()
    shown.documents.wait_until_written()
    assert all((tmp_path / name).stat().st_size > 10_000 for name in ("race.csv", "race.npz"))
    assert not (tmp_path / "race.txt").exists()
    shown.room.toast.hide()


@pytest.mark.parametrize("answer", [QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No])
def test_a_file_is_not_replaced_unasked(
    open_window: Callable[[], Window],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: QMessageBox.StandardButton,
) -> None:
    shown = open_window()
    kept = tmp_path / "keep.json"
    kept.write_text("precious")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "keep"), ""))
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answer)
    shown.documents.ask_save()
    assert (kept.read_text() == "precious") == (answer == QMessageBox.StandardButton.No)
    shown.room.toast.hide()


def test_a_dot_in_a_name_is_no_suffix(
    open_window: Callable[[], Window], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = open_window()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "run0.5"), ""))
    shown.documents.ask_save()
    assert [path.name for path in tmp_path.glob("run*")] == ["run0.5.json"]
    shown.room.toast.hide()


def test_undo_and_redo_are_named_in_the_menu(open_window: Callable[[], Window]) -> None:
    shown = open_window()
    assert not shown._undo.isEnabled()
    shown.room.session.edit("change steps", lambda e: run_edits.replace(e, steps=9))
    assert shown._undo.isEnabled()
    assert "change steps" in shown._undo.text()
    shown._undo.trigger()
    assert shown._redo.isEnabled()


def test_both_ends_of_the_menus_have_room_in_every_language(open_window: Callable[[], Window]) -> None:
    shown = open_window()
    for language in ("de", "en", "de"):
        shown.surroundings.set_language(language)
        application.settle()
        for corner in (shown._tabs, shown._tools):
            assert corner.width() >= corner.sizeHint().width()


def test_every_word_of_the_menus_is_german_in_german(open_window: Callable[[], Window]) -> None:
    shown = open_window()
    english = menu_titles(shown)
    shown.surroundings.set_language("de")
    QApplication.sendPostedEvents()
    assert menu_titles(shown) != english
    same_in_both = {"&English", "&Deutsch", "Goldstein–Price"}
    shown.surroundings.set_language("en")
    QApplication.sendPostedEvents()
    before = [text for action in shown.menuBar().actions()[1:] for text in all_actions(action.menu())]
    shown.surroundings.set_language("de")
    QApplication.sendPostedEvents()
    after = [text for action in shown.menuBar().actions()[1:] for text in all_actions(action.menu())]
    assert len(before) == len(after)
    unchanged = {one for one, other in zip(before, after, strict=True) if one == other}
    assert unchanged <= same_in_both


def test_no_two_actions_have_the_same_keys(open_window: Callable[[], Window]) -> None:
    shown = open_window()
    keys = [
        action.shortcut().toString()
        for action in shown.findChildren(QAction)
        if not action.shortcut().isEmpty()
    ]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("room", [rooms.SURFACE, rooms.NETWORK])
def test_a_window_that_is_deleted_is_forgotten(open_window: Callable[..., Window], room: str) -> None:
    """Not kept by what its session would still have to tell it."""
    shown = open_window(first=room)
    session = shown.room.session
    shown.close()
    shown.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not shiboken6.isValid(session)


def test_a_file_from_the_command_line_is_what_is_shown(
    open_window: Callable[[], Window], tmp_path: Path
) -> None:
    shown = open_window()
    wanted = msgspec.structs.replace(surface_presets.new("beale"), steps=12)
    files.write_experiment(wanted, tmp_path / "beale.json")
    shown.documents.open(tmp_path / "beale.json")
    assert shown.room.session.state.path == tmp_path / "beale.json"
    assert "beale.json" in shown.windowTitle()


@pytest.mark.parametrize("what", ["picture", "numbers"])
def test_a_plot_s_menu_saves_to_the_file_that_is_asked_for(open_window, monkeypatch, tmp_path, what):
    window = open_window()
    window.room.presenter.jump(10)
    path = tmp_path / ("losses.png" if what == "picture" else "losses.csv")
    chosen = {"picture": "PNG, as large as here (*.png)", "numbers": "Numbers (*.csv)"}[what]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), chosen))
    window.room.lab.loss.picture.export_menu.save_requested.emit(what)
    window.documents.wait_until_written()
    content = path.read_bytes()
    assert content.startswith(b"\x89PNG" if what == "picture" else b"step,")
