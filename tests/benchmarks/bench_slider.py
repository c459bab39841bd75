"""What a fast hand does to the event loop: 10,000 learning rates in 5 seconds, raced on a real worker.

The last value has to win and at most one job of a kind may wait. How long the event loop is away from a timer
of 4 ms is what a person feels; it is printed beside the same timer with nothing else going on.

    python -m tests.benchmarks.bench_slider
"""

import os
import sys
import time
from pathlib import Path

if __name__ == "__main__" and not __package__:
    sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer

from app.session import Session
from core import edits, experiment

EVENTS = 10_000
SECONDS = 5.0
TIMER_MS = 4
VIEW, CELLS = ((-4.0, 4.0), (-3.0, 3.0)), (480, 360)


def rate_of_event(number: int) -> edits.Change:
    """The edit that sets the learning rate of the first run, by decades from 0.0001 to 0.01."""
    rate = 1e-4 * 10 ** (2 * number / EVENTS)
    return lambda now: edits.with_rate(now, 0, rate, None)


def gaps_while(session: Session, events: int) -> tuple[list[float], int]:
    """Milliseconds between the ticks of the timer while `events` edits come in, and the most jobs waiting."""
    loop = QEventLoop()
    ticks: list[float] = []
    done, most, began = 0, 0, time.perf_counter()

    def tick() -> None:
        nonlocal done, most
        ticks.append(time.perf_counter())
        elapsed = ticks[-1] - began
        while done < min(events, int(events * elapsed / SECONDS)):
            done += 1
            session.edit("learning rate", rate_of_event(done), drag="slider")
            most = max(most, *session.waiting_jobs())
        if elapsed > SECONDS and session.is_idle():
            loop.quit()

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    timer.start(TIMER_MS)
    loop.exec()
    timer.stop()
    return (1e3 * np.diff(ticks)).tolist(), most


def main() -> None:
    """Print the gaps, and how many races were shown."""
    application = QCoreApplication([])
    session = Session(experiment.startup())
    session.set_viewport(VIEW, CELLS)
    session.start()
    session.wait_until_idle()
    shown: list[float] = []
    session.race_changed.connect(lambda race: shown.append(race.experiment.settings()[0].learning_rate))
    for name, events in (("nothing to do", 0), (f"{EVENTS:,} edits in {SECONDS:g} s", EVENTS)):
        gaps, most = gaps_while(session, events)
        p50, p99 = np.percentile(gaps, [50, 99])
        print(f"{name:24} gaps p50 {p50:5.1f} ms   p99 {p99:5.1f} ms   longest {max(gaps):5.1f} ms")
    wanted = session.state.experiment.settings()[0].learning_rate
    print(
        f"races shown {len(shown):,}; last η shown {shown[-1]:g}, wanted {wanted:g}; most jobs waiting {most}"
    )
    session.close()
    del application
    if shown[-1] != wanted or most > 1:
        sys.exit("the last value did not win, or jobs piled up")


if __name__ == "__main__":
    main()
