"""Surface experiments from Python, and what valid ones lead to."""

import json
import math
from typing import Any

import msgspec
import numpy as np
import pytest

from core import experiment_files, run_edits
from core.messages import TalwegError
from core.run_settings import SETTINGS
from core.surface import critical_points, descent, sampling, verdicts
from core.surface.catalogue import SURFACES
from core.surface.experiment import SurfaceChoice, SurfaceExperiment
from core.surface.formula_tokens import FormulaError

FILE: dict[str, Any] = {
    "talweg": 1,
    "kind": "surface",
    "surface": {"name": "rosenbrock", "parameters": {"b": 50.0}},
    "start": [-1.0, 3.5],
    "steps": 500,
    "seed": 0,
    "gradient_noise": 0.0,
    "optimizers": [
        {"name": "sgd", "learning_rate": 0.01, "momentum": 0.9},
        {"name": "adam", "label": "hot Adam", "learning_rate": 0.1, "learning_rate_changes": [[100, 0.5]]},
    ],
}


def read(file: object) -> SurfaceExperiment:
    return experiment_files.from_json(json.dumps(file).encode())


BEYOND = [math.nan, math.inf, -math.inf, 10**400, 10**5000]  # Python refuses to write out the last


def valid() -> SurfaceExperiment:
    return read(FILE)


@pytest.mark.parametrize("value", BEYOND, ids=["nan", "inf", "-inf", "10^400", "10^5000"])
def test_no_number_beyond_the_finite_comes_in_from_python(value: float) -> None:
    sgd = SETTINGS["sgd"]
    changes: list[dict[str, Any]] = [
        {"start": (0.0, value)},
        {"gradient_noise": value},
        {"surface": SurfaceChoice(formula="a*x", parameters={"a": value})},
        {"surface": SurfaceChoice(formula="x", domain=((0.0, value), (0.0, 1.0)))},
        {"optimizers": (sgd(learning_rate=value),)},
        {"optimizers": (sgd(learning_rate=1.0, momentum=value),)},  # type: ignore[call-arg]
        {"optimizers": (sgd(learning_rate=1.0, learning_rate_changes=((1, value),)),)},
        {"steps": value},
        {"seed": value},
    ]
    for change in changes:
        with pytest.raises(TalwegError):
            run_edits.replace(valid(), **change)


@pytest.mark.parametrize(
    "change",
    [
        {"start": (1.0,)},
        {"start": None},
        {"start": ("1", "2")},
        {"start": np.zeros(2)},
        {"start": (1j, 0.0)},
        {"steps": 2.5},
        {"steps": True},
        {"surface": None},
        {"surface": SurfaceChoice(name="\ud800")},
        {"surface": SurfaceChoice(formula="\ud800")},
        {"surface": SurfaceChoice(name="bowl", parameters={"\ud800": 1.0})},
        {"surface": SurfaceChoice(name="bowl", parameters={1: 1.0})},  # type: ignore[dict-item]
        {"optimizers": ("sgd",)},
        {"optimizers": (SETTINGS["sgd"](learning_rate=1.0, label="\ud800"),)},
        {"optimizers": (SETTINGS["sgd"](learning_rate=1.0, color="\ud800"),)},
    ],
)
def test_wrong_types_from_python_are_refused_like_those_of_a_file(change: dict[str, Any]) -> None:
    with pytest.raises(TalwegError) as refused:
        run_edits.replace(valid(), **change)
    assert "{" not in str(refused.value)


def test_a_wrong_formula_keeps_its_position_in_python() -> None:
    with pytest.raises(FormulaError) as refused:
        run_edits.replace(valid(), surface=SurfaceChoice(formula="x + sinn(y)"))
    assert refused.value.position == 4


def test_numbers_of_numpy_and_whole_numbers_become_python_s_own() -> None:
    sgd = SETTINGS["sgd"](learning_rate=1, learning_rate_changes=((np.int64(3), np.float32(0.5)),))
    changed = run_edits.replace(valid(), start=(np.float64(1.5), 2), optimizers=(sgd,))
    assert [type(value) for value in changed.start] == [float, float]
    assert type(changed.settings()[0].learning_rate) is float
    assert changed.settings()[0].learning_rate_changes == ((3, 0.5),)
    assert experiment_files.from_json(experiment_files.to_json(changed)) == changed


def test_nothing_invalid_is_written() -> None:
    with pytest.raises(TalwegError):
        experiment_files.to_json(msgspec.structs.replace(valid(), start=(math.nan, 0.0)))


HUGE = 1e308
EXTREMES = [
    SurfaceChoice(formula="x**2 + a*y**2", parameters={"a": HUGE}),
    SurfaceChoice(formula="x / a", parameters={"a": 0.0}),
    SurfaceChoice(formula="self + function + x*y + parameters"),
    SurfaceChoice(formula="x", domain=((-1e6, 1e6), (999_999.999_999, 1e6))),
    *(
        SurfaceChoice(
            name=surface.name,
            parameters={
                p.name: sign * min(HUGE, p.at_most) for p in surface.parameters if sign >= p.at_least
            },
        )
        for surface in SURFACES.values()
        if surface.parameters
        for sign in (1, -1)
    ),
]


@pytest.mark.parametrize("choice", EXTREMES, ids=str)
def test_what_is_valid_can_be_run_mapped_and_judged(choice: SurfaceChoice) -> None:
    made = SurfaceExperiment(
        surface=choice,
        start=(1e6, -1e6),
        steps=3,
        gradient_noise=HUGE,
        optimizers=tuple(
            kind(learning_rate=HUGE, learning_rate_changes=((2, 0.0), (200_000, HUGE)))
            for kind in SETTINGS.values()
        ),
    )
    made = made.validated()
    surface, values = choice.resolve(), choice.values()
    drawn = sampling.sample(surface, values, surface.domain, (8, 6))
    assert drawn.losses.shape == (6, 8)
    drawn.contours(5)
    points = critical_points.find(surface, values)
    runs = descent.run(made)
    assert [run.label for run in runs] == list(SETTINGS)
    for run in runs:
        assert np.isfinite(run.positions).all()
        assert str(verdicts.judge(run.positions, run.diverged_at, points, surface.domain).message)
