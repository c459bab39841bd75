"""Run benchmarks one after the other, each as a process of its own; print one table and keep it as JSON.

    python3 dev.py bench [NAMES]

A name is that of a file without `bench_`; without names all are run. The exit code is 1 if what one of them
times did not happen; a missed aim is only told.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import record
from tests.benchmarks.record import Log

HERE = Path(__file__).parent
NAMES = tuple(sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py")))


def carried_out(name: str, folder: Path) -> Log:
    """What one benchmark came to; if it broke, that it did."""
    kept = folder / f"{name}.json"
    print(f"== {name}", flush=True)
    command = [sys.executable, "-m", f"tests.benchmarks.bench_{name}", "--json", str(kept)]
    code = subprocess.call(command, cwd=record.ROOT, env=os.environ | {"PYTHONPATH": str(record.ROOT)})
    if not kept.exists():
        return Log(name, untrue=f"It ended with exit code {code} before there was a result.")
    return record.read(kept)


def main() -> int:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(prog="dev.py bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    names = parser.parse_args().names or NAMES
    if unknown := [name for name in names if name not in NAMES]:
        sys.exit(f"There is no benchmark '{unknown[0]}'; there are {', '.join(NAMES)}.")
    about = record.machine()  # before the benchmarks are the load
    with tempfile.TemporaryDirectory() as folder:
        logs = [carried_out(name, Path(folder)) for name in names]
    print(f"\n{record.table(result for log in logs for result in log.results)}\n")
    missing = sorted({peer for log in logs for peer in log.missing})
    if missing:
        print(f"Not installed, so not measured: {', '.join(missing)}.")
    untrue = [log for log in logs if log.untrue]
    for log in untrue:
        print(f"{log.benchmark}: {log.untrue}")
    print(f"{about['cpu']}, {about['cores']} cores, load {about['load']}; kept in {record.keep(logs, about)}")
    return 1 if untrue else 0


if __name__ == "__main__":
    sys.exit(main())
