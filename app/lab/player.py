"""Plays a race: where the cursor stands as time goes by."""

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

STEPS_PER_SECOND = 60.0
"""At speed 1; slow enough for an eye, and a race of 500 steps lasts eight seconds."""

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
_FRAME_MS = 16


class Player(QObject):
    """Moves `position` from 0 to `steps` by the clock: a slow frame skips steps, not time."""

    moved = Signal(int)
    playing_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.steps = 0
        self.speed = 1.0
        self.loop = False
        self._exact = 0.0
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def position(self) -> int:
        """The step the cursor stands at."""
        return int(self._exact)

    @property
    def playing(self) -> bool:
        """Whether time goes by."""
        return self._timer.isActive()

    def play(self) -> None:
        """Go on from here, or from the start if this is the end."""
        if self.playing or self.steps == 0:
            return
        if self.position >= self.steps:
            self.jump(0)
        self._clock.start()
        self._timer.start()
        self.playing_changed.emit(True)

    def pause(self) -> None:
        """Stop here."""
        if self.playing:
            self._timer.stop()
            self.playing_changed.emit(False)

    def toggle(self) -> None:
        """Play or pause."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def jump(self, step: int) -> None:
        """Put the cursor at a step; beyond the ends it stays at the end."""
        before, self._exact = self.position, float(min(max(step, 0), self.steps))
        if self.position != before:
            self.moved.emit(self.position)

    def set_steps(self, steps: int) -> None:
        """The race has another length; the cursor stays where it is if it can."""
        self.steps = steps
        if self.position > steps:
            self.jump(steps)

    def _tick(self) -> None:
        seconds = self._clock.nsecsElapsed() / 1e9  # restart() would lose what is over whole milliseconds
        self._clock.start()
        self._advance(seconds)

    def _advance(self, seconds: float) -> None:
        exact = self._exact + seconds * STEPS_PER_SECOND * self.speed
        if self.loop and self.steps:
            arrived, exact = False, exact % (self.steps + 1)  # the last step is shown as long as any other
        else:
            arrived, exact = exact >= self.steps, min(exact, float(self.steps))
        before, self._exact = self.position, exact
        if self.position != before:
            self.moved.emit(self.position)
        if arrived:
            self.pause()
