"""What describes an optimizer, and the arithmetic that several of them share."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import msgspec

from ..parameters import Parameter, Switch

Array = Any
Hyper = Mapping[str, Array]
"""Hyper-parameters by name; each a scalar or an array that broadcasts against the weights."""


class Optimizer(msgspec.Struct, frozen=True, kw_only=True):
    """An update rule and all that is known about it.

    `init(weight, hyper) -> state` and `update(gradient, state, learning_rate, hyper) -> (change, state)`:
    the change is added to the weight. Both are pure; a state is a NamedTuple of arrays shaped like the
    weight, and `state_symbols` has the symbol of each of its fields, in their order.
    """

    name: str
    title: str
    init: Callable[[Array, Hyper], NamedTuple]
    update: Callable[[Array, Any, Array, Hyper], tuple[Array, Any]]
    learning_rate: Parameter
    hyperparameters: tuple[Parameter | Switch, ...]
    equation: str
    source: str
    meaning: str
    state_symbols: Mapping[str, str]


def rounded(value: Array) -> Array:
    """The value itself, rounded before it goes on.

    A compiler fuses a product with its sum (FMA) or turns a root under a fraction into another one, which
    changes the last bit; where an optimizer circles its minimum that bit grows until the run is another one.
    Keras rounds every operation, so the ones that matter are kept apart here.
    """
    xp = value.__array_namespace__()
    return xp.where(value == value, value, xp.nan)  # any choice that the compiler cannot foresee does


def running_mean(rho: Array, mean: Array, value: Array) -> Array:
    """The running mean ρ·mean + (1 − ρ)·value."""
    return rounded(rho * mean) + rounded((1.0 - rho) * value)
