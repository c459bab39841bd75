"""A landscape as an `.npz` file, and back; no JAX.

The file holds `alpha` (n) and `beta` (m); `training` and `validation` (m × n losses, row = beta) and
`training_metric` and `validation_metric`, NaN where nothing is known (yet); `center`, `direction_0` and
`direction_1`, flat in the order of Keras's `get_weights()`, and by which `method` the directions were found;
`paths/LABEL` (k × 2) and `explained`, their share of variance that the plane holds; and the `experiment` it
came from as JSON, "" for none, with the `options` it was asked for with. A line has no `direction_1`; its
`beta` is [0], and so is β of its paths.

A file of other origin need not hold metrics, method and options.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from .. import safe_npz
from ..checks import short
from ..messages import TalwegError, tr_noop
from ..plane import Plane
from ..run_settings import LONGEST_LABEL, is_label
from .landscape import Landscape

Floats = NDArray[np.float64]

LARGEST_FILE = 200_000_000
_METHODS = ("random", "layer", "pca", "hessian", "interpolate", "given")

_LARGEST_NUMBER = 1e100
"""Of weights and coordinates: squares and differences stay finite."""
_PATHS = "paths/"
_LOSSES = ("training", "validation")
_METRICS = ("training_metric", "validation_metric")
_ALWAYS = ("alpha", "beta", *_LOSSES, "center", "direction_0", "explained", "experiment")
_TELLING = {"alpha", "beta", "center"}


class LandscapeFileError(TalwegError):
    """A file of a landscape that cannot be used: the sentence says why."""


# --- writing ------------------------------------------------------------------------------------------------


def write(landscape: Landscape, file: BinaryIO) -> None:
    """Write a landscape; raises LandscapeFileError if it could not be read again."""
    for label in landscape.paths:
        if not is_label(label):
            raise LandscapeFileError(
                tr_noop("core", "A path cannot be called {label}; give it a name without a slash."),
                label=short(repr(label)),
            )
    arrays = _arrays(landscape)
    if sum(array.nbytes for array in arrays.values()) > 0.99 * LARGEST_FILE:  # headers take some
        raise LandscapeFileError(
            tr_noop("core", "This landscape takes more than {most} MB; make it with fewer points."),
            most=LARGEST_FILE // 1_000_000,
        )
    np.savez_compressed(file, **arrays)


def _arrays(landscape: Landscape) -> dict[str, Any]:
    plane = landscape.plane
    return {
        "alpha": landscape.alpha,
        "beta": landscape.beta,
        **{name: getattr(landscape, name) for name in (*_LOSSES, *_METRICS)},
        "center": plane.center,
        **{f"direction_{index}": direction for index, direction in enumerate(plane.directions)},
        "method": np.array(plane.method),
        **{f"{_PATHS}{label}": path for label, path in landscape.paths.items()},
        "explained": np.array(landscape.explained),
        "experiment": np.array(landscape.experiment),
        "options": np.array(landscape.options),
    }


# --- reading ------------------------------------------------------------------------------------------------


def is_landscape(path: Path) -> bool:
    """Whether a file looks like a landscape, by the names of what it holds; nothing is unpacked."""
    return set(safe_npz.names(path)) >= _TELLING


def read(path: Path | str) -> Landscape:
    """What `write` has written; raises LandscapeFileError with one sentence for anything else."""
    path = Path(path)
    try:
        return _landscape(_Stored(path.name, safe_npz.read(path, LARGEST_FILE, _is_known)))
    except safe_npz.NotArraysError:
        raise _not_a_landscape(path.name) from None
    except safe_npz.TooLargeError:
        raise LandscapeFileError(
            tr_noop("core", "{file} is larger than {most} MB; no landscape is."),
            file=path.name,
            most=LARGEST_FILE // 1_000_000,
        ) from None
    except OSError as error:
        raise LandscapeFileError(
            tr_noop("core", "{path} cannot be read: {reason}."), path=str(path), reason=error.strerror
        ) from None


def _is_known(name: str) -> bool:
    return name in (*_ALWAYS, *_METRICS, "direction_1", "method", "options") or name.startswith(_PATHS)


class _Stored:
    """The arrays of a file by name, in the form that each has to have."""

    def __init__(self, file: str, arrays: Mapping[str, NDArray[Any]]) -> None:
        if not arrays.keys() >= _TELLING:
            raise _not_a_landscape(file)
        self._file, self._arrays = file, arrays
        for name in _ALWAYS:
            if name not in arrays:
                raise self.error(tr_noop("core", "{file} has no array {name}; every landscape has."), name)

    def error(self, text: str, name: str, **values: object) -> LandscapeFileError:
        return LandscapeFileError(text, file=self._file, name=short(name), **values)

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def numbers(self, name: str, *shape: int, finite: bool = False) -> Floats:
        """Numbers of a shape, in which −1 is any length."""
        found = self._arrays[name]
        if found.dtype.kind not in "fiu":
            raise self.error(tr_noop("core", "{file}: {name} has to hold numbers."), name)
        if len(found.shape) != len(shape) or any(
            side not in (-1, own) for own, side in zip(found.shape, shape, strict=True)
        ):
            raise self.error(
                tr_noop("core", "{file}: {name} has the shape {found}, which would have to be {shape}."),
                name,
                found=found.shape,
                shape=str(shape).replace("-1", "…"),
            )
        with np.errstate(over="ignore"):  # there are longer numbers
            numbers = found.astype(np.float64)
        if finite and not (abs(numbers) <= _LARGEST_NUMBER).all():
            raise self.error(tr_noop("core", "{file}: {name} has to hold finite numbers."), name)
        return numbers

    def axis(self, name: str) -> Floats:
        axis = self.numbers(name, -1, finite=True)
        if not len(axis) or (axis[1:] <= axis[:-1]).any():
            raise self.error(tr_noop("core", "{file}: {name} has to hold growing numbers."), name)
        return axis

    def text(self, name: str) -> str:
        found = self._arrays[name]
        if found.dtype.kind != "U" or found.shape:
            raise self.error(tr_noop("core", "{file}: {name} has to hold a text."), name)
        return str(found)

    def weights(self, name: str, size: int = -1) -> Floats:
        found = self.numbers(name, size, finite=True)
        if not len(found):
            raise self.error(tr_noop("core", "{file}: {name} has to hold numbers."), name)
        return found

    def paths(self) -> dict[str, Floats]:
        found = {name.removeprefix(_PATHS): name for name in self._arrays if name.startswith(_PATHS)}
        for label, name in found.items():
            if not is_label(label):
                raise self.error(
                    tr_noop(
                        "core",
                        "{file}: {name} has to be called paths/ and 1 to {most} visible characters without "
                        "a slash.",
                    ),
                    ascii(name)[1:-1],
                    most=LONGEST_LABEL,
                )
        return {label: self.numbers(name, -1, 2) for label, name in found.items()}


def _landscape(stored: _Stored) -> Landscape:
    alpha, beta = stored.axis("alpha"), stored.axis("beta")
    center = stored.weights("center")
    names = [name for name in ("direction_0", "direction_1") if name in stored]
    directions = [stored.weights(name, len(center)) for name in names]
    if len(directions) == 1 and beta.tolist() != [0.0]:
        raise stored.error(
            tr_noop("core", "{file}: {name} has to be [0] where there is no direction_1."), "beta"
        )
    method = stored.text("method") if "method" in stored else ""
    grid = len(beta), len(alpha)
    training, validation = (stored.numbers(name, *grid) for name in _LOSSES)
    training_metric, validation_metric = (
        stored.numbers(name, *grid) if name in stored else np.full(grid, np.nan) for name in _METRICS
    )
    return Landscape(
        Plane(center, np.stack(directions), method if method in _METHODS else "given"),
        *(alpha, beta, training, validation, training_metric, validation_metric),
        paths=stored.paths(),
        explained=float(stored.numbers("explained")),
        experiment=stored.text("experiment"),
        options=stored.text("options") if "options" in stored else "",
    )


def _not_a_landscape(file: str) -> LandscapeFileError:
    return LandscapeFileError(
        tr_noop("core", "{file} holds no landscape; choose a file that Talweg has saved as such."), file=file
    )
