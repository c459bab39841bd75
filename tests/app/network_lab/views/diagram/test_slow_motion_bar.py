"""The bar that leads through the stages of a batch."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.network_lab.views.diagram.slow_motion_bar import SlowMotionBar

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bar(qtbot):
    made = SlowMotionBar()
    qtbot.addWidget(made)
    made.resize(700, 84)
    made.show()
    made.set_stage(3, 9, "The output is 0.83, the target 1.00: the loss is L = 0.19.")
    return made


@pytest.mark.parametrize(
    ("button", "signal", "arguments"),
    [
        ("back", "stage_requested", [2]),
        ("forward", "stage_requested", [4]),
        ("play", "play_toggled", []),
        ("repeat", "repeat_requested", []),
        ("next", "next_requested", []),
        ("close_button", "closed", []),
    ],
)
def test_a_button_says_what_is_wanted(bar, qtbot, button, signal, arguments):
    with qtbot.waitSignal(getattr(bar, signal)) as heard:
        qtbot.mouseClick(getattr(bar, button), LEFT)
    assert heard.args == arguments
    assert getattr(bar, button).toolTip()
    assert getattr(bar, button).accessibleName() or getattr(bar, button).text()


@pytest.mark.parametrize(
    ("key", "signal", "arguments"),
    [
        (Qt.Key.Key_Left, "stage_requested", [2]),
        (Qt.Key.Key_Right, "stage_requested", [4]),
        (Qt.Key.Key_Home, "stage_requested", [0]),
        (Qt.Key.Key_End, "stage_requested", [8]),
        (Qt.Key.Key_Space, "play_toggled", []),
        (Qt.Key.Key_Escape, "closed", []),
    ],
)
def test_keys_lead_through_the_stages(bar, qtbot, key, signal, arguments):
    bar.dots.setFocus()
    with qtbot.waitSignal(getattr(bar, signal)) as heard:
        qtbot.keyClick(bar.dots, key)
    assert heard.args == arguments


def test_a_click_on_a_dot_goes_there(bar, qtbot):
    with qtbot.waitSignal(bar.stage_requested) as heard:
        qtbot.mouseClick(bar.dots, LEFT, pos=bar.dots.place_of(6).toPoint())
    assert heard.args == [6]
    with qtbot.assertNotEmitted(bar.stage_requested):
        qtbot.mouseClick(bar.dots, LEFT, pos=bar.dots.place_of(3).toPoint())
        qtbot.mouseClick(bar.dots, Qt.MouseButton.RightButton, pos=QPoint(4, 4))


def test_it_shows_what_it_is_told_and_says_nothing(bar):
    heard = []
    for signal in (bar.stage_requested, bar.play_toggled, bar.closed, bar.next_requested):
        signal.connect(lambda *arguments: heard.append(arguments))
    bar.set_stage(0, 9, "Forward.")
    bar.set_playing(True)
    assert bar.caption.text() == "Forward."
    assert bar.play.accessibleName() == "Pause"
    assert bar.dots.accessibleName() == "Stage 1 of 9"
    assert not bar.back.isEnabled()
    bar.set_stage(8, 9, "The optimizer moves all weights.")
    assert not bar.forward.isEnabled()
    assert heard == []


def test_the_dots_of_a_deep_network_fit_into_a_narrow_bar(bar, qtbot):
    bar.set_stage(0, 17, "")
    bar.resize(520, 84)
    qtbot.wait(0)
    assert bar.dots.place_of(16).x() < bar.dots.width()
    assert bar.dots.geometry().right() < bar.repeat.geometry().left()


def test_a_long_caption_is_broken_and_moves_nothing(bar, qtbot):
    height = bar.sizeHint().height()
    bar.set_stage(6, 9, "word " * 30)
    qtbot.wait(0)
    assert bar.caption.heightForWidth(bar.caption.width()) <= bar.caption.height() + 1
    assert bar.sizeHint().height() == height


def test_a_narrow_bar_says_its_whole_sentence_and_spares_a_button(qtbot, qapp):
    window = QWidget()
    qtbot.addWidget(window)
    bar = SlowMotionBar(window)
    bar.resize(700, 120)
    window.show()
    bar.set_stage(8, 9, "The optimizer moves all weights, and this is told at length. " * 3)
    qapp.processEvents()
    least = bar.minimumSizeHint().width()
    assert bar.repeat.isVisible()
    bar.resize(least, 120)
    qapp.processEvents()
    assert bar.minimumSizeHint().width() == least
    assert not bar.repeat.isVisible()
    assert bar.next.isVisible()
    high = bar.caption.height()
    wrapped = QLabel(bar.caption.text())
    qtbot.addWidget(wrapped)
    wrapped.setWordWrap(True)
    assert high >= wrapped.heightForWidth(bar.caption.width()) > 2 * bar.fontMetrics().lineSpacing()
    bar.set_stage(0, 9, "Short.")
    assert bar.caption.height() == high
    bar.resize(700, 120)
    qapp.processEvents()
    assert bar.repeat.isVisible()
    assert bar.caption.height() < high
