"""A room of the window: one lab with what drives it, and its part of menus, files and settings."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ..kit.theme import Theme
from ..kit.widgets.toast import Toast
from .document_session import DocumentSession
from .documents import Documents
from .table_kind import TableKind


class Room(QObject):
    """What the window needs to know of a lab; its menus are built anew when the language changes."""

    waiting = Signal(bool)
    """A person has been waiting for the picture for a while, or not any more."""
    file_requested = Signal(str, str)
    """(title, kinds): a person is to be asked for a file."""

    key: str
    session: DocumentSession[Any, Any]
    lab: QWidget
    toast: Toast
    """Where sentences for a person are shown."""

    def enter(self) -> None:
        """This room is the one that is seen."""

    def leave(self) -> None:
        """Another room is seen."""

    def step_back(self) -> None:
        """Esc was pressed, and nothing that has the focus had a use for it."""

    def close(self) -> None:
        """Let nothing happen any more."""
        raise NotImplementedError

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in the colours of a theme."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Say again what the lab cannot say by itself, as the language has changed."""

    # --- names and files --------------------------------------------------------------------------------

    def title(self) -> str:
        """What the experiment is called as long as it has no file."""
        raise NotImplementedError

    def file_name(self) -> str:
        """The name proposed for its file, without a suffix."""
        raise NotImplementedError

    def tables(self) -> Sequence[TableKind]:
        """The tables that can be saved now."""
        raise NotImplementedError

    def take_file(self, path: Path) -> None:
        """Do what can be done with a file that is no experiment; the session says what cannot be."""
        raise NotImplementedError

    # --- menus ------------------------------------------------------------------------------------------

    def fill_new(self, menu: QMenu) -> None:
        """What can be begun."""
        raise NotImplementedError

    def fill_export(self, menu: QMenu, documents: Documents) -> None:
        """What can be taken away."""
        raise NotImplementedError

    def fill_edit(self, menu: QMenu) -> None:
        """Changes that have no place in the lab itself."""
        raise NotImplementedError

    def fill_time(self, menu: QMenu) -> None:
        """Play and all that goes with it; gives the menu its title."""
        raise NotImplementedError

    def fill_view(self, menu: QMenu) -> None:
        """How things are looked at."""
        raise NotImplementedError

    def what_keys_do(self) -> Sequence[tuple[str, str]]:
        """Keys and mouse: what to do, and what it does."""
        raise NotImplementedError

    # --- from one start to the next ---------------------------------------------------------------------

    def restore(self, settings: QSettings) -> None:
        """Look at things as the last time."""
        raise NotImplementedError

    def keep(self, settings: QSettings) -> None:
        """Remember how things are looked at."""
        raise NotImplementedError
