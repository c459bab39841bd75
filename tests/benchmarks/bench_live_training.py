"""The window while networks train in it as fast as they can, with every view open.

For some experiments and sizes of the window: the gaps of a timer of 4 ms (the event loop has to stay alive),
the frames a second that were drawn, the steps a second beside those of the bare loop over
`training.advance` in the same process, and how long closing takes. A case counts only if steps were made, the
weights are other ones, and the views look another way. By how much memory grew is told if it was watched for
two minutes or more. Every case is a process of its own. Run with a display, under Xvfb or offscreen:
`python -m tests.benchmarks.bench_live_training [--seconds 20] [--size 1280x800] [names ...]`.
"""

import argparse
import functools
import gc
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

if __name__ == "__main__" and not __package__:
    sys.path.insert(0, str(Path(__file__).parents[2]))
if sys.platform == "linux" and not ({"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ)):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np

from app.network_lab.room import NetworkRoom
from core.network import edits as network_edits
from core.network import presets as network_presets
from core.network import training
from core.network.experiment import NetworkExperiment
from core.network.parameters import MOST_EPOCHS
from core.network.training import state as training_state
from core.network.training import task as training_task
from core.run_edits import replace
from tests.benchmarks import record, watch
from tests.benchmarks.live import Memory, Pulse, Steps, live, opened
from tests.benchmarks.record import Result, UntrueError

SIZES = ("1280x800",)
NAMES = ("startup", "2-16-16-2", "six layers of 64")
"""What is measured if nobody says otherwise."""
WARM_UP_S = 8.0
BARE_S = 1.5
LONGEST_GAP_MS = 33.0
FEWEST_FRAMES = 30.0
MOST_GROWTH_MB = 5.0
"""In the minutes that are watched."""


class Case(NamedTuple):
    """What trains, and which of the views of the inside is open."""

    experiment: Callable[[], NetworkExperiment]
    view: str = "gradients"


class Row(NamedTuple):
    """What one case did in a window of one size; `fewest` are the frames of the view that is drawn least."""

    case: str
    size: str
    epoch: int
    median_gap_ms: float
    p99_gap_ms: float
    longest_gap_ms: float
    frames: float
    fewest: float
    steps: float
    bare_steps: float
    growth_mb: float | None
    closing_ms: float


def moons(hidden: tuple[int, ...], samples: int) -> NetworkExperiment:
    """Two moons with a network and a number of samples."""
    started = network_presets.new("two_moons")
    started = network_edits.with_dataset_fields(started, samples=samples)
    return network_edits.with_network(started, hidden=hidden)


CASES: Mapping[str, Case] = {
    "startup": Case(network_presets.startup),
    "2-16-16-2": Case(functools.partial(moons, (16, 16), 1000)),
    "six layers of 64": Case(functools.partial(moons, (64,) * 6, 1000), "weights"),
    "digits": Case(functools.partial(network_presets.new, "digits"), "confusion"),
    "sequence": Case(functools.partial(network_presets.new, "sum_sequence")),
    "10,000 samples": Case(functools.partial(moons, (16, 16), 10_000), "confusion"),
    "iris": Case(functools.partial(network_presets.new, "iris"), "confusion"),
}


# --- measuring ----------------------------------------------------------------------------------------------


def bare_rate(experiment: NetworkExperiment) -> float:
    """Steps a second of nothing but training."""
    from core.network.training.program import CHUNK

    task = training_task.prepare(experiment)
    state = training.advance(experiment, task, training.begin(experiment, task), CHUNK)
    first, since = state.step, time.perf_counter()
    while (taken := time.perf_counter() - since) < BARE_S:
        state = training.advance(experiment, task, state, CHUNK)
    return (state.step - first) / taken


def train(name: str, size: str, seconds: float) -> Row:
    """Train one case in the window for so long."""
    gc.disable()  # as the command does
    experiment = replace(CASES[name].experiment(), epochs=MOST_EPOCHS)
    before = bare_rate(experiment)
    with opened(experiment, size, network_inside=CASES[name].view) as window:
        room = window.room
        assert isinstance(room, NetworkRoom)
        room.presenter.player.set_speed("max")
        room.presenter.player.play()
        steps = Steps(room)
        live(WARM_UP_S)
        gc.freeze()
        gc.enable()
        views = {
            "the answers": room.lab.answers.currentWidget(),
            "the diagram": room.lab.diagram,
            "the curves": room.lab.curves.picture,
        }
        before_pixels = {what: watch.pixels(view) for what, view in views.items()}
        answers, *slower = (watch.Paints(view) for view in views.values())
        begun = weights(room)
        memory = Memory()
        pulse, since, first = Pulse(), time.perf_counter(), steps.count
        live(seconds)
        taken = time.perf_counter() - since
        made, growth = steps.count - first, memory.growth()
        fewest = min(one.count for one in slower)
        gaps = pulse.milliseconds
        if made == 0 or np.array_equal(begun, weights(room)):
            raise UntrueError(f"{name}: {made} steps were made, and the weights are those of before.")
        for what, view in views.items():
            if np.array_equal(before_pixels[what], watch.pixels(view)):
                raise UntrueError(f"{name}: {what} looks as before training.")
        if min(answers.count, fewest) == 0:
            raise UntrueError(f"{name}: a view was never painted.")
        result = room.session.result
        assert result is not None
        since = time.perf_counter()
        window.close()
        closing = time.perf_counter() - since
    bare = statistics.mean((before, bare_rate(experiment)))
    return Row(
        name,
        size,
        result.live.epoch,
        *gaps,
        answers.count / taken,
        fewest / taken,
        made / taken,
        bare,
        growth,
        1e3 * closing,
    )


def weights(room: NetworkRoom) -> Any:
    """The weights of every run in the last picture, (runs, size)."""
    result = room.session.result
    assert result is not None
    return np.asarray(training_state.weights_of(result.live.task, result.live.state))


# --- telling ------------------------------------------------------------------------------------------------

HEAD = (
    f"{'':18}{'size':>10}{'epoch':>8}{'gap: median':>12}{'p99':>7}{'longest':>9}{'frames/s':>10}"
    f"{'fewest':>8}{'steps/s':>10}{'of bare':>9}{'closing':>9}"
)


def told(row: Row) -> str:
    """One line of the table."""
    return (
        f"{row.case:18}{row.size:>10}{row.epoch:8}{row.median_gap_ms:12.1f}{row.p99_gap_ms:7.1f}"
        f"{row.longest_gap_ms:9.1f}{row.frames:10.1f}{row.fewest:8.1f}"
        f"{row.steps:10,.0f}{row.steps / row.bare_steps:9.0%}{row.closing_ms:9.0f}"
    )


def results(row: Row) -> Iterator[Result]:
    """What has an aim, and what is to be known beside it."""
    what = f"{row.case}, {row.size}"
    yield record.alone("live_training", f"{what}: frames", row.frames, "frames/s", at_least=FEWEST_FRAMES)
    yield record.alone("live_training", f"{what}: gaps, p99", row.p99_gap_ms, "ms", at_most=LONGEST_GAP_MS)
    yield Result(
        "live_training", f"{what}: steps", row.steps, "steps/s", "bare training", row.bare_steps,
        row.steps / row.bare_steps,
    )  # fmt: skip
    if row.growth_mb is not None:
        yield record.alone(
            "live_training", f"{what}: memory grew by", row.growth_mb, "MB", at_most=MOST_GROWTH_MB
        )


def measure(wanted: argparse.Namespace) -> Iterator[Result]:
    """Each case in a process of its own."""
    print(HEAD, flush=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = home  # compiled programs are kept, but not among a person's
        for name in wanted.names or NAMES:
            for size in wanted.size or SIZES:
                row = apart(train, name, size, wanted.seconds)
                print(told(row), flush=True)
                yield from results(row)


def apart(call: Any, *arguments: Any) -> Any:
    """What a call returns, made in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(call, *arguments).result()


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(CASES))
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--size", action="append")


if __name__ == "__main__":
    record.run("live_training", measure, arguments)
