"""Reading and writing files: whole or not at all, and every failure one sentence."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from core import experiment
from core.experiment import SurfaceExperiment
from core.messages import TalwegError, tr_noop


class FileError(TalwegError):
    """A file that cannot be read or written."""


def read_experiment(path: Path) -> SurfaceExperiment:
    """The experiment in a file; raises TalwegError that names the file."""
    try:
        with path.open("rb") as file:
            data = file.read(experiment.LONGEST_FILE + 1)
    except OSError as error:
        raise FileError(
            tr_noop("core", "{path} cannot be read: {reason}."), path=path, reason=error.strerror or error
        ) from None
    try:
        return experiment.from_json(data)
    except TalwegError as error:
        raise FileError(
            tr_noop("core", "{path} is no experiment. {reason}"), path=path, reason=error.message
        ) from None


def write_experiment(wanted: SurfaceExperiment, path: Path) -> None:
    """Write the experiment as JSON."""
    write_whole(path, lambda file: file.write(experiment.to_json(wanted)))


def write_whole(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Let `write` fill a file beside `path` and put it in its place when it is complete."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise _unwritable(path, error) from None
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
        beside.chmod(_usual_mode(path))
        beside.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from None
    finally:
        beside.unlink(missing_ok=True)


def _usual_mode(path: Path) -> int:
    """The permissions of the file there, or those a new file gets (mkstemp gives them to the owner alone)."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _unwritable(path: Path, error: OSError) -> FileError:
    return FileError(
        tr_noop("core", "{path} cannot be written: {reason}."), path=path, reason=error.strerror or error
    )


def unknown_suffix(path: Path, known: tuple[str, ...]) -> TalwegError:
    """The sentence for a file name whose suffix says nothing."""
    return TalwegError(
        tr_noop("core", "{path} has no known suffix; it has to end in {known}."),
        path=path,
        known=", ".join(known),
    )
