"""Asks for files: to open and save experiments, to write pictures and tables, and which were used last."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from core.messages import TalwegError

from ..kit import export, files
from ..kit.plots.export_menu import ExportMenu
from ..kit.translation import tr_message
from .document_session import DocumentSession
from .table_kind import TableKind
from .worker import Job, Worker

RECENT_FILES = 8
OTHER_FILES = (".csv", ".tsv", ".txt", ".npz")
"""What is no experiment, but can be opened in one."""


class Saved(Protocol):
    """What `Documents` needs of a room to save its experiment."""

    session: DocumentSession[Any, Any]

    def file_name(self) -> str:
        """The name proposed for its file, without a suffix."""
        ...


class Documents(QObject):
    """Opens and saves the files of the room that is seen, and reports with `message`."""

    message = Signal(str)
    """A sentence for the person: what became of a file."""
    opened = Signal(object, object)
    """(experiment, path): to be taken by the room that it is for."""
    handed_over = Signal(object)
    """A path of something that is no experiment."""
    picture_wanted = Signal()
    """A picture is about to be taken: what does not belong on it should go."""

    def __init__(self, room: Callable[[], Saved], settings: QSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = room
        self._settings = settings
        self._window = parent
        self._writer = Worker(self)

    # --- experiments ------------------------------------------------------------------------------------

    def ask_open(self) -> None:
        """Ask for a file of any kind and open it."""
        kinds = (
            self.tr("All that Talweg opens (*.json *.csv *.tsv *.txt *.npz)"),
            self.tr("Experiments (*.json)"),
            self.tr("Data (*.csv *.tsv *.txt)"),
            self.tr("Trained weights (*.npz)"),
        )
        self.ask_for(self.tr("Open"), ";;".join(kinds))

    def ask_for(self, title: str, kinds: str) -> None:
        """Ask for a file of some kinds and open it."""
        name, _ = QFileDialog.getOpenFileName(self._window, title, self._in_folder(""), kinds)
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> None:
        """Open an experiment, data or weights; if they cannot be, everything stays as it is."""
        if path.suffix.lower() in OTHER_FILES:
            self.handed_over.emit(path)
            return
        try:
            experiment = files.read_experiment(path)
        except TalwegError as error:
            self._report_error(error)
            return
        self.opened.emit(experiment, path)
        self._remember(path)
        self.message.emit(self.tr("Opened {path}.").format(path=path))

    def save(self) -> None:
        """Save to the file it came from, or ask for one."""
        path = self._room().session.state.path
        if path is None:
            self.ask_save()
        else:
            self.save_to(path)

    def ask_save(self) -> None:
        """Ask for a file and save to it."""
        name = f"{self._room().file_name()}.json"
        path, _ = self._ask(self.tr("Save Experiment"), name, (self.tr("Experiments (*.json)"),))
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Save to a file."""
        if self._room().session.save(path):
            self._remember(path)
            self._report_saved(path)

    # --- pictures and tables ----------------------------------------------------------------------------

    def ask_picture(self, widget: QWidget) -> None:
        """Ask for a file and save a picture; the kind of file says how large."""
        scales = {
            self.tr("PNG, double size (*.png)"): 2,
            self.tr("PNG, as large as here (*.png)"): 1,
            self.tr("PNG, four times the size (*.png)"): 4,
            self.tr("SVG (*.svg)"): 1,
        }
        path, kind = self._ask(self.tr("Save Picture"), "talweg.png", tuple(scales))
        if path is not None:
            self.save_picture(widget, path, scales.get(kind, 1))

    def save_picture(self, widget: QWidget, path: Path, scale: float) -> None:
        """Save a picture of a widget."""
        self.picture_wanted.emit()
        try:
            export.save(widget, path, scale)
        except TalwegError as error:
            self._report_error(error)
        else:
            self._report_saved(path)

    def copy_picture(self, widget: QWidget) -> None:
        """Put a picture on the clipboard."""
        self.picture_wanted.emit()
        export.copy(widget)
        self.report_copied("picture")

    def report_copied(self, what: str) -> None:
        """Say that a picture, or numbers, are on the clipboard."""
        if what == "picture":
            self.message.emit(self.tr("Copied. Paste the picture wherever you like."))
        else:
            self.message.emit(self.tr("Copied. Paste the numbers into a spreadsheet, for example."))

    def ask_export(self, menu: ExportMenu, what: str) -> None:
        """Ask for a file, and save the picture or the numbers of a plot."""
        from .table_kind import TableKind

        if what == "picture":
            self.ask_picture(menu.picture_of)
        elif (numbers := menu.numbers()) is not None:
            self.ask_table([TableKind(self.tr("Numbers (*.csv)"), ".csv", numbers.write_csv)], "plot")

    def ask_table(self, kinds: Sequence[TableKind], stem: str = "talweg") -> None:
        """Ask for a file, `stem` being proposed, and save one of these tables, if there are any yet."""
        if not kinds:
            self.message.emit(self.tr("There is nothing to save yet."))
            return
        titles = tuple(kind.title for kind in kinds)
        path, _ = self._ask(self.tr("Save Table"), f"{stem}{kinds[0].suffix}", titles)
        if path is not None:
            self.save_table(path, kinds)

    def save_table(self, path: Path, kinds: Sequence[TableKind]) -> None:
        """Save the table whose suffix it is; a long one takes seconds, so the window does not wait."""
        writers = {kind.suffix: kind.write for kind in kinds}
        write = writers.get(path.suffix.lower())
        if write is None:
            self._report_error(files.unknown_suffix(path, tuple(writers)))
            return
        self.wait_until_written()  # a worker forgets what waits; no table may be forgotten
        self.message.emit(self.tr("Writing {path} …").format(path=path))
        self._writer.submit(
            Job(
                lambda: files.write_whole(path, write),
                lambda _: self._report_saved(path),
                self._report_error,
            )
        )

    def wait_until_written(self) -> None:
        """Block until every table is on the disk."""
        self._writer.wait_until_idle()

    def close(self) -> None:
        """Finish what is being written, and let nothing happen any more."""
        self.wait_until_written()
        self._writer.close()

    def _report_saved(self, path: Path) -> None:
        self.message.emit(self.tr("Saved {path}.").format(path=path))

    def _report_error(self, error: TalwegError) -> None:
        self.message.emit(tr_message(error.message))

    # --- which file -------------------------------------------------------------------------------------

    def _ask(self, title: str, proposal: str, kinds: tuple[str, ...]) -> tuple[Path | None, str]:
        """The file, with the suffix of its kind if none was typed, and the kind."""
        name, kind = QFileDialog.getSaveFileName(
            self._window, title, self._in_folder(proposal), ";;".join(kinds)
        )
        suffixes = [one.rpartition("*")[2].rstrip(")") for one in kinds]
        if not name or name.lower().endswith(tuple(suffixes)):
            return (Path(name) if name else None), kind
        path = Path(name + suffixes[kinds.index(kind) if kind in kinds else 0])
        return (path if self._may_replace(path) else None), kind

    def _may_replace(self, path: Path) -> bool:
        """The dialog asks about what was typed; this asks about what became of it with its suffix."""
        if not path.exists():
            return True
        question = self.tr("{name} is there already. Replace it?").format(name=path.name)
        answer = QMessageBox.question(self._window, self.tr("Replace File"), question)
        return answer == QMessageBox.StandardButton.Yes

    def recent(self) -> list[Path]:
        """The files used last, the newest first."""
        stored = self._settings.value("recent", [])
        names = [stored] if isinstance(stored, str) else stored
        return [Path(str(name)) for name in names] if isinstance(names, list) else []

    def _remember(self, path: Path) -> None:
        path = path.absolute()
        known = [path, *(other for other in self.recent() if other != path)]
        self._settings.setValue("recent", [str(one) for one in known[:RECENT_FILES]])
        self._settings.setValue("folder", str(path.parent))

    def _in_folder(self, name: str) -> str:
        return str(Path(str(self._settings.value("folder", str(Path.home())))) / name)
