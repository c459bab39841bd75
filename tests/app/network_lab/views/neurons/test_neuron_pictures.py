"""Numbers as colours, and neurons as pictures."""

import numpy as np
import pytest
from PySide6.QtGui import QColor

from app.kit.theme import DARK, LIGHT
from app.network_lab.views.neurons.neuron_pictures import filled_curve, made, resized, shares
from app.network_lab.views.neurons.number_colors import (
    activation_range,
    channels,
    indices,
    signed_color,
    signed_ink,
)
from tests.app.pixels import rgba_of


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_signs_have_the_themes_colours(theme):
    for share, color in ((-1, theme.negative), (0, theme.neutral), (1, theme.positive), (7, theme.positive)):
        found, wanted = channels(signed_color(theme, share)), channels(QColor(color))
        np.testing.assert_allclose(found, wanted, atol=2)


def test_what_is_not_finite_has_a_colour_too():
    low, middle, high = indices(np.array([-np.inf, np.nan, np.inf]))
    assert low < middle < high


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("value", [-1.0, 1.0])
def test_signed_text_can_be_read(theme, value):
    def luminance(color: QColor) -> float:
        share = np.array(channels(color)) / 255
        linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
        return float(linear @ [0.2126, 0.7152, 0.0722])

    for ground in (theme.window, theme.panel):
        levels = sorted((luminance(signed_ink(theme, value)), luminance(QColor(ground))))
        assert (levels[1] + 0.05) / (levels[0] + 0.05) >= 4.5


def test_bounded_activations_have_a_fixed_range_and_others_their_own():
    values = np.array([0.1, -0.2, np.nan])
    assert activation_range("tanh", values) == 1.0
    assert activation_range("relu", values) == pytest.approx(0.2, rel=0.02)
    assert activation_range("relu", np.zeros(4)) == 1.0


def test_one_probability_is_parted_at_a_half():
    np.testing.assert_allclose(shares(np.array([0.0, 0.5, 1.0]), "sigmoid", True), [-1, 0, 1])
    np.testing.assert_allclose(shares(np.array([0.0, 0.5, 1.0]), "sigmoid", False), [0, 0.5, 1])


def test_pictures_are_scaled_smoothly_or_in_squares():
    picture = np.array([[[0.0, 1.0]]])
    assert set(np.unique(resized(picture, 4, 4, False))) == {0.0, 1.0}
    across = resized(picture, 1, 9, True)[0, 0]
    assert (np.diff(across) >= 0).all()
    assert across[4] == pytest.approx(0.5)


def test_a_function_of_one_input_is_filled_between_0_and_its_value():
    picture = filled_curve(np.array([[1.0, -1.0]]), 40, 2)[0]
    left, right = picture.T
    assert (left[:20] > 0).all()
    assert (left[20:] == 0).all()
    assert (right[:20] == 0).all()
    assert (right[20:] < 0).all()


def test_every_unit_has_its_picture_with_round_corners():
    values = np.stack([np.full((5, 5), share) for share in (-1.0, 0.0, 1.0)])
    image = rgba_of(made(values, 20, 1.0, DARK).image)
    assert image.shape == (60, 20, 4)
    for row, color in enumerate((DARK.negative, DARK.neutral, DARK.positive)):
        np.testing.assert_allclose(image[20 * row + 10, 10, :3], channels(QColor(color)), atol=2)
        assert image[20 * row, 0, 3] < 128 < image[20 * row + 10, 0, 3]


def test_units_that_are_switched_off_are_greyed():
    values = np.ones((2, 3, 3))
    image = rgba_of(made(values, 16, 1.0, DARK, dropped=np.array([True, False])).image)
    blue, grey = image[24, 8, :3], image[8, 8, :3]
    assert np.ptp(grey) < 0.5 * np.ptp(blue)


def test_classes_have_their_own_colours():
    image = rgba_of(made(np.ones((3, 2, 2)), 12, 1.0, DARK, classes=True).image)
    for index in range(3):
        np.testing.assert_allclose(
            image[12 * index + 6, 6, :3], channels(QColor(DARK.classes[index])), atol=2
        )
