"""Who landed where: what became of a run, as a value and as a sentence."""

from collections.abc import Sequence
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from .messages import Message, tr_noop
from .surfaces import CriticalPoint, Domain

Outcome = Literal["global", "local", "saddle", "moving", "outside", "diverged"]

TOLERANCE = 0.01
"""A run has landed when it stays this near to a point, as a share of the domain's shorter side."""

_RESTING = 0.01
"""At a saddle it rests only if its last step was under this share of the tolerance; else it is passing."""


class Verdict(msgspec.Struct, frozen=True):
    """What became of a run.

    `step` is the first step from which it stays within the tolerance of `point`, or the step at which it left the domain
    for good or was no longer finite. `distance` is to `point`: the one it landed in, or else the nearest minimum.
    """

    outcome: Outcome
    step: int | None = None
    point: CriticalPoint | None = None
    distance: float | None = None

    @property
    def message(self) -> Message:
        """The verdict as a sentence."""
        loss = self.point.loss if self.point else None
        return Message(_SENTENCES[self.outcome], {"step": self.step, "distance": self.distance, "loss": loss})


_SENTENCES: dict[Outcome, str] = {
    "global": tr_noop("core", "Landed in the global minimum at step {step}, {distance:.2g} from its floor."),
    "local": tr_noop("core", "Caught in a local minimum at step {step}: lower ground lies elsewhere."),
    "saddle": tr_noop("core", "Resting at a saddle since step {step}: flat here, but not a minimum."),
    "moving": tr_noop("core", "Still moving when the steps ran out."),
    "outside": tr_noop("core", "Left the domain at step {step}."),
    "diverged": tr_noop("core", "Diverged at step {step}: the numbers are no longer finite."),
}


def judge(
    positions: NDArray[np.float64],
    diverged_at: int | None,
    points: Sequence[CriticalPoint],
    domain: Domain,
) -> Verdict:
    """The verdict on a run with `positions` (n + 1, 2) on a surface with these critical points."""
    if diverged_at is not None:
        return Verdict("diverged", diverged_at)
    low, high = np.array(domain).T
    outside = ((positions < low) | (positions > high)).any(axis=1)
    if outside[-1]:
        return Verdict("outside", _since(outside))
    tolerance = TOLERANCE * float((high - low).min())
    minima = [point for point in points if point.kind != "saddle"]
    nearest = min(minima, key=lambda point: _distance(point, positions[-1]), default=None)
    if nearest is not None and (verdict := _stay(positions, nearest, tolerance)):
        return verdict
    last_step = float(np.hypot(*(positions[-1] - positions[-2]))) if len(positions) > 1 else 0.0
    if last_step < _RESTING * tolerance:
        for point in points:
            if point.kind == "saddle" and (verdict := _stay(positions, point, tolerance)):
                return verdict
    return Verdict("moving", None, nearest, _distance(nearest, positions[-1]) if nearest else None)


def _distance(point: CriticalPoint, position: NDArray[np.float64]) -> float:
    return float(np.hypot(point.x - position[0], point.y - position[1]))


def _stay(positions: NDArray[np.float64], point: CriticalPoint, tolerance: float) -> Verdict | None:
    distances = np.hypot(positions[:, 0] - point.x, positions[:, 1] - point.y)
    near = distances <= tolerance
    if not near[-1]:
        return None
    return Verdict(point.kind, _since(near), point, float(distances[-1]))


def _since(holds: NDArray[np.bool_]) -> int:
    """The first step from which a condition that holds at the end has held without a break."""
    broken = np.flatnonzero(~holds)
    return int(broken[-1]) + 1 if broken.size else 0
