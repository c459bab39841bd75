"""A chooser among named options, in groups; what cannot be chosen says why."""

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ..widgets.basic import Chooser, Option, Role, theme_color

_GROUP = "group: "
_ROW_HEIGHT = 24
_GROUP_HEIGHT = 34


class Choices(Chooser):
    """Options by their keys; `chosen` comes when a person has picked one, and never from `set_choice`."""

    chosen = Signal(str)

    def __init__(
        self, groups: Mapping[str, Sequence[str]] | Sequence[str], parent: QWidget | None = None
    ) -> None:
        """The keys of all options, under the keys of their groups if they have any."""
        super().__init__(parent)
        # A model of our own: for Qt's, Python may take one of its items that stood there before.
        self._options = QStandardItemModel(0, 1, self)
        self.setModel(self._options)
        self.setItemDelegate(_Rows(self))
        self._meanings: dict[str, str] = {}
        self._obstacles: dict[str, str] = {}
        for group, keys in (groups if isinstance(groups, Mapping) else {"": groups}).items():
            if group:
                self.addItem("", _GROUP + group)
                self._item(_GROUP + group).setFlags(Qt.ItemFlag.NoItemFlags)
            for key in keys:
                self.addItem("", key)
        self.activated.connect(self._emit_chosen)

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
        self.setToolTip(self._meanings.get(key, ""))

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

    def _emit_chosen(self, index: int) -> None:
        self.setToolTip(self._meanings.get(self.choice, ""))
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
        return self._options.item(self.findData(key))


class _Rows(QStyledItemDelegate):
    """Groups as headings, and what cannot be chosen in a muted colour, which Qt's rows have for neither."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, _GROUP_HEIGHT if _is_group(index) and index.row() else _ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        place = QRectF(option.rect)
        state = option.state
        font = QFont(option.font)
        enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        role = Role.Text if enabled else Role.PlaceholderText
        align = Qt.AlignmentFlag.AlignVCenter
        painter.save()
        if _is_group(index):
            font.setPixelSize(11)
            font.setWeight(QFont.Weight.DemiBold)
            font.setCapitalization(QFont.Capitalization.AllUppercase)
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 108)
            place.setTop(place.bottom() - _ROW_HEIGHT)
        elif enabled and state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme_color(Role.Highlight))
            painter.drawRoundedRect(place, 4, 4)
            role = Role.HighlightedText
        painter.setFont(font)
        painter.setPen(theme_color(role))
        room = place.adjusted(8, 0, -8, 0)
        text = QFontMetrics(font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, align, text)
        painter.restore()


def _is_group(index: QModelIndex | QPersistentModelIndex) -> bool:
    return str(index.data(Qt.ItemDataRole.UserRole)).startswith(_GROUP)
