"""A person's CSV file as a table and as samples, read again only if the file has changed; numpy only.

What a file does not say is found out: its encoding, its delimiter, whether the first line has the names of
the columns (`csv_header` has the rule), and whether numbers have a decimal point or a comma. Lines at its
beginning that start with # are skipped. Nothing is guessed of the values: a missing or wrong one in a column
that is used is named by line and column.
"""

from .csv_samples import CsvSamples, samples_of
from .csv_table import CsvTable, table_of
from .csv_text import CsvUnreadableError, version_of


def read(path: str) -> CsvTable:
    """The table in a file, read again only if the file has changed; raises CsvError.

    A file that is gone is an error here, and not in `samples`.
    """
    return table_of(path, *version_of(path))


def samples(
    path: str, features: tuple[str, ...] | None = None, target: str | None = None, task: str | None = None
) -> CsvSamples:
    """The samples in a file; raises CsvError, or ExperimentError for a column that is not there.

    Without `features` they are all named columns of numbers but the target, without `target` it is the last
    column. Without `task` texts and few different whole numbers are classes. A file that is gone after it was
    read holds what it held: what was begun with it can be ended and saved.
    """
    version = _known_version(path)
    found = samples_of(path, *version, features, target, task)
    _last_versions[path] = version
    return found


_last_versions: dict[str, tuple[int, int]] = {}
"""Of every file the version of which there were samples last."""


def _known_version(path: str) -> tuple[int, int]:
    """The version of the file; of one that cannot be read any more, the last."""
    try:
        return version_of(path)
    except CsvUnreadableError:
        if path not in _last_versions:
            raise
        return _last_versions[path]
