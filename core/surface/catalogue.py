"""The catalogue of loss surfaces: formula, source, parameters, domain, known minima, a good start."""

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Literal

import msgspec

from ..messages import tr_noop
from ..parameters import Parameter
from . import functions

Array = Any
"""A numpy array, a JAX array or a JAX tracer; the code asks it for its namespace."""

Domain = tuple[tuple[float, float], tuple[float, float]]
"""((x_low, x_high), (y_low, y_high))."""


class CriticalPoint(msgspec.Struct, frozen=True):
    """A place where the gradient vanishes: a minimum (the lowest are global) or a saddle."""

    kind: Literal["global", "local", "saddle"]
    x: float
    y: float
    loss: float


class Surface(msgspec.Struct, frozen=True, kw_only=True):
    """A loss over two weights.

    `function(x, y, **parameters)` works element by element on arrays of one shape, of numpy or of JAX; the
    parameters are scalars. `known_points(**parameters)` lists what is known in closed form or published
    (minima, and saddles where stated); it may be empty, and a point may lie outside the domain.
    `learning_rates` holds one per optimizer with which it gets ahead from `start` within 500 steps, for SGD
    with the momentum `momentum`.
    """

    name: str
    title: str
    formula: str
    source: str
    function: Callable[..., Array]
    domain: Domain
    start: tuple[float, float]
    parameters: tuple[Parameter, ...] = ()
    known_points: Callable[..., tuple[CriticalPoint, ...]] = lambda **_: ()
    learning_rates: Mapping[str, float] = {}
    momentum: float = 0.0
    meaning: str = ""

    def defaults(self) -> dict[str, float]:
        """The default of every parameter by name."""
        return {parameter.name: parameter.default for parameter in self.parameters}


def _constant(*points: CriticalPoint) -> Callable[..., tuple[CriticalPoint, ...]]:
    """Known points that no parameter moves."""
    return lambda **_: points


def _rates(sgd: float, adam: float, adadelta: float, adagrad: float, rmsprop: float) -> Mapping[str, float]:
    return {"sgd": sgd, "adam": adam, "adadelta": adadelta, "adagrad": adagrad, "rmsprop": rmsprop}


_ORIGIN = CriticalPoint("global", 0.0, 0.0, 0.0)


_TWO_BASINS = Surface(
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
    learning_rates=_rates(sgd=0.02, adam=0.12, adadelta=6.0, adagrad=0.5, rmsprop=0.025),
    momentum=0.9,
    meaning=tr_noop(
        "core", "From one and the same start, the optimizer alone decides which minimum is found."
    ),
)

_BOWL = Surface(
    name="bowl",
    title=tr_noop("core", "Bowl"),
    formula="f = ½(u² + κv²),  u = x cos θ + y sin θ,  v = y cos θ − x sin θ",
    source=tr_noop("core", "Textbook quadratic"),
    function=functions.bowl,
    domain=((-2.0, 2.0), (-2.0, 2.0)),
    start=(-1.6, 1.2),
    parameters=(
        Parameter(
            name="condition",
            title=tr_noop("core", "condition"),
            symbol="κ",
            default=20.0,
            low=1.0,
            high=1000.0,
            scale="log",
            at_least=1e-3,
            meaning=tr_noop("core", "Condition number: the steepest curvature over the flattest"),
        ),
        Parameter(
            name="rotation",
            title=tr_noop("core", "rotation"),
            symbol="θ",
            default=25.0,
            low=-90.0,
            high=90.0,
            meaning=tr_noop(
                "core", "Angle of the valley in degrees; methods with a rate per weight notice it"
            ),
        ),
    ),
    known_points=_constant(_ORIGIN),
    learning_rates=_rates(sgd=0.09, adam=0.05, adadelta=4.0, adagrad=0.3, rmsprop=0.02),
    meaning=tr_noop(
        "core",
        "The steepest direction bounds the learning rate, the flattest one decides how long it takes.",
    ),
)

_RAVINE = Surface(
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
    known_points=_constant(_ORIGIN),
    learning_rates=_rates(sgd=0.05, adam=0.05, adadelta=4.0, adagrad=0.5, rmsprop=0.02),
    meaning=tr_noop(
        "core", "Between steep walls the gradient points across the ravine, hardly ever along the way out."
    ),
)

_SADDLE = Surface(
    name="saddle",
    title=tr_noop("core", "Saddle"),
    formula="f = x² − κy²",
    source=tr_noop("core", "Textbook quadratic"),
    function=functions.saddle,
    domain=((-2.0, 2.0), (-2.0, 2.0)),
    start=(-1.7, 0.01),
    parameters=(
        Parameter(
            name="curvature",
            title=tr_noop("core", "curvature"),
            symbol="κ",
            default=0.5,
            low=0.05,
            high=2.0,
            at_least=1e-3,
            meaning=tr_noop("core", "How steeply the saddle falls to both sides"),
        ),
    ),
    known_points=_constant(CriticalPoint("saddle", 0.0, 0.0, 0.0)),
    learning_rates=_rates(sgd=0.02, adam=0.02, adadelta=0.5, adagrad=0.2, rmsprop=0.005),
    meaning=tr_noop(
        "core",
        "Near a saddle the gradient almost vanishes though nothing is lowest there; the way out is sideways.",
    ),
)

_MONKEY_SADDLE = Surface(
    name="monkey_saddle",
    title=tr_noop("core", "Monkey saddle"),
    formula="f = x³ − 3xy²",
    source="D. Hilbert, S. Cohn-Vossen: Anschauliche Geometrie (1932)",
    function=functions.monkey_saddle,
    domain=((-2.0, 2.0), (-2.0, 2.0)),
    start=(1.6, 0.002),
    known_points=_constant(CriticalPoint("saddle", 0.0, 0.0, 0.0)),
    learning_rates=_rates(sgd=0.005, adam=0.01, adadelta=0.5, adagrad=0.1, rmsprop=0.005),
    meaning=tr_noop(
        "core",
        "Gradient and curvature both vanish here: the pass is flatter and holds longer than a plain saddle.",
    ),
)

_ROSENBROCK = Surface(
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
    learning_rates=_rates(sgd=0.0015, adam=0.05, adadelta=4.0, adagrad=0.5, rmsprop=0.01),
    meaning=tr_noop(
        "core", "Finding the curved valley is easy, following its almost level floor to the minimum is not."
    ),
)

_HIMMELBLAU = Surface(
    name="himmelblau",
    title=tr_noop("core", "Himmelblau"),
    formula="f = (x² + y − 11)² + (x + y² − 7)²",
    source="D. M. Himmelblau: Applied Nonlinear Programming, McGraw-Hill (1972)",
    function=functions.himmelblau,
    domain=((-6.0, 6.0), (-6.0, 6.0)),
    start=(0.0, -0.8),
    known_points=_constant(
        CriticalPoint("global", 3.0, 2.0, 0.0),
        CriticalPoint("global", -2.805118086952745, 3.131312518250573, 0.0),
        CriticalPoint("global", -3.779310253377747, -3.283185991286169, 0.0),
        CriticalPoint("global", 3.5844283403304917, -1.8481265269644036, 0.0),
    ),
    learning_rates=_rates(sgd=0.01, adam=0.12, adadelta=4.0, adagrad=0.8, rmsprop=0.035),
    meaning=tr_noop(
        "core", "Four minima are equally good; which one is found depends on start and optimizer alone."
    ),
)

_BEALE = Surface(
    name="beale",
    title=tr_noop("core", "Beale"),
    formula="f = (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²",
    source="E. M. L. Beale: On an iterative method for finding a local minimum (1958)",
    function=functions.beale,
    domain=((-4.5, 4.5), (-4.5, 4.5)),
    start=(1.0, 1.8),
    known_points=_constant(
        CriticalPoint("global", 3.0, 0.5, 0.0), CriticalPoint("saddle", 0.0, 1.0, 14.203125)
    ),
    learning_rates=_rates(sgd=0.001, adam=0.05, adadelta=8.0, adagrad=0.5, rmsprop=0.01),
    meaning=tr_noop(
        "core", "Walls a hundred thousand times higher than the floor: what is safe there crawls down here."
    ),
)

_BOOTH = Surface(
    name="booth",
    title=tr_noop("core", "Booth"),
    formula="f = (x + 2y − 7)² + (2x + y − 5)²",
    source=tr_noop(
        "core", "Listed by M. Jamil, X.-S. Yang: Int. J. Math. Model. Numer. Optim. 4 (2013), 150–194"
    ),
    function=functions.booth,
    domain=((-10.0, 10.0), (-10.0, 10.0)),
    start=(-8.0, -1.0),
    known_points=_constant(CriticalPoint("global", 1.0, 3.0, 0.0)),
    learning_rates=_rates(sgd=0.05, adam=0.2, adadelta=10.0, adagrad=2.0, rmsprop=0.1),
    meaning=tr_noop("core", "A mild quadratic that every optimizer has to master: what differs is the way."),
)

_MATYAS = Surface(
    name="matyas",
    title=tr_noop("core", "Matyas"),
    formula="f = 0.26(x² + y²) − 0.48xy",
    source=tr_noop(
        "core", "Listed by M. Jamil, X.-S. Yang: Int. J. Math. Model. Numer. Optim. 4 (2013), 150–194"
    ),
    function=functions.matyas,
    domain=((-10.0, 10.0), (-10.0, 10.0)),
    start=(-2.0, -9.0),
    known_points=_constant(_ORIGIN),
    learning_rates=_rates(sgd=0.5, adam=0.2, adadelta=8.0, adagrad=1.0, rmsprop=0.1),
    meaning=tr_noop(
        "core",
        "A valley oblique to both axes: rates per weight do not help where weights have to move together.",
    ),
)

_MCCORMICK = Surface(
    name="mccormick",
    title=tr_noop("core", "McCormick"),
    formula="f = sin(x + y) + (x − y)² − 1.5x + 2.5y + 1",
    source=tr_noop(
        "core", "Listed by M. Jamil, X.-S. Yang: Int. J. Math. Model. Numer. Optim. 4 (2013), 150–194"
    ),
    function=functions.mccormick,
    domain=((-1.5, 4.0), (-3.0, 4.0)),
    start=(-1.2, 3.2),
    known_points=_constant(
        CriticalPoint("global", 0.5 - math.pi / 3, -0.5 - math.pi / 3, -math.sqrt(3) / 2 - math.pi / 3),
        CriticalPoint(
            "local", 0.5 + 2 * math.pi / 3, -0.5 + 2 * math.pi / 3, -math.sqrt(3) / 2 + 2 * math.pi / 3
        ),
        CriticalPoint("saddle", 0.5 + math.pi / 3, -0.5 + math.pi / 3, math.sqrt(3) / 2 + math.pi / 3),
    ),
    learning_rates=_rates(sgd=0.05, adam=0.1, adadelta=8.0, adagrad=0.5, rmsprop=0.05),
    meaning=tr_noop(
        "core",
        "One valley with two dips: the side of the pass on which it is entered decides which one is found.",
    ),
)


def _three_hump_camel_points() -> tuple[CriticalPoint, ...]:
    """With y = −x/2 the derivative along x is x(x⁴ − 4.2x² + 3.5), whose roots are x² = 2.1 ± √0.91."""

    def pair(kind: Literal["local", "saddle"], square: float) -> tuple[CriticalPoint, ...]:
        x = math.sqrt(square)
        loss = square * (1.75 + square * (square / 6 - 1.05))
        return CriticalPoint(kind, x, -x / 2, loss), CriticalPoint(kind, -x, x / 2, loss)

    root = math.sqrt(0.91)
    return (_ORIGIN, *pair("local", 2.1 + root), *pair("saddle", 2.1 - root))


_THREE_HUMP_CAMEL = Surface(
    name="three_hump_camel",
    title=tr_noop("core", "Three-hump camel"),
    formula="f = 2x² − 1.05x⁴ + x⁶/6 + xy + y²",
    source=tr_noop(
        "core", "Listed by M. Jamil, X.-S. Yang: Int. J. Math. Model. Numer. Optim. 4 (2013), 150–194"
    ),
    function=functions.three_hump_camel,
    domain=((-2.4, 2.4), (-2.4, 2.4)),
    start=(-1.5, -1.1),
    known_points=_constant(*_three_hump_camel_points()),
    learning_rates=_rates(sgd=0.06, adam=0.05, adadelta=4.0, adagrad=0.35, rmsprop=0.015),
    meaning=tr_noop("core", "Two local minima flank the global one; the low passes between can be crossed."),
)

_SIX_HUMP_CAMEL = Surface(
    name="six_hump_camel",
    title=tr_noop("core", "Six-hump camel"),
    formula="f = (4 − 2.1x² + x⁴/3)x² + xy + (4y² − 4)y²",
    source="L. C. W. Dixon, G. P. Szegő: Towards Global Optimisation 2, North-Holland (1978)",
    function=functions.six_hump_camel,
    domain=((-2.1, 2.1), (-1.3, 1.3)),
    start=(-1.2, 0.05),
    known_points=_constant(
        CriticalPoint("global", 0.08984201310031806, -0.7126564030207396, -1.0316284534898774),
        CriticalPoint("global", -0.08984201310031806, 0.7126564030207396, -1.0316284534898774),
        CriticalPoint("local", 1.7036067149699807, -0.7960835686726252, -0.21546382438371725),
        CriticalPoint("local", -1.7036067149699807, 0.7960835686726252, -0.21546382438371725),
        CriticalPoint("local", 1.6071047529201974, 0.5686514548841314, 2.1042503103112584),
        CriticalPoint("local", -1.6071047529201974, -0.5686514548841314, 2.1042503103112584),
    ),
    learning_rates=_rates(sgd=0.02, adam=0.05, adadelta=1.0, adagrad=0.3, rmsprop=0.02),
    meaning=tr_noop("core", "Six minima, two of them global: small differences at the start part the ways."),
)


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


_STYBLINSKI_TANG = Surface(
    name="styblinski_tang",
    title=tr_noop("core", "Styblinski–Tang"),
    formula="f = ½(x⁴ − 16x² + 5x + y⁴ − 16y² + 5y)",
    source="M. A. Styblinski, T.-S. Tang: Neural Networks 3 (1990), 467–483",
    function=functions.styblinski_tang,
    domain=((-5.0, 5.0), (-5.0, 5.0)),
    start=(4.3, 4.6),
    known_points=_constant(*_styblinski_tang_points()),
    learning_rates=_rates(sgd=0.003, adam=0.1, adadelta=4.0, adagrad=0.7, rmsprop=0.03),
    momentum=0.9,
    meaning=tr_noop("core", "Four basins of different depth: a good minimum is not yet the best one."),
)

_RASTRIGIN = Surface(
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
    known_points=_constant(_ORIGIN),
    learning_rates=_rates(sgd=0.002, adam=0.75, adadelta=2.0, adagrad=2.0, rmsprop=0.1),
    meaning=tr_noop("core", "Every hollow is a trap: descent finds the nearest minimum, not the lowest."),
)

_ACKLEY = Surface(
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
    known_points=_constant(_ORIGIN),
    learning_rates=_rates(sgd=0.01, adam=0.1, adadelta=2.0, adagrad=1.2, rmsprop=0.03),
    meaning=tr_noop(
        "core", "A rippled plain with one funnel; its tip is a kink, so a fixed learning rate never settles."
    ),
)

_GRIEWANK = Surface(
    name="griewank",
    title=tr_noop("core", "Griewank"),
    formula="f = (x² + y²)/4000 − cos x · cos(y/√2) + 1",
    source="A. O. Griewank: Journal of Optimization Theory and Applications 34 (1981), 11–39",
    function=functions.griewank,
    domain=((-10.0, 10.0), (-10.0, 10.0)),
    start=(-5.5, -3.0),
    known_points=_constant(_ORIGIN),
    learning_rates=_rates(sgd=0.5, adam=0.2, adadelta=4.0, adagrad=4.0, rmsprop=0.06),
    meaning=tr_noop("core", "From afar a bowl, up close an egg box: the scale one looks at decides."),
)

_GOLDSTEIN_PRICE = Surface(
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
    known_points=_constant(
        CriticalPoint("global", 0.0, -1.0, 3.0),
        CriticalPoint("local", -0.6, -0.4, 30.0),
        CriticalPoint("local", 1.8, 0.2, 84.0),
        CriticalPoint("local", 1.2, 0.8, 840.0),
    ),
    learning_rates=_rates(sgd=1e-05, adam=0.04, adadelta=2.0, adagrad=0.28, rmsprop=0.012),
    meaning=tr_noop(
        "core", "Gradients from 1 to 100,000: without scaling them, no one learning rate fits everywhere."
    ),
)

_LEVY_13 = Surface(
    name="levy_13",
    title=tr_noop("core", "Lévy No. 13"),
    formula="f = sin² 3πx + (x − 1)²(1 + sin² 3πy) + (y − 1)²(1 + sin² 2πy)",
    source="A. V. Levy, A. Montalvo: SIAM J. Sci. Stat. Comput. 6 (1985), 15–29",
    function=functions.levy_13,
    domain=((-1.0, 3.0), (-1.0, 3.0)),
    start=(1.8, 1.7),
    known_points=_constant(CriticalPoint("global", 1.0, 1.0, 0.0)),
    learning_rates=_rates(sgd=0.004, adam=0.04, adadelta=2.0, adagrad=0.48, rmsprop=0.012),
    meaning=tr_noop("core", "Ripples that differ with the direction: one weight is freer than the other."),
)

_EASOM = Surface(
    name="easom",
    title=tr_noop("core", "Easom"),
    formula="f = −cos x · cos y · exp(−(x − π)² − (y − π)²)",
    source="E. E. Easom: A Survey of Global Optimization Techniques, University of Louisville (1990)",
    function=functions.easom,
    domain=((-2.0, 8.0), (-2.0, 8.0)),
    start=(4.4, 4.2),
    known_points=_constant(CriticalPoint("global", math.pi, math.pi, -1.0)),
    learning_rates=_rates(sgd=0.1, adam=0.05, adadelta=1.0, adagrad=0.2, rmsprop=0.02),
    meaning=tr_noop(
        "core", "One small hole in an endless plain: where the gradient vanishes, nobody finds it."
    ),
)

_DROP_WAVE = Surface(
    name="drop_wave",
    title=tr_noop("core", "Drop wave"),
    formula="f = −(1 + cos 12r) / (½r² + 2),  r² = x² + y²",
    source=tr_noop(
        "core", "Listed by S. Surjanovic, D. Bingham: Virtual Library of Simulation Experiments (2013)"
    ),
    function=functions.drop_wave,
    domain=((-2.5, 2.5), (-2.5, 2.5)),
    start=(1.1, 0.7),
    known_points=_constant(CriticalPoint("global", 0.0, 0.0, -1.0)),
    learning_rates=_rates(sgd=0.005, adam=0.05, adadelta=2.0, adagrad=0.35, rmsprop=0.015),
    meaning=tr_noop(
        "core", "Ring upon ring of equally low ground: only whoever leaps walls gets further in."
    ),
)

_CLIFF_AND_PLATEAU = Surface(
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
    learning_rates=_rates(sgd=0.6, adam=0.05, adadelta=2.0, adagrad=0.3, rmsprop=0.02),
    meaning=tr_noop(
        "core", "On the plateau the gradient vanishes, at the cliff it explodes and flings the step far away."
    ),
)

SURFACES: Mapping[str, Surface] = MappingProxyType(
    {
        surface.name: surface
        for surface in (
            _TWO_BASINS,
            _BOWL,
            _RAVINE,
            _SADDLE,
            _MONKEY_SADDLE,
            _ROSENBROCK,
            _HIMMELBLAU,
            _BEALE,
            _BOOTH,
            _MATYAS,
            _MCCORMICK,
            _THREE_HUMP_CAMEL,
            _SIX_HUMP_CAMEL,
            _STYBLINSKI_TANG,
            _RASTRIGIN,
            _ACKLEY,
            _GRIEWANK,
            _GOLDSTEIN_PRICE,
            _LEVY_13,
            _EASOM,
            _DROP_WAVE,
            _CLIFF_AND_PLATEAU,
        )
    }
)
"""Every surface by its name, in the order in which they are offered; the first is shown at the start."""
