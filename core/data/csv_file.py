"""The user's own data: a CSV file as spreadsheets and programs write them -> columns -> samples; numpy only.

What a file does not say is found out: its encoding, what parts its fields, whether the first line has the
names of the columns (`_has_header` has the rule), and whether numbers have a decimal point or a comma. Lines
at its beginning that start with # are skipped. Nothing is guessed of the values: a missing or wrong one in a
column that is used is named by line and column.
"""

import contextlib
import csv
import errno
import io
import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from ..checks import ExperimentError, check_count, short
from ..messages import Message, TalwegError, tr_noop
from .catalogue import LARGEST_NUMBER, MOST_FEATURES, MOST_OUTPUTS, MOST_SAMPLES, Task, alike

Floats = NDArray[np.float64]

LARGEST_FILE = 20_000_000
MOST_COLUMNS = 100
MOST_LINES = 10 * MOST_SAMPLES
"""Lines may be empty, and a quoted field may hold some."""
FEW_CLASSES = 10
"""A target of so many different whole numbers is taken for classes."""
NUMERIC_SHARE = 0.8
"""A column with so large a share of numbers is one of numbers; what else it holds are mistakes."""
PREVIEW = 20
MISSING = ("", "na", "n/a", "nan", "null", "?")
_DELIMITERS = ("\t", ";", "|", ",", " ")
_PROBED = 50
_PROBED_TEXT = 200_000


class CsvError(TalwegError):
    """A CSV file that cannot be used: the sentence names the file, the line and the column."""


class CsvUnreadableError(CsvError):
    """A CSV file that is not there, or that the system does not let us read."""


class CsvColumn(msgspec.Struct, frozen=True, eq=False):
    """A column: its values as `texts`, and as `numbers` (rows,) with NaN for what is none.

    `named` is False where the file has no name for it.
    """

    name: str
    kind: Literal["number", "text"]
    texts: tuple[str, ...]
    numbers: Floats
    named: bool


class CsvTable(msgspec.Struct, frozen=True, eq=False):
    """What a file holds; `lines` has the line of each row in the file, from 1 on."""

    path: str
    delimiter: str
    decimal: Literal[".", ","]
    columns: tuple[CsvColumn, ...]
    lines: tuple[int, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    @property
    def preview(self) -> tuple[tuple[str, ...], ...]:
        """The first rows, as they are in the file."""
        return tuple(zip(*(column.texts[:PREVIEW] for column in self.columns), strict=True))

    def column(self, name: str) -> CsvColumn:
        """The column of this name."""
        return self.columns[self.names.index(name)]


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


def read(path: str) -> CsvTable:
    """The table in a file, read again only if the file has changed; raises CsvError.

    A file that is gone is an error here, and not in `samples`.
    """
    return _table(path, *_version(path))


def samples(
    path: str, features: tuple[str, ...] | None = None, target: str | None = None, task: str | None = None
) -> CsvSamples:
    """The samples in a file; raises CsvError, or ExperimentError for a column that is not there.

    Without `features` they are all named columns of numbers but the target, without `target` it is the last
    column. Without `task` texts and few different whole numbers are classes. A file that is gone after it was
    read holds what it held: what was begun with it can be ended and saved.
    """
    version = _known_version(path)
    found = _samples(path, *version, features, target, task)
    _last_versions[path] = version
    return found


_last_versions: dict[str, tuple[int, int]] = {}
"""Of every file the version of which there were samples last."""


def _known_version(path: str) -> tuple[int, int]:
    """The version of the file; of one that cannot be read any more, the last."""
    try:
        return _version(path)
    except CsvUnreadableError:
        if path not in _last_versions:
            raise
        return _last_versions[path]


# --- the file -----------------------------------------------------------------------------------------------


def _version(path: str) -> tuple[int, int]:
    """When the file was changed, and its size; raises CsvError if it cannot be read or is too large."""
    try:
        found = os.stat(path)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    if not stat.S_ISREG(found.st_mode):  # a pipe would keep us waiting
        raise CsvError(tr_noop("core", "{path} is not a file."), path=_shown(path))
    if found.st_size > LARGEST_FILE:
        raise CsvError(
            tr_noop("core", "{file} is larger than {most} MB; take a part of it."),
            file=file_name(path),
            most=LARGEST_FILE // 1_000_000,
        )
    return found.st_mtime_ns, found.st_size


def _unreadable(path: str, error: OSError | ValueError) -> CsvUnreadableError:
    # A ValueError says that no file can be called so.
    reason = error.strerror if isinstance(error, OSError) else os.strerror(errno.ENOENT)
    sentence = tr_noop("core", "{path} cannot be read: {reason}.")
    return CsvUnreadableError(sentence, path=_shown(path), reason=reason)


def file_name(path: str) -> str:
    """The name of a file as it can be shown in a sentence."""
    return _shown(Path(path).name)


def _shown(path: str) -> str:
    readable = path.encode(errors="replace").decode()
    return readable if len(readable) <= 200 else f"…{readable[-199:]}"


@lru_cache(maxsize=4)
def _table(path: str, changed: int, size: int) -> CsvTable:
    del changed, size  # they tell one version of the file from the next
    file = file_name(path)
    text = _decoded(_content(path), file)
    _check_format(text, file)
    delimiter, text = _delimiter(_without_comments(text))
    rows = _rows(_without_comments(text), delimiter, file)
    header = _has_header([row.cells for row in rows])
    body = rows[header:]
    if len(body) < 2:
        raise CsvError(tr_noop("core", "{file} has fewer than 2 rows of values; add some."), file=file)
    if len(body) > MOST_SAMPLES:
        raise _too_long(file)
    names = rows[0].cells if header else [""] * len(rows[0].cells)
    cells = list(zip(*(row.cells for row in body), strict=True))
    decimal = _decimal(cells, delimiter)
    columns = tuple(
        _column(name, index, values, decimal)
        for index, (name, values) in enumerate(zip(names, cells, strict=True))
        if name or any(values)  # a delimiter at the end of each line makes an empty column
    )
    name, count = Counter(column.name for column in columns).most_common(1)[0]
    if count > 1:
        raise CsvError(
            tr_noop("core", "{file}, line {line}: {count} columns are called {name}; rename them."),
            file=file,
            line=rows[0].line,
            count=count,
            name=short(repr(name)),
        )
    return CsvTable(path, delimiter, decimal, columns, tuple(row.line for row in body))


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as opened:
            return opened.read(LARGEST_FILE)
    except OSError as error:
        raise _unreadable(path, error) from None


def _decoded(data: bytes, file: str) -> str:
    """The text of the file: UTF-8, UTF-16 if it says so, or Windows' extension of Latin-1."""
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search("[\x00-\x08\x0e-\x1f\x7f]", text):
            return text
    raise CsvError(tr_noop("core", "{file} is not a text file; save the table as CSV."), file=file)


_FORMATS = {
    "JSON": re.compile(r'\s*(\{\s*["}]|\[\s*[\[{])'),
    "HTML": re.compile(r"\s*<(!doctype\s+html|html|head|body|table|div)\b", re.IGNORECASE),
    "XML": re.compile(r"\s*<\?xml\b"),
}
"""How files begin that are saved or downloaded in place of a table."""


def _check_format(text: str, file: str) -> None:
    for name, beginning in _FORMATS.items():
        if beginning.match(text):
            raise CsvError(
                tr_noop("core", "{file} holds {format} and no table; save or download the table as CSV."),
                file=file,
                format=name,
            )


def _without_comments(text: str) -> str:
    """The text with its first lines made empty, as long as they are comments; # may be a column's name."""
    said = re.match(r"(?:[ \t]*(?:#(?![,;|\t])[^\r\n]*)?(?:\r\n|\r|\n))*", text)
    if said is None or "#" not in said[0]:
        return text
    return "\n" * len(re.findall(r"\r\n|\r|\n", said[0])) + text[said.end() :]


class _Row(NamedTuple):
    line: int
    cells: list[str]


def _delimiter(text: str) -> tuple[str, str]:
    """What parts the fields, and the text without the line with which Excel may say so."""
    said = re.match("(\n*)sep=([,;|\t])\r?\n", text)
    if said:
        return said[2], said[1] + "\n" + text[said.end() :]
    return max(_DELIMITERS, key=lambda delimiter: _plausibility(text, delimiter)), text


def _plausibility(text: str, delimiter: str) -> tuple[float, float]:
    """How well the first records fit: rows of one width, and many numbers in them."""
    reader = csv.reader(_lines(text[:_PROBED_TEXT], delimiter), **_dialect(delimiter))
    records: list[list[str]] = []
    with contextlib.suppress(csv.Error):  # what came before it is enough
        for record in islice(reader, _PROBED):
            if record:
                records.append([cell.strip() for cell in record])
    widths = Counter(map(len, records))
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    if width < 2:
        return 0.0, 0.0
    fitting = count / len(records)
    cells = [cell for record in records for cell in record]
    return fitting * sum(map(_is_number, cells)) / len(cells), fitting


def _lines(text: str, delimiter: str) -> Iterable[str]:
    lines = io.StringIO(text, newline="")
    if delimiter == " ":  # any number of blanks part two fields
        return (" ".join(line.split()) + "\n" for line in lines)
    return lines


def _dialect(delimiter: str) -> dict[str, Any]:
    return {"delimiter": delimiter, "skipinitialspace": delimiter != " "}


def _rows(text: str, delimiter: str, file: str) -> list[_Row]:
    """The rows that hold anything, all of one width; raises CsvError."""
    rows: list[_Row] = []
    for row in _records(text, delimiter, file):
        if len(rows) > MOST_SAMPLES + 1 or row.line > MOST_LINES:  # with or without a header, it is too long
            raise _too_long(file)
        if not any(row.cells):
            continue
        if not rows and len(row.cells) > MOST_COLUMNS:
            raise CsvError(
                tr_noop("core", "{file} has {count} columns; {most} are the most."),
                file=file,
                count=len(row.cells),
                most=MOST_COLUMNS,
            )
        if rows and len(row.cells) != len(rows[0].cells):
            raise CsvError(
                tr_noop(
                    "core",
                    "{file}, line {line}: the number of fields is {count}, in line {first} it is {width}.",
                ),
                file=file,
                line=row.line,
                count=len(row.cells),
                first=rows[0].line,
                width=len(rows[0].cells),
            )
        rows.append(row)
    if not rows:
        raise CsvError(tr_noop("core", "{file} is empty."), file=file)
    return rows


def _too_long(file: str) -> CsvError:
    return CsvError(
        tr_noop("core", "{file} has more than {most} rows; take a part of them."),
        file=file,
        most=MOST_SAMPLES,
    )


def _records(text: str, delimiter: str, file: str) -> Iterator[_Row]:
    reader = csv.reader(_lines(text, delimiter), **_dialect(delimiter), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _unreadable_record(error, file, line) from None
        yield _Row(line, [" ".join(cell.split()) for cell in record])


def _unreadable_record(error: csv.Error, file: str, line: int) -> CsvError:
    if "expected after" in str(error):
        sentence = tr_noop(
            "core",
            "{file}, line {line}: text follows a closing quotation mark; "
            "write quotation marks within a field twice.",
        )
    elif "limit" in str(error):
        sentence = tr_noop(
            "core", "{file}, line {line}: a field is far too long; perhaps a quotation mark is not closed."
        )
    else:
        sentence = tr_noop("core", "{file}, line {line}: a quotation mark is not closed.")
    return CsvError(sentence, file=file, line=line)


# --- the header ---------------------------------------------------------------------------------------------

_WHOLE = re.compile("[0-9]{1,15}")


def _has_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row has the names of the columns.

    It has if no cell is a number. Whole numbers may be names too, such as years, if the others are texts that
    never come again in their columns, and there is one more sign: a text stands over nothing but numbers; or
    the numbers count on from cell to cell, as in no other row; or each is unlike all below it, while of the
    texts below some come again, as classes do.
    """
    first, body = rows[0], rows[1:]
    numbers = [place for place, cell in enumerate(first) if _is_number(cell)]
    if not numbers:
        return True
    below = list(zip(*body, strict=True)) or [()] * len(first)
    texts = [place for place, cells in enumerate(below) if place not in numbers and any(cells)]
    if any(first[place].lower() in MISSING[1:] or first[place] in below[place] for place in texts):
        return False
    if not texts or not all(_WHOLE.fullmatch(first[place]) for place in numbers):
        return False
    if any(first[place] and _holds_numbers(below[place]) for place in texts):
        return True
    if _count_on(first, numbers):
        return not any(_count_on(row, numbers) for row in body)
    classes = any(len(set(below[place])) < len(body) for place in texts)
    return classes and all(_is_foreign(first[place], below[place]) for place in numbers)


def _holds_numbers(cells: Iterable[str]) -> bool:
    given = [cell for cell in cells if cell.lower() not in MISSING]
    return bool(given) and all(map(_is_number, given))


def _count_on(row: Sequence[str], places: Sequence[int]) -> bool:
    """Whether there are several numbers, each by 1 larger than the one before."""
    cells = [row[place] for place in places]
    if len(cells) < 2 or not all(map(_WHOLE.fullmatch, cells)):
        return False
    return all(int(after) == int(before) + 1 for before, after in pairwise(cells))


def _is_foreign(cell: str, below: Sequence[str]) -> bool:
    """Whether a whole number stands over others only, or far from all."""
    others = [other for other in below if _is_number(other)]
    if not any(map(_WHOLE.fullmatch, others)):
        return True
    read = [_number(other, "." if _NUMBERS["."].fullmatch(other) else ",") for other in others]
    values = [value for value in read if np.isfinite(value)]
    reach = max(values) - min(values)
    return not min(values) - reach <= float(cell) <= max(values) + reach


# --- the columns --------------------------------------------------------------------------------------------


def _pattern(point: str, comma: str) -> re.Pattern[str]:
    """Numbers with this decimal point, and thousands that may be parted by the other."""
    whole = rf"(?:[1-9][0-9]{{0,2}}(?:{comma}[0-9]{{3}})+|[0-9]+)"
    return re.compile(rf"[+\-−]?(?:{whole}(?:{point}[0-9]+)?|{point}[0-9]+|[0-9]+\.)(?:[eE][+-]?[0-9]+)?")


_NUMBERS = {".": _pattern(r"\.", ","), ",": _pattern(",", r"\.")}


def _is_number(cell: str) -> bool:
    return any(pattern.fullmatch(cell) for pattern in _NUMBERS.values())


def _decimal(columns: Sequence[Sequence[str]], delimiter: str) -> Literal[".", ","]:
    """Which of the two most of the numbers have that allow for one only."""
    if not any("," in cell for column in columns for cell in column):
        return "."
    point = comma = unclear = 0
    for cell in (cell for column in columns for cell in column if "," in cell or "." in cell):
        with_point, with_comma = (bool(_NUMBERS[one].fullmatch(cell)) for one in (".", ","))
        point += with_point and not with_comma
        comma += with_comma and not with_point
        unclear += with_point and with_comma and "," in cell
    if (
        point == comma
    ):  # only such as 1,234: a thousand in English, and in a file that had to part by semicolons?
        return "," if unclear and delimiter == ";" else "."
    return "," if comma > point else "."


def _number(cell: str, decimal: Literal[".", ","]) -> float:
    """The number in a cell, or NaN."""
    if not _NUMBERS[decimal].fullmatch(cell):
        return np.nan
    cell = cell.replace("−", "-")
    value = float(cell.replace(",", "") if decimal == "." else cell.replace(".", "").replace(",", "."))
    return value if abs(value) <= LARGEST_NUMBER else np.nan


def _column(name: str, index: int, texts: tuple[str, ...], decimal: Literal[".", ","]) -> CsvColumn:
    numbers = np.array([_number(text, decimal) for text in texts])
    numbers.flags.writeable = False
    given = sum(text.lower() not in MISSING for text in texts)
    numeric = given > 0 and np.isfinite(numbers).sum() >= NUMERIC_SHARE * given
    return CsvColumn(
        name or f"column {index + 1}", "number" if numeric else "text", texts, numbers, bool(name)
    )


# --- the samples --------------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _samples(
    path: str,
    changed: int,
    size: int,
    features: tuple[str, ...] | None,
    target: str | None,
    task: str | None,
) -> CsvSamples:
    table = _table(path, changed, size)
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
