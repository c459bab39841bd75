"""Which point every run has reached: one row for each."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QPainterPath
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from core.surface.verdicts import Outcome, Verdict

from ...kit.numbers import format_number
from ...kit.run_style import RunStyle
from ...kit.translation import tr_message
from ...kit.widgets import shapes
from ...kit.widgets.basic import Heading, Role, theme_color
from ...kit.widgets.plain_table import PlainTable
from ...kit.widgets.table_model import Column, Picture, TableModel, shape_picture, swatch_picture

_SHAPES: dict[Outcome, QPainterPath] = {
    "global": shapes.STAR,
    "local": shapes.DISC,
    "saddle": shapes.CROSS,
    "resting": shapes.PAUSE,
    "moving": shapes.ARROW_RIGHT,
    "outside": shapes.ARROW_OUT,
    "diverged": shapes.INFINITY,
}


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
        self._outcomes: dict[Outcome, str] = {}
        columns = (
            Column[VerdictRow](
                lambda row: row.style.title, _main_color, lambda row: swatch_picture(row.style)
            ),
            Column[VerdictRow](self._outcome, _outcome_color, _outcome_shape),
            Column[VerdictRow](_step, _number_color, is_number=True),
            Column[VerdictRow](_loss, _number_color, is_number=True),
        )
        self.model = TableModel(columns, _sentence, self)
        self.table = PlainTable()
        self.table.setModel(self.model)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
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

    def _outcome(self, row: VerdictRow) -> str:
        return self._outcomes[row.verdict.outcome]

    def _retranslate(self) -> None:
        self._heading.setText(self.tr("Who landed where"))
        self.table.setAccessibleName(self.tr("Who landed where"))
        self._outcomes = {
            "global": self.tr("global"),
            "local": self.tr("local"),
            "saddle": self.tr("saddle"),
            "resting": self.tr("at rest"),
            "moving": self.tr("moving"),
            "outside": self.tr("left"),
            "diverged": self.tr("diverged"),
        }
        self.model.set_titles((self.tr("Run"), self.tr("Landed"), self.tr("Step"), self.tr("Loss")))


def _sentence(row: VerdictRow) -> str:
    return f"{row.style.title}: {tr_message(row.verdict.message)}"


def _step(row: VerdictRow) -> str:
    return "" if row.verdict.step is None else str(row.verdict.step)


def _loss(row: VerdictRow) -> str:
    return format_number(float(f"{row.loss:.4g}"))


def _outcome_shape(row: VerdictRow) -> Picture:
    outcome = row.verdict.outcome
    return shape_picture(outcome, _SHAPES[outcome], _outcome_color(row))


def _outcome_color(row: VerdictRow) -> QColor:
    return theme_color(Role.BrightText) if row.verdict.outcome == "diverged" else _main_color(row)


def _main_color(_row: VerdictRow) -> QColor:
    return theme_color(Role.WindowText)


def _number_color(_row: VerdictRow) -> QColor:
    return theme_color(Role.PlaceholderText)
