"""A loss map as a block of land: heights in the world, the light on them, what hides what."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.loss_map import LossMap

from .camera import Body, Floats, Floats32, Projection

HEIGHT = 0.56
"""Of shade 1, where the block is 2 wide."""

BASE = 0.07
HOLE = 0.0
"""The light of what has no loss: it lies on the floor and is painted as such."""

_NARROWEST = 0.4
_LIGHT = np.array([-0.62, -0.18, 0.77])
_SIDES = {(0, -1): 0.36, (0, 1): 0.2, (1, -1): 0.24, (1, 1): 0.28}
"""How light the walls are: by axis, and on which end of it they stand."""

_DIMMEST, _BRIGHTEST = 0.08, 1.0
_STEPS = 40
_LOOK = 512
_SKIN = 0.008
"""So much may lie over a point without hiding it: what lies on the ground is not hidden by it."""


class Terrain:
    """The block: `heights` and `light`, both (rows, columns), 0 … 1; x and y run from −half to half."""

    def __init__(self, loss_map: LossMap) -> None:
        x, y = loss_map.axes()
        self._low = np.array([x[0], y[0]])
        self._reach = np.array([x[-1] - x[0], y[-1] - y[0]])
        self._reach[self._reach <= 0] = 1.0
        half = np.clip(self._reach / self._reach.max(), _NARROWEST, 1.0)
        self.body = Body(float(half[0]), float(half[1]), HEIGHT, BASE)
        self.half = half
        self.map = loss_map
        shades = loss_map.shades.astype(np.float32)
        if min(shades.shape) < 2:
            shades = np.broadcast_to(shades, [max(2, count) for count in shades.shape])
        self.known = ~np.isnan(shades)
        self.heights: Floats32 = np.where(self.known, shades, np.float32(0.0))

    def world(self, places: Floats) -> Floats:
        """Places (n, 2) of the map in the world, (n, 2)."""
        with np.errstate(over="ignore"):
            inside: Floats = ((places - self._low) / self._reach * 2 - 1) * self.half
        return inside

    def place(self, x: float, y: float) -> tuple[float, float]:
        """The place of the map under a point of the world."""
        at = self._low + (np.array([x, y]) / self.half + 1) / 2 * self._reach
        return float(at[0]), float(at[1])

    @cached_property
    def light(self) -> Floats32:
        """How much light falls on every height: from a large lamp, and less in hollows."""
        rows, columns = self.heights.shape
        z = self.heights * HEIGHT
        slope_y, slope_x = np.gradient(z, 2 * self.half[1] / (rows - 1), 2 * self.half[0] / (columns - 1))
        towards = _LIGHT[2] - slope_x * _LIGHT[0] - slope_y * _LIGHT[1]
        lambert = towards / np.sqrt(1 + slope_x**2 + slope_y**2) / np.linalg.norm(_LIGHT)
        level = _LIGHT[2] / np.linalg.norm(_LIGHT)
        lit = 0.5 + 0.46 * (lambert - level)
        size = max(rows, columns)
        hollow = sum(np.maximum(_blurred(z, radius) - z, 0) for radius in (size // 40, size // 14))
        open_sky = 1 / (1 + 3.2 * hollow)
        light = np.clip(lit * open_sky, _DIMMEST, _BRIGHTEST).astype(np.float32)
        return np.where(self.known, light, np.float32(HOLE))

    @cached_property
    def land(self) -> NDArray[np.complex64]:
        """Height + i · light of all points, row by row."""
        land: NDArray[np.complex64] = (self.heights + np.complex64(1j) * self.light).ravel()
        return land

    def side_light(self, axis: int, end: int) -> float:
        """How light the wall across x (axis 0) or y (axis 1) is, at its low (−1) or high (1) end."""
        return _SIDES[axis, end]

    def height_at(self, x: Floats, y: Floats) -> Floats:
        """Heights in the world, of what lies beyond the edge that of the edge."""
        rows, columns = self.heights.shape
        column = np.clip((x / self.half[0] + 1) / 2 * (columns - 1), 0, columns - 1)
        row = np.clip((y / self.half[1] + 1) / 2 * (rows - 1), 0, rows - 1)
        left, bottom = (
            np.minimum(at.astype(np.intp), most) for at, most in ((column, columns - 2), (row, rows - 2))
        )
        column, row = column - left, row - bottom
        flat, at = self.heights.ravel(), bottom * columns + left
        low = flat[at] * (1 - column) + flat[at + 1] * column
        high = flat[at + columns] * (1 - column) + flat[at + columns + 1] * column
        heights: Floats = HEIGHT * (low * (1 - row) + high * row)
        return heights

    def shade_at(self, x: float, y: float) -> float | None:
        """The shade at a place of the map; None beside it and where it has none."""
        at = self.world(np.array([[x, y]]))
        if not (np.abs(at) <= self.half).all():
            return None
        rows, columns = self.heights.shape
        column, row = np.rint((at[0] / self.half + 1) / 2 * (columns - 1, rows - 1)).astype(np.intp)
        return float(self.height_at(*at.T)[0]) / HEIGHT if self.known[row, column] else None

    def visible(self, points: Floats, eye: Floats) -> NDArray[np.bool_]:
        """Which points (n, 3) are seen from the eye and not hidden by the land."""
        to = eye - points
        # From where it is higher than all land, nothing is hidden.
        share = np.clip((HEIGHT - points[:, 2]) / np.maximum(to[:, 2], 1e-9), 0.0, 1.0)
        steps = (np.arange(1, _STEPS + 1) / _STEPS)[:, None] * share
        x, y, z = (points[:, axis] + steps * to[:, axis] for axis in range(3))
        over = (self.height_at(x, y) > z + _SKIN) & (np.abs(x) <= self.half[0]) & (np.abs(y) <= self.half[1])
        visible: NDArray[np.bool_] = ~over.any(axis=0)
        return visible

    def under(self, projection: Projection, x: float, y: float) -> tuple[float, float] | None:
        """The point (x, y) of the world at which a pixel shows the ground; None beside it and on a wall."""
        direction = projection.towards(x, y)
        if direction[2] >= 0:
            return None
        near, far = ((z - projection.eye[2]) / direction[2] for z in (HEIGHT + 1e-6, -BASE))
        t = np.linspace(near, far, _LOOK)
        at_x, at_y, z = (projection.eye[axis] + t * direction[axis] for axis in range(3))
        inside = (np.abs(at_x) <= self.half[0]) & (np.abs(at_y) <= self.half[1])
        above = z - self.height_at(at_x, at_y)
        hits = np.flatnonzero(inside & (above <= 0))
        if not len(hits) or hits[0] == 0 or not inside[hits[0] - 1]:
            return None
        last, first = above[hits[0] - 1], above[hits[0]]
        share = last / (last - first)
        between = t[hits[0] - 1] + share * (t[hits[0]] - t[hits[0] - 1])
        return tuple(float(projection.eye[axis] + between * direction[axis]) for axis in range(2))  # type: ignore[return-value]


def _blurred(z: Floats32, radius: int) -> Floats32:
    """Means over squares, twice, so that they are soft."""
    size = 2 * radius + 1
    for _ in range(2):
        for _ in range(2):  # along rows, then along columns
            sums = np.cumsum(np.pad(z, ((radius + 1, radius), (0, 0)), mode="edge"), axis=0, dtype=np.float64)
            z = ((sums[size:] - sums[:-size]) / size).astype(np.float32).T
    return z
