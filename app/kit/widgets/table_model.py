"""A table with a row for every run, described by what its columns show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainterPath, QPixmap
from PySide6.QtWidgets import QWidget

from ..run_style import RunStyle
from .basic import shape_pixmap
from .swatch import key_pixmap

_RATIO = 2.0
"""Device pixels to a pixel of the pictures: enough for every screen."""

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")


class Picture(NamedTuple):
    """What stands before the text of a cell; two with the same key look the same."""

    key: object
    make: Callable[[], QPixmap]


def swatch_picture(style: RunStyle) -> Picture:
    """A piece of the run's line with its marker."""
    return Picture(style, lambda: key_pixmap(style, _RATIO))


def shape_picture(name: str, shape: QPainterPath, color: QColor) -> Picture:
    """A shape of `app.kit.widgets.shapes`; the name tells it from others."""
    return Picture((name, color.name()), lambda: shape_pixmap(shape, color, _RATIO))


@dataclass(frozen=True)
class Column(Generic[Row]):
    """What a column shows of a row; numbers are aligned to the right."""

    text: Callable[[Row], str]
    color: Callable[[Row], QColor]
    picture: Callable[[Row], Picture | None] = lambda row: None
    is_number: bool = False

    @cached_property
    def alignment(self) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self.is_number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class TableModel(QAbstractTableModel, Generic[Row]):
    """Rows, each shown by all columns; `description` is the tooltip of every cell of a row."""

    def __init__(
        self, columns: Sequence[Column[Row]], description: Callable[[Row], str | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self._columns = tuple(columns)
        self._titles = ("",) * len(self._columns)
        self._description = description
        self._pixmaps: dict[object, QPixmap] = {}

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; as long as their number stays, so does what is selected."""
        if len(rows) == len(self.rows):
            self.rows = tuple(rows)
            self.refresh()
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def set_titles(self, titles: Sequence[str]) -> None:
        """Name the columns, and ask them for their texts anew."""
        self._titles = tuple(titles)
        self.refresh()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    def refresh(self) -> None:
        """Ask the columns anew for what they show of every row."""
        if self.rows:
            last = self.index(len(self.rows) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return self._columns[section].alignment if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        answer = _ANSWERS.get(int(role))  # most roles that a view asks for have none
        return answer and answer(self, self.rows[index.row()], self._columns[index.column()])

    def _pixmap(self, picture: Picture | None) -> QPixmap | None:
        """Made once, as a table is painted at every frame of a training."""
        if picture is None:
            return None
        if picture.key not in self._pixmaps:
            self._pixmaps[picture.key] = picture.make()
        return self._pixmaps[picture.key]


_Answer = Callable[[TableModel[Any], Any, Column[Any]], object]
_ANSWERS: dict[int, _Answer] = {
    int(Qt.ItemDataRole.DisplayRole): lambda model, row, column: column.text(row),
    int(Qt.ItemDataRole.ToolTipRole): lambda model, row, column: model._description(row),
    int(Qt.ItemDataRole.AccessibleDescriptionRole): lambda model, row, column: model._description(row),
    int(Qt.ItemDataRole.DecorationRole): lambda model, row, column: model._pixmap(column.picture(row)),
    int(Qt.ItemDataRole.TextAlignmentRole): lambda model, row, column: column.alignment,
    int(Qt.ItemDataRole.ForegroundRole): lambda model, row, column: column.color(row),
}
"""By number, as comparing with Qt's enumerations one by one takes most of the time of painting a table."""
