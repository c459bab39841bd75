"""How the images of a page lie: in rows of squares with room for a label below each."""

import math
from typing import NamedTuple

from PySide6.QtCore import QRectF

_TILE = (36.0, 52.0)
"""The side of an image at least and at most."""
_COLUMNS = 14
LABEL = 17.0
GAP = 5.0


class ImageGrid(NamedTuple):
    """How the images of a page lie: in rows over `place`, each a square of `side`."""

    place: QRectF
    side: float
    columns: int
    rows: int

    @classmethod
    def within(cls, place: QRectF) -> "ImageGrid":
        """Images are larger rather than very many."""
        side = min(max(math.floor(place.width() / _COLUMNS), _TILE[0]), _TILE[1])
        columns = max(int((place.width() + GAP) // (side + GAP)), 1)
        return cls(place, side, columns, max(int((place.height() + GAP) // (side + LABEL + GAP)), 1))

    def tile(self, position: int) -> QRectF:
        """Where the image at a position of the page is."""
        place, side = self.place, self.side
        row, column = divmod(position, self.columns)
        across = place.width() / self.columns
        x = place.left() + column * across + min((across - side) / 2, GAP) * (column > 0 or across > side)
        return QRectF(math.floor(x), place.top() + row * (side + LABEL + GAP) + 1, side, side)
