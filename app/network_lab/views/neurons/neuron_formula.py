"""The formulas of neurons, symbols and numbers, as pieces of text that can be typeset or read out."""

import math
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from app.kit.numbers import format_number
from app.kit.theme import Theme
from app.kit.widgets.basic import tabular

from .drawn_network import Array
from .number_colors import signed_ink

Style = Literal["text", "symbol", "below", "negative", "positive", "muted", "result"]
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Piece(NamedTuple):
    """A text in one style; `below` is a subscript, `negative` and `positive` are colours of numbers."""

    text: str
    style: Style = "text"


Formula = tuple[Piece, ...]

# --- numbers ------------------------------------------------------------------------------------------------


def figures(value: float) -> str:
    """A number in two or three figures that keeps its width while it changes: 0.31, −12.4, 4.2e−5."""
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    size = abs(value)
    if value == 0 or 0.00995 <= size < 999.5:
        digits = 2 if size < 9.995 else 1 if size < 99.95 else 0
        return f"{value:.{digits}f}".replace("-", "−")
    if size < 0.000995:
        mantissa, exponent = f"{value:.1e}".split("e")
        return f"{mantissa}e{int(exponent)}".replace("-", "−")
    return format_number(value, 2 if size < 1 else 3)


def brief(value: float) -> str:
    """The same in fewer figures where the number is small: 2e−4."""
    if not 0 < abs(value) < 0.00995:
        return figures(value)
    digit, exponent = f"{value:.0e}".split("e")
    return f"{digit}e{int(exponent)}".replace("-", "−")


def subscript(number: int) -> str:
    return str(number).translate(_SUBSCRIPTS)


def superscript(number: int) -> str:
    return str(number).translate(_SUPERSCRIPTS)


# --- activations --------------------------------------------------------------------------------------------


def _sigmoid(z: Array) -> Array:
    return np.asarray(0.5 * (1 + np.tanh(0.5 * z)))


def _gelu(z: Array) -> Array:
    return np.asarray([value * 0.5 * math.erfc(-value / math.sqrt(2)) for value in z.ravel()]).reshape(
        z.shape
    )


ACTIVATIONS: dict[str, Callable[[Array], Array]] = {
    "sigmoid": _sigmoid,
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0.0),
    "leaky_relu": lambda z: np.where(z > 0, z, 0.2 * z),
    "gelu": _gelu,
    "linear": lambda z: np.asarray(z),
}
"""g(z) on arrays, to plot them without loading what the networks are computed with."""

ACTIVATION_NAMES = {
    "sigmoid": "sigmoid",
    "tanh": "tanh",
    "relu": "ReLU",
    "leaky_relu": "leaky ReLU",
    "gelu": "GELU",
    "linear": "linear",
    "softmax": "softmax",
}
_APPLIED = {
    "sigmoid": ("σ(", ")"),
    "tanh": ("tanh(", ")"),
    "relu": ("max(0, ", ")"),
    "leaky_relu": ("leaky(", ")"),
    "gelu": ("GELU(", ")"),
    "softmax": ("softmax(", ")"),
    "linear": ("", ""),
}


def activation_name(activation: str) -> str:
    """As it is written in the field."""
    return ACTIVATION_NAMES.get(activation, activation)


def applied(activation: str, inner: Formula) -> Formula:
    """The activation of something; nothing is written around it where it is the identity."""
    before, after = _APPLIED.get(activation, (f"{activation}(", ")"))
    return (Piece(before), *inner, Piece(after)) if before else inner


# --- formulas -----------------------------------------------------------------------------------------------


def symbol(letter: str, index: int | None = None) -> Formula:
    return (Piece(letter, "symbol"), *(() if index is None else (Piece(str(index), "below"),)))


def weighted_sum(inputs: int, letter: str = "x", terms: int = 4) -> Formula:
    """w₀ + w₁·x₁ + w₂·x₂, with … where there are more than `terms`."""
    pieces = list(symbol("w", 0))
    for index in shown_terms(inputs, terms):
        pieces.append(Piece(" + "))
        if index is None:
            pieces.append(Piece("…"))
        else:
            pieces += [*symbol("w", index + 1), Piece("·"), *symbol(letter, index + 1)]
    return tuple(pieces)


def weighted_numbers(bias: float, weights: Sequence[float], letter: str = "x", terms: int = 4) -> Formula:
    """0.31 + 1.20·x₁ − 0.84·x₂."""
    pieces = [number(bias)]
    for index in shown_terms(len(weights), terms):
        if index is None:
            pieces.append(Piece(" + …"))
        else:
            pieces += [*added(weights[index]), Piece("·"), *symbol(letter, index + 1)]
    return tuple(pieces)


def inserted_numbers(
    bias: float, weights: Sequence[float], inputs: Sequence[float], terms: int = 4
) -> Formula:
    """0.31 + 1.20·0.42 − 0.84·(−0.10)."""
    pieces = [number(bias)]
    for index in shown_terms(len(weights), terms):
        if index is None:
            pieces.append(Piece(" + …"))
        else:
            shown = figures(inputs[index])
            pieces += [*added(weights[index]), Piece("·")]
            pieces.append(Piece(f"({shown})" if inputs[index] < 0 else shown))
    return tuple(pieces)


def number(value: float) -> Piece:
    return Piece(figures(value), "negative" if value < 0 else "positive")


def added(value: float) -> Formula:
    """A number after another: its sign is the operator."""
    return Piece(" − " if value < 0 else " + "), Piece(
        figures(abs(value)), "negative" if value < 0 else "positive"
    )


def shown_terms(count: int, terms: int) -> tuple[int | None, ...]:
    """The numbers of the terms that are written out; None stands for those left out."""
    if count <= terms:
        return tuple(range(count))
    return (*range(terms - 1), None, count - 1)


def plain(formula: Formula) -> str:
    """The formula in one style."""
    return "".join(
        piece.text.translate(_SUBSCRIPTS) if piece.style == "below" else piece.text for piece in formula
    )


# --- typesetting --------------------------------------------------------------------------------------------


class Typesetter:
    """Measures and draws formulas in one size."""

    def __init__(self, font: QFont, size: int, theme: Theme) -> None:
        upright = tabular(font, size)
        slanted = tabular(font, size)
        slanted.setItalic(True)
        below = tabular(font, max(round(0.7 * size), 8))
        strong = tabular(font, size)
        strong.setWeight(QFont.Weight.DemiBold)
        text, muted = QColor(theme.text), QColor(theme.muted)
        self.size = size
        self._fonts = {"symbol": slanted, "below": below, "result": strong}
        self._upright = upright
        self._colors = {
            "negative": signed_ink(theme, -1.0),
            "positive": signed_ink(theme, 1.0),
            "muted": muted,
        }
        self._text = text
        self._drop = 0.22 * size
        self._metrics = {name: QFontMetricsF(face) for name, face in self._fonts.items()}
        self._plain_metrics = QFontMetricsF(upright)

    @property
    def height(self) -> float:
        return self._plain_metrics.height()

    def width(self, formula: Formula) -> float:
        """How wide a formula is."""
        return sum(self._advance(piece) for piece in formula)

    def _advance(self, piece: Piece) -> float:
        return self._metrics.get(piece.style, self._plain_metrics).horizontalAdvance(piece.text)

    def draw(self, painter: QPainter, baseline: QPointF, formula: Formula) -> None:
        """Draw from the left end of its baseline."""
        x = baseline.x()
        for piece in formula:
            painter.setFont(self._fonts.get(piece.style, self._upright))
            painter.setPen(self._colors.get(piece.style, self._text))
            drop = self._drop if piece.style == "below" else 0.0
            painter.drawText(QPointF(x, baseline.y() + drop), piece.text)
            x += self._advance(piece)


def fitting(
    font: QFont, theme: Theme, formulas: Sequence[Formula], width: float, largest: int, smallest: int = 11
) -> Typesetter:
    """The largest size in which every formula is at most so wide."""
    size = largest
    while size > smallest:
        setter = Typesetter(font, size, theme)
        widest = max((setter.width(formula) for formula in formulas), default=0.0)
        if widest <= width:
            return setter
        size = max(smallest, min(size - 1, int(size * width / widest)))
    return Typesetter(font, smallest, theme)
