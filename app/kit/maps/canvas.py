"""A map or relief that fills its widget: drawn coarsely while it moves, with a read-out in the corner."""

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFocusEvent, QHideEvent, QPainter, QPen
from PySide6.QtWidgets import QLabel, QWidget

from core.loss_map import LossMap

from ..plots.export_menu import ExportMenu
from ..plots.numbers import Numbers
from ..plots.plot import BY_KEY
from ..theme import DARK, Theme
from .symbols import is_near
from .zoom_input import ZoomInput

GAP = 12
"""Pixels between the edge and what lies on the picture."""

START_RADIUS = 9.0
_START_REACH = 14.0
"""How near to the start, in pixels, a press takes hold of it."""


class MapCanvas(ZoomInput):
    """Says whether to draw finely: not while `coarse` is set, nor until nothing has moved for `rest_ms`.

    All runs start at one place, which a person may drag: `start_dragged(x, y)`, then `start_dropped`; it
    moves only by `set_start`. `hovered(x, y)` and `left` follow the pointer.
    """

    start_dragged = Signal(float, float)
    start_dropped = Signal()
    hovered = Signal(float, float)
    left = Signal()

    def __init__(
        self, rest_ms: int, parent: QWidget | None = None, export_menu: ExportMenu | None = None
    ) -> None:
        """Use a menu that is known to whoever saves files, if there is one."""
        super().__init__(parent)
        self.theme = DARK
        self.loss_map: LossMap | None = None
        self.export_menu = export_menu or ExportMenu(self, self.numbers)
        self.export_menu.picture_of, self.export_menu.numbers = self, self.numbers
        self.start: tuple[float, float] | None = None
        self._coarse = False
        self._resting = True
        self._keyboard_focus = False
        self._rest_timer = QTimer(self, singleShot=True, interval=rest_ms)
        self._rest_timer.timeout.connect(self._rest)
        self.readout = QLabel(self)
        self.readout.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.readout.move(GAP, GAP)
        self.readout.hide()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 180)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of a theme."""
        self.theme = theme
        ground = QColor(theme.panel)
        ground.setAlphaF(0.88)
        self.readout.setStyleSheet(
            f"background: {ground.name(QColor.NameFormat.HexArgb)}; color: {theme.text}; font-size: 12px;"
            f"border: 1px solid {theme.line}; border-radius: 6px; padding: 6px 9px;"
        )
        self.update()

    def set_readout(self, text: str) -> None:
        """Say in the corner what is under the pointer; an empty text hides the read-out."""
        self.readout.setText(text)
        self.readout.adjustSize()
        self.readout.setVisible(bool(text))

    def set_coarse(self, coarse: bool) -> None:
        """Draw at once rather than finely while something is being dragged."""
        if self._coarse != coarse:
            self._coarse = coarse
            self.update()

    # --- the context menu ---

    def numbers(self) -> Numbers | None:
        """x, y and loss, a row for every cell of the map."""
        if self.loss_map is None:
            return None
        x, y = np.meshgrid(*self.loss_map.axes())
        names = ("x", "y", QCoreApplication.translate("MapCanvas", "loss"))
        return Numbers(names, np.column_stack([x.ravel(), y.ravel(), self.loss_map.losses.ravel()]))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.show_menu(event.globalPos())

    def show_menu(self, at: QPoint) -> None:
        """Offer picture and numbers at a place of the screen."""
        show_all = QCoreApplication.translate("Gestures", "Show Everything") + "\tR"
        self.export_menu.popup(self, at, (show_all, self.reset_view, True))

    # --- fine or coarse ---

    @property
    def is_fine(self) -> bool:
        """Whether there is time to draw finely."""
        return self._resting and not self._coarse

    def hurry(self) -> None:
        """Draw coarsely until nothing has moved for a while."""
        if self.isVisible():
            self._resting = False
            self._rest_timer.start()

    def _rest(self) -> None:
        self._resting = True
        self.update()

    # --- the start ---

    def set_start(self, place: tuple[float, float] | None) -> None:
        """Mark where all runs start; None marks nothing."""
        if self.start != place:
            self.start = place
            self.update()

    def start_pixel(self) -> QPointF | None:
        """Where the start is seen, if there is one."""
        raise NotImplementedError

    def grip_at(self, at: QPointF) -> QPointF | None:
        """What leads from the pointer to the start, if that is within reach."""
        start = self.start_pixel()
        return start - at if start is not None and is_near(start, at, _START_REACH) else None

    # --- the widget ---

    def paint_focus(self, painter: QPainter) -> None:
        """The frame that says that the keyboard moves this."""
        if self._keyboard_focus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.theme.accent), 2.0))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._keyboard_focus = event.reason() in BY_KEY
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._keyboard_focus = False
        self.update()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._rest_timer.stop()
        self._resting = True
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Take the language of the window."""
        raise NotImplementedError
