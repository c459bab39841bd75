"""Sharpness over the epochs."""

import math

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication

from app.kit.export import picture, svg
from app.kit.run_style import RunStyle
from app.kit.theme import DARK, LIGHT
from app.network_lab.views.curvature.curves import CurvatureCurve, CurvatureCurves
from app.network_lab.views.curvature.plot import CurvaturePlot
from tests.app.pixels import near

SGD = RunStyle("SGD", "#f4f4f2", "o", ())
ADAM = RunStyle("Adam", "#ff9f40", "t1", ())


def curve(sharpness, threshold=20.0, run=0, style=SGD, preconditioned=None, **more):
    sharpness = np.asarray(sharpness, dtype=float)
    known = {"alignment": np.full(len(sharpness), 0.5), "limit": "2/η"}
    return CurvatureCurve(
        run, style, sharpness, preconditioned, np.full(len(sharpness), threshold), **(known | more)
    )


def of(*curves, trained=None, wanted=100):
    epochs = np.arange(float(len(curves[0].sharpness)))
    return CurvatureCurves(epochs, curves, len(epochs) - 1 if trained is None else trained, wanted)


@pytest.fixture
def plot(qtbot):
    made = CurvaturePlot()
    made.resize(400, 300)
    qtbot.addWidget(made)
    made.show()
    return made


def told(plot):
    return (
        plot.picture.accessibleDescription().replace("\N{NO-BREAK SPACE}", " ").replace("\N{WORD JOINER}", "")
    )


def row_of(plot, height):
    return round(plot.picture.frame.point(0.0, height).y())


def inked(plot, color, row, first=5, last=95):
    """Which columns between two epochs show a colour within a pixel or two of a row."""
    image, frame = picture(plot).copy(plot.picture.geometry()), plot.picture.frame
    columns = slice(round(frame.point(first, 0.0).x()), round(frame.point(last, 0.0).x()))
    return near(image, color, 60)[max(row - 2, 0) : row + 3, columns].any(axis=0)


def test_at_the_threshold_a_curve_runs_along_the_edge(plot):
    plot.set_curvature(of(curve(np.full(100, 10.0))))
    assert all(inked(plot, SGD.color, row_of(plot, math.log10(0.5))))
    plot.set_curvature(of(curve(np.full(100, 20.0))))
    assert all(inked(plot, SGD.color, row_of(plot, 0.0), 40))


def test_an_adaptive_run_is_measured_by_its_preconditioned_sharpness(plot):
    adaptive = curve(np.full(100, 3.0), 3800.0, style=ADAM, preconditioned=np.full(100, 1900.0), limit="38/η")
    plot.set_curvature(of(adaptive))
    assert all(inked(plot, ADAM.color, row_of(plot, math.log10(0.5))))
    assert np.allclose(adaptive.edge, 6.0)


def test_the_edge_is_always_in_view_with_room_for_its_name(plot):
    for sharpness in (1e-3, 0.5, 19.0, 300.0, 1e7):
        plot.set_curvature(of(curve(np.full(20, sharpness))))
        low, high = plot.picture.frame.y
        assert low < 0 < high
        assert row_of(plot, 0.0) - plot.picture.area.top() >= 16


def test_a_run_that_blows_up_does_not_flatten_the_others(plot):
    others = [curve(np.linspace(5, 20, 40), run=run) for run in (1, 2)]
    exploding = curve(np.geomspace(5, 1e12, 40), run=0, diverged_epoch=39.0)
    plot.set_curvature(of(exploding, *others))
    low, high = plot.picture.frame.y
    assert high - low < 4


def test_the_plain_way_shows_the_threshold_of_the_shown_run(plot):
    plot.set_way("sharpness")
    plot.set_curvature(of(curve(np.full(100, 5.0)), curve(np.full(100, 7.0), run=1, style=ADAM)))
    dashes = inked(plot, SGD.color, row_of(plot, math.log10(20.0)), 40)
    assert 0.3 < np.mean(dashes) < 0.8
    assert all(inked(plot, SGD.color, row_of(plot, math.log10(5.0))))


def test_every_threshold_can_be_shown(plot):
    plot.set_way("sharpness")
    plot.set_curvature(of(curve(np.full(100, 5.0)), curve(np.full(100, 7.0), 40.0, 1, ADAM)))
    for every in (False, True):
        plot.set_every_limit(every)
        assert any(inked(plot, SGD.color, row_of(plot, math.log10(20.0)), 40))
        assert any(inked(plot, ADAM.color, row_of(plot, math.log10(40.0)), 40)) == every


def test_the_threshold_moves_with_the_learning_rate(plot):
    plot.set_way("sharpness")
    for threshold in (20.0, 40.0):
        plot.set_curvature(of(curve(np.full(100, 5.0), threshold)))
        assert any(inked(plot, SGD.color, row_of(plot, math.log10(threshold)), 40))


def test_a_threshold_far_above_leaves_the_curves_their_room(plot):
    plot.set_way("sharpness")
    plot.set_curvature(of(curve(np.linspace(1, 5, 100), 2e7)))
    assert plot.picture.frame.y[1] < 2


def test_gaps_stay_gaps(plot):
    sharpness = np.full(100, 10.0)
    sharpness[40:60] = np.nan
    plot.set_curvature(of(curve(sharpness)))
    row = inked(plot, SGD.color, row_of(plot, math.log10(0.5)), 42, 57)
    assert not any(row)


def test_thousands_of_points_are_thinned(plot):
    swaying = 15 + np.sin(np.arange(20_000.0))
    plot.set_curvature(of(curve(swaying), wanted=20_000))
    ((epochs, _),) = plot.picture.drawing.lines.values()
    assert len(epochs) <= 4 * plot.width()


@pytest.mark.parametrize("size", [(10, 10), (160, 120), (240, 150), (400, 250), (1000, 700)])
@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_any_size_and_any_data_can_be_painted(plot, size, theme):
    plot.set_theme(theme)
    plot.setMinimumSize(0, 0)
    plot.resize(*size)
    nothing = np.empty(0)
    strange = np.array([np.nan, -3.0, 0.0, np.inf, 1e300, 5.0])
    for curvature in (
        CurvatureCurves(),
        of(curve(nothing)),
        of(curve(np.full(5, np.nan))),
        of(curve(strange), curve(strange, 0.0, run=1), curve(-strange, math.inf, 2, preconditioned=strange)),
    ):
        for way in ("edge", "sharpness"):
            plot.set_way(way)
            plot.set_curvature(curvature)
            plot.set_cursor(2)
            assert not picture(plot).isNull()


def test_a_drag_asks_for_epochs_and_moves_nothing(plot, qtbot):
    plot.set_curvature(of(curve(np.full(51, 10.0))))
    asked = []
    plot.scrubbed.connect(asked.append)
    frame = plot.picture.frame
    points = [frame.point(epoch, 0.0).toPoint() for epoch in (10, 30, 90)]
    qtbot.mousePress(plot.picture, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        qtbot.mouseMove(plot.picture, point)
    qtbot.mouseRelease(plot.picture, Qt.MouseButton.LeftButton, pos=points[-1])
    assert asked[0] == 10
    assert asked[-1] == 50
    assert plot.picture.content.handle.at is None


def test_the_keys_ask_for_epochs(plot, qtbot):
    plot.set_curvature(of(curve(np.full(51, 10.0))))
    plot.set_cursor(20)
    asked = []
    plot.scrubbed.connect(asked.append)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End):
        qtbot.keyClick(plot.picture, key)
    assert asked == [19, 21, 25, 0, 50]


def test_after_the_cursor_the_curves_are_pale(plot):
    plot.set_curvature(of(curve(np.full(100, 10.0))))
    plot.set_cursor(50)
    row = row_of(plot, math.log10(0.5))
    assert all(inked(plot, SGD.color, row, 5, 45))
    assert not any(inked(plot, SGD.color, row, 56, 95))


def test_the_sentence_is_about_the_shown_run_at_the_cursor(plot):
    rising = curve(np.linspace(2, 40, 39))
    plot.set_curvature(of(rising, curve(np.full(39, 1.0), run=3, style=ADAM)))
    assert "40 · 2/η 20" in told(plot)
    plot.set_cursor(8)
    assert "λmax 10 · 2/η 20" in told(plot)
    plot.set_shown(3)
    assert "λmax 1 · 2/η 20" in told(plot)
    plot.set_shown(7)
    assert plot.picture.accessibleDescription() == ""


def test_a_run_that_diverged_is_told_from_there_on(plot):
    plot.set_curvature(of(curve(np.geomspace(5, 1e6, 30), diverged_epoch=28.5)))
    assert plot.picture.accessibleDescription().startswith("Diverged")
    plot.set_cursor(0)
    assert plot.picture.accessibleDescription().startswith("Well below")


def test_the_pointer_is_told_what_every_run_has(plot, qtbot):
    plot.set_curvature(of(curve(np.full(100, 10.0)), curve(np.full(100, 30.0), run=1, style=ADAM)))
    before = picture(plot)
    qtbot.mouseMove(plot.picture, plot.picture.frame.point(40, 0.1).toPoint())
    assert picture(plot) != before
    qtbot.mouseMove(plot.picture, QPoint(2, 2))
    assert picture(plot) == before
    qtbot.mouseMove(plot.picture, plot.picture.frame.point(40, 0.1).toPoint())
    QApplication.sendEvent(plot.picture, QEvent(QEvent.Type.Leave))
    assert picture(plot) == before


def test_a_choice_is_told_and_shows_only_when_set(plot, qtbot):
    with qtbot.waitSignal(plot.way_chosen) as heard:
        plot.way.button("sharpness").click()
    assert heard.args == ["sharpness"]
    plot.set_way("edge")
    assert plot.way.choice == "edge"


def test_on_paper_curves_are_lines(plot):
    plot.set_curvature(of(curve(np.full(60, np.nan))))
    empty = svg(plot).decode()
    plot.set_curvature(of(curve(10 + np.sin(np.arange(60.0)))))
    drawn = svg(plot).decode()
    assert drawn.count("<image") == empty.count("<image")
    assert drawn.count("<path") > empty.count("<path")
    assert "edge of stability" in drawn


def test_little_room_takes_the_sentence_away(plot):
    plot.set_curvature(of(curve(np.full(20, 10.0))))
    plot.resize(400, 150)
    assert plot.sentence.isHidden()
    plot.resize(400, 300)
    assert not plot.sentence.isHidden()
    assert plot.picture.geometry().bottom() < plot.sentence.y()


def test_the_shown_run_is_in_view_however_far_below_the_edge(plot):
    below = curve(np.full(40, 2e-4), run=5, style=ADAM)
    plot.set_curvature(of(*(curve(np.full(40, 10.0), run=run) for run in range(3)), below))
    assert plot.picture.frame.y[0] > -5
    plot.set_shown(5)
    assert plot.picture.frame.y[0] < -5


def test_a_zoom_is_kept_until_another_way_is_chosen(plot, qtbot):
    plot.set_curvature(of(curve(np.full(100, 10.0))))
    for _ in range(4):
        qtbot.keyClick(plot.picture, Qt.Key.Key_Plus)
    assert plot.picture.frame.x[1] - plot.picture.frame.x[0] < 60
    plot.set_curvature(of(curve(np.full(100, 11.0))))
    assert plot.picture.frame.x[1] - plot.picture.frame.x[0] < 60
    plot.set_way("sharpness")
    assert plot.picture.frame.x == (0.0, 100.0)


def test_the_read_out_has_a_row_for_every_run(plot):
    adaptive = curve(np.full(100, 3.0), 3800.0, 1, ADAM, preconditioned=np.full(100, 1900.0))
    plot.set_curvature(of(curve(np.full(100, 30.0)), adaptive))
    readout = plot.picture.values_at(40.2)
    assert readout.caption == "epoch 40"
    assert [(value.style, value.text) for value in readout.values] == [
        (SGD, "1.5 = 30 / 20"),
        (ADAM, "0.5 = 1900 / 3800"),
    ]
    plot.set_way("sharpness")
    assert [value.text for value in plot.picture.values_at(40.2).values] == ["30", "3"]


def test_numbers_to_copy_have_the_runs_and_the_thresholds_that_are_drawn(plot):
    plot.set_curvature(of(curve(np.full(3, 10.0)), curve(np.full(3, 5.0), 40.0, 1, ADAM)))
    assert plot.picture.numbers().names == ("epoch", "Adam", "SGD")
    assert plot.picture.numbers().rows[1].tolist() == [1.0, 0.125, 0.5]
    plot.set_way("sharpness")
    assert plot.picture.numbers().names == ("epoch", "Adam", "SGD", "SGD edge of stability")
    assert plot.picture.numbers().rows[1].tolist() == [1.0, 5.0, 10.0, 20.0]
    assert plot.picture.export_menu.picture_of is plot


def test_the_name_of_a_threshold_leaves_the_picture_with_it(plot):
    plot.set_way("sharpness")
    plot.set_curvature(of(curve(np.full(100, 5.0))))
    assert "2/η = 20" in svg(plot).decode()
    plot.picture.zoom.y = (0.5, 0.9)
    plot.picture.changed()
    assert "↑ 2/η = 20" in svg(plot).decode()
    plot.picture.zoom.y = (1.32, 1.4)
    plot.picture.changed()
    assert "2/η = 20" not in svg(plot).decode()
