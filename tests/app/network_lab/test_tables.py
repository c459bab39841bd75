"""A training as files: its history as CSV, its weights as arrays."""

import csv
import io
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from app.kit import files
from app.network_lab import tables as network_tables
from core import run_edits
from core.network import weights_file
from core.network.experiment import NetworkExperiment
from core.network.training import evaluation
from core.network.training import live as live_training
from core.network.training.live import LiveTraining
from tests.small_networks import BATCHES, small


def trained(experiment: NetworkExperiment, epochs: int = 3) -> LiveTraining:
    live = live_training.begin(experiment)
    return live_training.go_on(live, experiment, epochs * live.task.batches)


def rows(live: LiveTraining) -> list[dict[str, str]]:
    file = io.BytesIO()
    network_tables.write_history(live, file)
    assert b"\r" not in file.getvalue()
    return list(csv.DictReader(file.getvalue().decode().splitlines()))


@pytest.fixture(scope="module")
def live() -> LiveTraining:
    return trained(small())


def test_the_history_is_read_back_number_by_number(live: LiveTraining) -> None:
    table, history = rows(live), live.state.history
    assert len(table) == 2 * 3
    assert list(table[0]) == [
        *("run", "optimizer", "epoch", "learning_rate", "loss", "metric", "val_loss", "val_metric"),
        *("gradient_norm_1", "gradient_norm_2", "seconds"),
    ]
    for run, name in enumerate(("sgd", "adam")):
        own = [row for row in table if row["run"] == name]
        assert [row["optimizer"] for row in own] == [name] * 3
        assert [int(row["epoch"]) for row in own] == [1, 2, 3]
        for column in ("learning_rate", "loss", "metric", "val_loss", "val_metric"):
            found = np.array([float(row[column]) for row in own], np.float32)
            np.testing.assert_array_equal(found, getattr(history, column)[:, run].astype(np.float32))
        norms = [[float(row[f"gradient_norm_{layer}"]) for layer in (1, 2)] for row in own]
        np.testing.assert_array_equal(
            np.array(norms, np.float32), history.gradient_norms[:, run].astype(np.float32)
        )
        np.testing.assert_allclose([float(row["seconds"]) for row in own], history.time, atol=1e-6)


def test_what_there_is_no_value_of_is_left_empty() -> None:
    experiment = small()
    dataset = msgspec.structs.replace(experiment.dataset, validation_fraction=0.0)
    table = rows(trained(msgspec.structs.replace(experiment, dataset=dataset)))
    assert {row["val_loss"] for row in table} == {row["val_metric"] for row in table} == {""}
    assert all(float(row["loss"]) > 0 for row in table)


def test_hidden_runs_are_left_out_and_labels_kept() -> None:
    experiment = run_edits.with_fields(small(), 0, enabled=False)
    table = rows(trained(run_edits.with_fields(experiment, 1, label='fast, "very"')))
    assert {row["run"] for row in table} == {'fast, "very"'}
    assert {row["optimizer"] for row in table} == {"adam"}


def test_the_rows_of_a_run_end_where_it_does() -> None:
    wild = run_edits.with_rate(small("line", epochs=6), 0, 1e20, None)
    live = trained(wild, 6)
    table, diverged = rows(live), live.state.history.diverged_at[0]
    assert diverged
    of_wild = [row for row in table if row["run"] == "sgd"]
    assert [int(row["epoch"]) for row in of_wild] == list(range(1, -(-int(diverged) // BATCHES) + 1))
    assert of_wild[-1]["loss"] == ""
    assert [int(row["epoch"]) for row in table if row["run"] == "adam"] == [1, 2, 3, 4, 5, 6]


def test_in_float64_no_digit_is_lost() -> None:
    live = trained(small(precision="float64"), 1)
    found = [float(row["loss"]) for row in rows(live)]
    np.testing.assert_array_equal(found, live.state.history.loss[0])


def test_before_the_first_epoch_there_is_only_a_header() -> None:
    assert rows(trained(small(), 0)) == []


def test_the_file_given_stays_open(live: LiveTraining, tmp_path: Path) -> None:
    target = tmp_path / "history.csv"
    files.write_whole(target, lambda file: network_tables.write_history(live, file))
    assert target.read_text().startswith("run,")


def test_with_the_weights_read_back_a_network_says_the_same(live: LiveTraining, tmp_path: Path) -> None:
    target = tmp_path / "weights.npz"
    files.write_whole(target, lambda file: network_tables.write_weights(live, file))
    read = weights_file.read(target)
    assert (list(read.arrays), read.epoch) == (["sgd", "adam"], 3)
    x: np.ndarray[Any, Any] = np.random.default_rng(0).normal(size=(7, 2))
    expected = evaluation.predictions(live.task, live.state, x)
    for run, label in enumerate(("sgd", "adam")):
        again = live_training.begin(weights_file.as_initial_weights(read, live.experiment, label))
        found = evaluation.predictions(again.task, again.state, x)[0]
        np.testing.assert_allclose(found, expected[run], rtol=1e-6)
