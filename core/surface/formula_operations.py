"""The operations of a formula: operators and functions on arrays of numpy or of JAX."""

import ast
from collections.abc import Callable
from typing import Any

import numpy as np

from .catalogue.surface import Array

Operation = Callable[..., Array]
"""`operation(xp, *arguments)`: one step of a formula in the array namespace `xp`."""


def _plain(name: str) -> Operation:
    return lambda xp, *arguments: getattr(xp, name)(*arguments)


def _abs(xp: Any, a: Array) -> Array:
    return a * xp.sign(a)


def _relu(xp: Any, a: Array) -> Array:
    return xp.where(a <= 0, 0.0, a)  # asked this way round, nan stays nan


def _softplus(xp: Any, a: Array) -> Array:
    return xp.logaddexp(a, 0.0)


def _sigmoid(xp: Any, a: Array) -> Array:
    return xp.exp(-_softplus(xp, -a))  # 1 / (1 + exp(-a)) has the gradient inf / inf far to the left


def _sqrt(xp: Any, a: Array) -> Array:
    # Twice `where`: the branch not taken must not be infinite either, or its gradient is 0 * inf.
    at_zero = a == 0
    return xp.where(at_zero, 0.0, xp.sqrt(xp.where(at_zero, 1.0, a)))


def _hypot(xp: Any, a: Array, b: Array) -> Array:
    return _sqrt(xp, a * a + b * b)


def _atan2(xp: Any, a: Array, b: Array) -> Array:
    at_origin = (a == 0) & (b == 0)
    return xp.where(at_origin, 0.0, xp.arctan2(a, xp.where(at_origin, 1.0, b)))


def _power(xp: Any, a: Array, b: Array) -> Array:
    # A small whole number written into the formula is multiplied out: exact, and cheap to differentiate.
    # A huge one would become a thousand multiplications, which take a second to compile.
    if isinstance(b, float) and b.is_integer() and abs(b) <= 64:
        return a ** int(b)
    at_kink = (a == 0) & (b > 0) & (b < 1)
    return xp.where(at_kink, 0.0, xp.power(xp.where(at_kink, 1.0, a), b))


OPERATORS: dict[type[ast.operator], Operation] = {
    ast.Add: lambda xp, a, b: a + b,
    ast.Sub: lambda xp, a, b: a - b,
    ast.Mult: lambda xp, a, b: a * b,
    ast.Div: lambda xp, a, b: a / b,
    ast.Pow: _power,
}

# floor and sign are plateaus, on which an optimizer rightly stands still.
FUNCTIONS: dict[str, tuple[int, Operation]] = {
    "sin": (1, _plain("sin")),
    "cos": (1, _plain("cos")),
    "tan": (1, _plain("tan")),
    "asin": (1, _plain("arcsin")),
    "acos": (1, _plain("arccos")),
    "atan": (1, _plain("arctan")),
    "sinh": (1, _plain("sinh")),
    "cosh": (1, _plain("cosh")),
    "tanh": (1, _plain("tanh")),
    "asinh": (1, _plain("arcsinh")),
    "acosh": (1, _plain("arccosh")),
    "atanh": (1, _plain("arctanh")),
    "exp": (1, _plain("exp")),
    "log": (1, _plain("log")),
    "log2": (1, _plain("log2")),
    "log10": (1, _plain("log10")),
    "sqrt": (1, _sqrt),
    "abs": (1, _abs),
    "sign": (1, _plain("sign")),
    "floor": (1, _plain("floor")),
    "square": (1, lambda xp, a: a * a),
    "sigmoid": (1, _sigmoid),
    "softplus": (1, _softplus),
    "relu": (1, _relu),
    "min": (2, _plain("minimum")),
    "max": (2, _plain("maximum")),
    "hypot": (2, _hypot),
    "atan2": (2, _atan2),
    "pow": (2, _power),
    "mod": (2, _plain("mod")),
}

CONSTANTS = {"pi": np.pi, "e": np.e}
