import itertools
import math

import numpy as np
import pytest

from core.backend import jax, jnp
from core.parameters import Parameter
from core.surface.catalogue import SURFACES
from core.surface.catalogue.surface import CriticalPoint, Surface
from tests.core.surface.derivatives import derivatives

ALL = pytest.mark.parametrize("surface", SURFACES.values(), ids=SURFACES.keys())


def settings(surface: Surface) -> list[dict[str, float]]:
    """The defaults, and every combination of the ends of all sliders."""
    ends = [{p.name: value for p, value in zip(surface.parameters, values, strict=True)}
            for values in itertools.product(*((p.low, p.high) for p in surface.parameters))]  # fmt: skip
    return [surface.defaults(), *ends]


KNOWN = [
    pytest.param(surface, values, point, id=f"{surface.name}-{number}-{index}")
    for surface in SURFACES.values()
    for number, values in enumerate(settings(surface))
    for index, point in enumerate(surface.known_points(**values))
]


def at(surface: Surface, values: dict[str, float]):
    return lambda place: surface.function(place[0], place[1], **values)


def inside(surface: Surface, count: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    low, high = np.array(surface.domain).T
    return tuple(np.random.default_rng(seed).uniform(low, high, (count, 2)).T)


@pytest.mark.parametrize(("surface", "values", "point"), KNOWN)
def test_known_points_are_what_they_are_said_to_be(surface: Surface, values, point: CriticalPoint):
    (loss,), (gradient,), (hessian,) = derivatives(surface, values, [(point.x, point.y)])
    scale = max(1.0, np.abs(hessian).max())  # a place rounded to a double leaves this much slope
    assert loss == pytest.approx(point.loss, rel=1e-13, abs=1e-13 * scale)
    np.testing.assert_allclose(gradient, 0, atol=4e-14 * scale)
    flattest, steepest = np.linalg.eigvalsh(hessian)
    if point.kind != "saddle":
        assert flattest >= -1e-12 * scale
    elif surface.name != "monkey_saddle":
        assert flattest < 0 < steepest


@ALL
def test_nothing_in_the_domain_is_lower_than_the_known_global_minimum(surface: Surface):
    axes = [np.linspace(low, high, 801) for low, high in surface.domain]
    x, y = np.meshgrid(*axes)
    function = jax.jit(surface.function)
    for values in settings(surface):
        points = surface.known_points(**values)
        for point in points:
            if point.kind == "global":
                assert function(x, y, **values).min() >= point.loss - 1e-12 * max(1, abs(point.loss))
            if point.kind == "local":
                assert point.loss > min(other.loss for other in points)


@pytest.mark.parametrize(
    ("name", "places", "loss"),
    [
        ("himmelblau", [(3, 2), (-2.805118, 3.131312), (-3.779310, -3.283186), (3.584428, -1.848126)], 0),
        ("beale", [(3, 0.5)], 0),
        ("booth", [(1, 3)], 0),
        ("matyas", [(0, 0)], 0),
        ("mccormick", [(-0.54719, -1.54719)], -1.9133),
        ("three_hump_camel", [(0, 0)], 0),
        ("six_hump_camel", [(0.0898, -0.7126), (-0.0898, 0.7126)], -1.0316),
        ("styblinski_tang", [(-2.903534, -2.903534)], -78.33233),
        ("rastrigin", [(0, 0)], 0),
        ("ackley", [(0, 0)], 0),
        ("griewank", [(0, 0)], 0),
        ("goldstein_price", [(0, -1)], 3),
        ("levy_13", [(1, 1)], 0),
        ("easom", [(math.pi, math.pi)], -1),
        ("drop_wave", [(0, 0)], -1),
        ("rosenbrock", [(1, 1)], 0),
    ],
)
def test_global_minima_are_the_published_ones(name, places, loss):
    surface = SURFACES[name]
    known = [p for p in surface.known_points(**surface.defaults()) if p.kind == "global"]
    assert len(known) == len(places)
    for x, y in places:
        nearest = min(known, key=lambda p: math.hypot(p.x - x, p.y - y))
        assert (nearest.x, nearest.y) == pytest.approx((x, y), abs=1e-4)
        assert nearest.loss == pytest.approx(loss, abs=1e-4)


@pytest.mark.parametrize(
    ("name", "x", "y", "loss"),
    [  # worked out by hand
        ("rosenbrock", -1.2, 1.0, 24.2),
        ("himmelblau", 0.0, 0.0, 170.0),
        ("beale", 0.0, 0.0, 14.203125),
        ("booth", 0.0, 0.0, 74.0),
        ("matyas", 1.0, -1.0, 1.0),
        ("goldstein_price", 0.0, 0.0, 600.0),
        ("goldstein_price", 1.0, 1.0, 1876.0),
        ("three_hump_camel", 1.0, 1.0, 2 - 1.05 + 1 / 6 + 2),
        ("six_hump_camel", 1.0, 1.0, 4 - 2.1 + 1 / 3 + 1),
        ("styblinski_tang", 1.0, 1.0, -10.0),
        ("rastrigin", 0.5, 0.5, 40.5),
        ("ackley", 1.0, 0.0, 20 * (1 - math.exp(-0.2 * math.sqrt(0.5)))),
        ("griewank", math.pi, 0.0, math.pi**2 / 4000 + 2),
        ("levy_13", 0.0, 0.0, 2.0),
        ("easom", 0.0, math.pi, math.exp(-(math.pi**2))),
        ("drop_wave", math.pi / 12, 0.0, 0.0),
        ("mccormick", 0.0, 0.0, 1.0),
        ("monkey_saddle", 1.0, 2.0, -11.0),
        ("saddle", 1.0, 2.0, -1.0),
        ("ravine", math.pi / 2, 0.0, 0.05 * math.pi**2 / 4 + 5),
    ],
)  # fmt: skip
def test_the_loss_at_places_of_which_it_is_known(name, x, y, loss):
    if name == "easom":
        loss = -math.cos(0) * math.cos(math.pi) * loss
    surface = SURFACES[name]
    value = surface.function(np.array(x), np.array(y), **surface.defaults())
    assert value == pytest.approx(loss, rel=1e-12, abs=1e-12)


def test_the_bowl_has_the_condition_it_is_given():
    *_, (hessian,) = derivatives(SURFACES["bowl"], {"condition": 50.0, "rotation": 30.0}, [(0.3, -0.2)])
    values, vectors = np.linalg.eigh(hessian)
    np.testing.assert_allclose(values, [1, 50], rtol=1e-12)
    assert abs(vectors[:, 0] @ [math.cos(math.pi / 6), math.sin(math.pi / 6)]) == pytest.approx(1)


@ALL
def test_gradients_are_those_of_finite_differences(surface: Surface):
    x, y = inside(surface, 60)
    function = jax.jit(surface.function)
    for values in settings(surface):
        gradient = derivatives(surface, values, np.stack([x, y], axis=-1))[1].T
        # A fourth-order formula: the second-order one leaves too much at ripples and cliffs.
        for part, (i, j) in zip(gradient, [(1, 0), (0, 1)], strict=True):
            h = 1e-4
            far, near = (
                function(x + k * i * h, y + k * j * h, **values)
                - function(x - k * i * h, y - k * j * h, **values)
                for k in (2, 1)
            )
            difference = (8 * near - far) / (12 * h)
            size = np.abs(function(x, y, **values)).max() + np.abs(gradient).max()
            np.testing.assert_allclose(part, difference, rtol=1e-6, atol=1e-8 * size)


@ALL
def test_numpy_and_jax_agree(surface: Surface):
    x, y = inside(surface, 500)
    compiled = jax.jit(surface.function)
    for values in settings(surface):
        mine = surface.function(x, y, **values)
        traced = compiled(jnp.asarray(x), jnp.asarray(y), **values)
        np.testing.assert_allclose(traced, mine, rtol=1e-12, atol=1e-12 * max(1, np.abs(mine).max()))


@ALL
@pytest.mark.parametrize("precision", [np.float32, np.float64])
def test_shape_and_precision_stay(surface: Surface, precision):
    x, y = (part.astype(precision).reshape(2, 3) for part in inside(surface, 6))
    for arrays in ((x, y), (jnp.asarray(x), jnp.asarray(y))):
        loss = surface.function(*arrays, **surface.defaults())
        assert (loss.shape, loss.dtype) == ((2, 3), precision)


@pytest.mark.parametrize("name", ["ackley", "drop_wave"])
def test_the_gradient_at_the_tip_is_zero_and_not_undefined(name):
    surface = SURFACES[name]
    _, (gradient,), _ = derivatives(surface, surface.defaults(), [(0.0, 0.0)])
    assert gradient.tolist() == [0.0, 0.0]


def test_the_drop_wave_is_smooth_where_its_two_formulas_meet():
    *_, (at_tip,) = derivatives(SURFACES["drop_wave"], {}, [(0.0, 0.0)])
    np.testing.assert_allclose(at_tip, 72.5 * np.eye(2), rtol=1e-12)


@ALL
def test_the_start_and_the_sliders_make_sense(surface: Surface):
    (x_low, x_high), (y_low, y_high) = surface.domain
    x, y = surface.start
    assert x_low < x < x_high
    assert y_low < y < y_high
    assert surface.title
    assert surface.formula.startswith("f = ")
    assert surface.source
    assert surface.meaning.endswith(".")
    for parameter in surface.parameters:
        assert isinstance(parameter, Parameter)
        assert parameter.meaning
        for value in (parameter.low, parameter.default, parameter.high):
            assert parameter.low <= value <= parameter.high
            parameter.check(value, parameter.name)


def keras_descent(surface: Surface, name: str, rate: float, steps: int = 500) -> np.ndarray:
    """The path of one optimizer, written from Keras's equations alone; (steps + 1, 2)."""
    gradient = jax.grad(at(surface, surface.defaults()))
    first, second = jnp.zeros(2), jnp.full(2, 0.1 if name == "adagrad" else 0.0)

    def step(state, count):
        place, first, second = state
        g = gradient(place)
        if name == "sgd":
            first = surface.momentum * first - rate * g
            move = first
        elif name == "adam":
            first, second = 0.9 * first + 0.1 * g, 0.999 * second + 0.001 * g * g
            size = rate * jnp.sqrt(1 - 0.999**count) / (1 - 0.9**count)
            move = -size * first / (jnp.sqrt(second) + 1e-7)
        elif name == "adadelta":
            second = 0.95 * second + 0.05 * g * g
            delta = jnp.sqrt(first + 1e-7) * g / jnp.sqrt(second + 1e-7)
            first = 0.95 * first + 0.05 * delta * delta
            move = -rate * delta
        else:
            second = second + g * g if name == "adagrad" else 0.9 * second + 0.1 * g * g
            move = -rate * g / jnp.sqrt(second + 1e-7)
        return (place + move, first, second), place + move

    start = jnp.array(surface.start)
    _, path = jax.lax.scan(step, (start, first, second), jnp.arange(1.0, steps + 1))
    return np.concatenate([[start], path])


@ALL
def test_every_optimizer_gets_ahead_from_the_start(surface: Surface):
    low, high = np.array(surface.domain).T
    assert set(surface.learning_rates) == {"sgd", "adam", "adadelta", "adagrad", "rmsprop"}
    for name, rate in surface.learning_rates.items():
        path = keras_descent(surface, name, rate)
        with np.errstate(all="ignore"):
            loss = surface.function(path[:, 0], path[:, 1], **surface.defaults())
        moved = np.nanmax(np.abs(path - path[0]) / (high - low))
        assert np.nanmin(loss) < loss[0], name
        assert moved > 0.02, name
        if surface.name not in ("saddle", "monkey_saddle"):  # these fall without end
            assert np.isfinite(path).all(), name
            assert loss[-1] < loss[0], name
            assert np.all((path[-1] >= low) & (path[-1] <= high)), name


def test_on_the_first_surface_the_optimizers_part():
    surface = next(iter(SURFACES.values()))
    ends = {name: keras_descent(surface, name, rate)[-1] for name, rate in surface.learning_rates.items()}
    losses = {name: float(at(surface, surface.defaults())(end)) for name, end in ends.items()}
    assert {name for name, loss in losses.items() if loss < 0.2} == {"sgd", "adadelta", "adagrad"}
    assert {name for name, loss in losses.items() if 0.9 < loss < 1.0} == {"adam", "rmsprop"}
