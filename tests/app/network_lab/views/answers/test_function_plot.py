"""The plot of a function as the networks have learned it."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from app.kit import export
from app.kit.run_style import RunStyle
from app.kit.theme import DARK, LIGHT
from app.network_lab.views.answers.function_plot import FunctionCurve, FunctionPlot

GRID = np.linspace(-1.0, 1.0, 101)
ADAM = RunStyle("Adam", "#ff9f40", "t1", ())
SGD = RunStyle("SGD", "#55c3ff", "o", ())
X = np.array([-0.5, 0.5, 0.0])
Y = np.array([-0.8, 0.8, 0.9])
VALIDATION = np.array([False, False, True])


@pytest.fixture
def plot(qtbot):
    made = FunctionPlot()
    made.resize(390, 360)
    qtbot.addWidget(made)
    made.show()
    return made


def filled(plot):
    plot.set_points(X, Y, VALIDATION)
    plot.set_curves(GRID, [FunctionCurve(0.5 * GRID, SGD, False), FunctionCurve(-0.5 * GRID, ADAM, True)])


def place(plot, x, y):
    """The pixel of two numbers in the whole widget."""
    return plot.picture.mapTo(plot, plot.picture.frame.point(x, y).toPoint())


def color_at(plot, x, y):
    return plot.grab().toImage().pixelColor(place(plot, x, y))


def near(first, second, most=60):
    return (
        sum(abs(a - b) for a, b in zip(first.getRgb()[:3], QColor(second).getRgb()[:3], strict=True)) < most
    )


def width_of(plot, x, color):
    image = plot.grab().toImage()
    column = place(plot, x, 0.0).x()
    return sum(near(image.pixelColor(column, y), color, 120) for y in range(40, 320))


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_samples_and_curves_stand_where_they_are(plot, theme):
    filled(plot)
    plot.set_theme(theme)
    assert near(color_at(plot, -0.5, -0.8), theme.muted)
    assert near(color_at(plot, 0.0, 0.9), theme.window)  # hollow
    assert near(color_at(plot, 0.8, -0.4), ADAM.color)
    thin = [place(plot, 0.8, 0.4) + QPoint(0, dy) for dy in (-1, 0, 1)]
    assert any(near(plot.grab().toImage().pixelColor(at), SGD.color, 200) for at in thin)


def test_the_shown_curve_is_the_thickest(plot):
    filled(plot)
    assert width_of(plot, 0.8, ADAM.color) > width_of(plot, 0.8, SGD.color)


def test_a_run_that_diverges_leaves_the_others_in_view(plot):
    filled(plot)
    frame = plot.picture.frame
    plot.set_curves(GRID, [FunctionCurve(1e200 * GRID, SGD, False), FunctionCurve(-0.5 * GRID, ADAM, True)])
    assert plot.picture.frame == frame
    assert near(color_at(plot, 0.8, -0.4), ADAM.color)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_it_says_that_the_shown_run_has_diverged(plot, bad):
    filled(plot)
    plot.set_curves(
        GRID, [FunctionCurve(np.full(101, bad), SGD, False), FunctionCurve(-0.5 * GRID, ADAM, True)]
    )
    before = plot.grab().toImage()
    plot.set_curves(
        GRID, [FunctionCurve(np.full(101, bad), SGD, True), FunctionCurve(-0.5 * GRID, ADAM, False)]
    )
    frame = plot.picture.frame
    middle = place(plot, sum(frame.x) / 2, frame.y[0]) - QPoint(0, 10)
    panel = [
        near(plot.grab().toImage().pixelColor(middle + QPoint(dx, 0)), DARK.panel, 20)
        for dx in range(-60, 60)
    ]
    assert sum(panel) > 60
    assert plot.grab().toImage() != before


def test_the_probe_asks_and_moves_only_when_set(plot, qtbot):
    filled(plot)
    moved, released = [], []
    plot.probe_moved.connect(moved.append)
    plot.probe_released.connect(lambda: released.append(True))
    before = plot.grab().toImage()
    at = plot.picture.frame.point(0.25, 0.0).toPoint()
    qtbot.mousePress(plot.picture, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(plot.picture, at + QPoint(-10_000, 0))
    qtbot.mouseRelease(plot.picture, Qt.MouseButton.LeftButton, pos=at)
    assert moved == [pytest.approx(0.25, abs=0.01), pytest.approx(-1.0)]
    assert released == [True]
    assert plot.grab().toImage() == before
    plot.set_probe(0.25, "here")
    assert plot.grab().toImage() != before


def test_arrow_keys_move_the_probe(plot, qtbot):
    filled(plot)
    plot.set_probe(0.0, "")
    moved, released = [], []
    plot.probe_moved.connect(moved.append)
    plot.probe_released.connect(lambda: released.append(True))
    qtbot.keyClick(plot.picture, Qt.Key.Key_Right)
    qtbot.keyClick(plot.picture, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(plot.picture, Qt.Key.Key_End)
    assert moved == pytest.approx([0.02, -0.2, 1.0])
    assert released == [True] * 3


def test_the_probe_rides_on_the_shown_curve(plot):
    filled(plot)
    plot.set_probe(0.8, "")
    ring = place(plot, 0.8, -0.4)
    image = plot.grab().toImage()
    assert near(image.pixelColor(ring), DARK.window)
    assert any(near(image.pixelColor(ring + QPoint(0, dy)), ADAM.color) for dy in range(3, 8))


@pytest.mark.parametrize("size", [(160, 120), (1, 1), (260, 200), (1000, 560)])
def test_any_size_and_no_data(plot, size):
    plot.setMinimumSize(1, 1)
    plot.resize(*size)
    assert not plot.grab().isNull()
    filled(plot)
    plot.set_probe(0.1, "x 0.1")
    assert not plot.grab().isNull()
    plot.set_points(np.empty(0), np.empty(0), np.empty(0, dtype=bool))
    plot.set_curves(np.empty(0), [FunctionCurve(np.empty(0), ADAM, True)])
    plot.set_probe(np.nan, "")
    assert not plot.grab().isNull()


def test_as_a_vector_picture_it_has_no_pixels(plot):
    filled(plot)
    plot.set_probe(0.3, "x 0.3")
    written = export.svg(plot).decode()
    assert "<image" not in written
    assert ADAM.color in written
    assert "x 0.3" in written


def test_a_probe_leaves_the_curves_and_new_curves_the_samples_on_their_pixmaps(plot):
    filled(plot)
    view = plot.picture

    def keys():
        plot.grab()
        return view._curves._pixmap.cacheKey(), view._backdrop._pixmap._pixmap.cacheKey()

    before = keys()
    plot.set_probe(0.4, "y = 0.1")
    assert keys() == before
    plot.set_curves(GRID, [curve._replace(y=0.7 * GRID) for curve in plot.view.curves])
    after = keys()
    assert after[0] != before[0]
    assert after[1] == before[1]


def test_the_pointer_reads_all_runs_and_the_numbers_have_the_samples_too(plot, qtbot):
    filled(plot)
    plot.set_axes("height", "weight")
    readout = plot.picture.values_at(0.803)
    assert readout.caption == "height 0.8"
    assert [(value.style.title, value.text) for value in readout.values] == [("SGD", "0.4"), ("Adam", "−0.4")]
    numbers = plot.picture.numbers()
    assert numbers.names == ("height", "weight training", "weight validation", "SGD", "Adam")
    row = numbers.rows[numbers.rows[:, 0] == 0.5]
    np.testing.assert_allclose(row, [[0.5, 0.8, np.nan, 0.25, -0.25]])
    whole = plot.picture.frame
    qtbot.keyClick(plot.picture, Qt.Key.Key_Plus)
    assert plot.picture.frame.x[1] < whole.x[1]
    assert plot.picture.export_menu.picture_of is plot
