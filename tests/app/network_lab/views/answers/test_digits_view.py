"""Images of digits and what they are taken for."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor

from app.kit import export
from app.kit.theme import DARK, LIGHT
from app.network_lab.views.answers.digits_view import DigitsView

COUNT = 100


def images():
    """The label of each is written into its middle, as brightness."""
    made = np.zeros((COUNT, 8, 8))
    made[:, 2:6, 2:6] = (np.arange(COUNT) % 10 / 9)[:, None, None]
    return made


LABELS = np.arange(COUNT) % 10


def sure_of(classes):
    return 0.9 * np.eye(10)[classes] + 0.01


@pytest.fixture
def view(qtbot):
    made = DigitsView()
    made.resize(390, 360)
    qtbot.addWidget(made)
    made.show()
    made.set_images(images(), LABELS, np.arange(COUNT) >= 75)
    made.set_predictions(sure_of(LABELS))
    return made


def mistaken(*wrong):
    predicted = LABELS.copy()
    predicted[list(wrong)] = (predicted[list(wrong)] + 1) % 10
    return sure_of(predicted)


def difference(first, second):
    return sum(abs(a - b) for a, b in zip(first.getRgb()[:3], QColor(second).getRgb()[:3], strict=True))


def in_label(view, position, color):
    """How many pixels below an image have this colour."""
    image, place = view.grab().toImage(), view.tile(position)
    return sum(
        difference(image.pixelColor(x, y), color) < 40
        for x in range(int(place.left()), int(place.right()))
        for y in range(int(place.bottom()) + 3, int(place.bottom()) + 16)
    )


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_an_image_has_its_pixels(view, theme):
    view.set_theme(theme)
    picture = view.grab().toImage()
    for position in (0, 9):
        place = view.tile(position)
        ink = picture.pixelColor(place.center().toPoint())
        paper = picture.pixelColor((place.topLeft() + QPointF(3, 3)).toPoint())
        assert difference(paper, theme.panel) < 10
        assert difference(ink, theme.text if position == 9 else theme.panel) < 10


def test_what_is_wrong_stands_out_below_its_image(view):
    assert in_label(view, 3, DARK.error) == 0
    view.set_predictions(mistaken(3))
    assert in_label(view, 3, DARK.error) > 5
    assert in_label(view, 4, DARK.error) == 0
    assert view.wrong.nonzero()[0].tolist() == [3]
    assert view.wrong_first.text().endswith("1")
    assert view.tooltip_at(view.tile(3).center()) == "Image 4 is a 3, but taken for a 4"
    assert view.tooltip_at(view.tile(4).center()) == "Image 5 is a 4, and taken for one"


def test_wrong_ones_come_first_if_that_is_asked_for(view, qtbot):
    view.set_predictions(mistaken(90, 41, 7))
    assert view.shown[:4] == [0, 1, 2, 3]
    view.wrong_first.click()
    assert view.shown[:4] == [7, 41, 90, 0]
    view.set_predictions(mistaken(50))
    assert view.shown[:2] == [50, 0]
    view.wrong_first.click()
    assert view.shown[0] == 0


def test_putting_the_wrong_ones_first_turns_to_their_page(view, qtbot):
    view.set_predictions(mistaken(90))
    view.forward.click()
    assert view.shown[0] != 0
    view.wrong_first.click()
    assert view.shown[0] == 90


def test_a_click_and_the_keys_choose_and_nothing_moves_until_set(view, qtbot):
    chosen = []
    view.sample_chosen.connect(chosen.append)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.tile(4).center().toPoint())
    columns = next(i for i in range(1, 50) if view.tile(i).top() > view.tile(0).top())
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_Left):
        qtbot.keyClick(view, key)
    assert chosen == [4, 1, columns, view.per_page, COUNT - 1, 0]
    view.set_chosen(50)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert chosen[-1] == 49


def test_the_page_of_the_chosen_one_is_turned_to(view):
    view.set_chosen(COUNT - 1)
    assert COUNT - 1 in view.shown
    view.set_chosen(0)
    assert 0 in view.shown


def test_pages_are_turned_and_end(view, qtbot):
    assert not view.back.isEnabled()
    seen = list(view.shown)
    while view.forward.isEnabled():
        view.forward.click()
        seen += view.shown
    assert seen == list(range(COUNT))
    view.back.click()
    assert COUNT - 1 not in view.shown


def test_the_bars_are_as_long_as_the_probabilities(view):
    """Of the chosen image, that of its own class in the accent's colour."""

    def accent(share):
        probabilities = sure_of(LABELS)
        probabilities[9] = (1 - share) / 9
        probabilities[9, 9] = share
        view.set_chosen(9)
        view.set_predictions(probabilities)
        image = view.grab().toImage()
        return max(
            sum(difference(image.pixelColor(x, y), DARK.accent) < 30 for x in range(262, 390))
            for y in range(150, 340)
        )

    assert accent(0.8) == pytest.approx(2 * accent(0.4), abs=4)


def test_a_run_that_has_diverged(view):
    view.set_predictions(np.full((COUNT, 10), np.nan))
    assert not view.wrong.any()
    assert (view.predicted == -1).all()
    assert view.tooltip_at(view.tile(3).center()) == "Image 4 is a 3"
    assert not view.grab().isNull()


@pytest.mark.parametrize("size", [(160, 120), (1, 1), (260, 200), (1000, 560)])
def test_any_size_and_no_data(view, size, qtbot):
    view.setMinimumSize(1, 1)
    view.resize(*size)
    assert not view.grab().isNull()
    assert view.per_page >= 1
    view.set_predictions(sure_of(LABELS)[:5])  # of other images: unknown
    assert (view.predicted == -1).all()
    view.set_images(np.empty((0, 8, 8)), np.empty(0), np.empty(0, dtype=bool))
    view.set_predictions(None)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert not view.grab().isNull()


def test_it_can_be_a_vector_picture(view):
    view.set_predictions(mistaken(3))
    assert "4 ≠ 3" in export.svg(view).decode()
