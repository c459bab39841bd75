"""Sentences for people: English templates that whoever shows them may translate."""

from collections.abc import Mapping
from typing import NamedTuple


def tr_noop(context: str, text: str) -> str:
    """Mark a literal for the translation catalogue; returns `text` unchanged.

    The catalogue tool finds the calls of this function by its name, so both arguments have to be literals.
    """
    del context
    return text


class Message(NamedTuple):
    """A template such as `"unknown name {name}"` and the values of its places."""

    text: str
    values: Mapping[str, object] = {}

    def __str__(self) -> str:
        return self.text.format(**self.values)


class TalwegError(ValueError):
    """Something a person asked for cannot be done; `message` says what, where, and what to do."""

    def __init__(self, text: str, **values: object) -> None:
        self.message = Message(text, values)
        super().__init__(str(self.message))
