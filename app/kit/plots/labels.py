"""Labels in a plot that do not collide: each takes the first of its places that is free."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from ..theme import Theme
from .annotations import paint_words


class Labels:
    """The labels of one painting.

    `room` is where they may stand; below `bare_above` curves may run, so a label there gets a background.
    """

    def __init__(self, painter: QPainter, theme: Theme, room: QRectF, bare_above: float) -> None:
        self._painter, self._theme = painter, theme
        self._room, self._bare_above = room, bare_above
        self._taken: list[QRectF] = []
        self.metrics = QFontMetricsF(painter.font())

    def block(self, place: QRectF) -> None:
        """Let no label stand there."""
        self._taken.append(place)

    def write(self, text: str, color: str, places: Sequence[QRectF], *, must: bool = False) -> None:
        """Write a text at the first free place; if none is free, at the first one if it `must` be read."""
        place = next((place for place in places if self._is_free(place)), None)
        if place is None and must and places:
            place = places[0]
        if place is None or not text:
            return
        self.block(place)
        if place.bottom() > self._bare_above:
            paint_words(self._painter, self._theme, place, text, color)
            return
        self._painter.setPen(QColor(color))
        self._painter.drawText(QPointF(place.left(), place.top() + self.metrics.ascent()), text)

    def write_beside(self, text: str, color: str, point: QPointF) -> None:
        """Write a text right or left of a point, else below or above it; not at all where none is free."""
        width, height = self.metrics.horizontalAdvance(text), self.metrics.height()
        x, y = point.x(), point.y()
        middle = max(x - width / 2, self._room.left() + 2)
        places = [
            *(QRectF(left, y - height / 2, width, height) for left in (x + 12, x - 12 - width)),
            *(QRectF(middle, top, width, height) for top in (y + 10, y - 10 - height)),
        ]
        self.write(text, color, places)

    def write_on_top(self, text: str, color: str, first: float, last: float, top: float) -> None:
        """Write a text in rows from `top` down, next to what lies between two pixels across."""
        width, height = self.metrics.horizontalAdvance(text), self.metrics.height()
        places = [
            QRectF(left, top + row * (height + 2), width, height)
            for row in range(3)
            for left in (first + 5, first - 5 - width, last + 5)
        ]
        self.write(text, color, places, must=True)

    def _is_free(self, place: QRectF) -> bool:
        return self._room.contains(place) and not any(taken.intersects(place) for taken in self._taken)


def apart(places: Iterable[float], distance: float, low: float, high: float) -> list[float]:
    """Rising places moved as little as possible so that neighbours keep their distance.

    The least squares, by pooling neighbours that come too near (Ayer et al. 1955); all are held within bounds
    as far as these have room.
    """
    pools: list[tuple[float, int]] = []  # mean and number
    for index, place in enumerate(places):
        mean, count = place - index * distance, 1
        while pools and pools[-1][0] > mean:
            before, number = pools.pop()
            mean, count = (mean * count + before * number) / (count + number), count + number
        pools.append((mean, count))
    length = sum(count for _, count in pools)
    most = max(high - (length - 1) * distance, low)
    levels = [min(max(mean, low), most) for mean, count in pools for _ in range(count)]
    return [level + index * distance for index, level in enumerate(levels)]
