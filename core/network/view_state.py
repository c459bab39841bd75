"""How a person looks at a network that trains, and at its landscape; no JAX."""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..landscape.landscape import Of
from ..landscape.plane import Plane, Range

Rhythm = Literal["off", "calm", "live"]
"""How often a landscape is drawn anew while its network trains: never, once a second, or all the time."""
RHYTHMS: tuple[Rhythm, ...] = ("off", "calm", "live")


class Place(NamedTuple):
    """A point of a plane through weight space, whose network is looked at."""

    plane: Plane
    alpha: float
    beta: float

    @property
    def weights(self) -> NDArray[np.float64]:
        """Those of the network (size,)."""
        return self.plane.at(np.array([self.alpha, self.beta])[: self.plane.dimensions])


class LandscapeViewState(NamedTuple):
    """How a person looks at the landscape of a network.

    method: how its directions come about (see `landscape.of_training`); dimensions: 1 for a line, 2 for a
    plane; others: the runs at the other ends of it, none for the best ones; of: which loss; seed: of random
    directions; range: what of the plane, None for what its paths need.
    """

    method: str = "pca"
    dimensions: int = 2
    others: tuple[int, ...] = ()
    of: Of = "training"
    seed: int = 0
    range: Range | None = None


class ViewState(NamedTuple):
    """How a person looks at a network.

    run: whose weights; epoch: of the past, None for now; axes: the two features that span the plane, None for
    the usual ones; cells: in how many (columns, rows) that plane is sampled; probe: an input as drawn, None
    for the usual one; seed: the index from which a forecast runs freely; story: whether the next step is
    told; place: a point of the landscape, whose weights take those of the run's place.
    """

    run: int = 0
    epoch: int | None = None
    axes: tuple[int, int] | None = None
    cells: tuple[int, int] = (96, 72)
    probe: tuple[float, ...] | None = None
    seed: int | None = None
    trace: bool = False
    place: Place | None = None
