"""The settings of one run: its optimizer, learning rate, hyper-parameters, label and colour."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Union, cast

import msgspec

from .checks import ExperimentError, check_count, check_whole, short
from .messages import tr_noop
from .optimizers import OPTIMIZERS, Optimizer
from .parameters import Parameter, Switch

MOST_STEPS = 200_000
MOST_OPTIMIZERS = 12
MOST_CHANGES = 1_000

LONGEST_LABEL = 40


class OptimizerSettings(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="name",
):
    """One run: an optimizer, its learning rate and (in the subclass made for it) its hyper-parameters.

    `learning_rate_changes` are (step, value) pairs: from that step on the updates use the value. A run that
    is not `enabled` is kept in the experiment but not shown. `color` is `#rrggbb`, or None for the usual one.
    """

    learning_rate: float
    label: str | None = None
    enabled: bool = True
    color: str | None = None
    learning_rate_changes: tuple[tuple[int, float], ...] = ()

    optimizer: ClassVar[Optimizer]

    def hyperparameters(self) -> dict[str, float | bool]:
        """The value of every hyper-parameter in the order of the registry."""
        return {h.name: getattr(self, h.name) for h in self.optimizer.hyperparameters}

    def learning_rate_at(self, step: int) -> float:
        """The learning rate with which `step` is left."""
        rate = self.learning_rate
        for change_step, value in self.learning_rate_changes:
            if change_step <= step:
                rate = value
        return rate

    @property
    def run_label(self) -> str:
        """The name of the run in tables: its label, or else the optimizer's name."""
        return self.label if self.label is not None else self.optimizer.name

    @property
    def shown_label(self) -> str:
        """The name of the run in the window: its label, or else the optimizer's title."""
        return self.label if self.label is not None else self.optimizer.title


def _settings_type(optimizer: Optimizer) -> type[OptimizerSettings]:
    fields: list[tuple[str, type, Any]] = [("learning_rate", float, optimizer.learning_rate.default)]
    fields += [
        (h.name, bool if isinstance(h, Switch) else float, h.default) for h in optimizer.hyperparameters
    ]
    made = msgspec.defstruct(
        f"{optimizer.title}Settings", fields, bases=(OptimizerSettings,), frozen=True, tag=optimizer.name
    )
    made.optimizer = optimizer  # type: ignore[attr-defined]
    return cast(type[OptimizerSettings], made)


SETTINGS: Mapping[str, type[OptimizerSettings]] = {
    name: _settings_type(optimizer) for name, optimizer in OPTIMIZERS.items()
}
AnySettings = Union[tuple(SETTINGS.values())]  # type: ignore[valid-type]  # noqa: UP007 - made at run time


def check_runs(settings: Sequence[OptimizerSettings]) -> None:
    """Raise TalwegError for the first of the optimizers that cannot be, or for two of one label."""
    check_count(settings, "optimizers", 1, MOST_OPTIMIZERS)
    for index, one in enumerate(settings):
        _check_settings(one, f"optimizers[{index}]")
    seen: set[str] = set()
    for one in settings:
        if one.run_label in seen or one.shown_label in seen:
            raise ExperimentError(
                tr_noop("core", "Two runs are called {label!r}; give one of them another label."),
                label=one.run_label,
            )
        seen |= {one.run_label, one.shown_label}


def _check_settings(settings: OptimizerSettings, where: str) -> None:
    optimizer = settings.optimizer
    optimizer.learning_rate.check(settings.learning_rate, f"{where}.learning_rate")
    for hyperparameter in optimizer.hyperparameters:
        if isinstance(hyperparameter, Parameter):
            hyperparameter.check(getattr(settings, hyperparameter.name), f"{where}.{hyperparameter.name}")
    _check_label(settings.label, f"{where}.label")
    if settings.color is not None and not re.fullmatch("#[0-9a-fA-F]{6}", settings.color):
        raise ExperimentError(
            tr_noop("core", "{where}.color is {color}; it has to look like #3366cc."),
            where=where,
            color=short(repr(settings.color)),
        )
    _check_changes(settings, f"{where}.learning_rate_changes")


def _check_changes(settings: OptimizerSettings, where: str) -> None:
    check_count(settings.learning_rate_changes, where, 0, MOST_CHANGES)
    before = 0
    for index, (step, value) in enumerate(settings.learning_rate_changes):
        place = f"{where}[{index}]"
        check_whole(step, f"{place}[0]", 1, MOST_STEPS)
        if step <= before:
            raise ExperimentError(
                tr_noop("core", "{where} is at step {step}; it has to come after the change before it."),
                where=place,
                step=step,
            )
        settings.optimizer.learning_rate.check(value, f"{place}[1]")
        before = step


def is_label(text: str) -> bool:
    """Whether a run can be called so."""
    well_formed = 1 <= len(text) <= LONGEST_LABEL and text.isprintable() and text == text.strip()
    return well_formed and "/" not in text and "\\" not in text  # in a table of arrays, slashes part names


def _check_label(label: str | None, where: str) -> None:
    if label is not None and not is_label(label):
        raise ExperimentError(
            tr_noop(
                "core",
                "{where} has to be 1 to {most} visible characters without a slash or a blank at an end.",
            ),
            where=where,
            most=LONGEST_LABEL,
        )
