"""Dims what is shown while something newer is being computed."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from .basic import Role, theme_color

_AFTER_MS = 150
"""What is quicker than this would only flicker."""
_SHARE = 0.6


class StaleOverlay(QWidget):
    """Lies over a widget, dims it, and lets everything through that a person does."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self._cover)
        self.hide()
        over.installEventFilter(self)

    def set_stale(self, stale: bool) -> None:
        """Cover the widget after a short while, or uncover it at once."""
        if not stale:
            self._timer.stop()
            self.hide()
        elif not self._timer.isActive() and self.isHidden():
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        color = QColor(theme_color(Role.Window))
        color.setAlphaF(_SHARE)
        QPainter(self).fillRect(self.rect(), color)

    def _cover(self) -> None:
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()
