"""Formulas made to harm: nothing in them is ever run, and each is read or refused in a sentence."""

import ast
import builtins
import random
import sys
import unicodedata
from collections.abc import Iterator
from typing import Any
from unittest import mock

import numpy as np

from core.surface.formula import Formula, parse
from core.surface.formula_tokens import FormulaError
from tests.core.surface.formula_cases import FORMULAS, WRONG

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
