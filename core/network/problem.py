"""What data and loss ask of a network."""

import msgspec
import numpy as np

from ..checks import ExperimentError
from ..data import csv_samples
from ..data.samples import MOST_OUTPUTS, alike
from ..messages import Message, tr_noop
from . import architecture
from .dataset_choice import CSV, INLINE, DatasetChoice
from .nested_lists import Floats
from .network_choice import NetworkChoice

LARGEST_TARGET = 1e15
LEAST_TARGET_DEVIATION = 1e-18
"""Between these, sums of squares of numbers to predict are neither infinite nor 0 in float32."""


class Problem(msgspec.Struct, frozen=True):
    """What data and loss ask of a network; `classes` is 0 for regression."""

    input_shape: tuple[int, ...]
    outputs: int
    classes: int
    samples: int


def problem_of(choice: DatasetChoice, network_kind: str, loss: str) -> Problem:
    """The shape of the data and of the answers; raises ExperimentError if data and loss do not match."""
    width = 1
    if choice.catalogued:
        dataset, values = choice.resolve(), choice.values()
        classes, shape = dataset.classes(values), dataset.input_shape(values)
        samples = dataset.count(choice.samples)
    else:
        x, y = choice.given()
        shape, samples = x.shape[1:], len(x)
        width = 1 if y.ndim == 1 else y.shape[1]
        if choice.name == CSV:
            classes = len(choice.table().class_names)
        else:
            classes = 0 if loss == "mean_squared_error" else _count_classes(y)
    _check_loss(loss, classes, choice)
    if loss == "binary_cross_entropy" or (network_kind == "perceptron" and classes == 2):
        outputs = 1
    else:
        outputs = classes or width
    return Problem(shape, outputs, classes, samples)


def _check_loss(loss: str, classes: int, choice: DatasetChoice) -> None:
    if loss != "mean_squared_error" and not classes:
        raise ExperimentError(
            tr_noop("core", "loss is {loss}, which takes classes; {data} has numbers to predict."),
            loss=loss,
            data=_targets_of(choice),
        )
    if loss == "binary_cross_entropy" and classes != 2:
        raise ExperimentError(
            tr_noop("core", "loss is binary_cross_entropy, which takes two classes; {data} has {classes}."),
            data=_targets_of(choice),
            classes=classes,
        )


def _targets_of(choice: DatasetChoice) -> str | Message:
    """Where the targets are, for a sentence."""
    if choice.name == INLINE:
        return "dataset.y"
    if choice.name != CSV:
        return choice.name
    return csv_samples.column_of(choice.table().target, choice.file())


def check_targets(choice: DatasetChoice) -> None:
    """Check that float32 can hold the numbers to predict and their squares; raises TalwegError."""
    if choice.catalogued:
        return
    y = choice.given().y
    targets = y.reshape(len(y), -1)
    largest = targets.flat[abs(targets).argmax()]
    if abs(largest) > LARGEST_TARGET:
        raise ExperimentError(
            tr_noop("core", "{data} holds {value:g}; the largest number to predict may be {most:g}."),
            data=_targets_of(choice),
            value=largest,
            most=LARGEST_TARGET,
        )
    if alike(targets, LEAST_TARGET_DEVIATION).any():
        raise csv_samples.differing_too_little(_targets_of(choice))


def check_fit(network: NetworkChoice, loss: str, wanted: Problem) -> None:
    """Check that this kind of network can read the data, and answer; raises ExperimentError."""
    if network.kind == "recurrent" and len(wanted.input_shape) != 2:
        raise ExperimentError(
            tr_noop("core", "network.kind is recurrent, which reads sequences; these data are none.")
        )
    if network.kind == "convolutional" and wanted.input_shape != (architecture.IMAGE_SIDE**2,):
        raise ExperimentError(
            tr_noop("core", "network.kind is convolutional, which reads images of 8 × 8, so 64 features.")
        )
    if network.kind == "perceptron" and wanted.outputs > 1:
        raise ExperimentError(
            tr_noop("core", "network.kind is perceptron, which has one output; these data take {outputs}."),
            outputs=wanted.outputs,
        )
    if network.kind == "perceptron" and loss == "cross_entropy":
        raise ExperimentError(
            tr_noop(
                "core",
                "loss is cross_entropy, which takes an output for each class; a perceptron has one, "
                "so use binary_cross_entropy.",
            )
        )


def _count_classes(y: Floats) -> int:
    """The number of classes in y; raises ExperimentError if it holds something else."""
    if y.ndim != 1 or (y != np.floor(y)).any() or y.min() < 0 or y.max() >= MOST_OUTPUTS:
        raise ExperimentError(
            tr_noop("core", "dataset.y has to hold classes for this loss, whole numbers from 0 to {most}."),
            most=MOST_OUTPUTS - 1,
        )
    return max(int(y.max()) + 1, 2)
