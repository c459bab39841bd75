"""Changes of what is trained: each takes an experiment and returns another, checked.

What a person changes holds; what no longer goes with it gives way: the loss and the kind of network to other
data, what early stopping watches to the validation share, given initial weights to every other shape. Where
nothing can give way, one TalwegError says so. Changes of the optimizers are in `run_edits`.
"""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from ..data.catalogue import DATASETS
from ..data.samples import training_count
from ..messages import TalwegError
from ..run_edits import replace, with_fitting_rates
from .architecture import Kind
from .dataset_choice import INLINE, DatasetChoice
from .early_stopping import EarlyStopping
from .experiment import NetworkExperiment, architecture_of, problem
from .network_choice import NetworkChoice
from .presets import HIDDEN_FOR_GIVEN, new, usual_network
from .problem import Problem

Change = Callable[[NetworkExperiment], NetworkExperiment]

_LOSSES = ("cross_entropy", "binary_cross_entropy", "mean_squared_error")
"""In the order in which they suit data: the first is for all classes, the second for a single output too."""
_ANY = NetworkChoice()
"""It reads any data."""

# --- data ---------------------------------------------------------------------------------------------------


def with_dataset(experiment: NetworkExperiment, name: str) -> NetworkExperiment:
    """On another data set of the catalogue; what a person has set for all data stays as it is."""
    before = experiment.dataset
    if name == before.name:
        return experiment
    choice, usual_before = new(name).dataset, _usual_choice(before)
    for field in ("samples", "standardise", "validation_fraction"):
        choice = msgspec.structs.replace(choice, **{field: _carried(field, before, usual_before, choice)})
    return with_data(experiment, choice)


def with_data(experiment: NetworkExperiment, choice: DatasetChoice) -> NetworkExperiment:
    """On other data; network and loss stay if they suit them too, and a data set's own rates come with it."""
    after = msgspec.structs.replace(experiment, dataset=choice)
    same_task = _takes_classes(experiment) == _takes_classes(after)
    losses = (experiment.loss, *_LOSSES) if same_task else _LOSSES
    network, usual_before, usual = experiment.network, _usual_network(experiment), _usual_network(after)
    # Given weights are of layers of these sizes.
    given = experiment.initial_weights is not None
    hidden = network.hidden if given else _carried("hidden", network, usual_before, usual)
    kept = msgspec.structs.replace(network, hidden=hidden)
    adapted = msgspec.structs.replace(network, kind=usual.kind, hidden=hidden)
    suited = _first_possible(
        msgspec.structs.replace(after, network=one, loss=loss)
        for one in ((kept, adapted) if usual_before.kind == usual.kind else (adapted,))
        for loss in losses
    )
    return suited if choice.name == experiment.dataset.name else with_fitting_rates(suited)


def _carried(field: str, before: msgspec.Struct, usual_before: msgspec.Struct, usual: msgspec.Struct) -> Any:
    """The field as a person has set it, or else as is usual now."""
    value = getattr(before, field)
    return getattr(usual, field) if value == getattr(usual_before, field) else value


def with_dataset_fields(experiment: NetworkExperiment, **fields: Any) -> NetworkExperiment:
    """Some fields of the data set's choice changed, such as noise or validation share."""
    return with_data(experiment, msgspec.structs.replace(experiment.dataset, **fields))


def with_dataset_parameter(experiment: NetworkExperiment, name: str, value: float) -> NetworkExperiment:
    """A parameter of the data set changed."""
    return with_dataset_fields(experiment, parameters={**experiment.dataset.parameters, name: value})


def _asked(experiment: NetworkExperiment) -> Problem:
    """What the data ask of a network, whatever network and loss are now; raises TalwegError."""
    return problem(_settled(msgspec.structs.replace(experiment, network=_ANY, loss="mean_squared_error")))


def _takes_classes(experiment: NetworkExperiment) -> bool:
    given_classes = experiment.dataset.name == INLINE and experiment.loss != "mean_squared_error"
    return given_classes or _asked(experiment).classes > 0


def _usual_choice(choice: DatasetChoice) -> DatasetChoice:
    return new(choice.name).dataset if choice.name in DATASETS else DatasetChoice()


def _usual_network(experiment: NetworkExperiment) -> NetworkChoice:
    """The network that suits the data."""
    if experiment.dataset.name in DATASETS:
        return usual_network(DATASETS[experiment.dataset.name])
    sequence = len(_asked(experiment).input_shape) == 2
    if sequence:
        return NetworkChoice(kind="recurrent", hidden=())
    return NetworkChoice(hidden=HIDDEN_FOR_GIVEN)


def _first_possible(candidates: Iterable[NetworkExperiment]) -> NetworkExperiment:
    """The first that can be, checked; raises the TalwegError of the first if none can."""
    refused: TalwegError | None = None
    for candidate in candidates:
        try:
            return _settled(candidate)
        except TalwegError as error:
            refused = refused or error
    assert refused is not None
    raise refused


# --- network ------------------------------------------------------------------------------------------------


def with_network(experiment: NetworkExperiment, **fields: Any) -> NetworkExperiment:
    """Some fields of the network changed; another initializer replaces given initial weights."""
    after = msgspec.structs.replace(experiment, network=msgspec.structs.replace(experiment.network, **fields))
    return _settled(_without_weights(after) if "initializer" in fields else after)


def with_kind(experiment: NetworkExperiment, kind: Kind) -> NetworkExperiment:
    """A network of another kind; its layers stay, and a perceptron brings a loss for its one output."""
    network = msgspec.structs.replace(experiment.network, kind=kind)
    if kind == "dense" and experiment.network.kind != "dense" and not network.hidden:
        network = msgspec.structs.replace(network, hidden=NetworkChoice().hidden)
    after = msgspec.structs.replace(experiment, network=network)
    binary = msgspec.structs.replace(after, loss="binary_cross_entropy")
    return _first_possible((after, binary) if experiment.loss == "cross_entropy" else (after,))


def with_layer(experiment: NetworkExperiment, position: int) -> NetworkExperiment:
    """One hidden layer more at `position`, like the one before it; a perceptron becomes a dense network."""
    if experiment.network.kind == "perceptron":
        return with_network(experiment, kind="dense", hidden=NetworkChoice().hidden[:1])
    hidden = experiment.network.hidden
    units = hidden[max(position - 1, 0)] if hidden else NetworkChoice().hidden[0]
    return with_network(experiment, hidden=(*hidden[:position], units, *hidden[position:]))


def without_layer(experiment: NetworkExperiment, index: int) -> NetworkExperiment:
    """Hidden layer `index` taken out."""
    hidden = experiment.network.hidden
    return with_network(experiment, hidden=hidden[:index] + hidden[index + 1 :])


def with_units(experiment: NetworkExperiment, index: int, units: int) -> NetworkExperiment:
    """Hidden layer `index` with another number of units."""
    hidden = experiment.network.hidden
    return with_network(experiment, hidden=(*hidden[:index], units, *hidden[index + 1 :]))


# --- training -----------------------------------------------------------------------------------------------


def with_loss(experiment: NetworkExperiment, loss: str) -> NetworkExperiment:
    """Another loss; raises TalwegError if data or network do not go with it."""
    return _settled(msgspec.structs.replace(experiment, loss=loss))


def with_early_stopping(experiment: NetworkExperiment, stopping: EarlyStopping | None) -> NetworkExperiment:
    """Stopped early, or not; without samples to validate it watches the training."""
    return _settled(msgspec.structs.replace(experiment, early_stopping=stopping))


def with_seed(experiment: NetworkExperiment, seed: int) -> NetworkExperiment:
    """Other data, batches and initial weights; given ones are dropped."""
    return _settled(_without_weights(msgspec.structs.replace(experiment, seed=seed, weight_seed=None)))


# --- what gives way -----------------------------------------------------------------------------------------


def _without_weights(experiment: NetworkExperiment) -> NetworkExperiment:
    return msgspec.structs.replace(experiment, initial_weights=None)


def _settled(experiment: NetworkExperiment) -> NetworkExperiment:
    """Checked, once early stopping and initial weights have been made to go with the rest."""
    plain = replace(experiment, early_stopping=None, initial_weights=None)
    changes: dict[str, Any] = {}
    if experiment.early_stopping is not None:
        changes["early_stopping"] = _watching_what_there_is(experiment.early_stopping, plain)
    if experiment.initial_weights is not None and _shapes_fit(experiment):
        changes["initial_weights"] = experiment.initial_weights
    return replace(plain, **changes) if changes else plain


def _watching_what_there_is(stopping: EarlyStopping, experiment: NetworkExperiment) -> EarlyStopping:
    samples = problem(experiment).samples
    if training_count(samples, experiment.dataset.validation_fraction) < samples:
        return stopping
    return msgspec.structs.replace(stopping, monitor=stopping.monitor.removeprefix("val_"))


def _shapes_fit(experiment: NetworkExperiment) -> bool:
    given = tuple(array.shape for array in experiment.weight_arrays() or ())
    return given == architecture_of(experiment).shapes()
