"""Ready-made network experiments."""

import msgspec

from ..data.dataset import Dataset
from ..run_settings import SETTINGS
from .dataset_choice import CSV, DatasetChoice
from .experiment import NetworkExperiment
from .network_choice import NetworkChoice

HIDDEN_FOR_GIVEN = (8, 8)
"""The hidden layers that a person's own data begin with."""


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
    return msgspec.structs.replace(first, dataset=dataset).validated()


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
    fitted = tuple(map(unfitted.fitted, unfitted.settings()))
    return msgspec.structs.replace(unfitted, optimizers=fitted).validated()
