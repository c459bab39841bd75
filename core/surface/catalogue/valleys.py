"""Surfaces with curved valleys, steep walls or a degenerate saddle."""

import math

from ...messages import tr_noop
from ...optimizers.rates import rates
from ...parameters import Parameter
from . import functions
from .shared import ORIGIN, unmoved
from .surface import CriticalPoint, Surface

RAVINE = Surface(
    name="ravine",
    title=tr_noop("core", "Winding ravine"),
    formula="f = x²/20 + ½s(y − m sin x)²",
    source=tr_noop("core", "Made for this laboratory"),
    function=functions.ravine,
    domain=((-5.0, 5.0), (-3.0, 3.0)),
    start=(-4.2, 2.2),
    parameters=(
        Parameter(
            name="steepness",
            title=tr_noop("core", "steepness"),
            symbol="s",
            default=10.0,
            low=0.5,
            high=500.0,
            scale="log",
            at_least=1e-3,
            meaning=tr_noop("core", "Curvature of the walls; the floor's is a tenth"),
        ),
        Parameter(
            name="bend",
            title=tr_noop("core", "bend"),
            symbol="m",
            default=1.0,
            low=0.0,
            high=2.0,
            meaning=tr_noop("core", "How far the ravine winds to either side; 0 makes it straight"),
        ),
    ),
    known_points=unmoved(ORIGIN),
    learning_rates=rates(sgd=0.05, adam=0.05, adadelta=4.0, adagrad=0.5, rmsprop=0.02),
    meaning=tr_noop(
        "core", "Between steep walls the gradient points across the ravine, hardly ever along the way out."
    ),
)

MONKEY_SADDLE = Surface(
    name="monkey_saddle",
    title=tr_noop("core", "Monkey saddle"),
    formula="f = x³ − 3xy²",
    source="D. Hilbert, S. Cohn-Vossen: Anschauliche Geometrie (1932)",
    function=functions.monkey_saddle,
    domain=((-2.0, 2.0), (-2.0, 2.0)),
    start=(1.6, 0.002),
    known_points=unmoved(CriticalPoint("saddle", 0.0, 0.0, 0.0)),
    learning_rates=rates(sgd=0.005, adam=0.01, adadelta=0.5, adagrad=0.1, rmsprop=0.005),
    meaning=tr_noop(
        "core",
        "Gradient and curvature both vanish here: the pass is flatter and holds longer than a plain saddle.",
    ),
)

ROSENBROCK = Surface(
    name="rosenbrock",
    title=tr_noop("core", "Rosenbrock"),
    formula="f = (a − x)² + b(y − x²)²",
    source="H. H. Rosenbrock: The Computer Journal 3 (1960), 175–184",
    function=functions.rosenbrock,
    domain=((-2.0, 2.0), (-1.0, 3.0)),
    start=(-1.2, 1.0),
    parameters=(
        Parameter(
            name="a",
            title=tr_noop("core", "a"),
            symbol="a",
            default=1.0,
            low=0.0,
            high=1.7,
            meaning=tr_noop("core", "Where on the valley floor the minimum lies, at (a, a²)"),
        ),
        Parameter(
            name="b",
            title=tr_noop("core", "b"),
            symbol="b",
            default=100.0,
            low=1.0,
            high=1000.0,
            scale="log",
            at_least=1e-3,
            meaning=tr_noop("core", "How steep the walls of the valley are"),
        ),
    ),
    known_points=lambda a, b: (CriticalPoint("global", a, a * a, 0.0),),
    learning_rates=rates(sgd=0.0015, adam=0.05, adadelta=4.0, adagrad=0.5, rmsprop=0.01),
    meaning=tr_noop(
        "core", "Finding the curved valley is easy, following its almost level floor to the minimum is not."
    ),
)

BEALE = Surface(
    name="beale",
    title=tr_noop("core", "Beale"),
    formula="f = (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²",
    source="E. M. L. Beale: On an iterative method for finding a local minimum (1958)",
    function=functions.beale,
    domain=((-4.5, 4.5), (-4.5, 4.5)),
    start=(1.0, 1.8),
    known_points=unmoved(
        CriticalPoint("global", 3.0, 0.5, 0.0), CriticalPoint("saddle", 0.0, 1.0, 14.203125)
    ),
    learning_rates=rates(sgd=0.001, adam=0.05, adadelta=8.0, adagrad=0.5, rmsprop=0.01),
    meaning=tr_noop(
        "core", "Walls a hundred thousand times higher than the floor: what is safe there crawls down here."
    ),
)

MCCORMICK = Surface(
    name="mccormick",
    title=tr_noop("core", "McCormick"),
    formula="f = sin(x + y) + (x − y)² − 1.5x + 2.5y + 1",
    source=tr_noop(
        "core", "Listed by M. Jamil, X.-S. Yang: Int. J. Math. Model. Numer. Optim. 4 (2013), 150–194"
    ),
    function=functions.mccormick,
    domain=((-1.5, 4.0), (-3.0, 4.0)),
    start=(-1.2, 3.2),
    known_points=unmoved(
        CriticalPoint("global", 0.5 - math.pi / 3, -0.5 - math.pi / 3, -math.sqrt(3) / 2 - math.pi / 3),
        CriticalPoint(
            "local", 0.5 + 2 * math.pi / 3, -0.5 + 2 * math.pi / 3, -math.sqrt(3) / 2 + 2 * math.pi / 3
        ),
        CriticalPoint("saddle", 0.5 + math.pi / 3, -0.5 + math.pi / 3, math.sqrt(3) / 2 + math.pi / 3),
    ),
    learning_rates=rates(sgd=0.05, adam=0.1, adadelta=8.0, adagrad=0.5, rmsprop=0.05),
    meaning=tr_noop(
        "core",
        "One valley with two dips: the side of the pass on which it is entered decides which one is found.",
    ),
)

GOLDSTEIN_PRICE = Surface(
    name="goldstein_price",
    title=tr_noop("core", "Goldstein–Price"),
    formula=(
        "f = [1 + (x + y + 1)²(19 − 14x + 3x² − 14y + 6xy + 3y²)]"
        " · [30 + (2x − 3y)²(18 − 32x + 12x² + 48y − 36xy + 27y²)]"
    ),
    source="A. A. Goldstein, J. F. Price: Mathematics of Computation 25 (1971), 569–574",
    function=functions.goldstein_price,
    domain=((-2.0, 2.0), (-2.0, 2.0)),
    start=(0.36, 0.06),
    known_points=unmoved(
        CriticalPoint("global", 0.0, -1.0, 3.0),
        CriticalPoint("local", -0.6, -0.4, 30.0),
        CriticalPoint("local", 1.8, 0.2, 84.0),
        CriticalPoint("local", 1.2, 0.8, 840.0),
    ),
    learning_rates=rates(sgd=1e-05, adam=0.04, adadelta=2.0, adagrad=0.28, rmsprop=0.012),
    meaning=tr_noop(
        "core", "Gradients from 1 to 100,000: without scaling them, no one learning rate fits everywhere."
    ),
)
