"""What pyqtgraph makes of the same arrays is what they have to become."""

from collections.abc import Callable

import numpy as np
import pytest
from pyqtgraph.functions import arrayToQPath
from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap
from pytestqt.qtbot import QtBot

from app.kit.fast_paint import draw_fragments, draw_lines, joined_path
from app.kit.symbols import SYMBOLS


def picture(draw: Callable[[QPainter], object]) -> QImage:
    image = QImage(120, 120, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setPen(QPen(QColor("black"), 1.5))
    draw(painter)
    painter.end()
    return image


def stroked(path: QPainterPath) -> QImage:
    return picture(lambda painter: painter.strokePath(path, painter.pen()))


def walk(count: int) -> tuple[np.ndarray, np.ndarray]:
    x, y = np.random.default_rng(count).uniform(0, 120, (2, count))
    return x, y


@pytest.mark.parametrize("count", [0, 1, 2, 3, 500, 40_000])
def test_points_are_joined(count: int) -> None:
    x, y = walk(count)
    path, other = joined_path(x, y), arrayToQPath(x, y)
    assert path.elementCount() == other.elementCount() == (count if count > 1 else 0)
    if count < 1000:
        assert stroked(path) == stroked(other)


@pytest.mark.parametrize("holes", [[0], [499], [250], [0, 1, 2, 7, 9, 498], range(0, 500, 2), range(500)])
def test_what_is_not_finite_leaves_gaps(holes: list[int]) -> None:
    x, y = walk(500)
    y[holes] = np.nan
    assert stroked(joined_path(x, y)) == stroked(arrayToQPath(x, y, connect="finite"))


def test_only_those_are_joined_that_are_to_be() -> None:
    x, y = walk(500)
    joined = np.random.default_rng(1).random(500) < 0.5
    path = joined_path(x, y, joined)
    assert not path.isEmpty()
    assert stroked(path) == stroked(arrayToQPath(x, y, connect=joined.astype(np.int32), finiteCheck=False))


def test_the_columns_of_an_array_will_do() -> None:
    points = np.stack(walk(50), axis=1)
    assert stroked(joined_path(*points.T)) == stroked(arrayToQPath(*points.T.copy()))


@pytest.mark.parametrize("count", [0, 1, 400])
def test_segments_are_drawn(count: int) -> None:
    segments = np.random.default_rng(3).uniform(0, 120, (count, 4))
    lines = [QLineF(*segment) for segment in segments]
    drawn = picture(lambda painter: draw_lines(painter, segments))
    assert drawn == picture(lambda painter: painter.drawLines(lines) if lines else None)
    assert (drawn != picture(lambda painter: None)) == (count > 0)


def test_pieces_of_a_pixmap_are_drawn(qtbot: QtBot) -> None:
    pixmap = QPixmap(20, 10)
    pixmap.fill(QColor("red"))
    painter = QPainter(pixmap)
    painter.fillRect(10, 0, 10, 10, QColor("blue"))
    painter.end()
    fragments = np.array(
        [[20, 30, 0, 0, 10, 10, 1, 1, 0, 1], [70, 80, 10, 0, 10, 10, 1, 1, 0, 1]], dtype=np.float64
    )

    def one_by_one(painter: QPainter) -> None:
        painter.drawPixmap(QRectF(15, 25, 10, 10), pixmap, QRectF(0, 0, 10, 10))
        painter.drawPixmap(QRectF(65, 75, 10, 10), pixmap, QRectF(10, 0, 10, 10))

    assert picture(lambda painter: draw_fragments(painter, fragments, pixmap)) == picture(one_by_one)
    assert picture(lambda painter: draw_fragments(painter, fragments[:0], pixmap)) == picture(lambda _: None)


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_symbols_are_those_of_pyqtgraph(symbol: str) -> None:
    def filled(path: QPainterPath) -> QImage:
        def draw(painter: QPainter) -> None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(60, 60)
            painter.scale(100, 100)
            painter.fillPath(path, QColor("black"))

        return picture(draw)

    assert filled(SYMBOLS[symbol]) == filled(Symbols[symbol])
