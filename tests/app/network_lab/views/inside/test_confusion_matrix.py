"""Which classes are taken for which."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from app.kit import export
from app.kit.theme import DARK, LIGHT
from app.network_lab.views.inside.confusion_matrix import ConfusionMatrix, contrast, readable_on

COUNTS = np.array([[8, 2, 0], [0, 9, 1], [4, 0, 6]])
NAMES = ("setosa", "versicolor", "virginica")


@pytest.fixture
def matrix(qtbot):
    made = ConfusionMatrix()
    made.resize(390, 300)
    qtbot.addWidget(made)
    made.show()
    made.set_counts(COUNTS, NAMES)
    return made


def corner(matrix, row, column):
    """The colour of a cell beside its number."""
    at = (matrix.cell(row, column).topLeft()).toPoint() + QPoint(6, 6)
    return matrix.grab().toImage().pixelColor(at)


def test_the_heading_has_the_accuracy(matrix):
    assert "76.7 %" in matrix.heading.text()
    matrix.set_counts(np.zeros((3, 3), dtype=int), NAMES)
    assert "%" not in matrix.heading.text()


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_right_and_wrong_have_a_colour_each_and_more_has_more_of_it(matrix, theme):
    matrix.set_theme(theme)
    assert corner(matrix, 0, 2) == QColor(theme.panel)
    right, wrong = corner(matrix, 1, 1), corner(matrix, 2, 0)
    assert right.blue() > right.red()
    assert wrong.red() > wrong.blue()

    def strength(row, column):
        return sum(
            abs(a - b)
            for a, b in zip(corner(matrix, row, column).getRgb(), QColor(theme.panel).getRgb(), strict=True)
        )

    assert strength(1, 1) > strength(2, 2)
    assert strength(2, 0) > strength(1, 2)


@given(st.floats(0.0, 1.0), st.booleans(), st.sampled_from([DARK, LIGHT]))
def test_numbers_can_be_read_on_every_shade(share, right, theme):
    made = ConfusionMatrix.ground
    holder = type("Themed", (), {"theme": theme})()
    ground = made(holder, share, right=right)
    assert contrast(ground, readable_on(ground)) >= 4.5


def test_contrast_as_wcag_defines_it():
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21.0)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)


def test_every_cell_has_a_sentence(matrix):
    assert matrix.sentence(2, 0) == "4 of 10 samples of virginica are taken for setosa (40 %)"
    assert matrix.sentence(1, 1) == "9 of 10 samples of versicolor are taken for what they are (90 %)"


def test_the_pointer_finds_the_cells(matrix):
    for row in range(3):
        for column in range(3):
            assert matrix.cell_at(matrix.cell(row, column).center()) == (row, column)
    assert matrix.cell_at(matrix.matrix.topLeft() - QPoint(5, 5)) is None


def test_the_cell_under_the_pointer_or_chosen_by_keys_is_told(matrix, qtbot):
    before = matrix.grab().toImage()
    qtbot.mouseMove(matrix, matrix.cell(2, 0).center().toPoint())
    assert matrix.accessibleDescription() == matrix.sentence(2, 0)
    assert matrix.grab().toImage() != before
    qtbot.keyClick(matrix, Qt.Key.Key_Up)
    qtbot.keyClick(matrix, Qt.Key.Key_Right)
    assert matrix.accessibleDescription() == matrix.sentence(1, 1)
    for _ in range(5):
        qtbot.keyClick(matrix, Qt.Key.Key_Down)
    assert matrix.accessibleDescription() == matrix.sentence(2, 1)
    matrix.set_counts(np.array([[1, 0], [0, 1]]), ("a", "b"))
    assert not matrix.grab().isNull()


@pytest.mark.parametrize("classes", [0, 1, 2, 10, 20])
@pytest.mark.parametrize("size", [(160, 120), (1, 1), (260, 200), (1000, 560)])
def test_any_size_and_any_number_of_classes(matrix, size, classes, qtbot):
    matrix.setMinimumSize(1, 1)
    matrix.resize(*size)
    matrix.set_counts(
        np.full((classes, classes), 12345), tuple(f"a rather long name {i}" for i in range(classes))
    )
    qtbot.keyClick(matrix, Qt.Key.Key_Down)
    assert not matrix.grab().isNull()


def test_as_a_vector_picture_it_has_no_pixels(matrix):
    written = export.svg(matrix).decode()
    assert "<image" not in written
    assert "versicolor" in written
