"""Every run in numbers, and the verdict on its fit; the one that is shown in full words."""

import math
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QVBoxLayout, QWidget

from app.kit.run_style import RunStyle
from app.kit.theme import DARK, Theme
from app.kit.translation import tr_message
from app.kit.widgets import shapes
from app.kit.widgets.basic import shape_pixmap
from app.kit.widgets.number_field import format_number
from app.kit.widgets.plain_table import PlainTable
from app.kit.widgets.sentence import Sentence
from app.kit.widgets.swatch import SIZE as KEY_SIZE
from app.kit.widgets.swatch import key_pixmap

if TYPE_CHECKING:
    from core.network.fit_verdict import FitVerdict

_RUN, _LOSS, _VAL_LOSS, _METRIC, _VAL_METRIC, _VERDICT = range(6)
_NUMBERS = (_LOSS, _VAL_LOSS, _METRIC, _VAL_METRIC)
_FIRST_TO_GO = (_METRIC, _LOSS, _VAL_METRIC, _VERDICT, _VAL_LOSS)
"""The columns that can be spared where there is no room, in this order."""

_ROW_HEIGHT = 24
_PADDING = 22
"""Pixels to the left and the right of what stands in a cell, together."""
_NONE = "–"

_SIGNS: dict[str, QPainterPath] = {
    "good": shapes.TICK,
    "overfitting": shapes.WARNING,
    "underfitting": shapes.WARNING,
    "unstable": shapes.WARNING,
    "diverged": shapes.INFINITY,
    "early": shapes.DOTS,
}

Index = QModelIndex | QPersistentModelIndex


class RunRow(NamedTuple):
    """One run at the epoch in view; NaN where there is no value."""

    style: RunStyle
    loss: float
    val_loss: float
    metric: float
    val_metric: float
    verdict: "FitVerdict | None"
    shown: bool


class RunTable(QWidget):
    """`run_chosen` says which run a person wants to see in the other views; `set_rows` says which it is."""

    run_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = _Model(self)
        self.table = _Table(self.model)
        self.table.row_chosen.connect(self.run_chosen)
        self.sentence = Sentence()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 16, 8)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addWidget(self.sentence)
        self.setFocusProxy(self.table)
        self._metric = "accuracy"
        self.set_theme(DARK)
        self._retranslate()

    def set_rows(self, rows: Sequence[RunRow]) -> None:
        """Show these runs; one of them is the shown run."""
        self.model.set_rows(rows)
        self.table.show_row(self.model.shown)
        self._tell()

    def set_metric(self, name: str) -> None:
        """What the metric is: "accuracy" or "R²"."""
        if name != self._metric:
            self._metric = name
            self._retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme; those of the runs come with their rows."""
        self.model.set_theme(theme)
        self.table.set_theme(theme)
        self._tell()

    def sizeHint(self) -> QSize:
        return QSize(560, 210)

    def minimumSizeHint(self) -> QSize:
        """Room for two rows, of which a long sentence may take one; the others are scrolled to."""
        least = super().minimumSizeHint()
        return QSize(least.width(), least.height() + _ROW_HEIGHT)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _tell(self) -> None:
        shown = self.model.shown
        verdict = None if shown is None else self.model.rows[shown].verdict
        if verdict is None:
            self.sentence.set_text("", "")
        else:
            color = _color(verdict, self.model.theme)
            self.sentence.set_text(tr_message(verdict.message), color)

    def _retranslate(self) -> None:
        if self._metric == "accuracy":
            metrics = self.tr("accuracy"), self.tr("val. acc.")
        else:
            metrics = self._metric, self.tr("val. {metric}").format(metric=self._metric)
        self.model.retranslate(
            (self.tr("Run"), self.tr("loss"), self.tr("val. loss"), *metrics, self.tr("Verdict")),
            percent=self._metric == "accuracy",
        )
        self.table.setAccessibleName(self.tr("Runs"))
        self.table.setToolTip(self.tr("Choose the run that the other views show"))
        self.table.fit_columns()
        self._tell()


class _Model(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[RunRow, ...] = ()
        self.theme = DARK
        self._titles: tuple[str, ...] = ("",) * 6
        self._percent = True
        self._pictures: dict[object, QPixmap] = {}

    @property
    def shown(self) -> int | None:
        """The row of the shown run."""
        return next((index for index, row in enumerate(self.rows) if row.shown), None)

    def set_rows(self, rows: Sequence[RunRow]) -> None:
        if len(rows) == len(self.rows):
            self.rows = tuple(rows)
            self._changed()
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._pictures.clear()
        self._changed()

    def retranslate(self, titles: tuple[str, ...], percent: bool) -> None:
        self._titles, self._percent = titles, percent
        self._changed()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, _VERDICT)

    def _changed(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, _VERDICT))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 6

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(row, column)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return self._sentence(row)
            case Qt.ItemDataRole.DecorationRole if column == _RUN:
                return self._picture(row.style, lambda: key_pixmap(row.style, 2.0))
            case Qt.ItemDataRole.DecorationRole if column == _VERDICT and row.verdict is not None:
                return self._sign(row.verdict)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(self.theme.text if row.shown or column == _RUN else self.theme.muted)
        return None

    def text(self, row: RunRow, column: int) -> str:
        match column:
            case 0:
                return row.style.title
            case 1 | 2:
                return loss_text(row[column])
            case 3 | 4:
                return metric_text(row[column], self._percent)
        return "" if row.verdict is None else self._short(row.verdict)

    def _short(self, verdict: "FitVerdict") -> str:
        match verdict.kind:
            case "overfitting":
                return self.tr("overfits since {epoch}").format(epoch=verdict.since)
            case "underfitting":
                return self.tr("underfitting")
            case "unstable":
                return self.tr("unstable")
            case "good":
                return self.tr("good fit")
            case "diverged":
                return self.tr("diverged")
        return self.tr("too early to say")

    def longest_verdict(self) -> str:
        """For room that does not change when the verdict does."""
        return self.tr("overfits since {epoch}").format(epoch=888)

    def _sentence(self, row: RunRow) -> str | None:
        if row.verdict is None:
            return None
        return f"{row.style.title}: {tr_message(row.verdict.message)}"

    def _sign(self, verdict: "FitVerdict") -> QPixmap | None:
        sign = _SIGNS.get(verdict.kind)
        if sign is None:
            return None
        color = QColor(_color(verdict, self.theme))
        return self._picture(verdict.kind, lambda: shape_pixmap(sign, color, 2.0))

    def _picture(self, key: object, make: Callable[[], QPixmap]) -> QPixmap:
        """Made once: the table is painted at every frame."""
        if key not in self._pictures:
            self._pictures[key] = make()
        return self._pictures[key]


class _Table(PlainTable):
    """Says which row a person points at or moves to; the row that is shown lies on raised ground."""

    row_chosen = Signal(int)

    def __init__(self, model: _Model) -> None:
        super().__init__()
        self._model = model
        self._theme = DARK
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setMinimumSize(0, self.horizontalHeader().sizeHint().height() + _ROW_HEIGHT)
        self.verticalHeader().setMinimumSectionSize(_ROW_HEIGHT)
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.clicked.connect(lambda index: self.row_chosen.emit(index.row()))
        model.modelReset.connect(self.fit_columns)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.viewport().update()

    def show_row(self, row: int | None) -> None:
        """Let whoever cannot see the table know which row is shown."""
        if row is not None and row != self.currentIndex().row():
            with QSignalBlocker(self):
                self.setCurrentIndex(self._model.index(row, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last, now = self._model.rowCount() - 1, self._model.shown
        now = -1 if now is None else now
        rows = {
            Qt.Key.Key_Up: max(now - 1, 0),
            Qt.Key.Key_Down: min(now + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if event.key() not in rows:
            super().keyPressEvent(event)
        elif last >= 0 and rows[Qt.Key(event.key())] != now:
            self.row_chosen.emit(rows[Qt.Key(event.key())])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()  # a drag would move the current cell

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._model.shown is not None:
            self._lift(self._model.shown)
        super().paintEvent(event)

    def _lift(self, row: int) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        place = QRectF(0, self.rowViewportPosition(row), self.viewport().width(), _ROW_HEIGHT)
        painter.setBrush(QColor(self._theme.raised))
        painter.drawRoundedRect(place.adjusted(0, 1, 0, -1), 4, 4)
        if self.hasFocus():
            painter.setBrush(QColor(self._theme.accent))
            painter.drawRoundedRect(QRectF(0, place.top() + 4, 3, _ROW_HEIGHT - 8), 1.5, 1.5)

    def fit_columns(self) -> None:
        """Give numbers room that does not change with them, and leave out what there is no room for."""
        room = self.viewport().width()
        metrics = QFontMetrics(self.font())
        titles = [metrics.horizontalAdvance(row.style.title) for row in self._model.rows]
        widths = {
            _RUN: min(max(titles, default=0) + KEY_SIZE.width() + 12 + _PADDING, max(room // 3, 96)),
            _VERDICT: metrics.horizontalAdvance(self._model.longest_verdict()) + 16 + 6 + _PADDING,
        }
        widths |= dict.fromkeys(_NUMBERS, metrics.horizontalAdvance("0.00888") + _PADDING)
        for column in _FIRST_TO_GO:
            if sum(widths.values()) > room:
                del widths[column]
        stretching = _VERDICT if _VERDICT in widths else _RUN
        widths[stretching] += max(room - sum(widths.values()), 0)
        for column in range(self._model.columnCount()):
            self.setColumnHidden(column, column not in widths)
            if column in widths:
                self.setColumnWidth(column, widths[column])


def loss_text(value: float) -> str:
    """Three significant digits, zeros too, so that changing numbers keep their width."""
    if math.isnan(value):
        return _NONE
    if value == 0 or math.isinf(value):
        return format_number(value)
    if not 1e-3 <= abs(value) < 1e4:
        digits = 2 if 1e-9 < abs(value) < 1e10 else 1
        return re.sub(r"e\+?(-?)0*", r"e\1", f"{value:.{digits}e}").replace("-", "−")
    decimals = max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:.{decimals}f}".replace("-", "−")


def metric_text(value: float, percent: bool) -> str:
    """An accuracy in percent, or an R² with three digits after the point."""
    if math.isnan(value):
        return _NONE
    if percent:
        return f"{100 * value:.1f} %"
    rounded = round(value, 3) + 0.0  # no −0.000
    return f"{rounded:.3f}".replace("-", "−") if abs(value) < 100 else format_number(value, 3)


def _alignment(section: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if section in _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _color(verdict: "FitVerdict", theme: Theme) -> str:
    match verdict.kind:
        case "overfitting" | "underfitting" | "unstable":
            return theme.warning
        case "diverged":
            return theme.error
        case "good":
            return theme.accent
    return theme.muted
