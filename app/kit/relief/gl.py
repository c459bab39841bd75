"""Draws the block with OpenGL, into a buffer of its own: a picture for the screen and files alike.

Needs OpenGL 2.1. Importing this module brings PyOpenGL, which fails where there is no OpenGL library.
"""

import os
import sys
import time
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QMatrix4x4,
    QOffscreenSurface,
    QOpenGLContext,
    QSurfaceFormat,
)
from PySide6.QtOpenGL import QOpenGLFramebufferObject, QOpenGLFramebufferObjectFormat

from ..theme import Theme
from .camera import DISTANCE, Floats, Projection
from .engine_protocol import BlockPicture, Plane
from .raster import DENSE, LEVEL_LINE, LINE, PLANE_OPACITY, STEEPEST
from .shading import CONTOURS, LIGHTS, SHADES, contour_brightness, shaded_colors
from .terrain import HEIGHT, Terrain

if sys.platform == "linux":
    # PyOpenGL has to ask the library that Qt asks for the present context.
    egl = QGuiApplication.platformName().startswith(("wayland", "eglfs"))
    os.environ.setdefault("PYOPENGL_PLATFORM", "egl" if egl else "glx")

from OpenGL import GL
from pyqtgraph.opengl.items.GLMeshItem import GLMeshItem
from pyqtgraph.opengl.shaders import FragmentShader, ShaderProgram, VertexShader

_SAMPLES = 4
_SLOW = 0.02
"""Where a picture takes longer, in seconds, its edges are antialiased only when nothing moves."""

_NEAR, _FAR = DISTANCE - 3.0, DISTANCE + 3.0
"""Nothing of a block that is 2 wide is nearer or farther."""

_VERTEX = """#version 120
uniform mat4 u_mvp;
attribute vec4 a_position;
attribute vec4 a_color;
varying float v_shade;
varying float v_light;
void main() {
    v_shade = a_color.r;
    v_light = a_color.g;
    gl_Position = u_mvp * a_position;
}
"""

_LAND = """#version 120
uniform sampler2D u_tones;
uniform float u_lines[7];  // number, contour_brightness, width, distance; the plane's shade, line, steepness
uniform float u_accent[3];
uniform float u_size[2];
varying float v_shade;
varying float v_light;

float steepness(float value) {
    return length(vec2(dFdx(value), dFdy(value))) + 0.00001;
}

void main() {
    float phase = v_shade * u_lines[0];
    float steep = steepness(phase);
    float line = clamp(0.5 + 0.5 * u_lines[2] - abs(phase - floor(phase + 0.5)) / steep, 0.0, 1.0);
    line *= clamp(1.0 / (steep * u_lines[3]) - 0.5, 0.0, 1.0);
    line *= step(0.5, phase) * step(phase, u_lines[0] - 0.5);
    float light = clamp(v_light + u_lines[1] * line, min(v_light, 1.5 / u_size[1]), 1.0);
    vec2 at = vec2(clamp(v_shade, 0.0, 1.0), light);
    vec2 size = vec2(u_size[0], u_size[1]);
    vec3 color = texture2D(u_tones, (at * (size - 1.0) + 0.5) / size).rgb;
    steep = steepness(v_shade);
    float level = clamp(0.5 + 0.5 * u_lines[5] - abs(v_shade - u_lines[4]) / steep, 0.0, 1.0);
    level *= clamp(2.0 - steep * u_lines[6], 0.0, 1.0);
    gl_FragColor = vec4(mix(color, vec3(u_accent[0], u_accent[1], u_accent[2]), level), 1.0);
}
"""

_PLANE = """#version 120
uniform float u_accent[4];
void main() {
    gl_FragColor = vec4(u_accent[0], u_accent[1], u_accent[2], 1.0) * u_accent[3];
}
"""

Options = dict[Any, Any]
"""By OpenGL's numbers, as pyqtgraph takes them."""

_OPAQUE: Options = {
    GL.GL_DEPTH_TEST: True,
    GL.GL_BLEND: False,
    GL.GL_CULL_FACE: True,  # from behind, land is always hidden by other land
    "glCullFace": (GL.GL_FRONT,),  # the picture is upside down
}
_THROUGH: Options = {
    GL.GL_DEPTH_TEST: True,
    GL.GL_BLEND: True,
    GL.GL_CULL_FACE: False,
    "glBlendFunc": (GL.GL_ONE, GL.GL_ONE_MINUS_SRC_ALPHA),
}


class _Mesh(GLMeshItem):
    """A mesh that is seen from where it is told, without a widget around it."""

    def __init__(self, shader: ShaderProgram, options: Options) -> None:
        super().__init__(shader=shader, glOptions=options, smooth=True, computeNormals=False)
        self.seen = QMatrix4x4()

    def mvpMatrix(self) -> QMatrix4x4:
        return self.seen

    def modelViewMatrix(self) -> QMatrix4x4:
        return QMatrix4x4()


class OpenGL:
    """Draws a terrain, which stays on the graphics card while only the camera moves."""

    smooth = True

    def __init__(self) -> None:
        wanted = QSurfaceFormat()
        wanted.setVersion(2, 1)
        wanted.setDepthBufferSize(24)
        self._surface = QOffscreenSurface()
        self._surface.setFormat(wanted)
        self._surface.create()
        self._context = QOpenGLContext()
        self._context.setFormat(wanted)
        if not self._context.create():
            raise _failure("no context")
        self._enter()
        self._land_shader = _program(_LAND)
        self._plane_shader = _program(_PLANE)
        self._land = _Mesh(self._land_shader, _OPAQUE)
        self._plane = _Mesh(self._plane_shader, _THROUGH)
        self._shaded_colors = GL.glGenTextures(1)
        self._theme_name = ""
        self._terrain: Terrain | None = None
        self._slow = False
        self._buffers: tuple[QOpenGLFramebufferObject, QOpenGLFramebufferObject] | None = None

    def draw(
        self,
        terrain: Terrain,
        projection: Projection,
        theme: Theme,
        plane: Plane | None,
        ratio: float,
        fine: bool,
    ) -> BlockPicture | None:
        place = _place(terrain, projection)
        if place.isEmpty():
            return None
        begin = time.perf_counter()
        soft = fine or not self._slow
        self._enter()
        try:
            many, one = self._sized(place.size())
            self._take(terrain, theme)
            onto = many if soft else one
            onto.bind()
            GL.glViewport(0, 0, place.width(), place.height())
            GL.glClearColor(0.0, 0.0, 0.0, 0.0)
            GL.glDepthMask(True)
            GL.glClear(GL.GL_COLOR_BUFFER_BIT | GL.GL_DEPTH_BUFFER_BIT)
            seen = _matrix(projection, place)
            self._draw_land(seen, theme, plane, ratio)
            if plane is not None:
                self._draw_plane(seen, terrain, plane)
            onto.release()
            if soft:
                part = QRect(0, 0, place.width(), place.height())
                QOpenGLFramebufferObject.blitFramebuffer(one, part, many, part)
            image = _read(one, place.size())
        finally:
            self._context.doneCurrent()
        if soft:
            self._slow = time.perf_counter() - begin > _SLOW
        return BlockPicture(image, place)

    def _enter(self) -> None:
        if not self._context.makeCurrent(self._surface):
            raise _failure("the context was lost")

    def _sized(self, size: QSize) -> tuple[QOpenGLFramebufferObject, QOpenGLFramebufferObject]:
        """Buffers of at least this size: with several samples to a pixel, and with one."""
        if self._buffers is not None:
            before = self._buffers[0].size()
            if before.width() >= size.width() and before.height() >= size.height():
                return self._buffers
            size = size.expandedTo(before)
        most = int(GL.glGetIntegerv(GL.GL_MAX_RENDERBUFFER_SIZE))
        if max(size.width(), size.height()) > most:
            raise _failure("the picture is too large")
        self._buffers = None
        form = QOpenGLFramebufferObjectFormat()
        form.setAttachment(QOpenGLFramebufferObject.Attachment.Depth)
        plain = QOpenGLFramebufferObject(size, form)
        form.setSamples(_SAMPLES)
        many = QOpenGLFramebufferObject(size, form)
        if not (plain.isValid() and many.isValid()):
            raise _failure("no buffer")
        self._buffers = many, plain
        return self._buffers

    def _take(self, terrain: Terrain, theme: Theme) -> None:
        """Bring to the graphics card what is not there yet."""
        if terrain is not self._terrain:
            points, looks, faces = mesh(terrain)
            self._land.setMeshData(vertexes=points, faces=faces, vertexColors=looks)
            self._terrain = terrain
        if theme.name != self._theme_name:
            GL.glBindTexture(GL.GL_TEXTURE_2D, self._shaded_colors)
            for kind, value in (
                (GL.GL_TEXTURE_MIN_FILTER, GL.GL_LINEAR),
                (GL.GL_TEXTURE_MAG_FILTER, GL.GL_LINEAR),
                (GL.GL_TEXTURE_WRAP_S, GL.GL_CLAMP_TO_EDGE),
                (GL.GL_TEXTURE_WRAP_T, GL.GL_CLAMP_TO_EDGE),
            ):
                GL.glTexParameteri(GL.GL_TEXTURE_2D, kind, value)
            colors = shaded_colors(theme)
            GL.glTexImage2D(
                *(GL.GL_TEXTURE_2D, 0, GL.GL_RGBA8, SHADES, LIGHTS, 0),
                *(GL.GL_BGRA, GL.GL_UNSIGNED_BYTE, colors),
            )
            self._theme_name = theme.name

    def _draw_land(self, seen: QMatrix4x4, theme: Theme, plane: Plane | None, ratio: float) -> None:
        shade, accent = (-9.0, "black") if plane is None else plane
        lines = (
            CONTOURS + 1,
            contour_brightness(theme.name),
            LINE * ratio,
            DENSE * ratio,
            shade,
            LEVEL_LINE * ratio,
            STEEPEST * ratio,
        )
        self._land_shader["u_lines"] = lines
        self._land_shader["u_accent"] = _channels(accent)
        self._land_shader["u_size"] = (SHADES, LIGHTS)
        self._land.seen = seen
        GL.glBindTexture(GL.GL_TEXTURE_2D, self._shaded_colors)
        self._land.paint()

    def _draw_plane(self, seen: QMatrix4x4, terrain: Terrain, plane: Plane) -> None:
        (x, y), z = terrain.half, HEIGHT * plane.shade
        corners = np.array([(-x, -y, z), (x, -y, z), (x, y, z), (-x, y, z)], dtype=np.float32)
        self._plane.setMeshData(vertexes=corners, faces=np.array([(0, 1, 2), (0, 2, 3)]))
        self._plane_shader["u_accent"] = (*_channels(plane.color), PLANE_OPACITY)
        self._plane.seen = seen
        GL.glDepthMask(False)
        self._plane.paint()
        GL.glDepthMask(True)


def mesh(terrain: Terrain) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.uint32]]:
    """The land and its four walls: points (n, 3), shade and light as colours (n, 4), faces (m, 3)."""
    rows, columns = terrain.heights.shape
    x, y = (
        np.linspace(-half, half, count) for half, count in zip(terrain.half, (columns, rows), strict=True)
    )
    land = np.stack([*np.meshgrid(x, y), HEIGHT * terrain.heights], axis=-1)
    points, light, faces = [land.reshape(-1, 3)], [terrain.light.ravel()], [_faces(rows, columns)]
    before = rows * columns
    for edge, axis, end in ((land[0], 1, -1), (land[-1], 1, 1), (land[:, 0], 0, -1), (land[:, -1], 0, 1)):
        foot = edge * (1, 1, 0) - (0, 0, terrain.body.base)
        points += [foot, edge]
        light.append(np.full(2 * len(edge), terrain.side_light(axis, end)))
        faces.append(_faces(2, len(edge)) + before)
        before += 2 * len(edge)
    all_points = np.concatenate(points).astype(np.float32)
    looks = np.zeros((len(all_points), 4), dtype=np.float32)
    looks[:, 0] = all_points[:, 2] / HEIGHT
    looks[:, 1] = np.concatenate(light)
    return all_points, looks, np.concatenate(faces).astype(np.uint32)


def _faces(rows: int, columns: int) -> NDArray[np.intp]:
    """Two triangles for every cell of a grid of points."""
    first = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).ravel()
    lower = np.stack([first, first + 1, first + columns], axis=1)
    upper = np.stack([first + 1, first + columns + 1, first + columns], axis=1)
    return np.concatenate([lower, upper])


def _place(terrain: Terrain, projection: Projection) -> QRect:
    """The part of the picture in which the block is."""
    pixels = projection.project(terrain.body.corners())[:, :2]
    left, top = np.floor(pixels.min(axis=0) - 1).astype(int)
    right, bottom = np.ceil(pixels.max(axis=0) + 1).astype(int)
    whole = QRect(0, 0, projection.width, projection.height)
    return whole.intersected(QRect(int(left), int(top), int(right - left), int(bottom - top)))


def _matrix(projection: Projection, place: QRect) -> QMatrix4x4:
    """From the world to the part of the picture; upside down, as OpenGL's rows go up and a picture's down."""
    to_eye = np.eye(4)
    to_eye[:3, :3] = (projection.right, projection.up, projection.forward)
    to_eye[:3, 3] = -to_eye[:3, :3] @ projection.eye
    x, y = projection.x - place.left(), projection.y - place.top()
    wide, high = place.width(), place.height()
    onto: Floats = np.array(
        [
            [2 * projection.focal / wide, 0, 2 * x / wide - 1, 0],
            [0, -2 * projection.focal / high, 2 * y / high - 1, 0],
            [0, 0, (_FAR + _NEAR) / (_FAR - _NEAR), -2 * _FAR * _NEAR / (_FAR - _NEAR)],
            [0, 0, 1, 0],
        ]
    )
    return QMatrix4x4(*(float(value) for value in (onto @ to_eye).ravel()))


def _read(buffer: QOpenGLFramebufferObject, size: QSize) -> QImage:
    buffer.bind()
    pixels = np.empty((size.height(), size.width(), 4), dtype=np.uint8)
    GL.glPixelStorei(GL.GL_PACK_ALIGNMENT, 4)
    GL.glReadPixels(0, 0, size.width(), size.height(), GL.GL_BGRA, GL.GL_UNSIGNED_BYTE, pixels)
    buffer.release()
    if not pixels[..., 3].any():
        raise _failure("the picture is empty")
    made = QImage(pixels.data, size.width(), size.height(), QImage.Format.Format_ARGB32_Premultiplied)
    return made.copy()


def _channels(color: str) -> tuple[float, float, float]:
    made = QColor(color)
    return made.redF(), made.greenF(), made.blueF()


def _program(fragments: str) -> ShaderProgram:
    program = ShaderProgram(None, [VertexShader(_VERTEX), FragmentShader(fragments)])
    program.program()
    return program


def _failure(reason: str) -> RuntimeError:
    """For the log: a person is told only that it is drawn without OpenGL."""
    return RuntimeError(f"OpenGL cannot draw here: {reason}.")
