"""The table of runs with their verdicts."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLabel

from app.kit.run_style import RunStyle
from app.kit.theme import DARK, LIGHT
from app.network_lab.views.curves.run_table import RunRow, RunTable, loss_text, metric_text
from core.messages import Message
from core.network.fit_verdict import FitVerdict

VERDICTS = {
    "good": FitVerdict("good", None, Message("Good fit: validation loss stays close to training loss.")),
    "overfitting": FitVerdict(
        "overfitting", 38, Message("Overfitting since epoch 38: the loss rises from {a}.", {"a": 0.38})
    ),
    "underfitting": FitVerdict("underfitting", None, Message("Underfitting: training loss hardly falls.")),
    "unstable": FitVerdict("unstable", None, Message("Unstable: the training loss is 28.5.")),
    "early": FitVerdict("early", None, Message("Too early to say, after 4 epochs.")),
    "diverged": FitVerdict("diverged", 3, Message("Diverged: the loss was not finite.")),
}
NAN = float("nan")
ROWS = [
    RunRow(RunStyle(f"Run {kind}", "#ff9f40", "t1", ()), 0.1703, 0.25, 0.915, 0.88, verdict, kind == "good")
    for kind, verdict in VERDICTS.items()
]
SHORT = ["good fit", "overfits since 38", "underfitting", "unstable", "too early to say", "diverged"]


@pytest.fixture
def table(qtbot):
    made = RunTable()
    made.resize(700, 220)
    qtbot.addWidget(made)
    made.show()
    made.set_rows(ROWS)
    return made


def cell(table, row, column, role=Qt.ItemDataRole.DisplayRole):
    return table.model.index(row, column).data(role)


def show_run(table, row):
    table.set_rows([one._replace(shown=index == row) for index, one in enumerate(ROWS)])


def test_every_run_has_its_numbers_and_its_verdict(table):
    assert [cell(table, row, 5) for row in range(len(ROWS))] == SHORT
    assert [cell(table, 0, column) for column in range(5)] == [
        "Run good",
        "0.170",
        "0.250",
        "91.5 %",
        "88.0 %",
    ]
    for row, verdict in enumerate(VERDICTS.values()):
        assert str(verdict.message) in cell(table, row, 5, Qt.ItemDataRole.ToolTipRole)


def test_every_verdict_has_a_sign(table):
    signs = [cell(table, row, 5, Qt.ItemDataRole.DecorationRole) for row in range(len(ROWS))]
    masks = [bytes(sign.toImage().createAlphaMask().constBits()) for sign in signs]
    assert len(set(masks)) == 4
    assert masks[1] == masks[2] == masks[3]


def test_a_run_without_a_verdict_or_validation_is_shown_too(table):
    table.set_rows([ROWS[0]._replace(verdict=None, val_loss=NAN, val_metric=NAN)])
    assert [cell(table, 0, column) for column in (2, 4, 5)] == ["–", "–", ""]
    assert table.sentence.text() == ""
    table.set_rows([])
    assert table.model.rowCount() == 0


@pytest.mark.parametrize(
    ("kind", "lead", "color"),
    [
        ("overfitting", "Overfitting since epoch 38:", DARK.warning),
        ("good", "Good fit:", DARK.accent),
        ("diverged", "Diverged:", DARK.error),
    ],
)
def test_the_shown_run_has_its_whole_sentence(table, kind, lead, color):
    show_run(table, list(VERDICTS).index(kind))
    shown = table.sentence.text()
    assert f"{lead}</span>" in shown
    assert re.sub("<[^>]*>", "", shown) == str(VERDICTS[kind].message)
    assert color in shown


def test_the_sentence_keeps_its_room(table, qtbot):
    heights = set()
    for rows in (ROWS, [ROWS[0]._replace(verdict=None)]):
        table.set_rows(rows)
        qtbot.wait(0)
        heights.add(table.table.height())
    assert len(heights) == 1


def test_a_narrow_table_has_room_for_the_whole_sentence(table, qtbot):
    show_run(table, list(VERDICTS).index("overfitting"))
    table.resize(140, 300)
    qtbot.wait_until(lambda: table.sentence.width() < 140)
    assert table.sentence.height() >= QLabel.heightForWidth(table.sentence, table.sentence.width())
    assert table.sentence.height() > table.sentence.sizeHint().height()


def test_a_click_asks_for_a_run_and_shows_nothing_by_itself(table, qtbot):
    place = table.table.visualRect(table.model.index(2, 1)).center()
    with qtbot.waitSignal(table.run_chosen) as heard:
        qtbot.mouseClick(table.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard.args == [2]
    assert table.table.shown == 0


@pytest.mark.parametrize(
    ("shown", "key", "row"),
    [
        (2, Qt.Key.Key_Up, 1),
        (2, Qt.Key.Key_Down, 3),
        (2, Qt.Key.Key_Home, 0),
        (2, Qt.Key.Key_End, len(ROWS) - 1),
        (0, Qt.Key.Key_Down, 1),
    ],
)
def test_keys_ask_for_a_run(table, qtbot, shown, key, row):
    show_run(table, shown)
    with qtbot.waitSignal(table.run_chosen) as heard:
        qtbot.keyClick(table.table, key)
    assert heard.args == [row]


@pytest.mark.parametrize(("shown", "key"), [(0, Qt.Key.Key_Up), (len(ROWS) - 1, Qt.Key.Key_Down)])
def test_beyond_the_ends_there_is_no_run(table, qtbot, shown, key):
    show_run(table, shown)
    with qtbot.assertNotEmitted(table.run_chosen):
        qtbot.keyClick(table.table, key)


def test_showing_another_run_is_silent_and_known_to_who_cannot_see(table, qtbot):
    with qtbot.assertNotEmitted(table.run_chosen):
        show_run(table, 3)
    assert table.table.currentIndex().row() == 3


def test_the_shown_row_is_raised(table):
    for theme in (DARK, LIGHT):
        table.set_theme(theme)
        for shown in (1, 3):
            show_run(table, shown)
            picture = table.table.viewport().grab().toImage()
            raised = [
                picture.pixelColor(picture.width() - 8, table.table.rowViewportPosition(row) + 12).name()
                == theme.raised
                for row in range(len(ROWS))
            ]
            assert raised == [row == shown for row in range(len(ROWS))]


def test_everything_is_copied(table, qtbot):
    table.set_rows([ROWS[0]._replace(loss=-1.5e-7)])
    qtbot.keySequence(table.table, QKeySequence(QKeySequence.StandardKey.Copy))
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert lines == [
        ["Run", "loss", "val. loss", "accuracy", "val. acc.", "Verdict"],
        ["Run good", "-1.50e-7", "0.250", "91.5 %", "88.0 %", "good fit"],
    ]


def test_r2_is_no_percentage(table):
    table.set_metric("R²")
    assert cell(table, 0, 3) == "0.915"
    assert table.model.headerData(4, Qt.Orientation.Horizontal) == "val. R²"


@pytest.mark.parametrize(
    ("width", "columns"), [(900, {0, 1, 2, 3, 4, 5}), (560, {0, 1, 2, 4, 5}), (390, {0, 2, 5}), (120, {0})]
)
def test_what_has_no_room_is_left_out(table, width, columns):
    table.resize(width, 220)
    table.table.fit_columns()
    assert {column for column in range(6) if not table.table.isColumnHidden(column)} == columns
    assert table.table.horizontalHeader().length() <= max(table.table.viewport().width(), 96)


def test_columns_keep_their_width_while_numbers_change(table):
    def widths():
        return [table.table.columnWidth(column) for column in range(6)]

    before = widths()
    table.set_rows([row._replace(loss=1.234e-5, val_loss=12.3, metric=1.0) for row in ROWS])
    assert widths() == before


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1703, "0.170"),
        (0.08512, "0.0851"),
        (12.345, "12.3"),
        (1234.5, "1234"),
        (1.2345e-5, "1.23e−5"),
        (123456.0, "1.23e5"),
        (1e-30, "1.0e−30"),
        (0.0, "0"),
        (-1.5, "−1.50"),
        (NAN, "–"),
        (float("inf"), "inf"),
    ],
)
def test_losses_have_three_digits(value, text):
    assert loss_text(value) == text


@pytest.mark.parametrize(
    ("value", "percent", "text"),
    [
        (0.915, True, "91.5 %"),
        (1.0, True, "100.0 %"),
        (0.9123, False, "0.912"),
        (-0.5, False, "−0.500"),
        (-0.0001, False, "0.000"),
        (-1.5e6, False, "−1.5e6"),
        (NAN, True, "–"),
    ],
)
def test_metrics(value, percent, text):
    assert metric_text(value, percent) == text
