"""Makes the rooms with their first experiments, and stores those for the next start."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from core.experiment import Experiment
from core.messages import TalwegError
from core.surface import presets as surface_presets
from core.surface.experiment import SurfaceExperiment

from ..kit import files, paths
from ..kit.application import Surroundings
from ..lab.room import Room
from .first_paint import FirstPaint

if TYPE_CHECKING:  # only who enters a room waits for its imports
    from core.network.experiment import NetworkExperiment

SURFACE = "surface"
NETWORK = "network"

_LAST_FILES = {SURFACE: "last.json", NETWORK: "last-network.json"}


def room_for(wanted: Experiment) -> str:
    """The room in which such an experiment is at home."""
    return SURFACE if isinstance(wanted, SurfaceExperiment) else NETWORK


def known(stored: object) -> str:
    """The room that was stored, or the first."""
    return stored if isinstance(stored, str) and stored in _LAST_FILES else SURFACE


def room_factories(
    surroundings: Surroundings, opened: Experiment | None = None, *, synchronous: bool = False
) -> dict[str, Callable[[], Room]]:
    """What makes each room, with the experiment of the last time or the one that was opened.

    To import JAX takes as long as to make the window, and both need Python's lock: JAX on a thread beside it
    would double the time to the first picture and gain nothing. So it is imported once the lab is painted.
    """

    def surface() -> Room:
        from ..surface_lab.room import SurfaceRoom
        from ..surface_lab.session import SurfaceSession

        session = SurfaceSession(cast(SurfaceExperiment, _first(SURFACE, opened)), synchronous=synchronous)
        session.start(paths.cache_folder(), hold=True)
        room = SurfaceRoom(session, surroundings.theme)
        FirstPaint(room.lab, session.release)
        return room

    def network() -> Room:
        from ..network_lab.room import NetworkRoom
        from ..network_lab.sessions import NetworkSessions

        first = cast("NetworkExperiment", _first(NETWORK, opened))
        sessions = NetworkSessions.begin(first, synchronous=synchronous)
        sessions.training.start(paths.cache_folder(), hold=True)
        room = NetworkRoom(sessions, surroundings.theme)
        FirstPaint(room.lab, sessions.training.release)
        return room

    return {SURFACE: surface, NETWORK: network}


def _first(key: str, opened: Experiment | None) -> Experiment:
    if opened is not None and room_for(opened) == key:
        return opened
    try:
        last = files.read_experiment(last_file(key))
        if room_for(last) == key:
            return last
    except (TalwegError, OSError):
        pass
    if key == SURFACE:
        return surface_presets.startup()
    from core.network import presets as network_presets

    return network_presets.startup()


def keep_last(room: Room) -> None:
    """Keep a room's experiment for the next start; if that cannot be, the next start begins afresh."""
    try:
        files.write_experiment(room.session.state.experiment, last_file(room.key))
    except (TalwegError, OSError):
        return


def last_file(key: str) -> Path:
    """Where the last experiment of a room is kept."""
    return paths.data_folder() / _LAST_FILES[key]
