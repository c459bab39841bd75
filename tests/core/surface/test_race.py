import numpy as np
import pytest

from core import run_edits
from core.run_settings import SETTINGS
from core.surface import edits as surface_edits
from core.surface import race
from core.surface.catalogue import SURFACES
from core.surface.experiment import SurfaceChoice, SurfaceExperiment
from core.surface.presets import new


def parabola(steps: int = 300) -> SurfaceExperiment:
    """Gradient descent on x² + 4y² with rates that creep, land and diverge."""
    return SurfaceExperiment(
        surface=SurfaceChoice(formula="x^2 + a*y^2", parameters={"a": 4.0}),
        start=(2.0, -1.0),
        steps=steps,
        optimizers=tuple(
            SETTINGS["sgd"](learning_rate=rate, label=str(rate)) for rate in (0.1, 1e-6, 100.0, 0.2)
        ),
    )


def test_runs_follow_the_closed_form() -> None:
    """On a parabola each step multiplies x by 1 − 2η and y by 1 − 8η."""
    result = race.compute(parabola(steps=50))
    steps = np.arange(51)
    for run, rate in zip(result.runs, (0.1, 1e-6), strict=False):
        expected = np.stack([2.0 * (1 - 2 * rate) ** steps, -1.0 * (1 - 8 * rate) ** steps], axis=1)
        np.testing.assert_allclose(run.positions, expected, rtol=1e-11)
        np.testing.assert_allclose(run.losses, expected[:, 0] ** 2 + 4 * expected[:, 1] ** 2, rtol=1e-11)


def test_there_is_a_run_and_a_verdict_for_every_optimizer_in_order() -> None:
    experiment = run_edits.with_fields(parabola(), 3, enabled=False)
    result = race.compute(experiment)
    assert result.experiment is experiment
    assert [run.label for run in result.runs] == ["0.1", "1e-06", "100.0", "0.2"]
    assert [verdict.outcome for verdict in result.verdicts] == ["global", "moving", "diverged", "global"]
    assert result.verdicts[2].step == result.runs[2].diverged_at


def test_points_are_those_of_the_surface() -> None:
    (minimum,) = race.compute(parabola()).points
    assert minimum.kind == "global"
    assert (minimum.x, minimum.y) == pytest.approx((0.0, 0.0), abs=1e-9)


def test_landing_is_at_the_step_that_the_closed_form_says() -> None:
    result = race.compute(parabola())
    (low, high), _ = result.experiment.surface.resolve().domain
    steps = np.arange(301)
    distances = np.hypot(2.0 * 0.8**steps, 0.2**steps)
    assert result.verdicts[0].step == int(np.argmax(distances <= 0.01 * (high - low)))


@pytest.mark.parametrize("name", ["two_basins", "himmelblau", "saddle"])
def test_minima_have_no_slope(name: str) -> None:
    surface = SURFACES[name]
    h = 1e-6
    points = race.compute(new(name)).points
    assert points
    for point in points:
        x, y = np.array(point.x), np.array(point.y)
        slopes = [
            surface.function(x + h, y, **surface.defaults())
            - surface.function(x - h, y, **surface.defaults()),
            surface.function(x, y + h, **surface.defaults())
            - surface.function(x, y - h, **surface.defaults()),
        ]
        np.testing.assert_allclose(np.array(slopes) / (2 * h), 0.0, atol=1e-6)


def test_race_is_equal_whether_or_not_one_came_before() -> None:
    first = race.compute(parabola())
    for after in (
        run_edits.with_rate(parabola(), 0, 0.05, None),
        surface_edits.with_parameter(parabola(), "a", 9.0),
        new("himmelblau"),
    ):
        alone, following = race.compute(after), race.compute(after, first)
        assert following.points == alone.points
        assert following.verdicts == alone.verdicts
        for one, other in zip(following.runs, alone.runs, strict=True):
            np.testing.assert_array_equal(one.positions, other.positions)


def test_points_are_looked_for_only_on_another_surface() -> None:
    first = race.compute(parabola())
    assert race.compute(run_edits.with_rate(parabola(), 0, 0.05, None), first).points is first.points
    assert race.compute(surface_edits.with_parameter(parabola(), "a", 9.0), first).points is not first.points


def test_incomplete_race_has_the_points_known_beforehand_and_the_same_runs() -> None:
    quick, whole = race.compute(new("himmelblau"), complete=False), race.compute(new("himmelblau"))
    assert not quick.complete
    assert whole.complete
    # Himmelblau's function has four minima of loss 0, (3, 2) among them.
    assert sum(point.kind == "global" for point in quick.points) == 4
    assert (3.0, 2.0) in {(point.x, point.y) for point in quick.points}
    assert len(whole.points) > len(quick.points)
    for one, other in zip(quick.runs, whole.runs, strict=True):
        np.testing.assert_array_equal(one.positions, other.positions)
    assert race.compute(new("himmelblau"), quick).complete
    assert race.compute(new("himmelblau"), whole, complete=False).complete
