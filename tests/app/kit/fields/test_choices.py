"""A chooser with groups and options that cannot be chosen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView

from app.kit.fields.choices import Choices
from app.kit.widgets.basic import Option

OPTIONS = [Option(key, key.upper(), f"Meaning of {key}.") for key in "abcd"]


@pytest.fixture
def choices(qtbot):
    made = Choices({"one": ["a", "b"], "two": ["c", "d"]})
    made.set_texts(OPTIONS, {"one": "First group", "two": "Second group"})
    qtbot.addWidget(made)
    made.show()
    made.set_choice("a")
    return made


def heard(choices):
    keys = []
    choices.chosen.connect(keys.append)
    return keys


def test_it_shows_what_is_set_and_says_nothing(choices):
    keys = heard(choices)
    choices.set_choice("c")
    assert (choices.choice, choices.currentText(), choices.toolTip()) == ("c", "C", "Meaning of c.")
    assert keys == []
    assert choices.keys == list("abcd")


def test_keys_choose_and_pass_over_groups(choices, qtbot):
    keys = heard(choices)
    for _ in range(3):
        qtbot.keyClick(choices, Qt.Key.Key_Down)
    assert keys == ["b", "c", "d"]
    qtbot.keyClick(choices, Qt.Key.Key_Home)
    assert keys[-1] == "a"


def test_what_cannot_be_chosen_is_passed_over_and_says_why(choices, qtbot):
    choices.set_obstacles({"b": "No b here.", "c": "No c here."})
    keys = heard(choices)
    qtbot.keyClick(choices, Qt.Key.Key_Down)
    assert keys == ["d"]
    item = choices.model().item(choices.findData("b"))
    assert not item.isEnabled()
    assert item.toolTip() == "No b here."
    choices.set_obstacles({})
    assert item.isEnabled()
    assert item.toolTip() == "Meaning of b."


def test_a_choice_that_has_become_impossible_stays_shown(choices):
    choices.set_obstacles({"a": "No a here."})
    assert choices.choice == "a"


def test_an_option_that_is_not_offered_is_not_in_the_list(choices):
    view = choices.view()
    assert isinstance(view, QListView)
    choices.set_offered("d", False)
    assert view.isRowHidden(choices.findData("d"))
    choices.set_offered("d", True)
    assert not view.isRowHidden(choices.findData("d"))


def rows(choices):
    """The pictures of all rows of the open list."""
    view = choices.view()
    picture = view.viewport().grab().toImage()
    model = choices.model()
    return [picture.copy(view.visualRect(model.index(row, 0))) for row in range(model.rowCount())]


def test_the_list_shows_what_cannot_be_chosen(choices, qapp, qtbot):
    choices.showPopup()
    qtbot.waitUntil(lambda: choices.view().viewport().height() > 100)
    free = rows(choices)
    choices.set_obstacles({"b": "No b here."})
    qapp.processEvents()
    changed = [
        row for row, (before, now) in enumerate(zip(free, rows(choices), strict=True)) if before != now
    ]
    assert changed == [2]
    assert len({row.height() for row in free}) == 2  # room above the second group
    choices.hidePopup()
