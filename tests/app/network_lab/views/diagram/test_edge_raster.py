"""Edges as an image: as wide, as opaque, and where Qt's own curves are."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from app.network_lab.views.diagram.edge_raster import Strokes, curve, image_of, rise
from tests.app.pixels import rgba_of

RED, BLUE = QColor(255, 0, 0), QColor(0, 0, 255)


def strokes(*rows):
    start, end, width, opacity, second = zip(*rows, strict=True)
    return Strokes(*(np.array(one, dtype=float) for one in (start, end, width, opacity)), np.array(second))


def drawn_by_qt(start: float, end: float, width: float, columns: int, rows: int) -> np.ndarray:
    image = QImage(columns, rows, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(RED, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawPath(curve(QPointF(0, start), QPointF(columns, end)))
    painter.end()
    return rgba_of(image)


@pytest.mark.parametrize(("start", "end", "width"), [(20, 20, 2), (10, 80, 3), (90, 15, 1.5), (50, 60, 5)])
def test_an_edge_is_where_qt_would_draw_it(start, end, width):
    own = rgba_of(image_of(strokes((start, end, width, 1.0, False)), 120, 100, (RED, BLUE)))[..., 3]
    other = drawn_by_qt(start, end, width, 120, 100)[..., 3]
    assert own.sum() == pytest.approx(other.sum(), rel=0.05)
    middle = (own * np.arange(100)[:, None]).sum(axis=0) / own.sum(axis=0)
    of_qt = (other * np.arange(100)[:, None]).sum(axis=0) / other.sum(axis=0)
    assert np.abs(middle - of_qt).max() < 0.5


def test_the_course_is_that_of_the_bezier_curve():
    path = curve(QPointF(0, 0), QPointF(1, 1))
    for t in np.linspace(0, 1, 9):
        point = path.pointAtPercent(path.percentAtLength(path.length() * t))
        assert rise(np.array([point.x()]))[0] == pytest.approx(point.y(), abs=2e-3)


def test_signs_have_their_colours_and_opacities_add_up():
    half = [(10, 10, 4, 0.5, False), (30, 30, 4, 0.5, True)]
    edges = strokes(*half, *[(50, 50, 4, 0.4, False)] * 2)
    image = rgba_of(image_of(edges, 20, 60, (RED, BLUE)))
    assert tuple(image[10, 10]) == pytest.approx((255, 0, 0, 128), abs=3)
    assert tuple(image[30, 10]) == pytest.approx((0, 0, 255, 128), abs=3)
    assert image[50, 10, 3] == pytest.approx(0.8 * 255, abs=5)
    assert image[20, 10, 3] == 0


def test_a_profile_fades_along_the_way():
    edges = strokes((10, 10, 4, 1.0, False))
    image = rgba_of(image_of(edges, 40, 20, (RED, BLUE), np.linspace(0.2, 1.0, 40)))
    assert image[10, 0, 3] == pytest.approx(0.2 * 255, abs=5)
    assert image[10, -1, 3] == 255


def test_edges_that_leave_the_area_are_cut_off():
    image = rgba_of(image_of(strokes((-300, 500, 3, 1.0, False)), 50, 40, (RED, BLUE)))
    assert image[..., 3].max() == 255
    assert image[0, 0, 3] == 0


@pytest.mark.parametrize("size", [(0, 0), (1, 1), (300, 2)])
def test_no_edges_leave_an_empty_image(size):
    none = Strokes(*(np.empty(0) for _ in range(4)), np.empty(0, dtype=bool))
    assert rgba_of(image_of(none, *size, (RED, BLUE))).max() == 0
