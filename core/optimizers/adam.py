"""Adam, and its variant AMSGrad."""

from typing import NamedTuple

from ..messages import tr_noop
from ..parameters import Switch
from . import hyperparameters
from .base import Array, Hyper, Optimizer, rounded


class AdamState(NamedTuple):
    """Running means of the gradient and its square, the largest such square, and the powers of β so far."""

    m: Array
    v: Array
    v_max: Array
    beta_1_power: Array
    beta_2_power: Array


def _init(weight: Array, hyper: Hyper) -> AdamState:
    del hyper
    zero = 0.0 * weight
    return AdamState(zero, zero, zero, zero + 1.0, zero + 1.0)


def _update(gradient: Array, state: AdamState, eta: Array, hyper: Hyper) -> tuple[Array, AdamState]:
    xp = gradient.__array_namespace__()
    beta_1, beta_2 = hyper["beta_1"], hyper["beta_2"]
    m = state.m + rounded((gradient - state.m) * (1.0 - beta_1))
    v = state.v + rounded((rounded(gradient * gradient) - state.v) * (1.0 - beta_2))
    v_max = xp.maximum(state.v_max, v)
    power_1 = state.beta_1_power * beta_1
    power_2 = state.beta_2_power * beta_2
    # Keras corrects the bias in the learning rate, so that epsilon is not (Kingma & Ba, end of § 2).
    corrected_eta = eta * xp.sqrt(1.0 - power_2) / (1.0 - power_1)
    change = -corrected_eta * m / (xp.sqrt(xp.where(hyper["amsgrad"], v_max, v)) + hyper["epsilon"])
    return change, AdamState(m, v, v_max, power_1, power_2)


ADAM = Optimizer(
    name="adam",
    title="Adam",
    init=_init,
    update=_update,
    learning_rate=hyperparameters.learning_rate(0.001),
    hyperparameters=(
        hyperparameters.beta(
            1, 0.9, tr_noop("core", "How slowly the mean of the gradients changes: a kind of momentum.")
        ),
        hyperparameters.beta(
            2, 0.999, tr_noop("core", "How slowly the mean of the squared gradients changes.")
        ),
        hyperparameters.epsilon(1e-7),
        Switch(
            name="amsgrad",
            title=tr_noop("core", "amsgrad"),
            meaning=tr_noop(
                "core", "Divide by the largest mean square so far, so that steps never grow again."
            ),
        ),
        hyperparameters.WEIGHT_DECAY,
    ),
    equation="m ← β₁m + (1−β₁)∇L;  v ← β₂v + (1−β₂)∇L²;  w ← w − η·√(1−β₂ᵗ)/(1−β₁ᵗ)·m/(√v + ε)",
    source="Kingma & Ba 2015, arXiv:1412.6980; Reddi et al. 2018 (AMSGrad); keras.optimizers.Adam",
    meaning=tr_noop(
        "core", "Momentum and a step size of its own for every weight, both corrected at the start."
    ),
    state_symbols={"m": "m", "v": "v", "v_max": "v̂", "beta_1_power": "β₁ᵗ", "beta_2_power": "β₂ᵗ"},
)
