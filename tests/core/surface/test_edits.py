import pytest

from core import run_edits
from core.messages import TalwegError
from core.surface import edits as surface_edits
from core.surface.catalogue import SURFACES
from core.surface.experiment import DEFAULT_DOMAIN, SurfaceChoice
from core.surface.formula_tokens import FormulaError
from core.surface.presets import new


@pytest.mark.parametrize("name", list(SURFACES))
def test_another_surface_brings_its_start_and_its_rates(name: str) -> None:
    before = run_edits.with_rate(run_edits.with_fields(new("bowl"), 1, beta_1=0.5, label="mine"), 1, 3.0, 20)
    after = surface_edits.with_surface(before, SurfaceChoice(name=name))
    surface = SURFACES[name]
    assert after.start == surface.start
    for one in after.settings():
        assert one.learning_rate == surface.learning_rates[one.optimizer.name]
        assert one.learning_rate_changes == ()
    assert after.settings()[1].label == "mine"
    assert after.settings()[1].hyperparameters()["beta_1"] == 0.5
    assert after.steps == before.steps


def test_formula_brings_rates_that_get_ahead_of_kerass() -> None:
    choice = SurfaceChoice(formula="x^2 + a*y^2")
    after = surface_edits.with_surface(new("bowl"), choice)
    assert after.start == choice.resolve().start
    for one in after.settings():
        assert one == after.fitted(one)
        assert one.learning_rate >= one.optimizer.learning_rate.default


def test_unknown_surface_is_refused() -> None:
    with pytest.raises(TalwegError, match="nonsense"):
        surface_edits.with_surface(new("bowl"), SurfaceChoice(name="nonsense"))


def test_parameter() -> None:
    after = surface_edits.with_parameter(new("rosenbrock"), "b", 5.0)
    assert after.surface.values() == {"a": 1.0, "b": 5.0}
    assert surface_edits.with_parameter(after, "a", 2.0).surface.values() == {"a": 2.0, "b": 5.0}
    with pytest.raises(TalwegError, match=r"parameters\.? .*'c'|parameters\.c"):
        surface_edits.with_parameter(after, "c", 1.0)


def test_formula_after_a_surface_of_the_catalogue_begins_afresh() -> None:
    after = surface_edits.with_formula(new("himmelblau"), "x^2 + k*y^2")
    assert after.surface.formula == "x^2 + k*y^2"
    assert after.surface.resolve().domain == DEFAULT_DOMAIN
    assert after.start == after.surface.resolve().start


def test_formula_keeps_the_parameters_it_still_has() -> None:
    first = surface_edits.with_formula(new("bowl"), "a*x^2 + b*y^2")
    first = surface_edits.with_parameter(surface_edits.with_parameter(first, "a", 3.0), "b", 4.0)
    after = surface_edits.with_formula(first, "a*x^2 + c*y^2")
    assert after.surface.parameters == {"a": 3.0}


def test_wrong_formula_says_where() -> None:
    with pytest.raises(FormulaError) as caught:
        surface_edits.with_formula(new("bowl"), "x^2 + )")
    assert caught.value.position == 6
