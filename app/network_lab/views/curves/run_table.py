"""Every run in numbers with the verdict on its fit; below, the verdict on the shown run in full."""

import math
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QEvent,
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
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QVBoxLayout, QWidget

from app.kit.numbers import format_number
from app.kit.run_style import RunStyle
from app.kit.theme import DARK, Theme
from app.kit.translation import tr_message
from app.kit.widgets import shapes
from app.kit.widgets.plain_table import PlainTable
from app.kit.widgets.sentence import Sentence
from app.kit.widgets.swatch import SIZE as KEY_SIZE
from app.kit.widgets.table_model import Column, Picture, TableModel, shape_picture, swatch_picture

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

_SHAPES: dict[str, QPainterPath] = {
    "good": shapes.TICK,
    "overfitting": shapes.WARNING,
    "underfitting": shapes.WARNING,
    "unstable": shapes.WARNING,
    "diverged": shapes.INFINITY,
    "early": shapes.DOTS,
}


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
        self._theme = DARK
        self._metric = "accuracy"
        self.model = TableModel(self._columns(), _sentence, self)
        self.table = _Table(self.model, self._longest_verdict)
        self.table.row_chosen.connect(self.run_chosen)
        self.sentence = Sentence()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 16, 8)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addWidget(self.sentence)
        self.setFocusProxy(self.table)
        self.set_theme(DARK)
        self._retranslate()

    def _columns(self) -> list[Column[RunRow]]:
        """In the order of _RUN to _VERDICT."""

        def name_color(row: RunRow) -> QColor:
            return QColor(self._theme.text)

        def color(row: RunRow) -> QColor:
            return QColor(self._theme.text if row.shown else self._theme.muted)

        def metric(value: float) -> str:
            return metric_text(value, percent=self._metric == "accuracy")

        return [
            Column(lambda row: row.style.title, name_color, lambda row: swatch_picture(row.style)),
            Column(lambda row: loss_text(row.loss), color, is_number=True),
            Column(lambda row: loss_text(row.val_loss), color, is_number=True),
            Column(lambda row: metric(row.metric), color, is_number=True),
            Column(lambda row: metric(row.val_metric), color, is_number=True),
            Column(self._short_verdict, color, self._verdict_shape),
        ]

    def set_rows(self, rows: Sequence[RunRow]) -> None:
        """Show these runs; one of them is the shown run."""
        self.model.set_rows(rows)
        self.table.show_row(next((index for index, row in enumerate(rows) if row.shown), None))
        self._show_sentence()

    def set_metric(self, name: str) -> None:
        """What the metric is: "accuracy" or "R²"."""
        if name != self._metric:
            self._metric = name
            self._retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme; those of the runs come with their rows."""
        self._theme = theme
        self.model.refresh()
        self.table.set_theme(theme)
        self._show_sentence()

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

    def _show_sentence(self) -> None:
        """The verdict on the shown run, in full, below the table."""
        verdict = next((row.verdict for row in self.model.rows if row.shown), None)
        if verdict is None:
            self.sentence.set_text("", "")
        else:
            self.sentence.set_text(tr_message(verdict.message), _verdict_color(verdict, self._theme))

    def _short_verdict(self, row: RunRow) -> str:
        if row.verdict is None:
            return ""
        match row.verdict.kind:
            case "overfitting":
                return self._overfits_since(row.verdict.since)
            case "underfitting":
                return self.tr("underfitting")
            case "unstable":
                return self.tr("unstable")
            case "good":
                return self.tr("good fit")
            case "diverged":
                return self.tr("diverged")
        return self.tr("too early to say")

    def _overfits_since(self, epoch: int | None) -> str:
        return self.tr("overfits since {epoch}").format(epoch=epoch)

    def _longest_verdict(self) -> str:
        """For room that does not change when the verdict does."""
        return self._overfits_since(888)

    def _verdict_shape(self, row: RunRow) -> Picture | None:
        shape = None if row.verdict is None else _SHAPES.get(row.verdict.kind)
        if row.verdict is None or shape is None:
            return None
        return shape_picture(row.verdict.kind, shape, QColor(_verdict_color(row.verdict, self._theme)))

    def _retranslate(self) -> None:
        if self._metric == "accuracy":
            metrics = self.tr("accuracy"), self.tr("val. acc.")
        else:
            metrics = self._metric, self.tr("val. {metric}").format(metric=self._metric)
        self.model.set_titles(
            (self.tr("Run"), self.tr("loss"), self.tr("val. loss"), *metrics, self.tr("Verdict"))
        )
        self.table.setAccessibleName(self.tr("Runs"))
        self.table.setToolTip(self.tr("Choose the run that the other views show"))
        self.table.fit_columns()
        self._show_sentence()


class _Table(PlainTable):
    """Says which row a person clicks or moves to; the row that is shown has a lighter background."""

    row_chosen = Signal(int)

    def __init__(self, model: TableModel[RunRow], longest_verdict: Callable[[], str]) -> None:
        super().__init__()
        self._model = model
        self._longest_verdict = longest_verdict
        self._theme = DARK
        self.shown: int | None = None
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
        """Mark the row that is shown; screen readers take it for the current one."""
        self.shown = row
        self.viewport().update()
        if row is not None and row != self.currentIndex().row():
            with QSignalBlocker(self):
                self.setCurrentIndex(self._model.index(row, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last, now = self._model.rowCount() - 1, -1 if self.shown is None else self.shown
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
        if self.shown is not None:
            self._paint_background(self.shown)
        super().paintEvent(event)

    def _paint_background(self, row: int) -> None:
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
            _VERDICT: metrics.horizontalAdvance(self._longest_verdict()) + 16 + 6 + _PADDING,
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


def _sentence(row: RunRow) -> str | None:
    return None if row.verdict is None else f"{row.style.title}: {tr_message(row.verdict.message)}"


def _verdict_color(verdict: "FitVerdict", theme: Theme) -> str:
    match verdict.kind:
        case "overfitting" | "underfitting" | "unstable":
            return theme.warning
        case "diverged":
            return theme.error
        case "good":
            return theme.accent
    return theme.muted
