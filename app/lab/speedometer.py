"""How fast training really goes on, with all that is done between its steps."""

from collections import deque

_LONGEST_S = 1.0
"""Over so long the speed is averaged, or over the time between two steps if that is longer."""


class Speedometer:
    """Notes when which step was reached."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def note(self, seconds: float, step: int) -> None:
        """At a time a step was reached; one that was reached before begins anew."""
        if self._seen and step == self._seen[-1][1]:
            return  # only something else is looked at
        if self._seen and step < self._seen[-1][1]:
            self._seen.clear()
        self._seen.append((seconds, step))
        while len(self._seen) > 2 and seconds - self._seen[1][0] >= _LONGEST_S:
            self._seen.popleft()

    def rest(self) -> None:
        """Nothing goes on."""
        self._seen.clear()

    @property
    def steps_per_second(self) -> float | None:
        """None as long as it is not known."""
        if not self._seen:
            return None
        (begun, first), (now, last) = self._seen[0], self._seen[-1]
        return (last - first) / (now - begun) if now > begun and last > first else None
