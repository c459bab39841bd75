"""The curvature of the loss where each run is: measured in the background while the network trains."""

import time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from .worker import Job, Worker

if TYPE_CHECKING:
    # These bring JAX, which the window does not wait for.
    from core.curvature import Curvature, History, Spectrum
    from core.live_training import LiveTraining

    from .network_session import Moment, NetworkSession

_SHARE, _SEEN_SHARE = 0.06, 0.25
"""At most this part of the time goes into it while a network trains, and if anyone looks at it."""
_LEAST_S, _MOST_S = 0.1, 2.0
"""The time between two measurements at least and at most."""


class Measured(NamedTuple):
    """What has been measured of one training, at last at this moment of it."""

    live: "LiveTraining"
    now: "Curvature"
    history: "History"


class SpectrumOf(NamedTuple):
    """The spectrum of a run after an epoch."""

    run: int
    epoch: int
    spectrum: "Spectrum"


class CurvatureSession(QObject):
    """Follows a session; `measured_changed` has a Measured, `spectrum_changed` a SpectrumOf, or None."""

    measured_changed = Signal(object)
    spectrum_changed = Signal(object)
    spectrum_busy = Signal(bool)

    def __init__(self, session: "NetworkSession", *, synchronous: bool = False) -> None:
        super().__init__(session)
        self._session = session
        self._synchronous = synchronous
        self.measured: Measured | None = None
        self.spectrum: SpectrumOf | None = None
        self._watched = False
        self._begun = self._took = 0.0
        self._asked = 0
        self._worker = Worker(self, synchronous=synchronous)
        self._spectra = Worker(self, synchronous=synchronous)
        self._spectra.busy_changed.connect(self.spectrum_busy)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)
        session.moment_changed.connect(self._follow_moment)

    def set_watched(self, watched: bool) -> None:
        """Whether anyone looks at it: then it is measured more often."""
        if watched != self._watched:
            self._watched = watched
            self._go_on()

    def ask_spectrum(self) -> None:
        """Compute the whole spectrum of the shown run as it is now."""
        moment = self._session.moment
        if moment is None:
            return
        live, run, epoch = moment.live, moment.pictures.look.run, moment.pictures.epoch
        weights = live.weights_at(moment.pictures.look.epoch)[1][run]
        self._asked += 1
        asked = self._asked

        def compute() -> SpectrumOf:
            from core import curvature

            network = live.experiment.network  # with its penalties, as the sharpness beside it is measured
            found = curvature.spectrum(live.task, weights, l1=network.l1, l2=network.l2)
            return SpectrumOf(run, epoch, found)

        def take(found: SpectrumOf) -> None:
            moment = self._session.moment
            if asked == self._asked and moment is not None and moment.live.task is live.task:
                self._show_spectrum(found)

        self._spectra.submit(Job(compute, take, self._session.refused.emit))

    def forget_spectrum(self) -> None:
        """Do not wait for the spectrum that is being computed."""
        self._asked += 1

    def is_idle(self) -> bool:
        """Whether nothing is being computed."""
        return self._worker.is_idle() and self._spectra.is_idle()

    def wait_until_idle(self) -> None:
        """Block until what is being computed is there."""
        self._worker.wait_until_idle()
        self._spectra.wait_until_idle()

    def close(self) -> None:
        """Stop computing."""
        self._timer.stop()
        self._worker.close()
        self._spectra.close()

    def _follow_moment(self) -> None:
        moment = self._session.moment
        assert moment is not None
        if self.measured is not None and self.measured.live.task is not moment.live.task:
            self.measured = None
            self.measured_changed.emit(None)
        if self.spectrum is not None and self.measured is None:
            self._show_spectrum(None)
        self._go_on()

    def _show_spectrum(self, spectrum: SpectrumOf | None) -> None:
        self.spectrum = spectrum
        self.spectrum_changed.emit(spectrum)

    def _go_on(self) -> None:
        """Measure what is due, or see to it that it is when it is."""
        moment, last = self._session.moment, self.measured
        if moment is None or not self._worker.is_idle() or not (self._watched or self._runs_on(moment)):
            return
        if last is not None and last.live.state.step == moment.live.state.step:
            return
        share = _SEEN_SHARE if self._watched else _SHARE
        pause = min(max(self._took / share, _LEAST_S), _MOST_S)
        wait = self._begun + pause - time.monotonic()
        if last is not None and wait > 0 and not self._synchronous:
            self._timer.start(int(1000 * wait) + 1)
            return
        self._begun = time.monotonic()
        self._worker.submit(
            Job(partial(_measured, moment.live, last), self._take, self._session.refused.emit)
        )

    def _runs_on(self, moment: "Moment") -> bool:
        """Whether there is something to record, though no one looks: they may want to see it later."""
        return bool(moment.live.state.step) and not self._synchronous

    def _take(self, found: Measured) -> None:
        compiled = self.measured is None  # how long that took says nothing of the next time
        self._took = 0.0 if compiled else time.monotonic() - self._begun
        moment = self._session.moment
        if moment is not None and found.live.task is moment.live.task:
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
