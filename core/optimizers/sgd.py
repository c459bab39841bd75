"""Stochastic gradient descent with momentum, and Nesterov's variant."""

from typing import NamedTuple

from ..messages import tr_noop
from ..parameters import Switch
from . import hyperparameters
from .base import Array, Hyper, Optimizer, rounded


class SGDState(NamedTuple):
    """The velocity: what is left of earlier steps."""

    velocity: Array


def _init(weight: Array, hyper: Hyper) -> SGDState:
    del hyper
    return SGDState(0.0 * weight)


def _update(gradient: Array, state: SGDState, eta: Array, hyper: Hyper) -> tuple[Array, SGDState]:
    xp = gradient.__array_namespace__()
    momentum = hyper["momentum"]
    step = rounded(eta * gradient)
    velocity = rounded(momentum * state.velocity) - step
    ahead = rounded(momentum * velocity) - step
    return xp.where(hyper["nesterov"], ahead, velocity), SGDState(velocity)


SGD = Optimizer(
    name="sgd",
    title="SGD",
    init=_init,
    update=_update,
    learning_rate=hyperparameters.learning_rate(0.01),
    hyperparameters=(
        hyperparameters.momentum(
            tr_noop("core", "How much of the last step is kept: 0 forgets it, 0.9 rolls like a ball.")
        ),
        Switch(
            name="nesterov",
            title=tr_noop("core", "nesterov"),
            meaning=tr_noop("core", "Look ahead: apply the momentum once more before stepping."),
        ),
        hyperparameters.WEIGHT_DECAY,
    ),
    equation="v ← μ·v − η·∇L;  w ← w + v",
    source="Polyak 1964; Nesterov 1983; keras.optimizers.SGD",
    meaning=tr_noop(
        "core", "Stochastic gradient descent: steps straight downhill, if you like with momentum."
    ),
    state_symbols={"velocity": "v"},
)
