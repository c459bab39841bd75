"""Undo and redo over frozen values."""

from typing import Generic, NamedTuple, TypeVar

Value = TypeVar("Value")

LONGEST = 200
"""Changes that can be undone; the oldest are forgotten."""


class Change(NamedTuple, Generic[Value]):
    """What the menu calls the change, and the value before (in the past) or after it (in the future)."""

    name: str
    value: Value


class History(NamedTuple, Generic[Value]):
    """The changes that led to the present value, and those that were undone."""

    past: tuple[Change[Value], ...] = ()
    future: tuple[Change[Value], ...] = ()
    open_key: str | None = None

    def record(self, name: str, before: Value, key: str | None = None) -> "History[Value]":
        """Remember `before`; changes in a row with one `key` (a drag) are undone as one."""
        if self.goes_on(key):
            return self
        return History((*self.past, Change(name, before))[-LONGEST:], (), key)

    def goes_on(self, key: str | None) -> bool:
        """Whether a change with this key belongs to the one before."""
        return key is not None and key == self.open_key and bool(self.past)

    def close(self, present: Value) -> "History[Value]":
        """End a drag: the next change is one of its own. If it led back to where it began, it was none."""
        if self.open_key is not None and self.past and self.past[-1].value == present:
            return self._replace(past=self.past[:-1], open_key=None)
        return self._replace(open_key=None)

    def undo(self, present: Value) -> "tuple[History[Value], Value]":
        """The history and the value after undoing; `past` must not be empty."""
        *past, last = self.past
        return History(tuple(past), (Change(last.name, present), *self.future)), last.value

    def redo(self, present: Value) -> "tuple[History[Value], Value]":
        """The history and the value after redoing; `future` must not be empty."""
        first, *future = self.future
        return History((*self.past, Change(first.name, present)), tuple(future)), first.value
