"""A sentence that stands over the foot of a widget for a while and takes no room."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

SHOWN_MS = 8000
_MARGIN = 16
_WIDEST = 720


class Toast(QLabel):
    """Tells something over `over`; a click or a while later it is gone.

    With `part`, a widget within, it stands there: some widgets make room for every child they are given.
    """

    def __init__(self, over: QWidget, part: QWidget | None = None) -> None:
        super().__init__(over)
        self._over = over
        self._part = part or over
        self.setProperty("role", "toast")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()
        self._part.installEventFilter(self)

    def show_message(self, sentence: str) -> None:
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
        place = QRect(self._part.mapTo(self._over, QPoint()), self._part.size())
        self.setWordWrap(False)  # a label that may wrap would rather be square
        line = self.sizeHint()
        widest = min(_WIDEST, place.width() - 2 * _MARGIN)
        if line.width() > widest:
            self.setWordWrap(True)
            line = QSize(widest, self.heightForWidth(widest))
        self.resize(line)
        self.move(place.center().x() - line.width() // 2, place.bottom() + 1 - line.height() - _MARGIN)
