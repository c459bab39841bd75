"""What a benchmark found: results, printed as one table and kept as JSON with the machine they are from.

A benchmark is a function that yields results. It raises `UntrueError`, with a sentence, where what it times
did not happen; then the process ends with exit code 1.
"""

import argparse
import importlib.metadata
import importlib.util
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "build/benchmarks"
"""Where `dev.py bench` keeps what it found."""

DISTRIBUTIONS = (
    "jax", "jaxlib", "numpy", "PySide6-Essentials", "pyqtgraph", "contourpy",
    "torch", "keras", "numba", "optax", "loss-landscapes", "loss-landscape-anim",
)  # fmt: skip
"""Those whose versions are kept with the results: what Talweg stands on, and its peers."""


class UntrueError(Exception):
    """What was to be timed did not happen; the message is a sentence that says so."""


@dataclass(frozen=True)
class Result:
    """One line of the table: what Talweg needs, what a peer needs, and the ratio that has an aim."""

    benchmark: str
    what: str
    talweg: float
    unit: str
    peer: str = ""
    """Who else was measured in the same run, if anyone was."""
    of_peer: float | None = None
    ratio: float | None = None
    """The number that the aim is for; the measured value itself where there is no peer."""
    at_least: float | None = None
    at_most: float | None = None

    @property
    def aim(self) -> str:
        """The bound that the ratio should keep."""
        if self.at_least is not None:
            return f"≥ {self.at_least:g}"
        return f"≤ {self.at_most:g}" if self.at_most is not None else ""

    @property
    def reached(self) -> bool | None:
        """Whether the ratio keeps its bound; None without one."""
        if self.ratio is None or not self.aim:
            return None
        low = -float("inf") if self.at_least is None else self.at_least
        return low <= self.ratio <= (float("inf") if self.at_most is None else self.at_most)


@dataclass(frozen=True)
class Log:
    """What one benchmark came to."""

    benchmark: str
    results: tuple[Result, ...] = ()
    missing: tuple[str, ...] = ()
    """Peers that are not installed, and so were not measured."""
    untrue: str = ""
    """Why the times mean nothing; empty if all is well."""


@dataclass
class Notes:
    """What a benchmark says while it runs, besides its results."""

    missing: list[str] = field(default_factory=list)

    def present(self, module: str, peer: str = "") -> bool:
        """Whether a peer is installed; says so once if it is not."""
        if importlib.util.find_spec(module) is not None:
            return True
        name = peer or module
        if name not in self.missing:
            self.missing.append(name)
            print(f"{name} is not installed, so it is not measured; `python3 dev.py bench` installs it.")
        return False


notes = Notes()


def faster(
    benchmark: str, what: str, times: Mapping[str, float], talweg: str, peer: str, at_least: float | None
) -> Result:
    """Milliseconds of both; the ratio says how many times as long the peer takes."""
    ratio = times[peer] / times[talweg]
    return Result(
        benchmark, what, 1e3 * times[talweg], "ms", peer, 1e3 * times[peer], ratio, at_least=at_least
    )


def within(
    benchmark: str, what: str, times: Mapping[str, float], talweg: str, peer: str, at_most: float
) -> Result:
    """Milliseconds of both; the ratio says how many times as long Talweg takes."""
    ratio = times[talweg] / times[peer]
    return Result(benchmark, what, 1e3 * times[talweg], "ms", peer, 1e3 * times[peer], ratio, at_most=at_most)


def alone(
    benchmark: str,
    what: str,
    value: float,
    unit: str,
    at_least: float | None = None,
    at_most: float | None = None,
) -> Result:
    """A number that has no peer."""
    return Result(benchmark, what, value, unit, ratio=value, at_least=at_least, at_most=at_most)


# --- the table ----------------------------------------------------------------------------------------------

HEAD = ("benchmark", "what", "Talweg", "", "peer", "takes", "ratio", "aim", "")


def table(results: Iterable[Result]) -> str:
    """All results in columns."""
    rows = [HEAD, *map(_row, results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    numbers = (2, 5, 6)
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column in numbers else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _row(result: Result) -> tuple[str, ...]:
    verdict = {None: "", True: "reached", False: "MISSED"}[result.reached]
    ratio = result.ratio if result.peer else None
    return (
        result.benchmark, result.what, _short(result.talweg), result.unit, result.peer,
        _short(result.of_peer), _short(ratio), result.aim, verdict,
    )  # fmt: skip


def _short(number: float | None) -> str:
    return "" if number is None else f"{number:,.0f}" if abs(number) >= 1000 else f"{number:.3g}"


# --- one benchmark ------------------------------------------------------------------------------------------


def run(
    name: str,
    measure: Callable[[argparse.Namespace], Iterator[Result]],
    arguments: Callable[[argparse.ArgumentParser], None] = lambda parser: None,
) -> None:
    """Carry out one benchmark as a program: print its table, and end with 1 if it is untrue.

    `--json PATH` keeps what it came to for `dev.py bench`, which prints one table of all.
    """
    parser = argparse.ArgumentParser(prog=f"bench_{name}")
    parser.add_argument("--json", type=Path)
    arguments(parser)
    wanted = parser.parse_args()
    results: list[Result] = []
    untrue = ""
    try:
        results.extend(measure(wanted))
    except UntrueError as error:
        untrue = str(error)
    log = Log(name, tuple(results), tuple(notes.missing), untrue)
    if wanted.json:
        wanted.json.write_text(json.dumps(asdict(log)), encoding="utf-8")
    else:
        print(f"\n{table(results)}")
    if untrue:
        sys.exit(f"bench_{name}: {untrue}")


def read(path: Path) -> Log:
    """What `run` has kept."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    results = tuple(Result(**one) for one in kept.pop("results"))
    return Log(**{**kept, "results": results, "missing": tuple(kept["missing"])})


# --- the machine --------------------------------------------------------------------------------------------


def machine() -> dict[str, Any]:
    """What the numbers depend on besides the code."""
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _said(["git", "rev-parse", "--short", "HEAD"]),
        "cpu": _cpu(),
        "cores": os.cpu_count(),
        "memory_gb": _memory_gb(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "load": [round(one, 2) for one in os.getloadavg()] if hasattr(os, "getloadavg") else None,
        "display": os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY")
        or os.environ.get("DISPLAY") or "the system's",
        "versions": dict(_versions()),
    }  # fmt: skip


def _said(command: Sequence[str]) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def _memory_gb() -> float | None:
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1)
    except (AttributeError, OSError, ValueError):  # not on Windows
        return None


def _versions() -> Iterator[tuple[str, str]]:
    for name in DISTRIBUTIONS:
        try:
            yield name, importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue


def keep(logs: Sequence[Log], about: Mapping[str, Any], folder: Path = FOLDER) -> Path:
    """Write everything as JSON, under a name that says when it was measured."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{str(about['date'])[:19].replace(':', '-')}.json"
    text = json.dumps({"machine": about, "benchmarks": [asdict(log) for log in logs]}, indent=2)
    path.write_text(text + "\n", encoding="utf-8")
    return path
