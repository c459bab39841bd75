"""All of a relief that stays while a race is played: background, floor, land and axes, kept as pixels."""

import logging
import math
from typing import NamedTuple

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QFont, QPaintEngine, QPainter
from PySide6.QtWidgets import QWidget

from ..theme import Theme
from ..widgets.kept_pixmap import KeptPixmap
from . import engines
from .camera import Projection
from .engine_protocol import BlockPicture, Engine, Plane
from .engines import Finder
from .floor import Names, paint_axes, paint_floor, paint_ground
from .raster import Software
from .terrain import Terrain

_log = logging.getLogger(__name__)

_MOVING_PIXELS, _RESTING_PIXELS, _PICTURE_PIXELS = 5e5, 2.6e6, 1.6e7
"""So many pixels the numpy engine draws at most: while something moves, at rest, and for a picture."""


class Look(NamedTuple):
    """How the land is shown; at `shade`, if there is one, a level plane runs through it."""

    theme: Theme
    shade: float | None
    names: Names
    font: QFont


class Scene(QObject):
    """Paints land with OpenGL where that works, and else with numpy.

    `changed` when another engine draws from now on; `has_no_opengl` if a person would wonder about that.
    """

    changed = Signal()
    has_no_opengl = Signal()

    def __init__(self, finder: Finder, parent: QObject) -> None:
        super().__init__(parent)
        self.engine: Engine = Software()
        self._finder = finder
        self._pixmap = KeptPixmap()

    # --- engines ---

    def choose_engine(self) -> None:
        """Take OpenGL if it works; find out whether it does when the land is first seen."""
        if isinstance(self.engine, Software) and self._finder.works:
            try:
                self.engine = engines.opengl()
            except Exception as error:  # what drivers and their bindings raise is anything
                self._do_without(error)
            self.changed.emit()
        elif self._finder.works is None:
            self._finder.ask()
        elif not self._finder.works and not engines.is_expected_without():
            self.has_no_opengl.emit()

    def _do_without(self, error: Exception) -> None:
        _log.warning("OpenGL has failed: %s", error)
        self._finder.refute()
        self.engine = Software()
        QTimer.singleShot(0, self, self._report)  # as this may be in the midst of painting
        self.changed.emit()

    def _report(self) -> None:
        self.has_no_opengl.emit()

    # --- painting ---

    def paint(
        self,
        painter: QPainter,
        widget: QWidget,
        terrain: Terrain,
        projection: Projection,
        look: Look,
        *,
        fine: bool,
    ) -> None:
        """Paint everything but the runs: on the screen from a pixmap that is kept."""
        screen = widget.devicePixelRatioF()
        zoomed = painter.deviceTransform().m11()
        if painter.paintEngine().type() != QPaintEngine.Type.Raster or zoomed != screen:
            self._paint_anew(
                painter, terrain, projection, look, 2 * max(screen, zoomed), screen, _PICTURE_PIXELS
            )
            return
        key = (terrain, projection.key, look.theme.name, look.shade, look.names, self.engine)
        ratio, most = (2 * screen, _RESTING_PIXELS) if fine else (screen, _MOVING_PIXELS)

        def draw(onto: QPainter) -> None:
            self._paint_anew(onto, terrain, projection, look, ratio, screen, most, fine=fine)

        self._pixmap.paint(painter, widget, key, draw, fine)

    def _paint_anew(
        self,
        painter: QPainter,
        terrain: Terrain,
        projection: Projection,
        look: Look,
        ratio: float,
        screen: float,
        most: float,
        *,
        fine: bool = True,
    ) -> None:
        """With `ratio` pixels of the land to a point, but at most so many in all."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paint_ground(painter, projection.width, projection.height, look.theme)
        paint_floor(painter, terrain, projection, look.theme)
        if self.engine.smooth:
            ratio, most = max(ratio / 2, screen), _PICTURE_PIXELS
        ratio = min(ratio, math.sqrt(most / max(projection.width * projection.height, 1)))
        block = self._block_picture(terrain, projection.scaled(ratio), look, ratio, fine)
        if block is not None:
            place = QRectF(block.place)
            painter.drawImage(QRectF(place.topLeft() / ratio, place.size() / ratio), block.image)
        paint_axes(painter, terrain, projection, look.theme, look.names, look.font)

    def _block_picture(
        self, terrain: Terrain, projection: Projection, look: Look, ratio: float, fine: bool
    ) -> BlockPicture | None:
        plane = None if look.shade is None else Plane(look.shade, look.theme.accent)
        try:
            return self.engine.draw(terrain, projection, look.theme, plane, ratio, fine)
        except Exception as error:  # what drivers and their bindings raise is anything
            if isinstance(self.engine, Software):
                raise
            self._do_without(error)
            return self.engine.draw(terrain, projection, look.theme, plane, ratio, fine)
