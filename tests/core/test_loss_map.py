"""The map of a surface: the right losses in their cells, and shades in which floor and walls both show."""

import contourpy
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from core.loss_map import SCALINGS, LossMap, LossScale, Scaling, scale_of
from core.surface import formula
from core.surface.catalogue import SURFACES
from core.surface.catalogue.surface import Domain
from core.surface.sampling import sample

SQUARE: Domain = ((-4.0, 4.0), (-4.0, 4.0))
HUGE = np.finfo(np.float64).max


def mapped(text: str, scaling: Scaling = "rank", rectangle: Domain = SQUARE, size: int = 64) -> LossMap:
    return sample(formula.surface(text, rectangle), {}, rectangle, (size, size), scaling)


def of_catalogue(name: str, scaling: Scaling = "rank", size: int = 200) -> LossMap:
    surface = SURFACES[name]
    return sample(surface, surface.defaults(), surface.domain, (size, size), scaling)


def lines_of(polyline: np.ndarray) -> list[np.ndarray]:
    """The contour lines between the rows of NaN."""
    gaps = np.flatnonzero(np.isnan(polyline[:, 0]))
    return [part[np.isfinite(part[:, 0])] for part in np.split(polyline, gaps)][:-1]


# --- scales -------------------------------------------------------------------------------------------------


@st.composite
def loss_arrays(draw: st.DrawFn) -> np.ndarray:
    """Losses of any size, several of them alike, some not finite."""
    values = draw(st.lists(st.floats(width=64), min_size=1, max_size=6))
    index = draw(arrays.arrays(np.intp, draw(st.integers(1, 60)), elements=st.integers(0, len(values) - 1)))
    offsets = draw(arrays.arrays(np.float64, index.size, elements=st.sampled_from([0.0, 1.0, 1e-12, 1e12])))
    with np.errstate(all="ignore"):
        return np.array(values)[index] + offsets


@given(loss_arrays(), st.sampled_from(SCALINGS))
def test_shades_lie_from_0_to_1_and_never_fall(losses: np.ndarray, scaling: Scaling) -> None:
    scale = scale_of(losses, scaling)
    assert np.isfinite(scale.losses).all()
    assert (np.diff(scale.losses) > 0).all()
    assert (np.diff(scale.shades) > 0).all()
    shades = scale.shade(losses)
    finite = np.isfinite(losses)
    np.testing.assert_array_equal(np.isfinite(shades), finite)
    assert ((shades[finite] >= 0) & (shades[finite] <= 1)).all()
    order = np.argsort(losses[finite])
    assert (np.diff(shades[finite][order]) >= 0).all()


@given(loss_arrays(), st.sampled_from(SCALINGS))
def test_the_lowest_loss_has_shade_0_and_the_highest_shade_1(losses: np.ndarray, scaling: Scaling) -> None:
    finite = losses[np.isfinite(losses)]
    scale = scale_of(losses, scaling)
    spread = np.ptp(finite / 4) if finite.size else 0.0
    if spread > 1e-140:
        ends = np.array([finite.min(), finite.max()])
        np.testing.assert_array_equal(scale.shade(ends), [0.0, 1.0])
        np.testing.assert_allclose(scale.loss(np.array([0.0, 1.0])), ends, rtol=1e-15, atol=1e-290)
    elif spread < 1e-142:
        np.testing.assert_array_equal(scale.shade(finite), np.zeros(finite.size))


@given(loss_arrays(), st.sampled_from(SCALINGS), st.lists(st.floats(0, 1), min_size=1))
def test_loss_turns_shade_around(losses: np.ndarray, scaling: Scaling, wanted: list[float]) -> None:
    scale = scale_of(losses, scaling)
    shades = np.array(wanted)
    found = scale.loss(shades)
    assert np.isfinite(found).all()
    assert (np.diff(found[np.argsort(shades)]) >= 0).all()
    # Where knots are neighbours among the floats there is no loss for the shades in between.
    knots = scale.losses / 2**32
    apart = np.diff(knots) > 1e-6 * np.maximum(np.abs(knots[1:]), np.abs(knots[:-1]))
    if len(knots) > 1 and apart.all():
        np.testing.assert_allclose(scale.shade(found), shades, atol=1e-9)


@pytest.mark.parametrize("scaling", SCALINGS)
@pytest.mark.parametrize("name", SURFACES)
def test_shade_and_loss_are_inverse_on_every_surface(name: str, scaling: Scaling) -> None:
    drawn = of_catalogue(name, scaling, 64)
    spread = drawn.losses.max() - drawn.losses.min()
    np.testing.assert_allclose(drawn.scale.loss(drawn.shades), drawn.losses, rtol=1e-9, atol=1e-12 * spread)


def test_linear_is_even_in_the_loss() -> None:
    scale = scale_of(np.array([2.0, 10.0]), "linear")
    np.testing.assert_allclose(scale.shade(np.array([2.0, 4.0, 6.0, 10.0])), [0, 0.25, 0.5, 1])


def test_log_gives_every_decade_the_same_share() -> None:
    losses = np.logspace(0, 6, 10_001)
    shades = scale_of(losses, "log").shade(np.array([1e2, 1e3, 1e4, 1e5, 1e6]))
    np.testing.assert_allclose(np.diff(shades), np.diff(shades).mean(), rtol=0.03)


@pytest.mark.parametrize(
    "name", ["rosenbrock", "himmelblau", "goldstein_price", "beale", "booth", "two_basins", "rastrigin"]
)
def test_rank_gives_every_shade_about_the_same_area(name: str) -> None:
    shades = of_catalogue(name).shades
    areas, _ = np.histogram(shades, bins=10, range=(0, 1))
    assert (areas > 0.07 * shades.size).all()
    assert (areas < 0.14 * shades.size).all()


@pytest.mark.parametrize("name", ["rosenbrock", "goldstein_price", "beale"])
def test_the_linear_scale_does_not(name: str) -> None:
    # What the rank scale is for: six orders of magnitude leave most of the area one shade.
    areas, _ = np.histogram(of_catalogue(name, "linear").shades, bins=10, range=(0, 1))
    assert areas[0] > 0.6 * areas.sum()


def test_a_plateau_does_not_swallow_the_shades() -> None:
    drawn = of_catalogue("easom")
    hole = drawn.losses < -0.01  # a small part of the plain
    assert hole.mean() < 0.1
    assert np.ptp(drawn.shades[hole]) > 0.5


def test_a_low_plateau_does_not_either() -> None:
    drawn = mapped("max(x, 0)")
    slope = drawn.losses > 0
    assert drawn.shades[~slope].max() == 0
    assert np.ptp(drawn.shades[slope]) > 0.9


@pytest.mark.parametrize("text", ["exp(exp(x))", "1/(x*y)^2", "1/x^20 + y^2", "log(abs(x*y))"])
def test_no_tower_hides_the_ground(text: str) -> None:
    shades = mapped(text, size=100).shades
    areas, _ = np.histogram(shades, bins=5, range=(0, 1))
    assert areas.max() < 0.5 * shades.size
    assert (areas > 0).all()


@pytest.mark.parametrize("scaling", SCALINGS)
def test_what_is_not_finite_has_no_shade_and_does_no_harm(scaling: Scaling) -> None:
    drawn = mapped("log(x) + 0*y", scaling)
    left = drawn.axes()[0] < 0
    assert np.isnan(drawn.shades[:, left]).all()
    assert np.isfinite(drawn.shades[:, ~left]).all()
    points = drawn.contours(5)
    assert (points[np.isfinite(points[:, 0]), 0] > 0).all()
    assert lines_of(points)

    losses = np.array([[1.0, np.inf], [-np.inf, 3.0], [np.nan, 2.0]])
    np.testing.assert_array_equal(
        np.isnan(scale_of(losses, scaling).shade(losses)), [[False, True], [True, False], [True, False]]
    )


@pytest.mark.parametrize("scaling", SCALINGS)
@pytest.mark.parametrize("losses", [[np.nan], [np.inf, -np.inf], [5.0], [HUGE, HUGE], [-HUGE], [0.0, -0.0]])
def test_level_ground_has_shade_0(losses: list[float], scaling: Scaling) -> None:
    given_losses = np.array(losses)
    scale = scale_of(given_losses, scaling)
    finite = np.isfinite(given_losses)
    np.testing.assert_array_equal(scale.shade(given_losses), np.where(finite, 0.0, np.nan))
    expected = given_losses[finite][0] if finite.any() else 0.0
    np.testing.assert_array_equal(scale.loss(np.array([0.0, 0.5, 1.0])), [expected] * 3)


@pytest.mark.parametrize("scaling", SCALINGS)
def test_the_largest_numbers_there_are_have_shades(scaling: Scaling) -> None:
    scale = scale_of(np.array([-HUGE, -1.0, 0.0, 1.0, HUGE]), scaling)
    shades = scale.shade(np.array([-HUGE, 0.0, HUGE]))
    assert shades[0] == 0
    assert 0 < shades[1] < 1
    assert shades[2] == 1
    np.testing.assert_array_equal(scale.loss(np.array([0.0, 1.0])), [-HUGE, HUGE])


def test_linear_halves_even_the_largest_range() -> None:
    scale = scale_of(np.array([-HUGE, HUGE]), "linear")
    assert scale.shade(np.array([0.0]))[0] == pytest.approx(0.5)
    assert scale.loss(np.array([0.5]))[0] == 0.0


def test_a_large_offset_leaves_what_the_floats_can_tell_apart() -> None:
    losses = 1e9 + np.linspace(0, 1e-5, 1000)
    for scaling in SCALINGS:
        scale = scale_of(losses, scaling)
        assert len(np.unique(scale.shade(losses))) == len(np.unique(losses))


# --- contours -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scaling", SCALINGS)
@pytest.mark.parametrize("name", ["bowl", "himmelblau", "mccormick", "two_basins"])
def test_a_contour_lies_on_its_level(name: str, scaling: Scaling) -> None:
    surface, count = SURFACES[name], 7
    drawn = of_catalogue(name, scaling, 400)
    lines = lines_of(drawn.contours(count))
    assert lines
    levels = []
    for line in lines:
        shades = drawn.scale.shade(surface.function(line[:, 0], line[:, 1], **surface.defaults()))
        level = np.round(np.median(shades) * (count + 1)) / (count + 1)
        np.testing.assert_allclose(shades, level, atol=0.02)
        levels.append(level)
    assert set(levels) == {k / (count + 1) for k in range(1, count + 1)}


def test_contours_of_a_bowl_are_circles_of_the_right_size() -> None:
    drawn = mapped("x^2 + y^2", "linear", size=300)
    low, high = drawn.losses.min(), drawn.losses.max()
    for k, line in enumerate(lines_of(drawn.contours(3))[:1], start=1):
        radius = np.sqrt(low + (high - low) * k / 4)
        np.testing.assert_allclose(np.hypot(line[:, 0], line[:, 1]), radius, atol=1e-3)
        np.testing.assert_array_equal(line[0], line[-1])  # closed


def test_contours_are_those_of_contourpy() -> None:
    drawn = of_catalogue("himmelblau", size=50)
    generator = contourpy.contour_generator(*drawn.axes(), drawn.shades)
    expected = [line for k in (1, 2, 3) for line in generator.lines(k / 4)]
    found = lines_of(drawn.contours(3))
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_array_equal(one, other)


def test_no_levels_no_lines() -> None:
    assert of_catalogue("bowl", size=20).contours(0).shape == (0, 2)


def test_a_scale_of_two_knots_is_a_straight_line() -> None:
    scale = LossScale(np.array([0.0, 8.0]), np.array([0.0, 1.0]))
    np.testing.assert_array_equal(scale.shade(np.array([-1.0, 2.0, 9.0])), [0.0, 0.25, 1.0])
