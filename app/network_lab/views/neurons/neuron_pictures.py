"""Neurons as small pictures, made all at once: rounded, framed, and as large as they are shown."""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from app.kit.theme import Theme

from .drawn_network import Array
from .number_colors import activation_range, bounded, channels, class_colors, indices, signed_colors

_RADIUS = 3.5
_GREYED = 0.82
"""How far the colour of a unit that is switched off goes towards the ground's."""


class Atlas(NamedTuple):
    """The pictures of a layer below each other in one image, `size` pixels high each."""

    image: QImage
    size: int

    def of(self, index: int) -> QImage:
        """One of them by itself: vector pictures know no part of an image."""
        return self.image.copy(0, index * self.size, self.size, self.size)


def shares(pictures: Array, activation: str, is_output: bool) -> Array:
    """Activations as −1 … 1: what becomes the colour. One output's probability p becomes 2p − 1."""
    if is_output and activation in ("sigmoid", "softmax"):
        return 2 * pictures - 1
    return pictures / activation_range(activation, pictures)


def resized(pictures: Array, height: int, width: int, smooth: bool) -> NDArray[np.float32]:
    """(n, h, w) -> (n, height, width), between the nearest four values if `smooth`."""
    pictures = np.asarray(pictures, dtype=np.float32)
    rows, columns = pictures.shape[1:]
    y = (np.arange(height) + 0.5) * rows / height - 0.5
    x = (np.arange(width) + 0.5) * columns / width - 0.5
    if not smooth:
        return pictures[:, _near(y, rows)][:, :, _near(x, columns)]
    y, x = np.clip(y, 0, rows - 1), np.clip(x, 0, columns - 1)
    top, left = y.astype(np.intp), x.astype(np.intp)
    below, right = np.minimum(top + 1, rows - 1), np.minimum(left + 1, columns - 1)
    dy, dx = (y - top).astype(np.float32)[:, None], (x - left).astype(np.float32)
    across = pictures[:, :, left] * (1 - dx) + pictures[:, :, right] * dx
    return np.asarray(across[:, top] * (1 - dy) + across[:, below] * dy, dtype=np.float32)


def _near(at: Array, count: int) -> NDArray[np.intp]:
    return np.clip(np.round(at).astype(np.intp), 0, count - 1)


def filled_curve(curves: Array, height: int, width: int) -> NDArray[np.float32]:
    """Functions of one input (n, w) with values −1 … 1 as pictures: filled between 0 and the value."""
    values = resized(bounded(curves)[:, None], 1, width, True)
    levels = np.linspace(1, -1, height, dtype=np.float32)[None, :, None]
    inside = np.where(levels > 0, values >= levels, values <= levels)
    return np.where(inside & (np.abs(values) > 1e-6), np.sign(values) * 0.85, 0.0).astype(np.float32)


def made(
    values: Array,
    size: int,
    ratio: float,
    theme: Theme,
    *,
    smooth: bool = True,
    classes: bool = False,
    first_class: int = 0,
    dropped: NDArray[np.bool_] | None = None,
) -> Atlas:
    """Pictures (n, h, w) of values −1 … 1, row 0 on top, as squares of `size` pixels.

    With `classes` they are the probabilities of several classes, each in its own colour.
    """
    shown = resized(bounded(values), size, size, smooth)
    shades = indices(shown)
    if classes:
        colors = np.stack(
            [class_colors(theme, first_class + index)[shade] for index, shade in enumerate(shades)]
        )
    else:
        colors = signed_colors(theme)[shades]
    if dropped is not None:
        grey = channels(QColor(theme.raised)).astype(np.float32)
        colors[dropped] += _GREYED * (grey - colors[dropped])
    return Atlas(_framed(colors, ratio, theme), size)


def _framed(colors: NDArray[np.float32], ratio: float, theme: Theme) -> QImage:
    """(n, size, size, 3) with a thin frame and round corners, as one image."""
    count, size = colors.shape[:2]
    cover, frame = _mask(size, round(_RADIUS * ratio, 2), max(1.0, ratio))
    line = channels(QColor(theme.line)).astype(np.float32)
    colors = colors + frame[..., None] * (line - colors)
    pixels = np.empty((count, size, size, 4), dtype=np.uint8)
    pixels[..., 2::-1] = colors * cover[..., None] + 0.5
    pixels[..., 3] = cover * 255 + 0.5
    image = QImage(pixels.data, size, count * size, 4 * size, QImage.Format.Format_ARGB32_Premultiplied)
    return image.copy()  # the array does not outlive this


@cache
def _mask(size: int, radius: float, line: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """How much of each pixel a square with round corners covers, and how much of that its frame."""
    radius = min(radius, size / 3)
    at = np.abs(np.arange(size) + 0.5 - size / 2) - (size / 2 - radius)
    corner = np.maximum(at, 0)
    outside = np.hypot(corner[:, None], corner[None, :]) + np.minimum(np.maximum(at[:, None], at), 0) - radius
    cover = np.clip(0.5 - outside, 0, 1).astype(np.float32)
    frame = np.clip(0.5 + outside + line, 0, 1).astype(np.float32)
    return cover, frame
