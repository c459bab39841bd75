"""Where values stand on a slider."""

import math
from bisect import bisect_left
from functools import lru_cache

from core.parameters import Parameter

_LINEAR = 100
"""At least so many positions has an even slider; their values are round in steps of a power of ten."""
_PER_DECADE = {"log": 100, "log_from_zero": 100, "log_complement": 20}
_PER_OCTAVE = 4
"""Of whole numbers by octaves, the powers of two among them."""


class Ruler:
    """Which round value stands at each position of the parameter's slider, and where any value stands."""

    def __init__(self, parameter: Parameter) -> None:
        self._parameter = parameter
        self._stops = _stops(parameter)
        self._places = _places(parameter)
        self.positions = len(self._stops) - 1

    def value(self, position: int) -> float:
        """The value at a position, rounded to as many digits as the positions tell apart."""
        return self._stops[min(max(position, 0), self.positions)]

    def position(self, value: float) -> int:
        """The position nearest to the value; what lies beyond the slider stands at its end."""
        place = _along(self._parameter, value)
        after = bisect_left(self._places, place)
        if after in (0, len(self._places)):
            return min(after, self.positions)
        before = after - 1
        return before if place - self._places[before] <= self._places[after] - place else after


@lru_cache(maxsize=256)
def _stops(parameter: Parameter) -> tuple[float, ...]:
    """The values of all positions, rising."""
    low, high = float(parameter.low), float(parameter.high)
    if parameter.scale == "linear":
        return _even(low, high, parameter.whole)
    if parameter.scale == "log_complement":
        return tuple(
            round(1 - one, 12) for one in _powers(1 - low, 1 - high, _PER_DECADE["log_complement"], 2)
        )
    if parameter.scale == "log_from_zero":
        return (0.0, *_powers(parameter.after_zero, high, _PER_DECADE["log_from_zero"], 3))
    return _octaves(low, high) if parameter.whole else _powers(low, high, _PER_DECADE["log"], 3)


def _even(low: float, high: float, whole: bool) -> tuple[float, ...]:
    unit = 10.0 ** math.floor(math.log10((high - low) / _LINEAR))
    if whole:
        unit = max(unit, 1.0)
    count = max(1, round((high - low) / unit))
    inner = (round(round((low + (high - low) * one / count) / unit) * unit, 12) for one in range(1, count))
    return (low, *inner, high)


def _powers(first: float, last: float, per_decade: int, digits: int) -> tuple[float, ...]:
    start, end = math.log10(first), math.log10(last)
    count = max(1, round(abs(end - start) * per_decade))
    inner = (float(f"{10 ** (start + (end - start) * one / count):.{digits}g}") for one in range(1, count))
    return (first, *inner, last)


def _octaves(low: float, high: float) -> tuple[float, ...]:
    steps = range(math.floor(_PER_OCTAVE * math.log2(low)), math.ceil(_PER_OCTAVE * math.log2(high)) + 1)
    inner = {float(round(2 ** (step / _PER_OCTAVE))) for step in steps}
    return (low, *sorted(one for one in inner if low < one < high), high)


@lru_cache(maxsize=256)
def _places(parameter: Parameter) -> tuple[float, ...]:
    return tuple(_along(parameter, stop) for stop in _stops(parameter))


def _along(parameter: Parameter, value: float) -> float:
    """How far along the slider, in any unit."""
    if parameter.scale == "log_complement":
        return -math.log10(1 - value) if value < 1 else math.inf
    if parameter.scale == "linear":
        return value
    return math.log10(value) if value > 0 else -math.inf
