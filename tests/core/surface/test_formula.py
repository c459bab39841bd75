import ast
import builtins
import math
import random
import sys
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

import numpy as np
import pytest

from core.backend import jax, jnp
from core.messages import TalwegError
from core.surface.formula import Formula, _Builder, parse, surface
from core.surface.formula_tokens import FormulaError, Token

Reference = Callable[[float, float], float]


def _sigmoid(t: float) -> float:
    return 1 / (1 + math.exp(-t))


# Each is defined everywhere in 0.1 < x, y < 0.9, away from its kinks.
FORMULAS: list[tuple[str, Reference]] = [
    ("3", lambda x, y: 3.0),
    ("x", lambda x, y: x),
    ("y", lambda x, y: y),
    ("+x - -y", lambda x, y: x + y),
    ("x^2 + y^2", lambda x, y: x * x + y * y),
    ("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", lambda x, y: (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2),
    ("(1 - x)**2 + 100*(y - x**2)**2", lambda x, y: (1 - x) ** 2 + 100 * (y - x * x) ** 2),
    ("x·y − 2×x ÷ 3", lambda x, y: x * y - 2 * x / 3),
    ("x² + y³ + x⁻¹ + y¹⁰ + x⁺²", lambda x, y: x**2 + y**3 + 1 / x + y**10 + x**2),
    ("2^x + x^y + x^0.5 + x^-2 + x^(1/3)", lambda x, y: 2**x + x**y + x**0.5 + x**-2 + x ** (1 / 3)),
    ("x^100", lambda x, y: x**100),
    ("sin(x) * cos(y) + tan(x*y)", lambda x, y: math.sin(x) * math.cos(y) + math.tan(x * y)),
    ("asin(x) + acos(y) + atan(x - y)", lambda x, y: math.asin(x) + math.acos(y) + math.atan(x - y)),
    ("arcsin(x)+arccos(y)+arctan(x-y)", lambda x, y: math.asin(x) + math.acos(y) + math.atan(x - y)),
    ("sinh(x) + cosh(y) + tanh(x*y)", lambda x, y: math.sinh(x) + math.cosh(y) + math.tanh(x * y)),
    ("asinh(x) + acosh(1+y) + atanh(x)", lambda x, y: math.asinh(x) + math.acosh(1 + y) + math.atanh(x)),
    ("arsinh(x) + arcosh(1+y) + artanh(x)", lambda x, y: math.asinh(x) + math.acosh(1 + y) + math.atanh(x)),
    ("exp(x) + log(y) + ln(x)", lambda x, y: math.exp(x) + math.log(y) + math.log(x)),
    ("log2(x) + log10(y)", lambda x, y: math.log2(x) + math.log10(y)),
    ("sqrt(x*y) + abs(x - 1) + abs(y)", lambda x, y: math.sqrt(x * y) + abs(x - 1) + abs(y)),
    ("sign(x - 1) + sgn(y) + floor(7 + x)", lambda x, y: 7.0),
    ("square(x - 2*y)", lambda x, y: (x - 2 * y) ** 2),
    ("sigmoid(9*x) + sigmoid(-9*y)", lambda x, y: _sigmoid(9 * x) + _sigmoid(-9 * y)),
    ("softplus(x - y)", lambda x, y: math.log1p(math.exp(x - y))),
    ("relu(x) + relu(-y)", lambda x, y: x),
    ("min(x, y + 1) + max(x - 1, y)", lambda x, y: x + y),
    ("hypot(x, y) + atan2(x, y)", lambda x, y: math.hypot(x, y) + math.atan2(x, y)),
    ("arctan2(-x, -y)", lambda x, y: math.atan2(-x, -y)),
    ("pow(x, y) + pow(x, 3) + pow(2, 3)", lambda x, y: x**y + x**3 + 8),
    ("mod(5*x, 7) + mod(-x, 2)", lambda x, y: 5 * x - x + 2),
    ("pi*x + e^y + π*𝜋", lambda x, y: math.pi * x + math.exp(y) + math.pi**2),
    ("1e2*x + .5*y + 2.*x + 1.5E-1", lambda x, y: 102 * x + 0.5 * y + 0.15),
    ("\tx\n+\u00a0 y ", lambda x, y: x + y),
    ("ｘ + 𝐲", lambda x, y: x + y),
    ("+".join(["x"] * 100), lambda x, y: 100 * x),
]

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


WRONG: list[tuple[str, int, str]] = [  # text, position, a piece of the sentence
    ("", 0, "x^2"),
    ("  \n", 0, "x^2"),
    ("2x", 1, "write 2*x"),
    ("3 (x + 1)", 2, "write 3*("),
    ("(x)(y)", 3, "operator is missing"),
    ("x y", 2, "write x*y"),
    ("x²y", 2, "write ²*y"),
    ("x +", 3, "after “+”"),
    ("x +   ", 3, "after “+”"),
    ("* x", 0, "before “*”"),
    ("x + * y", 4, "between “+” and “*”"),
    ("x // y", 3, "between “/” and “/”"),
    ("()", 1, "between “(” and “)”"),
    ("sin(x", 3, "not closed"),
    ("((x) + (y)", 0, "not closed"),
    ("x) + 1", 1, "closes none"),
    ("0,5*x", 1, "comma"),
    ("x, y", 1, "comma"),
    ("max(x, (y, 1))", 9, "comma"),
    ("x²^2", 2, "parentheses"),
    ("x² ³", 3, "parentheses"),
    ("αβγδεζηθ·foo(x)", 9, "“foo” is not a function"),  # Python counts these letters as two bytes each
    ("𝐱² + 𝐱·sine(𝐱)", 7, "did you mean sin?"),
    ("π^2 + cosine(x)", 6, "did you mean cos?"),
    ("sqr(x)", 0, "did you mean sqrt?"),
    ("a + 3*a(x)", 6, "write a*("),
    ("x(y + 1)", 0, "write x*("),
    ("pi(x)", 0, "write pi*("),
    ("2*sin", 2, "write sin("),
    ("1 + ln x", 4, "write ln("),
    ("sin²(x)", 0, "write sin("),
    ("1 + sin()", 4, "one argument, not 0"),
    ("1 + sin(x, y)", 4, "one argument, not 2"),
    ("x^2 + max(x)", 6, "two arguments, not 1"),
    ("x^2+π+hypot(x,y,1)", 6, "two arguments, not 3"),
    ("sin(x,)", 6, "between “,” and “)”"),
    ("x + 1e999", 4, "too large"),
    ("x^" + "9" * 400, 2, "too large"),
    ("2j*x", 1, "Complex"),
    ("().__class__", 2, "attributes"),
    ("x.real", 1, "attributes"),
    ("x.__class__.__bases__", 1, "attributes"),
    ("x[0]", 1, "subscripts"),
    ("[x for x in y]", 0, "lists"),
    ("{x}", 0, "dictionaries"),
    ("'x'", 0, "quotes"),
    ("b'x'", 1, "quotes"),
    ("f'{x}'", 1, "quotes"),
    ("__import__('os')", 11, "quotes"),
    ("x == y", 2, "comparisons"),
    ("x < y", 2, "Comparisons"),
    ("x != y", 2, "Comparisons"),
    ("pow(x, base=2)", 11, "assignments"),
    ("(x := 2)", 3, "assignments"),
    ("z = x", 2, "assignments"),
    ("x and y", 2, "“and” is reserved"),
    ("not x", 0, "“not” is reserved"),
    ("lambda: x", 0, "“lambda” is reserved"),
    ("x:y", 1, "Colons"),
    ("lambda*x", 0, "“lambda” is reserved"),
    ("x if y else 1", 2, "“if” is reserved"),
    ("True", 0, "“True” is reserved"),
    ("await x", 0, "“await” is reserved"),
    ("max(*x)", 4, "between “(” and “*”"),
    ("max(**x)", 4, "between “(” and “**”"),
    ("x; y", 1, "semicolons"),
    ("x % 2", 2, "mod(x, 2)"),
    ("|x|", 0, "abs(x)"),
    ("√x", 0, "sqrt(x)"),
    ("x @ y", 2, "“@”"),
    ("~x", 0, "“~”"),
    ("x # y", 2, "“#”"),
    ("x\\\n", 1, "“\\”"),
    ("x + \x00", 4, "U+0000"),
    ("x + \ud800", 4, "U+D800"),
    ("x + \u202ey", 4, "U+202E"),
    ("x\u0301", 1, "U+0301"),
    ("x + yⁿ", 5, "ⁿ"),
    ("½*x", 0, "“½” is no name"),
    ("x + ٣", 4, "“٣” is no name"),
]


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


# Hostile text ---------------------------------------------------------------------------------------------

EXPLOITS = [
    "__import__('os').system('true')",
    "().__class__.__bases__[0].__subclasses__()",
    "__import__(x)",
    "eval(x)",
    "exec(x)",
    "open(x)",
    "compile(x, x, x)",
    "getattr(x, y)",
    "globals()",
    "breakpoint()",
    "exit()",
    "input()",
    "__builtins__",
    "__debug__",
    "x.__array_namespace__()",
    "lambda: x",
    "(y := x)",
    "[x for x in y]",
    "(x for x in y)",
    "{**x}",
    "*x",
    "sin(*x)",
    "sin(**x)",
    "f'{x}'",
    "f'{__import__(\"os\")}'",
    "b'\\x00'",
    "'''",
    '"',
    "'%s' % x",
    "{0.__class__}",
    "%(x)s",
    "x if y else 1",
    "x < y < 1",
    "not x",
    "x; import os",
    "import os",
    "x\nimport os",
    "async",
    "await x",
    "yield x",
    "print(x)",
    "9**9**9**9",
    "9^9^9^9^9^9",
    "2**-9**9**9",
    "9" * 300,
    "1e309",
    "1e-999",
    "-1e308*1e308",
    "0x7fffffff",
    "0b1",
    "1_000",
    "1if x else y",
    "0o8",
    "1j",
    "1__0",
    "(" * 220,
    "[" * 220,
    "(" * 100 + ")" * 100,
    "-" * 300 + "x",
    "~" * 300,
    "x" + "+x" * 200,
    "sin(" * 100,
    "x**" * 100 + "x",
    "\x00",
    "\x1a",
    "\ud800",
    "\udfff",
    "\ufeff",
    "\u2028",
    "\u202e",
    "\\",
    "\\\n",
    "\r",
    "\t",
    "\x0c",
    "ｘ",
    "𝐱",
    "ﬁ",
    "ﷺ",
    "ª",
    "½",
    "Ⅷ",
    "①",
    "x²³⁻¹",
    "⁻",
    "x̂",
    "٣",
    "−−−",
    "😀",
    "#",
    "$",
    "?",
    "!",
    "`x`",
    "->",
    "<>",
    "...",
    "..",
    ",",
    "@",
    "%",
    "max(",
    "max(,)",
    "sin()",
    "coding: utf-16",
    "# -*- coding: utf-7 -*-",
]


def hostile_texts(count: int) -> Iterator[str]:
    """Valid formulas and attacks, spliced, cut, doubled and sprinkled with one another's characters."""
    chance = random.Random(2024)
    formulas = [text for text, _ in FORMULAS]
    seeds = formulas + [text for text, _, _ in WRONG] + EXPLOITS
    characters = sorted(set("".join(seeds)))
    tokens = ["x", "y", "a", "2", "0.5", "(", ")", "+", "-", "*", "/", "^", "**", ",", " ", "²", "sin("]
    yield from seeds
    for _ in range(count - len(seeds)):
        text = chance.choice(chance.choice([formulas, seeds]))
        for _ in range(chance.choice([1, 1, 2, 3, 4])):
            i = chance.randint(0, len(text))
            j = min(len(text), i + chance.randint(0, 4))
            pieces = [
                "",
                chance.choice(tokens),
                chance.choice(tokens),
                chance.choice(tokens),
                chance.choice(characters),
                chr(chance.randrange(sys.maxunicode + 1)),
                chance.choice(seeds),
                text[i:] * chance.randint(1, 3),
                f"({text[i:j]})",
            ]
            piece = chance.choice(pieces)
            text = text[:i] + piece + text[j:]
        yield text[: chance.choice([20, 100, 500, 600])]


class _Watch:
    """Notes what the interpreter is asked to do while it is on (an audit hook cannot be taken off again)."""

    def __init__(self) -> None:
        self.on = False
        self.events: set[str] = set()
        sys.addaudithook(self.hook)

    def hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.on:
            self.events.add(event)


def _read(text: str) -> Formula | FormulaError:
    try:
        return parse.__wrapped__(text)
    except FormulaError as error:
        return error


def test_hostile_text_runs_nothing_and_is_read_or_refused() -> None:
    def forbidden(*arguments: object, **options: object) -> None:
        raise AssertionError("a formula was about to run something")

    def only_to_normalise_names(name: str, *arguments: object) -> Any:
        assert name == "unicodedata"  # Python's parser asks for it where a name is not ASCII
        return unicodedata

    real_compile = compile

    def only_to_a_tree(source: Any, filename: str, mode: str, flags: int = 0, **options: Any) -> Any:
        assert flags & ast.PyCF_ONLY_AST
        return real_compile(source, filename, mode, flags, **options)

    texts = list(hostile_texts(10_000))
    watch = _Watch()
    guards = dict.fromkeys(["eval", "exec", "open", "input", "breakpoint"], forbidden)
    guards |= {"compile": only_to_a_tree, "__import__": only_to_normalise_names}
    with mock.patch.multiple(builtins, **guards):
        watch.on = True
        answers = [_read(text) for text in texts]
        watch.on = False
    assert watch.events == {"compile"}

    formulas = [answer for answer in answers if isinstance(answer, Formula)]
    assert 1000 < len(formulas) < 5000
    x, y = np.array([0.5, -2.0]), np.array([1.0, 0.0])
    for formula in formulas:
        result = formula.function(x, y, **dict.fromkeys(formula.parameters, 1.0))
        assert result.shape == x.shape
        assert result.dtype == np.float64
    for text, answer in zip(texts, answers, strict=True):
        if isinstance(answer, FormulaError):
            assert 0 <= answer.position <= len(text)
            str(answer).encode()  # can be shown
