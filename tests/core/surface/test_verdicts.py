"""Verdicts on runs made by hand, each of which can only mean one thing."""

import numpy as np
import pytest

from core import run_edits, run_settings
from core.surface import critical_points, descent
from core.surface import presets as surface_presets
from core.surface.catalogue import SURFACES
from core.surface.catalogue.surface import CriticalPoint, Domain
from core.surface.verdicts import TOLERANCE, Verdict, judge

DOMAIN: Domain = ((-10.0, 10.0), (-5.0, 5.0))  # the shorter side is 10, so the tolerance 0.1
DEEP = CriticalPoint("global", 3.0, 0.0, -1.0)
SHALLOW = CriticalPoint("local", -3.0, 0.0, 0.5)
PASS = CriticalPoint("saddle", 0.0, 0.0, 2.0)
POINTS = (DEEP, SHALLOW, PASS)
HUGE = np.finfo(np.float64).max


def judged(
    *positions: tuple[float, float],
    points: tuple[CriticalPoint, ...] = POINTS,
    diverged_at: int | None = None,
    domain: Domain = DOMAIN,
) -> Verdict:
    return judge(np.array(positions, dtype=np.float64), diverged_at, points, domain)


def test_the_tolerance_is_a_share_of_the_shorter_side() -> None:
    assert TOLERANCE * 10 == 0.1
    assert judged((1, 1), (3, 0.1)).outcome == "global"
    assert judged((1, 1), (3, 0.1001)).outcome == "moving"


def test_landed_in_the_global_minimum() -> None:
    verdict = judged((0, 2), (2, 1), (3.05, 0), (2.97, 0.04))
    assert (verdict.outcome, verdict.step, verdict.point) == ("global", 2, DEEP)
    assert verdict.distance == pytest.approx(0.05)
    assert str(verdict.message) == "Landed in the global minimum at step 2, 0.05 from its floor."


def test_caught_in_a_local_minimum() -> None:
    verdict = judged((-2, 2), (-3, 0))
    assert (verdict.outcome, verdict.step, verdict.point, verdict.distance) == ("local", 1, SHALLOW, 0.0)
    assert str(verdict.message) == "Caught in a local minimum at step 1: lower ground lies elsewhere."


def test_only_the_first_step_from_which_it_stays_counts() -> None:
    through = [(3.0, 0.0), (3.0, 0.0), (4.0, 0.0), (3.05, 0.0), (2.95, 0.0)]
    assert judged(*through).step == 3


def test_whoever_only_passed_has_not_landed() -> None:
    verdict = judged((3, 0), (3.05, 0), (4, 0))
    assert (verdict.outcome, verdict.step, verdict.point) == ("moving", None, DEEP)
    assert verdict.distance == pytest.approx(1.0)
    assert str(verdict.message) == "Still moving when the steps ran out."


def test_resting_at_a_saddle() -> None:
    verdict = judged((-1, 0), (-0.05, 0), (-0.01, 0), (-0.0099, 0))
    assert (verdict.outcome, verdict.step, verdict.point) == ("saddle", 1, PASS)
    assert str(verdict.message) == "Resting at a saddle since step 1: flat here, but not a minimum."


def test_passing_a_saddle_is_moving() -> None:
    verdict = judged((-1, 0), (-0.05, 0), (0.04, 0))
    assert (verdict.outcome, verdict.step) == ("moving", None)
    assert verdict.point in (DEEP, SHALLOW)


def test_a_saddle_within_reach_of_a_minimum_does_not_hide_it() -> None:
    beside = CriticalPoint("saddle", 3.02, 0.0, 0.0)
    assert judged((3.02, 0), (3.02, 0), points=(beside, DEEP)).outcome == "global"


def test_outside_since_it_left_for_good() -> None:
    verdict = judged((0, 0), (11, 0), (9, 0), (9, 6), (9, 7))
    assert (verdict.outcome, verdict.step, verdict.point, verdict.distance) == ("outside", 3, None, None)
    assert str(verdict.message) == "Left the domain at step 3."


def test_outside_and_back_again_is_not_outside() -> None:
    assert judged((0, 0), (11, 0), (5, 4)).outcome == "moving"
    assert judged((0, 0), (11, 0), (3, 0)).outcome == "global"


def test_the_border_belongs_to_the_domain() -> None:
    assert judged((0, 0), (10, 5)).outcome == "moving"
    assert judged((0, 0), (10, np.nextafter(5, 6))).outcome == "outside"


def test_a_minimum_on_the_border_is_landed_in_from_both_sides() -> None:
    on_border = CriticalPoint("global", 10.0, 0.0, -2.0)
    verdict = judged((9, 0), (9.95, 0), (10.02, 0), points=(on_border,))
    assert (verdict.outcome, verdict.step) == ("global", 1)


@pytest.mark.parametrize("step", [0, 1, 7])
def test_diverged_at_its_step_wherever_it_was_before(step: int) -> None:
    verdict = judged((3, 0), diverged_at=step)
    assert (verdict.outcome, verdict.step, verdict.point) == ("diverged", step, None)
    assert str(verdict.message) == f"Diverged at step {step}: the numbers are no longer finite."


def test_a_run_of_one_row_is_judged_where_it_stands() -> None:
    assert judged((3, 0)) == Verdict("global", 0, DEEP, 0.0)
    assert judged((0, 0)) == Verdict("saddle", 0, PASS, 0.0)
    assert judged((20, 0)) == Verdict("outside", 0)
    assert judged((5, 0)) == Verdict("moving", None, DEEP, 2.0)


def test_without_points_there_is_nowhere_to_land() -> None:
    assert judged((0, 0), (1, 1), points=()) == Verdict("moving")
    assert judged((0, 0), (1, 1), points=(PASS,)) == Verdict("moving")


def test_of_minima_equally_near_the_first_one_counts() -> None:
    left, right = CriticalPoint("global", -1.0, 0.0, 0.0), CriticalPoint("global", 1.0, 0.0, 0.0)
    assert judged((0, 3), (0, 1), points=(left, right)).point == left
    assert judged((0, 3), (0, 1), points=(right, left)).point == right


def test_of_two_minima_within_reach_the_nearer_one_counts() -> None:
    twin = CriticalPoint("local", 3.1, 0.0, 0.0)
    assert judged((3.06, 0), (3.06, 0), points=(DEEP, twin)).point == twin


def test_the_largest_positions_there_are_do_no_harm() -> None:
    assert judged((0, 0), (HUGE, -HUGE)).outcome == "outside"
    assert judged((HUGE, HUGE), (-HUGE, -HUGE), (3, 0)) == Verdict("global", 2, DEEP, 0.0)
    assert judged((HUGE, -HUGE), (-HUGE, HUGE), (5, 4)).outcome == "moving"
    assert judged((-HUGE, HUGE), (0, 0)).outcome == "moving"


@pytest.mark.parametrize(
    ("name", "start", "expected"),
    [
        ("himmelblau", (2.5, 1.5), "global"),
        ("three_hump_camel", (1.6, -0.8), "local"),
        ("saddle", (1.0, 0.0), "saddle"),  # SGD straight down the ridge
        ("saddle", (1.0, 0.5), "outside"),
    ],
)
def test_real_runs_end_where_the_surface_leads_them(
    name: str, start: tuple[float, float], expected: str
) -> None:
    surface = SURFACES[name]
    sgd = run_settings.SETTINGS["sgd"](learning_rate=0.01)
    race = run_edits.replace(surface_presets.new(name), start=start, steps=2000, optimizers=(sgd,))
    (run,) = descent.run(race)
    points = critical_points.find(surface, surface.defaults())
    assert judge(run.positions, run.diverged_at, points, surface.domain).outcome == expected


def test_a_run_that_stands_still_where_nothing_is_known_is_at_rest() -> None:
    there = np.array([[3.0, 1.0], [2.0, 1.0], [1.0, 1.0], *[[0.5, 1.0]] * 20])
    verdict = judge(there, None, (), ((-4.0, 4.0), (-4.0, 4.0)))
    assert (verdict.outcome, verdict.step) == ("resting", 3)
    assert "step 3" in str(verdict.message)


def test_a_slow_run_is_not_at_rest() -> None:
    x = 3.0 - 1e-5 * np.arange(500.0)
    verdict = judge(np.stack([x, x], axis=1), None, (), ((-4.0, 4.0), (-4.0, 4.0)))
    assert verdict.outcome == "moving"
