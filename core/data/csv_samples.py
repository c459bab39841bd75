"""Features and target chosen from a table, as arrays."""

from collections.abc import Sequence
from functools import lru_cache

import msgspec
import numpy as np

from ..checks import ExperimentError, check_count, short
from ..messages import Message, tr_noop
from .csv_cells import MISSING
from .csv_table import CsvColumn, CsvTable, table_of
from .csv_text import CsvError, file_name
from .samples import LARGEST_NUMBER, MOST_FEATURES, MOST_OUTPUTS, Floats, Task, alike

FEW_CLASSES = 10
"""A target of so many different whole numbers is taken for classes."""


class CsvSamples(msgspec.Struct, frozen=True, eq=False):
    """What is learned from a table: x (rows, features); y classes (rows,), or numbers (rows, 1); read-only.

    `class_names` are the values of the target in order, none for regression.
    """

    x: Floats
    y: Floats
    feature_names: tuple[str, ...]
    target: str
    class_names: tuple[str, ...]

    @property
    def task(self) -> Task:
        """Whether the target is a class or a number."""
        return "classification" if self.class_names else "regression"


@lru_cache(maxsize=8)
def samples_of(
    path: str,
    changed: int,
    size: int,
    features: tuple[str, ...] | None,
    target: str | None,
    task: str | None,
) -> CsvSamples:
    """The samples in a version of a file, as `csv_file.samples` chooses them; raises TalwegError."""
    table = table_of(path, changed, size)
    file = file_name(path)
    target_column = _target(table, target, file)
    feature_columns = _features(table, features, target_column, file)
    _check_complete(table, (*feature_columns, target_column), file)
    x = np.stack([_numbers_of(table, column, file) for column in feature_columns], axis=1)
    names = tuple(column.name for column in feature_columns)
    if (task or _likely_task(target_column)) == "classification":
        y, classes = _classes(target_column, file)
    else:
        y, classes = _numbers_of(table, target_column, file)[:, None], ()
    if (y == y[0]).all():
        raise CsvError(
            tr_noop("core", "{file}: column {column} is {value} in every row, so there is nothing to learn."),
            file=file,
            column=short(repr(target_column.name)),
            value=short(repr(target_column.texts[0])),
        )
    if not classes and alike(y).any():
        raise differing_too_little(column_of(target_column.name, path))
    x.flags.writeable = y.flags.writeable = False  # everybody gets the same arrays
    return CsvSamples(x, y, names, target_column.name, classes)


def column_of(name: str, path: str) -> Message:
    """How sentences call a column of a file."""
    return Message(
        tr_noop("core", "column {column} of {file}"),
        {"column": short(repr(name)), "file": file_name(path)},
    )


def differing_too_little(data: str | Message) -> ExperimentError:
    """The sentence for numbers to predict that are all but one."""
    return ExperimentError(
        tr_noop("core", "The numbers to predict, {data}, differ too little to be learned."), data=data
    )


def _target(table: CsvTable, name: str | None, file: str) -> CsvColumn:
    if name is None:
        return table.columns[-1]
    _check_column(table, name, "dataset.target", file)
    return table.column(name)


def _features(
    table: CsvTable, names: tuple[str, ...] | None, target: CsvColumn, file: str
) -> tuple[CsvColumn, ...]:
    if names is None:
        found = tuple(
            column
            for column in table.columns
            if column.kind == "number" and column is not target and _meant_as_feature(table, column)
        )
        if not found:
            raise CsvError(
                tr_noop("core", "{file} has no column of numbers beside the target {target}."),
                file=file,
                target=short(repr(target.name)),
            )
        if len(found) > MOST_FEATURES:
            raise CsvError(
                tr_noop("core", "{file} has {count} columns of numbers; choose up to {most} as features."),
                file=file,
                count=len(found),
                most=MOST_FEATURES,
            )
        return found
    if not names:
        raise ExperimentError(tr_noop("core", "Choose at least one feature column."))
    check_count(names, "dataset.features", 1, MOST_FEATURES)
    for index, name in enumerate(names):
        _check_column(table, name, f"dataset.features[{index}]", file)
        if name == target.name or name in names[:index]:
            raise ExperimentError(
                tr_noop("core", "dataset.features[{index}] is {name}, which is the target or named before."),
                index=index,
                name=short(repr(name)),
            )
    return tuple(table.column(name) for name in names)


def _meant_as_feature(table: CsvTable, column: CsvColumn) -> bool:
    """Not so a column without a name among named ones: programs number the rows there."""
    return column.named or not any(one.named for one in table.columns)


def _check_column(table: CsvTable, name: str, where: str, file: str) -> None:
    if name not in table.names:
        raise ExperimentError(
            tr_noop("core", "{where} is {name}; the columns of {file} are: {known}."),
            where=where,
            name=short(repr(name)),
            file=file,
            known=short(", ".join(table.names)),
        )


def _check_complete(table: CsvTable, columns: Sequence[CsvColumn], file: str) -> None:
    missing = [
        (line, column.name)
        for column in columns
        for line, text in zip(table.lines, column.texts, strict=True)
        if text.lower() in MISSING
    ]
    if missing:
        line = min(line for line, _ in missing)
        raise CsvError(
            tr_noop(
                "core",
                "{file}, line {line}, column {column}: a value is missing, and {others} elsewhere; "
                "fill them in or take their rows out.",
            )
            if len(missing) > 1
            else tr_noop(
                "core",
                "{file}, line {line}, column {column}: a value is missing; fill it in or take the row out.",
            ),
            file=file,
            line=line,
            column=short(repr(next(name for at, name in missing if at == line))),
            others=len(missing) - 1,
        )


def _numbers_of(table: CsvTable, column: CsvColumn, file: str) -> Floats:
    if column.kind == "text":
        raise CsvError(
            tr_noop("core", "{file}: column {column} holds text; numbers are needed there."),
            file=file,
            column=short(repr(column.name)),
        )
    wrong = np.flatnonzero(np.isnan(column.numbers))
    if len(wrong):
        raise CsvError(
            tr_noop("core", "{file}, line {line}, column {column}: {value} is not a number up to {most:g}."),
            file=file,
            line=table.lines[wrong[0]],
            column=short(repr(column.name)),
            value=short(repr(column.texts[wrong[0]])),
            most=LARGEST_NUMBER,
        )
    return column.numbers


def _likely_task(target: CsvColumn) -> Task:
    if target.kind == "text":
        return "classification"
    different = np.unique(target.numbers)
    few = len(different) == 2 or len(different) <= min(FEW_CLASSES, len(target.numbers) / 2)
    return "classification" if few and (different == np.floor(different)).all() else "regression"


def _classes(target: CsvColumn, file: str) -> tuple[Floats, tuple[str, ...]]:
    """The class of every row, and the names of the classes in order: numbers by size, others by alphabet."""
    by_size = not np.isnan(target.numbers).any()
    values: Sequence[float | str] = target.numbers.tolist() if by_size else target.texts
    names: dict[float | str, str] = {}
    for value, text in zip(values, target.texts, strict=True):
        names.setdefault(value, text)
    if len(names) > MOST_OUTPUTS:
        raise CsvError(
            tr_noop(
                "core", "{file}: column {column} has {count} different values; {most} classes are the most."
            ),
            file=file,
            column=short(repr(target.name)),
            count=len(names),
            most=MOST_OUTPUTS,
        )
    order = sorted(names)
    places = {value: float(place) for place, value in enumerate(order)}
    return np.array([places[value] for value in values]), tuple(names[value] for value in order)
