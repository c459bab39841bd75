import ast
import math
import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from core.backend import jax, jnp
from core.messages import TalwegError
from core.surface.formula import _Builder, parse, surface
from core.surface.formula_tokens import FormulaError, Token
from tests.core.surface.formula_cases import FORMULAS, WRONG, Reference

# Each is defined everywhere in 0.1 < x, y < 0.9, away from its kinks.

texts = pytest.mark.parametrize(("text", "reference"), FORMULAS, ids=[text for text, _ in FORMULAS])


def _points() -> tuple[np.ndarray, np.ndarray]:
    x, y = np.random.default_rng(7).uniform(0.1, 0.9, (2, 5, 8))
    return x, y


@texts
@pytest.mark.parametrize("array", [np.asarray, jnp.asarray])
def test_value_is_that_of_pythons_math(text: str, reference: Reference, array: Callable[..., Any]) -> None:
    x, y = _points()
    expected = np.vectorize(reference, otypes=[float])(x, y)
    result = parse(text).function(array(x), array(y))
    assert isinstance(result, type(array(x)))
    assert result.shape == x.shape
    assert result.dtype == np.float64
    np.testing.assert_allclose(result, expected, rtol=1e-13, atol=1e-14)


@texts
def test_gradient_is_that_of_finite_differences(text: str, reference: Reference) -> None:
    x, y = _points()
    h = 1e-5
    function = parse(text).function
    gradient = jax.jit(jax.grad(lambda x, y: function(x, y).sum(), argnums=(0, 1)))(x, y)
    central = np.vectorize(lambda x, y: (reference(x + h, y) - reference(x - h, y)) / (2 * h), otypes=[float])
    np.testing.assert_allclose(gradient[0], central(x, y), rtol=1e-5, atol=1e-7)
    central = np.vectorize(lambda x, y: (reference(x, y + h) - reference(x, y - h)) / (2 * h), otypes=[float])
    np.testing.assert_allclose(gradient[1], central(x, y), rtol=1e-5, atol=1e-7)


def _random_expression(chance: random.Random, depth: int) -> str:
    """An expression that Python reads as we do."""
    if depth == 0 or chance.random() < 0.1:
        return chance.choice(["x", "y", "a", "b", "2", "3.5", "0.25", "1e-3", "pi", "e"])

    def part() -> str:
        return _random_expression(chance, depth - 1)

    form = chance.randrange(8)
    if form < 4:
        return f"{part()} {chance.choice(['+', '-', '*', '/'])} {part()}"
    if form == 4:
        return f"{chance.choice(['-', '+'])}{part()}"
    if form == 5:
        return f"({part()})"
    if form == 6:
        return f"({part()})**{chance.choice(['2', '3', '-1', '2**2', '-2'])}"
    return f"{chance.choice(['sin', 'cos', 'tanh', 'exp', 'abs', 'atan'])}({part()})"


def test_random_formulas_mean_what_they_mean_in_python() -> None:
    chance = random.Random(11)
    names = {name: getattr(math, name) for name in ("sin", "cos", "tanh", "exp", "atan", "pi", "e")}
    compared = 0
    for _ in range(2000):
        text = _random_expression(chance, depth=4)
        point = {name: chance.uniform(-2, 2) for name in "xyab"}
        try:
            expected = eval(text, {"abs": abs, **names, **point})
        except (OverflowError, ZeroDivisionError):
            continue
        formula = parse(text)
        assert set(formula.parameters) == {token for token in "ab" if token in _names(text)}
        parameters = {name: point[name] for name in formula.parameters}
        x, y = np.array([point["x"]]), np.array([point["y"]])
        np.testing.assert_allclose(formula.function(x, y, **parameters), [expected], rtol=1e-9, err_msg=text)
        compared += 1
    assert compared > 1500


def _names(text: str) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(text, mode="eval")) if isinstance(node, ast.Name)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [  # at x = 3, y = 2
        ("-x^2", -9),
        ("(-x)^2", 9),
        ("-x²", -9),
        ("2^-x", 0.125),
        ("2^x^y", 512),
        ("(2^x)^y", 64),
        ("2^x²", 512),
        ("2 + x^2", 11),
        ("2 * x^2 + 1", 19),
        ("x^2 * y", 18),
        ("x + y * 2", 7),
        ("x - y - 1", 0),
        ("12 / x / y", 2),
        ("12 / x * y", 8),
        ("12 ÷ x × y", 8),
        ("x * -y", -6),
        ("--x", 3),
        ("+-x", -3),
        ("-x * -y", 6),
        ("x^-y * 9", 1),
        ("-2^2", -4),
        ("4^.5^2", 4**0.25),
        ("-sin(0)^2 + x", 3),
        ("x − y^2 ÷ 4", 2),
    ],
)
def test_precedence(text: str, expected: float) -> None:
    assert parse(text).function(np.array([3.0]), np.array([2.0])) == pytest.approx([expected], abs=1e-15)


@pytest.mark.parametrize(
    ("text", "point", "expected"),
    [  # the one-sided derivatives of each lie on both sides of the expected one, or do not exist
        ("abs(x) + y", (0, 0), (0, 1)),
        ("relu(x) + relu(y)", (0, 0), (0, 0)),
        ("sqrt(x) + y", (0, 0), (0, 1)),
        ("sqrt(x^2 + y^2)", (0, 0), (0, 0)),
        ("hypot(x, y)", (0, 0), (0, 0)),
        ("hypot(x, y)", (3, 4), (0.6, 0.8)),
        ("hypot(x, y)", (-2, 0), (-1, 0)),
        ("(x^2 + y^2)^0.5", (0, 0), (0, 0)),
        ("(x^2 + y^2)^(half/2)", (0, 0), (0, 0)),
        ("atan2(y, x)", (0, 0), (0, 0)),
        ("atan2(y, x)", (-2, 0), (0, -0.5)),
        ("max(x, y)", (1, 1), (0.5, 0.5)),
        ("min(x, y)", (1, 1), (0.5, 0.5)),
        ("sign(x) + floor(y)", (0, 0), (0, 0)),
        ("x^2 + y^3", (0, 0), (0, 0)),
        ("x^2 + y^3", (-2, -2), (-4, 12)),
        ("x^(2*half) + y^(3*half)", (-2, -2), (-4, 12)),
        ("x^half + y^(2*half)", (0, 0), (1, 0)),
        ("x^0 + y^1", (0, 0), (0, 1)),
        ("x^1e30 + y^-1e30", (1, 1), (1e30, -1e30)),
        ("pow(x, 2) + x^2.0", (-1, 0), (-4, 0)),
        ("sigmoid(1000*x) + sigmoid(-1000*x)", (-1, 0), (0, 0)),
        ("softplus(1000*x) + softplus(-1000*y)", (1, 1), (1000, 0)),
    ],
)
def test_gradient_at_difficult_places(
    text: str, point: tuple[float, float], expected: tuple[float, float]
) -> None:
    function = parse(text).function
    parameters = dict.fromkeys(parse(text).parameters, 1.0)
    gradient = jax.jit(jax.grad(lambda p: function(p[0], p[1], **parameters)))(jnp.array(point, float))
    np.testing.assert_allclose(gradient, expected, rtol=1e-12)


def test_parameters_in_order_of_appearance() -> None:
    formula = parse("β*x + alpha*sin(w₁*y) + β*w1 + _c2 - 2*alpha")
    assert formula.parameters == ("β", "alpha", "w1", "_c2")
    values = {"β": 2.0, "alpha": 3.0, "w1": 0.5, "_c2": 7.0}
    result = formula.function(np.array([1.0]), np.array([4.0]), **values)
    assert result == pytest.approx([2 * 1 + 3 * math.sin(2) + 2 * 0.5 + 7 - 6])


def test_parameter_that_moves_does_not_compile_again() -> None:
    traces = []

    def loss(x: jax.Array, a: jax.Array) -> jax.Array:
        traces.append(1)
        return parse("x^a / a").function(x, x, a=a)

    compiled = jax.jit(loss)
    x = jnp.array([0.5, 2.0])
    for a in (1.0, 2.0, 2.5, 0.0):
        with np.errstate(divide="ignore"):
            np.testing.assert_allclose(compiled(x, a), np.array([0.5, 2.0]) ** a / a, rtol=1e-15)
    assert len(traces) == 1


@pytest.mark.parametrize(("text", "multiplied_out"), [("x^64", True), ("x^-3", True), ("x^1e300", False)])
def test_only_small_whole_exponents_are_multiplied_out(text: str, multiplied_out: bool) -> None:
    x = jnp.ones(2)
    steps = [str(step.primitive) for step in jax.make_jaxpr(parse(text).function)(x, x).eqns]
    assert ("integer_pow" in steps) is multiplied_out


def test_same_text_is_the_same_function() -> None:
    assert parse("x + 3*y") is parse("x + 3*y")
    assert surface("x + k*y", ((-1.0, 1.0), (-1.0, 1.0))) is surface("x + k*y", ((-1.0, 1.0), (-1.0, 1.0)))
    assert surface("x + k*y", ((-1.0, 1.0), (-2.0, 2.0))).function is parse("x + k*y").function


@pytest.mark.parametrize("text", ["3", "a", "pi^2", "x", "y", "x*y", "a*x + 1e300", "log2(8)*x", "max(x, 1)"])
@pytest.mark.parametrize("shape", [(), (3,), (2, 3), (0,)])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_shape_and_precision_are_those_of_x(text: str, shape: tuple[int, ...], dtype: type) -> None:
    x = np.full(shape, 2, dtype)
    formula = parse(text)
    parameters = dict.fromkeys(formula.parameters, 2.0)
    for array in (x, jnp.asarray(x)):
        result = formula.function(array, array, **parameters)
        assert (result.shape, result.dtype) == (shape, dtype)
    vmapped = jax.vmap(lambda x: formula.function(x, x, **parameters))(jnp.ones((4, *shape), dtype))
    assert (vmapped.shape, vmapped.dtype) == ((4, *shape), dtype)


def test_whole_number_arrays_are_computed_as_floats() -> None:
    x = np.array([1, 2])
    np.testing.assert_array_equal(parse("a*x^-1").function(x, x, a=0.5), [0.5, 0.25])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9**9**9**9", math.inf),
        ("-9^9^9^9", -math.inf),
        ("x + 10^400", math.inf),
        ("1/0", math.inf),
        ("x/0", math.inf),
        ("0/0", math.nan),
        ("(-8)^(1/3)", math.nan),
        ("log(0)", -math.inf),
        ("sqrt(-x)", math.nan),
        ("x^(10^400)", 1.0),
        ("x^1e30", 1.0),
        ("mod(x, 0)", math.nan),
        ("a/0 + 1/(a - 1)", math.inf),
        ("(a - 1)^-1", math.inf),
        ("(-a)^0.5", math.nan),
        ("exp(1000*a)", math.inf),
        ("relu(0/0 * x)", math.nan),
    ],
)
def test_extreme_numbers_are_results(text: str, expected: float) -> None:
    formula = parse(text)
    parameters = dict.fromkeys(formula.parameters, 1.0)
    for x in (np.ones(2), jnp.ones(2)):
        np.testing.assert_array_equal(formula.function(x, x, **parameters), [expected, expected])


@pytest.mark.parametrize(("text", "position", "piece"), WRONG, ids=[ascii(text) for text, _, _ in WRONG])
def test_wrong_formula_is_refused_where_it_is_wrong(text: str, position: int, piece: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert piece in str(caught.value)
    assert caught.value.position == position
    assert isinstance(caught.value, TalwegError)
    assert str(caught.value)[-1] in ".?"
    str(caught.value).encode()  # can be shown, whatever was typed


@pytest.mark.parametrize(
    ("accepted", "refused", "position"),
    [
        ("x" + " " * 499, "x" + " " * 500, 500),
        ("a" * 20, "x + " + "a" * 21, 4),
        ("+".join(["x"] * 100), "+".join(["x"] * 101), 200),
        ("-" * 49 + "x", "-" * 50 + "x", 50),
        ("(" * 50 + "x" + ")" * 50, "(" * 51 + "x" + ")" * 51, 50),
        ("sin(" * 49 + "x" + ")" * 49, "sin(" * 50 + "x" + ")" * 50, 200),
        ("+".join(f"p{i}" for i in range(12)), "+".join(f"p{i}" for i in range(13)), 38),
    ],
)
def test_limits(accepted: str, refused: str, position: int) -> None:
    formula = parse(accepted)
    parameters = dict.fromkeys(formula.parameters, 1.0)
    assert np.isfinite(formula.function(np.ones(1), np.ones(1), **parameters)).all()
    with pytest.raises(FormulaError) as caught:
        parse(refused)
    assert caught.value.position == position


@pytest.mark.parametrize(
    "source",
    [
        "x.real",
        "().__class__",
        "x[0]",
        "(lambda: x)()",
        "x if y else 1",
        "x < y",
        "x and y",
        "not x",
        "~x",
        "x % y",
        "x // y",
        "x @ y",
        "x | y",
        "'text'",
        "b'bytes'",
        "f'{x}'",
        "True",
        "None",
        "...",
        "2j",
        "7",  # numbers arrive as floats
        "(x, y)",
        "[x]",
        "{x}",
        "{x: y}",
        "[x for x in y]",
        "(x for x in y)",
        "(x := 1)",
        "sin(*x)",
        "sin(**x)",
        "sin(x=1.0)",
        "sin(x, y=1.0)",
        "sin(x)(y)",
        "__import__(x)",
        "eval(x)",
        "print(x)",
    ],
)
def test_tree_is_refused_even_where_the_text_was_not(source: str) -> None:
    builder = _Builder([Token("other", source, 0, source)])
    with pytest.raises(FormulaError):
        builder.value(ast.parse(source, mode="eval").body, depth=1)


def test_surface() -> None:
    domain = ((-2.0, 4.0), (10.0, 20.0))
    made = surface("k*x^2 + y*b", domain)
    assert made.name == "formula"
    assert made.title == "k*x^2 + y*b"
    assert made.domain == domain
    assert made.defaults() == {"k": 1.0, "b": 1.0}
    for parameter in made.parameters:
        assert parameter.symbol == parameter.name
        assert parameter.low < parameter.default < parameter.high
    x, y = np.array([2.0]), np.array([3.0])
    assert made.function(x, y, k=5.0, b=7.0) == pytest.approx([41])
    across, up = (made.start[0] + 2) / 6, (made.start[1] - 10) / 10
    assert 0 < across < 1
    assert 0 < up < 1
    assert len({0.5, across, up, 1 - up}) == 4  # on no axis and no diagonal
    assert set(made.learning_rates) == {"sgd", "adam", "adadelta", "adagrad", "rmsprop"}
    with pytest.raises(FormulaError):
        surface("2x", domain)
