"""Early stopping on histories made by hand, by Keras's rules."""

import math
from typing import Any

import numpy as np
import pytest

from core.network.early_stopping import Rule, Watch, after_epoch, begin

DOWN, UP = -1.0, 1.0


def watched(values: Any, sign: float = DOWN, patience: float = 0, min_delta: float = 0.0) -> Watch:
    """Values of one run, or (epochs, runs)."""
    columns = np.asarray(values, dtype=np.float64).reshape(len(values), -1)
    watch = begin(sign, columns[0])
    for epoch, row in enumerate(columns, start=1):
        watch = after_epoch(watch, Rule(sign, patience, min_delta), epoch, row)
    return watch


def facts(watch: Watch) -> tuple[float, int, int]:
    return float(watch.best[0]), int(watch.best_epoch[0]), int(watch.stopped_epoch[0])


@pytest.mark.parametrize(
    ("values", "options", "best", "best_epoch", "stopped_epoch"),
    [
        ([3, 2, 1], {}, 1, 3, 0),
        ([3, 2, 2.5, 1], {}, 2, 2, 3),  # without patience the first rise ends it
        ([3, 2, 2.5, 2.1, 1], {"patience": 2}, 2, 2, 4),
        ([3, 2, 2.5, 1, 1.5], {"patience": 2}, 1, 4, 0),
        ([3, 3, 3, 3], {"patience": 3}, 3, 1, 4),
        ([3, 2.9, 2.8, 2.7], {"patience": 3, "min_delta": 0.25}, 2.7, 4, 0),  # counted from the best
        ([3, 2.9, 2.8], {"patience": 2, "min_delta": 0.5}, 3, 1, 3),
        ([0.5, 0.6, 0.55], {"sign": UP}, 0.6, 2, 3),
        ([0.5, 0.4, 0.3], {"sign": UP, "patience": 2}, 0.5, 1, 3),
        ([math.nan, 2, 1], {"patience": 5}, 1, 3, 0),
        ([2, math.nan, math.nan], {"patience": 2}, 2, 1, 3),
        ([math.nan, math.nan], {}, math.inf, 1, 2),  # the first epoch never stops a run
    ],
)
def test_when_it_stops(
    values: list[float], options: dict[str, Any], best: float, best_epoch: int, stopped_epoch: int
) -> None:
    assert facts(watched(values, **options)) == (best, best_epoch, stopped_epoch)


def test_runs_are_watched_each_for_itself() -> None:
    watch = watched([(3, 3), (4, 2), (1, 1), (0, 5)], patience=1)
    np.testing.assert_array_equal(watch.stopped_epoch, [2, 4])
    np.testing.assert_array_equal(watch.best, [3, 1])
    np.testing.assert_array_equal(watch.best_epoch, [1, 3])
