"""Who landed where: one line for every run."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainterPath
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from core.surface.verdicts import Outcome, Verdict

from ...kit.run_style import RunStyle
from ...kit.translation import tr_message
from ...kit.widgets import shapes
from ...kit.widgets.basic import Heading, Role, shape_pixmap, theme_color
from ...kit.widgets.number_field import format_number
from ...kit.widgets.plain_table import PlainTable
from ...kit.widgets.swatch import key_pixmap

_SIGNS: dict[Outcome, QPainterPath] = {
    "global": shapes.STAR,
    "local": shapes.DISC,
    "saddle": shapes.CROSS,
    "resting": shapes.PAUSE,
    "moving": shapes.ARROW_RIGHT,
    "outside": shapes.ARROW_OUT,
    "diverged": shapes.INFINITY,
}
_RUN, _OUTCOME, _STEP, _LOSS = range(4)

Index = QModelIndex | QPersistentModelIndex


class VerdictRow(NamedTuple):
    """One run: its style, what became of it, and its last finite loss."""

    style: RunStyle
    verdict: Verdict
    loss: float


class VerdictTable(QWidget):
    """A table of verdicts that can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = Heading()
        self.model = _Model(self)
        self.table = PlainTable()
        self.table.setModel(self.model)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_RUN, QHeaderView.ResizeMode.Stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addWidget(self.table, 1)
        self._retranslate()

    def set_rows(self, rows: Sequence[VerdictRow]) -> None:
        """Show the verdicts on these runs."""
        self.model.set_rows(rows)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._heading.setText(self.tr("Who landed where"))
        self.table.setAccessibleName(self.tr("Who landed where"))
        self.model.retranslate()


class _Model(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[VerdictRow, ...] = ()
        self._titles: tuple[str, ...] = ("",) * 4
        self._outcomes: dict[Outcome, str] = {}

    def set_rows(self, rows: Sequence[VerdictRow]) -> None:
        if len(rows) == len(self._rows):  # keeps what is selected
            self._rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, _LOSS))
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def retranslate(self) -> None:
        self._titles = (self.tr("Run"), self.tr("Landed"), self.tr("Step"), self.tr("Loss"))
        self._outcomes = {
            "global": self.tr("global"),
            "local": self.tr("local"),
            "saddle": self.tr("saddle"),
            "resting": self.tr("at rest"),
            "moving": self.tr("moving"),
            "outside": self.tr("left"),
            "diverged": self.tr("diverged"),
        }
        self.set_rows(self._rows)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, _LOSS)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(row, column)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return f"{row.style.title}: {tr_message(row.verdict.message)}"
            case Qt.ItemDataRole.DecorationRole if column == _RUN:
                return key_pixmap(row.style, 2.0)
            case Qt.ItemDataRole.DecorationRole if column == _OUTCOME:
                return shape_pixmap(_SIGNS[row.verdict.outcome], _color(row.verdict.outcome, column), 2.0)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.ForegroundRole:
                return _color(row.verdict.outcome, column)
        return None

    def text(self, row: VerdictRow, column: int) -> str:
        match column:
            case 0:
                return row.style.title
            case 1:
                return self._outcomes[row.verdict.outcome]
            case 2:
                return "" if row.verdict.step is None else str(row.verdict.step)
        return format_number(float(f"{row.loss:.4g}"))


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in (_STEP, _LOSS) else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _color(outcome: Outcome, column: int) -> QColor:
    if column == _OUTCOME and outcome == "diverged":
        return theme_color(Role.BrightText)
    return theme_color(Role.WindowText if column in (_RUN, _OUTCOME) else Role.PlaceholderText)
