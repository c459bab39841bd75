"""The loss over the steps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPdfWriter
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from app.run_style import RunStyle
from app.surface_lab.loss_plot import LossCurve, LossPlot, linear_ticks, log_ticks, thin, visible_range
from app.theme import DARK, LIGHT

STYLE = RunStyle("Adam", "#ff9f40", "t1", ())
DASHED = STYLE._replace(color="#55c3ff", dash=(4.0, 2.5))


@pytest.fixture
def plot(qtbot):
    made = LossPlot()
    made.resize(700, 200)
    qtbot.addWidget(made)
    made.show()
    return made


def curve(losses, style=STYLE, changes=()):
    return LossCurve(np.asarray(losses, dtype=float), style, changes)


def falling(steps=200, to=0.1, start=3.0):
    return curve(to + (start - to) * np.exp(-np.arange(steps + 1) / 20))


def label(plot):
    return plot._plot.getAxis("left").labelText


def ink(plot, color, columns):
    """How many pixels of a colour, or near to it, there are in columns of the picture."""
    image = plot.grab().toImage()
    wanted = QColor(color)
    near = 0
    for x in columns:
        for y in range(image.height()):
            found = image.pixelColor(x, y)
            distance = sum(abs(a - b) for a, b in zip(found.getRgb()[:3], wanted.getRgb()[:3], strict=True))
            near += distance < 40
    return near


@given(
    arrays(np.float64, st.integers(1, 3000), elements=st.floats(-1e300, 1e300)),
    st.integers(1, 100),
)
def test_thinning_keeps_the_ends_and_every_peak_of_a_column(heights, columns):
    steps, kept = thin(heights, columns)
    assert len(steps) <= max(3 * columns + 1, 3)
    assert (steps[0], steps[-1]) == (0, len(heights) - 1)
    assert np.all(np.diff(steps) > 0)
    assert np.array_equal(kept, heights[steps.astype(int)])
    assert (kept.min(), kept.max()) == (heights.min(), heights.max())


def test_a_single_peak_among_two_hundred_thousand_survives():
    heights = np.zeros(200_001)
    heights[123_457] = 1.0
    steps, kept = thin(heights, 800)
    assert steps[kept == 1.0] == [123_457]
    assert len(steps) <= 2401


def test_a_wall_does_not_flatten_the_other_runs():
    good = np.linspace(3.0, 0.1, 100)
    wall = np.geomspace(3.0, 1e300, 100)
    for log in (True, False):
        heights = [np.log10(h) if log else h for h in (good, good, good, wall)]
        low, high = visible_range(heights, log)
        assert low < heights[0].min() < heights[0].max() < high
        assert heights[0].max() - heights[0].min() > (high - low) / 4


def test_where_most_runs_climb_the_climb_is_shown():
    heights = [np.log10(np.geomspace(1.0, 1e6, 50))] * 3
    assert visible_range(heights, True)[1] > 6


@pytest.mark.parametrize("log", [True, False])
@pytest.mark.parametrize(
    "heights",
    [[], [np.array([np.nan])], [np.array([-np.inf, np.inf])], [np.full(5, 2.0)], [np.array([0.0])]],
)
def test_there_is_always_a_range(heights, log):
    low, high = visible_range(heights, log)
    assert np.isfinite([low, high]).all()
    assert low < high


def test_the_axis_says_what_is_plotted(plot):
    plot.set_curves([falling()], 0.1)
    assert (label(plot), plot.shift) == ("loss (log)", 0.0)
    plot.set_curves([falling(to=-1.0)], -1.03)
    assert (label(plot), plot.shift) == ("loss − minimum (log)", -1.03)
    plot.set_log(False)
    assert (label(plot), plot.shift) == ("loss", 0.0)


@pytest.mark.parametrize("log", [True, False])
@pytest.mark.parametrize("floor", [0.0, -1.0, float("nan"), float("-inf"), 2.0])
@pytest.mark.parametrize(
    "losses",
    [
        [1.0, np.nan, 2.0],
        [1.0, np.inf],
        [2.0, 1e300, -1e300],
        [0.0, 0.0],
        [-5.0, -6.0],
        [3.0],
        [np.nan],
        np.geomspace(1, 1e300, 5000),
        np.geomspace(1, 1e-300, 5000),
    ],
)
def test_nothing_breaks_it(plot, losses, floor, log):
    plot.set_log(log)
    plot.set_curves([curve(losses), curve(losses, DASHED, (1, 7)), falling()], floor)
    for cursor in (0, 1, 100, 10**9):
        plot.set_cursor(cursor)
    assert not plot.grab().isNull()


def test_no_curves_at_all(plot):
    plot.set_curves([falling()], 0.0)
    plot.set_cursor(50)
    plot.set_curves([], 0.0)
    assert plot.steps == 0
    assert not plot.grab().isNull()


def test_curves_are_pale_after_the_cursor(plot, qtbot):
    plot.set_curves([curve(np.full(201, 2.0))], 0.0)
    plot.set_cursor(100)
    qtbot.wait(0)
    view = plot._plot.getViewBox()
    middle = round(plot._plot.mapFromScene(view.mapViewToScene(view.viewRect().center())).x())
    assert ink(plot, STYLE.color, range(middle - 100, middle - 50)) >= 50
    assert ink(plot, STYLE.color, range(middle + 50, middle + 100)) == 0
    plot.set_cursor(200)
    assert ink(plot, STYLE.color, range(middle + 50, middle + 100)) >= 50


def test_a_vector_picture_has_the_curves_as_lines(plot, tmp_path):
    plot.set_curves([falling()], 0.0)
    sizes = []
    for curves in ([], [falling()] * 3):
        plot.set_curves(curves, 0.0)
        writer = QPdfWriter(str(tmp_path / "loss.pdf"))
        painter = QPainter(writer)
        plot._plot.curves.paint(painter, QStyleOptionGraphicsItem())
        painter.end()
        content = (tmp_path / "loss.pdf").read_bytes()
        assert b"/Subtype /Image" not in content
        sizes.append(len(content))
    assert sizes[1] > sizes[0]


def place(plot, step):
    view = plot._plot.getViewBox()
    height = view.viewRect().center().y()
    return plot._plot.mapFromScene(view.mapViewToScene(QPointF(step, height)))


def test_a_click_and_a_drag_scrub(plot, qtbot):
    plot.set_curves([falling()], 0.0)
    qtbot.wait(0)
    scrubbed = []
    plot.scrubbed.connect(scrubbed.append)
    target = plot._plot.viewport()
    qtbot.mousePress(target, Qt.MouseButton.LeftButton, pos=place(plot, 60))
    for step in (90, 120):
        qtbot.mouseMove(target, place(plot, step))
    qtbot.mouseMove(target, QPoint(10_000, 50))
    qtbot.mouseRelease(target, Qt.MouseButton.LeftButton, pos=QPoint(-50, 50))
    assert scrubbed == [pytest.approx(60, abs=1), pytest.approx(90, abs=1), pytest.approx(120, abs=1), 200]


@pytest.mark.parametrize(
    ("key", "step"),
    [
        (Qt.Key.Key_Left, 99),
        (Qt.Key.Key_Right, 101),
        (Qt.Key.Key_PageUp, 120),
        (Qt.Key.Key_PageDown, 80),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, 200),
    ],
)
def test_keys_scrub(plot, qtbot, key, step):
    plot.set_curves([falling()], 0.0)
    plot.set_cursor(100)
    with qtbot.waitSignal(plot.scrubbed) as heard:
        qtbot.keyClick(plot._plot, key)
    assert heard.args == [step]


def test_the_scale_is_chosen_and_set(plot, qtbot):
    with qtbot.waitSignal(plot.log_chosen) as heard:
        plot.scale.button("linear").click()
    assert heard.args == [False]
    with qtbot.assertNotEmitted(plot.log_chosen):
        plot.set_log(True)
    assert plot.scale.choice == "log"


def test_the_theme_is_changed(plot):
    plot.set_curves([falling()], 0.0)
    for theme in (LIGHT, DARK):
        plot.set_theme(theme)
        assert plot.grab().toImage().pixelColor(2, 2) == QColor(theme.window)


@pytest.mark.parametrize("room", [2, 5, 9])
@given(low=st.floats(-300, 300), reach=st.floats(1e-3, 600))
def test_logarithmic_ticks_are_few_in_range_and_round(room, low, reach):
    high = min(low + reach, 308.0)
    ticks = log_ticks(low, high, room)
    assert len(ticks) <= room
    assert all(low - 1e-9 <= tick <= high + 1e-9 for tick in ticks)
    if high - low > 2:
        assert len(ticks) >= 1


def test_logarithmic_ticks_as_in_the_books():
    assert 10 ** np.array(log_ticks(-1, 1, 9)) == pytest.approx([0.1, 0.2, 0.5, 1, 2, 5, 10])
    assert 10 ** np.array(log_ticks(-4, 2, 7)) == pytest.approx([1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100])
    assert 10 ** np.array(log_ticks(np.log10(2.1), np.log10(2.9), 5)) == pytest.approx([2.2, 2.4, 2.6, 2.8])


@given(low=st.floats(-1e6, 1e6), reach=st.floats(1e-2, 1e6), room=st.integers(2, 12))
def test_linear_ticks_are_few_and_in_range(low, reach, room):
    ticks = linear_ticks(low, low + reach, room)
    assert 1 <= len(ticks) <= room + 1
    assert all(low - 1e-6 * reach <= tick <= low + reach * (1 + 1e-6) for tick in ticks)


@pytest.mark.parametrize("size", [(700, 200), (340, 130), (1600, 500)])
def test_nothing_is_drawn_under_the_buttons(plot, qtbot, size):
    plot.set_curves([falling()], 0.0)
    plot.resize(*size)
    view = plot._plot.getViewBox()

    def top():
        return plot._plot.mapFromScene(view.sceneBoundingRect().topLeft()).y()

    qtbot.waitUntil(lambda: plot.width() == size[0] and top() > plot.scale.geometry().bottom())
    assert plot.scale.geometry().right() < plot.width()
