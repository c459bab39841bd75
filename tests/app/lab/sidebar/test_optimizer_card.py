"""The card of one run."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog

from app.kit.run_style import RunStyle
from app.lab.sidebar.optimizer_card import OptimizerCard
from core.optimizers import OPTIMIZERS
from core.parameters import Parameter
from core.run_settings import SETTINGS

STYLE = RunStyle("My run", "#ff9f40", "t1", ())


def settings(name="adam", **changes):
    return msgspec.structs.replace(SETTINGS[name](learning_rate=0.05), **changes)


@pytest.fixture
def card(qtbot):
    made = OptimizerCard()
    made.resize(298, 400)
    qtbot.addWidget(made)
    made.show()
    made.set_settings(settings(), STYLE, 0.05, True)
    return made


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_it_has_a_control_for_every_hyperparameter_of_the_registry(qtbot, name):
    card = OptimizerCard()
    qtbot.addWidget(card)
    card.set_settings(settings(name), STYLE, 0.05, True)
    card.set_expanded(True)
    described = OPTIMIZERS[name].hyperparameters
    assert list(card.body.sliders) == [one.name for one in described if isinstance(one, Parameter)]
    assert list(card.body.switches) == [one.name for one in described if not isinstance(one, Parameter)]
    for one in described:
        control = card.body.switches.get(one.name) or card.body.sliders[one.name].slider
        assert one.meaning in control.toolTip()
        assert (control.text() if one.name in card.body.switches else control.accessibleName()) != ""
    assert card.body.equation.text().replace("\n", ";  ") == OPTIMIZERS[name].equation


def test_it_shows_the_values_of_the_run_and_says_nothing(card, qtbot):
    emitted = []
    for signal in (card.rate_moved, card.hyperparameter_moved, card.enabled_changed, card.released):
        signal.connect(lambda *arguments: emitted.append(arguments))
    card.set_expanded(True)
    card.set_settings(settings(beta_1=0.5, amsgrad=True, enabled=False), STYLE, 0.007, False)
    assert card.body.sliders["beta_1"].value == 0.5
    assert card.body.switches["amsgrad"].isChecked()
    assert card.body.rate.value == 0.007
    assert card.rate.text() == "η 0.007"
    assert not card.switch.isChecked()
    assert not card.body.remove.isEnabled()
    assert emitted == []


def test_it_unfolds_by_mouse_and_by_keyboard(card, qtbot):
    qtbot.mouseClick(card.arrow, Qt.MouseButton.LeftButton)
    assert card.expanded
    assert card.body.isVisible()
    qtbot.keyClick(card.arrow, Qt.Key.Key_Space)
    assert not card.expanded


def test_what_is_unfolded_late_shows_the_newest_values(card):
    card.set_settings(settings(beta_1=0.5), STYLE, 0.3, False)
    card.set_expanded(True)
    assert card.body.sliders["beta_1"].value == 0.5
    assert card.body.rate.value == 0.3
    assert not card.body.remove.isEnabled()


def test_moving_a_control_says_which_and_how_far(card, qtbot):
    card.set_expanded(True)
    emitted = []
    card.hyperparameter_moved.connect(lambda *arguments: emitted.append(arguments))
    card.released.connect(lambda: emitted.append("released"))
    qtbot.keyClick(card.body.sliders["beta_2"].slider, Qt.Key.Key_End)
    assert emitted == [("beta_2", 0.99999), "released"]
    with qtbot.waitSignal(card.hyperparameter_moved) as heard:
        qtbot.keyClick(card.body.switches["amsgrad"], Qt.Key.Key_Space)
    assert heard.args == ["amsgrad", True]
    with qtbot.waitSignal(card.rate_moved) as heard:
        qtbot.keyClick(card.body.rate.slider, Qt.Key.Key_Home)
    assert heard.args == [1e-5]
    with qtbot.waitSignal(card.enabled_changed) as heard:
        qtbot.keyClick(card.switch, Qt.Key.Key_Space)
    assert heard.args == [False]


@pytest.mark.parametrize(
    ("button", "signal"),
    [("reset", "reset_requested"), ("duplicate", "duplicate_requested"), ("remove", "remove_requested")],
)
def test_a_button_says_what_is_wanted(card, qtbot, button, signal):
    card.set_expanded(True)
    with qtbot.waitSignal(getattr(card, signal)):
        qtbot.mouseClick(getattr(card.body, button), Qt.MouseButton.LeftButton)


def test_changes_of_the_learning_rate_are_shown_and_can_be_cleared(card, qtbot):
    card.set_expanded(True)
    assert card.body.changes.isHidden()
    card.set_settings(settings(learning_rate_changes=((100, 0.5),)), STYLE, 0.05, True)
    assert "100" in card.body.changes.text()
    card.set_shown_step(99)
    assert card.body.rate.value == 0.05
    card.set_shown_step(100)
    assert (card.body.rate.value, card.rate.text()) == (0.5, "η 0.5")
    with qtbot.waitSignal(card.changes_cleared):
        qtbot.mouseClick(card.body.changes, Qt.MouseButton.LeftButton)
    card.set_settings(settings(learning_rate_changes=((3, 0.1), (9, 0.2))), STYLE, 0.05, True)
    assert "2" in card.body.changes.text()
    card.set_settings(settings(), STYLE, 0.05, True)
    assert card.body.changes.isHidden()


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return, None])
def test_it_is_renamed_in_place(card, qtbot, key):
    if key is None:
        qtbot.mouseDClick(card.title, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(card.title, key)
    editor = card.title.begin()
    with qtbot.waitSignal(card.renamed) as heard:
        qtbot.keyClicks(editor, "Slow one")
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert heard.args == ["Slow one"]
    assert editor.isHidden()
    assert card.title.title == "My run"  # until it is told


@pytest.mark.parametrize("typed", ["Other", "", "My run"])
def test_a_name_given_up_empty_or_unchanged_is_none(card, qtbot, typed):
    editor = card.title.begin()
    with qtbot.assertNotEmitted(card.renamed):
        editor.clear()
        qtbot.keyClicks(editor, typed)
        qtbot.keyClick(editor, Qt.Key.Key_Escape if typed == "Other" else Qt.Key.Key_Return)
    assert editor.isHidden()


@pytest.mark.parametrize("chosen", ["#123456", ""])
def test_a_color_is_chosen_or_not(card, qtbot, monkeypatch, chosen):
    asked = []

    def dialog(color, parent, title):
        asked.append(color.name())
        return QColor(chosen)

    monkeypatch.setattr(QColorDialog, "getColor", dialog)
    heard = []
    card.color_chosen.connect(heard.append)
    qtbot.mouseClick(card.swatch, Qt.MouseButton.LeftButton)
    assert asked == [STYLE.color]
    assert heard == ([chosen] if chosen else [])


def test_another_optimizer_brings_its_own_controls(card):
    card.set_expanded(True)
    card.set_settings(settings("sgd"), STYLE, 0.05, True)
    assert card.expanded
    assert "momentum" in card.body.sliders
    assert "beta_1" not in card.body.sliders


def test_the_same_optimizer_keeps_its_controls(card):
    card.set_expanded(True)
    body, slider = card.body, card.body.sliders["beta_1"]
    card.set_settings(settings(beta_1=0.1), STYLE._replace(title="Other"), 0.5, True)
    assert card.body is body
    assert card.body.sliders["beta_1"] is slider
