"""Known points that several surfaces share."""

from collections.abc import Callable

from .surface import CriticalPoint


def unmoved(*points: CriticalPoint) -> Callable[..., tuple[CriticalPoint, ...]]:
    """Known points that no parameter moves."""
    return lambda **_: points


ORIGIN = CriticalPoint("global", 0.0, 0.0, 0.0)
"""The global minimum of many surfaces: 0 at the origin."""
