"""The box of a whole number, when what is typed is none."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.kit.fields.refusal import is_marked
from app.kit.fields.whole_number_box import WholeNumberBox


@pytest.fixture
def form(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    box = WholeNumberBox(1, 500)
    box.set_number(100)
    column.addWidget(box)
    column.addWidget(QLineEdit())
    made.show()
    return made


def typed(form: QWidget, qtbot: QtBot, text: str) -> WholeNumberBox:
    """Replace what the box holds, and leave it."""
    box, other = form.findChild(WholeNumberBox), form.findChildren(QLineEdit)[-1]
    assert box is not None
    box.setFocus()
    box.selectAll()
    qtbot.keyClick(box, Qt.Key.Key_Delete)
    qtbot.keyClicks(box, text)
    other.setFocus()
    return box


def test_an_emptied_box_has_its_number_again(form: QWidget, qtbot: QtBot) -> None:
    box = typed(form, qtbot, "")
    assert box.lineEdit().text() == "100"
    assert not is_marked(box)


def test_what_is_no_number_stays_and_is_marked(form: QWidget, qtbot: QtBot) -> None:
    box = typed(form, qtbot, "900")
    assert box.lineEdit().text() == "900"
    assert is_marked(box)
    assert box.value() == 100
    assert typed(form, qtbot, "").lineEdit().text() == "100"
    assert not is_marked(box)
