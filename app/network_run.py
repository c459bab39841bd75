"""Training without a window: a line says how far it is, and Ctrl-C keeps what there is."""

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TextIO

from core.network_experiment import NetworkExperiment

from . import paths

if TYPE_CHECKING:
    from core.live_training import LiveTraining

_LINE_S = 0.1
"""The line is written anew so often."""
_CALL_S = 0.1
"""Ctrl-C is heard about so often; what compiles is finished first."""


class Trained(NamedTuple):
    """How far training came, and whether it came to its end."""

    live: "LiveTraining"
    complete: bool


def train(experiment: NetworkExperiment, interrupted: Callable[[], bool]) -> Trained:
    """Train until all epochs are over, every run has ended, or a person has interrupted."""
    from core import backend, live_training

    backend.keep_compiled_programs(paths.cache_folder())
    live, steps = live_training.begin(experiment), 1
    line = _Line(sys.stderr)
    try:
        while live.epoch < experiment.epochs:
            if interrupted():
                return Trained(live, False)
            begun = time.monotonic()
            after = live_training.go_on(live, experiment, steps)
            if after.state.step == live.state.step:  # every run has ended
                break
            steps = 2 * steps if time.monotonic() - begun < _CALL_S else max(steps // 2, 1)
            live = after
            line.show(live)
        return Trained(live, True)
    finally:
        line.end()


class _Line:
    """One line of a terminal, written over and over; nothing where the output is no terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream if stream.isatty() else None
        self._shown = time.monotonic()
        self._length = 0

    def show(self, live: "LiveTraining") -> None:
        now = time.monotonic()
        if self._stream is None or now - self._shown < _LINE_S:
            return
        self._shown = now
        steps = live.state.step / max(live.state.seconds, 1e-9)
        text = f"epoch {live.epoch} of {live.experiment.epochs}, {steps:,.0f} steps/s"
        self._length = max(self._length, len(text))  # first: Ctrl-C may come before the line is whole
        self._stream.write("\r" + text.ljust(self._length))
        self._stream.flush()

    def end(self) -> None:
        if self._stream is not None and self._length:
            self._stream.write("\r" + " " * self._length + "\r")
            self._stream.flush()
