"""The catalogue of loss surfaces: the registry of all families, one module each.

Every surface comes with its formula, source, parameters, domain, known minima and a good start.
"""

from collections.abc import Mapping
from types import MappingProxyType

from .basins import HIMMELBLAU, SIX_HUMP_CAMEL, STYBLINSKI_TANG, THREE_HUMP_CAMEL, TWO_BASINS
from .plateaus import CLIFF_AND_PLATEAU, EASOM
from .quadratics import BOOTH, BOWL, MATYAS, SADDLE
from .ripples import ACKLEY, DROP_WAVE, GRIEWANK, LEVY_13, RASTRIGIN
from .surface import Surface
from .valleys import BEALE, GOLDSTEIN_PRICE, MCCORMICK, MONKEY_SADDLE, RAVINE, ROSENBROCK

SURFACES: Mapping[str, Surface] = MappingProxyType(
    {
        surface.name: surface
        for surface in (
            TWO_BASINS,
            BOWL,
            RAVINE,
            SADDLE,
            MONKEY_SADDLE,
            ROSENBROCK,
            HIMMELBLAU,
            BEALE,
            BOOTH,
            MATYAS,
            MCCORMICK,
            THREE_HUMP_CAMEL,
            SIX_HUMP_CAMEL,
            STYBLINSKI_TANG,
            RASTRIGIN,
            ACKLEY,
            GRIEWANK,
            GOLDSTEIN_PRICE,
            LEVY_13,
            EASOM,
            DROP_WAVE,
            CLIFF_AND_PLATEAU,
        )
    }
)
"""Every surface by its name, in the order in which they are offered; the first is shown at the start."""
