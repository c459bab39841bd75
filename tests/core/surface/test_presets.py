"""Every surface comes with an experiment."""

import pytest

from core import experiment_files
from core.checks import ExperimentError
from core.run_settings import SETTINGS
from core.surface import experiment as surface_experiment
from core.surface import presets as surface_presets
from core.surface.catalogue import SURFACES


@pytest.mark.parametrize("name", SURFACES)
def test_every_surface_comes_with_an_experiment(name: str) -> None:
    made = surface_presets.new(name)
    assert experiment_files.from_json(experiment_files.to_json(made)) == made
    assert [one.optimizer.name for one in made.settings()] == list(SETTINGS)
    assert made.start == SURFACES[name].start


def test_an_unknown_surface_is_refused_by_name() -> None:
    with pytest.raises(ExperimentError, match=r"surface\.name is 'hill'"):
        surface_presets.new("hill")


def test_fitted_keeps_everything_but_the_rates() -> None:
    mine = SETTINGS["sgd"](
        label="mine", learning_rate=9.0, learning_rate_changes=((5, 1.0),), color="#123456"
    )
    fitted = surface_experiment.fitted_to_surface(mine, SURFACES["two_basins"])
    assert (fitted.label, fitted.color) == ("mine", "#123456")
    assert fitted.learning_rate == SURFACES["two_basins"].learning_rates["sgd"]
    assert fitted.learning_rate_changes == ()
    assert fitted.hyperparameters()["momentum"] == SURFACES["two_basins"].momentum
