"""Adagrad."""

from typing import NamedTuple

from ..messages import tr_noop
from ..parameters import Parameter
from . import hyperparameters
from .base import Array, Hyper, Optimizer, rounded


class AdagradState(NamedTuple):
    """The sum of all squared gradients."""

    accumulator: Array


def _init(weight: Array, hyper: Hyper) -> AdagradState:
    return AdagradState(0.0 * weight + hyper["initial_accumulator_value"])


def _update(gradient: Array, state: AdagradState, eta: Array, hyper: Hyper) -> tuple[Array, AdagradState]:
    xp = gradient.__array_namespace__()
    accumulator = state.accumulator + rounded(gradient * gradient)
    return -eta * gradient / xp.sqrt(accumulator + hyper["epsilon"]), AdagradState(accumulator)


ADAGRAD = Optimizer(
    name="adagrad",
    title="Adagrad",
    init=_init,
    update=_update,
    learning_rate=hyperparameters.learning_rate(0.001),
    hyperparameters=(
        Parameter(
            name="initial_accumulator_value",
            title=tr_noop("core", "initial accumulator value"),
            symbol="a₀",
            default=0.1,
            low=0.0,
            high=1.0,
            at_least=0.0,
            meaning=tr_noop(
                "core", "Where the sum of squared gradients starts: more means smaller first steps."
            ),
        ),
        hyperparameters.epsilon(1e-7),
        hyperparameters.WEIGHT_DECAY,
    ),
    equation="a ← a + ∇L²;  w ← w − η·∇L/√(a + ε)",
    source="Duchi et al. 2011, JMLR 12; keras.optimizers.Adagrad",
    meaning=tr_noop("core", "Divides by all gradients seen so far: quick at first, then slower and slower."),
    state_symbols={"accumulator": "a"},
)
