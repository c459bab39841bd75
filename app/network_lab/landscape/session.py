"""The landscape of the network that trains, drawn in the background: coarse and often, and sharp at rest."""

import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.landscape.view_state import UpdateRate
from core.messages import TalwegError

from ...lab.worker import Job, Worker
from ..session import NetworkSession
from ..state import NetworkState, TrainingResult

if TYPE_CHECKING:  # these bring JAX, which the window does not wait for
    from core.landscape.live_landscape import LandscapePicture, Subject

_EVERY_S: dict[UpdateRate, float] = {"off": 0.0, "calm": 1.0, "live": 0.12}
_SHARE = 0.4
"""At most this part of the time goes into landscapes while a network trains: it has the same processors."""
_MOST_S = 2.0
"""No longer than that is waited, however long one takes."""
_REST_S = 0.25
"""What has not moved for so long is drawn sharply."""


Compute = Callable[[Callable[[], bool]], "LandscapePicture | None"]


class LandscapeSession(QObject):
    """Follows a session; `picture_changed` has a LandscapePicture, or None where there is none any more.

    `obstacle` says why there is none, if there cannot be.
    """

    picture_changed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, session: NetworkSession, *, synchronous: bool = False) -> None:
        super().__init__(session)
        self._session = session
        self._synchronous = synchronous
        self.picture: LandscapePicture | None = None
        self.obstacle: TalwegError | None = None
        self._last: Subject | None = None
        """What was drawn last, or could not be."""
        self._begins: Subject | None = None
        """What is drawn or sharpened at present, or was last."""
        self._watched = self._asked = self._sharpens = False
        self._moved = self._begun = self._took = 0.0
        self._cancelled = threading.Event()
        self._worker = Worker(self, synchronous=synchronous)
        self._worker.busy_changed.connect(self.busy_changed)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)
        session.result_changed.connect(self._follow_result)
        session.state_changed.connect(self._follow_state)

    def set_watched(self, watched: bool) -> None:
        """Whether anyone sees the landscape: if not, none is drawn."""
        if watched == self._watched:
            return
        self._watched = watched
        if watched:
            self._go_on()
        else:
            self._timer.stop()
            self._cancelled.set()

    def ask(self) -> None:
        """Draw the landscape of the training as it is now, at any update rate."""
        self._asked = True
        if self._sharpens:
            self._cancelled.set()
        self._go_on()

    def sharpen(self) -> None:
        """Make the landscape as sharp as it gets, where there is no thread to wait for."""
        nodes = 0
        while self._synchronous and self.picture is not None and nodes < self.picture.nodes:
            nodes = self.picture.nodes
            self._sharpen()

    def is_idle(self) -> bool:
        """Whether nothing is being computed or waiting for its time."""
        return self._worker.is_idle() and not self._timer.isActive()

    def wait_until_idle(self) -> None:
        """Block until the landscape of the last result is drawn, as sharp as it gets."""
        while not self.is_idle():
            self._worker.wait_until_idle()
            if self._timer.isActive():
                self._timer.stop()
                self._moved = self._begun = -_MOST_S
                self._go_on()

    def close(self) -> None:
        """Stop computing."""
        self.set_watched(False)
        self._worker.close()

    def _follow_result(self) -> None:
        result, last = self._session.result, self._last
        assert result is not None
        if self._begins is not None and not self._is_of_this_task(self._begins):
            self._cancelled.set()
        if last is not None and not self._is_of_this_task(last):
            self._last = self.obstacle = None
            self._show(None)
        if last is None or last.live.state is not result.live.state:
            self._moved = time.monotonic()
            if self._sharpens and self._session.state.update_rate != "off":
                self._cancelled.set()
        self._go_on()

    def _follow_state(self, before: NetworkState, after: NetworkState) -> None:
        if (before.landscape, before.view_state.run) != (after.landscape, after.view_state.run):
            self._cancelled.set()
        self._go_on()

    def _go_on(self) -> None:
        """Begin what is due, or see to it that it is begun when it is."""
        result, state = self._session.result, self._session.state
        if not self._watched or result is None or not self._worker.is_idle():
            return
        if _is_outdated(result, state) or _has_no_path(result, state):
            return
        from core.landscape import live_landscape  # brings JAX; it is there already, as a result is

        wanted, last = live_landscape.Subject(result.live, state.landscape, state.view_state.run), self._last
        draw = partial(live_landscape.draw, *wanted, self.picture)
        now, asked_anew = time.monotonic(), last is None or not wanted.asks_like(last)
        moved = last is None or last.live.state is not wanted.live.state
        if asked_anew or (self._asked and (moved or self.obstacle)):
            self._submit(draw, wanted)
        elif moved and state.update_rate != "off":
            due = self._begun + max(_EVERY_S[state.update_rate], min(self._took / _SHARE, _MOST_S))
            if self._is_time(due - now):
                self._submit(draw, wanted)
        elif self._can_be_sharper():
            rests = 0.0 if state.update_rate == "off" else self._moved + _REST_S - now
            if self._is_time(rests):
                self._sharpen()
        if not moved:
            self._asked = False

    def _can_be_sharper(self) -> bool:
        from core.landscape import live_landscape

        picture = self.picture
        return picture is not None and picture.nodes < live_landscape.MOST_NODES and not self._synchronous

    def _sharpen(self) -> None:
        from core.landscape import live_landscape

        assert self.picture is not None
        self._submit(partial(live_landscape.sharpened, self.picture), self.picture.subject, sharpens=True)

    def _is_time(self, seconds: float) -> bool:
        """Whether it is time; if not, it is gone on then."""
        if seconds <= 0 or self._synchronous:
            return True
        self._timer.start(int(1000 * seconds) + 1)
        return False

    def _submit(self, compute: Compute, subject: "Subject", *, sharpens: bool = False) -> None:
        self._timer.stop()
        self._asked, self._sharpens, self._begins = False, sharpens, subject
        self._begun = time.monotonic()
        self._cancelled = threading.Event()
        if self.obstacle is not None and not (self._last and subject.asks_like(self._last)):
            self.obstacle = None
            self._show(None)
        deliver, fail = partial(self._take, subject), partial(self._fail, subject)
        self._worker.submit(Job(partial(compute, self._cancelled.is_set), deliver, fail))

    def _take(self, subject: "Subject", picture: "LandscapePicture | None") -> None:
        if picture is not None and self._is_of_this_task(subject):
            if not self._sharpens:
                again = self._last is not None and subject.asks_like(self._last)
                # How long it took to compile says nothing of the next time.
                self._took = time.monotonic() - self._begun if again else 0.0
            self._last, self.obstacle = subject, None
            self._show(picture)
        self._go_on()

    def _fail(self, subject: "Subject", error: TalwegError) -> None:
        if self._is_of_this_task(subject):
            self._last, self.obstacle = subject, error
            self._show(None)
        self._go_on()

    def _is_of_this_task(self, subject: "Subject") -> bool:
        result = self._session.result
        return result is not None and result.live.task is subject.live.task

    def _show(self, picture: "LandscapePicture | None") -> None:
        self.picture = picture
        self.picture_changed.emit(picture)


def _is_outdated(result: TrainingResult, state: NetworkState) -> bool:
    """Whether the wanted experiment has other runs than the result: the view state counts those."""
    there, wanted = result.live.experiment, state.experiment
    return there is not wanted and [one.run_label for one in there.settings()] != [
        one.run_label for one in wanted.settings()
    ]


def _has_no_path(result: TrainingResult, state: NetworkState) -> bool:
    """Whether directions are wanted that a network which has not moved yet does not have."""
    return result.live.state.step == 0 and state.landscape.method in ("pca", "path", "interpolate")
