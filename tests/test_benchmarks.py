"""What benchmarks share: they fail, with a sentence, if what they time did not happen, and keep results."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.benchmarks import record, watch
from tests.benchmarks.record import Log, Result, UntrueError


class Shade(QWidget):
    """One colour after the other; `stuck` paints the same again."""

    def __init__(self, stuck: bool = False) -> None:
        super().__init__()
        self.stuck = stuck
        self.hue = 0

    def step(self) -> None:
        self.hue += 0 if self.stuck else 30
        self.repaint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("black"))
        painter.fillRect(10, 10, 20, 20, QColor.fromHsv(self.hue % 360, 255, 255))


def test_a_window_that_is_not_on_the_screen_is_not_timed(qtbot: QtBot) -> None:
    hidden = Shade()
    qtbot.addWidget(hidden)
    with pytest.raises(UntrueError, match="turning: the call returned without painting"):
        watch.painting(hidden, "turning", hidden.step)()
    watch.show(hidden)
    watch.painting(hidden, "turning", hidden.step)()


def test_a_picture_that_stays_the_same_is_no_frame(qtbot: QtBot) -> None:
    for stuck in (False, True):
        widget = Shade(stuck)
        qtbot.addWidget(widget)
        watch.show(widget)
        watch.check_shows_something(widget, "the shade")
        if stuck:
            with pytest.raises(UntrueError, match="the picture stayed the same"):
                watch.check_changes(widget, "a step", widget.step)
        else:
            watch.check_changes(widget, "a step", widget.step)


def test_a_blank_picture_is_said(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    watch.show(widget)
    with pytest.raises(UntrueError, match="the map is blank"):
        watch.check_shows_something(widget, "the map")


@pytest.mark.parametrize(
    ("bounds", "reached"),
    [
        ({}, None),
        ({"at_least": 3}, False),
        ({"at_least": 2}, True),
        ({"at_most": 2}, True),
        ({"at_most": 1.9}, False),
    ],
)
def test_an_aim_is_reached_or_missed(bounds: dict[str, float], reached: bool | None) -> None:
    result = record.alone("relief", "turning", 2.0, "frames/s", **bounds)
    assert result.reached is reached
    assert ("MISSED" in record.table([result])) == (reached is False)


def test_a_peer_gives_the_ratio_its_direction() -> None:
    times = {"Talweg": 0.002, "peer": 0.01}
    assert record.faster("descent", "path", times, "Talweg", "peer", 4).ratio == pytest.approx(5)
    assert record.within("descent", "path", times, "Talweg", "peer", 1).ratio == pytest.approx(0.2)
    row = record.table([record.faster("descent", "path", times, "Talweg", "peer", 4)]).splitlines()[1]
    assert row.split() == ["descent", "path", "2", "ms", "peer", "10", "5", "≥", "4", "reached"]


def test_what_did_not_happen_ends_with_1_and_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = record.alone("slider", "races", 7.0, "races/s")

    def measure(_: argparse.Namespace) -> Iterator[Result]:
        yield first
        raise UntrueError("The map looks as it did before.")

    kept = tmp_path / "slider.json"
    monkeypatch.setattr(sys, "argv", ["bench_slider", "--json", str(kept)])
    with pytest.raises(SystemExit) as ended:
        record.run("slider", measure)
    assert ended.value.code == "bench_slider: The map looks as it did before."  # which is exit code 1
    log = record.read(kept)
    assert (log.results, log.untrue) == ((first,), "The map looks as it did before.")


def test_results_are_kept_with_the_machine(tmp_path: Path) -> None:
    about = record.machine()
    assert about["cores"] >= 1
    assert {"jax", "numpy", "PySide6-Essentials"} <= about["versions"].keys()
    path = record.keep([Log("slider", (record.alone("slider", "races", 7.0, "races/s"),))], about, tmp_path)
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert kept["machine"] == about
    assert kept["benchmarks"][0]["results"][0]["talweg"] == 7.0


def test_a_peer_that_is_not_there_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    notes = record.Notes()
    assert notes.present("numpy")
    assert [notes.present("no_such_peer", "No such peer") for _ in range(2)] == [False, False]
    assert notes.missing == ["No such peer"]
    assert capsys.readouterr().out.count("No such peer is not installed") == 1
