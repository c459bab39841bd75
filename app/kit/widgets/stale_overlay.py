"""A veil over what is shown but no longer true."""

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
        self._timer.timeout.connect(self._fall)
        self.hide()
        over.installEventFilter(self)

    def set_wanted(self, wanted: bool) -> None:
        """Fall in a moment, or lift at once."""
        if not wanted:
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

    def _fall(self) -> None:
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()
