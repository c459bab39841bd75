"""The relief: hands and keys move it, places under the pointer are told, runs lie on it, pictures have it."""

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QWheelEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.kit import export
from app.kit.relief import engines
from app.kit.relief.camera import Camera
from app.kit.relief.engines import WORKS, Finder
from app.kit.relief.floor import Names
from app.kit.relief.paths import Mark, ReliefPath, drape
from app.kit.relief.raster import Software
from app.kit.relief.terrain import HEIGHT, Terrain
from app.kit.relief.view import REST_MS, ReliefView
from app.kit.run_style import RunStyle
from app.kit.theme import DARK, LIGHT
from core.loss_map import LossMap, scale_of
from core.surface import sampling
from core.surface.catalogue import SURFACES
from tests.app.pixels import pixels_of
from tests.folders import ROOT

SURFACE = SURFACES["himmelblau"]
STYLE = RunStyle("Adam", "#ff9f40", "t1", ())
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
PATH = np.stack([np.linspace(-1, 3, 60), np.linspace(0.5, 2, 60)], axis=1)


def sampled(cells: int = 60) -> LossMap:
    return sampling.sample(SURFACE, {}, SURFACE.domain, (cells, cells))


@pytest.fixture
def view(qtbot: QtBot) -> ReliefView:
    made = ReliefView()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.set_map(sampled())
    made.show()
    qtbot.waitExposed(made)
    return made


def seen(view: ReliefView) -> NDArray[np.int16]:
    return pixels_of(export.picture(view))


def differ(one: NDArray[np.int16], other: NDArray[np.int16]) -> float:
    return float((np.abs(one - other).max(axis=-1) > 8).mean())


def move(view: ReliefView, at: QPointF, buttons: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    event = QMouseEvent(
        QMouseEvent.Type.MouseMove, at, view.mapToGlobal(at), Qt.MouseButton.NoButton, buttons, NONE
    )
    QApplication.sendEvent(view, event)


def drag(view: ReliefView, start: QPoint, by: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.mousePress(view, LEFT, held, start)
    for share in (0.3, 0.6, 1.0):
        move(view, QPointF(start) + share * QPointF(by), LEFT)
    QTest.mouseRelease(view, LEFT, held, start + by)


# --- hands and keys -------------------------------------------------------------------------------------


def test_a_drag_turns_it_and_shift_moves_it(view: ReliefView) -> None:
    before = view.camera
    drag(view, QPoint(300, 200), QPoint(-60, 30))
    turned = view.camera
    assert turned.azimuth > before.azimuth % 360
    assert turned.elevation > before.elevation
    drag(view, QPoint(300, 200), QPoint(40, 20), Qt.KeyboardModifier.ShiftModifier)
    assert view.camera == turned._replace(shift_x=0.1, shift_y=pytest.approx(0.05))
    view.reset_view()
    assert view.camera == Camera()


def test_the_right_button_moves_it_or_offers_picture_and_numbers(view: ReliefView) -> None:
    right, at = Qt.MouseButton.RightButton, QPoint(300, 200)
    QTest.mousePress(view, right, NONE, at)
    move(view, QPointF(340, 220), right)
    QTest.mouseRelease(view, right, NONE, QPoint(340, 220))
    assert view.camera == Camera()._replace(shift_x=0.1, shift_y=pytest.approx(0.05))
    assert QApplication.activePopupWidget() is None
    QTest.mouseClick(view, right, NONE, at)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.isEnabled() for action in menu.actions() if not action.isSeparator()] == [True] * 5
    menu.close()
    numbers = view.numbers()
    assert numbers is not None
    assert numbers.rows.shape == (3600, 3)


def test_keys_turn_zoom_and_reset(view: ReliefView) -> None:
    before = view.camera
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert (view.camera.azimuth, view.camera.elevation) != (before.azimuth, before.elevation)
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.camera.zoom > 1
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.camera.zoom == pytest.approx(1)
    for reset in (Qt.Key.Key_R, Qt.Key.Key_Home):
        QTest.keyClick(view, Qt.Key.Key_Left)
        QTest.keyClick(view, reset)
        assert view.camera == before


def test_the_wheel_zooms_at_the_pointer(view: ReliefView) -> None:
    place = (2.0, 1.0)
    at = view.pixel_of(*place)
    wheel = QWheelEvent(
        *(at, view.mapToGlobal(at), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton, NONE),
        *(Qt.ScrollPhase.NoScrollPhase, False),
    )
    QApplication.sendEvent(view, wheel)
    assert view.camera.zoom > 1.3
    assert (view.pixel_of(*place) - at).manhattanLength() < 12


def test_the_place_under_the_pointer_is_told(view: ReliefView, qtbot: QtBot) -> None:
    told: list[tuple[float, float]] = []
    view.hovered.connect(lambda x, y: told.append((x, y)))
    minimum = SURFACE.known_points()[0]
    for x, y in ((0.0, 0.0), (minimum.x, minimum.y), (-2.0, 3.1)):
        move(view, view.pixel_of(x, y))
        assert told[-1] == pytest.approx((x, y), abs=0.15)
    with qtbot.waitSignal(view.left):
        move(view, QPointF(3, 3))
    with qtbot.waitSignal(view.clicked) as click:
        QTest.mouseClick(view, LEFT, NONE, view.pixel_of(1.0, 1.0).toPoint())
    assert click.args == pytest.approx([1.0, 1.0], abs=0.15)


def test_the_start_is_dragged_over_the_land(view: ReliefView) -> None:
    dragged: list[tuple[float, float]] = []
    dropped: list[bool] = []
    told: list[tuple[float, float]] = []
    view.hovered.connect(lambda x, y: told.append((x, y)))
    view.start_dragged.connect(lambda x, y: dragged.append((x, y)))
    view.start_dropped.connect(lambda: dropped.append(True))
    view.set_start((0.0, 0.0))
    before = view.camera
    start, end = view.pixel_of(0.0, 0.0).toPoint(), view.pixel_of(1.5, 1.0).toPoint()
    drag(view, start, end - start)
    assert dragged[-1] == pytest.approx((1.5, 1.0), abs=0.15)
    assert told[-1] == dragged[-1]
    assert dropped == [True]
    assert view.camera == before


def test_it_turns_by_itself_only_while_it_is_seen(view: ReliefView, qtbot: QtBot) -> None:
    before = view.camera
    view.set_spinning(True)
    qtbot.waitUntil(lambda: view.camera.azimuth != before.azimuth)
    view.hide()
    still = view.camera
    QTest.qWait(60)
    assert view.camera == still
    view.show()
    qtbot.waitUntil(lambda: view.camera != still)
    view.set_spinning(False)
    assert view.camera.elevation == before.elevation


# --- what is drawn --------------------------------------------------------------------------------------


def test_themes_planes_and_cursors_are_seen(view: ReliefView) -> None:
    view.set_theme(DARK)
    dark = seen(view)
    view.set_theme(LIGHT)
    assert differ(dark, seen(view)) > 0.9
    view.set_theme(DARK)
    assert differ(dark, seen(view)) < 0.01
    view.set_plane(0.5)
    assert differ(dark, seen(view)) > 0.03
    view.set_plane(float("nan"))
    assert differ(dark, seen(view)) < 0.01


def test_a_run_goes_on_with_the_cursor_and_its_head_is_where_it_is(view: ReliefView) -> None:
    bare = seen(view)
    view.set_paths([ReliefPath(STYLE, PATH)])
    orange = np.array(QColor(STYLE.color).getRgb()[:3])
    counts = []
    for step in (0, 20, 59):
        view.set_cursor(step)
        shown = seen(view)
        at = view.pixel_of(*PATH[step])
        assert np.abs(shown[round(at.y()), round(at.x())] - orange).max() < 12
        counts.append(int((np.abs(shown - orange).max(axis=-1) < 20).sum()))
    assert counts[0] < counts[1] < counts[2]
    view.set_paths([])
    assert differ(bare, seen(view)) < 0.001


def test_a_path_lies_on_the_land_between_its_steps_too() -> None:
    terrain = Terrain(sampled())
    leap = np.array([(-4.0, -4.0), (4.0, 3.5), (40.0, 0.0), (1.0, 1.0)])
    draped = drape(ReliefPath(STYLE, leap), terrain)
    there = np.isfinite(draped.points[:, 0])
    assert (np.diff(draped.steps) > 0).all()
    assert draped.steps[[0, -1]] == pytest.approx([0, 3])
    over = draped.points[there, 2] - terrain.height_at(*draped.points[there, :2].T)
    assert (over > 0).all()
    assert (over < 0.01).all()
    # Beyond the edge there is nothing; and within, no piece is long enough to cut through a hill.
    assert not there[(draped.steps > 1.3) & (draped.steps < 2.7)].any()
    first = draped.steps <= 1
    assert np.linalg.norm(np.diff(draped.points[first, :2], axis=0), axis=1).max() < 0.03


def test_with_losses_a_path_has_their_heights() -> None:
    terrain = Terrain(sampled())
    losses = np.array([0.0, 100.0, 2000.0])
    draped = drape(ReliefPath(STYLE, np.array([(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)]), losses), terrain)
    at = [int(np.flatnonzero(draped.steps == step)[0]) for step in range(3)]
    expected = HEIGHT * terrain.map.scale.shade(losses)
    np.testing.assert_allclose(draped.points[at, 2], expected, atol=0.01)


@pytest.mark.parametrize(
    "positions", [np.zeros((1, 2)), np.full((3, 2), np.nan), np.array([(0, 0), (1e300, -1e300)]), PATH[:2]]
)
def test_every_path_can_be_drawn(view: ReliefView, positions: NDArray[np.float64]) -> None:
    view.set_paths([ReliefPath(STYLE, positions, None, diverged=True)])
    view.set_marks([Mark(1e9, 0.0, "star", 12.0), Mark(0.0, 0.0, "o", 9.0, "here")])
    for step in (0, 1, 7):
        view.set_cursor(step)
        assert seen(view).std() > 5


@pytest.mark.parametrize("size", [(1, 1), (240, 180), (240, 900)])
def test_it_is_drawn_at_every_size(qtbot: QtBot, size: tuple[int, int]) -> None:
    made = ReliefView()
    qtbot.addWidget(made)
    made.setMinimumSize(1, 1)
    made.resize(*size)
    assert seen(made).size  # without a map
    made.set_map(sampled(12))
    made.set_paths([ReliefPath(STYLE, PATH)])
    made.set_names(Names("α", "β", "loss"))
    assert seen(made).size


def test_while_it_moves_it_is_drawn_coarsely_and_then_finely(view: ReliefView, qtbot: QtBot) -> None:
    QTest.qWait(REST_MS + 60)
    fine = seen(view)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Left)
    coarse = seen(view)
    qtbot.waitUntil(lambda: (seen(view) == fine).all(), timeout=3000)
    assert 0 < differ(fine, coarse) < 0.2


@pytest.mark.parametrize("scale", [1, 2])
def test_pictures_have_it_at_any_scale(view: ReliefView, scale: int) -> None:
    view.set_paths([ReliefPath(STYLE, PATH)])
    view.set_cursor(59)
    image = export.picture(view, scale)
    assert image.size() == view.size() * scale
    small = image.scaled(
        view.size(), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    assert np.abs(pixels_of(small) - seen(view)).mean() < 4


def test_an_svg_has_the_land_as_an_image_and_the_path_as_a_path(view: ReliefView) -> None:
    view.set_paths([ReliefPath(STYLE, PATH)])
    view.set_cursor(59)
    text = export.svg(view).decode()
    assert len(re.findall("<image", text)) == 1
    assert STYLE.color in text
    renderer = QSvgRenderer(text.encode())
    assert renderer.isValid()


def test_losses_that_are_nowhere_are_no_land(view: ReliefView) -> None:
    losses = np.full((20, 30), np.nan)
    scale = scale_of(losses, "linear")
    view.set_map(LossMap(((0, 1), (0, 1)), losses, scale.shade(losses), scale))
    assert seen(view).std() > 1
    assert view.shade_at(0.5, 0.5) is None


# --- engines --------------------------------------------------------------------------------------------


def finder(code: str) -> Finder:
    return Finder(command=[sys.executable, "-c", code])


@pytest.mark.parametrize(
    ("code", "works"),
    [
        (f"print({WORKS!r})", True),
        ("print('something else')", False),
        ("raise ImportError('no OpenGL library')", False),
        (f"import os; print({WORKS!r}, flush=True); os.abort()", False),
        ("import ctypes; ctypes.string_at(0)", False),
    ],
)
def test_what_the_process_says_is_believed_only_if_it_ends_well(qtbot: QtBot, code: str, works: bool) -> None:
    asked = finder(code)
    with qtbot.waitSignal(asked.answered, timeout=20_000):
        asked.ask()
        asked.ask()
    assert asked.works is works


def test_the_process_begins_wherever_the_program_is_started(tmp_path: Path) -> None:
    """It may find that there is no OpenGL here, but not that its own program is missing."""
    run = subprocess.run(
        engines._command(), capture_output=True, text=True, timeout=120, check=False, cwd=tmp_path
    )
    assert "ModuleNotFoundError: No module named 'app" not in run.stderr
    assert "in main" in run.stderr or WORKS in run.stdout


def test_a_process_that_hangs_is_ended(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "PATIENCE_MS", 200)
    asked = finder("import time; time.sleep(600)")
    with qtbot.waitSignal(asked.answered, timeout=20_000):
        asked.ask()
    assert asked.works is False


def test_a_program_that_is_not_there_is_no_opengl(qtbot: QtBot) -> None:
    asked = Finder(command=["/nowhere/python", "-c", ""])
    with qtbot.waitSignal(asked.answered, timeout=20_000):
        asked.ask()
    assert asked.works is False


def test_asking_ends_with_the_one_who_asks() -> None:
    asked = finder("import time; time.sleep(600)")
    asked.ask()
    begin = time.monotonic()
    asked.close()
    assert time.monotonic() - begin < 60
    assert asked.works is None


def test_without_opengl_numpy_draws_and_it_is_said_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(engines.VARIABLE, "opengl")
    monkeypatch.delenv("DISPLAY", raising=False)
    asked = Finder()
    assert asked.works
    made = ReliefView(finder=asked)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.set_map(sampled(20))
    made.show()
    qtbot.waitExposed(made)
    if isinstance(made.engine, Software):  # there is no display to draw on with OpenGL
        assert not asked.works
        qtbot.waitUntil(lambda: asked.told)
    assert seen(made).std() > 10
    made.hide()


def test_offscreen_nobody_asks(view: ReliefView) -> None:
    assert engines.finder().works is False
    assert not engines.finder().told
    assert isinstance(view.engine, Software)


UNDER_XVFB = """
import sys
from PySide6.QtGui import QOffscreenSurface, QOpenGLContext
from PySide6.QtWidgets import QApplication
application = QApplication([])
surface, context = QOffscreenSurface(), QOpenGLContext()
surface.create()
if not (context.create() and context.makeCurrent(surface) and context.format().version() >= (2, 1)):
    sys.exit(77)
context.doneCurrent()
import numpy as np
from PySide6.QtTest import QTest
from app.kit import export
from app.kit.relief.raster import Software
from app.kit.relief.view import ReliefView
from core.surface import sampling
from core.surface.catalogue import SURFACES
surface = SURFACES["himmelblau"]
view = ReliefView()
view.resize(500, 360)
view.set_map(sampling.sample(surface, {}, surface.domain, (90, 90)))
view.set_plane(0.4)
view.show()
assert isinstance(view.engine, Software)
for _ in range(600):
    if not isinstance(view.engine, Software):
        break
    QTest.qWait(50)
def pixels():
    QTest.qWait(400)
    image = export.picture(view)
    return np.frombuffer(image.constBits(), np.uint8).reshape(360, 500, 4)[..., :3].astype(float)
drawn = pixels()
print("engine", type(view.engine).__name__)
view.engine._context = None  # as if the driver had gone
view.set_plane(0.5)
view.set_plane(0.4)
view.repaint()
view.set_camera(view.camera.turned(1, 0))
view.set_camera(view.camera.turned(-1, 0))
after = pixels()
print("then", type(view.engine).__name__, view._finder.works)
print("apart", np.abs(drawn - after).mean())
print("blank", drawn.std() < 5)
"""


@pytest.mark.skipif(shutil.which("xvfb-run") is None, reason="needs a display that is none")
def test_opengl_draws_the_same_and_its_end_is_survived(tmp_path: Path) -> None:
    script = tmp_path / "under_xvfb.py"
    script.write_text(f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{UNDER_XVFB}", encoding="utf-8")
    run = subprocess.run(
        [
            "xvfb-run",
            "-a",
            "env",
            "-u",
            "WAYLAND_DISPLAY",
            "QT_QPA_PLATFORM=xcb",
            sys.executable,
            str(script),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=ROOT,
    )
    if run.returncode == 77 or "could not connect to display" in run.stderr or "xcb" in run.stderr:
        pytest.skip("no OpenGL on this display")
    said = dict(line.split(" ", 1) for line in run.stdout.splitlines())
    assert said["engine"] == "OpenGL", run.stderr
    assert said["then"] == "Software False", run.stderr
    assert said["blank"] == "False"
    assert float(said["apart"]) < 1.5
