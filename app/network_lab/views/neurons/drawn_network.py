"""What the diagram of a network shows: its layers, and the numbers in them."""

from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.network.architecture import IMAGE_SIDE, POOL

Array = NDArray[Any]
LayerKind = Literal["input", "dense", "simple_rnn", "gru", "convolution"]
RECURRENT_KINDS = ("simple_rnn", "gru")
BIAS = -1
"""The unit number of the constant 1 among the inputs of a perceptron."""


class DiagramLayer(NamedTuple):
    """One column of the diagram; the input has no activation."""

    kind: LayerKind
    units: int
    activation: str


class Network(NamedTuple):
    """A network as it is drawn: the input is its first layer, the output its last."""

    layers: tuple[DiagramLayer, ...]
    input_names: tuple[str, ...]
    output_names: tuple[str, ...]
    editable: bool
    perceptron: bool
    steps: int = 0
    """The length of the sequences that a recurrent network reads."""

    @property
    def output(self) -> int:
        """The number of the last layer."""
        return len(self.layers) - 1

    @property
    def first_kind(self) -> LayerKind:
        """What reads the input."""
        return self.layers[1].kind if len(self.layers) > 1 else "input"

    @property
    def recurrent(self) -> bool:
        return self.first_kind in RECURRENT_KINDS

    @property
    def first_hidden(self) -> int:
        """The first layer that can be taken away: the dense ones after what reads sequences or images."""
        return 2 if self.recurrent or self.first_kind == "convolution" else 1

    def hidden_index(self, layer: int) -> int | None:
        """Which of the hidden dense layers a layer is; None for any other."""
        return layer - self.first_hidden if self.first_hidden <= layer < self.output else None


class Scaling(NamedTuple):
    """How inputs and targets are standardised: as drawn they are value · scale + mean, feature by feature."""

    mean: Array | float = 0.0
    scale: Array | float = 1.0
    target_mean: Array | float = 0.0
    target_scale: Array | float = 1.0

    @property
    def of_inputs(self) -> bool:
        """Whether the network reads other numbers than those that are drawn."""
        return bool(np.any(self.mean != 0.0) or np.any(self.scale != 1.0))

    @property
    def of_targets(self) -> bool:
        """Whether the network answers in other numbers than those that are drawn."""
        return bool(np.any(self.target_mean != 0.0) or np.any(self.target_scale != 1.0))

    def inputs_as_drawn(self, x: Array) -> Array:
        """(features,) before they were standardised."""
        return np.asarray(x * self.scale + self.mean)

    def outputs_as_drawn(self, y: Array) -> Array:
        """(outputs,) in the units of the targets."""
        return np.asarray(y * self.target_scale + self.target_mean)


class NetworkValues(NamedTuple):
    """The weights of one run, and what they make of the input plane and of the probe.

    Per layer after the input: kernels (dense (inputs, units), convolution (3, 3, 1, filters), recurrent
    (inputs, units or 3 units)), biases, recurrent kernels. Per layer with the input: `pictures`, g(z) of each
    unit (units, h, w) over the input plane with row 0 at the bottom, or over one input as one row; an image
    (1, 8, 8) and feature maps (filters, 6, 6) with row 0 on top; states (units, time, 1). `probe_z` and
    `probe_a` (units,) or (time, units), standardised; `dropped` (units,).
    """

    kernels: tuple[Array, ...]
    biases: tuple[Array, ...]
    recurrent_kernels: tuple[Array | None, ...]
    pictures: tuple[Array | None, ...]
    probe_z: tuple[Array, ...]
    probe_a: tuple[Array, ...]
    dropped: tuple[NDArray[np.bool_] | None, ...]
    scaling: Scaling = Scaling()

    def picture(self, layer: int) -> Array | None:
        return self.pictures[layer] if layer < len(self.pictures) else None

    def z(self, layer: int) -> Array | None:
        """(units,) at the probe, those of the last time step of a sequence."""
        return _last_result(self.probe_z, layer)

    def a(self, layer: int) -> Array | None:
        """(units,) at the probe, those of the last time step of a sequence."""
        return _last_result(self.probe_a, layer)

    def inputs_as_drawn(self) -> Array | None:
        """(features,) of the probe before they were standardised."""
        x = self.a(0)
        return None if x is None else self.scaling.inputs_as_drawn(x)

    def answers(self) -> Array | None:
        """(outputs,) at the probe in the units of the targets."""
        y = self.a(len(self.kernels))
        return None if y is None else self.scaling.outputs_as_drawn(y)

    def dropped_units(self, layer: int) -> NDArray[np.bool_] | None:
        """Which units of a layer are switched off for the shown batch, if any is."""
        dropped = self.dropped[layer] if layer < len(self.dropped) else None
        return dropped if dropped is not None and bool(np.any(dropped)) else None


def _last_result(probe: tuple[Array, ...], layer: int) -> Array | None:
    if layer >= len(probe):
        return None
    values = np.asarray(probe[layer], dtype=np.float64)
    if values.ndim == 0 or not values.size:
        return None
    return values if values.ndim == 1 else values[-1] if values.ndim == 2 else None


def fits(network: Network, values: NetworkValues | None) -> bool:
    """Whether the values are those of this network: after a layer was added, those of the old still come."""
    if values is None or len(values.kernels) != network.output or len(values.biases) != network.output:
        return False
    parts = zip(values.kernels, values.recurrent_kernels, strict=True)
    for index, (kernel, recurrent) in enumerate(parts):
        layer, before = network.layers[index + 1], network.layers[index]
        gates = 3 if layer.kind == "gru" else 1
        if kernel.shape[-1] != gates * layer.units or (np.ndim(kernel) == 4) != (layer.kind == "convolution"):
            return False
        if (recurrent is not None) != (layer.kind in RECURRENT_KINDS):
            return False
        if layer.kind == "dense" and before.kind in ("input", "dense") and kernel.shape[0] != before.units:
            return False
    return True


def pooled(maps: Array) -> Array:
    """The largest value of every 2 × 2 square of (filters, height, width)."""
    filters, height, width = maps.shape
    rows, columns = height // POOL, width // POOL
    cut = maps[:, : rows * POOL, : columns * POOL]
    return np.asarray(cut.reshape(filters, rows, POOL, columns, POOL).max(axis=(2, 4)))


def image_input(network: Network) -> bool:
    """Whether the inputs are the pixels of one image."""
    return network.first_kind == "convolution" or network.layers[0].units == IMAGE_SIDE**2


def states(values: NetworkValues) -> Array | None:
    """(time, units): the states of a recurrent layer at the probe."""
    if len(values.probe_a) > 1 and np.ndim(values.probe_a[1]) == 2:
        return np.asarray(values.probe_a[1], dtype=np.float64)
    picture = values.picture(1)
    return None if picture is None else np.asarray(picture[:, :, 0].T, dtype=np.float64)


def sequence(values: NetworkValues) -> Array | None:
    """(time,): the first feature of the sequence at the probe."""
    if not values.probe_a:
        return None
    probe = np.asarray(values.probe_a[0], dtype=np.float64)
    return probe[:, 0] if probe.ndim == 2 else probe if probe.ndim == 1 else None


def edge_weights(network: Network, values: NetworkValues, layer: int) -> Array | None:
    """(units of the layer before, units): the weights that lead to a layer; None where edges have none.

    Of a kernel on pooled feature maps every map has one number: the root mean square with the mean's sign.
    """
    kernel, kind = np.asarray(values.kernels[layer - 1], dtype=np.float64), network.layers[layer].kind
    before = network.layers[layer - 1]
    if kind != "dense" or (layer == 1 and image_input(network)):
        return None
    if before.kind == "convolution":
        maps = kernel.reshape(-1, before.units, kernel.shape[1])
        return np.asarray(np.sign(maps.mean(axis=0)) * np.sqrt((maps**2).mean(axis=0)))
    return kernel if len(kernel) == before.units else None
