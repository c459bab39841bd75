"""The smallest parts: what Qt has too, but drawn in the theme's colours or kept from getting in the way."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QToolButton,
    QWidget,
)

from . import shapes

Role = QPalette.ColorRole


def theme_color(role: QPalette.ColorRole) -> QColor:
    """A colour of the application's palette; the widgets' own are changed by the style sheet."""
    return QGuiApplication.palette().color(role)


def tabular(font: QFont, size: int | None = None) -> QFont:
    """The font with digits of one width, so that changing numbers do not dance."""
    made = QFont(font)
    made.setFeature(QFont.Tag("tnum"), 1)
    if size is not None:
        made.setPixelSize(size)
    return made


def draw_shape(
    painter: QPainter, shape: QPainterPath, center: QPointF, color: QColor, size: float = 16.0
) -> None:
    """Fill a shape of the 16 × 16 grid around `center`, `size` pixels wide."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(center.x() - size / 2, center.y() - size / 2)
    painter.scale(size / 16, size / 16)
    painter.fillPath(shape, color)
    painter.restore()


def shape_pixmap(shape: QPainterPath, color: QColor, ratio: float) -> QPixmap:
    """A shape as a picture of 16 × 16 points for a screen with `ratio` pixels per point."""
    pixmap = QPixmap(QSize(16, 16) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_shape(painter, shape, QPointF(8, 8), color)
    painter.end()
    return pixmap


class ElidedLabel(QLabel):
    """A line of text that ends in … where there is no room for it."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        text = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), self.alignment() | Qt.TextFlag.TextSingleLine, text)


class Heading(ElidedLabel):
    """The title of a section, in small spaced capitals."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "heading")
        font = QFont(self.font())
        font.setPixelSize(11)
        font.setWeight(QFont.Weight.DemiBold)
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 108)
        self.setFont(font)


class IconButton(QToolButton):
    """A flat button with a shape instead of a text; checkable ones turn to the accent colour."""

    def __init__(self, shape: QPainterPath, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape = shape
        self._size = size
        self._role = Role.WindowText
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(size + 16, size + 16)

    def set_shape(self, shape: QPainterPath) -> None:
        self._shape = shape
        self.update()

    def set_color_role(self, role: QPalette.ColorRole) -> None:
        self._role = role
        self.update()

    def describe(self, name: str, meaning: str) -> None:
        """The name for who cannot see the shape, and the tooltip."""
        self.setAccessibleName(name)
        self.setToolTip(meaning)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isEnabled():
            color = theme_color(Role.Mid)
        elif self.isChecked():
            color = theme_color(Role.Highlight)
        else:
            color = theme_color(self._role)
        draw_shape(QPainter(self), self._shape, QRectF(self.rect()).center(), color, self._size)


class CheckBox(QCheckBox):
    """A check box with a filled square and a tick."""

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        text = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        square = QRectF(box).adjusted(1.5, 1.5, -1.5, -1.5)
        accent = theme_color(Role.Highlight)
        edge = accent if self.isChecked() or self.underMouse() else theme_color(Role.PlaceholderText)
        painter.setPen(QPen(edge, 1.2))
        painter.setBrush(accent if self.isChecked() else Qt.GlobalColor.transparent)
        painter.drawRoundedRect(square, 3.5, 3.5)
        if self.isChecked():
            draw_shape(painter, shapes.TICK, QRectF(box).center(), theme_color(Role.HighlightedText), 14)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(accent, 1))
            painter.drawRoundedRect(QRectF(box).adjusted(-0.5, -0.5, 0.5, 0.5), 5, 5)
        if self.text():
            painter.setPen(theme_color(Role.WindowText if self.isEnabled() else Role.PlaceholderText))
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self.text())

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)


class Chooser(QComboBox):
    """A combo box that the wheel changes only while it has the focus, so that scrolling past it is safe."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(24)
        self._by_mouse = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event) if self.hasFocus() else event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_mouse = True
        super().mousePressEvent(event)

    def hidePopup(self) -> None:
        super().hidePopup()
        if self._by_mouse:
            # Who has chosen with the mouse wants Space to play again, and not to open the list.
            self._by_mouse = False
            QTimer.singleShot(0, self, self.clearFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        center = QPointF(self.width() - 14, self.height() / 2)
        draw_shape(QPainter(self), shapes.CHEVRON_DOWN, center, theme_color(Role.PlaceholderText), 14)


class Option(NamedTuple):
    """One of the choices of a SegmentedChoice."""

    key: str
    text: str
    meaning: str


class SegmentedChoice(QWidget):
    """Two or three buttons side by side, one of which is on."""

    chosen = Signal(str)

    def __init__(self, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for key in keys:
            button = QPushButton()
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setProperty("role", "segment")
            button.setProperty("end", "left" if key == keys[0] else "right" if key == keys[-1] else "none")
            button.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[key] = button
            row.addWidget(button)

    def set_texts(self, options: Sequence[Option]) -> None:
        for option in options:
            self._buttons[option.key].setText(option.text)
            self._buttons[option.key].setToolTip(option.meaning)

    def set_choice(self, key: str) -> None:
        self._buttons[key].setChecked(True)

    @property
    def choice(self) -> str:
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def button(self, key: str) -> QPushButton:
        return self._buttons[key]
