"""An experiment on a surface: several optimizers descend one surface from one start."""

from collections.abc import Mapping
from typing import Any, cast

import msgspec

from ..checks import ExperimentError, check_whole, short
from ..experiment import LARGEST_SEED, Experiment
from ..json_codec import with_python_values
from ..messages import Message, tr_noop
from ..parameters import Parameter
from ..run_settings import MOST_STEPS, AnySettings, OptimizerSettings, check_runs
from . import formula
from .catalogue import SURFACES
from .catalogue.surface import Domain, Surface

FARTHEST = 1_000_000
"""No coordinate lies further from 0, so that squares and differences of places stay finite."""
NARROWEST = 1e-6
"""No domain has a shorter side: its cells have to differ from each other."""
DEFAULT_DOMAIN: Domain = ((-4.0, 4.0), (-4.0, 4.0))
"""Where a formula is drawn that does not say where."""

GRADIENT_NOISE = Parameter(
    name="gradient_noise",
    title=tr_noop("core", "gradient noise"),
    symbol="σ",
    default=0.0,
    low=0.0,
    high=10.0,
    at_least=0.0,
    meaning=tr_noop("core", "Random numbers of this size are added to every gradient, as mini-batches do."),
)


class SurfaceChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A surface of the catalogue by `name`, or a `formula` over a `domain`; and parameters that differ."""

    name: str | None = None
    formula: str | None = None
    parameters: Mapping[str, float] = {}
    domain: Domain | None = None

    def resolve(self) -> Surface:
        """The surface itself; raises TalwegError for an unknown name or a wrong formula."""
        if self.formula is not None:
            return formula.surface(self.formula, self.domain or DEFAULT_DOMAIN)
        if self.name is None or self.name not in SURFACES:
            raise ExperimentError(
                tr_noop("core", "surface.name is {name}; it has to be one of {known}."),
                name=short(repr(self.name)),
                known=", ".join(SURFACES),
            )
        return SURFACES[self.name]

    def same_place(self, other: "SurfaceChoice") -> bool:
        """Whether a view of the one is a view of the other: one surface or two formulas, over one domain."""
        return self.name == other.name and self.resolve().domain == other.resolve().domain

    def values(self) -> dict[str, float]:
        """Every parameter of the surface by name, defaults filled in."""
        return {**self.resolve().defaults(), **self.parameters}


class SurfaceExperiment(Experiment, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="surface"):
    """A race of optimizers over a surface; equal values give equal results, noise included."""

    surface: SurfaceChoice
    start: tuple[float, float]
    optimizers: tuple[AnySettings, ...]  # type: ignore[valid-type]
    steps: int = 500
    seed: int = 0
    gradient_noise: float = 0.0

    def settings(self) -> tuple[OptimizerSettings, ...]:
        """The optimizers, in the order of the file."""
        return cast(tuple[OptimizerSettings, ...], self.optimizers)

    def validated(self) -> "SurfaceExperiment":
        """An equal experiment of Python's own numbers; raises TalwegError for the first invalid field."""
        experiment = with_python_values(self)
        _check_surface(experiment.surface)
        for index, value in enumerate(experiment.start):
            _check_coordinate(value, f"start[{index}]")
        check_whole(experiment.steps, "steps", 1, MOST_STEPS)
        check_whole(experiment.seed, "seed", 0, LARGEST_SEED)
        GRADIENT_NOISE.check(experiment.gradient_noise, "gradient_noise")
        check_runs(experiment.settings())
        return experiment

    def fitted(self, settings: OptimizerSettings) -> OptimizerSettings:
        """These settings with the numbers that suit the surface, and without later changes."""
        return fitted_to_surface(settings, self.surface.resolve())


def fitted_to_surface(settings: OptimizerSettings, surface: Surface) -> OptimizerSettings:
    """The run with the learning rate that suits `surface`, throughout, and for SGD the momentum with it."""
    optimizer = settings.optimizer
    fitting: dict[str, Any] = {
        "learning_rate": surface.learning_rates.get(optimizer.name, optimizer.learning_rate.default),
        "learning_rate_changes": (),
    }
    if optimizer.name == "sgd":
        fitting["momentum"] = surface.momentum
    return msgspec.structs.replace(settings, **fitting)


def _check_surface(choice: SurfaceChoice) -> None:
    if (choice.name is None) == (choice.formula is None):
        raise ExperimentError(tr_noop("core", "surface needs either a name or a formula, and not both."))
    known = {parameter.name: parameter for parameter in choice.resolve().parameters}
    if choice.name is not None and choice.domain is not None:
        raise ExperimentError(
            tr_noop("core", "surface.domain goes with a formula only; {name!r} has its own."),
            name=choice.name,
        )
    for index, (low, high) in enumerate(choice.domain or ()):
        _check_side(low, high, f"surface.domain[{index}]")
    for name, value in choice.parameters.items():
        if name not in known:
            raise ExperimentError(
                tr_noop("core", "surface.parameters has an unknown parameter {name}; {known}."),
                name=short(repr(name)),
                known=_known_parameters(known),
            )
        known[name].check(value, f"surface.parameters.{name}")


def _known_parameters(known: Mapping[str, Parameter]) -> Message:
    if not known:
        return Message(tr_noop("core", "this surface has none"))
    return Message(tr_noop("core", "this surface has {names}"), {"names": ", ".join(known)})


def _check_coordinate(value: float, where: str) -> None:
    if not -FARTHEST <= value <= FARTHEST:
        raise ExperimentError(
            tr_noop("core", "{where} is {value}; it has to be a number from {low} to {high}."),
            where=where,
            value=value,
            low=-FARTHEST,
            high=FARTHEST,
        )


def _check_side(low: float, high: float, where: str) -> None:
    _check_coordinate(low, f"{where}[0]")
    _check_coordinate(high, f"{where}[1]")
    if high - low < NARROWEST:
        raise ExperimentError(
            tr_noop("core", "{where} goes from {low} to {high}; it has to rise by {least:g} or more."),
            where=where,
            low=low,
            high=high,
            least=NARROWEST,
        )
