"""Surfaces with level ground, where the gradient vanishes."""

import math

from ...messages import tr_noop
from ...optimizers.rates import rates
from ...parameters import Parameter
from . import functions
from .shared import unmoved
from .surface import CriticalPoint, Surface

EASOM = Surface(
    name="easom",
    title=tr_noop("core", "Easom"),
    formula="f = −cos x · cos y · exp(−(x − π)² − (y − π)²)",
    source="E. E. Easom: A Survey of Global Optimization Techniques, University of Louisville (1990)",
    function=functions.easom,
    domain=((-2.0, 8.0), (-2.0, 8.0)),
    start=(4.4, 4.2),
    known_points=unmoved(CriticalPoint("global", math.pi, math.pi, -1.0)),
    learning_rates=rates(sgd=0.1, adam=0.05, adadelta=1.0, adagrad=0.2, rmsprop=0.02),
    meaning=tr_noop(
        "core", "One small hole in an endless plain: where the gradient vanishes, nobody finds it."
    ),
)

CLIFF_AND_PLATEAU = Surface(
    name="cliff_and_plateau",
    title=tr_noop("core", "Cliff and plateau"),
    formula="f = h·σ(sx) + 1 − exp(−¼((x + 1)² + y²))",
    source=tr_noop(
        "core", "Made for this laboratory, after R. Pascanu, T. Mikolov, Y. Bengio: ICML (2013), figure 6"
    ),
    function=functions.cliff_and_plateau,
    domain=((-5.0, 3.0), (-3.0, 3.0)),
    start=(0.4, 1.2),
    parameters=(
        Parameter(
            name="height",
            title=tr_noop("core", "height"),
            symbol="h",
            default=2.0,
            low=0.0,
            high=10.0,
            at_least=0.0,
            meaning=tr_noop("core", "Height of the cliff"),
        ),
        Parameter(
            name="steepness",
            title=tr_noop("core", "steepness"),
            symbol="s",
            default=10.0,
            low=1.0,
            high=100.0,
            scale="log",
            at_least=0.0,
            meaning=tr_noop("core", "How steep the cliff is; where it is steep the gradient explodes"),
        ),
    ),
    learning_rates=rates(sgd=0.6, adam=0.05, adadelta=2.0, adagrad=0.3, rmsprop=0.02),
    meaning=tr_noop(
        "core", "On the plateau the gradient vanishes, at the cliff it explodes and flings the step far away."
    ),
)
