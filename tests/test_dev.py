"""dev.py, in a checkout of its own: a copy, in a folder with a space in its name."""

import ast
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[1]

posix = pytest.mark.skipif(sys.platform == "win32", reason="root and apt-get are for Unix")

# A stand-in for the app that writes down how it was called, and draws as little as a file can hold.
APP = """
import os, sys
from pathlib import Path

command = sys.argv[1:2]
if command == ["new"]:
    print('{"steps": 5}')
elif command == ["run"]:
    experiment, option, picture = sys.argv[2:]
    assert Path(experiment).read_text().strip() == '{"steps": 5}' and option == "-o"
    Path(picture).write_text(os.environ["QT_QPA_PLATFORM"])
else:
    print("window", *sys.argv[1:])
    sys.exit(7)
"""


@pytest.fixture
def checkout(tmp_path):
    folder = tmp_path / "a checkout"
    folder.mkdir()
    for name in ("dev.py", "pyproject.toml"):
        shutil.copy(HERE / name, folder)
    return folder


@pytest.fixture
def dev(checkout):
    """The module, loaded from the checkout, so that its paths lead there."""
    spec = importlib.util.spec_from_file_location("dev_of_the_checkout", checkout / "dev.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def ready(checkout, dev):
    """The checkout with a .venv that says it is finished, and the stand-in for the app."""
    venv.create(dev.VENV)
    dev.STAMP.write_text(json.dumps(dev.stamp(["dev"])))
    (checkout / "app").mkdir()
    (checkout / "app/__main__.py").write_text(APP)
    return checkout


def call(checkout, *arguments, cwd=None, **environ):
    """Call dev.py as a person would, without a screen and without a network."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    offline = {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_FIND_LINKS": "",
        "PIP_NO_INDEX": "1",
        "PYTHONPATH": str(checkout),
    }
    kept = {name: value for name, value in os.environ.items() if name not in screens}
    return subprocess.run(
        [sys.executable, checkout / "dev.py", *arguments],
        cwd=cwd or checkout,
        env=kept | offline | environ,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize("arguments", [(), ("-x", "tests/core"), ("-k", "spiral")])
def test_whatever_takes_long_is_spread_over_the_cores(dev, arguments):
    assert "--numprocesses=auto" in dev.workers(arguments)


@pytest.mark.parametrize("arguments", [("-x", "tests/test_dev.py"), ("tests/test_dev.py::test_this",)])
def test_files_begin_at_once(dev, arguments):
    assert dev.workers(arguments) == []


def test_an_old_python_can_read_the_file():
    ast.parse((HERE / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 1), (3, 13, 9)])
def test_a_python_that_fits_is_not_complained_about(dev, version):
    assert dev.python_complaint(version, dev.PYPROJECT.read_text()) == ""


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 10, 13), (3, 14, 0)])
def test_another_python_is_named_with_those_that_fit(dev, version):
    complaint = dev.python_complaint(version, dev.PYPROJECT.read_text())
    assert complaint.startswith(
        "Talweg needs Python 3.11 to 3.13, and this is " + ".".join(map(str, version))
    )


def test_help_names_every_command(checkout):
    for arguments in ([], ["--help"]):
        told = call(checkout, *arguments)
        assert told.returncode == 0
        assert all(
            f"dev.py {command}" in told.stdout for command in ("run", "test", "check", "bench", "setup")
        )


@pytest.mark.parametrize("arguments", [["fly"], ["check", "core"], ["setup", "dev"]])
def test_a_wrong_call_is_one_sentence(checkout, arguments):
    told = call(checkout, *arguments)
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith("dev.py ")
    assert told.stderr.count("\n") == 1


def test_a_failed_installation_is_one_sentence_and_is_tried_again(checkout):
    for say in ("Making .venv ...\nInstalling", "Installing"):
        told = call(checkout, "check")
        assert told.returncode == 1
        assert told.stdout.startswith(say)
        assert told.stderr.startswith(
            "pip could not install what Talweg needs: No matching distribution found"
        )
        assert told.stderr.count("\n") == 1


def test_a_place_that_cannot_be_written_is_one_sentence(checkout):
    (checkout / ".venv").write_text("in the way")
    told = call(checkout, "check")
    assert told.returncode == 1
    assert told.stderr.count("\n") == 1
    assert "Traceback" not in told.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_without_a_screen_the_race_becomes_a_picture(ready, tmp_path):
    told = call(ready, "run", cwd=tmp_path)
    assert told.returncode == 0
    assert "No screen here" in told.stdout
    assert told.stdout.endswith(f"The race is in {tmp_path / 'talweg-race.png'}\n")
    assert (tmp_path / "talweg-race.png").read_text() == "offscreen"


def test_with_a_screen_the_window_opens_and_its_exit_status_counts(ready):
    told = call(ready, "run", QT_QPA_PLATFORM="minimal")
    assert (told.returncode, told.stdout) == (7, "window\n")


def test_arguments_of_run_go_to_the_app(ready):
    told = call(ready, "run", "my race.json", "--dark")
    assert (told.returncode, told.stdout) == (7, "window my race.json --dark\n")


def test_an_app_in_the_folder_of_the_caller_is_not_taken(ready, tmp_path):
    (tmp_path / "app").mkdir()
    (tmp_path / "app/__main__.py").write_text("raise SystemExit('the wrong app')")
    assert call(ready, "run", "a", cwd=tmp_path).stdout == "window a\n"


@pytest.mark.parametrize(
    ("platform", "environ", "screen"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "vnc"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_has_screen(dev, platform, environ, screen):
    assert dev.has_screen(platform, environ) == screen


def test_a_finished_venv_wants_nothing(dev):
    there = dev.stamp(["dev"])
    assert dev.work_left(there, there, True) == ""
    assert dev.work_left(there, dev.stamp([]), True) == ""


def test_an_extra_that_is_not_there_is_installed(dev):
    assert dev.work_left(dev.stamp([]), dev.stamp(["dev"]), True) == "install"


def test_a_changed_pyproject_is_installed(dev):
    there = dev.stamp([])
    with dev.PYPROJECT.open("a") as pyproject:
        pyproject.write("# changed\n")
    assert dev.work_left(there, dev.stamp([]), True) == "install"


def test_a_venv_that_lost_its_python_is_made_anew(dev):
    assert dev.work_left(dev.stamp([]), dev.stamp([]), False) == "create"


@pytest.mark.parametrize("other", ["Python 3.9, {root}", "Python 3.{minor}, /elsewhere"])
def test_a_venv_of_another_python_or_place_is_made_anew(dev, other):
    there = {**dev.stamp([]), "venv": other.format(root=dev.ROOT, minor=sys.version_info.minor)}
    assert dev.work_left(there, dev.stamp([]), True) == "create"


@pytest.mark.parametrize("content", [None, "", "{", "{}"])
def test_a_venv_without_a_readable_stamp_is_made_anew(dev, content):
    dev.VENV.mkdir()
    if content is not None:
        dev.STAMP.write_text(content)
    assert dev.work_left(dev.read_stamp(), dev.stamp([]), True) == "create"


def test_only_a_library_that_is_there_loads(dev):
    name = {"linux": "libc.so.6", "darwin": "libSystem.B.dylib", "win32": "kernel32.dll"}[sys.platform]
    assert dev.loads(name)
    assert not dev.loads("libtalweg-nowhere.so.9")


def test_the_screen_decides_which_libraries_are_needed(dev):
    common, x11 = set(dev.QT_LIBRARIES), set(dev.X11_LIBRARIES)
    assert set(dev.qt_libraries({})) == common
    assert set(dev.qt_libraries({"DISPLAY": ":0"})) == common | x11
    assert not x11 & set(dev.qt_libraries({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}))


@posix
@pytest.mark.parametrize(
    ("apt", "user", "sentence"),
    [
        (
            False,
            0,
            "Qt needs it: install what Debian calls libone libtwo with your system's package manager.",
        ),
        (True, 1000, "Qt needs it: type `sudo apt-get install libone libtwo` and start again."),
        (True, 0, "apt-get could not do that: Unable to locate package libone"),
    ],
)
def test_what_a_person_is_told_about_missing_packages(dev, apt, user, sentence, tmp_path, monkeypatch):
    (tmp_path / "bin").mkdir()
    if apt:  # one that knows no package, and has only the shell's own words to say so
        (tmp_path / "bin/apt-get").write_text(
            "#!/bin/sh\necho 'E: Unable to locate package libone'\nexit 100\n"
        )
        (tmp_path / "bin/apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(os, "geteuid", lambda: user)
    with pytest.raises(SystemExit) as stopped:
        dev.see_to_packages("Qt needs it", ["libone", "libtwo"])
    assert stopped.value.code == sentence


@posix
def test_root_gets_the_packages_installed(dev, tmp_path, monkeypatch, capsys):
    apt, log = tmp_path / "bin/apt-get", tmp_path / "log"
    apt.parent.mkdir()
    apt.write_text(f'#!/bin/sh\necho "$DEBIAN_FRONTEND $@" >> "{log}"\n')
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", str(apt.parent))
    monkeypatch.setenv("DEBIAN_FRONTEND", "")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    dev.see_to_packages("Qt needs it", ["libone"])
    assert log.read_text().splitlines() == [
        "noninteractive update",
        "noninteractive install --yes --no-install-recommends libone",
    ]
    assert capsys.readouterr().out == "Qt needs it: installing libone ...\n"


def test_a_step_tells_what_it_collects(dev, capsys):
    dev.step([sys.executable, "-c", "print('Collecting jax<0.11\\n  Downloading jax.whl')"], "It failed")
    assert capsys.readouterr().out == "  jax\n"


OFFLINE = """
WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError(...)': /simple/hatchling/
  ERROR: Could not find a version that satisfies the requirement hatchling<2,>=1.27 (from versions: none)
  ERROR: No matching distribution found for hatchling<2,>=1.27
error: subprocess-exited-with-error
note: This error originates from a subprocess, and is likely not a problem with pip.
"""

BROKEN = """
      OSError: Readme file does not exist: README.md
      [end of output]
error: metadata-generation-failed
hint: See above for details.
"""

APT = """
Err:1 http://mirror.invalid bookworm/main amd64 libgl1 amd64 1.6.0-1
  Temporary failure resolving 'mirror.invalid'
E: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?
"""


@pytest.mark.parametrize(
    ("output", "complaint"),
    [
        (OFFLINE, "No matching distribution found for hatchling<2,>=1.27 (is this machine online?)"),
        (BROKEN, "Readme file does not exist: README.md"),
        (
            APT,
            "Unable to fetch some archives, maybe run apt-get update or try with --fix-missing? "
            "(is this machine online?)",
        ),
        ("killed\n\n", "killed"),
        ("", "it did not say why"),
    ],
)
def test_last_complaint(dev, output, complaint):
    assert dev.last_complaint(output.splitlines()) == complaint


def written_pip(dev, monkeypatch, fails=()):
    """Stand-ins for venv and pip that only write down what they were to do; some peers cannot be had."""
    done = []

    def step(command, failure):
        done.append(command[1:])
        if "venv" in command:
            venv.create(dev.BENCH_VENV)
        if command[-1].split(">")[0] in fails:
            sys.exit(f"{failure}: it is not there")

    monkeypatch.setattr(dev, "step", step)
    return done


def test_peers_get_an_environment_of_their_own(dev, monkeypatch):
    done = written_pip(dev, monkeypatch)
    python = dev.see_to_bench_venv()
    assert python.is_relative_to(dev.BENCH_VENV)
    assert python.exists()
    assert not dev.VENV.exists()
    assert done[0][:2] == ["-m", "venv"]
    assert done[1][-2:] == ["--editable", "."]
    peers = {command[-1].split(">")[0]: command for command in done[2:]}
    assert {"torch", "keras", "numba", "optax"} <= peers.keys()
    assert "--editable" in peers["torch"]  # so that its versions suit Talweg's
    assert all("--no-deps" in peers[name] for name in ("loss-landscapes", "loss-landscape-anim"))
    done.clear()
    assert dev.see_to_bench_venv() == python
    assert done == []


def test_a_peer_that_cannot_be_had_is_said_and_tried_again(dev, monkeypatch, capsys):
    done = written_pip(dev, monkeypatch, fails=("numba", "loss-landscapes"))
    dev.see_to_bench_venv()
    told = capsys.readouterr().out
    assert "pip could not install numba" in told
    assert "could not be installed, so they are not measured: numba>=" in told
    assert "keras>=3.8,<4" in {command[-1] for command in done}
    done.clear()
    dev.see_to_bench_venv()
    assert "numba" in {command[-1].split(">")[0] for command in done}
    assert ["-m", "venv"] not in [command[:2] for command in done]


def test_benchmarks_run_in_it_with_the_names(checkout):
    script = "import sys; sys.path.insert(0, '.'); import dev; dev.see_to_libraries = lambda environ: None"
    folder = checkout / "tests/benchmarks"
    folder.mkdir(parents=True)
    (folder / "run_all.py").write_text("import sys\nprint(*sys.argv[1:])\nsys.exit(1)\n")
    script += f"; from pathlib import Path; dev.see_to_bench_venv = lambda: Path({sys.executable!r})"
    command = [sys.executable, "-c", f"{script}; sys.exit(dev.main(['bench', 'descent', 'relief']))"]
    told = subprocess.run(command, cwd=checkout, capture_output=True, text=True)
    assert (told.returncode, told.stdout) == (1, "descent relief\n")
