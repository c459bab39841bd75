"""Paths on the screen: thinned but complete, clipped in double precision, cut into dashes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtCore import QRectF

from app.kit.maps.path_lines import Line, dashed, line_of, path_of
from app.kit.maps.viewport import Viewport

Floats = NDArray[np.float64]

VIEW = Viewport(QRectF(0, 0, 400, 300), 0.0, 0.0, 0.01, 0.01)
WIDTH = 2.0


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


# --- thinning ---


@pytest.mark.parametrize("path", [spiral(50_000), walk(50_000, 0.0004), walk(50_000, 0.3)])
def test_ends_are_kept(path: Floats) -> None:
    wide = VIEW._replace(unit_x=1e6, unit_y=1e6)
    for view in (VIEW._replace(unit_x=1.0, unit_y=1.0), wide):
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
    dashes = dashed(line, (4.0, 2.5), WIDTH)
    ends = dashes.segments.reshape(-1, 2)
    assert distances(ends, line.segments).max() < 1e-6
    length, drawn = (np.hypot(*(s[:, 2:] - s[:, :2]).T).sum() for s in (line.segments, dashes.segments))
    # Square caps give every dash of the period of 6.5 widths one width more than its segment has.
    assert drawn / length == pytest.approx(3 / 6.5, rel=0.02)
    assert (np.diff(dashes.steps) >= 0).all()


def test_a_solid_line_has_no_dashes() -> None:
    line = line_of(spiral(), VIEW)
    assert dashed(line, (), WIDTH) is line


def test_no_line_no_dashes() -> None:
    empty = Line(np.empty((0, 4)), np.empty(0, np.intp))
    assert dashed(empty, (4.0, 2.5), WIDTH) is empty


# --- cells that grow ---


def test_a_long_path_is_drawn_in_larger_cells_and_a_short_one_is_not() -> None:
    path = spiral(20_000)
    fine, coarse = line_of(path, VIEW), line_of(path, VIEW, coarsest=4.0)
    assert len(coarse.steps) < len(fine.steps) / 3
    assert set(coarse.steps) <= set(fine.steps)
    assert distances(VIEW.to_pixels(path[::500]), coarse.segments).max() < 4.0 * 2**0.5
    short = path[::400]
    np.testing.assert_array_equal(line_of(short, VIEW, coarsest=4.0).steps, line_of(short, VIEW).steps)


def test_a_path_is_clipped_to_an_area_that_is_not_the_whole_widget() -> None:
    view = Viewport.filled(((0.0, 1.0), (0.0, 2.0)), QRectF(30, 10, 100, 200))
    line = line_of(np.array([[0.5, 1.0], [1e9, 1.0]]), view)
    np.testing.assert_allclose(line.segments, [[80, 110, 230, 110]])
