"""How much of the numbers an axis shows."""

import math
from collections.abc import Sequence
from itertools import cycle

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Span = tuple[float, float]

_DECADES_DOWN = 12
"""So far below the start's loss the logarithmic axis reaches; what is lower leaves the picture."""
_TIMES_UP = 30.0
"""So many times the start's loss (above the floor) fit into the picture; higher walls leave it."""

_FEWEST_EPOCHS = 100
_ROOM_AHEAD = 1.02
"""So much more than was trained has to fit before an axis of epochs is thought long enough."""


def visible_range(heights: Sequence[Floats], log: bool) -> tuple[float, float]:
    """Lowest and highest height to show, so that a run that diverges does not flatten all others.

    heights: per run (n + 1,), powers of ten if `log`. Everything is shown up to a multiple of the start's
    height, or up to what half of the runs reach.
    """
    finite = [h[np.isfinite(h)] for h in heights]
    finite = [h for h in finite if h.size]
    if not finite:
        return 0.0, 1.0
    start = float(np.median([h[0] for h in finite]))
    highest = [float(h.max()) for h in finite]
    lowest = min(float(h.min()) for h in finite)
    usual = float(np.median(highest))
    if log:
        low = max(lowest, start - _DECADES_DOWN)
        high = min(max(highest), max(start + math.log10(_TIMES_UP), usual))
        low = min(low, high)
        low = max(low, high - 2 * _DECADES_DOWN)
        room = max(high - low, 0.1)
    else:
        usual_low = float(np.median([float(h.min()) for h in finite]))
        low = max(lowest, usual_low - 2 * max(start - usual_low, 1e-12))
        high = min(max(highest), max(start + (start - low), min(usual, start + 10 * (start - low))))
        room = max(high - low, 1e-9 * max(abs(high), 1e-300), 1e-12)
    return low - 0.06 * room, high + 0.08 * room


def nice_step(reach: float, parts: float) -> float:
    """The smallest of 1, 2, 5, 10 times a power of ten that parts `reach` into at most so many."""
    raw = reach / parts
    power = 10.0 ** math.floor(math.log10(raw))
    return next(digit * power for digit in (1, 2, 5, 10) if digit * power >= raw * (1 - 1e-9))


def steady(low: float, high: float) -> tuple[float, float]:
    """A range around a range that stays where it is while that one grows a little."""
    reach = high - low
    if not (math.isfinite(reach) and reach > 0):
        return low, high
    step = nice_step(reach, 12)
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step


def span_of_epochs(trained: int, wanted: int) -> int:
    """The last epoch on an axis: all that are wanted, or far fewer while only few of very many are trained.

    It stays for long stretches, so that nothing moves at every frame.
    """
    span = _FEWEST_EPOCHS
    for factor in cycle((2.0, 2.5, 2.0)):  # 100, 200, 500, 1000, ...
        if span >= trained * _ROOM_AHEAD:
            break
        span = round(span * factor)
    return max(min(span, wanted), trained, 1)


def span(values: ArrayLike, room: float = 0.06) -> Span:
    """From the lowest to the highest finite number, and a little room on either side."""
    numbers = np.asarray(values, dtype=np.float64)
    numbers = numbers[np.isfinite(numbers)]
    if not numbers.size:
        return -1.0, 1.0
    return widened(float(numbers.min()), float(numbers.max()), room)


def widened(low: float, high: float, room: float = 0.0) -> Span:
    """Two numbers as a span that has a length, and a little room on either side."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return -1.0, 1.0
    low, high = min(low, high), max(low, high)
    least = max(1e-9 * max(abs(low), abs(high)), 1e-12)
    extra = room * (high - low) if high - low > least else max(abs(low), 1.0) * 0.5
    return low - extra, high + extra


_SPIKES = 0.02
"""At most this share of the points may lie beyond a range as spikes,"""
_ROOM_LOST = 0.25
"""and only if they would take more than this share of it."""


def without_spikes(heights: Sequence[Floats], reach: Span) -> Span:
    """The range without rare spikes that would flatten everything else; the plot marks them at its edge.

    heights: per line (n,), as positions on the axis. Where a line begins and ends is never left out.
    """
    low, high = reach
    known = [h[np.isfinite(h)] for h in heights]
    known = [h for h in known if h.size]
    if not known:
        return reach
    numbers = np.concatenate(known)
    numbers = np.sort(numbers[(numbers >= low) & (numbers <= high)])
    beyond = sum(h.size for h in known) - numbers.size  # what the range leaves out already
    spikes = max(math.ceil(_SPIKES * sum(h.size for h in known)), 1) - beyond
    if spikes < 1 or numbers.size < 10 * spikes:
        return reach
    ends = [float(end) for h in known for end in (h[0], h[-1])]
    usual_high = max(float(numbers[-1 - spikes]), *(end for end in ends if end <= high), -math.inf)
    usual_low = min(float(numbers[spikes]), *(end for end in ends if end >= low), math.inf)
    if high - usual_high > _ROOM_LOST * (high - low):
        high = usual_high + 0.08 * max(usual_high - low, 1e-12)
    if usual_low - low > _ROOM_LOST * (high - low):
        low = usual_low - 0.08 * max(high - usual_low, 1e-12)
    return low, high
