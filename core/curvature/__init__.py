"""How curved a loss is: its Hessian's eigenvalues, trace and spectral density, and the edge of stability.

The values are there at once; what computes brings JAX with it, and that is imported when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .records import Curvature, Density, History, Spectrum

if TYPE_CHECKING:
    from .density import spectral_density
    from .directions import alignment, leading_directions_of
    from .hutchinson import trace
    from .lanczos import leading
    from .of_network import leading_directions, of_runs, spectrum
    from .products import hessian, hvp, linearized

_PLACES = {
    "spectral_density": "density",
    "alignment": "directions",
    "leading_directions_of": "directions",
    "leading": "lanczos",
    "leading_directions": "of_network",
    "of_runs": "of_network",
    "spectrum": "of_network",
    "hessian": "products",
    "hvp": "products",
    "linearized": "products",
    "trace": "hutchinson",
}

__all__ = [
    "Curvature",
    "Density",
    "History",
    "Spectrum",
    "alignment",
    "hessian",
    "hvp",
    "leading",
    "leading_directions",
    "leading_directions_of",
    "linearized",
    "of_runs",
    "spectral_density",
    "spectrum",
    "trace",
]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_PLACES[name]}", __name__), name)
