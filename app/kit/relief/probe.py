"""Whether OpenGL works: a process draws a small land as the window would, and looks at what it got."""

import os
import sys

import numpy as np
from PySide6.QtGui import QGuiApplication, QImage

from core.loss_map import LossMap, scale_of

from ..theme import DARK
from .camera import Camera
from .engine_protocol import Engine
from .engines import WORKS, opengl
from .raster import Software
from .terrain import Terrain

SIZE = (160, 120)
_MOST_DIFFERENT = 12.0
"""Of 255: how far the engines' pictures may be apart on average; an empty one is several times that."""


def main() -> None:
    """Print what the window waits for, or end with a reason; drivers that crash or hang do so here."""
    application = QGuiApplication(sys.argv[:1])
    difference = mean_difference(opengl())
    application.processEvents()
    print(
        WORKS if difference < _MOST_DIFFERENT else f"The picture is not right: {difference:.0f}.", flush=True
    )
    os._exit(0)  # not letting drivers tidy up: some crash then


def mean_difference(engine: Engine) -> float:
    """The mean difference of an engine's picture from the one that numpy draws."""
    x, y = np.meshgrid(np.linspace(-1, 1, 24), np.linspace(-1, 1, 24))
    losses = x**2 + y**2 + 0.3 * np.sin(5 * x)
    scale = scale_of(losses, "linear")
    terrain = Terrain(LossMap(((-1, 1), (-1, 1)), losses, scale.shade(losses), scale))
    projection = Camera().projection(terrain.body, *SIZE)
    pictures = []
    for one in (engine, Software()):
        block = one.draw(terrain, projection, DARK, None, 1.0, fine=True)
        whole = np.zeros((SIZE[1], SIZE[0], 4))
        if block is not None:
            place = block.place
            whole[place.top() : place.bottom() + 1, place.left() : place.right() + 1] = _pixels(block.image)
        pictures.append(whole)
    return float(np.abs(pictures[0] - pictures[1]).mean())


def _pixels(image: QImage) -> np.ndarray:
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
