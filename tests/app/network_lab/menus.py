"""What tests of the room do with the window: its menus, and what was put off."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.window.window import Window


def settle() -> None:
    """Let everything that was put off be done, deletions too."""
    for _ in range(2):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def activate(shown: Window, qtbot: QtBot) -> None:
    """Let the keys of the window be heard."""
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)


def menus(shown: Window) -> Iterator[QMenu]:
    """All menus, and those in them."""

    def below(menu: QMenu) -> Iterator[QMenu]:
        yield menu
        for action in menu.actions():
            if action.menu() is not None:
                yield from below(action.menu())

    for action in shown.menuBar().actions():
        yield from below(action.menu())


def entry(shown: Window, text: str) -> QAction:
    """The one entry of the menus that is called so."""
    found = [one for menu in menus(shown) for one in menu.actions() if one.text().replace("&", "") == text]
    assert len(found) == 1
    return found[0]
