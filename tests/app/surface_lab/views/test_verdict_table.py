"""The table of who landed where."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence

from app.kit.run_style import RunStyle
from app.surface_lab.views.verdict_table import VerdictRow, VerdictTable
from core.surface.catalogue.surface import CriticalPoint
from core.surface.verdicts import Verdict

POINT = CriticalPoint("global", 1.0, 2.0, 0.159)
VERDICTS = {
    "global": Verdict("global", 42, POINT, 0.001),
    "local": Verdict("local", 61, POINT, 0.001),
    "saddle": Verdict("saddle", 103, POINT, 0.0),
    "moving": Verdict("moving", None, POINT, 3.0),
    "outside": Verdict("outside", 27),
    "diverged": Verdict("diverged", 12),
}
ROWS = [
    VerdictRow(RunStyle(f"Run {name}", "#ff9f40", "t1", ()), verdict, loss)
    for (name, verdict), loss in zip(
        VERDICTS.items(), (0.159, 0.715, 1.23456e-7, 0.31, 812.34, 1.2e300), strict=True
    )
]


@pytest.fixture
def table(qtbot):
    made = VerdictTable()
    made.resize(360, 220)
    qtbot.addWidget(made)
    made.show()
    made.set_rows(ROWS)
    return made


def cell(table, row, column, role=Qt.ItemDataRole.DisplayRole):
    return table.model.index(row, column).data(role)


def test_every_run_has_a_line_and_its_sentence(table):
    assert table.model.rowCount() == len(ROWS)
    for index, row in enumerate(ROWS):
        assert cell(table, index, 0) == row.style.title
        assert str(row.verdict.message) in cell(table, index, 1, Qt.ItemDataRole.ToolTipRole)
        assert not cell(table, index, 0, Qt.ItemDataRole.DecorationRole).isNull()
    outcomes = [cell(table, index, 1) for index in range(len(ROWS))]
    assert outcomes == ["global", "local", "saddle", "moving", "left", "diverged"]
    assert [cell(table, index, 2) for index in range(len(ROWS))] == ["42", "61", "103", "", "27", "12"]
    losses = [cell(table, index, 3) for index in range(len(ROWS))]
    assert losses == ["0.159", "0.715", "1.235e−7", "0.31", "812.3", "1.2e300"]


def test_every_outcome_has_a_sign_of_its_own(table):
    signs = set()
    for index in range(len(ROWS)):
        picture = cell(table, index, 1, Qt.ItemDataRole.DecorationRole).toImage()
        signs.add(bytes(picture.createAlphaMask().constBits()))
    assert len(signs) == len(ROWS)


@pytest.mark.parametrize("loss", [float("nan"), float("inf"), -1.03])
def test_any_loss_can_be_shown(table, loss):
    table.set_rows([ROWS[0]._replace(loss=loss)])
    assert cell(table, 0, 3) in ("nan", "inf", "−1.03")
    assert table.model.rowCount() == 1


def test_the_selected_rows_are_copied_with_tabs_between(table, qtbot):
    select = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (3, 1):
        table.table.selectionModel().select(table.model.index(row, 0), select)
    qtbot.keySequence(table.table, QKeySequence(QKeySequence.StandardKey.Copy))
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t") for line in lines] == [
        ["Run", "Landed", "Step", "Loss"],
        ["Run local", "local", "61", "0.715"],
        ["Run moving", "moving", "", "0.31"],
    ]


def test_without_a_selection_everything_is_copied(table, qtbot):
    qtbot.keySequence(table.table, QKeySequence(QKeySequence.StandardKey.Copy))
    assert len(QGuiApplication.clipboard().text().splitlines()) == 1 + len(ROWS)


def test_negative_losses_are_copied_as_numbers(table, qtbot):
    table.set_rows([ROWS[0]._replace(loss=loss) for loss in (-1.03, -2.5e-7)])
    assert [cell(table, row, 3) for row in range(2)] == ["−1.03", "−2.5e−7"]
    qtbot.keySequence(table.table, QKeySequence(QKeySequence.StandardKey.Copy))
    lines = QGuiApplication.clipboard().text().splitlines()[1:]
    assert [float(line.split("\t")[3]) for line in lines] == [-1.03, -2.5e-7]


def test_new_verdicts_keep_what_is_selected(table):
    table.table.selectRow(2)
    table.set_rows([row._replace(loss=0.5) for row in ROWS])
    assert [index.row() for index in table.table.selectionModel().selectedRows()] == [2]
    assert cell(table, 2, 3) == "0.5"


def test_it_fits_where_it_stands(table, qtbot):
    header = table.table.horizontalHeader()
    assert header.length() == table.table.viewport().width()
    assert header.sectionSize(0) > 100
