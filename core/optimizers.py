"""The optimizers: Keras's equations as (init, update) pairs, and the registry that describes them.

An optimizer is one entry of `OPTIMIZERS`. Forms, files and help are made from its description, and its two
functions work element by element on arrays of any shape, of numpy or of JAX, so that one update can serve
many runs at once: every hyper-parameter may be an array with one number for each run.

All equations are those of Keras 3 (`keras.optimizers`), including where it puts epsilon, that the learning
rate stands inside the momentum buffer of SGD and RMSprop, and that decoupled weight decay comes before the
update.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import msgspec

from .messages import tr_noop
from .parameters import Parameter, Switch

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


def learning_rate(default: float) -> Parameter:
    """The learning rate as every optimizer has it, with Keras's default for this one."""
    return Parameter(
        name="learning_rate",
        title=tr_noop("core", "learning rate"),
        symbol="η",
        default=default,
        low=1e-5,
        high=10.0,
        scale="log",
        at_least=0.0,
        meaning=tr_noop("core", "How far a step goes: too small creeps, too large leaps over the valley."),
    )


WEIGHT_DECAY = Parameter(
    name="weight_decay",
    title=tr_noop("core", "weight decay"),
    symbol="λ",
    default=0.0,
    low=0.0,
    high=0.5,
    at_least=0.0,
    meaning=tr_noop("core", "Every step also shrinks the weights by this share of the learning rate."),
)


def _epsilon(default: float) -> Parameter:
    return Parameter(
        name="epsilon",
        title=tr_noop("core", "epsilon"),
        symbol="ε",
        default=default,
        low=1e-10,
        high=1.0,
        scale="log",
        at_least=0.0,
        meaning=tr_noop("core", "A small number that keeps the division from blowing up."),
    )


def _rho(default: float, meaning: str) -> Parameter:
    return Parameter(
        name="rho",
        title=tr_noop("core", "rho"),
        symbol="ρ",
        default=default,
        low=0.5,
        high=0.9999,
        scale="log_complement",
        at_least=0.0,
        below=1.0,
        meaning=meaning,
    )


def _beta(index: int, default: float, meaning: str) -> Parameter:
    return Parameter(
        name=f"beta_{index}",
        title=tr_noop("core", "beta 1") if index == 1 else tr_noop("core", "beta 2"),
        symbol="β₁" if index == 1 else "β₂",
        default=default,
        low=0.0 if index == 1 else 0.5,
        high=0.999 if index == 1 else 0.99999,
        scale="log_complement",
        at_least=0.0,
        below=1.0,
        meaning=meaning,
    )


def _momentum(meaning: str) -> Parameter:
    return Parameter(
        name="momentum",
        title=tr_noop("core", "momentum"),
        symbol="μ",
        default=0.0,
        low=0.0,
        high=0.99,
        at_least=0.0,
        at_most=1.0,
        meaning=meaning,
    )


def _rounded(value: Array) -> Array:
    """The value itself, rounded before it goes on.

    A compiler fuses a product with its sum (FMA) or turns a root under a fraction into another one, which
    changes the last bit; where an optimizer circles its minimum that bit grows until the run is another one.
    Keras rounds every operation, so the ones that matter are kept apart here.
    """
    xp = value.__array_namespace__()
    return xp.where(value == value, value, xp.nan)  # any choice that the compiler cannot foresee does


def _mean(rho: Array, mean: Array, value: Array) -> Array:
    """The running mean ρ·mean + (1 − ρ)·value."""
    return _rounded(rho * mean) + _rounded((1.0 - rho) * value)


class SGDState(NamedTuple):
    """The velocity: what is left of earlier steps."""

    velocity: Array


def _sgd_init(weight: Array, hyper: Hyper) -> SGDState:
    del hyper
    return SGDState(0.0 * weight)


def _sgd_update(gradient: Array, state: SGDState, eta: Array, hyper: Hyper) -> tuple[Array, SGDState]:
    xp = gradient.__array_namespace__()
    momentum = hyper["momentum"]
    step = _rounded(eta * gradient)
    velocity = _rounded(momentum * state.velocity) - step
    ahead = _rounded(momentum * velocity) - step
    return xp.where(hyper["nesterov"], ahead, velocity), SGDState(velocity)


class AdamState(NamedTuple):
    """Running means of the gradient and its square, the largest such square, and the powers of β so far."""

    m: Array
    v: Array
    v_max: Array
    beta_1_power: Array
    beta_2_power: Array


def _adam_init(weight: Array, hyper: Hyper) -> AdamState:
    del hyper
    zero = 0.0 * weight
    return AdamState(zero, zero, zero, zero + 1.0, zero + 1.0)


def _adam_update(gradient: Array, state: AdamState, eta: Array, hyper: Hyper) -> tuple[Array, AdamState]:
    xp = gradient.__array_namespace__()
    beta_1, beta_2 = hyper["beta_1"], hyper["beta_2"]
    m = state.m + _rounded((gradient - state.m) * (1.0 - beta_1))
    v = state.v + _rounded((_rounded(gradient * gradient) - state.v) * (1.0 - beta_2))
    v_max = xp.maximum(state.v_max, v)
    power_1 = state.beta_1_power * beta_1
    power_2 = state.beta_2_power * beta_2
    # Keras corrects the bias in the learning rate, so that epsilon is not (Kingma & Ba, end of § 2).
    corrected_eta = eta * xp.sqrt(1.0 - power_2) / (1.0 - power_1)
    change = -corrected_eta * m / (xp.sqrt(xp.where(hyper["amsgrad"], v_max, v)) + hyper["epsilon"])
    return change, AdamState(m, v, v_max, power_1, power_2)


class AdadeltaState(NamedTuple):
    """Running means of the squared gradient and of the squared change."""

    accumulated_gradient: Array
    accumulated_change: Array


def _adadelta_init(weight: Array, hyper: Hyper) -> AdadeltaState:
    del hyper
    return AdadeltaState(0.0 * weight, 0.0 * weight)


def _adadelta_update(
    gradient: Array, state: AdadeltaState, eta: Array, hyper: Hyper
) -> tuple[Array, AdadeltaState]:
    xp = gradient.__array_namespace__()
    rho, epsilon = hyper["rho"], hyper["epsilon"]
    squares = _mean(rho, state.accumulated_gradient, gradient * gradient)
    change = -xp.sqrt(state.accumulated_change + epsilon) * gradient / xp.sqrt(squares + epsilon)
    changes = _mean(rho, state.accumulated_change, change * change)
    return _rounded(eta * change), AdadeltaState(squares, changes)


class AdagradState(NamedTuple):
    """The sum of all squared gradients."""

    accumulator: Array


def _adagrad_init(weight: Array, hyper: Hyper) -> AdagradState:
    return AdagradState(0.0 * weight + hyper["initial_accumulator_value"])


def _adagrad_update(
    gradient: Array, state: AdagradState, eta: Array, hyper: Hyper
) -> tuple[Array, AdagradState]:
    xp = gradient.__array_namespace__()
    accumulator = state.accumulator + _rounded(gradient * gradient)
    return -eta * gradient / xp.sqrt(accumulator + hyper["epsilon"]), AdagradState(accumulator)


class RMSpropState(NamedTuple):
    """Running means of the squared gradient and of the gradient, and the momentum buffer."""

    velocity: Array
    average_gradient: Array
    momentum: Array


def _rmsprop_init(weight: Array, hyper: Hyper) -> RMSpropState:
    del hyper
    return RMSpropState(0.0 * weight, 0.0 * weight, 0.0 * weight)


def _rmsprop_update(
    gradient: Array, state: RMSpropState, eta: Array, hyper: Hyper
) -> tuple[Array, RMSpropState]:
    xp = gradient.__array_namespace__()
    rho = hyper["rho"]
    velocity = _mean(rho, state.velocity, gradient * gradient)
    average = _mean(rho, state.average_gradient, gradient)
    spread = velocity - xp.where(hyper["centered"], _rounded(average * average), 0.0)
    increment = eta * gradient / _rounded(xp.sqrt(spread + hyper["epsilon"]))
    momentum = _rounded(hyper["momentum"] * state.momentum) + increment
    return -momentum, RMSpropState(velocity, average, momentum)


def _registry(*optimizers: Optimizer) -> Mapping[str, Optimizer]:
    return {optimizer.name: optimizer for optimizer in optimizers}


OPTIMIZERS = _registry(
    Optimizer(
        name="sgd",
        title="SGD",
        init=_sgd_init,
        update=_sgd_update,
        learning_rate=learning_rate(0.01),
        hyperparameters=(
            _momentum(
                tr_noop("core", "How much of the last step is kept: 0 forgets it, 0.9 rolls like a ball.")
            ),
            Switch(
                name="nesterov",
                title=tr_noop("core", "nesterov"),
                meaning=tr_noop("core", "Look ahead: apply the momentum once more before stepping."),
            ),
            WEIGHT_DECAY,
        ),
        equation="v ← μ·v − η·∇L;  w ← w + v",
        source="Polyak 1964; Nesterov 1983; keras.optimizers.SGD",
        meaning=tr_noop(
            "core", "Stochastic gradient descent: steps straight downhill, if you like with momentum."
        ),
        state_symbols={"velocity": "v"},
    ),
    Optimizer(
        name="adam",
        title="Adam",
        init=_adam_init,
        update=_adam_update,
        learning_rate=learning_rate(0.001),
        hyperparameters=(
            _beta(
                1, 0.9, tr_noop("core", "How slowly the mean of the gradients changes: a kind of momentum.")
            ),
            _beta(2, 0.999, tr_noop("core", "How slowly the mean of the squared gradients changes.")),
            _epsilon(1e-7),
            Switch(
                name="amsgrad",
                title=tr_noop("core", "amsgrad"),
                meaning=tr_noop(
                    "core", "Divide by the largest mean square so far, so that steps never grow again."
                ),
            ),
            WEIGHT_DECAY,
        ),
        equation="m ← β₁m + (1−β₁)∇L;  v ← β₂v + (1−β₂)∇L²;  w ← w − η·√(1−β₂ᵗ)/(1−β₁ᵗ)·m/(√v + ε)",
        source="Kingma & Ba 2015, arXiv:1412.6980; Reddi et al. 2018 (AMSGrad); keras.optimizers.Adam",
        meaning=tr_noop(
            "core", "Momentum and a step size of its own for every weight, both corrected at the start."
        ),
        state_symbols={"m": "m", "v": "v", "v_max": "v̂", "beta_1_power": "β₁ᵗ", "beta_2_power": "β₂ᵗ"},
    ),
    Optimizer(
        name="adadelta",
        title="Adadelta",
        init=_adadelta_init,
        update=_adadelta_update,
        learning_rate=learning_rate(0.001),
        hyperparameters=(
            _rho(
                0.95, tr_noop("core", "How slowly the means of squared gradients and squared steps change.")
            ),
            _epsilon(1e-7),
            WEIGHT_DECAY,
        ),
        equation="a ← ρa + (1−ρ)∇L²;  Δ = −√(d+ε)/√(a+ε)·∇L;  d ← ρd + (1−ρ)Δ²;  w ← w + η·Δ",
        source="Zeiler 2012, arXiv:1212.5701; keras.optimizers.Adadelta",
        meaning=tr_noop(
            "core",
            "Finds its own step size from its earlier steps; meant for η = 1, hardly moves at Keras's 0.001.",
        ),
        state_symbols={"accumulated_gradient": "a", "accumulated_change": "d"},
    ),
    Optimizer(
        name="adagrad",
        title="Adagrad",
        init=_adagrad_init,
        update=_adagrad_update,
        learning_rate=learning_rate(0.001),
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
            _epsilon(1e-7),
            WEIGHT_DECAY,
        ),
        equation="a ← a + ∇L²;  w ← w − η·∇L/√(a + ε)",
        source="Duchi et al. 2011, JMLR 12; keras.optimizers.Adagrad",
        meaning=tr_noop(
            "core", "Divides by all gradients seen so far: quick at first, then slower and slower."
        ),
        state_symbols={"accumulator": "a"},
    ),
    Optimizer(
        name="rmsprop",
        title="RMSprop",
        init=_rmsprop_init,
        update=_rmsprop_update,
        learning_rate=learning_rate(0.001),
        hyperparameters=(
            _rho(0.9, tr_noop("core", "How slowly the mean of the squared gradients changes.")),
            _momentum(tr_noop("core", "How much of the last step is kept.")),
            _epsilon(1e-7),
            Switch(
                name="centered",
                title=tr_noop("core", "centered"),
                meaning=tr_noop("core", "Divide by the spread of the gradients instead of their size."),
            ),
            WEIGHT_DECAY,
        ),
        equation="v ← ρv + (1−ρ)∇L²;  w ← w − η·∇L/√(v + ε)",
        source="Tieleman & Hinton 2012, Coursera lecture 6e; keras.optimizers.RMSprop",
        meaning=tr_noop(
            "core", "Divides by the recent size of the gradient, so that steep and flat count alike."
        ),
        state_symbols={"velocity": "v", "average_gradient": "ḡ", "momentum": "b"},
    ),
)
