"""A small network for the command `talweg landscape`, and what its tests share."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from core.experiment_files import from_json
from core.landscape import storage
from core.landscape.landscape import Landscape
from core.network import training
from core.network.experiment import NetworkExperiment
from core.network.training import evaluation
from core.network.training import state as training_state
from core.network.training import task as training_task

Answer = Callable[..., tuple[int, str, str]]


def raw(**fields: Any) -> dict[str, Any]:
    """36 samples for training in two batches, 12 for validation."""
    return {
        "talweg": 1,
        "kind": "network",
        "dataset": {"name": "two_moons", "samples": 48},
        "network": {"hidden": [3]},
        "optimizers": [
            {"name": "sgd", "learning_rate": 0.5},
            {"name": "adam", "learning_rate": 0.1, "label": "my Adam"},
            {"name": "rmsprop", "learning_rate": 0.01},
        ],
        "epochs": 6,
        **fields,
    }


def experiment(**fields: Any) -> NetworkExperiment:
    wanted = from_json(json.dumps(raw(**fields)).encode())
    assert isinstance(wanted, NetworkExperiment)
    return wanted


def assert_refused(answer: tuple[int, str, str], *words: str) -> None:
    code, out, err = answer
    assert (code, out) == (2, "")
    assert re.fullmatch(r"talweg: .*\.\n", err)
    for word in words:
        assert word in err


def land(name: str = "land.npz") -> Landscape:
    return storage.read(Path(name))


def losses_at(made: Landscape, part: str = "training", **fields: Any) -> np.ndarray:
    """What training finds at every point, one after the other."""
    task = training_task.prepare(experiment(**fields))
    samples = task._replace(training=task.validation) if part == "validation" else task
    places = np.stack(np.meshgrid(made.alpha, made.beta), axis=-1)[..., : made.plane.dimensions]
    weights = made.plane.at(places).reshape(-1, len(made.plane.center))
    found = [evaluation.losses_of(samples, one[None])[0] for one in weights]
    return np.reshape(found, made.training.shape)


def ends(**fields: Any) -> np.ndarray:
    wanted = experiment(**fields)
    return training_state.weights_of(training_task.prepare(wanted), training.run(wanted))


def assert_equal(one: Landscape, other: Landscape) -> None:
    for name in Landscape._fields[1:7]:
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
    np.testing.assert_array_equal(one.plane.directions, other.plane.directions)
    assert list(one.paths) == list(other.paths)
    assert (one.experiment, one.options, one.explained) == (other.experiment, other.options, other.explained)
