"""How many steps of training to make between two pictures: as many as leave both their time."""

FRAME_S = 1 / 60
"""Pictures are made so often, unless the window cannot draw them as fast."""
_LEAST_S, _MOST_S = 0.008, 0.05
"""For so long at least and at most training goes on between two pictures."""
_SHRINKING = 0.7
"""How fast the time between two pictures falls back to that of a frame once the window is no longer late."""


class Stride:
    """Learns from every call how long steps and pictures take, and whether the window is late."""

    def __init__(self) -> None:
        self._step = self._pictures = 0.0
        self._period = FRAME_S

    def note(self, step: float, training: float, pictures: float, waited: float) -> None:
        """What a call took, in seconds: each step, all steps, and the pictures; then it waited to be drawn.

        What has to wait could as well have been trained longer.
        """
        # Faster is believed at once: what was slow may have been a program that was compiled.
        self._step = min(step, ((self._step or step) + step) / 2)
        self._pictures = (self._pictures + pictures) / 2
        self._period = min(max(_SHRINKING * (training + pictures) + waited, FRAME_S), _MOST_S)

    def forget_steps(self) -> None:
        """Those of another network take another time."""
        self._step = 0.0

    @property
    def seconds(self) -> float:
        """For how long training may go on before the next picture."""
        return min(max(self._period - self._pictures, _LEAST_S), _MOST_S)

    def steps_within(self, seconds: float) -> int:
        """How many steps can be made in that time; one at least."""
        return max(int(seconds / self._step), 1) if self._step else 1
