import errno
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.kit import export
from core.messages import TalwegError

SVG = "{http://www.w3.org/2000/svg}"
GROUND, BLOCK, LINE = QColor("#203040"), QColor("#ff8000"), QColor("#00ff00")


class Drawing(QWidget):
    """A block, a line, a word and an image on the ground of the window."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(QRectF(10, 10, 20.5, 20), BLOCK)
        painter.setPen(LINE)
        painter.drawLine(QLineF(QPointF(40, 10), QPointF(90, 50)))
        painter.drawText(10, 70, "talweg η")
        image = QImage(4, 4, QImage.Format.Format_RGB32)
        image.fill(LINE)
        painter.drawImage(100, 10, image)
        painter.end()


@pytest.fixture
def drawing(qtbot: QtBot) -> Drawing:
    drawing = Drawing()
    qtbot.addWidget(drawing)
    look = QPalette()
    look.setColor(QPalette.ColorRole.Window, GROUND)
    drawing.setPalette(look)
    drawing.resize(120, 80)
    return drawing


@pytest.mark.parametrize("scale", [0.5, *export.SCALES])
def test_picture_has_as_many_pixels_to_a_point_as_asked(drawing: Drawing, scale: float) -> None:
    picture = export.picture(drawing, scale)
    assert (picture.width(), picture.height()) == (120 * scale, 80 * scale)
    assert picture.pixelColor(int(20 * scale), int(20 * scale)) == BLOCK
    assert picture.pixelColor(int(5 * scale), int(5 * scale)) == GROUND
    assert picture.pixelColor(int(119 * scale), int(79 * scale)) == GROUND


def test_larger_picture_shows_more_not_larger_pixels(drawing: Drawing) -> None:
    """The block ends at 30.5: between two pixels at scale 1, at one of them at scale 2."""
    picture = export.picture(drawing, 2)
    assert picture.pixelColor(60, 40) == BLOCK
    assert picture.pixelColor(61, 40) == GROUND


def test_picture_shows_the_widget_even_if_it_is_hidden(drawing: Drawing) -> None:
    assert not drawing.isVisible()
    assert export.picture(drawing).pixelColor(20, 20) == BLOCK


def test_png_is_the_picture(drawing: Drawing) -> None:
    data = export.png(drawing, 2)
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    read = QImage.fromData(data, "PNG")
    expected = export.picture(drawing, 2)
    assert read.convertToFormat(expected.format()) == expected


def test_svg_draws_lines_and_text(drawing: Drawing) -> None:
    root = ElementTree.fromstring(export.svg(drawing))
    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox") == "0 0 120 80"
    assert "".join(text.text or "" for text in root.iter(f"{SVG}text")) == "talweg η"
    assert any(list(root.iter(f"{SVG}{tag}")) for tag in ("line", "polyline", "path"))
    assert len(list(root.iter(f"{SVG}image"))) == 1


def test_svg_looks_like_the_widget(drawing: Drawing) -> None:
    renderer = QSvgRenderer(export.svg(drawing))
    assert renderer.isValid()
    image = QImage(240, 160, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    assert image.pixelColor(40, 40) == BLOCK
    assert image.pixelColor(10, 10) == GROUND
    assert image.pixelColor(204, 24) == LINE


@pytest.mark.parametrize(
    ("name", "start"),
    [("a.png", b"\x89PNG"), ("a.PNG", b"\x89PNG"), ("a.svg", b"<?xml"), ("größe 1.svg", b"<?xml")],
)
def test_suffix_decides_the_format(drawing: Drawing, tmp_path: Path, name: str, start: bytes) -> None:
    export.save(drawing, tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(start)


def test_scale_counts_for_the_png(drawing: Drawing, tmp_path: Path) -> None:
    export.save(drawing, tmp_path / "a.png", 4)
    assert QImage(str(tmp_path / "a.png")).width() == 480


@pytest.mark.parametrize("name", ["a.pdf", "a", "png"])
def test_unknown_suffix_is_refused(drawing: Drawing, tmp_path: Path, name: str) -> None:
    with pytest.raises(TalwegError, match=r"\.png, \.svg"):
        export.save(drawing, tmp_path / name)
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["a.png", "a.svg"])
def test_picture_is_written_whole_or_not_at_all(
    drawing: Drawing, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    path.write_bytes(b"before")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TalwegError, match="No space left"):
        export.save(drawing, path)
    assert path.read_bytes() == b"before"


def test_picture_too_large_for_memory_is_refused(drawing: Drawing) -> None:
    with pytest.raises(TalwegError, match="not enough memory"):
        export.picture(drawing, 1e6)


def test_copy_puts_the_picture_on_the_clipboard(drawing: Drawing) -> None:
    export.copy(drawing)
    copied = QGuiApplication.clipboard().image()
    assert copied.width() == 240
    assert copied.pixelColor(40, 40) == BLOCK
