"""Images of digits with what the network takes them for, and how sure it is of the chosen one."""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolTip, QWidget

from app.kit.panels.panel import Panel
from app.kit.theme import Theme
from app.kit.widgets import shapes
from app.kit.widgets.basic import CheckBox, IconButton, tabular
from app.kit.widgets.kept_pixmap import KeptPixmap
from app.kit.widgets.shades import image_of

from .class_bars import paint_bars
from .image_grid import GAP, LABEL, ImageGrid

Floats = NDArray[np.float64]
Integers = NDArray[np.intp]
Bools = NDArray[np.bool_]

_FOOT = 30
_ASIDE = (128.0, 220.0)
"""How wide at least and at most the chosen image stands beside the others; if there is room for those."""

_ASIDE_SHARE = 0.26

_LEAST_GRID = 110.0


@cache
def inks(paper: str, ink: str) -> NDArray[np.uint8]:
    """(256, 4): from paper to ink, as bytes B, G, R, A."""
    first, last = (
        np.array([color.blue(), color.green(), color.red(), 255]) for color in (QColor(paper), QColor(ink))
    )
    return np.linspace(first, last, 256).round().astype(np.uint8)


class DigitsView(Panel):
    """Shows a page of images; `sample_chosen` has the index of the one that a person points at."""

    sample_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: Floats = np.empty((0, 8, 8))
        self._labels: Integers = np.empty(0, dtype=np.intp)
        self._validation: Bools = np.empty(0, dtype=bool)
        self._probabilities: Floats | None = None
        self._chosen = 0
        self._page = 0
        self._order: Integers = np.empty(0, dtype=np.intp)
        self._tiles = KeptPixmap()
        self.wrong_first = CheckBox()
        self.wrong_first.toggled.connect(self._put_first)
        self.back, self.forward = (IconButton(shape, 12) for shape in (shapes.STEP_BACK, shapes.STEP))
        self.back.clicked.connect(lambda: self._turn(-1))
        self.forward.clicked.connect(lambda: self._turn(1))
        self.pages = QLabel()
        self.pages.setProperty("role", "small")
        self.foot = QWidget(self)
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.wrong_first)
        row.addStretch(1)
        for part in (self.back, self.pages, self.forward):
            row.addWidget(part)
        self.retranslate()

    # --- what is shown ---

    def set_images(self, images: Floats, labels: Integers, validation: Bools) -> None:
        """Show images (n, 8, 8) from 0 to 1, the first row on top, of classes (n,); some are held back."""
        self._images = np.asarray(images, dtype=np.float64).reshape(-1, 8, 8)
        self._labels = np.asarray(labels).astype(np.intp)
        self._validation = np.asarray(validation, dtype=bool)
        self._probabilities = None
        self._chosen = min(self._chosen, max(len(self._labels) - 1, 0))
        self._page = 0
        self._tiles.forget()
        self._reorder()

    def set_predictions(self, probabilities: Floats | None) -> None:
        """Say what the network takes every image for: probabilities (n, k), or None if that is not known."""
        fits = probabilities is not None and len(probabilities) == len(self._labels)
        self._probabilities = probabilities if fits else None
        self._reorder()

    def set_chosen(self, index: int) -> None:
        """Show one of the images large."""
        index = min(max(index, 0), max(len(self._labels) - 1, 0))
        if index != self._chosen:
            self._chosen = index
            place = np.flatnonzero(self._order == index)
            if len(place):
                self._page = int(place[0]) // self.per_page
            self._show_page()

    def set_theme(self, theme: Theme) -> None:
        self._tiles.forget()
        super().set_theme(theme)

    def title(self) -> str:
        return self.tr("What it computes")

    # --- order and pages ---

    @property
    def predicted(self) -> Integers:
        """The most probable class of every image; −1 where that is not known."""
        if self._probabilities is None:
            return np.full(len(self._labels), -1)
        finite = np.isfinite(self._probabilities).all(axis=1)
        return np.where(finite, np.argmax(self._probabilities, axis=1), -1)

    @property
    def wrong(self) -> Bools:
        """Which images the network takes for something else."""
        predicted = self.predicted
        wrong: Bools = (predicted >= 0) & (predicted != self._labels)
        return wrong

    @property
    def shown(self) -> list[int]:
        """The indices of the images on the page."""
        first = self._page * self.per_page
        return [int(index) for index in self._order[first : first + self.per_page]]

    @property
    def per_page(self) -> int:
        """How many images fit."""
        grid = self._grid
        return grid.columns * grid.rows

    @property
    def page_count(self) -> int:
        return max(math.ceil(len(self._labels) / self.per_page), 1)

    def _reorder(self) -> None:
        count = len(self._labels)
        order = np.argsort(~self.wrong, kind="stable") if self.wrong_first.isChecked() else np.arange(count)
        if not np.array_equal(order, self._order):
            self._order = order
            self._tiles.forget()
        self._name_wrong()
        self._show_page()

    def _name_wrong(self) -> None:
        known = (self.predicted >= 0).any()
        count = f" · {int(self.wrong.sum())}" if known else ""
        self.wrong_first.setText(self.tr("wrong first") + count)

    def _put_first(self) -> None:
        """What was put first is what a person wants to see."""
        self._page = 0
        self._reorder()

    def _turn(self, pages: int) -> None:
        self._page += pages
        self._show_page()

    def _show_page(self) -> None:
        self._page = min(max(self._page, 0), self.page_count - 1)
        self.back.setEnabled(self._page > 0)
        self.forward.setEnabled(self._page < self.page_count - 1)
        self.pages.setText(f"{self._page + 1} / {self.page_count}")
        self.update()

    # --- places ---

    @property
    def _picture(self) -> QRectF:
        """The body above the row of buttons."""
        return self.body.adjusted(0, 0, 0, -_FOOT)

    @property
    def _aside(self) -> QRectF:
        """Where the chosen image stands; nothing where there is no room for it."""
        body = self._picture
        wide = min(max(_ASIDE_SHARE * body.width(), _ASIDE[0]), _ASIDE[1])
        if body.width() < wide + 2 * GAP + _LEAST_GRID:
            return QRectF()
        return QRectF(body.right() - wide, body.top(), wide, body.height())

    @property
    def _grid(self) -> ImageGrid:
        body, aside = self._picture, self._aside.width()
        return ImageGrid.within(body.adjusted(0, 0, -aside - (3 * GAP if aside else 0), 0))

    def tile(self, position: int) -> QRectF:
        """Where the image at a position of the page is."""
        return self._grid.tile(position)

    def _position_at(self, at: QPointF) -> int | None:
        grid = self._grid
        for position in range(len(self.shown)):
            if grid.tile(position).adjusted(-2, -2, 2, LABEL).contains(at):
                return position
        return None

    # --- painting ---

    def paint(self, painter: QPainter, *, pixels: bool) -> None:
        if not len(self._labels):
            return
        if pixels:
            key = (self.size(), self._page)
            self._tiles.paint(painter, self, key, self._paint_tiles)
        else:
            self._paint_tiles(painter)
        self._paint_labels(painter)
        if self._aside.width():
            self._paint_chosen(painter, self._aside)

    def _paint_tiles(self, painter: QPainter) -> None:
        grid = self._grid
        for position, index in enumerate(self.shown):
            self._paint_image(painter, grid.tile(position), index)

    def _paint_image(self, painter: QPainter, place: QRectF, index: int) -> None:
        """The pixels as they are, from paper to ink."""
        shades = np.clip(np.nan_to_num(self._images[index]), 0.0, 1.0)
        image = image_of(shades[::-1], inks(self.theme.panel, self.theme.text))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(place, image)

    def _paint_labels(self, painter: QPainter) -> None:
        predicted, wrong = self.predicted, self.wrong
        theme, font, grid = self.theme, self._label_font, self._grid
        painter.setFont(font)
        for position, index in enumerate(self.shown):
            place = grid.tile(position)
            self._paint_ring(painter, place, index, wrong=bool(wrong[index]))
            painter.setPen(QColor(theme.error if wrong[index] else theme.muted))
            label = QRectF(place.left() - 4, place.bottom() + 1, place.width() + 8, LABEL)
            painter.drawText(label, Qt.AlignmentFlag.AlignCenter, self._words(index, int(predicted[index])))

    def _paint_ring(self, painter: QPainter, place: QRectF, index: int, *, wrong: bool) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if index == self._chosen:
            painter.setPen(QPen(QColor(self.theme.accent), 2.0))
            painter.drawRoundedRect(place.adjusted(-1.5, -1.5, 1.5, 1.5), 2, 2)
        elif wrong:
            painter.setPen(QPen(QColor(self.theme.error), 1.4))
            painter.drawRoundedRect(place.adjusted(-0.5, -0.5, 0.5, 0.5), 1, 1)

    def _words(self, index: int, predicted: int) -> str:
        """What an image is taken for, and if that is wrong, what it is."""
        label = int(self._labels[index])
        if predicted < 0:
            return "?" if self._probabilities is not None else str(label)
        return str(predicted) if predicted == label else f"{predicted} ≠ {label}"

    @property
    def _label_font(self) -> QFont:
        font = tabular(self.font(), 11)
        font.setWeight(QFont.Weight.Medium)
        return font

    def _paint_chosen(self, painter: QPainter, place: QRectF) -> None:
        """Large, with a bar for every class."""
        index, theme, font = self._chosen, self.theme, self.small_font
        side = min(0.8 * place.width(), 0.34 * place.height())
        image = QRectF(place.left(), place.top() + 1, side, side)
        self._paint_image(painter, image, index)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(QColor(theme.muted))
        y = image.bottom() + metrics.ascent() + 5
        kind = self.tr("validation") if self._validation[index] else self.tr("training")
        words = self.tr("{kind} · image {number}").format(kind=kind, number=index + 1)
        painter.drawText(QPointF(place.left(), y), words)
        bars = QRectF(place.left(), y + 6, place.width(), place.bottom() - y - 6)
        if self._probabilities is None:
            return
        row = self._probabilities[index]
        if not np.isfinite(row).all():
            text = self.tr("Not a number: the run has diverged.")
            painter.setPen(QColor(theme.text))
            painter.drawText(bars, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, text)
            return
        paint_bars(painter, bars, row, int(self._labels[index]), self.theme, font)

    # --- pointer and keyboard ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        position = self._position_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and position is not None:
            self.sample_chosen.emit(self.shown[position])
        else:
            super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if turned:
            self._turn(-1 if turned > 0 else 1)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        _, _, columns, rows = self._grid
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -columns,
            Qt.Key.Key_Down: columns,
            Qt.Key.Key_PageUp: -columns * rows,
            Qt.Key.Key_PageDown: columns * rows,
            Qt.Key.Key_Home: -len(self._labels),
            Qt.Key.Key_End: len(self._labels),
        }
        place = np.flatnonzero(self._order == self._chosen)
        if event.key() not in steps or not len(place):
            super().keyPressEvent(event)
            return
        wanted = int(place[0]) + steps[Qt.Key(event.key())]
        self.sample_chosen.emit(int(self._order[min(max(wanted, 0), len(self._order) - 1)]))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tooltip_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def tooltip_at(self, at: QPointF) -> str:
        """What is under the pointer, in a sentence."""
        position = self._position_at(at)
        if position is None:
            return self.tr("Every image with what the network takes it for; click one to see how sure it is.")
        index = self.shown[position]
        predicted, label = int(self.predicted[index]), int(self._labels[index])
        if predicted < 0:
            return self.tr("Image {number} is a {label}").format(number=index + 1, label=label)
        if predicted == label:
            return self.tr("Image {number} is a {label}, and taken for one").format(
                number=index + 1, label=label
            )
        return self.tr("Image {number} is a {label}, but taken for a {predicted}").format(
            number=index + 1, label=label, predicted=predicted
        )

    # --- the widget ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        body = self.body
        self.foot.setGeometry(
            QRectF(body.left(), body.bottom() - _FOOT + 4, body.width(), _FOOT - 2).toRect()
        )
        self._page = min(self._page, self.page_count - 1)
        self._show_page()

    def retranslate(self) -> None:
        super().retranslate()
        self.setAccessibleDescription(self.tr("The arrow keys choose an image, Page turns the pages."))
        self._name_wrong()
        self.wrong_first.setToolTip(
            self.tr("Show the images first that the network takes for something else")
        )
        self.back.describe(self.tr("Back"), self.tr("The page before this one"))
        self.forward.describe(self.tr("Forward"), self.tr("The page after this one"))
