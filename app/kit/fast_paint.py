"""Ways from arrays to what QPainter draws, without an object of Python's for every point.

pyqtgraph has the same and more, but to import any of it takes half of the time to the first picture.
"""

import struct

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QDataStream, QLineF
from PySide6.QtGui import QPainter, QPainterPath, QPixmap, QPolygonF

Floats = NDArray[np.float64]

_ELEMENT = np.dtype([("joined", ">i4"), ("x", ">f8"), ("y", ">f8")])
"""A point of a path as QDataStream has it; joined to the one before by a line, or the first of a new one."""


def joined_path(x: Floats, y: Floats, joined: NDArray[np.bool_] | None = None) -> QPainterPath:
    """Points (n,) joined by lines; `joined` (n,) says which are joined to the next, otherwise all are.

    Without `joined`, points that are not finite leave gaps; with it, all have to be finite.
    """
    if joined is None:
        finite = np.isfinite(x) & np.isfinite(y)
        if finite.all():
            return _through_all(x, y)
        there = np.flatnonzero(finite)
        x, y = x[there], y[there]
        joined = np.append(np.diff(there) == 1, False)
    if len(x) < 2:
        return QPainterPath()
    elements = np.zeros(len(x), _ELEMENT)
    elements["joined"][1:] = joined[:-1]
    elements["x"], elements["y"] = x, y
    count, first_of_last, fill_rule = struct.pack(">i", len(x)), struct.pack(">i", 0), struct.pack(">i", 0)
    path = QPainterPath()
    stream = QDataStream(QByteArray(count + elements.tobytes() + first_of_last + fill_rule))
    stream >> path
    return path


def _through_all(x: Floats, y: Floats) -> QPainterPath:
    path = QPainterPath()
    if len(x) < 2:
        return path
    polygon = QPolygonF()
    polygon.resize(len(x))
    # The stubs know neither that data() is an address nor how a VoidPtr is made from one.
    memory = shiboken6.VoidPtr(polygon.data(), 16 * len(x), True)  # type: ignore[call-arg, arg-type]
    points = np.frombuffer(memoryview(memory), np.float64).reshape(-1, 2)  # type: ignore[arg-type]
    points[:, 0], points[:, 1] = x, y
    path.addPolygon(polygon)
    return path


def draw_lines(painter: QPainter, segments: Floats) -> None:
    """Draw (n, 4) segments, from x and y to x and y, with the painter's pen."""
    if len(segments):
        memory = np.ascontiguousarray(segments, np.float64)  # of n QLineF
        painter.drawLines(shiboken6.wrapInstance(memory.ctypes.data, QLineF), len(memory))  # type: ignore[call-overload]


def draw_fragments(painter: QPainter, fragments: Floats, pixmap: QPixmap) -> None:
    """Draw pieces of a pixmap: (n, 10) numbers in the order of QPainter.PixmapFragment."""
    if len(fragments):
        memory = np.ascontiguousarray(fragments, np.float64)
        first = shiboken6.wrapInstance(memory.ctypes.data, QPainter.PixmapFragment)
        painter.drawPixmapFragments(first, len(memory), pixmap)  # type: ignore[arg-type]
