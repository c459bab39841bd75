"""From the command to a painted, running race, against the bare start of the libraries it stands on.

The bare start is an empty pyqtgraph window, shown, and then `import jax`. Both are fresh processes that say
when they are there; compiled programs are kept between starts as in daily use, so the first start is listed
by itself. Run with a display or under Xvfb: `python tests/benchmarks/bench_startup.py [rounds]`.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]

BARE = """
import pyqtgraph as pg
app = pg.mkQApp()
window = pg.PlotWidget()
window.resize(1280, 800)
window.show()
for _ in range(5):
    app.processEvents()
print("window", flush=True)
import jax
print("race", flush=True)
import os; os._exit(0)
"""

TALWEG = """
import gc
gc.disable()  # as the command does
import os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.window.start import build
shown = build()
QTimer.singleShot(0, lambda: print("window", flush=True))
def painted():
    # The race has arrived and the player has moved it on: what is on the screen now is alive.
    shown.room.lab.map.repaint()
    print("race", flush=True)
    os._exit(0)
def running(_):
    shown.room.player.moved.connect(lambda step: step > 0 and painted())
shown.room.session.race_changed.connect(running)
QApplication.exec()
"""


def start(code: str, home: str) -> dict[str, float]:
    """Seconds from the start of the process to each line it says."""
    environment = os.environ | {"HOME": home, "PYTHONPATH": str(ROOT)}
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT
    )
    assert process.stdout is not None
    said = {line.strip(): time.perf_counter() - began for line in process.stdout}
    process.wait()
    return said


def main(rounds: int = 7) -> None:
    """Print medians and the ratio."""
    with tempfile.TemporaryDirectory() as home:
        first = start(TALWEG, home)
        print(f"first start of all, everything compiled: race after {first['race']:.2f} s")
        bare, ours = [], []
        for _ in range(rounds):
            bare.append(start(BARE, home))
            ours.append(start(TALWEG, home))
    for result in ("window", "race"):
        a, b = (statistics.median(one[result] for one in runs) for runs in (bare, ours))
        print(f"{result:7} bare {a:.2f} s · talweg {b:.2f} s · ratio {b / a:.2f}")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
