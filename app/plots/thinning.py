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
    kept = np.arange(0, count, size)
    last = np.array([count - 1])
    padding = -count % size
    blocks = np.pad(heights, (0, padding), mode="edge").reshape(-1, size)
    missing = np.isnan(blocks)
    lowest = np.where(missing, np.inf, blocks).argmin(axis=1)
    highest = np.where(missing, -np.inf, blocks).argmax(axis=1)
    gaps = np.flatnonzero(missing.any(axis=1))
    extremes = [kept + lowest, kept + highest, kept[gaps] + missing[gaps].argmax(axis=1)]
    return np.unique(np.minimum(np.concatenate([kept, *extremes, last]), count - 1))
