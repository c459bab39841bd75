"""The loss landscape of an Equinox model, trained with Optax.

    pip install equinox optax
    python examples/equinox_model.py [FOLDER]

writes `equinox_model.npz` into the folder.
"""

import sys
from pathlib import Path

import equinox as eqx
import jax
import jax.numpy as jnp
import optax

from core import landscape

x = jax.random.normal(jax.random.key(0), (300, 2))
y = jnp.sin(2 * x[:, 0]) * x[:, 1]
model = eqx.nn.MLP(2, "scalar", width_size=16, depth=2, activation=jax.nn.tanh, key=jax.random.key(1))

# A module also holds what is not trained, such as its activation function: params are the arrays.
params, static = eqx.partition(model, eqx.is_inexact_array)


def loss(params, batch):
    x, y = batch
    model = eqx.combine(params, static)
    return jnp.mean((jax.vmap(model)(x) - y) ** 2)


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

# The weight of eqx.nn.Linear is (outputs, inputs): its filters lie along axis 0.
found = landscape.compute(loss, params, (x, y), path=path, filter_axis=0)
print(f"loss where training ended: {loss(params, (x, y)):.4f}")
print(f"highest loss around it: {found.training.max():.4f}")

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
with open(folder / "equinox_model.npz", "wb") as file:
    landscape.write(found, file)
