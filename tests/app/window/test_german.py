"""The German catalogue: complete, true to its sources, and what the window speaks."""

import re
import subprocess
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import PySide6
import pytest
from PySide6.QtCore import QCoreApplication, QSettings, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.kit import application, files, paths
from app.kit.translation import tr_core, tr_message
from app.network_lab.room import NetworkRoom
from app.surface_lab.views.transport import Transport
from app.window import rooms
from app.window.window import Window
from core import experiment_files, run_edits, run_settings
from core.messages import TalwegError
from core.optimizers import OPTIMIZERS
from core.surface import experiment as surface_experiment
from core.surface import formula
from core.surface import presets as surface_presets
from core.surface.catalogue import SURFACES
from tests.folders import ROOT
from tests.small_networks import small

CATALOGUE = paths.resources() / "translations" / "talweg_de.ts"
TOOLS = Path(PySide6.__file__).parent


class Entry(NamedTuple):
    context: str
    source: str
    german: str
    state: str
    """Empty, or what lupdate says of it: unfinished, vanished, obsolete."""


def entries(catalogue: Path) -> list[Entry]:
    made = []
    for context in ElementTree.parse(catalogue).getroot().iter("context"):
        for message in context.iter("message"):
            german = message.find("translation")
            assert german is not None
            texts = context.findtext("name", ""), message.findtext("source", "")
            made.append(Entry(*texts, german.text or "", german.get("type", "")))
    return made


ENTRIES = entries(CATALOGUE)


def differing(pattern: str) -> list[Entry]:
    """The entries whose two languages differ in what matches the pattern."""

    def finds(text: str) -> list[str]:
        return sorted(re.findall(pattern, text))

    return [entry for entry in ENTRIES if finds(entry.source) != finds(entry.german)]


@pytest.fixture
def translator() -> QTranslator:
    made = QTranslator()
    assert made.load("talweg_de", str(CATALOGUE.parent))
    return made


@pytest.fixture
def german(qapp: QApplication, translator: QTranslator) -> Iterator[None]:
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


# --- the catalogue ------------------------------------------------------------------------------------------


def test_every_word_of_the_sources_is_translated_and_no_other(tmp_path: Path) -> None:
    copy = tmp_path / CATALOGUE.name
    copy.write_bytes(CATALOGUE.read_bytes())
    sources = [path for room in ("app", "core") for path in sorted((ROOT / room).rglob("*.py"))]
    subprocess.run(
        [TOOLS / "lupdate", *sources, "-tr-function-alias", "QT_TRANSLATE_NOOP+=tr_noop", "-ts", copy],
        check=True,
        capture_output=True,
    )
    updated = entries(copy)
    assert [entry for entry in updated if entry.state or not entry.german] == []
    assert {entry[:2] for entry in updated} == {entry[:2] for entry in ENTRIES}


def test_the_compiled_catalogue_says_what_the_readable_one_says(translator: QTranslator) -> None:
    said = [entry._replace(german=translator.translate(entry.context, entry.source)) for entry in ENTRIES]
    assert said == ENTRIES


@pytest.mark.parametrize(
    "pattern",
    [
        r"\{[^}]*\}",
        r"<[^>]+>",
        r"\(\*\.\w+\)",
        r"&(?=\w)",
        r"…$",
    ],
    ids=["places", "tags", "file kinds", "mnemonics", "ellipses"],
)
def test_what_is_no_word_is_the_same_in_both_languages(pattern: str) -> None:
    assert differing(pattern) == []


def test_quotes_are_german() -> None:
    def well_quoted(text: str) -> bool:
        return re.fullmatch(r"([^„“”]|„[^„“”]*“)*", text) is not None

    assert [entry for entry in ENTRIES if not well_quoted(entry.german)] == []


def test_what_core_shows_of_itself_is_in_the_catalogue() -> None:
    surfaces, optimizers = SURFACES.values(), OPTIMIZERS.values()
    parameters = [
        surface_experiment.GRADIENT_NOISE,
        *(parameter for surface in surfaces for parameter in surface.parameters),
        *(optimizer.learning_rate for optimizer in optimizers),
        *(one for optimizer in optimizers for one in optimizer.hyperparameters),
    ]
    shown = {
        *(text for surface in surfaces for text in (surface.title, surface.meaning)),
        *(optimizer.meaning for optimizer in optimizers),
        *(text for one in parameters for text in (one.title, one.meaning)),
    } - {""}
    assert shown - {entry.source for entry in ENTRIES if entry.context == "core"} == set()


# --- in force -----------------------------------------------------------------------------------------------


def test_surfaces_have_german_names(german: None) -> None:
    assert tr_core(SURFACES["two_basins"].title) == "Zwei Becken"
    assert tr_core(SURFACES["monkey_saddle"].title) == "Affensattel"
    assert tr_core(SURFACES["rosenbrock"].title) == "Rosenbrock"


@pytest.mark.parametrize(
    ("provoke", "sentence"),
    [
        (
            lambda: run_edits.replace(surface_presets.startup(), steps=0),
            f"steps muss eine ganze Zahl von 1 bis {run_settings.MOST_STEPS} sein.",
        ),
        (
            lambda: run_edits.replace(surface_presets.startup(), start=(1e300, 0.0)),
            "start[0] ist 1e+300; nötig ist eine Zahl von "
            f"{-surface_experiment.FARTHEST} bis {surface_experiment.FARTHEST}.",
        ),
        (
            lambda: experiment_files.from_json(b'{"talweg": 1, "kind": "surface", "steps": "a"}'),
            "steps muss eine ganze Zahl sein.",
        ),
        (lambda: formula.parse("x +"), "Nach „+“ fehlt etwas."),
    ],
)
def test_errors_are_german_sentences(german: None, provoke: Callable[[], object], sentence: str) -> None:
    with pytest.raises(TalwegError) as raised:
        provoke()
    assert tr_message(raised.value.message) == sentence


def test_a_bar_that_is_there_already_changes_to_german(qtbot: QtBot, qapp: QApplication, request) -> None:
    bar = Transport()
    qtbot.addWidget(bar)
    bar.set_position(120, 500)
    request.getfixturevalue("german")
    qapp.processEvents()
    assert bar.counter.text() == "Schritt 120 / 500"
    assert bar.play.accessibleName() == "Abspielen"


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    running, settings = application.make(), QSettings()
    files.write_experiment(small(), rooms.last_file(rooms.NETWORK))
    surroundings = application.Surroundings(running, settings)
    shown = Window(rooms.room_factories(surroundings, synchronous=True), surroundings, settings)
    qtbot.addWidget(shown)
    shown.surroundings.set_language("de")
    shown.show()
    shown.room.player.pause()
    QApplication.sendPostedEvents()
    yield shown
    shown.surroundings.set_language("en")
    shown.close()
    shown.surroundings.deleteLater()
    running.setStyleSheet("")


def menus(actions: list[QAction]) -> Iterator[list[str]]:
    """The texts of a menu and of all menus within it."""
    yield [action.text() for action in actions if action.text()]
    for action in actions:
        if isinstance(menu := action.menu(), QMenu):
            yield from menus(menu.actions())


@pytest.mark.parametrize(
    ("language", "room"),
    [("en", rooms.SURFACE), ("de", rooms.SURFACE), ("en", rooms.NETWORK), ("de", rooms.NETWORK)],
)
def test_no_letter_opens_two_entries_of_a_menu(window: Window, language: str, room: str) -> None:
    window.surroundings.set_language(language)
    window.enter(room)
    QApplication.sendPostedEvents()
    for texts in menus(window.menuBar().actions()):
        letters = [letter.lower() for text in texts for letter in re.findall(r"&(\w)", text)]
        assert len(letters) == len(set(letters)), texts


@pytest.fixture
def still(window: Window) -> NetworkRoom:
    """The network lab of that window; nothing moves, so that nothing is said anew by and by."""
    window.enter(rooms.NETWORK)
    assert isinstance(window.room, NetworkRoom)
    window.room.presenter.player.pacer.pause()
    window.room.session.new(small("iris"))
    window.room.presenter.refresh()
    return window.room


def test_what_a_network_computes_is_told_in_german(still: NetworkRoom) -> None:
    answers = still.lab.map
    assert answers.heading.text() == "Was das Netz berechnet – SGD, Epoche 0"
    assert [chooser.text() for chooser in answers.choosers] == ["Kronblattlänge", "Kronblattbreite"]


def test_a_network_that_stands_still_changes_its_language(window: Window, still: NetworkRoom) -> None:
    window.surroundings.set_language("en")
    QApplication.sendPostedEvents()
    still.presenter.refresh()
    answers = still.lab.map
    assert answers.heading.text() == "What it computes — SGD, epoch 0"
    assert [chooser.text() for chooser in answers.choosers] == ["petal length", "petal width"]


def test_what_is_undone_is_named_in_german(window: Window) -> None:
    assert window._undo.text() == "&Rückgängig"
    window.room.session.edit("change steps", lambda e: run_edits.replace(e, steps=9))
    assert window._undo.text() == "&Rückgängig: Schrittzahl ändern"
    window._undo.trigger()
    assert window._redo.text() == "&Wiederholen: Schrittzahl ändern"
