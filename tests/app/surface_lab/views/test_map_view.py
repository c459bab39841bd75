"""The map: what a hand does becomes intents in places of the surface; what it shows is seen and exported."""

import re

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent, QImage, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtSvg import QSvgGenerator, QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.kit.numbers import short_number
from app.kit.run_style import RunStyle
from app.kit.theme import DARK, LIGHT, LOSS_COLORS, Theme
from app.kit.widgets.color_bar import ColorBar
from app.kit.widgets.shades import image_of, loss_colors
from app.surface_lab.views.map_view import MapView
from app.surface_lab.views.trails import Trail
from core.loss_map import SCALINGS
from core.surface import formula, sampling
from core.surface.catalogue import SURFACES
from core.surface.catalogue.surface import CriticalPoint, Domain
from tests.app.pixels import pixels_of

SURFACE = SURFACES["himmelblau"]
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
STYLE = RunStyle("Adam", "#ff9f40", "t1", ())


@pytest.fixture
def view(qtbot: QtBot) -> MapView:
    """Himmelblau's domain, −6 … 6 in both directions, in 600 × 400 pixels: 0.03 to a pixel."""
    made = MapView()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.set_domain(SURFACE.domain)
    made.set_map(sampling.sample(SURFACE, {}, made.rectangle, made.resolution()))
    made.set_start((0.0, 0.0))
    made.show()
    qtbot.waitExposed(made)
    return made


def move(view: QWidget, x: float, y: float, button: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    at = QPointF(x, y)
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, view.mapToGlobal(at), Qt.MouseButton.NoButton, button, NONE
    )
    QApplication.sendEvent(view, event)


def wheel(view: QWidget, x: float, y: float, turned: int) -> None:
    at = QPointF(x, y)
    QApplication.sendEvent(
        view,
        QWheelEvent(
            at,
            view.mapToGlobal(at),
            QPoint(),
            QPoint(0, turned),
            Qt.MouseButton.NoButton,
            NONE,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )


class Intents:
    """What a view asked for, in order."""

    def __init__(self, view: MapView) -> None:
        self.dragged: list[tuple[float, float]] = []
        self.dropped = 0
        view.start_dragged.connect(lambda x, y: self.dragged.append((x, y)))
        view.start_dropped.connect(self._drop)

    def _drop(self) -> None:
        self.dropped += 1


# --- pointer ---


def test_dragging_the_start_tells_places_of_the_surface(qtbot: QtBot, view: MapView) -> None:
    intents = Intents(view)
    QTest.mousePress(view, LEFT, NONE, QPoint(303, 198))  # the start lies at (300, 200)
    move(view, 403, 148, LEFT)
    QTest.mouseRelease(view, LEFT, NONE, QPoint(403, 148))
    np.testing.assert_allclose(intents.dragged, [(3.0, 1.5)], atol=1e-9)
    assert intents.dropped == 1
    assert view.rectangle == ((-9.0, 9.0), (-6.0, 6.0))


def test_the_start_cannot_be_dragged_out_of_sight(qtbot: QtBot, view: MapView) -> None:
    intents = Intents(view)
    QTest.mousePress(view, LEFT, NONE, QPoint(300, 200))
    move(view, 5000, -900, LEFT)
    QTest.mouseRelease(view, LEFT, NONE, QPoint(300, 200))
    np.testing.assert_allclose(intents.dragged, [(9.0, 6.0)])


def test_a_click_puts_the_start_there(qtbot: QtBot, view: MapView) -> None:
    intents = Intents(view)
    QTest.mouseClick(view, LEFT, NONE, QPoint(200, 300))
    np.testing.assert_allclose(intents.dragged, [(-3.0, -3.0)])
    assert intents.dropped == 1


def test_a_drag_on_the_empty_map_pans(qtbot: QtBot, view: MapView) -> None:
    intents = Intents(view)
    seen: list[Domain] = []
    view.rectangle_changed.connect(seen.append)
    QTest.mousePress(view, LEFT, NONE, QPoint(100, 100))
    for x in range(110, 201, 10):
        move(view, x, 100, LEFT)
    QTest.mouseRelease(view, LEFT, NONE, QPoint(200, 100))
    np.testing.assert_allclose(view.rectangle, ((-12.0, 6.0), (-6.0, 6.0)))
    assert not intents.dragged
    assert not intents.dropped
    qtbot.waitUntil(lambda: bool(seen) and seen[-1] == view.rectangle)
    assert len(seen) < 10


def test_the_wheel_zooms_about_the_pointer(qtbot: QtBot, view: MapView) -> None:
    wheel(view, 150, 100, 480)  # twice as large; the place under the pointer is (−4.5, 3)
    np.testing.assert_allclose(view.rectangle, ((-6.75, 2.25), (-1.5, 4.5)))
    wheel(view, 150, 100, -480)
    np.testing.assert_allclose(view.rectangle, ((-9.0, 9.0), (-6.0, 6.0)))


def test_the_zoom_has_bounds(view: MapView) -> None:
    for turned in (4800, -4800):
        for _ in range(20):
            wheel(view, 300, 200, turned)
        (left, right), _ = view.rectangle
        assert 1e-9 < right - left < 1000


def test_a_double_click_resets_the_view_and_leaves_the_start(qtbot: QtBot, view: MapView) -> None:
    view.start_dragged.connect(lambda x, y: view.set_start((x, y)))
    intents = Intents(view)
    wheel(view, 150, 100, 480)
    view.set_start((-2.0, 1.0))
    at = QPoint(500, 300)
    QTest.mouseClick(view, LEFT, NONE, at)
    QTest.mouseDClick(view, LEFT, NONE, at)
    QTest.mouseRelease(view, LEFT, NONE, at)
    assert view.rectangle == ((-9.0, 9.0), (-6.0, 6.0))
    assert intents.dragged[-1] == (-2.0, 1.0)


def test_the_pointer_is_followed_and_its_leaving_told(qtbot: QtBot, view: MapView) -> None:
    with qtbot.waitSignal(view.hovered) as hovered:
        move(view, 400, 100)
    np.testing.assert_allclose(hovered.args, (3.0, 3.0))
    assert view.cursor().shape() == Qt.CursorShape.CrossCursor
    move(view, 302, 201)
    assert view.cursor().shape() == Qt.CursorShape.OpenHandCursor
    with qtbot.waitSignal(view.left):
        QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))


def test_what_lies_under_the_pointer_is_explained(view: MapView) -> None:
    view.set_points(SURFACE.known_points())
    view.set_trails([Trail(np.array([[-3.0, 3.0], [0.0, -3.0]]), STYLE, False)])
    view.set_cursor(1)
    assert "start here" in view.tooltip_at(QPointF(305, 200))
    assert "global minimum at x 3, y 2: loss 0" in view.tooltip_at(QPointF(400, 133))
    assert view.tooltip_at(QPointF(300, 300)) == "Adam"
    assert view.tooltip_at(QPointF(500, 380)) == ""
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(305, 200), view.mapToGlobal(QPoint(305, 200)))
    assert view.event(event)


def test_the_right_button_offers_picture_and_numbers(view: MapView) -> None:
    at = QPoint(300, 100)
    QApplication.sendEvent(view, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.isEnabled() for action in menu.actions() if not action.isSeparator()] == [True] * 5
    wheel(view, 150, 100, 480)
    menu.actions()[-1].trigger()
    assert view.rectangle == ((-9.0, 9.0), (-6.0, 6.0))
    menu.close()


def test_the_numbers_are_the_losses_of_all_cells(view: MapView) -> None:
    numbers = view.numbers()
    assert numbers is not None
    columns, rows = view.resolution()
    assert numbers.names == ("x", "y", "loss")
    assert numbers.rows.shape == (columns * rows, 3)
    x, y, loss = numbers.rows[::997].T
    np.testing.assert_allclose(loss, (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2, rtol=1e-9)


# --- keyboard ---


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (Qt.Key.Key_Left, (-0.18, 0.0)),
        (Qt.Key.Key_Right, (0.18, 0.0)),
        (Qt.Key.Key_Up, (0.0, 0.12)),
        (Qt.Key.Key_Down, (0.0, -0.12)),
    ],
)
def test_shift_and_arrows_move_the_start(view: MapView, key: Qt.Key, place: tuple[float, float]) -> None:
    intents = Intents(view)
    QTest.keyClick(view, key, Qt.KeyboardModifier.ShiftModifier)
    np.testing.assert_allclose(intents.dragged, [place], atol=1e-12)
    assert intents.dropped == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_R, Qt.Key.Key_Home])
def test_a_key_resets_the_view(view: MapView, key: Qt.Key) -> None:
    QTest.keyClick(view, Qt.Key.Key_Plus)
    QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert view.rectangle != ((-9.0, 9.0), (-6.0, 6.0))
    QTest.keyClick(view, key)
    assert view.rectangle == ((-9.0, 9.0), (-6.0, 6.0))


# --- what is shown ---


def test_a_new_size_keeps_the_whole_domain_or_the_zoom(view: MapView) -> None:
    view.resize(400, 600)
    assert view.rectangle == ((-6.0, 6.0), (-9.0, 9.0))
    wheel(view, 200, 300, 480)
    unit = 6.0 / 400
    view.resize(500, 600)
    (left, right), _ = view.rectangle
    assert right - left == pytest.approx(500 * unit)


def test_the_rectangle_is_told_when_the_view_appears(qtbot: QtBot) -> None:
    made = MapView()
    qtbot.addWidget(made)
    seen: list[Domain] = []
    made.rectangle_changed.connect(seen.append)
    made.resize(600, 400)
    made.set_domain(SURFACE.domain)
    assert not seen
    made.show()
    assert seen == [((-9.0, 9.0), (-6.0, 6.0))]


def test_the_colours_are_those_of_the_losses_with_high_y_on_top() -> None:
    shades = np.array([[0.0, 1.0], [0.5, np.nan]])
    image = image_of(shades, loss_colors("dark"))
    low, high = QColor(LOSS_COLORS[0]), QColor(LOSS_COLORS[-1])
    assert image.pixelColor(0, 1).rgb() == low.rgb()
    assert image.pixelColor(1, 1).rgb() == high.rgb()
    assert low.lightness() < image.pixelColor(0, 0).lightness() < high.lightness()
    assert image.pixelColor(1, 0).alpha() == 0


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_lightness_rises_evenly_with_loss(theme: Theme) -> None:
    rgb = loss_colors(theme.name, 33)[:, 2::-1] / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    luminance = linear @ (0.2126, 0.7152, 0.0722)
    bright = luminance > 216 / 24389  # CIELAB
    lightness = np.where(bright, 116 * np.cbrt(luminance) - 16, 24389 / 27 * luminance)
    even = np.linspace(lightness[0], lightness[-1], 33)
    np.testing.assert_allclose(lightness, even, atol=1.5)


def test_a_trail_shows_where_it_went_up_to_the_cursor(view: MapView) -> None:
    view.set_trails([Trail(np.array([[-3.0, 3.0], [3.0, 3.0], [3.0, -3.0]]), STYLE, False)])
    view.set_cursor(1)
    adam = np.array([0xFF, 0x9F, 0x40])
    pixels = pixels_of(view.grab().toImage()).astype(int)
    assert np.abs(pixels[100, 300] - adam).max() < 12
    assert np.abs(pixels[200, 400] - adam).max() > 40
    view.set_cursor(2)
    pixels = pixels_of(view.grab().toImage()).astype(int)
    assert np.abs(pixels[200, 400] - adam).max() < 12
    view.set_coarse(True)
    pixels = pixels_of(view.grab().toImage()).astype(int)
    assert np.abs(pixels[199:202, 250] - adam).max() > 12
    assert min(np.abs(pixels[y, 300] - adam).max() for y in (99, 100)) < 12


def test_playback_on_the_screen_ends_as_a_whole_redraw(qtbot: QtBot, view: MapView) -> None:
    t = np.linspace(0, 1, 301)
    path = np.stack([4 * (1 - t) * np.cos(12 * t), 4 * (1 - t) * np.sin(12 * t)], axis=1)
    view.set_trails([Trail(path, STYLE, False)])
    view.grab()
    for step in range(0, 301, 5):
        view.set_cursor(step)
        QApplication.processEvents()
    played = pixels_of(view.grab().toImage()).astype(int)
    view.set_trails([Trail(path, STYLE, False)])
    whole = pixels_of(view.grab().toImage()).astype(int)
    assert (np.abs(played - whole).max(axis=2) > 40).sum() == 0


def test_huge_and_diverged_runs_break_nothing(view: MapView) -> None:
    growing = np.cumprod(np.full((300, 2), -9.9), axis=0)
    assert growing.max() > 1e290
    view.set_trails([Trail(growing, STYLE, True), Trail(np.array([[0.0, 0.0]]), STYLE, True)])
    before = view.rectangle
    for step in (0, 5, 299, 10_000):
        view.set_cursor(step)
        assert not view.grab().isNull()
    assert view.rectangle == before
    curves = "".join(re.findall(r' d="([^"]*)"', svg_of(view)))
    numbers = re.findall(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?", curves)
    assert numbers
    assert max(abs(float(number)) for number in numbers) < 10_000


def test_the_readout_is_hidden_when_empty(view: MapView) -> None:
    view.set_readout("x 1 · y 2")
    assert view.readout.isVisible()
    assert view.readout.text() == "x 1 · y 2"
    view.set_readout("")
    assert not view.readout.isVisible()


def test_labels_keep_clear_of_each_other_and_of_the_edge(view: MapView) -> None:
    crowd = [CriticalPoint("local", -5.9 + 0.31 * k, 5.9 - 0.02 * k, 1.0 + k) for k in range(20)]
    view.set_points([*crowd, CriticalPoint("global", 8.9, -5.9, 0.0), CriticalPoint("global", 3.0, 2.0, 0.0)])
    view.grab()
    labels = [area for area in view._covered if area.width() > 30]
    assert labels
    for index, label in enumerate(labels):
        assert view.rect().contains(label.toAlignedRect())
        others = [*view._covered[: view._covered.index(label)], *labels[index + 1 :]]
        assert not any(label.intersects(other) for other in others if other is not label)
        assert not label.intersects(view._bar.geometry().toRectF())


def test_many_points_have_no_labels(view: MapView) -> None:
    view.set_points([CriticalPoint("local", x, y, 1.0) for x in range(-5, 6) for y in range(-5, 6)])
    view.grab()
    assert len(view._covered) == 121
    assert all(area.width() < 30 for area in view._covered)


# --- colour bar ---


def test_the_colour_bar_says_what_is_scaled_and_offers_the_others(qtbot: QtBot, view: MapView) -> None:
    bar = view.findChild(ColorBar)
    assert bar is not None
    assert bar.text() == "loss, rank-scaled"
    view.set_scaling("log")
    assert bar.text() == "loss, log-scaled"
    actions = {action.data(): action for action in bar.menu().actions()}
    assert tuple(actions) == SCALINGS
    assert [action.isChecked() for action in actions.values()] == [False, True, False]
    with qtbot.waitSignal(view.scaling_chosen) as chosen:
        actions["linear"].trigger()
    assert chosen.args == ["linear"]


def test_a_click_on_the_colour_bar_opens_its_menu(qtbot: QtBot, view: MapView) -> None:
    bar = view.findChild(ColorBar)
    intents = Intents(view)
    assert bar is not None
    QTest.mouseClick(bar, LEFT)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()
    assert not intents.dragged


def test_the_colour_bar_tells_the_losses_at_its_ends_and_middle(view: MapView) -> None:
    made = sampling.sample(SURFACE, {}, view.rectangle, view.resolution(), "linear")
    view.set_map(made)
    bar = view.findChild(ColorBar)
    assert bar is not None
    low, high = np.nanmin(made.losses), np.nanmax(made.losses)
    texts = [short_number(loss) for loss in (low, (low + high) / 2, high)]
    assert bar.accessibleDescription() == "From loss {} over {} to {}".format(*texts)


# --- pictures ---


def svg_of(view: MapView) -> str:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(600, 400))
    painter = QPainter(generator)
    view.render(painter, QPoint())
    painter.end()
    return bytes(buffer.data().data()).decode()


def test_an_svg_has_curves_markers_and_text(view: MapView) -> None:
    view.set_points(SURFACE.known_points())
    t = np.linspace(0, 1, 301)
    view.set_trails([Trail(np.stack([4 * t, 3 * np.sin(9 * t)], axis=1), STYLE, False)])
    view.set_cursor(300)
    svg = svg_of(view)
    curves = [path for path in re.findall(r'<path[^>]* d="([^"]*)"', svg) if path.count("L") > 200]
    assert len(curves) >= 3  # contours, halo, core
    for text in ("global minimum 0", "start", "loss, rank-scaled"):
        assert text in svg
    assert svg.count("<image") == 2  # the map and the colour bar


@pytest.mark.parametrize("cursor", [0, 1])
def test_an_svg_can_be_read_back_whatever_it_shows(view: MapView, cursor: int) -> None:
    plain = formula.surface("0*x", SURFACE.domain)
    view.set_map(sampling.sample(plain, {}, view.rectangle, view.resolution()))
    view.set_trails([Trail(np.array([[-5.0, -4.0], [5.0, 4.5]]), STYLE, False)])
    view.set_cursor(cursor)
    assert QSvgRenderer(
        QByteArray(svg_of(view).encode())
    ).isValid()  # a complaint of its reader fails the test


def test_a_larger_picture_is_drawn_and_not_blown_up(view: MapView) -> None:
    view.set_trails([Trail(np.array([[-5.0, -4.0], [5.0, 4.5]]), STYLE, False)])
    view.set_cursor(1)
    image = QImage(2400, 1600, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(4)
    painter = QPainter(image)
    view.render(painter, QPoint())
    painter.end()
    blown_up = view.grab().toImage().scaled(2400, 1600, mode=Qt.TransformationMode.SmoothTransformation)
    rows = slice(600, 760)

    def sharpest(picture: QImage) -> float:
        return float(np.abs(np.diff(pixels_of(picture)[rows, 700:1100].astype(float), axis=0)).max())

    assert sharpest(image) > 1.5 * sharpest(blown_up)
