"""Whether the first row of a CSV file has the names of the columns."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from .csv_cells import MISSING, NUMBERS, is_number, number_in

_WHOLE = re.compile("[0-9]{1,15}")


def has_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row has the names of the columns.

    It has if no cell is a number. Whole numbers may be names too, such as years, if the others are texts that
    never come again in their columns, and there is one more sign: a text stands over nothing but numbers; or
    the numbers count on from cell to cell, as in no other row; or each is unlike all below it, while of the
    texts below some come again, as classes do.
    """
    first, body = rows[0], rows[1:]
    numbers = [place for place, cell in enumerate(first) if is_number(cell)]
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
    return bool(given) and all(map(is_number, given))


def _count_on(row: Sequence[str], places: Sequence[int]) -> bool:
    """Whether there are several numbers, each by 1 larger than the one before."""
    cells = [row[place] for place in places]
    if len(cells) < 2 or not all(map(_WHOLE.fullmatch, cells)):
        return False
    return all(int(after) == int(before) + 1 for before, after in pairwise(cells))


def _is_foreign(cell: str, below: Sequence[str]) -> bool:
    """Whether a whole number stands over others only, or far from all."""
    others = [other for other in below if is_number(other)]
    if not any(map(_WHOLE.fullmatch, others)):
        return True
    read = [number_in(other, "." if NUMBERS["."].fullmatch(other) else ",") for other in others]
    values = [value for value in read if np.isfinite(value)]
    reach = max(values) - min(values)
    return not min(values) - reach <= float(cell) <= max(values) + reach
