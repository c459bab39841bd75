"""Quadratic surfaces: one minimum or one saddle."""

from ...messages import tr_noop
from ...optimizers.rates import rates
from ...parameters import Parameter
from . import functions
from .shared import ORIGIN, unmoved
from .surface import CriticalPoint, Surface

BOWL = Surface(
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
    known_points=unmoved(ORIGIN),
    learning_rates=rates(sgd=0.09, adam=0.05, adadelta=4.0, adagrad=0.3, rmsprop=0.02),
    meaning=tr_noop(
        "core",
        "The steepest direction bounds the learning rate, the flattest one decides how long it takes.",
    ),
)

SADDLE = Surface(
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
    known_points=unmoved(CriticalPoint("saddle", 0.0, 0.0, 0.0)),
    learning_rates=rates(sgd=0.02, adam=0.02, adadelta=0.5, adagrad=0.2, rmsprop=0.005),
    meaning=tr_noop(
        "core",
        "Near a saddle the gradient almost vanishes though nothing is lowest there; the way out is sideways.",
    ),
)

BOOTH = Surface(
    name="booth",
    title=tr_noop("core", "Booth"),
    formula="f = (x + 2y − 7)² + (2x + y − 5)²",
    source=tr_noop(
        "core", "Listed by M. Jamil, X.-S. Yang: Int. J. Math. Model. Numer. Optim. 4 (2013), 150–194"
    ),
    function=functions.booth,
    domain=((-10.0, 10.0), (-10.0, 10.0)),
    start=(-8.0, -1.0),
    known_points=unmoved(CriticalPoint("global", 1.0, 3.0, 0.0)),
    learning_rates=rates(sgd=0.05, adam=0.2, adadelta=10.0, adagrad=2.0, rmsprop=0.1),
    meaning=tr_noop("core", "A mild quadratic that every optimizer has to master: what differs is the way."),
)

MATYAS = Surface(
    name="matyas",
    title=tr_noop("core", "Matyas"),
    formula="f = 0.26(x² + y²) − 0.48xy",
    source=tr_noop(
        "core", "Listed by M. Jamil, X.-S. Yang: Int. J. Math. Model. Numer. Optim. 4 (2013), 150–194"
    ),
    function=functions.matyas,
    domain=((-10.0, 10.0), (-10.0, 10.0)),
    start=(-2.0, -9.0),
    known_points=unmoved(ORIGIN),
    learning_rates=rates(sgd=0.5, adam=0.2, adadelta=8.0, adagrad=1.0, rmsprop=0.1),
    meaning=tr_noop(
        "core",
        "A valley oblique to both axes: rates per weight do not help where weights have to move together.",
    ),
)
