"""Arrays that stand in experiment files as nested lists of numbers."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..checks import ExperimentError
from ..data.samples import LARGEST_NUMBER
from ..messages import tr_noop

Floats = NDArray[np.float64]

# msgspec checks that they hold numbers, array_of that the lengths agree.
Lists1 = tuple[float, ...]
Lists2 = tuple[float | Lists1, ...]
Lists3 = tuple[float | Lists2, ...]
Lists4 = tuple[float | Lists3, ...]


def array_of(values: Any, where: str) -> Floats:
    """Nested lists as an array; raises ExperimentError if lengths differ or a number is too large."""
    try:
        array = np.array(values, dtype=np.float64)
    except ValueError:
        raise ExperimentError(
            tr_noop("core", "{where} has to hold lists of one length."), where=where
        ) from None
    if not np.isfinite(array).all():
        raise ExperimentError(tr_noop("core", "{where} has to hold finite numbers."), where=where)
    if array.size and abs(array).max() > LARGEST_NUMBER:
        raise ExperimentError(
            tr_noop("core", "{where} holds {value:g}; the largest number may be {most:g}."),
            where=where,
            value=array.flat[abs(array).argmax()],
            most=LARGEST_NUMBER,
        )
    return array
