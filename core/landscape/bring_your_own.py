"""The landscape of a model of one's own: any JAX loss over any pytree of parameters."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

# Talweg computes with double precision switched on and all cores as devices, for the whole process. A program
# that brings its own model has made its own choices before, and keeps them: its loss is what it always was.
_OWN_PRECISION = None
if "jax" in sys.modules and "core.backend" not in sys.modules:
    _OWN_PRECISION = bool(sys.modules["jax"].config.jax_enable_x64)
    sys.modules["jax"].devices()  # from here on they are what they are

from ..backend import jax, jnp  # noqa: E402 - after what it would change
from ..messages import TalwegError, tr_noop  # noqa: E402
from ..plane import Plane, Range, view_of  # noqa: E402
from ..run_settings import is_label  # noqa: E402
from . import directions as ways  # noqa: E402
from . import grid  # noqa: E402
from .directions import BIASES, Biases, Leaf  # noqa: E402
from .landscape import Landscape  # noqa: E402
from .model import Model, of_loss  # noqa: E402
from .pytrees import Layout, as_arrays, flattened, layout_of  # noqa: E402

if _OWN_PRECISION is not None:
    jax.config.update("jax_enable_x64", _OWN_PRECISION)  # type: ignore[no-untyped-call]

Floats = NDArray[np.float64]
Pytree = Any
Array = Any
Measure = Callable[[Pytree, Any], Array]
Method = Literal["random", "layer", "pca", "hessian", "interpolate"]
Path = Sequence[Pytree] | Mapping[str, Sequence[Pytree]]
FilterAxis = int | Callable[[str, tuple[int, ...]], int | None]
Progress = Callable[[int, int, float | None], None]

METHODS: tuple[Method, ...] = ("random", "layer", "pca", "hessian", "interpolate")
MOST_POINTS = 100_000_000
_NAME = "path"
"""What a single path is called."""


def compute(
    loss: Measure,
    params: Pytree,
    batch: Any,
    *,
    validation: Any = None,
    metric: Measure | None = None,
    directions: Method | Sequence[Pytree] = "random",
    path: Path = (),
    solutions: Sequence[Pytree] = (),
    dimensions: Literal[1, 2] = 2,
    resolution: int | tuple[int, int] = 51,
    range: tuple[float, float] | Range | None = None,
    seed: int = 0,
    biases: Biases = "ignored",
    filter_axis: FilterAxis = -1,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Landscape:
    """The losses around the parameters of any model, on a line or plane through them.

    `loss(params, batch)` and, if wanted, `metric(params, batch)` are functions that JAX can trace. They give
    one number, the mean over the samples of `batch`, any pytree of arrays. `validation` is another batch;
    without one its losses are NaN. `params` is a pytree of floating-point arrays, and what is not trained is
    closed over.

    `directions` is "random", Gaussian ones with the norms of each filter, or "layer", of each array, see
    `directions.random`; "pca", of the path; "hessian", the two leading eigenvectors; "interpolate", from
    `params` at 0 to the one or two other `solutions` at 1; or one or two pytrees like `params`. If
    `dimensions` is 1, only the first is used. `biases`, "ignored" or "own", is what random ones do to them.

    `filter_axis` is the axis of a kernel along which its filters lie: −1 in Keras and Flax, 0 in PyTorch and
    Equinox; or a function of an array's name, like "layers/0/weight", and shape, which gives None for what
    counts as a bias. Arrays with less than two axes always do.

    `path` has checkpoints, pytrees like `params`, in order; or several such lists by label. `resolution` is
    the number of points a side, or (α, β). `range` is (low, high) in units of the directions, or a pair for α
    and one for β; without it, it suits the path.

    `progress(done, points, seconds_left)` is called a few times a second. If `cancelled()` says so, what is
    not known by then stays NaN.

    JAX's settings are the caller's, before and after. Raises TalwegError if something does not fit.
    """
    for what, function in (("loss", loss), ("metric", metric)):
        if function is not None and not callable(function):
            raise TalwegError(tr_noop("core", "{what} has to be a function of params and batch."), what=what)
    _check_choice(directions if isinstance(directions, str) else None, METHODS, "directions")
    _check_choice(dimensions, (1, 2), "dimensions")
    if not isinstance(seed, int | np.integer) or seed < 0:
        raise TalwegError(
            tr_noop("core", "seed is {value}; give a whole number from 0 on."), value=repr(seed)
        )
    _check_choice(biases, BIASES, "biases")
    params = as_arrays(params, "params")
    layout = layout_of(params)
    center = _solution(layout, params, "params")
    parts = {"training": _data(batch, "batch")}
    if validation is not None:
        parts["validation"] = _data(validation, "validation")
    paths = _paths(layout, path)
    together = np.concatenate([np.zeros((0, len(center)), np.float32), *paths.values()])
    own = bool(jax.config.jax_enable_x64)  # type: ignore[attr-defined]
    model = of_loss(
        _checked(loss, params, parts, "loss", own),
        layout.unravel,
        None if metric is None else _checked(metric, params, parts, "metric", own),
        layout.dtype,
    )

    match directions:
        case "random" | "layer":
            leaves = _leaves(layout, filter_axis)
            found = ways.random(center, leaves, seed, "filter" if directions == "random" else "layer", biases)
            plane = Plane(center, found, directions)
        case "pca":
            if not len(together):
                raise TalwegError(tr_noop("core", "Directions along a path take one; give it as path."))
            plane = Plane(center, ways.pca(together, center), directions)
        case "hessian":
            plane = Plane(center, _eigenvectors(model, layout, center, parts["training"]), directions)
        case "interpolate":
            plane = _between(layout, center, solutions)
        case _:
            trees = _listed(directions, "directions")
            given = [flattened(layout, one, f"directions[{index}]") for index, one in enumerate(trees)]
            plane = ways.given(center, given)
    plane = Plane(center, plane.directions[:dimensions], plane.method)

    trails = {label: plane.trail(one) for label, one in paths.items()}
    view = view_of(plane, list(trails.values())) if range is None else _range(range)
    alpha, beta = _axes(view, resolution, plane.dimensions)
    with jax.enable_x64(True):  # as all of Talweg does
        values = _evaluated(model, plane, parts, alpha, beta, progress, cancelled)
    unknown = np.full((len(beta), len(alpha), 2), np.nan)
    training, validated = (values.get(part, unknown) for part in ("training", "validation"))
    return Landscape(
        plane,
        alpha,
        beta,
        training[..., 0],
        validated[..., 0],
        training[..., 1],
        validated[..., 1],
        paths=trails,
        explained=plane.explained(together),
    )


# --- the model ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _InOwnPrecision:
    """A function of the caller's that is traced with `jax_enable_x64` as it is there."""

    function: Measure
    enable_x64: bool

    def __call__(self, params: Pytree, batch: Any) -> Array:
        with jax.enable_x64(self.enable_x64):
            return self.function(params, batch)


def _checked(function: Measure, params: Pytree, parts: Mapping[str, Any], what: str, own: bool) -> Measure:
    """The function, hashable. Raises TalwegError if it does not give one number for each part."""
    for part in parts.values():
        found = jax.eval_shape(function, params, part)
        if not isinstance(found, jax.ShapeDtypeStruct):
            raise TalwegError(
                tr_noop("core", "{what} gives {count} arrays; it has to give one number."),
                what=what,
                count=len(jax.tree.leaves(found)),
            )
        if found.shape or jnp.issubdtype(found.dtype, jnp.complexfloating):
            raise TalwegError(
                tr_noop("core", "{what} gives an array {shape} of {dtype}; it has to give one number."),
                what=what,
                shape=found.shape,
                dtype=found.dtype,
            )
    try:
        hash(function)
    except TypeError:  # such as modules of Equinox that hold arrays
        return _InOwnPrecision(lambda params, batch: function(params, batch), own)
    return _InOwnPrecision(function, own)


def _eigenvectors(model: Model, layout: Layout, center: Floats, data: Any) -> Floats:
    from ..curvature import leading_directions_of  # no other method needs it

    if len(center) < 2:
        raise TalwegError(tr_noop("core", "With a single weight there is no plane, only a line."))

    def loss(weights: Array) -> Array:
        return model.rest((), weights, data)[0]

    with jax.enable_x64(True):
        return leading_directions_of(loss, jnp.asarray(center, layout.dtype))


def _evaluated(
    model: Model,
    plane: Plane,
    parts: Mapping[str, Any],
    alpha: Floats,
    beta: Floats,
    progress: Progress | None,
    cancelled: Callable[[], bool],
) -> Mapping[str, Floats]:
    """Loss and metric (m, n, 2) of every part, as far as they were known when it was cancelled."""
    values: Mapping[str, Floats] = {}
    for known in grid.sharpening(model, plane, parts, alpha, beta, cancelled=cancelled):
        values = known.values
        if progress is not None:
            progress(known.done, known.points, known.left)
    return values


# --- what was given -----------------------------------------------------------------------------------------


def _data(batch: Any, what: str) -> Any:
    arrays = as_arrays(batch, what)
    if any(not array.size for array in jax.tree.leaves(arrays)):
        raise TalwegError(tr_noop("core", "{what} has no samples: one of its arrays is empty."), what=what)
    return arrays


def _solution(layout: Layout, tree: Pytree, what: str) -> Floats:
    flat = flattened(layout, tree, what).astype(np.float64)
    if not np.isfinite(flat).all():
        raise TalwegError(
            tr_noop("core", "{what} has weights that are not finite: the training diverged."), what=what
        )
    return flat


def _paths(layout: Layout, path: Path) -> dict[str, NDArray[Any]]:
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
        if (trees := _listed(given, label))
    }


def _listed(trees: object, what: str) -> list[Pytree]:
    """Pytrees that are given one after the other; a dictionary is one itself, and not several."""
    if not isinstance(trees, Iterable) or isinstance(trees, str | Mapping):
        raise TalwegError(
            tr_noop("core", "{what} is {found}; give a list of pytrees like params."),
            what=what,
            found=type(trees).__name__,
        )
    return list(trees)


def _between(layout: Layout, center: Floats, solutions: Sequence[Pytree]) -> Plane:
    solutions = _listed(solutions, "solutions")
    if len(solutions) not in (1, 2):
        raise TalwegError(
            tr_noop("core", "Between solutions lies a line or a plane: give one or two others as solutions.")
        )
    others = [_solution(layout, tree, f"solutions[{index}]") for index, tree in enumerate(solutions)]
    return ways.between(center, *others)


def _leaves(layout: Layout, filter_axis: FilterAxis) -> list[Leaf]:
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


def _axes(view: Range, resolution: int | tuple[int, int], dimensions: int) -> tuple[Floats, Floats]:
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


def _range(given: tuple[float, float] | Range) -> Range:
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


def _check_choice(value: object, choices: Sequence[object], what: str) -> None:
    if value is not None and value not in choices:
        raise TalwegError(
            tr_noop("core", "{what} is {value}; it can be {choices}."),
            what=what,
            value=repr(value),
            choices=", ".join(map(str, choices)),
        )
