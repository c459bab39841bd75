"""The clock of live training: how many steps are due as time goes by."""

from typing import Literal

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

Unit = Literal["batch", "epoch", "max"]

_TICK_MS = 8
_LONGEST_S = 0.25
"""What was missed in a longer pause, such as that of a compilation, is not made up for."""


class Pacer(QObject):
    """Ticks while it plays; steps that were due and not taken stay due for a moment."""

    ticked = Signal()
    playing_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unit: Unit = "max"
        self._per_second = 1.0
        self._due = 0.0
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.ticked)

    @property
    def playing(self) -> bool:
        """Whether time goes by."""
        return self._timer.isActive()

    def set_pace(self, unit: Unit, per_second: float) -> None:
        """So many batches or epochs a second, or as many as can be."""
        self._unit, self._per_second = unit, per_second
        self._due = 0.0

    def play(self) -> None:
        """Let time go by; the first step is due at once."""
        if not self.playing:
            self._due = 1.0
            self._clock.start()
            self._timer.start()
            self.playing_changed.emit(True)

    def pause(self) -> None:
        """Stop the clock."""
        if self.playing:
            self._timer.stop()
            self.playing_changed.emit(False)

    def take(self, batches: int, most: int) -> int:
        """Take the steps that are due, `most` of them at a time; an epoch has `batches`."""
        seconds = min(self._clock.nsecsElapsed() / 1e9, _LONGEST_S)
        self._clock.start()
        if self._unit == "max":
            return most
        whole = batches if self._unit == "epoch" else 1
        self._due += seconds * self._per_second
        units = min(int(self._due), max(most // whole, 1))
        self._due = min(self._due - units, max(self._per_second * _LONGEST_S, 1.0))
        return units * whole
