"""Ready-made experiments on surfaces."""

from ..run_settings import SETTINGS, OptimizerSettings
from .catalogue import SURFACES
from .catalogue.surface import Surface
from .experiment import SurfaceChoice, SurfaceExperiment, fitted_to_surface


def new(surface_name: str) -> SurfaceExperiment:
    """All optimizers on a surface of the catalogue, from its good start with the rates that suit it."""
    surface = SurfaceChoice(name=surface_name)
    known = surface.resolve()
    made = SurfaceExperiment(surface=surface, start=known.start, optimizers=fitting_optimizers(known))
    return made.validated()


def startup() -> SurfaceExperiment:
    """The race that runs when Talweg opens for the first time: a local and a global minimum."""
    return new(next(iter(SURFACES)))


def fitting_optimizers(surface: Surface) -> tuple[OptimizerSettings, ...]:
    """One run of every optimizer with the numbers that suit `surface`."""
    return tuple(fitted_to_surface(kind(learning_rate=0.0), surface) for kind in SETTINGS.values())
