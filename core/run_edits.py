"""Changes of the runs of an experiment of any kind: each function returns a new experiment, checked."""

import math
import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import msgspec

from .experiment import Experiment
from .run_settings import LONGEST_LABEL, SETTINGS, OptimizerSettings

E = TypeVar("E", bound=Experiment)


def replace(experiment: E, **changes: Any) -> E:
    """The experiment with some fields changed, checked; raises TalwegError if it is not valid."""
    return msgspec.structs.replace(experiment, **changes).validated()


# --- learning rates -----------------------------------------------------------------------------------------


def with_fitting_rates(experiment: E) -> E:
    """Every run with the learning rate that suits the experiment."""
    return _each(experiment, experiment.fitted)


def with_rate(experiment: E, index: int, rate: float, from_step: int | None) -> E:
    """Run `index` with another learning rate: for the whole run, or from a step on.

    Later changes end with it: from there on, or everywhere, the one rate holds.
    """
    return with_run(experiment, index, _with_rate(experiment.settings()[index], rate, from_step))


def _with_rate(settings: OptimizerSettings, rate: float, from_step: int | None) -> OptimizerSettings:
    if not from_step:  # from step 0 on is the whole run
        return msgspec.structs.replace(settings, learning_rate=rate, learning_rate_changes=())
    earlier = tuple(change for change in settings.learning_rate_changes if change[0] < from_step)
    return msgspec.structs.replace(settings, learning_rate_changes=(*earlier, (from_step, rate)))


def common_factor(experiment: E, from_step: int | None) -> float:
    """How many times the fitting rates the shown runs have, as their geometric mean; 1 if none has a rate."""
    logs = [
        math.log(one.learning_rate_at(from_step or 0)) - math.log(experiment.fitted(one).learning_rate)
        for one in experiment.settings()
        if _counts(one, from_step)
    ]
    # Within ±700 exp stays finite and above 0, even where a file holds a rate of 1e308.
    return math.exp(min(max(sum(logs) / len(logs), -700.0), 700.0)) if logs else 1.0


def _counts(one: OptimizerSettings, from_step: int | None) -> bool:
    return one.enabled and one.learning_rate_at(from_step or 0) > 0


def with_common_factor(experiment: E, factor: float, from_step: int | None) -> E:
    """All shown runs that have a rate scaled together so that `common_factor` is `factor`.

    For the whole run their changes are scaled with them; from a step on, it is one change more.
    """
    ratio = factor / common_factor(experiment, from_step)

    def scaled(one: OptimizerSettings) -> OptimizerSettings:
        if not _counts(one, from_step):
            return one
        if from_step:
            return _with_rate(one, _tidy(ratio * one.learning_rate_at(from_step)), from_step)
        changes = tuple((step, _tidy(ratio * rate)) for step, rate in one.learning_rate_changes)
        return msgspec.structs.replace(
            one, learning_rate=_tidy(ratio * one.learning_rate), learning_rate_changes=changes
        )

    return _each(experiment, scaled)


def _tidy(rate: float) -> float:
    """Without the last digits that scaling to and fro leaves behind; any other rate stays as it is."""
    short = float(f"{rate:.9g}")
    return short if math.isclose(short, rate, rel_tol=1e-13) else rate


# --- runs ---------------------------------------------------------------------------------------------------


def with_run(experiment: E, index: int, settings: OptimizerSettings) -> E:
    """Run `index` replaced."""
    runs = experiment.settings()
    return replace(experiment, optimizers=(*runs[:index], settings, *runs[index + 1 :]))


def with_fields(experiment: E, index: int, **fields: Any) -> E:
    """Run `index` with some fields changed."""
    return with_run(experiment, index, msgspec.structs.replace(experiment.settings()[index], **fields))


def with_defaults(experiment: E, index: int) -> E:
    """Run `index` with Keras's defaults; its label and colour stay."""
    one = experiment.settings()[index]
    fresh = SETTINGS[one.optimizer.name](
        learning_rate=one.optimizer.learning_rate.default,
        label=one.label,
        color=one.color,
        enabled=one.enabled,
    )
    return with_run(experiment, index, fresh)


def with_duplicate(experiment: E, index: int) -> E:
    """A second run like `index`, under a label of its own, after the last run of its optimizer."""
    runs = experiment.settings()
    one = runs[index]
    twin = msgspec.structs.replace(one, label=_free_label(runs, one.label or one.optimizer.title), color=None)
    end = 1 + max(place for place, other in enumerate(runs) if other.optimizer is one.optimizer)
    return replace(experiment, optimizers=(*runs[:end], twin, *runs[end:]))


def with_optimizer(experiment: E, name: str) -> E:
    """One more run at the end, of optimizer `name`, with the learning rate that suits the experiment."""
    runs = experiment.settings()
    kind = SETTINGS[name]
    fresh = experiment.fitted(kind(learning_rate=0.0))
    if any(one.run_label == name for one in runs):
        fresh = msgspec.structs.replace(fresh, label=_free_label(runs, kind.optimizer.title))
    return replace(experiment, optimizers=(*runs, fresh))


def _free_label(runs: Sequence[OptimizerSettings], like: str) -> str:
    """`like` with the first number that makes it a label no run has."""
    taken = {one.run_label for one in runs} | {one.optimizer.title for one in runs}
    stem = re.sub(r"(?<=\S) \d+$", "", like)[: LONGEST_LABEL - len(" 12")]
    return next(label for n in range(2, len(taken) + 3) if (label := f"{stem} {n}") not in taken)


def without(experiment: E, index: int) -> E:
    """Run `index` taken out."""
    runs = experiment.settings()
    return replace(experiment, optimizers=runs[:index] + runs[index + 1 :])


def bare(experiment: E, *fields: str) -> E:
    """The experiment with `fields` of every run as if they had not been set: to compare what is left."""
    unset = {"enabled": True, "color": None, "label": None}
    changes = {field: unset[field] for field in fields}
    runs = tuple(msgspec.structs.replace(one, **changes) for one in experiment.settings())
    return msgspec.structs.replace(experiment, optimizers=runs)


def _each(experiment: E, change: Callable[[OptimizerSettings], OptimizerSettings]) -> E:
    return replace(experiment, optimizers=tuple(change(one) for one in experiment.settings()))
