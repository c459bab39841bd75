"""A sentence that stands over the foot of a widget for a while and takes no room."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

SHOWN_MS = 8000
_MARGIN = 16
_WIDEST = 720


class Toast(QLabel):
    """Tells something over `over`; a click or a while later it is gone."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setProperty("role", "toast")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()
        over.installEventFilter(self)

    def tell(self, sentence: str) -> None:
        """Show a sentence; it is announced to screen readers as the name of the label."""
        self.setText(sentence)
        self.setAccessibleName(sentence)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(SHOWN_MS)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        over = self._over
        # Where it fits in one line it has one; a word-wrapping label alone would rather be square.
        line = self.fontMetrics().horizontalAdvance(self.text()) + 2 * _MARGIN
        width = min(line, _WIDEST, over.width() - 2 * _MARGIN)
        size = QSize(width, self.heightForWidth(width))
        self.resize(size)
        self.move((over.width() - size.width()) // 2, over.height() - size.height() - _MARGIN)
