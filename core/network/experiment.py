"""An experiment on a network: several optimizers train the same network on the same batches."""

from typing import cast

import msgspec

from ..checks import ExperimentError, check_choice, check_count, check_whole
from ..data.catalogue import LEARNING_RATES
from ..data.dataset import draw
from ..data.samples import MOST_SAMPLES, Samples, permuted, training_count
from ..experiment import LARGEST_SEED, Experiment
from ..json_codec import with_python_values
from ..messages import tr_noop
from ..run_settings import AnySettings, OptimizerSettings, check_runs
from . import architecture
from .architecture import Architecture, Cell, Kind
from .dataset_choice import CSV, DatasetChoice, check_dataset
from .early_stopping import EarlyStopping, check_early_stopping
from .losses import LOSSES
from .nested_lists import Floats, Lists4, array_of
from .network_choice import NetworkChoice, check_network
from .parameters import MOST_EPOCHS
from .problem import Problem, check_fit, check_targets, problem_of

PRECISIONS = ("float32", "float64")

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


class NetworkExperiment(Experiment, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="network"):
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
    initial_weights: tuple[Lists4, ...] | None = None
    weight_seed: int | None = None

    def settings(self) -> tuple[OptimizerSettings, ...]:
        """The optimizers, in the order of the file."""
        return cast(tuple[OptimizerSettings, ...], self.optimizers)

    def validated(self) -> "NetworkExperiment":
        """An equal experiment of Python's own numbers; raises TalwegError for the first invalid field."""
        checked = with_checked_fields(self)
        check_together(checked)
        return checked

    def fitted(self, settings: OptimizerSettings) -> OptimizerSettings:
        """These settings with the learning rate that suits the data, and without later changes."""
        choice, name = self.dataset, settings.optimizer.name
        known = choice.resolve().learning_rates if choice.catalogued else {}
        rate = known.get(name) or LEARNING_RATES.get(name) or settings.optimizer.learning_rate.default
        return msgspec.structs.replace(settings, learning_rate=rate, learning_rate_changes=())

    def weight_arrays(self) -> list[Floats] | None:
        """The initial weights as arrays, if they are given."""
        if self.initial_weights is None:
            return None
        return [array_of(one, f"initial_weights[{index}]") for index, one in enumerate(self.initial_weights)]


def problem(experiment: NetworkExperiment) -> Problem:
    """What data and loss ask of the network; raises ExperimentError if they do not go together."""
    return problem_of(experiment.dataset, experiment.network.kind, experiment.loss)


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
    """What the inputs are called, one name for each feature of a sample, or of a time step of a sequence."""
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


def with_checked_fields(experiment: NetworkExperiment) -> NetworkExperiment:
    """As `NetworkExperiment.validated`, but without the checks that read a CSV file."""
    checked = with_python_values(experiment)
    check_dataset(checked.dataset)
    check_network(checked.network)
    check_choice(checked.loss, "loss", tuple(LOSSES))
    check_choice(checked.precision, "precision", PRECISIONS)
    check_whole(checked.batch_size, "batch_size", 1, MOST_SAMPLES)
    check_whole(checked.epochs, "epochs", 1, MOST_EPOCHS)
    check_whole(checked.seed, "seed", 0, LARGEST_SEED)
    if checked.weight_seed is not None:
        check_whole(checked.weight_seed, "weight_seed", 0, LARGEST_SEED)
    check_runs(checked.settings())
    if checked.early_stopping is not None:
        check_early_stopping(checked.early_stopping)
    return checked


def check_together(experiment: NetworkExperiment) -> None:
    """Whether network, loss, early stopping and weights go with the data."""
    wanted = problem(experiment)
    check_fit(experiment.network, experiment.loss, wanted)
    if not wanted.classes and not standardises_targets(experiment):
        check_targets(experiment.dataset)
    if experiment.early_stopping is not None:
        _check_monitor(experiment.early_stopping, experiment.dataset, wanted)
    _check_initial_weights(experiment)


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
