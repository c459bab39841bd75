"""Descriptions of hyper-parameters that several optimizers have, each with its own default."""

from ..messages import tr_noop
from ..parameters import Parameter


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


def epsilon(default: float) -> Parameter:
    """The number under a root or beside it, with the default of this optimizer."""
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


def rho(default: float, meaning: str) -> Parameter:
    """The decay ρ of a running mean."""
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


def beta(index: int, default: float, meaning: str) -> Parameter:
    """The decay β₁ (`index` 1) or β₂ (`index` 2) of a running mean."""
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


def momentum(meaning: str) -> Parameter:
    """The momentum μ, 0 by default."""
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
