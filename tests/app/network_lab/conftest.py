"""Windows in the room of the networks."""

from collections.abc import Callable

import pytest

from app.window import rooms
from app.window.window import Window
from tests.app.conftest import pause

Open = Callable[..., Window]


@pytest.fixture
def in_network(open_window: Open) -> Open:
    """Opens windows in the room of the networks."""

    def opener(**options: bool) -> Window:
        shown = open_window(**options)
        shown.enter(rooms.NETWORK)
        pause(shown)
        return shown

    return opener
