"""When to stop training, as Keras's `EarlyStopping` does: settings, and the rule for many runs at once.

No JAX.
"""

import math
from typing import Any, NamedTuple

import msgspec

from ..checks import check_choice, check_whole
from .parameters import MIN_DELTA, MOST_EPOCHS

Array = Any

MONITORS = ("loss", "metric", "val_loss", "val_metric")


class EarlyStopping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Keras's callback: stop when the monitored value has not improved for `patience` epochs."""

    monitor: str = "val_loss"
    patience: int = 0
    min_delta: float = MIN_DELTA.default
    restore_best_weights: bool = False


def check_early_stopping(stopping: EarlyStopping) -> None:
    """Check every field on its own; raises TalwegError."""
    check_choice(stopping.monitor, "early_stopping.monitor", MONITORS)
    check_whole(stopping.patience, "early_stopping.patience", 0, MOST_EPOCHS)
    MIN_DELTA.check(stopping.min_delta, "early_stopping.min_delta")


class Rule(NamedTuple):
    """Stop when the value has not improved by more than `min_delta` for `patience` epochs.

    `sign` is 1 where larger values are better and −1 where smaller ones are.
    """

    sign: Array
    patience: Array
    min_delta: Array


class Watch(NamedTuple):
    """What is known of each run, (runs,) each; epochs count from 1, and 0 is none yet.

    `best_epoch` is the epoch whose weights are to be restored: the first, until there is a better one.
    """

    best: Array
    best_epoch: Array
    wait: Array
    stopped_epoch: Array


def begin(sign: Array, like: Array) -> Watch:
    """Before the first epoch; `like` (runs,) has the type of the values."""
    xp = like.__array_namespace__()
    none = xp.zeros_like(like, dtype=xp.int32)
    return Watch(xp.zeros_like(like) - sign * math.inf, none, none, none)


def after_epoch(watch: Watch, rule: Rule, epoch: Array, values: Array) -> Watch:
    """Take note of the monitored values (runs,) at the end of `epoch`; one that is no number is no better.

    As in Keras, the first epoch never stops a run. A run that has stopped stays as it is.
    """
    xp = values.__array_namespace__()
    running = watch.stopped_epoch == 0
    better = rule.sign * (values - watch.best) > rule.min_delta
    wait = xp.where(better, 0, watch.wait + 1)
    over = ~better & (wait >= rule.patience) & (epoch > 1)
    return Watch(
        xp.where(running & better, values, watch.best),
        xp.where(running & (better | (watch.best_epoch == 0)), epoch, watch.best_epoch),
        xp.where(running, wait, watch.wait),
        xp.where(running & over, epoch, watch.stopped_epoch),
    )
