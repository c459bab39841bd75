"""The landscape around a network that trains: coarse at once, and sharpened while nothing changes."""

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..network.training import evaluation
from ..network.training import state as training_state
from ..network.training.live import LiveTraining
from ..plane import Plane, Range
from . import grid, of_network, of_training
from .landscape import Landscape
from .view_state import LandscapeViewState

Floats = NDArray[np.float64]

LIVE_NODES = 25
"""So many nodes has a side of a landscape that is drawn while its network trains."""
MOST_NODES = 97
"""And so many at most at rest: every step between halves the distance of the nodes."""
MOST_LATER = 32
"""So many points go on from where a path ended when the landscape was drawn."""


class Subject(NamedTuple):
    """What a landscape is drawn of: a training at some step, the view state, and the run in its centre."""

    live: LiveTraining
    view_state: LandscapeViewState
    run: int

    def asks_like(self, other: "Subject") -> bool:
        """Whether both ask the same, be it at another step of the same training."""
        return self.live.task is other.live.task and self._question() == other._question()

    def is_same(self, other: "Subject") -> bool:
        """Whether both ask the same at the same step."""
        return self.live.state is other.live.state and self.asks_like(other)

    def _question(self) -> tuple[object, ...]:
        experiment = self.live.experiment
        drawn = (experiment.network.dropout, experiment.shuffle) if self.view_state.of == "batch" else ()
        return self.view_state, self.run, of_training.enabled(self.live), drawn


class Honesty(NamedTuple):
    """How far each run (runs,) lies from the plane, its loss, and that of the nearest point of the plane."""

    distance: Floats
    loss: Floats
    loss_on_plane: Floats


class LandscapePicture(NamedTuple):
    """The landscape at one step of a training.

    values: for "training", "validation" or "batch" the losses and metrics (β, α, 2). paths: for every run its
    nearest points (k, 2), those before training first, after so many `epochs` (k,), the last of which need
    not be whole. explained: the share of the variance of the shown paths that the plane holds. others: the
    runs at the other ends of a line or a plane between runs.
    """

    live: LiveTraining
    view_state: LandscapeViewState
    run: int
    plane: Plane
    alpha: Floats
    beta: Floats
    values: Mapping[str, Floats]
    paths: tuple[Floats, ...]
    epochs: Floats
    explained: float
    honesty: Honesty
    others: tuple[int, ...] = ()

    @property
    def subject(self) -> Subject:
        """Of what it is."""
        return Subject(self.live, self.view_state, self.run)

    @property
    def nodes(self) -> int:
        """How many there are along α."""
        return len(self.alpha)

    @property
    def range(self) -> Range:
        """What of the plane is seen."""
        return (float(self.alpha[0]), float(self.alpha[-1])), (float(self.beta[0]), float(self.beta[-1]))


def draw(
    live: LiveTraining,
    view_state: LandscapeViewState,
    run: int,
    before: LandscapePicture | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> LandscapePicture | None:
    """The landscape of a subject, with few nodes; None if cancelled.

    Directions turn from the picture `before` no more than they have to. Raises what `plane_of` raises.
    """
    known = before if before is not None and before.live.task is live.task else None
    plane = of_training.plane_of(
        live,
        view_state.method,
        run,
        others=view_state.others,
        dimensions=view_state.dimensions,
        seed=view_state.seed,
        like=known and known.plane,
    )
    paths = of_training.paths_of(live, plane)
    alpha, beta = of_training.axes(
        plane, view_state.range or of_training.range_of(live, plane, paths), LIVE_NODES
    )
    values = _values(live, view_state, plane, alpha, beta, None, cancelled)
    if values is None:
        return None
    return LandscapePicture(
        live,
        view_state,
        run,
        plane,
        alpha,
        beta,
        values,
        tuple(paths),
        np.array([*live.snapshots.epochs, _epochs(live)]),
        of_training.explained(live, plane),
        _honesty(live, plane),
        of_training.ends_of(live, run, view_state.others, view_state.dimensions)
        if view_state.method == "interpolate"
        else (),
    )


def _epochs(live: LiveTraining) -> float:
    return live.state.step / live.task.batches


def paths_until(picture: LandscapePicture, live: LiveTraining) -> tuple[tuple[Floats, ...], Floats]:
    """The paths (k, 2) of a picture, and where they have gone since, to now; and after how many epochs.

    Of what has come since there are no more than MOST_LATER points.
    """
    stored = live.snapshots
    newer = np.arange(bisect_right(stored.epochs, picture.epochs[-1]), len(stored.epochs))
    if len(newer) >= MOST_LATER:
        newer = newer[np.linspace(0, len(newer) - 1, MOST_LATER - 1).round().astype(np.intp)]
    weights = [*(stored.weights[index] for index in newer), training_state.weights_of(live.task, live.state)]
    trails = map(picture.plane.trail, np.stack(weights, axis=1))
    paths = tuple(np.concatenate(both) for both in zip(picture.paths, trails, strict=True))
    epochs = [*picture.epochs, *(stored.epochs[index] for index in newer), _epochs(live)]
    return paths, np.array(epochs, np.float64)


def sharpened(picture: LandscapePicture, cancelled: Callable[[], bool]) -> LandscapePicture | None:
    """The same with twice as many nodes; None if cancelled, or if there are as many as it makes sense."""
    if picture.nodes >= MOST_NODES:
        return None
    alpha, beta = _finer(picture.alpha), _finer(picture.beta)
    known = {name: _spread(values, len(beta), len(alpha)) for name, values in picture.values.items()}
    found = _values(picture.live, picture.view_state, picture.plane, alpha, beta, known, cancelled)
    return None if found is None else picture._replace(alpha=alpha, beta=beta, values=found)


def _finer(axis: Floats) -> Floats:
    return np.linspace(axis[0], axis[-1], 2 * len(axis) - 1) if len(axis) > 1 else axis


def _spread(values: Floats, rows: int, columns: int) -> Floats:
    spread = np.full((rows, columns, 2), np.nan)
    spread[:: 2 if rows > 1 else 1, ::2] = values
    return spread


def _values(
    live: LiveTraining,
    view_state: LandscapeViewState,
    plane: Plane,
    alpha: Floats,
    beta: Floats,
    known: Mapping[str, Floats] | None,
    cancelled: Callable[[], bool],
) -> Mapping[str, Floats] | None:
    task = live.task
    parts: Mapping[str, Any] = of_network.parts(task)
    if view_state.of == "batch" and plane.dimensions == 2:  # beside the mean of all batches
        batch = of_network.batch_part(live.experiment, task, live.state)
        parts = {"batch": batch, "training": parts["training"]}
    model = of_network.model_of(task.plan)
    steps = grid.sharpening(model, plane, parts, alpha, beta, known=known, cancelled=cancelled)
    last = deque(steps, maxlen=1)
    return last[0].values if last and last[0].complete else None


def _honesty(live: LiveTraining, plane: Plane) -> Honesty:
    task = live.task
    weights = training_state.weights_of(task, live.state)
    nearest = grid.evaluate(
        of_network.model_of(task.plan), plane, of_network.parts(task)["training"], plane.project(weights)
    )
    return Honesty(
        plane.distance(weights), np.asarray(evaluation.losses_of(task, weights), np.float64), nearest[:, 0]
    )


def landscape_of(picture: LandscapePicture) -> Landscape:
    """As it is saved, with training and validation losses whichever is shown."""
    live, plane, alpha, beta = picture.live, picture.plane, picture.alpha, picture.beta
    values: Mapping[str, Floats] | None = picture.values
    if "batch" in picture.values:
        view_state = picture.view_state._replace(of="training")
        values = _values(live, view_state, plane, alpha, beta, None, lambda: False)
    assert values is not None
    return of_training.landscape_of(live, plane, alpha, beta, values)
