"""The text of a formula as tokens, each spelled as Python, in an order that can be read."""

import keyword
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from ..messages import TalwegError, tr_noop
from .formula_operations import FUNCTIONS

MAX_LENGTH = 500

MAX_DEPTH = 50

MAX_NAME_LENGTH = 20


class FormulaError(TalwegError):
    """A formula cannot be read; `position` counts characters (code points) of the typed text from 0."""

    def __init__(self, position: int, text: str, **values: object) -> None:
        super().__init__(text, **values)
        self.position = position


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


class Token(NamedTuple):
    """A piece of the text, its position in it, and how Python spells it; `kind` is a group of `_TOKEN`."""

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


def tokens_of(text: str) -> Iterator[Token]:
    """The tokens of a formula; raises FormulaError for what is none."""
    for match in _TOKEN.finditer(text):
        kind, typed, position = str(match.lastgroup), match[0], match.start()
        if kind == "other":
            raise _refusal(typed, position)
        if kind == "number":
            yield Token(kind, typed, position, _number(typed, position))
        elif kind == "name":
            yield Token(kind, typed, position, _identifier(typed, position))
        elif kind == "superscript":
            yield Token(kind, typed, position, f"** ({_number(typed.translate(_TO_ASCII), position)})")
        elif kind != "space":
            yield Token(kind, typed, position, _SPELLINGS.get(typed, typed))


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


def check_order(tokens: list[Token]) -> None:
    """Refuse what does not follow on what, here and not by Python, whose sentences and places vary."""
    last = tokens[-1]
    begin = Token("begin", "", 0, "")
    end = Token("end", "", last.position + len(last.text), "")
    parentheses: list[tuple[Token, bool]] = []  # the open ones, and whether they hold arguments
    for left, right in pairwise([begin, *tokens, end]):
        is_call = left.kind == "name" and right.kind == "open"
        if left.python in FUNCTIONS and not is_call:
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
                raise too_deep(right.position)
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


def _missing_operator(left: Token, right: Token) -> FormulaError:
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


def _missing_operand(left: Token, right: Token) -> FormulaError:
    if right.kind == "end":
        sentence = tr_noop("core", "Something is missing after “{left}”.")
    elif left.kind == "begin":
        sentence = tr_noop("core", "Something is missing before “{right}”.")
    else:
        sentence = tr_noop("core", "Something is missing between “{left}” and “{right}”.")
    return FormulaError(right.position, sentence, left=left.text, right=right.text)


def too_deep(position: int) -> FormulaError:
    """The error for a formula that is nested too deeply."""
    return FormulaError(
        position,
        tr_noop("core", "This formula is nested more than {limit} levels deep; write it more simply."),
        limit=MAX_DEPTH,
    )
