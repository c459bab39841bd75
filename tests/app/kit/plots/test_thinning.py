"""Long lines with few points."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from app.kit.plots.thinning import thin


@given(
    arrays(np.float64, st.integers(1, 3000), elements=st.floats(-1e300, 1e300)),
    st.integers(1, 100),
)
def test_thinning_keeps_the_ends_and_every_peak_of_a_column(heights, columns):
    kept = thin(heights, columns)
    assert len(kept) <= max(3 * columns + 1, 3)
    assert (kept[0], kept[-1]) == (0, len(heights) - 1)
    assert np.all(np.diff(kept) > 0)
    assert (heights[kept].min(), heights[kept].max()) == (heights.min(), heights.max())


def test_a_single_peak_among_two_hundred_thousand_survives():
    heights = np.zeros(200_001)
    heights[123_457] = 1.0
    kept = thin(heights, 800)
    assert kept[heights[kept] == 1.0] == [123_457]
    assert len(kept) <= 2401


@pytest.mark.parametrize("gap", [slice(5_000, 5_001), slice(100, 9_000), slice(9_999, None), slice(0, 3)])
def test_gaps_stay_gaps_and_hide_no_peak(gap):
    heights = np.sin(np.arange(10_000.0))
    heights[gap] = np.nan
    kept = thin(heights, 200)
    finite = heights[np.isfinite(heights)]
    assert np.isnan(heights[kept]).any()
    assert len(kept) <= 801
    assert (np.nanmin(heights[kept]), np.nanmax(heights[kept])) == (finite.min(), finite.max())
    before, after = kept[kept < (gap.start or 0)], kept[kept >= (gap.stop or 10_000)]
    assert np.isfinite(heights[before]).all()
    assert np.isfinite(heights[after]).all()


@pytest.mark.parametrize("heights", [[], [np.nan], [np.nan] * 5_000, [np.inf, -np.inf] * 5_000])
def test_anything_is_thinned(heights):
    heights = np.array(heights, dtype=float)
    kept = thin(heights, 10)
    assert len(kept) == len(heights) or len(kept) <= 41
    assert set(heights[kept][np.isinf(heights[kept])]) == set(heights[np.isinf(heights)])
