"""Experiments that train and compile in no time: few samples, few neurons, two optimizers.

Networks of one shape share their compiled programs, so the classes of the plane are alike.
"""

from typing import Any

import msgspec

from core import run_edits
from core.data.catalogue import DATASETS
from core.network import presets as network_presets
from core.network.experiment import NetworkExperiment
from core.network.network_choice import NetworkChoice

SAMPLES = 40
BATCHES = 3
"""30 samples for training, 10 at a time."""

_TWO_CLASSES = {"spirals", "blobs"}


def small(name: str = "two_moons", **changes: Any) -> NetworkExperiment:
    """A small network of the usual kind on a data set of the catalogue, trained by SGD and Adam."""
    usual = network_presets.new(name)
    kind = usual.network.kind
    network = NetworkChoice(
        kind=kind, hidden=(3,) if kind == "dense" else (), recurrent_units=3, filters=2, activation="tanh"
    )
    parameters = {"classes": 2.0} if name in _TWO_CLASSES else {}
    if DATASETS[name].sequence:
        parameters = {"window": 5.0}
    fields = {
        "dataset": msgspec.structs.replace(usual.dataset, samples=SAMPLES, parameters=parameters),
        "network": network,
        "optimizers": usual.optimizers[:2],
        "batch_size": 10,
        "epochs": 4,
    }
    return run_edits.replace(usual, **{**fields, **changes})


def with_rates(experiment: NetworkExperiment, rate: float) -> NetworkExperiment:
    """All runs with this learning rate."""
    return run_edits.replace(
        experiment,
        optimizers=tuple(msgspec.structs.replace(one, learning_rate=rate) for one in experiment.settings()),
    )
