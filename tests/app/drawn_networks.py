"""Networks that were really trained, as the diagram is told about them."""

from functools import cache
from typing import Any, NamedTuple

import msgspec
import numpy as np

from app.network_lab.diagram import DiagramLayer, Network, NetworkValues
from app.network_lab.drawn_network import Scaling
from core import inside, network_experiment, training
from core.datasets import DATASETS
from core.inside import BatchStory
from core.network_experiment import DatasetChoice, NetworkExperiment

CELLS = 12
ACTIVATION_OF_LOSS = {"cross_entropy": "softmax", "binary_cross_entropy": "sigmoid"}


class Drawn(NamedTuple):
    """A network, what is in it, and what happens in its next step of training."""

    network: Network
    values: NetworkValues
    story: BatchStory


def images() -> DatasetChoice:
    """Bright left halves and bright right halves, with some noise."""
    random = np.random.default_rng(0)
    x = 0.2 * random.random((40, 8, 8))
    y = np.arange(40) % 2
    for image, side in zip(x, y, strict=True):
        image[:, 4 * side : 4 * side + 4] += 0.7
    return DatasetChoice(name="inline", x=tuple(map(tuple, x.reshape(40, 64).tolist())), y=tuple(y.tolist()))


EXPERIMENTS: dict[str, dict[str, Any]] = {
    "perceptron": {
        "dataset": "two_moons",
        "loss": "binary_cross_entropy",
        "kind": "perceptron",
        "hidden": (),
    },
    "moons": {"dataset": "two_moons", "loss": "binary_cross_entropy", "hidden": (6, 4)},
    "dropout": {"dataset": "two_moons", "loss": "binary_cross_entropy", "hidden": (6, 4), "dropout": 0.5},
    "wide": {"dataset": "spirals", "hidden": (64, 64)},
    "curve": {"dataset": "sine", "hidden": (5,)},
    "recurrent": {"kind": "recurrent", "recurrent_units": 6, "hidden": (3,)},
    "gru": {"kind": "recurrent", "cell": "gru", "recurrent_units": 4, "hidden": ()},
    "images": {
        "dataset": images,
        "loss": "cross_entropy",
        "kind": "convolutional",
        "filters": 3,
        "hidden": (4,),
    },
}


@cache
def drawn(name: str, steps: int = 30) -> Drawn:
    """One of EXPERIMENTS after some steps."""
    made = dict(EXPERIMENTS[name])
    sequence = next(name for name, known in DATASETS.items() if known.sequence)
    dataset = made.pop("dataset", sequence)
    found = network_experiment.new(dataset if isinstance(dataset, str) else "two_moons")
    if not isinstance(dataset, str):
        found = msgspec.structs.replace(found, dataset=dataset())
    loss = made.pop("loss", found.loss)
    network = msgspec.structs.replace(found.network, **made)
    adam = tuple(one for one in found.settings() if one.optimizer.name == "adam")
    experiment = network_experiment.validate(
        msgspec.structs.replace(found, network=network, loss=loss, optimizers=adam)
    )
    task = training.prepare(experiment)
    state = training.advance(experiment, task, training.begin(experiment, task), steps)
    weights = training.weights_of(task, state)[0]
    return Drawn(
        network_of(experiment, task),
        values_of(experiment, task, weights),
        inside.next_batch(experiment, task, state, 0),
    )


def network_of(experiment: NetworkExperiment, task: training.Task) -> Network:
    architecture = task.plan.architecture
    inputs = task.split.training.x.shape[-1]
    output = architecture.layers[-1].units
    activation = ACTIVATION_OF_LOSS.get(experiment.loss, architecture.output_activation)
    layers = [DiagramLayer("input", inputs, "")]
    for layer in architecture.layers[:-1]:
        recurrent = layer.operation in ("simple_rnn", "gru")
        layers.append(
            DiagramLayer(layer.operation, layer.units, "tanh" if recurrent else architecture.activation)
        )
    layers.append(DiagramLayer("dense", output, activation))
    names = tuple(f"x{'₁₂₃₄₅₆₇₈₉'[index]}" if index < 9 else f"x {index + 1}" for index in range(inputs))
    outputs = ("y",) if output == 1 else tuple(f"class {index}" for index in range(output))
    shape = task.split.training.x.shape[1:]
    steps = shape[0] if len(shape) == 2 else 0
    return Network(tuple(layers), names, outputs, True, experiment.network.kind == "perceptron", steps)


def values_of(experiment: NetworkExperiment, task: training.Task, weights: Any) -> NetworkValues:
    arrays = iter(training.layer_weights(task, weights))
    kernels, recurrent, biases = [], [], []
    for layer in task.plan.architecture.layers:
        kernels.append(next(arrays))
        recurrent.append(next(arrays) if len(layer.shapes()) == 3 else None)
        biases.append(next(arrays))
    probe = task.split.training.x[:1] * task.split.scale + task.split.mean
    at = inside.activations(task, weights, probe)
    z = tuple(layer.z[..., 0] for layer in at)
    a = tuple(layer.a[..., 0] for layer in at)
    first = task.split.training.x[0]
    pictures: list[Any] = [None] * (len(at) + 1)
    if first.ndim == 1 and len(first) <= 2:
        shape = (CELLS, CELLS) if len(first) == 2 else (1, CELLS)
        axis = np.linspace(-2, 2, CELLS)
        plane = (
            np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2) if len(first) == 2 else axis[:, None]
        )
        seen = inside.activations(task, weights, plane * task.split.scale + task.split.mean)
        pictures = [plane.T.reshape(-1, *shape), *(layer.a.reshape(-1, *shape) for layer in seen)]
    elif first.ndim == 2:
        pictures[:2] = [first.T[:, :, None], a[0].T[:, :, None]]
    else:
        pictures[:2] = [first.reshape(1, 8, 8), np.moveaxis(np.maximum(z[0], 0), -1, 0)]
    dropped = (None, *inside.dropped_units(experiment, task, 0))
    split = task.split
    scaling = Scaling(split.mean, split.scale, split.target_mean, split.target_scale)
    return NetworkValues(
        *(tuple(kernels), tuple(biases), tuple(recurrent), tuple(pictures)),
        *((first, *z), (first, *a), dropped, scaling),
    )
