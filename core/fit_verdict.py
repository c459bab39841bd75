"""Does a network underfit, fit or overfit? A verdict from its curves, with the reason in a sentence; no JAX.

The epochs are cut into strips of 5 or more, over which losses are averaged, as by Prechelt 1998, "Early
stopping - but when?". A difference is noticeable from 5 % of the trivial loss on: that of the best answer
that is the same for every input (class frequencies, or the mean).

- It overfits if for a whole strip the validation loss has been above that of its best strip, noticeably and
  by 5 % (Prechelt's generalisation loss, GL > 5), while the training loss fell further. It does too if the
  validation loss no longer falls and the training loss is lower by GAP of the trivial loss.
- Else it is early if the training loss fell by FALLING of the trivial loss in the last quarter of the epochs.
- Else it underfits if the training loss is above LEARNED of the trivial loss. Where the data are mostly noise
  no network can do better.
- Else the fit is good.
"""

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .messages import Message, tr_noop
from .network_experiment import NetworkExperiment

if TYPE_CHECKING:
    from .training import History, Task

SHORTEST_STRIP = 5
MOST_STRIPS = 20
NOTICEABLE = 0.05
GAP = 0.25
FALLING = 0.02
LEARNED = 0.7

Floats = NDArray[np.float64]


class FitVerdict(NamedTuple):
    """What became of a run; `since` is the epoch of overfitting or divergence, from 1."""

    kind: Literal["underfitting", "good", "overfitting", "early", "diverged"]
    since: int | None
    message: Message


def judge(experiment: NetworkExperiment, task: "Task", history: "History", run: int) -> FitVerdict:
    """The verdict on a run from its epochs so far."""
    del experiment
    loss, val_loss, epochs = history.loss[:, run], history.val_loss[:, run], history.epochs
    complete = np.isfinite(loss)
    if not complete.all():
        loss, val_loss, epochs = loss[complete], val_loss[complete], epochs[complete]
    step = int(history.diverged_at[run])
    diverged_epoch = -(-step // task.batches)
    if step and (not epochs.size or epochs[-1] <= diverged_epoch):
        return FitVerdict("diverged", diverged_epoch, Message(_DIVERGED, {"step": step}))
    if epochs.size < 2 * SHORTEST_STRIP:
        return FitVerdict("early", None, Message(_FEW, {"epochs": epochs.size}))
    return _judged(epochs, loss, val_loss, task.trivial_loss)


def _judged(epochs: NDArray[np.int64], loss: Floats, val_loss: Floats, trivial: float) -> FitVerdict:
    validated = bool(np.isfinite(val_loss[-1]))
    if validated and (verdict := _overfitting(epochs, loss, val_loss, trivial)):
        return verdict
    now, fall = float(_strips(loss)[-1].mean()), _fall(loss)
    values = {"loss": now, "val_loss": _middle(val_loss), "trivial": trivial, "fall": fall}
    if fall > FALLING * trivial:
        return FitVerdict("early", None, Message(_FALLING, values))
    if now > LEARNED * trivial:
        return FitVerdict("underfitting", None, Message(_UNDERFITTING, values))
    return FitVerdict("good", None, Message(_GOOD if validated else _UNVALIDATED, values))


def _overfitting(
    epochs: NDArray[np.int64], loss: Floats, val_loss: Floats, trivial: float
) -> FitVerdict | None:
    strips, val_strips = _strips(loss).mean(axis=1), _strips(val_loss)
    means = val_strips.mean(axis=1)
    best = int(np.argmin(means))
    least = float(means[best])
    epoch = int(_strips(epochs)[best, np.argmin(val_strips[best])])
    now, val_now = float(strips[-1]), _middle(val_loss)
    values = {"loss": now, "val_loss": val_now, "best": least, "epoch": epoch}
    risen = float(val_strips[-1].min()) - least > NOTICEABLE * max(least, trivial)
    if risen and now < strips[best]:
        return FitVerdict("overfitting", epoch, Message(_RISES, values))
    if val_now - now > GAP * trivial and _fall(val_loss) < NOTICEABLE * trivial:
        return FitVerdict("overfitting", epoch, Message(_LEFT_BEHIND, values))
    return None


def _middle(val_loss: Floats) -> float:
    """The median of the last strip: a single epoch may be far off."""
    return float(np.median(_strips(val_loss)[-1]))


def _strips(values: NDArray[Any]) -> NDArray[Any]:
    """The last values in strips of equal length, (strips, length); the first few are left out."""
    length = max(SHORTEST_STRIP, len(values) // MOST_STRIPS)
    count = len(values) // length
    return values[len(values) - count * length :].reshape(count, length)


def _fall(loss: Floats) -> float:
    """By how much the loss fell from the last quarter but one to the last."""
    quarter = max(len(loss) // 4, SHORTEST_STRIP)
    return float(loss[-2 * quarter : -quarter].mean() - loss[-quarter:].mean())


_DIVERGED = tr_noop(
    "core",
    "Diverged at step {step}: its numbers are no longer finite; a smaller learning rate keeps them so.",
)
_FEW = tr_noop("core", "Too early to say, after {epochs} epochs.")
_FALLING = tr_noop(
    "core", "Train longer: the training loss still falls, by {fall:.2g} in the last quarter to {loss:.3g}."
)
_RISES = tr_noop(
    "core",
    "Overfitting since epoch {epoch}: the validation loss rose from {best:.3g} to {val_loss:.3g}, while the "
    "training loss fell to {loss:.3g}.",
)
_LEFT_BEHIND = tr_noop(
    "core",
    "Overfitting since epoch {epoch}: the training loss fell to {loss:.3g}, and the validation loss stays at "
    "{val_loss:.3g}.",
)
_UNDERFITTING = tr_noop(
    "core",
    "Underfitting: the training loss rests at {loss:.3g}; always giving the same answer has {trivial:.3g}.",
)
_GOOD = tr_noop(
    "core",
    "Good fit: training loss {loss:.3g}, validation loss {val_loss:.3g}; always giving the same answer has "
    "{trivial:.3g}.",
)
_UNVALIDATED = tr_noop(
    "core",
    "Learned: training loss {loss:.3g}; without validation samples nobody knows how well it generalises.",
)
