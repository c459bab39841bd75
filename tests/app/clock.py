"""Time that goes by when it is told to."""


class Clock:
    """What a pacer takes for a QElapsedTimer."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def start(self) -> None:
        self.seconds = 0.0

    def nsecsElapsed(self) -> int:  # noqa: N802 - as Qt calls it
        return int(self.seconds * 1e9)
