"""A kind of table that can be saved."""

from collections.abc import Callable
from typing import BinaryIO, NamedTuple


class TableKind(NamedTuple):
    """A kind of table that can be saved: what a dialog calls it, its suffix, and what fills a file."""

    title: str
    suffix: str
    write: Callable[[BinaryIO], object]
