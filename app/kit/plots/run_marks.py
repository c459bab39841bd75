"""What pictures of runs over epochs share: colours, the cursor, the markers at the ends."""

from collections.abc import Iterator

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from ..run_style import RunStyle
from ..theme import Theme, mixed
from ..widgets.swatch import marker_path
from .frame import Frame
from .ticks import whole_number

_PALE = 0.35
"""How opaque the curves are after the epoch in view."""
_ASIDE = 0.45
"""How far the colour of a run that is not shown has moved towards the ground's."""


def run_color(style: RunStyle, shown: bool, theme: Theme) -> QColor:
    """The colour of a run, paler unless it is the shown one."""
    color = QColor(style.color)
    return color if shown else mixed(color, QColor(theme.window), _ASIDE)


def parts(ground: QRectF, cursor: float | None) -> Iterator[tuple[QRectF, float]]:
    """How opaque the curves are up to the cursor, at a pixel across, and after it."""
    if cursor is None:
        yield ground, 1.0
        return
    before, after = QRectF(ground), QRectF(ground)
    before.setRight(cursor)
    after.setLeft(cursor)
    yield from ((before, 1.0), (after, _PALE))


def draw_cursor(
    painter: QPainter,
    frame: Frame,
    ground: QRectF,
    epoch: int,
    edges: tuple[float, float],
    theme: Theme,
    name: str = "",
) -> None:
    """An upright line at an epoch, and its number below it, between the edges of the picture.

    Where the number would cover a part of the axis's `name`, which stands at the right, the name goes.
    """
    x = round(frame.point(epoch, 0.0).x()) + 0.5
    painter.setPen(QPen(QColor(theme.accent), 1))
    painter.drawLine(QLineF(x, ground.top(), x, ground.bottom()))
    text = whole_number(epoch)
    metrics = QFontMetricsF(painter.font())
    width = metrics.horizontalAdvance(text) + 12
    left = min(max(x - width / 2, edges[0]), edges[1] - width)
    pill = QRectF(left, ground.bottom() + 3, width, metrics.height() + 2)
    wide = metrics.horizontalAdvance(name)
    named = QRectF(ground.right() - wide - 1, pill.top(), wide + 2, pill.height() + 3)
    if name and pill.intersects(named):
        painter.fillRect(named, QColor(theme.window))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setPen(QColor(theme.on_accent))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


def draw_head(
    painter: QPainter, place: QPointF, style: RunStyle, color: QColor, theme: Theme, size: float = 11.0
) -> None:
    """The marker of a run, where it is now."""
    painter.save()
    painter.translate(place)
    painter.setPen(QPen(QColor(theme.halo), 1.5))
    painter.setBrush(color)
    painter.drawPath(marker_path(style.marker, size))
    painter.restore()


def draw_cross(painter: QPainter, place: QPointF, color: QColor, theme: Theme) -> None:
    """Where a run diverged."""
    for ink, width in ((QColor(theme.halo), 5.0), (color, 2.2)):
        painter.setPen(QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for way in (1, -1):
            arm = QPointF(4.5, 4.5 * way)
            painter.drawLine(place - arm, place + arm)
