"""Grids of losses against plain loops and closed forms; what they promise of bits, memory and progress."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from core.backend import jnp, ravel_pytree
from core.landscape import devices, grid, model, of_network
from core.network import presets as network_presets
from core.network import training
from core.network.dataset_choice import DatasetChoice
from core.network.training import evaluation
from core.network.training import state as training_state
from core.network.training import task as training_task
from core.plane import Plane
from tests.folders import ROOT


def task_of(dataset: DatasetChoice, **network: Any) -> training_task.Task:
    experiment = network_presets.new_on(dataset)
    changed = msgspec.structs.replace(experiment.network, **network)
    loss = "binary_cross_entropy" if changed.kind == "perceptron" else experiment.loss
    experiment = msgspec.structs.replace(experiment, network=changed, loss=loss)
    return training_task.prepare(experiment.validated())


def of_catalogue(name: str, samples: int = 60, fraction: float = 0.25) -> DatasetChoice:
    return DatasetChoice(name=name, samples=samples, validation_fraction=fraction)


def plane_around(center: Any, scale: float = 0.3, seed: int = 0, dimensions: int = 2) -> Plane:
    center = np.asarray(center, np.float64)
    return Plane(center, scale * np.random.default_rng(seed).normal(size=(dimensions, center.size)))


def nodes(alpha: Any, beta: Any) -> Any:
    """(n, 2), β slowest, as a grid has them."""
    return np.stack(np.meshgrid(alpha, beta), axis=-1).reshape(-1, 2)


def evaluated(task: training_task.Task, plane: Plane, coordinates: Any, part: str = "training") -> Any:
    data = of_network.parts(task)[part]
    return grid.evaluate(of_network.model_of(task.plan), plane, data, coordinates)


# --- right --------------------------------------------------------------------------------------------------


def plain_loop(task: training_task.Task, plane: Plane, coordinates: Any) -> Any:
    """Weights set point by point: the loss of the trainer, and the metric by hand."""
    samples, mean, scale = task.split.training, task.split.target_mean, task.split.target_scale
    x = samples.x * task.split.scale + task.split.mean
    y = samples.y if task.plan.classification else samples.y.reshape(len(x), -1) * scale + mean
    found = []
    for point in coordinates:
        weights = plane.at(point)[None].astype(task.plan.dtype)
        outputs = evaluation.outputs_of(task, weights, x)[0]
        found.append((evaluation.losses_of(task, weights)[0], metric(task, outputs, y)))
    return np.array(found, np.float64)


def metric(task: training_task.Task, outputs: Any, y: Any) -> float:
    if task.plan.classification:
        said = outputs.argmax(axis=1) if outputs.shape[1] > 1 else outputs[:, 0] > 0.5
        return float(np.mean(said == y))
    return float(np.mean(1 - ((outputs - y) ** 2).sum(axis=0) / ((y - y.mean(axis=0)) ** 2).sum(axis=0)))


def test_a_grid_is_what_a_plain_loop_over_set_weights_and_evaluate_finds() -> None:
    task = task_of(of_catalogue("two_moons", 200))
    plane, axis = plane_around(task.initial), np.linspace(-1, 1, 51)
    found, expected = evaluated(task, plane, nodes(axis, axis)), plain_loop(task, plane, nodes(axis, axis))
    np.testing.assert_allclose(found[:, 0], expected[:, 0], rtol=2e-6)
    # Where an output lies on the border between two classes to the last bit, one sample may count otherwise.
    assert np.mean(np.isclose(found[:, 1], expected[:, 1], atol=1e-6)) > 0.99


TABLE = DatasetChoice(
    name="inline",
    x=tuple((float(a), float(a * b), float(b)) for a in range(6) for b in range(5)),
    y=tuple(100.0 + 7 * a - b * b for a in range(6) for b in range(5)),
)


@pytest.mark.parametrize(
    ("dataset", "network"),
    [
        (of_catalogue("two_moons"), {"kind": "perceptron"}),
        (of_catalogue("iris"), {"hidden": (5, 4), "activation": "relu", "dropout": 0.3, "l2": 0.1}),
        (of_catalogue("digits"), {"kind": "dense", "hidden": (20,), "activation": "gelu"}),
        (of_catalogue("digits"), {"kind": "convolutional", "filters": 3, "hidden": (5,)}),
        (of_catalogue("sine_sequence"), {"recurrent_units": 4}),
        (of_catalogue("sine_sequence"), {"cell": "gru", "recurrent_units": 3, "hidden": (4,)}),
        (TABLE, {}),
    ],
    ids=["perceptron", "dense", "large kernels", "convolutional", "recurrent", "gru", "table of numbers"],
)
def test_networks_of_every_kind_are_evaluated_as_they_are_trained(dataset: Any, network: Any) -> None:
    task = task_of(dataset, **network)
    plane, axis = plane_around(task.initial), np.linspace(-1, 1, 5)
    found, expected = evaluated(task, plane, nodes(axis, axis)), plain_loop(task, plane, nodes(axis, axis))
    np.testing.assert_allclose(found, expected, rtol=2e-5, atol=2e-6)


def test_the_loss_of_linear_regression_is_its_quadratic() -> None:
    random = np.random.default_rng(0)
    x, y = random.normal(size=(40, 3)), random.normal(size=40)
    rows = np.column_stack([x, np.ones(40)])
    best = np.linalg.lstsq(rows, y)[0]
    values, vectors = np.linalg.eigh(2 * rows.T @ rows / 40)
    plane = Plane(best, vectors.T[[3, 0]])
    flat, unravel = ravel_pytree({"a_kernel": np.zeros(3), "bias": np.zeros(())})

    def loss(params: Any, batch: Any) -> Any:
        return jnp.mean((batch[0] @ params["a_kernel"] + params["bias"] - batch[1]) ** 2)

    regression = model.of_loss(loss, unravel, dtype=str(flat.dtype))
    alpha, beta = np.linspace(-2, 2, 9), np.linspace(-3, 3, 7)
    *_, last = grid.sharpening(regression, plane, {"training": (x, y)}, alpha, beta)
    lowest = np.mean((rows @ best - y) ** 2)
    expected = lowest + (values[3] * alpha[None, :] ** 2 + values[0] * beta[:, None] ** 2) / 2
    np.testing.assert_allclose(last.values["training"][..., 0], expected, rtol=1e-12)
    assert np.isnan(last.values["training"][..., 1]).all()


def test_a_line_has_one_row() -> None:
    task = task_of(of_catalogue("two_moons"))
    plane, alpha = plane_around(task.initial, dimensions=1), np.linspace(-1, 2, 17)
    parts, made = of_network.parts(task), of_network.model_of(task.plan)
    *_, last = grid.sharpening(made, plane, parts, alpha, np.zeros(1))
    np.testing.assert_allclose(
        last.values["training"][0, :, 0], plain_loop(task, plane, alpha[:, None])[:, 0], rtol=2e-6
    )


def test_losses_that_are_not_finite_are_results() -> None:
    def loss(params: Any, batch: Any) -> Any:
        return jnp.sum(params * batch)

    plane = Plane(np.zeros(2), np.eye(2))
    made = model.of_loss(loss, ravel_pytree(np.zeros(2))[1], dtype="float64")
    at = np.array([[0.0, 0.0], [1e300, 0.0], [-1e300, 0.0], [np.inf, -np.inf], [1.0, 1.0]])
    found = grid.evaluate(made, plane, np.array([1e10, 1e10]), at)[:, 0]
    np.testing.assert_array_equal(found, [0.0, np.inf, -np.inf, np.nan, 2e10])
    *_, last = grid.sharpening(
        made, plane, {"it": np.array([1e10, 1e10])}, at[:3, 0], np.array([0.0, np.nan])
    )
    assert last.complete
    np.testing.assert_array_equal(last.values["it"][..., 0], [[0, np.inf, -np.inf], [np.nan] * 3])


def test_no_samples_have_no_loss() -> None:
    task = task_of(of_catalogue("two_moons", fraction=0.0))
    plane, axis = plane_around(task.initial), np.linspace(-1, 1, 9)
    assert np.isnan(evaluated(task, plane, nodes(axis, axis), "validation")).all()
    parts, made = of_network.parts(task), of_network.model_of(task.plan)
    *_, last = grid.sharpening(made, plane, parts, axis, axis)
    assert last.complete
    assert np.isfinite(last.values["training"]).all()
    (again,) = grid.sharpening(made, plane, parts, axis, axis, known=last.values)
    assert again.complete


@pytest.fixture
def divided_anew() -> Iterator[None]:
    """Forget, before and after, how data have been divided."""
    grid._division.cache_clear()
    yield
    grid._division.cache_clear()


@pytest.mark.parametrize("dataset", ["digits", "sine_sequence", "two_moons"])
def test_large_data_go_piece_by_piece(
    dataset: str, divided_anew: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = task_of(of_catalogue(dataset, 81))  # of which 61 are for training: the last piece is smaller
    plane, axis = plane_around(task.initial), np.linspace(-1, 1, 4)
    whole = evaluated(task, plane, nodes(axis, axis))
    for kept in (grid.BUDGET, 0):
        monkeypatch.setattr(grid, "BUDGET", kept)
        monkeypatch.setattr(grid, "_CACHE", 2**13)
        grid._division.cache_clear()
        data = of_network.parts(task)["training"]
        losses = grid._Losses(of_network.model_of(task.plan), plane, data)
        assert len(losses._pieces) > 1
        assert (losses._kept is None) == (not kept)
        np.testing.assert_allclose(losses.at(nodes(axis, axis)), whole, rtol=2e-5, atol=1e-6)


def test_an_accelerator_takes_many_points_at_once(
    divided_anew: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = task_of(of_catalogue("two_moons"))
    plane, axis = plane_around(task.initial), np.linspace(-1, 1, 21)
    one_by_one = evaluated(task, plane, nodes(axis, axis))
    monkeypatch.setattr(devices, "are_cores", lambda: False)
    grid._division.cache_clear()
    losses = grid._Losses(of_network.model_of(task.plan), plane, of_network.parts(task)["training"])
    assert losses._points > 1
    np.testing.assert_allclose(losses.at(nodes(axis, axis)), one_by_one, rtol=2e-6)
    assert losses.bytes_taken() <= grid.BUDGET


# --- the same, however it is computed -----------------------------------------------------------------------


@pytest.mark.parametrize("dataset", ["two_moons", "digits", "sine_sequence"])
def test_how_points_are_divided_changes_no_bit(dataset: str) -> None:
    task = task_of(of_catalogue(dataset, 61))
    plane, axis = plane_around(task.initial), np.linspace(-1, 1, 9)
    whole = evaluated(task, plane, nodes(axis, axis))
    alone = [evaluated(task, plane, node[None])[0] for node in nodes(axis, axis)[:20]]
    np.testing.assert_array_equal(whole[:20], alone)


_SOME = """
import sys
import numpy as np
from core.landscape import devices, grid, of_network

if len(sys.argv) > 3:
    devices.join(sys.argv[3], 2, int(sys.argv[2]))
from tests.core.landscape.test_grid import of_catalogue, plane_around, task_of

task = task_of(of_catalogue("two_moons", 61))
axis = np.linspace(-1, 1, 11)
plane, model, parts = plane_around(task.initial), of_network.model_of(task.plan), of_network.parts(task)
*_, last = grid.sharpening(model, plane, parts, axis, axis)
stopped = list(grid.sharpening(model, plane, parts, axis, axis, cancelled=lambda: not devices.is_first()))
if devices.is_first():
    np.savez(sys.argv[1], **last.values, devices=devices.count(), stopped=len(stopped))
"""


def run_some(path: Path, *arguments: str, count: int) -> "subprocess.Popen[str]":
    flags = f"{os.environ['XLA_FLAGS']} --xla_force_host_platform_device_count={count}"
    return subprocess.Popen(
        [sys.executable, "-c", _SOME, str(path), *arguments],
        cwd=ROOT,
        env={**os.environ, "XLA_FLAGS": flags},
        stderr=subprocess.PIPE,
        text=True,
    )


def results(path: Path, *runs: "subprocess.Popen[str]") -> Any:
    for run in runs:
        _, said = run.communicate(timeout=120)
        assert run.returncode == 0, said
    with np.load(path) as found:
        return dict(found)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_devices_and_processes_change_no_bit(tmp_path: Path) -> None:
    address = f"127.0.0.1:{free_port()}"
    one = results(tmp_path / "1.npz", run_some(tmp_path / "1.npz", count=1))
    four = results(tmp_path / "4.npz", run_some(tmp_path / "4.npz", count=4))
    both = [run_some(tmp_path / "2.npz", str(process), address, count=2 + process) for process in range(2)]
    two = results(tmp_path / "2.npz", *both)
    assert (int(one["devices"]), int(four["devices"]), int(two["devices"])) == (1, 4, 5)
    for name in ("training", "validation"):
        np.testing.assert_array_equal(four[name], one[name])
        np.testing.assert_array_equal(two[name], one[name])
    # Where one process is cancelled, all are.
    assert int(two["stopped"]) == 0
    assert int(one["stopped"]) > 0


def test_nothing_compiles_for_other_numbers(compilations: list[str]) -> None:
    task = task_of(of_catalogue("two_moons"))
    evaluated(task, plane_around(task.initial), nodes(np.linspace(-1, 1, 3), np.zeros(3)))
    compilations.clear()
    for size in (1, 2, 5, 40, 101):
        axis = np.linspace(-size, 2 * size, size)
        plane = plane_around(np.asarray(task.initial) + size, scale=size, seed=size)
        evaluated(task, plane, nodes(axis, axis))
    assert not compilations


def test_other_optimizers_and_batches_are_no_other_model() -> None:
    experiment = network_presets.new("two_moons")
    other = msgspec.structs.replace(experiment, optimizers=experiment.optimizers[:1], batch_size=7)
    plans = [training_task.prepare(one).plan for one in (experiment, other)]
    assert of_network.model_of(plans[0]) is of_network.model_of(plans[1])


# --- memory -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hidden", [(), (16, 16), (64, 64, 64)])
def test_the_compiled_program_keeps_within_its_budget(hidden: Any) -> None:
    task = task_of(of_catalogue("two_moons", 5000), hidden=hidden)
    made, data = of_network.model_of(task.plan), of_network.parts(task)["training"]
    assert 0 < grid._Losses(made, plane_around(task.initial), data).bytes_taken() <= grid._CACHE


def test_memory_does_not_grow_with_the_resolution(monkeypatch: pytest.MonkeyPatch) -> None:
    task = task_of(of_catalogue("two_moons"))
    shapes = set()
    dealt = devices.dealt
    monkeypatch.setattr(devices, "dealt", lambda array: shapes.add(array.shape) or dealt(array))
    for size in (3, 120):
        evaluated(task, plane_around(task.initial), nodes(np.linspace(-1, 1, size), np.linspace(0, 1, size)))
    assert len(shapes) == 2  # coordinates and counts


# --- coarse to fine -----------------------------------------------------------------------------------------


def value(params: Any, batch: Any) -> Any:
    return batch * (params[0] ** 2 + 2 * params[1] ** 2)


def negative(params: Any, batch: Any) -> Any:
    return -value(params, batch)


QUADRATIC = model.of_loss(value, ravel_pytree(np.zeros(2))[1], negative, dtype="float64")


ALPHA, BETA = np.linspace(-1, 1, 40), np.linspace(0, 3, 23)
PLANE = Plane(np.zeros(2), np.eye(2))
PARTS = {"training": np.ones(()), "validation": np.full((), 3.0)}
EXPECTED = ALPHA[None, :] ** 2 + 2 * BETA[:, None] ** 2


def test_something_shows_at_once_and_sharpens() -> None:
    seen = list(grid.sharpening(QUADRATIC, PLANE, PARTS, ALPHA, BETA))
    assert 0 < seen[0].done <= 100
    assert all(first.done < second.done for first, second in pairwise(seen))
    assert [one.complete for one in seen] == [False] * (len(seen) - 1) + [True]
    for one in seen:
        known = ~np.isnan(one.values["training"][..., 0])
        assert known.sum() == one.done
        assert one.points == 40 * 23
        np.testing.assert_allclose(one.values["validation"][known, 0], 3 * EXPECTED[known], rtol=1e-12)
        np.testing.assert_allclose(one.values["training"][known, 1], -EXPECTED[known], rtol=1e-12)


def test_what_is_not_known_yet_lies_between_what_is() -> None:
    coarse = next(one for one in grid.sharpening(QUADRATIC, PLANE, PARTS, ALPHA, BETA) if one.done >= 40)
    filled = coarse.filled("training")
    known = ~np.isnan(coarse.values["training"][..., 0])
    assert not known.all()
    np.testing.assert_array_equal(filled[known], coarse.values["training"][known])
    assert np.isfinite(filled).all()
    # Linear between nodes at most 8 apart, of a quadratic: h² f'' / 8 along each side.
    steps = 8 * np.array([ALPHA[1] - ALPHA[0], BETA[1] - BETA[0]])
    assert np.abs(filled[..., 0] - EXPECTED).max() <= (steps**2 * np.array([2, 4]) / 8).sum()


def test_an_infinite_loss_does_not_spread_when_filled() -> None:
    values = np.full((1, 9, 2), np.nan)
    values[0, [0, 2, 4, 6, 8]] = [[1, 0], [np.inf, 0], [3, 0], [3, 0], [5, 0]]
    one = grid.Grid(np.arange(9.0), np.zeros(1), {"training": values}, 5, 9)
    np.testing.assert_array_equal(one.filled("training")[0, :, 0], [1, 1, np.inf, np.inf, 3, 3, 3, 4, 5])


def test_a_grid_can_be_cancelled_and_goes_on_where_it_stopped() -> None:
    seen: list[Any] = []
    for one in grid.sharpening(QUADRATIC, PLANE, PARTS, ALPHA, BETA, cancelled=lambda: len(seen) >= 2):
        seen.append(one)
    assert len(seen) == 2
    assert not seen[-1].complete
    # What is known is taken as it is, even where it is not true.
    known = {name: values.copy() for name, values in seen[-1].values.items()}
    there = ~np.isnan(known["training"][..., 0])
    known["training"][there, 0] = -7.0
    *_, last = grid.sharpening(QUADRATIC, PLANE, PARTS, ALPHA, BETA, known=known)
    assert last.complete
    np.testing.assert_array_equal(last.values["training"][there, 0], -7.0)
    np.testing.assert_allclose(last.values["training"][~there, 0], EXPECTED[~there], rtol=1e-12)


def test_what_is_known_of_another_grid_is_no_help() -> None:
    for known in ({"training": np.zeros((23, 40, 2))}, {name: np.zeros((23, 39, 2)) for name in PARTS}):
        *_, last = grid.sharpening(QUADRATIC, PLANE, PARTS, ALPHA, BETA, known=known)
        np.testing.assert_allclose(last.values["training"][..., 0], EXPECTED, rtol=1e-12)


def test_time_left_falls_to_nothing() -> None:
    seen = list(grid.sharpening(QUADRATIC, PLANE, PARTS, ALPHA, BETA))
    assert all(one.left is not None and one.left >= 0 for one in seen)
    assert seen[-1].left == 0
    assert grid.Grid(ALPHA, BETA, {}, 0, 920).left is None


# --- a mini-batch -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dropout", [0.0, 0.4])
@pytest.mark.parametrize("step", [0, 3])
def test_the_present_batch_is_the_one_that_training_takes_next(dropout: float, step: int) -> None:
    experiment = network_presets.new("two_moons")
    experiment = msgspec.structs.replace(
        experiment,
        dataset=msgspec.structs.replace(experiment.dataset, samples=70, validation_fraction=0.0),
        network=msgspec.structs.replace(experiment.network, dropout=dropout),
        batch_size=20,  # the last of four has 10
    )
    task = training_task.prepare(experiment)
    state = training.advance(experiment, task, training.begin(experiment, task), step)
    after = training.advance(experiment, task, state, 1)
    part = of_network.batch_part(experiment, task, state)
    weights = training_state.weights_of(task, state)
    for run, expected in zip(weights, after.history.batch_losses[-1], strict=True):
        plane = plane_around(run)
        found = grid.evaluate(of_network.model_of(task.plan), plane, part, np.zeros((1, 2)))
        np.testing.assert_allclose(found[0, 0], expected, rtol=1e-5)
