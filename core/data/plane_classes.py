"""Classes of points in the plane, drawn from a seed: x (samples, 2) and classes y (samples,)."""

from collections.abc import Callable
from typing import Any

import numpy as np

from ..messages import tr_noop
from ..optimizers.rates import rates
from ..parameters import Parameter
from .dataset import Dataset, Drawn, blurred, noise_parameter, parameter
from .samples import Floats


def _classes(random: np.random.Generator, samples: int, classes: float) -> Floats:
    """As many samples of every class as the number allows, in random order."""
    return random.permutation(np.arange(samples) % int(classes)).astype(np.float64)


def _on_circle(radius: Floats, angle: Floats) -> Floats:
    points: Floats = radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return points


def _two_moons(random: np.random.Generator, samples: int, noise: float) -> Drawn:
    y = _classes(random, samples, 2)
    upper = _on_circle(np.ones(samples), random.uniform(0.0, np.pi, samples))
    lower = np.array([[1.0, 0.5]]) - upper
    return blurred(random, np.where(y[:, None] == 0, upper, lower), noise), y


def _circles(random: np.random.Generator, samples: int, noise: float, factor: float) -> Drawn:
    y = _classes(random, samples, 2)
    angle = random.uniform(0.0, 2.0 * np.pi, samples)
    return blurred(random, _on_circle(np.where(y == 0, 1.0, factor), angle), noise), y


def _spirals(random: np.random.Generator, samples: int, noise: float, classes: float, turns: float) -> Drawn:
    y = _classes(random, samples, classes)
    radius = random.uniform(0.05, 1.0, samples)
    return blurred(random, _on_circle(radius, 2.0 * np.pi * (turns * radius + y / classes)), noise), y


def _xor(random: np.random.Generator, samples: int, noise: float) -> Drawn:
    x = random.uniform(-1.0, 1.0, (samples, 2))
    return blurred(random, x, noise), (x[:, 0] * x[:, 1] < 0.0).astype(np.float64)


def _blobs(random: np.random.Generator, samples: int, noise: float, classes: float) -> Drawn:
    y = _classes(random, samples, classes)
    return blurred(random, _on_circle(np.ones(samples), 2.0 * np.pi * y / classes), noise), y


def _checkerboard(random: np.random.Generator, samples: int, noise: float, fields: float) -> Drawn:
    x = random.uniform(0.0, fields, (samples, 2))
    return blurred(random, x, noise), np.floor(x).sum(axis=1) % 2


def _class_count(default: float) -> Parameter:
    meaning = tr_noop("core", "How many classes there are.")
    return parameter("classes", tr_noop("core", "classes"), default, 2, 5, meaning, whole=True)


def _dataset(
    name: str, title: str, make: Callable[..., Drawn], noise: float, meaning: str, **more: Any
) -> Dataset:
    return Dataset(
        name=name,
        title=title,
        meaning=meaning,
        task="classification",
        make=make,
        noise=noise_parameter(noise),
        **more,
    )


PLANE_CLASSES = (
    _dataset(
        "two_moons",
        tr_noop("core", "Two moons"),
        _two_moons,
        0.15,
        tr_noop("core", "Two half-circles that reach into each other."),
        learning_rates=rates(0.2, 0.005, 2.0, 0.1, 0.005),
        hidden=(8, 4),
    ),
    _dataset(
        "circles",
        tr_noop("core", "Circles"),
        _circles,
        0.1,
        tr_noop("core", "A circle around another: no straight line parts them."),
        parameters=(
            parameter(
                "factor",
                tr_noop("core", "factor"),
                0.4,
                0.0,
                0.99,
                tr_noop("core", "The radius of the inner circle; the outer one has 1."),
            ),
        ),
        learning_rates=rates(1.0, 0.05, 10.0, 1.0, 0.005),
        hidden=(8,),
    ),
    _dataset(
        "spirals",
        tr_noop("core", "Spirals"),
        _spirals,
        0.02,
        tr_noop("core", "Arms that wind around each other: hard for a small network."),
        parameters=(
            _class_count(2),
            parameter(
                "turns",
                tr_noop("core", "turns"),
                1.5,
                0.25,
                3.0,
                tr_noop("core", "How often each arm winds around the middle."),
            ),
        ),
        learning_rates=rates(0.5, 0.05, 10.0, 1.0, 0.02),
    ),
    _dataset(
        "xor",
        tr_noop("core", "XOR"),
        _xor,
        0.05,
        tr_noop("core", "Opposite quarters belong together: a perceptron cannot learn it."),
        learning_rates=rates(0.1, 0.005, 2.0, 0.1, 0.002),
        hidden=(8,),
    ),
    _dataset(
        "blobs",
        tr_noop("core", "Blobs"),
        _blobs,
        0.3,
        tr_noop("core", "Round clouds on a circle: straight lines part them."),
        parameters=(_class_count(3),),
        learning_rates=rates(0.3, 0.01, 5.0, 0.1, 0.005),
        hidden=(6,),
    ),
    _dataset(
        "checkerboard",
        tr_noop("core", "Checkerboard"),
        _checkerboard,
        0.0,
        tr_noop("core", "Fields of two classes by turns: many corners to learn."),
        parameters=(
            parameter(
                "fields",
                tr_noop("core", "fields"),
                4,
                2,
                8,
                tr_noop("core", "How many fields a side of the board has."),
                whole=True,
            ),
        ),
        learning_rates=rates(0.3, 0.02, 10.0, 1.0, 0.03),
    ),
)
