"""From where a relief is looked at, and where its points are seen."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]

LOWEST, HIGHEST = 8.0, 72.0
"""Degrees above the horizon: lower, the floor would be seen from below; from above there is the map."""

CLOSEST, FARTHEST = 8.0, 0.5
DISTANCE = 7.0
"""Of the eye from the middle, where a relief is 2 wide: far enough for a calm perspective."""

_MARGIN = 0.95
_ASIDE, _BELOW = 46.0, 30.0
"""Pixels that stay free for the numbers on the axes."""

_MOST_ASIDE = 4.0


class Body(NamedTuple):
    """The block that is looked at: half its width along x and y, its height, and what is below 0."""

    half_x: float
    half_y: float
    height: float
    base: float

    def corners(self) -> Floats:
        """(8, 3): four below, then four above, each from (−, −) against the clock."""
        x, y = self.half_x, self.half_y
        around = [(-x, -y), (x, -y), (x, y), (-x, y)]
        return np.array([(*corner, z) for z in (-self.base, self.height) for corner in around])


class Camera(NamedTuple):
    """Degrees around and above the middle, how many times as large as fits, and the picture's shift.

    The shift is in heights of the picture, to the right and down.
    """

    azimuth: float = -58.0
    elevation: float = 40.0
    zoom: float = 1.0
    shift_x: float = 0.0
    shift_y: float = 0.0

    def turned(self, around: float, up: float) -> "Camera":
        """Moved around the relief by so many degrees."""
        elevation = min(max(self.elevation + up, LOWEST), HIGHEST)
        return self._replace(azimuth=(self.azimuth + around) % 360.0, elevation=elevation)

    def zoomed(self, factor: float, x: float = 0.0, y: float = 0.0) -> "Camera":
        """Closer, while the place at (x, y), in heights of the picture from its middle, stays where it is."""
        zoom = min(max(self.zoom * factor, FARTHEST), CLOSEST)
        factor = zoom / self.zoom
        return self._replace(zoom=zoom).shifted(
            (1 - factor) * (x - self.shift_x), (1 - factor) * (y - self.shift_y)
        )

    def shifted(self, x: float, y: float) -> "Camera":
        """The picture moved by so many of its heights."""
        x, y = (min(max(to, -_MOST_ASIDE), _MOST_ASIDE) for to in (self.shift_x + x, self.shift_y + y))
        return self._replace(shift_x=x, shift_y=y)

    def projection(self, body: Body, width: int, height: int) -> "Projection":
        """What a picture of width × height pixels shows."""
        around, up = math.radians(self.azimuth), math.radians(self.elevation)
        flat = np.array([math.cos(around), math.sin(around), 0.0])
        forward = -(math.cos(up) * flat + np.array([0.0, 0.0, math.sin(up)]))
        right = np.array([-flat[1], flat[0], 0.0])
        middle = np.array([0.0, 0.0, (body.height - body.base) / 2])
        eye = middle - DISTANCE * forward
        seen = Projection(eye, forward, right, np.cross(right, forward), 1.0, 0.0, 0.0, width, height)
        # The cylinder around the body, so that nothing jumps while it turns.
        radius = math.hypot(body.half_x, body.half_y)
        rim = radius * np.array([flat, -flat, right, -right])
        z = np.array([[0.0, 0.0, -body.base], [0.0, 0.0, body.height]])
        outline = seen.project((rim[None] + z[:, None]).reshape(-1, 3))
        (left, top), (far_right, bottom) = outline[:, :2].min(axis=0), outline[:, :2].max(axis=0)
        room_x = max(width - 2 * _ASIDE, 0.5 * width, 1.0)
        room_y = max(height - 2 * _BELOW, 0.5 * height, 1.0)
        focal = self.zoom * _MARGIN * min(room_x / (far_right - left), room_y / (bottom - top))
        return seen._replace(
            focal=focal,
            x=width / 2 + self.shift_x * height,
            y=height / 2 + self.shift_y * height - focal * (top + bottom) / 2,
        )


class Projection(NamedTuple):
    """An eye in the world: unit vectors forward, right and up; pixels per tangent; the picture's middle."""

    eye: Floats
    forward: Floats
    right: Floats
    up: Floats
    focal: float
    x: float
    y: float
    width: int
    height: int

    def project(self, points: Floats) -> Floats:
        """Points (n, 3) of the world as (n, 3): pixels from the top left, and the distance ahead."""
        to = points - self.eye
        ahead = to @ self.forward
        scale = self.focal / ahead
        return np.stack([self.x + scale * (to @ self.right), self.y - scale * (to @ self.up), ahead], axis=-1)

    @property
    def ahead(self) -> Floats:
        """(2,): the unit vector forward, on level ground."""
        flat: Floats = self.forward[:2] / np.hypot(*self.forward[:2])
        return flat

    # A fan is a vertical plane through the eye; in it, `slopes` go up for each unit ahead.

    def rows_of(self, slopes: Floats32) -> Floats32:
        """The rows in which a slope is seen: the same in every fan."""
        sine, cosine, focal, y = (np.float32(one) for one in (*self._tilt, self.focal, self.y))
        rows: Floats32 = y - focal * ((sine + cosine * slopes) / (cosine - sine * slopes))
        return rows

    def slopes_of(self, rows: Floats) -> Floats:
        """The slopes that are seen in rows."""
        sine, cosine = self._tilt
        up = (self.y - rows) / self.focal
        slopes: Floats = (up * cosine - sine) / (cosine + up * sine)
        return slopes

    def fan_widths(self, rows: Floats) -> Floats:
        """In each row, the pixels between fans that are one apart where one is ahead."""
        sine, cosine = self._tilt
        widths: Floats = self.focal * cosine + (self.y - rows) * sine
        return widths

    @property
    def _tilt(self) -> tuple[float, float]:
        """Sine and cosine of the angle by which it looks down."""
        return float(-self.forward[2]), float(np.hypot(*self.forward[:2]))

    @property
    def key(self) -> bytes:
        """The same for two that show the same."""
        return np.hstack(self).tobytes()

    def scaled(self, ratio: float) -> "Projection":
        """The same with `ratio` pixels to each."""
        return self._replace(
            focal=self.focal * ratio,
            x=self.x * ratio,
            y=self.y * ratio,
            width=round(self.width * ratio),
            height=round(self.height * ratio),
        )

    def towards(self, x: float, y: float) -> Floats:
        """(3,): the direction in which a pixel looks."""
        right, up = (x - self.x) / self.focal, (self.y - y) / self.focal
        direction: Floats = self.forward + right * self.right + up * self.up
        return direction
