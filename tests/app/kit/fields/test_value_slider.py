"""A slider and a field that move one parameter."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QToolTip, QVBoxLayout, QWidget

from app.kit.fields.ruler import Ruler
from app.kit.fields.value_slider import ValueSlider
from app.kit.numbers import format_number, parse_number
from app.kit.theme import DARK, style_sheet
from core.data.catalogue import DATASETS
from core.network.parameters import BATCH_SIZE, DROPOUT, L1, L2, MIN_DELTA, SAMPLES, VALIDATION_FRACTION
from core.optimizers import OPTIMIZERS
from core.parameters import Parameter
from core.surface.catalogue import SURFACES
from core.surface.experiment import GRADIENT_NOISE

RATE = OPTIMIZERS["adam"].learning_rate
BETA = OPTIMIZERS["adam"].hyperparameters[1]
MOMENTUM = OPTIMIZERS["sgd"].hyperparameters[0]
EVERY_PARAMETER = [
    GRADIENT_NOISE,
    *(p for s in SURFACES.values() for p in s.parameters),
    *(BATCH_SIZE, DROPOUT, L1, L2, MIN_DELTA, SAMPLES, VALIDATION_FRACTION),
    *(p for d in DATASETS.values() for p in (d.noise, *d.parameters)),
    *(o.learning_rate for o in OPTIMIZERS.values()),
    *(p for o in OPTIMIZERS.values() for p in o.hyperparameters if isinstance(p, Parameter)),
]


@pytest.fixture
def slider(qtbot):
    made = ValueSlider(RATE)
    made.resize(320, 24)
    qtbot.addWidget(made)
    made.show()
    return made


def heard(slider):
    """What a slider emitted, in order."""
    emitted = []
    slider.moved.connect(emitted.append)
    slider.released.connect(lambda: emitted.append("released"))
    return emitted


@pytest.mark.parametrize("parameter", EVERY_PARAMETER, ids=lambda p: f"{p.name}-{p.scale}")
def test_every_position_of_every_slider_has_a_value_of_its_own_that_is_accepted(parameter):
    ruler = Ruler(parameter)
    values = [ruler.value(position) for position in range(ruler.positions + 1)]
    assert (values[0], values[-1]) == (parameter.low, parameter.high)
    assert all(low < high for low, high in pairwise(values))
    for position, value in enumerate(values):
        parameter.check(value, "here")
        assert ruler.position(value) == position
        assert len(format_number(value)) <= 8


def test_a_logarithmic_slider_has_powers_of_ten_at_equal_distances():
    ruler = Ruler(RATE)
    positions = [ruler.position(10.0**k) for k in range(-5, 2)]
    assert len({b - a for a, b in pairwise(positions)}) == 1


def test_a_complement_slider_has_nines_at_equal_distances():
    ruler = Ruler(BETA)
    positions = [ruler.position(value) for value in (0.9, 0.99, 0.999, 0.9999, 0.99999)]
    assert len({b - a for a, b in pairwise(positions)}) == 1


def test_a_slider_from_zero_has_a_zero_and_then_powers_of_ten():
    ruler = Ruler(L2)
    assert (ruler.value(0), ruler.value(1)) == (0.0, L2.after_zero)
    assert (ruler.position(0.0), ruler.position(-1.0), ruler.position(1e-300)) == (0, 0, 1)  # tiny is not 0
    assert ruler.position(L2.after_zero) == 1
    positions = [ruler.position(10.0**k) for k in range(-5, 0)]
    assert len({b - a for a, b in pairwise(positions)}) == 1


def test_whole_numbers_by_octaves_have_all_powers_of_two():
    ruler = Ruler(BATCH_SIZE)
    values = [ruler.value(position) for position in range(ruler.positions + 1)]
    assert all(value.is_integer() for value in values)
    assert {float(2**k) for k in range(11)} <= set(values)
    assert len(values) < 50


def test_whole_parameters_move_in_whole_numbers():
    for dataset in DATASETS.values():
        for parameter in dataset.parameters:
            if parameter.whole:
                ruler = Ruler(parameter)
                assert [ruler.value(k) for k in range(ruler.positions + 1)] == list(
                    range(int(parameter.low), int(parameter.high) + 1)
                )


def test_another_range_is_taken_silently(slider):
    slider.set_value(0.5)
    emitted = heard(slider)
    slider.set_parameter(L2)
    assert slider.slider.maximum() == Ruler(L2).positions
    assert slider.slider.value() == slider.slider.maximum()
    assert slider.value == 0.5
    assert L2.meaning in slider.slider.toolTip()
    assert emitted == []


@pytest.mark.parametrize("value", [0.0, -1.0, 1e-300, 1e300])
def test_what_lies_beyond_the_slider_stands_at_its_end(slider, value):
    slider.set_value(value)
    assert slider.slider.value() == (slider.slider.maximum() if value > 1 else 0)
    assert slider.value == value


def test_setting_a_value_is_silent(slider):
    emitted = heard(slider)
    slider.set_value(0.25)
    assert slider.field.text() == "0.25"
    assert emitted == []


def test_an_arrow_key_moves_a_little_and_a_page_key_much(slider, qtbot):
    slider.set_value(0.1)
    emitted = heard(slider)
    qtbot.keyClick(slider.slider, Qt.Key.Key_Right)
    little = emitted[0]
    qtbot.keyClick(slider.slider, Qt.Key.Key_PageUp)
    much = emitted[2]
    assert emitted[1::2] == ["released", "released"]
    assert 1 < little / 0.1 < 1.2 < much / little
    assert slider.value == much == parse_number(slider.field.text())


def test_a_drag_is_released_once_at_its_end(slider, qtbot):
    emitted = heard(slider)
    handle = slider.slider
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(20, handle.height() // 2))
    for x in (40, 60, 80):
        qtbot.mouseMove(handle, QPoint(x, handle.height() // 2))
    assert "released" not in emitted
    assert emitted == sorted(emitted)
    assert len(emitted) >= 3
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(80, handle.height() // 2))
    assert emitted[-1] == "released"
    assert emitted.count("released") == 1


def test_a_handle_in_the_hand_stays_under_the_finger(slider, qtbot):
    handle = slider.slider
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(60, handle.height() // 2))
    held = handle.value()
    slider.set_value(10.0)
    assert handle.value() == held
    assert slider.field.text() == "10"
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(60, handle.height() // 2))
    assert handle.value() == handle.maximum()


def test_a_click_goes_where_it_is_made(slider, qtbot):
    first, last = slider.slider.handle_centers()
    middle = QPoint((first + last) // 2, slider.slider.height() // 2)
    qtbot.mouseClick(slider.slider, Qt.MouseButton.LeftButton, pos=middle)
    assert slider.value == pytest.approx(1e-2, rel=0.2)  # half way from 1e-5 to 10 in powers of ten


@pytest.mark.parametrize("part", ["label", "slider"])
def test_a_double_click_goes_back_to_the_default(slider, qtbot, part):
    slider.set_value(3.0)
    emitted = heard(slider)
    target = getattr(slider, part)
    qtbot.mouseDClick(target if part == "slider" else slider, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert slider.value == RATE.default
    assert emitted[-2:] == [RATE.default, "released"]


def type_into(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("text", "value"), [("1e-3", 1e-3), ("0,5", 0.5), ("1/3", 1 / 3), (" 2 ", 2.0), ("500", 500.0), ("0", 0)]
)
def test_a_typed_number_that_the_parameter_accepts_is_taken(slider, qtbot, text, value):
    emitted = heard(slider)
    type_into(qtbot, slider.field, text)
    assert emitted == [value, "released"]
    assert slider.slider.value() == Ruler(RATE).position(value)


@pytest.mark.parametrize("text", ["-1", "abc", "", "1/0", "nan", "inf", "1e999", "1,000.5", "1/2/3"])
def test_what_cannot_be_is_refused_with_a_sentence_and_the_old_value_stays(slider, qtbot, text):
    slider.set_value(0.5)
    emitted = heard(slider)
    meaning = slider.field.toolTip()
    type_into(qtbot, slider.field, text or " ")
    assert emitted == []
    assert slider.value == 0.5
    assert slider.field.property("error")
    assert slider.field.toolTip() not in ("", meaning)
    qtbot.keyClick(slider.field, Qt.Key.Key_Escape)
    assert (slider.field.text(), slider.field.toolTip()) == ("0.5", meaning)
    assert not slider.field.property("error")


def test_why_a_number_is_refused_is_said_at_once(slider, qtbot):
    type_into(qtbot, slider.field, "-1")
    qtbot.waitUntil(QToolTip.isVisible)
    assert QToolTip.text() == slider.field.toolTip()
    qtbot.keyClick(slider.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_a_refusal_is_said_too_when_the_focus_leaves(slider, qtbot):
    qtbot.waitUntil(slider.isActiveWindow)
    slider.field.setFocus()
    slider.field.selectAll()
    qtbot.keyClicks(slider.field, "abc")
    slider.slider.setFocus()
    qtbot.waitUntil(lambda: QToolTip.text() == slider.field.toolTip() and QToolTip.isVisible())
    QToolTip.hideText()


@pytest.mark.parametrize("number", [2 * math.pi, 0.0104523, 1 / 3, -12345.678, 1.23456e-7, -9.87654321e300])
def test_a_number_in_the_field_is_short_and_whole_for_who_is_in_it(qtbot, qapp, number):
    before = qapp.styleSheet()
    qapp.setStyleSheet(style_sheet(DARK))
    try:
        slider = ValueSlider(Parameter(name="c", symbol="c", default=number, low=0, high=10))
        qtbot.addWidget(slider)
        slider.show()
        qtbot.waitUntil(slider.isActiveWindow)
        slider.slider.setFocus()
        field = slider.field
        assert parse_number(field.text()) == pytest.approx(number, rel=1e-4)
        assert field.cursorPosition() == 0
        assert format_number(number, 12) in field.toolTip()
        field.setFocus(Qt.FocusReason.TabFocusReason)
        assert parse_number(field.text()) == pytest.approx(number, rel=1e-11)
        assert (field.selectedText(), field.cursorPosition()) == (field.text(), 0)
        slider.slider.setFocus()
        assert len(field.text().strip("−0.")) <= len("1.2346e−300")
        assert slider.value == number
    finally:
        qapp.setStyleSheet(before)


@pytest.mark.parametrize("parameter", EVERY_PARAMETER, ids=lambda p: f"{p.name}-{p.scale}")
def test_nothing_a_slider_can_set_is_cut_off_in_its_field(qtbot, qapp, parameter):
    before = qapp.styleSheet()
    qapp.setStyleSheet(style_sheet(DARK))
    try:
        slider = ValueSlider(parameter)
        qtbot.addWidget(slider)
        slider.show()
        field, ruler = slider.field, Ruler(parameter)
        room = field.width() - 2 * (6 + 1 + 2)  # padding, border, and what Qt keeps free beside the text
        shown = set()
        for position in range(0, ruler.positions + 1, max(1, ruler.positions // 50)):
            slider.set_value(ruler.value(position))
            shown.add(field.text())
        assert max(map(field.fontMetrics().horizontalAdvance, shown)) <= room
    finally:
        qapp.setStyleSheet(before)


def test_what_is_nearly_one_does_not_read_as_one(qtbot):
    slider = ValueSlider(BETA)
    qtbot.addWidget(slider)
    slider.set_value(0.999999)
    assert slider.field.text() == "0.999999"


def test_a_refused_number_is_forgotten_when_the_slider_moves(slider, qtbot):
    type_into(qtbot, slider.field, "abc")
    qtbot.keyClick(slider.slider, Qt.Key.Key_Right)
    assert not slider.field.property("error")
    assert parse_number(slider.field.text()) == slider.value


def test_an_echo_does_not_interrupt_typing(slider, qtbot):
    slider.set_value(0.5)
    slider.field.setFocus()
    slider.field.selectAll()
    qtbot.keyClicks(slider.field, "0.0")
    slider.set_value(0.5)
    assert slider.field.text() == "0.0"


def test_leaving_the_field_untouched_changes_nothing(qtbot):
    slider = ValueSlider(MOMENTUM)
    qtbot.addWidget(slider)
    slider.show()
    slider.set_value(1 / 3)  # shown with fewer digits than it has
    emitted = heard(slider)
    slider.field.setFocus()
    slider.slider.setFocus()
    assert emitted == []
    assert slider.value == 1 / 3


def test_arrow_keys_step_in_the_field_too(slider, qtbot):
    slider.set_value(0.1)
    emitted = heard(slider)
    qtbot.keyClick(slider.field, Qt.Key.Key_Down)
    assert emitted[0] < 0.1
    assert emitted[1] == "released"


def wheel(widget):
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        widget.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event


def test_the_wheel_moves_it_only_with_the_focus(qtbot):
    window = QWidget()
    column = QVBoxLayout(window)
    slider, other = ValueSlider(RATE), ValueSlider(RATE)
    column.addWidget(slider)
    column.addWidget(other)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    other.slider.setFocus()
    moved = QSignalSpy(slider.moved)
    assert not wheel(slider.slider).isAccepted()
    assert moved.count() == 0
    slider.slider.setFocus()
    wheel(slider.slider)
    assert moved.count() == 1


def test_it_says_what_it_is(slider):
    assert slider.slider.accessibleName() == "learning rate"
    assert slider.field.accessibleName()
    assert RATE.meaning in slider.slider.toolTip()
    assert "η" in slider.label.text()


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_shown_number_reads_back_to_six_digits(number):
    shown = parse_number(format_number(number))
    assert math.isclose(shown, number, rel_tol=5e-6, abs_tol=1e-320) or shown == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_both_minus_signs_are_read_and_the_true_one_is_shown(number):
    assert "-" not in format_number(number)
    assert parse_number(format_number(number)) == parse_number(format_number(number).replace("−", "-"))
