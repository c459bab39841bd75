"""Wide lines that are drawn as bundles of thin ones."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from app.kit.plots.lines import draw_line


@pytest.mark.parametrize("ratio", [1.0, 2.0, 4.0])
@pytest.mark.parametrize("width", [1.4, 2.6, 5.0])
def test_a_line_is_as_wide_as_asked_for_and_has_no_gap(qapp, ratio, width):
    image = QImage(round(200 * ratio), round(40 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("black"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_line(painter, np.linspace(0, 200, 300), np.full(300, 20.0), QColor("white"), width)
    painter.end()
    column = [image.pixelColor(image.width() // 2, y).red() / 255 for y in range(image.height())]
    assert sum(column) == pytest.approx(width * ratio, abs=1.0)
    inked = [share for share in column if share > 0.05]
    assert all(share > 0.9 for share in inked[2:-2])
