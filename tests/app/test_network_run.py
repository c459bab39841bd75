"""Training without a window: how it ends, and what is said meanwhile."""

import io
from contextlib import redirect_stderr

import numpy as np
import pytest

from app import network_run
from app.network_run import Trained
from core import live_training, training
from core.live_training import LiveTraining
from core.network_experiment import EarlyStopping, NetworkExperiment
from tests.small_networks import BATCHES, small, with_rates


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setattr(network_run, "_LINE_S", 0.0)
    monkeypatch.setattr(network_run, "_CALL_STEPS", BATCHES)
    return Terminal()


def trained_at(terminal: Terminal) -> Trained:
    with redirect_stderr(terminal):
        return network_run.train(small())


def screen(written: str) -> list[str]:
    """What a terminal shows after each carriage return."""
    shown, line = [], ""
    for part in written.split("\r"):
        line = part + line[len(part) :]
        shown.append(line.rstrip())
    return shown


def test_it_ends_where_training_ends() -> None:
    experiment = small()
    done = network_run.train(experiment)
    assert not done.interrupted
    assert done.live.epoch == experiment.epochs
    at_once = training.run(experiment)
    np.testing.assert_array_equal(
        training.weights_of(done.live.task, done.live.state), training.weights_of(done.live.task, at_once)
    )


@pytest.mark.parametrize(
    "experiment",
    [
        with_rates(small("line", epochs=40), 1e20),
        with_rates(small(epochs=40, early_stopping=EarlyStopping(patience=1)), 0.0),
    ],
    ids=["diverged", "stopped early"],
)
def test_it_ends_when_every_run_has(experiment: NetworkExperiment) -> None:
    done = network_run.train(experiment)
    assert not done.interrupted
    assert done.live.epoch < experiment.epochs


def test_a_terminal_is_told_how_far_it_is_and_left_clean(terminal: Terminal) -> None:
    trained_at(terminal)
    shown = screen(terminal.getvalue())
    for epoch in (1, 2, 3, 4):
        assert any(line.startswith(f"epoch {epoch} of 4, ") and line.endswith(" steps/s") for line in shown)
    assert shown[-1] == ""
    assert "\n" not in terminal.getvalue()


def test_a_shorter_line_leaves_nothing_of_a_longer_one(terminal: Terminal) -> None:
    line = network_run._Line(terminal)
    live = live_training.begin(small())
    line.show(
        live_training.go_on(live, small(epochs=1000), BATCHES)._replace(experiment=small(epochs=99_999))
    )
    line.show(live)
    assert screen(terminal.getvalue())[-1].startswith("epoch 0 of 4, ")
    assert screen(terminal.getvalue())[-1].count("steps/s") == 1
    line.end()
    assert screen(terminal.getvalue())[-1] == ""


def test_an_interrupted_line_is_wiped_away(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(terminal, "flush", interrupted)
    line = network_run._Line(terminal)
    live = live_training.begin(small())
    with pytest.raises(KeyboardInterrupt):
        line.show(live)
    monkeypatch.undo()
    line.end()
    assert screen(terminal.getvalue())[-1] == ""


def test_where_there_is_no_terminal_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(network_run, "_LINE_S", 0.0)
    network_run.train(small())
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("calls", [0, 1, 3])
def test_whoever_interrupts_gets_what_there_is(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, calls: int
) -> None:
    made = []
    go_on = live_training.go_on

    def interrupted(live: LiveTraining, experiment: NetworkExperiment, steps: int) -> LiveTraining:
        if len(made) == calls:
            raise KeyboardInterrupt
        made.append(go_on(live, experiment, steps))
        return made[-1]

    monkeypatch.setattr(live_training, "go_on", interrupted)
    done = trained_at(terminal)
    assert done.interrupted
    assert done.live.epoch == calls
    assert screen(terminal.getvalue())[-1] == ""


def test_an_interrupt_while_a_line_is_written_keeps_what_was_trained(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(network_run._Line, "show", interrupted)
    done = trained_at(terminal)
    assert done.interrupted
    assert done.live.epoch == 1
