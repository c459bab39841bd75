"""Round numbers for axes, and how they are written."""

import math
from collections.abc import Callable, Iterator, Sequence

from ..numbers import format_number

Tick = tuple[float, str]
"""A number and how it is written."""


def log_ticks(low: float, high: float, room: int) -> list[float]:
    """Round numbers between two powers of ten, at most `room`, as powers of ten."""
    for digits in ((1, 2, 5), (1, 3), (1,)):
        ticks = [
            exponent + math.log10(digit)
            for exponent in range(math.floor(low), math.ceil(high) + 1)
            for digit in digits
        ]
        ticks = [tick for tick in ticks if low <= tick <= high]
        if len(ticks) <= room:
            break
    else:
        stride = math.ceil(len(ticks) / max(room, 1))
        ticks = [tick for tick in ticks if round(tick) % stride == 0]
    if len(ticks) >= 2 or high - low > 1:
        return ticks
    bottom, top = 10**low, 10**high
    if not math.isfinite(top) or bottom == 0.0:
        return ticks
    return [math.log10(number) for number in linear_ticks(bottom, top, room) if number > 0]


def linear_ticks(low: float, high: float, room: int) -> list[float]:
    """Multiples of 1, 2 or 5 times a power of ten between two numbers, at most `room`."""
    reach = high - low
    if not (reach > 0 and math.isfinite(reach)):
        return []
    raw = reach / max(room, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    steps = [digit * power for digit in (1, 2, 5, 10, 20)]
    fitting = next((index for index, step in enumerate(steps) if reach / step <= room), len(steps) - 1)
    # None of its multiples may lie there, where a step only a little too small has `room` of them.
    return _multiples(steps[fitting], low, high) or _multiples(steps[max(fitting - 1, 0)], low, high)


def _multiples(step: float, low: float, high: float) -> list[float]:
    return [step * k for k in range(math.ceil(low / step), math.floor(high / step) + 1)]


def power_ticks(low: float, high: float, room: int) -> list[Tick]:
    """Round numbers for a logarithmic axis between two powers of ten."""
    return [(tick, power_text(tick)) for tick in log_ticks(low, high, room)]


def number_ticks(
    low: float, high: float, room: int, write: Callable[[float], str] = format_number
) -> list[Tick]:
    """Round numbers for a linear axis."""
    ticks = linear_ticks(low, high, room)
    return [(tick, write(number)) for tick, number in zip(ticks, exactly(ticks), strict=True)]


def whole_ticks(low: float, high: float, room: int) -> list[Tick]:
    """Round whole numbers for an axis that counts."""
    return [(tick, whole_number(tick)) for tick in linear_ticks(low, high, room) if tick == round(tick)]


def whole_number(value: float) -> str:
    """A whole number with thin spaces between the thousands: 12 400."""
    return f"{value:,.0f}".replace(",", "\N{THIN SPACE}")


def exactly(values: Sequence[float]) -> Iterator[float]:
    """Without the dust of binary fractions: a zero is a zero."""
    largest = max(map(abs, values), default=0.0)
    return (0.0 if abs(value) < 1e-9 * largest else float(f"{value:.6g}") for value in values)


_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def power_text(exponent: float) -> str:
    """10 to a power as people write it: 0.2, 1, 500, 10⁵, 2·10⁻⁴."""
    if -3 <= exponent < 5:
        return format_number(float(f"{10**exponent:.4g}"))
    whole = math.floor(exponent + 1e-9)
    digit = float(f"{10 ** (exponent - whole):.3g}")
    power = f"10{str(whole).translate(_SUPERSCRIPTS)}"
    return power if digit == 1 else f"{digit:g}·{power}"
