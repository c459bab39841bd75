"""The map of a plane through weight space, with losses whose place and size are known."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.kit.run_style import RunStyle
from app.kit.theme import DARK, THEMES
from app.kit.widgets.shades import difference_colors, loss_colors
from app.network_lab.views.landscape.backdrop import Backdrop
from app.network_lab.views.landscape.map import LandscapeMap
from app.network_lab.views.landscape.paths import RunPath

LEFT, RIGHT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier
ALPHA, BETA = np.linspace(-2.0, 2.0, 41), np.linspace(-1.0, 3.0, 41)
BOWL = 0.1 + ALPHA**2 + (BETA[:, None] - 1.0) ** 2
ADAM = RunStyle("Adam", "#ff9f40", "t1", ())
SGD = RunStyle("SGD", "#f4f4f2", "o", (4.0, 2.5))
WAY = np.stack([np.linspace(-1.5, 0.5, 40), np.linspace(0.0, 1.5, 40)], axis=1)


@pytest.fixture
def view(qtbot):
    made = LandscapeMap()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.set_backdrop(Backdrop(ALPHA, BETA, BOWL))
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


def pixel(view, a, b):
    return view.viewport.pixel_of(a, b)


def color_at(view, a, b):
    return view.grab().toImage().pixelColor(pixel(view, a, b).toPoint())


def nearest(view, a, b, color):
    """How near to a colour the pixels at and beside a place come."""
    picture, at = view.grab().toImage(), pixel(view, a, b).toPoint()
    around = [picture.pixelColor(at + QPoint(x, y)) for x in (-1, 0, 1) for y in (-1, 0, 1)]
    return min(distance(found, color) for found in around)


def distance(first, second):
    return sum(abs(a - b) for a, b in zip(first.getRgb()[:3], QColor(second).getRgb()[:3], strict=True))


def ramp(colors, share):
    blue, green, red, _ = colors[round(share * (len(colors) - 1))].tolist()
    return QColor(red, green, blue)


def heard(signal):
    told = []
    signal.connect(lambda *values: told.append(values))
    return told


def hover(view, at, buttons=Qt.MouseButton.NoButton):
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, view.mapToGlobal(at), Qt.MouseButton.NoButton, buttons, NONE
    )
    QApplication.sendEvent(view, event)


def turn_wheel(view, at, turned):
    event = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


# --- what is shown ---


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_low_and_high_losses_have_the_colours_of_the_scale(view, theme):
    view.set_theme(theme)
    view.set_scaling("linear")
    colors = loss_colors(theme.name)
    assert distance(color_at(view, 0.02, 1.02), ramp(colors, 0.0)) < 12
    assert distance(color_at(view, -1.97, 2.94), ramp(colors, 0.95)) < 30
    there = (0.9**2 + 0.3**2) / (BOWL.max() - 0.1)
    assert distance(color_at(view, 0.9, 1.3), ramp(colors, there)) < 30


def test_the_axes_each_have_their_own_scale_and_fill_the_place(view):
    place = view.frame.place
    assert place.width() > 340
    assert place.height() > 270
    first, last = pixel(view, -2, -1), pixel(view, 2, 3)
    assert (first.x(), first.y()) == pytest.approx((place.left(), place.bottom()))
    assert (last.x(), last.y()) == pytest.approx((place.right(), place.top()))


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_difference_has_one_colour_on_either_side_of_nothing(view, theme):
    view.set_theme(theme)
    view.set_scaling("linear")
    view.set_backdrop(Backdrop(ALPHA, BETA, ALPHA + 0.0 * BETA[:, None], "difference", BOWL))
    colors = difference_colors(theme.name)
    assert distance(color_at(view, -1.9, 2.0), ramp(colors, 0.02)) < 40
    assert distance(color_at(view, 1.9, 2.0), ramp(colors, 0.98)) < 40
    assert "From loss −2 over 0 to 2" in view.bar.accessibleDescription()


def test_the_colour_bar_tells_the_scaling_and_asks_for_another(view):
    chosen = heard(view.scaling_chosen)
    assert view.bar.isVisible()
    menu = view.bar.menu()
    menu.actions()[1].trigger()
    menu.deleteLater()
    assert chosen == [("log",)]
    view.set_scaling("log")
    assert view.bar.text() == "loss, log-scaled"
    view.resize(160, 90)
    assert not view.bar.isVisible()  # it would hide the map
    view.resize(900, 700)
    large = view.bar.width()
    view.resize(400, 250)
    assert view.bar.isVisible()
    assert view.bar.width() < large
    assert view.frame.place.toAlignedRect().contains(view.bar.geometry())


def test_a_run_is_drawn_where_it_went_in_its_colour(view):
    before = color_at(view, WAY[20, 0], WAY[20, 1])
    view.set_paths([RunPath(ADAM, WAY)])
    assert distance(before, ADAM.color) > 200
    assert nearest(view, *WAY[20], ADAM.color) < 30
    assert distance(color_at(view, *WAY[-1]), ADAM.color) < 10  # the marker
    assert nearest(view, *WAY[0], ADAM.color) < 30  # inside the ring of the start
    ring = [color_at(view, WAY[0, 0], WAY[0, 1] - step) for step in np.linspace(0.03, 0.12, 12)]
    assert min(distance(color, DARK.text) for color in ring) < 60


def test_the_shown_run_lies_on_top(view):
    for shown, color in ((0, ADAM.color), (1, SGD.color)):
        view.set_paths(
            [RunPath(s, WAY, shown=i == shown) for i, s in enumerate((ADAM, SGD._replace(dash=())))]
        )
        assert distance(color_at(view, *WAY[-1]), color) < 10
        assert nearest(view, *WAY[20], color) < 30


def test_a_run_that_diverged_has_a_hollow_head(view):
    view.set_paths([RunPath(ADAM, np.vstack([WAY, [[np.nan, np.nan]], [[np.inf, 0.0]]]), diverged=True)])
    assert distance(color_at(view, *WAY[-1]), DARK.halo) < 30
    assert view.mark_at(pixel(view, *WAY[-1])).kind == "head"
    assert "diverged" in view.tooltip_at(pixel(view, *WAY[-1]))


def test_where_early_stopping_was_best_there_is_a_ring_with_a_word(view):
    stopped = tuple(WAY[25])
    view.set_paths([RunPath(ADAM, WAY, stopped=stopped)])
    at = pixel(view, *stopped)
    assert view.mark_at(at).kind == "stopped"
    assert "Adam" in view.tooltip_at(at)
    picture = view.grab().toImage()
    around = [picture.pixelColor((at + QPointF(0, away)).toPoint()) for away in np.linspace(5.5, 9.5, 9)]
    assert min(distance(color, ADAM.color) for color in around) < 90


def test_a_head_out_of_view_is_pointed_at_from_the_edge(view):
    view.set_paths([RunPath(ADAM, WAY)])
    view.set_range(((-1.6, -1.0), (-0.1, 0.4)))
    place = view.frame.place
    assert not place.contains(pixel(view, *WAY[-1]))
    corner = QPointF(place.right() - 11, place.top() + 11)
    assert view.mark_at(corner).kind == "head"
    picture = view.grab().toImage()
    near = [picture.pixelColor((corner + QPointF(x, y)).toPoint()) for x in (-2, 0, 2) for y in (-2, 0, 2)]
    assert min(distance(color, ADAM.color) for color in near) < 20


def test_however_far_it_is_zoomed_a_path_keeps_its_direction(view):
    view.set_paths([RunPath(ADAM, np.array([[-2.0, -1.0], [2.0, 3.0]]))])
    view.set_range(((-1e-3, 1e-3), (1 - 1e-3, 1 + 1e-3)))
    view.set_backdrop(Backdrop(ALPHA, BETA, BOWL))
    for step in (-9e-4, -4e-4, 3e-4, 8e-4):
        assert nearest(view, step, 1 + step, ADAM.color) < 30


def test_without_losses_there_is_a_sentence_and_no_bar(view):
    view.set_empty_text("Nothing yet.")
    view.set_backdrop(None)
    assert not view.bar.isVisible()
    shown = view.grab().toImage()
    view.set_empty_text("")
    assert view.grab().toImage() != shown
    told = heard(view.place_moved)
    QTest.mouseClick(view, LEFT, pos=QPoint(200, 150))
    assert not told


@pytest.mark.parametrize(
    "backdrop",
    [
        Backdrop(ALPHA[:1], BETA, BOWL[:, :1]),
        Backdrop(ALPHA, BETA[:1], BOWL[:1]),
        Backdrop(np.zeros(3), np.zeros(3), np.ones((3, 3))),
        Backdrop(np.array([0.0, np.nan]), np.arange(2.0), np.ones((2, 2))),
        Backdrop(np.empty(0), np.empty(0), np.empty((0, 0))),
    ],
)
def test_what_is_no_plane_is_shown_as_none(view, backdrop):
    view.set_backdrop(backdrop)
    assert not view.grab().isNull()
    assert not view.bar.isVisible()


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_where_there_is_no_number_it_is_calm_and_said(view, bad):
    losses = BOWL.copy()
    losses[:, 30:] = bad
    view.set_backdrop(Backdrop(ALPHA, BETA, losses))
    dark = {color_at(view, 1.6, b).name() for b in np.linspace(-0.5, 2.5, 40)}
    assert dark <= {QColor(DARK.raised).name(), QColor(DARK.line).name()} | {
        c for c in dark if distance(QColor(c), DARK.line) < 40
    }
    words = view.words_at(pixel(view, 1.6, 1.0))
    assert ("infinite" if np.isinf(bad) else "not a number") in words
    view.set_backdrop(Backdrop(ALPHA, BETA, np.full_like(BOWL, bad)))
    assert not view.grab().isNull()


@pytest.mark.parametrize("size", [(1, 1), (20, 12), (120, 80), (1600, 1200)])
def test_no_size_is_too_small_or_too_large(view, size):
    view.setMinimumSize(0, 0)
    view.set_paths([RunPath(ADAM, WAY, stopped=(0.0, 0.5)), RunPath(SGD, np.empty((0, 2)))])
    view.set_place((0.0, 0.0), "here")
    view.resize(*size)
    assert not view.grab().isNull()


def test_pictures_of_curves_have_all_of_it(view, tmp_path):
    view.set_paths([RunPath(ADAM, WAY), RunPath(SGD, WAY[::-1])])
    generator = QSvgGenerator()
    generator.setFileName(str(tmp_path / "map.svg"))
    generator.setSize(QSize(400, 300))
    painter = QPainter(generator)
    view.render(painter, QPoint())
    painter.end()
    svg = (tmp_path / "map.svg").read_text()
    assert ADAM.color in svg
    assert SGD.color in svg
    assert "<image" in svg
    assert ">β<" in svg


# --- the pointer ---


def test_the_pointer_is_told_losses_and_coordinates(view):
    view.set_backdrop(Backdrop(ALPHA, BETA, BOWL, "training", BOWL + 1.0))
    words = view.words_at(pixel(view, 1.0, 2.0))
    assert words.splitlines()[:2] == ["training ≈ 2.1", "validation ≈ 3.1"]
    assert words.splitlines()[2] == "α 1   β 2"
    view.set_backdrop(Backdrop(ALPHA, BETA, BOWL, "difference", BOWL + 1.0))
    assert view.words_at(pixel(view, 1.0, 2.0)).startswith("validation − training ≈ 2.1\ntraining ≈ 3.1")
    assert view.words_at(QPointF(1, 1)) == ""
    still = view.grab().toImage()
    hover(view, pixel(view, 1.0, 2.0))
    assert view.grab().toImage() != still
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert view.grab().toImage() == still


def test_beyond_the_losses_nothing_is_told(view):
    view.set_range(((-4.0, 4.0), (-3.0, 5.0)))
    assert view.words_at(pixel(view, -3.0, 0.0)) == ""
    assert view.words_at(pixel(view, -1.0, 0.0))


def test_a_click_asks_for_a_place_and_shows_none_by_itself(view):
    moved, released = heard(view.place_moved), heard(view.place_released)
    still = view.grab().toImage()
    QTest.mouseClick(view, LEFT, pos=pixel(view, 1.0, 0.5).toPoint())
    assert moved[0] == pytest.approx((1.0, 0.5), abs=0.02)
    assert released == [()]
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert view.grab().toImage() == still
    view.set_place((1.0, 0.5), "loss 0.2")
    assert distance(color_at(view, 1.0, 0.5), DARK.accent) < 10


def test_the_place_tells_its_losses_unless_there_are_other_words(view):
    def chip(place, *words):
        view.set_place(place, *words)
        return view.grab().toImage()

    told = view.words_at(pixel(view, 1.0, 0.5))
    assert told.startswith("training ≈ 1.35")
    assert chip((1.0, 0.5)) == chip((1.0, 0.5), told)
    assert chip((1.0, 0.5)) != chip((1.0, 0.5), "beside what is shown")


def test_dragging_takes_hold_of_the_place_without_a_jump_and_stays_on_the_plane(view):
    view.set_place((0.0, 1.0))
    moved, released = heard(view.place_moved), heard(view.place_released)
    beside = pixel(view, 0.0, 1.0).toPoint() + QPoint(4, 5)
    QTest.mousePress(view, LEFT, pos=beside)
    assert not moved
    hover(view, QPointF(beside + QPoint(30, 0)), LEFT)
    assert moved[-1] == pytest.approx((30 * 4 / view.frame.place.width(), 1.0), abs=0.02)
    hover(view, QPointF(9e4, -9e4), LEFT)
    assert moved[-1] == (2.0, 3.0)
    QTest.mouseRelease(view, LEFT, pos=beside)
    assert released == [()]


def test_escape_and_a_double_click_let_the_place_go(view):
    cleared = heard(view.place_cleared)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not cleared  # there is none
    view.set_place((0.0, 1.0))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert len(cleared) == 1
    QTest.mouseDClick(view, LEFT, pos=pixel(view, 1.0, 0.5).toPoint())
    assert len(cleared) == 2


def test_arrow_keys_move_the_place_from_where_the_shown_run_is(view):
    moved, released = heard(view.place_moved), heard(view.place_released)
    view.set_paths([RunPath(SGD, WAY[::-1]), RunPath(ADAM, WAY, shown=True)])
    QTest.keyPress(view, Qt.Key.Key_Right)
    assert moved[-1] == pytest.approx((WAY[-1, 0] + 0.04, WAY[-1, 1]))
    view.set_place((1.0, 1.0))
    QTest.keyPress(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert moved[-1] == pytest.approx((1.0, 0.6))
    assert not released
    QTest.keyRelease(view, Qt.Key.Key_Down)
    assert released == [()]
    view.set_place((2.0, 1.0))
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert moved[-1] == (2.0, 1.0)


# --- the range ---


def test_the_wheel_asks_for_less_around_the_pointer(view):
    wanted = heard(view.range_wanted)
    at = pixel(view, 1.0, 0.0)
    turn_wheel(view, at, 480)
    ((across, up),) = wanted[0]
    assert across == pytest.approx((-0.5, 1.5))
    assert up == pytest.approx((-0.5, 1.5))
    view.set_range((across, up))
    after = pixel(view, 1.0, 0.0)
    assert (after.x(), after.y()) == pytest.approx((at.x(), at.y()), abs=8)  # numbers beside it may be wider
    turn_wheel(view, after, -480)
    ((across, up),) = wanted[1]
    assert across[1] - across[0] == pytest.approx(4.0)


@pytest.mark.parametrize(
    ("button", "held"),
    [
        (RIGHT, NONE),
        (Qt.MouseButton.MiddleButton, NONE),
        (LEFT, Qt.KeyboardModifier.ShiftModifier),
        (LEFT, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_a_drag_that_points_at_nothing_moves_the_view_with_the_hand(view, button, held):
    wanted, moved = heard(view.range_wanted), heard(view.place_moved)
    at = pixel(view, 0.0, 1.0)
    QTest.mousePress(view, button, held, at.toPoint())
    hover(view, QPointF(at.toPoint()) + QPointF(view.frame.place.width() / 4, 0), button)
    ((across, up),) = wanted[-1]
    assert across == pytest.approx((-3.0, 1.0))
    assert up == pytest.approx((-1.0, 3.0))
    QTest.mouseRelease(view, button, held, at.toPoint() + QPoint(90, 0))
    assert not moved


def test_a_double_click_shows_everything_again(view):
    wanted = heard(view.range_wanted)
    at = pixel(view, 0.5, 1.0).toPoint()
    QTest.mouseDClick(view, LEFT, pos=at)
    assert not wanted  # it is shown
    view.set_range(((0.0, 1.0), (0.0, 2.0)))
    QTest.mouseDClick(view, LEFT, pos=at)
    assert wanted == [(None,)]


def test_a_click_of_the_right_button_offers_picture_and_numbers(view):
    QTest.mouseClick(view, RIGHT, pos=pixel(view, 0.5, 1.0).toPoint())
    menu = QApplication.activePopupWidget()
    assert [action.isEnabled() for action in menu.actions() if not action.isSeparator()] == [True] * 4
    menu.close()


def test_the_numbers_are_those_of_every_node(view):
    view.set_backdrop(Backdrop(ALPHA, BETA, BOWL, "training", BOWL + 1.0))
    numbers = view.numbers()
    assert numbers.names == ("α", "β", "training", "validation")
    assert numbers.rows.shape == (41 * 41, 4)
    alpha, beta, training, validation = numbers.rows.T
    np.testing.assert_allclose(training, 0.1 + alpha**2 + (beta - 1.0) ** 2)
    np.testing.assert_allclose(validation, training + 1.0)
    view.set_backdrop(None)
    assert view.numbers() is None


def test_keys_zoom_move_and_show_everything(view):
    wanted, moved = heard(view.range_wanted), heard(view.place_moved)
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert wanted[-1][0][0] == pytest.approx((-1.6, 1.6))
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert wanted[-1][0][0] == pytest.approx((-2.5, 2.5))
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert wanted[-1][0][0] == pytest.approx((-1.6, 2.4))
    for key in (Qt.Key.Key_R, Qt.Key.Key_Home):
        wanted.clear()
        QTest.keyClick(view, key)
        assert wanted == [(None,)]
    assert not moved


def test_the_zoom_ends_before_numbers_do(view):
    wanted = heard(view.range_wanted)
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
        view.set_range(None)
        for _ in range(120):
            QTest.keyClick(view, key)
            view.set_range(wanted[-1][0])
        (left, right), _ = view.range
        assert 9e-7 < right - left < 1.1e6
        assert not view.grab().isNull()


# --- while losses are being computed ---


def test_only_what_takes_long_is_said_to_be_computed(view, qtbot):
    still = view.grab().toImage()
    view.set_progress(0.1)
    assert view.grab().toImage() == still
    qtbot.wait_until(lambda: view.grab().toImage() != still)
    view.set_progress(None)
    assert view.grab().toImage() == still
    view.set_progress(float("nan"))
    view.set_progress(None)
    assert not view._slow.isActive()


def test_the_first_losses_are_said_to_be_computed_and_nobody_is_told_to_train(view, qtbot):
    view.set_backdrop(None)
    view.set_empty_text("The first landscape is being computed …")
    computing = view.grab().toImage()
    view.set_empty_text("Press play.")
    assert view.grab().toImage() != computing
    view.set_progress(float("nan"))
    qtbot.wait_until(lambda: view.grab().toImage() == computing)
