"""A quick training, and what tests of trainings compare."""

from typing import Any

import numpy as np

from core.network import training
from core.network.dataset_choice import DatasetChoice
from core.network.experiment import NetworkExperiment
from core.network.network_choice import NetworkChoice
from core.network.training import state as training_state
from core.network.training import task as training_task
from core.run_settings import SETTINGS, OptimizerSettings


def small(*optimizers: OptimizerSettings, **fields: Any) -> NetworkExperiment:
    """A quick experiment: 40 samples for training and 10 for validation, the last batch short."""
    return NetworkExperiment(
        **{
            "dataset": DatasetChoice(samples=50, validation_fraction=0.2),
            "network": NetworkChoice(hidden=(4,)),
            "optimizers": optimizers or (SETTINGS["adam"](learning_rate=0.05),),
            "batch_size": 16,
            "epochs": 5,
            **fields,
        }
    ).validated()


def final_weights(experiment: NetworkExperiment) -> list[np.ndarray]:
    """Of all runs, (runs, ...) each."""
    task = training_task.prepare(experiment)
    states = training_state.run_states(task, training.run(experiment))
    return [np.stack(arrays) for arrays in zip(*(state.weights for state in states), strict=True)]


def assert_same_history(
    first: training_state.History, second: training_state.History, rtol: float = 0.0
) -> None:
    for name in set(training_state.History._fields) - {"time"}:
        np.testing.assert_allclose(getattr(first, name), getattr(second, name), rtol=rtol, err_msg=name)
