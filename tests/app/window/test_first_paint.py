import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.window import first_paint
from app.window.first_paint import FirstPaint


class Painted(QObject):
    """Notes when a widget is painted, in a list that others write to as well."""

    def __init__(self, widget: QWidget, notes: list[str]) -> None:
        super().__init__(widget)
        self.notes = notes
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self.notes.append("painted")
        return False


def test_it_is_called_once_after_the_first_painting(qtbot: QtBot) -> None:
    notes: list[str] = []
    widget = QWidget()
    qtbot.addWidget(widget)
    FirstPaint(widget, lambda: notes.append("called"))
    painted = Painted(widget, notes)
    widget.show()
    qtbot.waitUntil(lambda: "called" in notes)
    widget.repaint()
    qtbot.wait(20)
    assert notes.index("painted") < notes.index("called")
    assert notes.count("called") == 1
    assert notes[-1] == "painted"
    del painted


def test_a_widget_that_is_never_seen_does_not_stop_it(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_paint, "LATEST_MS", 10)
    notes: list[str] = []
    widget = QWidget()
    qtbot.addWidget(widget)
    FirstPaint(widget, lambda: notes.append("called"))
    qtbot.waitUntil(lambda: notes == ["called"])


def test_nothing_is_called_for_a_widget_that_is_gone(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_paint, "LATEST_MS", 10)
    notes: list[str] = []
    widget = QWidget()
    FirstPaint(widget, lambda: notes.append("called"))
    widget.deleteLater()
    qtbot.wait(50)
    assert notes == []


def test_a_widget_that_is_closed_at_once_is_not_waited_for(qtbot: QtBot) -> None:
    notes: list[str] = []
    widget = QWidget()
    qtbot.addWidget(widget)
    FirstPaint(widget, lambda: notes.append("called"))
    widget.show()
    widget.repaint()
    widget.close()
    qtbot.wait(20)
    assert notes == []
    widget.show()
    qtbot.waitUntil(lambda: notes == ["called"])
