"""The trails: the same in playback as in a whole redraw."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from app.kit.maps.viewport import Viewport
from app.kit.run_style import RunStyle
from app.kit.theme import DARK
from app.surface_lab.views.trails import Trail, TrailsLayer

Floats = NDArray[np.float64]

VIEW = Viewport(QRectF(0, 0, 400, 300), 0.0, 0.0, 0.01, 0.01)
STYLES = (RunStyle("one", "#ff9f40", "o", ()), RunStyle("other", "#55c3ff", "s", ()))
DASHED = RunStyle("dashed", "#ff9f40", "o", (4.0, 2.5))


def spiral(steps: int = 600) -> Floats:
    t = np.linspace(0, 1, steps + 1)
    return np.stack([1.4 * (1 - t) * np.cos(25 * t), 1.4 * (1 - t) * np.sin(25 * t)], axis=1)


def walk(steps: int, size: float, seed: int = 0) -> Floats:
    return np.cumsum(np.random.default_rng(seed).normal(0, size, (steps + 1, 2)), axis=0)


def drawn(layer: TrailsLayer, fine: bool = True) -> Floats:
    image = QImage(QSize(400, 300), QImage.Format.Format_RGB32)
    image.fill(QColor("#204876"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if fine:
        layer.paint_fine(painter, VIEW, 1.0, DARK)
    else:
        layer.paint_vector(painter, VIEW, 1.0, DARK)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(300, 400, 4)[..., :3]
    return pixels.astype(np.float64)


# --- drawing ---


def layer_of(*trails: Trail) -> TrailsLayer:
    layer = TrailsLayer()
    layer.set_trails(trails)
    return layer


@pytest.mark.parametrize("style", [STYLES[0], DASHED])
def test_playback_draws_what_a_whole_redraw_draws(qapp: object, style: RunStyle) -> None:
    trails = Trail(spiral(), style, False), Trail(walk(600, 0.05), STYLES[1], False)
    played = layer_of(*trails)
    drawn(played)
    for step in range(0, 600, 7):
        played.set_cursor(step, VIEW)
    played.set_cursor(600, VIEW)
    whole = layer_of(*trails)
    whole.set_cursor(600, VIEW)
    difference = np.abs(drawn(played) - drawn(whole)).max(axis=2)
    # Where two runs cross within one block of a whole redraw, the other may be on top.
    assert (difference > 40).mean() < 0.01


def test_a_single_trail_is_the_same_to_the_pixel_in_playback(qapp: object) -> None:
    played, whole = layer_of(Trail(spiral(), STYLES[0], False)), layer_of(Trail(spiral(), STYLES[0], False))
    drawn(played)
    for step in (13, 14, 200, 600):
        played.set_cursor(step, VIEW)
    whole.set_cursor(600, VIEW)
    touched = np.abs(drawn(played) - drawn(layer_of())).max(axis=2) > 0
    difference = np.abs(drawn(played) - drawn(whole)).max(axis=2)
    assert touched.sum() > 1_000
    assert (difference > 40).sum() == 0


def test_going_back_takes_away_what_is_ahead(qapp: object) -> None:
    layer, fresh = (layer_of(Trail(spiral(), STYLES[0], False)) for _ in range(2))
    layer.set_cursor(600, VIEW)
    drawn(layer)
    assert layer.set_cursor(100, VIEW) is None
    fresh.set_cursor(100, VIEW)
    np.testing.assert_array_equal(drawn(layer), drawn(fresh))


def test_what_changes_in_a_frame_lies_in_the_region_told(qapp: object) -> None:
    layer = layer_of(Trail(spiral(), STYLES[0], False), Trail(walk(600, 0.02), STYLES[1], False))
    layer.set_cursor(200, VIEW)
    before = drawn(layer)
    region = layer.set_cursor(220, VIEW)
    assert region is not None
    rows, columns = np.nonzero((drawn(layer) != before).any(axis=2))
    assert len(rows) > 20
    assert all(region.contains(QPoint(int(x), int(y))) for x, y in zip(columns, rows, strict=True))
    assert region.boundingRect().width() < 400


def test_curves_of_a_picture_look_like_the_pixels_of_the_screen(qapp: object) -> None:
    layer = layer_of(Trail(spiral(), STYLES[0], False))
    layer.set_cursor(400, VIEW)
    difference = np.abs(drawn(layer) - drawn(layer, fine=False)).max(axis=2)
    assert (difference > 60).mean() < 0.005


def test_the_halo_of_a_later_step_does_not_cover_an_earlier_core(qapp: object) -> None:
    cross = np.array([[-1.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.05, 1.0], [0.05, -1.0]])
    layer = layer_of(Trail(cross, STYLES[0], False))
    drawn(layer)
    for step in range(5):
        layer.set_cursor(step, VIEW)
    core = drawn(layer)[150, 190:220]  # along the first segment, past the fourth, which crosses it at x = 205
    np.testing.assert_allclose(core, np.broadcast_to([0x40, 0x9F, 0xFF], core.shape), atol=3)


def test_a_head_out_of_view_is_shown_at_the_edge(qapp: object) -> None:
    layer = layer_of(Trail(np.array([[0.0, 0.0], [1e300, 0.0]]), STYLES[0], True))
    layer.set_cursor(1, VIEW)
    trail = layer.run_at(QPointF(400 - 12, 150), VIEW)
    assert trail is not None
    assert trail.style.title == "one"
    assert layer.run_at(QPointF(200, 150), VIEW) is None
