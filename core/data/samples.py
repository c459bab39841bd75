"""Samples: how many there may be, and how they are split for validation and scaled; numpy only."""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

Task = Literal["classification", "regression"]

TASKS: tuple[Task, ...] = ("classification", "regression")
MOST_SAMPLES = 10_000
MOST_FEATURES = 64
MOST_OUTPUTS = 20
LARGEST_NUMBER = 1e30
"""In a person's data: squares and sums of such numbers stay finite."""
LEAST_SHARE = 1e-10
"""Numbers that differ by no larger share of their size differ by little more than rounding."""
LEAST_DEVIATION = float(np.finfo(np.float32).tiny)
"""Smaller ones are 0 to a network in float32."""


class Samples(NamedTuple):
    """x (samples, ...) and y: classes (samples,) or numbers (samples, outputs)."""

    x: Floats
    y: Floats


class Split(NamedTuple):
    """A data set as it is trained on; inputs are (x − mean) / scale, feature by feature.

    So are targets, output by output; where they stay as they are, `target_mean` is 0 and `target_scale` 1.
    """

    training: Samples
    validation: Samples
    mean: Floats
    scale: Floats
    target_mean: Floats
    target_scale: Floats


def permuted(samples: Samples, seed: int) -> Samples:
    """The samples in another order."""
    order = np.random.default_rng(seed).permutation(len(samples.x))
    return Samples(samples.x[order], samples.y[order])


def training_count(samples: int, validation_fraction: float) -> int:
    """How many samples are trained on: the rest, rounded down as Keras does, but one at least."""
    return max(int(samples * (1.0 - validation_fraction)), 1)


def split(
    samples: Samples, validation_fraction: float, standardise: bool, standardise_targets: bool = False
) -> Split:
    """Hold the last samples back, as Keras's `validation_split`; scale inputs to mean 0 and deviation 1.

    Mean and deviation are those of the training samples, since validation must not leak into training. A
    feature that is `alike` there is only moved, to 0. Targets are scaled only if asked for.
    """
    x, y = samples
    training = training_count(len(x), validation_fraction)
    mean, scale = _mean_and_scale(x[:training].reshape(-1, x.shape[-1]), standardise)
    x = (x - mean) / scale
    outputs = y[:training].reshape(training, -1)
    target_mean, target_scale = _mean_and_scale(outputs, standardise_targets)
    if standardise_targets:
        y = (y - target_mean) / target_scale
    parts = Samples(x[:training], y[:training]), Samples(x[training:], y[training:])
    return Split(*parts, mean, scale, target_mean, target_scale)


def _mean_and_scale(columns: Floats, wanted: bool) -> tuple[Floats, Floats]:
    if not wanted:
        return np.zeros(columns.shape[1]), np.ones(columns.shape[1])
    constant = alike(columns)
    mean = np.where(constant, columns[0], columns.mean(axis=0))
    return mean, np.where(constant, 1.0, columns.std(axis=0))


def alike(columns: Floats, least: float = LEAST_DEVIATION) -> NDArray[np.bool_]:
    """Which columns of (rows, columns) never change, or by so little that it is lost in computing.

    Their deviation is below `least`, or at most LEAST_SHARE of their largest number: rounding alone gives
    the mean of equal numbers a deviation.
    """
    deviation = columns.std(axis=0)
    constant: NDArray[np.bool_] = (deviation < least) | (deviation <= LEAST_SHARE * abs(columns).max(axis=0))
    return constant
