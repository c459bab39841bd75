"""Network experiments to and from JSON; the path of a CSV file is relative to the folder of the file."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import cast

import msgspec

from ..data import csv_file
from ..json_codec import decoded, encoded
from .dataset_choice import CSV
from .experiment import NetworkExperiment, check_together, with_checked_fields


def to_json(experiment: NetworkExperiment, folder: Path | None = None) -> bytes:
    """The experiment, validated, as an indented JSON file that `from_json` reads back.

    A CSV file in or under `folder` is named from there, so that both can be moved together. It is not read:
    an experiment can be saved when its data are gone. Of measured data the file says how many there are.
    """
    checked = with_checked_fields(experiment)
    if checked.dataset.name != CSV:
        check_together(checked)
    return encoded(_with_path(_with_true_samples(checked), _from, folder))


def from_json(data: bytes, folder: Path | None = None) -> NetworkExperiment:
    """Read the file of a network experiment, as `validated_in` checks it; raises TalwegError."""
    return cast(
        NetworkExperiment, decoded(data, {NetworkExperiment: lambda found: validated_in(found, folder)})
    )


def validated_in(experiment: NetworkExperiment, folder: Path | None) -> NetworkExperiment:
    """The experiment of a file in `folder`, validated.

    A CSV file that is not named by its whole path is looked for from `folder` on, and has to be there.
    """
    checked = _with_path(experiment, _within, folder).validated()
    if checked.dataset.name == CSV:
        csv_file.read(checked.dataset.file())  # that it was read before does not make up for it
    return checked


def _with_true_samples(experiment: NetworkExperiment) -> NetworkExperiment:
    choice = experiment.dataset
    if not choice.catalogued:
        return experiment
    dataset = msgspec.structs.replace(choice, samples=choice.resolve().count(choice.samples))
    return msgspec.structs.replace(experiment, dataset=dataset)


def _with_path(
    experiment: NetworkExperiment, place: Callable[[str, Path], str], folder: Path | None
) -> NetworkExperiment:
    path = experiment.dataset.path
    if not path or folder is None:
        return experiment
    dataset = msgspec.structs.replace(experiment.dataset, path=place(path, folder.absolute()))
    return msgspec.structs.replace(experiment, dataset=dataset)


def _within(path: str, folder: Path) -> str:
    return os.path.normpath(folder / path)


def _from(path: str, folder: Path) -> str:
    whole = Path(os.path.abspath(path))
    return whole.relative_to(folder).as_posix() if whole.is_relative_to(folder) else str(whole)
