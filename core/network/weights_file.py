"""Trained weights as an `.npz` file, and back into an experiment as its initial weights; no JAX.

The file holds `LABEL/LAYER/kernel`, `…/recurrent_kernel` and `…/bias` of every run, in Keras's shapes.
Layers are called `dense_1`, `dense_2`, …, `simple_rnn`, `gru`, `conv`, `output`. `LABEL/epoch` says which
epoch the weights are those of, `LABEL/stopped_epoch` after which one early stopping ended the run and
`LABEL/diverged_at` at which step it diverged, −1 for none. With them are the list of `runs`, the `experiment`
as JSON, after how many epochs (`epoch`), and `mean` and `scale` of the inputs: a network reads
(x − mean) / scale. Its answers are multiplied by `target_scale`, and `target_mean` is added.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

import msgspec
import numpy as np
from numpy.typing import NDArray

from .. import safe_npz
from ..checks import short
from ..messages import TalwegError, tr_noop
from .architecture import Architecture
from .experiment import NetworkExperiment, architecture_of
from .experiment_json import to_json

if TYPE_CHECKING:
    from .training.state import RunState
    from .training.task import Task

LARGEST_FILE = 50_000_000
_OPERATIONS = {"convolution": "conv"}
_PARTS = {2: ("kernel", "bias"), 3: ("kernel", "recurrent_kernel", "bias")}
_ABOUT = ("runs", "experiment", "epoch", "mean", "scale", "target_mean", "target_scale")

Floats = NDArray[Any]


class WeightsError(TalwegError):
    """A file of weights that cannot be used: the sentence says why."""


class TrainedWeights(NamedTuple):
    """What a file holds; `arrays` has those of every label by `layer/part`, in order.

    `diverged` has the step at which a run did, for those that did. The experiment stays JSON, which
    `experiment_json.from_json` reads: the data it names may be gone.
    """

    name: str
    experiment: str
    epoch: int
    mean: Floats
    scale: Floats
    target_mean: Floats
    target_scale: Floats
    arrays: Mapping[str, Mapping[str, Floats]]
    diverged: Mapping[str, int]


def layer_names(architecture: Architecture) -> tuple[str, ...]:
    """A name for every layer with weights."""
    names: list[str] = []
    for layer in architecture.layers[:-1]:
        dense = f"dense_{sum(name.startswith('dense_') for name in names) + 1}"
        names.append(
            dense if layer.operation == "dense" else _OPERATIONS.get(layer.operation, layer.operation)
        )
    return *names, "output"


def _shapes(architecture: Architecture) -> Iterator[tuple[str, tuple[int, ...]]]:
    """`layer/part` and shape of every array, in the order of Keras's `get_weights()`."""
    for name, layer in zip(layer_names(architecture), architecture.layers, strict=True):
        shapes = layer.shapes()
        for part, shape in zip(_PARTS[len(shapes)], shapes, strict=True):
            yield f"{name}/{part}", shape


def write(
    file: BinaryIO,
    experiment: NetworkExperiment,
    task: "Task",
    runs: "Sequence[RunState]",
    epoch: int,
    folder: Path | None = None,
) -> None:
    """Write the weights of all runs that are switched on, when so many epochs are over.

    `folder` is where the file is going to be, for `experiment_json.to_json`.
    """
    shown = [
        (one.run_label, run) for one, run in zip(experiment.settings(), runs, strict=True) if one.enabled
    ]
    split = task.split
    arrays: dict[str, Any] = {
        "runs": np.array([label for label, _ in shown], dtype=np.str_),
        "experiment": np.array(to_json(experiment, folder).decode()),
        "epoch": np.array(epoch),
        "mean": split.mean,
        "scale": split.scale,
        "target_mean": split.target_mean,
        "target_scale": split.target_scale,
    }
    for label, run in shown:
        for (name, _), array in zip(_shapes(task.plan.architecture), run.weights, strict=True):
            arrays[f"{label}/{name}"] = array
        arrays[f"{label}/epoch"] = np.array(run.epoch)
        arrays[f"{label}/stopped_epoch"] = np.array(run.stopped_epoch or -1)
        arrays[f"{label}/diverged_at"] = np.array(run.diverged_at or -1)
    np.savez_compressed(file, **arrays)


# --- reading ------------------------------------------------------------------------------------------------


def read(path: Path) -> TrainedWeights:
    """What `write` has written; raises WeightsError with one sentence for anything else."""
    try:
        return _trained(path.name, safe_npz.read(path, LARGEST_FILE))
    except WeightsError:
        raise
    except safe_npz.TooLargeError:
        raise _too_large(path) from None
    except (safe_npz.NotArraysError, KeyError, TypeError, ValueError, OverflowError):
        raise _not_weights(path) from None
    except OSError as error:
        raise WeightsError(
            tr_noop("core", "{path} cannot be read: {reason}."), path=str(path), reason=error.strerror
        ) from None


def _trained(name: str, stored: Mapping[str, Floats]) -> TrainedWeights:
    about = {key: stored[key] for key in _ABOUT}
    arrays: dict[str, dict[str, Floats]] = {str(label): {} for label in about.pop("runs")}
    for key, array in stored.items():
        label, _, part = key.partition("/")
        if label in arrays and "/" in part:
            arrays[label][part] = _numbers(name, key, array)
    mean, scale, target_mean, target_scale = (_numbers(name, key, about[key]) for key in _ABOUT[3:])
    diverged = {label: min(int(stored.get(f"{label}/diverged_at", -1)), 2**31 - 1) for label in arrays}
    return TrainedWeights(
        name,
        str(about["experiment"]),
        int(about["epoch"]),
        *(mean, scale, target_mean, target_scale, arrays),
        {label: step for label, step in diverged.items() if step > 0},
    )


def _numbers(file: str, name: str, array: NDArray[Any]) -> Floats:
    if array.dtype.kind != "f" or not np.isfinite(array).all():
        raise WeightsError(
            tr_noop("core", "{file}: {name} has to hold finite numbers."), file=file, name=short(name)
        )
    return array


def _not_weights(path: Path) -> WeightsError:
    return WeightsError(
        tr_noop("core", "{file} holds no trained weights; choose a file that Talweg has saved as such."),
        file=path.name,
    )


def _too_large(path: Path) -> WeightsError:
    return WeightsError(
        tr_noop("core", "{file} is larger than {most} MB; no trained weights are."),
        file=path.name,
        most=LARGEST_FILE // 1_000_000,
    )


# --- into an experiment -------------------------------------------------------------------------------------


def as_initial_weights(
    trained: TrainedWeights, experiment: NetworkExperiment, label: str | None = None
) -> NetworkExperiment:
    """The experiment, beginning with the weights of one run of the file: the first, if there is no `label`.

    Raises WeightsError if they do not fit its network.
    """
    found = arrays_of(trained, experiment, label)
    weights = cast(Any, tuple(_nested(array.tolist()) for array in found))
    return msgspec.structs.replace(experiment, initial_weights=weights).validated()


def arrays_of(
    trained: TrainedWeights, experiment: NetworkExperiment, label: str | None = None
) -> tuple[Floats, ...]:
    """The arrays of one run of the file, the first if there is no `label`, in the order of `get_weights()`.

    Raises WeightsError if they do not fit the experiment's network.
    """
    chosen = next(iter(trained.arrays), "") if label is None else label
    if chosen not in trained.arrays:
        raise WeightsError(
            tr_noop("core", "{file} has no run called {label}; it has: {known}."),
            file=trained.name,
            label=short(repr(chosen)),
            known=", ".join(trained.arrays) or "-",
        )
    found, wanted = trained.arrays[chosen], dict(_shapes(architecture_of(experiment)))
    for name in wanted:
        if name not in found and _layers(found) == _layers(wanted):
            raise WeightsError(
                tr_noop("core", "{file} does not fit this network: it has no {name}."),
                file=trained.name,
                name=f"{chosen}/{name}",
            )
    if found.keys() != wanted.keys():
        raise WeightsError(
            tr_noop("core", "{file} does not fit this network: it has the layers {found}, and not {wanted}."),
            file=trained.name,
            found=short(_layers(found)),
            wanted=short(_layers(wanted)),
        )
    for name, shape in wanted.items():
        if found[name].shape != shape:
            raise WeightsError(
                tr_noop(
                    "core",
                    "{file} does not fit this network: {name} has the shape {found}, which would have to be "
                    "{shape}.",
                ),
                file=trained.name,
                name=name,
                found=found[name].shape,
                shape=shape,
            )
    return tuple(found[name] for name in wanted)


def _layers(names: Mapping[str, object]) -> str:
    return ", ".join(dict.fromkeys(name.split("/")[0] for name in names)) or "-"


def _nested(value: Any) -> Any:
    return tuple(map(_nested, value)) if isinstance(value, list) else value
