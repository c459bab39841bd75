"""Tabs in a row, and in a menu where they have no room."""

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication

from app.kit.widgets.basic import Option
from app.kit.widgets.view_tabs import ViewTabs

KEYS = ("first", "second", "third", "fourth")


@pytest.fixture
def tabs(qtbot):
    made = ViewTabs(KEYS)
    qtbot.addWidget(made)
    made.set_texts([Option(key, key.capitalize(), f"What {key} shows") for key in KEYS], "All views")
    made.set_choice("first")
    made.resize(made.sizeHint())
    made.show()
    return made


def seen(tabs):
    return [key for key in KEYS if tabs.button(key).isVisible()]


def test_all_stand_in_a_row_where_there_is_room(tabs):
    assert seen(tabs) == list(KEYS)
    assert not tabs.more.isVisible()
    places = [tabs.button(key).geometry() for key in KEYS]
    assert all(a.right() < b.left() for a, b in pairwise(places))
    assert places[-1].right() < tabs.width()


@pytest.mark.parametrize("width", [60, 90, 120, 150, 180])
@pytest.mark.parametrize("choice", KEYS)
def test_the_chosen_one_is_seen_however_narrow_it_is_and_the_menu_has_all(tabs, width, choice):
    tabs.resize(width, tabs.height())
    tabs.set_choice(choice)
    QApplication.processEvents()
    assert choice in seen(tabs)
    places = [tabs.button(key).geometry() for key in seen(tabs)]
    if tabs.more.isVisible():
        assert max(place.right() for place in places) <= tabs.more.geometry().left()
        assert tabs.more.geometry().right() < width
    else:
        assert seen(tabs) == list(KEYS)
    menu = tabs.menu()
    assert [action.data() for action in menu.actions()] == list(KEYS)
    assert [action.data() for action in menu.actions() if action.isChecked()] == [choice]
    menu.deleteLater()


def test_tabs_and_menu_ask(tabs):
    asked = []
    tabs.chosen.connect(asked.append)
    tabs.button("third").click()
    menu = tabs.menu()
    menu.actions()[1].trigger()
    menu.deleteLater()
    assert asked == ["third", "second"]


def test_what_is_not_offered_is_neither_in_the_row_nor_in_the_menu(tabs):
    tabs.set_offered("second", False)
    assert seen(tabs) == ["first", "third", "fourth"]
    menu = tabs.menu()
    assert [action.data() for action in menu.actions()] == ["first", "third", "fourth"]
    menu.deleteLater()
    tabs.set_offered("second", True)
    assert seen(tabs) == list(KEYS)
