"""A small network of every kind, in double precision, and some steps of its training."""

from typing import Any

import numpy as np

from core.network import training
from core.network.dataset_choice import DatasetChoice
from core.network.experiment import NetworkExperiment
from core.network.network_choice import NetworkChoice
from core.network.training import state as training_state
from core.network.training import task as training_task
from core.run_settings import SETTINGS

NETWORKS: dict[str, dict[str, Any]] = {
    "dense": {"network": NetworkChoice(hidden=(5, 3), activation="gelu")},
    "binary": {"network": NetworkChoice(hidden=(4,), activation="relu"), "loss": "binary_cross_entropy"},
    "perceptron": {
        "network": NetworkChoice(kind="perceptron", activation="tanh"),
        "loss": "mean_squared_error",
        "dataset": DatasetChoice(name="line", samples=50),
    },
    **{
        cell: {
            "network": NetworkChoice(kind="recurrent", cell=cell, recurrent_units=3, hidden=(4,)),
            "loss": "mean_squared_error",
            "dataset": DatasetChoice(name="sine_sequence", samples=50, parameters={"window": 5}),
        }
        for cell in ("simple_rnn", "gru")
    },
    "convolutional": {
        "network": NetworkChoice(kind="convolutional", filters=2, hidden=(4,)),
        "dataset": DatasetChoice(
            name="inline",
            x=tuple(map(tuple, np.random.default_rng(0).uniform(size=(30, 64)).tolist())),
            y=tuple(float(one % 3) for one in range(30)),
        ),
    },
}


def of(name: str, **fields: Any) -> NetworkExperiment:
    return NetworkExperiment(
        **{
            "optimizers": (SETTINGS["adam"](learning_rate=0.05), SETTINGS["sgd"](learning_rate=0.1)),
            "precision": "float64",
            "batch_size": 16,
            **NETWORKS[name],
            **fields,
        }
    ).validated()


def trained(
    experiment: NetworkExperiment, steps: int = 5
) -> tuple[training_task.Task, training_state.TrainingState]:
    task = training_task.prepare(experiment)
    return task, training.advance(experiment, task, training.begin(experiment, task), steps)
