"""What is unusual about a training, in sentences below a plot."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.kit.theme import DARK, Theme
from app.kit.widgets import shapes
from app.kit.widgets.basic import draw_shape

_ROWS = 4
"""So many lines of text there is room for, whether or not something is unusual."""


class Findings(QWidget):
    """Sentences with a warning sign each, as many as there is room for; the tooltip has all."""

    def __init__(self) -> None:
        super().__init__()
        self._sentences: tuple[str, ...] | None = None
        self._theme = DARK
        self._nothing, self._more = "", "{count}"
        font = self.font()
        font.setPixelSize(12)
        self.setFont(font)
        self.setFixedHeight(_ROWS * round(QFontMetricsF(font).lineSpacing()) + 4)

    def set_sentences(self, sentences: tuple[str, ...] | None) -> None:
        if sentences != self._sentences:
            self._sentences = sentences
            self._describe()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def retranslate(self, nothing: str, more: str) -> None:
        self._nothing, self._more = nothing, more
        self._describe()

    def _describe(self) -> None:
        found = "\n".join(self._sentences or ())
        self.setAccessibleName("" if self._sentences is None else found or self._nothing)
        self.setToolTip(found)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sentences is None:
            return
        painter = QPainter(self)
        metrics, line = QFontMetricsF(self.font()), QFontMetricsF(self.font()).lineSpacing()
        if not self._sentences:
            draw_shape(painter, shapes.TICK, QPointF(7, line / 2 + 1), QColor(self._theme.muted), 13)
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(QPointF(20, metrics.ascent() + 1), self._nothing)
            return
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        top, rest = 1.0, list(self._sentences)
        painter.setClipRect(QRectF(0, 0, self.width(), 1 + _ROWS * line))  # whole lines only
        while rest:
            room = QRectF(20, top, max(self.width() - 20, 1), self.height() - top)
            if room.height() < line:
                break
            if len(rest) > 1 and room.height() < 2 * line:
                more = self._more.format(count=len(rest))
                painter.setPen(QColor(self._theme.muted))
                painter.drawText(room, flags, more)
                break
            draw_shape(painter, shapes.WARNING, QPointF(7, top + line / 2), QColor(self._theme.warning), 13)
            painter.setPen(QColor(self._theme.text))
            painter.drawText(room, flags, rest[0])
            top += metrics.boundingRect(room, flags, rest.pop(0)).height()
