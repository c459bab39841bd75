"""Checks that all experiments share; each raises ExperimentError, which names the field."""

from collections.abc import Sequence
from typing import Any

from .messages import TalwegError, tr_noop


class ExperimentError(TalwegError):
    """An experiment that cannot be: the sentence names the field."""


def check_whole(value: int, where: str, low: int, high: int) -> None:
    """Raise TalwegError if the value at `where` does not lie from `low` to `high`."""
    if not low <= value <= high:
        raise ExperimentError(
            tr_noop("core", "{where} has to be a whole number from {low} to {high}."),
            where=where,
            low=low,
            high=high,
        )


def check_choice(value: str, where: str, known: Sequence[str]) -> None:
    """Raise TalwegError if the value at `where` is not one of the known ones."""
    if value not in known:
        raise ExperimentError(
            tr_noop("core", "{where} is {found}; it has to be one of these: {known}."),
            where=where,
            found=short(repr(value)),
            known=", ".join(known),
        )


def check_count(entries: Sequence[Any], where: str, low: int, high: int) -> None:
    """Raise TalwegError if what is at `where` does not hold `low` to `high` entries."""
    if not low <= len(entries) <= high:
        raise ExperimentError(
            tr_noop("core", "{where} has to hold {low} to {high} entries, not {count}.")
            if low < high
            else tr_noop("core", "{where} has to hold {low} entries, not {count}."),
            where=where,
            low=low,
            high=high,
            count=len(entries),
        )


def short(text: str) -> str:
    """The text, cut to what fits into a sentence."""
    return text if len(text) <= 50 else text[:49] + "…"
