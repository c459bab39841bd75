"""Keys of the window that a focused control needs for itself go to the control."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QWidget,
)

_SPACE = frozenset({Qt.Key.Key_Space})
_MOVES = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End})
_NEEDS: tuple[tuple[type[QWidget], frozenset[Qt.Key]], ...] = (
    (QAbstractButton, _SPACE),
    (QAbstractSlider, _MOVES),
    (QAbstractItemView, _SPACE | _MOVES),
    (QAbstractSpinBox, _SPACE | _MOVES),
    (QComboBox, _SPACE | _MOVES),
    (QLineEdit, _SPACE | _MOVES),
)
"""After a slider was moved, Space still plays the race; after a button was pressed, arrows still step."""


class LocalKeysFirst(QObject):
    """An event filter: Space plays the race, but ticks the check box that has the focus."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the shortcut from being triggered where the control has a use for the key."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QWidget)
            and _is_for(event, watched)
        ):
            event.accept()
        return False


def _is_for(event: QKeyEvent, control: QWidget) -> bool:
    if event.matches(QKeySequence.StandardKey.Copy):
        return isinstance(control, QAbstractItemView)  # the table's rows instead of a picture
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return plain and event.key() in _needed(control)


def _needed(control: QWidget) -> frozenset[Qt.Key]:
    if isinstance(control, QAbstractButton) and (control.autoExclusive() or control.group() is not None):
        return _SPACE | _MOVES  # arrows choose among radio buttons
    if getattr(control, "takes_arrows", False):  # a picture in which something is moved
        return _MOVES
    return next((keys for kind, keys in _NEEDS if isinstance(control, kind)), frozenset())
