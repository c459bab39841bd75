"""The names of the rooms, one of them underlined as the one that is seen."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from .basic import Role, theme_color


class RoomTabs(QWidget):
    """`chosen` says which room a person wants to see; it shows only what it is told."""

    chosen = Signal(str)

    def __init__(self, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._tabs: dict[str, _Tab] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 12, 0)
        row.setSpacing(4)
        for key in keys:
            tab = _Tab()
            tab.clicked.connect(lambda _=False, key=key: self._choose(key))
            self._group.addButton(tab)
            self._tabs[key] = tab
            row.addWidget(tab)

    def set_chosen(self, key: str) -> None:
        """Underline a room, silently."""
        self._tabs[key].setChecked(True)

    def set_texts(self, texts: Mapping[str, tuple[str, str]]) -> None:
        """What each room is called, and what is in it."""
        for key, tab in self._tabs.items():
            name, meaning = texts[key]
            tab.setText(name)
            tab.setToolTip(meaning)
            tab.setAccessibleName(name)

    def tab(self, key: str) -> QPushButton:
        """The button of a room."""
        return self._tabs[key]

    def _choose(self, key: str) -> None:
        self.chosen.emit(key)


class _Tab(QPushButton):
    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setProperty("role", "tab")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            QPainter(self).fillRect(8, self.height() - 2, self.width() - 16, 2, theme_color(Role.Highlight))
