"""The sentence at the foot."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.kit.widgets.toast import Toast


def test_stands_inside_what_it_covers_and_goes_on_a_click(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(400, 300)
    over.show()
    toast = Toast(over)
    for sentence in ("Saved.", "a very long sentence " * 20):
        toast.show_message(sentence)
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
    Toast(over).show_message("Bye.")
    over.close()  # a timer that went on would fail this test


def test_stands_in_a_part_of_what_it_covers(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(800, 300)
    column = QWidget(over)
    part = QWidget(column)
    column.setGeometry(400, 0, 400, 300)
    part.setGeometry(10, 20, 300, 150)
    over.show()
    toast = Toast(over, part)
    place = QRect(410, 20, 300, 150)
    for sentence in ("Saved.", "a very long sentence " * 10):
        toast.show_message(sentence)
        assert place.contains(toast.geometry())
    part.resize(200, 190)
    assert QRect(410, 20, 200, 190).contains(toast.geometry())


def test_one_line_takes_the_height_of_one(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(800, 300)
    over.show()
    over.setStyleSheet("QLabel { padding: 8px 12px; font-size: 30px; }")
    toast = Toast(over)
    toast.show_message("Computing …")
    assert toast.height() < 16 + 2 * toast.fontMetrics().lineSpacing()
    toast.show_message("a very long sentence " * 20)
    assert toast.height() >= 3 * toast.fontMetrics().lineSpacing()
