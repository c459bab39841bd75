"""How the weights of a layer are spread, counted in bins, and in a few words."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.kit.numbers import format_number

Floats = NDArray[np.float64]

BINS = 40
"""An even number, so that the signs part at an edge."""
_DEVIATIONS = 4.0
"""Weights further out than so many root mean squares of their layer do not widen the axis."""
_SLACK = 0.4
"""The axis narrows only when its numbers would fit into this part of it."""


class Spread(NamedTuple):
    """The finite weights of a layer, how many are not finite, and how far out the axis has to reach."""

    name: str
    weights: Floats
    lost: int
    mean: float
    deviation: float
    reach: float


def spread(name: str, weights: NDArray[np.floating]) -> Spread:
    """Look over the weights of a layer; a few far ones do not count for the reach."""
    flat = np.asarray(weights, dtype=np.float64).ravel()
    finite = flat[np.isfinite(flat)]
    if not len(finite):
        return Spread(name, finite, len(flat), math.nan, math.nan, 0.0)
    largest = float(np.abs(finite).max())
    scaled = finite / (largest or 1.0)  # whose squares are finite
    usual = largest * float(np.sqrt((scaled**2).mean()))
    reach = min(largest, _DEVIATIONS * usual)
    mean = largest * float(scaled.mean())
    return Spread(name, finite, len(flat) - len(finite), mean, largest * float(scaled.std()), reach)


def counts(weights: Floats, limit: float) -> tuple[NDArray[np.intp], int, int]:
    """How many weights there are in BINS bins from −limit to limit, and how many below and above."""
    places = np.floor((weights / limit + 1) * (BINS / 2))
    inside = (places >= 0) & (weights <= limit)
    bins = np.minimum(places[inside], BINS - 1).astype(np.intp)
    made = np.bincount(bins, minlength=BINS)
    return made, int((weights < -limit).sum()), int((weights > limit).sum())


def next_limit(limit: float, reach: float) -> float:
    """How far the axis goes: as far as it did, unless the weights outgrow it or take up little of it."""
    if not 0 < reach < math.inf:
        return limit or 1.0
    if _SLACK * limit < reach <= limit:
        return limit
    power = 10.0 ** math.floor(math.log10(reach))
    return next(digit * power for digit in (1, 1.5, 2, 3, 5, 7, 10) if digit * power >= reach)


def told(layer: Spread, lost: str) -> list[tuple[str, str]]:
    """What is told of a layer, and a text as wide as it may become; two digits of σ and as many of μ."""
    words = [(f"{layer.lost} {lost}", "")] if layer.lost else []
    if math.isnan(layer.mean):
        return words
    both = layer.mean, layer.deviation
    decimals = 1 - math.floor(math.log10(layer.deviation)) if layer.deviation else 2
    if 0 <= decimals <= 5:
        mean, deviation = (f"{round(value, decimals) + 0.0:.{decimals}f}" for value in both)
    else:
        mean, deviation = (format_number(value, 2) for value in both)
    mean = mean.replace("-", "−")
    return [*words, (f"μ {mean}", "μ −0.00"), (f"σ {deviation}", "σ 0.00")]
