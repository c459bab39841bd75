"""A landscape without a window: after training, or around stored weights; resumed; in several processes."""

import hashlib
import json
import math
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.checks import short
from core.experiment_files import to_json
from core.landscape import storage
from core.landscape.landscape import Landscape
from core.messages import TalwegError, tr_noop
from core.network import weights_file
from core.network.experiment import NetworkExperiment, architecture_of
from core.plane import Plane

from ..kit import files, paths
from .landscape_options import PARTS, Options
from .processes import LostError, Team, lost, quiet
from .progress_line import ProgressLine, duration

if TYPE_CHECKING:  # JAX comes with these
    from core.landscape.grid import Grid
    from core.network.training.live import LiveTraining

_KEEP_S = 60.0
"""So often what there is of a long grid is written: a machine may be switched off."""

Floats = NDArray[np.float64]


class InterruptedEarlyError(TalwegError):
    """A person has interrupted before there was anything to write."""


class Result(NamedTuple):
    """`landscape` is NaN where nothing is known, and `filled` has a guess; `done` of `points` are known."""

    landscape: Landscape
    filled: Landscape
    done: int
    points: int

    @property
    def complete(self) -> bool:
        """Whether it is whole."""
        return self.done == self.points


def compute(
    experiment: NetworkExperiment,
    options: Options,
    kept: Path | None,
    team: Team | None,
    interrupted: Callable[[], bool],
    *,
    anew: bool = False,
    all_came: Callable[[], object] = lambda: None,
) -> Result | None:
    """The landscape, or what there is of it when a person interrupts; None in all processes but the first.

    What there is of a landscape in the file `kept` is not computed again, unless it is to begin `anew`.
    `all_came` is called when the processes have come together. Raises TalwegError if another landscape is
    there, InterruptedEarlyError, and LostError, after which this process can only end at once.
    """
    from core import backend
    from core.landscape import devices

    backend.keep_compiled_programs(paths.cache_folder())
    if team is None:
        return _first(experiment, options, kept, interrupted, anew)
    if interrupted():
        raise InterruptedEarlyError(tr_noop("core", "interrupted before the processes came together."))
    with quiet():
        devices.join(team.coordinator, team.processes, team.process)
        all_came()
        try:
            result = _by_all(experiment, options, kept, interrupted, anew)
        except LostError:
            raise
        except TalwegError:  # all have come to an end
            devices.leave()
            raise
        except Exception as error:
            if devices.is_torn(error):
                raise lost() from error
            raise
        devices.leave()
        return result


def _by_all(
    experiment: NetworkExperiment,
    options: Options,
    kept: Path | None,
    interrupted: Callable[[], bool],
    anew: bool,
) -> Result | None:
    from core.landscape import devices

    _check_same(experiment, options)
    if devices.is_first():
        return _first(experiment, options, kept, interrupted, anew)
    begun = _told_to_all(None, experiment, options)
    if begun is not None:
        _computed(begun, experiment, None, interrupted)
    return None


def _check_same(experiment: NetworkExperiment, options: Options) -> None:
    """Raise TalwegError, in all processes, if they were not started with the same: JAX would abort them."""
    from core.landscape import devices

    told = json.loads(to_json(experiment))
    told["dataset"].pop("path", None)  # which may differ from machine to machine
    digest = hashlib.sha256(json.dumps([told, options.as_json()]).encode()).digest()
    told_by = devices.told_to_all(np.frombuffer(digest, np.uint8).astype(np.int32))
    if (told_by != told_by[0]).any():
        raise TalwegError(
            tr_noop("core", "The processes have different experiments, data or options; start all alike.")
        )


def _first(
    experiment: NetworkExperiment,
    options: Options,
    kept: Path | None,
    interrupted: Callable[[], bool],
    anew: bool,
) -> Result:
    begun = None
    try:
        told = to_json(experiment, kept.absolute().parent if kept else None).decode()
        begun = _unfinished(kept, told, options, anew) or _begun(experiment, told, options, interrupted)
    finally:  # the others wait for it
        _told_to_all(begun, experiment, options)
    return _computed(begun, experiment, kept, interrupted)


# --- before the first point ---------------------------------------------------------------------------------


def _unfinished(kept: Path | None, experiment: str, options: Options, anew: bool) -> Landscape | None:
    """The landscape to go on with, if there is one; raises TalwegError if the file has something else."""
    if kept is None or not kept.exists():
        return None
    if not storage.is_landscape(kept):
        raise TalwegError(
            tr_noop("core", "{path} is there already and holds no landscape; name another file."), path=kept
        )
    if anew:
        return None
    found = storage.read(kept)
    if found.experiment != experiment:
        raise TalwegError(
            tr_noop(
                "core",
                "{path} holds the landscape of another experiment; name another file, or begin --anew.",
            ),
            path=kept,
        )
    if found.options != options.as_json():
        name, before, now = _first_difference(found.options, options.as_json())
        if name == "data":
            raise TalwegError(
                tr_noop(
                    "core",
                    "{path} holds a landscape of what was in the table before; name another file, or begin "
                    "--anew.",
                ),
                path=kept,
            )
        raise TalwegError(
            tr_noop(
                "core",
                "{path} holds a landscape with {before}, and not {now}; name another file, or begin --anew.",
            ),
            path=kept,
            before=short(before),
            now=short(now),
        )
    done, points = int(np.count_nonzero(~np.isnan(found.training))), found.training.size
    _say(f"{kept} has {done:,} of {points:,} points already.")
    return found


def _first_difference(before: str, now: str) -> tuple[str, str, str]:
    """Of two lists of options, as JSON: where they differ, what the first has there, and what the second."""
    try:
        found: Any = dict(json.loads(before))
    except (TypeError, ValueError, RecursionError):  # nobody's but a person's own
        found = {}
    for name, wanted in json.loads(now).items():
        if found and found.get(name) != wanted:
            values = (json.dumps(value, ensure_ascii=False).strip('"') for value in (found.get(name), wanted))
            return name, f"--{name} {next(values)}", next(values)
    return "", "other options", "these"


def _begun(
    experiment: NetworkExperiment, told: str, options: Options, interrupted: Callable[[], bool]
) -> Landscape:
    """A landscape of which nothing is known yet but where it is."""
    from core.landscape import of_training, of_weights

    if options.weights is None:
        live = _trained(experiment, interrupted)
    else:
        live = of_weights.live_of(experiment, options.weights)
    labels = [settings.run_label for settings in live.experiment.settings()]
    for label in (options.run, *options.to):
        if options.weights is not None and label is not None and label not in options.weights.arrays:
            weights_file.arrays_of(options.weights, experiment, label)  # says so
    run = of_training.enabled(live)[0] if options.run is None else labels.index(options.run)
    plane = of_training.plane_of(
        live,
        options.directions,
        run,
        others=[labels.index(label) for label in options.to],
        dimensions=options.dimensions,
        seed=options.seed,
    )
    if of_training.has_diverged(live, run):
        _say(f"{labels[run]} has diverged; this is where it was last. Another --run may tell more.")
    view = options.range or of_training.range_of(live, plane, of_training.paths_of(live, plane), run)
    made = of_training.landscape_of(live, plane, *of_training.axes(plane, view, options.resolution), {})
    return made._replace(experiment=told, options=options.as_json())


def _trained(experiment: NetworkExperiment, interrupted: Callable[[], bool]) -> "LiveTraining":
    from core.landscape import of_training

    from . import network as network_run

    live, complete = network_run.train(experiment, interrupted, most_snapshots=of_training.MOST_POINTS)
    if not complete:
        raise InterruptedEarlyError(
            tr_noop("core", "interrupted after epoch {epoch}, before there was a landscape to write."),
            epoch=live.epoch,
        )
    return live


# --- in all processes ---------------------------------------------------------------------------------------


def _told_to_all(
    begun: Landscape | None, experiment: NetworkExperiment, options: Options
) -> Landscape | None:
    """What the first process has begun, in all of them; None if it has begun nothing."""
    from core.landscape import devices

    size, across = architecture_of(experiment).size, options.resolution
    down = across if options.dimensions == 2 else 1
    shapes = [(1,), (size,), (options.dimensions, size), (across,), (down,), *[(down, across)] * 4]
    own = [np.zeros(shape) for shape in shapes]
    if begun is not None:
        own = [np.ones(1), begun.plane.center, begun.plane.directions, *begun[1:7]]
    sent = devices.told_to_all(np.concatenate([array.ravel() for array in own]))[0]
    if not sent[0]:
        return None
    ends = np.cumsum([math.prod(shape) for shape in shapes])
    parts = zip(np.split(sent, ends[:-1]), shapes, strict=True)
    _, center, directions, alpha, beta, *known = (part.reshape(shape) for part, shape in parts)
    training, validation, training_metric, validation_metric = known
    return Landscape(
        Plane(center, directions),
        *(alpha, beta, training, validation, training_metric, validation_metric),
        paths={},
        explained=math.nan,
    )


def _computed(
    begun: Landscape, experiment: NetworkExperiment, kept: Path | None, interrupted: Callable[[], bool]
) -> Result:
    from core.landscape import devices, grid, of_network
    from core.network.training import task as training_task

    task = training_task.prepare(experiment)
    known = {
        part: np.stack([getattr(begun, part), getattr(begun, f"{part}_metric")], axis=-1) for part in PARTS
    }
    found: Grid | None = None
    line, written = ProgressLine(sys.stderr), time.monotonic()
    try:
        for found in grid.sharpening(
            of_network.model_of(task.plan),
            begun.plane,
            of_network.parts(task),
            begun.alpha,
            begun.beta,
            known=known,
            cancelled=interrupted,
        ):
            if not devices.is_first():
                continue  # whoever is first tells and writes
            line.show(_progress(found))
            if kept is not None and time.monotonic() - written > _KEEP_S:
                _keep(_with(begun, found.values), kept, line)
                written = time.monotonic()
    except Exception as error:
        if devices.is_torn(error) and found is not None and kept is not None:
            _keep(_with(begun, found.values), kept, line)
        raise
    finally:
        line.end()
    if found is None:  # interrupted before the first point
        return Result(begun, begun, int(np.count_nonzero(~np.isnan(begun.training))), begun.training.size)
    filled = {part: found.filled(part) for part in PARTS}
    return Result(_with(begun, found.values), _with(begun, filled), found.done, found.points)


def _keep(landscape: Landscape, kept: Path, line: ProgressLine) -> None:
    """Write what there is. That it can't be written now is no reason to lose what is being computed."""
    try:
        write_npz(landscape, kept)
    except files.FileError as error:
        line.end()
        _say(str(error))


def _progress(found: "Grid") -> str:
    left = "" if found.left is None else f", {duration(found.left)} left"
    return f"{found.done:,} of {found.points:,} points{left}"


def _with(landscape: Landscape, values: Mapping[str, Floats]) -> Landscape:
    training, validation = (values[part] for part in PARTS)
    return landscape._replace(
        training=training[..., 0],
        validation=validation[..., 0],
        training_metric=training[..., 1],
        validation_metric=validation[..., 1],
    )


def write_npz(landscape: Landscape, path: Path) -> None:
    """Write the file from which it goes on."""
    files.write_whole(path, lambda file: storage.write(landscape, file))


def _say(text: str) -> None:
    print(f"talweg: {text}", file=sys.stderr)
