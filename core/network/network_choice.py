"""The network of an experiment: its kind, layers, activation, regularisation and initializer."""

import msgspec

from ..checks import check_choice, check_count, check_whole
from .architecture import ACTIVATIONS, CELLS, INITIALIZERS, KINDS
from .parameters import DROPOUT, L1, L2

MOST_LAYERS = 6
MOST_UNITS = 64


class NetworkChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A network of one kind; `activation` is that of its hidden dense and convolutional layers.

    A perceptron has no hidden layer: its activation is its output's under mean squared error, while binary
    cross-entropy has the sigmoid. Recurrent layers have tanh. Dropout comes after every hidden layer but a
    convolution; L1 and L2 count every kernel, and no bias. What another kind needs is kept for the day when
    it is chosen again: `hidden` of a perceptron, `cell` of a dense network.
    """

    kind: str = "dense"
    hidden: tuple[int, ...] = (16, 16)
    cell: str = "simple_rnn"
    recurrent_units: int = 16
    filters: int = 8
    activation: str = "tanh"
    dropout: float = DROPOUT.default
    l1: float = L1.default
    l2: float = L2.default
    initializer: str = "glorot_uniform"


def check_network(network: NetworkChoice) -> None:
    """Check every field on its own; raises TalwegError."""
    check_choice(network.kind, "network.kind", KINDS)
    check_choice(network.cell, "network.cell", CELLS)
    check_choice(network.activation, "network.activation", ACTIVATIONS)
    check_choice(network.initializer, "network.initializer", INITIALIZERS)
    check_count(network.hidden, "network.hidden", 0, MOST_LAYERS)
    for index, units in enumerate(network.hidden):
        check_whole(units, f"network.hidden[{index}]", 1, MOST_UNITS)
    check_whole(network.recurrent_units, "network.recurrent_units", 1, MOST_UNITS)
    check_whole(network.filters, "network.filters", 1, MOST_UNITS)
    for parameter in (DROPOUT, L1, L2):
        parameter.check(getattr(network, parameter.name), f"network.{parameter.name}")
