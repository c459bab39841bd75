"""Checks of what a program gives `landscape.compute`: batches, pytrees, paths, filters, axes and ranges.

Everything raises TalwegError with one sentence that names the argument.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..backend import jax
from ..messages import TalwegError, tr_noop
from ..plane import Plane, Range
from ..run_settings import is_label
from . import directions
from .directions import Leaf
from .pytrees import Layout, as_arrays, flattened

Floats = NDArray[np.float64]
Pytree = Any
Path = Sequence[Pytree] | Mapping[str, Sequence[Pytree]]
FilterAxis = int | Callable[[str, tuple[int, ...]], int | None]

MOST_POINTS = 100_000_000
_NAME = "path"
"""What a single path is called."""


def data_of(batch: Any, what: str) -> Any:
    """A batch as arrays with samples in them; `what` names it in sentences."""
    arrays = as_arrays(batch, what)
    if any(not array.size for array in jax.tree.leaves(arrays)):
        raise TalwegError(tr_noop("core", "{what} has no samples: one of its arrays is empty."), what=what)
    return arrays


def solution_of(layout: Layout, tree: Pytree, what: str) -> Floats:
    """The finite weights (size,) of a pytree; `what` names it in sentences."""
    flat = flattened(layout, tree, what).astype(np.float64)
    if not np.isfinite(flat).all():
        raise TalwegError(
            tr_noop("core", "{what} has weights that are not finite: the training diverged."), what=what
        )
    return flat


def paths_of(layout: Layout, path: Path) -> dict[str, NDArray[Any]]:
    """The snapshots (n, size) of every path that has some."""
    lists = path if isinstance(path, Mapping) else {_NAME: path}
    for label in lists:
        if not isinstance(label, str) or not is_label(label):
            raise TalwegError(
                tr_noop("core", "A path cannot be called {label}; give it a name without a slash."),
                label=repr(label),
            )
    return {
        label: np.stack([flattened(layout, tree, f"{label}[{index}]") for index, tree in enumerate(trees)])
        for label, given in lists.items()
        if (trees := listed(given, label))
    }


def listed(trees: object, what: str) -> list[Pytree]:
    """Pytrees that are given one after the other; a dictionary is one itself, and not several."""
    if not isinstance(trees, Iterable) or isinstance(trees, str | Mapping):
        raise TalwegError(
            tr_noop("core", "{what} is {found}; give a list of pytrees like params."),
            what=what,
            found=type(trees).__name__,
        )
    return list(trees)


def between(layout: Layout, center: Floats, solutions: Sequence[Pytree]) -> Plane:
    """The line or plane from the centre through one or two other solutions."""
    solutions = listed(solutions, "solutions")
    if len(solutions) not in (1, 2):
        raise TalwegError(
            tr_noop("core", "Between solutions lies a line or a plane: give one or two others as solutions.")
        )
    others = [solution_of(layout, tree, f"solutions[{index}]") for index, tree in enumerate(solutions)]
    return directions.between(center, *others)


def leaves_of(layout: Layout, filter_axis: FilterAxis) -> list[Leaf]:
    """What of each array is a filter."""
    leaves = []
    for name, shape in zip(layout.names, layout.shapes, strict=True):
        axis = filter_axis(name, shape) if callable(filter_axis) else filter_axis
        if axis is not None and not isinstance(axis, int | np.integer):
            raise TalwegError(
                tr_noop("core", "filter_axis is {value}; give a whole number, or a function that gives one."),
                value=repr(axis),
            )
        is_bias = axis is None or len(shape) < 2
        if axis is not None and not is_bias and not -len(shape) <= axis < len(shape):
            raise TalwegError(
                tr_noop("core", "{name} has the shape {shape}; filter_axis is {axis}."),
                name=name,
                shape=shape,
                axis=axis,
            )
        leaves.append(Leaf(shape, is_bias, -1 if axis is None else int(axis)))
    return leaves


def axes_of(view: Range, resolution: int | tuple[int, int], dimensions: int) -> tuple[Floats, Floats]:
    """α (n,) and β (m,); on a line that is 0."""
    counts = np.broadcast_to(resolution, 2).tolist() if np.size(resolution) in (1, 2) else [0]
    if not all(isinstance(count, int) and count > 1 for count in counts) or prod(counts) > MOST_POINTS:
        raise TalwegError(
            tr_noop(
                "core",
                "resolution is {value}; give a whole number from 2 on, or two, for {most} points at most.",
            ),
            value=resolution,
            most=MOST_POINTS,
        )
    alpha, beta = (np.linspace(*ends, count) for ends, count in zip(view, counts, strict=True))
    return alpha, beta if dimensions == 2 else np.zeros(1)


def range_of(given: tuple[float, float] | Range) -> Range:
    """A pair of (lowest, highest) for α and β, from one or two such pairs."""
    try:
        ends = np.asarray(given, np.float64)
    except (TypeError, ValueError):
        ends = np.zeros(0)
    if ends.shape == (2,):
        ends = np.stack([ends, ends])
    if ends.shape != (2, 2) or not np.isfinite(ends).all() or not (ends[:, 0] < ends[:, 1]).all():
        raise TalwegError(
            tr_noop("core", "range is {value}; give the lowest and the highest, or two such pairs."),
            value=given,
        )
    (left, right), (bottom, top) = ends.tolist()
    return (left, right), (bottom, top)


def check_choice(value: object, choices: Sequence[object], what: str) -> None:
    """Raise TalwegError for a value that is none of the choices."""
    if value is not None and value not in choices:
        raise TalwegError(
            tr_noop("core", "{what} is {value}; it can be {choices}."),
            what=what,
            value=repr(value),
            choices=", ".join(map(str, choices)),
        )
