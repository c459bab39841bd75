"""The slider that scales all learning rates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt

from app.kit.fields.scale_slider import ScaleSlider, format_factor, parse_factor


@pytest.fixture
def slider(qtbot):
    made = ScaleSlider()
    made.resize(298, 44)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_middle_is_one_and_the_ends_are_a_hundred(slider, qtbot):
    factors = []
    slider.moved.connect(factors.append)
    qtbot.keyClick(slider.value_slider.slider, Qt.Key.Key_Home)
    qtbot.keyClick(slider.value_slider.slider, Qt.Key.Key_End)
    assert factors == [0.01, 100.0]
    slider.set_value(1.0)
    handle = slider.value_slider.slider
    assert handle.value() - handle.minimum() == handle.maximum() - handle.value()
    assert factors == [0.01, 100.0]


def test_a_double_click_is_times_one(slider, qtbot):
    slider.set_value(7.0)
    with qtbot.waitSignals([slider.moved, slider.released]):
        qtbot.mouseDClick(slider.value_slider.slider, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert slider.value_slider.field.text() == "×1"


@pytest.mark.parametrize(
    ("typed", "factor"), [("×2.5", 2.5), ("x3", 3.0), ("*3", 3.0), ("÷4", 0.25), ("/4", 0.25), ("0,5", 0.5)]
)
def test_a_factor_may_be_typed(slider, qtbot, typed, factor):
    field = slider.value_slider.field
    field.selectAll()
    with qtbot.waitSignal(slider.moved) as moved:
        qtbot.keyClicks(field, typed)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert moved.args == [factor]


@pytest.mark.parametrize("typed", ["0", "-2", "÷0", "÷", "much"])
def test_a_factor_that_no_slider_could_undo_is_refused(slider, qtbot, typed):
    field = slider.value_slider.field
    field.selectAll()
    with qtbot.assertNotEmitted(slider.moved):
        qtbot.keyClicks(field, typed)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.property("error")


@given(st.floats(1e-6, 1e6))
def test_a_shown_factor_reads_back(factor):
    assert parse_factor(format_factor(factor)) == pytest.approx(factor, rel=5.1e-3)


def test_a_tick_stands_where_the_handle_stands_for_it(slider, qtbot):
    handle = slider.value_slider.slider
    first, last = handle.handle_centers()
    for share, factor in ((0, 0.01), (1 / 4, 0.1), (2 / 4, 1.0), (3 / 4, 10.0), (1, 100.0)):
        x = round(first + (last - first) * share)
        qtbot.mouseClick(handle, Qt.MouseButton.LeftButton, pos=QPoint(x, handle.height() // 2))
        assert slider.value_slider.value == pytest.approx(factor, rel=0.1)
