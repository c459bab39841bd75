"""Around the land: background, floor with a shadow, and the numbers along its edges."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
)

from ..numbers import short_number
from ..plots.ticks import Tick, number_ticks
from ..theme import Theme, mixed
from ..widgets.basic import tabular
from .camera import Floats, Projection
from .terrain import HEIGHT, Terrain

_RIM = 0.16
"""How far the floor reaches beyond the land."""

_SHADOWS = 18
_SHADOW_REACH = 0.2
_TICK = 0.035
_NUMBERS, _NAME = 0.115, 0.25
"""How far from the edge of the land its ticks end, and its numbers and name stand."""

_FONT_SIZE = 11
_SMALL = 230
"""Pixels of a view in which there is room for names only."""

_CROWDED = 0.3
_LEAST_HEIGHT = 60.0
"""Pixels that five numbers need."""

_AWAY = 6.0
_LEVELS = (0.0, 0.25, 0.5, 0.75, 1.0)


class Names(NamedTuple):
    """What x, y and the height are called."""

    x: str = "x"
    y: str = "y"
    loss: str = ""


def paint_ground(painter: QPainter, width: int, height: int, theme: Theme) -> None:
    """Behind everything: the colour of the window; a dark one is a little brighter in the middle."""
    dark = QColor(theme.window)
    if not _is_dark(theme):
        painter.fillRect(QRectF(0, 0, width, height), dark)
        return
    glow = QRadialGradient(QPointF(width / 2, 0.46 * height), 0.62 * max(width, height))
    glow.setColorAt(0.0, mixed(dark, QColor(theme.raised), 0.55))
    glow.setColorAt(1.0, dark)
    painter.fillRect(QRectF(0, 0, width, height), glow)


def paint_floor(painter: QPainter, terrain: Terrain, projection: Projection, theme: Theme) -> None:
    """The floor and the shadow of the land on it; the land hides the rest."""
    painter.setPen(QPen(_faded(theme.text, 0.10), 1.0))
    painter.setBrush(_faded(theme.text, 0.03))
    painter.drawPolygon(_outline(terrain, projection, _RIM))
    # As rings, so that no pixel is painted twice: antialiased, they would show their seams.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    darkest = 0.36 if _is_dark(theme) else 0.16
    reaches = _SHADOW_REACH * np.linspace(0, 1, _SHADOWS + 1) ** 1.4
    outlines = [_outline(terrain, projection, float(reach)) for reach in reaches]
    for nth in range(_SHADOWS):
        ring = QPainterPath()
        ring.addPolygon(outlines[nth])
        ring.addPolygon(outlines[nth + 1])
        painter.fillPath(ring, _faded("#000000", darkest * (1 - (nth + 0.5) / _SHADOWS) ** 1.5))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def paint_axes(
    painter: QPainter, terrain: Terrain, projection: Projection, theme: Theme, names: Names, font: QFont
) -> None:
    """Ticks, numbers and names along the two near edges of the floor, and losses up the outermost edge."""
    painter.setFont(tabular(font, _FONT_SIZE))
    axis_painter = _AxisPainter(painter, theme)
    toward = -projection.forward[:2]
    for axis, name in enumerate((names.x, names.y)):
        other = 1 - axis
        outward = np.zeros(3)
        outward[other] = 1.0 if toward[other] >= 0 else -1.0
        edge = np.zeros(3)
        edge[other] = outward[other] * terrain.half[other]
        edge[2] = -terrain.body.base
        low, high = sorted((terrain.place(*-terrain.half)[axis], terrain.place(*terrain.half)[axis]))
        at = [
            (terrain.world(np.array([[tick, tick]]))[0, axis], text)
            for tick, text in _ticks(low, high, projection)
        ]
        for place, text in at:
            foot = edge.copy()
            foot[axis] = place
            axis_painter.tick(projection, foot, foot + _TICK * outward, foot + _NUMBERS * outward, text)
        axis_painter.text(projection.project((edge + _NAME * outward)[None])[0], name, strong=theme.text)
    _paint_losses(axis_painter, terrain, projection, names.loss, theme)


def _ticks(low: float, high: float, projection: Projection) -> Sequence[Tick]:
    if min(projection.width, projection.height) < _SMALL:
        return []
    room = 5 if min(projection.width, projection.height) > 1.4 * _SMALL else 3
    ticks = number_ticks(low, high, room)
    # None at the very ends: there the two edges meet.
    inner = 0.04 * (high - low)
    return [tick for tick in ticks if low + inner <= tick[0] <= high - inner]


def _paint_losses(
    axis_painter: "_AxisPainter", terrain: Terrain, projection: Projection, name: str, theme: Theme
) -> None:
    corners = np.array([(x, y) for x in (-1, 1) for y in (-1, 1)]) * terrain.half
    feet = projection.project(np.column_stack([corners, np.zeros(4)]))
    left, right, near = feet[:, 0].argmin(), feet[:, 0].argmax(), feet[:, 2].argmin()
    # Near to the corner in which x and y meet their numbers would be in the way.
    crowded = feet[near, 0] - feet[left, 0] < _CROWDED * (feet[right, 0] - feet[left, 0])
    corner, aside = (corners[right], 1.0) if crowded else (corners[left], -1.0)
    pixels = projection.project(np.array([(*corner, HEIGHT * level) for level in _LEVELS]))
    losses = terrain.map.scale.loss(np.array(_LEVELS))
    height = abs(pixels[0, 1] - pixels[-1, 1])
    if height < _FONT_SIZE + 3:
        return
    if height < _LEAST_HEIGHT:
        pixels, losses = pixels[[0, -1]], losses[[0, -1]]
    places = [QPointF(x + aside * _AWAY, y) for x, y, _ in pixels]
    axis_painter.line(places[0], places[-1])
    for place, loss in zip(places, losses, strict=True):
        axis_painter.line(place, place + QPointF(4 * aside, 0))
        axis_painter.beside(place + QPointF(8 * aside, 0), short_number(float(loss)), aside)
    axis_painter.beside(places[-1] + QPointF(8 * aside, -18), name, aside, strong=theme.text)


class _AxisPainter:
    """Draws ticks and text."""

    def __init__(self, painter: QPainter, theme: Theme) -> None:
        self._painter = painter
        self._color, self._line = QColor(theme.muted), _faded(theme.muted, 0.6)
        self._halo = QPen(_faded(theme.window, 0.8), 3.0)
        self._metrics = QFontMetricsF(painter.font())

    def line(self, start: QPointF, end: QPointF) -> None:
        self._painter.setPen(QPen(self._line, 1.0))
        self._painter.drawLine(start, end)

    def tick(self, projection: Projection, start: Floats, end: Floats, at: Floats, text: str) -> None:
        first, last, place = projection.project(np.array([start, end, at]))
        self.line(QPointF(*first[:2]), QPointF(*last[:2]))
        self.text(place, text)

    def text(self, at: Floats, text: str, strong: str = "") -> None:
        """Around a pixel."""
        width = self._metrics.horizontalAdvance(text)
        middle = (self._metrics.ascent() - self._metrics.descent()) / 2
        self._write(QPointF(at[0] - width / 2, at[1] + middle), text, strong)

    def beside(self, at: QPointF, text: str, aside: float, strong: str = "") -> None:
        """To the left of a point (−1) or to its right (1)."""
        middle = (self._metrics.ascent() - self._metrics.descent()) / 2
        width = self._metrics.horizontalAdvance(text) if aside < 0 else 0.0
        self._write(at + QPointF(-width, middle), text, strong)

    def _write(self, baseline: QPointF, text: str, strong: str) -> None:
        outline = QPainterPath()
        outline.addText(baseline, self._painter.font(), text)
        self._painter.strokePath(outline, self._halo)
        self._painter.setPen(QColor(strong) if strong else self._color)
        self._painter.drawText(baseline, text)


def _outline(terrain: Terrain, projection: Projection, beyond: float) -> QPolygonF:
    x, y = terrain.half + beyond
    z = -terrain.body.base
    corners = projection.project(np.array([(-x, -y, z), (x, -y, z), (x, y, z), (-x, y, z)]))
    return QPolygonF([QPointF(*corner[:2]) for corner in corners])


def _is_dark(theme: Theme) -> bool:
    return QColor(theme.window).lightness() < 128


def _faded(color: str, opacity: float) -> QColor:
    faded = QColor(color)
    faded.setAlphaF(opacity)
    return faded
