"""Arrays in files that anyone may have made."""

import io
import os
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core import safe_npz
from core.safe_npz import NotArraysError, TooLargeError

MOST = 1_000_000
BOMB = 40_000_000

ARRAYS: dict[str, Any] = {
    "numbers": np.arange(6.0).reshape(2, 3),
    "by columns": np.asfortranarray(np.arange(6, dtype=np.float32).reshape(2, 3)),
    "big endian": np.arange(3, dtype=">i2"),
    "truth": np.array([True, False]),
    "one": np.array(7),
    "text": np.array("größer"),
    "none": np.array(""),
    "empty": np.empty((0, 2)),
    "run/layer/kernel": np.ones(2),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "arrays.npz"


@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
def test_arrays_are_those_that_numpy_wrote(save: Callable[..., None], path: Path) -> None:
    save(path, **ARRAYS)
    found = safe_npz.read(path, MOST)
    assert safe_npz.names(path) == tuple(found) == tuple(ARRAYS)
    for name, array in ARRAYS.items():
        assert found[name].dtype == array.dtype
        np.testing.assert_array_equal(found[name], array)


def test_only_what_is_wanted_is_read(path: Path) -> None:
    np.savez(path, **ARRAYS, objects=np.array([{}]))
    assert list(safe_npz.read(path, MOST, {"one", "text"}.__contains__)) == ["one", "text"]


# --- what numpy did not write -------------------------------------------------------------------------------


def npy(array: Any) -> bytes:
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def header(description: str, version: bytes = b"\x01\x00") -> bytes:
    length = struct.pack("<H" if version[0] == 1 else "<L", len(description))
    return b"\x93NUMPY" + version + length + description.encode()


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def npz(**arrays: Any) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def with_size(content: bytes, size: int) -> bytes:
    """A file of one member that says it unpacks to so many bytes."""
    at = content.index(b"PK\x01\x02") + 24
    return content[:at] + struct.pack("<L", size) + content[at + 4 :]


def with_encryption(content: bytes) -> bytes:
    at = content.index(b"PK\x01\x02") + 8
    return content[:at] + b"\x01" + content[at + 1 :]


def shaped(shape: str, kind: str = "<f8") -> bytes:
    return header(f"{{'descr': {kind!r}, 'fortran_order': False, 'shape': {shape}, }}\n")


NOT_ARRAYS = {
    "nothing": b"",
    "text": b"not a zip file at all",
    "an array alone": npy(np.zeros(3)),
    "no arrays": zipped({}),
    "a zip of something else": zipped({"readme.txt": b"hello"}),
    "nested": zipped({"inner.npz": npz(x=np.zeros(3))}),
    "nested, as an array": zipped({"inner.npy": npz(x=np.zeros(3))}),
    "a pickle": npz(x=np.array([{}])),
    "a record": npz(x=np.zeros(2, dtype=[("a", "f8")])),
    "a date": npz(x=np.array("2020-01-01", dtype="M8[D]")),
    "no character": npz(x=np.array([0x110000], np.uint32).view("<U1")),
    "half a character": npz(x=np.array([0xDC00], ">u4").view(">U1")),
    "nonsense": zipped({"x.npy": b"nonsense" * 9}),
    "a negative shape": zipped({"x.npy": shaped("(-1,)") + bytes(8)}),
    "a shape that is too large": zipped({"x.npy": shaped(f"({10**15},)") + bytes(8)}),
    "a shape that is too small": zipped({"x.npy": shaped("(1,)") + bytes(16)}),
    "texts of no length": zipped({"x.npy": shaped("(99999999999,)", "<U0")}),
    "an evil header": zipped({"x.npy": header("__import__('os').abort()")}),
    "a deep header": zipped({"x.npy": header("(" * 9000)}),
    "a long header": zipped({"x.npy": header(" " * 60_000)}),
    "another version": zipped({"x.npy": header("{}", b"\x02\x00")}),
    "encrypted": with_encryption(npz(x=np.zeros(3))),
    "with a comment": npz(x=np.zeros(3))[:-2] + b"\x01\x00.",
    "cut short": npz(x=np.arange(99.0))[:-30],
}


@pytest.mark.parametrize("name", NOT_ARRAYS)
def test_another_file_holds_no_arrays(name: str, path: Path) -> None:
    path.write_bytes(NOT_ARRAYS[name])
    with pytest.raises(NotArraysError):
        safe_npz.read(path, MOST)


def test_two_arrays_cannot_have_one_name(path: Path) -> None:
    path.write_bytes(zipped({"x.npy": npy(1.0), "y.npy": npy(2.0)}).replace(b"y.npy", b"x.npy"))
    with pytest.raises(NotArraysError):
        safe_npz.read(path, MOST)


@pytest.mark.parametrize("byte", range(0, 700, 13))
def test_a_damaged_file_is_refused_or_harmless(byte: int, path: Path) -> None:
    arrays = {"x": np.arange(9.0), "y": np.array("text")}
    content = bytearray(npz(**arrays))
    content[byte % len(content)] ^= 0xFF
    path.write_bytes(content)
    try:
        found = safe_npz.read(path, MOST)
    except (NotArraysError, TooLargeError):
        return
    for name in found.keys() & arrays:
        np.testing.assert_array_equal(found[name], arrays[name])  # what was hit means nothing


# --- what would take too much memory ------------------------------------------------------------------------


def deflated(size: int) -> bytes:
    return zipped({"x.npy": shaped(f"({size // 8},)") + bytes(size)})


def lying(method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Much more than its header says, in a file that says likewise."""
    header = shaped("(8,)")
    return with_size(zipped({"x.npy": header + bytes(BOMB)}, method), len(header) + 64)


BOMBS: dict[str, Callable[[], bytes]] = {
    "one that says so": lambda: deflated(BOMB),
    "one that says it is small": lying,
    "another packing": lambda: lying(zipfile.ZIP_BZIP2),
    "a long header": lambda: with_size(
        zipped({"x.npy": b"\x93NUMPY\x02\x00" + struct.pack("<L", BOMB) + bytes(BOMB)}), 1000
    ),
    "many": lambda: zipped({f"x{index}.npy": bytes(MOST // 10) for index in range(11)}),
    "a long list": lambda: zipped({f"{index}.npy": b"" for index in range(20_000)}),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_small_file_cannot_fill_the_memory(name: str, path: Path) -> None:
    path.write_bytes(BOMBS[name]())
    most = 10_000_000 if name == "a long list" else MOST
    tracemalloc.start()
    try:
        with pytest.raises((NotArraysError, TooLargeError)):
            safe_npz.read(path, most)
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 3 * MOST


def test_a_large_file_is_not_even_looked_into(path: Path) -> None:
    np.savez(path, x=np.zeros(MOST // 8))
    with pytest.raises(TooLargeError):
        safe_npz.read(path, MOST)
    assert safe_npz.read(path, 2 * MOST)["x"].shape == (MOST // 8,)


# --- what is no file ----------------------------------------------------------------------------------------


def test_what_cannot_be_read_says_why(path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        safe_npz.read(path, MOST)
    with pytest.raises(OSError, match=r"directory|denied"):
        safe_npz.read(path.parent, MOST)
    assert safe_npz.names(path) == safe_npz.names(path.parent) == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes")
def test_a_pipe_is_not_waited_for(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(NotArraysError):
        safe_npz.read(path, MOST)
