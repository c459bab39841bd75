"""The symbols of samples: thousands of them, each stamped from a small drawing made once."""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from app.kit.fast_paint import draw_fragments
from app.kit.theme import Theme

Floats = NDArray[np.float64]
Draw = Callable[[QPainter], None]

_FRAGMENT = 10
"""Qt wants so many numbers for every stamp: x, y, the source's rectangle, two scales, angle, opacity."""


def symbol_radius(count: int, place: QRectF) -> float:
    """Of each of `count` symbols in a place, in pixels: the more crowded, the smaller."""
    room = math.sqrt(max(place.width() * place.height(), 1.0) / max(count, 1))
    return min(max(0.24 * room, 1.6), 4.2)


def reach(radius: float) -> float:
    """How far a symbol or its cross goes from its middle, in pixels."""
    return math.ceil(radius + 4.0)


class SymbolColors(NamedTuple):
    """The colours of a symbol: its own, its halo's, and its outline's where its own may be the ground's."""

    color: QColor
    halo: QColor
    outline: QColor | None = None


def draw_disc(colors: SymbolColors, radius: float) -> Draw:
    """A filled circle, for a sample that is trained on."""

    def draw(painter: QPainter) -> None:
        painter.setBrush(colors.color)
        painter.setPen(QPen(colors.halo, _halo(radius, 1.0) if colors.outline is None else 2.4))
        painter.drawEllipse(QPointF(), radius, radius)
        if colors.outline is not None:
            painter.setPen(QPen(colors.outline, 1.0))
            painter.drawEllipse(QPointF(), radius, radius)

    return draw


def _halo(radius: float, width: float) -> float:
    """How wide a halo is: in a crowd of small symbols there would be little else to see."""
    return width * min(max((radius - 1.4) / 1.6, 0.15), 1.0)


def draw_ring(colors: SymbolColors, radius: float) -> Draw:
    """A hollow circle, for a sample that is held back."""
    width = max(min(0.45 * radius, 1.8), 0.9)
    pens = [QPen(colors.halo, width + _halo(radius, 1.6)), QPen(colors.color, width)]
    if colors.outline is not None:
        pens = [QPen(colors.halo, width + 2.6), QPen(colors.outline, width + 1.6), QPen(colors.color, width)]

    def draw(painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in pens:
            painter.setPen(pen)
            painter.drawEllipse(QPointF(), radius, radius)

    return draw


def draw_cross(colors: SymbolColors, radius: float) -> Draw:
    """A cross over a sample that the network has wrong."""
    arm = max(radius * 0.95, 2.8)
    width = max(min(0.38 * radius, 1.5), 0.9)

    def draw(painter: QPainter) -> None:
        for pen in (QPen(colors.halo, width + _halo(radius, 1.8)), QPen(colors.color, width)):
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(-arm, -arm), QPointF(arm, arm))
            painter.drawLine(QPointF(-arm, arm), QPointF(arm, -arm))

    return draw


def halo_of(theme: Theme) -> QColor:
    """The colour around a symbol that sets it off from its ground."""
    halo = QColor(theme.halo)
    halo.setAlphaF(0.85)
    return halo


def symbol_key(draw: Draw) -> Callable[[QPainter, QRectF], None]:
    """A symbol for a legend."""

    def key(painter: QPainter, place: QRectF) -> None:
        painter.translate(place.center())
        draw(painter)

    return key


def stamp(
    painter: QPainter, pixels: Floats, which: NDArray[np.intp], drawings: Sequence[Draw], far: float
) -> None:
    """Draw the drawing `which` (n,) names at every pixel (n, 2); none reaches further than `far`."""
    here = np.isfinite(pixels).all(axis=1)
    pixels, which = pixels[here], which[here]
    if not len(pixels):
        return
    ratio = painter.device().devicePixelRatio()
    side = math.ceil(2 * far * ratio)
    atlas = QPixmap(QSize(side * len(drawings), side))
    atlas.fill(Qt.GlobalColor.transparent)
    onto = QPainter(atlas)
    onto.setRenderHint(QPainter.RenderHint.Antialiasing)
    for index, draw in enumerate(drawings):
        onto.resetTransform()
        onto.translate((index + 0.5) * side, side / 2)
        onto.scale(ratio, ratio)
        draw(onto)
    onto.end()
    fragments = np.empty((len(pixels), _FRAGMENT))
    fragments[:, :2] = pixels * ratio
    fragments[:, 2] = which * side
    fragments[:, 3:] = (0, side, side, 1, 1, 0, 1)
    painter.save()
    painter.scale(1 / ratio, 1 / ratio)
    draw_fragments(painter, fragments, atlas)
    painter.restore()


def draw_each(painter: QPainter, pixels: Floats, which: NDArray[np.intp], drawings: Sequence[Draw]) -> None:
    """The same as shapes, for pictures at any scale."""
    for (x, y), index in zip(pixels, which, strict=True):
        if math.isfinite(x + y):
            painter.save()
            painter.translate(x, y)
            drawings[index](painter)
            painter.restore()
