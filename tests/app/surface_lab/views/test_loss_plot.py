"""The loss over the steps."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPainter, QPdfWriter

from app.kit.run_style import RunStyle
from app.kit.theme import DARK, LIGHT
from app.surface_lab.views.loss_plot import LossCurve, LossPlot
from tests.app.pixels import near

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
    return plot.picture.content.y.name


def ink(plot, color, columns):
    """How many pixels of a colour, or near to it, there are in columns of the picture."""
    return int(near(plot.grab().toImage(), color)[:, list(columns)].sum())


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
    middle = round(plot.picture.mapTo(plot, plot.picture.area.center()).x())
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
        plot.picture.render(painter, QPoint())
        painter.end()
        content = (tmp_path / "loss.pdf").read_bytes()
        assert b"/Subtype /Image" not in content
        sizes.append(len(content))
    assert sizes[1] > sizes[0]


def place(plot, step):
    frame = plot.picture.frame
    return frame.point(step, sum(frame.y) / 2).toPoint()


def test_a_click_and_a_drag_scrub(plot, qtbot):
    plot.set_curves([falling()], 0.0)
    qtbot.wait(0)
    scrubbed = []
    plot.scrubbed.connect(scrubbed.append)
    target = plot.picture
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
        qtbot.keyClick(plot.picture, key)
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


@pytest.mark.parametrize("size", [(700, 200), (340, 130), (1600, 500)])
def test_nothing_is_drawn_under_the_buttons(plot, qtbot, size):
    plot.set_curves([falling()], 0.0)
    plot.resize(*size)

    def top():
        return plot.picture.mapTo(plot, plot.picture.area.topLeft()).y()

    qtbot.waitUntil(lambda: plot.width() == size[0] and top() > plot.scale.geometry().bottom())
    assert plot.scale.geometry().right() < plot.width()


def test_the_read_out_and_the_table_have_the_true_losses(plot):
    plot.set_curves([falling(to=-1.0)], -1.03)
    readout = plot.picture.values_at(0.0)
    assert [value.text for value in readout.values] == ["3"]
    table = plot.picture.numbers()
    assert table.names == ("step", "Adam")
    np.testing.assert_allclose(table.rows[:, 1], falling(to=-1.0).losses)


def test_a_change_of_the_learning_rate_is_a_stroke_on_the_line(plot):
    before = []
    for changes in ((), (50,)):
        plot.set_curves([curve(np.full(201, 2.0), changes=changes)], 0.0)
        plot.set_cursor(200)
        at = plot.picture.mapTo(plot, plot.picture.frame.point(50, np.log10(2.0)))
        image = plot.grab().toImage()
        before.append([image.pixelColor(round(at.x()), round(at.y()) + dy).name() for dy in (-5, 5)])
    assert before[0] == [DARK.window] * 2 != before[1]
