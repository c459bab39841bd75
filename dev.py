"""Set Talweg up and start it, from a fresh checkout on.

    python3 dev.py run [ARGS]     open the window; without a screen, draw the start-up race as a picture
    python3 dev.py test [ARGS]    run the tests; ARGS go to pytest
    python3 dev.py check          run the static checks
    python3 dev.py bench [NAMES]  measure Talweg against its peers; without names all of tests/benchmarks
    python3 dev.py setup          only prepare .venv

All of it happens in .venv beside this file, but for `bench`, which has the peers in .venv-bench. Nothing but
the standard library is needed for that, and the syntax is one that an old Python can read, so that it can say
that it is too old.
"""

import ctypes
import functools
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent
PYPROJECT = ROOT / "pyproject.toml"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "talweg.json"
BENCH_VENV = ROOT / ".venv-bench"
PICTURE = Path("talweg-race.png")

# They pin years-old versions of torch and numpy, but run with new ones, which the extra "bench" has.
PEERS_ALONE = ["loss-landscapes>=3,<4", "loss-landscape-anim>=0.1.10,<0.2"]

say = functools.partial(print, flush=True)  # at once, so that it stands before what the next program prints

# What Qt loads at run time, and the Debian package that brings it. Debian 13 and Ubuntu 24.04 call one of
# them libglib2.0-0t64; apt-get understands the older name there.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
WAYLAND_LIBRARIES = {"libwayland-cursor.so.0": "libwayland-cursor0"}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def main(arguments: "list[str]") -> int:
    """Carry out the command that comes first, and return its exit status."""
    commands = {"run": run, "test": test, "check": check, "bench": bench, "setup": setup}
    command, rest = arguments[0] if arguments else "help", arguments[1:]
    if command in ("help", "-h", "--help"):
        say(str(__doc__).rstrip())
        return 0
    if command not in commands:
        sys.exit(f"dev.py knows run, test, check, bench and setup, not '{command}'.")
    if rest and command in ("check", "setup"):
        sys.exit(f"dev.py {command} takes no arguments.")
    complaint = python_complaint(sys.version_info[:3], PYPROJECT.read_text(encoding="utf-8"))
    if complaint:
        sys.exit(complaint)
    return commands[command](*rest)


def run(*arguments: str) -> int:
    """Open the window, or draw the start-up race where there is no screen to open it on."""
    see_to_libraries(os.environ)
    see_to_venv()
    app = [str(PYTHON), "-P", "-m", "app"]  # -P: an app/ in the caller's folder is not ours
    if arguments or has_screen(sys.platform, os.environ):
        return subprocess.call([*app, *arguments])
    say("No screen here (neither DISPLAY nor WAYLAND_DISPLAY is set): drawing the start-up race instead ...")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        race = Path(folder, "race.json")
        with race.open("wb") as experiment:
            failed = subprocess.call([*app, "new"], stdout=experiment)
        if failed or subprocess.call([*app, "run", str(race), "-o", str(PICTURE)]):
            sys.exit("The race could not be drawn.")
    say(f"The race is in {PICTURE.resolve()}")
    return 0


def test(*arguments: str) -> int:
    """Run the tests; tests/conftest.py keeps them off the screen."""
    see_to_libraries({})
    see_to_venv("dev")
    # Else Linux's C library keeps freed memory for each of the many threads that compile.
    environment = {"MALLOC_ARENA_MAX": "2", **os.environ}
    command = [str(PYTHON), "-m", "pytest", *workers(arguments), *arguments]
    return subprocess.call(command, cwd=ROOT, env=environment)


def workers(arguments: "Iterable[str]") -> "list[str]":
    """Say to pytest that every core takes its share of the tests; a few files begin sooner in one process."""
    if any(".py" in argument for argument in arguments):
        return []
    return ["--numprocesses=auto", "--maxprocesses=8", "--dist=worksteal"]


def check() -> int:
    """Run all static checks, the later ones also when an earlier one fails."""
    see_to_venv("dev")
    module = [str(PYTHON), "-m"]
    checks = {
        "ruff format": [*module, "ruff", "format", "--check"],
        "ruff check": [*module, "ruff", "check"],
        "mypy": [*module, "mypy"],
        "import-linter": [str(PYTHON.with_name("lint-imports")), "--no-logo"],
    }
    failed = []
    for name, command in checks.items():
        say(f"== {name}")
        if subprocess.call(command, cwd=ROOT):
            failed.append(name)
    if failed:
        sys.exit(f"These checks failed: {', '.join(failed)}.")
    return 0


def bench(*names: str) -> int:
    """Run benchmarks in an environment of their own: the peers bring gigabytes, and other versions."""
    see_to_libraries(os.environ)
    python = see_to_bench_venv()
    return subprocess.call([str(python), "-m", "tests.benchmarks.run_all", *names], cwd=ROOT)


def setup() -> int:
    """Prepare everything for running Talweg and for working on it."""
    see_to_libraries(os.environ)
    see_to_venv("dev")
    say("Ready. Start with: python3 dev.py run")
    return 0


def see_to_libraries(environ: "Mapping[str, str]") -> None:
    """Make sure that Qt will find its system libraries."""
    missing = {name: package for name, package in qt_libraries(environ).items() if not loads(name)}
    if missing and sys.platform == "linux":
        see_to_packages(f"Qt needs libraries not found here ({', '.join(missing)})", missing.values())


def see_to_venv(*extras: str) -> None:
    """Make .venv and install the project into it, editable, as far as that is not done yet."""
    wanted = stamp(extras)
    work = work_left(read_stamp(), wanted, PYTHON.exists())
    if work == "create":
        if importlib.util.find_spec("ensurepip") is None:
            package = f"python3.{sys.version_info.minor}-venv"
            see_to_packages("Python lacks ensurepip, which it needs for virtual environments", [package])
        say("Making .venv ...")
        step([sys.executable, "-m", "venv", "--clear", str(VENV)], "Python could not make .venv")
        STAMP.write_text(json.dumps({**wanted, "pyproject": "not yet installed"}), encoding="utf-8")
    if work:
        say("Installing what Talweg needs, some minutes the first time ...")
        target = f".[{','.join(extras)}]" if extras else "."
        pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--editable", target]
        step(pip, "pip could not install what Talweg needs")
        STAMP.write_text(json.dumps(wanted), encoding="utf-8")


def see_to_bench_venv() -> Path:
    """Make .venv-bench, and install the project and the peers that can be had; return its Python."""
    python, stamped = BENCH_VENV / PYTHON.relative_to(VENV), BENCH_VENV / STAMP.name
    wanted = {**stamp(["bench"]), "alone": " ".join(PEERS_ALONE)}
    found = read_stamp(stamped)
    if found == wanted and python.exists():
        return python
    if work_left(found, wanted, python.exists()) == "create":
        say("Making .venv-bench ...")
        step([sys.executable, "-m", "venv", "--clear", str(BENCH_VENV)], "Python could not make .venv-bench")
        stamped.write_text(json.dumps({**wanted, "pyproject": "not yet installed"}), encoding="utf-8")
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install"]
    say("Installing Talweg and its peers into .venv-bench, a while and gigabytes the first time ...")
    step([*pip, "--editable", "."], "pip could not install what Talweg needs")
    # One by one, as some are not there for every system; and with Talweg, so that its versions stay.
    ways = [[*pip, "--editable", ".", peer] for peer in peers(PYPROJECT.read_text(encoding="utf-8"))]
    ways += [[*pip, "--no-deps", peer] for peer in PEERS_ALONE]
    missing = [way[-1] for way in ways if not succeeds(way)]
    if missing:
        say(f"These peers could not be installed, so they are not measured: {', '.join(missing)}.")
    else:
        stamped.write_text(json.dumps(wanted), encoding="utf-8")
    return python


def peers(pyproject: str) -> "list[str]":
    """The requirements of the extra "bench"."""
    import tomllib  # an old Python has none, and does not come so far

    return list(tomllib.loads(pyproject)["project"]["optional-dependencies"]["bench"])


def succeeds(command: "list[str]") -> bool:
    """Run a command, and say what went wrong if it fails."""
    try:
        step(command, f"pip could not install {command[-1]}")
    except SystemExit as failure:
        say(failure)
        return False
    return True


def see_to_packages(why: str, packages: "Iterable[str]") -> None:
    """Install system packages, as root on Debian and its kin; stop with what to do anywhere else."""
    apt, names = shutil.which("apt-get"), " ".join(packages)
    if apt is None:
        sys.exit(f"{why}: install what Debian calls {names} with your system's package manager.")
    if sys.platform == "win32" or os.geteuid() != 0:
        sys.exit(f"{why}: type `sudo apt-get install {names}` and start again.")
    say(f"{why}: installing {names} ...")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    # One unreachable source fails the update, and the packages may still be had from the others.
    subprocess.call([apt, "update"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    step([apt, "install", "--yes", "--no-install-recommends", *packages], "apt-get could not do that")


def step(command: "list[str]", failure: str) -> None:
    """Run a command, telling only which packages it collects; stop with its last complaint if it fails."""
    lines = []
    pipe, null, both = subprocess.PIPE, subprocess.DEVNULL, subprocess.STDOUT
    with subprocess.Popen(command, cwd=ROOT, stdin=null, stdout=pipe, stderr=both) as process:
        for line in process.stdout or ():
            lines.append(line.decode(errors="replace"))
            collected = re.match(r"Collecting ([\w.-]+)", lines[-1])
            if collected:
                say(f"  {collected[1]}")
    if process.returncode:
        sys.exit(f"{failure}: {last_complaint(lines)}")


def last_complaint(lines: "Iterable[str]") -> str:
    """Pick, from what pip, apt-get or venv printed, the line that tells a person what went wrong."""
    said = [line.strip() for line in lines if line.strip()]
    errors = [line for line in said if re.match(r"(ERROR|E|\w*Error): ", line)]
    complaint = re.sub(r"^\w+: ", "", (errors or said or ["it did not say why"])[-1])
    offline = any("Retrying (" in line or "Temporary failure resolving" in line for line in said)
    return f"{complaint} (is this machine online?)" if offline else complaint


def python_complaint(version: "tuple[int, ...]", pyproject: str) -> str:
    """Say why this Python will not do, by requires-python; empty if it will."""
    bounds = [int(n) for n in re.findall(r'requires-python = ">=3\.(\d+),<3\.(\d+)"', pyproject)[0]]
    if (3, bounds[0]) <= version[:2] < (3, bounds[1]):
        return ""
    newest = f"3.{bounds[1] - 1}"
    return (
        f"Talweg needs Python 3.{bounds[0]} to {newest}, and this is {'.'.join(map(str, version))}: "
        f"start dev.py with one of those, for example `python{newest} dev.py run`."
    )


def has_screen(platform: str, environ: "Mapping[str, str]") -> bool:
    """Tell whether a window can open: on Linux only where a display, or a platform of Qt's, is named."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return platform != "linux" or any(environ.get(name) for name in names)


def qt_libraries(environ: "Mapping[str, str]") -> "dict[str, str]":
    """Name what Qt loads, by soname with its package: the common part, and that for the screen there is."""
    if environ.get("WAYLAND_DISPLAY"):
        return {**QT_LIBRARIES, **WAYLAND_LIBRARIES}
    return {**QT_LIBRARIES, **X11_LIBRARIES} if environ.get("DISPLAY") else QT_LIBRARIES


def loads(soname: str) -> bool:
    """Tell whether the dynamic linker finds a library and all that it needs in turn."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def stamp(extras: "Iterable[str]") -> "dict[str, str]":
    """Describe a finished .venv: whose it is, from which pyproject.toml, with which extras."""
    return {
        "venv": f"Python {sys.version_info.major}.{sys.version_info.minor}, {ROOT}",
        "pyproject": hashlib.sha256(PYPROJECT.read_bytes()).hexdigest(),
        "extras": " ".join(extras),
    }


def work_left(found: "Mapping[str, str]", wanted: "Mapping[str, str]", python_exists: bool) -> str:
    """Say what .venv still wants: to "create" it, to "install" into it, or nothing."""
    if not python_exists or found.get("venv") != wanted["venv"]:
        return "create"
    extras_there = set(wanted["extras"].split()) <= set(found["extras"].split())
    return "" if found["pyproject"] == wanted["pyproject"] and extras_there else "install"


def read_stamp(stamped: "Path | None" = None) -> "dict[str, str]":
    """Read what the last finished installation left in .venv, or elsewhere; empty if there is none."""
    try:
        return dict(json.loads((stamped or STAMP).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        sys.exit(f"dev.py could not go on: {error}.")
