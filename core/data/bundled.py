"""The measured data that ship with Talweg, read from their files, which name source and license; numpy only.

Each is x (samples, features) and classes y (samples,), in the order of its file; the arrays are read-only.
"""

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..messages import tr_noop

Floats = NDArray[np.float64]

FOLDER = Path(__file__).parent
INK = 16
"""The darkest grey level in the file of the digits."""
IRIS_FEATURES = (
    tr_noop("core", "sepal length"),
    tr_noop("core", "sepal width"),
    tr_noop("core", "petal length"),
    tr_noop("core", "petal width"),
)
IRIS_SPECIES = ("setosa", "versicolor", "virginica")
PIXELS = tuple(f"p{chr(0x2081 + row)}{chr(0x2081 + column)}" for row in range(8) for column in range(8))
"""As in a matrix, by row and column: p₁₁ to p₈₈."""


@cache
def iris() -> tuple[Floats, Floats]:
    """150 irises: lengths and widths in centimetres, and their species."""
    *columns, species = zip(*(line.split(",") for line in _lines("iris.csv")[1:]), strict=True)
    y = np.array([IRIS_SPECIES.index(one) for one in species], dtype=np.float64)
    return _fixed(np.array(columns, dtype=np.float64).T, y)


@cache
def digits() -> tuple[Floats, Floats]:
    """1797 images of 8 × 8 grey levels from 0 to 1, row by row, and the digits they show."""
    labels, images = zip(*(line.split(" ") for line in _lines("digits.txt")), strict=True)
    x = np.array([[int(pixel, INK + 1) for pixel in image] for image in images]) / INK
    return _fixed(x, np.array(labels, dtype=np.float64))


def _lines(name: str) -> list[str]:
    text = (FOLDER / name).read_text(encoding="ascii")
    return [line for line in text.splitlines() if not line.startswith("#")]


def _fixed(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    x.flags.writeable = y.flags.writeable = False  # everybody gets the same arrays
    return x, y
