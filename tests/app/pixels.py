"""What can be seen in pictures, pixel by pixel."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage


def pixels_of(image: QImage) -> NDArray[np.int16]:
    """Red, green and blue, (height, width, 3), each from 0 to 255."""
    return rgba_of(image.convertToFormat(QImage.Format.Format_RGB32))[..., :3]


def rgba_of(image: QImage) -> NDArray[np.int16]:
    """The same and alpha, (height, width, 4)."""
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    shape = (image.height(), image.width(), 4)
    return np.frombuffer(image.constBits(), np.uint8).reshape(shape).astype(np.int16)


def near(image: QImage, color: Any, most: int = 40) -> NDArray[np.bool_]:
    """Which pixels have a colour but for fewer than `most` steps of red, green and blue; (height, width)."""
    wanted = np.array(QColor(color).getRgb()[:3], np.int16)
    mask: NDArray[np.bool_] = np.abs(pixels_of(image) - wanted).sum(axis=2) < most
    return mask
