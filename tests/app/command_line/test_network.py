"""Training without a window, its history, its picture, and how it is interrupted."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import nullcontext, redirect_stderr
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.command_line import interrupt, progress_line
from app.command_line import main as cli
from app.command_line import network as network_run
from app.network_lab import tables as network_tables
from app.network_lab.answers_presenter import AnswersPresenter
from core.experiment_files import from_json
from core.network import training
from core.network.early_stopping import EarlyStopping
from core.network.experiment import NetworkExperiment
from core.network.training import live as live_training
from core.network.training import state as training_state
from core.network.training.live import LiveTraining
from tests.app.terminal import Terminal, screen
from tests.folders import ROOT
from tests.small_networks import small, with_rates


def raw(**fields: Any) -> dict[str, Any]:
    """36 samples for training in two batches, 12 for validation."""
    return {
        "talweg": 1,
        "kind": "network",
        "dataset": {"name": "two_moons", "samples": 48},
        "network": {"hidden": [3]},
        "optimizers": [{"name": "sgd", "learning_rate": 0.5}, {"name": "adam", "learning_rate": 0.1}],
        "epochs": 20,
        **fields,
    }


def experiment(**fields: Any) -> NetworkExperiment:
    wanted = from_json(json.dumps(raw(**fields)).encode())
    assert isinstance(wanted, NetworkExperiment)
    return wanted


def after(checks: int) -> Callable[[], bool]:
    """Interrupts when it is asked for the time after so many."""
    left = iter(range(checks))
    return lambda: next(left, None) is None


def history(live: LiveTraining) -> list[dict[str, str]]:
    file = io.BytesIO()
    network_tables.write_history(live, file)
    return list(csv.DictReader(file.getvalue().decode().splitlines()))


def test_training_that_nobody_interrupts_is_that_of_core() -> None:
    wanted = experiment()
    live, complete = network_run.train(wanted, after(10**9))
    assert complete
    assert live.epoch == 20
    expected = training_state.weights_of(live.task, training.run(wanted))
    np.testing.assert_array_equal(live.weights_at(None)[1], expected)


@pytest.mark.parametrize("checks", [0, 1, 3])
def test_training_ends_when_it_is_interrupted(checks: int) -> None:
    wanted = experiment()
    live, complete = network_run.train(wanted, after(checks))
    assert not complete
    expected = live_training.begin(wanted)
    expected = live_training.go_on(expected, wanted, live.state.step)
    assert (live.state.step > 0) == (checks > 0)
    np.testing.assert_array_equal(live.weights_at(None)[1], expected.weights_at(None)[1])
    assert len(history(live)) == 2 * live.epoch


def test_who_interrupts_when_all_is_done_has_interrupted_nothing() -> None:
    calls = []
    network_run.train(experiment(), lambda: bool(calls.append(1)))
    assert network_run.train(experiment(), after(len(calls))).complete


# --- what is said meanwhile -------------------------------------------------------------------------------


def never() -> bool:
    """Nobody interrupts."""
    return False


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setattr(progress_line, "_EVERY_S", 0.0)
    monkeypatch.setattr(network_run, "_CALL_S", 0.0)  # one step after the other
    return Terminal()


def trained_at(terminal: Terminal) -> network_run.Trained:
    with redirect_stderr(terminal):
        return network_run.train(small(), never)


@pytest.mark.parametrize(
    "experiment",
    [
        with_rates(small("line", epochs=40), 1e20),
        with_rates(small(epochs=40, early_stopping=EarlyStopping(patience=1)), 0.0),
    ],
    ids=["diverged", "stopped early"],
)
def test_it_ends_when_every_run_has(experiment: NetworkExperiment) -> None:
    done = network_run.train(experiment, never)
    assert done.complete
    assert done.live.epoch < experiment.epochs


def test_a_terminal_is_told_how_far_it_is_and_left_clean(terminal: Terminal) -> None:
    trained_at(terminal)
    shown = screen(terminal.getvalue())
    for epoch in (1, 2, 3, 4):
        assert any(line.startswith(f"epoch {epoch} of 4, ") and line.endswith(" steps/s") for line in shown)
    assert shown[-1] == ""
    assert "\n" not in terminal.getvalue()


def test_where_there_is_no_terminal_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress_line, "_EVERY_S", 0.0)
    network_run.train(small(), never)
    assert capsys.readouterr() == ("", "")


# --- the history --------------------------------------------------------------------------------------------


def test_the_rows_of_a_run_end_with_its_last_epoch() -> None:
    stopping = {"monitor": "metric", "min_delta": 1.0, "patience": 2, "restore_best_weights": True}
    settings = [
        {"name": "sgd", "learning_rate": 0.01, "label": "stops"},
        {"name": "sgd", "learning_rate": 1e30, "label": "diverges"},
    ]
    line = {"dataset": {"name": "line", "samples": 48}, "loss": "mean_squared_error"}
    live, complete = network_run.train(
        experiment(**line, optimizers=settings, early_stopping=stopping), after(10**9)
    )
    assert complete
    # The first epoch improves on nothing at all, and no later one by 1.
    rows = [(row["run"], row["epoch"], row["loss"] != "") for row in history(live)]
    assert rows == [
        ("stops", "1", True),
        ("stops", "2", True),
        ("stops", "3", True),
        ("diverges", "1", False),
    ]


@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_numbers_have_as_many_digits_as_tell_them_apart(precision: str) -> None:
    live, _ = network_run.train(experiment(epochs=3, precision=precision), after(10**9))
    kind, known = np.dtype(precision).type, live.state.history
    for row in history(live):
        epoch, run = int(row["epoch"]) - 1, ("sgd", "adam").index(row["run"])
        assert row["learning_rate"] == ("0.5", "0.1")[run]
        for name in ("loss", "metric", "val_loss", "val_metric"):
            assert kind(row[name]) == kind(getattr(known, name)[epoch, run])
            assert row[name] == str(kind(row[name]))


# --- the command --------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


OUTPUTS = ("out.csv", "out.npz", "out.png", "out.svg")


def command(path: Path, *outputs: str) -> list[str]:
    return ["run", str(path), *(argument for output in outputs for argument in ("-o", output))]


def test_a_stopped_run_is_shown_at_the_epoch_that_was_restored(folder: Path) -> None:
    stopping = {"monitor": "metric", "min_delta": 1.0, "patience": 2, "restore_best_weights": True}
    (folder / "net.json").write_text(json.dumps(raw(early_stopping=stopping)))
    assert cli.main(command(folder / "net.json", *OUTPUTS)) == 0
    with np.load("out.npz") as arrays:
        assert [int(arrays[f"sgd/{name}"]) for name in ("epoch", "stopped_epoch", "diverged_at")] == [
            1,
            3,
            -1,
        ]
    assert "SGD, epoch 1<" in (folder / "out.svg").read_text().replace("SGD, EPOCH", "SGD, epoch")


def test_the_picture_shows_the_landscape(folder: Path) -> None:
    (folder / "net.json").write_text(json.dumps(raw(epochs=2)))
    assert cli.main(command(folder / "net.json", "out.svg")) == 0
    words = (folder / "out.svg").read_text()
    assert ">α<" in words  # which its axes have
    assert "press play" not in words.lower()


def test_a_picture_that_fails_is_told_and_not_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("shapes do not fit")

    (folder / "net.json").write_text(json.dumps(raw(epochs=1)))
    monkeypatch.setattr(AnswersPresenter, "show", broken)
    assert cli.main(command(folder / "net.json", "out.png")) == 1
    assert re.fullmatch(r"talweg: .*ValueError shapes do not fit\.\n", capsys.readouterr().err)
    assert not (folder / "out.png").exists()


def test_who_interrupts_before_training_gets_the_untrained_network(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    heard = threading.Event()
    heard.set()
    monkeypatch.setattr(interrupt, "listening", lambda tidy: nullcontext(heard))
    (folder / "net.json").write_text(json.dumps(raw()))
    assert cli.main(command(folder / "net.json", *OUTPUTS)) == 130
    assert capsys.readouterr().err == "talweg: interrupted after epoch 0; writing what there is.\n"
    assert len((folder / "out.csv").read_text().splitlines()) == 1
    with np.load(folder / "out.npz") as arrays:
        assert (int(arrays["epoch"]), int(arrays["adam/epoch"])) == (0, 0)
    assert all((folder / name).stat().st_size for name in OUTPUTS)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_ctrl_c_in_a_terminal_writes_what_there_is(folder: Path) -> None:
    (folder / "net.json").write_text(json.dumps(raw(epochs=100_000)))
    terminal, inside = os.openpty()
    listening = (
        "import signal, sys; signal.signal(2, signal.default_int_handler); from app.__main__ import main;"
    )
    with subprocess.Popen(
        [sys.executable, "-c", f"{listening} sys.exit(main())", *command(folder / "net.json", *OUTPUTS)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=inside,
    ) as process:
        os.close(inside)
        told = b""
        while b" steps/s" not in told:
            told += os.read(terminal, 1000)
        process.send_signal(signal.SIGINT)
        told = b""
        while b"what there is" not in told:
            told += os.read(terminal, 1000)
        assert process.wait(120) == 130
    os.close(terminal)
    assert b"Traceback" not in told
    epochs = int(re.findall(rb"interrupted after epoch (\d+)", told)[0])
    assert len((folder / "out.csv").read_text().splitlines()) == 1 + 2 * min(epochs, 20_000)
    assert sorted(path.name for path in folder.iterdir()) == ["net.json", *OUTPUTS]
