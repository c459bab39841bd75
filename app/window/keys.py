"""Keys of the window that a focused control needs for itself go to the control."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
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
_CLICKED = "has the focus by a click"


class LocalKeysFirst(QObject):
    """An event filter: Space plays the race, but ticks the check box that the focus was moved to."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the shortcut from being triggered where the control has a use for the key."""
        if isinstance(watched, QAbstractButton) and isinstance(event, QFocusEvent) and event.gotFocus():
            clicked = event.reason() == Qt.FocusReason.MouseFocusReason
            watched.setProperty(_CLICKED, clicked or self._comes_back(watched, event))
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QWidget)
            and _is_for(event, watched)
        ):
            event.accept()
        return False

    @staticmethod
    def _comes_back(button: QAbstractButton, event: QFocusEvent) -> bool:
        """Whether it only has the focus again, as after the menu it opened."""
        again = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        return bool(button.property(_CLICKED)) and event.reason() in again


def _is_for(event: QKeyEvent, control: QWidget) -> bool:
    if event.matches(QKeySequence.StandardKey.Copy):
        return isinstance(control, QAbstractItemView)  # the table's rows instead of a picture
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return plain and event.key() in _needed(control)


def _needed(control: QWidget) -> frozenset[Qt.Key]:
    if isinstance(control, QAbstractButton) and control.property(_CLICKED):
        return frozenset()  # who has clicked with the mouse wants Space to play, and not to click again
    if isinstance(control, QAbstractButton) and (control.autoExclusive() or control.group() is not None):
        return _SPACE | _MOVES  # arrows choose among radio buttons
    if getattr(control, "takes_arrows", False):  # a picture in which something is moved
        return _MOVES
    return next((keys for kind, keys in _NEEDS if isinstance(control, kind)), frozenset())
