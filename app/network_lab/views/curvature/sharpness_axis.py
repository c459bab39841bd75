"""Which sharpnesses the vertical axis shows, as powers of ten."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.kit.plots.ranges import Span, steady, visible_range, without_spikes

Floats = NDArray[np.float64]

_EDGE_LEAST = (math.log10(0.4), math.log10(1.7))
"""Powers of ten of the ratios between which the axis reaches at least,"""
_EDGE_MOST = (-2.0, 1.3)
"""and at most, unless the shown run or most runs are beyond."""
_ABOVE_EDGE = 22.0
"""Pixels over the edge of stability at least: its name stands there."""
_FAR_LIMIT = 2.0
"""A threshold so many powers of ten above all curves is only named, not shown."""


def edge_span(heights: Sequence[Floats], shown: Floats, pixels: float) -> Span:
    """Of ratios to the threshold: per run (n,), those of the shown run, and the height for all in pixels."""
    return _with_room_above(steady(*_edge_reach(heights, [shown])), pixels)


def sharpness_span(heights: Sequence[Floats], limits: Sequence[Floats]) -> Span:
    """Around all curves (n,) but for spikes, and each threshold (n,) unless it is far above."""
    low, high = without_spikes(heights, visible_range(heights, True))
    near = [end for end in _ends(limits) if end < high + _FAR_LIMIT]
    return steady(min([low, *(end - 0.1 for end in near)]), max([high, *(end + 0.15 for end in near)]))


def _edge_reach(heights: Sequence[Floats], shown: Sequence[Floats]) -> Span:
    """Around 1, and all curves that are not far away; so only if the shown or most of them end there."""
    least, most = _EDGE_LEAST
    ends = _ends(heights)
    if not ends:
        return least, most
    low, high = visible_range(heights, True)
    told = [float(np.median(ends)), *_ends(shown)]
    low = max(low, min(_EDGE_MOST[0], *(end - 0.3 for end in told)))
    high = min(high, max(_EDGE_MOST[1], *(end + 0.3 for end in told)))
    return min(low, least), max(high, most)


def _ends(heights: Sequence[Floats]) -> list[float]:
    """The last height of each that has one."""
    return [float(h[np.isfinite(h)][-1]) for h in heights if np.isfinite(h).any()]


def _with_room_above(reach: Span, height: float) -> Span:
    """So much higher a range that there is room for words over 1, in so many pixels for all."""
    low, high = reach
    return low, max(high, -low * _ABOVE_EDGE / max(height - _ABOVE_EDGE, 2 * _ABOVE_EDGE))
