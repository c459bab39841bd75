"""Losses at many points of a plane at once, on all devices; coarse to fine, so that something shows soon.

Every device runs the same program over blocks of points of one size, one after the other: so memory doesn't
grow with the number of points, nothing compiles for another number of them, and the values are the same, to
the last bit, whatever the number of devices and of processes.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..backend import jax, jnp
from ..plane import Plane
from . import devices
from .model import Data, Model

Floats = NDArray[np.float64]
Array = Any
Shapes = tuple[tuple[tuple[int, ...], Any], ...]

BUDGET = 256 * 2**20
"""Bytes that may be taken on each device, unless a single point or sample takes more."""
_CACHE = 24 * 2**20
"""Bytes that a core goes through for a point; XLA doesn't store all of them, and the rest stays near."""
_MOST_AT_ONCE = 256
"""So many points are enough to keep an accelerator busy."""
_CAPACITY = 2048
"""The most points in one call of the program, for each device."""
_COARSEST = 7
"""A grid begins with about so many points along the longer side."""
_CALL_SECONDS = 0.1
"""About so long a call takes: after it one can cancel, and see more."""
_COMPILER_OPTIONS = {
    # One thread for every device: several would cut products up, by their number, and round otherwise.
    "xla_cpu_multi_thread_eigen": False,
    # Sums given to a library take longer, from some thousand samples on three times as long.
    "xla_cpu_experimental_ynn_fusion_type": "",
    # A hint: tanh takes half the time where there are registers of that width.
    "xla_cpu_prefer_vector_width": 512,
}

# --- the program --------------------------------------------------------------------------------------------


class Prepared(NamedTuple):
    """What all points of a plane share: center (size,), directions (k, size), and what `first` makes of them.

    `first` is that of the centre, `slopes` (k, ...) are those of the directions.
    """

    center: Array
    directions: Array
    first: Any
    slopes: Any
    data: Data


def _prepare(center: Array, directions: Array, data: Data, *, model: Model) -> Prepared:
    first, slope = jax.linearize(lambda weights: model.first(weights, data), center.astype(model.dtype))
    return Prepared(center, directions, first, jax.vmap(slope)(directions.astype(model.dtype)), data)


_prepared = jax.jit(_prepare, static_argnames="model", compiler_options=_COMPILER_OPTIONS)


def _along(start: Array, steps: Array, coordinates: Array) -> Array:
    """start + Σ coordinate · step, term by term: a product of matrices would round by their size."""
    for step, coordinate in zip(steps, coordinates, strict=True):
        start = start + coordinate.astype(start.dtype) * step
    return start


def _point(model: Model, plane: Prepared, coordinates: Array) -> Array:
    """(2,): loss and metric at coordinates (k,)."""
    coordinates = list(coordinates)
    weights = _along(plane.center, plane.directions, coordinates).astype(model.dtype)
    first = jax.tree.map(lambda start, steps: _along(start, steps, coordinates), plane.first, plane.slopes)
    return jnp.stack([jnp.asarray(value, jnp.float64) for value in model.rest(first, weights, plane.data)])


@lru_cache(maxsize=64)
def _program(model: Model, points: int) -> Any:
    """Losses (devices, blocks, block, 2) at coordinates (..., k) of a plane, of as many blocks as counted."""

    def of_device(plane: Prepared, coordinates: Array, counts: Array) -> Array:
        coordinates = coordinates[0]

        def turn(index: Array, values: Array) -> Array:
            point = partial(_point, model, plane)
            found = point(coordinates[index, 0]) if points == 1 else jax.vmap(point)(coordinates[index])
            return values.at[index].set(found)

        values = jnp.zeros((*coordinates.shape[:2], 2))
        return jax.lax.fori_loop(0, counts[0, 0], turn, values)[None]

    sharded = jax.shard_map(
        of_device,
        mesh=devices.mesh(),
        in_specs=(devices.SAME, devices.OWN, devices.OWN),
        out_specs=devices.OWN,
        check_vma=False,
    )
    return jax.jit(sharded, compiler_options=_COMPILER_OPTIONS)


class _Division(NamedTuple):
    """Into how many pieces data are cut at least, whether all can stay, and how many points go at once.

    Losses may differ in the last bit by it, so it depends on nothing but the model and its data.
    """

    pieces: int
    kept: bool
    points: int


@lru_cache(maxsize=64)
def _division(model: Model, structure: Any, shapes: Shapes) -> _Division:
    """Of data and a plane of these shapes.

    On a core one point after the other is the fastest, as it stays in the cache; an accelerator takes many.
    What a point takes is bounded by all that is computed for it, of which XLA keeps only a part.
    """
    given = jax.tree.unflatten(structure, [_shaped(*shape) for shape in shapes])
    plane = jax.eval_shape(partial(_prepare, model=model), *given)
    coordinates = _shaped(plane.directions.shape[:1], np.float64)
    traced = jax.make_jaxpr(partial(_point, model))(plane, coordinates)
    shared = _bytes([plane.first, plane.slopes, plane.data])
    own = _bytes([variable.aval for equation in traced.eqns for variable in equation.outvars])
    cores = devices.are_cores()
    pieces = -(-(shared + own) // (_CACHE if cores else BUDGET))
    points = 1 if cores else min(BUDGET * pieces // own, _MOST_AT_ONCE)
    return _Division(pieces, shared <= BUDGET, points)


_shaped: Any = jax.ShapeDtypeStruct


def _bytes(tree: Any) -> int:
    return sum(leaf.size * leaf.dtype.itemsize for leaf in jax.tree.leaves(tree))


def _shapes(tree: Any) -> tuple[Any, Shapes]:
    leaves, structure = jax.tree.flatten(tree)
    return structure, tuple((leaf.shape, leaf.dtype) for leaf in leaves)


class _Losses:
    """The compiled program of a model on a plane, with its data on all devices."""

    def __init__(self, model: Model, plane: Plane, data: Data) -> None:
        data = jax.tree.map(jnp.asarray, data)
        division = _division(model, *_shapes((plane.center, plane.directions, data)))
        self._model, self._plane = model, devices.on_all((plane.center, plane.directions))
        self._pieces = model.pieces(data, division.pieces)
        self._kept = list(self._prepared()) if division.kept else None
        self._points = division.points
        self._program = _program(model, division.points)

    def _prepared(self) -> Iterator[tuple[float, Prepared]]:
        for weight, data in self._pieces:
            yield weight, _prepared(*self._plane, devices.on_all(data), model=self._model)

    def at(self, coordinates: Floats) -> Floats:
        """(n, 2) at coordinates (n, k)."""
        most = _CAPACITY * devices.count()
        starts = range(0, max(len(coordinates), 1), most)
        return np.concatenate([self._call(coordinates[start : start + most]) for start in starts])

    def _call(self, coordinates: Floats) -> Floats:
        here, blocks = devices.count(), _CAPACITY // self._points
        each = -(-len(coordinates) // (self._points * here))
        shares = np.zeros((here, each * self._points, coordinates.shape[1]))
        shares.reshape(-1, coordinates.shape[1])[: len(coordinates)] = coordinates
        dealt = np.zeros((here, blocks, self._points, coordinates.shape[1]))
        dealt[:, :each] = shares.reshape(here, each, self._points, -1)
        given = devices.dealt(dealt), devices.dealt(np.full((here, 1), each, np.int32))
        values = np.zeros((here, each, self._points, 2))
        for weight, plane in self._kept or self._prepared():
            values += weight * devices.gathered(self._program(plane, *given))[:, :each]
        return values.reshape(-1, 2)[: len(coordinates)]

    def bytes_taken(self) -> int:
        """What the compiled program takes on a device beside its arguments and results."""
        here, dimensions = devices.count(), self._plane[1].shape[0]
        coordinates = np.zeros((here, _CAPACITY // self._points, self._points, dimensions))
        _, plane = next(self._prepared())
        compiled = self._program.lower(plane, coordinates, np.zeros((here, 1), np.int32)).compile()
        return int(compiled.memory_analysis().temp_size_in_bytes)


def evaluate(model: Model, plane: Plane, data: Data, coordinates: NDArray[Any]) -> Floats:
    """Loss and metric (n, 2) at coordinates (n, k) of a plane; not finite where they are not.

    In several processes all have to ask for the same, and all get everything.
    """
    return _Losses(model, plane, data).at(np.asarray(coordinates, np.float64))


# --- coarse to fine -----------------------------------------------------------------------------------------


class Grid(NamedTuple):
    """What is known of a grid so far: of each part, loss and metric (m, n, 2) at β (m,) and α (n,).

    NaN is not known yet, or not a number. Of `points` nodes `done` are computed; it took `seconds`, and each
    further node will take `pace` seconds, NaN before the first is there.
    """

    alpha: Floats
    beta: Floats
    values: Mapping[str, Floats]
    done: int
    points: int
    seconds: float = 0.0
    pace: float = float("nan")

    @property
    def complete(self) -> bool:
        """Whether every node has been computed."""
        return self.done == self.points

    @property
    def left(self) -> float | None:
        """About how many seconds are left; None before anything is known."""
        if self.complete:
            return 0.0
        return None if np.isnan(self.pace) else (self.points - self.done) * self.pace

    def filled(self, name: str) -> Floats:
        """(m, n, 2) to be shown: nodes that are not known between those that are, linearly."""
        values = self.values[name]
        known = ~np.isnan(values[..., 0])
        for rows, columns in reversed(_levels(*known.shape)):
            if known[np.ix_(rows, columns)].all():
                between = _between(values[np.ix_(rows, columns)], rows, columns, known.shape)
                return np.where(known[..., None], values, between)
        return values


Nodes = NDArray[np.intp]


def _levels(rows: int, columns: int) -> list[tuple[Nodes, Nodes]]:
    """Rows and columns of ever finer grids, each of which holds those before; the last is the whole."""
    stride = 1
    while max(rows, columns) > _COARSEST * stride:
        stride *= 2
    levels = []
    while stride:
        levels.append((_every(stride, rows), _every(stride, columns)))
        stride //= 2
    return levels


def _every(stride: int, count: int) -> Nodes:
    """Each `stride`-th of `count`, and the last."""
    return np.union1d(np.arange(0, count, stride), count - 1).astype(np.intp)


def _between(values: Floats, rows: Nodes, columns: Nodes, shape: tuple[int, ...]) -> Floats:
    """Values (rows, columns, 2) of a grid at every node: linear between them, the nearest if not finite."""
    row, column = np.arange(shape[0]), np.arange(shape[1])
    with np.errstate(invalid="ignore"):
        along = _interpolated(values, rows, row)
        smooth = np.swapaxes(_interpolated(np.swapaxes(along, 0, 1), columns, column), 0, 1)
    nearest = values[np.ix_(_nearest(rows, row), _nearest(columns, column))]
    return np.where(np.isfinite(smooth), smooth, nearest)


def _interpolated(values: Floats, at: Nodes, wanted: Nodes) -> Floats:
    """Values (len(at), ...), linear between, at the `wanted`."""
    upper = (
        np.clip(np.searchsorted(at, wanted), 1, max(len(at) - 1, 1)) if len(at) > 1 else np.zeros_like(wanted)
    )
    lower = np.maximum(upper - 1, 0)
    share = (wanted - at[lower]) / np.maximum(at[upper] - at[lower], 1)
    share = share.reshape(-1, *(1,) * (values.ndim - 1))
    between: Floats = (1 - share) * values[lower] + share * values[upper]
    return between


def _nearest(at: Nodes, wanted: Nodes) -> Nodes:
    nearest: Nodes = np.abs(at[:, None] - wanted[None, :]).argmin(axis=0)
    return nearest


def sharpening(
    model: Model,
    plane: Plane,
    parts: Mapping[str, Data],
    alpha: NDArray[Any],
    beta: NDArray[Any],
    *,
    known: Mapping[str, NDArray[Any]] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Grid]:
    """Compute a grid from coarse to fine; the last of what is yielded is complete, unless it was cancelled.

    On a line `beta` has one value, which doesn't count. `known` holds earlier values (m, n, 2) of every part,
    NaN where they are missing: these nodes are not computed again. `cancelled` is asked a few times a second,
    and ends all processes if one of them says so; all else has to be the same in all.
    """
    alpha, beta = np.asarray(alpha, np.float64), np.asarray(beta, np.float64)
    shape = len(beta), len(alpha)
    values = {name: np.full((*shape, 2), np.nan) for name in parts}
    fresh = np.ones(shape, bool)
    if known is not None and all(name in known and known[name].shape == (*shape, 2) for name in parts):
        values = {name: np.array(known[name], np.float64) for name in parts}
        fresh = np.all([np.isnan(value[..., 0]) for value in values.values()], axis=0)
    begun, pace = time.perf_counter(), float("nan")
    losses = {name: _Losses(model, plane, data) for name, data in parts.items()}

    def now() -> Grid:
        copies = {name: value.copy() for name, value in values.items()}
        done = int(np.count_nonzero(~fresh))
        return Grid(alpha, beta, copies, done, fresh.size, time.perf_counter() - begun, pace)

    if not fresh.any():
        yield now()
    for rows, columns in _levels(*shape):
        inside = np.zeros(shape, bool)
        inside[np.ix_(rows, columns)] = True
        row, column = np.nonzero(inside & fresh)
        first = 0
        while first < len(row):
            if devices.told_to_all(np.array(cancelled())).any():
                return
            chunk = slice(first, first + _call_size(pace))
            start = time.perf_counter()
            at = np.stack([alpha[column[chunk]], beta[row[chunk]]], axis=1)[:, : plane.dimensions]
            for name, own in losses.items():
                values[name][row[chunk], column[chunk]] = own.at(at)
            fresh[row[chunk], column[chunk]] = False
            seconds = np.array((time.perf_counter() - start) / len(at))
            pace = float(devices.told_to_all(seconds).max())
            first += len(at)
            yield now()


def _call_size(pace: float) -> int:
    """How many points the next call takes, if the last took `pace` seconds for each."""
    few = 16 * devices.count()
    return few if np.isnan(pace) else max(int(_CALL_SECONDS / pace), few)
