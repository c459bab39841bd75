"""The cards of the runs where one run is looked at more closely, and sections that fold."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.kit.run_style import run_styles
from app.kit.theme import DARK
from app.lab.sidebar.rates import AllRates
from app.lab.sidebar.run_list import RunList
from app.lab.sidebar.sidebar import Sidebar
from core import run_edits
from core.surface import presets as surface_presets

START = surface_presets.startup()


def show(runs, experiment):
    runs.set_runs(experiment.settings(), run_styles(experiment.settings(), DARK), 0)


@pytest.fixture
def sidebar(qtbot):
    made = Sidebar()
    qtbot.addWidget(made)
    return made


def listed(sidebar, **options):
    made = RunList(**options)
    sidebar.add_section(made.add).add(made)
    sidebar.show()
    show(made, START)
    return made


@pytest.fixture
def runs(sidebar):
    return listed(sidebar, choosing=True)


def chosen(runs):
    return [index for index, card in enumerate(runs.cards) if card.eye.isChecked()]


def test_the_eye_asks_for_its_run_and_the_mark_follows_the_answer(runs, qtbot):
    heard = []
    runs.run_chosen.connect(heard.append)
    assert chosen(runs) == [0]
    qtbot.mouseClick(runs.cards[3].eye, Qt.MouseButton.LeftButton)
    qtbot.keyClick(runs.cards[2].eye, Qt.Key.Key_Space)
    assert heard == [3, 2]
    runs.set_shown_run(2)
    assert chosen(runs) == [2]
    assert heard == [3, 2]


def test_the_eye_of_the_run_in_view_stays_on(runs, qtbot):
    qtbot.mouseClick(runs.cards[0].eye, Qt.MouseButton.LeftButton)
    assert chosen(runs) == [0]


def test_a_new_run_does_not_take_the_mark(runs):
    runs.set_shown_run(4)
    show(runs, run_edits.with_optimizer(START, "sgd"))
    assert chosen(runs) == [4]


def test_where_nothing_is_chosen_there_is_no_eye(sidebar):
    assert not any(card.eye.isVisible() for card in listed(sidebar).cards)


def test_without_modes_only_the_factor_is_asked_for(qtbot):
    for modes in (True, False):
        made = AllRates(modes=modes)
        qtbot.addWidget(made)
        made.show()
        assert made.mode.isVisible() == modes


def test_a_section_folds_by_mouse_and_by_keyboard(sidebar, qtbot):
    row = QLabel("row")
    section = sidebar.add_section(folds=True)
    section.set_title("Data")
    section.add(row)
    sidebar.show()
    assert row.isVisible()
    qtbot.mouseClick(section.heading, Qt.MouseButton.LeftButton)
    assert not row.isVisible()
    assert section.arrow.accessibleName() == "Show Data"
    qtbot.keyClick(section.arrow, Qt.Key.Key_Space)
    assert row.isVisible()
    assert section.arrow.accessibleName() == "Hide Data"
