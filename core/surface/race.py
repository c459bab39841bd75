"""Everything that is shown of a surface experiment, as one value."""

from typing import NamedTuple

from ..backend import forget_programs
from . import critical_points, descent
from .catalogue.surface import CriticalPoint
from .experiment import SurfaceExperiment
from .verdicts import Verdict, judge


class Race(NamedTuple):
    """An experiment with what became of it: a run and a verdict for every optimizer, in order.

    `complete` says whether `points` were searched for, or are only those known beforehand.
    """

    experiment: SurfaceExperiment
    runs: tuple[descent.Run, ...]
    points: tuple[CriticalPoint, ...]
    verdicts: tuple[Verdict, ...]
    complete: bool


def compute(experiment: SurfaceExperiment, before: Race | None = None, *, complete: bool = True) -> Race:
    """Run the race; what the one before already knows of the same surface is taken over.

    Not `complete` is quicker where the search for critical points is not compiled yet.
    """
    forget_programs()  # of formulas before this one
    choice = experiment.surface
    surface, parameters = choice.resolve(), choice.values()
    if before is not None and before.complete and before.experiment.surface == choice:
        points, complete = before.points, True
    elif complete:
        points = critical_points.find(surface, parameters)
    else:
        points = surface.known_points(**parameters)
    runs = descent.run(experiment)
    verdicts = tuple(judge(run.positions, run.diverged_at, points, surface.domain) for run in runs)
    return Race(experiment, runs, points, verdicts, complete)
