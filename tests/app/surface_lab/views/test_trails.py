"""The trails: thinned but complete, clipped in double precision, the same in playback as in a redraw."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from app.kit.run_style import RunStyle
from app.kit.theme import DARK
from app.surface_lab.views.map_viewport import Viewport
from app.surface_lab.views.trails import Line, Trail, TrailsLayer, _dashed, line_of, path_of

Floats = NDArray[np.float64]

VIEW = Viewport(400, 300, 0.0, 0.0, 0.01)
STYLES = (RunStyle("one", "#ff9f40", "o", ()), RunStyle("other", "#55c3ff", "s", ()))
DASHED = RunStyle("dashed", "#ff9f40", "o", (4.0, 2.5))


def spiral(steps: int = 600) -> Floats:
    t = np.linspace(0, 1, steps + 1)
    return np.stack([1.4 * (1 - t) * np.cos(25 * t), 1.4 * (1 - t) * np.sin(25 * t)], axis=1)


def walk(steps: int, size: float, seed: int = 0) -> Floats:
    return np.cumsum(np.random.default_rng(seed).normal(0, size, (steps + 1, 2)), axis=0)


def distances(points: Floats, segments: Floats) -> Floats:
    """From every point to the nearest of the segments."""
    a, b = segments[:, :2], segments[:, 2:]
    along = ((points[:, None] - a) * (b - a)).sum(axis=2) / np.maximum(((b - a) ** 2).sum(axis=1), 1e-300)
    nearest = a + np.clip(along, 0, 1)[..., None] * (b - a)
    return np.asarray(np.linalg.norm(points[:, None] - nearest, axis=2).min(axis=1))


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


# --- thinning ---


@pytest.mark.parametrize("path", [spiral(50_000), walk(50_000, 0.0004), walk(50_000, 0.3)])
def test_ends_are_kept(path: Floats) -> None:
    wide = VIEW._replace(unit=1e6)
    for view in (VIEW._replace(unit=1.0), wide):
        line = line_of(path, view)
        pixels = view.to_pixels(path)
        np.testing.assert_array_equal(line.segments[0, :2], pixels[0])
        np.testing.assert_array_equal(line.segments[-1, 2:], pixels[-1])
        assert line.steps[-1] == 50_000


def test_a_dense_path_becomes_few_segments_that_no_point_is_a_pixel_away_from() -> None:
    path = spiral(100_000)
    line = line_of(path, VIEW)
    assert len(line.steps) < 10_000
    assert distances(VIEW.to_pixels(path[::500]), line.segments).max() < 1.0


def test_what_is_already_coarse_is_not_thinned() -> None:
    path = np.array([[0.0, 0.0], [0.5, 0.1], [0.4, 0.6], [-0.3, 0.2]])
    line = line_of(path, VIEW)
    np.testing.assert_array_equal(line.steps, [1, 2, 3])
    np.testing.assert_allclose(line.segments[1], np.concatenate(VIEW.to_pixels(path[1:3])))


def test_a_long_noisy_path_is_bounded_and_keeps_its_extent() -> None:
    path = np.clip(walk(200_000, 0.05), -1.9, 1.4)
    line = line_of(path, VIEW)
    pixels = VIEW.to_pixels(path)
    assert len(line.steps) <= 8_000 + 2
    ends = line.segments.reshape(-1, 2)
    np.testing.assert_array_equal(ends.min(axis=0), pixels.min(axis=0))
    np.testing.assert_array_equal(ends.max(axis=0), pixels.max(axis=0))


def test_a_path_that_stands_still_is_one_point() -> None:
    line = line_of(np.zeros((1001, 2)), VIEW)
    assert len(line.steps) == 1
    assert line.until(1000) == 1


def test_a_start_alone_draws_nothing() -> None:
    assert len(line_of(np.zeros((1, 2)), VIEW).steps) == 0


@given(st.integers(0, 2_000), st.integers(1, 50))
def test_the_cursor_finds_the_last_point_it_has_passed(cursor: int, seed: int) -> None:
    path = walk(2_000, 0.002, seed)
    line = line_of(path, VIEW)
    drawn_until = line.until(cursor)
    passed = line.steps[drawn_until - 1] if drawn_until else 0
    assert passed <= cursor
    assert drawn_until == len(line.steps) or line.steps[drawn_until] > cursor
    if drawn_until:
        pixel = VIEW.to_pixels(path[passed : passed + 1])[0]
        np.testing.assert_array_equal(line.segments[drawn_until - 1, 2:], pixel)


# --- clipping ---

_COORDINATES = st.floats(-1e300, 1e300) | st.floats(-10, 10)


@given(st.lists(st.tuples(_COORDINATES, _COORDINATES), min_size=1, max_size=12))
def test_no_segment_reaches_far_beyond_the_view(places: list[tuple[float, float]]) -> None:
    line = line_of(np.array(places), VIEW)
    ends = line.segments.reshape(-1, 2)
    assert np.isfinite(ends).all()
    assert (ends >= (-400, -300)).all()
    assert (ends <= (800, 600)).all()
    assert (np.diff(line.steps) >= 0).all()


@pytest.mark.parametrize("far", [1e4, 1e20, 1e155, 1e300])
def test_a_diverging_path_is_drawn_in_its_direction_up_to_where_it_leaves(far: float) -> None:
    line = line_of(np.array([[0.0, 0.0], [far, far / 2]]), VIEW)
    assert len(line.steps) == 1
    np.testing.assert_allclose(line.segments[0], [200, 150, 800, 150 - 300], atol=1e-6)


def test_a_path_that_comes_back_is_drawn_where_it_comes_back() -> None:
    out, back = np.array([[0.0, 0.0], [1e6, 0.0]]), np.array([[0.0, 1e6], [0.0, 0.5]])
    line = line_of(np.concatenate([out, back]), VIEW)
    np.testing.assert_array_equal(line.steps, [1, 3])
    np.testing.assert_allclose(line.segments[1], [200, -300, 200, 100], atol=1e-6)
    assert path_of(line.segments).elementCount() == 4


def test_a_segment_across_the_view_between_two_places_outside_is_seen() -> None:
    line = line_of(np.array([[-1e3, 0.25], [1e3, 0.25]]), VIEW)
    np.testing.assert_allclose(line.segments, [[-400, 125, 800, 125]])


# --- dashes ---


def test_dashes_lie_on_the_line_and_cover_their_share() -> None:
    line = line_of(spiral(), VIEW)
    dashes = _dashed(line, (4.0, 2.5))
    ends = dashes.segments.reshape(-1, 2)
    assert distances(ends, line.segments).max() < 1e-6
    length, dashed = (np.hypot(*(s[:, 2:] - s[:, :2]).T).sum() for s in (line.segments, dashes.segments))
    # Square caps give every dash of the period of 6.5 widths one width more than its segment has.
    assert dashed / length == pytest.approx(3 / 6.5, rel=0.02)
    assert (np.diff(dashes.steps) >= 0).all()


def test_a_solid_line_has_no_dashes() -> None:
    line = line_of(spiral(), VIEW)
    assert _dashed(line, ()) is line


def test_no_line_no_dashes() -> None:
    empty = Line(np.empty((0, 4)), np.empty(0, np.intp))
    assert _dashed(empty, (4.0, 2.5)) is empty


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
    trail = layer.run_at(400 - 12, 150, VIEW)
    assert trail is not None
    assert trail.style.title == "one"
    assert layer.run_at(200, 150, VIEW) is None


def test_the_viewport_maps_there_and_back() -> None:
    view = Viewport.around(((-1.0, 3.0), (0.0, 2.0)), 300, 300)
    assert view.rectangle == ((-1.0, 3.0), (-1.0, 3.0))
    for pixel in ((0.0, 0.0), (123.0, 45.0)):
        place = view.to_place(*pixel)
        np.testing.assert_allclose(view.to_pixels(np.array([place]))[0], pixel, atol=1e-12)
    zoomed = view.zoomed(3.0, 40.0, 70.0)
    np.testing.assert_allclose(zoomed.to_place(40.0, 70.0), view.to_place(40.0, 70.0))
    assert math.isclose(zoomed.unit, view.unit / 3)
    np.testing.assert_allclose(view.panned(10.0, -5.0).to_place(10.0, -5.0), view.to_place(0.0, 0.0))
