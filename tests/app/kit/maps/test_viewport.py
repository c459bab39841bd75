"""The viewport: from places to pixels and back, zoomed and panned."""

import math

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF

from app.kit.maps.viewport import Viewport

AREA = QRectF(30, 10, 200, 100)
RECTANGLE = ((-1.0, 3.0), (0.0, 2.0))


def test_the_viewport_maps_there_and_back() -> None:
    view = Viewport.around(((-1.0, 3.0), (0.0, 2.0)), 300, 300)
    assert view.rectangle == ((-1.0, 3.0), (-1.0, 3.0))
    for pixel in ((0.0, 0.0), (123.0, 45.0)):
        place = view.to_place(*pixel)
        np.testing.assert_allclose(view.to_pixels(np.array([place]))[0], pixel, atol=1e-12)
    zoomed = view.zoomed(3.0, QPointF(40.0, 70.0))
    np.testing.assert_allclose(zoomed.to_place(40.0, 70.0), view.to_place(40.0, 70.0))
    assert math.isclose(zoomed.unit_x, view.unit_x / 3)
    np.testing.assert_allclose(view.panned(10.0, -5.0).to_place(10.0, -5.0), view.to_place(0.0, 0.0))


def test_a_filled_area_has_a_scale_of_its_own_along_each_axis() -> None:
    view = Viewport.filled(((-1.0, 3.0), (0.0, 1.0)), AREA)
    assert view.rectangle == ((-1.0, 3.0), (0.0, 1.0))
    assert view.pixel_of(-1.0, 0.0) == AREA.bottomLeft()
    assert view.pixel_of(3.0, 1.0) == AREA.topRight()
    assert view.area_of(((0.0, 1.0), (0.0, 0.5))) == QRectF(80, 60, 50, 50)
    assert view.to_place(80.0, 60.0) == pytest.approx((0.0, 0.5))
    assert view.nearest_place(QPointF(-500.0, 60.0)) == pytest.approx((-1.0, 0.5))


def test_zooming_keeps_the_place_under_the_pointer() -> None:
    view, at = Viewport.filled(RECTANGLE, AREA), QPointF(70.0, 30.0)
    (left, right), (bottom, top) = view.zoomed(4.0, at).rectangle
    assert (right - left, top - bottom) == pytest.approx((1.0, 0.5))
    assert view.zoomed(4.0, at).to_place(70.0, 30.0) == pytest.approx(view.to_place(70.0, 30.0))


@pytest.mark.parametrize("far", [1e9, 1e150, 1e308])
def test_a_place_however_far_out_of_sight_has_a_pixel(far: float) -> None:
    pixel = Viewport.filled(RECTANGLE, AREA).pixel_of(far, -far)
    assert 1e9 < pixel.x() < math.inf
    assert 1e9 < pixel.y() < math.inf
