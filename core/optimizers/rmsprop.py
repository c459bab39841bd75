"""RMSprop, centered or not, with momentum."""

from typing import NamedTuple

from ..messages import tr_noop
from ..parameters import Switch
from . import hyperparameters
from .base import Array, Hyper, Optimizer, rounded, running_mean


class RMSpropState(NamedTuple):
    """Running means of the squared gradient and of the gradient, and the momentum buffer."""

    velocity: Array
    average_gradient: Array
    momentum: Array


def _init(weight: Array, hyper: Hyper) -> RMSpropState:
    del hyper
    return RMSpropState(0.0 * weight, 0.0 * weight, 0.0 * weight)


def _update(gradient: Array, state: RMSpropState, eta: Array, hyper: Hyper) -> tuple[Array, RMSpropState]:
    xp = gradient.__array_namespace__()
    rho = hyper["rho"]
    velocity = running_mean(rho, state.velocity, gradient * gradient)
    average = running_mean(rho, state.average_gradient, gradient)
    spread = velocity - xp.where(hyper["centered"], rounded(average * average), 0.0)
    increment = eta * gradient / rounded(xp.sqrt(spread + hyper["epsilon"]))
    momentum = rounded(hyper["momentum"] * state.momentum) + increment
    return -momentum, RMSpropState(velocity, average, momentum)


RMSPROP = Optimizer(
    name="rmsprop",
    title="RMSprop",
    init=_init,
    update=_update,
    learning_rate=hyperparameters.learning_rate(0.001),
    hyperparameters=(
        hyperparameters.rho(0.9, tr_noop("core", "How slowly the mean of the squared gradients changes.")),
        hyperparameters.momentum(tr_noop("core", "How much of the last step is kept.")),
        hyperparameters.epsilon(1e-7),
        Switch(
            name="centered",
            title=tr_noop("core", "centered"),
            meaning=tr_noop("core", "Divide by the spread of the gradients instead of their size."),
        ),
        hyperparameters.WEIGHT_DECAY,
    ),
    equation="v ← ρv + (1−ρ)∇L²;  w ← w − η·∇L/√(v + ε)",
    source="Tieleman & Hinton 2012, Coursera lecture 6e; keras.optimizers.RMSprop",
    meaning=tr_noop(
        "core", "Divides by the recent size of the gradient, so that steep and flat count alike."
    ),
    state_symbols={"velocity": "v", "average_gradient": "ḡ", "momentum": "b"},
)
