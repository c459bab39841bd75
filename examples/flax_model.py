"""The loss landscape of a Flax model (its NNX interface), trained with Optax.

    pip install flax optax
    python examples/flax_model.py [FOLDER]

writes `flax_model.npz` into the folder.
"""

import sys
from pathlib import Path

import jax
import jax.numpy as jnp
import optax
from flax import nnx

from core import landscape


class Network(nnx.Module):
    def __init__(self, rngs):
        self.hidden = nnx.Linear(2, 32, rngs=rngs)
        self.output = nnx.Linear(32, 1, rngs=rngs)

    def __call__(self, x):
        return self.output(nnx.tanh(self.hidden(x)))[:, 0]


x = jax.random.normal(jax.random.key(0), (300, 2))
y = jnp.sin(2 * x[:, 0]) * x[:, 1]

# What is trained, and what else there is: structure, statistics of BatchNorm, random states.
structure, params, rest = nnx.split(Network(nnx.Rngs(0)), nnx.Param, ...)


def loss(params, batch):
    x, y = batch
    return jnp.mean((nnx.merge(structure, params, rest)(x) - y) ** 2)


optimizer = optax.adam(0.01)
state = optimizer.init(params)


@jax.jit
def step(params, state):
    updates, state = optimizer.update(jax.grad(loss)(params, (x, y)), state)
    return optax.apply_updates(params, updates), state


path = [params]
for _ in range(40):
    for _ in range(5):
        params, state = step(params, state)
    path.append(params)

# Flax has kernels (inputs, units), whose filters lie along the last axis: nothing to say of that.
found = landscape.compute(loss, params, (x, y), directions="hessian", path=path)
print(f"loss where training ended: {loss(params, (x, y)):.4f}")
print(f"highest loss along the two steepest directions: {found.training.max():.4f}")

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
with open(folder / "flax_model.npz", "wb") as file:
    landscape.write(found, file)
