from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QRadioButton,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.network_lab.views.answers.decision_map import DecisionMap
from app.network_lab.views.answers.digits_view import DigitsView
from app.network_lab.views.answers.forecast_plot import ForecastPlot
from app.network_lab.views.answers.function_plot import FunctionPlot
from app.network_lab.views.diagram.diagram import NetworkDiagram
from app.network_lab.views.diagram.slow_motion_bar import StageDots
from app.network_lab.views.inside.confusion_matrix import ConfusionMatrix
from app.window.keys import LocalKeysFirst

KEYS = {
    "Space": Qt.Key.Key_Space,
    "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right,
    "Home": Qt.Key.Key_Home,
    "End": Qt.Key.Key_End,
}
MOVES = {"Left", "Right", "Home", "End"}


class Bench:
    """A window that has a shortcut for every key, and a control that has the focus."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.layout = QHBoxLayout(self.window)
        self.triggered: list[str] = []
        for name, key in KEYS.items():
            action = QAction(name, self.window)
            action.setShortcut(key)
            action.triggered.connect(lambda _=False, name=name: self.triggered.append(name))
            self.window.addAction(action)

    def focus(self, control: QWidget) -> None:
        self.layout.addWidget(control)
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        control.setFocus()
        assert control.hasFocus()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> list[str]:
        """Press a key where the focus is; answers with the shortcuts it triggered."""
        self.triggered.clear()
        QTest.keyClick(QApplication.focusWidget(), key, modifier)
        return list(self.triggered)


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    application = QApplication.instance()
    assert application is not None
    keys = LocalKeysFirst()
    application.installEventFilter(keys)
    yield Bench(qtbot)
    application.removeEventFilter(keys)


def _radio() -> QWidget:
    return QRadioButton("one")


def _number() -> QWidget:
    number = QDoubleSpinBox()
    number.setValue(1.25)
    return number


def _list() -> QWidget:
    items = QListWidget()
    items.addItems(["one", "two"])
    return items


@pytest.mark.parametrize(
    ("make", "kept"),
    [
        (QLabel, set()),
        (QCheckBox, {"Space"}),
        (QPushButton, {"Space"}),
        (_radio, {"Space", "Left", "Right", "Home", "End"}),
        (QSlider, MOVES),
        (_number, {"Space", *MOVES}),
        (QLineEdit, {"Space", *MOVES}),
        (QComboBox, {"Space", *MOVES}),
        (_list, {"Space", *MOVES}),
    ],
)
def test_control_keeps_the_keys_it_needs_and_leaves_the_rest(
    bench: Bench, make: Callable[[], QWidget], kept: set[str]
) -> None:
    control = make()
    bench.focus(control)
    for name, key in KEYS.items():
        assert bench.press(key) == ([] if name in kept else [name])
        control.setFocus()
    if isinstance(control, QComboBox):
        control.hidePopup()


def test_shortcut_would_take_the_key_without_the_filter(qtbot: QtBot) -> None:
    bench = Bench(qtbot)
    slider = QSlider(Qt.Orientation.Horizontal)
    bench.focus(slider)
    assert bench.press(Qt.Key.Key_Right) == ["Right"]
    assert slider.value() == 0


def test_slider_that_has_the_focus_moves(bench: Bench) -> None:
    slider = QSlider(Qt.Orientation.Horizontal)
    bench.focus(slider)
    assert bench.press(Qt.Key.Key_Right) == []
    assert slider.value() == 1


def test_space_ticks_the_box_that_has_the_focus(bench: Bench) -> None:
    box = QCheckBox("run")
    bench.focus(box)
    assert bench.press(Qt.Key.Key_Space) == []
    assert box.isChecked()


def test_arrows_choose_among_the_buttons_of_a_group(bench: Bench) -> None:
    buttons = [QPushButton(name) for name in ("2D", "3D")]
    group = QButtonGroup(bench.window)
    for button in buttons:
        button.setCheckable(True)
        group.addButton(button)
    buttons[0].setChecked(True)
    bench.focus(buttons[0])
    bench.layout.addWidget(buttons[1])
    buttons[1].show()
    assert bench.press(Qt.Key.Key_Right) == []
    assert buttons[1].isChecked()


def test_space_plays_after_a_button_was_clicked_with_the_mouse(bench: Bench) -> None:
    box = QCheckBox("larger")
    bench.focus(box)
    QApplication.focusWidget().clearFocus()
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    assert box.isChecked()
    assert box.hasFocus()
    assert bench.press(Qt.Key.Key_Space) == ["Space"]
    assert box.isChecked()
    box.setFocus(Qt.FocusReason.PopupFocusReason)  # after a menu that it opened
    assert bench.press(Qt.Key.Key_Space) == ["Space"]


def test_space_is_the_button_s_again_once_the_keyboard_leads_there(bench: Bench) -> None:
    box = QCheckBox("larger")
    bench.focus(box)
    box.clearFocus()
    box.setFocus(Qt.FocusReason.MouseFocusReason)
    box.clearFocus()
    box.setFocus(Qt.FocusReason.TabFocusReason)
    assert bench.press(Qt.Key.Key_Space) == []
    assert box.isChecked()


def test_arrows_step_after_one_of_a_group_was_clicked(bench: Bench) -> None:
    button = QRadioButton("2D")
    bench.focus(button)
    button.clearFocus()
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert bench.press(Qt.Key.Key_Right) == ["Right"]
    assert bench.press(Qt.Key.Key_Home) == ["Home"]


def test_text_is_edited_not_played(bench: Bench) -> None:
    line = QLineEdit("xy")
    bench.focus(line)
    bench.press(Qt.Key.Key_Home)
    bench.press(Qt.Key.Key_Right)
    bench.press(Qt.Key.Key_Space)
    assert line.text() == "x y"


def test_keypad_counts_like_the_other_keys(bench: Bench) -> None:
    slider = QSlider(Qt.Orientation.Horizontal)
    bench.focus(slider)
    assert bench.press(Qt.Key.Key_Right, Qt.KeyboardModifier.KeypadModifier) == []
    assert slider.value() == 1


def test_keys_with_a_modifier_go_to_the_window(bench: Bench) -> None:
    action = QAction("Ctrl+Right", bench.window)
    action.setShortcut("Ctrl+Right")
    action.triggered.connect(lambda: bench.triggered.append("Ctrl+Right"))
    bench.window.addAction(action)
    slider = QSlider(Qt.Orientation.Horizontal)
    bench.focus(slider)
    assert bench.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier) == ["Ctrl+Right"]


# --- pictures -----------------------------------------------------------------------------------------------

PICTURES = [ConfusionMatrix, DecisionMap, DigitsView, ForecastPlot, FunctionPlot, NetworkDiagram]


@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize(
    ("reason", "own"),
    [(Qt.FocusReason.TabFocusReason, MOVES), (Qt.FocusReason.MouseFocusReason, set())],
    ids=["keyboard", "mouse"],
)
def test_a_picture_has_the_arrows_when_the_keyboard_led_there(
    bench: Bench, kind: type[QWidget], reason: Qt.FocusReason, own: set[str]
) -> None:
    picture = kind()
    bench.focus(picture)
    picture.clearFocus()
    picture.setFocus(reason)
    assert {name for name, key in KEYS.items() if not bench.press(key)} == own


def test_the_stages_of_a_story_have_the_arrows(bench: Bench) -> None:
    bench.focus(StageDots())
    assert {name for name, key in KEYS.items() if not bench.press(key)} == MOVES
