"""The land of a relief: seen as Qt's matrices see it, drawn as rays find it, whatever the map holds."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QMatrix4x4, QVector3D, QVector4D

from app.kit.relief.camera import CLOSEST, DISTANCE, HIGHEST, LOWEST, Camera, Projection
from app.kit.relief.engine_protocol import BlockPicture, Plane
from app.kit.relief.raster import Software
from app.kit.relief.shading import LIGHTS, SHADES, shaded_colors
from app.kit.relief.terrain import HEIGHT, Terrain
from app.kit.theme import DARK, LIGHT, Theme
from app.kit.widgets.shades import loss_colors
from core.loss_map import LossMap, scale_of
from core.surface import sampling
from core.surface.catalogue import SURFACES

Floats = NDArray[np.float64]
WIDTH, HEIGHT_PX = 150, 110
CAMERAS = (Camera(), Camera(100.0, LOWEST), Camera(180.0, HIGHEST, 2.0, 0.1, -0.2), Camera(271.0, 30.0, 0.6))


def land(name: str = "himmelblau", cells: int = 60) -> Terrain:
    surface = SURFACES[name]
    values = {parameter.name: parameter.default for parameter in surface.parameters}
    return Terrain(sampling.sample(surface, values, surface.domain, (cells, cells)))


def of_losses(losses: Floats) -> Terrain:
    scale = scale_of(losses, "linear")
    return Terrain(LossMap(((0.0, 3.0), (0.0, 2.0)), losses, scale.shade(losses), scale))


def sight_of(terrain: Terrain, camera: Camera) -> Projection:
    return camera.projection(terrain.body, WIDTH, HEIGHT_PX)


def drawn(terrain: Terrain, camera: Camera, theme: Theme = DARK, plane: Plane | None = None) -> BlockPicture:
    drawing = Software().draw(terrain, sight_of(terrain, camera), theme, plane, 1.0, fine=True)
    assert drawing is not None
    return drawing


def whole(drawing: BlockPicture) -> NDArray[np.float64]:
    """(rows, columns, 4): B, G, R, A of the whole picture."""
    image, place = drawing.image, drawing.place
    assert image.format() == QImage.Format.Format_ARGB32_Premultiplied
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    made = np.zeros((HEIGHT_PX, WIDTH, 4))
    made[place.top() : place.bottom() + 1, place.left() : place.right() + 1] = pixels
    return made


# --- the camera -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("camera", CAMERAS)
def test_points_are_seen_where_qt_sees_them(camera: Camera) -> None:
    terrain = land()
    projection = sight_of(terrain, camera)
    middle = projection.eye + DISTANCE * projection.forward
    look = QMatrix4x4()
    look.lookAt(QVector3D(*projection.eye), QVector3D(*middle), QVector3D(0, 0, 1))
    lens = QMatrix4x4()
    angle = 2 * math.degrees(math.atan(HEIGHT_PX / 2 / projection.focal))
    lens.perspective(angle, WIDTH / HEIGHT_PX, 0.1, 100.0)
    points = np.random.default_rng(0).uniform(-1, 1, (20, 3))
    for point, (x, y, ahead) in zip(points, projection.project(points), strict=True):
        clip = (lens * look).map(QVector4D(*point, 1.0))
        assert clip.w() == pytest.approx(ahead, rel=1e-5)
        assert x - projection.x == pytest.approx(clip.x() / clip.w() * WIDTH / 2, abs=1e-2)
        assert y - projection.y == pytest.approx(-clip.y() / clip.w() * HEIGHT_PX / 2, abs=1e-2)


def test_all_of_the_block_is_in_the_picture_from_every_side() -> None:
    terrain = land()
    for azimuth in range(0, 360, 15):
        for elevation in (LOWEST, 40.0, HIGHEST):
            pixels = sight_of(terrain, Camera(azimuth, elevation)).project(terrain.body.corners())
            assert (pixels[:, :2] >= 0).all()
            assert (pixels[:, :2] <= (WIDTH, HEIGHT_PX)).all()


@given(st.floats(0.3, 3.0), st.floats(-0.4, 0.4), st.floats(-0.4, 0.4))
def test_a_zoom_keeps_the_place_under_the_pointer(factor: float, x: float, y: float) -> None:
    terrain = land(cells=8)
    before = Camera(shift_x=0.1, shift_y=0.05)
    after = before.zoomed(factor, x, y)
    assert after.zoom <= CLOSEST
    pixel = ((x * HEIGHT_PX) + WIDTH / 2, (y * HEIGHT_PX) + HEIGHT_PX / 2)
    one, other = (sight_of(terrain, camera).towards(*pixel) for camera in (before, after))
    # The middle that the zoom is about depends on the focal length a little: the block is fitted anew.
    np.testing.assert_allclose(one, other, atol=0.02)


def test_it_is_looked_at_from_above_the_horizon_only() -> None:
    camera = Camera()
    assert camera.turned(0, -500).elevation == LOWEST
    assert camera.turned(0, 500).elevation == HIGHEST
    assert camera.turned(300, 0).turned(300, 0).turned(120, 0).azimuth == pytest.approx(camera.azimuth % 360)


# --- the picture ----------------------------------------------------------------------------------------


def traced(terrain: Terrain, projection: Projection) -> Floats:
    """The shade that every pixel shows, found by following its ray in small steps; NaN beside the block."""
    rows, columns = np.mgrid[0:HEIGHT_PX, 0:WIDTH] + 0.5
    right, up = (columns - projection.x) / projection.focal, (projection.y - rows) / projection.focal
    ray = projection.forward + right[..., None] * projection.right + up[..., None] * projection.up
    shades = np.full(rows.shape, np.nan)
    for t in np.linspace(DISTANCE - 2.0, DISTANCE + 2.0, 1200):
        x, y, z = np.moveaxis(projection.eye + t * ray, -1, 0)
        inside = (abs(x) <= terrain.half[0]) & (abs(y) <= terrain.half[1]) & (z >= -terrain.body.base)
        hit = np.isnan(shades) & inside & (z <= terrain.height_at(x, y))
        shades[hit] = z[hit] / HEIGHT
    return shades


@pytest.mark.parametrize(
    ("name", "camera"), [("rosenbrock", CAMERAS[0]), *(("himmelblau", camera) for camera in CAMERAS)]
)
def test_every_pixel_shows_what_its_ray_meets_first(name: str, camera: Camera) -> None:
    terrain = land(name)
    expected = traced(terrain, sight_of(terrain, camera))
    pixels = whole(drawn(terrain, camera))
    seen = ~np.isnan(expected)
    # At outlines a pixel is covered in part: those are few.
    assert np.mean((pixels[..., 3] > 127) != seen) < 0.01
    both = seen & (pixels[..., 3] == 255)
    candidates = shaded_colors(DARK)[:, :, :3].astype(float)
    near = np.clip(np.rint(np.clip(expected[both], 0, 1) * (SHADES - 1)), 0, SHADES - 1).astype(int)
    # Whatever the light and the contour lines: the pixel has some tone of the shade that is there.
    error = np.abs(candidates[1:, near] - pixels[both][:, :3]).sum(axis=-1).min(axis=0)
    assert np.mean(error > 24) < 0.03


def test_light_neither_changes_the_colour_of_level_ground_nor_that_of_the_map() -> None:
    for theme in (DARK, LIGHT):
        middle = shaded_colors(theme)[LIGHTS // 2].astype(float)
        assert np.abs(middle - loss_colors(theme.name, SHADES)).max() < 12
        brightness = shaded_colors(theme)[1:, :, :3].astype(float).sum(axis=-1)
        assert (np.diff(brightness, axis=0) >= -1e-9).all()


def test_a_plane_tints_only_what_is_seen_through_it() -> None:
    terrain, camera = land(), Camera()
    projection = sight_of(terrain, camera)
    before, after = whole(drawn(terrain, camera)), whole(drawn(terrain, camera, plane=Plane(0.5, "#ff0000")))
    shades = traced(terrain, projection)
    changed = (before != after).any(axis=-1)
    high = shades > 0.65  # clear of the line in which it cuts the land
    assert changed[high].mean() < 0.04
    minimum = SURFACES["himmelblau"].known_points()[0]
    x, y = terrain.world(np.array([[minimum.x, minimum.y]]))[0]
    bottom = np.array([[x, y, terrain.height_at(np.array([x]), np.array([y]))[0]]])
    column, row, _ = projection.project(bottom)[0]
    red = (after - before)[int(row), int(column), 2]
    assert red > 20


def test_what_has_no_loss_is_level_and_has_the_colour_of_nothing() -> None:
    losses = np.add.outer(np.linspace(0, 1, 40), np.linspace(0, 1, 60))
    losses[15:25, 20:40] = np.nan
    losses[:3] = np.inf
    terrain = of_losses(losses)
    assert terrain.shade_at(1.5, 1.0) is None
    assert terrain.shade_at(0.3, 1.9) == pytest.approx(losses[38, 6] / 2, abs=0.05)
    assert terrain.shade_at(4.0, 1.0) is None
    steep = Camera(elevation=HIGHEST)  # to see the ground of the hole
    column, row, _ = sight_of(terrain, steep).project(np.array([[0.0, 0.0, 0.0]]))[0]
    pixel = whole(drawn(terrain, steep))[int(row), int(column)]
    raised = (int(DARK.raised[5:7], 16), int(DARK.raised[3:5], 16), int(DARK.raised[1:3], 16), 255)
    np.testing.assert_allclose(pixel, raised, atol=1)


@pytest.mark.parametrize("shape", [(1, 1), (1, 30), (30, 1), (2, 2), (3, 200)])
@pytest.mark.parametrize("value", [0.0, np.nan, np.inf])
def test_every_map_can_be_drawn(shape: tuple[int, int], value: float) -> None:
    for losses in (np.full(shape, value), np.random.default_rng(1).normal(size=shape)):
        terrain = of_losses(losses)
        assert whole(drawn(terrain, Camera()))[..., 3].max() == 255


def test_out_of_view_nothing_is_drawn() -> None:
    terrain = land(cells=10)
    projection = sight_of(terrain, Camera().zoomed(8.0).shifted(4.0, 4.0))
    assert Software().draw(terrain, projection, DARK, None, 1.0, fine=True) is None


# --- what is under a pixel, what is hidden --------------------------------------------------------------


@pytest.mark.parametrize("camera", CAMERAS)
def test_a_place_is_visible_where_its_pixel_leads_back_to_it(camera: Camera) -> None:
    terrain = land()
    projection = sight_of(terrain, camera)
    random = np.random.default_rng(3)
    places = random.uniform(-0.97, 0.97, (300, 2)) * terrain.half
    points = np.column_stack([places, terrain.height_at(*places.T)])
    visible = terrain.visible(points, projection.eye)
    found = [terrain.under(projection, *pixel[:2]) for pixel in projection.project(points)]
    back = np.array(
        [
            under is not None and math.dist(under, place) < 0.03
            for under, place in zip(found, places, strict=True)
        ]
    )
    assert visible.any()
    assert np.mean(visible != back) < 0.08  # at ridges, what is just over a point may hide it


def test_places_and_points_of_the_world_are_one_to_one() -> None:
    terrain = land("rosenbrock")
    x, y = terrain.map.axes()
    corners = np.array([(x[0], y[0]), (x[-1], y[-1]), (x[3], y[7])])
    for corner, point in zip(corners, terrain.world(corners), strict=True):
        assert terrain.place(*point) == pytest.approx(tuple(corner))
    np.testing.assert_allclose(terrain.world(corners)[0], -terrain.half)


def test_heights_are_shades() -> None:
    terrain = land()
    x, y = terrain.map.axes()
    places = np.array([(x[10], y[20]), (x[59], y[0])])
    heights = terrain.height_at(*terrain.world(places).T)
    np.testing.assert_allclose(
        heights / HEIGHT, [terrain.map.shades[20, 10], terrain.map.shades[0, 59]], atol=1e-5
    )
