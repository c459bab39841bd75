"""A chooser among named options, in groups; what cannot be chosen says why."""

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QWidget

from .basic import Chooser, Option, Role, theme_color

_GROUP = "group: "


class Choices(Chooser):
    """Options by their keys; `chosen` comes when a person has picked one, and never from `set_choice`."""

    chosen = Signal(str)

    def __init__(
        self, groups: Mapping[str, Sequence[str]] | Sequence[str], parent: QWidget | None = None
    ) -> None:
        """The keys of all options, under the keys of their groups if they have any."""
        super().__init__(parent)
        self._meanings: dict[str, str] = {}
        self._obstacles: dict[str, str] = {}
        self.setView(QListView())  # in Fusion's own, disabled items would have no tooltips
        for group, keys in (groups if isinstance(groups, Mapping) else {"": groups}).items():
            if group:
                self.addItem("", _GROUP + group)
                self._dress_group(self._item(_GROUP + group))
            for key in keys:
                self.addItem("", key)
        self.activated.connect(self._tell)

    @property
    def keys(self) -> list[str]:
        """All options in order."""
        return [key for key in self._all_keys() if not key.startswith(_GROUP)]

    @property
    def choice(self) -> str:
        return str(self.currentData() or "")

    def set_choice(self, key: str) -> None:
        """Show an option as the chosen one, silently."""
        with QSignalBlocker(self):
            self.setCurrentIndex(self.findData(key))
        self._explain()

    def set_texts(self, options: Sequence[Option], groups: Mapping[str, str] | None = None) -> None:
        """Name the options and their groups."""
        for option in options:
            self._item(option.key).setText(option.text)
            self._meanings[option.key] = option.meaning
        for group, title in (groups or {}).items():
            self._item(_GROUP + group).setText(title)
        self._explain()

    def set_obstacles(self, obstacles: Mapping[str, str]) -> None:
        """Disable the options that have one of these, a sentence each; enable all others."""
        if obstacles != self._obstacles:
            self._obstacles = dict(obstacles)
            self._explain()

    def set_offered(self, key: str, offered: bool) -> None:
        """Whether an option stands in the list."""
        cast(QListView, self.view()).setRowHidden(self.findData(key), not offered)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            for key in self._all_keys():
                if key.startswith(_GROUP):
                    self._dress_group(self._item(key))
        super().changeEvent(event)

    def _tell(self, index: int) -> None:
        self._explain()
        self.chosen.emit(self.itemData(index))

    def _explain(self) -> None:
        for key in self.keys:
            item, obstacle = self._item(key), self._obstacles.get(key, "")
            item.setEnabled(not obstacle)
            item.setToolTip(obstacle or self._meanings.get(key, ""))
        self.setToolTip(self._meanings.get(self.choice, ""))

    def _all_keys(self) -> list[str]:
        return [str(self.itemData(index)) for index in range(self.count())]

    def _item(self, key: str) -> QStandardItem:
        return cast(QStandardItemModel, self.model()).item(self.findData(key))

    def _dress_group(self, item: QStandardItem) -> None:
        """As a heading that cannot be chosen."""
        font = QFont(self.font())
        font.setPixelSize(11)
        font.setWeight(QFont.Weight.DemiBold)
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        item.setFont(font)
        item.setForeground(theme_color(Role.PlaceholderText))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
