"""What a person has chosen to see of a network that trains; no JAX."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..plane import Plane


class Place(NamedTuple):
    """A point of a plane through weight space, whose network is shown."""

    plane: Plane
    alpha: float
    beta: float

    @property
    def weights(self) -> NDArray[np.float64]:
        """The weights (size,) of the network at this point."""
        return self.plane.at(np.array([self.alpha, self.beta])[: self.plane.dimensions])


class ViewState(NamedTuple):
    """What a person has chosen to see of a network.

    run: whose weights; epoch: of the past, None for now; axes: the two features that span the plane, None for
    the usual ones; cells: in how many (columns, rows) that plane is sampled; probe: an input as drawn, None
    for the usual one; seed: the index from which a forecast runs freely; trace: whether the next
    step is traced; place: a point of the landscape, whose weights take those of the run's place.
    """

    run: int = 0
    epoch: int | None = None
    axes: tuple[int, int] | None = None
    cells: tuple[int, int] = (96, 72)
    probe: tuple[float, ...] | None = None
    seed: int | None = None
    trace: bool = False
    place: Place | None = None
