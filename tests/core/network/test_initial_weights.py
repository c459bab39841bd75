"""Initial weights: how they spread, and that they are JAX's numbers for each kernel."""

from typing import Any

import numpy as np
import pytest

from core.backend import jax
from core.network import architecture
from core.network.architecture import INITIALIZERS
from core.network.initial_weights import initial_weights

KEY = jax.random.key(0)

# (deviation, largest value) of a kernel (64, 64), from the definitions of Glorot, He and the normal ones.
SPREADS = {
    "glorot_uniform": (np.sqrt(2 / 128), np.sqrt(6 / 128)),
    "he_normal": (np.sqrt(2 / 64), 2 * np.sqrt(2 / 64) / 0.8796),
    "small_normal": (0.01, np.inf),
    "large_normal": (1.0, np.inf),
}


@pytest.mark.parametrize("initializer", INITIALIZERS)
def test_kernels_spread_as_their_initializer_says(initializer: str) -> None:
    made = architecture.build("dense", (64,), 64, hidden=(64, 64, 64))
    weights = initial_weights(made, initializer, KEY, "float32")
    kernels = np.stack([np.asarray(layer.kernel) for layer in weights])
    deviation, largest = SPREADS[initializer]
    assert kernels.dtype == np.float32
    # The standard errors of mean and deviation of so many numbers are below 1 % of the deviation.
    assert abs(kernels.mean()) < 0.04 * deviation
    np.testing.assert_allclose(kernels.std(), deviation, rtol=0.03)
    assert np.abs(kernels).max() <= 1.0001 * largest
    assert not any(bool(layer.bias.any()) for layer in weights)
    assert np.unique(kernels).size > 0.9 * kernels.size  # no layer repeats another


@pytest.mark.parametrize(("cell", "gates"), [("simple_rnn", 1), ("gru", 3)])
def test_recurrent_kernels_have_orthonormal_rows(cell: Any, gates: int) -> None:
    made = architecture.build("recurrent", (9, 1), 1, cell=cell, recurrent_units=12)
    recurrent = initial_weights(made, "glorot_uniform", KEY, "float64")[0].recurrent_kernel
    assert recurrent.shape == (12, 12 * gates)
    np.testing.assert_allclose(recurrent @ recurrent.T, np.eye(12), atol=1e-12)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_kernel_has_the_numbers_that_jax_draws_for_its_shape(dtype: str) -> None:
    made = architecture.build("dense", (2,), 3, hidden=(40, 30))
    keys = jax.random.split(KEY, 6)
    normal = initial_weights(made, "large_normal", KEY, dtype)
    uniform = initial_weights(made, "glorot_uniform", KEY, dtype)
    for index, shape in enumerate([(2, 40), (40, 30), (30, 3)]):
        key, limit = keys[2 * index], np.sqrt(6.0 / sum(shape))
        np.testing.assert_array_equal(normal[index].kernel, jax.random.normal(key, shape, dtype))
        np.testing.assert_array_equal(
            uniform[index].kernel, jax.random.uniform(key, shape, dtype, -limit, limit)
        )
