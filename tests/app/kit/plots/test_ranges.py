"""How much of a curve is shown."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.plots.ranges import nice_step, span_of_epochs, steady, visible_range


def test_a_wall_does_not_flatten_the_other_runs():
    good = np.linspace(3.0, 0.1, 100)
    wall = np.geomspace(3.0, 1e300, 100)
    for log in (True, False):
        heights = [np.log10(h) if log else h for h in (good, good, good, wall)]
        low, high = visible_range(heights, log)
        assert low < heights[0].min() < heights[0].max() < high
        assert heights[0].max() - heights[0].min() > (high - low) / 4


def test_where_most_runs_climb_the_climb_is_shown():
    heights = [np.log10(np.geomspace(1.0, 1e6, 50))] * 3
    assert visible_range(heights, True)[1] > 6


@pytest.mark.parametrize("log", [True, False])
@pytest.mark.parametrize(
    "heights",
    [[], [np.array([np.nan])], [np.array([-np.inf, np.inf])], [np.full(5, 2.0)], [np.array([0.0])]],
)
def test_there_is_always_a_range(heights, log):
    low, high = visible_range(heights, log)
    assert np.isfinite([low, high]).all()
    assert low < high


@given(st.floats(-1e9, 1e9), st.floats(1e-3, 1e9))
def test_a_steady_range_holds_the_range_and_little_more(low, reach):
    high, dust = low + reach, 1e-6 * reach + 1e-12 * abs(low)
    steady_low, steady_high = steady(low, high)
    assert steady_low <= low + dust
    assert steady_high >= high - dust
    assert steady_high - steady_low <= 1.5 * reach + dust


@pytest.mark.parametrize("ends", [(0.0, 0.0), (1.0, 0.0), (0.0, np.inf), (np.nan, 1.0)])
def test_what_is_no_range_stays_as_it_is(ends):
    assert steady(*ends) == pytest.approx(ends, nan_ok=True)


def test_a_steady_range_moves_rarely():
    ranges = {steady(-growth, 1.0) for growth in np.linspace(0.0, 1.0, 1000)}
    assert len(ranges) < 20


@pytest.mark.parametrize(
    ("reach", "parts", "step"), [(1, 1, 1), (1, 2, 0.5), (1, 3, 0.5), (7, 10, 1), (3e-5, 4, 1e-5), (9, 1, 10)]
)
def test_steps_are_one_two_or_five(reach, parts, step):
    assert nice_step(reach, parts) == pytest.approx(step)


@given(st.integers(0, 100_000), st.integers(1, 100_000))
def test_an_axis_of_epochs_has_room_for_all_that_are_trained(trained, wanted):
    span = span_of_epochs(trained, wanted)
    assert max(trained, 1) <= span <= max(trained, wanted)
    assert span == max(trained, wanted) or span >= 100
    assert span <= max(100, 3 * trained) or span == max(wanted, trained)
    assert span_of_epochs(trained + 1, wanted) >= span
