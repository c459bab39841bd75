"""What to train: frozen values, read from and written to JSON, checked like the experiments on surfaces."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

import msgspec
import numpy as np
from numpy.typing import NDArray

from ..data import csv_file as csv_data
from ..data.catalogue import (
    DATASETS,
    LARGEST_NUMBER,
    LEARNING_RATES,
    MOST_FEATURES,
    MOST_OUTPUTS,
    MOST_SAMPLES,
    TASKS,
    Dataset,
    Samples,
    alike,
    draw,
    permuted,
    training_count,
)
from ..data.csv_file import CsvSamples
from ..experiment import (
    LARGEST_SEED,
    SETTINGS,
    AnySettings,
    ExperimentError,
    OptimizerSettings,
    SurfaceExperiment,
    check_choice,
    check_count,
    check_runs,
    check_whole,
    decoded,
    encoded,
    short,
    with_python_values,
)
from ..experiment import validate as validate_surface
from ..messages import Message, tr_noop
from ..parameters import Parameter
from . import architecture
from .architecture import ACTIVATIONS, CELLS, INITIALIZERS, KINDS, Architecture, Cell, Kind
from .losses import LOSSES

MOST_EPOCHS = 100_000
MOST_LAYERS = 6
MOST_UNITS = 64
LONGEST_SEQUENCE = 200
LARGEST_TARGET = 1e15
LEAST_TARGET_DEVIATION = 1e-18
"""Between these, sums of squares of numbers to predict are neither infinite nor 0 in float32."""
INLINE = "inline"
CSV = "csv"
HIDDEN_FOR_GIVEN = (8, 8)
"""The hidden layers that a person's own data begin with."""
PRECISIONS = ("float32", "float64")
MONITORS = ("loss", "metric", "val_loss", "val_metric")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

SAMPLES = Parameter(
    name="samples",
    title=tr_noop("core", "samples"),
    symbol="n",
    default=1000,
    low=20,
    high=2000,
    at_least=10,
    at_most=MOST_SAMPLES,
    whole=True,
    meaning=tr_noop("core", "How many examples there are, those for validation included."),
)
BATCH_SIZE = Parameter(
    name="batch_size",
    title=tr_noop("core", "batch size"),
    symbol="B",
    default=32,
    low=1,
    high=1024,
    scale="log",
    at_least=1,
    at_most=MOST_SAMPLES,
    whole=True,
    meaning=tr_noop(
        "core", "How many samples the gradient of a step is the mean of: few are noisy, all are slow."
    ),
)
VALIDATION_FRACTION = Parameter(
    name="validation_fraction",
    title=tr_noop("core", "validation"),
    symbol="",
    default=0.25,
    low=0.0,
    high=0.75,
    at_least=0.0,
    at_most=0.9,
    meaning=tr_noop(
        "core", "The share of the samples that training never sees: how well does it generalise?"
    ),
)
DROPOUT = Parameter(
    name="dropout",
    title=tr_noop("core", "dropout"),
    symbol="p",
    default=0.0,
    low=0.0,
    high=0.8,
    at_least=0.0,
    below=1.0,
    meaning=tr_noop("core", "The share of hidden outputs that each training step sets to 0 at random."),
)
L1 = Parameter(
    name="l1",
    title=tr_noop("core", "L1"),
    symbol="λ₁",
    default=0.0,
    low=0.0,
    high=0.1,
    scale="log_from_zero",
    after_zero=1e-6,
    at_least=0.0,
    meaning=tr_noop("core", "Adds this share of all |w| to the loss: weights that do not help become 0."),
)
L2 = Parameter(
    name="l2",
    title=tr_noop("core", "L2"),
    symbol="λ₂",
    default=0.0,
    low=0.0,
    high=0.1,
    scale="log_from_zero",
    after_zero=1e-6,
    at_least=0.0,
    meaning=tr_noop("core", "Adds this share of all w² to the loss: weights stay small."),
)
MIN_DELTA = Parameter(
    name="min_delta",
    title=tr_noop("core", "least gain"),
    symbol="δ",
    default=0.0,
    low=0.0,
    high=0.1,
    scale="log_from_zero",
    after_zero=1e-5,
    at_least=0.0,
    meaning=tr_noop("core", "By how much a value has to improve to count as better."),
)

Floats = NDArray[np.float64]
# Arrays as nested lists: msgspec checks that they hold numbers, _array that no lengths differ.
_Lists1 = tuple[float, ...]
_Lists2 = tuple[float | _Lists1, ...]
_Lists3 = tuple[float | _Lists2, ...]
_Lists4 = tuple[float | _Lists3, ...]


class DatasetChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A data set of the catalogue, drawn from the experiment's seed, or other samples.

    With the name "inline", `x` holds samples of features or of sequences (time, features), and `y` classes
    from 0 on or numbers. With the name "csv", all rows of the file at `path` are samples; `features` and
    `target` name columns, `task` is "classification" or "regression", and None leaves each to the file
    (`csv_data.samples`). `samples`, `parameters` and `noise` belong to the catalogue; `noise` is None for the
    usual one. Of measured data there are no more samples than were measured, however many are wanted.
    """

    name: str = "two_moons"
    parameters: Mapping[str, float] = {}
    samples: int = int(SAMPLES.default)
    noise: float | None = None
    x: _Lists3 | None = None
    y: _Lists2 | None = None
    path: str | None = None
    features: tuple[str, ...] | None = None
    target: str | None = None
    task: str | None = None
    validation_fraction: float = VALIDATION_FRACTION.default
    standardise: bool = True

    @property
    def catalogued(self) -> bool:
        """Whether the name is to be found in the catalogue."""
        return self.name not in (INLINE, CSV)

    def resolve(self) -> Dataset:
        """The entry of the catalogue; raises ExperimentError for a name that is not in it."""
        check_choice(self.name, "dataset.name", (*DATASETS, INLINE, CSV))
        return DATASETS[self.name]

    def values(self) -> dict[str, float]:
        """Every parameter of the data set by name, defaults filled in."""
        return {**self.resolve().defaults(), **self.parameters}

    def given(self) -> Samples:
        """The samples of a choice that is not `catalogued`, in their own order; raises TalwegError."""
        if self.name == CSV:
            table = self.table()
            return Samples(table.x, table.y)
        return Samples(_array(self.x, "dataset.x"), _array(self.y, "dataset.y"))

    def table(self) -> CsvSamples:
        """What is chosen of the CSV file; raises TalwegError."""
        return csv_data.samples(self.file(), self.features, self.target, self.task)

    def file(self) -> str:
        """The path of the CSV file; raises ExperimentError if there is none."""
        if not self.path:
            raise ExperimentError(tr_noop("core", "dataset needs a path, as its name is 'csv'."))
        return self.path


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


class EarlyStopping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Keras's callback: stop when the monitored value has not improved for `patience` epochs."""

    monitor: str = "val_loss"
    patience: int = 0
    min_delta: float = MIN_DELTA.default
    restore_best_weights: bool = False


class NetworkExperiment(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    tag_field="kind",
    tag="network",
):
    """Optimizers that train the same network on the same batches; equal values give equal results.

    The last samples are for validation, as with Keras. With `shuffle` every epoch has its own order, and
    samples that are not of the catalogue are shuffled before they are split as well, unless they are
    sequences. `initial_weights` come in the order of Keras's `get_weights()`; else they are drawn from
    `weight_seed`, or from `seed`.
    """

    dataset: DatasetChoice = DatasetChoice()
    network: NetworkChoice = NetworkChoice()
    loss: str = "cross_entropy"
    optimizers: tuple[AnySettings, ...]  # type: ignore[valid-type]
    batch_size: int = 32
    epochs: int = 100
    shuffle: bool = True
    early_stopping: EarlyStopping | None = None
    seed: int = 0
    precision: str = "float32"
    initial_weights: tuple[_Lists4, ...] | None = None
    weight_seed: int | None = None

    def settings(self) -> tuple[OptimizerSettings, ...]:
        """The optimizers, in the order of the file."""
        return cast(tuple[OptimizerSettings, ...], self.optimizers)

    def weight_arrays(self) -> list[Floats] | None:
        """The initial weights as arrays, if they are given."""
        if self.initial_weights is None:
            return None
        return [_array(one, f"initial_weights[{index}]") for index, one in enumerate(self.initial_weights)]


class Problem(msgspec.Struct, frozen=True):
    """What data and loss ask of a network; `classes` is 0 for regression."""

    input_shape: tuple[int, ...]
    outputs: int
    classes: int
    samples: int


def problem(experiment: NetworkExperiment) -> Problem:
    """The shape of the data; raises ExperimentError if they do not go with the loss."""
    choice = experiment.dataset
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
            classes = 0 if experiment.loss == "mean_squared_error" else _count_classes(y)
    _check_loss(experiment.loss, classes, choice)
    if experiment.loss == "binary_cross_entropy" or (
        experiment.network.kind == "perceptron" and classes == 2
    ):
        outputs = 1
    else:
        outputs = classes or width
    return Problem(shape, outputs, classes, samples)


def standardises_targets(experiment: NetworkExperiment) -> bool:
    """Whether training scales the numbers to predict.

    A person's numbers may be of any size, and no usual learning rate would suit prices in thousands.
    """
    choice = experiment.dataset
    return choice.name == CSV and choice.standardise and not problem(experiment).classes


def samples_of(experiment: NetworkExperiment) -> Samples:
    """The samples in the order in which they are split into training and validation."""
    choice = experiment.dataset
    if choice.catalogued:
        dataset = choice.resolve()
        noise = dataset.noise.default if choice.noise is None else choice.noise
        return draw(dataset, choice.samples, noise, choice.values(), experiment.seed)
    given = choice.given()
    return permuted(given, experiment.seed) if experiment.shuffle and given.x.ndim == 2 else given


def architecture_of(experiment: NetworkExperiment) -> Architecture:
    """The layers of the experiment's network."""
    network, wanted = experiment.network, problem(experiment)
    own_output = network.kind == "perceptron" and experiment.loss == "mean_squared_error"
    return architecture.build(
        cast(Kind, network.kind),
        wanted.input_shape,
        wanted.outputs,
        hidden=network.hidden,
        cell=cast(Cell, network.cell),
        recurrent_units=network.recurrent_units,
        filters=network.filters,
        activation=network.activation,
        output_activation=network.activation if own_output else "linear",
    )


def feature_names(experiment: NetworkExperiment) -> tuple[str, ...]:
    """What the inputs are called, one name for each feature of a sample (of a moment, in a sequence)."""
    choice = experiment.dataset
    if choice.name == CSV:
        return choice.table().feature_names
    if choice.catalogued and (known := choice.resolve().feature_names):
        return known
    *time, features = problem(experiment).input_shape
    if features > 1:
        return tuple(f"x{str(index + 1).translate(_SUBSCRIPTS)}" for index in range(features))
    return (tr_noop("core", "value"),) if time else ("x",)


def class_names(experiment: NetworkExperiment) -> tuple[str, ...]:
    """What the classes are called; none for regression."""
    choice = experiment.dataset
    if choice.name == CSV:
        return choice.table().class_names
    if choice.catalogued and (known := choice.resolve().class_names):
        return known
    return tuple(str(index) for index in range(problem(experiment).classes))


def fitting_rate(experiment: NetworkExperiment, settings: OptimizerSettings) -> float:
    """The learning rate with which this optimizer trains the usual network of the data set well."""
    choice, name = experiment.dataset, settings.optimizer.name
    known = choice.resolve().learning_rates if choice.catalogued else {}
    return known.get(name) or LEARNING_RATES.get(name) or settings.optimizer.learning_rate.default


def usual_network(dataset: Dataset) -> NetworkChoice:
    """A network that suits the data set."""
    if dataset.sequence:
        return NetworkChoice(kind="recurrent", hidden=())
    return NetworkChoice(kind="convolutional" if dataset.image else "dense", hidden=dataset.hidden)


def new(dataset_name: str) -> NetworkExperiment:
    """A first experiment on a data set of the catalogue, as `new_on` makes it."""
    known = DatasetChoice(name=dataset_name).resolve()
    return new_on(
        DatasetChoice(
            name=dataset_name,
            samples=known.count(DatasetChoice().samples),
            standardise=not known.image,  # else pixels that hardly ever have ink would count most
        )
    )


def startup() -> NetworkExperiment:
    """The network that trains when the lab opens for the first time: few units, and data that overlap."""
    first = new("two_moons")
    dataset = msgspec.structs.replace(first.dataset, samples=500, noise=0.25)
    return validate(msgspec.structs.replace(first, dataset=dataset))


def new_on(dataset: DatasetChoice) -> NetworkExperiment:
    """All optimizers on a data set, with the network, the loss and the rates that suit it.

    Given samples are taken for numbers to predict. Raises TalwegError if the data set cannot be.
    """
    if dataset.catalogued:
        task, network = dataset.resolve().task, usual_network(dataset.resolve())
    else:
        task = dataset.table().task if dataset.name == CSV else "regression"
        network = NetworkChoice(hidden=HIDDEN_FOR_GIVEN)
    unfitted = NetworkExperiment(
        dataset=dataset,
        network=network,
        loss="cross_entropy" if task == "classification" else "mean_squared_error",
        optimizers=tuple(kind(learning_rate=0.0) for kind in SETTINGS.values()),
    )
    fitted = tuple(
        msgspec.structs.replace(one, learning_rate=fitting_rate(unfitted, one)) for one in unfitted.settings()
    )
    return validate(msgspec.structs.replace(unfitted, optimizers=fitted))


# --- checks -------------------------------------------------------------------------------------------------


def validate(experiment: NetworkExperiment) -> NetworkExperiment:
    """An equal experiment of Python's own numbers; raises TalwegError with the first field that cannot be."""
    checked = _with_checked_fields(experiment)
    _check_together(checked)
    return checked


def _with_checked_fields(experiment: NetworkExperiment) -> NetworkExperiment:
    """As `validate`, but for all that depends on what a CSV file holds."""
    checked = with_python_values(experiment)
    _check_dataset(checked.dataset)
    _check_network(checked.network)
    check_choice(checked.loss, "loss", tuple(LOSSES))
    check_choice(checked.precision, "precision", PRECISIONS)
    check_whole(checked.batch_size, "batch_size", 1, MOST_SAMPLES)
    check_whole(checked.epochs, "epochs", 1, MOST_EPOCHS)
    check_whole(checked.seed, "seed", 0, LARGEST_SEED)
    if checked.weight_seed is not None:
        check_whole(checked.weight_seed, "weight_seed", 0, LARGEST_SEED)
    check_runs(checked.settings())
    if checked.early_stopping is not None:
        _check_early_stopping(checked.early_stopping)
    return checked


def _check_together(experiment: NetworkExperiment) -> None:
    """Whether network, loss, early stopping and weights go with the data."""
    wanted = problem(experiment)
    _check_fit(experiment.network, experiment.loss, wanted)
    _check_targets(experiment, wanted)
    if experiment.early_stopping is not None:
        _check_monitor(experiment.early_stopping, experiment.dataset, wanted)
    _check_initial_weights(experiment)


def _check_dataset(choice: DatasetChoice) -> None:
    VALIDATION_FRACTION.check(choice.validation_fraction, "dataset.validation_fraction")
    dataset = choice.resolve() if choice.catalogued else None
    _check_own_fields(choice)
    if dataset is not None:
        _check_catalogued(choice, dataset)
    elif choice.name == INLINE:
        _check_inline(choice)
    else:
        choice.file()
        if choice.task is not None:
            check_choice(choice.task, "dataset.task", TASKS)


def _check_own_fields(choice: DatasetChoice) -> None:
    """Whether fields are given that belong to another kind of data set."""
    if choice.name != INLINE and (choice.x is not None or choice.y is not None):
        raise ExperimentError(
            tr_noop("core", "dataset.x and dataset.y go with the name 'inline' only; {name!r} has its own."),
            name=choice.name,
        )
    columns = (choice.path, choice.features, choice.target, choice.task)
    if choice.name != CSV and any(field is not None for field in columns):
        raise ExperimentError(
            tr_noop("core", "dataset.path, features, target and task go with the name 'csv' only.")
        )
    if not choice.catalogued and (choice.parameters or choice.noise is not None):
        raise ExperimentError(
            tr_noop("core", "dataset.parameters and dataset.noise go with a data set of the catalogue only.")
        )
    if not choice.catalogued and choice.samples != DatasetChoice().samples:
        raise ExperimentError(tr_noop("core", "dataset.samples goes with a data set of the catalogue only."))


def _check_catalogued(choice: DatasetChoice, dataset: Dataset) -> None:
    check_whole(choice.samples, "dataset.samples", 10, MOST_SAMPLES)
    if choice.noise is not None:
        dataset.noise.check(choice.noise, "dataset.noise")
    known = {parameter.name: parameter for parameter in dataset.parameters}
    for name, value in choice.parameters.items():
        if name not in known:
            raise ExperimentError(
                tr_noop("core", "dataset.parameters has an unknown parameter {name}; {known}."),
                name=short(repr(name)),
                known=_known_parameters(dataset),
            )
        known[name].check(value, f"dataset.parameters.{name}")


def _known_parameters(dataset: Dataset) -> Message:
    if not dataset.parameters:
        return Message(tr_noop("core", "{dataset} has none"), {"dataset": dataset.name})
    names = ", ".join(parameter.name for parameter in dataset.parameters)
    return Message(tr_noop("core", "{dataset} has {names}"), {"dataset": dataset.name, "names": names})


def _check_inline(choice: DatasetChoice) -> None:
    if choice.x is None or choice.y is None:
        raise ExperimentError(tr_noop("core", "dataset needs x and y, as its name is 'inline'."))
    check_count(choice.x, "dataset.x", 2, MOST_SAMPLES)
    check_count(choice.y, "dataset.y", len(choice.x), len(choice.x))
    x, y = choice.given()
    if x.ndim == 1:
        raise ExperimentError(tr_noop("core", "dataset.x has to hold a list of features for every sample."))
    if x.ndim == 3:
        check_count(x[0], "dataset.x[0]", 1, LONGEST_SEQUENCE)
    check_count(x[0] if x.ndim == 2 else x[0, 0], "dataset.x[0]" + "[0]" * (x.ndim - 2), 1, MOST_FEATURES)
    if y.ndim == 2:
        check_count(y[0], "dataset.y[0]", 1, MOST_OUTPUTS)
    for index, column in enumerate(y.reshape(len(y), -1).T):
        if (column == column[0]).all():
            raise ExperimentError(
                tr_noop("core", "{where} is {value:g} in every sample, so there is nothing to learn."),
                where="dataset.y" if y.ndim == 1 else f"dataset.y[…][{index}]",
                value=column[0],
            )


def _check_network(network: NetworkChoice) -> None:
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
    return csv_data.column_of(choice.table().target, choice.file())


def _check_targets(experiment: NetworkExperiment, wanted: Problem) -> None:
    """Whether numbers to predict stay numbers in float32, and their squares too."""
    choice = experiment.dataset
    if wanted.classes or choice.catalogued or standardises_targets(experiment):
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
        raise csv_data.differing_too_little(_targets_of(choice))


def _check_fit(network: NetworkChoice, loss: str, wanted: Problem) -> None:
    """Whether this kind of network can read the data, and answer."""
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


def _check_early_stopping(stopping: EarlyStopping) -> None:
    check_choice(stopping.monitor, "early_stopping.monitor", MONITORS)
    check_whole(stopping.patience, "early_stopping.patience", 0, MOST_EPOCHS)
    MIN_DELTA.check(stopping.min_delta, "early_stopping.min_delta")


def _check_monitor(stopping: EarlyStopping, dataset: DatasetChoice, wanted: Problem) -> None:
    held_back = wanted.samples - training_count(wanted.samples, dataset.validation_fraction)
    if stopping.monitor.startswith("val_") and not held_back:
        raise ExperimentError(
            tr_noop("core", "early_stopping.monitor is {monitor}, but no samples are held back to validate."),
            monitor=stopping.monitor,
        )


def _check_initial_weights(experiment: NetworkExperiment) -> None:
    arrays = experiment.weight_arrays()
    if arrays is None:
        return
    shapes = architecture_of(experiment).shapes()
    check_count(arrays, "initial_weights", len(shapes), len(shapes))
    for index, (array, shape) in enumerate(zip(arrays, shapes, strict=True)):
        if array.shape != shape:
            raise ExperimentError(
                tr_noop(
                    "core", "initial_weights[{index}] has the shape {found}; this network takes {shape}."
                ),
                index=index,
                found=array.shape,
                shape=shape,
            )


def _array(values: Any, where: str) -> Floats:
    """Nested lists as an array; raises ExperimentError if lengths differ or a number is too large."""
    try:
        array = np.array(values, dtype=np.float64)
    except ValueError:
        raise ExperimentError(
            tr_noop("core", "{where} has to hold lists of one length."), where=where
        ) from None
    if not np.isfinite(array).all():
        raise ExperimentError(tr_noop("core", "{where} has to hold finite numbers."), where=where)
    if array.size and abs(array).max() > LARGEST_NUMBER:
        raise ExperimentError(
            tr_noop("core", "{where} holds {value:g}; the largest number may be {most:g}."),
            where=where,
            value=array.flat[abs(array).argmax()],
            most=LARGEST_NUMBER,
        )
    return array


def _count_classes(y: Floats) -> int:
    """The number of classes in y; raises ExperimentError if it holds something else."""
    if y.ndim != 1 or (y != np.floor(y)).any() or y.min() < 0 or y.max() >= MOST_OUTPUTS:
        raise ExperimentError(
            tr_noop("core", "dataset.y has to hold classes for this loss, whole numbers from 0 to {most}."),
            most=MOST_OUTPUTS - 1,
        )
    return max(int(y.max()) + 1, 2)


# --- JSON ---------------------------------------------------------------------------------------------------


def to_json(experiment: NetworkExperiment, folder: Path | None = None) -> bytes:
    """The experiment, validated, as an indented JSON file that `from_json` reads back.

    A CSV file in or under `folder` is named from there, so that both can be moved together. It is not read:
    an experiment can be saved when its data are gone. Of measured data the file says how many there are.
    """
    checked = _with_checked_fields(experiment)
    if checked.dataset.name != CSV:
        _check_together(checked)
    return encoded(_with_path(_with_true_samples(checked), _from, folder))


def from_json(data: bytes, folder: Path | None = None) -> SurfaceExperiment | NetworkExperiment:
    """Read an experiment file of either kind; raises TalwegError with one sentence for anything else.

    A CSV file that is not named by its whole path is looked for from `folder` on, and has to be there.
    """

    def validated(experiment: NetworkExperiment) -> NetworkExperiment:
        checked = validate(_with_path(experiment, _within, folder))
        if checked.dataset.name == CSV:
            csv_data.read(checked.dataset.file())  # that it was read before does not make up for it
        return checked

    return cast(
        SurfaceExperiment | NetworkExperiment,
        decoded(data, {SurfaceExperiment: validate_surface, NetworkExperiment: validated}),
    )


def _with_true_samples(experiment: NetworkExperiment) -> NetworkExperiment:
    choice = experiment.dataset
    if not choice.catalogued:
        return experiment
    dataset = msgspec.structs.replace(choice, samples=choice.resolve().count(choice.samples))
    return msgspec.structs.replace(experiment, dataset=dataset)


def _with_path(
    experiment: NetworkExperiment, place: Callable[[str, Path], str], folder: Path | None
) -> NetworkExperiment:
    path = experiment.dataset.path
    if not path or folder is None:
        return experiment
    dataset = msgspec.structs.replace(experiment.dataset, path=place(path, folder.absolute()))
    return msgspec.structs.replace(experiment, dataset=dataset)


def _within(path: str, folder: Path) -> str:
    return os.path.normpath(folder / path)


def _from(path: str, folder: Path) -> str:
    whole = Path(os.path.abspath(path))
    return whole.relative_to(folder).as_posix() if whole.is_relative_to(folder) else str(whole)
