"""The window: its rooms, the menus, files, and what is remembered from one start to the next."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QStackedWidget,
)

from core.experiment import Experiment

from ..kit.application import APPEARANCES, Surroundings
from ..kit.plots.export_menu import ExportMenu
from ..kit.plots.gestures import what_gestures_do
from ..kit.theme import Theme
from ..kit.translation import tr_core, tr_message
from ..kit.widgets.room_tabs import RoomTabs
from ..lab import menus
from ..lab.document_session import DocumentState
from ..lab.documents import OTHER_FILES, Documents
from ..lab.room import Room
from . import help, rooms
from .keys import LocalKeysFirst
from .tool_corner import ToolCorner

AUTOSAVE_MS = 3000
"""After the last change: what ends the process costs no more than this."""


class Window(QMainWindow):
    """The whole of Talweg on a screen; `room_factories` make each room when it is first entered."""

    room: Room
    """The room that is seen."""

    def __init__(
        self,
        room_factories: Mapping[str, Callable[[], Room]],
        surroundings: Surroundings,
        settings: QSettings,
        first: str = rooms.SURFACE,
    ) -> None:
        super().__init__()
        self.surroundings = surroundings
        self.settings = settings
        self._room_factories = room_factories
        self.rooms: dict[str, Room] = {}
        self._autosave = QTimer(self)
        self._autosave.setSingleShot(True)
        self._autosave.timeout.connect(self._keep_experiments)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.setAcceptDrops(True)
        self.setMinimumSize(QSize(960, 600))
        self._restore_place()
        self.documents = Documents(lambda: self.room, settings, self)
        self.documents.message.connect(self.notify)
        self.documents.opened.connect(self.take)
        self.documents.handed_over.connect(self._hand_over)
        self.documents.picture_wanted.connect(lambda: self.room.toast.hide())
        self.room = self._made(first)
        self._make_corners()
        self._build_menus()
        surroundings.theme_changed.connect(self._set_theme)
        self._keys = LocalKeysFirst(self)
        QApplication.instance().installEventFilter(self._keys)  # type: ignore[union-attr]
        self._show_title()
        self.room.enter()

    # --- rooms ------------------------------------------------------------------------------------------

    def enter(self, key: str) -> None:
        """Show another room."""
        if key == self.room.key:
            return
        self.room.leave()
        self.room = self._made(key)
        self._stack.setCurrentWidget(self.room.lab)
        self._tabs.set_chosen(key)
        self.room.enter()
        self._build_menus()
        self._show_title()

    def take(self, experiment: Experiment, path: Path) -> None:
        """Show an experiment that was read from a file, in the room for its kind."""
        self.enter(rooms.room_for(experiment))
        self.room.session.take(experiment, path)

    def _hand_over(self, path: Path) -> None:
        """Open data, weights or a landscape, which are for networks."""
        self.enter(rooms.NETWORK)
        self.room.take_file(path)

    def _made(self, key: str) -> Room:
        if key not in self.rooms:
            self.rooms[key] = room = self._room_factories[key]()
            room.setParent(self)
            room.restore(self.settings)
            self._stack.addWidget(room.lab)
            self._stack.setCurrentWidget(room.lab)
            room.waiting.connect(partial(self._follow_waiting, room))
            room.file_requested.connect(lambda title, kinds: self.documents.ask_for(title, kinds))
            for menu in room.lab.findChildren(ExportMenu):
                menu.save_requested.connect(partial(self.documents.ask_export, menu))
                menu.copied.connect(self.documents.report_copied)
            session = room.session
            session.setParent(room)  # and is deleted with it: a session that stays would keep this window
            session.state_changed.connect(partial(self._follow_state, room))
            session.history_changed.connect(partial(self._follow_history, room))
            session.refused.connect(lambda error: self.notify(tr_message(error.message)))
        return self.rooms[key]

    # --- menus ------------------------------------------------------------------------------------------

    def _build_menus(self) -> None:
        old = [action.menu() for action in self.menuBar().actions()]
        self.menuBar().clear()
        for menu in old:
            menu.deleteLater()  # clear() only takes them out
        self._file_menu()
        self._edit_menu()
        self.room.fill_time(self.menuBar().addMenu(""))
        self._view_menu()
        self._help_menu()
        self._label_corners()
        self._follow_history(self.room)

    def _file_menu(self) -> None:
        menu = self.menuBar().addMenu(self.tr("&File"))
        new = menu.addMenu(self.tr("&New"))
        self.room.fill_new(new)
        new.actions()[0].setShortcut(QKeySequence(QKeySequence.StandardKey.New))
        menus.add(menu, self.tr("&Open…"), self.documents.ask_open, QKeySequence.StandardKey.Open)
        self._recent_menu = menu.addMenu(self.tr("Open &Recent"))
        self._recent_menu.aboutToShow.connect(self._fill_recent)
        menu.addSeparator()
        menus.add(menu, self.tr("&Save"), self.documents.save, QKeySequence.StandardKey.Save)
        menus.add(menu, self.tr("Save &As…"), self.documents.ask_save, "Ctrl+Shift+S")
        menu.addSeparator()
        self.export_menu = menu.addMenu(self.tr("&Export"))
        self.room.fill_export(self.export_menu, self.documents)
        menu.addSeparator()
        menus.add(menu, self.tr("&Quit"), self.close, QKeySequence.StandardKey.Quit)

    def _edit_menu(self) -> None:
        menu = self.menuBar().addMenu(self.tr("&Edit"))
        self._undo = menus.add(menu, self.tr("&Undo"), self._undo_last, QKeySequence.StandardKey.Undo)
        self._redo = menus.add(menu, self.tr("&Redo"), self._redo_last, QKeySequence.StandardKey.Redo)
        menu.addSeparator()
        self.room.fill_edit(menu)

    def _undo_last(self) -> None:
        self.room.session.undo()

    def _redo_last(self) -> None:
        self.room.session.redo()

    def _view_menu(self) -> None:
        menu = self.menuBar().addMenu(self.tr("&View"))
        names = self._room_names()
        for number, key in enumerate(self._room_factories, 1):
            menus.add(menu, names[key][0], partial(self._enter_soon, key), f"Ctrl+{number}")
        menu.addSeparator()
        self.room.fill_view(menu)
        menu.addSeparator()
        titles = {"system": self.tr("As the &System"), "light": self.tr("&Light"), "dark": self.tr("&Dark")}
        menus.add_choices(
            menu.addMenu(self.tr("&Appearance")),
            [(titles[key], key) for key in APPEARANCES],
            self.surroundings.appearance,
            self.surroundings.set_appearance,
        )
        menus.add_choices(
            menu.addMenu(self.tr("&Language")),
            [(self.tr("As the &System"), None), ("&English", "en"), ("&Deutsch", "de")],
            self.surroundings.language,
            lambda language: QTimer.singleShot(0, self, lambda: self.surroundings.set_language(language)),
        )
        menu.addSeparator()
        menus.add(menu, self.tr("&Full Screen"), self._toggle_full_screen, "F11")

    def _enter_soon(self, key: str) -> None:
        """Menus are built anew, as for a language; not while the one that was clicked is at work."""
        QTimer.singleShot(0, self, lambda: self.enter(key))

    def _room_names(self) -> dict[str, tuple[str, str]]:
        """What the rooms are called, and what is in them."""
        return {
            rooms.SURFACE: (self.tr("Surface"), self.tr("Optimizers racing over a loss surface")),
            rooms.NETWORK: (self.tr("Network"), self.tr("Small networks that train while you watch")),
        }

    def _help_menu(self) -> None:
        menu = self.menuBar().addMenu(self.tr("&Help"))
        menus.add(menu, self.tr("&Keys and Mouse"), self._show_keys, "F1")
        menus.add(menu, self.tr("Show &Folder of the Last Experiment"), help.show_folder)
        menus.add(menu, self.tr("&About Talweg"), partial(help.show_about, self))

    def _make_corners(self) -> None:
        """The rooms at the left of the menus, what is used most at their right; both outlive the menus."""
        self._tabs = RoomTabs(tuple(self._room_factories))
        self._tabs.set_chosen(self.room.key)
        self._tabs.chosen.connect(self.enter)
        self.menuBar().setCornerWidget(self._tabs, Qt.Corner.TopLeftCorner)
        self._tools = tools = ToolCorner(self.menuBar())
        tools.undo.clicked.connect(self._undo_last)
        tools.redo.clicked.connect(self._redo_last)
        tools.open.clicked.connect(self.documents.ask_open)
        tools.save.clicked.connect(self.documents.save)
        self.menuBar().setCornerWidget(tools)

    def _label_corners(self) -> None:
        self._tabs.set_texts(self._room_names())
        self._tools.retranslate(self._undo.shortcut(), self._redo.shortcut())
        self._tools.export.setMenu(self.export_menu)
        # The menu bar asks its corners how wide they are only when they are put there.
        self.menuBar().setCornerWidget(self._tabs, Qt.Corner.TopLeftCorner)
        self.menuBar().setCornerWidget(self._tools, Qt.Corner.TopRightCorner)

    # --- what follows the state -------------------------------------------------------------------------

    def _follow_state(self, room: Room, before: DocumentState[Experiment], after: object) -> None:
        del before, after
        self._autosave.start(AUTOSAVE_MS)
        if room is self.room:
            self._show_title()

    def _show_title(self) -> None:
        state = self.room.session.state
        title = f"{state.path.name if state.path else self.room.title()}[*]"
        if title != self.windowTitle():
            self.setWindowTitle(title)
        self.setWindowModified(state.modified)

    def _follow_history(self, room: Room) -> None:
        if room is not self.room:
            return
        past, future = room.session.history.past, room.session.history.future
        for control, changes in (
            (self._undo, past),
            (self._redo, future),
            (self._tools.undo, past),
            (self._tools.redo, future),
        ):
            control.setEnabled(bool(changes))
        undo, redo = self.tr("&Undo {change}"), self.tr("&Redo {change}")
        self._undo.setText(undo.format(change=tr_core(past[-1].name)) if past else self.tr("&Undo"))
        self._redo.setText(redo.format(change=tr_core(future[0].name)) if future else self.tr("&Redo"))

    def _set_theme(self, theme: Theme) -> None:
        for room in self.rooms.values():
            room.set_theme(theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.room.step_back()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Build menus and texts anew when the language changes."""
        if event.type() == QEvent.Type.LanguageChange:
            self._build_menus()
            self._show_title()
            for room in self.rooms.values():
                room.retranslate()
        super().changeEvent(event)

    def _follow_waiting(self, room: Room, waiting: bool) -> None:
        if waiting:
            room.toast.show_message(self.tr("Computing …"))
        elif room.toast.text() == self.tr("Computing …"):
            room.toast.hide()

    def notify(self, sentence: str) -> None:
        """Show a sentence at the foot of the window for a while."""
        self.room.toast.show_message(sentence)

    # --- what the menus do ------------------------------------------------------------------------------

    def _fill_recent(self) -> None:
        self._recent_menu.clear()
        for path in self.documents.recent():
            menus.add(self._recent_menu, path.name, partial(self.documents.open, path)).setToolTip(str(path))
        self._recent_menu.setToolTipsVisible(True)
        if self._recent_menu.isEmpty():
            self._recent_menu.addAction(self.tr("Nothing yet")).setEnabled(False)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _show_keys(self) -> None:
        help.show_keys(self, (*self.room.what_keys_do(), *what_gestures_do()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Experiments, data and weights can be dropped on the window."""
        if _openable(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped: the first file that can be."""
        for path in _openable(event)[:1]:
            self.documents.open(path)

    # --- from one start to the next ---------------------------------------------------------------------

    def _restore_place(self) -> None:
        geometry = self.settings.value("geometry")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            self.resize(QSize(1280, 800).boundedTo(self.screen().availableSize()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Store the experiments, the geometry and what is shown; nothing has to be asked."""
        self.hide()  # what is being computed may take a moment to end
        self._autosave.stop()
        self.settings.setValue("geometry", self.saveGeometry())
        self.settings.setValue("room", self.room.key)
        self._keep_experiments()
        for room in self.rooms.values():
            room.close()
            room.keep(self.settings)
        self.documents.close()
        super().closeEvent(event)

    def _keep_experiments(self) -> None:
        for room in self.rooms.values():
            rooms.keep_last(room)


def _openable(event: QDropEvent) -> list[Path]:
    """The files that are dragged and can be opened."""
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls())
    return [path for path in paths if path.suffix.lower() in (".json", *OTHER_FILES)]
