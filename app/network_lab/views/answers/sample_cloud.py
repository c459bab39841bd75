"""The samples on a plane of two features: where they are, in which colours, and which are mistaken."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QColor, QPainter

from app.kit.numbers import format_number
from app.kit.plots.frame import Frame, to_pixels
from app.kit.theme import Theme
from app.kit.widgets.shades import loss_colors

from .field_colors import mark_color
from .sample_symbols import (
    Draw,
    SymbolColors,
    draw_cross,
    draw_disc,
    draw_each,
    draw_ring,
    halo_of,
    reach,
    stamp,
    symbol_radius,
)

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_NUMBER_SHADES = 32


class Points(NamedTuple):
    """Samples: x (n, 2) in the features that are shown, y (n,) classes or numbers, validation (n,) bool."""

    x: Floats
    y: Floats
    validation: Bools


class SampleCloud(NamedTuple):
    """Samples in the colours of their classes, or of their numbers if there are none; wrong (n,) bool."""

    points: Points = Points(np.empty((0, 2)), np.empty(0), np.empty(0, dtype=bool))
    class_names: tuple[str, ...] = ()
    wrong: Bools = np.empty(0, dtype=bool)

    def number_range(self) -> tuple[float, float]:
        """The lowest and the highest number among the samples."""
        y = self.points.y[np.isfinite(self.points.y)]
        return (float(y.min()), float(y.max())) if y.size else (0.0, 1.0)

    def paint(
        self, painter: QPainter, frame: Frame, theme: Theme, numbers: tuple[float, float], *, pixels: bool
    ) -> None:
        """Paint all samples, those held back hollow; `numbers` are the ends of the colour scale."""
        radius = symbol_radius(len(self.points.y), frame.place)
        which, drawings = self._symbols(radius, theme, numbers)
        _paint_each(painter, frame, self.points.x, which, drawings, radius, pixels=pixels)

    def paint_wrong(self, painter: QPainter, frame: Frame, theme: Theme, *, pixels: bool) -> None:
        """Strike out the samples that the network has wrong."""
        places = self.points.x[self.wrong]
        radius = symbol_radius(len(self.points.y), frame.place)
        cross = draw_cross(SymbolColors(QColor(theme.text), halo_of(theme)), radius + 0.8)
        which = np.zeros(len(places), dtype=np.intp)
        _paint_each(painter, frame, places, which, [cross], radius, pixels=pixels)

    def _symbols(
        self, radius: float, theme: Theme, numbers: tuple[float, float]
    ) -> tuple[NDArray[np.intp], list[Draw]]:
        """For every sample the index of its symbol among these: filled ones, then hollow ones."""
        y = self.points.y
        if self.class_names:
            colors = [mark_color(theme, index) for index in range(len(self.class_names))]
            shade = np.clip(np.nan_to_num(y), 0, len(colors) - 1).astype(np.intp)
        else:
            ramp = loss_colors(theme.name, _NUMBER_SHADES)
            colors = [QColor(*(int(part) for part in color[2::-1])) for color in ramp]
            low, high = numbers
            share = np.clip((np.nan_to_num(y) - low) / (high - low or 1.0), 0.0, 1.0)
            shade = (share * (_NUMBER_SHADES - 1) + 0.5).astype(np.intp)
        outline = None if self.class_names else QColor(theme.text)
        symbols = [SymbolColors(color, halo_of(theme), outline) for color in colors]
        drawings = [draw(one, radius) for draw in (draw_disc, draw_ring) for one in symbols]
        return np.where(self.points.validation, shade + len(colors), shade), drawings

    def at(self, place: QPointF, frame: Frame) -> int | None:
        """The sample under a pixel."""
        if not len(self.points.y):
            return None
        away = np.hypot(*(to_pixels(frame, *self.points.x.T) - (place.x(), place.y())).T)
        nearest = int(np.argmin(np.where(np.isfinite(away), away, np.inf)))
        return nearest if away[nearest] <= symbol_radius(len(away), frame.place) + 2.0 else None

    def sentence(self, index: int) -> str:
        """What a sample is, and whether the network has it wrong."""
        y = self.points.y[index]
        known = bool(self.class_names) and 0 <= y < len(self.class_names)
        name = self.class_names[int(y)] if known else format_number(float(y), 4)
        kind = (
            QCoreApplication.translate("DecisionMap", "validation sample")
            if self.points.validation[index]
            else QCoreApplication.translate("DecisionMap", "training sample")
        )
        words = (
            QCoreApplication.translate("DecisionMap", "A {kind} of {name} that the network has wrong")
            if self.wrong[index]
            else QCoreApplication.translate("DecisionMap", "A {kind}: {name}")
        )
        return words.format(kind=kind, name=name)


def _paint_each(
    painter: QPainter,
    frame: Frame,
    places: Floats,
    which: NDArray[np.intp],
    drawings: list[Draw],
    radius: float,
    *,
    pixels: bool,
) -> None:
    painter.save()
    painter.setClipRect(frame.place.adjusted(-2, -2, 2, 2), Qt.ClipOperation.IntersectClip)
    at = to_pixels(frame, *places.reshape(-1, 2).T)
    if pixels:
        stamp(painter, at, which, drawings, reach(radius))
    else:
        draw_each(painter, at, which, drawings)
    painter.restore()
