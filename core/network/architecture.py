"""What a network is made of: its layers and the shapes of their weights, in Keras's conventions; no JAX.

Kernels are (inputs, units), kernels of convolutions (height, width, inputs, filters). The GRU is Keras's with
`reset_after`: its gates update, reset and candidate stand side by side in (inputs, 3 units), and it has two
rows of biases.
"""

from math import prod
from typing import Literal, NamedTuple

Operation = Literal["dense", "simple_rnn", "gru", "convolution"]
Kind = Literal["perceptron", "dense", "recurrent", "convolutional"]
Cell = Literal["simple_rnn", "gru"]

KINDS: tuple[Kind, ...] = ("perceptron", "dense", "recurrent", "convolutional")
CELLS: tuple[Cell, ...] = ("simple_rnn", "gru")
ACTIVATIONS = ("sigmoid", "tanh", "relu", "leaky_relu", "gelu", "linear")
INITIALIZERS = ("glorot_uniform", "he_normal", "small_normal", "large_normal")
IMAGE_SIDE = 8
"""Convolutions see images of 8 × 8 grey levels, row by row."""
WINDOW = 3
"""The side of a convolution's window."""
POOL = 2
"""The side of the squares of which pooling keeps the largest value."""


class Layer(NamedTuple):
    """A layer with weights; `inputs` are features, or channels for a convolution."""

    operation: Operation
    inputs: int
    units: int

    def shapes(self) -> tuple[tuple[int, ...], ...]:
        """Of kernel, recurrent kernel (if recurrent) and bias, in the order of Keras's `get_weights()`."""
        inputs, units = self.inputs, self.units
        match self.operation:
            case "dense":
                return (inputs, units), (units,)
            case "convolution":
                return (WINDOW, WINDOW, inputs, units), (units,)
            case "simple_rnn":
                return (inputs, units), (units, units), (units,)
            case "gru":
                return (inputs, 3 * units), (units, 3 * units), (2, 3 * units)

    @property
    def size(self) -> int:
        """The number of weights."""
        return sum(prod(shape) for shape in self.shapes())


class Architecture(NamedTuple):
    """All that the compiled program depends on: the layers in order, the last of which is the output.

    `activation` belongs to the hidden layers (recurrent ones have tanh, as Keras's), `output_activation` to
    the output: linear wherever the loss takes logits.
    """

    layers: tuple[Layer, ...]
    activation: str
    output_activation: str = "linear"

    def shapes(self) -> tuple[tuple[int, ...], ...]:
        """Of all weights, in the order of Keras's `get_weights()`."""
        return tuple(shape for layer in self.layers for shape in layer.shapes())

    @property
    def size(self) -> int:
        """The number of all weights."""
        return sum(layer.size for layer in self.layers)

    @property
    def dropped_units(self) -> tuple[int, ...]:
        """How many outputs dropout sees after each hidden layer: none after a convolution."""
        return tuple(layer.units for layer in self.layers[:-1] if layer.operation != "convolution")


def build(
    kind: Kind,
    input_shape: tuple[int, ...],
    outputs: int,
    *,
    hidden: tuple[int, ...] = (),
    cell: Cell = "simple_rnn",
    recurrent_units: int = 16,
    filters: int = 8,
    activation: str = "tanh",
    output_activation: str = "linear",
) -> Architecture:
    """The layers of a network of this kind; `input_shape` is that of one sample.

    A perceptron is its output alone. Recurrent networks take (time, features); a convolutional one takes an
    image as 64 features. The others take whatever there is, flattened.
    """
    layers: list[Layer] = []
    width = prod(input_shape)
    if kind == "recurrent":
        layers.append(Layer(cell, input_shape[-1], recurrent_units))
        width = recurrent_units
    elif kind == "convolutional":
        layers.append(Layer("convolution", 1, filters))
        width = ((IMAGE_SIDE - WINDOW + 1) // POOL) ** 2 * filters
    for units in () if kind == "perceptron" else hidden:
        layers.append(Layer("dense", width, units))
        width = units
    layers.append(Layer("dense", width, outputs))
    return Architecture(tuple(layers), activation, output_activation)
