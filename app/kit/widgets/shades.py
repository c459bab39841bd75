"""Numbers as colours: the scale of losses, and arrays as images."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from ..theme import LIGHT, LIGHT_LOSS_COLORS, LOSS_COLORS, THEMES, mixed

_STRENGTH = 0.8
"""How much of its colour has the largest difference: paths in like colours have to show on it."""


@cache
def loss_colors(theme_name: str, shades: int = 1024) -> NDArray[np.uint8]:
    """(shades, 4): the colours of loss from low to high as bytes B, G, R, A."""
    return _ramp(LIGHT_LOSS_COLORS if theme_name == LIGHT.name else LOSS_COLORS, shades)


@cache
def difference_colors(theme_name: str, shades: int = 1024) -> NDArray[np.uint8]:
    """(shades, 4): those of negative numbers, of 0 in the middle, and of positive numbers, in that form."""
    theme = THEMES[theme_name]
    ends = (mixed(QColor(theme.neutral), QColor(end), _STRENGTH) for end in (theme.negative, theme.positive))
    negative, positive = (end.name() for end in ends)
    return _ramp((negative, theme.neutral, positive), shades)


def _ramp(colors: Sequence[str], shades: int) -> NDArray[np.uint8]:
    knots = np.array([QColor(color).getRgb() for color in colors], dtype=np.float64)
    at = np.linspace(0, len(knots) - 1, shades)
    channels = [np.interp(at, np.arange(len(knots)), knots[:, channel]) for channel in (2, 1, 0, 3)]
    return np.stack(channels, axis=1).round().astype(np.uint8)


def image_of(shades: NDArray[np.float64], colors: NDArray[np.uint8]) -> QImage:
    """Shades (rows along y, columns along x) as an image with the highest y on top; NaN is transparent."""
    hidden = np.isnan(shades)
    index = (np.where(hidden, 0.0, shades) * (len(colors) - 1) + 0.5).astype(np.intp)
    pixels = np.ascontiguousarray(np.where(hidden[..., None], np.uint8(0), colors[index])[::-1])
    rows, columns = shades.shape
    return QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32).convertToFormat(
        QImage.Format.Format_ARGB32_Premultiplied
    )
