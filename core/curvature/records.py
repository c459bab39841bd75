"""Results about the curvature as plain numpy values, for a window in which JAX is not loaded yet."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST_ROWS = 2_000
"""Of so many calls the history keeps a row each; of more it keeps every second, fourth, …"""


class Curvature(NamedTuple):
    """How curved the loss is where each run is after so many `epoch`s (whole and part); arrays are (runs,).

    sharpness: the largest eigenvalue λmax of the Hessian of the loss over all training samples, with the L1
    and L2 penalties and without dropout. preconditioned: that of P^−½ H P^−½, P being what an adaptive
    optimizer divides by in its next step; the sharpness itself for the others. threshold: the largest
    preconditioned sharpness at which steps with the present learning rate are stable, 2/η and its like.
    alignment: the share of the gradient's squared length along the eigenvector of λmax, NaN for a gradient
    of 0. error: by how much of itself the worse of the two sharpnesses can be off.

    `vectors` (problems, size) are the eigenvectors found, from which the next call begins.
    """

    epoch: float
    sharpness: Floats
    preconditioned: Floats
    threshold: Floats
    alignment: Floats
    error: Floats
    vectors: NDArray[Any]

    @property
    def ratio(self) -> Floats:
        """(runs,): 1 at the edge of stability; below it steps are stable."""
        return self.preconditioned / self.threshold


class History(NamedTuple):
    """The curvature over time, in a bounded number of rows: epochs (n,), the others (n, runs).

    `calls` (n,) counts what was appended, from 1.
    """

    calls: NDArray[np.int64]
    epochs: Floats
    sharpness: Floats
    preconditioned: Floats
    threshold: Floats
    alignment: Floats

    @classmethod
    def empty(cls, runs: int) -> "History":
        """Before the first row."""
        none = np.empty((0, runs))
        return cls(np.empty(0, np.int64), np.empty(0), none, none, none, none)

    @property
    def ratio(self) -> Floats:
        """(n, runs): 1 at the edge of stability."""
        return self.preconditioned / self.threshold

    def appended(self, now: Curvature) -> "History":
        """With one more row; when they are too many, every second one is forgotten."""
        last = int(self.calls[-1]) + 1 if len(self.calls) else 1
        row = (last, now.epoch, now.sharpness, now.preconditioned, now.threshold, now.alignment)
        stride = 1
        while last > MOST_ROWS * stride:
            stride *= 2
        kept = np.append((self.calls - 1) % stride == 0, True)
        return History._make(
            np.concatenate([old, np.asarray(new)[None]])[kept] for old, new in zip(self, row, strict=True)
        )


class Density(NamedTuple):
    """How eigenvalues are spread: values (n,) over a grid (n,), with the area 1."""

    grid: Floats
    values: Floats


class Spectrum(NamedTuple):
    """The eigenvalues of a Hessian: the largest (k,), the smallest, and how all of them are spread.

    `negative` is the share of them that is below 0 by more than rounding. `exact` says whether all
    eigenvalues were computed; else trace, density and negative share are estimates, the trace with this
    standard error.
    """

    eigenvalues: Floats
    smallest: float
    trace: float
    trace_error: float
    density: Density
    negative: float
    exact: bool
