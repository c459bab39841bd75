"""The map of what a network computes over a plane."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor

from app.kit import export
from app.kit.theme import DARK, LIGHT, THEMES
from app.kit.widgets.shades import loss_colors
from app.network_lab.views.answers.decision_map import DecisionMap, Field, Points
from app.network_lab.views.answers.field_colors import boundaries, decided, mark_color, sure_color

RECTANGLE = ((-2.0, 2.0), (-1.0, 1.0))
POINTS = Points(
    np.array([[-1.5, 0.5], [1.5, 0.5], [-1.5, -0.5], [1.5, -0.5]]),
    np.array([0.0, 1.0, 0.0, 1.0]),
    np.array([False, False, True, True]),
)


def centres(columns, rows):
    x = -2 + (np.arange(columns) + 0.5) * 4 / columns
    y = -1 + (np.arange(rows) + 0.5) * 2 / rows
    return np.meshgrid(x, y)


def leaning(steepness=4.0):
    """The probability of the second class rises with x, and is one half where x is 0."""
    x, _ = centres(64, 32)
    return Field(RECTANGLE, (1 / (1 + np.exp(-steepness * x)))[..., None], None)


@pytest.fixture
def view(qtbot):
    made = DecisionMap()
    made.resize(390, 360)
    qtbot.addWidget(made)
    made.set_axes(("x₁", "x₂"), (0, 1))
    made.set_rectangle(RECTANGLE)
    made.set_points(POINTS, ("left", "right"))
    made.show()
    return made


def pixel_of(view, x, y):
    place = view.frame.place
    return QPointF(place.left() + place.width() * (x + 2) / 4, place.top() + place.height() * (1 - y) / 2)


def color_at(view, x, y):
    return view.grab().toImage().pixelColor(pixel_of(view, x, y).toPoint())


def distance(first, second):
    return sum(abs(a - b) for a, b in zip(first.getRgb()[:3], QColor(second).getRgb()[:3], strict=True))


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_ground_has_the_colour_of_the_class_and_none_where_undecided(view, theme):
    view.set_theme(theme)
    view.set_points(Points(np.empty((0, 2)), np.empty(0), np.empty(0, dtype=bool)), ("left", "right"))
    view.set_field(leaning())
    assert distance(color_at(view, -1.8, 0.1), sure_color(theme, 0)) < 12
    assert distance(color_at(view, 1.8, 0.1), sure_color(theme, 1)) < 12
    beside = color_at(view, 0.06, 0.1)  # beside the line
    assert distance(beside, theme.neutral) < distance(beside, sure_color(theme, 1))
    across = [color_at(view, x, 0.1) for x in np.linspace(-0.03, 0.03, 7)]
    assert min(distance(color, theme.text) for color in across) < 150  # the line itself


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_samples_stand_where_they_are_filled_or_hollow(view, theme):
    view.set_theme(theme)
    view.set_field(leaning())
    for (x, y), label, hollow in zip(POINTS.x, POINTS.y, POINTS.validation, strict=True):
        color = mark_color(theme, int(label))
        ground = sure_color(theme, int(label))
        assert distance(color_at(view, x, y), ground if hollow else color) < 20
    ring = [
        view.grab().toImage().pixelColor((pixel_of(view, -1.5, -0.5) + QPointF(dx, 0)).toPoint())
        for dx in range(6)
    ]
    assert min(distance(found, mark_color(theme, 0)) for found in ring) < 60


def test_what_is_wrong_is_struck_out(view):
    view.set_field(leaning())
    assert distance(color_at(view, 1.5, -0.5), DARK.text) > 150
    view.set_wrong(np.array([False, False, False, True]))
    assert distance(color_at(view, 1.5, -0.5), DARK.text) < 20
    assert distance(color_at(view, -1.5, -0.5), DARK.text) > 150
    view.set_points(POINTS, ("left", "right"))  # others: nothing is known of them
    assert distance(color_at(view, 1.5, -0.5), DARK.text) > 150


def test_the_lead_of_the_most_probable_class():
    which, ahead = decided(np.array([[0.2, 0.7, 0.1], [0.5, 0.5, 0.0]]))
    assert which[0] == 1
    assert ahead == pytest.approx([0.5, 0.0])
    which, ahead = decided(np.array([[0.9], [0.1], [0.5]]))
    assert which.tolist() == [1, 0, 1]
    assert ahead == pytest.approx([0.8, 0.8, 0.0])


def test_a_straight_boundary_is_found_where_it_is():
    lines = boundaries(RECTANGLE, leaning().values)
    found = lines[np.isfinite(lines).all(axis=1)]
    assert len(found) > 30
    assert np.abs(found[:, 0]).max() < 1e-3


def test_three_classes_are_bounded_where_two_are_equally_probable():
    x, y = centres(80, 40)
    logits = np.stack([-2 * x, 2 * x, 3 * y], axis=-1)
    values = np.exp(logits) / np.exp(logits).sum(axis=-1, keepdims=True)
    lines = boundaries(RECTANGLE, values)
    found = lines[np.isfinite(lines).all(axis=1)]
    at = np.stack([-2 * found[:, 0], 2 * found[:, 0], 3 * found[:, 1]], axis=-1)
    first, second = np.sort(at, axis=-1)[:, :0:-1].T
    assert np.abs(first - second).max() < 0.25
    assert len(found) > 40


def test_numbers_have_the_colours_of_losses_and_a_bar(view):
    x, _ = centres(64, 32)
    view.set_points(Points(POINTS.x, POINTS.x[:, 0], POINTS.validation), ())
    view.set_field(Field(RECTANGLE, x[..., None], (-2.0, 2.0)))
    colors = loss_colors("dark")
    for at in (-1.9, 1.9):
        blue, green, red, _ = colors[round((at + 2) / 4 * (len(colors) - 1))].tolist()
        assert distance(color_at(view, at, 0.1), QColor(red, green, blue)) < 30
    blue, green, red, _ = colors[round(3.5 / 4 * (len(colors) - 1))].tolist()
    assert distance(color_at(view, 1.5, 0.5), QColor(red, green, blue)) < 40


def test_dragging_asks_where_the_pointer_is_and_moves_nothing_by_itself(view, qtbot):
    moved, released = [], []
    view.probe_moved.connect(lambda x, y: moved.append((x, y)))
    view.probe_released.connect(lambda: released.append(True))
    at = pixel_of(view, 1.0, 0.5).toPoint()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=at)
    assert moved[-1] == pytest.approx((1.0, 0.5), abs=0.02)
    qtbot.mouseMove(view, pixel_of(view, -1.0, -0.5).toPoint())
    qtbot.mouseMove(view, QPoint(10_000, -10_000))
    assert moved[1] == pytest.approx((-1.0, -0.5), abs=0.02)
    assert moved[2] == (2.0, 1.0)  # the nearest place in view
    assert not released
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at)
    assert released == [True]
    before = view.grab().toImage()
    assert before == view.grab().toImage()


def test_the_probe_is_taken_hold_of_without_a_jump(view, qtbot):
    view.set_probe(0.5, 0.0, "right 0.9")
    moved = []
    view.probe_moved.connect(lambda x, y: moved.append((x, y)))
    beside = pixel_of(view, 0.5, 0.0).toPoint() + QPoint(5, 4)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=beside)
    assert not moved
    qtbot.mouseMove(view, beside + QPoint(0, -20))
    assert moved[-1] == pytest.approx((0.5, 20 * 2 / view.frame.place.height()), abs=0.02)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=beside)


def test_arrow_keys_move_the_probe(view, qtbot):
    view.set_probe(0.0, 0.0, "")
    moved, released = [], []
    view.probe_moved.connect(lambda x, y: moved.append((x, y)))
    view.probe_released.connect(lambda: released.append(True))
    qtbot.keyPress(view, Qt.Key.Key_Right)
    qtbot.keyPress(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert moved == [pytest.approx((0.04, 0.0)), pytest.approx((0.0, 0.2))]
    assert not released
    qtbot.keyRelease(view, Qt.Key.Key_Up)
    assert released == [True]
    view.set_probe(-2.0, 0.0, "")
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert moved[-1] == (-2.0, 0.0)


@pytest.mark.parametrize("x", [-2.0, -1.0, 0.0, 2.0])
@pytest.mark.parametrize("y", [-1.0, 0.0, 1.0])
def test_the_words_of_the_probe_are_never_cut_off(view, x, y):
    from app.kit.plots.annotations import chip_place

    place = view.frame.place
    chip = chip_place(view.small_font, place, pixel_of(view, x, y), "a rather long class\n0.93")
    assert place.contains(chip)


def test_nothing_is_outside_a_probe_that_is_nowhere(view):
    before = view.grab().toImage()
    view.set_probe(0.0, 0.0, "here")
    assert view.grab().toImage() != before
    view.set_probe(float("nan"), 0.0, "nowhere")
    assert view.grab().toImage() == before


def test_features_can_be_chosen_where_there_are_more_than_two(view, qtbot):
    assert not any(chooser.isEnabled() for chooser in view.choosers)
    view.set_axes(("a", "b", "c"), (0, 2))
    chosen = []
    view.axes_chosen.connect(lambda *axes: chosen.append(axes))
    across, up = view.choosers
    assert (across.text(), up.text()) == ("a", "c")
    for chooser, index in ((across, 1), (up, 1), (across, 2)):
        menu = chooser.menu()
        assert [action.text() for action in menu.actions()] == ["a", "b", "c"]
        menu.actions()[index].trigger()
        menu.deleteLater()
    assert chosen == [(1, 2), (0, 1), (2, 0)]  # the last two would have been the same: they change places
    assert (across.text(), up.text()) == ("a", "c")


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_run_that_has_diverged_is_said_to_have(view, bad):
    field = leaning()
    values = field.values.copy()
    values[10:, 20:] = bad
    view.set_field(field)
    before = view.grab().toImage()
    view.set_field(field._replace(values=values))
    assert view.grab().toImage() != before
    assert distance(color_at(view, 1.9, 0.9), sure_color(DARK, 1)) > 100  # no colour without a number
    view.set_field(Field(RECTANGLE, np.full((4, 4, 1), bad), (0.0, 1.0)))
    view.set_field(Field(RECTANGLE, np.full((4, 4, 3), bad), None))
    assert not view.grab().isNull()


@pytest.mark.parametrize("size", [(160, 120), (1, 1), (260, 200), (1600, 60)])
def test_any_size_will_do(view, size):
    view.setMinimumSize(1, 1)
    view.set_field(leaning())
    view.set_probe(0.0, 0.0, "right")
    view.resize(*size)
    assert not view.grab().isNull()
    columns, rows = view.resolution()
    assert columns % 32 == rows % 32 == 0
    assert 32 <= columns <= 192


def test_nothing_to_show(view):
    view.set_field(None)
    view.set_points(Points(np.empty((0, 2)), np.empty(0), np.empty(0, dtype=bool)), ())
    view.set_rectangle(((1.0, 1.0), (np.nan, 2.0)))
    assert not view.grab().isNull()


def test_a_sentence_for_every_sample(view):
    view.set_wrong(np.array([False, True, False, False]))
    assert view.tooltip_at(pixel_of(view, -1.5, -0.5)) == "A validation sample: left"
    assert (
        view.tooltip_at(pixel_of(view, 1.5, 0.5)) == "A training sample of right that the network has wrong"
    )
    assert "probe" in view.tooltip_at(pixel_of(view, 0.0, 0.0))
    assert view.tooltip_at(QPointF(1, 1)) == ""


def test_as_a_vector_picture_marks_are_shapes_and_words_are_words(view):
    view.set_field(leaning())
    view.set_wrong(np.array([False, True, False, False]))
    view.set_probe(0.2, 0.2, "right 0.69")
    written = export.svg(view).decode()
    assert written.count("<image") == 1
    assert "right 0.69" in written
    assert mark_color(DARK, 0).name() in written


def test_ten_thousand_samples_are_all_drawn(view):
    random = np.random.default_rng(0)
    count = 10_000
    points = Points(
        random.uniform(-1, 1, (count, 2)) * (2, 1), random.integers(0, 2, count), random.random(count) < 0.3
    )
    view.set_points(points, ("left", "right"))
    view.set_theme(LIGHT)
    image = view.grab().toImage()
    place = view.frame.place.toRect().adjusted(4, 4, -4, -4)
    inked = [
        image.pixelColor(x, y) != QColor(LIGHT.neutral)
        for x in range(place.left(), place.right(), 5)
        for y in range(place.top(), place.bottom(), 5)
    ]
    assert np.mean(inked) > 0.6


def test_it_is_zoomed_and_another_plane_is_shown_whole(view):
    whole = view.frame
    view.zoom.by_wheel(480, (view.zoom_spans()[0], 0.0), (view.zoom_spans()[1], 0.0))
    view.zoomed()
    assert view.frame.x[1] - view.frame.x[0] < whole.x[1] - whole.x[0]
    view.set_rectangle(view.zoom_spans())
    assert view.zoom  # of the same plane it is kept
    view.set_rectangle(((-9.0, 9.0), (-9.0, 9.0)))
    assert not view.zoom


def test_its_numbers_are_the_field_s_cell_by_cell(view):
    view.set_axes(("length", "width"), (0, 1))
    assert view.numbers() is None
    values = np.arange(6, dtype=float).reshape(2, 3, 1) / 6
    view.set_field(Field(((0.0, 3.0), (0.0, 2.0)), values, None))
    numbers = view.numbers()
    assert numbers.names[:2] == ("length", "width")
    np.testing.assert_allclose(numbers.rows[0], [0.5, 0.5, 0.0])
    np.testing.assert_allclose(numbers.rows[-1], [2.5, 1.5, 5 / 6])
