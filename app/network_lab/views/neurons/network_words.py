"""What the parts of a network are called, and what they say, in the language of the window."""

from PySide6.QtCore import QCoreApplication

from .drawn_network import BIAS, RECURRENT_KINDS, Network, NetworkValues, edge_weights
from .neuron_formula import activation_name, figures, subscript


def network_title(network: Network) -> str:
    """2 · 6 · 4 · 1, tanh."""
    sizes = " · ".join(str(layer.units) for layer in network.layers)
    activations = [layer.activation for layer in network.layers[1:-1]] or [
        layer.activation for layer in network.layers[-1:]
    ]
    name = activation_name(activations[-1]) if activations else ""
    return f"{sizes}, {name}" if name else sizes


def layer_name(network: Network, layer: int) -> str:
    """Input, hidden 2, output …"""
    if layer == 0:
        return QCoreApplication.translate("Network", "input")
    if layer == network.output:
        return QCoreApplication.translate("Network", "output")
    kind = network.layers[layer].kind
    if kind == "convolution":
        return QCoreApplication.translate("Network", "convolution")
    if kind in RECURRENT_KINDS:
        return QCoreApplication.translate("Network", "recurrent")
    number = layer - network.first_hidden + 1
    return QCoreApplication.translate("Network", "hidden {number}").format(number=number)


def neuron_name(network: Network, layer: int, unit: int) -> str:
    """Hidden 1, unit 3; units are counted from 1."""
    if unit == BIAS:
        return QCoreApplication.translate("Network", "the constant 1, whose weight is the bias")
    if named := _own_name(network, layer, unit):
        return f"{layer_name(network, layer)} {named}"
    if network.layers[layer].kind == "convolution":
        return QCoreApplication.translate("Network", "convolution, filter {unit}").format(unit=unit + 1)
    return QCoreApplication.translate("Network", "{layer}, unit {unit}").format(
        layer=layer_name(network, layer), unit=unit + 1
    )


def unit_name(network: Network, layer: int, unit: int) -> str:
    """The same where the layer is known: unit 3, output “6”."""
    if _own_name(network, layer, unit):
        return neuron_name(network, layer, unit)
    return QCoreApplication.translate("Network", "unit {unit}").format(unit=unit + 1)


def _own_name(network: Network, layer: int, unit: int) -> str:
    """Of an input or output, as the data call it; classes, many of which are numbers, are quoted."""
    names = network.input_names if layer == 0 else network.output_names if layer == network.output else ()
    if unit >= len(names):
        return ""
    a_class = layer == network.output and network.layers[layer].activation in ("softmax", "sigmoid")
    if not a_class:
        return names[unit]
    return QCoreApplication.translate("Network", "“{name}”").format(name=names[unit])


def sample_name(number: int) -> str:
    """Training sample 17, as slow motion names it."""
    return QCoreApplication.translate("Network", "training sample {number}").format(number=number)


def neuron_sentence(network: Network, values: NetworkValues | None, layer: int, unit: int) -> str:
    """Hidden 1, unit 3: z = 0.77, g(z) = 0.65; the numbers of inputs and outputs as drawn, too."""
    name = neuron_name(network, layer, unit)
    name = name[:1].upper() + name[1:]
    if values is None or unit == BIAS:
        return name
    dropped = values.dropped_units(layer)
    if dropped is not None and unit < len(dropped) and dropped[unit]:
        return QCoreApplication.translate("Network", "{name}: switched off by dropout in this batch").format(
            name=name
        )
    z, a = values.z(layer), values.a(layer)
    if a is None or unit >= len(a):
        return name
    if layer == 0 or z is None or unit >= len(z):
        drawn = values.inputs_as_drawn()
        if layer or drawn is None or not values.scaling.of_inputs:
            return f"{name} = {figures(float(a[unit]))}"
        return QCoreApplication.translate("Network", "{name} = {value}, standardised {standardised}").format(
            name=name, value=figures(float(drawn[unit])), standardised=figures(float(a[unit]))
        )
    sentence = f"{name}: z = {figures(float(z[unit]))}, g(z) = {figures(float(a[unit]))}"
    answer = answer_in_units(network, values, layer, unit)
    return f"{sentence}; {answer}" if answer else sentence


def answer_in_units(network: Network, values: NetworkValues, layer: int, unit: int) -> str:
    """Of an output whose targets are standardised: what it answers in the units of the data."""
    answers = values.answers()
    if layer != network.output or not values.scaling.of_targets or answers is None:
        return ""
    return QCoreApplication.translate("Network", "in the units of the data: {value}").format(
        value=figures(float(answers[unit]))
    )


def edge_sentence(
    network: Network, values: NetworkValues | None, layer: int, source: int, target: int
) -> str:
    """From where to where an edge leads, and its weight."""
    if source == BIAS:
        weight = float(values.biases[layer - 1].ravel()[target]) if values is not None else None
        name = QCoreApplication.translate("Network", "bias w₀")
    else:
        weights = edge_weights(network, values, layer) if values is not None else None
        weight = None if weights is None else float(weights[source, target])
        start, end = neuron_name(network, layer - 1, source), neuron_name(network, layer, target)
        name = f"w{subscript(source + 1)}" if network.perceptron else f"{start} → {end}: w"
    return name if weight is None else f"{name} = {figures(weight)}"
