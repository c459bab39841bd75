"""A landscape as its views take it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core.landscape.landscape import Landscape, Of

from ...kit.run_style import RunStyle
from ..state import TrainingResult
from ..views.landscape.backdrop import Backdrop
from ..views.landscape.gauge import Gauge
from ..views.landscape.line import End, LossLine
from ..views.landscape.paths import RunPath

if TYPE_CHECKING:  # this brings JAX, which the window does not wait for
    from core.landscape.live_landscape import LandscapePicture

Floats = NDArray[Any]


def losses_of(landscape: Landscape, of: Of) -> tuple[Floats, Floats | None]:
    """The losses (m, n) that are looked at, and those that are told with them, if they are known."""
    training, validation = landscape.training, _known(landscape.validation)
    if of == "training":
        return training, validation
    other = np.full_like(training, np.nan) if validation is None else validation
    return (other if of == "validation" else other - training), training


def _known(values: Floats) -> Floats | None:
    return None if np.isnan(values).all() else values


def backdrop(picture: "LandscapePicture", of: Of) -> Backdrop:
    """The losses over the plane of a picture."""
    if of == "batch":
        batch, mean = (picture.values[part][..., 0] for part in ("batch", "training"))
        return Backdrop(picture.alpha, picture.beta, batch, of, mean)
    losses, other = losses_of(_landscape(picture), of)
    return Backdrop(picture.alpha, picture.beta, losses, of, other)


def stored_backdrop(landscape: Landscape, of: Of) -> Backdrop:
    """The losses over the plane of a landscape from a file."""
    losses, other = losses_of(landscape, of)
    return Backdrop(landscape.alpha, landscape.beta, losses, of, other)


def _landscape(picture: "LandscapePicture") -> Landscape:
    unknown = np.full((len(picture.beta), len(picture.alpha), 2), np.nan)
    training, validation = (picture.values.get(part, unknown) for part in ("training", "validation"))
    return Landscape(
        picture.plane,
        picture.alpha,
        picture.beta,
        training[..., 0],
        validation[..., 0],
        training[..., 1],
        validation[..., 1],
        {},
        picture.explained,
    )


def line(picture: "LandscapePicture", styles: Sequence[RunStyle]) -> LossLine:
    """The losses along the line of a picture, and which runs lie on it."""
    ends = [
        End(float(path[-1, 0]), style)
        for path, style, distance in zip(picture.paths, styles, picture.honesty.distance, strict=True)
        if distance <= _ON_LINE * max(1.0, float(np.linalg.norm(picture.plane.center)))
    ]
    return _line(_landscape(picture), ends)


_ON_LINE = 1e-6


def stored_line(landscape: Landscape, styles: Mapping[str, RunStyle], run: str = "") -> LossLine:
    """The losses along the line of a landscape from a file, through a run, and which runs it leads to."""
    ends = [End(0.0, styles[run])] if run in styles else []
    if landscape.plane.method == "interpolate":
        ends += [
            End(1.0, styles[label])
            for label, points in landscape.paths.items()
            if label in styles and label != run and abs(points[-1, 0] - 1.0) < _ON_LINE
        ]
    return _line(landscape, ends)


def _line(landscape: Landscape, ends: Sequence[End]) -> LossLine:
    validation, metric = _known(landscape.validation), _known(landscape.validation_metric)
    return LossLine(
        landscape.alpha,
        landscape.training[0],
        None if validation is None else validation[0],
        None if metric is None else metric[0],
        tuple(ends),
    )


def run_paths(
    paths: Sequence[Floats], epochs: Floats, result: TrainingResult, styles: Sequence[RunStyle]
) -> list[RunPath]:
    """Where the shown runs went, up to the epoch in view or to now: `paths` (k, 2) after `epochs` (k,)."""
    seen, now = len(epochs), np.inf
    if result.pictures.view_state.epoch is not None:
        now = result.pictures.epoch
        seen = max(int(np.searchsorted(epochs, result.pictures.epoch, "right")), 1)
    settings = result.live.experiment.settings()
    shown = []
    for index, (one, style, path, run) in enumerate(zip(settings, styles, paths, result.runs, strict=True)):
        if not one.enabled:
            continue
        stopped, best = None, run.best_epoch if run.stopped_epoch else None
        if best is not None and (at := max(int(np.searchsorted(epochs, best, "right")) - 1, 0)) < seen:
            stopped = (float(path[at, 0]), float(path[at, 1]))
        in_view = index == result.pictures.view_state.run
        diverged = run.diverged_at is not None and run.diverged_at <= now * result.live.task.batches
        shown.append(RunPath(style, path[:seen], True, stopped, diverged, in_view))
    return shown


def stored_paths(landscape: Landscape, styles: Mapping[str, RunStyle], run: str = "") -> list[RunPath]:
    """The paths of a landscape from a file, in the styles of the runs that have their labels."""
    return [
        RunPath(styles[label], points, start=bool((points[0] != points[-1]).any()), shown=label == run)
        for label, points in landscape.paths.items()
        if label in styles and len(points)
    ]


def gauge(picture: "LandscapePicture", result: TrainingResult, styles: Sequence[RunStyle]) -> Gauge:
    """How far the plane can be trusted: for the shown run, or for the one that lies furthest beside it."""
    honesty, run = picture.honesty, picture.run
    reaches = [float(np.linalg.norm(path[-1] - path[0])) for path in picture.paths]
    enabled = [index for index, one in enumerate(result.live.experiment.settings()) if one.enabled]
    beside = {index: float(honesty.distance[index]) for index in enabled}
    between = (
        picture.view_state.method == "interpolate"
    )  # then what is told is not about runs that lie elsewhere
    furthest = max(beside, key=lambda index: np.nan_to_num(beside[index]), default=run)
    if not between and beside.get(run, 0.0) < 0.01 * beside.get(furthest, 0.0):
        run = furthest
    return Gauge(
        styles[run].title,
        picture.explained,
        float(honesty.distance[run]),
        reaches[run],
        float(honesty.loss[run]),
        float(honesty.loss_on_plane[run]),
        of_all=picture.view_state.method != "path",
        line=picture.plane.dimensions == 1,
    )
