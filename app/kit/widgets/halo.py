"""Text and lines with a halo: they can be read on any colour."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from ..theme import Theme


def halo_pen(theme: Theme, width: float) -> QPen:
    """What sets ink off from any ground."""
    color = QColor(theme.halo)
    color.setAlphaF(0.7)
    return QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def draw_text(painter: QPainter, theme: Theme, font: QFont, baseline: QPointF, text: str) -> None:
    """Text that can be read on any colour: its outline sets it off from what is behind it."""
    outline = QPainterPath()
    outline.addText(baseline, font, text)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(halo_pen(theme, 3.0))
    painter.drawPath(outline)
    painter.setFont(font)
    painter.setPen(QColor(theme.text))
    painter.drawText(baseline, text)
