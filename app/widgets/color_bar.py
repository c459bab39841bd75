"""The colour bar on the map: says how loss becomes colour, and lets a person choose another scaling."""

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QColor, QFont, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from core.loss_map import SCALINGS, LossScale, Scaling

from ..theme import DARK, Theme
from .number_field import short_number
from .shades import loss_colors

_PADDING = 10
_BAR_WIDTH = 164
_BAR_HEIGHT = 8


class ColorBar(QAbstractButton):
    """A button that shows the shades, evenly, and the losses at its ends and middle."""

    scaling_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._scaling: Scaling = "rank"
        self._losses = ("", "", "")
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

    def set_scale(self, scale: LossScale) -> None:
        """Show the losses of this scale."""
        low, middle, high = scale.loss(np.array([0.0, 0.5, 1.0]))
        self._losses = (short_number(low), short_number(middle), short_number(high))
        self._retranslate()
        self.update()

    def menu(self) -> QMenu:
        """The scalings to choose from, the one in use ticked; the caller opens it and lets it go."""
        menu = QMenu(self)
        group = QActionGroup(menu)
        for scaling, title in _titles().items():
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
        line = round(QFontMetricsF(self._font()).height())
        return QSize(_BAR_WIDTH + 2 * _PADDING, 2 * line + _BAR_HEIGHT + 2 * _PADDING + 4)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, font = self._theme, self._font()
        panel = QColor(theme.panel)
        panel.setAlphaF(0.94 if self.underMouse() else 0.84)
        ring = theme.accent if self.hasFocus() else theme.line
        painter.setPen(QPen(QColor(ring), 1.0))
        painter.setBrush(panel)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        line = QFontMetricsF(font).height()
        inner = QRectF(self.rect()).adjusted(_PADDING, _PADDING - 2, -_PADDING, -_PADDING + 2)
        bar = QRectF(inner.left(), inner.top() + line + 4, inner.width(), _BAR_HEIGHT)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft, self.text())
        painter.setPen(QColor(theme.muted))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight, "▾")
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        colors = loss_colors(theme.name)
        shades = QImage(colors.data, len(colors), 1, colors.nbytes, QImage.Format.Format_ARGB32)
        painter.drawImage(bar, shades)
        below = QRectF(inner.left(), bar.bottom() + 3, inner.width(), line)
        alignments = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight)
        for alignment, loss in zip(alignments, self._losses, strict=True):
            painter.drawText(below, alignment, loss)
        painter.end()

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(11)
        return font

    def _retranslate(self) -> None:
        self.setText(_titles()[self._scaling])
        self.setToolTip(
            self.tr(
                "How loss becomes colour. By rank, all shades take equal areas: floor and walls both show."
            )
        )
        self.setAccessibleName(self.tr("Colour bar: {scaling}").format(scaling=self.text()))
        low, middle, high = self._losses
        self.setAccessibleDescription(
            self.tr("From loss {low} over {middle} to {high}").format(low=low, middle=middle, high=high)
        )


def _titles() -> dict[Scaling, str]:
    titles = (
        QCoreApplication.translate("Map", "loss, rank-scaled"),
        QCoreApplication.translate("Map", "loss, log-scaled"),
        QCoreApplication.translate("Map", "loss, linear"),
    )
    return dict(zip(SCALINGS, titles, strict=True))
