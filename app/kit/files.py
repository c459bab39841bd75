"""Reading and writing files: whole or not at all, and every failure one sentence."""

import errno
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from core import experiment_files, json_codec
from core.experiment import Experiment
from core.messages import TalwegError, tr_noop

if TYPE_CHECKING:
    from core.network.experiment import NetworkExperiment
    from core.surface.experiment import SurfaceExperiment

_REASONS = (
    tr_noop("core", "No such file or directory"),
    tr_noop("core", "Permission denied"),
    tr_noop("core", "Is a directory"),
    tr_noop("core", "Not a directory"),
    tr_noop("core", "No space left on device"),
    tr_noop("core", "Read-only file system"),
    tr_noop("core", "File name too long"),
)
"""What systems say of files, here for the catalogue to find."""


class FileError(TalwegError):
    """A file that cannot be read or written."""


def read_experiment(path: Path) -> "SurfaceExperiment | NetworkExperiment":
    """The experiment of either kind in a file; raises TalwegError that names the file."""
    try:
        with path.open("rb") as file:
            data = file.read(json_codec.LONGEST_FILE + 1)
    except OSError as error:
        raise FileError(
            tr_noop("core", "{path} cannot be read: {reason}."), path=path, reason=error.strerror or error
        ) from None
    try:
        return experiment_files.from_json(data, path.parent)
    except TalwegError as error:
        raise FileError(tr_noop("core", "{path}: {reason}"), path=path, reason=error.message) from None


def write_experiment(wanted: Experiment, path: Path) -> None:
    """Write the experiment as JSON."""
    write_whole(path, lambda file: file.write(experiment_files.to_json(wanted, path.parent)))


def write_whole(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Let `write` fill a file beside `path` and put it in its place when it is complete.

    A link is followed, and a file that was there keeps its permissions. Raises FileError, or what `write`
    raises.
    """
    target = Path(os.path.realpath(path))
    beside = target.parent / f".talweg-{os.urandom(8).hex()}"
    try:
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        try:
            with _begun(beside) as file:
                if target.exists():
                    beside.chmod(target.stat().st_mode & 0o777)
                write(file)
                file.flush()
                os.fsync(file.fileno())  # else a power cut may leave the new name with nothing in it
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
            _unfinished.discard(beside)
    except OSError as error:
        raise _unwritable(path, error) from None


_unfinished: set[Path] = set()
_beginning = threading.Lock()


def _begun(beside: Path) -> BinaryIO:
    with _beginning:
        file = beside.open("xb")
        _unfinished.add(beside)
    return file


def remove_unfinished() -> None:
    """Remove what is being written, and let nothing more be begun: for a process that ends at once."""
    _beginning.acquire()
    for beside in list(_unfinished):
        with suppress(OSError):
            beside.unlink()


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
