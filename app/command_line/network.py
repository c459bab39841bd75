"""Training without a window: a line says how far it is, and Ctrl-C keeps what there is."""

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from core.network.experiment import NetworkExperiment

from ..kit import paths
from .progress_line import ProgressLine

if TYPE_CHECKING:
    from core.network.training.live import LiveTraining

_CALL_S = 0.1
"""Ctrl-C is heard about so often; what compiles is finished first."""


class Trained(NamedTuple):
    """How far training came, and whether it came to its end."""

    live: "LiveTraining"
    complete: bool


def train(
    experiment: NetworkExperiment, interrupted: Callable[[], bool], *, most_snapshots: int | None = None
) -> Trained:
    """Train until all epochs are over, every run has ended, or a person has interrupted.

    With `most_snapshots` there are about so many of them, of epochs that do not depend on the machine.
    """
    from core import backend
    from core.network.training import live as live_training

    backend.keep_compiled_programs(paths.cache_folder())
    live, steps = live_training.begin(experiment), 1
    line = ProgressLine(sys.stderr)
    stretch = live.task.batches * -(-experiment.epochs // (most_snapshots or 1))
    try:
        while live.epoch < experiment.epochs:
            if interrupted():
                return Trained(live, False)
            begun = time.monotonic()
            after = live_training.go_on(live, experiment, min(steps, stretch - live.state.step % stretch))
            if after.state.step == live.state.step:  # every run has ended
                break
            steps = 2 * steps if time.monotonic() - begun < _CALL_S else max(steps // 2, 1)
            passing = most_snapshots is not None and after.state.step % stretch != 0
            live = after._replace(snapshots=live.snapshots) if passing else after
            line.show(_progress(live))
        return Trained(live, True)
    finally:
        line.end()


def _progress(live: "LiveTraining") -> str:
    steps = live.state.step / max(live.state.seconds, 1e-9)
    return f"epoch {live.epoch} of {live.experiment.epochs}, {steps:,.0f} steps/s"
