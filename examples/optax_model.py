"""The loss landscape of a network of your own: plain JAX, trained with Optax.

    pip install optax
    python examples/optax_model.py [FOLDER]

writes `optax_model.npz` into the folder. What it takes is a `loss(params, batch)`; the rest is your own code.
"""

import sys
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import optax

from core import landscape

# --- your own model, data and training ----------------------------------------------------------------------


def network(params, x):
    for layer in params[:-1]:
        x = jnp.tanh(x @ layer["kernel"] + layer["bias"])
    return x @ params[-1]["kernel"] + params[-1]["bias"]


def loss(params, batch):
    x, y = batch
    return optax.softmax_cross_entropy_with_integer_labels(network(params, x), y).mean()


def accuracy(params, batch):
    x, y = batch
    return jnp.mean(network(params, x).argmax(axis=1) == y)


def two_moons(count, seed):
    random = np.random.default_rng(seed)
    y = np.arange(count) % 2
    angle = np.pi * random.random(count)
    x = np.stack([np.cos(angle) + y, np.sin(angle) * (1 - 2 * y) + 0.5 * y], axis=1)
    return np.float32(x + 0.2 * random.standard_normal(x.shape)), y


def initial(sizes, seed):
    keys = jax.random.split(jax.random.key(seed), len(sizes) - 1)
    return [
        {"kernel": jax.random.normal(key, (inputs, units)) / inputs**0.5, "bias": jnp.zeros(units)}
        for key, inputs, units in zip(keys, sizes, sizes[1:], strict=False)
    ]


training, validation = two_moons(400, seed=0), two_moons(200, seed=1)
params = initial((2, 16, 16, 2), seed=0)
optimizer = optax.adam(0.01)
state = optimizer.init(params)


@jax.jit
def step(params, state):
    gradient = jax.grad(loss)(params, training)
    updates, state = optimizer.update(gradient, state, params)
    return optax.apply_updates(params, updates), state


checkpoints = [params]
for _ in range(60):
    for _ in range(5):
        params, state = step(params, state)
    checkpoints.append(params)

# --- its landscape ------------------------------------------------------------------------------------------


def progress(done, points, seconds_left):
    print(f"\r{done} of {points} points", end="", file=sys.stderr)


found = landscape.compute(
    loss,
    params,
    training,
    validation=validation,
    metric=accuracy,
    directions="pca",
    path=checkpoints,
    progress=progress,
)
print(file=sys.stderr)

row, column = np.unravel_index(found.training.argmin(), found.training.shape)
print(f"loss where training ended: {loss(params, training):.4f}")
print(f"lowest loss on the plane: {found.training[row, column]:.4f}")
print(f"share of the path's variance that the plane holds: {found.explained:.1%}")

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
with open(folder / "optax_model.npz", "wb") as file:
    landscape.write(found, file)
