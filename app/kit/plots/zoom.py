"""What part of its axes a plot shows: everything, or what a person has zoomed to."""

import math

from .ranges import Span

_PER_NOTCH = 0.85
"""One notch of the wheel shows this share of what was shown."""
_CLOSEST = 1e-6
"""The smallest share of everything that can be zoomed to."""
_NOTCH = 120.0
"""Qt's units of a wheel's notch."""


class Zoom:
    """Spans of positions that a person has chosen; None: that axis shows everything."""

    def __init__(self) -> None:
        self.x: Span | None = None
        self.y: Span | None = None

    def __bool__(self) -> bool:
        return self.x is not None or self.y is not None

    def reset(self) -> None:
        """Show everything."""
        self.x = self.y = None

    def by_wheel(self, delta: float, x: tuple[Span, float] | None, y: tuple[Span, float] | None) -> None:
        """Zoom by a wheel's delta: for each axis to zoom, everything it can show and the position to stay."""
        factor = _PER_NOTCH ** (delta / _NOTCH)
        if x is not None:
            self.x = _scaled(self.x, *x, factor)
        if y is not None:
            self.y = _scaled(self.y, *y, factor)

    def pan(self, x: float, y: float, whole_x: Span, whole_y: Span) -> None:
        """Move what is shown by so many positions, as far as there is something to see."""
        self.x = None if self.x is None else _moved(self.x, x, whole_x)
        self.y = None if self.y is None else _moved(self.y, y, whole_y)


def _scaled(now: Span | None, whole: Span, fixed: float, factor: float) -> Span | None:
    low, high = now or whole
    length = whole[1] - whole[0]
    if not (math.isfinite(length) and length > 0):
        return None
    factor = max(factor, _CLOSEST * length / (high - low))
    low, high = fixed + (low - fixed) * factor, fixed + (high - fixed) * factor
    if high - low >= length:
        return None
    return _moved((low, high), 0.0, whole)


def _moved(now: Span, by: float, whole: Span) -> Span:
    low, high = now
    by = min(max(by, whole[0] - low), whole[1] - high)
    return low + by, high + by
