"""Draws the block in numpy, where OpenGL is not: every pixel is looked up once.

Seen from above, land hides what lies behind it and nothing else. So it is sampled in fans, the vertical
planes through the eye, from near to far: visible is what rises above all nearer samples, and a row of the
picture shows the first sample that reaches it. The work depends on the size of the picture alone.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from ..theme import Theme
from .camera import Floats, Floats32, Projection
from .engine_protocol import BlockPicture, Plane
from .shading import CONTOURS, LIGHTS, SHADES, contour_brightness, shaded_colors
from .terrain import HEIGHT, Terrain

Pixels = NDArray[np.uint32]

SAMPLES = 320
_BELOW_ALL = 1e9

LINE = 1.0
LEVEL_LINE = 1.6
"""Points that contour lines are wide, and the one at the plane."""

STEEPEST = 12.0
"""What falls from the highest loss to the lowest within so many points has no line at the plane."""

DENSE = 4.0
"""Contour lines that are fewer points apart fade away."""

PLANE_OPACITY = 0.16


class _Fans(NamedTuple):
    """Which fans and rows the picture has, and where in each fan the block begins and ends.

    A fan goes `first + k · step` to the right for each unit ahead; `near` and `far` are ahead.
    """

    first: float
    step: float
    near: Floats
    far: Floats
    wall: Floats
    top: int
    rows: int

    @property
    def slopes(self) -> Floats:
        return self.first + np.arange(len(self.near), dtype=np.float64) * self.step

    @property
    def centres(self) -> Floats:
        """Of the rows, in pixels of the picture."""
        return np.arange(self.rows, dtype=np.float64) + (self.top + 0.5)


class _Samples(NamedTuple):
    """From near to far (samples, fans): shade, light, and the row of the picture at which each is seen."""

    shades: Floats32
    light: Floats32
    rows: Floats32


class _Field(NamedTuple):
    """What is seen (rows, fans): shade and light; and in which rows the block ends above and below."""

    fans: _Fans
    seen: NDArray[np.bool_]
    shades: Floats32
    light: Floats32
    upper: Floats32
    lower: Floats32


class Software:
    """Draws a terrain; what does not depend on colours is kept from one picture to the next."""

    smooth = False

    def __init__(self) -> None:
        self._terrain: Terrain | None = None
        self._projection = b""
        self._field: _Field | None = None

    def draw(
        self,
        terrain: Terrain,
        projection: Projection,
        theme: Theme,
        plane: Plane | None,
        ratio: float,
        fine: bool,
    ) -> BlockPicture | None:
        del fine  # finer is only what has more pixels
        if terrain is not self._terrain or projection.key != self._projection:
            self._terrain, self._projection = terrain, projection.key
            fans = _fans(terrain, projection)
            self._field = None if fans is None else _field(fans, _samples(terrain, projection, fans))
        if self._field is None:
            return None
        colors = _colored(self._field, theme, ratio)
        if plane is not None:
            _paint_plane(plane, colors, self._field, projection, ratio)
        _antialias_outline(colors, self._field)
        return _resampled(colors, self._field.fans, projection)


# --- what is seen ---------------------------------------------------------------------------------------


def _fans(terrain: Terrain, projection: Projection) -> _Fans | None:
    corners = terrain.body.corners()
    pixels = projection.project(corners)
    top = int(np.clip(pixels[:, 1].min() - 1, 0, projection.height))
    rows = int(np.clip(pixels[:, 1].max() + 2, 0, projection.height)) - top
    to = corners[:, :2] - projection.eye[:2]
    wanted = (to @ projection.right[:2]) / (to @ projection.ahead)
    widths = projection.fan_widths(np.array([top + 0.5, top + rows - 0.5]))
    left, right = ((edge - projection.x) / widths for edge in (0.0, float(projection.width)))
    low, high = max(wanted.min(), left.min()), min(wanted.max(), right.max())
    if rows < 1 or low >= high:
        return None
    count = max(2, int(np.ceil((high - low) * widths.mean())))
    step = (high - low) / count
    slopes = low + (np.arange(count) + 0.5) * step
    across = projection.ahead[:, None] + slopes * projection.right[:2, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        crossed = (np.array([[-1.0], [1.0]]) * terrain.half - projection.eye[:2])[:, :, None] / across
    enters, leaves = np.fmin(*crossed), np.fmax(*crossed)
    axis = enters.argmax(axis=0)
    positive = across[axis, np.arange(count)] > 0
    sides = np.array([[terrain.side_light(one, end) for end in (1, -1)] for one in (0, 1)])
    wall = sides[axis, positive.astype(np.intp)]
    return _Fans(slopes[0], step, enters.max(axis=0), leaves.min(axis=0), wall, top, rows)


def _samples(terrain: Terrain, projection: Projection, fans: _Fans) -> _Samples:
    across = projection.ahead[:, None] + fans.slopes * projection.right[:2, None]
    near, far, wall = (values.astype(np.float32) for values in (fans.near, fans.far, fans.wall))
    ahead = near + np.linspace(0, 1, SAMPLES, dtype=np.float32)[:, None] * (far - near)
    x, y = (
        np.float32(eye) + ahead * part
        for eye, part in zip(projection.eye[:2], across.astype(np.float32), strict=True)
    )
    land = _interpolated(terrain, x, y)
    # In front of the land stands the wall, from its foot to its edge.
    foot = np.full_like(land.real[:1], -terrain.body.base / HEIGHT)
    shades = np.concatenate([foot, land.real[:1], land.real])
    light = np.concatenate([wall[None], wall[None], land.imag])
    ahead = np.concatenate([ahead[:1], ahead[:1], ahead])
    slopes = (shades * np.float32(HEIGHT) - np.float32(projection.eye[2])) / ahead
    rows = projection.rows_of(slopes) - np.float32(fans.top)
    rows[:, fans.near >= fans.far] = _BELOW_ALL
    return _Samples(shades, light, rows)


def _interpolated(terrain: Terrain, x: Floats32, y: Floats32) -> NDArray[np.complex64]:
    """Height + i · light, bilinear: both are found by looking once."""
    rows, columns = terrain.heights.shape
    column = (x * np.float32(0.5 / terrain.half[0]) + np.float32(0.5)) * np.float32(columns - 1)
    row = (y * np.float32(0.5 / terrain.half[1]) + np.float32(0.5)) * np.float32(rows - 1)
    np.clip(column, 0, columns - 1.001, out=column)
    np.clip(row, 0, rows - 1.001, out=row)
    left, low = column.astype(np.int32), row.astype(np.int32)
    column -= left
    row -= low
    at = low * np.int32(columns) + left
    land = terrain.land
    here: NDArray[np.complex64] = land[at]
    right = land[at + 1]
    here += column * (right - here)
    at += columns
    above, right = land[at], land[at + 1]
    above += column * (right - above)
    here += row * (above - here)
    return here


def _field(fans: _Fans, samples: _Samples) -> _Field:
    """Of each fan, what every row shows: between the first sample that is as high and the one before."""
    count = len(fans.near)
    risen = np.minimum.accumulate(samples.rows, axis=0)
    cells = np.clip(np.ceil(risen - np.float32(0.5)), 0, fans.rows).astype(np.int32) * np.int32(count)
    cells += np.arange(count, dtype=np.int32)
    arrived = np.bincount(cells.ravel(), minlength=(fans.rows + 1) * count)[: fans.rows * count]
    first = len(risen) - np.cumsum(arrived.reshape(-1, count), axis=0, dtype=np.int32)
    seen = (first > 0) & (first < len(risen))
    here = np.where(seen, first, 1) * np.int32(count) + np.arange(count, dtype=np.int32)
    before = here - np.int32(count)
    rows = samples.rows.ravel()
    start = rows[before]
    centres = np.arange(fans.rows, dtype=np.float32)[:, None] + np.float32(0.5)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (start - centres) / (start - rows[here])
    share = np.clip(np.nan_to_num(share, copy=False), 0, 1, out=share)

    def between(values: Floats32) -> Floats32:
        flat = values.ravel()
        early: Floats32 = flat[before]
        early += share * (flat[here] - early)
        return early

    return _Field(fans, seen, between(samples.shades), between(samples.light), risen[-1], samples.rows[0])


# --- how it is painted ----------------------------------------------------------------------------------


def _colored(field: _Field, theme: Theme, ratio: float) -> Pixels:
    phase = field.shades * np.float32(CONTOURS + 1)
    steep = _steepness(phase)
    lines = np.clip(np.float32(0.5 + LINE * ratio / 2) - np.abs(phase - np.rint(phase)) / steep, 0, 1)
    lines *= np.clip(1 / (steep * np.float32(DENSE * ratio)) - np.float32(0.5), 0, 1)
    lines[(phase < 0.5) | (phase > CONTOURS + 0.5)] = 0
    light = field.light * np.float32(LIGHTS - 1)
    bounds = (np.minimum(light, np.float32(1.5)), np.float32(LIGHTS - 1))  # darker, it would be a hole
    light += lines * np.float32(contour_brightness(theme.name) * (LIGHTS - 1))
    np.clip(light, *bounds, out=light)
    index = light.astype(np.int32) * np.int32(SHADES)
    index += (np.clip(field.shades, 0, 1) * np.float32(SHADES - 1)).astype(np.int32)
    colors: Pixels = shaded_colors(theme).view(np.uint32).ravel()[index]
    colors *= field.seen
    return colors


def _steepness(values: Floats32) -> Floats32:
    """By how much values change from pixel to pixel."""
    down, across = np.zeros_like(values), np.zeros_like(values)
    np.subtract(values[1:], values[:-1], out=down[1:])
    np.subtract(values[:, 1:], values[:, :-1], out=across[:, 1:])
    steep: Floats32 = np.hypot(down, across, out=down)
    steep += np.float32(1e-5)
    return steep


def _paint_plane(plane: Plane, colors: Pixels, field: _Field, projection: Projection, ratio: float) -> None:
    """Tint what is seen through the plane, and draw the line in which it cuts the land."""
    fans = field.fans
    slopes = projection.slopes_of(fans.centres)
    with np.errstate(divide="ignore"):
        ahead = ((plane.shade * HEIGHT - projection.eye[2]) / slopes)[:, None]
    through = (ahead > fans.near) & (ahead < fans.far) & (~field.seen | (field.shades < plane.shade))
    accent = np.uint32(QColor(plane.color).rgba())
    colors[through] = _mixed(colors[through], accent, np.float32(PLANE_OPACITY))
    steep = _steepness(field.shades)
    gap = np.abs(field.shades - np.float32(plane.shade)) / steep
    line = np.clip(np.float32(0.5 + LEVEL_LINE * ratio / 2) - gap, 0, 1) * field.seen
    # From the edge of a hill to what lies behind it is no slope.
    line *= np.clip(2 - steep * np.float32(STEEPEST * ratio), 0, 1)
    drawn = line > 0
    colors[drawn] = _mixed(colors[drawn], accent, line[drawn])


def _antialias_outline(colors: Pixels, field: _Field) -> None:
    """Antialias the outline: the pixels in which the block ends are covered in part."""
    fans = np.arange(colors.shape[1])
    for edge, inward in ((field.upper, 1), (field.lower, -1)):
        row = np.floor(np.clip(edge, -9, len(colors) + 9)).astype(np.intp)
        cut = (np.minimum(row, row + inward) >= 0) & (np.maximum(row, row + inward) < len(colors))
        share = (edge - row)[cut]
        full = colors[row[cut] + inward, fans[cut]]
        colors[row[cut], fans[cut]] = _mixed(np.uint32(0), full, 1 - share if inward > 0 else share)


def _resampled(colors: Pixels, fans: _Fans, projection: Projection) -> BlockPicture:
    """The picture: in each row the fans are differently wide apart, as they meet far below it."""
    rows, count = colors.shape
    widths = projection.fan_widths(fans.centres)
    ends = projection.x + np.outer([fans.first - fans.step, fans.first + count * fans.step], widths)
    left = int(np.clip(np.floor(ends[0].min()), 0, projection.width))
    right = int(np.clip(np.ceil(ends[1].max()), left + 1, max(projection.width, left + 1)))
    # One empty fan on either side.
    wide = np.zeros((rows, count + 2), dtype=np.uint32)
    wide[:, 1:-1] = colors
    per_fan = (1 / (widths * fans.step)).astype(np.float32)[:, None]
    begin = np.float32(1 - fans.first / fans.step)
    at = (np.arange(left, right, dtype=np.float32) + np.float32(0.5 - projection.x)) * per_fan + begin
    np.clip(at, 0, count + 0.999, out=at)
    cell = at.astype(np.int32)
    at -= cell
    cell += np.arange(rows, dtype=np.int32)[:, None] * np.int32(count + 2)
    flat = wide.ravel()
    pixels = np.ascontiguousarray(_mixed(flat[cell], flat[cell + 1], at))
    width = right - left
    image = QImage(pixels.data, width, rows, 4 * width, QImage.Format.Format_ARGB32_Premultiplied).copy()
    return BlockPicture(image, QRect(left, fans.top, width, rows))


_EVEN = np.uint32(0x00FF00FF)
_ODD = np.uint32(0xFF00FF00)


def _mixed(one: Pixels | np.uint32, other: Pixels | np.uint32, share: Floats32 | np.float32) -> Pixels:
    """Premultiplied colours on the way from one to the other; two channels at a time."""
    weight = np.asarray(share * np.float32(256), dtype=np.uint32)
    rest, eight = np.uint32(256) - weight, np.uint32(8)
    even = ((one & _EVEN) * rest + (other & _EVEN) * weight) >> eight
    odd = ((one >> eight) & _EVEN) * rest + ((other >> eight) & _EVEN) * weight
    mixed: Pixels = (even & _EVEN) | (odd & _ODD)
    return mixed
