"""The batches of an epoch within the compiled program: shuffling, filling up, and dropout."""

from functools import partial
from typing import NamedTuple

import numpy as np

from ...backend import jax, jnp
from .program_values import Array, Data, Numbers, Plan


class Batches(NamedTuple):
    """All batches of an epoch, one after the other along the first axis; or one of them, without that axis.

    samples (n,) are indices into the data; x (..., n); y (outputs, n); kept (units, n) by dropout; share (n,)
    is 1 / size, or 0 for what fills up a short batch.
    """

    samples: Array
    x: Array
    y: Array
    kept: Array
    share: Array
    size: Array

    def at(self, index: Array) -> "Batches":
        """One batch."""
        return Batches(*(values[index] for values in self))


def batch_shape(plan: Plan, samples: int) -> tuple[int, int]:
    """The number of batches in an epoch, and that of samples in a batch."""
    batch = min(plan.batch_size, samples)
    return -(-samples // batch), batch


def random_key(seed: Array) -> Array:
    """The key of all that is random while training: not that of the initial weights."""
    return jax.random.fold_in(jax.random.key(seed), 1)


def batches_of(plan: Plan, data: Data, numbers: Numbers, key: Array, epoch: Array) -> Batches:
    """Shuffle the samples into batches, the last one filled up, and draw what dropout keeps."""
    samples = data.x.shape[-1]
    count, batch = batch_shape(plan, samples)
    order_key = jax.random.fold_in(jax.random.split(key)[0], epoch)
    unshuffled = partial(jnp.arange, samples, dtype=jnp.int32)
    order = jax.lax.cond(numbers.shuffle, partial(_shuffled, order_key, samples), unshuffled)
    order = jnp.pad(order, (0, count * batch - samples))

    def batched(values: Array) -> Array:
        return jnp.moveaxis(values[..., order].reshape(*values.shape[:-1], count, batch), -2, 0)

    real = (np.arange(count * batch) < samples).reshape(count, batch)
    sizes = real.sum(axis=1)
    return Batches(
        order.reshape(count, batch),
        batched(data.x),
        batched(data.y),
        kept_by_dropout(plan, numbers, key, epoch * count + jnp.arange(count), batch),
        jnp.asarray(real / sizes[:, None], plan.dtype),
        jnp.asarray(sizes, plan.dtype),
    )


def _shuffled(key: Array, samples: int) -> Array:
    """The indices of samples in random order.

    Each goes below a random number of its own, and these are sorted: a plain sort of whole numbers takes a
    fifth of the time of `jax.random.permutation`, which sorts pairs, and that was a fifth of an epoch.
    """
    random = jax.random.bits(key, (samples,), jnp.uint32).astype(jnp.uint64)
    numbered = (random << 32) | jnp.arange(samples, dtype=jnp.uint64)
    return (jnp.sort(numbered) & 0xFFFFFFFF).astype(jnp.int32)


def kept_by_dropout(plan: Plan, numbers: Numbers, key: Array, steps: Array, batch: int) -> Array:
    """What dropout keeps in each of these steps: (steps, units, batch)."""
    shape = sum(plan.architecture.dropped_units), batch
    dropout_key = jax.random.split(key)[1]

    def drawn(step: Array) -> Array:
        random = jax.random.uniform(jax.random.fold_in(dropout_key, step), shape, plan.dtype)
        return random >= numbers.dropout

    nothing_dropped = partial(jnp.ones, (len(steps), *shape), bool)
    return jax.lax.cond(numbers.dropout > 0.0, lambda: jax.vmap(drawn)(steps), nothing_dropped)


def units_by_layer(plan: Plan, kept: Array) -> list[Array]:
    """What dropout keeps of each layer that has dropout, from (units, ...) of all."""
    return jnp.split(kept, np.cumsum(plan.architecture.dropped_units)[:-1].tolist())


def factors(plan: Plan, kept: Array, rate: Array) -> tuple[Array, ...] | None:
    """By what the outputs of each hidden layer are multiplied: 0, or more than 1 to keep their mean."""
    if not plan.architecture.dropped_units:
        return None
    return tuple(units_by_layer(plan, jnp.where(kept, 1.0 / (1.0 - rate), 0.0)))
