"""The bar that plays a race."""

import pytest
from PySide6.QtCore import QPoint, Qt

from app.surface_lab.views.transport import SPEEDS, Transport


@pytest.fixture
def bar(qtbot):
    made = Transport()
    made.resize(800, 52)
    qtbot.addWidget(made)
    made.show()
    made.set_position(120, 500)
    return made


@pytest.mark.parametrize(
    ("button", "signal", "arguments"),
    [
        ("play", "play_toggled", []),
        ("back", "step_requested", [-1]),
        ("forward", "step_requested", [1]),
        ("to_start", "jump_requested", [0]),
        ("to_end", "jump_requested", [500]),
        ("loop", "loop_toggled", [True]),
    ],
)
def test_a_button_says_what_is_wanted(bar, qtbot, button, signal, arguments):
    with qtbot.waitSignal(getattr(bar, signal)) as heard:
        qtbot.mouseClick(getattr(bar, button), Qt.MouseButton.LeftButton)
    assert heard.args == arguments
    assert getattr(bar, button).accessibleName()
    assert getattr(bar, button).toolTip()


def test_it_shows_what_it_is_told_and_says_nothing(bar, qtbot):
    signals = [bar.play_toggled, bar.step_requested, bar.jump_requested, bar.speed_chosen, bar.loop_toggled]
    emitted = []
    for signal in signals:
        signal.connect(lambda *arguments: emitted.append(arguments))
    bar.set_position(300, 400)
    bar.set_playing(True)
    bar.set_speed(4.0)
    bar.set_loop(True)
    assert emitted == []
    assert bar.counter.text() == "step 300 / 400"
    assert (bar.scrub.value(), bar.scrub.maximum()) == (300, 400)
    assert bar.speed.currentData() == 4.0
    assert bar.loop.isChecked()
    assert bar.play.accessibleName() == "Pause"


def test_the_scrub_slider_jumps_to_a_click(bar, qtbot):
    first, last = bar.scrub.handle_centers()
    with qtbot.waitSignal(bar.jump_requested) as heard:
        place = QPoint((first + last) // 2, bar.scrub.height() // 2)
        qtbot.mouseClick(bar.scrub, Qt.MouseButton.LeftButton, pos=place)
    assert heard.args[0] == pytest.approx(250, abs=2)


def test_the_ends_have_nowhere_further_to_go(bar):
    bar.set_position(0, 500)
    assert not bar.back.isEnabled()
    assert bar.forward.isEnabled()
    bar.set_position(500, 500)
    assert bar.back.isEnabled()
    assert not bar.to_end.isEnabled()


def test_the_counter_is_as_wide_at_the_first_step_as_at_the_last(bar, qtbot):
    bar.set_position(0, 200_000)
    qtbot.wait(0)
    before = bar.scrub.width()
    bar.set_position(188_888, 200_000)
    qtbot.wait(0)
    assert bar.scrub.width() == before


@pytest.mark.parametrize("speed", SPEEDS)
def test_a_speed_is_chosen(bar, qtbot, speed):
    index = bar.speed.findData(speed)
    with qtbot.waitSignal(bar.speed_chosen) as heard:
        bar.speed.activated.emit(index)
    assert heard.args == [speed]
