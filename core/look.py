"""How a person looks at a network that trains; no JAX."""

from typing import NamedTuple


class Look(NamedTuple):
    """How a person looks at a network.

    run: whose weights; epoch: of the past, None for now; axes: the two features that span the plane, None for
    the usual ones; cells: in how many (columns, rows) that plane is sampled; probe: an input as drawn, None
    for the usual one; seed: the index from which a forecast runs freely; story: whether the next step is
    told.
    """

    run: int = 0
    epoch: int | None = None
    axes: tuple[int, int] | None = None
    cells: tuple[int, int] = (96, 72)
    probe: tuple[float, ...] | None = None
    seed: int | None = None
    story: bool = False
