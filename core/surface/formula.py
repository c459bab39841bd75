"""A formula that a person types, as a surface; the text is never run as Python.

The text is checked twice. It is first cut into numbers, names, operators and parentheses, and what is none
of these is refused at its place. What remains is spelled as Python and read by `ast.parse`, of whose tree
only arithmetic and calls of the functions below are accepted. The result is a tree of array operations.

Names are normalised (Unicode NFKC, as in Python), so `𝐱` and `ｘ` are `x`, and `w₁` is `w1`.
"""

import ast
import difflib
from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import msgspec
import numpy as np

from ..messages import tr_noop
from ..parameters import Parameter
from .catalogue.surface import Array, Domain, Surface
from .formula_operations import CONSTANTS, FUNCTIONS, OPERATORS, Operation
from .formula_tokens import MAX_DEPTH, MAX_LENGTH, FormulaError, Token, check_order, tokens_of, too_deep

MAX_NODES = 200

MAX_PARAMETERS = 12


class Formula(msgspec.Struct, frozen=True):
    """A formula as typed, its parameters in order of appearance, and `function(x, y, **parameters)`.

    `x` and `y` are arrays of one shape, of numpy or of JAX; the result has that shape and their precision.
    The parameters are scalars. A value that does not exist is inf or nan, never an exception. Where there is
    no gradient, at a kink, it is 0: abs, relu, sqrt, hypot and powers with an exponent between 0 and 1 at 0,
    atan2 at the origin; min and max of equals take the mean of both gradients.
    """

    text: str
    parameters: tuple[str, ...]
    function: Callable[..., Array]


@lru_cache(maxsize=256)
def parse(text: str) -> Formula:
    """Read a formula in x and y; the same text gives the same object, so that nothing is compiled twice.

    Raises FormulaError.
    """
    if len(text) > MAX_LENGTH:
        raise FormulaError(
            MAX_LENGTH,
            tr_noop("core", "A formula has at most {limit} characters; this one has {length}."),
            limit=MAX_LENGTH,
            length=len(text),
        )
    tokens = list(tokens_of(text))
    if not tokens:
        raise FormulaError(0, tr_noop("core", "Type a formula in x and y, such as x^2 + 3*y^2."))
    check_order(tokens)
    # Separated by blanks, so that Python sees the tokens we saw: `1if` or `0x1` cannot arise.
    source = " ".join(token.python for token in tokens)
    try:
        tree = ast.parse(source, mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise FormulaError(0, tr_noop("core", "This formula cannot be read; write it more simply.")) from None
    builder = _Builder(tokens)
    value = builder.value(tree.body, depth=1)
    return Formula(text, tuple(builder.parameters), _function(value, in_space=builder.in_space))


@lru_cache(maxsize=256)
def surface(text: str, domain: Domain) -> Surface:
    """The surface of a typed formula over `domain`, each parameter with a slider. Raises FormulaError."""
    formula = parse(text)
    (x_low, x_high), (y_low, y_high) = domain
    return Surface(
        name="formula",
        title=text,
        formula=f"f = {text}",
        source="",
        function=formula.function,
        domain=domain,
        # On no axis and no diagonal of the domain: on a symmetric surface these lead to saddles.
        start=(x_low + 0.8 * (x_high - x_low), y_low + 0.65 * (y_high - y_low)),
        parameters=tuple(
            Parameter(name=name, symbol=name, default=1.0, low=-5.0, high=5.0) for name in formula.parameters
        ),
        learning_rates={"sgd": 0.01, "adam": 0.1, "adadelta": 1.0, "adagrad": 0.5, "rmsprop": 0.02},
    )


Value = float | Callable[[Any, Mapping[str, Array]], Array]
"""A constant, or a function of the array namespace and the values of the names."""


def _apply(operation: Operation, *arguments: Value) -> Value:
    """The value of an operation; one of constants alone is computed at once, as floats that may overflow."""
    constants = [np.float64(argument) for argument in arguments if isinstance(argument, float)]
    if len(constants) == len(arguments):
        with np.errstate(all="ignore"):
            return float(operation(np, *constants))

    def value(xp: Any, names: Mapping[str, Array]) -> Array:
        return operation(xp, *[a if isinstance(a, float) else a(xp, names) for a in arguments])

    return value


def _name(name: str) -> Value:
    return lambda xp, names: names[name]


def _function(value: Value, *, in_space: bool) -> Callable[..., Array]:
    """`function(x, y, **parameters)` of a value, which depends on x or y only if it is `in_space`."""

    def function(x: Array, y: Array, **parameters: Array) -> Array:
        xp = x.__array_namespace__()
        dtype = xp.result_type(x, 0.0)
        # Not finite is a result: numpy must not warn of it, nor when JAX rounds a constant to float32.
        with np.errstate(all="ignore"):
            # As arrays, parameters cannot raise what Python's floats do (division by zero, overflow).
            names = {name: xp.asarray(number, dtype=dtype) for name, number in parameters.items()}
            names |= {"x": xp.asarray(x, dtype=dtype), "y": xp.asarray(y, dtype=dtype)}
            result = value if isinstance(value, float) else value(xp, names)
            return result if in_space else xp.full_like(x, result, dtype=dtype)

    return function


def _near_function(name: str) -> str:
    """The function that a name begins with (cosine, maximum) or resembles (sqr), or nothing."""
    beginnings = [function for function in FUNCTIONS if name.startswith(function)]
    resembling = difflib.get_close_matches(name, FUNCTIONS, n=1, cutoff=0.7)
    return max(beginnings, key=len, default="") or next(iter(resembling), "")


class _Builder:
    """Turns the tree that Python reads from the tokens into a value, and collects the names in it."""

    def __init__(self, tokens: list[Token]) -> None:
        self.parameters: dict[str, None] = {}  # a set that keeps its order
        self.in_space = False
        self._nodes = 0
        self._tokens = tokens
        self._offsets: list[int] = []  # where each token begins in the source, in the bytes that ast counts
        offset = 0
        for token in tokens:
            self._offsets.append(offset)
            offset += len(token.python.encode()) + 1

    def value(self, node: ast.expr, depth: int) -> Value:
        """The value of a node; `depth` counts levels of nesting, of which a long sum is only one."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise FormulaError(
                self._position(node),
                tr_noop(
                    "core", "This formula is too long; it has more than {limit} numbers, names and operators."
                ),
                limit=MAX_NODES,
            )
        if depth > MAX_DEPTH:
            raise too_deep(self._position(node))
        match node:
            case ast.Constant(value=float(number)):
                return number
            case ast.Name(id=name):
                return self._name(node, name)
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.value(operand, depth + 1)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return _apply(lambda xp, a: -a, self.value(operand, depth + 1))
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in OPERATORS:
                operation = OPERATORS[type(operator)]
                return _apply(operation, self.value(left, depth), self.value(right, depth + 1))
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
                operation = self._operation(node, name, len(arguments))
                return _apply(operation, *[self.value(argument, depth + 1) for argument in arguments])
        # No text that passes the tokens comes here; this is the second check.
        raise FormulaError(self._position(node), tr_noop("core", "This is not allowed in a formula."))

    def _position(self, node: ast.expr) -> int:
        return self._tokens[bisect_right(self._offsets, node.col_offset) - 1].position

    def _name(self, node: ast.expr, name: str) -> Value:
        if name in CONSTANTS:
            return CONSTANTS[name]
        if name in {"x", "y"}:
            self.in_space = True
            return _name(name)
        self.parameters[name] = None
        if len(self.parameters) > MAX_PARAMETERS:
            raise FormulaError(
                self._position(node),
                tr_noop("core", "“{name}” is one parameter too many; a formula has at most {limit}."),
                name=name,
                limit=MAX_PARAMETERS,
            )
        return _name(name)

    def _operation(self, node: ast.expr, name: str, count: int) -> Operation:
        if name not in FUNCTIONS:
            raise self._unknown_function(node, name)
        expected, operation = FUNCTIONS[name]
        if count != expected:
            sentence = (
                tr_noop("core", "“{name}” takes one argument, not {count}.")
                if expected == 1
                else tr_noop("core", "“{name}” takes two arguments, not {count}.")
            )
            raise FormulaError(self._position(node), sentence, name=name, count=count)
        return operation

    def _unknown_function(self, node: ast.expr, name: str) -> FormulaError:
        near = _near_function(name.lower())
        if near:
            return FormulaError(
                self._position(node),
                tr_noop("core", "“{name}” is not a function; did you mean {near}?"),
                name=name,
                near=near,
            )
        return FormulaError(
            self._position(node),
            tr_noop("core", "“{name}” is not a function; for a product write {name}*(…)."),
            name=name,
        )
