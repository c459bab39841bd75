"""Entries of menus, as the window and the rooms add them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu


def add(
    menu: QMenu,
    text: str,
    do: Callable[[], object],
    keys: QKeySequence | QKeySequence.StandardKey | str | int | None = None,
) -> QAction:
    """One more entry, with its keys if it has any."""
    action = menu.addAction(text)
    action.triggered.connect(lambda: do())
    if keys is not None:
        action.setShortcut(QKeySequence(keys))
    return action


def add_choices(
    menu: QMenu, choices: Sequence[tuple[str, object]], present: object, choose: Callable[[Any], object]
) -> None:
    """Entries (text, key) of which one is ticked."""
    group = QActionGroup(menu)
    for text, key in choices:
        action = add(menu, text, partial(choose, key))
        action.setCheckable(True)
        action.setData(key)
        action.setChecked(key == present)
        group.addAction(action)
