"""Functions of one or two inputs with noise, drawn from a seed: x (samples, inputs), y (samples, 1)."""

from collections.abc import Callable
from typing import Any

import numpy as np

from ..messages import tr_noop
from ..optimizers.rates import rates
from .dataset import Dataset, Drawn, blurred, noise_parameter, parameter


def _line(random: np.random.Generator, samples: int, noise: float, slope: float, intercept: float) -> Drawn:
    x = random.uniform(-1.0, 1.0, (samples, 1))
    return x, blurred(random, slope * x + intercept, noise)


def _sine(random: np.random.Generator, samples: int, noise: float, frequency: float) -> Drawn:
    x = random.uniform(-1.0, 1.0, (samples, 1))
    return x, blurred(random, np.sin(2.0 * np.pi * frequency * x), noise)


def _step(random: np.random.Generator, samples: int, noise: float) -> Drawn:
    x = random.uniform(-1.0, 1.0, (samples, 1))
    return x, blurred(random, np.where(x < 0.0, -1.0, 1.0), noise)


def _polynomial(random: np.random.Generator, samples: int, noise: float, degree: float) -> Drawn:
    """The Chebyshev polynomial, which stays between −1 and 1."""
    x = random.uniform(-1.0, 1.0, (samples, 1))
    return x, blurred(random, np.cos(degree * np.arccos(x)), noise)


def _surface(random: np.random.Generator, samples: int, noise: float) -> Drawn:
    x = random.uniform(-2.0, 2.0, (samples, 2))
    height = (x[:, :1] ** 2 - x[:, 1:]) * np.exp(-0.5 * np.sum(x**2, axis=1, keepdims=True))
    return x, blurred(random, height, noise)


def _dataset(
    name: str,
    title: str,
    make: Callable[..., Drawn],
    noise: float,
    meaning: str,
    features: int = 1,
    **more: Any,
) -> Dataset:
    return Dataset(
        name=name,
        title=title,
        meaning=meaning,
        task="regression",
        make=make,
        noise=noise_parameter(noise),
        features=features,
        **more,
    )


FUNCTIONS = (
    _dataset(
        "line",
        tr_noop("core", "Line"),
        _line,
        0.1,
        tr_noop("core", "A straight line: one weight and one bias are enough."),
        parameters=(
            parameter(
                "slope",
                tr_noop("core", "slope"),
                1.0,
                -5.0,
                5.0,
                tr_noop("core", "How steeply the line rises."),
            ),
            parameter(
                "intercept",
                tr_noop("core", "intercept"),
                0.5,
                -5.0,
                5.0,
                tr_noop("core", "Where the line is at x = 0."),
            ),
        ),
        learning_rates=rates(0.05, 0.005, 1.0, 0.05, 0.001),
        hidden=(),
    ),
    _dataset(
        "sine",
        tr_noop("core", "Sine"),
        _sine,
        0.1,
        tr_noop("core", "A wave: the more of it there is, the more units it takes."),
        parameters=(
            parameter(
                "frequency",
                tr_noop("core", "frequency"),
                1.0,
                0.1,
                4.0,
                tr_noop("core", "How many waves lie in a unit of x."),
            ),
        ),
        learning_rates=rates(0.1, 0.03, 5.0, 0.5, 0.005),
        hidden=(8, 8),
    ),
    _dataset(
        "step",
        tr_noop("core", "Step"),
        _step,
        0.1,
        tr_noop("core", "A sudden step, which a smooth network can only come close to."),
        learning_rates=rates(0.2, 0.02, 10.0, 0.5, 0.005),
        hidden=(8,),
    ),
    _dataset(
        "polynomial",
        tr_noop("core", "Polynomial"),
        _polynomial,
        0.2,
        tr_noop("core", "A Chebyshev polynomial in noise: few samples invite overfitting."),
        parameters=(
            parameter(
                "degree",
                tr_noop("core", "degree"),
                3,
                1,
                8,
                tr_noop("core", "The degree of the polynomial."),
                whole=True,
            ),
        ),
        learning_rates=rates(0.02, 0.02, 2.0, 0.5, 0.002),
        hidden=(8, 8),
    ),
    _dataset(
        "surface",
        tr_noop("core", "Surface"),
        _surface,
        0.05,
        tr_noop("core", "Hills and hollows over the plane: a function of two inputs."),
        features=2,
        learning_rates=rates(0.2, 0.02, 2.0, 0.5, 0.002),
        hidden=(8, 8),
    ),
)
