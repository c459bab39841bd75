"""The key of a run: a piece of its line with its marker, as it is drawn everywhere."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QToolButton, QWidget

from ..run_style import RunStyle
from ..symbols import SYMBOLS, Symbol

SIZE = QSize(28, 16)


def marker_path(symbol: Symbol, size: float) -> QPainterPath:
    """The symbol around the origin, `size` wide."""
    made: QPainterPath = QTransform.fromScale(size, size).map(SYMBOLS[symbol])
    return made


def draw_key(painter: QPainter, place: QRectF, style: RunStyle, *, faded: bool = False) -> None:
    """Draw the line and the marker of a run into a rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(0.4 if faded else 1.0)
    color = QColor(style.color)
    pen = QPen(color, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    if style.dash:
        pen.setDashPattern(list(style.dash))
    painter.setPen(pen)
    middle = place.center().y()
    painter.drawLine(QPointF(place.left(), middle), QPointF(place.right(), middle))
    painter.translate(place.center())
    painter.fillPath(marker_path(style.marker, 9), color)
    painter.restore()


def key_pixmap(style: RunStyle, ratio: float) -> QPixmap:
    """The key as a picture for a screen with `ratio` pixels per point."""
    pixmap = QPixmap(SIZE * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_key(painter, QRectF(0, 0, SIZE.width(), SIZE.height()), style)
    painter.end()
    return pixmap


class Swatch(QToolButton):
    """A button that shows the key of a run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style: RunStyle | None = None
        self._faded = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(SIZE.width() + 8, SIZE.height() + 8)

    def set_style(self, style: RunStyle, *, faded: bool) -> None:
        if (style, faded) != (self._style, self._faded):
            self._style, self._faded = style, faded
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._style is not None:
            draw_key(
                QPainter(self), QRectF(self.rect()).adjusted(4, 4, -4, -4), self._style, faded=self._faded
            )
