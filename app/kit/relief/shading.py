"""The colours of a relief: those of the map, in every light."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from ..theme import LIGHT, THEMES, Theme
from ..widgets.shades import loss_colors

SHADES, LIGHTS = 512, 64

CONTOURS = 14
"""As many as on the map."""

_SHADOW = {False: (0.42, 0.31, 0.29), True: (0.66, 0.54, 0.50)}
"""What is left of blue, green and red where it is darkest; by whether the theme is light."""

_GLOSS = {False: 0.36, True: 0.6}
_CONTOUR_BRIGHTNESS = {False: 0.15, True: -0.16}


def contour_brightness(theme_name: str) -> float:
    """How much lighter than the ground a contour line is."""
    return _CONTOUR_BRIGHTNESS[theme_name == LIGHT.name]


def shaded_colors(theme: Theme) -> NDArray[np.uint8]:
    """(LIGHTS, SHADES, 4): B, G, R, A of every loss in every light.

    In the middle one it is as on the map; without light is what has no loss.
    """
    return _shaded_colors(theme.name)


@cache
def _shaded_colors(theme_name: str) -> NDArray[np.uint8]:
    bright = theme_name == LIGHT.name
    plain = loss_colors(theme_name, SHADES)[:, :3] / 255
    light = np.linspace(0, 2, LIGHTS)[:, None, None]
    shadow = np.array(_SHADOW[bright])
    dim = plain * (shadow + (1 - shadow) * np.minimum(light, 1.0))
    lit = dim + (1 - dim) * _GLOSS[bright] * np.maximum(light - 1, 0.0)
    missing = QColor(THEMES[theme_name].raised)
    lit[0] = (missing.blueF(), missing.greenF(), missing.redF())
    made = np.full((LIGHTS, SHADES, 4), 255, dtype=np.uint8)
    made[..., :3] = (255 * lit + 0.5).astype(np.uint8)
    made.setflags(write=False)
    return made
