"""Losses over a plane as shades: right at the nodes, smooth between, calm where there is no number."""

import numpy as np
import pytest

from app.network_lab.views.landscape.shading import shading, value_at
from core.loss_map import SCALINGS, scale_of

ALPHA, BETA = np.linspace(-1.0, 3.0, 9), np.linspace(-2.0, 1.0, 7)
BOWL = (ALPHA - 1.0) ** 2 + 4.0 * (BETA[:, None] + 0.5) ** 2 + 0.1


@pytest.mark.parametrize("scaling", SCALINGS)
def test_every_node_has_the_shade_of_its_loss(scaling):
    made = shading(ALPHA, BETA, BOWL, scaling, 9)
    rows, columns = (
        len_fine // (nodes - 1) for len_fine, nodes in zip(made.shades.shape, (7, 9), strict=True)
    )
    expected = scale_of(BOWL, scaling).shade(BOWL)
    np.testing.assert_allclose(made.shades[::rows, ::columns], expected, atol=1e-12)


def test_a_plane_stays_one_between_the_nodes_and_at_the_edges():
    tilted = 2.0 * ALPHA + 3.0 * BETA[:, None]
    made = shading(ALPHA, BETA, tilted, "linear", 3)
    rows, columns = made.shades.shape
    fine = 2.0 * np.linspace(-1, 3, columns) + 3.0 * np.linspace(-2, 1, rows)[:, None]
    np.testing.assert_allclose(made.shades, (fine - fine.min()) / np.ptp(fine), atol=1e-9)


def test_between_few_nodes_it_is_nearer_to_the_truth_than_straight_lines():
    made = shading(ALPHA, BETA, BOWL, "linear", 9)
    rows, columns = made.shades.shape
    across, up = np.linspace(-1, 3, columns), np.linspace(-2, 1, rows)
    truth = (across - 1.0) ** 2 + 4.0 * (up[:, None] + 0.5) ** 2 + 0.1
    truth = (truth - BOWL.min()) / np.ptp(BOWL)
    straight = np.stack([np.interp(across, ALPHA, row) for row in BOWL])
    straight = np.stack([np.interp(up, BETA, column) for column in straight.T], axis=1)
    straight = (straight - BOWL.min()) / np.ptp(BOWL)
    inner = (slice(rows // 6, -rows // 6), slice(columns // 8, -columns // 8))
    assert np.abs(made.shades - truth)[inner].max() < 0.2 * np.abs(straight - truth)[inner].max()


def test_the_cells_reach_half_a_step_beyond_the_outermost_nodes():
    made = shading(ALPHA, BETA, BOWL, "rank", 9)
    rows, columns = made.shades.shape
    (left, right), (bottom, top) = made.rectangle
    across, up = (right - left) / columns, (top - bottom) / rows
    assert (left + across / 2, right - across / 2) == pytest.approx((-1.0, 3.0))
    assert (bottom + up / 2, top - up / 2) == pytest.approx((-2.0, 1.0))


def test_contours_of_a_round_bowl_are_circles_around_its_floor():
    across = np.linspace(-1.0, 1.0, 25)
    made = shading(across, across, across**2 + across[:, None] ** 2, "rank", 9)
    lines = made.contours[np.isfinite(made.contours).all(axis=1)]
    whole = lines[np.hypot(*lines.T) < 0.9]
    radii = np.unique(np.round(np.hypot(*whole.T), 2))
    assert len(whole) > 200
    assert len(radii) <= 2 * 9  # each level has one radius, up to rounding


def test_a_difference_of_zero_has_the_middle_shade_and_equal_sizes_lie_opposite():
    values = ALPHA - 1.0 + 0.0 * BETA[:, None]
    for scaling in SCALINGS:
        made = shading(ALPHA, BETA, values, scaling, 9, difference=True)
        middle = made.shades[:, made.shades.shape[1] // 2]
        np.testing.assert_allclose(middle, 0.5, atol=1e-12)
        np.testing.assert_allclose(made.shades + made.shades[:, ::-1], 1.0, atol=1e-9)
        assert made.scale.loss(np.array([0.0, 1.0])) == pytest.approx([0.0, 2.0])
        assert made.shades[0, -1] == pytest.approx(1.0)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("difference", [False, True])
def test_only_what_is_next_to_a_node_without_a_number_has_no_shade(bad, difference):
    losses = BOWL.copy()
    losses[3, 4] = bad
    made = shading(ALPHA, BETA, losses, "rank", 9, difference=difference)
    rows, columns = (
        (count - 1) // (nodes - 1) for count, nodes in zip(made.shades.shape, (7, 9), strict=True)
    )
    hidden = np.isnan(made.shades)
    assert hidden[3 * rows, 4 * columns]
    at = np.argwhere(hidden) / (rows, columns)
    assert np.abs(at - (3, 4)).max() <= 0.5
    assert not np.isnan(made.shades[:: 6 * rows, :: 8 * columns]).any()


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_nothing_but_holes_is_no_error(bad):
    made = shading(ALPHA, BETA, np.full_like(BOWL, bad), "rank", 9)
    assert np.isnan(made.shades).all()
    assert not len(made.contours)


def test_level_ground_and_huge_losses_are_no_error():
    assert np.isfinite(shading(ALPHA, BETA, np.ones_like(BOWL), "rank", 9).shades).all()
    huge = BOWL * 1e300
    assert np.isfinite(shading(ALPHA, BETA, huge, "log", 9).shades).all()
    assert np.isfinite(shading(ALPHA, BETA, 0.0 * BOWL, "rank", 9, difference=True).shades).all()


def test_two_nodes_are_enough():
    made = shading(ALPHA[:2], BETA[:2], np.array([[0.0, 1.0], [1.0, 2.0]]), "linear", 3)
    assert made.shades[0, 0] == 0.0
    assert made.shades[-1, -1] == 1.0


def test_the_loss_at_a_place_is_linear_between_nodes():
    tilted = 2.0 * ALPHA + 3.0 * BETA[:, None] + ALPHA * BETA[:, None]  # bilinear within any cell
    for a, b in ((-1.0, -2.0), (3.0, 1.0), (0.3, -1.7), (2.9, 0.9)):
        assert value_at(ALPHA, BETA, tilted, a, b) == pytest.approx(2 * a + 3 * b + a * b)
    assert np.isnan(value_at(ALPHA, BETA, tilted, 3.1, 0.0))
    assert np.isnan(value_at(ALPHA, BETA, tilted, 0.0, -2.1))


def test_beside_a_node_without_a_number_no_loss_is_known_but_at_the_others_it_is():
    losses = BOWL.copy()
    losses[3, 4] = np.nan
    assert np.isnan(value_at(ALPHA, BETA, losses, ALPHA[4] - 0.1, BETA[3]))
    assert value_at(ALPHA, BETA, losses, ALPHA[3], BETA[3]) == BOWL[3, 3]
