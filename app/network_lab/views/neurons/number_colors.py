"""Numbers as colours: weights and activations by their sign, probabilities by their class."""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from app.kit.theme import THEMES, Theme

from .drawn_network import Array

SHADES = 256
_FIXED = {"tanh": 1.0, "sigmoid": 1.0, "softmax": 1.0}


def activation_range(activation: str, values: Array) -> float:
    """The size of an activation that has the full colour: its bound, or nearly the largest that is seen."""
    if activation in _FIXED:
        return _FIXED[activation]
    return nearly_largest(values, 0.99) or 1.0


def nearly_largest(values: Array, share: float) -> float:
    """The size that no more than this share of the finite numbers stay under; 0 if there are none."""
    sizes = np.abs(values[np.isfinite(values)])
    if not sizes.size:
        return 0.0
    place = math.ceil(share * (sizes.size - 1))  # `np.quantile` takes twenty times as long
    return float(np.partition(sizes, place)[place])


def indices(shares: Array) -> NDArray[np.uint8]:
    """Shades of numbers from −1 to 1; what is not finite has the middle one."""
    half = (SHADES - 1) / 2
    return (bounded(shares) * half + (half + 0.5)).astype(np.uint8)


def bounded(shares: Array) -> NDArray[np.float32]:
    """The same between −1 and 1, and 0 where it is not a number."""
    held: NDArray[np.float32] = np.clip(np.asarray(shares, dtype=np.float32), -1.0, 1.0)
    return without_gaps(held)


def without_gaps(values: Array) -> Array:
    """The same with 0 where there is no number."""
    missing = np.isnan(values)
    return np.where(missing, np.zeros((), values.dtype), values) if missing.any() else values


def channels(color: QColor) -> Array:
    """(3,): red, green and blue, 0 … 255."""
    return np.array([color.red(), color.green(), color.blue()], dtype=np.float64)


@cache
def _ramp(colors: tuple[str, ...]) -> NDArray[np.float32]:
    knots = np.array([channels(QColor(color)) for color in colors])
    at = np.linspace(0, len(knots) - 1, SHADES)
    mixed = [np.interp(at, np.arange(len(knots)), knots[:, channel]) for channel in range(3)]
    ramp = np.stack(mixed, axis=1).astype(np.float32)
    ramp.setflags(write=False)
    return ramp


def signed_colors(theme: Theme) -> NDArray[np.float32]:
    """(SHADES, 3): red, green and blue of numbers from −1 to 1."""
    return _ramp((theme.negative, theme.neutral, theme.positive))


def class_colors(theme: Theme, index: int) -> NDArray[np.float32]:
    """(SHADES, 3): red, green and blue of 2p − 1 from −1 to 1, where p is the probability of a class."""
    return _ramp((theme.neutral, theme.classes[index % len(theme.classes)]))


def signed_color(theme: Theme, share: float) -> QColor:
    """The colour of one number from −1 to 1."""
    red, green, blue = signed_colors(theme)[int(indices(np.array(share)))]
    return QColor(round(float(red)), round(float(green)), round(float(blue)))


def signed_ink(theme: Theme, value: float) -> QColor:
    """The colour of a number as text: that of its sign, moved towards the text's until it can be read."""
    return _ink(theme.name, value < 0)


@cache
def _ink(theme_name: str, negative: bool) -> QColor:
    theme = THEMES[theme_name]
    color = channels(QColor(theme.negative if negative else theme.positive))
    text = channels(QColor(theme.text))
    for share in np.linspace(0, 1, 21):
        mixed = color + share * (text - color)
        if min(_contrast(mixed, QColor(ground)) for ground in (theme.window, theme.panel)) >= 4.5:
            break
    return QColor(*(round(float(channel)) for channel in mixed))


def _contrast(color: Array, ground: QColor) -> float:
    """The contrast ratio of WCAG 2."""
    first, second = _luminance(color), _luminance(channels(ground))
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


def _luminance(color: Array) -> float:
    share = color / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return float(linear @ np.array([0.2126, 0.7152, 0.0722]))
