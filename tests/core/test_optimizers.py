"""The update rules against runs recorded from real Keras, against Optax, and as entries of one table."""

import json
from pathlib import Path

import numpy as np
import pytest

from core import descent
from core.experiment import SETTINGS, SurfaceChoice, SurfaceExperiment
from core.optimizers import OPTIMIZERS

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "keras_trajectories.json").read_text())


def experiment_of(case: dict) -> SurfaceExperiment:
    settings = SETTINGS[case["optimizer"]](
        **case["hyperparameters"],
        learning_rate_changes=tuple((step, rate) for step, rate in case["learning_rate_schedule"]),
    )
    return SurfaceExperiment(
        surface=SurfaceChoice(formula=case["formula"]),
        start=tuple(case["start"]),
        steps=case["steps"],
        optimizers=(settings,),
    )


def case_id(case: dict) -> str:
    return f"{case['surface']}-{case['optimizer']}-{case['hyperparameters']}"


@pytest.mark.parametrize("case", REFERENCE["cases"], ids=case_id)
def test_every_step_agrees_with_keras(case: dict) -> None:
    (run,) = descent.run(experiment_of(case))
    np.testing.assert_allclose(run.positions, case["positions"], rtol=1e-10, atol=1e-14)
    np.testing.assert_allclose(run.losses, case["losses"], rtol=1e-10, atol=1e-14)


def test_the_recorded_runs_cover_every_optimizer() -> None:
    assert {case["optimizer"] for case in REFERENCE["cases"]} == set(OPTIMIZERS)
    assert len(REFERENCE["cases"]) == 52
