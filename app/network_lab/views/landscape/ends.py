"""Which other runs a line or a plane through weight space goes to."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from app.kit.run_style import RunStyle
from app.kit.widgets import shapes
from app.kit.widgets.basic import Role, draw_shape, theme_color
from app.kit.widgets.swatch import key_pixmap, marker_path

_HEIGHT, _PADDING, _MARKER, _CHEVRON = 26, 7, 16, 12


class EndsChoice(QAbstractButton):
    """Shows the markers of the runs at the ends; `chosen` has the indices of the others, never the shown one.

    It shows only what is set.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._styles: tuple[RunStyle, ...] = ()
        self._shown = 0
        self._others: tuple[int, ...] = ()
        self._count = 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._open)

    def set_ends(self, styles: Sequence[RunStyle], shown: int, others: Sequence[int], count: int) -> None:
        """The runs, the one that is shown, and of `count` others those that are chosen."""
        self._styles, self._shown = tuple(styles), shown
        self._others, self._count = tuple(others)[:count], count
        self.retranslate()

    def menu(self) -> QMenu:
        """The other runs, those at the ends ticked; the caller opens it and lets it go."""
        menu = QMenu(self)
        for index, style in enumerate(self._styles):
            if index != self._shown:
                icon = QIcon(key_pixmap(style, self.devicePixelRatioF()))
                action = menu.addAction(icon, style.title)
                action.setCheckable(True)
                action.setChecked(index in self._others)
                action.triggered.connect(lambda _=False, index=index: self._choose(index))
        return menu

    def _choose(self, index: int) -> None:
        """Go to this run too, and if those are too many, no more to the one that was chosen first."""
        others = [other for other in self._others if other != index]
        self.chosen.emit(tuple([*others, index][-self._count :]))

    def _open(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def retranslate(self) -> None:
        """Name the runs in the language of the window."""
        ends = " – ".join(style.title for style in self._ends())
        self.setAccessibleName(self.tr("Ends: {runs}").format(runs=ends))
        meaning = self.tr("To which runs it goes from the one that is shown")
        self.setToolTip(f"{ends}<br>{meaning}")
        self.updateGeometry()
        self.update()

    def _ends(self) -> list[RunStyle]:
        count = len(self._styles)
        return [self._styles[index] for index in (self._shown, *self._others) if 0 <= index < count]

    def sizeHint(self) -> QSize:
        return QSize(2 * _PADDING + _MARKER * (1 + self._count) + _CHEVRON, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme_color(Role.Highlight if self.hasFocus() else Role.Mid)
        painter.setPen(QPen(edge, 1.0))
        painter.setBrush(theme_color(Role.Button) if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        middle = self.height() / 2
        for place, style in enumerate(self._ends()):
            painter.save()
            painter.translate(_PADDING + _MARKER * (place + 0.5), middle)
            painter.fillPath(marker_path(style.marker, 10), QColor(style.color))
            painter.restore()
        at = QPointF(self.width() - _PADDING - _CHEVRON / 2 + 2, middle)
        draw_shape(painter, shapes.CHEVRON_DOWN, at, theme_color(Role.PlaceholderText), 12)
        painter.end()
