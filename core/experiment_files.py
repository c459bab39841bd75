"""Experiment files: JSON of either kind of experiment, on a surface or on a network."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from .checks import ExperimentError
from .experiment import Experiment
from .json_codec import decoded, encoded
from .messages import tr_noop
from .network import experiment_json
from .network.experiment import NetworkExperiment
from .surface.experiment import SurfaceExperiment
from .surface.formula import FormulaError


def to_json(experiment: Experiment, folder: Path | None = None) -> bytes:
    """The experiment, validated, as an indented JSON file in `folder` that `from_json` reads back."""
    if isinstance(experiment, NetworkExperiment):
        return experiment_json.to_json(experiment, folder)
    return encoded(experiment.validated())


def from_json(data: bytes, folder: Path | None = None) -> SurfaceExperiment | NetworkExperiment:
    """Read an experiment file of either kind; raises TalwegError with one sentence for anything else.

    A CSV file that is not named by its whole path is looked for from `folder` on, and has to be there.
    """
    kinds: dict[type[Any], Callable[[Any], Any]] = {
        SurfaceExperiment: _validated_surface,
        NetworkExperiment: lambda found: experiment_json.validated_in(found, folder),
    }
    return cast(SurfaceExperiment | NetworkExperiment, decoded(data, kinds))


def _validated_surface(experiment: SurfaceExperiment) -> SurfaceExperiment:
    try:
        return experiment.validated()
    except FormulaError as error:
        raise ExperimentError(
            tr_noop("core", "surface.formula, character {position}: {reason}"),
            position=error.position + 1,
            reason=error.message,
        ) from None
