"""A formula that a person types, made into a surface without ever being run as Python.

The text passes two walls. It is first cut into numbers, names, operators and parentheses, and what is none
of these is refused where it stands. What remains is spelled as Python and read by `ast.parse`, of whose tree
only arithmetic and calls of the functions below are accepted. The result is a tree of array operations.

Names are normalised (Unicode NFKC, as in Python), so `𝐱` and `ｘ` are `x`, and `w₁` is `w1`.
"""

import ast
import keyword
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import msgspec
import numpy as np

from ..messages import TalwegError, tr_noop
from ..parameters import Parameter
from .catalogue import Array, Domain, Surface

MAX_LENGTH = 500
MAX_NODES = 200
MAX_DEPTH = 50
MAX_PARAMETERS = 12
MAX_NAME_LENGTH = 20


class FormulaError(TalwegError):
    """A formula cannot be read; `position` counts characters (code points) of the typed text from 0."""

    def __init__(self, position: int, text: str, **values: object) -> None:
        super().__init__(text, **values)
        self.position = position


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
    tokens = list(_tokens(text))
    if not tokens:
        raise FormulaError(0, tr_noop("core", "Type a formula in x and y, such as x^2 + 3*y^2."))
    _check_order(tokens)
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


# Operations -----------------------------------------------------------------------------------------------

Operation = Callable[..., Array]
"""`operation(xp, *arguments)`: one step of a formula in the array namespace `xp`."""

Value = float | Callable[[Any, Mapping[str, Array]], Array]
"""A constant, or a function of the array namespace and the values of the names."""


def _plain(name: str) -> Operation:
    return lambda xp, *arguments: getattr(xp, name)(*arguments)


def _abs(xp: Any, a: Array) -> Array:
    return a * xp.sign(a)


def _relu(xp: Any, a: Array) -> Array:
    return xp.where(a <= 0, 0.0, a)  # asked this way round, nan stays nan


def _softplus(xp: Any, a: Array) -> Array:
    return xp.logaddexp(a, 0.0)


def _sigmoid(xp: Any, a: Array) -> Array:
    return xp.exp(-_softplus(xp, -a))  # 1 / (1 + exp(-a)) has the gradient inf / inf far to the left


def _sqrt(xp: Any, a: Array) -> Array:
    # Twice `where`: the branch not taken must not be infinite either, or its gradient is 0 * inf.
    at_zero = a == 0
    return xp.where(at_zero, 0.0, xp.sqrt(xp.where(at_zero, 1.0, a)))


def _hypot(xp: Any, a: Array, b: Array) -> Array:
    return _sqrt(xp, a * a + b * b)


def _atan2(xp: Any, a: Array, b: Array) -> Array:
    at_origin = (a == 0) & (b == 0)
    return xp.where(at_origin, 0.0, xp.arctan2(a, xp.where(at_origin, 1.0, b)))


def _power(xp: Any, a: Array, b: Array) -> Array:
    # A small whole number written into the formula is multiplied out: exact, and cheap to differentiate.
    # A huge one would become a thousand multiplications, which take a second to compile.
    if isinstance(b, float) and b.is_integer() and abs(b) <= 64:
        return a ** int(b)
    at_kink = (a == 0) & (b > 0) & (b < 1)
    return xp.where(at_kink, 0.0, xp.power(xp.where(at_kink, 1.0, a), b))


_OPERATORS: dict[type[ast.operator], Operation] = {
    ast.Add: lambda xp, a, b: a + b,
    ast.Sub: lambda xp, a, b: a - b,
    ast.Mult: lambda xp, a, b: a * b,
    ast.Div: lambda xp, a, b: a / b,
    ast.Pow: _power,
}

# floor and sign are plateaus, on which an optimizer rightly stands still.
_FUNCTIONS: dict[str, tuple[int, Operation]] = {
    "sin": (1, _plain("sin")),
    "cos": (1, _plain("cos")),
    "tan": (1, _plain("tan")),
    "asin": (1, _plain("arcsin")),
    "acos": (1, _plain("arccos")),
    "atan": (1, _plain("arctan")),
    "sinh": (1, _plain("sinh")),
    "cosh": (1, _plain("cosh")),
    "tanh": (1, _plain("tanh")),
    "asinh": (1, _plain("arcsinh")),
    "acosh": (1, _plain("arccosh")),
    "atanh": (1, _plain("arctanh")),
    "exp": (1, _plain("exp")),
    "log": (1, _plain("log")),
    "log2": (1, _plain("log2")),
    "log10": (1, _plain("log10")),
    "sqrt": (1, _sqrt),
    "abs": (1, _abs),
    "sign": (1, _plain("sign")),
    "floor": (1, _plain("floor")),
    "square": (1, lambda xp, a: a * a),
    "sigmoid": (1, _sigmoid),
    "softplus": (1, _softplus),
    "relu": (1, _relu),
    "min": (2, _plain("minimum")),
    "max": (2, _plain("maximum")),
    "hypot": (2, _hypot),
    "atan2": (2, _atan2),
    "pow": (2, _power),
    "mod": (2, _plain("mod")),
}

_CONSTANTS = {"pi": np.pi, "e": np.e}

_SPELLINGS = {
    "π": "pi",
    "ln": "log",
    "sgn": "sign",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "arctan2": "atan2",
    "arsinh": "asinh",
    "arcosh": "acosh",
    "artanh": "atanh",
    "^": "**",
    "−": "-",
    "×": "*",
    "·": "*",
    "⋅": "*",
    "÷": "/",
}


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


# From text to Python's spelling ---------------------------------------------------------------------------


class _Token(NamedTuple):
    kind: str
    text: str
    position: int
    python: str


_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_ASCII = str.maketrans(_SUPERSCRIPTS + "⁺⁻", "0123456789+-")

_TOKEN = re.compile(
    rf"""
    (?P<space> \s+ )
    | (?P<number> (?: [0-9]+ \.? [0-9]* | \.[0-9]+ ) (?: [eE][+-]?[0-9]+ )? )
    | (?P<name> [^\W0-9{_SUPERSCRIPTS}] [^\W{_SUPERSCRIPTS}]* )
    | (?P<superscript> [⁺⁻]?[{_SUPERSCRIPTS}]+ )
    | (?P<power> \*\* | \^ )
    | (?P<sign> [-+−] )
    | (?P<operator> [*/×·⋅÷] )
    | (?P<open> \( )
    | (?P<close> \) )
    | (?P<comma> , )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)

_ENDS_OPERAND = {"number", "name", "superscript", "close"}
_BEGINS_OPERAND = {"number", "name", "open"}

_REFUSED = {
    "'\"`“”„‘’": tr_noop("core", "Text in quotes is not allowed in a formula."),
    ".": tr_noop("core", "A point belongs inside a number; attributes are not allowed in a formula."),
    "[]": tr_noop("core", "Square brackets (lists, subscripts) are not allowed; write round ones."),
    "{}": tr_noop("core", "Braces (sets, dictionaries) are not allowed; write round parentheses."),
    "=": tr_noop(
        "core", "Equals signs (assignments, comparisons) are not allowed; write the right side only."
    ),
    "<>≤≥≠!": tr_noop("core", "Comparisons and exclamation marks are not allowed in a formula."),
    ":": tr_noop("core", "Colons (assignments, slices) are not allowed in a formula; divide with /."),
    ";": tr_noop("core", "A formula is a single expression; semicolons are not allowed."),
    "%": tr_noop("core", "The sign % is not allowed; for a remainder write mod(x, 2)."),
    "|": tr_noop("core", "The sign | is not allowed; for an absolute value write abs(x)."),
    "√": tr_noop("core", "The sign √ is not allowed; write sqrt(x)."),
}


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        kind, typed, position = str(match.lastgroup), match[0], match.start()
        if kind == "other":
            raise _refusal(typed, position)
        if kind == "number":
            yield _Token(kind, typed, position, _number(typed, position))
        elif kind == "name":
            yield _Token(kind, typed, position, _identifier(typed, position))
        elif kind == "superscript":
            yield _Token(kind, typed, position, f"** ({_number(typed.translate(_TO_ASCII), position)})")
        elif kind != "space":
            yield _Token(kind, typed, position, _SPELLINGS.get(typed, typed))


def _refusal(character: str, position: int) -> FormulaError:
    for characters, sentence in _REFUSED.items():
        if character in characters:
            return FormulaError(position, sentence)
    visible = character.isprintable() and not unicodedata.combining(character)
    shown = f"“{character}”" if visible else f"U+{ord(character):04X}"
    return FormulaError(
        position,
        tr_noop("core", "The character {character} is not allowed in a formula."),
        character=shown,
    )


def _number(typed: str, position: int) -> str:
    number = float(typed)
    if number in (np.inf, -np.inf):
        raise FormulaError(
            position, tr_noop("core", "This number is too large; the largest is about 1.8e308.")
        )
    return repr(number)


def _identifier(typed: str, position: int) -> str:
    for i, character in enumerate(typed):
        if unicodedata.decomposition(character).startswith("<super>"):  # NFKC would read xⁿ as the name xn
            raise FormulaError(
                position + i,
                tr_noop("core", "The exponent “{character}” cannot be read; write it after the sign ^."),
                character=character,
            )
    name = unicodedata.normalize("NFKC", typed)
    name = _SPELLINGS.get(name, name)
    if keyword.iskeyword(name):
        raise FormulaError(
            position,
            tr_noop("core", "The word “{name}” is reserved and not allowed in a formula; take another name."),
            name=name,
        )
    if not name.isidentifier():
        raise FormulaError(
            position,
            tr_noop("core", "“{name}” is no name; a name consists of letters, digits and underscores."),
            name=typed,
        )
    if len(name) > MAX_NAME_LENGTH:
        raise FormulaError(
            position,
            tr_noop("core", "The name “{name}” is too long; a name has at most {limit} characters."),
            name=name,
            limit=MAX_NAME_LENGTH,
        )
    return name


def _check_order(tokens: list[_Token]) -> None:
    """Refuse what does not follow on what, here and not by Python, whose sentences and places vary."""
    last = tokens[-1]
    begin = _Token("begin", "", 0, "")
    end = _Token("end", "", last.position + len(last.text), "")
    parentheses: list[tuple[_Token, bool]] = []  # the open ones, and whether they hold arguments
    for left, right in pairwise([begin, *tokens, end]):
        is_call = left.kind == "name" and right.kind == "open"
        if left.python in _FUNCTIONS and not is_call:
            raise FormulaError(
                left.position,
                tr_noop("core", "“{name}” is a function; write {name}(…)."),
                name=left.text,
            )
        if left.kind in _ENDS_OPERAND:
            if right.kind in _BEGINS_OPERAND and not is_call:
                raise _missing_operator(left, right)
            if left.kind == "superscript" and right.kind in {"superscript", "power"}:
                raise FormulaError(
                    right.position,
                    tr_noop("core", "It is unclear which power comes first here; write parentheses."),
                )
        elif right.kind not in _BEGINS_OPERAND | {"sign"}:
            is_empty_call = left.kind == "open" and right.kind == "close" and parentheses[-1][1]
            if not is_empty_call:
                raise _missing_operand(left, right)
        if right.kind == "open":
            parentheses.append((right, is_call))
            if len(parentheses) > MAX_DEPTH:
                raise _too_deep(right.position)
        elif right.kind == "close":
            if not parentheses:
                raise FormulaError(
                    right.position, tr_noop("core", "This parenthesis closes none that is open.")
                )
            parentheses.pop()
        elif right.kind == "comma" and not (parentheses and parentheses[-1][1]):
            raise FormulaError(
                right.position,
                tr_noop(
                    "core", "A comma only separates the arguments of a function; numbers are written 0.5."
                ),
            )
    if parentheses:
        raise FormulaError(
            parentheses[-1][0].position, tr_noop("core", "This parenthesis is not closed; write “)”.")
        )


def _missing_operator(left: _Token, right: _Token) -> FormulaError:
    if left.kind == "number" and right.python in {"j", "J"}:
        return FormulaError(
            right.position,
            tr_noop("core", "Complex numbers are not allowed; for a parameter {name} write {number}*{name}."),
            name=right.text,
            number=left.text,
        )
    return FormulaError(
        right.position,
        tr_noop(
            "core", "An operator is missing between “{left}” and “{right}”; for a product write {product}."
        ),
        left=left.text,
        right=right.text,
        product=f"{left.text}*{right.text}",
    )


def _missing_operand(left: _Token, right: _Token) -> FormulaError:
    if right.kind == "end":
        sentence = tr_noop("core", "Something is missing after “{left}”.")
    elif left.kind == "begin":
        sentence = tr_noop("core", "Something is missing before “{right}”.")
    else:
        sentence = tr_noop("core", "Something is missing between “{left}” and “{right}”.")
    return FormulaError(right.position, sentence, left=left.text, right=right.text)


def _too_deep(position: int) -> FormulaError:
    return FormulaError(
        position,
        tr_noop("core", "This formula is nested more than {limit} levels deep; write it more simply."),
        limit=MAX_DEPTH,
    )


def _near_function(name: str) -> str:
    """The function that a name begins with (cosine, maximum) or resembles (sqr), or nothing."""
    import difflib  # only for a mistake

    beginnings = [function for function in _FUNCTIONS if name.startswith(function)]
    resembling = difflib.get_close_matches(name, _FUNCTIONS, n=1, cutoff=0.7)
    return max(beginnings, key=len, default="") or next(iter(resembling), "")


# From Python's tree to operations -------------------------------------------------------------------------


class _Builder:
    """Turns the tree that Python reads from tokens into a value, and collects the names on the way."""

    def __init__(self, tokens: list[_Token]) -> None:
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
            raise _too_deep(self._position(node))
        match node:
            case ast.Constant(value=float(number)):
                return number
            case ast.Name(id=name):
                return self._name(node, name)
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.value(operand, depth + 1)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return _apply(lambda xp, a: -a, self.value(operand, depth + 1))
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _OPERATORS:
                operation = _OPERATORS[type(operator)]
                return _apply(operation, self.value(left, depth), self.value(right, depth + 1))
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
                operation = self._operation(node, name, len(arguments))
                return _apply(operation, *[self.value(argument, depth + 1) for argument in arguments])
        # No text that passes the tokens comes here; this is the second wall.
        raise FormulaError(self._position(node), tr_noop("core", "This is not allowed in a formula."))

    def _position(self, node: ast.expr) -> int:
        return self._tokens[bisect_right(self._offsets, node.col_offset) - 1].position

    def _name(self, node: ast.expr, name: str) -> Value:
        if name in _CONSTANTS:
            return _CONSTANTS[name]
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
        if name not in _FUNCTIONS:
            raise self._unknown_function(node, name)
        expected, operation = _FUNCTIONS[name]
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
