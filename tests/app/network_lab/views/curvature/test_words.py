"""What the sharpness says about the learning rate."""

import math

import numpy as np
import pytest

from app.kit.theme import DARK, LIGHT
from app.network_lab.views.curvature.words import (
    Reading,
    Standing,
    percent,
    sentence,
    standing,
    verdict_color,
)


def gradient_descent(sharpness, rate, steps=60):
    """The losses of ½·λ·w² from w = 1, whose Hessian is λ everywhere."""
    weight, losses = 1.0, []
    for _ in range(steps):
        weight -= rate * sharpness * weight
        losses.append(0.5 * sharpness * weight**2)
    return np.array(losses)


@pytest.mark.parametrize("ratio", [0.05, 0.4, 0.6, 0.95, 1.02, 1.5, 2.5])
def test_above_the_edge_steps_overshoot_and_grow_as_on_a_quadratic(ratio):
    rate = 0.1
    grows = gradient_descent(ratio * 2 / rate, rate)[-1] > 0.5 * ratio * 2 / rate
    assert (standing(np.array([ratio])) in ("above", "far above")) == grows


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [
        (-0.2, "flat"),
        (0.2, "well below"),
        (0.6, "below"),
        (0.91, "just below"),
        (1.1, "above"),
        (9.0, "far above"),
    ],
)
def test_a_single_measurement(ratio, expected):
    assert standing(np.array([ratio])) == expected


def test_what_is_not_known_is_left_out():
    assert standing(np.array([])) == standing(np.full(3, np.nan)) == "unknown"
    assert standing(np.array([0.2, np.nan, np.inf])) == "well below"


def test_sharpness_that_sways_about_the_threshold_is_at_the_edge():
    rising = np.linspace(0.1, 0.98, 30)
    swaying = 1.03 + 0.12 * np.sin(2.5 * np.arange(20))
    assert standing(rising) == "just below"
    assert standing(np.concatenate([rising, swaying])) == "at the edge"
    settled = np.full(20, 0.995)
    assert standing(np.concatenate([rising, swaying, settled])) == "at the edge"
    assert standing(np.concatenate([rising, settled])) == "just below"


def test_sharpness_that_runs_through_the_threshold_is_not_at_the_edge():
    assert standing(np.geomspace(0.3, 1.5, 12)) == "above"
    assert standing(np.geomspace(1.5, 0.3, 12)) == "well below"


def reading(standing: Standing, **numbers):
    known = {"sharpness": 18.2, "compared": 18.2, "threshold": 20.0, "limit": "2/η", "alignment": math.nan}
    return Reading(standing, **(known | numbers))


def plain(reading):
    return sentence(reading).replace("\N{NO-BREAK SPACE}", " ").replace("\N{WORD JOINER}", "")


def test_the_figures_are_told():
    told = plain(reading("just below", alignment=0.83))
    assert "λmax 18.2 · 2/η 20" in told
    assert "83 % of the gradient" in told
    assert "gradient" not in sentence(reading("just below"))


def test_of_an_adaptive_optimizer_what_is_compared_is_told_too():
    told = plain(reading("below", compared=2280.0, threshold=3800.0, limit="38/η", preconditioned=True))
    assert "λmax 18.2" in told
    assert "preconditioned 2280 · 38/η 3800" in told


def test_how_much_room_there_is():
    assert "10 times the learning rate" in sentence(reading("well below", sharpness=2.0, compared=2.0))
    still = sentence(reading("well below", threshold=math.inf))
    assert "∞" in still
    assert "times" not in still


def test_a_run_that_diverged_is_blamed_on_the_learning_rate_only_if_it_was_above_the_edge():
    above, below = (sentence(reading("diverged", compared=compared)) for compared in (40.0, 4.0))
    assert "too large" in above
    assert "too large" not in below


def test_nothing_is_said_of_nothing():
    assert sentence(Reading("unknown")) == ""


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_the_verdict_is_coloured(theme):
    assert verdict_color("diverged", theme) == theme.error
    assert verdict_color("far above", theme) == theme.warning
    assert verdict_color("at the edge", theme) == theme.accent
    assert verdict_color("below", theme) == theme.text


def test_a_small_share_is_not_called_none():
    assert [percent(share).split() for share in (0.0, 0.004, 0.38)] == [
        ["0", "%"],
        ["<", "1", "%"],
        ["38", "%"],
    ]
