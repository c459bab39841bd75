"""What was measured of the curvature of all runs over the epochs."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.kit.run_style import RunStyle

from .words import Reading, standing

Floats = NDArray[np.float64]


class CurvatureCurve(NamedTuple):
    """What was measured of one run: arrays (n,), NaN where there is no value.

    sharpness: λmax, the largest eigenvalue of the loss's Hessian. preconditioned: that of the matrix by which
    an adaptive optimizer's steps go; None for the others. threshold: the largest of it at which steps are
    stable, and `limit` how it is written: "2/η". alignment: the share of the squared gradient along the
    sharpest direction. `run` is the number of the run in the experiment.
    """

    run: int
    style: RunStyle
    sharpness: Floats
    preconditioned: Floats | None
    threshold: Floats
    alignment: Floats
    limit: str
    diverged_epoch: float | None = None

    @property
    def compared(self) -> Floats:
        """What stands against the threshold."""
        return self.sharpness if self.preconditioned is None else self.preconditioned

    @property
    def ratio(self) -> Floats:
        """1 at the edge of stability."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return self.compared / self.threshold

    @property
    def edge(self) -> Floats:
        """The sharpness at which steps would begin to overshoot.

        For an adaptive optimizer: were the Hessian as many times as large, and what divides as it is.
        """
        if self.preconditioned is None:
            return self.threshold
        with np.errstate(divide="ignore", invalid="ignore"):
            return self.sharpness * self.threshold / np.where(self.compared > 0, self.compared, np.nan)


class CurvatureCurves(NamedTuple):
    """All runs, measured at the same epochs (n,), out of so many `trained` and so many `wanted`."""

    epochs: Floats = np.empty(0)
    curves: tuple[CurvatureCurve, ...] = ()
    trained: int = 0
    wanted: int = 1

    def reading(self, curve: CurvatureCurve, until: float) -> Reading:
        """The curvature of a run when it was last known, up to an epoch."""
        reached = np.flatnonzero(np.isfinite(curve.compared) & (self.epochs <= until))
        if not len(reached):
            return Reading("unknown")
        at = reached[-1]
        diverged = curve.diverged_epoch is not None and curve.diverged_epoch <= until
        return Reading(
            "diverged" if diverged else standing(curve.ratio[reached]),
            float(curve.sharpness[at]),
            float(curve.compared[at]),
            float(curve.threshold[at]),
            curve.limit,
            float(curve.alignment[at]),
            curve.preconditioned is not None,
        )
