"""The loss around some weights: directions, planes through weight space, losses and paths on them.

For those who bring their own model: `from core import landscape`, and then `landscape.compute(loss, params,
batch)`. What computes brings JAX with it, and is imported when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..plane import Plane
    from .bring_your_own import compute
    from .landscape import Landscape
    from .storage import read, write

_PLACES = {
    "Landscape": "landscape",
    "Plane": "plane",
    "compute": "bring_your_own",
    "read": "storage",
    "write": "storage",
}

__all__ = ["Landscape", "Plane", "compute", "read", "write"]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_PLACES[name]}", __name__), name)
