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


def place(plot, x, y):
    """The pixel of two numbers in the whole widget."""
    return plot.picture.mapTo(plot, plot.picture.frame.point(x, y).toPoint())


def color_at(plot, x, y):
    return plot.grab().toImage().pixelColor(place(plot, x, y))


def difference(first, second):
    return sum(abs(a - b) for a, b in zip(first.getRgb()[:3], QColor(second).getRgb()[:3], strict=True))


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_window_and_validation_have_a_ground_of_their_own(plot, theme):
    plot.set_theme(theme)
    plot.set_forecasts([])
    level = plot.picture.frame.y[0] * 0.93  # below all curves, beside the words
    plain, window, held = (color_at(plot, x, level) for x in (10, 20.2, 56))
    assert difference(plain, theme.window) == 0
    assert difference(window, theme.window) > 20
    assert difference(held, theme.window) > 20
    assert window.blue() - window.red() > held.blue() - held.red()  # the one has the accent's colour


def test_the_free_forecast_is_drawn_from_the_seed_on(plot):
    plot.resize(390, 301)  # the line then lies on whole pixels

    def inked(first, last):
        image = plot.grab().toImage()
        y = place(plot, 0, -0.5).y()
        columns = [place(plot, x, 0).x() for x in np.linspace(first, last, 60)]
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
    line = plot.picture.frame.point(29.5, 0.0).toPoint()
    qtbot.mousePress(plot.picture, Qt.MouseButton.LeftButton, pos=line + QPoint(2, 0))
    assert not moved
    qtbot.mouseMove(plot.picture, plot.picture.frame.point(39.5, 0.0).toPoint() + QPoint(2, 0))
    qtbot.mouseMove(plot.picture, QPoint(-5000, 10))
    qtbot.mouseMove(plot.picture, QPoint(5000, 10))
    qtbot.mouseRelease(plot.picture, Qt.MouseButton.LeftButton, pos=line)
    assert moved == [40, WINDOW, 59]  # never before there is a window, never beyond the end
    assert released == [True]
    assert plot.grab().toImage() == before


def test_a_click_and_the_keys_move_it_too(plot, qtbot):
    moved = []
    plot.seed_moved.connect(moved.append)
    qtbot.mouseClick(
        plot.picture, Qt.MouseButton.LeftButton, pos=plot.picture.frame.point(19.6, 0.5).toPoint()
    )
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End):
        qtbot.keyClick(plot.picture, key)
    qtbot.keyClick(plot.picture, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
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
    strip = plot.overview.frame.place
    assert (strip.left(), strip.right()) == (
        plot.picture.frame.place.left(),
        plot.picture.frame.place.right(),
    )
    below = QPoint(round(strip.left() + 0.8 * strip.width()), round(strip.center().y()))
    qtbot.mouseClick(plot.overview, Qt.MouseButton.LeftButton, pos=below)
    assert moved == [pytest.approx(800, abs=10)]


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_it_says_that_the_shown_run_has_diverged(plot, bad):
    fine = plot.grab().toImage()
    shown, other = forecasts(series(), 30)
    plot.set_forecasts([shown._replace(one_step=np.full(60, bad)), other])
    frame = plot.picture.frame
    middle = place(plot, sum(frame.x) / 2, frame.y[1]) + QPoint(0, 10)
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
    qtbot.mouseClick(plot.picture, Qt.MouseButton.LeftButton, pos=plot.picture.rect().center())
    qtbot.keyClick(plot.picture, Qt.Key.Key_Right)
    assert not moved


def test_as_a_vector_picture_it_has_no_pixels(plot):
    written = export.svg(plot).decode()
    assert "<image" not in written
    assert ADAM.color in written
    assert "validation" in written


def test_the_pointer_reads_the_series_and_all_runs(plot):
    readout = plot.picture.values_at(35.1)
    truth = series()[35]
    assert readout.caption == "time 35"
    assert {value.style.title: value.text for value in readout.values} == {
        "series": f"{truth:.4g}".replace("-", "−"),
        "Adam": f"{truth + 0.15:.4g} · −0.5".replace("-", "−"),
        "SGD": "0.8",
    }
    before = plot.picture.values_at(29.0)  # the forecasts that go on by themselves have not begun
    assert [value.style.title for value in before.values] == ["Adam", "series"]


def test_the_numbers_are_those_of_the_whole_series(plot):
    plot.set_series(series(1000), 750, WINDOW)
    plot.set_forecasts(forecasts(series(1000), 30))
    numbers = plot.overview.export_menu.numbers()
    assert numbers.names == (
        *("time", "series", "Adam next value", "Adam on its own"),
        *("SGD next value", "SGD on its own"),
    )
    np.testing.assert_array_equal(numbers.rows[:, 1], series(1000))
    assert plot.picture.export_menu.picture_of is plot


def test_a_zoom_goes_with_the_section_and_not_to_another_series(plot, qtbot):
    plot.set_series(series(1000), 750, WINDOW)
    plot.set_seed(100)
    for _ in range(3):
        qtbot.keyClick(plot.picture, Qt.Key.Key_Plus)
    first, low = plot.section[0], plot.picture.frame.x[0]
    plot.set_seed(500)
    assert plot.section[0] > first
    assert plot.picture.frame.x[0] - low == pytest.approx(plot.section[0] - first)
    assert plot.overview.frame.x == (0.0, 999.0)
    plot.set_series(series(900), 750, WINDOW)
    assert not plot.picture.zoom


def test_live_forecasts_leave_the_series_on_its_pixmap(plot):
    def keys():
        plot.grab()
        view = plot.picture
        return view._curves._pixmap.cacheKey(), view._backdrop._pixmap._pixmap.cacheKey()

    before = keys()
    plot.set_forecasts([one._replace(free=one.free + 0.1) for one in forecasts(series(), 30)])
    after = keys()
    assert after[0] != before[0]
    assert after[1] == before[1]
