"""The window: menus, the surface lab, files, and what is remembered from one start to the next."""

import gc
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QMessageBox,
    QToolButton,
    QWidget,
)

from core import experiment
from core.experiment import SurfaceExperiment
from core.loss_map import SCALINGS
from core.messages import TalwegError
from core.surfaces import SURFACES

from . import application, files, paths
from .application import APPEARANCES, Surroundings
from .documents import Documents
from .keys import LocalKeysFirst
from .player import SPEEDS
from .session import Session, State
from .surface_lab.lab import SurfaceLab
from .surface_presenter import SurfacePresenter
from .translation import tr_core, tr_message
from .widgets import shapes
from .widgets.basic import IconButton
from .widgets.toast import Toast

LAST_EXPERIMENT = "last.json"
AUTOSAVE_MS = 3000
"""After the last change: what ends the process costs no more than this."""

SETTLED_MS = 5000
"""By then everything is loaded."""


class Window(QMainWindow):
    """The whole of Talweg on a screen."""

    def __init__(self, session: Session, surroundings: Surroundings, settings: QSettings) -> None:
        super().__init__()
        self.session = session
        self.surroundings = surroundings
        self.settings = settings
        self.lab = SurfaceLab()
        self.presenter = SurfacePresenter(session, self.lab, surroundings.theme)
        self.player = self.presenter.player
        self.setCentralWidget(self.lab)
        self.setAcceptDrops(True)
        self.setMinimumSize(QSize(960, 600))
        self._toast = Toast(self.lab.map)
        self.documents = Documents(session, settings, self)
        self.documents.told.connect(self.notify)
        self.documents.picture_wanted.connect(self._toast.hide)
        self._make_corner()
        self._build_menus()
        surroundings.theme_changed.connect(self.presenter.set_theme)
        self.presenter.waiting.connect(self._follow_waiting)
        self._autosave = QTimer(self)
        self._autosave.setSingleShot(True)
        self._autosave.timeout.connect(lambda: keep_last(self.session.state.experiment))
        session.state_changed.connect(lambda: self._autosave.start(AUTOSAVE_MS))
        session.state_changed.connect(self._follow_state)
        session.history_changed.connect(self._follow_history)
        session.refused.connect(lambda error: self.notify(tr_message(error.message)))
        self.player.playing_changed.connect(self._follow_playing)
        self.lab.transport.loop_toggled.connect(lambda loop: self._loop.setChecked(loop))
        self._keys = LocalKeysFirst(self)
        QApplication.instance().installEventFilter(self._keys)  # type: ignore[union-attr]
        self._show_title(session.state)
        self._restore()

    # --- menus ------------------------------------------------------------------------------------------

    def _build_menus(self) -> None:
        self.menuBar().clear()
        self._file_menu()
        self._edit_menu()
        self._race_menu()
        self._view_menu()
        self._help_menu()
        self._label_corner()
        self._follow_history()
        self._follow_playing(self.player.playing)

    def _action(
        self,
        menu: QMenu,
        text: str,
        do: Callable[[], object],
        keys: QKeySequence | QKeySequence.StandardKey | str | int | None = None,
    ) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(lambda: do())
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        return action

    def _file_menu(self) -> None:
        menu = self.menuBar().addMenu(self.tr("&File"))
        new = menu.addMenu(self.tr("&New"))
        for name, surface in SURFACES.items():
            self._action(new, tr_core(surface.title), partial(self._new, name))
        new.actions()[0].setShortcut(QKeySequence(QKeySequence.StandardKey.New))
        self._action(menu, self.tr("&Open…"), self.documents.ask_open, QKeySequence.StandardKey.Open)
        self._recent_menu = menu.addMenu(self.tr("Open &Recent"))
        self._recent_menu.aboutToShow.connect(self._fill_recent)
        menu.addSeparator()
        self._action(menu, self.tr("&Save"), self.documents.save, QKeySequence.StandardKey.Save)
        self._action(menu, self.tr("Save &As…"), self.documents.ask_save, "Ctrl+Shift+S")
        menu.addSeparator()
        self.export_menu = menu.addMenu(self.tr("&Export"))
        self._action(
            self.export_menu,
            self.tr("Picture of the &Map…"),
            lambda: self.documents.ask_picture(self.lab.map),
            "Ctrl+E",
        )
        self._action(
            self.export_menu,
            self.tr("Picture of Map, Loss and &Verdicts…"),
            lambda: self.documents.ask_picture(self.lab.figure),
        )
        self._action(
            self.export_menu,
            self.tr("Picture of the Whole &Lab…"),
            lambda: self.documents.ask_picture(self.lab),
            "Ctrl+Shift+E",
        )
        self._action(self.export_menu, self.tr("&Table of All Steps…"), self.documents.ask_table, "Ctrl+T")
        self.export_menu.addSeparator()
        self._action(
            self.export_menu,
            self.tr("&Copy Picture of the Map"),
            lambda: self.documents.copy_picture(self.lab.map),
            "Ctrl+C",
        )
        self._action(
            self.export_menu,
            self.tr("C&opy Picture of the Whole Lab"),
            lambda: self.documents.copy_picture(self.lab),
            "Ctrl+Shift+C",
        )
        menu.addSeparator()
        self._action(menu, self.tr("&Quit"), self.close, QKeySequence.StandardKey.Quit)

    def _edit_menu(self) -> None:
        menu = self.menuBar().addMenu(self.tr("&Edit"))
        self._undo = self._action(menu, self.tr("&Undo"), self.session.undo, QKeySequence.StandardKey.Undo)
        self._redo = self._action(menu, self.tr("&Redo"), self.session.redo, QKeySequence.StandardKey.Redo)
        menu.addSeparator()
        self._action(menu, self.tr("Rates that &Suit the Surface"), self.presenter.fitting_rates)
        self._action(menu, self.tr("&New Random Seed"), self.presenter.new_seed)

    def _race_menu(self) -> None:
        player = self.player
        menu = self.menuBar().addMenu(self.tr("&Race"))
        self._play = self._action(menu, "", player.toggle, Qt.Key.Key_Space)
        self._action(menu, self.tr("Step &Back"), lambda: self.presenter.step(-1), Qt.Key.Key_Left)
        self._action(menu, self.tr("Step &Forward"), lambda: self.presenter.step(1), Qt.Key.Key_Right)
        self._action(menu, self.tr("To the &Start"), lambda: self.presenter.jump(0), Qt.Key.Key_Home)
        self._action(menu, self.tr("To the &End"), lambda: self.presenter.jump(player.steps), Qt.Key.Key_End)
        menu.addSeparator()
        self._action(menu, self.tr("F&aster"), lambda: self._change_speed(1), ">")
        self._action(menu, self.tr("S&lower"), lambda: self._change_speed(-1), "<")
        self._loop = self._action(
            menu, self.tr("L&oop"), lambda: self.presenter.set_loop(self._loop.isChecked()), "L"
        )
        self._loop.setCheckable(True)
        self._loop.setChecked(player.loop)

    def _view_menu(self) -> None:
        menu = self.menuBar().addMenu(self.tr("&View"))
        self._action(menu, self.tr("&Whole Domain"), self.lab.map.reset_view, "R")
        self._scaling = menu.addMenu(self.tr("Loss as &Colour"))
        names = {"rank": self.tr("By &Rank"), "log": self.tr("&Logarithmic"), "linear": self.tr("L&inear")}
        self._choices(
            self._scaling,
            [(names[key], key) for key in SCALINGS],
            self.session.state.scaling,
            self.session.set_scaling,
        )
        menu.addSeparator()
        looks = {"system": self.tr("As the &System"), "light": self.tr("&Light"), "dark": self.tr("&Dark")}
        self._choices(
            menu.addMenu(self.tr("&Appearance")),
            [(looks[key], key) for key in APPEARANCES],
            self.surroundings.appearance,
            self.surroundings.set_appearance,
        )
        self._choices(
            menu.addMenu(self.tr("&Language")),
            [(self.tr("As the &System"), None), ("&English", "en"), ("&Deutsch", "de")],
            self.surroundings.language,
            # Menus are built anew in the new language; not while the one that was clicked is still at work.
            lambda language: QTimer.singleShot(0, self, lambda: self.surroundings.set_language(language)),
        )
        menu.addSeparator()
        self._action(menu, self.tr("&Full Screen"), self._toggle_full_screen, "F11")

    def _choices(
        self, menu: QMenu, choices: list[tuple[str, object]], present: object, choose: Callable[[Any], object]
    ) -> None:
        group = QActionGroup(menu)
        for text, key in choices:
            action = self._action(menu, text, partial(choose, key))
            action.setCheckable(True)
            action.setData(key)
            action.setChecked(key == present)
            group.addAction(action)

    def _help_menu(self) -> None:
        menu = self.menuBar().addMenu(self.tr("&Help"))
        self._action(menu, self.tr("&Keys and Mouse"), self._show_keys, "F1")
        self._action(menu, self.tr("Show &Folder of the Last Experiment"), self._show_folder)
        self._action(menu, self.tr("&About Talweg"), self._show_about)

    def _make_corner(self) -> None:
        """What is used most stands at the right of the menus; it lives as long as the window."""
        self._corner = QWidget(self.menuBar())
        row = QHBoxLayout(self._corner)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(2)
        self._undo_button, self._redo_button = IconButton(shapes.UNDO, 14), IconButton(shapes.REDO, 14)
        self._undo_button.clicked.connect(self.session.undo)
        self._redo_button.clicked.connect(self.session.redo)
        self._open_button, self._save_button, self._export_button = (
            QToolButton(),
            QToolButton(),
            QToolButton(),
        )
        self._open_button.clicked.connect(self.documents.ask_open)
        self._save_button.clicked.connect(self.documents.save)
        self._export_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for button in (
            self._undo_button,
            self._redo_button,
            self._open_button,
            self._save_button,
            self._export_button,
        ):
            button.setFixedHeight(26)
            row.addWidget(button)
        self.menuBar().setCornerWidget(self._corner)

    def _label_corner(self) -> None:
        for icon, action, name, meaning in (
            (self._undo_button, self._undo, self.tr("Undo"), self.tr("Take back the last change ({keys})")),
            (
                self._redo_button,
                self._redo,
                self.tr("Redo"),
                self.tr("Do again what was taken back ({keys})"),
            ),
        ):
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            icon.describe(name, meaning.format(keys=keys))
        for button, text, meaning in (
            (self._open_button, self.tr("Open"), self.tr("Open an experiment file")),
            (self._save_button, self.tr("Save"), self.tr("Save the experiment as a file")),
            (
                self._export_button,
                self.tr("Export ▾"),
                self.tr("Save or copy pictures and tables of this race"),
            ),
        ):
            button.setText(text)
            button.setToolTip(meaning)
        self._export_button.setMenu(self.export_menu)

    # --- what follows the state -------------------------------------------------------------------------

    def _follow_state(self, before: State, after: State) -> None:
        if _title_of(before) != _title_of(after):
            self._show_title(after)
        if before.scaling != after.scaling:
            self._show_scaling(after)

    def _show_title(self, state: State) -> None:
        self.setWindowTitle(f"{_title_of(state)[0]}[*]")
        self.setWindowModified(state.modified)

    def _show_scaling(self, state: State) -> None:
        for action in self._scaling.actions():
            action.setChecked(action.data() == state.scaling)

    def _follow_history(self) -> None:
        past, future = self.session.history.past, self.session.history.future
        self._undo.setEnabled(bool(past))
        self._redo.setEnabled(bool(future))
        self._undo_button.setEnabled(bool(past))
        self._redo_button.setEnabled(bool(future))
        undo, redo = self.tr("&Undo {change}"), self.tr("&Redo {change}")
        self._undo.setText(undo.format(change=tr_core(past[-1].name)) if past else self.tr("&Undo"))
        self._redo.setText(redo.format(change=tr_core(future[0].name)) if future else self.tr("&Redo"))

    def _follow_playing(self, playing: bool) -> None:
        self._play.setText(self.tr("&Pause") if playing else self.tr("&Play"))

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again when the language changes."""
        if event.type() == QEvent.Type.LanguageChange:
            self._build_menus()
            self._show_title(self.session.state)
        super().changeEvent(event)

    def _follow_waiting(self, waiting: bool) -> None:
        if waiting:
            self._toast.tell(self.tr("Computing …"))
        elif self._toast.text() == self.tr("Computing …"):
            self._toast.hide()

    def notify(self, sentence: str) -> None:
        """Show a sentence at the foot of the window for a while."""
        self._toast.tell(sentence)

    # --- what the menus do ------------------------------------------------------------------------------

    def _new(self, surface: str) -> None:
        self.session.new(experiment.new(surface))

    def _fill_recent(self) -> None:
        self._recent_menu.clear()
        for path in self.documents.recent():
            self._action(self._recent_menu, path.name, partial(self.documents.open, path)).setToolTip(
                str(path)
            )
        self._recent_menu.setToolTipsVisible(True)
        if self._recent_menu.isEmpty():
            self._recent_menu.addAction(self.tr("Nothing yet")).setEnabled(False)

    def _change_speed(self, direction: int) -> None:
        at = SPEEDS.index(self.player.speed) + direction
        self.presenter.set_speed(SPEEDS[min(max(at, 0), len(SPEEDS) - 1)])

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _show_keys(self) -> None:
        lines = [
            (self.tr("Space"), self.tr("play and pause")),
            ("← →", self.tr("one step back or forward")),
            (self.tr("Home, End"), self.tr("to the start, to the end")),
            ("&gt; &lt;", self.tr("faster, slower")),
            ("L", self.tr("loop")),
            ("R", self.tr("show the whole domain")),
            (self.tr("Drag the start, or click"), self.tr("begin somewhere else")),
            (self.tr("Shift + arrows, on the map"), self.tr("nudge the start")),
            (self.tr("Drag the map, mouse wheel"), self.tr("move and zoom")),
            (self.tr("Ctrl + arrows, + and −, on the map"), self.tr("move and zoom")),
            (self.tr("Double click on a slider"), self.tr("back to its default")),
        ]
        cell = "<td style='padding-right: 24px; white-space: nowrap'>"
        rows = "".join(f"<tr>{cell}<b>{keys}</b></td>{cell}{what}</td></tr>" for keys, what in lines)
        QMessageBox.information(self, self.tr("Keys and Mouse"), f"<table cellspacing='6'>{rows}</table>")

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.data_folder())))

    def _show_about(self) -> None:
        QMessageBox.about(
            self,
            self.tr("About Talweg"),
            self.tr(
                "<h3>Talweg</h3><p>See how learning works: optimizers racing over loss surfaces.</p>"
                "<p>The talweg is the line that joins the lowest points of a valley, the way water takes.</p>"
            ),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Experiment files can be dropped on the window."""
        if any(url.toLocalFile().endswith(".json") for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        self.documents.open(Path(event.mimeData().urls()[0].toLocalFile()))

    # --- from one start to the next ---------------------------------------------------------------------

    def _restore(self) -> None:
        geometry, sizes = self.settings.value("geometry"), self.settings.value("figure")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            self.resize(QSize(1280, 800).boundedTo(self.screen().availableSize()))
        for splitter, key in ((self.lab.figure, "figure"), (self.lab.foot, "foot")):
            sizes = self.settings.value(key)
            if isinstance(sizes, QByteArray):
                splitter.restoreState(sizes)
        scaling, speed = self.settings.value("scaling"), self.settings.value("speed", 1.0, float)
        self.session.set_scaling(next((known for known in SCALINGS if known == scaling), SCALINGS[0]))
        self.presenter.set_speed(speed if speed in SPEEDS else 1.0)
        self.presenter.set_loop(bool(self.settings.value("loop", False, bool)))
        self._loop.setChecked(self.player.loop)
        self.lab.loss.set_log(bool(self.settings.value("log", True, bool)))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the experiment and the look of the window; nothing has to be asked."""
        self._autosave.stop()
        self.presenter.close()
        self.session.close()
        self.documents.close()
        self.settings.setValue("geometry", self.saveGeometry())
        self.settings.setValue("figure", self.lab.figure.saveState())
        self.settings.setValue("foot", self.lab.foot.saveState())
        self.settings.setValue("scaling", self.session.state.scaling)
        self.settings.setValue("speed", self.player.speed)
        self.settings.setValue("loop", self.player.loop)
        self.settings.setValue("log", self.lab.loss.log)
        keep_last(self.session.state.experiment)
        super().closeEvent(event)


def _title_of(state: State) -> tuple[str, bool]:
    """What the window is called, and whether there is something to save."""
    surface = state.experiment.surface
    return state.path.name if state.path else tr_core(surface.resolve().title), state.modified


def keep_last(last: SurfaceExperiment) -> None:
    """Keep the experiment for the next start; if that cannot be, the next start begins afresh."""
    try:
        files.write_experiment(last, paths.data_folder() / LAST_EXPERIMENT)
    except (TalwegError, OSError):
        return


def last_experiment() -> SurfaceExperiment:
    """The experiment of the last time, or the start-up race."""
    try:
        return files.read_experiment(paths.data_folder() / LAST_EXPERIMENT)
    except (TalwegError, OSError):
        return experiment.startup()


def build(path: Path | None = None) -> Window:
    """The window, shown, with the experiment of a file or else the last one; its first race is under way."""
    # A file that cannot be read is told on the command line, before there is a window.
    first = files.read_experiment(path) if path is not None else last_experiment()
    running = application.make()
    settings = QSettings()
    session = Session(first)
    # JAX takes as long to load as all the rest: it does so behind the window, which is painted without it.
    session.start(paths.cache_folder())
    window = Window(session, Surroundings(running, settings), settings)
    window.show()
    if path is not None:
        window.documents.open(path)
    QTimer.singleShot(SETTLED_MS, window, _collect_garbage_again)
    return window


def _collect_garbage_again() -> None:
    """The command line put it off; what came with the start is there to stay and need not be looked at."""
    gc.freeze()
    gc.enable()


def show(path: Path | None) -> int:
    """Open the window, with an experiment file if one is given, and stay until it is closed."""
    window = build(path)
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_: QApplication.closeAllWindows())
    # Python hears signals only between its own instructions, and Qt's loop would go on without any.
    listening = QTimer(window)
    listening.start(250)
    listening.timeout.connect(lambda: None)
    code = QApplication.exec()
    del window
    return code
