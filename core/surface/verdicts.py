"""Where each run ended, such as at a global minimum or diverged, as a value and as a sentence."""

from collections.abc import Sequence
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from ..messages import Message, tr_noop
from .catalogue.surface import CriticalPoint, Domain

Outcome = Literal["global", "local", "saddle", "resting", "moving", "outside", "diverged"]

TOLERANCE = 0.01
"""A run has landed when it stays this near to a point, as a share of the domain's shorter side."""

_RESTING = 0.01
"""At a saddle it rests only if its last step was under this share of the tolerance; else it is passing."""


_STILL = 1e-6
"""A run that stays this near to where it ends, as a share of the domain's shorter side, moves no more ..."""

_STILL_SHARE = 0.1
"""... if it does so for this share of its steps; less may be a pause."""


class Verdict(msgspec.Struct, frozen=True):
    """What became of a run.

    `step` is the first step from which it stays within the tolerance of `point`, or the step at which it left
    the domain for good or was no longer finite. `distance` is to `point`: the one it landed in, or else the
    nearest minimum.
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
    "resting": tr_noop("core", "At rest since step {step}, at no minimum or saddle that is known."),
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
    """The verdict on a run with finite `positions` (n + 1, 2), its surface having these critical points."""
    if diverged_at is not None:
        return Verdict("diverged", diverged_at)
    low, high = np.array(domain).T
    tolerance = TOLERANCE * float((high - low).min())
    end = positions[-1:]
    minima = [point for point in points if point.kind != "saddle"]
    nearest = min(minima, key=lambda point: float(_distances(point, end)[0]), default=None)
    # Before asking whether it is outside: a minimum may lie on the border, and a run on either side of it.
    if nearest is not None and (verdict := _stay(positions, nearest, tolerance)):
        return verdict
    if _rests(positions, tolerance):
        for point in points:
            if point.kind == "saddle" and (verdict := _stay(positions, point, tolerance)):
                return verdict
    outside = ((positions < low) | (positions > high)).any(axis=1)
    if outside[-1]:
        return Verdict("outside", _since(outside))
    distance = float(_distances(nearest, end)[0]) if nearest else None
    still = _since(_lengths(positions - end) <= _STILL / TOLERANCE * tolerance)
    if len(positions) - 1 - still >= max(1.0, _STILL_SHARE * (len(positions) - 1)):
        return Verdict("resting", still, nearest, distance)
    return Verdict("moving", None, nearest, distance)


def _lengths(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    with np.errstate(over="ignore"):  # farther than any number is far
        lengths: NDArray[np.float64] = np.hypot(vectors[:, 0], vectors[:, 1])
    return lengths


def _distances(point: CriticalPoint, positions: NDArray[np.float64]) -> NDArray[np.float64]:
    return _lengths(positions - np.array([point.x, point.y]))


def _rests(positions: NDArray[np.float64], tolerance: float) -> bool:
    with np.errstate(over="ignore"):
        return bool((_lengths(np.diff(positions[-2:], axis=0)) < _RESTING * tolerance).all())


def _stay(positions: NDArray[np.float64], point: CriticalPoint, tolerance: float) -> Verdict | None:
    distances = _distances(point, positions)
    near = distances <= tolerance
    if not near[-1]:
        return None
    return Verdict(point.kind, _since(near), point, float(distances[-1]))


def _since(holds: NDArray[np.bool_]) -> int:
    """The first step from which a condition that holds at the end has held without a break."""
    broken = np.flatnonzero(~holds)
    return int(broken[-1]) + 1 if broken.size else 0
