"""The sentence at the foot."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.widgets.toast import Toast


def test_stands_inside_what_it_covers_and_goes_on_a_click(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(400, 300)
    over.show()
    toast = Toast(over)
    for sentence in ("Saved.", "a very long sentence " * 20):
        toast.tell(sentence)
        assert toast.isVisible()
        assert over.rect().contains(toast.geometry())
    over.resize(250, 300)
    assert over.rect().contains(toast.geometry())
    qtbot.mouseClick(toast, Qt.MouseButton.LeftButton)
    assert not toast.isVisible()


def test_goes_with_its_window(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.show()
    Toast(over).tell("Bye.")
    over.close()  # a timer that went on would fail this test
