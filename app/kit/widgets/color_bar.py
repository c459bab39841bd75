"""The colour bar on a map: says how loss becomes colour, and lets a person choose another scaling."""

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QColor, QFont, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from core.loss_map import SCALINGS, LossScale, Scaling

from ..numbers import short_number
from ..theme import DARK, Theme
from .shades import difference_colors, loss_colors

_PADDING = 10
_BAR_WIDTH = 164
_BAR_HEIGHT = 8
_COMPACT = 6
"""Pixels around a bar of one line."""
_COMPACT_BAR = 56


class ColorBar(QAbstractButton):
    """A button that shows the shades, evenly, and the losses at its ends and middle.

    A compact one has a single line without a title, for small maps.
    """

    scaling_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._scaling: Scaling = "rank"
        self._losses = ("", "", "")
        self._difference = False
        self._compact = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._open_menu)
        self._retranslate()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_scaling(self, scaling: Scaling) -> None:
        self._scaling = scaling
        self._retranslate()
        self.update()

    def set_scale(self, scale: LossScale, *, difference: bool = False) -> None:
        """Show the losses of this scale; if it is that of the sizes of differences, to either side of 0."""
        shades = np.array([0.0, 0.5, 1.0])
        losses = scale.loss(shades) if not difference else scale.loss(np.ones(1)) * (2 * shades - 1)
        low, middle, high = (short_number(float(loss)) for loss in losses)
        self._losses, self._difference = (low, middle, high), difference
        self._retranslate()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Whether to be content with one line."""
        if compact != self._compact:
            self._compact = compact
            self._retranslate()
            self.updateGeometry()
            self.update()

    def menu(self) -> QMenu:
        """The scalings to choose from, the one in use ticked; the caller opens it and lets it go."""
        menu = QMenu(self)
        group = QActionGroup(menu)
        for scaling, title in self._titles().items():
            action = menu.addAction(title)
            action.setCheckable(True)
            action.setChecked(scaling == self._scaling)
            action.setData(scaling)
            group.addAction(action)
        group.triggered.connect(lambda action: self.scaling_chosen.emit(action.data()))
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._font())
        line = round(metrics.height())
        if self._compact:
            low, _, high = self._losses
            wide = metrics.horizontalAdvance(low + high) + 2 * _COMPACT
            return QSize(round(wide) + _COMPACT_BAR + 2 * _COMPACT, line + _COMPACT)
        return QSize(_BAR_WIDTH + 2 * _PADDING, 2 * line + _BAR_HEIGHT + 2 * _PADDING + 4)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        panel = QColor(theme.panel)
        panel.setAlphaF(0.94 if self.underMouse() else 0.84)
        ring = theme.accent if self.hasFocus() else theme.line
        painter.setPen(QPen(QColor(ring), 1.0))
        painter.setBrush(panel)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setFont(self._font())
        if self._compact:
            self._paint_line(painter)
        else:
            self._paint_card(painter)
        painter.end()

    def _paint_line(self, painter: QPainter) -> None:
        metrics = QFontMetricsF(painter.font())
        low, _, high = self._losses
        inner = QRectF(self.rect()).adjusted(_COMPACT, 0, -_COMPACT, 0)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, low)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, high)
        left = inner.left() + metrics.horizontalAdvance(low) + _COMPACT
        right = inner.right() - metrics.horizontalAdvance(high) - _COMPACT
        middle = inner.center().y()
        self._paint_shades(painter, QRectF(left, middle - _BAR_HEIGHT / 2, right - left, _BAR_HEIGHT))

    def _paint_card(self, painter: QPainter) -> None:
        theme, line = self._theme, QFontMetricsF(painter.font()).height()
        inner = QRectF(self.rect()).adjusted(_PADDING, _PADDING - 2, -_PADDING, -_PADDING + 2)
        bar = QRectF(inner.left(), inner.top() + line + 4, inner.width(), _BAR_HEIGHT)
        painter.setPen(QColor(theme.text))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft, self.text())
        painter.setPen(QColor(theme.muted))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight, "▾")
        self._paint_shades(painter, bar)
        below = QRectF(inner.left(), bar.bottom() + 3, inner.width(), line)
        alignments = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight)
        for alignment, loss in zip(alignments, self._losses, strict=True):
            painter.drawText(below, alignment, loss)

    def _paint_shades(self, painter: QPainter, bar: QRectF) -> None:
        colors = (difference_colors if self._difference else loss_colors)(self._theme.name)
        shades = QImage(colors.data, len(colors), 1, colors.nbytes, QImage.Format.Format_ARGB32)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(bar, shades)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(11)
        return font

    def _retranslate(self) -> None:
        self.setText(self._titles()[self._scaling])
        meaning = self.tr(
            "How loss becomes colour. By rank, all shades take equal areas: floor and walls both show."
        )
        self.setToolTip(f"{self.text()}<br>{meaning}" if self._compact else meaning)
        self.setAccessibleName(self.tr("Colour bar: {scaling}").format(scaling=self.text()))
        low, middle, high = self._losses
        self.setAccessibleDescription(
            self.tr("From loss {low} over {middle} to {high}").format(low=low, middle=middle, high=high)
        )

    def _titles(self) -> dict[Scaling, str]:
        titles = (
            QCoreApplication.translate("Map", "loss, rank-scaled"),
            QCoreApplication.translate("Map", "loss, log-scaled"),
            QCoreApplication.translate("Map", "loss, linear"),
        )
        if self._difference:
            titles = (
                self.tr("difference, rank-scaled"),
                self.tr("difference, log-scaled"),
                self.tr("difference, linear"),
            )
        return dict(zip(SCALINGS, titles, strict=True))
