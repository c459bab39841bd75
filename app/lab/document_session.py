"""What both labs have in common: an experiment that is edited, undone, opened and saved.

A session holds one frozen state and replaces it whole. Whoever shows it listens to the signals; whoever
changes it calls a method, which answers with `refused` and leaves the state alone if the change cannot be.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, NamedTuple, Self, TypeVar

from PySide6.QtCore import QObject, Signal

from core.experiment import Experiment
from core.messages import TalwegError, tr_noop

from ..kit import files
from .history import History

AnyExperiment = TypeVar("AnyExperiment", bound=Experiment)


class File(NamedTuple, Generic[AnyExperiment]):
    """Where an experiment is saved, if it is, and what stands there."""

    path: Path | None
    saved: AnyExperiment


class Document(NamedTuple, Generic[AnyExperiment]):
    """What undo brings back: an experiment, and which of the files of this session it belongs to."""

    experiment: AnyExperiment
    file: int = 0


@dataclass(frozen=True, kw_only=True)
class DocumentState(Generic[AnyExperiment]):
    """What a person has set up; labs add how it is shown."""

    document: Document[AnyExperiment]
    files: tuple[File[AnyExperiment], ...]

    @classmethod
    def beginning(cls, experiment: AnyExperiment) -> Self:
        """An experiment that was never saved."""
        return cls(document=Document(experiment), files=(File(None, experiment),))

    @property
    def experiment(self) -> AnyExperiment:
        """The experiment as it is now."""
        return self.document.experiment

    @property
    def path(self) -> Path | None:
        """The file the experiment belongs to; None if it was never saved."""
        return self.files[self.document.file].path

    @property
    def modified(self) -> bool:
        """Whether there is something to save."""
        return self.experiment != self.files[self.document.file].saved

    def with_experiment(self, experiment: AnyExperiment) -> Self:
        """Another experiment in the same file."""
        return replace(self, document=self.document._replace(experiment=experiment))

    def with_file(self, file: File[AnyExperiment]) -> Self:
        """What stands in a new file, as a document of its own."""
        return replace(self, document=Document(file.saved, len(self.files)), files=(*self.files, file))

    def as_saved(self, path: Path) -> Self:
        """The experiment as it is now, saved."""
        saved = list(self.files)
        saved[self.document.file] = File(path, self.experiment)
        return replace(self, files=tuple(saved))


State = TypeVar("State", bound=DocumentState)  # type: ignore[type-arg]


class DocumentSession(QObject, Generic[AnyExperiment, State]):
    """State and undo; a lab's session says in `_follow` what is to be computed; knows no widget."""

    state_changed = Signal(object, object)
    """(state before, state now)"""
    refused = Signal(object)
    """A TalwegError: what was asked for cannot be done."""
    history_changed = Signal()
    busy_changed = Signal(bool)

    def __init__(self, start: State, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = start
        self.history: History[Document[AnyExperiment]] = History()

    # --- what a person does -----------------------------------------------------------------------------

    def edit(
        self, name: str, change: Callable[[AnyExperiment], AnyExperiment], drag: str | None = None
    ) -> bool:
        """Replace the experiment by `change` of it; False and `refused` if it cannot be.

        `name` is what undo calls it. Edits in a row with the same `drag` are undone as one until `end_drag`.
        """
        try:
            after = change(self.state.experiment)
        except TalwegError as error:
            self.refused.emit(error)
            return False
        if after != self.state.experiment:
            self._record(name, self.state.with_experiment(after), drag)
        return True

    def end_drag(self) -> None:
        """The next edit is undone on its own; a drag that ended where it began is no edit."""
        self.history = self.history.close(self.state.document)
        self.history_changed.emit()

    def undo(self) -> None:
        """Take back the last change, if there is one."""
        if self.history.past:
            self.history, before = self.history.undo(self.state.document)
            self._set(replace(self.state, document=before))
            self.history_changed.emit()

    def redo(self) -> None:
        """Do again what was undone last, if anything was."""
        if self.history.future:
            self.history, after = self.history.redo(self.state.document)
            self._set(replace(self.state, document=after))
            self.history_changed.emit()

    def new(self, start: AnyExperiment) -> None:
        """Begin another experiment; what was before can be undone."""
        self._record(tr_noop("core", "new experiment"), self.state.with_file(File(None, start)))

    def take(self, opened: AnyExperiment, path: Path) -> None:
        """Go on with what was read from a file; what was before can be undone."""
        self._record(tr_noop("core", "open file"), self.state.with_file(File(path, opened)))

    def save(self, path: Path) -> bool:
        """Write the experiment, whole or not at all."""
        try:
            files.write_experiment(self.state.experiment, path)
        except TalwegError as error:
            self.refused.emit(error)
            return False
        self._set(self.state.as_saved(path))
        return True

    # --- what follows from it ---------------------------------------------------------------------------

    def _record(self, name: str, after: State, drag: str | None = None) -> None:
        goes_on = self.history.goes_on(drag)
        self.history = self.history.record(name, self.state.document, drag)
        self._set(after)
        if not goes_on:
            self.history_changed.emit()

    def _set(self, after: State) -> None:
        before, self.state = self.state, after
        if after != before:
            self.state_changed.emit(before, after)
            self._follow(before, after)

    def _follow(self, before: State, after: State) -> None:
        """Compute what the change asks for."""
        raise NotImplementedError
