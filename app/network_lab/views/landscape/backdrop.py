"""Losses over a plane through weight space: as nodes, as shades for a map, as a table."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from app.kit.numbers import format_number
from app.kit.plots.numbers import Numbers
from core.landscape.landscape import Of
from core.loss_map import Scaling
from core.plane import Range

from .shading import Shading, shading, value_at

Floats = NDArray[np.float64]


class Backdrop(NamedTuple):
    """Losses (m, n) at nodes β (m,) and α (n,), evenly spaced; NaN or infinite where there is no number.

    other (m, n): what is told with it at the pointer: of "training" the validation loss, of all others the
    training loss.
    """

    alpha: Floats
    beta: Floats
    losses: Floats
    of: Of = "training"
    other: Floats | None = None

    @property
    def is_plane(self) -> bool:
        """Whether there is something to see: two nodes or more each way, at different places."""
        return min(self.losses.shape) > 1 and all(low < high < math.inf for low, high in self.range)

    @property
    def range(self) -> Range:
        """From the first to the last node."""
        return (float(self.alpha[0]), float(self.alpha[-1])), (float(self.beta[0]), float(self.beta[-1]))

    @property
    def is_difference(self) -> bool:
        """Whether its numbers lie on either side of 0."""
        return self.of == "difference"

    def shading(self, scaling: Scaling, levels: int) -> Shading:
        """Its shades with so many contour lines."""
        made = shading(self.alpha, self.beta, self.losses, scaling, levels, difference=self.is_difference)
        if self.of == "batch" and self.other is not None:
            # The lines stand still while the colours flicker: they are those of all batches together.
            mean = shading(self.alpha, self.beta, self.other, scaling, levels)
            made = made._replace(contours=mean.contours)
        return made

    def numbers(self) -> Numbers:
        """α, β and losses, a row for every node."""
        named = self._named()
        alpha, beta = np.meshgrid(self.alpha, self.beta)
        columns = [alpha, beta, *(losses for _, losses in named)]
        rows = np.column_stack([column.ravel() for column in columns])
        return Numbers(("α", "β", *(name for name, _ in named)), rows)

    def words_at(self, alpha: float, beta: float) -> str:
        """Losses and coordinates at a place, in lines; nothing beside the losses."""
        (left, right), (bottom, top) = self.range
        if not (left <= alpha <= right and bottom <= beta <= top):
            return ""
        lines = [
            f"{name} {_number(value_at(self.alpha, self.beta, losses, alpha, beta))}"
            for name, losses in self._named()
        ]
        place = f"α {_coordinate(alpha, left, right)}   β {_coordinate(beta, bottom, top)}"
        return "\n".join([*lines, place])

    def _named(self) -> list[tuple[str, Floats]]:
        """The losses, and what is told with them, under their names."""
        training = QCoreApplication.translate("LandscapeMap", "training")
        validation = QCoreApplication.translate("LandscapeMap", "validation")
        difference = QCoreApplication.translate("LandscapeMap", "validation − training")
        batch = QCoreApplication.translate("LandscapeMap", "this batch")
        names = {
            "training": (training, validation),
            "validation": (validation, training),
            "difference": (difference, training),
            "batch": (batch, training),
        }
        name, other_name = names[self.of]
        named = [(name, self.losses)]
        if self.other is not None and self.other.shape == self.losses.shape:
            named.append((other_name, self.other))
        return named


def _number(loss: float) -> str:
    if math.isnan(loss):
        return QCoreApplication.translate("LandscapeMap", "not a number")
    if math.isinf(loss):
        return QCoreApplication.translate("LandscapeMap", "infinite")
    return f"≈ {format_number(loss, 3)}"


def _coordinate(number: float, low: float, high: float) -> str:
    """With as many digits as tell pixels apart, and no more."""
    digits = max(0, 2 - math.floor(math.log10(high - low)))
    return format_number(round(number, digits) + 0.0, 6)
