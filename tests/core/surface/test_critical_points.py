import itertools
from collections import Counter

import numpy as np
import pytest

from core.surface import critical_points
from core.surface.catalogue import SURFACES
from core.surface.catalogue.surface import CriticalPoint, Surface
from core.surface.critical_points import find
from core.surface.formula import parse
from tests.core.surface.derivatives import derivatives

SQUARE = ((-3.0, 3.0), (-2.0, 4.0))


def surface(text: str, domain=SQUARE) -> Surface:
    formula = parse(text)
    return Surface(
        name="own", title="", formula=text, source="", function=formula.function, domain=domain, start=(0, 0)
    )


def found(surface: Surface, **parameters: float) -> tuple[CriticalPoint, ...]:
    return find(surface, surface.defaults() | parameters)


def counts(points: tuple[CriticalPoint, ...]) -> tuple[int, int, int]:
    kinds = Counter(point.kind for point in points)
    return kinds["global"], kinds["local"], kinds["saddle"]


def without_known(surface: Surface) -> Surface:
    return Surface(
        name=surface.name,
        title="",
        formula="",
        source="",
        function=surface.function,
        domain=surface.domain,
        start=surface.start,
        parameters=surface.parameters,
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("two_basins", (1, 1, 1)),
        ("bowl", (1, 0, 0)),
        ("ravine", (1, 0, 0)),
        ("saddle", (0, 0, 1)),
        ("monkey_saddle", (0, 0, 1)),
        ("rosenbrock", (1, 0, 0)),
        ("himmelblau", (4, 0, 4)),
        ("beale", (1, 0, 2)),
        ("booth", (1, 0, 0)),
        ("matyas", (1, 0, 0)),
        ("mccormick", (1, 1, 1)),
        ("three_hump_camel", (1, 2, 2)),
        ("six_hump_camel", (2, 4, 7)),  # with its two maxima 6 + 2 − 7 = 1, Euler's number of a disc
        ("styblinski_tang", (1, 3, 4)),
        ("rastrigin", (1, 120, 220)),  # 11 minima and 10 maxima along each axis: 11², and twice 11 · 10
        ("griewank", (1, 16, 24)),
        ("easom", (1, 4, 4)),
        ("drop_wave", (1, 0, 0)),  # its rings are no points
        ("goldstein_price", (1, 3, 4)),
    ],
)
def test_counts_that_are_known(name, expected):
    assert counts(found(SURFACES[name])) == expected


@pytest.mark.parametrize("name", SURFACES)
def test_known_points_are_found_without_being_told(name):
    kind = SURFACES[name]
    points = found(without_known(kind))
    for known in kind.known_points(**kind.defaults()):
        nearest = min(points, key=lambda point: np.hypot(point.x - known.x, point.y - known.y))
        assert (nearest.x, nearest.y) == pytest.approx((known.x, known.y), abs=1e-6)
        assert nearest.kind == known.kind


@pytest.mark.parametrize("name", [name for name in SURFACES if name != "monkey_saddle"])
def test_every_point_found_is_critical_and_of_its_kind(name):
    kind = SURFACES[name]
    points = found(kind)
    place = np.array([(point.x, point.y) for point in points])
    losses, gradients, hessians = derivatives(kind, kind.defaults(), place)
    steepest = np.abs(np.linalg.eigvalsh(hessians)).max(axis=1)
    assert np.all(np.abs(gradients).max(axis=1) <= 1e-8 * np.maximum(steepest, 1e-6))
    for point, loss, (flattest, _) in zip(points, losses, np.linalg.eigvalsh(hessians), strict=True):
        assert (flattest < 0) == (point.kind == "saddle")
        assert point.loss == pytest.approx(loss, abs=1e-12, rel=1e-12)
    for first, second in itertools.combinations(place, 2):
        assert np.abs(first - second).max() > 1e-3


def test_rastrigin_lies_on_the_product_of_its_one_dimensional_points():
    """Along each axis 2t + 2πA·sin 2πt = 0: bisection between the extremes of its two parts."""
    low, high = (np.linspace(-5.12, 5.12, 4001)[part] for part in (slice(None, -1), slice(1, None)))

    def slope(t):
        return t + 10 * np.pi * np.sin(2 * np.pi * t)

    change = slope(low) * slope(high) <= 0
    low, high = low[change], high[change]
    for _ in range(60):
        middle = 0.5 * (low + high)
        below = slope(low) * slope(middle) > 0
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    roots = np.unique(low.round(9))
    points = found(without_known(SURFACES["rastrigin"]))
    for point in points:
        assert np.abs(roots - point.x).min() < 1e-8
        assert np.abs(roots - point.y).min() < 1e-8
    assert len(points) == 121 + 220


@pytest.mark.parametrize("amplitude", [0.0, 0.5, 3.0, 20.0])
def test_rastrigin_has_as_many_minima_as_its_axis_squared(amplitude):
    t = np.linspace(-5.12, 5.12, 200_001)
    slope = t + amplitude * np.pi * np.sin(2 * np.pi * t)
    rising = np.count_nonzero((slope[:-1] < 0) & (slope[1:] >= 0))
    falling = np.count_nonzero((slope[:-1] > 0) & (slope[1:] <= 0))
    minima, saddles = rising**2, 2 * rising * falling
    assert counts(found(SURFACES["rastrigin"], amplitude=amplitude)) == (1, minima - 1, saddles)


@pytest.mark.parametrize(
    ("text", "x", "y"),
    [
        ("abs(x) + abs(y)", 0, 0),
        ("abs(x - 0.3) + abs(x + 2*y)", 0.3, -0.15),
        ("max(abs(x), abs(y - 1))", 0, 1),
        ("sqrt(abs(x)) + sqrt(abs(y))", 0, 0),
        ("100*abs(y - x^2) + abs(1 - x)", 1, 1),
        ("sqrt((x - 0.123)^2 + (y - 0.456)^2)", 0.123, 0.456),
        ("x^4 + y^4", 0, 0),
        ("x^2 + abs(y)^1.5", 0, 0),
        ("exp(90*(x^2 + y^2))", 0, 0),
        ("x - log(x) + y^2", 1, 0),
    ],
)
def test_a_minimum_without_curvature_is_found(text, x, y):
    (point,) = found(surface(text))
    assert point.kind == "global"
    assert (point.x, point.y) == pytest.approx((x, y), abs=1e-3)


@pytest.mark.parametrize(
    "text",
    [
        "5",
        "x",
        "x + 2*y",
        "x^2",
        "(x + y)^2",
        "abs(x + y)",
        "(x^2 + y^2 - 1)^2",
        "abs(x^2 + y^2 - 1)",
        "x^2 * y^2",
        "x^3 + y^2",
        "floor(x^2 + y^2)",
        "relu(x^2 + y^2 - 1)",
        "1/x + y^2",
        "1/(x^2 + y^2)",
        "-1/(x^2 + y^2)",
        "log(x^2 + y^2)",
        "log((x - 0.31)^2 + (y - 0.17)^2)",
        "sqrt(-1 - x^2)",
        "exp(1000 + x^2)",
    ],
)
def test_where_no_point_is_isolated_none_is_named(text):
    assert found(surface(text)) == ()


@pytest.mark.parametrize("text", ["x*y", "x^2 - y^2", "x^3 - 3*x*y^2", "x^4 - y^4"])
def test_saddles_plain_and_degenerate(text):
    (point,) = found(surface(text))
    assert point.kind == "saddle"
    assert (point.x, point.y) == pytest.approx((0, 0), abs=1e-6)


def test_between_poles_the_finite_minima_remain():
    # tan falls to −∞ beside its poles; (x² − 1)² does not
    points = found(surface("(x^2 - 1)^2 + y^2 + 0*tan(x)"))
    assert counts(points) == (2, 0, 1)


def test_what_lies_outside_the_domain_is_not_named():
    assert found(SURFACES["rosenbrock"], a=2.5) == ()


def test_equally_deep_minima_are_all_global_and_unequal_ones_are_not():
    assert counts(found(surface("(x^2 - 1)^2 + y^2"))) == (2, 0, 1)
    assert counts(found(surface("(x^2 - 1)^2 + y^2 + 0.001*x"))) == (1, 1, 1)


def test_the_deeper_basin_is_global_whichever_it_is():
    points = found(SURFACES["two_basins"], depth=1.0, local_depth=3.0)
    assert points[0].kind == "global"
    assert points[0].x < 0


def test_minima_come_first_and_by_rising_loss():
    points = found(SURFACES["goldstein_price"])
    order = [(point.kind == "saddle", point.loss) for point in points]
    assert order == sorted(order)


def test_a_moved_slider_compiles_nothing():
    for kind in (SURFACES["two_basins"], SURFACES["rastrigin"]):
        found(kind)
        stages = (critical_points._first_order, critical_points._newton)
        before = [stage._cache_size() for stage in stages]
        for parameter in kind.parameters:
            found(kind, **{parameter.name: 0.5 * (parameter.low + parameter.high)})
        assert [stage._cache_size() for stage in stages] == before
