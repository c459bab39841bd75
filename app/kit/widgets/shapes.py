"""Icons as paths on a grid of 16 × 16, so that they are sharp on every screen and follow the theme."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QPolygonF, QTransform


def _polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


def _line(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for x, y in points[1:]:
        path.lineTo(x, y)
    return path


def _stroked(path: QPainterPath, width: float = 1.6) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return stroker.createStroke(path).simplified()


def _rectangle(x: float, y: float, width: float, height: float, radius: float = 0.8) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(x, y, width, height), radius, radius)
    return path


def _mirrored(path: QPainterPath) -> QPainterPath:
    return QTransform(-1, 0, 0, 1, 16, 0).map(path)


def _loop() -> QPainterPath:
    circle = QRectF(2.5, 2.5, 11, 11)
    arcs = QPainterPath()
    arcs.arcMoveTo(circle, 200)
    arcs.arcTo(circle, 200, -155)
    arcs.arcMoveTo(circle, 20)
    arcs.arcTo(circle, 20, -155)
    heads = _polygon((9.4, 5.4), (14.2, 5.4), (14.2, 0.8)) + _polygon((6.6, 10.6), (1.8, 10.6), (1.8, 15.2))
    return _stroked(arcs) + heads


def _dice() -> QPainterPath:
    pips = QPainterPath()
    for x, y in ((5.2, 5.2), (8, 8), (10.8, 10.8), (10.8, 5.2), (5.2, 10.8)):
        pips.addEllipse(QPointF(x, y), 1.1, 1.1)
    return _stroked(_rectangle(1.8, 1.8, 12.4, 12.4, 2.6), 1.4) + pips


def _eye() -> QPainterPath:
    lids = QPainterPath(QPointF(1.6, 8))
    lids.quadTo(8, 0.6, 14.4, 8)
    lids.quadTo(8, 15.4, 1.6, 8)
    pupil = QPainterPath()
    pupil.addEllipse(QPointF(8, 8), 2.1, 2.1)
    return _stroked(lids, 1.4) + pupil


def _dots() -> QPainterPath:
    path = QPainterPath()
    for x in (3.6, 8, 12.4):
        path.addEllipse(QPointF(x, 8.2), 1.2, 1.2)
    return path


def _warning() -> QPainterPath:
    mark = _stroked(_line((8, 6.2), (8, 9.4)), 1.5)
    mark.addEllipse(QPointF(8, 11.8), 0.9, 0.9)
    return _stroked(_polygon((8, 2.2), (14.6, 13.6), (1.4, 13.6)), 1.3) + mark


def _restart() -> QPainterPath:
    circle = QRectF(2.6, 3.2, 10.8, 10.8)
    arc = QPainterPath()
    arc.arcMoveTo(circle, 125)
    arc.arcTo(circle, 125, 300)
    return _stroked(arc) + _polygon((1.6, 1.4), (7.4, 2.6), (3.2, 7.0))


def _orbit() -> QPainterPath:
    ring = QRectF(1.2, 4.6, 13.6, 6.8)
    arc = QPainterPath()
    arc.arcMoveTo(ring, 62)
    arc.arcTo(ring, 62, 300)
    return _stroked(arc, 1.5) + _polygon((9.0, 7.4), (14.4, 8.6), (13.8, 3.4))


def _undo() -> QPainterPath:
    arrow = QPainterPath(QPointF(3.2, 6.2))
    arrow.lineTo(9.6, 6.2)
    arrow.arcTo(QRectF(6.2, 6.2, 7, 7), 90, -180)
    arrow.lineTo(6, 13.2)
    return _stroked(arrow, 1.5) + _stroked(_line((6.4, 3), (3.2, 6.2), (6.4, 9.4)), 1.5)


PLAY = _polygon((3.5, 1.5), (14.5, 8), (3.5, 14.5))
PAUSE = _rectangle(3.5, 2, 3.4, 12) + _rectangle(9.1, 2, 3.4, 12)
STEP = _polygon((4.5, 3), (12.5, 8), (4.5, 13))
STEP_BACK = _mirrored(STEP)
TO_END = _polygon((2, 3), (10.5, 8), (2, 13)) + _rectangle(11.5, 3, 2.2, 10, 0.5)
TO_START = _mirrored(TO_END)
FAST = _polygon((1, 3), (7.5, 8), (1, 13)) + _polygon((7.5, 3), (14, 8), (7.5, 13))
RESTART = _restart()
LOOP = _loop()
ORBIT = _orbit()
UNDO = _undo()
REDO = _mirrored(UNDO)
DICE = _dice()
EYE = _eye()
PLUS = _stroked(_line((8, 3), (8, 13))) + _stroked(_line((3, 8), (13, 8)))
MINUS = _stroked(_line((3, 8), (13, 8)))
CHEVRON_RIGHT = _stroked(_line((6, 4), (10, 8), (6, 12)))
CHEVRON_DOWN = _stroked(_line((4, 6), (8, 10), (12, 6)))
CHEVRON_UP = _stroked(_line((4, 10), (8, 6), (12, 10)))
CROSS = _stroked(_line((4, 4), (12, 12))) + _stroked(_line((4, 12), (12, 4)))
STAR = _polygon(
    *(
        (8 + r * math.sin(math.pi * k / 5), 8.4 - r * math.cos(math.pi * k / 5))
        for k, r in enumerate((7.2, 3.0) * 5)
    )
)
DISC = _rectangle(3.5, 3.5, 9, 9, 4.5)
ARROW_RIGHT = _stroked(_line((2.5, 8), (13, 8))) + _stroked(_line((9, 4), (13, 8), (9, 12)))
ARROW_OUT = _stroked(_line((4, 12), (12, 4))) + _stroked(_line((6.4, 4), (12, 4), (12, 9.6)))
ENLARGE = (
    _stroked(_line((9.2, 6.8), (13, 3)))
    + _stroked(_line((8.8, 3), (13, 3), (13, 7.2)))
    + _stroked(_line((6.8, 9.2), (3, 13)))
    + _stroked(_line((3, 8.8), (3, 13), (7.2, 13)))
)
INFINITY = _stroked(_rectangle(0.8, 4.6, 6.8, 6.8, 3.4)) + _stroked(_rectangle(8.4, 4.6, 6.8, 6.8, 3.4))
WARNING = _warning()
DOTS = _dots()
TICK = _stroked(_line((4, 8.4), (7, 11.2), (12, 5.2)), 2.0)
