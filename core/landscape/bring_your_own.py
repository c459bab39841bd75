"""`landscape.compute`: the landscape of any JAX loss over any pytree of parameters."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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
from . import directions as plane_directions  # noqa: E402
from . import grid  # noqa: E402
from .arguments import (  # noqa: E402
    FilterAxis,
    Path,
    Pytree,
    axes_of,
    between,
    check_choice,
    data_of,
    leaves_of,
    listed,
    paths_of,
    range_of,
    solution_of,
)
from .directions import BIASES, Biases  # noqa: E402
from .landscape import Landscape  # noqa: E402
from .model import Model, of_loss  # noqa: E402
from .pytrees import Layout, as_arrays, flattened, layout_of  # noqa: E402

if _OWN_PRECISION is not None:
    jax.config.update("jax_enable_x64", _OWN_PRECISION)  # type: ignore[no-untyped-call]

Floats = NDArray[np.float64]
Array = Any
Measure = Callable[[Pytree, Any], Array]
Method = Literal["random", "layer", "pca", "hessian", "interpolate"]
Progress = Callable[[int, int, float | None], None]

METHODS: tuple[Method, ...] = ("random", "layer", "pca", "hessian", "interpolate")


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
    check_choice(directions if isinstance(directions, str) else None, METHODS, "directions")
    check_choice(dimensions, (1, 2), "dimensions")
    if not isinstance(seed, int | np.integer) or seed < 0:
        raise TalwegError(
            tr_noop("core", "seed is {value}; give a whole number from 0 on."), value=repr(seed)
        )
    check_choice(biases, BIASES, "biases")
    params = as_arrays(params, "params")
    layout = layout_of(params)
    center = solution_of(layout, params, "params")
    parts = {"training": data_of(batch, "batch")}
    if validation is not None:
        parts["validation"] = data_of(validation, "validation")
    paths = paths_of(layout, path)
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
            leaves = leaves_of(layout, filter_axis)
            found = plane_directions.random(
                center, leaves, seed, "filter" if directions == "random" else "layer", biases
            )
            plane = Plane(center, found, directions)
        case "pca":
            if not len(together):
                raise TalwegError(tr_noop("core", "Directions along a path take one; give it as path."))
            plane = Plane(center, plane_directions.pca(together, center), directions)
        case "hessian":
            plane = Plane(center, _eigenvectors(model, layout, center, parts["training"]), directions)
        case "interpolate":
            plane = between(layout, center, solutions)
        case _:
            trees = listed(directions, "directions")
            given = [flattened(layout, one, f"directions[{index}]") for index, one in enumerate(trees)]
            plane = plane_directions.given(center, given)
    plane = Plane(center, plane.directions[:dimensions], plane.method)

    trails = {label: plane.trail(one) for label, one in paths.items()}
    view = view_of(plane, list(trails.values())) if range is None else range_of(range)
    alpha, beta = axes_of(view, resolution, plane.dimensions)
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
