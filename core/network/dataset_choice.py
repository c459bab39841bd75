"""The data of a network experiment: a data set of the catalogue, a CSV file, or samples given inline."""

from collections.abc import Mapping

import msgspec

from ..checks import ExperimentError, check_choice, check_count, check_whole, short
from ..data import csv_file
from ..data.catalogue import DATASETS
from ..data.csv_samples import CsvSamples
from ..data.dataset import Dataset
from ..data.samples import MOST_FEATURES, MOST_OUTPUTS, MOST_SAMPLES, TASKS, Samples
from ..messages import Message, tr_noop
from .nested_lists import Lists2, Lists3, array_of
from .parameters import SAMPLES, VALIDATION_FRACTION

INLINE = "inline"
CSV = "csv"

LONGEST_SEQUENCE = 200


class DatasetChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A data set of the catalogue, drawn from the experiment's seed, or other samples.

    With the name "inline", `x` holds samples of features or of sequences (time, features), and `y` classes
    from 0 on or numbers. With the name "csv", all rows of the file at `path` are samples; `features` and
    `target` name columns, `task` is "classification" or "regression", and None leaves each to the file
    (`csv_file.samples`). `samples`, `parameters` and `noise` belong to the catalogue; `noise` is None for the
    usual one. Of measured data there are no more samples than were measured, however many are wanted.
    """

    name: str = "two_moons"
    parameters: Mapping[str, float] = {}
    samples: int = int(SAMPLES.default)
    noise: float | None = None
    x: Lists3 | None = None
    y: Lists2 | None = None
    path: str | None = None
    features: tuple[str, ...] | None = None
    target: str | None = None
    task: str | None = None
    validation_fraction: float = VALIDATION_FRACTION.default
    standardise: bool = True

    @property
    def catalogued(self) -> bool:
        """Whether the name is to be found in the catalogue."""
        return self.name not in (INLINE, CSV)

    def resolve(self) -> Dataset:
        """The entry of the catalogue; raises ExperimentError for a name that is not in it."""
        check_choice(self.name, "dataset.name", (*DATASETS, INLINE, CSV))
        return DATASETS[self.name]

    def values(self) -> dict[str, float]:
        """Every parameter of the data set by name, defaults filled in."""
        return {**self.resolve().defaults(), **self.parameters}

    def given(self) -> Samples:
        """The samples of a choice that is not `catalogued`, in their own order; raises TalwegError."""
        if self.name == CSV:
            table = self.table()
            return Samples(table.x, table.y)
        return Samples(array_of(self.x, "dataset.x"), array_of(self.y, "dataset.y"))

    def table(self) -> CsvSamples:
        """What is chosen of the CSV file; raises TalwegError."""
        return csv_file.samples(self.file(), self.features, self.target, self.task)

    def file(self) -> str:
        """The path of the CSV file; raises ExperimentError if there is none."""
        if not self.path:
            raise ExperimentError(tr_noop("core", "dataset needs a path, as its name is 'csv'."))
        return self.path


def check_dataset(choice: DatasetChoice) -> None:
    """Check every field on its own; raises TalwegError. A CSV file is not read."""
    VALIDATION_FRACTION.check(choice.validation_fraction, "dataset.validation_fraction")
    dataset = choice.resolve() if choice.catalogued else None
    _check_own_fields(choice)
    if dataset is not None:
        _check_catalogued(choice, dataset)
    elif choice.name == INLINE:
        _check_inline(choice)
    else:
        choice.file()
        if choice.task is not None:
            check_choice(choice.task, "dataset.task", TASKS)


def _check_own_fields(choice: DatasetChoice) -> None:
    """Whether fields are given that belong to another kind of data set."""
    if choice.name != INLINE and (choice.x is not None or choice.y is not None):
        raise ExperimentError(
            tr_noop("core", "dataset.x and dataset.y go with the name 'inline' only; {name!r} has its own."),
            name=choice.name,
        )
    columns = (choice.path, choice.features, choice.target, choice.task)
    if choice.name != CSV and any(field is not None for field in columns):
        raise ExperimentError(
            tr_noop("core", "dataset.path, features, target and task go with the name 'csv' only.")
        )
    if not choice.catalogued and (choice.parameters or choice.noise is not None):
        raise ExperimentError(
            tr_noop("core", "dataset.parameters and dataset.noise go with a data set of the catalogue only.")
        )
    if not choice.catalogued and choice.samples != DatasetChoice().samples:
        raise ExperimentError(tr_noop("core", "dataset.samples goes with a data set of the catalogue only."))


def _check_catalogued(choice: DatasetChoice, dataset: Dataset) -> None:
    check_whole(choice.samples, "dataset.samples", 10, MOST_SAMPLES)
    if choice.noise is not None:
        dataset.noise.check(choice.noise, "dataset.noise")
    known = {parameter.name: parameter for parameter in dataset.parameters}
    for name, value in choice.parameters.items():
        if name not in known:
            raise ExperimentError(
                tr_noop("core", "dataset.parameters has an unknown parameter {name}; {known}."),
                name=short(repr(name)),
                known=_known_parameters(dataset),
            )
        known[name].check(value, f"dataset.parameters.{name}")


def _known_parameters(dataset: Dataset) -> Message:
    if not dataset.parameters:
        return Message(tr_noop("core", "{dataset} has none"), {"dataset": dataset.name})
    names = ", ".join(parameter.name for parameter in dataset.parameters)
    return Message(tr_noop("core", "{dataset} has {names}"), {"dataset": dataset.name, "names": names})


def _check_inline(choice: DatasetChoice) -> None:
    if choice.x is None or choice.y is None:
        raise ExperimentError(tr_noop("core", "dataset needs x and y, as its name is 'inline'."))
    check_count(choice.x, "dataset.x", 2, MOST_SAMPLES)
    check_count(choice.y, "dataset.y", len(choice.x), len(choice.x))
    x, y = choice.given()
    if x.ndim == 1:
        raise ExperimentError(tr_noop("core", "dataset.x has to hold a list of features for every sample."))
    if x.ndim == 3:
        check_count(x[0], "dataset.x[0]", 1, LONGEST_SEQUENCE)
    check_count(x[0] if x.ndim == 2 else x[0, 0], "dataset.x[0]" + "[0]" * (x.ndim - 2), 1, MOST_FEATURES)
    if y.ndim == 2:
        check_count(y[0], "dataset.y[0]", 1, MOST_OUTPUTS)
    for index, column in enumerate(y.reshape(len(y), -1).T):
        if (column == column[0]).all():
            raise ExperimentError(
                tr_noop("core", "{where} is {value:g} in every sample, so there is nothing to learn."),
                where="dataset.y" if y.ndim == 1 else f"dataset.y[…][{index}]",
                value=column[0],
            )
