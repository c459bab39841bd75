"""The loss landscape of a Keras model, between the networks that two optimizers found.

    pip install keras
    python examples/keras_model.py [FOLDER]

writes `keras_model.npz` into the folder. Keras has to run on JAX; its `stateless_call` makes a function of a
model.
"""

import os
import sys
from pathlib import Path

os.environ["KERAS_BACKEND"] = "jax"

import keras
import numpy as np

from core import landscape

random = np.random.default_rng(0)
x = random.standard_normal((400, 2)).astype(np.float32)
y = (x[:, 0] * x[:, 1] > 0).astype(np.float32)[:, None]


def trained(optimizer):
    keras.utils.set_random_seed(0)
    layers = [keras.Input((2,)), keras.layers.Dense(16, "tanh"), keras.layers.Dense(1, "sigmoid")]
    model = keras.Sequential(layers)
    model.compile(optimizer, "binary_crossentropy")
    model.fit(x, y, epochs=60, verbose=0)
    return model


adam, sgd = trained(keras.optimizers.Adam(0.02)), trained(keras.optimizers.SGD(0.2, momentum=0.9))


def weights(model):
    return [variable.value for variable in model.trainable_variables]


# Statistics of BatchNormalization and the like stay as they are.
fixed = [variable.value for variable in adam.non_trainable_variables]


def loss(params, batch):
    x, y = batch
    predicted, _ = adam.stateless_call(params, fixed, x, training=False)
    return keras.losses.binary_crossentropy(y, predicted).mean()


line = landscape.compute(
    loss,
    weights(adam),
    (x, y),
    directions="interpolate",
    solutions=[weights(sgd)],
    range=(-0.5, 1.5),
    resolution=81,
)
losses = line.training[0]
print(f"Adam, at 0: {losses[20]:.4f}; SGD, at 1: {losses[60]:.4f}")
print(f"highest between them: {losses[20:61].max():.4f}")

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
with open(folder / "keras_model.npz", "wb") as file:
    landscape.write(line, file)
