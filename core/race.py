"""Everything that is shown of a surface experiment, as one value."""

from typing import NamedTuple

from . import critical_points, descent
from .experiment import SurfaceExperiment
from .surfaces import CriticalPoint
from .verdicts import Verdict, judge


class Race(NamedTuple):
    """An experiment with what became of it: a run and a verdict for every optimizer, in order."""

    experiment: SurfaceExperiment
    runs: tuple[descent.Run, ...]
    points: tuple[CriticalPoint, ...]
    verdicts: tuple[Verdict, ...]


def compute(experiment: SurfaceExperiment, before: Race | None = None) -> Race:
    """Run the race; what the one before already knows of the same surface is taken over."""
    surface = experiment.surface
    if before is not None and before.experiment.surface == surface:
        points = before.points
    else:
        points = critical_points.find(surface.resolve(), surface.values())
    runs = descent.run(experiment)
    domain = surface.resolve().domain
    verdicts = tuple(judge(run.positions, run.diverged_at, points, domain) for run in runs)
    return Race(experiment, runs, points, verdicts)
