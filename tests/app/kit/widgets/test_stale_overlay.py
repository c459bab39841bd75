"""The overlay that dims what is out of date."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.kit.widgets.stale_overlay import StaleOverlay


@pytest.fixture
def place(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made).addWidget(QPushButton("below"))
    made.resize(200, 100)
    made.show()
    return made


def test_it_covers_after_a_short_while_and_uncovers_at_once(place: QWidget, qtbot: QtBot) -> None:
    stale_overlay = StaleOverlay(place)
    stale_overlay.set_stale(True)
    assert stale_overlay.isHidden()
    qtbot.waitUntil(stale_overlay.isVisible)
    assert stale_overlay.geometry() == place.rect()
    stale_overlay.set_stale(False)
    assert stale_overlay.isHidden()


def test_what_is_stale_for_a_short_while_only_is_never_covered(place: QWidget, qtbot: QtBot) -> None:
    stale_overlay = StaleOverlay(place)
    stale_overlay.set_stale(True)
    stale_overlay.set_stale(False)
    qtbot.wait(300)
    assert stale_overlay.isHidden()


def test_it_dims_covers_all_and_lets_clicks_through(place: QWidget, qtbot: QtBot) -> None:
    button, clicks = place.findChild(QPushButton), []
    assert button is not None
    button.clicked.connect(lambda: clicks.append(1))
    before = place.grab().toImage().pixelColor(button.geometry().topLeft() + QPoint(0, 4))
    stale_overlay = StaleOverlay(place)
    stale_overlay.set_stale(True)
    qtbot.waitUntil(stale_overlay.isVisible)
    place.resize(300, 150)
    assert stale_overlay.geometry() == place.rect()
    after = place.grab().toImage().pixelColor(button.geometry().topLeft() + QPoint(0, 4))
    ground = place.palette().window().color()
    assert abs(after.lightness() - ground.lightness()) < abs(before.lightness() - ground.lightness())
    QTest.mouseClick(place.childAt(button.geometry().center()), Qt.MouseButton.LeftButton)
    assert clicks == [1]
