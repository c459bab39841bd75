"""Pictures of a widget: PNG at any scale, SVG with curves and text as vectors, the clipboard."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from core.messages import TalwegError, tr_noop

from .files import unknown_suffix, write_whole

SUFFIXES = (".png", ".svg")
SCALES = (1, 2, 4)


def picture(widget: QWidget, scale: float = 1.0) -> QImage:
    """The widget as an image with `scale` pixels to each of its own; lines stay crisp."""
    image = QImage(widget.size() * scale, QImage.Format.Format_RGB32)
    if image.isNull():
        raise TalwegError(
            tr_noop("core", "There is not enough memory for a picture {scale:g} times as large."), scale=scale
        )
    image.setDevicePixelRatio(scale)
    image.fill(widget.palette().window().color())
    painter = QPainter(image)
    widget.render(painter, QPoint())
    painter.end()
    return image


def png(widget: QWidget, scale: float = 1.0) -> bytes:
    """The widget as a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture(widget, scale).save(buffer, "PNG")  # type: ignore[call-overload] # its stubs lack QIODevice
    return bytes(data.data())


def svg(widget: QWidget) -> bytes:
    """The widget as an SVG file; the loss map in it is an image, all else is drawn."""
    data = QByteArray()
    buffer = QBuffer(data)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(widget.size()))
    generator.setViewBox(QRect(QPoint(), widget.size()))
    generator.setResolution(int(widget.logicalDpiX()))
    generator.setTitle("Talweg")
    painter = QPainter(generator)
    painter.fillRect(widget.rect(), QColor(widget.palette().window().color()))
    widget.render(painter, QPoint())
    painter.end()
    return bytes(data.data())


def save(widget: QWidget, path: Path, scale: float = 1.0) -> None:
    """Write a picture in the format of the suffix; raises TalwegError if that or the file cannot be."""
    data = encoded(widget, path, scale)
    write_whole(path, lambda file: file.write(data))


def encoded(widget: QWidget, path: Path, scale: float = 1.0) -> bytes:
    """A picture in the format of the path's suffix; raises TalwegError if it has none."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise unknown_suffix(path, SUFFIXES)
    return svg(widget) if suffix == ".svg" else png(widget, scale)


def copy(widget: QWidget, scale: float = 2.0) -> None:
    """Put a picture of the widget on the clipboard."""
    QGuiApplication.clipboard().setImage(picture(widget, scale))
