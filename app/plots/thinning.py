"""Lines of many points, thinned to what a screen can show."""

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]


def thin(heights: Floats, columns: int) -> Indices:
    """Which points to draw: at most four per column of pixels, among them its lowest and highest.

    So peaks stay, and so do both ends and gaps (NaN).
    """
    count = len(heights)
    if count <= 3 * columns:
        return np.arange(count)
    size = math.ceil(count / columns)
    first = np.arange(0, count, size)
    blocks = np.pad(heights, (0, -count % size), mode="edge").reshape(-1, size)
    missing = np.isnan(blocks)
    lowest, highest = blocks.argmin(axis=1), blocks.argmax(axis=1)
    kept = np.zeros(first[-1] + size, dtype=bool)
    gaps = np.flatnonzero(missing.any(axis=1))
    if len(gaps):  # of these, argmin and argmax have found the first NaN
        kept[first[gaps] + lowest[gaps]] = True
        lowest[gaps] = np.where(missing[gaps], np.inf, blocks[gaps]).argmin(axis=1)
        highest[gaps] = np.where(missing[gaps], -np.inf, blocks[gaps]).argmax(axis=1)
    for places in (first, first + lowest, first + highest, count - 1):
        kept[places] = True
    return np.flatnonzero(kept[:count])
