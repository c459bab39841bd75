"""What to run: frozen values, read from and written to JSON, checked the same way wherever they come from."""

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal, Union, cast

import msgspec

from . import formula
from .messages import TalwegError, tr_noop
from .optimizers import OPTIMIZERS, Optimizer
from .parameters import Parameter, Switch
from .surfaces import SURFACES, Domain, Surface

FORMAT_VERSION = 1
LONGEST_FILE = 10_000_000
MOST_STEPS = 200_000
MOST_OPTIMIZERS = 12
MOST_CHANGES = 1_000
LONGEST_LABEL = 40
DEFAULT_DOMAIN: Domain = ((-4.0, 4.0), (-4.0, 4.0))
"""Where a formula is drawn that does not say where."""

GRADIENT_NOISE = Parameter(
    name="gradient_noise",
    symbol="σ",
    default=0.0,
    low=0.0,
    high=10.0,
    at_least=0.0,
    meaning=tr_noop("core", "Random numbers of this size are added to every gradient, as mini-batches do."),
)


class ExperimentError(TalwegError):
    """An experiment that cannot be: the sentence names the field."""


class SurfaceChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A surface of the catalogue by `name`, or a `formula` over a `domain`, with the parameters that differ."""

    name: str | None = None
    formula: str | None = None
    parameters: Mapping[str, float] = {}
    domain: Domain | None = None

    def resolve(self) -> Surface:
        """The surface itself; raises TalwegError for an unknown name or a wrong formula."""
        if self.formula is not None:
            return formula.surface(self.formula, self.domain or DEFAULT_DOMAIN)
        if self.name not in SURFACES:
            raise ExperimentError(
                tr_noop("core", "There is no surface {name!r}; the surfaces are {known}."),
                name=self.name,
                known=", ".join(SURFACES),
            )
        return SURFACES[self.name]

    def values(self) -> dict[str, float]:
        """Every parameter of the surface by name, defaults filled in."""
        return {**self.resolve().defaults(), **self.parameters}


class OptimizerSettings(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="name",
):
    """One run: an optimizer, its learning rate and (in the subclass made for it) its hyper-parameters.

    `learning_rate_changes` are (step, value) pairs: from that step on the updates use the value. A run that is
    not `enabled` is kept in the experiment but not shown. `color` is `#rrggbb`, or None for the usual one.
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
_AnySettings = Union[tuple(SETTINGS.values())]  # type: ignore[valid-type]  # noqa: UP007 - made at run time


class SurfaceExperiment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A race of optimizers over a surface; equal values give equal results, noise included."""

    surface: SurfaceChoice
    start: tuple[float, float]
    optimizers: tuple[_AnySettings, ...]  # type: ignore[valid-type]
    steps: int = 500
    seed: int = 0
    gradient_noise: float = 0.0

    def settings(self) -> tuple[OptimizerSettings, ...]:
        """The optimizers, in the order of the file."""
        return cast(tuple[OptimizerSettings, ...], self.optimizers)


def replace(experiment: SurfaceExperiment, **changes: Any) -> SurfaceExperiment:
    """The experiment with some fields changed, checked; raises TalwegError if that cannot be."""
    return validate(msgspec.structs.replace(experiment, **changes))


def new(surface_name: str) -> SurfaceExperiment:
    """All optimizers on a surface of the catalogue, from its good start with the rates that suit it."""
    surface = SurfaceChoice(name=surface_name)
    known = surface.resolve()
    return validate(
        SurfaceExperiment(surface=surface, start=known.start, optimizers=fitting_optimizers(known))
    )


def startup() -> SurfaceExperiment:
    """The race that runs when Talweg opens for the first time: a local and a global minimum."""
    return new(next(iter(SURFACES)))


def fitting_optimizers(surface: Surface) -> tuple[OptimizerSettings, ...]:
    """One run of every optimizer with the numbers that suit `surface`."""
    return tuple(fitted(kind(learning_rate=0.0), surface) for kind in SETTINGS.values())


def fitted(settings: OptimizerSettings, surface: Surface) -> OptimizerSettings:
    """The run with the learning rate that suits `surface`, throughout, and for SGD the momentum that goes with it."""
    optimizer = settings.optimizer
    fitting: dict[str, Any] = {
        "learning_rate": surface.learning_rates.get(optimizer.name, optimizer.learning_rate.default),
        "learning_rate_changes": (),
    }
    if optimizer.name == "sgd":
        fitting["momentum"] = surface.momentum
    return msgspec.structs.replace(settings, **fitting)


def validate(experiment: SurfaceExperiment) -> SurfaceExperiment:
    """The experiment itself; raises TalwegError with the first field that cannot be."""
    _check_surface(experiment.surface)
    for axis, value in zip("xy", experiment.start, strict=True):
        if not math.isfinite(value):
            raise ExperimentError(
                tr_noop("core", "start {axis} is {value}; it has to be a finite number."), axis=axis, value=value
            )
    _check_whole(experiment.steps, "steps", 1, MOST_STEPS)
    _check_whole(experiment.seed, "seed", 0, 2**32 - 1)
    GRADIENT_NOISE.check(experiment.gradient_noise, "gradient_noise")
    _check_whole(len(experiment.optimizers), tr_noop("core", "the number of optimizers"), 1, MOST_OPTIMIZERS)
    for index, settings in enumerate(experiment.settings()):
        _check_settings(settings, f"optimizers[{index}]")
    _check_labels_differ(experiment.settings())
    return experiment


def _check_surface(choice: SurfaceChoice) -> None:
    if (choice.name is None) == (choice.formula is None):
        raise ExperimentError(tr_noop("core", "surface needs either a name or a formula, and not both."))
    if choice.name is not None and choice.domain is not None:
        raise ExperimentError(
            tr_noop("core", "surface.domain goes with a formula only; {name!r} has its own."), name=choice.name
        )
    for axis, (low, high) in zip("xy", choice.domain or (), strict=False):
        if not (math.isfinite(low) and math.isfinite(high) and low < high):
            raise ExperimentError(
                tr_noop("core", "surface.domain of {axis} is {low} to {high}; it has to go from low to high."),
                axis=axis,
                low=low,
                high=high,
            )
    known = {parameter.name: parameter for parameter in choice.resolve().parameters}
    for name, value in choice.parameters.items():
        if name not in known:
            raise ExperimentError(
                tr_noop("core", "surface.parameters has no {name!r}; it may have {known}."),
                name=name,
                known=", ".join(known) or "—",
            )
        known[name].check(value, f"surface.parameters.{name}")


def _check_settings(settings: OptimizerSettings, where: str) -> None:
    optimizer = settings.optimizer
    optimizer.learning_rate.check(settings.learning_rate, f"{where}.learning_rate")
    for hyperparameter in optimizer.hyperparameters:
        if isinstance(hyperparameter, Parameter):
            hyperparameter.check(getattr(settings, hyperparameter.name), f"{where}.{hyperparameter.name}")
    _check_label(settings.label, f"{where}.label")
    if settings.color is not None and not re.fullmatch("#[0-9a-fA-F]{6}", settings.color):
        raise ExperimentError(
            tr_noop("core", "{where}.color is {color!r}; it has to look like #3366cc."),
            where=where,
            color=settings.color,
        )
    _check_whole(
        len(settings.learning_rate_changes), f"{where}.learning_rate_changes: number", 0, MOST_CHANGES
    )
    before = 0
    for index, (step, value) in enumerate(settings.learning_rate_changes):
        place = f"{where}.learning_rate_changes[{index}]"
        if step <= before:
            raise ExperimentError(
                tr_noop("core", "{where} is at step {step}; the steps have to be 1 or more and grow."),
                where=place,
                step=step,
            )
        optimizer.learning_rate.check(value, place)
        before = step


def _check_label(label: str | None, where: str) -> None:
    if label is None:
        return
    if not label.strip() or len(label) > LONGEST_LABEL or "/" in label or not label.isprintable():
        raise ExperimentError(
            tr_noop("core", "{where} has to be 1 to {most} printable characters without a slash."),
            where=where,
            most=LONGEST_LABEL,
        )


def _check_labels_differ(settings: Sequence[OptimizerSettings]) -> None:
    seen: set[str] = set()
    for one in settings:
        if one.run_label in seen:
            raise ExperimentError(
                tr_noop("core", "Two runs are called {label!r}; give one of them another label."),
                label=one.run_label,
            )
        seen.add(one.run_label)


def _check_whole(value: int, where: str, low: int, high: int) -> None:
    if not low <= value <= high:
        raise ExperimentError(
            tr_noop("core", "{where} is {value}; it has to be from {low} to {high}."),
            where=where,
            value=value,
            low=low,
            high=high,
        )


# --- JSON ---------------------------------------------------------------------------------------------------


def to_json(experiment: SurfaceExperiment) -> bytes:
    """The experiment as an indented JSON file that `from_json` reads back to an equal value."""
    fields = {"talweg": FORMAT_VERSION, "kind": "surface", **msgspec.to_builtins(experiment)}
    return msgspec.json.format(msgspec.json.encode(fields), indent=2) + b"\n"


def from_json(data: bytes) -> SurfaceExperiment:
    """Read an experiment file; raises TalwegError with one sentence for anything that is not one."""
    if len(data) > LONGEST_FILE:
        raise ExperimentError(
            tr_noop("core", "The file has {size} bytes; an experiment has {most} at most."),
            size=len(data),
            most=LONGEST_FILE,
        )
    try:
        raw = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ExperimentError(tr_noop("core", "This is not JSON: {reason}."), reason=error) from None
    if not isinstance(raw, dict) or "talweg" not in raw:
        raise ExperimentError(tr_noop("core", 'This is not a Talweg experiment: it lacks "talweg": 1.'))
    if (version := raw.pop("talweg")) != FORMAT_VERSION or isinstance(version, bool):
        raise ExperimentError(
            tr_noop("core", "The file has format version {version!r}; this Talweg reads version {known}."),
            version=version,
            known=FORMAT_VERSION,
        )
    if (kind := raw.pop("kind", None)) != "surface":
        raise ExperimentError(
            tr_noop("core", 'kind is {kind!r}; this Talweg knows the kind "surface".'), kind=kind
        )
    try:
        return validate(msgspec.convert(raw, SurfaceExperiment))
    except msgspec.ValidationError as error:
        raise _explained(error) from None


_EXPLANATIONS: tuple[tuple[str, str], ...] = (
    (
        r"Object contains unknown field `(?P<field>.*)`",
        tr_noop("core", "{where} has an unknown field {field!r}."),
    ),
    (
        r"Object missing required field `(?P<field>.*)`",
        tr_noop("core", "{where} lacks the field {field!r}."),
    ),
    (
        r"Invalid value '(?P<value>.*)'",
        tr_noop("core", "{where} is {value!r}; it has to be one of {known}."),
    ),
    (
        r"Expected `(?P<expected>.*)`, got `(?P<got>.*)`",
        tr_noop("core", "{where} has to be {expected}, not {got}."),
    ),
    (
        r"Expected `array` of length (?P<expected>\d+)(, got| got)? ?(?P<got>.*)",
        tr_noop("core", "{where} has to hold {expected} values, not {got}."),
    ),
)


def _explained(error: msgspec.ValidationError) -> ExperimentError:
    """msgspec's complaint as a sentence that starts with the place."""
    text, _, path = str(error).partition(" - at `$")
    where = path.rstrip("`").lstrip(".") or tr_noop("core", "the experiment")
    for pattern, template in _EXPLANATIONS:
        if found := re.fullmatch(pattern, text):
            return ExperimentError(template, where=where, known=", ".join(SETTINGS), **found.groupdict())
    return ExperimentError(tr_noop("core", "{where}: {reason}."), where=where, reason=text)
