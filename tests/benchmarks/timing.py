"""Time contenders side by side: on a shared machine only ratios taken in the same minute mean something."""

import statistics
import time
from collections.abc import Callable, Mapping

Contenders = Mapping[str, Callable[[], object]]
"""By name what is timed; each call has to wait until its result is there (`block_until_ready`)."""


def medians(contenders: Contenders, rounds: int = 7, seconds: float = 0.05) -> dict[str, float]:
    """Seconds per call of each contender.

    In every round each contender is called in turn, again and again for `seconds` and at least once; the
    median is taken over the calls of a round, and over the rounds. One call before the first round, which may
    compile, does not count.
    """
    for call in contenders.values():
        call()
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, call in contenders.items():
            taken[name].append(_round(call, seconds))
    return {name: statistics.median(times) for name, times in taken.items()}


def _round(call: Callable[[], object], seconds: float) -> float:
    times: list[float] = []
    end = time.perf_counter() + seconds
    while not times or time.perf_counter() < end:
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def print_table(title: str, times: Mapping[str, float], unit_of: str) -> None:
    """Milliseconds, and how many times as long as `unit_of` each contender takes."""
    print(f"\n{title}\n{'':44}{'ms':>10}   of {unit_of}")
    for name, seconds in sorted(times.items(), key=lambda item: item[1]):
        print(f"{name:44}{1000 * seconds:10.3f}{seconds / times[unit_of]:14.4g}")
