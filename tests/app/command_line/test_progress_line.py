"""One line of a terminal, written over and over."""

import io

import pytest

from app.command_line import progress_line
from app.command_line.progress_line import ProgressLine, duration
from tests.app.terminal import Terminal, screen


def test_a_shorter_line_leaves_nothing_of_a_longer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress_line, "_EVERY_S", 0.0)
    terminal = Terminal()
    line = ProgressLine(terminal)
    line.show("a long line")
    line.show("short")
    assert screen(terminal.getvalue())[-1] == "short"
    line.end()
    assert screen(terminal.getvalue())[-1] == ""


def test_it_is_not_written_all_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress_line, "_EVERY_S", 1e9)
    terminal = Terminal()
    line = ProgressLine(terminal)
    line.show("one")
    line.end()
    assert terminal.getvalue() == ""


def test_where_there_is_no_terminal_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress_line, "_EVERY_S", 0.0)
    stream = io.StringIO()
    line = ProgressLine(stream)
    line.show("one")
    line.end()
    assert stream.getvalue() == ""


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.2, "0 s"), (59.6, "60 s"), (99, "99 s"), (100, "2 min"), (5900, "98 min"), (6000, "1.7 h")],
)
def test_a_duration_is_said_as_a_person_would(seconds: float, said: str) -> None:
    assert duration(seconds) == said
