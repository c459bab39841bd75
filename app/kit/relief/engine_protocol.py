"""What a drawing engine takes and returns."""

from typing import NamedTuple, Protocol

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from ..theme import Theme
from .camera import Projection
from .terrain import Terrain


class Plane(NamedTuple):
    """A level plane through the block, at a shade."""

    shade: float
    color: str


class BlockPicture(NamedTuple):
    """A picture of the block alone, and the part of the whole that it takes, in pixels."""

    image: QImage
    place: QRect


class Engine(Protocol):
    """Draws a block of land; one that is not `smooth` has no edges softer than its pixels."""

    smooth: bool

    def draw(
        self,
        terrain: Terrain,
        projection: Projection,
        theme: Theme,
        plane: Plane | None,
        ratio: float,
        fine: bool,
    ) -> BlockPicture | None:
        """The block as it is seen, with `ratio` pixels to a point; None if nothing of it is in the picture.

        Unless `fine`, the next picture matters more than this one. Raises an exception if the engine does
        not work (any more).
        """
