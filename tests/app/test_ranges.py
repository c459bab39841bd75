"""How much of a curve is shown."""

import numpy as np
import pytest

from app.plots.ranges import visible_range


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
