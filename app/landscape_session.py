"""The landscape of the network that trains, drawn in the background: coarse and often, and sharp at rest."""

import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.look import Rhythm

from .worker import Job, Worker

if TYPE_CHECKING:
    from core.landscape.live import LandscapePicture  # brings JAX, which the window does not wait for

    from .network_session import Moment, NetworkSession, NetworkState

_EVERY_S: dict[Rhythm, float] = {"off": 0.0, "calm": 1.0, "live": 0.12}
_SHARE = 0.4
"""At most this part of the time goes into landscapes while a network trains: it has the same processors."""
_MOST_S = 2.0
"""No longer than that is waited, however long one takes."""
_REST_S = 0.25
"""What has not moved for so long is drawn sharply."""


class LandscapeSession(QObject):
    """Follows a session; `picture_changed` has a LandscapePicture, or None where there is none any more."""

    picture_changed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, session: "NetworkSession", *, synchronous: bool = False) -> None:
        super().__init__(session)
        self._session = session
        self._synchronous = synchronous
        self.picture: LandscapePicture | None = None
        self._watched = False
        self._asked = False
        self._moved = self._begun = self._took = 0.0
        self._cancelled = threading.Event()
        self._worker = Worker(self, synchronous=synchronous)
        self._worker.busy_changed.connect(self.busy_changed)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)
        session.moment_changed.connect(self._follow_moment)
        session.state_changed.connect(self._follow_state)

    def set_watched(self, watched: bool) -> None:
        """Whether anyone sees the landscape: if not, none is drawn."""
        if watched != self._watched:
            self._watched = watched
            self._go_on()

    def ask(self) -> None:
        """Draw the landscape of this moment, whatever the rhythm."""
        self._asked = True
        self._go_on()

    def sharpen(self) -> None:
        """Make the landscape as sharp as it gets, where there is no thread to wait for."""
        from core.landscape import live as landscapes

        while self._synchronous and self.picture is not None and self.picture.nodes < landscapes.MOST_NODES:
            self._submit(partial(landscapes.sharpened, self.picture))

    def is_idle(self) -> bool:
        """Whether nothing is being computed or waiting for its time."""
        return self._worker.is_idle() and not self._timer.isActive()

    def wait_until_idle(self) -> None:
        """Block until the landscape is the one of this moment, as sharp as it gets."""
        while not self.is_idle():
            self._worker.wait_until_idle()
            if self._timer.isActive():
                self._timer.stop()
                self._moved = self._begun = 0.0
                self._go_on()

    def close(self) -> None:
        """Stop computing."""
        self._watched = False
        self._timer.stop()
        self._cancelled.set()
        self._worker.close()

    def _follow_moment(self) -> None:
        picture, moment = self.picture, self._session.moment
        assert moment is not None
        if picture is not None and picture.live.task is not moment.live.task:
            self.picture = None
            self.picture_changed.emit(None)
        if picture is None or picture.live.state.step != moment.live.state.step:
            self._moved = time.monotonic()
            self._cancelled.set()
        self._go_on()

    def _follow_state(self, before: "NetworkState", after: "NetworkState") -> None:
        if (before.landscape, before.look.run, before.rhythm) != (
            after.landscape,
            after.look.run,
            after.rhythm,
        ):
            self._cancelled.set()
            self.ask()

    def _go_on(self) -> None:
        """Begin what is due, or see to it that it is begun when it is."""
        moment, state = self._session.moment, self._session.state
        if not self._watched or moment is None or not self._worker.is_idle() or _has_no_path(moment, state):
            return
        from core.landscape import live as landscapes  # brings JAX; it is there already, as a moment is

        begun, now = moment.live, time.monotonic()
        look, run, picture = state.landscape, moment.pictures.look.run, self.picture
        if picture is not None and landscapes.is_of(picture, begun, look, run):
            self._asked = False
            if self._synchronous or picture.nodes >= landscapes.MOST_NODES:
                return
            if self._wait(self._moved + _REST_S - now):
                self._submit(partial(landscapes.sharpened, picture))
        elif picture is None or self._asked:
            self._submit(partial(landscapes.draw, begun, look, run, picture))
        elif state.rhythm != "off":
            due = self._begun + max(_EVERY_S[state.rhythm], min(self._took / _SHARE, _MOST_S))
            if self._wait(due - now):
                self._submit(partial(landscapes.draw, begun, look, run, picture))

    def _wait(self, seconds: float) -> bool:
        """Whether it is time; if not, it is gone on then."""
        if seconds <= 0 or self._synchronous:
            return True
        self._timer.start(int(1000 * seconds) + 1)
        return False

    def _submit(self, compute: "Callable[[Callable[[], bool]], LandscapePicture | None]") -> None:
        self._asked = False
        self._begun = time.monotonic()
        self._cancelled = threading.Event()
        self._worker.submit(Job(partial(compute, self._cancelled.is_set), self._take, self._fail))

    def _take(self, picture: "LandscapePicture | None") -> None:
        compiled = self.picture is None  # how long that took says nothing of the next time
        self._took = 0.0 if compiled else time.monotonic() - self._begun
        moment = self._session.moment
        if picture is not None and moment is not None and picture.live.task is moment.live.task:
            self.picture = picture
            self.picture_changed.emit(picture)
        self._go_on()

    def _fail(self, error: object) -> None:
        self._session.refused.emit(error)


def _has_no_path(moment: "Moment", state: "NetworkState") -> bool:
    """Whether directions are wanted that a network which has not moved yet does not have."""
    return moment.live.state.step == 0 and state.landscape.method in ("pca", "path", "interpolate")
