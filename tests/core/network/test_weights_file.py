"""Trained weights in a file: there and back, and what does not fit."""

import contextlib
import io
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from core import experiment_files
from core.messages import TalwegError
from core.network import training, weights_file
from core.network.dataset_choice import DatasetChoice
from core.network.early_stopping import EarlyStopping
from core.network.experiment import NetworkExperiment
from core.network.network_choice import NetworkChoice
from core.network.training import evaluation
from core.network.training import state as training_state
from core.network.training import task as training_task
from core.run_settings import SETTINGS

ADAM, SGD = SETTINGS["adam"](learning_rate=0.05, label="my Adam"), SETTINGS["sgd"](learning_rate=0.1)
IMAGES = DatasetChoice(
    name="inline",
    x=tuple(map(tuple, np.random.default_rng(0).uniform(size=(30, 64)).tolist())),
    y=tuple(float(one % 3) for one in range(30)),
)
WAVE = DatasetChoice(name="sine_sequence", samples=50, parameters={"window": 5})
EXPERIMENTS: dict[str, dict[str, Any]] = {
    "dense": {"network": NetworkChoice(hidden=(5, 3))},
    "float64": {"network": NetworkChoice(hidden=(5,)), "precision": "float64"},
    "convolutional": {
        "dataset": IMAGES,
        "network": NetworkChoice(kind="convolutional", filters=2, hidden=(4,)),
    },
    **{
        cell: {
            "dataset": WAVE,
            "network": NetworkChoice(kind="recurrent", cell=cell, recurrent_units=3, hidden=()),
            "loss": "mean_squared_error",
        }
        for cell in ("simple_rnn", "gru")
    },
}
LAYERS = {
    "dense": ["dense_1/kernel", "dense_1/bias", "dense_2/kernel", "dense_2/bias"],
    "float64": ["dense_1/kernel", "dense_1/bias"],
    "convolutional": ["conv/kernel", "conv/bias", "dense_1/kernel", "dense_1/bias"],
    "simple_rnn": ["simple_rnn/kernel", "simple_rnn/recurrent_kernel", "simple_rnn/bias"],
    "gru": ["gru/kernel", "gru/recurrent_kernel", "gru/bias"],
}

ABOUT_A_RUN = ("epoch", "stopped_epoch", "diverged_at")


def of(name: str = "dense", **fields: Any) -> NetworkExperiment:
    return NetworkExperiment(optimizers=(ADAM, SGD), **{**EXPERIMENTS[name], **fields}).validated()


def saved(
    experiment: NetworkExperiment, path: Path
) -> tuple[training_task.Task, training_state.TrainingState]:
    """Train for two epochs and write the file."""
    task = training_task.prepare(experiment)
    state = training.advance(experiment, task, training.begin(experiment, task), 2 * task.batches)
    with path.open("wb") as file:
        weights_file.write(file, experiment, task, training_state.run_states(task, state), 2)
    return task, state


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "weights.npz"


# --- there and back -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_a_network_says_the_same_after_loading(name: str, path: Path) -> None:
    experiment = of(name)
    task, state = saved(experiment, path)
    trained = weights_file.read(path)
    assert experiment_files.from_json(trained.experiment.encode()) == experiment
    assert trained.epoch == 2
    x = np.random.default_rng(1).normal(size=(9, *task.split.training.x.shape[1:]))
    for run, label in enumerate(("my Adam", "sgd")):
        loaded = weights_file.as_initial_weights(trained, experiment, label)
        again = training_task.prepare(loaded)
        found = evaluation.predictions(again, training.begin(loaded, again), x)
        np.testing.assert_array_equal(found[run], evaluation.predictions(task, state, x)[run])
    assert weights_file.as_initial_weights(trained, experiment) == weights_file.as_initial_weights(
        trained, experiment, "my Adam"
    )


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_the_arrays_are_called_by_run_layer_and_part(name: str, path: Path) -> None:
    task, state = saved(of(name), path)
    expected = [*LAYERS[name], "output/kernel", "output/bias"]
    with np.load(path) as stored:
        assert [key for key in stored.files if key.startswith("my Adam/")] == [
            f"my Adam/{one}" for one in (*expected, *ABOUT_A_RUN)
        ]
        for run, label in enumerate(stored["runs"]):
            weights = training_state.run_states(task, state)[run].weights
            for one, array in zip(expected, weights, strict=True):
                np.testing.assert_array_equal(stored[f"{label}/{one}"], array)


def test_the_file_says_of_every_run_which_epoch_its_weights_are_from(path: Path) -> None:
    stopping = EarlyStopping(patience=1, monitor="metric", min_delta=1.0, restore_best_weights=True)
    wild = SETTINGS["sgd"](learning_rate=1e30, label="wild")
    line = {"loss": "mean_squared_error", "dataset": DatasetChoice(name="line", samples=50)}
    experiment = msgspec.structs.replace(of(early_stopping=stopping, **line), optimizers=(ADAM, wild))
    task, state = training_task.prepare(experiment), training.run(experiment)
    with path.open("wb") as file:
        weights_file.write(file, experiment, task, training_state.run_states(task, state), 2)
    with np.load(path) as stored:
        # Only the first epoch is an improvement by 1: the second ends the run.
        assert [int(stored[f"my Adam/{name}"]) for name in ABOUT_A_RUN] == [1, 2, -1]
        epoch, stopped, diverged = (int(stored[f"wild/{name}"]) for name in ABOUT_A_RUN)
    assert (epoch, stopped) == (0, -1)
    assert 1 <= diverged <= task.batches
    assert list(weights_file.read(path).arrays["wild"]) == list(weights_file.read(path).arrays["my Adam"])


def test_with_the_numbers_in_the_file_anyone_can_compute_what_the_network_says(path: Path) -> None:
    task, state = saved(of("float64"), path)
    x = np.array([[0.3, -0.2], [1.5, 0.7]])
    with np.load(path) as stored:
        hidden = np.tanh(
            (x - stored["mean"]) / stored["scale"] @ stored["sgd/dense_1/kernel"] + stored["sgd/dense_1/bias"]
        )
        logits = hidden @ stored["sgd/output/kernel"] + stored["sgd/output/bias"]
    expected = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(evaluation.predictions(task, state, x)[1], expected, rtol=1e-12)


def test_a_run_that_is_switched_off_is_left_out(path: Path) -> None:
    off = msgspec.structs.replace(SGD, enabled=False)
    experiment = msgspec.structs.replace(of(), optimizers=(ADAM, off))
    saved(experiment, path)
    assert list(weights_file.read(path).arrays) == ["my Adam"]


# --- what does not fit --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("network", "sentence"),
    [
        (
            {"hidden": (5, 4)},
            "weights.npz does not fit this network: dense_2/kernel has the shape (5, 3), which would have to "
            "be (5, 4).",
        ),
        (
            {"hidden": (5,)},
            "weights.npz does not fit this network: it has the layers dense_1, dense_2, output, and not "
            "dense_1, output.",
        ),
    ],
)
def test_another_network_refuses_the_weights(network: dict[str, Any], sentence: str, path: Path) -> None:
    saved(of(), path)
    with pytest.raises(weights_file.WeightsError) as caught:
        weights_file.as_initial_weights(weights_file.read(path), of(network=NetworkChoice(**network)))
    assert str(caught.value) == sentence


def test_a_label_that_is_not_there_is_answered_with_those_that_are(path: Path) -> None:
    saved(of(), path)
    with pytest.raises(TalwegError, match=r"no run called 'adam'; it has: my Adam, sgd\.$"):
        weights_file.as_initial_weights(weights_file.read(path), of(), "adam")


def npz(**arrays: Any) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a zip file at all",
        npz(x=np.zeros(3)),
        npz(runs=np.array([{}], dtype=object)),
        zipped("runs.npy", b"nonsense"),
        zipped("readme.txt", b"hello"),
        np.zeros(3).tobytes(),
    ],
)
def test_another_file_holds_no_trained_weights(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    with pytest.raises(weights_file.WeightsError, match=r"^weights\.npz holds no trained weights; choose"):
        weights_file.read(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_short_holds_no_trained_weights(share: float, path: Path) -> None:
    saved(of(), path)
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    with pytest.raises(weights_file.WeightsError, match="holds no trained weights"):
        weights_file.read(path)


@pytest.mark.parametrize("byte", range(40, 2000, 140))
def test_a_damaged_file_is_refused_or_harmless(byte: int, path: Path) -> None:
    saved(of(), path)
    content = bytearray(path.read_bytes())
    content[byte] ^= 0xFF
    path.write_bytes(content)
    with contextlib.suppress(weights_file.WeightsError):
        assert set(weights_file.read(path).arrays) <= {"my Adam", "sgd"}


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_weights_have_to_be_finite(bad: float, path: Path) -> None:
    saved(of(), path)
    with np.load(path) as stored:
        arrays = dict(stored)
    arrays["sgd/output/bias"] = np.array([0.0, bad])
    path.write_bytes(npz(**arrays))
    with pytest.raises(weights_file.WeightsError, match=r"sgd/output/bias has to hold finite numbers\.$"):
        weights_file.read(path)


def test_a_small_file_that_unpacks_to_much_is_refused(path: Path) -> None:
    path.write_bytes(zipped("runs.npy", bytes(weights_file.LARGEST_FILE + 1)))
    assert path.stat().st_size < 1_000_000
    with pytest.raises(weights_file.WeightsError, match="larger than 50 MB"):
        weights_file.read(path)


def test_a_file_that_is_not_there_is_said_not_to_be(path: Path) -> None:
    with pytest.raises(weights_file.WeightsError, match=r"weights\.npz cannot be read: No such file"):
        weights_file.read(path)
    with pytest.raises(weights_file.WeightsError, match="cannot be read: Is a directory"):
        weights_file.read(path.parent)
