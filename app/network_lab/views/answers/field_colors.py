"""What a network says over a plane as colours, and the lines where its answer changes."""

from collections.abc import Iterator
from functools import cache
from typing import cast

import contourpy
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from app.kit.theme import THEMES, Theme
from app.kit.widgets.shades import image_of, loss_colors

Floats = NDArray[np.float64]
Rectangle = tuple[tuple[float, float], tuple[float, float]]

_LEVELS = 256
_STRENGTH = {"dark": 0.78, "light": 0.62}
"""How much of a class's colour there is where the network is sure; marks have all of it, and show on top."""

_OWN = {"dark": 0.38, "light": 0.28}
"""So far goes the colour of a mark towards that of the text."""

_CONTOURS = 9


def class_color(theme: Theme, index: int) -> QColor:
    """The colour of a class; there may be more classes than colours."""
    return QColor(theme.classes[index % len(theme.classes)])


def mark_color(theme: Theme, index: int) -> QColor:
    """The colour of a class's samples: brighter on dark ground and darker on light ground than the field."""
    return mixed(class_color(theme, index), QColor(theme.text), _OWN[theme.name])


def sure_color(theme: Theme, index: int) -> QColor:
    """The colour of the ground where the network is sure of a class."""
    return mixed(QColor(theme.neutral), class_color(theme, index), _STRENGTH[theme.name])


def mixed(first: QColor, second: QColor, share: float) -> QColor:
    """Some of the second colour in the first."""
    pairs = zip(first.getRgb()[:3], second.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(before + share * (after - before)) for before, after in pairs))


def _rgb(color: QColor) -> Floats:
    return np.array([color.red(), color.green(), color.blue()], dtype=np.float64)


@cache
def _class_shades(theme_name: str, classes: int) -> NDArray[np.uint8]:
    """(classes, levels, 4): from undecided to sure, as bytes B, G, R, A."""
    theme = THEMES[theme_name]
    neutral = _rgb(QColor(theme.neutral))
    sure = np.stack([_rgb(sure_color(theme, index)) for index in range(classes)])[:, None]
    share = np.linspace(0.0, 1.0, _LEVELS)[None, :, None]
    shades = np.full((classes, _LEVELS, 4), 255, dtype=np.uint8)
    shades[..., :3] = (neutral + share * (sure - neutral)).round()[..., ::-1]
    return shades


def decided(values: Floats) -> tuple[NDArray[np.intp], Floats]:
    """The most probable class of probabilities (..., k), and by how much it is ahead of the second, 0 … 1.

    k = 1 is the probability of the second of two classes. NaN where one is not finite.
    """
    finite = np.isfinite(values).all(axis=-1, keepdims=True)
    if not finite.all():
        values = np.where(finite, values, np.nan)
    if values.shape[-1] == 1:
        ahead = 2.0 * values[..., 0] - 1.0
        return (ahead >= 0.0).astype(np.intp), np.abs(ahead)
    which = np.argmax(values, axis=-1)
    second, first = np.moveaxis(np.partition(values, -2, axis=-1)[..., -2:], -1, 0)
    return which, first - second


def class_image(values: Floats, theme: Theme) -> QImage:
    """Probabilities (rows from below, columns, k) as colours; neutral where undecided or not a number."""
    which, ahead = decided(values)
    classes = max(values.shape[-1], 2)
    level = (np.clip(np.nan_to_num(ahead, nan=0.0), 0.0, 1.0) * (_LEVELS - 1) + 0.5).astype(np.intp)
    pixels = np.ascontiguousarray(_class_shades(theme.name, classes)[which, level][::-1])
    rows, columns = which.shape
    image = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32)
    return image.copy()  # the array does not outlive this


def number_image(values: Floats, low: float, high: float, theme: Theme) -> QImage:
    """Numbers (rows from below, columns) as the colours of losses; transparent where not a number."""
    shades = np.clip((values - low) / (high - low or 1.0), 0.0, 1.0)
    return image_of(np.where(np.isfinite(values), shades, np.nan), loss_colors(theme.name))


def boundaries(rectangle: Rectangle, values: Floats) -> Floats:
    """Where two classes are equally probable: one (n, 2) polyline, a row of NaN after each line."""
    return _joined(line for ahead in _leads(values) for line in _lines(rectangle, ahead, (0.0,)))


def contours(rectangle: Rectangle, values: Floats, low: float, high: float) -> Floats:
    """Lines of equal numbers, at even levels, in the same form."""
    levels = tuple(np.linspace(low, high, _CONTOURS + 2)[1:-1].tolist())
    return _joined(_lines(rectangle, values, levels))


def _leads(values: Floats) -> Iterator[Floats]:
    """By how much a class is ahead of the best of the others, for as many classes as bound all."""
    if values.shape[-1] <= 2:
        yield values[..., -1] - (values[..., 0] if values.shape[-1] == 2 else 0.5)
        return
    which, ahead = decided(values)
    first = np.max(values, axis=-1)
    for index in range(values.shape[-1]):
        mine = which == index
        if mine.any() and not mine.all():
            yield np.where(mine, ahead, values[..., index] - first)


def _lines(rectangle: Rectangle, values: Floats, levels: tuple[float, ...]) -> Iterator[Floats]:
    rows, columns = values.shape
    if min(rows, columns) < 2:
        return
    x, y = (
        low + (np.arange(count) + 0.5) * ((high - low) / count)
        for (low, high), count in zip(rectangle, (columns, rows), strict=True)
    )
    finite = np.isfinite(values)
    generator = contourpy.contour_generator(
        x, y, values if finite.all() else np.ma.masked_array(values, ~finite)
    )
    for level in levels:
        yield from cast(list[Floats], generator.lines(level))


def _joined(lines: Iterator[Floats]) -> Floats:
    gap = np.full((1, 2), np.nan)
    parts = [part for line in lines for part in (line, gap)]
    return np.concatenate(parts) if parts else np.empty((0, 2))
