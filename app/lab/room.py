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
    """The interface of a lab to the window; menus are filled anew whenever the language changes."""

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
        """Go on, as this room is shown now."""

    def leave(self) -> None:
        """Pause, as another room is shown now."""

    def step_back(self) -> None:
        """Esc was pressed, and nothing that has the focus had a use for it."""

    def close(self) -> None:
        """Let nothing happen any more."""
        raise NotImplementedError

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in the colours of a theme."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Show texts again that the lab's widgets do not translate themselves, after a change of language."""

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
        """Open a file that is no experiment; the session emits `refused` if it cannot be used."""
        raise NotImplementedError

    # --- menus ------------------------------------------------------------------------------------------

    def fill_new(self, menu: QMenu) -> None:
        """Add the experiments that a person can begin with."""
        raise NotImplementedError

    def fill_export(self, menu: QMenu, documents: Documents) -> None:
        """Add the pictures and tables that can be saved or copied."""
        raise NotImplementedError

    def fill_edit(self, menu: QMenu) -> None:
        """Add edits that have no button in the lab."""
        raise NotImplementedError

    def fill_time(self, menu: QMenu) -> None:
        """Add play, steps and speed, and set the title of the menu."""
        raise NotImplementedError

    def fill_view(self, menu: QMenu) -> None:
        """Add what is shown, and how."""
        raise NotImplementedError

    def what_keys_do(self) -> Sequence[tuple[str, str]]:
        """Keys and mouse: what to do, and what it does."""
        raise NotImplementedError

    # --- from one start to the next ---------------------------------------------------------------------

    def restore(self, settings: QSettings) -> None:
        """Show things as they were shown at the last start."""
        raise NotImplementedError

    def keep(self, settings: QSettings) -> None:
        """Store how things are shown for the next start."""
        raise NotImplementedError
