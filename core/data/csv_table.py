"""The table in a CSV file: its columns with their names, texts and numbers."""

from collections import Counter
from functools import lru_cache
from typing import Literal

import msgspec
import numpy as np

from ..checks import short
from ..messages import tr_noop
from .csv_cells import MISSING, decimal_of, number_in
from .csv_header import has_header
from .csv_text import CsvError, file_name, read_rows, too_long
from .samples import MOST_SAMPLES, Floats

NUMERIC_SHARE = 0.8
"""A column with so large a share of numbers is one of numbers; what else it holds are mistakes."""
PREVIEW = 20


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


@lru_cache(maxsize=4)
def table_of(path: str, changed: int, size: int) -> CsvTable:
    """The table in a version of a file, which `changed` and `size` tell from others; raises CsvError."""
    del changed, size
    file = file_name(path)
    delimiter, rows = read_rows(path)
    header = has_header([row.cells for row in rows])
    body = rows[header:]
    if len(body) < 2:
        raise CsvError(tr_noop("core", "{file} has fewer than 2 rows of values; add some."), file=file)
    if len(body) > MOST_SAMPLES:
        raise too_long(file)
    names = rows[0].cells if header else [""] * len(rows[0].cells)
    cells = list(zip(*(row.cells for row in body), strict=True))
    decimal = decimal_of(cells, delimiter)
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


def _column(name: str, index: int, texts: tuple[str, ...], decimal: Literal[".", ","]) -> CsvColumn:
    numbers = np.array([number_in(text, decimal) for text in texts])
    numbers.flags.writeable = False
    given = sum(text.lower() not in MISSING for text in texts)
    numeric = given > 0 and np.isfinite(numbers).sum() >= NUMERIC_SHARE * given
    return CsvColumn(
        name or f"column {index + 1}", "number" if numeric else "text", texts, numbers, bool(name)
    )
