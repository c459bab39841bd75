"""What is imported before the first race runs: everything more is time to wait at every start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.kit import files
from core.surface import presets

ROOT = Path(__file__).parents[3]

OTHER_ROOMS = ("app.network_lab", "core.network", "core.data", "core.landscape", "core.curvature")
OUTSIDE = ("pyqtgraph", "OpenGL", "app.kit.relief.gl", "app.command_line", "scipy", "pytest", "hypothesis")
COMPUTING = ("jax", "core.backend", "core.surface.descent")

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QSettings
from app.kit import application, paths
from app.window import rooms
from app.window.window import Window

folder = Path(sys.argv[1])
paths.data_folder = paths.cache_folder = lambda: folder
running = application.make()
settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
surroundings = application.Surroundings(running, settings)

class Painted(QObject):
    modules = None

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and self.modules is None:
            Painted.modules = list(sys.modules)
        return False

window = Window(rooms.room_factories(surroundings), surroundings, settings)
window.show()
painted = Painted()
window.room.lab.map.installEventFilter(painted)
while Painted.modules is None:
    running.processEvents()
print(*Painted.modules)
while window.room.session.race is None:  # it comes by itself, without anyone who waits for it
    running.processEvents()
running.processEvents()
assert window.room.player.steps > 0
print(*sys.modules)
window.close()
"""


def modules_of_start(folder: Path) -> tuple[list[str], list[str]]:
    """What a window has imported when it is painted for the first time, and when its race is there."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.run(
        [sys.executable, "-c", PROGRAM, folder], capture_output=True, text=True, env=environment, cwd=ROOT
    )
    assert process.returncode == 0, process.stderr
    painted, raced = process.stdout.splitlines()
    return painted.split(), raced.split()


def among(packages: tuple[str, ...], modules: list[str]) -> list[str]:
    """The modules that are, or are within, one of the packages."""
    return [module for module in modules if any(f"{module}.".startswith(f"{name}.") for name in packages)]


@pytest.mark.parametrize("kept", [False, True], ids=["first start", "with the race of the last start"])
def test_the_window_is_painted_before_jax_is_imported_and_its_race_needs_no_other_room(
    kept: bool, tmp_path: Path
) -> None:
    if kept:
        files.write_experiment(presets.new("rosenbrock"), tmp_path / "last.json")
    painted, raced = modules_of_start(tmp_path)
    assert "app.surface_lab.views.map_view" in painted
    assert among((*COMPUTING, *OTHER_ROOMS, *OUTSIDE), painted) == []
    assert "core.surface.race" in raced
    assert among(OTHER_ROOMS + OUTSIDE, raced) == []
