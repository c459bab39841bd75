"""How far a map of the landscape can be trusted, in words."""

import math
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.kit.numbers import format_number
from app.kit.theme import DARK, Theme
from app.kit.widgets import shapes
from app.kit.widgets.basic import draw_shape, tabular

_WIDE = 620
"""From this width on there is one line for the words, and two with less."""
_LITTLE = 0.5
"""A plane that holds less than this part of the paths is said to."""
_FAR = 0.5
"""So large a part of the way from its start a run may lie beside the plane before a warning."""
_OFF = 1.5
"""By more than this factor the loss on the plane and the true one are not the same any more ..."""
_SAME = 0.01
"""... unless they differ by less than this."""


class Gauge(NamedTuple):
    """What is known of the plane and the shown run; NaN where it is not.

    explained: the share of the variance of the paths that the plane holds, of all paths or of one; distance:
    how far the run lies beside the plane; reach: how far it has come from its start; loss: its loss;
    on_plane: that of the nearest point of the plane; line: whether the plane is a line only.
    """

    run: str
    explained: float
    distance: float
    reach: float
    loss: float
    on_plane: float
    of_all: bool = True
    line: bool = False

    @property
    def misleads(self) -> bool:
        """Whether the map around the run is not what the run sees."""
        if self.distance > _FAR * self.reach:
            return True
        if not (math.isfinite(self.loss) and math.isfinite(self.on_plane)):
            return False
        low, high = sorted((self.loss, self.on_plane))
        return high > _OFF * low and high - low > _SAME


class GaugeLines(QWidget):
    """Shows a gauge in a line or two, and in the tooltip what it means."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gauge: Gauge | None = None
        self._note = ""
        self._theme = DARK
        self.setFont(tabular(self.font(), 12))
        self._fit()

    def set_gauge(self, gauge: Gauge | None, note: str = "") -> None:
        """Show this; None: nothing is known, and there is a note instead."""
        if (gauge, note) != (self._gauge, self._note):
            self._gauge, self._note = gauge, note
            self._say()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def warning(self) -> str:
        """What to beware of; empty if there is nothing."""
        gauge = self._gauge
        if gauge is None:
            return ""
        if gauge.misleads:
            text = (
                self.tr("Not what {run} sees: it is far beside the line.")
                if gauge.line
                else self.tr("Not what {run} sees: it is far beside the plane.")
            )
            if not gauge.distance > _FAR * gauge.reach:
                text = self.tr("Not what {run} sees: its loss is {loss}, not {shown}.")
            loss, shown = self._number(gauge.loss), self._number(gauge.on_plane)
            return text.format(run=gauge.run, loss=loss, shown=shown)
        if gauge.explained < _LITTLE:
            return self.tr("Most of the way lies outside this plane.")
        return ""

    def words(self) -> str:
        """The numbers in a sentence, or the note."""
        gauge = self._gauge
        if gauge is None:
            return self._note
        told = [self._explained(gauge), self._beside(gauge), self._losses(gauge)]
        return " · ".join(part for part in told if part)

    def _explained(self, gauge: Gauge) -> str:
        if not math.isfinite(gauge.explained):
            return ""
        share = 100 * min(max(gauge.explained, 0.0), 1.0)
        if share >= 99.95:
            text = (
                self.tr("The paths lie wholly in the plane")
                if gauge.of_all
                else self.tr("The path lies wholly in the plane")
            )
            return self.tr("The path lies wholly on the line") if gauge.line else text
        if gauge.line and gauge.of_all:
            text = self.tr("The line holds {share} % of the paths")
        elif gauge.line:
            text = self.tr("The line holds {share} % of the path")
        elif gauge.of_all:
            text = self.tr("The plane holds {share} % of the paths")
        else:
            text = self.tr("The plane holds {share} % of the path")
        return text.format(share=format_number(share, 3) if share > 99 else f"{share:.0f}")

    def _beside(self, gauge: Gauge) -> str:
        if not math.isfinite(gauge.distance):
            return ""
        if gauge.distance < 1e-3 * max(gauge.reach, 1e-9) or gauge.distance < 1e-9:
            return self.tr("{run} lies in it").format(run=gauge.run)
        return self.tr("{run} {distance} beside it").format(
            run=gauge.run, distance=format_number(gauge.distance, 2)
        )

    def _losses(self, gauge: Gauge) -> str:
        if math.isnan(gauge.loss) and math.isnan(gauge.on_plane):
            return ""
        text = (
            self.tr("loss {loss}, on the line {shown}")
            if gauge.line
            else self.tr("loss {loss}, on the plane {shown}")
        )
        return text.format(loss=self._number(gauge.loss), shown=self._number(gauge.on_plane))

    def _number(self, loss: float) -> str:
        return format_number(loss, 3) if math.isfinite(loss) else self.tr("not a number")

    def _say(self) -> None:
        warning, words = self.warning(), self.words()
        self.setAccessibleName(" ".join(part for part in (warning, words) if part))
        meaning = self.tr(
            "A map shows two directions of many. The more of the paths they hold, the nearer a run lies, and"
            " the more its true loss is like that of the nearest point, the more the map can be trusted."
        )
        told = (warning, words, meaning) if self._gauge is not None else (words,)
        self.setToolTip("<br>".join(part for part in told if part))
        self.update()

    def _fit(self) -> None:
        lines = 1 if self.width() >= _WIDE else 2
        self.setFixedHeight(lines * round(QFontMetricsF(self.font()).lineSpacing()) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        warning, words, theme = self.warning(), self.words(), self._theme
        painter = QPainter(self)
        painter.setFont(self.font())
        metrics = QFontMetricsF(self.font())
        line, left = metrics.lineSpacing(), 0.0
        rows = _wrapped(words, metrics, self.width())
        if warning:
            draw_shape(painter, shapes.WARNING, QPointF(7, line / 2 + 1), QColor(theme.warning), 13)
            left = 20.0
            painter.setPen(QColor(theme.warning))
            room = self.width() - left
            shown = metrics.elidedText(warning, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(left, metrics.ascent() + 1), shown)
            left += metrics.horizontalAdvance(shown) + 10
            rows = [words] if self.height() < 2 * line else ["", words]
        painter.setPen(QColor(theme.muted))
        for index, row in enumerate(rows[: round(self.height() // line)]):
            start = left if index == 0 else 0.0
            room = self.width() - start
            text = metrics.elidedText(_fitting(row, metrics, room), Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(start, metrics.ascent() + 1 + index * line), text)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)


def _fitting(words: str, metrics: QFontMetricsF, width: float) -> str:
    """As many whole parts as have room, the first one in any case; the tooltip has all of them."""
    parts = words.split(" · ")
    while len(parts) > 1 and metrics.horizontalAdvance(" · ".join(parts)) > width:
        parts.pop()
    return " · ".join(parts)


def _wrapped(words: str, metrics: QFontMetricsF, width: float) -> list[str]:
    """In two rows, parted where one thing ends and the next begins, if one row has no room."""
    if metrics.horizontalAdvance(words) <= width:
        return [words]
    parts = words.split(" · ")
    for count in range(len(parts) - 1, 0, -1):
        first = " · ".join(parts[:count])
        if metrics.horizontalAdvance(first) <= width:
            return [first, " · ".join(parts[count:])]
    return [words]
