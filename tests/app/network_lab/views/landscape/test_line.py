"""The loss along a line between two runs, with losses that are known."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.kit.export import svg
from app.kit.run_style import RunStyle
from app.kit.theme import DARK
from app.network_lab.views.landscape.line import End, LandscapeLine, LossLine

LEFT = Qt.MouseButton.LeftButton
ALPHA = np.linspace(-0.5, 1.5, 81)
LOSS = 0.1 + ALPHA**2 * (1 - ALPHA) ** 2
ENDS = (End(0.0, RunStyle("Adam", "#ff9f40", "t1", ())), End(1.0, RunStyle("SGD", "#f4f4f2", "o", ())))


@pytest.fixture
def view(qtbot):
    made = LandscapeLine()
    qtbot.addWidget(made)
    made.resize(400, 240)
    made.set_line(LossLine(ALPHA, LOSS, LOSS + 0.05, 1 - LOSS, ENDS))
    made.show()
    qtbot.waitExposed(made)
    return made


def heard(signal):
    told = []
    signal.connect(lambda *values: told.append(values))
    return told


def x_of(view, alpha):
    return float(view.frame.across(np.array([alpha]))[0])


def distance(first, second):
    return sum(abs(a - b) for a, b in zip(first.getRgb()[:3], QColor(second).getRgb()[:3], strict=True))


def drag(view, x, y):
    at = QPointF(x, y)
    none = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, at, view.mapToGlobal(at), Qt.MouseButton.NoButton, LEFT, none)
    QApplication.sendEvent(view, event)


def nearest(view, alpha, color):
    """How near to a colour the pixels at and beside the curve come."""
    height = np.interp(alpha, ALPHA, view.content.y.positions(view.view.line.training))
    at = view.frame.point(alpha, float(height)).toPoint()
    picture = view.grab().toImage()
    around = [picture.pixelColor(at + QPoint(x, y)) for x in (-1, 0, 1) for y in (-1, 0, 1)]
    return min(distance(found, color) for found in around)


@pytest.mark.parametrize("scaling", ["rank", "log", "linear"])
def test_the_curve_runs_where_the_losses_are(view, scaling):
    view.set_scaling(scaling)
    for alpha in (-0.3, 0.25, 0.5, 0.8, 1.3):
        assert nearest(view, alpha, DARK.accent) < 30
    low, high = view.frame.y
    least, most = (LOSS.min(), LOSS.max()) if scaling == "linear" else np.log10([LOSS.min(), LOSS.max()])
    assert low < least < most < high


def test_the_runs_stand_on_their_curve_with_their_names(view):
    for end in ENDS:
        assert nearest(view, end.alpha, end.style.color) < 10
    named = view.grab().toImage()
    view.set_line(LossLine(ALPHA, LOSS, LOSS + 0.05, 1 - LOSS, ()))
    assert view.grab().toImage() != named


def test_dragging_plays_the_network_along_the_line(view):
    moved, released = heard(view.place_moved), heard(view.place_released)
    QTest.mousePress(view, LEFT, pos=QPoint(round(x_of(view, 0.25)), 120))
    assert moved[-1] == pytest.approx((0.25, 0.0), abs=0.01)
    for alpha in (0.5, 0.75, 1.0):
        drag(view, x_of(view, alpha), 100.0)
        assert moved[-1] == pytest.approx((alpha, 0.0), abs=0.01)
    drag(view, 1e5, 0.0)
    assert moved[-1] == (1.5, 0.0)
    QTest.mouseRelease(view, LEFT, pos=QPoint(100, 100))
    assert released == [()]


def test_the_cursor_is_taken_hold_of_without_a_jump(view):
    view.set_place((0.5, 0.0), "")
    moved = heard(view.place_moved)
    beside = QPoint(round(x_of(view, 0.5)) + 6, 100)
    QTest.mousePress(view, LEFT, pos=beside)
    assert not moved
    drag(view, beside.x() + 20.0, 100.0)
    assert moved[-1][0] == pytest.approx(0.5 + 20 * 2 / view.frame.place.width(), abs=0.01)
    QTest.mouseRelease(view, LEFT, pos=beside)


def test_keys_move_along_and_leave(view):
    moved, released, cleared = heard(view.place_moved), heard(view.place_released), heard(view.place_cleared)
    QTest.keyPress(view, Qt.Key.Key_Right)
    assert moved[-1] == pytest.approx((0.02, 0.0))
    QTest.keyRelease(view, Qt.Key.Key_Right)
    assert released == [()]
    view.set_place((1.5, 0.0))
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert moved[-1] == (1.5, 0.0)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseDClick(view, LEFT, pos=QPoint(200, 100))
    assert len(cleared) == 2


def test_the_cursor_tells_what_is_there(view):
    assert view.words_at(0.5) == "α 0.5\ntraining ≈ 0.163\nvalidation ≈ 0.213"
    still = view.grab().toImage()
    view.set_place((0.5, 0.0), "91 %")
    assert view.grab().toImage() != still
    view.set_place(None)
    assert view.grab().toImage() == still
    view.set_place((float("nan"), 0.0))
    assert view.grab().toImage() == still


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("scaling", ["rank", "linear"])
def test_what_is_no_number_leaves_a_gap(view, bad, scaling):
    view.set_scaling(scaling)
    losses = LOSS.copy()
    losses[50:] = bad
    view.set_line(LossLine(ALPHA, losses, None, None, ENDS))
    view.set_place((1.2, 0.0))
    assert not view.grab().isNull()
    view.set_line(LossLine(ALPHA, np.full_like(LOSS, bad), LOSS * bad, None, ENDS))
    assert not view.grab().isNull()


def test_losses_of_nothing_and_below_have_an_axis_too(view):
    for losses in (0.0 * LOSS, -LOSS, 0.0 * LOSS + 3.0):
        view.set_line(LossLine(ALPHA, losses))
        low, high = view.frame.y
        assert low < high
        assert not view.grab().isNull()


def test_nothing_is_asked_of_an_empty_line(view):
    moved = heard(view.place_moved)
    view.set_line(None)
    view.set_empty_text("Nothing yet.")
    QTest.mouseClick(view, LEFT, pos=QPoint(200, 100))
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert not moved
    assert not view.grab().isNull()


@pytest.mark.parametrize("size", [(1, 1), (20, 12), (120, 80), (1600, 1200)])
def test_no_size_is_too_small_or_too_large(view, size):
    view.setMinimumSize(0, 0)
    view.set_place((0.5, 0.0), "here")
    view.resize(*size)
    assert not view.grab().isNull()


def test_once_zoomed_a_double_click_shows_everything_and_the_next_clears(view):
    cleared, whole = heard(view.place_cleared), view.frame
    view.set_place((0.5, 0.0))
    for _ in range(5):
        QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.frame.x[1] - view.frame.x[0] < 1.0
    QTest.mouseDClick(view, LEFT, pos=QPoint(200, 100))
    assert view.frame == whole
    assert not cleared
    QTest.mouseDClick(view, LEFT, pos=QPoint(200, 100))
    assert cleared == [()]


def test_a_zoom_is_kept_while_losses_come_in_and_not_on_another_axis(view):
    for _ in range(5):
        QTest.keyClick(view, Qt.Key.Key_Plus)
    zoomed = view.frame
    view.set_line(LossLine(ALPHA, LOSS + 0.01, LOSS + 0.05, 1 - LOSS, ENDS))
    assert view.frame == zoomed
    view.set_scaling("linear")
    assert view.frame.x == (-0.5, 1.5)


def test_the_pointer_reads_losses_and_metric(view):
    readout = view.values_at(0.501)
    assert readout.caption == "α 0.5"
    told = {value.style.title: value.text for value in readout.values}
    assert told == {"training": "0.1625", "validation": "0.2125", "accuracy": "83.8 %"}
    view.set_metric("R²")
    assert "0.838" in [value.text for value in view.values_at(0.5).values]


def test_the_numbers_have_all_that_is_drawn(view):
    numbers = view.numbers()
    assert numbers.names == ("α", "accuracy", "training", "validation")
    np.testing.assert_allclose(numbers.rows, np.stack([ALPHA, 1 - LOSS, LOSS, LOSS + 0.05], axis=1))


def test_runs_out_of_view_are_not_drawn(view):
    QTest.keyClick(view, Qt.Key.Key_Plus)
    view.zoom.x, view.zoom.y = (0.2, 0.8), None
    view.changed()
    beside = svg(view).decode()
    assert ENDS[0].style.title not in beside
    view.zoom.x = (-0.2, 0.8)
    view.changed()
    assert ENDS[0].style.title in svg(view).decode()
