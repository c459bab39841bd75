"""Changes of the surface of an experiment: each takes one and returns another, checked."""

from collections.abc import Callable

import msgspec

from ..run_edits import replace, with_fitting_rates
from .catalogue.surface import Domain
from .experiment import SurfaceChoice, SurfaceExperiment

Change = Callable[[SurfaceExperiment], SurfaceExperiment]


def with_surface(experiment: SurfaceExperiment, choice: SurfaceChoice) -> SurfaceExperiment:
    """On another surface: from its good start, with the rates that suit it, no learning-rate changes."""
    surface = choice.resolve()
    moved = replace(experiment, surface=choice, start=surface.start)
    return with_fitting_rates(moved)


def with_parameter(experiment: SurfaceExperiment, name: str, value: float) -> SurfaceExperiment:
    """A parameter of the surface changed."""
    choice = experiment.surface
    parameters = {**choice.parameters, name: value}
    return replace(experiment, surface=msgspec.structs.replace(choice, parameters=parameters))


def with_domain(experiment: SurfaceExperiment, domain: Domain) -> SurfaceExperiment:
    """The formula drawn over another domain."""
    return replace(experiment, surface=msgspec.structs.replace(experiment.surface, domain=domain))


def with_formula(experiment: SurfaceExperiment, text: str) -> SurfaceExperiment:
    """The formula as typed; parameters it still has keep their values. Raises FormulaError."""
    before = experiment.surface
    if before.formula is None:
        return with_surface(experiment, SurfaceChoice(formula=text))
    choice = SurfaceChoice(formula=text, domain=before.domain)
    known = {parameter.name for parameter in choice.resolve().parameters}
    kept = {name: value for name, value in before.parameters.items() if name in known}
    return replace(experiment, surface=msgspec.structs.replace(choice, parameters=kept))
