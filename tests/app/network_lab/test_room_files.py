"""Files that the window opens and saves, and what is done while a network trains."""

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from app.kit import files
from app.window import rooms
from app.window.window import Window
from core import run_edits
from core.network.parameters import MOST_EPOCHS
from core.surface import presets as surface_presets
from tests.app.conftest import pause
from tests.app.network_lab.menus import entry, settle
from tests.small_networks import SAMPLES, small

Open = Callable[..., Window]
PHASES = 7
"""How far what is under way may have come, counted in events, when the window closes."""
ROUNDS = 3 * PHASES


# --- files --------------------------------------------------------------------------------------------------


def written_csv(path: Path) -> Path:
    random = np.random.default_rng(0)
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["a", "b", "kind"])
        writer.writerows([*row, "yes" if row[0] > 0 else "no"] for row in random.normal(size=(SAMPLES, 2)))
    return path


def test_a_file_leads_to_its_room(in_network: Open, tmp_path: Path) -> None:
    shown = in_network()
    files.write_experiment(surface_presets.new("beale"), tmp_path / "race.json")
    shown.documents.open(tmp_path / "race.json")
    assert shown.room.key == rooms.SURFACE
    assert shown.room.session.state.experiment == surface_presets.new("beale")
    pause(shown)
    files.write_experiment(small("line"), tmp_path / "net.json")
    shown.documents.open(tmp_path / "net.json")
    assert shown.room.key == rooms.NETWORK
    assert shown.room.session.state.experiment == small("line")
    assert "net.json" in shown.windowTitle()
    pause(shown)


def test_data_and_weights_are_opened(open_window: Open, tmp_path: Path) -> None:
    shown = open_window()
    shown.documents.open(written_csv(tmp_path / "own.csv"))
    assert shown.room.key == rooms.NETWORK
    pause(shown)
    session = shown.room.session
    assert session.state.experiment.dataset.path == str(tmp_path / "own.csv")
    assert session.result.live.task.class_names == ("no", "yes")
    shown.room.presenter.player.one_epoch()
    trained = session.result.pictures.weights
    shown.documents.save_table(tmp_path / "weights.npz", shown.room.tables())
    shown.documents.wait_until_written()
    shown.room.presenter.player.new_weights()
    shown.documents.open(tmp_path / "weights.npz")
    for found, expected in zip(session.result.pictures.weights, trained, strict=True):
        np.testing.assert_allclose(found, expected, rtol=1e-6)
    assert "trained weights" in shown._undo.text()


@pytest.mark.parametrize("name", ["bad.csv", "bad.npz", "none.csv", "none.npz"])
def test_a_bad_file_is_told_and_changes_nothing(in_network: Open, tmp_path: Path, name: str) -> None:
    shown = in_network()
    before = shown.room.session.state
    if name.startswith("bad"):
        (tmp_path / name).write_bytes(b"\x00\x01\x02")
    shown.documents.open(tmp_path / name)
    assert shown.room.session.state == before
    assert name in shown.room.toast.text()
    shown.room.toast.hide()


def dropped(shown: Window, *paths: Path) -> bool:
    """Drag files over the window and, if it takes them, drop them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    plain, action = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    entering = QDragEnterEvent(QPoint(50, 50), action, data, Qt.MouseButton.LeftButton, plain)
    entering.setAccepted(False)
    shown.dragEnterEvent(entering)
    if entering.isAccepted():
        shown.dropEvent(QDropEvent(QPointF(50, 50), action, data, Qt.MouseButton.LeftButton, plain))
    return entering.isAccepted()


def test_files_are_dropped(open_window: Open, tmp_path: Path) -> None:
    shown = open_window()
    (tmp_path / "notes.pdf").write_bytes(b"")
    assert not dropped(shown, tmp_path / "notes.pdf")
    assert dropped(shown, tmp_path / "notes.pdf", written_csv(tmp_path / "OWN.CSV"))
    assert shown.room.key == rooms.NETWORK
    pause(shown)
    assert shown.room.session.state.experiment.dataset.path == str(tmp_path / "OWN.CSV")


def test_own_data_and_weights_are_asked_for(
    in_network: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = in_network()
    asked = []

    def answer(_: object, title: str, folder: str, kinds: str) -> tuple[str, str]:
        asked.append((title, kinds))
        return (str(written_csv(tmp_path / "own.csv")) if "csv" in kinds else "", "")

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    shown.room.lab.controls.csv_requested.emit()
    assert shown.room.session.state.experiment.dataset.name == "csv"
    entry(shown, "Begin with Trained Weights…").trigger()
    assert ["*.csv" in asked[0][1], "*.npz" in asked[1][1]] == [True, True]


@pytest.mark.parametrize("suffix", [".png", ".svg"])
def test_pictures_are_saved(in_network: Open, tmp_path: Path, suffix: str) -> None:
    shown = in_network()
    shown.room.presenter.player.one_epoch()
    shown.room.presenter.refresh()
    lab = shown.room.lab
    for name, widget in (("answers", lab.answers), ("diagram", lab.diagram), ("lab", lab)):
        target = tmp_path / f"{name}{suffix}"
        shown.documents.save_picture(widget, target, 1)
        assert target.stat().st_size > 3_000
    shown.room.toast.hide()


def test_pictures_are_copied(in_network: Open) -> None:
    shown = in_network()
    entry(shown, "Copy Picture of What It Computes").trigger()
    assert QGuiApplication.clipboard().image().width() == 2 * shown.room.lab.answers.width()
    QGuiApplication.clipboard().clear()
    shown.room.toast.hide()


def test_tables_are_saved_behind_the_window(in_network: Open, tmp_path: Path) -> None:
    shown = in_network()
    shown.room.presenter.player.one_epoch()
    for name in ("history.csv", "weights.npz", "no.txt"):
        shown.documents.save_table(tmp_path / name, shown.room.tables())
    assert "no.txt" in shown.room.toast.text()
    shown.documents.wait_until_written()
    assert len((tmp_path / "history.csv").read_text().splitlines()) == 1 + 2
    assert sorted(path.suffix for path in tmp_path.iterdir() if path.is_file()) == [".csv", ".npz"]
    shown.room.toast.hide()


def test_save_and_open(in_network: Open, tmp_path: Path) -> None:
    shown = in_network()
    shown.room.session.edit("x", lambda e: run_edits.replace(e, batch_size=7))
    assert shown.isWindowModified()
    shown.documents.save_to(tmp_path / "net.json")
    assert not shown.isWindowModified()
    assert files.read_experiment(tmp_path / "net.json") == shown.room.session.state.experiment
    assert shown.documents.recent() == [tmp_path / "net.json"]


# --- in mid-training ----------------------------------------------------------------------------------------


def test_the_window_is_closed_in_mid_training(in_network: Open) -> None:
    rooms.last_file(rooms.NETWORK).parent.mkdir(parents=True, exist_ok=True)
    files.write_experiment(small(epochs=MOST_EPOCHS), rooms.last_file(rooms.NETWORK))
    for round_ in range(ROUNDS):
        shown = in_network(synchronous=False)
        session, presenter = shown.room.session, shown.room.presenter
        presenter.player.set_speed("max")
        session.wait_until_idle()
        presenter.player.play()
        for _ in range(round_ % PHASES):
            QApplication.processEvents()
        session.train(500)
        shown.close()
        step = session.result.live.state.step
        QApplication.processEvents()
        assert session.result.live.state.step == step
        shown.surroundings.deleteLater()
        shown.deleteLater()
        settle()


def test_other_data_are_chosen_in_mid_training(in_network: Open) -> None:
    files.write_experiment(small(epochs=MOST_EPOCHS), rooms.last_file(rooms.NETWORK))
    shown = in_network(synchronous=False)
    session, presenter = shown.room.session, shown.room.presenter
    session.wait_until_idle()
    presenter.player.set_speed("max")
    for round_ in range(20):
        presenter.player.play()
        QApplication.processEvents()
        wanted = small("circles" if round_ % 2 else "xor", epochs=MOST_EPOCHS)
        session.edit("data", lambda e, wanted=wanted: wanted)
        presenter.player.pause()
        session.wait_until_idle()
        assert session.result.live.experiment == wanted
    presenter.refresh()
    assert shown.windowTitle().startswith("Circles")
    shown.room.toast.hide()


def test_who_quits_in_mid_training_finds_the_experiment_again(in_network: Open, open_window: Open) -> None:
    shown = in_network(synchronous=False)
    shown.room.session.edit("x", lambda e: run_edits.replace(e, epochs=MOST_EPOCHS, batch_size=9))
    shown.room.presenter.player.play()
    entry(shown, "Quit").trigger()
    assert not shown.isVisible()
    again = open_window()
    assert again.room.session.state.experiment.batch_size == 9
