"""Experiment files: JSON of either kind of experiment, on a surface or on a network."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import msgspec

from .checks import ExperimentError
from .experiment import Experiment
from .json_codec import decoded, encoded
from .messages import tr_noop
from .surface.experiment import SurfaceExperiment
from .surface.formula_tokens import FormulaError

if TYPE_CHECKING:  # the window with a surface does not wait for what networks need
    from .network.experiment import NetworkExperiment


def to_json(experiment: Experiment, folder: Path | None = None) -> bytes:
    """The experiment, validated, as an indented JSON file in `folder` that `from_json` reads back."""
    if isinstance(experiment, SurfaceExperiment):
        return encoded(experiment.validated())
    from .network import experiment_json

    return experiment_json.to_json(cast("NetworkExperiment", experiment), folder)


def from_json(data: bytes, folder: Path | None = None) -> "SurfaceExperiment | NetworkExperiment":
    """Read an experiment file of either kind; raises TalwegError with one sentence for anything else.

    A CSV file that is not named by its whole path is looked for from `folder` on, and has to be there.
    """
    kinds: dict[type[Any], Callable[[Any], Any]] = {SurfaceExperiment: _validated_surface}
    if _kind(data) != "surface":
        from .network import experiment_json
        from .network.experiment import NetworkExperiment

        kinds[NetworkExperiment] = lambda found: experiment_json.validated_in(found, folder)
    return cast("SurfaceExperiment | NetworkExperiment", decoded(data, kinds))


class _Kind(msgspec.Struct):
    kind: str = ""


def _kind(data: bytes) -> str:
    """The kind that the file says it is of; empty if it does not say, or cannot be read."""
    try:
        return msgspec.json.decode(data.decode("utf-8-sig"), type=_Kind).kind
    except (UnicodeDecodeError, msgspec.DecodeError, RecursionError):
        return ""


def _validated_surface(experiment: SurfaceExperiment) -> SurfaceExperiment:
    try:
        return experiment.validated()
    except FormulaError as error:
        raise ExperimentError(
            tr_noop("core", "surface.formula, character {position}: {reason}"),
            position=error.position + 1,
            reason=error.message,
        ) from None
