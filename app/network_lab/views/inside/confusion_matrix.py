"""Which classes are taken for which: counts, true classes down the side, predicted ones along the top."""

from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from app.kit.panels.panel import Panel
from app.kit.plots.numbers import Numbers
from app.kit.theme import Theme
from app.kit.widgets.basic import tabular
from app.kit.widgets.kept_pixmap import KeptPixmap

from ..answers.field_colors import mixed

Integers = NDArray[np.intp]

_TITLE = 16.0
_FOOT = 18.0
_GAP = 6.0
_CELL_GAP = 1.5
_WIDEST_NAME = 0.3
"""Names take at most this part of the width."""

_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class ConfusionMatrix(Panel):
    """Shows counts; the cell under the pointer, or that the arrow keys chose, is told in a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: Integers = np.zeros((0, 0), dtype=np.intp)
        self._names: tuple[str, ...] = ()
        self._cell: tuple[int, int] | None = None
        self._picture = KeptPixmap()
        self.setMouseTracking(True)
        self.retranslate()

    def set_counts(self, counts: Integers, class_names: tuple[str, ...]) -> None:
        """Show counts (k, k): how many samples of a class (row) are taken for a class (column)."""
        counts = np.asarray(counts)
        if not np.array_equal(counts, self._counts) or class_names != self._names:
            self._counts, self._names = counts, class_names
            if self._cell is not None and max(self._cell) >= len(counts):
                self._cell = None
            self._picture.forget()
            super().retranslate()

    def set_theme(self, theme: Theme) -> None:
        self._picture.forget()
        super().set_theme(theme)

    def title(self) -> str:
        total = int(self._counts.sum())
        if not total:
            return self.tr("Confusion")
        right = f"{100 * int(np.trace(self._counts)) / total:.1f}"
        return self.tr("Confusion — {share} % right").format(share=right)

    def numbers(self) -> Numbers | None:
        """The counts, true classes down the side."""
        if not self._size:
            return None
        names = tuple(self._name(index) for index in range(self._size))
        return Numbers((self.tr("true class"), *names), self._counts.astype(np.float64), names)

    def sentence(self, row: int, column: int) -> str:
        """What a cell says."""
        count, total = int(self._counts[row, column]), int(self._counts[row].sum())
        words = {
            "count": count,
            "total": total,
            "share": f"{100 * count / max(total, 1):.0f}",
            "true": self._name(row),
            "predicted": self._name(column),
        }
        if row == column:
            return self.tr(
                "{count} of {total} samples of {true} are taken for what they are ({share} %)"
            ).format(**words)
        return self.tr("{count} of {total} samples of {true} are taken for {predicted} ({share} %)").format(
            **words
        )

    # --- places ---

    @property
    def _size(self) -> int:
        return len(self._counts)

    def _name(self, index: int) -> str:
        return self._names[index] if index < len(self._names) else str(index)

    @property
    def _names_width(self) -> float:
        metrics = QFontMetricsF(self.small_font)
        widest = max((metrics.horizontalAdvance(self._name(i)) for i in range(self._size)), default=0.0)
        return min(widest + _GAP, _WIDEST_NAME * self.body.width())

    @property
    def matrix(self) -> QRectF:
        """Where the cells are."""
        left, top = _TITLE + self._names_width, 2 * _TITLE
        return self.body.adjusted(left, top, 0, -_FOOT)

    def cell(self, row: int, column: int) -> QRectF:
        """Where a cell is."""
        return self._cell_of(self.matrix, row, column)

    def _cell_of(self, matrix: QRectF, row: int, column: int) -> QRectF:
        count = max(self._size, 1)
        wide, high = matrix.width() / count, matrix.height() / count
        place = QRectF(matrix.left() + column * wide, matrix.top() + row * high, wide, high)
        gap = _CELL_GAP if min(wide, high) > 12 else 0.5
        return place.adjusted(0, 0, -gap, -gap)

    def cell_at(self, at: QPointF) -> tuple[int, int] | None:
        """Row and column under a pixel."""
        matrix, count = self.matrix, self._size
        if not count or not matrix.contains(at):
            return None
        row = int((at.y() - matrix.top()) / matrix.height() * count)
        column = int((at.x() - matrix.left()) / matrix.width() * count)
        return min(row, count - 1), min(column, count - 1)

    # --- painting ---

    def paint(self, painter: QPainter, *, pixels: bool) -> None:
        if not self._size:
            return
        if pixels:
            self._picture.paint(painter, self, self.size(), self._paint_cells)
        else:
            self._paint_cells(painter)
        if self._cell is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.theme.accent if self.focus_ring else self.theme.text), 1.6))
            painter.drawRoundedRect(self.cell(*self._cell), 2, 2)
            self._paint_foot(painter, self.sentence(*self._cell))
        self.paint_focus(painter, self.matrix.adjusted(-2, -2, 1, 1))

    def _paint_foot(self, painter: QPainter, text: str) -> None:
        body, font = self.body, self.small_font
        foot = QRectF(body.left(), body.bottom() - _FOOT + 3, body.width(), _FOOT)
        painter.setFont(font)
        painter.setPen(QColor(self.theme.text))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, foot.width())
        painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_cells(self, painter: QPainter) -> None:
        totals = self._counts.sum(axis=1, keepdims=True)
        shares = self._counts / np.maximum(totals, 1)
        font, matrix = self._number_font(), self.matrix
        for row in range(self._size):
            for column in range(self._size):
                place, share = self._cell_of(matrix, row, column), float(shares[row, column])
                ground = self.ground(share, right=row == column)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ground)
                painter.drawRoundedRect(place, 2, 2)
                if font is not None and self._counts[row, column]:
                    painter.setFont(font)
                    painter.setPen(readable_on(ground))
                    text = str(int(self._counts[row, column]))
                    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        self._paint_names(painter)

    def ground(self, share: float, *, right: bool) -> QColor:
        """The colour of a cell: what is right in one colour, what is wrong in another, stronger if more."""
        theme = self.theme
        empty = QColor(theme.panel)
        if share <= 0.0:
            return empty
        # The root: a few among many are mistakes worth seeing.
        strength = share if right else share**0.5
        return mixed(empty, QColor(theme.positive if right else theme.negative), 0.12 + 0.88 * strength)

    def _number_font(self) -> QFont | None:
        """The largest font in which every number fits into its cell; None if there is none."""
        place = self.cell(0, 0)
        widest = str(int(self._counts.max(initial=0)))
        for size in (13, 12, 11, 10, 9):
            font = tabular(self.font(), size)
            metrics = QFontMetricsF(font)
            if (
                metrics.horizontalAdvance(widest) + 3 <= place.width()
                and metrics.capHeight() + 4 <= place.height()
            ):
                return font
        return None

    def _paint_names(self, painter: QPainter) -> None:
        theme, font, matrix, body = self.theme, self.small_font, self.matrix, self.body
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        names, first = self._names_width, self._cell_of(matrix, 0, 0)
        every = max(1, int(np.ceil(metrics.capHeight() * 1.6 / max(first.height(), 1.0))))
        for index in range(0, self._size, every):
            cell = self._cell_of(matrix, index, 0)
            left = QRectF(body.left() + _TITLE, cell.top(), names - _GAP, cell.height())
            text = metrics.elidedText(self._name(index), Qt.TextElideMode.ElideRight, left.width() + 1)
            painter.drawText(left, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        narrow = max(1, int(np.ceil(metrics.horizontalAdvance("0") * 2 / max(first.width(), 1.0))))
        for index in range(0, self._size, narrow):
            cell = self._cell_of(matrix, 0, index)
            above = QRectF(cell.left(), matrix.top() - _TITLE, cell.width(), _TITLE)
            text = metrics.elidedText(self._name(index), Qt.TextElideMode.ElideRight, above.width() + 1)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, text)
        painter.setPen(QColor(theme.muted))
        along = QRectF(matrix.left(), body.top() - 2, matrix.width(), _TITLE)
        painter.drawText(along, Qt.AlignmentFlag.AlignCenter, self.tr("predicted"))
        painter.save()
        painter.translate(body.left(), matrix.bottom())
        painter.rotate(-90)
        painter.drawText(
            QRectF(0, 0, matrix.height(), _TITLE - 2), Qt.AlignmentFlag.AlignCenter, self.tr("true")
        )
        painter.restore()

    # --- pointer and keyboard ---

    def _point(self, cell: tuple[int, int] | None) -> None:
        if cell != self._cell:
            self._cell = cell
            self.setAccessibleDescription(self.sentence(*cell) if cell is not None else "")
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self.cell_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ARROWS or not self._size:
            super().keyPressEvent(event)
            return
        down, right = _ARROWS[Qt.Key(event.key())]
        row, column = self._cell or (0, 0)
        if self._cell is not None:
            row, column = (min(max(at + by, 0), self._size - 1) for at, by in ((row, down), (column, right)))
        self._point((row, column))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell = self.cell_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if cell is None else self.sentence(*cell), self)
            return True
        return super().event(event)

    def retranslate(self) -> None:
        super().retranslate()
        self._picture.forget()


def readable_on(ground: QColor) -> QColor:
    """Black or white, whichever has the more contrast."""
    return _readable_on(ground.rgb())


@lru_cache
def _readable_on(rgb: int) -> QColor:
    ground = QColor(rgb)
    return max((QColor("#000000"), QColor("#ffffff")), key=partial(contrast, ground))


def contrast(first: QColor, second: QColor) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2 defines it."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: QColor) -> float:
    channels = np.array([color.redF(), color.greenF(), color.blueF()])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))
