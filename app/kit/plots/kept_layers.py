"""Layers kept as pixels until others are declared."""

from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass

import numpy as np
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ..widgets.kept_pixmap import KeptPixmap
from .layers import Layer


class KeptLayers:
    """A pixmap of layers that mostly stay: it is drawn anew when one of them has other numbers or colours.

    Their arrays must not be written to.
    """

    def __init__(self) -> None:
        self._pixmap = KeptPixmap()
        self._layers: Sequence[Layer] = ()

    def forget(self) -> None:
        """Draw it anew next time."""
        self._pixmap.forget()

    def paint(
        self,
        painter: QPainter,
        widget: QWidget,
        key: object,
        layers: Sequence[Layer],
        draw: Callable[[QPainter], None],
    ) -> None:
        """Show what `draw` draws, which are these layers; another key asks to draw them anew, too."""
        if not _are_same(layers, self._layers):
            self.forget()
        self._layers = layers
        self._pixmap.paint(painter, widget, key, draw)


def _are_same(some: Sequence[Layer], others: Sequence[Layer]) -> bool:
    return len(some) == len(others) and all(map(_is_same, some, others))


def _is_same(one: Layer, other: Layer) -> bool:
    if type(one) is not type(other) or not is_dataclass(one):
        return one is other
    return all(_equal(getattr(one, part.name), getattr(other, part.name)) for part in fields(one))


def _equal(one: object, other: object) -> bool:
    if one is other:
        return True
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
    return bool(one == other)
