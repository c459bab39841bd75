"""A LiveTraining made from stored weights of runs, with their initial weights if these are known."""

import msgspec
import numpy as np

from ..messages import TalwegError
from ..network import experiment_json
from ..network.experiment import NetworkExperiment
from ..network.forward import from_arrays, to_flat
from ..network.training import live as live_training
from ..network.training import state as training_state
from ..network.training import task as training_task
from ..network.training.live import LiveTraining, Snapshots
from ..network.weights_file import TrainedWeights, arrays_of


def live_of(experiment: NetworkExperiment, trained: TrainedWeights) -> LiveTraining:
    """The runs with the weights that a file has for them; those that it has none for are switched off.

    Their paths begin with the weights before training, if the file was made from this experiment; else they
    have none. Those that had diverged have done so here too. Raises WeightsError if the file has none of the
    runs, or weights of another network.
    """
    settings = experiment.settings()
    known = [one.enabled and one.run_label in trained.arrays for one in settings]
    if not any(known):
        arrays_of(trained, experiment, settings[0].run_label)  # says so
    kept = tuple(
        msgspec.structs.replace(one, enabled=enabled) for one, enabled in zip(settings, known, strict=True)
    )
    live = live_training.begin(msgspec.structs.replace(experiment, optimizers=kept))
    weights = live.snapshots.weights[0].astype(np.float64)
    for run, one in enumerate(kept):
        if one.enabled:
            arrays = arrays_of(trained, experiment, one.run_label)
            weights[run] = to_flat(from_arrays(live.task.plan.architecture, arrays))
    with np.errstate(over="ignore"):  # a file may come from a training in double precision
        state = training_state.with_weights(live.task, live.state, weights)
    diverged = [trained.diverged.get(kept[run].run_label, 0) for run in live.task.lanes.run_of_lane]
    state = state._replace(carry=state.carry._replace(diverged_at=np.asarray(diverged, np.int32)))
    now = training_state.weights_of(live.task, state)
    begun = live.snapshots if _is_from(trained, experiment) else Snapshots().with_one(0, now)
    return live._replace(state=state, snapshots=begun)


def _is_from(trained: TrainedWeights, experiment: NetworkExperiment) -> bool:
    try:
        stored = experiment_json.from_json(trained.experiment.encode())
    except TalwegError:  # its data may be gone
        return False
    return isinstance(stored, NetworkExperiment) and not training_task.begins_anew(stored, experiment)
