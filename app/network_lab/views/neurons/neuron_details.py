"""What is known of one neuron: its weights, its formula with the present numbers, z and g(z)."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QCoreApplication

from . import network_words
from .drawn_network import Array, Network, NetworkValues, image_input
from .neuron_formula import Formula, Piece, applied, figures, plain, subscript, symbol, weighted_numbers

_TERMS = 4


class Weight(NamedTuple):
    """One weight and what it belongs to."""

    name: str
    value: float


class Details(NamedTuple):
    """Everything about one neuron; z and g(z) are None where they are not known."""

    title: str
    activation: str
    z: float | None
    a: float | None
    bias: float
    formulas: tuple[Formula, ...]
    weights: tuple[Weight, ...]
    notes: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """All of it in one line, for who cannot see it."""
        return "; ".join((self.title, *(plain(formula) for formula in self.formulas), *self.notes))


def describe(network: Network, values: NetworkValues | None, layer: int, unit: int) -> Details | None:
    """What is inside a neuron; None if that is not known."""
    if values is None or not 0 < layer < len(network.layers) or unit >= network.layers[layer].units:
        return None
    kind, activation = network.layers[layer].kind, network.layers[layer].activation
    name = network_words.neuron_name(network, layer, unit)
    z, a = _one(values.z(layer), unit), _one(values.a(layer), unit)
    weights, bias = _weights(network, values, layer, unit)
    if kind == "convolution":
        formulas = _window_formulas(activation)
    elif kind in ("simple_rnn", "gru"):
        formulas = _state_formulas(kind, z, a)
    else:
        formulas = _dense_formulas(activation, network.layers[layer - 1].kind, layer, weights, bias, z, a)
    return Details(
        title=name[:1].upper() + name[1:],
        activation="tanh" if kind in ("simple_rnn", "gru") else activation,
        z=z,
        a=a,
        bias=bias,
        formulas=formulas,
        weights=(Weight("w₀", bias), *weights),
        notes=_notes(network, values, layer, unit),
    )


def _notes(network: Network, values: NetworkValues, layer: int, unit: int) -> tuple[str, ...]:
    """What else is to be known about the numbers."""
    notes = []
    dropped = values.dropped_units(layer)
    if dropped is not None and dropped[unit]:
        notes.append(QCoreApplication.translate("Network", "Switched off by dropout in this batch"))
    if layer == 1 and values.scaling.of_inputs and not network.perceptron:  # whose formula says so
        notes.append(QCoreApplication.translate("Network", "x: the inputs, standardised"))
    if answer := network_words.answer_in_units(network, values, layer, unit):
        notes.append(answer[:1].upper() + answer[1:])
    return tuple(notes)


def _one(values: Array | None, unit: int) -> float | None:
    return None if values is None or unit >= len(values) else float(values[unit])


def _weights(
    network: Network, values: NetworkValues, layer: int, unit: int
) -> tuple[tuple[Weight, ...], float]:
    kind, before = network.layers[layer].kind, network.layers[layer - 1]
    kernel, biases = np.asarray(values.kernels[layer - 1]), np.asarray(values.biases[layer - 1])
    if kind == "convolution":
        window = kernel[:, :, 0, unit]
        named = [
            Weight(f"{row + 1}, {column + 1}", float(value))
            for (row, column), value in np.ndenumerate(window)
        ]
        return tuple(named), float(biases[unit])
    if kind in ("simple_rnn", "gru"):
        return _recurrent_weights(network, values, unit)
    if layer == 1 and image_input(network):
        names = [f"x{subscript(index + 1)}" for index in range(len(kernel))]
    elif layer == 1:
        names = [_input_name(network, index) for index in range(len(kernel))]
    elif before.kind == "convolution":
        filters = before.units
        names = [
            f"a{subscript(index % filters + 1)} ({index // filters + 1})" for index in range(len(kernel))
        ]
    else:
        letter = "h" if before.kind in ("simple_rnn", "gru") else "a"
        names = [f"{letter}{subscript(index + 1)}" for index in range(len(kernel))]
    column = kernel[:, unit]
    return (
        tuple(Weight(name, float(value)) for name, value in zip(names, column, strict=True)),
        float(biases.ravel()[unit]),
    )


def _input_name(network: Network, index: int) -> str:
    sign = f"x{subscript(index + 1)}"
    name = network.input_names[index] if index < len(network.input_names) else sign
    return sign if name == sign else f"{sign} {name}"


def _recurrent_weights(
    network: Network, values: NetworkValues, unit: int
) -> tuple[tuple[Weight, ...], float]:
    units, gru = network.layers[1].units, network.layers[1].kind == "gru"
    kernel, recurrent = np.asarray(values.kernels[0]), values.recurrent_kernels[0]
    named: list[Weight] = []
    for gate in range(3 if gru else 1):
        prefix = f"{_gate_name(gate)}: " if gru else ""
        column = gate * units + unit
        for index, value in enumerate(kernel[:, column]):
            sign = "xₜ" if len(kernel) == 1 else f"x{subscript(index + 1)}"
            named.append(Weight(f"{prefix}{sign}", float(value)))
        if recurrent is not None:
            named += [
                Weight(f"{prefix}h{subscript(index + 1)}", float(value))
                for index, value in enumerate(np.asarray(recurrent)[:, column])
            ]
    biases = np.asarray(values.biases[0]).reshape(-1, kernel.shape[1])
    return tuple(named), float(biases[0, (2 * units if gru else 0) + unit])


def _gate_name(gate: int) -> str:
    return (
        QCoreApplication.translate("Network", "update gate"),
        QCoreApplication.translate("Network", "reset gate"),
        QCoreApplication.translate("Network", "candidate"),
    )[gate]


def _dense_formulas(
    activation: str,
    before: str,
    layer: int,
    weights: tuple[Weight, ...],
    bias: float,
    z: float | None,
    a: float | None,
) -> tuple[Formula, ...]:
    letter = "x" if layer == 1 else "h" if before in ("simple_rnn", "gru") else "a"
    numbers = weighted_numbers(bias, [weight.value for weight in weights], letter, _TERMS)
    first: Formula = (*symbol("z"), Piece(" = "), *numbers)
    if z is not None:
        first = (*first, Piece(" = "), Piece(figures(z), "result"))
    return first, _applied_to_z(activation, a)


def _applied_to_z(activation: str, a: float | None) -> Formula:
    made: Formula = (*symbol("g"), Piece("("), *symbol("z"), Piece(")"))
    made = (*made, Piece(" = "), *applied(activation, symbol("z")))
    return made if a is None else (*made, Piece(" = "), Piece(figures(a), "result"))


def _state_formulas(kind: str, z: float | None, a: float | None) -> tuple[Formula, ...]:
    now, before = (Piece("h", "symbol"), Piece("t", "below")), (Piece("h", "symbol"), Piece("t−1", "below"))
    inner: Formula = (
        *symbol("w", 0),
        Piece(" + "),
        *symbol("w"),
        Piece("·"),
        *(Piece("x", "symbol"), Piece("t", "below")),
        Piece(" + "),
        *(Piece("u", "symbol"), Piece("·")),
        *before,
    )
    first: Formula = (*symbol("z"), Piece(" = "), *inner)
    if z is not None:
        first = (*first, Piece(" = "), Piece(figures(z), "result"))
    if kind == "gru":
        second: Formula = (
            *now,
            Piece(" = "),
            *(Piece("s", "symbol"), Piece("·")),
            *before,
            Piece(" + "),
            *(Piece("(1 − "), Piece("s", "symbol"), Piece(")·tanh("), *symbol("z"), Piece(")")),
        )
    else:
        second = (*now, Piece(" = "), Piece("tanh("), *symbol("z"), Piece(")"))
    return first, second if a is None else (*second, Piece(" = "), Piece(figures(a), "result"))


def _window_formulas(activation: str) -> tuple[Formula, ...]:
    first: Formula = (
        *symbol("z"),
        Piece(" = "),
        *symbol("w", 0),
        Piece(" + "),
        Piece("Σ "),
        *symbol("w"),
        Piece("·"),
        *symbol("x"),
        Piece("  (3 × 3)", "muted"),
    )
    return first, _applied_to_z(activation, None)
