"""What a network says at every cell of a plane, as a picture with lines where its answer changes."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from app.kit.plots.frame import Frame, area, to_pixels
from app.kit.plots.lines import draw_line
from app.kit.plots.numbers import Numbers
from app.kit.theme import Theme

from .field_colors import Rectangle, boundaries, class_image, contours, number_image

Floats = NDArray[np.float64]

_FAINT = 0.22
"""How opaque lines of equal numbers are."""


class Field(NamedTuple):
    """What the network says at the centres of the cells of a rectangle: (rows from below, columns, k).

    k class probabilities, k = 1 being that of the second class; or with `numbers`, the lowest and the highest
    that have a colour, k = 1 numbers.
    """

    rectangle: Rectangle
    values: Floats
    numbers: tuple[float, float] | None

    def table(self, x: str, y: str, answers: tuple[str, ...]) -> Numbers:
        """Both features and the answers, a row for every cell, under these names."""
        (left, right), (bottom, top) = self.rectangle
        rows, columns, outputs = self.values.shape
        across = left + (np.arange(columns) + 0.5) * (right - left) / columns
        up = bottom + (np.arange(rows) + 0.5) * (top - bottom) / rows
        grid = (cells.ravel() for cells in np.meshgrid(across, up))
        return Numbers((x, y, *answers), np.column_stack([*grid, self.values.reshape(-1, outputs)]))


class FieldPicture:
    """Paints a field; its image and its lines are made once for each field and theme."""

    def __init__(self, field: Field | None = None) -> None:
        self.field = field
        self._image: tuple[str, QImage] | None = None
        self._lines: Floats | None = None

    def paint(self, painter: QPainter, frame: Frame, theme: Theme) -> None:
        """Paint the field where its rectangle lies, within the frame."""
        field = self.field
        if field is None or not field.values.size:
            return
        painter.save()
        painter.setClipRect(frame.place, Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area(frame, *field.rectangle), self._image_in(field, theme))
        color = QColor(theme.text)
        color.setAlphaF(_FAINT if field.numbers is not None else 1.0)
        x, y = to_pixels(frame, *self._lines_of(field).T).T.copy()
        draw_line(painter, x, y, color, 1.0 if field.numbers is not None else 1.4)
        painter.restore()

    def _image_in(self, field: Field, theme: Theme) -> QImage:
        if self._image is None or self._image[0] != theme.name:
            image = (
                class_image(field.values, theme)
                if field.numbers is None
                else number_image(field.values[..., 0], *field.numbers, theme)
            )
            self._image = theme.name, image
        return self._image[1]

    def _lines_of(self, field: Field) -> Floats:
        if self._lines is None:
            self._lines = (
                boundaries(field.rectangle, field.values)
                if field.numbers is None
                else contours(field.rectangle, field.values[..., 0], *field.numbers)
            )
        return self._lines
