"""A loss surface over two weights, and what is known of it."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

import msgspec

from ...parameters import Parameter

Array = Any
"""A numpy array, a JAX array or a JAX tracer; the code asks it for its namespace."""

Domain = tuple[tuple[float, float], tuple[float, float]]
"""((x_low, x_high), (y_low, y_high))."""


class CriticalPoint(msgspec.Struct, frozen=True):
    """A place where the gradient vanishes: a minimum (the lowest are global) or a saddle."""

    kind: Literal["global", "local", "saddle"]
    x: float
    y: float
    loss: float


class Surface(msgspec.Struct, frozen=True, kw_only=True):
    """A loss over two weights.

    `function(x, y, **parameters)` works element by element on arrays of one shape, of numpy or of JAX; the
    parameters are scalars. `known_points(**parameters)` lists what is known in closed form or published
    (minima, and saddles where stated); it may be empty, and a point may lie outside the domain.
    `learning_rates` holds one per optimizer with which it gets ahead from `start` within 500 steps, for SGD
    with the momentum `momentum`.
    """

    name: str
    title: str
    formula: str
    source: str
    function: Callable[..., Array]
    domain: Domain
    start: tuple[float, float]
    parameters: tuple[Parameter, ...] = ()
    known_points: Callable[..., tuple[CriticalPoint, ...]] = lambda **_: ()
    learning_rates: Mapping[str, float] = {}
    momentum: float = 0.0
    meaning: str = ""

    def defaults(self) -> dict[str, float]:
        """The default of every parameter by name."""
        return {parameter.name: parameter.default for parameter in self.parameters}
