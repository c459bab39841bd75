"""Losses of networks from their raw outputs, and by what accuracy and R² fall short of 1; no JAX.

Outputs and targets are (outputs, samples). Targets are one-hot for `cross_entropy`, 0 or 1 for
`binary_cross_entropy`, anything for `mean_squared_error`. Equations as `keras.losses` with `from_logits`.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from ..messages import tr_noop

Array = Any


class Loss(msgspec.Struct, frozen=True, kw_only=True):
    """A loss: `function(outputs, targets) -> (samples,)`; the loss of a batch is the mean of its samples.

    A single output above `threshold` speaks for the second of two classes.
    """

    name: str
    title: str
    function: Callable[[Array, Array], Array]
    threshold: float
    meaning: str


def _cross_entropy(outputs: Array, targets: Array) -> Array:
    """−log softmax(outputs) of the true class."""
    xp = outputs.__array_namespace__()
    shifted = outputs - xp.max(outputs, axis=0, keepdims=True)  # else exp overflows
    log_sum = xp.log(xp.sum(xp.exp(shifted), axis=0))
    return log_sum - xp.sum(targets * shifted, axis=0)


def _binary_cross_entropy(outputs: Array, targets: Array) -> Array:
    """−t log σ(z) − (1 − t) log(1 − σ(z)), the mean over outputs."""
    xp = outputs.__array_namespace__()
    log_sum = xp.maximum(outputs, 0.0) + xp.log1p(xp.exp(-abs(outputs)))  # log(1 + exp z)
    return xp.mean(log_sum - targets * outputs, axis=0)


def _mean_squared_error(outputs: Array, targets: Array) -> Array:
    xp = outputs.__array_namespace__()
    return xp.mean((outputs - targets) ** 2, axis=0)


LOSSES: Mapping[str, Loss] = {
    loss.name: loss
    for loss in (
        Loss(
            name="cross_entropy",
            title=tr_noop("core", "cross-entropy"),
            function=_cross_entropy,
            threshold=0.0,
            meaning=tr_noop(
                "core", "For two or more classes: how surprised the network is by the true one, −log p."
            ),
        ),
        Loss(
            name="binary_cross_entropy",
            title=tr_noop("core", "binary cross-entropy"),
            function=_binary_cross_entropy,
            threshold=0.0,
            meaning=tr_noop("core", "For two classes and one output: the surprise of a yes or no."),
        ),
        Loss(
            name="mean_squared_error",
            title=tr_noop("core", "mean squared error"),
            function=_mean_squared_error,
            threshold=0.5,
            meaning=tr_noop("core", "For numbers: the mean of the squared distances to the targets."),
        ),
    )
}


def trivial(loss: str, targets: NDArray[np.float64]) -> float:
    """The mean loss of the best answer that is the same for every input: class frequencies, or the mean."""
    if loss == "mean_squared_error":
        return float(targets.var(axis=1).mean())
    shares = targets.mean(axis=1)
    if loss == "binary_cross_entropy":
        return float(np.mean(_surprise(shares) + _surprise(1.0 - shares)))
    return float(_surprise(shares).sum())


def _surprise(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """−p log p, which is 0 at 0."""
    return -shares * np.log(np.where(shares > 0.0, shares, 1.0))


def wrong(outputs: Array, targets: Array, threshold: float) -> Array:
    """(samples,): 1 where the class is missed, so that the accuracy is 1 minus the mean."""
    xp = outputs.__array_namespace__()
    if outputs.shape[0] == 1:
        missed = (outputs[0] > threshold) != (targets[0] > 0.5)
    else:
        missed = xp.argmax(outputs, axis=0) != xp.argmax(targets, axis=0)
    return xp.astype(missed, outputs.dtype)


def unexplained(outputs: Array, targets: Array, squares: Array) -> Array:
    """(samples,): squared errors as shares of `squares`, so that R² is 1 minus their sum.

    `squares` (outputs,) are the sums of the targets' squared distances from their mean; several outputs count
    alike, as in `keras.metrics.R2Score`.
    """
    xp = outputs.__array_namespace__()
    return xp.mean((outputs - targets) ** 2 / squares[:, None], axis=0)
