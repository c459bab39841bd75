"""The names, formulas and curves of the activation functions, to be shown; numpy only.

Networks compute with JAX's own (`networks`); a test holds the two against each other.
"""

import math
from collections.abc import Callable, Mapping

import msgspec
import numpy as np
from numpy.typing import NDArray

from ..messages import tr_noop

Floats = NDArray[np.float64]


class Activation(msgspec.Struct, frozen=True, kw_only=True):
    """g(z), elementwise; `limits` are the values that it comes close to far left and far right, if any."""

    name: str
    title: str
    formula: str
    function: Callable[[Floats], Floats]
    limits: tuple[float, ...] = ()
    meaning: str


def _sigmoid(z: Floats) -> Floats:
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * z)))  # σ, written so that no exponential overflows


def _tanh(z: Floats) -> Floats:
    return np.asarray(np.tanh(z))


def _relu(z: Floats) -> Floats:
    return np.maximum(z, 0.0)


def _leaky_relu(z: Floats) -> Floats:
    return np.maximum(z, 0.2 * z)


def _gelu(z: Floats) -> Floats:
    """z Φ(z) with the normal distribution Φ: Hendrycks & Gimpel 2016, without their approximation."""
    below = np.array([0.5 * math.erfc(-one / math.sqrt(2.0)) for one in z.ravel()])
    return np.asarray(z * below.reshape(z.shape))


def _linear(z: Floats) -> Floats:
    return z


ACTIVATIONS: Mapping[str, Activation] = {
    one.name: one
    for one in (
        Activation(
            name="sigmoid",
            title="sigmoid",
            formula="1 / (1 + e⁻ᶻ)",
            function=_sigmoid,
            limits=(0.0, 1.0),
            meaning=tr_noop("core", "From 0 to 1, as a probability; flat far out, where it hardly learns."),
        ),
        Activation(
            name="tanh",
            title="tanh",
            formula="tanh z",
            function=_tanh,
            limits=(-1.0, 1.0),
            meaning=tr_noop("core", "From −1 to 1 around 0; flat far out, where it hardly learns."),
        ),
        Activation(
            name="relu",
            title="ReLU",
            formula="max(0, z)",
            function=_relu,
            meaning=tr_noop("core", "Cheap and steep; where z stays below 0 the unit is dead."),
        ),
        Activation(
            name="leaky_relu",
            title="leaky ReLU",
            formula="max(0.2 z, z)",
            function=_leaky_relu,
            meaning=tr_noop("core", "As ReLU, but with a slope below 0 too: no unit dies."),
        ),
        Activation(
            name="gelu",
            title="GELU",
            formula="z Φ(z)",
            function=_gelu,
            meaning=tr_noop("core", "A smooth ReLU; Φ is the normal distribution."),
        ),
        Activation(
            name="linear",
            title="linear",
            formula="z",
            function=_linear,
            meaning=tr_noop("core", "No bend: all layers together are only one linear map."),
        ),
    )
}
