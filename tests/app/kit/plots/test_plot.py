"""A plot of the kit: declared once, it can be zoomed, panned, read, and taken away."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication

from app.kit.plots.axis import Axis
from app.kit.plots.content import Handle, Margins, PlotContent
from app.kit.plots.layers import Head, Line
from app.kit.plots.plot import Plot
from app.kit.plots.ranges import steady, visible_range, without_spikes
from app.kit.run_style import RunStyle

X = np.arange(101.0)
ADAM = RunStyle("Adam", "#ff9f40", "t1", ())
SGD = RunStyle("SGD", "#40a0ff", "o", ())


def line(y, style=ADAM, **options):
    return Line(X, np.asarray(y, dtype=float), QColor(style.color), name=style.title, style=style, **options)


@pytest.fixture
def shown(qtbot):
    """Makes plots of layers; what is declared can be changed by `plot.declared`."""

    def show(*layers, log=False, **fields):
        declared = {
            "x": Axis("step", whole=True),
            "y": Axis("loss", log=log),
            "layers": layers,
            "x_span": (0.0, 100.0),
            "y_span": lambda heights: steady(*without_spikes(heights, visible_range(heights, log))),
            "handle": Handle(None, 0.0, 100.0),
        }
        plot = Plot(lambda: PlotContent(**plot.declared))
        plot.declared = declared | fields
        plot.resize(500, 300)
        qtbot.addWidget(plot)
        plot.show()
        return plot

    return show


def wheel(plot, at, notches):
    event = QWheelEvent(
        QPointF(at),
        plot.mapToGlobal(QPointF(at)),
        QPoint(),
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(plot, event)
    return event


def pixel(plot, x, y):
    return plot.frame.point(x, y).toPoint()


def test_the_wheel_zooms_around_the_pointer_and_no_further_out_than_everything(shown):
    plot = shown(line(np.linspace(1, 0, 101)))
    whole = plot.frame
    at = QPointF(pixel(plot, 30, 0.4))
    before = whole.x_at(at.x()), whole.y_at(at.y())
    wheel(plot, at, 4)
    frame = plot.frame
    assert frame.x[1] - frame.x[0] == pytest.approx(100 * 0.85**4)
    assert frame.y[1] - frame.y[0] == pytest.approx((whole.y[1] - whole.y[0]) * 0.85**4)
    assert (frame.x_at(at.x()), frame.y_at(at.y())) == pytest.approx(before, abs=0.5)
    wheel(plot, at, -40)
    assert plot.frame == whole
    assert not plot.zoom


def test_over_the_numbers_of_an_axis_the_wheel_zooms_that_axis(shown):
    plot = shown(line(np.linspace(1, 0, 101)))
    whole = plot.frame
    wheel(plot, QPointF(plot.area.left() - 10, 100), 3)
    assert plot.frame.x == whole.x
    assert plot.frame.y != whole.y
    plot.reset_zoom()
    wheel(plot, QPointF(200, plot.area.bottom() + 8), 3)
    assert plot.frame.x != whole.x
    assert plot.frame.y == whole.y


def test_a_zoom_shows_points_that_were_thinned_out(shown):
    x = np.arange(100_000.0)
    y = np.sin(x / 3)
    many = Line(x, y, QColor("red"), name="many")
    plot = shown(many, x_span=(0.0, 1e5), y_span=(-1.0, 1.0))
    assert len(plot.drawing.lines[id(many)][0]) < 4 * plot.width()
    plot.zoom.x = (500.0, 600.0)
    plot.changed()
    drawn, _ = plot.drawing.lines[id(many)]
    np.testing.assert_array_equal(drawn, np.arange(499.0, 602.0))


def test_dragging_pans_what_is_zoomed_but_not_beyond_its_ends(shown, qtbot):
    plot = shown(line(np.linspace(1, 0, 101)))
    wheel(plot, QPointF(pixel(plot, 50, 0.5)), 6)
    (left, right), moved = plot.frame.x, []
    plot.handle_moved.connect(moved.append)
    start = plot.area.center().toPoint()
    qtbot.mousePress(plot, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(plot, start + QPoint(40, 0))
    assert plot.frame.x[0] < left
    assert plot.frame.x[1] - plot.frame.x[0] == pytest.approx(right - left)
    qtbot.mouseMove(plot, start + QPoint(4000, 0))
    qtbot.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=start + QPoint(4000, 0))
    assert plot.frame.x[0] == pytest.approx(0.0)
    assert moved == []


def test_a_click_in_a_zoomed_plot_still_moves_the_handle(shown, qtbot):
    plot = shown(line(np.linspace(1, 0, 101)))
    wheel(plot, QPointF(pixel(plot, 50, 0.5)), 6)
    moved = []
    plot.handle_moved.connect(moved.append)
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=pixel(plot, 52, 0.5))
    assert moved == [52]


def test_the_handle_is_dragged_with_the_distance_at_which_it_was_taken(shown, qtbot):
    plot = shown(line(np.linspace(1, 0, 101)), handle=Handle(40, 0.0, 100.0))
    moved = []
    plot.handle_moved.connect(moved.append)
    start = pixel(plot, 40, 0.5) + QPoint(4, 0)
    qtbot.mousePress(plot, Qt.MouseButton.LeftButton, pos=start)
    assert moved == []
    qtbot.mouseMove(plot, pixel(plot, 60, 0.5) + QPoint(4, 0))
    with qtbot.waitSignal(plot.handle_released):
        qtbot.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=pixel(plot, 60, 0.5))
    assert moved == [60]


@pytest.mark.parametrize("reset", ["key", "double-click"])
def test_r_or_a_double_click_shows_everything_again(shown, qtbot, reset):
    plot = shown(line(np.linspace(1, 0, 101)))
    whole = plot.frame
    wheel(plot, plot.area.center(), 5)
    assert plot.frame != whole
    if reset == "key":
        qtbot.keyClick(plot, Qt.Key.Key_R)
    else:
        qtbot.mouseDClick(plot, Qt.MouseButton.LeftButton, pos=plot.area.center().toPoint())
    assert plot.frame == whole


def test_r_is_the_window_s_while_nothing_is_zoomed(shown):
    plot = shown(line(np.linspace(1, 0, 101)))
    for zoomed in (False, True):
        if zoomed:
            wheel(plot, plot.area.center(), 5)
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_R, Qt.KeyboardModifier.NoModifier, "r")
        event.ignore()
        QApplication.sendEvent(plot, event)
        assert event.isAccepted() == zoomed


def test_plus_and_minus_zoom_around_the_middle(shown, qtbot):
    plot = shown(line(np.linspace(1, 0, 101)))
    qtbot.keyClick(plot, Qt.Key.Key_Plus)
    assert sum(plot.frame.x) == pytest.approx(100)
    assert plot.frame.x[1] - plot.frame.x[0] == pytest.approx(85)
    qtbot.keyClick(plot, Qt.Key.Key_Minus)
    assert not plot.zoom


def test_another_kind_of_content_forgets_the_zoom_and_new_numbers_do_not(shown):
    plot = shown(line(np.linspace(1, 0, 101)), kind="loss")
    wheel(plot, plot.area.center(), 5)
    zoomed = plot.frame.x
    plot.declared["layers"] = [line(np.linspace(2, 0, 101))]
    plot.changed()
    assert plot.frame.x == zoomed
    plot.declared["kind"] = "accuracy"
    plot.changed()
    assert plot.frame.x == (0.0, 100.0)


def test_the_pointer_reads_all_lines_at_the_nearest_point_highest_first(shown, qtbot):
    low, high = np.linspace(0.1, 0.2, 101), np.linspace(1.0, 0.5, 101)
    gone = np.where(X < 50, 0.7, np.nan)
    plot = shown(line(low), line(high, SGD), line(gone, RunStyle("gone", "#ffffff", "s", ())))
    readout = plot.values_at(60.2)
    assert (readout.x, readout.caption) == (60.0, "step 60")
    assert [(value.style.title, value.text) for value in readout.values] == [("SGD", "0.7"), ("Adam", "0.16")]
    before = plot.grab().toImage()
    qtbot.mouseMove(plot, pixel(plot, 60, 0.4))
    assert plot.grab().toImage() != before


def test_without_lines_there_is_nothing_to_read(shown, qtbot):
    plot = shown(empty="Nothing yet.")
    assert plot.values_at(1.0) is None
    qtbot.mouseMove(plot, plot.area.center().toPoint())
    assert not plot.grab().isNull()


def spiked(y=0.5, spike=30.0):
    values = 0.3 + y * np.exp(-X / 20)
    values[70] = spike
    return values


@pytest.mark.parametrize("log", [False, True])
def test_one_spike_does_not_flatten_the_rest_and_is_marked_at_the_edge(shown, log):
    whole = Margins().top
    plain, spike = shown(line(spiked(spike=0.4)), log=log), shown(line(spiked()), log=log)
    assert spike.frame.y[1] < (np.log10(1.5) if log else 1.5)
    marks = []
    for plot in (plain, spike):
        image = plot.grab().toImage()
        x = round(plot.frame.point(70, 0.0).x())
        top = round(plot.frame.place.top())
        colors = {image.pixelColor(x, y).name() for y in range(top + 2, top + 5)}
        marks.append(ADAM.color in colors)
    assert whole == 8
    assert marks == [False, True]


def test_a_loss_that_begins_high_or_ends_high_is_shown_whole(shown):
    begins = np.where(X < 1, 5.0, 0.1)
    ends = np.where(X > 99, 5.0, 0.1)
    for values in (begins, ends):
        assert shown(line(values)).frame.y[1] >= (5.0 if values is begins else 0.1)
    heights = [np.asarray(ends)]
    assert without_spikes(heights, (0.0, 5.2))[1] == 5.2


def test_the_numbers_are_copied_with_tabs_and_rows_for_every_x(shown):
    plot = shown(line([1.5] * 101), Line(X[::50], np.array([1.0, np.nan, 3.0]), QColor("red"), name="few"))
    plot.export_menu.copy_numbers()
    rows = [row.split("\t") for row in QGuiApplication.clipboard().text().splitlines()]
    assert rows[0] == ["step", "Adam", "few"]
    assert len(rows) == 102
    assert rows[1] == ["0", "1.5", "1"]
    assert rows[51] == ["50", "1.5", ""]
    assert rows[2] == ["1", "1.5", ""]


def test_an_x_that_occurs_twice_has_two_rows(shown):
    twice = Line(np.array([0.0, 1.0, 1.0]), np.array([1.0, 2.0, 3.0]), QColor("red"), name="twice")
    plot = shown(twice, Line(np.array([1.0]), np.array([9.0]), QColor("red"), name="once"))
    np.testing.assert_array_equal(
        plot.numbers().rows, [[0.0, 1.0, np.nan], [1.0, 2.0, 9.0], [1.0, 3.0, np.nan]]
    )


def test_the_menu_offers_only_what_there_is(shown, qtbot):
    for layers, numbers in (((), False), ((line(spiked()),), True)):
        plot = shown(*layers)
        menu = plot.export_menu.menu(plot)
        enabled = {action.text(): action.isEnabled() for action in menu.actions() if action.text()}
        menu.deleteLater()
        assert enabled == {
            "Copy Picture": True,
            "Copy Numbers": numbers,
            "Save Picture …": True,
            "Save Numbers …": numbers,
        }


def test_saving_is_asked_of_whoever_knows_files(shown, qtbot):
    plot = shown(line(spiked()))
    menu = plot.export_menu.menu(plot)
    asked = []
    plot.export_menu.save_requested.connect(asked.append)
    for action in menu.actions():
        if action.text().startswith("Save"):
            action.trigger()
    menu.deleteLater()
    assert asked == ["picture", "numbers"]


def test_the_cursor_leaves_the_curves_where_they_are(shown):
    plot = shown(line(spiked()), handle=Handle(30, 0.0, 100.0))
    plot.grab()
    kept = plot._curves._pixmap.cacheKey()
    plot.set_handle(60)
    plot.grab()
    assert plot._curves._pixmap.cacheKey() == kept
    assert plot.drawing.content.handle.at == 60


def test_the_backdrop_is_drawn_anew_only_with_other_numbers(shown):
    def backdrop(y):
        return line(np.full(101, y), stage="backdrop")

    plot = shown(backdrop(0.5), line(spiked()), y_span=(0.0, 1.0))

    def key():
        plot.grab()
        return plot._backdrop._pixmap._pixmap.cacheKey()

    kept = key()
    plot.declared["layers"] = [backdrop(0.5), line(spiked(0.3))]
    plot.changed()
    assert key() == kept
    plot.declared["layers"] = [backdrop(0.6), line(spiked(0.3))]
    plot.changed()
    assert key() != kept
    drawn = plot.grab().toImage().pixelColor(pixel(plot, 50, 0.6))
    assert drawn.red() - drawn.blue() > 150  # orange


def test_marks_can_change_while_curves_are_kept(shown):
    plot = shown(line(spiked()))
    plot.grab()
    kept = plot._curves._pixmap.cacheKey()
    plot.declared["handle"] = Handle(70, 0.0, 100.0)
    plot.marks_changed()
    plot.grab()
    assert plot._curves._pixmap.cacheKey() == kept
    assert plot.content.handle.at == 70


def test_a_press_beside_the_plot_moves_nothing(shown, qtbot):
    plot = shown(line(spiked()))
    moved = []
    plot.handle_moved.connect(moved.append)
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(5, plot.height() // 2))
    assert moved == []


def test_a_head_stands_where_its_line_is_at_the_cursor(shown):
    layer = line(np.linspace(1, 0.2, 101))
    plot = shown(layer, Head(layer, ADAM), handle=Handle(50, 0.0, 100.0))
    image = plot.grab().toImage()
    at = pixel(plot, 50, 0.6)
    assert image.pixelColor(at + QPoint(0, 2)).name() == ADAM.color


@pytest.mark.parametrize("size", [(1, 1), (40, 30), (200, 90), (1600, 900)])
@pytest.mark.parametrize("values", [[np.nan] * 101, [0.0] * 101, np.geomspace(1e-300, 1e300, 101)])
def test_nothing_breaks_it(shown, size, values):
    for log in (False, True):
        plot = shown(line(values), log=log)
        plot.resize(*size)
        wheel(plot, plot.rect().center(), 100)
        assert not plot.grab().isNull()


def test_the_number_of_the_cursor_covers_no_part_of_the_name_of_the_axis(shown):
    pictures = []
    for name in ("step", ""):
        plot = shown(line(spiked()), x=Axis(name, whole=True), handle=Handle(100, 0.0, 100.0))
        plot.setPalette(QPalette(QColor(plot.theme.window)))
        picture, bottom = plot.grab().toImage(), round(plot.area.bottom()) + 3
        pictures.append(picture.copy(plot.width() - 120, bottom, 120, plot.height() - bottom))
    assert pictures[0] == pictures[1]
