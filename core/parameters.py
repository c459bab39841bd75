"""Descriptions of the numbers and switches that a person can change, for sliders, files and help texts."""

import math
import sys
from typing import Literal

import msgspec

from .messages import TalwegError, tr_noop

Scale = Literal["linear", "log", "log_from_zero", "log_complement"]
"""How a slider runs: evenly, by powers of ten (whole numbers by octaves), by powers of ten with 0 at the left
end, or by powers of ten of 1 − value (0.9, 0.99, 0.999, …)."""


class Parameter(msgspec.Struct, frozen=True, kw_only=True):
    """A named number: its `title` for people, its default, the range of its slider, what a file may hold.

    `low` and `high` bound the slider only, and `after_zero` is its first value above 0 if it begins there; a
    file may hold anything from `at_least` to `at_most` (or anything strictly below `below`), `whole` numbers
    only if it says so.
    """

    name: str
    symbol: str
    default: float
    low: float
    high: float
    scale: Scale = "linear"
    after_zero: float = 0.0
    at_least: float = -math.inf
    at_most: float = math.inf
    below: float = math.inf
    whole: bool = False
    title: str = ""
    meaning: str = ""

    def check(self, value: float, where: str) -> None:
        """Raise TalwegError if `value` is not finite or not accepted; `where` names its place."""
        # Not isfinite, which cannot answer for a whole number beyond the floats.
        if not -sys.float_info.max <= value <= sys.float_info.max:
            raise TalwegError(tr_noop("core", "{where} has to be a finite number."), where=where)
        if value < self.at_least:
            raise TalwegError(
                tr_noop("core", "{where} is {value}; it has to be {bound:g} or more."),
                where=where,
                value=value,
                bound=self.at_least,
            )
        if value > self.at_most:
            raise TalwegError(
                tr_noop("core", "{where} is {value}; it has to be {bound:g} or less."),
                where=where,
                value=value,
                bound=self.at_most,
            )
        if value >= self.below:
            raise TalwegError(
                tr_noop("core", "{where} is {value}; it has to be below {bound:g}."),
                where=where,
                value=value,
                bound=self.below,
            )
        if self.whole and value != int(value):
            raise TalwegError(
                tr_noop("core", "{where} is {value}; it has to be a whole number."), where=where, value=value
            )


class Switch(msgspec.Struct, frozen=True, kw_only=True):
    """A named yes or no."""

    name: str
    title: str
    default: bool = False
    meaning: str = ""
