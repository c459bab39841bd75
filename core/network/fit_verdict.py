"""Does a network underfit, fit or overfit? A verdict from its curves, with the reason in a sentence; no JAX.

The epochs are cut into strips of 5 or more, over which losses are averaged, as by Prechelt 1998, "Early
stopping - but when?". Losses are measured against the trivial one: that of the best answer that is the same
for every input (class frequencies, or the mean). A difference is slight from 2 % of it on, and noticeable
from 5 %. What L1 and L2 add to a loss does not count where it is compared with the trivial one.

- A run is unstable if in the last quarter of the epochs, once in 25 or more often, a loss jumps: up by GAP of
  the trivial loss from one epoch to the next.
- Else it overfits if for a whole strip the validation loss has been above that of its best strip, noticeably
  and by 5 % (Prechelt's generalisation loss, GL > 5), while the training loss fell further. It does too if
  the validation loss no longer falls and is above the training loss by GAP of the trivial loss. In any case
  the training loss is noticeably below the trivial one, and the validation loss noticeably above the training
  loss: it may be below, as only the training loss is measured with dropout.
- Else it is early if in the last quarter the training loss fell, against its mean over the quarter before and
  from end to end: by more than is slight, than 2 % of what there was, and than twice what it moves from one
  epoch to the next. So it is if the validation loss fell and is not learned yet.
- Else it is unstable if the training loss is noticeably above the trivial one, and moves up and down.
- Else it underfits if not both losses are learned: at most LEARNED of the trivial loss of their own samples.
  Where the data are mostly noise no network can do better. A training loss that dropout keeps above the
  validation loss does not count.
- Else the fit is good. It has a gap if the validation loss is APART times the training loss, and more than
  slightly above it: the classes may all be right, and the network yet too sure of itself.
"""

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..messages import Message, tr_noop
from .experiment import NetworkExperiment

if TYPE_CHECKING:
    from .training.state import History
    from .training.task import Task

SHORTEST_STRIP = 5
MOST_STRIPS = 20
SLIGHT = 0.02
NOTICEABLE = 0.05
GAP = 0.25
LEARNED = 0.7
APART = 2.0
CALM_EPOCHS = 25
"""A jump in so many epochs, or more of them, is one too many."""

Floats = NDArray[np.float64]
Epochs = NDArray[np.int64]


class FitVerdict(NamedTuple):
    """What became of a run; `since` is the epoch of overfitting or divergence, from 1."""

    kind: Literal["underfitting", "good", "overfitting", "early", "unstable", "diverged"]
    since: int | None
    message: Message


def judge(
    experiment: NetworkExperiment, task: "Task", history: "History", run: int, penalty: float = 0.0
) -> FitVerdict:
    """The verdict on a run from its epochs so far; `penalty` is what L1 and L2 add to its losses now."""
    loss, val_loss, epochs = history.loss[:, run], history.val_loss[:, run], history.epochs
    complete = np.isfinite(loss)
    if not complete.all():
        loss, val_loss, epochs = loss[complete], val_loss[complete], epochs[complete]
    step = int(history.diverged_at[run])
    diverged_epoch = -(-step // task.batches)
    if step and (not epochs.size or epochs[-1] <= diverged_epoch):
        return FitVerdict("diverged", diverged_epoch, Message(_DIVERGED, {"step": step}))
    if epochs.size < 2 * SHORTEST_STRIP:
        sentence = (_NONE, _ONE)[epochs.size] if epochs.size < 2 else _FEW
        return FitVerdict("early", None, Message(sentence, {"epochs": epochs.size}))
    with np.errstate(over="ignore", invalid="ignore"):  # the largest losses are nearly infinite
        return _Judge(experiment, task, epochs, loss, val_loss, penalty).verdict()


class _Judge:
    """What a verdict is made of, and the rules one after the other."""

    def __init__(
        self,
        experiment: NetworkExperiment,
        task: "Task",
        epochs: Epochs,
        loss: Floats,
        val_loss: Floats,
        penalty: float,
    ) -> None:
        self.epochs, self.loss, self.val_loss, self.penalty = epochs, loss, val_loss, penalty
        self.validated = bool(np.isfinite(val_loss[-1]))
        self.trivial, self.val_trivial = task.trivial_loss, task.val_trivial_loss
        self.strips = _strips(loss).mean(axis=1)
        self.now, self.val_now = float(self.strips[-1]), _middle(val_loss)
        self.eased = self.validated and experiment.network.dropout > 0.0 and self.val_now < self.now
        data_loss, val_data_loss = self.now - penalty, self.val_now - penalty
        self.learned = data_loss <= LEARNED * self.trivial or self.eased
        self.val_learned = not self.validated or val_data_loss <= LEARNED * self.val_trivial
        self.quarter = max(len(loss) // 4, SHORTEST_STRIP)

    def verdict(self) -> FitVerdict:
        found = self._jumps() or self._overfits() or self._falls() or self._wanders()
        if found:
            return found
        if not (self.learned and self.val_learned):
            sentence = _BOTH_UNDERFIT if self.validated else _UNDERFITS
            return self._said("underfitting", sentence, trivial=self._baseline(not self.learned))
        gap = self.val_now - self.now
        if not self.validated:
            return self._said("good", _UNVALIDATED)
        if self.eased:
            return self._said("good", _GOOD_WITH_DROPOUT)
        far = self.val_now > APART * self.now and gap > SLIGHT * self.trivial
        return self._said("good", _GOOD_WITH_GAP if far else _GOOD, trivial=self._baseline(True))

    def _jumps(self) -> FitVerdict | None:
        for curve, sentence in ((self.loss, _JUMPS), (self.val_loss, _VAL_JUMPS)):
            lately = curve[-self.quarter :]
            jumps = np.count_nonzero(np.diff(lately) > GAP * self.trivial)
            if jumps >= max(self.quarter / CALM_EPOCHS, 1):
                low, high = float(lately.min()), float(lately.max())
                return self._said(
                    "unstable", sentence, low=low, high=high, last=self._epochs_of(self.quarter)
                )
        return None

    def _overfits(self) -> FitVerdict | None:
        gap = self.val_now - self.now
        if not self.validated or gap <= NOTICEABLE * self.trivial:
            return None
        if self.now - self.penalty > (1.0 - NOTICEABLE) * self.trivial:
            return None
        val_strips = _strips(self.val_loss)
        means = val_strips.mean(axis=1)
        best = int(np.argmin(means))
        least = float(means[best])
        epoch = int(_strips(self.epochs)[best, np.argmin(val_strips[best])])
        risen = float(val_strips[-1].min()) - least > NOTICEABLE * max(least, self.trivial)
        if risen and self.now < self.strips[best]:
            return self._said("overfitting", _RISES, since=epoch, best=least, epoch=epoch)
        if gap > GAP * self.trivial and _fall(self.val_loss, self.quarter)[0] < NOTICEABLE * self.trivial:
            return self._said("overfitting", _LEFT_BEHIND, since=epoch, epoch=epoch)
        return None

    def _falls(self) -> FitVerdict | None:
        last = self._epochs_of(self.quarter)
        if self._still(self.loss):
            sentence = _FALLS if self.learned else _FALLS_SLOWLY
            return self._said("early", sentence, before=_fall(self.loss, self.quarter)[1], last=last)
        if self._still(self.val_loss) and not self.val_learned:
            return self._said("early", _VAL_FALLS, before=_fall(self.val_loss, self.quarter)[1], last=last)
        return None

    def _still(self, curve: Floats) -> bool:
        fall, before = _fall(curve, self.quarter)
        restless = 2.0 * float(np.abs(np.diff(curve[-2 * self.quarter :])).mean())
        return fall > max(SLIGHT * self.trivial, SLIGHT * before, restless)

    def _wanders(self) -> FitVerdict | None:
        rises = np.mean(np.diff(self.loss[-self.quarter :]) > 0.0)
        above = self.now - self.penalty > (1.0 + NOTICEABLE) * self.trivial
        if above and not self.eased and rises >= 0.25:
            return self._said("unstable", _ABOVE, trivial=self._baseline(True))
        return None

    def _baseline(self, training: bool) -> Message:
        """The trivial loss, in words, with the penalties that the other losses have too."""
        trivial = self.trivial if training else self.val_trivial
        return Message(
            _TRIVIAL_PENALISED if self.penalty > 0.0 else _TRIVIAL, {"loss": trivial + self.penalty}
        )

    def _said(self, kind: Any, sentence: str, *, since: int | None = None, **values: object) -> FitVerdict:
        length = max(SHORTEST_STRIP, len(self.loss) // MOST_STRIPS)
        losses = {"loss": self.now, "val_loss": self.val_now, "epochs": self._epochs_of(length)}
        return FitVerdict(kind, since, Message(sentence, {**losses, **values}))

    def _epochs_of(self, rows: int) -> int:
        """How many epochs the last rows stand for: of very many, not all are kept."""
        return int(self.epochs[-1] - self.epochs[-rows]) + 1


def _middle(val_loss: Floats) -> float:
    """The median of the last strip: a single epoch may be far off."""
    return float(np.median(_strips(val_loss)[-1]))


def _strips(values: NDArray[Any]) -> NDArray[Any]:
    """The last values in strips of equal length, (strips, length); the first few are left out."""
    length = max(SHORTEST_STRIP, len(values) // MOST_STRIPS)
    count = len(values) // length
    return values[len(values) - count * length :].reshape(count, length)


def _fall(loss: Floats, quarter: int) -> tuple[float, float]:
    """By how much a loss fell in the last quarter, and from where: the mean of the strip before it."""
    length = max(SHORTEST_STRIP, len(loss) // MOST_STRIPS)
    before = float(loss[-quarter - length : -quarter].mean())
    from_end_to_end = before - float(loss[-length:].mean())
    of_means = float(loss[-2 * quarter : -quarter].mean() - loss[-quarter:].mean())
    return min(from_end_to_end, of_means), before


_DIVERGED = tr_noop(
    "core",
    "Diverged at step {step}: a loss or weight is no longer finite. Take a smaller learning rate, then "
    "restart, or play on from the last finite weights.",
)
_NONE = tr_noop("core", "Too early to say, before the first epoch has ended.")
_ONE = tr_noop("core", "Too early to say, after one epoch.")
_FEW = tr_noop("core", "Too early to say, after {epochs} epochs.")
_JUMPS = tr_noop(
    "core",
    "Unstable: the training loss jumps between {low:.3g} and {high:.3g} in the last {last} epochs. Take a "
    "smaller learning rate.",
)
_VAL_JUMPS = tr_noop(
    "core",
    "Unstable: the validation loss jumps between {low:.3g} and {high:.3g} in the last {last} epochs. Take a "
    "smaller learning rate.",
)
_ABOVE = tr_noop(
    "core",
    "Unstable: over the last {epochs} epochs the training loss is {loss:.3g}; {trivial}. Take a smaller "
    "learning rate.",
)
_FALLS = tr_noop(
    "core",
    "Train longer: the training loss still falls, from {before:.3g} to {loss:.3g} in the last {last} epochs.",
)
_FALLS_SLOWLY = tr_noop(
    "core",
    "Train longer, or take a larger learning rate: the training loss still falls, from {before:.3g} to "
    "{loss:.3g} in the last {last} epochs.",
)
_VAL_FALLS = tr_noop(
    "core",
    "Train longer: the validation loss still falls, from {before:.3g} to {val_loss:.3g} in the last {last} "
    "epochs.",
)
_RISES = tr_noop(
    "core",
    "Overfitting since epoch {epoch}: the validation loss rose from {best:.3g} to {val_loss:.3g}, while the "
    "training loss fell to {loss:.3g} (averages of {epochs} epochs).",
)
_LEFT_BEHIND = tr_noop(
    "core",
    "Overfitting since epoch {epoch}: the training loss fell to {loss:.3g}, and the validation loss stays at "
    "{val_loss:.3g} (averages of {epochs} epochs).",
)
_UNDERFITS = tr_noop(
    "core", "Underfitting: over the last {epochs} epochs the training loss is {loss:.3g}; {trivial}."
)
_BOTH_UNDERFIT = tr_noop(
    "core",
    "Underfitting: over the last {epochs} epochs the training loss is {loss:.3g}, the validation loss "
    "{val_loss:.3g}; {trivial}.",
)
_GOOD = tr_noop(
    "core",
    "Good fit: over the last {epochs} epochs the training loss is {loss:.3g}, the validation loss "
    "{val_loss:.3g}; {trivial}.",
)
_GOOD_WITH_GAP = tr_noop(
    "core",
    "Good fit, with a gap: over the last {epochs} epochs the training loss is {loss:.3g}, but the validation "
    "loss {val_loss:.3g}; {trivial}.",
)
_GOOD_WITH_DROPOUT = tr_noop(
    "core",
    "Good fit: over the last {epochs} epochs the validation loss is {val_loss:.3g}; the training loss of "
    "{loss:.3g} is that with dropout.",
)
_UNVALIDATED = tr_noop(
    "core",
    "Learned: over the last {epochs} epochs the training loss is {loss:.3g}; without validation samples "
    "nobody knows how well it generalises.",
)
_TRIVIAL = tr_noop("core", "always giving the same answer has {loss:.3g}")
_TRIVIAL_PENALISED = tr_noop(
    "core", "always giving the same answer would have {loss:.3g} with the same penalties"
)
