"""Adadelta."""

from typing import NamedTuple

from ..messages import tr_noop
from . import hyperparameters
from .base import Array, Hyper, Optimizer, rounded, running_mean


class AdadeltaState(NamedTuple):
    """Running means of the squared gradient and of the squared change."""

    accumulated_gradient: Array
    accumulated_change: Array


def _init(weight: Array, hyper: Hyper) -> AdadeltaState:
    del hyper
    return AdadeltaState(0.0 * weight, 0.0 * weight)


def _update(gradient: Array, state: AdadeltaState, eta: Array, hyper: Hyper) -> tuple[Array, AdadeltaState]:
    xp = gradient.__array_namespace__()
    rho, epsilon = hyper["rho"], hyper["epsilon"]
    squares = running_mean(rho, state.accumulated_gradient, gradient * gradient)
    change = -xp.sqrt(state.accumulated_change + epsilon) * gradient / xp.sqrt(squares + epsilon)
    changes = running_mean(rho, state.accumulated_change, change * change)
    return rounded(eta * change), AdadeltaState(squares, changes)


ADADELTA = Optimizer(
    name="adadelta",
    title="Adadelta",
    init=_init,
    update=_update,
    learning_rate=hyperparameters.learning_rate(0.001),
    hyperparameters=(
        hyperparameters.rho(
            0.95, tr_noop("core", "How slowly the means of squared gradients and squared steps change.")
        ),
        hyperparameters.epsilon(1e-7),
        hyperparameters.WEIGHT_DECAY,
    ),
    equation="a ← ρa + (1−ρ)∇L²;  Δ = −√(d+ε)/√(a+ε)·∇L;  d ← ρd + (1−ρ)Δ²;  w ← w + η·Δ",
    source="Zeiler 2012, arXiv:1212.5701; keras.optimizers.Adadelta",
    meaning=tr_noop(
        "core",
        "Finds its own step size from its earlier steps; meant for η = 1, hardly moves at Keras's 0.001.",
    ),
    state_symbols={"accumulated_gradient": "a", "accumulated_change": "d"},
)
