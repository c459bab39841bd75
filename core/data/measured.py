"""Measured data as data sets of the catalogue: the seed only chooses and shuffles the samples."""

from collections.abc import Callable

import numpy as np

from ..messages import tr_noop
from ..optimizers.rates import rates
from . import bundled
from .dataset import Dataset, Drawn, blurred, noise_parameter


def _measured(read: Callable[[], Drawn]) -> Callable[..., Drawn]:
    """The maker of random samples of measured data, none of them twice."""

    def make(random: np.random.Generator, samples: int, noise: float) -> Drawn:
        x, y = read()
        chosen = random.permutation(len(x))[:samples]
        return blurred(random, x[chosen], noise), y[chosen]

    return make


MEASURED = (
    Dataset(
        name="iris",
        title=tr_noop("core", "Iris"),
        meaning=tr_noop("core", "150 irises of three species, told apart by four lengths and widths."),
        task="classification",
        make=_measured(bundled.iris),
        noise=noise_parameter(0.0),
        features=len(bundled.IRIS_FEATURES),
        feature_names=bundled.IRIS_FEATURES,
        class_names=bundled.IRIS_SPECIES,
        available=150,
        source=tr_noop(
            "core", "R. A. Fisher 1936, Annals of Eugenics 7, 179–188, table I; measured by E. Anderson"
        ),
        license=tr_noop("core", "public domain; UCI's copy CC BY 4.0, doi:10.24432/C56C76"),
        hidden=(8,),
        learning_rates=rates(0.5, 0.03, 10.0, 0.3, 0.01),
    ),
    Dataset(
        name="digits",
        title=tr_noop("core", "Digits"),
        meaning=tr_noop("core", "Handwritten digits as images of 8 × 8 pixels, for a convolution to read."),
        task="classification",
        make=_measured(bundled.digits),
        noise=noise_parameter(0.0),
        features=len(bundled.PIXELS),
        feature_names=bundled.PIXELS,
        class_names=tuple("0123456789"),
        available=1797,
        source=tr_noop(
            "core",
            "E. Alpaydin, C. Kaynak 1998, Optical Recognition of Handwritten Digits, UCI, test part",
        ),
        license="CC BY 4.0, doi:10.24432/C50P49",
        image=True,
        hidden=(),
        learning_rates=rates(1.0, 0.01, 10.0, 0.5, 0.02),
    ),
)
