"""How a field says that it refuses what was typed: a red frame, and a sentence under it at once."""

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolTip, QWidget

_AFTER_CLICK_MS = 300  # the click that leaves a field would take away what is shown before it ends


def mark(field: QWidget, sentence: str, meaning: str) -> None:
    """Mark a field as wrong and show why; or, with no sentence, as right again, with its usual tooltip."""
    field.setToolTip(sentence or meaning)
    field.setAccessibleDescription(sentence or meaning)
    if is_marked(field) != bool(sentence):
        field.setProperty("error", bool(sentence))
        field.style().unpolish(field)  # the style sheet asks for the property only when it polishes
        field.style().polish(field)
        if not sentence:
            QToolTip.hideText()
    if sentence:
        # Qt hides tooltips when the focus moves, which it may be doing right now.
        wait = _AFTER_CLICK_MS if QGuiApplication.mouseButtons() else 0
        QTimer.singleShot(wait, field, lambda: _explain(field))


def is_marked(field: QWidget) -> bool:
    """Whether the field shows something that was refused."""
    return bool(field.property("error"))


def _explain(field: QWidget) -> None:
    if is_marked(field) and field.isVisible():
        QToolTip.showText(field.mapToGlobal(QPoint(0, field.height() - 16)), field.toolTip(), field)
