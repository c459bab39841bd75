"""The plot of a series and its forecasts."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from app.kit import export
from app.kit.run_style import RunStyle
from app.kit.theme import DARK, LIGHT
from app.network_lab.views.answers.forecast_plot import Forecast, ForecastPlot

ADAM = RunStyle("Adam", "#ff9f40", "t1", ())
SGD = RunStyle("SGD", "#3ddc97", "o", ())
WINDOW = 10


def series(count=60):
    return np.sin(np.arange(count) / 4.0)


def forecasts(values, seed):
    one_step = np.where(np.arange(len(values)) < WINDOW, np.nan, values + 0.15)
    free = np.where(np.arange(len(values)) < seed, np.nan, -0.5)
    return [Forecast(one_step, free, ADAM, True), Forecast(one_step, -2 * free - 0.2, SGD, False)]


@pytest.fixture
def plot(qtbot):
    made = ForecastPlot()
    made.resize(390, 300)
    qtbot.addWidget(made)
    made.show()
    made.set_series(series(), 45, WINDOW)
    made.set_seed(30)
    made.set_forecasts(forecasts(series(), 30))
    return made


def color_at(plot, x, y):
    return plot.grab().toImage().pixelColor(plot.frame.point(x, y).toPoint())


def difference(first, second):
    return sum(abs(a - b) for a, b in zip(first.getRgb()[:3], QColor(second).getRgb()[:3], strict=True))


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_window_and_validation_have_a_ground_of_their_own(plot, theme):
    plot.set_theme(theme)
    plot.set_forecasts([])
    level = plot.frame.y[0] * 0.93  # below all curves, beside the words
    plain, window, held = (color_at(plot, x, level) for x in (10, 20.6, 56))
    assert difference(plain, theme.window) == 0
    assert difference(window, theme.window) > 20
    assert difference(held, theme.window) > 20
    assert window.blue() - window.red() > held.blue() - held.red()  # the one has the accent's colour


def test_the_free_forecast_is_drawn_from_the_seed_on(plot):
    def inked(first, last):
        image = plot.grab().toImage()
        y = round(plot.frame.point(0, -0.5).y())
        columns = [round(plot.frame.point(x, 0).x()) for x in np.linspace(first, last, 60)]
        return sum(
            difference(image.pixelColor(x, row), ADAM.color) < 60
            for x in columns
            for row in (y - 1, y, y + 1)
        )

    ahead = inked(31, 44)
    assert ahead > 40
    gaps = 60 * 3 - ahead
    assert gaps > 20  # dashed
    plot.set_forecasts([one._replace(free=np.full(60, np.nan)) for one in forecasts(series(), 30)])
    assert inked(31, 44) < ahead / 3


def test_dragging_the_line_moves_the_seed_only_when_set(plot, qtbot):
    moved, released = [], []
    plot.seed_moved.connect(moved.append)
    plot.seed_released.connect(lambda: released.append(True))
    before = plot.grab().toImage()
    line = plot.frame.point(29.5, 0.0).toPoint()
    qtbot.mousePress(plot, Qt.MouseButton.LeftButton, pos=line + QPoint(2, 0))
    assert not moved
    qtbot.mouseMove(plot, plot.frame.point(39.5, 0.0).toPoint() + QPoint(2, 0))
    qtbot.mouseMove(plot, QPoint(-5000, 10))
    qtbot.mouseMove(plot, QPoint(5000, 10))
    qtbot.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=line)
    assert moved == [40, WINDOW, 59]  # never before there is a window, never beyond the end
    assert released == [True]
    assert plot.grab().toImage() == before


def test_a_click_and_the_keys_move_it_too(plot, qtbot):
    moved = []
    plot.seed_moved.connect(moved.append)
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=plot.frame.point(19.6, 0.5).toPoint())
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End):
        qtbot.keyClick(plot, key)
    qtbot.keyClick(plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert moved == [20, 29, 31, 40, WINDOW, 59, 40]


def test_a_short_series_is_seen_whole_and_a_long_one_in_a_section(plot):
    assert plot.section == (0, 60)
    plot.set_series(series(1000), 750, WINDOW)
    for seed in (10, 500, 777, 999):
        plot.set_seed(seed)
        first, last = plot.section
        assert first <= seed - WINDOW
        assert seed < last
        assert 40 <= last - first < 120
    assert plot.section[1] == 1000


def test_a_small_move_of_the_seed_leaves_the_section_where_it_is(plot):
    plot.set_series(series(1000), 750, WINDOW)
    plot.set_seed(500)
    section = plot.section
    plot.set_seed(497)
    plot.set_seed(500)
    assert plot.section == section


def test_the_overview_leads_anywhere(plot, qtbot):
    plot.set_series(series(1000), 750, WINDOW)
    plot.set_seed(100)
    moved = []
    plot.seed_moved.connect(moved.append)
    place = plot.frame.place
    below = QPoint(round(place.left() + 0.8 * place.width()), plot.height() - 40)
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=below)
    assert moved == [pytest.approx(800, abs=10)]


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_it_says_that_the_shown_run_has_diverged(plot, bad):
    fine = plot.grab().toImage()
    shown, other = forecasts(series(), 30)
    plot.set_forecasts([shown._replace(one_step=np.full(60, bad)), other])
    place = plot.frame.place
    middle = QPoint(round(place.center().x()), round(place.top()) + 10)
    image = plot.grab().toImage()
    ground = [difference(image.pixelColor(middle + QPoint(dx, 0)), DARK.panel) < 25 for dx in range(-60, 60)]
    assert sum(ground) > 60
    assert image != fine


@pytest.mark.parametrize("size", [(160, 120), (1, 1), (260, 200), (1000, 560)])
def test_any_size_and_no_data(plot, size):
    plot.setMinimumSize(1, 1)
    plot.resize(*size)
    assert not plot.grab().isNull()
    for values in (np.empty(0), np.zeros(1), np.full(5, np.nan), series(5000)):
        plot.set_series(values, len(values) // 2, WINDOW)
        plot.set_seed(10**9)
        plot.set_forecasts([Forecast(values, values, ADAM, True)])
        assert not plot.grab().isNull()


def test_nothing_can_be_asked_of_nothing(plot, qtbot):
    plot.set_series(np.empty(0), 0, WINDOW)
    moved = []
    plot.seed_moved.connect(moved.append)
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=plot.rect().center())
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert not moved


def test_as_a_vector_picture_it_has_no_pixels(plot):
    written = export.svg(plot).decode()
    assert "<image" not in written
    assert ADAM.color in written
    assert "validation" in written
