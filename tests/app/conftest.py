"""What tests of the whole window share."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from app.kit import application, files
from app.window import rooms
from app.window.window import Window
from tests.small_networks import small


@pytest.fixture
def open_window(qtbot: QtBot) -> Iterator[Callable[..., Window]]:
    """Opens windows that do nothing by themselves, with a small network behind the second door."""
    opened: list[Window] = []

    def opener(*, first: str = "", synchronous: bool = True, **room_factories: Any) -> Window:
        running = application.make()
        settings = QSettings()
        surroundings = application.Surroundings(running, settings)
        last = rooms.last_file(rooms.NETWORK)
        if not last.exists():
            files.write_experiment(small(), last)
        shown = Window(
            rooms.room_factories(surroundings, synchronous=synchronous, **room_factories),
            surroundings,
            settings,
            first or rooms.known(settings.value("room")),
        )
        opened.append(shown)
        shown.show()
        pause(shown)
        return shown

    yield opener
    for shown in opened:
        if shiboken6.isValid(shown):
            shown.surroundings.set_language("en")
            shown.close()
            shown.surroundings.deleteLater()
            shown.deleteLater()


def pause(shown: Window) -> None:
    """Let nothing go on by itself."""
    shown.room.presenter.player.pause()
