"""A terminal that remembers what was written."""

import io


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def screen(written: str) -> list[str]:
    """What a terminal shows after each carriage return."""
    shown, line = [], ""
    for part in written.split("\r"):
        line = part + line[len(part) :]
        shown.append(line.rstrip())
    return shown
