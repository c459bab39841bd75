"""What a cell of a CSV file holds: a number, with a decimal point or comma, or nothing."""

import re
from collections.abc import Sequence
from typing import Literal

import numpy as np

from .samples import LARGEST_NUMBER

MISSING = ("", "na", "n/a", "nan", "null", "?")
"""How a missing value is written, in lower case."""


def _pattern(point: str, comma: str) -> re.Pattern[str]:
    """The numbers with this decimal sign, whose thousands may be separated by the other."""
    whole = rf"(?:[1-9][0-9]{{0,2}}(?:{comma}[0-9]{{3}})+|[0-9]+)"
    return re.compile(rf"[+\-−]?(?:{whole}(?:{point}[0-9]+)?|{point}[0-9]+|[0-9]+\.)(?:[eE][+-]?[0-9]+)?")


NUMBERS = {".": _pattern(r"\.", ","), ",": _pattern(",", r"\.")}


def is_number(cell: str) -> bool:
    """Whether a cell is a number, with either decimal sign."""
    return any(pattern.fullmatch(cell) for pattern in NUMBERS.values())


def decimal_of(columns: Sequence[Sequence[str]], delimiter: str) -> Literal[".", ","]:
    """The decimal sign of most of the numbers that can be read with one of the two only."""
    if not any("," in cell for column in columns for cell in column):
        return "."
    point = comma = unclear = 0
    for cell in (cell for column in columns for cell in column if "," in cell or "." in cell):
        with_point, with_comma = (bool(NUMBERS[one].fullmatch(cell)) for one in (".", ","))
        point += with_point and not with_comma
        comma += with_comma and not with_point
        unclear += with_point and with_comma and "," in cell
    if (
        point == comma
    ):  # only such as 1,234: a thousand in English, and in a file that had to part by semicolons?
        return "," if unclear and delimiter == ";" else "."
    return "," if comma > point else "."


def number_in(cell: str, decimal: Literal[".", ","]) -> float:
    """The number in a cell, or NaN."""
    if not NUMBERS[decimal].fullmatch(cell):
        return np.nan
    cell = cell.replace("−", "-")
    value = float(cell.replace(",", "") if decimal == "." else cell.replace(".", "").replace(",", "."))
    return value if abs(value) <= LARGEST_NUMBER else np.nan
