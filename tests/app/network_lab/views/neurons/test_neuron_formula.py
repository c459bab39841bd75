"""Formulas of neurons: what they say, how wide they are, and activations as the networks compute them."""

import math

import numpy as np
import pytest

from app.kit.theme import DARK
from app.network_lab.views.neurons.neuron_formula import (
    ACTIVATIONS,
    Typesetter,
    applied,
    brief,
    figures,
    fitting,
    inserted_numbers,
    plain,
    shown_terms,
    symbol,
    weighted_numbers,
    weighted_sum,
)
from core.network.forward import ACTIVATION_FUNCTIONS


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0.00"),
        (0.314159, "0.31"),
        (-0.1, "−0.10"),
        (9.996, "10.0"),
        (-12.34, "−12.3"),
        (456.7, "457"),
        (123456.0, "1.23e5"),
        (0.0052, "0.0052"),
        (0.00042, "4.2e−4"),
        (-4.2e-7, "−4.2e−7"),
        (math.nan, "–"),
        (-math.inf, "−∞"),
    ],
)
def test_numbers_have_about_three_figures(value, text):
    assert figures(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.5, "0.50"), (-0.00024, "−2e−4"), (0.0, "0.00"), (3e-12, "3e−12")]
)
def test_small_numbers_can_be_told_in_brief(value, text):
    assert brief(value) == text


def test_the_weighted_sum_in_symbols_and_in_numbers():
    assert plain(weighted_sum(2)) == "w₀ + w₁·x₁ + w₂·x₂"
    assert plain(weighted_numbers(0.31, [1.2, -0.84])) == "0.31 + 1.20·x₁ − 0.84·x₂"
    assert plain(inserted_numbers(0.31, [1.2, -0.84], [0.42, -0.1])) == "0.31 + 1.20·0.42 − 0.84·(−0.10)"


def test_many_terms_are_left_out_in_the_middle():
    assert shown_terms(3, 4) == (0, 1, 2)
    assert shown_terms(9, 4) == (0, 1, 2, None, 8)
    assert plain(weighted_sum(13, "a", 3)) == "w₀ + w₁·a₁ + w₂·a₂ + … + w₁₃·a₁₃"


def test_the_identity_is_not_written_around_its_argument():
    assert plain(applied("tanh", symbol("z"))) == "tanh(z)"
    assert plain(applied("linear", symbol("z"))) == "z"


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations_are_those_of_the_networks(name):
    z = np.linspace(-6, 6, 101)
    np.testing.assert_allclose(ACTIVATIONS[name](z), ACTIVATION_FUNCTIONS[name](z), atol=1e-6)


def test_every_activation_of_the_networks_can_be_plotted():
    assert set(ACTIVATIONS) == set(ACTIVATION_FUNCTIONS)


def test_a_formula_is_made_as_large_as_it_fits(qapp):
    formula = weighted_sum(4)
    wide = fitting(qapp.font(), DARK, [formula], 1000, 20)
    assert wide.size == 20
    narrow = fitting(qapp.font(), DARK, [formula], 0.7 * wide.width(formula), 20)
    assert 11 <= narrow.size < 20
    assert narrow.width(formula) <= 0.7 * wide.width(formula)
    assert Typesetter(qapp.font(), narrow.size + 1, DARK).width(formula) > 0.66 * wide.width(formula)
