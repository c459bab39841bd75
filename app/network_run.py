"""Training without a window: a line says how far it is, and Ctrl-C keeps what there is."""

import sys
import time
from typing import TYPE_CHECKING, NamedTuple, TextIO

from core.network_experiment import NetworkExperiment

from . import paths

if TYPE_CHECKING:
    from core.live_training import LiveTraining

_LINE_S = 0.1
"""The line is written anew so often."""
_CALL_STEPS = 4096
"""Ctrl-C is heard after so many steps at the latest."""


class Trained(NamedTuple):
    """How far training came, and whether it was interrupted."""

    live: "LiveTraining"
    interrupted: bool


def train(experiment: NetworkExperiment) -> Trained:
    """Train until all epochs are over, every run has ended, or a person presses Ctrl-C."""
    from core import backend, live_training

    backend.keep_compiled_programs(paths.cache_folder())
    live = live_training.begin(experiment)
    line = _Line(sys.stderr)
    try:
        while True:
            after = live_training.go_on(live, experiment, _CALL_STEPS)
            if after.state.step == live.state.step:
                return Trained(live, False)
            live = after
            line.show(live)
    except KeyboardInterrupt:
        return Trained(live, True)
    finally:
        line.end()


class _Line:
    """One line of a terminal, written over and over; nothing where the output is no terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream if stream.isatty() else None
        self._since = self._shown = time.monotonic()
        self._length = 0

    def show(self, live: "LiveTraining") -> None:
        now = time.monotonic()
        if self._stream is None or now - self._shown < _LINE_S:
            return
        self._shown = now
        steps = live.state.step / (now - self._since)
        text = f"epoch {live.epoch} of {live.experiment.epochs}, {steps:,.0f} steps/s"
        self._stream.write("\r" + text.ljust(self._length))
        self._stream.flush()
        self._length = len(text)

    def end(self) -> None:
        if self._stream is not None and self._length:
            self._stream.write("\r" + " " * self._length + "\r")
            self._stream.flush()
