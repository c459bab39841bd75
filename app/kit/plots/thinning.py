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
    filled = np.full(first[-1] + size, heights[-1])
    filled[:count] = heights
    blocks = filled.reshape(-1, size)
    lowest, highest = blocks.argmin(axis=1), blocks.argmax(axis=1)
    kept = np.zeros(len(filled), dtype=bool)
    gaps = np.flatnonzero(np.isnan(filled[first + lowest]))
    if len(gaps):  # of these, argmin and argmax have found the first NaN
        missing = np.isnan(blocks[gaps])
        kept[first[gaps] + lowest[gaps]] = True
        lowest[gaps] = np.where(missing, np.inf, blocks[gaps]).argmin(axis=1)
        highest[gaps] = np.where(missing, -np.inf, blocks[gaps]).argmax(axis=1)
    for places in (first, first + lowest, first + highest, count - 1):
        kept[places] = True
    return np.flatnonzero(kept[:count])
