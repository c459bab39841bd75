"""Where things lie: what ships with Talweg, and what it keeps for its user."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def resources() -> Path:
    """The folder of icons, fonts and translations: inside the package, or beside it in a checkout."""
    inside = Path(__file__).parent / "resources"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "resources"


def data_folder() -> Path:
    """Where the last experiment is kept; made if it is not there."""
    return _made(QStandardPaths.StandardLocation.AppDataLocation)


def cache_folder() -> Path:
    """Where compiled programs are kept; made if it is not there."""
    return _made(QStandardPaths.StandardLocation.CacheLocation)


def _made(location: QStandardPaths.StandardLocation) -> Path:
    folder = Path(QStandardPaths.writableLocation(location))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
