import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from app.kit import files
from app.kit.files import FileError
from core import experiment_files, json_codec
from core.messages import TalwegError
from core.network import presets as network_presets
from core.network.dataset_choice import DatasetChoice
from core.network.experiment import NetworkExperiment
from core.surface import presets as surface_presets


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that is empty, whatever else a test's own folder holds."""
    folder = tmp_path / "files"
    folder.mkdir()
    return folder


def writing(data: bytes) -> Callable[[BinaryIO], object]:
    return lambda file: file.write(data)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("surface", ["two_basins", "rosenbrock"])
def test_what_is_written_is_read_back(folder: Path, surface: str) -> None:
    wanted = surface_presets.new(surface)
    files.write_experiment(wanted, folder / "race.json")
    assert files.read_experiment(folder / "race.json") == wanted
    assert names(folder) == ["race.json"]


def test_a_network_is_read_back_and_finds_its_data_where_both_were_moved(folder: Path) -> None:
    old, new = folder / "old", folder / "new"
    (old / "data").mkdir(parents=True)
    (old / "data" / "kinds.csv").write_text("a,b\n1,u\n2,v\n")
    chosen = DatasetChoice(name="csv", path=str(old / "data" / "kinds.csv"))
    wanted = network_presets.new_on(chosen)
    files.write_experiment(wanted, old / "net.json")
    assert files.read_experiment(old / "net.json") == wanted
    old.rename(new)
    moved = files.read_experiment(new / "net.json")
    assert isinstance(moved, NetworkExperiment)
    assert moved.dataset.path == str(new / "data" / "kinds.csv")


def test_data_are_found_from_a_relative_path_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "kinds.csv").write_text("a,b\n1,u\n2,v\n")
    monkeypatch.chdir(folder)
    files.write_experiment(
        network_presets.new_on(DatasetChoice(name="csv", path="kinds.csv")), Path("net.json")
    )
    monkeypatch.chdir(folder.parent)
    read = files.read_experiment(Path(folder.name) / "net.json")
    assert isinstance(read, NetworkExperiment)
    assert read.dataset.path == str(folder / "kinds.csv")


def test_a_network_whose_data_are_gone_is_refused_in_one_sentence(folder: Path) -> None:
    (folder / "kinds.csv").write_text("a,b\n1,u\n2,v\n")
    wanted = network_presets.new_on(DatasetChoice(name="csv", path=str(folder / "kinds.csv")))
    files.write_experiment(wanted, folder / "net.json")
    (folder / "kinds.csv").unlink()
    with pytest.raises(FileError) as caught:
        files.read_experiment(folder / "net.json")
    expected = f"{folder / 'kinds.csv'} cannot be read: No such file or directory."
    assert str(caught.value) == f"{folder / 'net.json'}: {expected}"


def test_shorter_file_replaces_a_longer_one(folder: Path) -> None:
    path = folder / "out"
    files.write_whole(path, writing(b"long" * 1000))
    files.write_whole(path, writing(b"short"))
    assert path.read_bytes() == b"short"


@pytest.mark.parametrize("name", ["out", ".hidden", "no suffix", "größe.json", "a" * 255, "-o"])
def test_any_name_that_the_system_takes(folder: Path, name: str) -> None:
    files.write_whole(folder / name, writing(b"x"))
    assert names(folder) == [name]


def test_relative_path_is_one_in_the_current_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    files.write_whole(Path("out"), writing(b"x"))
    assert names(folder) == ["out"]


@pytest.mark.parametrize("before", [None, b"before"])
@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), TalwegError("no"), KeyboardInterrupt()]
)
def test_failure_in_the_middle_leaves_everything_as_it_was(
    folder: Path, before: bytes | None, error: BaseException
) -> None:
    path = folder / "out"
    if before is not None:
        path.write_bytes(before)

    def write(file: BinaryIO) -> None:
        file.write(b"half of it" * 10_000)
        file.flush()
        raise error

    with pytest.raises(FileError if isinstance(error, OSError) else type(error)) as caught:
        files.write_whole(path, write)
    if isinstance(error, OSError):
        assert str(caught.value) == f"{path} cannot be written: No space left on device."
    assert names(folder) == ([] if before is None else ["out"])
    assert before is None or path.read_bytes() == before


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_failure_at_the_last_moment_leaves_everything_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = folder / "out"
    path.write_bytes(b"before")

    def fail(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(FileError, match="Input/output error"):
        files.write_whole(path, writing(b"after"))
    assert path.read_bytes() == b"before"
    assert names(folder) == ["out"]


def test_nobody_sees_a_half_of_the_file(folder: Path) -> None:
    path = folder / "out"
    path.write_bytes(b"before")

    def write(file: BinaryIO) -> None:
        for _ in range(100):
            file.write(b"after" * 1000)
            file.flush()
            assert path.read_bytes() == b"before"

    files.write_whole(path, write)
    assert path.read_bytes() == b"after" * 100_000


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        ("missing/out", "No such file or directory"),
        ("file/out", "Not a directory"),
        ("folder", "Is a directory"),
        ("b" * 256, "File name too long"),
    ],
)
def test_place_that_cannot_be_written(folder: Path, where: str, reason: str) -> None:
    (folder / "file").write_bytes(b"before")
    (folder / "folder").mkdir()
    with pytest.raises(FileError) as caught:
        files.write_whole(folder / where, writing(b"x"))
    assert str(caught.value) == f"{folder / where} cannot be written: {reason}."
    assert names(folder) == ["file", "folder"]
    assert names(folder / "folder") == []


def test_file_that_is_write_protected_is_not_replaced(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "out"
    path.write_bytes(b"before")
    # Permissions do not bind root, who may run this test: the system's answer is given for it.
    monkeypatch.setattr(os, "access", lambda asked, way: not (Path(asked) == path and way == os.W_OK))
    with pytest.raises(FileError, match="cannot be written: Permission denied"):
        files.write_whole(path, writing(b"after"))
    assert path.read_bytes() == b"before"


@pytest.mark.parametrize("permissions", [0o600, 0o640, 0o644, 0o666, 0o755])
def test_file_keeps_its_permissions(folder: Path, permissions: int) -> None:
    path = folder / "out"
    path.touch()
    path.chmod(permissions)
    files.write_whole(path, writing(b"x"))
    assert mode(path) == permissions


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_new_file_gets_the_usual_permissions(folder: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        files.write_whole(folder / "ours", writing(b"x"))
        (folder / "usual").touch()
    finally:
        os.umask(before)
    assert mode(folder / "ours") == mode(folder / "usual")


@pytest.mark.parametrize("exists", [True, False])
def test_link_is_followed_and_kept(folder: Path, exists: bool) -> None:
    (folder / "elsewhere").mkdir()
    target, link = folder / "elsewhere" / "out", folder / "link"
    link.symlink_to(Path("elsewhere") / "out")
    if exists:
        target.write_bytes(b"before")
    files.write_whole(link, writing(b"after"))
    assert link.is_symlink()
    assert target.read_bytes() == b"after"
    assert names(folder / "elsewhere") == ["out"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not JSON"),
        (b"\x00\xff\xfe\x80 garbage" * 99, "not JSON"),
        (b'{"talweg": 1, "kind": "\xe4"}', "not JSON"),
        (b"[" * 100_000, ""),
        (b"[]", "experiment"),
        (b"{}", "talweg"),
        (b'{"talweg": 2, "kind": "surface"}', "2"),
        (b'{"talweg": 1, "kind": "network"}', "lacks the field 'optimizers'"),
        (b'{"talweg": 1, "kind": "film"}', "'film'"),
        (b" " * (json_codec.LONGEST_FILE + 1), "10000000 bytes"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_file_that_is_no_experiment(folder: Path, data: bytes, reason: str) -> None:
    path = folder / "race.json"
    path.write_bytes(data)
    with pytest.raises(FileError) as caught:
        files.read_experiment(path)
    sentence = str(caught.value)
    assert sentence.startswith(f"{path}: ")
    assert reason in sentence
    assert "\n" not in sentence


def test_huge_file_is_refused_without_being_read_to_its_end(folder: Path) -> None:
    path = folder / "race.json"
    with path.open("wb") as file:
        file.truncate(10**11)  # sparse: it takes no room on the disk, and would fill any memory
    with pytest.raises(FileError, match="10000000 bytes"):
        files.read_experiment(path)


@pytest.mark.parametrize(
    ("where", "reason"),
    [("missing.json", "No such file or directory"), ("", "Is a directory"), ("file/x", "Not a directory")],
)
def test_place_that_cannot_be_read(folder: Path, where: str, reason: str) -> None:
    (folder / "file").touch()
    with pytest.raises(FileError) as caught:
        files.read_experiment(folder / where)
    assert str(caught.value) == f"{folder / where} cannot be read: {reason}."


def test_place_of_a_mistake_is_named(folder: Path) -> None:
    path = folder / "race.json"
    text = experiment_files.to_json(surface_presets.new("bowl")).decode()
    path.write_text(text.replace('"steps": 500', '"steps": 0'))
    with pytest.raises(FileError, match=r"race\.json: steps .* 200000\.$"):
        files.read_experiment(path)
