"""Runs jobs of one kind off the GUI thread: one running, and the newest waiting.

A job is a function without arguments that got everything it needs up front. Its result, or its error, comes
back on the thread of the worker object. Who drags a slider gets pictures as fast as they can be made, and the
last one always.
"""

import logging
import threading
from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal

from core.messages import TalwegError, tr_noop

_log = logging.getLogger(__name__)


class Job(NamedTuple):
    """What to compute, and who gets the result or the error."""

    compute: Callable[[], Any]
    deliver: Callable[[Any], None]
    fail: Callable[[TalwegError], None]


class _Messenger(QObject):
    """Emits for the thread: the worker itself may be destroyed at that moment, and Qt would crash."""

    ready = Signal()


class Worker(QObject):
    """One thread, one job running, at most one waiting, at most one result on its way."""

    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None, *, synchronous: bool = False) -> None:
        super().__init__(parent)
        self._synchronous = synchronous
        self._state = threading.Condition()
        self._waiting: Job | None = None
        self._running = False
        self._done: tuple[Job, Any] | None = None
        self._closed = self._held = False
        self._busy = False
        self._thread: threading.Thread | None = None
        self._messenger = _Messenger()
        self._messenger.ready.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)
        # Not the method itself: Qt breaks the connections of an object to itself before it says so.
        self.destroyed.connect(lambda: self.close())

    def submit(self, job: Job) -> None:
        """Do `job` soon; one that still waits is forgotten."""
        if self._closed:
            return
        if self._synchronous:
            _give(job, _outcome(job))
            return
        with self._state:
            self._waiting = job
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="talweg-worker", daemon=True)
                self._thread.start()
            self._state.notify_all()
        self._update_busy()

    def hold(self) -> None:
        """Begin no job until `release` or `wait_until_idle`; a synchronous worker does not wait."""
        with self._state:
            self._held = True

    def release(self) -> None:
        """Begin what has been held back."""
        with self._state:
            self._held = False
            self._state.notify_all()

    def waiting(self) -> int:
        """The number of jobs that have not begun: 0 or 1."""
        return int(self._waiting is not None)

    def is_idle(self) -> bool:
        """Whether nothing waits, runs, or is about to be handed over."""
        with self._state:
            return self._waiting is None and not self._running and self._done is None

    def wait_until_idle(self) -> None:
        """Block until every job is done and handed over, those included that the results lead to."""
        self.release()
        while not (self._closed or self.is_idle()):
            with self._state:
                self._state.wait_for(lambda: self._done is not None or self._closed)
            self._hand_over()

    def close(self) -> None:
        """Forget what waits, drop what is being computed, and end the thread."""
        with self._state:
            self._closed = True
            self._waiting = self._done = None
            self._state.notify_all()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _work(self) -> None:
        while True:
            with self._state:
                self._state.wait_for(lambda: self._can_begin() or self._closed)
                if self._closed or self._waiting is None:
                    return
                job, self._waiting = self._waiting, None
                self._running = True
            outcome = _outcome(job)
            with self._state:
                self._running = False
                if self._closed:
                    return
                self._done = (job, outcome)
                self._state.notify_all()
                self._messenger.ready.emit()  # under the lock, as after `close` the receiver may be gone

    def _can_begin(self) -> bool:
        # The one result on its way is fetched first: else a fast job would starve the picture.
        return self._waiting is not None and self._done is None and not self._held

    def _hand_over(self) -> None:
        with self._state:
            done, self._done = self._done, None
            self._state.notify_all()
        if done is None:
            return
        try:
            _give(*done)
        finally:
            self._update_busy()

    def _update_busy(self) -> None:
        busy = not self.is_idle()
        if busy != self._busy:
            self._busy = busy
            self.busy_changed.emit(busy)


def _give(job: Job, outcome: Any) -> None:
    if isinstance(outcome, TalwegError):
        job.fail(outcome)
    else:
        job.deliver(outcome)


def _outcome(job: Job) -> Any:
    try:
        return job.compute()
    except TalwegError as error:
        return error
    except Exception as error:
        if isinstance(error, MemoryError) or "RESOURCE_EXHAUSTED" in str(error):  # XLA's name for it
            return TalwegError(tr_noop("core", "There is not enough memory for this; ask for less."))
        # A bug of ours: the person gets a sentence, the log gets the traceback, the lab stays open.
        _log.exception("a job failed")
        reason = str(error).partition("\n")[0].rstrip(".") or type(error).__name__
        return TalwegError(tr_noop("core", "Something went wrong while computing: {reason}."), reason=reason)
