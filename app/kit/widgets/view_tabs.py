"""The names of views that share a place, one of them underlined as the one that is seen."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QMenu, QWidget

from . import shapes
from .basic import IconButton, Option, Role, theme_color

_HEIGHT = 26
_PADDING = 5
_WIDE, _CLOSE = 8, 0
"""Pixels between two tabs where there is room, and where there is little."""
_MORE = 26


class ViewTabs(QWidget):
    """`chosen` says which view a person wants; it shows only what it is told.

    Tabs for which there is no room are in a menu behind …; the chosen one always stands in the row.
    """

    chosen = Signal(str)

    def __init__(self, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._tabs: dict[str, _Tab] = {}
        self._offered = dict.fromkeys(keys, True)
        for key in keys:
            tab = _Tab(self)
            tab.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._group.addButton(tab)
            self._tabs[key] = tab
        self.more = IconButton(shapes.DOTS, parent=self)
        self.more.setFixedSize(_MORE, _HEIGHT)
        self.more.clicked.connect(self._open)
        self.more.hide()

    def set_texts(self, options: Sequence[Option], more: str) -> None:
        """What each view is called and shows, and what the button of the others does."""
        for key, text, meaning in options:
            self._tabs[key].setText(text)
            self._tabs[key].setToolTip(meaning)
            self._tabs[key].setAccessibleName(text)
        self.more.describe(more, more)
        self._arrange()

    def set_choice(self, key: str) -> None:
        """Underline a view, silently."""
        self._tabs[key].setChecked(True)
        self._arrange()

    def set_offered(self, key: str, offered: bool) -> None:
        """Whether a view can be chosen."""
        self._offered[key] = offered
        self._arrange()

    @property
    def choice(self) -> str:
        return next((key for key, tab in self._tabs.items() if tab.isChecked()), "")

    def button(self, key: str) -> QAbstractButton:
        """The tab of a view."""
        return self._tabs[key]

    def menu(self) -> QMenu:
        """All views, the one that is seen ticked; the caller opens it and lets it go."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        group = QActionGroup(menu)
        for key in self._keys():
            action = menu.addAction(self._tabs[key].text())
            action.setCheckable(True)
            action.setChecked(key == self.choice)
            action.setData(key)
            action.setToolTip(self._tabs[key].toolTip())
            group.addAction(action)
        group.triggered.connect(lambda action: self.chosen.emit(action.data()))
        return menu

    def sizeHint(self) -> QSize:
        """Of all tabs in a row."""
        return QSize(self._width(self._keys(), _WIDE), _HEIGHT)

    def _open(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _keys(self) -> list[str]:
        return [key for key, offered in self._offered.items() if offered]

    def _width(self, keys: Sequence[str], gap: int) -> int:
        return sum(self._tabs[key].sizeHint().width() for key in keys) + gap * max(len(keys) - 1, 0)

    def _arrange(self) -> None:
        keys = self._keys()
        shown, room = list(keys), self.width()
        if self._width(keys, _CLOSE) > room:
            room = max(room - _MORE, 0)
            for key in reversed(keys):
                if self._width(shown, _CLOSE) > room and key != self.choice:
                    shown.remove(key)
        spare = room - self._width(shown, 0)
        gap = min(max(spare // max(len(shown) - 1, 1), _CLOSE), _WIDE)
        left = 0
        for key, tab in self._tabs.items():
            tab.setVisible(key in shown)
            if key in shown:
                wide = min(tab.sizeHint().width(), max(room - left, 0))
                tab.setGeometry(left, 0, wide, _HEIGHT)
                left += wide + gap
        self.more.setVisible(len(shown) < len(keys))
        self.more.move(min(left, self.width() - _MORE), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


class _Tab(QAbstractButton):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        font = QFont(self.font())
        font.setPixelSize(12)
        font.setWeight(QFont.Weight.Medium)
        self.setFont(font)

    def sizeHint(self) -> QSize:
        wide = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(round(wide + 1) + 2 * _PADDING, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = QRectF(self.rect()).adjusted(_PADDING, 0, -_PADDING, -3)
        if self.hasFocus():
            painter.setPen(QPen(theme_color(Role.Highlight), 1.0))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        active = self.isChecked() or self.underMouse()
        painter.setPen(theme_color(Role.WindowText if active else Role.PlaceholderText))
        painter.setFont(self.font())
        text = QFontMetricsF(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, inner.width() + 1
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        if self.isChecked():
            line = QRectF(inner.left(), self.height() - 3, inner.width(), 2)
            painter.fillRect(line, theme_color(Role.Highlight))
        painter.end()
