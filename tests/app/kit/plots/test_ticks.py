"""Round numbers on axes."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.kit.plots.ticks import linear_ticks, log_ticks, power_text, whole_number


@pytest.mark.parametrize("room", [2, 5, 9])
@given(low=st.floats(-300, 300), reach=st.floats(1e-3, 600))
def test_logarithmic_ticks_are_few_in_range_and_round(room, low, reach):
    high = min(low + reach, 308.0)
    ticks = log_ticks(low, high, room)
    assert len(ticks) <= room
    assert all(low - 1e-9 <= tick <= high + 1e-9 for tick in ticks)
    if high - low > 2:
        assert len(ticks) >= 1


def test_logarithmic_ticks_as_in_the_books():
    assert 10 ** np.array(log_ticks(-1, 1, 9)) == pytest.approx([0.1, 0.2, 0.5, 1, 2, 5, 10])
    assert 10 ** np.array(log_ticks(-4, 2, 7)) == pytest.approx([1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100])
    assert 10 ** np.array(log_ticks(np.log10(2.1), np.log10(2.9), 5)) == pytest.approx([2.2, 2.4, 2.6, 2.8])


@example(low=1.0, reach=400001.0, room=2)
@given(low=st.floats(-1e6, 1e6), reach=st.floats(1e-2, 1e6), room=st.integers(2, 12))
def test_linear_ticks_are_few_and_in_range(low, reach, room):
    ticks = linear_ticks(low, low + reach, room)
    assert 1 <= len(ticks) <= room + 1
    assert all(low - 1e-6 * reach <= tick <= low + reach * (1 + 1e-6) for tick in ticks)


def test_powers_are_written_as_people_write_them():
    exponents = [-4.0, np.log10(2e-4), -1.0, 0.0, np.log10(500), 5.0, np.log10(2e7)]
    assert [power_text(e) for e in exponents] == ["10⁻⁴", "2·10⁻⁴", "0.1", "1", "500", "10⁵", "2·10⁷"]


def test_thousands_stand_apart():
    assert whole_number(1234567) == "1\N{THIN SPACE}234\N{THIN SPACE}567"
