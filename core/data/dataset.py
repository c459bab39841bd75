"""What describes a data set of the catalogue, and what the makers of all families share; numpy only.

A maker draws inputs (samples, features) or, for sequences, (samples, time, 1); and targets: classes
(samples,) from 0 on, or numbers (samples, 1).
"""

from collections.abc import Callable, Mapping

import msgspec
import numpy as np

from ..messages import tr_noop
from ..parameters import Parameter
from .samples import Floats, Samples, Task

Drawn = tuple[Floats, Floats]


class Dataset(msgspec.Struct, frozen=True, kw_only=True):
    """A data set of the catalogue: `make(random, samples, noise, **parameters) -> (x, y)`.

    A sequence is as long as its parameter `window` says; the others have as many `features`.
    `feature_names` and `class_names` are empty if they say no more than their numbers. Measured data have a
    `source` and a `license`, and no more samples than are `available`. `image` says that the features are the
    pixels of an image. `hidden` and `learning_rates`, one per optimizer, get far within 50 epochs.
    """

    name: str
    title: str
    meaning: str
    task: Task
    make: Callable[..., Drawn]
    noise: Parameter
    parameters: tuple[Parameter, ...] = ()
    features: int = 2
    sequence: bool = False
    feature_names: tuple[str, ...] = ()
    class_names: tuple[str, ...] = ()
    available: int | None = None
    source: str = ""
    license: str = ""
    image: bool = False
    hidden: tuple[int, ...] = (16, 16)
    learning_rates: Mapping[str, float] = {}

    def defaults(self) -> dict[str, float]:
        """The parameters' defaults by name."""
        return {parameter.name: parameter.default for parameter in self.parameters}

    def classes(self, parameters: Mapping[str, float]) -> int:
        """The number of classes; 0 for regression."""
        if self.task == "regression":
            return 0
        return len(self.class_names) or int(parameters.get("classes", 2))

    def input_shape(self, parameters: Mapping[str, float]) -> tuple[int, ...]:
        """The shape of one sample."""
        return (int(parameters["window"]), 1) if self.sequence else (self.features,)

    def count(self, wanted: int) -> int:
        """How many samples there are if so many are wanted."""
        return wanted if self.available is None else min(wanted, self.available)


def draw(dataset: Dataset, samples: int, noise: float, parameters: Mapping[str, float], seed: int) -> Samples:
    """Samples of a data set of the catalogue; equal arguments draw equal samples."""
    random = np.random.default_rng(seed)
    return Samples(*dataset.make(random, dataset.count(samples), noise, **parameters))


def blurred(random: np.random.Generator, values: Floats, noise: float) -> Floats:
    """The values plus normal random numbers of this standard deviation."""
    return values + noise * random.standard_normal(values.shape)


def noise_parameter(default: float) -> Parameter:
    """The noise of a data set, the standard deviation that `blurred` takes."""
    return Parameter(
        name="noise",
        title=tr_noop("core", "noise"),
        symbol="σ",
        default=default,
        low=0.0,
        high=1.0,
        at_least=0.0,
        at_most=100.0,
        meaning=tr_noop("core", "The standard deviation of the random numbers added to the data."),
    )


def parameter(
    name: str, title: str, default: float, low: float, high: float, meaning: str, *, whole: bool = False
) -> Parameter:
    """A parameter of a maker; a file may hold what its slider reaches."""
    return Parameter(
        name=name,
        title=title,
        symbol="",
        default=default,
        low=low,
        high=high,
        at_least=low,
        at_most=high,
        whole=whole,
        meaning=meaning,
    )
