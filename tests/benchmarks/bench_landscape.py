"""Grids of losses: this core against loss-landscapes, loss-landscape-anim and a torch loop.

    python -m tests.benchmarks.bench_landscape

`python3 dev.py bench landscape` installs them. The last two pin old versions of torch and numpy, but run with
new ones, so they are installed without what they ask for.

A network of 2-16-16-2 units, tanh, softmax cross-entropy, on 1,000 samples in float32, and a LeNet on 1,000
random images of 28 × 28, as how long a point takes does not depend on what is in them. All take the same
weights, and filter-normalised directions but for loss-landscapes, which draws its own; before anything is
timed it is checked that they find the same losses. This core finds the accuracy too, unlike the others.
All may use all cores. loss-landscape-anim has grids of even sizes: its times are taken for as many points as
the others have, and so are those of LeNet, of which only some points are computed.
"""

import argparse
import contextlib
import io
import resource
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

if __name__ == "__main__" and not __package__:
    sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np

from core.backend import jax, jnp
from core.landscape import devices, directions, grid, of_network
from core.landscape.model import Model, split
from core.network import training
from core.network.training import state as training_state
from core.network.training import task as training_task
from core.plane import Plane
from tests.benchmarks import record
from tests.benchmarks.bench_training import SAMPLES, UNITS, experiment_of
from tests.benchmarks.record import Result, UntrueError
from tests.benchmarks.timing import medians, print_table

TALWEG, TORCH = "Talweg", "torch loop, no_grad"
LOSS_LANDSCAPES, ANIM = "loss-landscapes", "loss-landscape-anim"
PRODUCTS = 2 * SAMPLES * (2 * UNITS + UNITS * UNITS + UNITS * 2)
"""Floating-point operations of a point in matrix products, the first layer's counted as if they were made."""
LENET_POINTS = 48
LENET_SHAPES = (
    (6, 1, 5, 5), (6,), (16, 6, 5, 5), (16,), (120, 256), (120,), (84, 120), (84,), (10, 84), (10,)
)  # fmt: skip

Evaluate = Callable[[Any], Any]
"""From coordinates (n, 2) to losses (n,)."""


def nodes(side: int) -> Any:
    """(side², 2): a grid from −1 to 1."""
    axis = np.linspace(-1.0, 1.0, side)
    return np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)


def talweg(model: Model, plane: Plane, data: Any) -> Evaluate:
    return lambda coordinates: grid.evaluate(model, plane, data, coordinates)[:, 0]


def torch_loop(module: Any, plane: Plane, x: Any, y: Any) -> Evaluate:
    """Weights set and evaluated, point by point; the plane is in torch's order of the weights."""
    import torch

    center = torch.from_numpy(plane.center.astype(np.float32))
    steps = torch.from_numpy(plane.directions.astype(np.float32))
    loss = torch.nn.CrossEntropyLoss()

    def evaluate(coordinates: Any) -> Any:
        found = []
        with torch.no_grad():
            for alpha, beta in coordinates.tolist():
                weights = center + alpha * steps[0] + beta * steps[1]
                torch.nn.utils.vector_to_parameters(weights, module.parameters())
                found.append(loss(module(x), y).item())
        return np.array(found)

    return evaluate


# The small network -----------------------------------------------------------------------------------------


class Small:
    """2-16-16-2 units after an epoch or so, for this core and in torch's order of the weights."""

    def __init__(self, samples: int = SAMPLES) -> None:
        experiment = experiment_of("adam", samples=samples)
        self.task = training_task.prepare(experiment)
        state = training.advance(experiment, self.task, training.begin(experiment, self.task), 100)
        center = training_state.weights_of(self.task, state)[0].astype(np.float64)
        architecture = self.task.plan.architecture
        drawn = directions.random(center, directions.leaves_of(architecture), seed=0)
        self.plane = Plane(center, drawn, "random")
        self.model, self.data = of_network.model_of(self.task.plan), self.task.training

    def in_torch(self) -> tuple[Plane, Any, Any]:
        import torch

        def turned(flat: Any) -> Any:
            return np.concatenate(
                [array.T.ravel() for array in training_state.layer_weights(self.task, flat)]
            )

        plane = Plane(turned(self.plane.center), np.stack([turned(one) for one in self.plane.directions]))
        samples = self.task.split.training
        return (
            plane,
            torch.from_numpy(samples.x.astype(np.float32)),
            torch.from_numpy(samples.y.astype(np.int64)),
        )


def layers() -> Any:
    """The small network in torch."""
    from torch import nn

    return nn.Sequential(
        nn.Linear(2, UNITS), nn.Tanh(), nn.Linear(UNITS, UNITS), nn.Tanh(), nn.Linear(UNITS, 2)
    )


def loss_landscapes_plane(small: Small, side: int) -> Callable[[], Any]:
    import loss_landscapes
    import torch
    from loss_landscapes.metrics import Loss

    plane, x, y = small.in_torch()
    module = layers()
    torch.nn.utils.vector_to_parameters(
        torch.from_numpy(plane.center.astype(np.float32)), module.parameters()
    )
    metric = Loss(torch.nn.CrossEntropyLoss(), x, y)
    check(LOSS_LANDSCAPES, [loss_landscapes.point(module, metric)], small, np.zeros((1, 2)))
    return lambda: loss_landscapes.random_plane(module, metric, 1, side, "filter", deepcopy_model=True)


def anim_grid(small: Small, side: int) -> tuple[Callable[[], Any], int]:
    """A call, and the number of points that it computes."""
    import torch
    from loss_landscape_anim.loss_landscape import LossGrid
    from loss_landscape_anim.model import GenericModel

    class Network(GenericModel):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__("adam", 0.01, num_classes=2)
            self.layers = layers()

        def forward(self, x: Any) -> Any:
            return self.layers(x)

        def loss_fn(self, outputs: Any, y: Any) -> Any:
            return torch.nn.functional.cross_entropy(outputs, y)

    plane, x, y = small.in_torch()
    network = Network()
    path = torch.from_numpy(plane.center[None].astype(np.float32))
    # It steps by 1.3 of the way from the first to the last point of the path, divided by half a side.
    ends = np.array([[1 / 1.3, 0.0], [0.0, 0.0]])

    def compute(half: int) -> Any:
        with contextlib.redirect_stdout(io.StringIO()):
            return LossGrid(
                path, network, (x, y), ends, plane.directions, half, tqdm_disable=True, save_grid=False
            )

    axis = np.arange(-5, 5) / 5
    coordinates = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    check(ANIM, compute(5).loss_values_2d.ravel(), small, coordinates)
    half = (side + 1) // 2
    return partial(compute, half), 4 * half * half


def check(name: str, losses: Any, small: Small, coordinates: Any) -> None:
    compare(name, losses, talweg(small.model, small.plane, small.data)(coordinates))


def compare(name: str, losses: Any, ours: Any) -> None:
    """Fail where a contender finds other losses than this core."""
    distance = np.abs(np.asarray(losses) / ours - 1.0).max()
    print(f"{name:44}{distance:10.1e} relative distance of its losses from ours")
    if not distance < 1e-4:
        raise UntrueError(f"{name} is {distance:.1e} away: not the same grid.")


def kept(name: str, points: int, call: Callable[[], Any]) -> Callable[[], None]:
    """The call, which raises UntrueError unless it returns so many different finite losses."""

    def checked() -> None:
        losses = np.asarray(call())
        if losses.size != points or not np.isfinite(losses).all() or np.ptp(losses) == 0:
            raise UntrueError(f"{name} did not compute {points} losses.")

    return checked


def of_small(side: int, rounds: int) -> Iterator[Result]:
    small, coordinates = Small(), nodes(side)
    ours = talweg(small.model, small.plane, small.data)
    calls: dict[str, Callable[[], Any]] = {TALWEG: partial(ours, coordinates)}
    shares: dict[str, float] = {}
    if record.notes.present("torch"):
        plane, x, y = small.in_torch()
        loop = torch_loop(layers(), plane, x, y)
        compare(TORCH, loop(coordinates[:50]), ours(coordinates[:50]))
        calls[TORCH] = partial(loop, coordinates)
    if record.notes.present("loss_landscapes", LOSS_LANDSCAPES):
        calls[LOSS_LANDSCAPES] = loss_landscapes_plane(small, side)
    if record.notes.present("loss_landscape_anim", ANIM):
        grid_of_anim, points = anim_grid(small, side)
        shares[ANIM] = side**2 / points
        calls[ANIM] = lambda: grid_of_anim().loss_values_2d
    computed = {name: round(side**2 / shares.get(name, 1.0)) for name in calls}
    calls = {name: kept(name, computed[name], call) for name, call in calls.items()}
    times = {name: shares.get(name, 1.0) * each for name, each in medians(calls, rounds).items()}
    print_table(f"2-16-16-2 units, {SAMPLES} samples, {side} × {side}", times, TALWEG)
    what = f"2-16-16-2, {side} × {side}"
    for peer, factor in ((TORCH, None), (LOSS_LANDSCAPES, 10), (ANIM, 22)):
        if peer in times:
            yield record.faster("landscape", what, times, TALWEG, peer, factor)
    if len(times) == 1:
        yield record.alone("landscape", what, 1e3 * times[TALWEG], "ms")
    attained = PRODUCTS * side**2 / times[TALWEG] / 1e9
    print(f"  {attained:.0f} GFLOP/s in matrix products; those of two large matrices: {sgemm():.0f} GFLOP/s")


def sgemm(size: int = 2048) -> float:
    """GFLOP/s of numpy's product of two large matrices."""
    a = np.random.default_rng(0).normal(size=(size, size)).astype(np.float32)
    return 2 * size**3 / medians({"": lambda: a @ a}, 3)[""] / 1e9


# LeNet -----------------------------------------------------------------------------------------------------


def unravel(flat: Any) -> list[Any]:
    """The arrays of LeNet in torch's order and shapes."""
    ends = np.cumsum([np.prod(shape) for shape in LENET_SHAPES])[:-1]
    return [
        part.reshape(shape) for part, shape in zip(jnp.split(flat, ends.tolist()), LENET_SHAPES, strict=True)
    ]


def convolution(x: Any, kernel: Any, bias: Any) -> Any:
    kernel = kernel.transpose(2, 3, 1, 0)
    made = jax.lax.conv_general_dilated(
        x, kernel, (1, 1), "VALID", dimension_numbers=("NHWC", "HWIO", "NHWC")
    )
    return made + bias[None, None, None]


def pooled(x: Any) -> Any:
    """The largest of every 2 × 2 square, in slices: quicker than `reduce_window` on a CPU."""
    rows = jnp.maximum(x[:, 0::2], x[:, 1::2])
    return jnp.maximum(rows[:, :, 0::2], rows[:, :, 1::2])


def lenet_first(params: Any, batch: Any) -> Any:
    return convolution(batch["x"], *params[:2])


def lenet_rest(first: Any, params: Any, batch: Any) -> tuple[Any, Any]:
    x = pooled(jax.nn.relu(first))
    x = pooled(jax.nn.relu(convolution(x, *params[2:4])))
    x = x.transpose(0, 3, 1, 2).reshape(len(x), -1)
    for kernel, bias in zip(params[4:8:2], params[5:8:2], strict=True):
        x = jax.nn.relu(x @ kernel.T + bias[None])
    outputs = x @ params[8].T + params[9][None]
    losses = jax.nn.logsumexp(outputs, axis=1) - jnp.sum(outputs * batch["y"], axis=1)
    right = outputs.argmax(axis=1) == batch["y"].argmax(axis=1)
    return losses.mean(), right.mean()


def lenet_in_torch() -> Any:
    from torch import nn

    return nn.Sequential(
        nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(256, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10),
    )  # fmt: skip


def of_lenet() -> Iterator[Result]:
    random = np.random.default_rng(0)
    fans = [np.prod(shape[1:]) for shape in LENET_SHAPES]
    arrays = [random.normal(size=shape) / np.sqrt(fan) for shape, fan in zip(LENET_SHAPES, fans, strict=True)]
    center = np.concatenate([array.ravel() for array in arrays])
    leaves = [directions.Leaf(shape, is_bias=len(shape) == 1, filter_axis=0) for shape in LENET_SHAPES]
    plane = Plane(center, directions.random(center, leaves, seed=0), "random")
    images = random.normal(size=(SAMPLES, 28, 28)).astype(np.float32)
    classes = random.integers(0, 10, SAMPLES)
    data = {"x": images[..., None], "y": np.eye(10, dtype=np.float32)[classes]}
    ours = talweg(split(lenet_first, lenet_rest, unravel, mean_over=0), plane, data)
    coordinates = random.uniform(-1.0, 1.0, (LENET_POINTS, 2))
    calls: dict[str, Callable[[], Any]] = {TALWEG: partial(ours, coordinates)}
    if record.notes.present("torch"):
        import torch

        loop = torch_loop(
            lenet_in_torch(), plane, torch.from_numpy(images[:, None]), torch.from_numpy(classes)
        )
        compare(TORCH, loop(coordinates[:3]), ours(coordinates[:3]))
        calls[TORCH] = partial(loop, coordinates)
    calls = {name: kept(name, LENET_POINTS, call) for name, call in calls.items()}
    times = {name: each / LENET_POINTS * 51**2 for name, each in medians(calls, 3).items()}
    print_table(f"LeNet, {SAMPLES} images, 51 × 51, from {LENET_POINTS} points", times, TALWEG)
    if TORCH in times:
        yield record.faster("landscape", "LeNet, 51 × 51", times, TALWEG, TORCH, 5)
    else:
        yield record.alone("landscape", "LeNet, 51 × 51", 1e3 * times[TALWEG], "ms")


# What grows, and what is felt ------------------------------------------------------------------------------


def growth() -> None:
    print("\nnanoseconds for each point and sample, and the most memory so far in MB")
    for samples in (250, 1000, 4000, 10_000):
        small = Small(samples)
        for side in (11, 51):
            call = kept(TALWEG, side**2, partial(talweg(small.model, small.plane, small.data), nodes(side)))
            seconds = medians({"": call}, 1)[""]
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
            each = 1e9 * seconds / side**2 / samples
            print(f"{samples:8} samples, {side:3} × {side:<3}{each:10.2f}{most:10.0f}")


def felt() -> Iterator[Result]:
    small, axis = Small(), np.linspace(-1.0, 1.0, 51)
    small_grid = partial(talweg(small.model, small.plane, small.data), nodes(25))
    parts = of_network.parts(small.task)

    def first_picture() -> Any:
        return next(grid.sharpening(small.model, small.plane, parts, axis, axis))

    if not np.isfinite(first_picture().values["training"]).any():
        raise UntrueError("The first picture of a landscape has no loss in it.")
    whole, first = "25 × 25, all of it", "51 × 51, the first picture"
    times = medians({whole: kept(whole, 25 * 25, small_grid), first: first_picture})
    yield record.alone("landscape", whole, 1e3 * times[whole], "ms", at_most=50)
    yield record.alone("landscape", first, 1e3 * times[first], "ms", at_most=150)


def measure(_: argparse.Namespace) -> Iterator[Result]:
    """Check and time."""
    print(f"{devices.count()} devices\n")
    yield from of_small(51, 5)
    yield from of_small(201, 1)
    yield from of_lenet()
    yield from felt()
    growth()


if __name__ == "__main__":
    record.run("landscape", measure)
