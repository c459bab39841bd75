"""Runs with stored weights, as a training of which nothing is known but these, and maybe where it began."""

import msgspec
import numpy as np

from .. import live_training, network_experiment, training
from ..live_training import LiveTraining, Snapshots
from ..messages import TalwegError
from ..network_experiment import NetworkExperiment
from ..networks import from_arrays, to_flat
from ..weights_file import TrainedWeights, as_initial_weights


def live_of(experiment: NetworkExperiment, trained: TrainedWeights) -> LiveTraining:
    """The runs with the weights that a file has for them; those that it has none for are switched off.

    Their paths begin with the weights before training, if the file was made from this experiment; else they
    have none. Raises WeightsError if the file has none of the runs, or weights of another network.
    """
    settings = experiment.settings()
    known = [one.enabled and one.run_label in trained.arrays for one in settings]
    if not any(known):
        as_initial_weights(trained, experiment, settings[0].run_label)  # says so
    kept = tuple(
        msgspec.structs.replace(one, enabled=enabled) for one, enabled in zip(settings, known, strict=True)
    )
    live = live_training.begin(msgspec.structs.replace(experiment, optimizers=kept))
    weights = live.snapshots.weights[0].astype(np.float64)
    for run, one in enumerate(kept):
        if one.enabled:
            arrays = as_initial_weights(trained, experiment, one.run_label).weight_arrays()
            assert arrays is not None
            weights[run] = to_flat(from_arrays(live.task.plan.architecture, arrays))
    state = training.with_weights(live.task, live.state, weights)
    now = training.weights_of(live.task, state)
    begun = live.snapshots if _is_from(trained, experiment) else Snapshots().with_one(0, now)
    return live._replace(state=state, snapshots=begun)


def _is_from(trained: TrainedWeights, experiment: NetworkExperiment) -> bool:
    try:
        stored = network_experiment.from_json(trained.experiment.encode())
    except TalwegError:  # its data may be gone
        return False
    return isinstance(stored, NetworkExperiment) and not training.begins_anew(stored, experiment)
