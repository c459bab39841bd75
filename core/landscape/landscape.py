"""A landscape that has been computed: losses over a plane through weight space, and paths. Only numpy."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..plane import Plane

Floats = NDArray[np.float64]
Of = Literal["training", "validation", "difference", "batch"]
"""difference: validation − training; batch: the present mini-batch, with the present dropout."""

METHODS = ("random", "layer", "pca", "path", "hessian", "interpolate")
"""How directions come about: Gaussian, normalised by filter or by layer; principal components of all paths,
or of the run's own; leading eigenvectors of the Hessian; between solutions."""


class Landscape(NamedTuple):
    """Losses (m, n) at β (m,) and α (n,) of a plane; of a line m is 1. NaN is not known (yet).

    `training_metric` and `validation_metric` (m, n) are accuracies or R². `paths` has (k, 2) for each label:
    the nearest points of the plane, β 0 on a line. `explained` is the share of their variance around the
    centre that the plane holds. `experiment` is the JSON it came from, "" if it came from none; `options` is
    the JSON of how it was asked for on the command line, by which an unfinished one is known again.
    """

    plane: Plane
    alpha: Floats
    beta: Floats
    training: Floats
    validation: Floats
    training_metric: Floats
    validation_metric: Floats
    paths: Mapping[str, Floats]
    explained: float
    experiment: str = ""
    options: str = ""
