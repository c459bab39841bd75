"""The sidebar as a whole."""

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolTip

from app.kit.run_style import run_styles
from app.kit.theme import DARK, style_sheet
from app.lab.sidebar.sidebar import WIDTH
from app.surface_lab.views.controls import Controls
from core import run_edits, run_settings
from core.surface import presets as surface_presets


@pytest.fixture
def controls(qtbot):
    made = Controls()
    made.resize(WIDTH, 720)
    qtbot.addWidget(made)
    made.show()
    return made


def show(controls, experiment, cursor=0, mode="whole"):
    styles = run_styles(experiment.settings(), DARK)
    controls.set_experiment(experiment, experiment.surface.resolve(), styles, cursor, mode)
    return experiment


def changed(experiment, index, **changes):
    runs = list(experiment.settings())
    runs[index] = msgspec.structs.replace(runs[index], **changes)
    return run_edits.replace(experiment, optimizers=tuple(runs))


START = surface_presets.startup()


def test_setting_an_experiment_is_silent(controls):
    emitted = []
    for speaker in (controls, controls.runs):
        for name in dir(type(speaker)):
            if type(getattr(type(speaker), name)).__name__ == "Signal" and name != "destroyed":
                getattr(speaker, name).connect(lambda *arguments, name=name: emitted.append(name))
    show(controls, START)
    show(
        controls,
        run_edits.replace(surface_presets.new("bowl"), steps=7, seed=2**32 - 1, gradient_noise=3.0),
        3,
        "from_here",
    )
    controls.set_factor(5.0)
    controls.runs.set_shown_step(2)
    intents = [name for name in emitted if not name.startswith(("object", "window", "custom"))]
    assert intents == []
    assert controls.steps.value() == 7
    assert controls.seed.box.value() == 2**32 - 1
    assert controls.noise.value == 3.0
    assert controls.rates.mode.choice == "from_here"
    assert controls.rates.scale.value_slider.value == 5.0


def test_a_change_of_numbers_keeps_every_card_and_a_drag_goes_on(controls, qtbot):
    show(controls, START)
    cards = list(controls.runs.cards)
    cards[1].set_expanded(True)
    slider = cards[1].body.rate.slider
    # The drag needs places, which are there only once the unfolded card has been laid out.
    qtbot.waitUntil(lambda: cards[1].height() > 200 and slider.height() > 0 and slider.width() < 95)
    experiment = START
    rates = []

    def follow(index, rate):
        nonlocal experiment
        rates.append((index, rate))
        experiment = show(controls, changed(experiment, index, learning_rate=rate))

    controls.runs.rate_moved.connect(follow)
    first, last = slider.handle_centers()
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(first, 10))
    for x in (first + 20, first + 40, last):
        qtbot.mouseMove(slider, QPoint(x, 10))
    assert slider.isSliderDown()
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(last, 10))
    assert controls.runs.cards == cards
    assert [index for index, _ in rates] == [1] * len(rates)
    assert len(rates) >= 3
    assert experiment.settings()[1].learning_rate == rates[-1][1] == cards[1].body.rate.value


def test_a_duplicate_gets_a_card_of_its_own_and_the_others_keep_theirs(controls):
    show(controls, START)
    before = list(controls.runs.cards)
    before[2].set_expanded(True)
    runs = list(START.settings())
    runs.insert(1, msgspec.structs.replace(runs[0], label="twin"))
    show(controls, run_edits.replace(START, optimizers=tuple(runs)))
    assert [card for card in controls.runs.cards if card in before] == before
    assert controls.runs.cards[1] not in before
    assert controls.runs.cards[3].expanded
    show(controls, START)
    assert controls.runs.cards == before


def test_a_renamed_run_keeps_its_card(controls):
    show(controls, START)
    before = list(controls.runs.cards)
    show(controls, changed(START, 3, label="other"))
    assert controls.runs.cards == before


def test_a_removed_run_takes_its_card_along(controls, qtbot):
    show(controls, START)
    before = list(controls.runs.cards)
    show(controls, run_edits.replace(START, optimizers=START.settings()[1:]))
    assert controls.runs.cards == before[1:]
    with qtbot.waitSignal(controls.runs.enabled_changed) as heard:
        qtbot.keyClick(controls.runs.cards[0].switch, Qt.Key.Key_Space)
    assert heard.args == [0, False]


def test_the_last_run_cannot_be_removed_and_there_is_a_most(controls):
    show(controls, run_edits.replace(START, optimizers=START.settings()[:1]))
    controls.runs.cards[0].set_expanded(True)
    assert not controls.runs.cards[0].body.remove.isEnabled()
    assert controls.runs.add.isEnabled()
    run = START.settings()[0]
    many = tuple(msgspec.structs.replace(run, label=f"run {k}") for k in range(run_settings.MOST_OPTIMIZERS))
    show(controls, run_edits.replace(START, optimizers=many))
    controls.runs.cards[-1].set_expanded(True)
    assert not controls.runs.add.isEnabled()
    assert not controls.runs.cards[-1].body.duplicate.isEnabled()
    assert controls.runs.cards[-1].body.remove.isEnabled()


def test_the_cursor_decides_which_learning_rate_is_shown(controls):
    show(controls, changed(START, 0, learning_rate=0.1, learning_rate_changes=((50, 0.7),)), cursor=60)
    assert controls.runs.cards[0].rate.text() == "η 0.7"
    controls.runs.set_shown_step(49)
    assert controls.runs.cards[0].rate.text() == "η 0.1"


@pytest.mark.parametrize(
    ("signal", "act", "arguments"),
    [
        ("mode_chosen", lambda c: c.rates.mode.button("from_here").click(), ["from_here"]),
        ("fitting_rates_requested", lambda c: c.runs.fitting.click(), []),
        ("new_seed_requested", lambda c: c.seed.dice.click(), []),
        ("optimizer_added", lambda c: c.runs.add.menu().actions()[1].trigger(), ["adam"]),
        ("steps_chosen", lambda c: c.steps.setValue(77), [77]),
        ("seed_chosen", lambda c: c.seed.box.setValue(2**32 - 1), [2**32 - 1]),
        ("factor_moved", lambda c: c.rates.scale.value_slider.field.entered.emit(4.0), [4.0]),
        ("noise_moved", lambda c: c.noise.field.entered.emit(0.5), [0.5]),
        ("parameter_moved", lambda c: c.surface.sliders["depth"].field.entered.emit(3.0), ["depth", 3.0]),
        ("color_chosen", lambda c: c.runs.cards[4].color_chosen.emit("#112233"), [4, "#112233"]),
        ("renamed", lambda c: c.runs.cards[2].renamed.emit("new"), [2, "new"]),
        ("duplicate_requested", lambda c: c.runs.cards[3].duplicate_requested.emit(), [3]),
        ("remove_requested", lambda c: c.runs.cards[3].remove_requested.emit(), [3]),
        ("reset_requested", lambda c: c.runs.cards[3].reset_requested.emit(), [3]),
        ("changes_cleared", lambda c: c.runs.cards[3].changes_cleared.emit(), [3]),
        (
            "hyperparameter_moved",
            lambda c: c.runs.cards[0].hyperparameter_moved.emit("nesterov", True),
            [0, "nesterov", True],
        ),
    ],
)
def test_it_passes_on_what_is_wanted(controls, qtbot, signal, act, arguments):
    show(controls, START)
    speaker = controls if hasattr(controls, signal) else controls.runs
    with qtbot.waitSignal(getattr(speaker, signal)) as heard:
        act(controls)
    assert heard.args == arguments


def test_steps_are_typed_as_a_whole(controls, qtbot):
    show(controls, START)
    heard = []
    controls.steps_chosen.connect(heard.append)
    controls.steps.selectAll()
    qtbot.keyClicks(controls.steps, "1234")
    assert heard == []
    qtbot.keyClick(controls.steps, Qt.Key.Key_Return)
    assert heard == [1234]


@pytest.mark.parametrize("typed", ["99999999", "0", "-3", "2.5", "many", ""])
def test_steps_that_cannot_be_are_refused_with_a_sentence(controls, qtbot, typed):
    show(controls, START)
    heard = []
    controls.steps_chosen.connect(heard.append)
    box, meaning = controls.steps, controls.steps.toolTip()
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, typed) if typed else qtbot.keyClick(box, Qt.Key.Key_Backspace)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert heard == []
    assert box.property("error")
    assert box.lineEdit().text() == typed
    assert str(run_settings.MOST_STEPS) in box.toolTip()
    qtbot.waitUntil(QToolTip.isVisible)
    show(controls, START)  # an echo of another change
    assert box.lineEdit().text() == typed
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert (box.lineEdit().text(), box.toolTip()) == (str(START.steps), meaning)
    assert not box.property("error")


def test_refused_steps_stay_marked_when_the_focus_leaves_and_can_be_mended(controls, qtbot):
    show(controls, START)
    heard = []
    controls.steps_chosen.connect(heard.append)
    qtbot.waitUntil(controls.isActiveWindow)
    box = controls.steps
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "0")
    controls.seed.box.setFocus()
    assert box.property("error")
    assert box.lineEdit().text() == "0"
    box.setFocus()
    box.lineEdit().setCursorPosition(0)
    qtbot.keyClicks(box, "3")
    controls.seed.box.setFocus()
    assert heard == [30]
    assert not box.property("error")
    show(controls, run_edits.replace(START, steps=7))
    assert box.lineEdit().text() == "7"


def test_arrows_step_on_from_the_number_that_holds(controls, qtbot):
    show(controls, START)
    box = controls.steps
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "0")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    with qtbot.waitSignal(controls.steps_chosen) as heard:
        qtbot.keyClick(box, Qt.Key.Key_Up)
    assert heard.args[0] > START.steps
    assert not box.property("error")


def test_without_a_shown_run_there_is_no_rate_to_scale(controls, qapp):
    slider = controls.rates.scale.value_slider
    off = tuple(msgspec.structs.replace(run, enabled=False) for run in START.settings())
    show(controls, START)
    meaning = slider.slider.toolTip()
    show(controls, run_edits.replace(START, optimizers=off))
    assert not slider.slider.isEnabled()
    assert not slider.field.isEnabled()
    assert "switched off" in slider.slider.toolTip() == slider.field.toolTip()
    show(controls, run_edits.replace(START, optimizers=(START.settings()[0], *off[1:])))
    assert slider.slider.isEnabled()
    assert slider.slider.toolTip() == meaning


def test_it_says_why_no_run_can_be_added(controls):
    run = START.settings()[0]
    many = tuple(msgspec.structs.replace(run, label=f"run {k}") for k in range(run_settings.MOST_OPTIMIZERS))
    show(controls, run_edits.replace(START, optimizers=many[:-1]))
    controls.runs.cards[0].set_expanded(True)
    buttons = controls.runs.add, controls.runs.cards[0].body.duplicate
    before = [button.toolTip() for button in buttons]
    show(controls, run_edits.replace(START, optimizers=many))
    controls.runs.cards[-1].set_expanded(True)
    for button in (*buttons, controls.runs.cards[-1].body.duplicate):
        assert button.toolTip() == f"At most {run_settings.MOST_OPTIMIZERS} runs can race"
    show(controls, run_edits.replace(START, optimizers=many[:-1]))
    assert [button.toolTip() for button in buttons] == before


def test_the_card_of_a_duplicate_comes_unfolded_and_no_other(controls):
    experiment = show(controls, START)
    controls.runs.duplicate_requested.connect(
        lambda index: show(controls, run_edits.with_duplicate(experiment, index))
    )
    controls.runs.cards[1].duplicate_requested.emit()
    assert [card.expanded for card in controls.runs.cards] == [False, False, True, False, False, False]
    assert controls.runs.cards[2].settings.run_label == "Adam 2"
    more = run_edits.with_optimizer(run_edits.with_duplicate(experiment, 1), "sgd")
    show(controls, more)
    assert not controls.runs.cards[-1].expanded


@pytest.mark.parametrize("height", [720, 2400])
def test_nothing_is_wider_than_the_sidebar(controls, qtbot, qapp, height):
    before = qapp.styleSheet()
    qapp.setStyleSheet(style_sheet(DARK))
    try:
        show(controls, START)
        for card in controls.runs.cards:
            card.set_expanded(True)
        controls.resize(WIDTH, height)
        qapp.processEvents()
        content = controls.widget()
        assert content.width() == controls.viewport().width()
        assert content.minimumSizeHint().width() <= content.width()
        left = controls.runs.cards[0].mapTo(controls, QPoint()).x()
        assert left == WIDTH - (left + controls.runs.cards[0].width()) == 16
    finally:
        qapp.setStyleSheet(before)
