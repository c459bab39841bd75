"""The plane around the networks of a training, their paths on it, and the landscape as a value."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..messages import TalwegError, tr_noop
from ..network import experiment_json
from ..network.training import evaluation
from ..network.training import state as training_state
from ..network.training.live import LiveTraining
from ..plane import Plane, Range, view_of
from . import directions
from .landscape import Landscape

Floats = NDArray[np.float64]
Weights = NDArray[Any]

MOST_POINTS = 200
"""So many points of each path the principal components are found from."""
MOST_SNAPSHOTS = 600
"""And so many of all paths together."""


def plane_of(
    live: LiveTraining,
    method: str,
    run: int,
    *,
    others: Sequence[int] = (),
    dimensions: int | None = None,
    seed: int = 0,
    like: Plane | None = None,
) -> Plane:
    """The plane, or line, through the present weights of a run, by one of `landscape.METHODS`.

    `others` are the runs at the other ends of "interpolate": one for a line, two for a plane, and none for
    those with the lowest losses; where these are too few, the weights before training serve too. `dimensions`
    is 2 unless one other run is given. Directions along paths and eigenvectors flip and turn no more than
    they have to from the plane `like`, if it was found by the same method. Raises TalwegError if solutions
    coincide or are too few, and where a run has diverged so far that nothing can be said of its loss.
    """
    count = dimensions or (1 if method == "interpolate" and len(others) == 1 else 2)
    if method == "interpolate":
        return directions.between(*_ends(live, run, others, count))
    center = now(live)[run].astype(np.float64)
    if not directions.usable(center):
        raise _lost()
    kind = "pca" if method == "path" else method
    known = like.directions if like is not None and (like.method, like.dimensions) == (kind, 2) else None
    match method:
        case "random" | "layer":
            leaves = directions.leaves_of(live.task.plan.architecture)
            found = directions.random(center, leaves, seed, "filter" if method == "random" else "layer")
        case "pca" | "path":
            runs = shown(live, run) if method == "pca" else (run,)
            found = directions.pca(_thinned(live, runs), center, known)
        case "hessian":
            found = _eigenvectors(live, center, known)
        case _:
            raise ValueError(f"There is no method {method}.")
    return Plane(center, found[:count], kind)


def paths_of(live: LiveTraining, plane: Plane) -> tuple[Floats, ...]:
    """Of every run, the nearest points (k, 2) of its snapshots and its present weights."""
    weights = np.stack([*live.snapshots.weights, now(live)], axis=1)
    return tuple(map(plane.trail, weights))


def range_of(live: LiveTraining, plane: Plane, paths: Sequence[Floats], run: int | None = None) -> Range:
    """The part of the plane to show, so that the paths of the shown runs are in view.

    Runs that have diverged do not count, unless it is the shown one: they may be anywhere.
    """
    return view_of(plane, [paths[index] for index in shown(live, run)])


def explained(live: LiveTraining, plane: Plane, run: int | None = None) -> float:
    """The share of the variance of the shown paths around the centre that the plane holds; NaN for none."""
    return plane.explained(_thinned(live, shown(live, run)))


def axes(plane: Plane, view: Range, nodes: int) -> tuple[Floats, Floats]:
    """α (n,) and β (m,) of evenly spaced nodes; on a line there is only β = 0."""
    alpha, beta = (np.linspace(*ends, nodes) for ends in view)
    return alpha, beta if plane.dimensions == 2 else np.zeros(1)


def landscape_of(
    live: LiveTraining,
    plane: Plane,
    alpha: Floats,
    beta: Floats,
    values: Mapping[str, Floats],
    folder: Path | None = None,
) -> Landscape:
    """The landscape as it is saved: `values` has the losses and metrics (m, n, 2) for each part of the data.

    `folder` is where the file is going to be, for `experiment_json.to_json`.
    """
    unknown = np.full((len(beta), len(alpha), 2), np.nan)
    training_part, validation_part = (values.get(part, unknown) for part in ("training", "validation"))
    settings, paths = live.experiment.settings(), paths_of(live, plane)
    return Landscape(
        plane,
        alpha,
        beta,
        training_part[..., 0],
        validation_part[..., 0],
        training_part[..., 1],
        validation_part[..., 1],
        paths={settings[run].run_label: paths[run] for run in enabled(live)},
        explained=explained(live, plane),
        experiment=experiment_json.to_json(live.experiment, folder).decode(),
    )


# --- runs ---------------------------------------------------------------------------------------------------


def now(live: LiveTraining) -> Weights:
    """The present weights (runs, size)."""
    return training_state.weights_of(live.task, live.state)


def enabled(live: LiveTraining) -> tuple[int, ...]:
    """The runs that are switched on."""
    return tuple(index for index, one in enumerate(live.experiment.settings()) if one.enabled)


def has_diverged(live: LiveTraining, run: int) -> bool:
    """Whether a run has."""
    return bool(_diverged(live)[run])


def _diverged(live: LiveTraining) -> NDArray[np.bool_]:
    lanes = list(live.task.lanes.lane_of_run)
    return np.asarray(live.state.carry.diverged_at)[lanes] > 0


def shown(live: LiveTraining, run: int | None = None) -> tuple[int, ...]:
    """The runs that are switched on and have not diverged, and one more."""
    diverged = _diverged(live)
    good = {index for index in enabled(live) if not diverged[index]}
    return tuple(sorted(good if run is None else good | {run}))


def _thinned(live: LiveTraining, runs: Sequence[int]) -> Weights:
    """The paths of some runs below each other, (n, size): points where they have moved, not too many."""
    most = min(MOST_POINTS, MOST_SNAPSHOTS // max(len(runs), 1))
    every = (*live.snapshots.weights, now(live))
    chosen = np.unique(np.linspace(0, len(every) - 1, most).round().astype(np.intp))
    paths = [_moving(np.stack([every[index][run] for index in chosen])) for run in runs]
    return np.concatenate([every[-1][:0], *paths])


def _moving(path: Weights) -> Weights:
    """Without the points at which a run that has ended stays."""
    moved = (path[1:] != path[:-1]).any(axis=1)
    kept: Weights = path[np.concatenate([[True], moved])]
    return kept


def _eigenvectors(live: LiveTraining, center: Floats, like: Floats | None) -> Floats:
    from ..curvature import leading_directions  # which takes a while to compile, and no other method needs

    found = np.asarray(leading_directions(live.task, center), np.float64)
    if not np.isfinite(found).all():
        raise _lost()
    if like is None:
        return found
    return found * np.where(np.vecdot(found, like) < 0, -1.0, 1.0)[:, None]


def ends_of(live: LiveTraining, run: int, others: Sequence[int], count: int) -> tuple[int, ...]:
    """The runs at the other ends of a line (count 1) or a plane (2): `others`, or the best ones there are."""
    return tuple(others or _best(live, run))[:count]


def _lost() -> TalwegError:
    return TalwegError(
        tr_noop("core", "This run has diverged too far for a landscape; choose another, or a smaller rate.")
    )


def _ends(live: LiveTraining, run: int, others: Sequence[int], count: int) -> Iterable[Weights]:
    """The solutions at the ends of the plane: that of the run first."""
    weights = now(live)
    ends = [weights[index] for index in (run, *ends_of(live, run, others, count))]
    ends.append(live.snapshots.weights[0][run])
    if len(ends) <= count:
        raise TalwegError(
            tr_noop("core", "A plane through three solutions takes two runs; switch on another.")
        )
    return ends[: count + 1]


def _best(live: LiveTraining, run: int) -> list[int]:
    """The other shown runs, the one with the lowest training loss first."""
    losses = evaluation.losses_of(live.task, now(live))
    rest = [index for index in shown(live) if index != run]
    return sorted(rest, key=lambda index: float(losses[index]))
