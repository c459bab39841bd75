"""Every text that a person can meet follows the language, also when it changes at run time."""

import re

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from app.kit.run_style import run_styles
from app.kit.theme import DARK
from app.network_lab.views.controls.controls import NetworkControls
from app.network_lab.views.controls.training_transport import TrainingTransport
from app.network_lab.views.curves.run_table import RunTable
from app.network_lab.views.curves.training_curves import TrainingCurves
from app.network_lab.views.inside.layer_plot import LayerPlot
from app.network_lab.views.inside.weight_histogram import WeightHistogram
from app.surface_lab.views.controls import Controls
from app.surface_lab.views.loss_plot import LossCurve, LossPlot
from app.surface_lab.views.transport import Transport
from app.surface_lab.views.verdict_table import VerdictRow, VerdictTable
from core.network import early_stopping
from core.network import edits as network_edits
from core.network import presets as network_presets
from core.network.activations import ACTIVATIONS
from core.surface import presets as surface_presets
from core.surface.verdicts import Verdict

START = surface_presets.startup()
STYLES = run_styles(START.settings(), DARK)


class Marked(QTranslator):
    """Another language: every text in brackets, what is to be filled in too."""

    def translate(self, context, source, disambiguation=None, n=-1):
        return f"⟦{source}⟧" if source else ""

    def isEmpty(self):  # noqa: N802
        return False  # or else Qt tells nobody


@pytest.fixture
def other_language(qapp):
    translator = Marked()
    yield lambda: QCoreApplication.installTranslator(translator)
    QCoreApplication.removeTranslator(translator)


def controls():
    made = Controls()
    made.set_experiment(START, START.surface.resolve(), STYLES, 0, "whole")
    for card in made.runs.cards:
        card.set_expanded(True)
    return made


def network_controls():
    made = NetworkControls()
    experiment = network_presets.new("spirals")
    stopping = early_stopping.EarlyStopping(patience=3)
    made.set_experiment(network_edits.with_early_stopping(experiment, stopping), STYLES, 0)
    return made


def loss_plot():
    made = LossPlot()
    made.set_curves([LossCurve(np.array([2.0, 1.0]), STYLES[0])], 0.0)
    return made


def verdict_table():
    made = VerdictTable()
    made.set_rows([VerdictRow(STYLES[0], Verdict("moving"), 1.0)])
    return made


SURFACE_LAB = [controls, Transport, loss_plot, verdict_table]
NETWORK_LAB = [network_controls, TrainingCurves, RunTable, LayerPlot, WeightHistogram, TrainingTransport]


def parts(widget):
    """The widget and all within it, but for what pops up and what Qt adds for itself."""
    inside = [part for part in widget.findChildren(QWidget) if part.window() is widget]
    return [part for part in [widget, *inside] if not part.objectName().startswith("qt_")]


def texts(widget):
    """Every text, tooltip and accessible name within a widget, with where it stands."""
    for part in parts(widget):
        where = f"{type(part).__name__} {part.objectName()}"
        yield f"tooltip of {where}", part.toolTip()
        yield f"accessible name of {where}", part.accessibleName()
        if isinstance(part, (QLabel, QAbstractButton)):
            yield where, part.text()
        if isinstance(part, QLineEdit):
            yield f"placeholder of {where}", part.placeholderText()
        if isinstance(part, QComboBox):
            yield from ((f"entry of {where}", part.itemText(index)) for index in range(part.count()))


NAMES = [
    *(s.title for s in STYLES),
    *(a.title for a in ACTIVATIONS.values()),
    "SimpleRNN",
    "GRU",
    "Glorot",
    "He",
]
NUMBERS_AND_NAMES = re.compile(
    r"[\W\d_]*|η [\d.e-]+|×[¼½\d]+|x|y|[wvma] ←.*|(\w+: )?g\(z\) = .*|" + "|".join(map(re.escape, NAMES)),
    re.DOTALL,
)


@pytest.mark.parametrize("make", SURFACE_LAB + NETWORK_LAB)
def test_every_text_is_translated_when_the_language_changes(qtbot, qapp, other_language, make):
    widget = make()
    qtbot.addWidget(widget)
    english = [text for _, text in texts(widget) if text]
    assert not any("⟦" in text for text in english)
    other_language()
    qapp.processEvents()
    missed = [
        (where, text)
        for where, text in texts(widget)
        if "⟦" not in text and not NUMBERS_AND_NAMES.fullmatch(text)
    ]
    assert missed == []


def test_the_cells_of_the_table_follow_the_language(qtbot, qapp, other_language):
    table = verdict_table()
    qtbot.addWidget(table)
    other_language()
    qapp.processEvents()
    assert table.model.index(0, 1).data() == "⟦moving⟧"
    assert table.model.headerData(0, Qt.Orientation.Horizontal) == "⟦Run⟧"


@pytest.mark.parametrize("make", SURFACE_LAB + NETWORK_LAB)
def test_whatever_takes_the_focus_has_a_name_and_says_what_it_means(qtbot, make):
    widget = make()
    qtbot.addWidget(widget)
    mute = [
        part
        for part in parts(widget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(part, QScrollArea)
        and part.focusProxy() is None
        and not (
            (part.accessibleName() or (isinstance(part, QAbstractButton) and part.text()))
            and (part.toolTip() or isinstance(part, QAbstractItemView))
        )
    ]
    assert mute == []
