"""The names of the rooms."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.kit.widgets.basic import Role, theme_color
from app.kit.widgets.room_tabs import RoomTabs

TEXTS = {"hall": ("Hall", "Where one comes in"), "attic": ("Attic", "Under the roof")}


@pytest.fixture
def tabs(qtbot: QtBot) -> RoomTabs:
    made = RoomTabs(("hall", "attic"))
    qtbot.addWidget(made)
    made.set_texts(TEXTS)
    made.set_chosen("hall")
    made.show()
    return made


def test_each_is_named_and_explained(tabs: RoomTabs) -> None:
    for key, (name, meaning) in TEXTS.items():
        tab = tabs.tab(key)
        assert (tab.text(), tab.toolTip(), tab.accessibleName()) == (name, meaning, name)


def test_it_says_what_is_wanted_and_shows_what_it_is_told(tabs: RoomTabs, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tabs.chosen) as heard:
        qtbot.mouseClick(tabs.tab("attic"), Qt.MouseButton.LeftButton)
    assert heard.args == ["attic"]
    with qtbot.assertNotEmitted(tabs.chosen):
        tabs.set_chosen("hall")
    assert [tabs.tab(key).isChecked() for key in TEXTS] == [True, False]


def test_only_the_chosen_one_is_underlined(tabs: RoomTabs) -> None:
    def underlined(key: str) -> bool:
        tab = tabs.tab(key)
        foot = tab.grab().toImage().pixelColor(tab.width() // 2, tab.height() - 1)
        return foot == theme_color(Role.Highlight)

    assert [underlined("hall"), underlined("attic")] == [True, False]
    tabs.set_chosen("attic")
    assert [underlined("hall"), underlined("attic")] == [False, True]


def test_the_keyboard_leads_from_one_to_the_other(tabs: RoomTabs, qtbot: QtBot) -> None:
    tabs.tab("hall").setFocus()
    with qtbot.waitSignal(tabs.chosen) as heard:
        QTest.keyClick(tabs.tab("hall"), Qt.Key.Key_Right)
        QTest.keyClick(tabs.tab("attic"), Qt.Key.Key_Space)
    assert heard.args == ["attic"]
