"""A result of training as the views of the network lab take it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.network.architecture import CELLS, Architecture
from core.network.dataset_choice import CSV
from core.network.experiment import NetworkExperiment, architecture_of, class_names, feature_names, problem

from ..kit.run_style import RunStyle
from ..kit.translation import tr_core
from .state import TrainingResult
from .views.answers.decision_map import Field, Points
from .views.answers.forecast_plot import Forecast
from .views.answers.function_plot import FunctionCurve
from .views.curves.run_table import RunRow
from .views.curves.training_curves import TrainingCurve
from .views.neurons import network_words
from .views.neurons.drawn_network import DiagramLayer, Network, NetworkValues, Scaling

if TYPE_CHECKING:  # this brings JAX, which the window does not wait for
    from core.network.training.task import Task

Floats = NDArray[Any]

LEAST_CELLS = 32
"""The sides of a field are multiples of this: few shapes, since every new one is compiled."""


class ShownData(NamedTuple):
    """The data of a task as views show them, and the network that learns them.

    `kind` is a Kind of `core.network.pictures`, `x` (samples, …) has the inputs, `y` the targets.
    """

    kind: str
    x: Floats
    y: Floats
    classes: tuple[str, ...]
    network: Network


def shown_data(result: TrainingResult) -> ShownData:
    """The data and the network of a training."""
    from core.network import pictures as network_pictures  # is there already, as a result is

    task = result.live.task
    return ShownData(
        network_pictures.kind_of(task),
        network_pictures.inputs_as_drawn(task),
        network_pictures.targets(task),
        task.class_names,
        drawn_network(result.live.experiment, task),
    )


# --- the network --------------------------------------------------------------------------------------------


def wanted_network(experiment: NetworkExperiment) -> Network:
    """The layers of an experiment before it has begun; raises TalwegError if its data are gone."""
    shape, names = problem(experiment).input_shape, feature_names(experiment)
    built, classes = architecture_of(experiment), class_names(experiment)
    return _network(experiment, built, shape, names, classes)


def drawn_network(experiment: NetworkExperiment, task: "Task") -> Network:
    """The layers that are trained, from the input to the output, as the diagram shows them."""
    shape = task.split.training.x.shape[1:]
    return _network(experiment, task.plan.architecture, shape, task.feature_names, task.class_names)


def _network(
    experiment: NetworkExperiment,
    built: Architecture,
    input_shape: tuple[int, ...],
    names: tuple[str, ...],
    classes: tuple[str, ...],
) -> Network:
    kind = experiment.network.kind
    columns = [DiagramLayer("input", built.layers[0].inputs, "")]
    for layer in built.layers[:-1]:
        own = "tanh" if layer.operation in CELLS else built.activation
        columns.append(DiagramLayer(layer.operation, layer.units, own))
    columns.append(DiagramLayer("dense", built.layers[-1].units, output_activation(experiment.loss, built)))
    sequence = len(input_shape) == 2
    return Network(
        tuple(columns),
        input_names(experiment, names),
        output_names(built, classes),
        editable=kind != "perceptron",
        perceptron=kind == "perceptron" and not sequence,
        steps=input_shape[0] if sequence else 0,
    )


def layer_names(network: Network) -> tuple[str, ...]:
    """What the layers with weights are called."""
    return tuple(network_words.layer_name(network, layer) for layer in range(1, len(network.layers)))


def input_names(experiment: NetworkExperiment, names: tuple[str, ...]) -> tuple[str, ...]:
    """The features, in the language of the window unless a file of the user's names them."""
    return names if experiment.dataset.name == CSV else tuple(map(tr_core, names))


def output_activation(loss: str, built: Architecture) -> str:
    """What turns the last z into the answer: the loss says so where it takes logits."""
    if loss == "cross_entropy":
        return "softmax"
    return "sigmoid" if loss == "binary_cross_entropy" else built.output_activation


def output_names(built: Architecture, names: tuple[str, ...]) -> tuple[str, ...]:
    """The classes, or y."""
    outputs = built.layers[-1].units
    if outputs == len(names):
        return names
    if outputs == 1:
        return (names[1],) if len(names) == 2 else ("y",)
    return tuple(f"y{index}".translate(_SUBSCRIPTS) for index in range(1, outputs + 1))


def answer_name(task: "Task") -> str:
    """What is predicted: y, or the probability of the second of two classes."""
    return f"P({task.class_names[1]})" if len(task.class_names) == 2 else "y"


_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def network_values(result: TrainingResult) -> NetworkValues:
    """The weights, what each neuron makes of the plane, and what goes through it at the probe."""
    pictures, built = result.pictures, result.live.task.plan.architecture
    kernels, recurrent, biases = [], [], []
    rest = iter(pictures.weights)
    for layer in built.layers:
        own = [next(rest) for _ in layer.shapes()]
        kernels.append(own[0])
        recurrent.append(own[1] if len(own) == 3 else None)
        biases.append(own[-1])
    split = result.live.task.split
    probe = (pictures.probe - split.mean) / split.scale
    at_probe = [(values.z[..., 0], values.a[..., 0]) for values in pictures.probe_values]
    return NetworkValues(
        tuple(kernels),
        tuple(biases),
        tuple(recurrent),
        pictures.neurons,
        (probe, *(z for z, _ in at_probe)),
        (probe, *(a for _, a in at_probe)),
        pictures.dropped,
        Scaling(split.mean, split.scale, split.target_mean, split.target_scale),
    )


# --- what it computes ---------------------------------------------------------------------------------------


def validation_mask(task: "Task") -> NDArray[np.bool_]:
    """Which samples are held back."""
    training = len(task.split.training.x)
    return np.arange(training + len(task.split.validation.x)) >= training


def points(task: "Task", x: Floats, y: Floats, axes: tuple[int, int]) -> Points:
    """The samples in the plane of two features."""
    return Points(x[:, list(axes)], y.reshape(len(y), -1)[:, 0], validation_mask(task))


def nearest_sample(x: Floats, probe: Floats) -> int:
    """The index of the sample that is most like an input."""
    distances = ((x - probe) ** 2).reshape(len(x), -1).sum(axis=1)
    return int(np.argmin(distances))


def wrong(task: "Task", answers: Floats, y: Floats) -> NDArray[np.bool_]:
    """Which samples are given another class than theirs; none where there are no classes."""
    if not task.class_names:
        return np.zeros(len(y), bool)
    missed: NDArray[np.bool_] = answered_classes(answers) != y
    return missed


def answered_classes(answers: Floats) -> NDArray[np.intp]:
    """The class each answer (samples, outputs) speaks for; one output speaks for the second of two."""
    if answers.shape[1] == 1:
        return (answers[:, 0] > 0.5).astype(np.intp)
    classes: NDArray[np.intp] = np.argmax(answers, axis=1)
    return classes


def confusion(task: "Task", answers: Floats, y: Floats) -> NDArray[np.intp]:
    """How often each class (rows) was given each (columns), in validation, or in all if none is held back."""
    classes = len(task.class_names)
    counts = np.zeros((classes, classes), np.intp)
    if not classes:
        return counts
    held_back = validation_mask(task)
    counted = held_back if held_back.any() else ~held_back
    np.add.at(counts, (y[counted].astype(np.intp), answered_classes(answers)[counted]), 1)
    return counts


def field(result: TrainingResult, y: Floats) -> Field | None:
    """What is computed over the plane, in the colours of classes or of numbers."""
    pictures = result.pictures
    if pictures.field is None or pictures.rectangle is None:
        return None
    if result.live.task.class_names:
        return Field(pictures.rectangle, np.clip(pictures.field, 0.0, 1.0), None)
    first = y.reshape(len(y), -1)[:, 0]
    return Field(pictures.rectangle, pictures.field[..., :1], (float(first.min()), float(first.max())))


def affordable(cells: tuple[int, int], most: int) -> tuple[int, int]:
    """The same (columns, rows) or, halved as often as it takes, no more than so many; 32 a side at least."""
    columns, rows = cells
    while columns * rows > most and max(columns, rows) > LEAST_CELLS:
        columns, rows = (max(side // (2 * LEAST_CELLS), 1) * LEAST_CELLS for side in (columns, rows))
    return columns, rows


def function_curves(result: TrainingResult, styles: Sequence[RunStyle]) -> list[FunctionCurve]:
    """The function every shown run computes."""
    curves, settings = result.pictures.curves, result.live.experiment.settings()
    assert curves is not None
    return [
        FunctionCurve(curve, style, index == result.pictures.view_state.run)
        for index, (curve, style, one) in enumerate(zip(curves, styles, settings, strict=True))
        if one.enabled
    ]


def forecasts(result: TrainingResult, styles: Sequence[RunStyle]) -> list[Forecast]:
    """What every shown run foretells."""
    made, settings = result.pictures.forecasts, result.live.experiment.settings()
    assert made is not None
    return [
        Forecast(one_step, free, style, index == result.pictures.view_state.run)
        for index, (one_step, free, style, one) in enumerate(
            zip(made.one_step, made.free, styles, settings, strict=True)
        )
        if one.enabled
    ]


# --- how it learns ------------------------------------------------------------------------------------------


def training_curves(result: TrainingResult, styles: Sequence[RunStyle]) -> list[TrainingCurve]:
    """Loss and metric of every shown run over the epochs, and what became of it."""
    live = result.live
    history, stopping = live.state.history, live.experiment.early_stopping
    curves = []
    for index, (style, one) in enumerate(zip(styles, live.experiment.settings(), strict=True)):
        if not one.enabled:
            continue
        run, verdict = result.runs[index], result.verdicts[index]
        restored = stopping is not None and stopping.restore_best_weights and run.stopped_epoch
        curves.append(
            TrainingCurve(
                history.epochs.astype(np.float64),
                history.loss[:, index],
                history.val_loss[:, index],
                history.metric[:, index],
                history.val_metric[:, index],
                style,
                run.stopped_epoch,
                run.best_epoch if restored else None,
                run.diverged_at / live.task.batches if run.diverged_at else None,
                verdict.since if verdict.kind == "overfitting" else None,
                index == result.pictures.view_state.run,
            )
        )
    return curves


def epoch_of_weights(result: TrainingResult) -> int:
    """After which epoch the weights in view were as they are: a run that has ended keeps its own."""
    run, epoch = result.runs[result.pictures.view_state.run], result.pictures.epoch
    ended = run.stopped_epoch or (run.epoch if run.diverged_at else result.live.epoch)
    return run.epoch if epoch >= ended else epoch


def run_rows(result: TrainingResult, styles: Sequence[RunStyle]) -> list[RunRow]:
    """The figures of every shown run at the epoch in view, and how it fits."""
    history, rows = result.live.state.history, []
    known = int(np.searchsorted(history.epochs, result.pictures.epoch, "right"))
    for index, (style, one) in enumerate(zip(styles, result.live.experiment.settings(), strict=True)):
        if one.enabled:
            figures = (history.loss, history.val_loss, history.metric, history.val_metric)
            loss, val_loss, metric, val_metric = (_last(values[:known, index]) for values in figures)
            verdict = result.verdicts[index] if len(history.epochs) else None
            shown = index == result.pictures.view_state.run
            rows.append(RunRow(style, loss, val_loss, metric, val_metric, verdict, shown))
    return rows


def _last(values: Floats) -> float:
    """The last number there is; NaN if there is none."""
    known = np.flatnonzero(~np.isnan(values))
    return float(values[known[-1]]) if len(known) else float("nan")


def weights_by_layer(built: Architecture, weights: Sequence[Floats]) -> list[Floats]:
    """All kernels of each layer, flat; biases are left out."""
    rest = iter(weights)
    parts = [[next(rest) for _ in layer.shapes()] for layer in built.layers]
    return [np.concatenate([kernel.ravel() for kernel in own[:-1]]) for own in parts]
