"""The name of an axis; where there are several features, a button that lets a person choose another."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from . import shapes
from .basic import Role, draw_shape, tabular, theme_color

_CHEVRON = 14
_WIDEST = 150


class AxisChooser(QAbstractButton):
    """Emits `chosen` with the index of a feature; what is shown changes only when set."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._shown = 0
        self.setFont(tabular(self.font(), 11))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open)
        self.set_names((), 0)

    def set_names(self, names: Sequence[str], shown: int) -> None:
        """Show one of these features; it can be chosen if there are more than two."""
        self._names, self._shown = tuple(names), shown
        self.setText(names[shown] if 0 <= shown < len(names) else "")
        several = len(names) > 2
        self.setEnabled(several)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if several else Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not several)
        self.updateGeometry()
        self.update()

    def menu(self) -> QMenu:
        """The features to choose from, the shown one ticked; the caller opens it and lets it go."""
        menu = QMenu(self)
        group = QActionGroup(menu)
        for index, name in enumerate(self._names):
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(index == self._shown)
            action.setData(index)
            group.addAction(action)
        group.triggered.connect(lambda action: self.chosen.emit(action.data()))
        return menu

    def _open(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def sizeHint(self) -> QSize:
        wide = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(min(round(wide + 1) + 8 + (_CHEVRON if self.isEnabled() else 0), _WIDEST), 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect())
        if self.hasFocus():
            painter.setPen(QPen(theme_color(Role.Highlight), 1.0))
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        inner = place.adjusted(4, 0, -4, 0)
        if self.isEnabled():
            middle = inner.topRight() + QRectF(0, 0, -_CHEVRON + 3, place.height()).center()
            draw_shape(painter, shapes.CHEVRON_DOWN, middle, theme_color(Role.PlaceholderText), 12)
            inner.setRight(inner.right() - _CHEVRON)
        text = QFontMetricsF(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, inner.width() + 1
        )
        painter.setFont(self.font())
        painter.setPen(theme_color(Role.WindowText))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        painter.end()
