"""Changes of an experiment: each takes one and returns another, checked."""

import math
from collections.abc import Callable
from typing import Any

import msgspec

from .experiment import (
    SETTINGS,
    OptimizerSettings,
    SurfaceChoice,
    SurfaceExperiment,
    fitting_optimizers,
    replace,
)


def with_surface(experiment: SurfaceExperiment, choice: SurfaceChoice) -> SurfaceExperiment:
    """On another surface: from its good start, with the rates that suit it, no learning-rate changes."""
    surface = choice.resolve()
    moved = replace(experiment, surface=choice, start=surface.start)
    return with_fitting_rates(moved)


def with_fitting_rates(experiment: SurfaceExperiment) -> SurfaceExperiment:
    """Every run with the learning rate that suits the surface."""
    return _each(
        experiment,
        lambda one: msgspec.structs.replace(
            one, learning_rate=fitting_rate(experiment, one), learning_rate_changes=()
        ),
    )


def fitting_rate(experiment: SurfaceExperiment, settings: OptimizerSettings) -> float:
    """The learning rate that suits the surface for the optimizer of `settings`."""
    surface, optimizer = experiment.surface.resolve(), settings.optimizer
    return surface.learning_rates.get(optimizer.name, optimizer.learning_rate.default)


def with_rate(
    experiment: SurfaceExperiment, index: int, rate: float, from_step: int | None
) -> SurfaceExperiment:
    """Run `index` with another learning rate: for the whole run, or from a step on.

    Later changes end with it: from there on, or everywhere, the one rate holds.
    """
    return with_run(experiment, index, _with_rate(experiment.settings()[index], rate, from_step))


def _with_rate(settings: OptimizerSettings, rate: float, from_step: int | None) -> OptimizerSettings:
    if not from_step:  # from step 0 on is the whole run
        return msgspec.structs.replace(settings, learning_rate=rate, learning_rate_changes=())
    earlier = tuple(change for change in settings.learning_rate_changes if change[0] < from_step)
    return msgspec.structs.replace(settings, learning_rate_changes=(*earlier, (from_step, rate)))


def common_factor(experiment: SurfaceExperiment, from_step: int | None) -> float:
    """How many times the fitting rates the shown runs have, as their geometric mean; 1 if none has a rate."""
    logs = [
        math.log(rate / fitting)
        for one in experiment.settings()
        if one.enabled
        and (rate := one.learning_rate_at(from_step or 0)) > 0
        and (fitting := fitting_rate(experiment, one)) > 0
    ]
    return math.exp(sum(logs) / len(logs)) if logs else 1.0


def with_common_factor(
    experiment: SurfaceExperiment, factor: float, from_step: int | None
) -> SurfaceExperiment:
    """All shown runs scaled together so that `common_factor` is `factor`.

    For the whole run their changes are scaled with them; from a step on, it is one change more.
    """
    ratio = factor / common_factor(experiment, from_step)

    def scaled(one: OptimizerSettings) -> OptimizerSettings:
        if not one.enabled:
            return one
        if from_step:
            return _with_rate(one, _tidy(ratio * one.learning_rate_at(from_step)), from_step)
        changes = tuple((step, _tidy(ratio * rate)) for step, rate in one.learning_rate_changes)
        return msgspec.structs.replace(
            one, learning_rate=_tidy(ratio * one.learning_rate), learning_rate_changes=changes
        )

    return _each(experiment, scaled)


def _tidy(rate: float) -> float:
    """Without the last digits that scaling to and fro leaves behind."""
    return float(f"{rate:.12g}")


def with_run(experiment: SurfaceExperiment, index: int, settings: OptimizerSettings) -> SurfaceExperiment:
    """Run `index` replaced."""
    runs = experiment.settings()
    return replace(experiment, optimizers=(*runs[:index], settings, *runs[index + 1 :]))


def with_fields(experiment: SurfaceExperiment, index: int, **fields: Any) -> SurfaceExperiment:
    """Run `index` with some fields changed."""
    return with_run(experiment, index, msgspec.structs.replace(experiment.settings()[index], **fields))


def with_defaults(experiment: SurfaceExperiment, index: int) -> SurfaceExperiment:
    """Run `index` with Keras's defaults; its label and colour stay."""
    one = experiment.settings()[index]
    fresh = SETTINGS[one.optimizer.name](
        learning_rate=one.optimizer.learning_rate.default, label=one.label, color=one.color, enabled=one.enabled
    )
    return with_run(experiment, index, fresh)


def with_duplicate(experiment: SurfaceExperiment, index: int) -> SurfaceExperiment:
    """A second run like `index`, under a label of its own, right after it."""
    runs = experiment.settings()
    one = runs[index]
    taken = {other.run_label for other in runs} | {other.optimizer.title for other in runs}
    stem = (one.label or one.optimizer.title).rstrip(" 0123456789") or one.optimizer.title
    label = next(name for n in range(2, len(taken) + 3) if (name := f"{stem} {n}") not in taken)
    twin = msgspec.structs.replace(one, label=label, color=None)
    return replace(experiment, optimizers=(*runs[: index + 1], twin, *runs[index + 1 :]))


def without(experiment: SurfaceExperiment, index: int) -> SurfaceExperiment:
    """Run `index` taken out."""
    runs = experiment.settings()
    return replace(experiment, optimizers=runs[:index] + runs[index + 1 :])


def with_parameter(experiment: SurfaceExperiment, name: str, value: float) -> SurfaceExperiment:
    """A parameter of the surface changed."""
    choice = experiment.surface
    parameters = {**choice.parameters, name: value}
    return replace(experiment, surface=msgspec.structs.replace(choice, parameters=parameters))


def with_formula(experiment: SurfaceExperiment, text: str) -> SurfaceExperiment:
    """The formula as typed; parameters it still has keep their values. Raises FormulaError with the position."""
    before = experiment.surface
    choice = SurfaceChoice(formula=text, domain=before.domain)
    if before.formula is None:
        choice = msgspec.structs.replace(choice, domain=before.resolve().domain)
        return replace(experiment, surface=choice)
    known = {parameter.name for parameter in choice.resolve().parameters}
    kept = {name: value for name, value in before.parameters.items() if name in known}
    return replace(experiment, surface=msgspec.structs.replace(choice, parameters=kept))


def _each(
    experiment: SurfaceExperiment, change: Callable[[OptimizerSettings], OptimizerSettings]
) -> SurfaceExperiment:
    return replace(experiment, optimizers=tuple(change(one) for one in experiment.settings()))
