"""Which pictures the neurons, states and filters of a column show."""

from typing import NamedTuple

import numpy as np

from core.network.architecture import IMAGE_SIDE

from ..neurons import neuron_pictures
from ..neurons.drawn_network import BIAS, Array, NetworkValues, pooled
from ..neurons.neuron_pictures import Atlas
from ..neurons.number_colors import activation_range
from .layout import Column
from .scene import Scene


class _Pictures(NamedTuple):
    """Pictures (n, h, w) of −1 … 1 for the shown units of a layer, row 0 on top."""

    values: Array
    smooth: bool = True
    classes: bool = False


def atlases(scene: Scene, ratio: float) -> dict[tuple[int, str], Atlas]:
    made = {}
    for column in scene.layout.columns:
        if scene.layout.chain is not None and column.layer <= 1:
            continue
        size = max(1, round(column.width * ratio))
        dropped = scene.values.dropped_units(column.layer) if scene.values is not None else None
        if dropped is not None:
            dropped = dropped[column.units]
        for part, pictures in _pictures(scene, column).items():
            made[column.layer, part] = neuron_pictures.made(
                pictures.values, size, ratio, scene.theme,
                smooth=pictures.smooth, classes=pictures.classes, dropped=dropped,
            )  # fmt: skip
    return made


def _pictures(scene: Scene, column: Column) -> dict[str, _Pictures]:
    network, values, layer = scene.network, scene.values, column.layer
    blank = _Pictures(np.zeros((len(column.units), 1, 1)))
    if values is None:
        parts = ("kernel", "", "pooled") if network.layers[layer].kind == "convolution" else ("",)
        return dict.fromkeys(parts, blank)
    if network.layers[layer].kind == "convolution":
        return _filter_pictures(values, column, network.layers[layer].activation)
    activation = network.layers[layer].activation
    is_output = layer == network.output
    classes = is_output and activation == "softmax" and network.layers[layer].units > 1
    seen = values.picture(layer)
    units = np.maximum(column.units, 0)
    if layer == 0 and scene.image:
        image = _image(values)
        return {"": blank if image is None else _Pictures(image / activation_range("", image), smooth=False)}
    if seen is not None and seen.shape[1:] != (1, 1) and len(seen) > int(units.max(initial=0)):
        chosen = neuron_pictures.shares(seen, activation, is_output)[units]
        return {"": _with_constant(column, _over_the_plane(chosen, classes))}
    if layer == 1 and scene.image:
        kernel = np.asarray(values.kernels[0], dtype=np.float64)
        side = round(len(kernel) ** 0.5)
        images = kernel.T[units].reshape(len(units), side, side)
        return {"": _Pictures(images / activation_range("", kernel), smooth=False)}
    a = values.a(layer)
    if a is None or len(a) <= int(units.max(initial=0)):
        return {"": blank}
    reach = "linear" if layer else "input"
    share = neuron_pictures.shares(a, activation or reach, is_output)
    if layer == 0:
        share = a / max(activation_range("", a), 2.0)
    return {"": _with_constant(column, _Pictures(share[units][:, None, None], classes=classes))}


def _image(values: NetworkValues) -> Array | None:
    """(1, 8, 8): the image that is read, from its picture or from the probe."""
    for seen in (values.picture(0), values.a(0)):
        if seen is not None and seen.size == IMAGE_SIDE**2:
            return np.asarray(seen, dtype=np.float64).reshape(1, IMAGE_SIDE, IMAGE_SIDE)
    return None


def _over_the_plane(chosen: Array, classes: bool) -> _Pictures:
    if chosen.shape[1] == 1 and chosen.shape[2] > 1:
        return _Pictures(neuron_pictures.filled_curve(chosen[:, 0], 48, 48), classes=classes)
    return _Pictures(chosen[:, ::-1], classes=classes)


def _with_constant(column: Column, pictures: _Pictures) -> _Pictures:
    """The constant 1 has no picture."""
    constant = column.units == BIAS
    if not constant.any():
        return pictures
    return pictures._replace(values=np.where(constant[:, None, None], 0.0, pictures.values))


def _filter_pictures(values: NetworkValues, column: Column, activation: str) -> dict[str, _Pictures]:
    kernel = np.moveaxis(np.asarray(values.kernels[0], dtype=np.float64)[:, :, 0], -1, 0)[column.units]
    made = {"kernel": _Pictures(kernel / activation_range("", kernel), smooth=False)}
    maps = values.picture(1)
    if maps is None or len(maps) <= int(column.units.max()):
        blank = _Pictures(np.zeros((len(column.units), 1, 1)))
        return {**made, "": blank, "pooled": blank}
    reach = activation_range(activation, maps)
    shown = maps[column.units] / reach
    return {**made, "": _Pictures(shown, smooth=False), "pooled": _Pictures(pooled(shown), smooth=False)}
