"""Where things lie: what ships with Talweg, and what it keeps for its user."""

import contextlib
from pathlib import Path

from PySide6.QtCore import QStandardPaths


def resources() -> Path:
    """The folder of icons, fonts and translations: inside the package, or beside it in a checkout."""
    inside = Path(__file__).parents[1] / "resources"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "resources"


def data_folder() -> Path:
    """Where the last experiment is kept; made if it is not there and can be."""
    return _made(QStandardPaths.StandardLocation.GenericDataLocation)


def cache_folder() -> Path:
    """Where compiled programs are kept; made if it is not there and can be."""
    return _made(QStandardPaths.StandardLocation.GenericCacheLocation)


def _made(location: QStandardPaths.StandardLocation) -> Path:
    # Qt's locations for applications go by the name of the application, and the command line makes none.
    folder = Path(QStandardPaths.writableLocation(location)) / "talweg"
    with contextlib.suppress(OSError):  # whoever writes there says so, or does without
        folder.mkdir(parents=True, exist_ok=True)
    return folder
