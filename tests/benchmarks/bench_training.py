"""Training a small network: this core against torch, Keras, a step-at-a-time JAX loop and a Numba loop.

    python -m tests.benchmarks.bench_training       (python3 dev.py bench training installs the peers)

All train the same network of 2-16-16-2 units, tanh, softmax cross-entropy, on the same 1,000 samples in
float32: Adam, batches of 32, shuffled every epoch. It is checked that, unshuffled, all come to the same
weights, and that every timed training made the loss small. The peers keep nothing but the last weights,
which favours them; this core records losses, accuracy and gradient norms, and watches for divergence. Numba
runs the loops one would write by hand, forward and backward: what the arithmetic costs without a framework.
(The same in C, its vectors laid out by hand, once reached 386,000 steps/s where a prototype of this core made
104,000.)
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

os.environ["KERAS_BACKEND"] = "jax"
if __name__ == "__main__" and not __package__:
    sys.path.insert(0, str(Path(__file__).parents[2]))

import msgspec
import numpy as np

from core.backend import jax, jnp
from core.network import training
from core.network.dataset_choice import DatasetChoice
from core.network.experiment import NetworkExperiment
from core.network.network_choice import NetworkChoice
from core.network.training import state as training_state
from core.network.training import task as training_task
from core.run_settings import SETTINGS
from tests.benchmarks import record
from tests.benchmarks.record import Result, UntrueError
from tests.benchmarks.timing import medians, print_table

SAMPLES, BATCH, UNITS, RATE = 1000, 32, 16, 0.01
EPOCHS = 32
STEPS = EPOCHS * -(-SAMPLES // BATCH)
COMPARED_EPOCHS = 2
BETA_1, BETA_2, EPSILON = 0.9, 0.999, 1e-7
ONE, FIVE = "Talweg, Adam", "Talweg, five optimizers at once"
TORCH, TORCH_FUSED = "torch eager loop", "torch eager loop, fused Adam"
KERAS, KERAS_STEPS = "Keras fit", "Keras fit, an epoch per execution"
JAX, NUMBA = "JAX, one jitted call per step", "Numba, scalar loops"

Train = Callable[[int, bool], Any]
"""`train(epochs, shuffle)` trains from the initial weights and returns the last, flat in Keras's order."""


class Start:
    """Where all begin: samples, one-hot or as classes, and initial weights as arrays."""

    def __init__(self, task: training_task.Task) -> None:
        self.x = task.split.training.x.astype(np.float32)
        self.classes = task.split.training.y.astype(np.int32)
        self.y = np.eye(2, dtype=np.float32)[self.classes]
        self.weights = [
            np.array(array, np.float32)
            for array in training_state.layer_weights(task, np.asarray(task.initial))
        ]


def flat(weights: Any) -> Any:
    return np.concatenate([np.asarray(array).ravel() for array in weights])


def order(shuffle: bool) -> Any:
    return np.random.permutation(SAMPLES) if shuffle else np.arange(SAMPLES)


# This core -------------------------------------------------------------------------------------------------


def experiment_of(*names: str, samples: int = SAMPLES) -> NetworkExperiment:
    return NetworkExperiment(
        dataset=DatasetChoice(samples=samples, validation_fraction=0.0),
        network=NetworkChoice(hidden=(UNITS, UNITS), activation="tanh"),
        optimizers=tuple(SETTINGS[name](learning_rate=RATE) for name in names),
        batch_size=BATCH,
        epochs=EPOCHS,
    ).validated()


def talweg_loop(*names: str) -> Train:
    experiment = experiment_of(*names)
    task = training_task.prepare(experiment)
    begun = training.begin(experiment, task)

    def train(epochs: int, shuffle: bool) -> Any:
        wanted = msgspec.structs.replace(experiment, shuffle=shuffle)
        state = training.advance(wanted, task, begun, epochs * task.batches)
        if state.step != epochs * STEPS // EPOCHS:
            raise UntrueError(f"Talweg made {state.step} steps in {epochs} epochs.")
        return training_state.weights_of(task, state)[0]

    return train


# torch -----------------------------------------------------------------------------------------------------


def torch_loop(start: Start, fused: bool = False) -> Train:
    """The loop that torch's tutorials show, without a DataLoader, which would take longer than the steps."""
    import torch

    torch.set_num_threads(1)
    x, classes = torch.from_numpy(start.x), torch.from_numpy(start.classes.astype(np.int64))

    def train(epochs: int, shuffle: bool) -> Any:
        model = torch.nn.Sequential(
            torch.nn.Linear(2, UNITS),
            torch.nn.Tanh(),
            torch.nn.Linear(UNITS, UNITS),
            torch.nn.Tanh(),
            torch.nn.Linear(UNITS, 2),
        )
        with torch.no_grad():
            for parameter, array in zip(model.parameters(), start.weights, strict=True):
                parameter.copy_(torch.from_numpy(array.T.copy()))
        loss = torch.nn.CrossEntropyLoss()
        optimizer = torch.optim.Adam(
            model.parameters(), lr=RATE, betas=(BETA_1, BETA_2), eps=EPSILON, fused=fused
        )
        for _ in range(epochs):
            for batch in torch.from_numpy(order(shuffle)).split(BATCH):
                optimizer.zero_grad()
                loss(model(x[batch]), classes[batch]).backward()
                optimizer.step()
        return flat(parameter.detach().numpy().T for parameter in model.parameters())

    return train


# Keras -----------------------------------------------------------------------------------------------------


def keras_loop(start: Start, steps_per_execution: int = 1) -> Train:
    """`fit` with the JAX backend."""
    import keras

    layers = keras.layers
    model = keras.Sequential(
        [
            layers.Input((2,)),
            layers.Dense(UNITS, "tanh"),
            layers.Dense(UNITS, "tanh"),
            layers.Dense(2),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(RATE, BETA_1, BETA_2, EPSILON),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        steps_per_execution=steps_per_execution,
    )
    model.fit(start.x, start.classes, batch_size=BATCH, verbose=0)
    begun = [np.zeros(variable.shape, variable.dtype) for variable in model.optimizer.variables]
    begun[1] = np.array(RATE, np.float32)  # after the count of steps comes the learning rate

    def train(epochs: int, shuffle: bool) -> Any:
        model.set_weights(start.weights)
        for variable, value in zip(model.optimizer.variables, begun, strict=True):
            variable.assign(value)
        model.fit(start.x, start.classes, batch_size=BATCH, epochs=epochs, shuffle=shuffle, verbose=0)
        return flat(model.get_weights())

    return train


# JAX, step by step -----------------------------------------------------------------------------------------


def jax_loop(start: Start) -> Train:
    """A jitted step of gradient and Adam, called once for every batch."""

    def loss(weights: Any, x: Any, y: Any) -> Any:
        kernels, biases = weights[::2], weights[1::2]
        for kernel, bias in zip(kernels[:-1], biases[:-1], strict=True):
            x = jnp.tanh(x @ kernel + bias)
        return -jnp.mean(jnp.sum(y * jax.nn.log_softmax(x @ kernels[-1] + biases[-1]), axis=1))

    @jax.jit
    def step(weights: Any, means: Any, squares: Any, count: Any, x: Any, y: Any) -> Any:
        gradients = jax.grad(loss)(weights, x, y)
        means = [BETA_1 * m + (1 - BETA_1) * g for m, g in zip(means, gradients, strict=True)]
        squares = [BETA_2 * v + (1 - BETA_2) * g * g for v, g in zip(squares, gradients, strict=True)]
        rate = RATE * jnp.sqrt(1 - BETA_2**count) / (1 - BETA_1**count)
        weights = [
            w - rate * m / (jnp.sqrt(v) + EPSILON) for w, m, v in zip(weights, means, squares, strict=True)
        ]
        return weights, means, squares, count + 1

    def train(epochs: int, shuffle: bool) -> Any:
        weights = [jnp.asarray(array) for array in start.weights]
        zeros = [jnp.zeros_like(array) for array in weights]
        state = weights, zeros, zeros, jnp.float32(1)
        for _ in range(epochs):
            chosen = order(shuffle)
            for first in range(0, SAMPLES, BATCH):
                batch = chosen[first : first + BATCH]
                state = step(*state, start.x[batch], start.y[batch])
        return flat(state[0])

    return train


# Numba -----------------------------------------------------------------------------------------------------


def numba_loop(start: Start) -> Train:
    """Everything by hand, samples innermost so that LLVM makes vectors of them."""
    import numba

    fast = numba.njit(fastmath=True, error_model="numpy", boundscheck=False)
    # Whole numbers would make everything double.
    one, zero, reach = np.float32(1), np.float32(0), np.float32(7.9)
    keep_1, keep_2, epsilon = np.float32(1 - BETA_1), np.float32(1 - BETA_2), np.float32(EPSILON)
    p6, p5, p4 = np.float32(-2.76076847742355e-16), np.float32(2.00018790482477e-13), np.float32(-8.60467e-11)
    p3, p2, p1 = np.float32(5.12229709037114e-08), np.float32(1.48572235717979e-05), np.float32(6.372619e-04)
    p0, q3, q2 = (
        np.float32(4.89352455891786e-03),
        np.float32(1.19825839466702e-06),
        np.float32(1.18534706e-04),
    )
    q1, q0 = np.float32(2.26843463243900e-03), np.float32(4.89352518554385e-03)

    @fast
    def layer(kernel, bias, x, out, squashed):
        for unit in range(kernel.shape[1]):
            for n in range(BATCH):
                out[unit, n] = bias[unit]
            for i in range(kernel.shape[0]):
                w = kernel[i, unit]
                for n in range(BATCH):
                    out[unit, n] += w * x[i, n]
            if squashed:
                # tanh as the rational function that XLA and Eigen have: a call would be no vector.
                for n in range(BATCH):
                    v = min(max(out[unit, n], -reach), reach)
                    s = v * v
                    p = (((((p6 * s + p5) * s + p4) * s + p3) * s + p2) * s + p1) * s + p0
                    out[unit, n] = v * p / (((q3 * s + q2) * s + q1) * s + q0)

    @fast
    def layer_back(kernel, x, error, kernel_gradient, bias_gradient):
        for unit in range(kernel.shape[1]):
            total = zero
            for n in range(BATCH):
                total += error[unit, n]
            bias_gradient[unit] = total
            for i in range(kernel.shape[0]):
                total = zero
                for n in range(BATCH):
                    total += x[i, n] * error[unit, n]
                kernel_gradient[i, unit] = total

    @fast
    def through(kernel, a, error, back):
        for i in range(kernel.shape[0]):
            for n in range(BATCH):
                back[i, n] = zero
            for unit in range(kernel.shape[1]):
                w = kernel[i, unit]
                for n in range(BATCH):
                    back[i, n] += w * error[unit, n]
            for n in range(BATCH):
                back[i, n] *= one - a[i, n] * a[i, n]

    @fast
    def softmax_error(logits, y, share, error):
        for n in range(BATCH):
            first = one / (one + np.exp(logits[1, n] - logits[0, n]))
            error[0, n] = (first - y[0, n]) * share[n]
            error[1, n] = (one - first - y[1, n]) * share[n]

    @fast
    def adam(weights, gradients, means, squares, rate):
        for k in range(weights.size):
            g = gradients[k]
            means[k] += (g - means[k]) * keep_1
            squares[k] += (g * g - squares[k]) * keep_2
            weights[k] -= rate * means[k] / (np.sqrt(squares[k]) + epsilon)

    @fast
    def parts(flat):
        ends = np.cumsum(np.array([2 * UNITS, UNITS, UNITS * UNITS, UNITS, UNITS * 2, 2]))
        return (
            flat[: ends[0]].reshape(2, UNITS),
            flat[ends[0] : ends[1]],
            flat[ends[1] : ends[2]].reshape(UNITS, UNITS),
            flat[ends[2] : ends[3]],
            flat[ends[3] : ends[4]].reshape(UNITS, 2),
            flat[ends[4] : ends[5]],
        )

    @fast
    def gather(all_x, all_y, chosen, first, x, y, share):
        size = min(BATCH, chosen.size - first)
        for n in range(BATCH):
            sample = chosen[first + n] if n < size else 0
            share[n] = one / np.float32(size) if n < size else zero
            for i in range(2):
                x[i, n] = all_x[i, sample]
                y[i, n] = all_y[i, sample]

    @fast
    def run(weights, all_x, all_y, epochs, shuffle):
        k1, b1, k2, b2, k3, b3 = parts(weights)
        gradients = np.zeros_like(weights)
        g1, h1, g2, h2, g3, h3 = parts(gradients)
        means, squares = np.zeros_like(weights), np.zeros_like(weights)
        x, y = np.zeros((2, BATCH), np.float32), np.zeros((2, BATCH), np.float32)
        share = np.zeros(BATCH, np.float32)
        a1, a2 = np.zeros((UNITS, BATCH), np.float32), np.zeros((UNITS, BATCH), np.float32)
        e1, e2 = np.zeros((UNITS, BATCH), np.float32), np.zeros((UNITS, BATCH), np.float32)
        logits, e3 = np.zeros((2, BATCH), np.float32), np.zeros((2, BATCH), np.float32)
        power_1, power_2 = 1.0, 1.0
        chosen = np.arange(all_x.shape[1])
        for _ in range(epochs):
            if shuffle:
                np.random.shuffle(chosen)
            for first in range(0, chosen.size, BATCH):
                gather(all_x, all_y, chosen, first, x, y, share)
                layer(k1, b1, x, a1, True)
                layer(k2, b2, a1, a2, True)
                layer(k3, b3, a2, logits, False)
                softmax_error(logits, y, share, e3)
                layer_back(k3, a2, e3, g3, h3)
                through(k3, a2, e3, e2)
                layer_back(k2, a1, e2, g2, h2)
                through(k2, a1, e2, e1)
                layer_back(k1, x, e1, g1, h1)
                power_1, power_2 = power_1 * BETA_1, power_2 * BETA_2
                rate = np.float32(RATE * np.sqrt(1 - power_2) / (1 - power_1))
                adam(weights, gradients, means, squares, rate)

    x, y = np.ascontiguousarray(start.x.T), np.ascontiguousarray(start.y.T)

    def train(epochs: int, shuffle: bool) -> Any:
        weights = flat(start.weights)
        run(weights, x, y, epochs, shuffle)
        return weights

    return train


# Side by side ----------------------------------------------------------------------------------------------

PEERS: Mapping[str, Mapping[str, Callable[[Start], Train]]] = {
    "torch": {TORCH: torch_loop, TORCH_FUSED: partial(torch_loop, fused=True)},
    "keras": {KERAS: keras_loop, KERAS_STEPS: partial(keras_loop, steps_per_execution=32)},
    "jax": {JAX: jax_loop},
    "numba": {NUMBA: numba_loop},
}


def measure(_: argparse.Namespace) -> Iterator[Result]:
    """Check and time."""
    start = Start(training_task.prepare(experiment_of("adam")))
    present = [peers for module, peers in PEERS.items() if record.notes.present(module)]
    loops = {name: make(start) for peers in present for name, make in peers.items()}
    loops |= {ONE: talweg_loop("adam"), FIVE: talweg_loop(*SETTINGS)}
    compare(loops)
    last: dict[str, Any] = {}

    def train(name: str) -> None:
        last[name] = loops[name](EPOCHS, True)

    times = medians({name: partial(train, name) for name in loops})
    check_learned(start, last)
    print_table(f"{EPOCHS} epochs, {STEPS} steps, medians", times, ONE)
    print("\nsteps per second")
    for name, seconds in sorted(times.items(), key=lambda item: item[1]):
        print(f"{name:44}{STEPS / seconds:10,.0f}")
    yield from results(times)


def compare(loops: Mapping[str, Train]) -> None:
    """Fail where a contender comes to other weights than this core."""
    ours = loops[ONE](COMPARED_EPOCHS, False)
    print(f"Distance of the weights after {COMPARED_EPOCHS} epochs that are not shuffled:")
    for name, train in loops.items():
        if name == FIVE:  # the first of them is SGD
            continue
        distance = np.abs(train(COMPARED_EPOCHS, False) - ours).max()
        print(f"{name:44}{distance:10.1e}")
        if not distance < 1e-3:
            raise UntrueError(f"{name} is {distance:.1e} away: not the same training.")


def check_learned(start: Start, last: Mapping[str, Any]) -> None:
    """Fail where the weights of the last timed call are not those of a trained network."""
    first = loss_of(start, flat(start.weights))
    print(f"\nLoss after the last timed training; it was {first:.3f} before:")
    for name, weights in last.items():
        loss = loss_of(start, weights)
        print(f"{name:44}{loss:10.4f}")
        share = 0.9 if name == FIVE else 0.1  # the first of them is SGD, with a rate for Adam
        if not loss < share * first:
            raise UntrueError(f"{name} has not learned: its loss is {loss:.3f} after {EPOCHS} epochs.")


def loss_of(start: Start, weights: Any) -> float:
    """Mean cross-entropy over all samples, by numpy alone."""
    x, arrays = start.x.astype(np.float64), []
    for array in start.weights:
        arrays.append(weights[: array.size].reshape(array.shape))
        weights = weights[array.size :]
    for kernel, bias in ((arrays[0], arrays[1]), (arrays[2], arrays[3])):
        x = np.tanh(x @ kernel + bias)
    logits = x @ arrays[4] + arrays[5]
    chosen = logits[np.arange(len(logits)), start.classes]
    return float(np.mean(np.logaddexp(logits[:, 0], logits[:, 1]) - chosen))


def results(times: Mapping[str, float]) -> Iterator[Result]:
    """The ratios that this project wants to keep."""
    what = f"2-16-16-2, {STEPS} steps"
    for peer, factor in (
        (TORCH, 28),
        (TORCH_FUSED, None),
        (KERAS, 30),
        (KERAS_STEPS, 15),
        (JAX, 9),
        (NUMBA, 0.3),
    ):
        if peer in times:
            yield record.faster("training", what, times, ONE, peer, factor)
    yield record.within("training", "five networks at once", times, FIVE, ONE, 2.5)


if __name__ == "__main__":
    record.run("training", measure)
