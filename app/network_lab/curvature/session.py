"""The curvature of the loss where each run is: measured in the background while the network trains."""

import time
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from core.messages import TalwegError

from ...lab.worker import Job, Worker
from ..session import NetworkSession

if TYPE_CHECKING:  # these bring JAX, which the window does not wait for
    from core.curvature import Curvature, History, Spectrum
    from core.network.training.live import LiveTraining
    from core.network.training.task import Task

Attention = Literal["away", "near", "here"]
"""Whether a person sees nothing of the network, the network, or its curvature too."""

_SHARES: dict[Attention, float] = {"away": 0.0, "near": 0.06, "here": 0.25}
"""At most this part of the time goes into it; near, so that there is a history once a person opens it."""
_LEAST_S, _MOST_S = 0.1, 2.0
"""The time between two measurements at least and at most."""


class Measured(NamedTuple):
    """The curvature of one training as it was measured last, and its history."""

    live: "LiveTraining"
    now: "Curvature"
    history: "History"


class SpectrumOf(NamedTuple):
    """The spectrum of a run after an epoch, of this task."""

    task: "Task"
    run: int
    epoch: int
    spectrum: "Spectrum"


class CurvatureSession(QObject):
    """Follows a session; `measured_changed` has a Measured, `spectrum_changed` a SpectrumOf, or None.

    What cannot be measured is said once, and not tried again before there is another task.
    """

    measured_changed = Signal(object)
    spectrum_changed = Signal(object)
    spectrum_busy = Signal(bool)

    def __init__(self, session: NetworkSession, *, synchronous: bool = False) -> None:
        super().__init__(session)
        self._session = session
        self._synchronous = synchronous
        self.measured: Measured | None = None
        self.spectrum: SpectrumOf | None = None
        self._attention: Attention = "away"
        self._refused: Task | None = None
        self._begun = self._took = 0.0
        self._asked = 0
        self._asks: Task | None = None
        """Of which task a spectrum is being computed."""
        self._worker = Worker(self, synchronous=synchronous)
        self._spectra = Worker(self, synchronous=synchronous)
        self._spectra.busy_changed.connect(self.spectrum_busy)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)
        session.result_changed.connect(self._follow_result)

    def set_attention(self, attention: Attention) -> None:
        """Measure often while the curvature is seen, seldom while the network is, and else not at all."""
        if attention != self._attention:
            self._attention = attention
            self._timer.stop()
            self._go_on()

    def ask_spectrum(self) -> None:
        """Compute the whole spectrum of the shown run as it is now."""
        result = self._session.result
        if result is None:
            return
        live, run, epoch = result.live, result.pictures.view_state.run, result.pictures.epoch
        network = live.experiment.network
        weights = live.weights_at(result.pictures.view_state.epoch)[1][run]
        self._asked += 1
        asked = self._asked

        def compute() -> SpectrumOf:
            from core import curvature

            found = curvature.spectrum(live.task, weights, l1=network.l1, l2=network.l2)
            return SpectrumOf(live.task, run, epoch, found)

        def take(found: SpectrumOf) -> None:
            if asked == self._asked:
                self._asks = None
                self._show_spectrum(found)

        def fail(error: TalwegError) -> None:
            if asked == self._asked:
                self.forget_spectrum()
                self._session.refused.emit(error)

        self._asks = live.task
        self._spectra.submit(Job(compute, take, fail))

    def forget_spectrum(self) -> None:
        """Do not wait for the spectrum that is being computed; the one before is shown again."""
        self._asked += 1
        self._asks = None
        self._show_spectrum(self.spectrum)

    def is_idle(self) -> bool:
        """Whether nothing is being computed."""
        return self._worker.is_idle() and self._spectra.is_idle()

    def wait_until_idle(self) -> None:
        """Block until what is being computed is there."""
        self._worker.wait_until_idle()
        self._spectra.wait_until_idle()

    def close(self) -> None:
        """Stop computing."""
        self.set_attention("away")
        self._worker.close()
        self._spectra.close()

    def _follow_result(self) -> None:
        result = self._session.result
        assert result is not None
        task = result.live.task
        if self.measured is not None and self.measured.live.task is not task:
            self.measured = None
            self.measured_changed.emit(None)
        if self.spectrum is not None and self.spectrum.task is not task:
            self._show_spectrum(None)
        if self._asks is not None and self._asks is not task:
            self.forget_spectrum()
        self._go_on()

    def _show_spectrum(self, spectrum: SpectrumOf | None) -> None:
        self.spectrum = spectrum
        self.spectrum_changed.emit(spectrum)

    def _go_on(self) -> None:
        """Measure what is due, or see to it that it is when it is."""
        result, last = self._session.result, self.measured
        if result is None or not self._worker.is_idle() or self._attention == "away":
            return
        if (last is not None and last.live.state is result.live.state) or self._refused is result.live.task:
            return
        if self._attention == "near" and (self._synchronous or result.live.state.step == 0):
            return
        pause = min(max(self._took / _SHARES[self._attention], _LEAST_S), _MOST_S)
        wait = self._begun + pause - time.monotonic()
        if last is not None and wait > 0 and not self._synchronous:
            self._timer.start(int(1000 * wait) + 1)
            return
        self._begun = time.monotonic()
        fail = partial(self._fail, result.live.task)
        self._worker.submit(Job(partial(_measured, result.live, last), self._take, fail))

    def _fail(self, task: "Task", error: TalwegError) -> None:
        self._refused = task
        self._session.refused.emit(error)
        self._go_on()

    def _take(self, found: Measured) -> None:
        compiled = self.measured is None  # how long that took says nothing of the next time
        self._took = 0.0 if compiled else time.monotonic() - self._begun
        result = self._session.result
        if result is not None and found.live.task is result.live.task:
            self.measured = found
            self.measured_changed.emit(found)
        self._go_on()


def _measured(live: "LiveTraining", last: Measured | None) -> Measured:
    from core import curvature

    if last is not None and last.live.task is not live.task:
        last = None
    now = curvature.of_runs(live.experiment, live.task, live.state, last and last.now)
    history = curvature.History.empty(len(now.sharpness)) if last is None else last.history
    return Measured(live, now, history.appended(now))
