"""Lines drawn fast look like lines drawn slowly."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from app.kit.plots.lines import draw_line

WIDTH, HEIGHT = 300, 80
INK = QColor("#ffffff")


def drawn(qapp, x, y, width, dash=(), ratio=1.0):
    """The brightness (HEIGHT, WIDTH) in device pixels of a line on black."""
    image = QImage(round(WIDTH * ratio), round(HEIGHT * ratio), QImage.Format.Format_Grayscale8)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_line(painter, np.asarray(x, dtype=float), np.asarray(y, dtype=float), INK, width, dash)
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()] / 255.0


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("points", [30, 250])
@pytest.mark.parametrize("slope", [0.0, 0.2])
def test_many_points_make_a_line_as_wide_as_few(qapp, points, slope, ratio):
    x = np.linspace(5, 295, points)
    picture = drawn(qapp, x, 10.5 + slope * x, 2.0, ratio=ratio)
    across = picture[:, round(100 * ratio) : round(200 * ratio)].sum(axis=0) / ratio
    assert across.min() > 1.5
    assert across.max() < 2.7


@pytest.mark.parametrize("points", [30, 250])
def test_dashes_are_as_long_whatever_draws_them(qapp, points):
    x = np.linspace(5, 295, points)
    picture = drawn(qapp, x, np.full(points, 40.5), 2.0, (4.0, 3.0))
    on = picture[36:45].max(axis=0)[10:290] > 0.5
    assert on.mean() == pytest.approx(4 / 7, abs=0.12)
    assert np.abs(np.diff(on.astype(int))).sum() == pytest.approx(2 * 280 / 14, abs=3)


@pytest.mark.parametrize("width", [1.0, 2.0])
@pytest.mark.parametrize("points", [30, 290])
def test_gaps_are_left_and_lone_points_are_dots(qapp, points, width):
    x = np.linspace(5, 295, points)
    y = np.full(points, 40.0)
    y[points // 3 : 2 * points // 3] = np.nan
    alone = points // 2
    y[alone] = 20.0
    columns = drawn(qapp, x, y, width).max(axis=0)
    assert columns[20:90].min() > 0.3
    dot = slice(round(x[alone]) - 2, round(x[alone]) + 3)
    assert columns[dot].max() > 0.5
    assert columns[115 : round(x[alone]) - 5].max() == 0.0
    assert columns[round(x[alone]) + 5 : 185].max() == 0.0


@pytest.mark.parametrize("y", [[], [np.nan], [np.nan, np.nan], [1e9, -1e9]])
def test_anything_can_be_drawn(qapp, y):
    assert drawn(qapp, np.arange(len(y)), y, 2.0).shape == (HEIGHT, WIDTH)
