"""Surfaces with several minima, each in a basin of its own."""

import math
from typing import Literal

from ...messages import tr_noop
from ...optimizers.rates import rates
from ...parameters import Parameter
from . import functions
from .shared import ORIGIN, unmoved
from .surface import CriticalPoint, Surface


def _three_hump_camel_points() -> tuple[CriticalPoint, ...]:
    """With y = −x/2 the derivative along x is x(x⁴ − 4.2x² + 3.5), whose roots are x² = 2.1 ± √0.91."""

    def pair(kind: Literal["local", "saddle"], square: float) -> tuple[CriticalPoint, ...]:
        x = math.sqrt(square)
        loss = square * (1.75 + square * (square / 6 - 1.05))
        return CriticalPoint(kind, x, -x / 2, loss), CriticalPoint(kind, -x, x / 2, loss)

    root = math.sqrt(0.91)
    return (ORIGIN, *pair("local", 2.1 + root), *pair("saddle", 2.1 - root))


def _styblinski_tang_points() -> tuple[CriticalPoint, ...]:
    """Both weights apart solve t³ − 8t + 5/4 = 0, whose three real roots Viète gives by cosines."""
    third = math.acos(-1.25 / 2 * (3 / 8) ** 1.5) / 3
    deep, middle, high = sorted(
        2 * math.sqrt(8 / 3) * math.cos(third - 2 * math.pi * k / 3) for k in range(3)
    )

    def point(kind: Literal["global", "local", "saddle"], x: float, y: float) -> CriticalPoint:
        return CriticalPoint(kind, x, y, sum(0.5 * t * (5 + t * (t * t - 16)) for t in (x, y)))

    return (
        point("global", deep, deep),
        point("local", deep, high),
        point("local", high, deep),
        point("local", high, high),
        *(point("saddle", middle, t) for t in (deep, high)),
        *(point("saddle", t, middle) for t in (deep, high)),
    )


TWO_BASINS = Surface(
    name="two_basins",
    title=tr_noop("core", "Two basins"),
    formula="f = D(1 − exp(−‖p − g‖²/2w²)) − d·exp(−‖p − l‖²/2w²) + 0.08(x² + y²),  ‖g − l‖ = s",
    source=tr_noop("core", "Made for this laboratory: two Gaussian wells in a bowl"),
    function=functions.two_basins,
    domain=((-3.6, 3.6), (-2.5, 2.5)),
    start=(1.0, 1.8),
    parameters=(
        Parameter(
            name="depth",
            title=tr_noop("core", "depth"),
            symbol="D",
            default=2.6,
            low=0.5,
            high=5.0,
            at_least=0.0,
            meaning=tr_noop("core", "How deep the well on the right is: the global minimum by default"),
        ),
        Parameter(
            name="local_depth",
            title=tr_noop("core", "local depth"),
            symbol="d",
            default=1.8,
            low=0.5,
            high=5.0,
            at_least=0.0,
            meaning=tr_noop("core", "How deep the well on the left is: a local minimum by default"),
        ),
        Parameter(
            name="width",
            title=tr_noop("core", "width"),
            symbol="w",
            default=0.9,
            low=0.3,
            high=1.5,
            at_least=0.05,
            meaning=tr_noop("core", "How wide both wells are; narrow wells are harder to find"),
        ),
        Parameter(
            name="distance",
            title=tr_noop("core", "distance"),
            symbol="s",
            default=2.9,
            low=0.5,
            high=5.0,
            at_least=0.0,
            meaning=tr_noop("core", "How far the wells lie apart; close ones melt into one"),
        ),
    ),
    learning_rates=rates(sgd=0.02, adam=0.12, adadelta=6.0, adagrad=0.5, rmsprop=0.025),
    momentum=0.9,
    meaning=tr_noop(
        "core", "From one and the same start, the optimizer alone decides which minimum is found."
    ),
)

HIMMELBLAU = Surface(
    name="himmelblau",
    title=tr_noop("core", "Himmelblau"),
    formula="f = (x² + y − 11)² + (x + y² − 7)²",
    source="D. M. Himmelblau: Applied Nonlinear Programming, McGraw-Hill (1972)",
    function=functions.himmelblau,
    domain=((-6.0, 6.0), (-6.0, 6.0)),
    start=(0.0, -0.8),
    known_points=unmoved(
        CriticalPoint("global", 3.0, 2.0, 0.0),
        CriticalPoint("global", -2.805118086952745, 3.131312518250573, 0.0),
        CriticalPoint("global", -3.779310253377747, -3.283185991286169, 0.0),
        CriticalPoint("global", 3.5844283403304917, -1.8481265269644036, 0.0),
    ),
    learning_rates=rates(sgd=0.01, adam=0.12, adadelta=4.0, adagrad=0.8, rmsprop=0.035),
    meaning=tr_noop(
        "core", "Four minima are equally good; which one is found depends on start and optimizer alone."
    ),
)

THREE_HUMP_CAMEL = Surface(
    name="three_hump_camel",
    title=tr_noop("core", "Three-hump camel"),
    formula="f = 2x² − 1.05x⁴ + x⁶/6 + xy + y²",
    source=tr_noop(
        "core", "Listed by M. Jamil, X.-S. Yang: Int. J. Math. Model. Numer. Optim. 4 (2013), 150–194"
    ),
    function=functions.three_hump_camel,
    domain=((-2.4, 2.4), (-2.4, 2.4)),
    start=(-1.5, -1.1),
    known_points=unmoved(*_three_hump_camel_points()),
    learning_rates=rates(sgd=0.06, adam=0.05, adadelta=4.0, adagrad=0.35, rmsprop=0.015),
    meaning=tr_noop("core", "Two local minima flank the global one; the low passes between can be crossed."),
)

SIX_HUMP_CAMEL = Surface(
    name="six_hump_camel",
    title=tr_noop("core", "Six-hump camel"),
    formula="f = (4 − 2.1x² + x⁴/3)x² + xy + (4y² − 4)y²",
    source="L. C. W. Dixon, G. P. Szegő: Towards Global Optimisation 2, North-Holland (1978)",
    function=functions.six_hump_camel,
    domain=((-2.1, 2.1), (-1.3, 1.3)),
    start=(-1.2, 0.05),
    known_points=unmoved(
        CriticalPoint("global", 0.08984201310031806, -0.7126564030207396, -1.0316284534898774),
        CriticalPoint("global", -0.08984201310031806, 0.7126564030207396, -1.0316284534898774),
        CriticalPoint("local", 1.7036067149699807, -0.7960835686726252, -0.21546382438371725),
        CriticalPoint("local", -1.7036067149699807, 0.7960835686726252, -0.21546382438371725),
        CriticalPoint("local", 1.6071047529201974, 0.5686514548841314, 2.1042503103112584),
        CriticalPoint("local", -1.6071047529201974, -0.5686514548841314, 2.1042503103112584),
    ),
    learning_rates=rates(sgd=0.02, adam=0.05, adadelta=1.0, adagrad=0.3, rmsprop=0.02),
    meaning=tr_noop("core", "Six minima, two of them global: small differences at the start part the ways."),
)

STYBLINSKI_TANG = Surface(
    name="styblinski_tang",
    title=tr_noop("core", "Styblinski–Tang"),
    formula="f = ½(x⁴ − 16x² + 5x + y⁴ − 16y² + 5y)",
    source="M. A. Styblinski, T.-S. Tang: Neural Networks 3 (1990), 467–483",
    function=functions.styblinski_tang,
    domain=((-5.0, 5.0), (-5.0, 5.0)),
    start=(4.3, 4.6),
    known_points=unmoved(*_styblinski_tang_points()),
    learning_rates=rates(sgd=0.003, adam=0.1, adadelta=4.0, adagrad=0.7, rmsprop=0.03),
    momentum=0.9,
    meaning=tr_noop("core", "Four basins of different depth: a good minimum is not yet the best one."),
)
