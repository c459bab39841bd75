"""The path of a foreign training: checkpoints from files, here with PyTorch's layout of weights.

    python examples/checkpoints.py [FOLDER]

writes checkpoints into the folder, as a training in another program would, and then `checkpoints.npz`, their
landscape. Needed for that are only the files, the data, and the forward pass in JAX.
"""

import sys
from pathlib import Path

import jax.numpy as jnp
import numpy as np

from core import landscape

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
random = np.random.default_rng(0)
x = np.linspace(-3, 3, 100, dtype=np.float32)[:, None]
y = np.sin(2 * x)

# --- the foreign training: gradient descent in numpy, a file every hundred steps ----------------------------
# Weights are (outputs, inputs), as in torch.nn.Linear. With PyTorch itself, a checkpoint would be
# numpy.savez(name, **{key: value.numpy() for key, value in model.state_dict().items()}).

weights = {
    "hidden.weight": random.standard_normal((20, 1)),
    "hidden.bias": random.uniform(-3, 3, 20),
    "output.weight": random.standard_normal((1, 20)) / 5,
    "output.bias": np.zeros(1),
}
for step in range(3001):
    if step % 100 == 0:
        np.savez(folder / f"checkpoint_{step:04}.npz", **weights)
    hidden = np.tanh(x @ weights["hidden.weight"].T + weights["hidden.bias"])
    error = 2 * (hidden @ weights["output.weight"].T + weights["output.bias"] - y) / len(x)
    inner = error @ weights["output.weight"] * (1 - hidden**2)
    gradients = {
        "hidden.weight": inner.T @ x,
        "hidden.bias": inner.sum(axis=0),
        "output.weight": error.T @ hidden,
        "output.bias": error.sum(axis=0),
    }
    weights = {key: value - 0.05 * gradients[key] for key, value in weights.items()}

# --- its landscape ------------------------------------------------------------------------------------------


def loss(params, batch):
    x, y = batch
    hidden = jnp.tanh(x @ params["hidden.weight"].T + params["hidden.bias"])
    return jnp.mean((hidden @ params["output.weight"].T + params["output.bias"] - y) ** 2)


def checkpoint(file):
    with np.load(file) as arrays:
        return dict(arrays)


path = [checkpoint(file) for file in sorted(folder.glob("checkpoint_*.npz"))]
along = landscape.compute(loss, path[-1], (x, y), directions="pca", path=path)
print(f"{len(path)} checkpoints; the plane holds {along.explained:.1%} of their variance")

# Filters of PyTorch lie along the first axis.
around = landscape.compute(loss, path[-1], (x, y), directions="random", filter_axis=0, path=path)
print(f"a random plane holds {around.explained:.1%}")
with open(folder / "checkpoints.npz", "wb") as file:
    landscape.write(along, file)
