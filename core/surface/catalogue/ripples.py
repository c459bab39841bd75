"""Surfaces with many small minima on a larger shape."""

import math

from ...messages import tr_noop
from ...optimizers.rates import rates
from ...parameters import Parameter
from . import functions
from .shared import ORIGIN, unmoved
from .surface import CriticalPoint, Surface

RASTRIGIN = Surface(
    name="rastrigin",
    title=tr_noop("core", "Rastrigin"),
    formula="f = 2A + x² − A cos 2πx + y² − A cos 2πy",
    source="L. A. Rastrigin: Systems of Extremal Control, Nauka (1974)",
    function=functions.rastrigin,
    domain=((-5.12, 5.12), (-5.12, 5.12)),
    start=(-3.3, 2.4),
    parameters=(
        Parameter(
            name="amplitude",
            title=tr_noop("core", "amplitude"),
            symbol="A",
            default=10.0,
            low=0.0,
            high=20.0,
            at_least=0.0,
            meaning=tr_noop("core", "Height of the ripples on the bowl; 0 leaves the plain bowl"),
        ),
    ),
    known_points=unmoved(ORIGIN),
    learning_rates=rates(sgd=0.002, adam=0.75, adadelta=2.0, adagrad=2.0, rmsprop=0.1),
    meaning=tr_noop("core", "Every hollow is a trap: descent finds the nearest minimum, not the lowest."),
)

ACKLEY = Surface(
    name="ackley",
    title=tr_noop("core", "Ackley"),
    formula="f = −a exp(−b√(½(x² + y²))) − exp(½(cos cx + cos cy)) + a + e",
    source="D. H. Ackley: A Connectionist Machine for Genetic Hillclimbing, Kluwer (1987)",
    function=functions.ackley,
    domain=((-5.0, 5.0), (-5.0, 5.0)),
    start=(-3.4, -2.6),
    parameters=(
        Parameter(
            name="a",
            title=tr_noop("core", "a"),
            symbol="a",
            default=20.0,
            low=1.0,
            high=40.0,
            at_least=0.0,
            meaning=tr_noop("core", "Depth of the funnel"),
        ),
        Parameter(
            name="b",
            title=tr_noop("core", "b"),
            symbol="b",
            default=0.2,
            low=0.02,
            high=1.0,
            scale="log",
            at_least=0.0,
            meaning=tr_noop("core", "How narrow the funnel is"),
        ),
        Parameter(
            name="c",
            title=tr_noop("core", "c"),
            symbol="c",
            default=2 * math.pi,
            low=1.0,
            high=4 * math.pi,
            meaning=tr_noop("core", "How densely the ripples follow each other"),
        ),
    ),
    known_points=unmoved(ORIGIN),
    learning_rates=rates(sgd=0.01, adam=0.1, adadelta=2.0, adagrad=1.2, rmsprop=0.03),
    meaning=tr_noop(
        "core", "A rippled plain with one funnel; its tip is a kink, so a fixed learning rate never settles."
    ),
)

GRIEWANK = Surface(
    name="griewank",
    title=tr_noop("core", "Griewank"),
    formula="f = (x² + y²)/4000 − cos x · cos(y/√2) + 1",
    source="A. O. Griewank: Journal of Optimization Theory and Applications 34 (1981), 11–39",
    function=functions.griewank,
    domain=((-10.0, 10.0), (-10.0, 10.0)),
    start=(-5.5, -3.0),
    known_points=unmoved(ORIGIN),
    learning_rates=rates(sgd=0.5, adam=0.2, adadelta=4.0, adagrad=4.0, rmsprop=0.06),
    meaning=tr_noop("core", "From afar a bowl, up close an egg box: the scale one looks at decides."),
)

LEVY_13 = Surface(
    name="levy_13",
    title=tr_noop("core", "Lévy No. 13"),
    formula="f = sin² 3πx + (x − 1)²(1 + sin² 3πy) + (y − 1)²(1 + sin² 2πy)",
    source="A. V. Levy, A. Montalvo: SIAM J. Sci. Stat. Comput. 6 (1985), 15–29",
    function=functions.levy_13,
    domain=((-1.0, 3.0), (-1.0, 3.0)),
    start=(1.8, 1.7),
    known_points=unmoved(CriticalPoint("global", 1.0, 1.0, 0.0)),
    learning_rates=rates(sgd=0.004, adam=0.04, adadelta=2.0, adagrad=0.48, rmsprop=0.012),
    meaning=tr_noop("core", "Ripples that differ with the direction: one weight is freer than the other."),
)

DROP_WAVE = Surface(
    name="drop_wave",
    title=tr_noop("core", "Drop wave"),
    formula="f = −(1 + cos 12r) / (½r² + 2),  r² = x² + y²",
    source=tr_noop(
        "core", "Listed by S. Surjanovic, D. Bingham: Virtual Library of Simulation Experiments (2013)"
    ),
    function=functions.drop_wave,
    domain=((-2.5, 2.5), (-2.5, 2.5)),
    start=(1.1, 0.7),
    known_points=unmoved(CriticalPoint("global", 0.0, 0.0, -1.0)),
    learning_rates=rates(sgd=0.005, adam=0.05, adadelta=2.0, adagrad=0.35, rmsprop=0.015),
    meaning=tr_noop(
        "core", "Ring upon ring of equally low ground: only whoever leaps walls gets further in."
    ),
)
