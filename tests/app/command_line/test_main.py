import csv
import errno
import json
import os
import re
import signal
import struct
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from app.command_line import main as cli
from core import experiment_files
from core.data.catalogue import DATASETS
from core.network import presets as network_presets
from core.network import training
from core.network.dataset_choice import DatasetChoice
from core.optimizers import OPTIMIZERS
from core.surface import race
from core.surface.catalogue import SURFACES
from tests.folders import ROOT
from tests.processes import COMPILING
from tests.small_networks import small

BARE = {"PATH": os.environ["PATH"], "HOME": "/dev/null/nowhere", "PYTHONPATH": str(ROOT)}
"""The environment of a server: no display, no word about Qt, a home that cannot be written."""

Answer = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of our own, and the current one."""
    folder = tmp_path / "files"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def talweg(capsys: pytest.CaptureFixture[str]) -> Answer:
    """Call the command line here; answers with exit code, output and errors."""

    def talweg(*arguments: object) -> tuple[int, str, str]:
        code = cli.main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return talweg


def raw(**changes: Any) -> dict[str, Any]:
    """A good experiment as JSON has it, with some fields changed."""
    fields = {
        "talweg": 1,
        "kind": "surface",
        "surface": {"formula": "x^2 + y^2"},
        "start": [1.0, -2.0],
        "steps": 4,
        "optimizers": [{"name": "sgd", "learning_rate": 0.25}, {"name": "adam", "label": "second"}],
    }
    return {**fields, **changes}


def written(folder: Path, content: Any = None) -> Path:
    path = folder / "race.json"
    path.write_text(
        content if isinstance(content, str) else json.dumps(raw() if content is None else content)
    )
    return path


def optimizer(**fields: Any) -> list[dict[str, Any]]:
    return [{"name": "sgd"}, {"name": "adam", **fields}]


def assert_refused(answer: tuple[int, str, str], *words: str) -> None:
    """Exit code 2, and on stderr one line that has the words."""
    code, out, err = answer
    assert (code, out) == (2, "")
    assert re.fullmatch(r"talweg: .*\.\n", err)
    for word in words:
        assert word in err


def talweg_process(arguments: Sequence[object], **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", *map(str, arguments)],
        env={**BARE, **COMPILING, **options.pop("env", {})},
        text=True,
        timeout=120,
        check=False,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},
    )


# --- tables -------------------------------------------------------------------------------------------------


def test_run_writes_every_output(folder: Path, talweg: Answer) -> None:
    assert talweg("run", written(folder), "-o", "a.csv", "-o", "b.NPZ", "--output", "c.csv") == (0, "", "")
    assert sorted(path.name for path in folder.iterdir()) == ["a.csv", "b.NPZ", "c.csv", "race.json"]
    rows = list(csv.DictReader((folder / "a.csv").read_text().splitlines()))
    assert list(rows[0]) == ["run", "optimizer", "step", "learning_rate", "x", "y", "loss"]
    # x² + y² with η = 1/4: every step halves both.
    points = [(float(row["x"]), float(row["y"])) for row in rows if row["run"] == "sgd"]
    assert points == [(1 / 2**k, -2 / 2**k) for k in range(5)]
    with np.load(folder / "b.NPZ", allow_pickle=False) as arrays:
        assert arrays["sgd/positions"].tolist() == [list(point) for point in points]
        assert arrays["runs"].tolist() == ["sgd", "second"]
    assert (folder / "a.csv").read_bytes() == (folder / "c.csv").read_bytes()


def test_output_replaces_what_was_there(folder: Path, talweg: Answer) -> None:
    (folder / "out.csv").write_text("before")
    assert talweg("run", written(folder), "-o", "out.csv")[0] == 0
    assert (folder / "out.csv").read_text().startswith("run,")


def test_server_without_display_home_or_libgl_can_make_tables(folder: Path) -> None:
    script = (
        "import sys; from app.command_line.main import main; code = main(sys.argv[1:]);"
        "print({'PySide6.QtGui', 'PySide6.QtWidgets', 'pyqtgraph'} & set(sys.modules)); sys.exit(code)"
    )
    command = [sys.executable, "-c", script, "run", written(folder), "-o", "out.csv", "-o", "out.npz"]
    done = subprocess.run(command, env=BARE, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "set()\n", "")
    assert len((folder / "out.csv").read_text().splitlines()) == 1 + 2 * 5
    assert (folder / "out.npz").exists()


def test_server_without_display_can_make_pictures_and_always_the_same(folder: Path) -> None:
    path = written(folder)
    for outputs in (("one.png", "one.svg"), ("two.png",)):
        given = [argument for name in outputs for argument in ("-o", folder / name)]
        done = talweg_process(["run", path, *given, "--size", "900x600", "--scale", "2", "--language", "de"])
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    png = (folder / "one.png").read_bytes()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", png[16:24]) == (1800, 1200)  # where the PNG specification has the size
    assert (folder / "two.png").read_bytes() == png
    svg = ElementTree.parse(folder / "one.svg").getroot()
    assert svg.get("viewBox") == "0 0 900 600"
    assert any("Schritt" in (text.text or "") for text in svg.iter("{http://www.w3.org/2000/svg}text"))


# --- networks -----------------------------------------------------------------------------------------------


def network(folder: Path, **changes: Any) -> Path:
    path = folder / "net.json"
    path.write_bytes(experiment_files.to_json(small(**changes)))
    return path


def test_run_trains_a_network_and_writes_every_table(folder: Path, talweg: Answer) -> None:
    assert talweg("run", network(folder), "-o", "history.csv", "-o", "weights.npz") == (0, "", "")
    assert sorted(path.name for path in folder.iterdir()) == ["history.csv", "net.json", "weights.npz"]
    rows = list(csv.DictReader((folder / "history.csv").read_text().splitlines()))
    at_once = training.run(small())
    for run, name in enumerate(("sgd", "adam")):
        losses = [np.float32(row["loss"]) for row in rows if row["run"] == name]
        np.testing.assert_array_equal(losses, at_once.history.loss[:, run].astype(np.float32))
    with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
        assert arrays["runs"].tolist() == ["sgd", "adam"]
        assert arrays["adam/dense_1/kernel"].shape == (2, 3)
        assert int(arrays["epoch"]) == small().epochs


def test_run_draws_a_network_and_always_the_same(folder: Path) -> None:
    path = network(folder, epochs=2)
    given = ["-o", folder / "one.png", "-o", folder / "two.png", "-o", folder / "one.svg"]
    done = talweg_process(["run", path, *given, "--size", "900x600", "--scale", "2", "--theme", "light"])
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    png = (folder / "one.png").read_bytes()
    assert struct.unpack(">II", png[16:24]) == (1800, 1200)
    assert (folder / "two.png").read_bytes() == png
    texts = ElementTree.parse(folder / "one.svg").getroot().iter("{http://www.w3.org/2000/svg}text")
    assert any("epoch 2" in (text.text or "") for text in texts)


def test_server_without_display_home_or_libgl_can_train(folder: Path) -> None:
    script = (
        "import sys; from app.command_line.main import main; code = main(sys.argv[1:]);"
        "print({'PySide6.QtGui', 'PySide6.QtWidgets', 'pyqtgraph'} & set(sys.modules)); sys.exit(code)"
    )
    command = [sys.executable, "-c", script, "run", network(folder), "-o", "out.csv", "-o", "out.npz"]
    done = subprocess.run(command, env=BARE, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "set()\n", "")


@pytest.mark.parametrize("name", DATASETS)
def test_new_prints_a_network_for_every_data_set(talweg: Answer, name: str) -> None:
    code, out, err = talweg("new", name)
    assert (code, err) == (0, "")
    assert experiment_files.from_json(out.encode()) == network_presets.new(name)


def test_surfaces_and_data_sets_have_names_of_their_own() -> None:
    assert not set(SURFACES) & set(DATASETS)


def test_data_sets_are_listed_with_their_parameters(talweg: Answer) -> None:
    code, out, err = talweg("datasets")
    assert (code, err) == (0, "")
    assert "()" not in out
    for known in DATASETS.values():
        section = out.partition(f"{known.name}: ")[2].partition("\n\n")[0]
        assert section
        assert (f"Source: {known.source}. Licence: {known.license}." in section) == bool(known.source)
        for parameter in (known.noise, *known.parameters):
            assert re.search(rf"^ +{parameter.name}\b.* = {parameter.default:g}: ", section, re.MULTILINE)


@pytest.mark.parametrize(
    ("outputs", "words"),
    [
        (["out.json"], ("out.json", ".csv")),
        (["missing/out.npz"], ("missing",)),
        (["out.npz", "./out.npz"], ("out.npz", "another")),
        (["data.csv"], ("data.csv", "input")),  # the samples are precious
        (["net.csv"], ("net.csv", "input")),
    ],
)
def test_output_of_a_network_that_cannot_be(
    folder: Path, talweg: Answer, outputs: list[str], words: tuple[str, ...]
) -> None:
    data = folder / "data.csv"
    data.write_text("a,b,y\n" + "".join(f"{k},{-k},{k % 2}\n" for k in range(20)))
    path = network(folder)
    (folder / "net.csv").symlink_to(path)
    choice = DatasetChoice(name="csv", path=str(data))
    path.write_bytes(experiment_files.to_json(small(dataset=choice), folder))
    before = sorted(folder.rglob("*")), data.read_text(), path.read_text()
    given = [argument for output in outputs for argument in ("-o", output)]
    assert_refused(talweg("run", path, *given), *words)
    assert (sorted(folder.rglob("*")), data.read_text(), path.read_text()) == before


def test_a_network_whose_data_are_gone(folder: Path, talweg: Answer) -> None:
    data = folder / "data.csv"
    data.write_text("a,b,y\n" + "".join(f"{k},{-k},{k % 2}\n" for k in range(20)))
    path = folder / "net.json"
    dataset = DatasetChoice(name="csv", path=str(data))
    path.write_bytes(experiment_files.to_json(small(dataset=dataset), folder))
    data.unlink()
    assert_refused(talweg("run", path, "-o", "out.csv"), "net.json", "data.csv")
    assert not (folder / "out.csv").exists()


# --- lists --------------------------------------------------------------------------------------------------


def test_surfaces_are_listed_with_their_parameters(talweg: Answer) -> None:
    code, out, err = talweg("surfaces")
    assert (code, err) == (0, "")
    for surface in SURFACES.values():
        assert re.search(rf"^{surface.name}: ", out, re.MULTILINE)
        for parameter in surface.parameters:
            assert re.search(rf"^ +{parameter.name}\b.* = {parameter.default:g}: ", out, re.MULTILINE)


def test_optimizers_are_listed_with_their_hyperparameters(talweg: Answer) -> None:
    code, out, err = talweg("optimizers")
    assert (code, err) == (0, "")
    for known in OPTIMIZERS.values():
        section = out.partition(f"{known.name}: ")[2].partition("\n\n")[0]
        for name in ("learning_rate", *(hyperparameter.name for hyperparameter in known.hyperparameters)):
            assert re.search(rf"^ +{name}\b.* = ", section, re.MULTILINE)


@pytest.mark.parametrize("arguments", [[], ["himmelblau"], ["rosenbrock"]])
def test_new_prints_an_experiment_that_runs(folder: Path, talweg: Answer, arguments: list[str]) -> None:
    code, out, err = talweg("new", *arguments)
    assert (code, err) == (0, "")
    wanted = experiment_files.from_json(out.encode())
    assert arguments in ([], [wanted.surface.name])
    assert talweg("run", written(folder, out), "-o", "out.csv")[0] == 0
    rows = len((folder / "out.csv").read_text().splitlines())
    assert rows == 1 + len(wanted.settings()) * (wanted.steps + 1)


def test_new_surface_that_nobody_knows(talweg: Answer) -> None:
    assert_refused(talweg("new", "nonsense"), "nonsense", "himmelblau")


def test_version_is_that_of_the_package(talweg: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "version", {"talweg": "1.2.3"}.__getitem__)
    assert talweg("--version") == (0, "talweg 1.2.3\n", "")


def test_version_of_what_is_not_installed(talweg: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", unknown)
    assert_refused(talweg("--version"), "not installed")


def test_help_names_the_commands(talweg: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        talweg("--help")
    assert caught.value.code == 0
    out = capsys.readouterr().out
    assert all(command in out for command in ("show", "run", "surfaces", "optimizers", "new", "--version"))


# --- refusals -----------------------------------------------------------------------------------------------

BAD_FILES: list[tuple[Any, tuple[str, ...]]] = [
    ("", ("JSON",)),
    ("x,y\n1,2\n", ("JSON",)),
    ("[1, 2]", ()),
    ("{}", ("talweg",)),
    (json.dumps(raw()).replace("-2.0", "NaN"), ()),
    (json.dumps(raw()).replace("-2.0", "Infinity"), ()),
    (json.dumps(raw()).replace("-2.0", "1e999"), ()),
    (raw(talweg=2), ("talweg", "2", "1")),
    (raw(talweg="1"), ("talweg",)),
    (raw(talweg=True), ("talweg",)),
    (raw(kind="other"), ("kind", "other")),
    (raw(surface={"name": "nonsense"}), ("nonsense",)),
    (raw(surface={"formula": "x^2 +"}), ()),
    (raw(surface={"name": "bowl", "parameters": {"wrong": 1}}), ("surface.parameters", "wrong")),
    (raw(surface={"name": "bowl", "nonsense": 1}), ("surface", "nonsense")),
    (raw(nonsense=1), ("nonsense",)),
    (raw(start=[1.0]), ("start",)),
    (raw(start=[1.0, 2.0, 3.0]), ("start",)),
    (raw(start=["1", "2"]), ("start",)),
    (raw(start=5), ("start",)),
    (raw(steps=0), ("steps", "200000")),
    (raw(steps=200_001), ("steps", "200000")),
    (raw(steps=1.5), ("steps",)),
    (raw(steps="5"), ("steps",)),
    (raw(optimizers=[]), ("optimizers",)),
    (raw(optimizers=[{"name": "sgd"}, {"name": "sgd"}]), ("sgd",)),
    (raw(optimizers=[{"name": "sgd", "label": "a"}, {"name": "adam", "label": "a"}]), ("a",)),
    (raw(optimizers=optimizer(name="lion")), ("optimizers[1]", "lion")),
    (raw(optimizers=optimizer(nonsense=1)), ("optimizers[1]", "nonsense")),
    (raw(optimizers=optimizer(learning_rate=-0.1)), ("optimizers[1].learning_rate", "-0.1")),
    (raw(optimizers=optimizer(beta_1=1.0)), ("optimizers[1].beta_1", "1")),
    (raw(optimizers=optimizer(beta_2=-0.1)), ("optimizers[1].beta_2",)),
    (raw(optimizers=[{"name": "rmsprop", "rho": 1}]), ("optimizers[0].rho",)),
    (raw(optimizers=[{"name": "adadelta", "rho": -1}]), ("optimizers[0].rho",)),
    (raw(optimizers=optimizer(enabled=1)), ("optimizers[1].enabled",)),
    ({key: value for key, value in raw().items() if key != "start"}, ("start",)),
]


@pytest.mark.parametrize(("content", "words"), BAD_FILES, ids=lambda value: str(value)[-60:])
def test_file_that_cannot_be_run(folder: Path, talweg: Answer, content: Any, words: tuple[str, ...]) -> None:
    answer = talweg("run", written(folder, content), "-o", "out.csv")
    assert_refused(answer, "race.json", *words)
    assert not (folder / "out.csv").exists()


def test_file_that_is_not_there(folder: Path, talweg: Answer) -> None:
    assert_refused(talweg("run", "none.json", "-o", "out.csv"), "none.json", "No such file")


def test_file_with_every_run_switched_off(folder: Path, talweg: Answer) -> None:
    path = written(folder, raw(optimizers=[{"name": "sgd", "enabled": False}]))
    assert_refused(talweg("run", path, "-o", "out.csv"), "race.json", "switched off")


@pytest.mark.parametrize(
    ("outputs", "words"),
    [
        (["out.pdf"], ("out.pdf", ".csv")),
        (["out"], ("out", ".csv")),
        (["good.csv", "bad.txt"], ("bad.txt",)),
        (["missing/out.csv"], ("missing",)),
        (["race.json/out.csv"], ("race.json",)),
        (["folder.csv"], ("folder.csv", "folder")),
        (["out.csv", "out.csv"], ("out.csv", "another")),
        (["out.csv", "./out.csv"], ("out.csv", "another")),
        (["real.csv", "link.csv"], ("link.csv", "another")),
        (["input.csv"], ("input.csv", "input")),
    ],
)
def test_output_that_cannot_be(
    folder: Path, talweg: Answer, outputs: list[str], words: tuple[str, ...]
) -> None:
    path = written(folder)
    (folder / "folder.csv").mkdir()
    (folder / "link.csv").symlink_to("real.csv")
    (folder / "input.csv").symlink_to(path)
    before = sorted(folder.rglob("*"))
    given = [argument for output in outputs for argument in ("-o", output)]
    assert_refused(talweg("run", path, *given), *words)
    assert sorted(folder.rglob("*")) == before
    assert path.read_text() == json.dumps(raw())


def test_folder_that_is_read_only(folder: Path, talweg: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(folder)
    monkeypatch.setattr(os, "access", lambda *_: False)  # root, who may run this test, may write anywhere
    assert_refused(talweg("run", path, "-o", "out.csv"), "out.csv", "read-only")


def test_output_that_is_read_only(folder: Path, talweg: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    path, out = written(folder), folder / "out.csv"
    out.write_text("kept")
    monkeypatch.setattr(os, "access", lambda name, *_: Path(name).name != out.name)
    monkeypatch.setattr(race, "compute", None)  # this is told before
    assert_refused(talweg("run", path, "-o", "out.csv"), "out.csv", "is read-only")
    assert out.read_text() == "kept"


@pytest.mark.parametrize("suffix", ["csv", "npz"])
def test_full_disk_leaves_nothing_behind(
    folder: Path, talweg: Answer, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(folder)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    assert_refused(talweg("run", path, "-o", f"out.{suffix}"), f"out.{suffix}", "No space left on device")
    assert list(folder.iterdir()) == [path]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nonsense"], ("nonsense", "--help")),
        (["run"], ("FILE.json", "--help")),
        (["run", "race.json"], ("--output", "--help")),
        (["run", "race.json", "--out", "a.csv"], ("--help",)),
        (["run", "race.json", "-o", "a.png", "--size", "12"], ("--size", "12")),
        (["run", "race.json", "-o", "a.png", "--size", "12x34"], ("--size", "12x34")),
        (["run", "race.json", "-o", "a.png", "--size", "9" * 5000 + "x480"], ("--size",)),
        (["run", "race.json", "-o", "a.png", "--size", "99999x99999"], ("16384",)),
        (["run", "race.json", "-o", "a.png", "--scale", "0"], ("--scale", "0.25")),
        (["run", "race.json", "-o", "a.png", "--scale", "nan"], ("--scale",)),
        (["run", "race.json", "-o", "a.png", "--scale", "big"], ("--scale", "big")),
        (["run", "race.json", "-o", "a.png", "--theme", "pink"], ("pink", "dark")),
        (["run", "race.json", "-o", "a.png", "--language", "xx"], ("xx", "de")),
        (["surfaces", "more"], ("more", "--help")),
    ],
    ids=lambda value: " ".join(value)[-40:] if isinstance(value, list) else "",
)
def test_arguments_that_make_no_sense(
    folder: Path, talweg: Answer, arguments: list[str], words: tuple[str, ...]
) -> None:
    written(folder)
    assert_refused(talweg(*arguments), *words)


@pytest.mark.parametrize("arguments", [[], ["show", "race.json"]])
def test_window_without_a_display(
    folder: Path, talweg: Answer, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert_refused(talweg(*arguments), "no display", "talweg run")


# --- how a command ends -------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["surfaces", "optimizers", "new"])
def test_reader_that_has_seen_enough_is_no_error(command: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as nobody:
        done = talweg_process([command], stdout=nobody)
    assert (done.returncode, done.stderr) == (0, "")


def test_output_that_fails_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        done = talweg_process(["new"], stdout=full)
    assert (done.returncode, done.stderr) == (2, "talweg: No space left on device.\n")


def test_terminal_without_greek_letters_gets_the_rest() -> None:
    done = talweg_process(["optimizers"], env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "learning_rate (\\u03b7) = 0.01" in done.stdout


def test_interrupt_is_quiet_and_leaves_nothing(folder: Path) -> None:
    pipe = folder / "race.json"
    os.mkfifo(pipe)
    # Whoever runs these tests in the background has it ignored, and it would be by what they start.
    heard = "import signal, sys; signal.signal(2, signal.default_int_handler); from app.__main__ import main;"
    command = [sys.executable, "-c", f"{heard} sys.exit(main())", "run", str(pipe), "-o", "out.csv"]
    with subprocess.Popen(command, env=BARE, stderr=subprocess.PIPE, text=True) as process:
        with pipe.open("w"):  # opens when the other side does, which then waits for what is written
            process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (130, "")
    assert list(folder.iterdir()) == [pipe]
