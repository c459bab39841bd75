"""The numbers of a plot as a table, for the clipboard and for files."""

from collections.abc import Sequence
from typing import BinaryIO, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Column(NamedTuple):
    """Values y (n,) at x (n,), under the name that stands over the column."""

    name: str
    x: Floats
    y: Floats


class Numbers(NamedTuple):
    """Rows of numbers (rows, columns) under their names; NaN where a column has no value."""

    names: tuple[str, ...]
    rows: Floats
    labels: tuple[str, ...] | None = None
    """The texts of a first column, if it has texts; its name is the first one."""

    def text(self, separator: str = "\t") -> str:
        """One line for the names and one for each row; what is not known is left empty.

        A name that holds the separator, a quotation mark or a line break is quoted, as in CSV files.
        """
        lines = [separator.join(_quoted(name, separator) for name in self.names)]
        cells = [["" if np.isnan(v) else _written(float(v)) for v in row] for row in self.rows]
        if self.labels is not None:
            cells = [[_quoted(label, separator), *row] for label, row in zip(self.labels, cells, strict=True)]
        return "\n".join([*lines, *(separator.join(row) for row in cells)]) + "\n"

    def write_csv(self, file: BinaryIO) -> None:
        """Write a CSV file."""
        file.write(self.text(",").encode())


def merged(x_name: str, columns: Sequence[Column]) -> Numbers:
    """Columns side by side over all x that any of them has, in rising order; an x may occur several times."""
    known = [np.isfinite(column.x) for column in columns]
    places = [_numbered(column.x[which]) for column, which in zip(columns, known, strict=True)]
    x = np.unique(np.concatenate([_numbered(np.empty(0)), *places]))
    rows = np.full((len(x), 1 + len(columns)), np.nan)
    rows[:, 0] = x.real
    for index, (column, which, place) in enumerate(zip(columns, known, places, strict=True)):
        rows[np.searchsorted(x, place), 1 + index] = column.y[which]
    return Numbers((x_name, *(column.name for column in columns)), rows)


def _numbered(x: Floats) -> NDArray[np.complex128]:
    """Numbers (n,) with how often each has occurred before as the imaginary part: NumPy sorts by both."""
    order = np.argsort(x, kind="stable")
    before = np.empty(len(x))
    before[order] = np.arange(len(x)) - np.searchsorted(x[order], x[order])
    numbered: NDArray[np.complex128] = x + 1j * before
    return numbered


def _written(number: float) -> str:
    """So that it is read back as the same number; whole ones without a decimal point."""
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _quoted(name: str, separator: str) -> str:
    if any(mark in name for mark in (separator, '"', "\n", "\r")):
        return '"' + name.replace('"', '""') + '"'
    return name
