"""Up to which sharpness the steps of an optimizer are stable: the threshold, and what to divide by first.

Along an eigenvector of the Hessian with the eigenvalue λ the gradient is λ·w, and an update is a linear map
of (w, momentum). With P, by which an adaptive optimizer divides, held fixed, it is one along the eigenvectors
of P^−½ H P^−½. The threshold is the λ at which an eigenvalue of that map leaves the unit circle through −1.
With the learning rate η, the momentum μ and decoupled weight decay δ, which first makes w to a·w with
a = 1 − η·δ, the characteristic polynomials of Keras's updates are

    SGD, RMSprop:  z² − (a + μ − ηλ)·z + μ·a                  λ < (1 + a)(1 + μ) / η
    Nesterov:      z² − (a + μ − (1 + μ)ηλ)·z + μ·(a − ηλ)    λ < (1 + a)(1 + μ) / (η(1 + 2μ))
    Adam:          as the first, with (1 − β₁)η for η, β₁ for μ

and without weight decay those are the bounds of Cohen et al. 2021 (arXiv:2103.00065), § 2 and appendix B, and
2022 (arXiv:2207.14484), § 2.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ..optimizers.adadelta import AdadeltaState
from ..optimizers.adagrad import AdagradState
from ..optimizers.adam import AdamState
from ..optimizers.base import Hyper
from ..optimizers.rmsprop import RMSpropState

Array = Any


def _adam(before: AdamState, after: AdamState, hyper: Hyper) -> Array:
    del before
    xp = after.v.__array_namespace__()
    squares = xp.where(hyper["amsgrad"], after.v_max, after.v)
    correction = (1.0 - after.beta_1_power) / xp.sqrt(1.0 - after.beta_2_power)
    return correction * (xp.sqrt(squares) + hyper["epsilon"])


def _adadelta(before: AdadeltaState, after: AdadeltaState, hyper: Hyper) -> Array:
    squares = after.accumulated_gradient + hyper["epsilon"]
    xp = squares.__array_namespace__()
    return xp.sqrt(squares / (before.accumulated_change + hyper["epsilon"]))


def _adagrad(before: AdagradState, after: AdagradState, hyper: Hyper) -> Array:
    del before
    xp = after.accumulator.__array_namespace__()
    return xp.sqrt(after.accumulator + hyper["epsilon"])


def _rmsprop(before: RMSpropState, after: RMSpropState, hyper: Hyper) -> Array:
    del before
    xp = after.velocity.__array_namespace__()
    mean = xp.where(hyper["centered"], after.average_gradient, 0.0)
    return xp.sqrt(after.velocity - mean * mean + hyper["epsilon"])


PRECONDITIONERS: Mapping[str, Callable[[Any, Any, Hyper], Array]] = {
    "adam": _adam,
    "adadelta": _adadelta,
    "adagrad": _adagrad,
    "rmsprop": _rmsprop,
}
"""The diagonal of P from the states before and after a step, which is −η·P⁻¹ times a gradient or velocity.

Of the other optimizers P is 1.
"""


def threshold(optimizer: str, rate: Array, hyper: Hyper) -> Array:
    """The largest stable (preconditioned) sharpness; infinite where the learning rate is 0."""
    both = 2.0 - rate * hyper["weight_decay"]
    match optimizer:
        case "sgd":
            momentum = hyper["momentum"]
            return both * (1.0 + momentum) / (rate * (1.0 + 2.0 * momentum * hyper["nesterov"]))
        case "rmsprop":
            return both * (1.0 + hyper["momentum"]) / rate
        case "adam":
            return both * (1.0 + hyper["beta_1"]) / ((1.0 - hyper["beta_1"]) * rate)
        case "adagrad" | "adadelta":
            return both / rate
    raise KeyError(optimizer)
