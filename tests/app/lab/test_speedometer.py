"""How fast training really goes on."""

import pytest

from app.lab.speedometer import Speedometer


def after(*notes: tuple[float, int]) -> float | None:
    meter = Speedometer()
    for note in notes:
        meter.note(*note)
    return meter.steps_per_second


def test_it_is_not_known_before_something_has_gone_on() -> None:
    assert after() is None
    assert after((3.0, 7)) is None
    assert after((3.0, 7), (4.0, 7)) is None
    assert after((3.0, 7), (3.0, 9)) is None


@pytest.mark.parametrize(("per_second", "a_second"), [(100, 60), (3, 3), (1, 1)])
def test_an_even_pace_is_told_as_it_is(per_second: int, a_second: int) -> None:
    notes = [(k / a_second, round(k * per_second / a_second)) for k in range(5 * a_second + 1)]
    assert after(*notes) == pytest.approx(per_second, rel=0.02)


def test_a_pace_that_is_slower_than_a_second_is_told_too() -> None:
    assert after((0.0, 0), (5.0, 1), (10.0, 2)) == pytest.approx(0.2)


def test_what_was_long_ago_does_not_count() -> None:
    fast = [(k / 10, 100 * k) for k in range(20)]
    slow = [(2 + k / 10, 2000 + k) for k in range(20)]
    assert after(*fast, *slow) == pytest.approx(10.0)


def test_looks_in_between_change_nothing() -> None:
    assert after((0.0, 0), (0.2, 0), (0.5, 50), (0.6, 50), (1.0, 100)) == pytest.approx(100.0)


def test_who_begins_anew_or_rests_is_measured_anew() -> None:
    assert after((0.0, 900), (1.0, 990), (2.0, 0)) is None
    assert after((0.0, 900), (1.0, 990), (2.0, 0), (3.0, 30)) == pytest.approx(30.0)
    meter = Speedometer()
    meter.note(0.0, 0)
    meter.note(1.0, 5)
    meter.rest()
    assert meter.steps_per_second is None
