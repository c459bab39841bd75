"""Reading `.npz` files that anyone may have made: what is in them is known before any of it is unpacked."""

import math
import os
import stat
import struct
import sys
import tokenize
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

LARGEST_DIRECTORY = 1_000_000
"""The list of a file's arrays has no more bytes."""

_END = struct.Struct("<4s4H2LH")  # of the list: mark, disks, entries, size, offset, length of a comment
_END_MARK, _LARGE_MARK = b"PK\x05\x06", b"PK\x06\x07"
_LARGE_SIZE = 20
_ENCRYPTED = 0x1
# What is bounded by what a file says of itself: the others unpack all that there is of a member at once.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_VERSION = (1, 0)  # of a header that is short; others describe records
_KINDS = "biufU"
_SURROGATES = 0xD800 >> 11  # halves of characters, which no file can be written with
# What zipfile, zlib and numpy say of a file that is another, or was damaged.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError, struct.error),
    *(MemoryError, OverflowError, NotImplementedError, RuntimeError, SyntaxError, tokenize.TokenError),
)


class NotArraysError(Exception):
    """The file holds no arrays as numpy stores them, or was damaged."""


class TooLargeError(Exception):
    """The arrays would take more bytes than they may."""


def read(path: Path, most: int, wanted: Callable[[str], bool] = lambda name: True) -> dict[str, NDArray[Any]]:
    """The arrays whose names are wanted, in the order of the file; they cannot be written to.

    Numbers, truth values and texts are read, objects never. Takes no more memory than `most` bytes and as
    much again, whatever the file says. Raises NotArraysError, TooLargeError if all arrays together, or the
    file, have more bytes, or OSError.
    """
    with _opened(path, most) as archive:
        members = [one for one in archive.infolist() if wanted(_name(one))]
        if sum(one.file_size for one in archive.infolist()) > most:
            raise TooLargeError
        return {_name(one): _array(archive, one) for one in members}


def names(path: Path) -> tuple[str, ...]:
    """What the arrays of a file are called, without unpacking any; none for another file. Never raises."""
    try:
        with _opened(path, None) as archive:
            return tuple(map(_name, archive.infolist()))
    except (NotArraysError, OSError):
        return ()


@contextmanager
def _opened(path: Path, most: int | None) -> Iterator[zipfile.ZipFile]:
    """A file with a list of arrays that can be read without harm."""
    try:
        if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():  # a pipe would be waited for
            raise NotArraysError
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            _check_directory(file, size)
            if most is not None and size > most:
                raise TooLargeError
            with zipfile.ZipFile(file) as archive:
                _check_members(archive)
                yield archive
    except _BROKEN:
        raise NotArraysError from None


def _check_directory(file: BinaryIO, size: int) -> None:
    """Whether the list is at the end, where numpy puts it, and short: zipfile reads it whole."""
    if size < _END.size:
        raise NotArraysError
    file.seek(max(size - _END.size - _LARGE_SIZE, 0))
    tail = file.read()
    mark, *_, listed, _, comment = _END.unpack(tail[-_END.size :])
    large = tail[: -_END.size].startswith(_LARGE_MARK)
    if mark != _END_MARK or comment or large or listed > LARGEST_DIRECTORY:
        raise NotArraysError
    file.seek(0)


def _check_members(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if not members or len({one.filename for one in members}) < len(members):
        raise NotArraysError
    for one in members:
        plain = one.compress_type in _METHODS and not one.flag_bits & _ENCRYPTED
        if not plain or not one.filename.endswith(".npy"):
            raise NotArraysError


def _name(member: zipfile.ZipInfo) -> str:
    return member.filename.removesuffix(".npy")


def _array(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> NDArray[Any]:
    with archive.open(member) as file:
        if npy.read_magic(file) != _VERSION:
            raise NotArraysError
        shape, by_columns, dtype = npy.read_array_header_1_0(file)
        size = math.prod(shape) * dtype.itemsize
        if dtype.kind not in _KINDS or not dtype.itemsize or file.tell() + size != member.file_size:
            raise NotArraysError
        # To be read are so many bytes, not all there are: what is unpacked may be longer than the list says.
        data = file.read(size)
    if dtype.kind == "U":
        _check_characters(np.frombuffer(data, np.dtype(np.uint32).newbyteorder(dtype.byteorder)))
    return np.ndarray(shape, dtype, data, order="F" if by_columns else "C")


def _check_characters(codes: NDArray[np.uint32]) -> None:
    """Whether all are characters: of others numpy makes a text that breaks Python (SystemError)."""
    if ((codes > sys.maxunicode) | (codes >> 11 == _SURROGATES)).any():
        raise NotArraysError
