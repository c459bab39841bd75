"""Minima and saddles of any surface: Newton's method where the gradient may vanish, a search at kinks."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..backend import jax, jnp
from .catalogue.surface import CriticalPoint, Surface

Array = Any
Function = Callable[..., Array]
Values = Mapping[str, float]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

_CELLS = 128
"""Cells along each side of the domain; of two critical points within one cell both may be missed."""

_STARTS = 1024
_SUSPECTS = 32
"""Points followed in one call: fixed shapes, so that nothing compiles when their number changes."""

_VISIBLE = 1e-10
"""What changes the loss a cell away by no more than this part of its spread is a plain."""

_DEGENERATE = 1e-8
"""Curvatures of a smaller ratio are a valley or a ridge, as far as Newton's method can see."""

_SETTLED = 1e-8
"""Newton's last step, in cells, of a point that has arrived."""

_SAME = 0.05
_CROWDED = 2
"""Points found so many cells apart, or less, are one: smooth ones, and those known less exactly."""


class _Window(NamedTuple):
    """The domain in cells, loss and slope at their corners; `spread`: how far the lowest 1 % reach up."""

    low: Floats
    high: Floats
    cell: Floats
    loss: Floats
    slope: Floats
    spread: float

    def holds(self, points: Floats) -> Mask:
        """Whether each of `points`, of shape (n, 2), lies inside."""
        held: Mask = np.all((points >= self.low) & (points <= self.high), axis=-1)
        return held

    def apart(self, points: Floats, others: Floats, cells: float) -> Mask:
        """Whether each of `points` is further than `cells` from all `others`, along x or along y."""
        steps = np.abs(points[:, None] - others[None, :]) / self.cell
        far: Mask = np.all(steps.max(axis=-1) > cells, axis=-1)
        return far

    def thinned(self, points: Floats) -> Floats:
        """Of `points` the first, and every further one that does not crowd an earlier one."""
        kept = points[:0]
        for point in points[:, None]:
            if self.apart(point, kept, _CROWDED)[0]:
                kept = np.concatenate([kept, point])
        return kept

    def distinct(self, points: Floats) -> Floats:
        """One of each cluster of `points`; clusters are far smaller than the gaps between them."""
        # The odd offset keeps likely coordinates (0, 1, ½, …) away from where rounding changes.
        keys = np.round((points - self.low) / (self.cell * _SAME) + 0.2137)
        _, first = np.unique(keys, axis=0, return_index=True)
        return points[np.sort(first)]


def find(surface: Surface, parameters: Values) -> tuple[CriticalPoint, ...]:
    """Minima and saddles of `surface` inside its domain: minima by rising loss, then saddles.

    `parameters` has a value for every parameter of the surface. Known points win over found ones. Valleys,
    ridges and plateaus, whose points are not isolated, are left out. A minimum is global if no other in the
    domain is lower, also where the surface falls lower still without one.
    """
    function, values = surface.function, {name: float(value) for name, value in parameters.items()}
    window = _window(surface, values)
    known = [point for point in surface.known_points(**values) if window.holds(_places([point]))[0]]

    minima, saddles, unclear = _smooth(function, values, window)
    at_known = _places(known)
    minima, saddles = (points[window.apart(points, at_known, _SAME)] for points in (minima, saddles))
    taken = np.concatenate([at_known, minima, saddles])
    hollows = _hollows(window)
    suspects = np.concatenate(
        [_descended(function, values, window, hollows[window.apart(hollows, taken, _CROWDED)]), unclear]
    )
    suspects = suspects[window.apart(suspects, taken, _CROWDED)][: 4 * _SUSPECTS]
    flat_minima, flat_saddles = _ringed(function, values, window, suspects)
    minima = np.concatenate([minima, flat_minima])
    saddles = np.concatenate([saddles, flat_saddles])
    return _named(function, values, window, known, minima, saddles)


def _named(
    function: Function,
    values: Values,
    window: _Window,
    known: list[CriticalPoint],
    minima: Floats,
    saddles: Floats,
) -> tuple[CriticalPoint, ...]:
    """Known and found points in order, the lowest minima called global."""

    heights = _heights(function, values, np.concatenate([minima, saddles]))
    heights, passes = heights[: len(minima)], heights[len(minima) :]
    lowest = min([*heights, *(point.loss for point in known if point.kind != "saddle")], default=0.0)
    bound = lowest + 1e-9 * window.spread
    points = [
        *known,
        *(
            CriticalPoint("global" if loss <= bound else "local", float(x), float(y), loss)
            for (x, y), loss in zip(minima, heights, strict=True)
        ),
        *(
            CriticalPoint("saddle", float(x), float(y), loss)
            for (x, y), loss in zip(saddles, passes, strict=True)
        ),
    ]
    return tuple(sorted(points, key=lambda point: (point.kind == "saddle", point.loss)))


def _places(points: Iterable[CriticalPoint]) -> Floats:
    return np.array([(point.x, point.y) for point in points]).reshape(-1, 2)


def _window(surface: Surface, values: Values) -> _Window:
    low, high = np.array(surface.domain).T
    x, y = np.meshgrid(*(np.linspace(low[axis], high[axis], _CELLS + 1) for axis in (0, 1)), indexing="ij")
    loss, *slope = (
        np.asarray(part).reshape(x.shape)
        for part in _first_order(surface.function, x.ravel(), y.ravel(), values)
    )
    finite = loss[np.isfinite(loss)]
    spread = float(np.quantile(finite, 0.01) - finite.min()) if finite.size else 0.0
    return _Window(low, high, (high - low) / _CELLS, loss, np.stack(slope), spread)


def _smooth(function: Function, values: Values, window: _Window) -> tuple[Floats, Floats, Floats]:
    """Minima, saddles, and where the Hessian does not tell, of what Newton's method arrives at."""
    starts = _crossings(window)
    arrivals = [_newton(function, part, window.cell, values) for part in _parts(starts, _STARTS)]
    if not arrivals:
        return starts, starts, starts
    places, step, flattest, steepest = (
        np.concatenate(parts)[: len(starts)] for parts in zip(*map(_to_numpy, arrivals), strict=True)
    )
    arrived = (step < _SETTLED) & window.holds(places)
    bend = np.maximum(np.abs(flattest), np.abs(steepest))
    told = (np.minimum(np.abs(flattest), np.abs(steepest)) > _DEGENERATE * bend) & (
        0.5 * bend > _VISIBLE * window.spread
    )
    minima = arrived & told & (flattest > 0)
    saddles = arrived & told & (flattest < 0) & (steepest > 0)
    unclear = arrived & ~told
    return window.distinct(places[minima]), window.distinct(places[saddles]), window.distinct(places[unclear])


def _crossings(window: _Window) -> Floats:
    """Centres of the cells at whose corners both slopes are finite and neither keeps one sign."""
    corners = np.stack(
        [window.slope[:, left : _CELLS + left, lower : _CELLS + lower] for left in (0, 1) for lower in (0, 1)]
    )
    both = (corners.min(axis=0) <= 0) & (corners.max(axis=0) >= 0) & np.isfinite(corners).all(axis=0)
    cells = both.all(axis=0) & corners.any(axis=(0, 1))
    return window.low + (np.argwhere(cells) + 0.5) * window.cell


def _hollows(window: _Window) -> Floats:
    """Inner grid points lower than some neighbour and higher than none, where the slope explains it not.

    Where the loss is smooth, its differences are those of the trapezoidal rule, and Newton's method has
    been there; kinks, bottoms flatter than a parabola and holes as small as a cell break the rule.
    """
    loss = np.where(np.isfinite(window.loss), window.loss, np.inf)
    steps = np.array([(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0)])
    around = np.stack([loss[1 + i : _CELLS + i, 1 + j : _CELLS + j] for i, j in steps])
    inner = loss[1:-1, 1:-1]
    low = np.argwhere((inner <= around.min(axis=0)) & (inner < around.max(axis=0))) + 1

    i, j = low.T
    beside_i, beside_j = i[:, None] + steps[:, 0], j[:, None] + steps[:, 1]
    with np.errstate(all="ignore"):
        rise = loss[beside_i, beside_j] - loss[i, j][:, None]
        mean = 0.5 * (window.slope[:, beside_i, beside_j] + window.slope[:, i, j][..., None])
        slope = (mean[0] * window.cell[0] * steps[:, 0]) + (mean[1] * window.cell[1] * steps[:, 1])
        smooth = np.abs(rise - slope).max(axis=1) < 0.05 * rise.max(axis=1)
    order = np.argsort(loss[i, j], kind="stable")
    hollows: Floats = window.low + low[order][~smooth[order]][: 2 * _SUSPECTS] * window.cell
    return hollows


def _descended(function: Function, values: Values, window: _Window, starts: Floats) -> Floats:
    ends = [_search(function, part, window.cell, values) for part in _parts(starts, _SUSPECTS)]
    return np.concatenate([np.asarray(end) for end in ends])[: len(starts)] if ends else starts


def _ringed(function: Function, values: Values, window: _Window, points: Floats) -> tuple[Floats, Floats]:
    """Which of `points` are isolated minima, which isolated saddles, by the losses on a ring around each."""
    rings = [_ring(function, part, window.cell, values) for part in _parts(points, _SUSPECTS)]
    if not rings:
        return points, points
    middle, ring, lowest, near = (
        np.concatenate(parts)[: len(points)] for parts in zip(*map(_to_numpy, rings), strict=True)
    )
    with np.errstate(invalid="ignore"):
        rise = ring - middle[:, None]
        height = np.abs(rise).max(axis=1)
        shown = np.isfinite(height) & (height > _VISIBLE * window.spread) & window.holds(points)
        isolated = lowest - middle > 1e-6 * height
        # Towards a pole the loss falls without end: most of it happens well inside the ring.
        bounded = near - middle < 0.5 * (lowest - middle)
        signs = np.where(np.abs(rise) > 1e-6 * height[:, None], np.sign(rise), 0)
    passes = np.array([_changes(row) >= 4 for row in signs])
    deepest_first = np.argsort(middle, kind="stable")
    minima, saddles = (
        points[deepest_first][chosen[deepest_first]]
        for chosen in (shown & isolated & bounded, shown & passes)
    )
    return window.thinned(minima), window.thinned(saddles)


def _heights(function: Function, values: Values, points: Floats) -> list[float]:
    parts = [_losses_at(function, part, values) for part in _parts(points, _STARTS)]
    return [float(loss) for part in parts for loss in np.asarray(part)][: len(points)]


def _changes(signs: Floats) -> int:
    """How often the sign changes once around; zeros do not count."""
    kept = signs[signs != 0]
    return int(np.count_nonzero(kept != np.roll(kept, 1)))


def _parts(points: Floats, size: int) -> Iterator[Floats]:
    """`points` in pieces of exactly `size`, the last filled up with its last point."""
    for first in range(0, len(points), size):
        part = points[first : first + size]
        yield np.pad(part, ((0, size - len(part)), (0, 0)), mode="edge")


def _to_numpy(parts: tuple[Array, ...]) -> tuple[Floats, ...]:
    return tuple(np.asarray(part) for part in parts)


@partial(jax.jit, static_argnums=0)
def _losses_at(function: Function, points: Array, values: Mapping[str, Array]) -> Array:
    return function(points[:, 0], points[:, 1], **values)


@partial(jax.jit, static_argnums=0)
def _first_order(function: Function, x: Array, y: Array, values: Mapping[str, Array]) -> tuple[Array, ...]:
    """Loss, ∂/∂x and ∂/∂y; forward mode, because element by element it needs no `vmap`."""
    return _derivatives(function, x, y, values)[:3]


def _derivatives(function: Function, x: Array, y: Array, values: Mapping[str, Array]) -> tuple[Array, ...]:
    """Loss, ∂x, ∂y, ∂xx, ∂xy, ∂yy, each of the shape of x; what is not used is not computed."""
    along_x, along_y = (jnp.ones_like(x), jnp.zeros_like(y)), (jnp.zeros_like(x), jnp.ones_like(y))

    def slope(direction: tuple[Array, Array]) -> Callable[[Array, Array], Array]:
        return lambda x, y: jax.jvp(lambda x, y: function(x, y, **values), (x, y), direction)

    (loss, dx), (_, dxx) = jax.jvp(slope(along_x), (x, y), along_x)
    (_, dy), (_, dyy) = jax.jvp(slope(along_y), (x, y), along_y)
    _, (_, dxy) = jax.jvp(slope(along_x), (x, y), along_y)
    return loss, dx, dy, dxx, dxy, dyy


@partial(jax.jit, static_argnums=0)
def _newton(function: Function, starts: Array, cell: Array, values: Mapping[str, Array]) -> tuple[Array, ...]:
    """From `starts` (n, 2): places (n, 2), last step in cells, smaller and larger curvature per cell²."""
    width, height = cell

    def advance(_: Array, state: tuple[Array, ...]) -> tuple[Array, ...]:
        x, y, *_ = state
        _, dx, dy, dxx, dxy, dyy = _derivatives(function, x, y, values)
        dx, dy, dxx, dxy, dyy = dx * width, dy * height, dxx * width**2, dxy * width * height, dyy * height**2
        determinant = dxx * dyy - dxy * dxy
        right, up = (dxy * dy - dyy * dx) / determinant, (dxy * dx - dxx * dy) / determinant
        length = jnp.hypot(right, up)
        # One cell at most: a start should find what is near it, not what its tangents point at.
        scale = 1 / jnp.maximum(length, 1)
        resting = (dx == 0) & (dy == 0)  # also where the curvature vanishes and 0/0 would send it away
        right, up, length = (jnp.where(resting, 0, part) for part in (right * scale, up * scale, length))
        return x + right * width, y + up * height, length, dxx, dxy, dyy

    unknown = jnp.full(len(starts), jnp.nan)
    state = (starts[:, 0], starts[:, 1], unknown, unknown, unknown, unknown)
    x, y, length, dxx, dxy, dyy = jax.lax.fori_loop(0, 48, advance, state)
    mean, deviation = 0.5 * (dxx + dyy), jnp.hypot(0.5 * (dxx - dyy), dxy)
    return jnp.stack([x, y], axis=-1), length, mean - deviation, mean + deviation


def _lowest_on_ring(losses: Callable[[Array], Array], count: int, zooms: int) -> tuple[Array, Array]:
    """The angle (n, 1) of the lowest loss on a ring, and that loss.

    `losses` takes angles (1 or n, m). Of `count` angles the best of every quarter is narrowed down: a narrow
    valley crosses the ring twice, between the angles, and the lower crossing need not look so at first.
    """
    angles = jnp.linspace(0, 2 * np.pi, count, endpoint=False).reshape(4, -1) + 0.1
    coarse = losses(angles.reshape(1, -1)).reshape(-1, *angles.shape)
    width = angles[0, 1] - angles[0, 0]
    angle = angles[None, :, 0] + width * jnp.argmin(coarse, axis=2)

    def zoom(_: Array, state: tuple[Array, Array, Array]) -> tuple[Array, Array, Array]:
        angle, loss, width = state
        tried = angle[..., None] + width * jnp.array([[[-1.0, -0.5, 0.5, 1.0]]])
        heights = losses(tried.reshape(-1, 16)).reshape(tried.shape)
        best = jnp.argmin(heights, axis=2, keepdims=True)
        lowest = heights.min(axis=2)
        better = jnp.take_along_axis(tried, best, axis=2)[..., 0]
        return jnp.where(lowest < loss, better, angle), jnp.minimum(lowest, loss), 0.5 * width

    angle, loss, _ = jax.lax.fori_loop(0, zooms, zoom, (angle, coarse.min(axis=2), width))
    return jnp.take_along_axis(angle, jnp.argmin(loss, axis=1)[:, None], axis=1), loss.min(axis=1)[:, None]


@partial(jax.jit, static_argnums=0)
def _search(function: Function, starts: Array, cell: Array, values: Mapping[str, Array]) -> Array:
    """Descend from `starts` (n, 2) without a gradient: to the lowest point of a ring, or shrink the ring."""

    def advance(_: Array, state: tuple[Array, Array, Array]) -> tuple[Array, Array, Array]:
        places, losses, radius = state
        angle, lowest = _lowest_on_ring(
            lambda angles: _losses(function, _on_ring(places, radius, angles, cell), values), 8, 8
        )
        lower = lowest < losses
        return (
            jnp.where(lower, _on_ring(places, radius, angle, cell)[:, 0], places),
            jnp.minimum(lowest, losses),
            radius * jnp.where(lower, 1.4, 0.4),
        )

    losses = _losses(function, starts[:, None], values)
    return jax.lax.fori_loop(0, 60, advance, (starts, losses, jnp.full_like(losses, 0.5)))[0]


@partial(jax.jit, static_argnums=0)
def _ring(function: Function, points: Array, cell: Array, values: Mapping[str, Array]) -> tuple[Array, ...]:
    """Losses at `points` (n, 2), on a ring around each (n, 32), lowest on the ring, lowest much nearer."""
    angles = jnp.linspace(0, 2 * np.pi, 32, endpoint=False) + 0.1

    def losses(radius: float, angles: Array) -> Array:
        return _losses(function, _on_ring(points, jnp.full((len(points), 1), radius), angles, cell), values)

    _, lowest = _lowest_on_ring(lambda angles: losses(1, angles), 32, 20)
    near = losses(1e-3, angles[None, :]).min(axis=1)
    return _losses(function, points, values), losses(1, angles[None, :]), lowest[:, 0], near


def _on_ring(centres: Array, radius: Array, angles: Array, cell: Array) -> Array:
    """Places (n, m, 2) on circles about `centres` (n, 2): `radius` (n, 1) in cells, `angles` (1 or n, m)."""
    offsets = radius[..., None] * jnp.stack([jnp.cos(angles), jnp.sin(angles)], axis=-1)
    return centres[:, None] + offsets * cell[None, None]


def _losses(function: Function, places: Array, values: Mapping[str, Array]) -> Array:
    """The losses at `places` (…, 2); what is not finite is a wall, also −∞: a pole has no lowest point."""
    losses = function(places[..., 0], places[..., 1], **values)
    return jnp.where(jnp.isfinite(losses), losses, jnp.inf)
