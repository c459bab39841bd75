"""An axis: what it is called, whether it is logarithmic, and how its numbers are written."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..numbers import format_number
from .ticks import Tick, number_ticks, power_ticks, whole_number, whole_ticks

Floats = NDArray[np.float64]

_DIGITS = 4
"""Significant digits of a value in a read-out."""


class Axis(NamedTuple):
    """One axis of a plot. A *position* is a number on a linear axis, its power of ten on a logarithmic one.

    `whole` says that it counts (epochs, steps); `write` is how ticks of a linear axis are written, which are
    `spacing` pixels apart at least. Without `numbered` it has no ticks; `grid` draws lines across the plot at
    those of a horizontal axis (those of a vertical one always have them).
    """

    name: str = ""
    log: bool = False
    whole: bool = False
    write: Callable[[float], str] = format_number
    spacing: float | None = None
    numbered: bool = True
    grid: bool = False

    def positions(self, values: ArrayLike) -> Floats:
        """Numbers (…) as positions (…): on a logarithmic axis 0 and less are −inf, and NaN stays NaN."""
        numbers = np.asarray(values, dtype=np.float64)
        if not self.log:
            return numbers
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.log10(np.maximum(numbers, 0.0))

    def number(self, position: float) -> float:
        """The number at a position."""
        return float(10.0 ** min(position, 308.0)) if self.log else position

    def ticks(self, low: float, high: float, most: int) -> list[Tick]:
        """At most so many round numbers between two positions, with how they are written."""
        if not self.numbered:
            return []
        if self.log:
            return power_ticks(low, high, most)
        if self.whole:
            return whole_ticks(low, high, most)
        return number_ticks(low, high, most, self.write)

    def text(self, number: float) -> str:
        """A number as the read-out shows it."""
        if self.whole:
            return whole_number(number)
        return format_number(number, _DIGITS) if self.write is format_number else self.write(number)
