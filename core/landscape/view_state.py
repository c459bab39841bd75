"""What a person has chosen to see of the landscape of a network; no JAX."""

from typing import Literal, NamedTuple

from ..plane import Range
from .landscape import Of

UpdateRate = Literal["off", "calm", "live"]
"""How often a landscape is drawn anew while its network trains: never, once a second, or all the time."""
UPDATE_RATES: tuple[UpdateRate, ...] = ("off", "calm", "live")


class LandscapeViewState(NamedTuple):
    """What a person has chosen to see of the landscape of a network.

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
