"""A title that is renamed in place."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from .basic import Role, theme_color


class EditableTitle(QWidget):
    """A title and, fainter behind it, a note. Double click, F2 or Enter begins to rename, Escape gives up."""

    renamed = Signal(str)

    def __init__(self, longest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = self._note = ""
        self._faded = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._editor = _Editor(self)
        self._editor.setMaxLength(longest)
        self._editor.hide()
        self._editor.setProperty("role", "title")
        self._editor.editingFinished.connect(self._finish)
        self._editor.given_up.connect(self._end)
        self._retranslate()

    @property
    def title(self) -> str:
        return self._title

    def set_title(self, title: str, note: str = "", *, faded: bool = False) -> None:
        if (title, note, faded) != (self._title, self._note, self._faded):
            self._title, self._note, self._faded = title, note, faded
            self.setAccessibleName(f"{title} {note}".strip())
            self.update()

    def begin(self) -> QLineEdit:
        """Start to rename; returns the field to type into."""
        self._editor.setText(self._title)
        self._editor.selectAll()
        self._editor.setGeometry(self.rect())
        self._editor.show()
        self._editor.setFocus()
        return self._editor

    def _finish(self) -> None:
        if self._editor.isHidden():
            return
        typed = self._editor.text().strip()
        self._end()
        if typed and typed != self._title:
            self.renamed.emit(typed)

    def _end(self) -> None:
        had_focus = self._editor.hasFocus()
        self._editor.hide()
        if had_focus:
            self.setFocus()

    def sizeHint(self) -> QSize:
        return QSize(80, 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 24)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.begin()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._editor.setAccessibleName(self.tr("New name"))
        self._editor.setToolTip(self.tr("Enter takes the new name, Escape keeps the old one"))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        room = self.rect().adjusted(2, 0, -2, 0)
        left, vertical = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignVCenter
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(theme_color(Role.PlaceholderText if self._faded else Role.WindowText))
        painter.drawText(room, left | vertical, title)
        rest = room.adjusted(metrics.horizontalAdvance(title), 0, 0, 0)
        if self._note and rest.width() > 48:
            note = metrics.elidedText(f" · {self._note}", Qt.TextElideMode.ElideRight, rest.width())
            painter.setPen(theme_color(Role.PlaceholderText))
            painter.drawText(rest, left | vertical, note)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme_color(Role.Highlight), 1))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(-0.5, 0.5, -0.5, -0.5), 4, 4)


class _Editor(QLineEdit):
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
            event.accept()  # or else Enter would also reach the title, and begin anew
