"""How much of the numbers an axis shows."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_DECADES_DOWN = 12
"""So far below the start's loss the logarithmic axis reaches; what is lower leaves the picture."""
_TIMES_UP = 30.0
"""So many times the start's loss (above the floor) fit into the picture; higher walls leave it."""


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
