"""A quiet button that says what is chosen, and opens a menu of what else there is."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QEnterEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from ..widgets import shapes
from ..widgets.basic import Option, Role, draw_shape, tabular, theme_color

_PADDING, _CHEVRON = 8, 14
_LEAST = 48
_HEIGHT = 26


class MenuChoice(QAbstractButton):
    """Options by their keys; `chosen` comes when a person has picked one, and never from `set_choice`.

    Where there is no room for the whole text stands its short form, if it has one, or it ends in ….
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: tuple[Option, ...] = ()
        self._obstacles: dict[str, str] = {}
        self._short: dict[str, str] = {}
        self._choice = ""
        self._name = ""
        self.setFont(tabular(self.font(), 12))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)

    def set_texts(self, name: str, options: Sequence[Option], short: Mapping[str, str] | None = None) -> None:
        """What is chosen here, and among what; `short` has what to call some where room is scarce."""
        self._name, self._options, self._short = name, tuple(options), dict(short or {})
        self._say()

    def set_choice(self, key: str) -> None:
        """Say that this is chosen, silently."""
        self._choice = key
        self._say()

    def set_obstacles(self, obstacles: Mapping[str, str]) -> None:
        """Disable the options that have one of these, a sentence each; enable all others."""
        self._obstacles = dict(obstacles)

    @property
    def choice(self) -> str:
        return self._choice

    def menu(self) -> QMenu:
        """The options, the chosen one ticked; the caller opens it and lets it go."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        group = QActionGroup(menu)
        for key, text, meaning in self._options:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(key == self._choice)
            action.setData(key)
            action.setEnabled(key not in self._obstacles)
            action.setToolTip(self._obstacles.get(key, meaning))
            group.addAction(action)
        group.triggered.connect(lambda action: self.chosen.emit(action.data()))
        return menu

    def _open(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _say(self) -> None:
        shown = next((option for option in self._options if option.key == self._choice), None)
        self.setText(shown.text if shown else "")
        self.setToolTip(f"{self._name}: {shown.text}<br>{shown.meaning}" if shown else self._name)
        self.setAccessibleName(f"{self._name}: {self.text()}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(round(wide + 1) + 2 * _PADDING + _CHEVRON, _HEIGHT)

    def text_within(self, width: float) -> str:
        """What says which is chosen in so many pixels."""
        metrics, text = QFontMetricsF(self.font()), self.text()
        if metrics.horizontalAdvance(text) > width:
            text = self._short.get(self._choice, text)
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(_LEAST, self.sizeHint().width()), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = theme_color(Role.Highlight if self.hasFocus() else Role.Mid)
        painter.setPen(QPen(edge, 1.0))
        painter.setBrush(theme_color(Role.Button) if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place, 6, 6)
        inner = place.adjusted(_PADDING, 0, -_PADDING + 2, 0)
        middle = inner.center()
        middle.setX(inner.right() - _CHEVRON / 2 + 2)
        draw_shape(painter, shapes.CHEVRON_DOWN, middle, theme_color(Role.PlaceholderText), 12)
        inner.setRight(inner.right() - _CHEVRON)
        text = self.text_within(inner.width() + 1)
        painter.setFont(self.font())
        painter.setPen(theme_color(Role.WindowText))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)
