"""The numbers of one step of training as the diagram shows them, for the traced sample."""

from typing import TYPE_CHECKING

import numpy as np

from core.network.architecture import IMAGE_SIDE

from ..neurons.drawn_network import Array, Network, NetworkValues, Scaling, fits
from ..neurons.neuron_formula import ACTIVATIONS

if TYPE_CHECKING:
    from core.network.step_trace import StepTrace


def sample_number(trace: "StepTrace") -> int:
    """Which of the training samples is traced, counted from 1."""
    return int(trace.samples[0]) + 1


def traced_values(network: Network, values: NetworkValues | None, trace: "StepTrace") -> NetworkValues | None:
    """The weights before the step, and what they make of the sample; None if the trace is of another network.

    What the neurons make of the whole plane is as in `values`.
    """
    layers, x = trace.layers, np.asarray(trace.x, dtype=np.float64)
    scaling = Scaling() if values is None else values.scaling
    traced = NetworkValues(
        tuple(layer.kernel for layer in layers),
        tuple(layer.bias for layer in layers),
        tuple(layer.recurrent_kernel for layer in layers),
        (),
        (x, *(layer.z for layer in layers)),
        (x, *(layer.a for layer in layers)),
        (None, *(None if layer.kept is None else ~layer.kept for layer in layers)),
        scaling,
    )
    if not fits(network, traced):
        return None
    if network.first_kind == "convolution":
        return traced._replace(
            pictures=_images(network, trace, scaling), probe_a=(x.ravel(), *traced.probe_a[1:])
        )
    if not network.recurrent and values is not None and fits(network, values):
        return traced._replace(pictures=tuple(_of_the_plane(picture) for picture in values.pictures))
    return traced


def _images(network: Network, trace: "StepTrace", scaling: Scaling) -> tuple[Array | None, ...]:
    """The image, and the feature maps g(z) of the filters."""
    image = scaling.inputs_as_drawn(np.asarray(trace.x, dtype=np.float64).ravel())
    maps = ACTIVATIONS[network.layers[1].activation](np.asarray(trace.layers[0].z, dtype=np.float64))
    return image.reshape(1, IMAGE_SIDE, IMAGE_SIDE), np.moveaxis(maps, -1, 0)


def _of_the_plane(picture: Array | None) -> Array | None:
    """A picture that is not only the value at the probe."""
    return None if picture is None or picture.shape[1:] == (1, 1) else picture
