"""What the panels that draw themselves share: margins, heading, theme, the ring of the keyboard's focus."""

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QPaintEngine,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..plots.export_menu import ExportMenu
from ..plots.numbers import Numbers
from ..plots.plot import BY_KEY
from ..theme import DARK, Theme
from ..widgets.basic import Heading, tabular

_MARGINS = (16, 12, 16, 8)
_BELOW_HEADING = 6
_BESIDE_HEADING = 12


class Panel(QWidget):
    """A titled picture; what makes one says its title in `title` and draws below it in `paint`.

    Beside the heading, in the row `head`, it may have switches.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = DARK
        self.heading = Heading()
        self._subject = ""
        self._focus_ring = False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*_MARGINS)
        self.column.setSpacing(_BELOW_HEADING)
        self.head = QHBoxLayout()
        self.head.setSpacing(_BESIDE_HEADING)
        self.head.addWidget(self.heading, 1, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(self.head)
        self.column.addStretch(1)
        self.export_menu = ExportMenu(self, self.numbers)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 120)

    def title(self) -> str:
        """What the picture is called, in the language of the window."""
        raise NotImplementedError

    def paint(self, painter: QPainter, *, pixels: bool) -> None:
        """Draw it all; `pixels` says that it goes to the screen, so that kept pixmaps may be shown."""
        raise NotImplementedError

    def numbers(self) -> Numbers | None:
        """The numbers behind the picture, for who copies or saves them; None if there are none."""
        return None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.export_menu.popup(self, event.globalPos())

    def set_subject(self, subject: str) -> None:
        """Say in the heading of whom the picture is."""
        if subject != self._subject:
            self._subject = subject
            self._entitle()

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self.theme = theme
        self.update()

    def retranslate(self) -> None:
        self._entitle()
        self.update()

    def _entitle(self) -> None:
        title = self.title()
        if self._subject:
            title = QCoreApplication.translate("Panel", "{title} — {subject}").format(
                title=title, subject=self._subject
            )
        self.heading.setText(title)
        self.setAccessibleName(self.heading.text())

    @property
    def body(self) -> QRectF:
        """Where there is room for the picture."""
        left, top, right, bottom = _MARGINS
        top += self.head.sizeHint().height() + _BELOW_HEADING
        return QRectF(left, top, max(self.width() - left - right, 1), max(self.height() - top - bottom, 1))

    @property
    def small_font(self) -> QFont:
        return tabular(self.font(), 11)

    @property
    def focus_ring(self) -> bool:
        """Whether to show that the keyboard leads here."""
        return self._focus_ring

    @property
    def takes_arrows(self) -> bool:
        """Whether arrow keys move something in here: for whoever came by mouse they step through time."""
        return self._focus_ring

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.theme.window))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        raster = painter.paintEngine().type() == QPaintEngine.Type.Raster
        self.paint(painter, pixels=raster and painter.deviceTransform().m11() == self.devicePixelRatioF())
        painter.end()

    def paint_focus(self, painter: QPainter, place: QRectF) -> None:
        """The ring around what the arrow keys move in."""
        if self._focus_ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.theme.accent), 2.0))
            painter.drawRect(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_ring = event.reason() in BY_KEY
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._focus_ring = False
        self.update()
        super().focusOutEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
