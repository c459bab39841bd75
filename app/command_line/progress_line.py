"""How far something is, on one line of a terminal; nothing where the output is no terminal."""

import time
from typing import TextIO

_EVERY_S = 0.1
"""The line is written anew so often."""


class ProgressLine:
    """One line, written over and over."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream if stream.isatty() else None
        self._shown = time.monotonic()
        self._length = 0

    def show(self, text: str) -> None:
        """Say how far it is, unless it was said a moment ago."""
        now = time.monotonic()
        if self._stream is None or now - self._shown < _EVERY_S:
            return
        self._shown = now
        self._length = max(self._length, len(text))  # first: Ctrl-C may come before the line is whole
        self._stream.write("\r" + text.ljust(self._length))
        self._stream.flush()

    def end(self) -> None:
        """Leave the terminal as it was."""
        if self._stream is not None and self._length:
            self._stream.write("\r" + " " * self._length + "\r")
            self._stream.flush()


def duration(seconds: float) -> str:
    """About how long, as a person would say it."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 6000 else f"{seconds / 3600:.1f} h"
