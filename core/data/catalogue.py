"""Data sets: a catalogue of small ones, and how they are split and scaled; numpy only.

Most are drawn from a seed; a few were measured, and the seed only shuffles them. A maker draws inputs
(samples, features) or, for sequences, (samples, time, 1); and targets: classes (samples,) from 0 on, or
numbers (samples, 1).
"""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from ..messages import tr_noop
from ..parameters import Parameter
from . import bundled

Floats = NDArray[np.float64]
Drawn = tuple[Floats, Floats]
Task = Literal["classification", "regression"]

TASKS: tuple[Task, ...] = ("classification", "regression")
MOST_SAMPLES = 10_000
MOST_FEATURES = 64
MOST_OUTPUTS = 20
LARGEST_NUMBER = 1e30
"""In a person's data: squares and sums of such numbers stay finite."""
LEAST_SHARE = 1e-10
"""Numbers that differ by no larger share of their size differ by little more than rounding."""
LEAST_DEVIATION = float(np.finfo(np.float32).tiny)
"""Smaller ones are 0 to a network in float32."""


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


# --- classes in the plane -----------------------------------------------------------------------------------


def _classes(random: np.random.Generator, samples: int, classes: float) -> Floats:
    """As many samples of every class as the number allows, in random order."""
    return random.permutation(np.arange(samples) % int(classes)).astype(np.float64)


def _blurred(random: np.random.Generator, values: Floats, noise: float) -> Floats:
    return values + noise * random.standard_normal(values.shape)


def _on_circle(radius: Floats, angle: Floats) -> Floats:
    points: Floats = radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return points


def _two_moons(random: np.random.Generator, samples: int, noise: float) -> Drawn:
    y = _classes(random, samples, 2)
    upper = _on_circle(np.ones(samples), random.uniform(0.0, np.pi, samples))
    lower = np.array([[1.0, 0.5]]) - upper
    return _blurred(random, np.where(y[:, None] == 0, upper, lower), noise), y


def _circles(random: np.random.Generator, samples: int, noise: float, factor: float) -> Drawn:
    y = _classes(random, samples, 2)
    angle = random.uniform(0.0, 2.0 * np.pi, samples)
    return _blurred(random, _on_circle(np.where(y == 0, 1.0, factor), angle), noise), y


def _spirals(random: np.random.Generator, samples: int, noise: float, classes: float, turns: float) -> Drawn:
    y = _classes(random, samples, classes)
    radius = random.uniform(0.05, 1.0, samples)
    return _blurred(random, _on_circle(radius, 2.0 * np.pi * (turns * radius + y / classes)), noise), y


def _xor(random: np.random.Generator, samples: int, noise: float) -> Drawn:
    x = random.uniform(-1.0, 1.0, (samples, 2))
    return _blurred(random, x, noise), (x[:, 0] * x[:, 1] < 0.0).astype(np.float64)


def _blobs(random: np.random.Generator, samples: int, noise: float, classes: float) -> Drawn:
    y = _classes(random, samples, classes)
    return _blurred(random, _on_circle(np.ones(samples), 2.0 * np.pi * y / classes), noise), y


def _checkerboard(random: np.random.Generator, samples: int, noise: float, fields: float) -> Drawn:
    x = random.uniform(0.0, fields, (samples, 2))
    return _blurred(random, x, noise), np.floor(x).sum(axis=1) % 2


# --- functions ----------------------------------------------------------------------------------------------


def _line(random: np.random.Generator, samples: int, noise: float, slope: float, intercept: float) -> Drawn:
    x = random.uniform(-1.0, 1.0, (samples, 1))
    return x, _blurred(random, slope * x + intercept, noise)


def _sine(random: np.random.Generator, samples: int, noise: float, frequency: float) -> Drawn:
    x = random.uniform(-1.0, 1.0, (samples, 1))
    return x, _blurred(random, np.sin(2.0 * np.pi * frequency * x), noise)


def _step(random: np.random.Generator, samples: int, noise: float) -> Drawn:
    x = random.uniform(-1.0, 1.0, (samples, 1))
    return x, _blurred(random, np.where(x < 0.0, -1.0, 1.0), noise)


def _polynomial(random: np.random.Generator, samples: int, noise: float, degree: float) -> Drawn:
    """The Chebyshev polynomial, which stays between −1 and 1."""
    x = random.uniform(-1.0, 1.0, (samples, 1))
    return x, _blurred(random, np.cos(degree * np.arccos(x)), noise)


def _surface(random: np.random.Generator, samples: int, noise: float) -> Drawn:
    x = random.uniform(-2.0, 2.0, (samples, 2))
    height = (x[:, :1] ** 2 - x[:, 1:]) * np.exp(-0.5 * np.sum(x**2, axis=1, keepdims=True))
    return x, _blurred(random, height, noise)


# --- sequences ----------------------------------------------------------------------------------------------


def _sequence(wave: Callable[[Floats, float], Floats]) -> Callable[..., Drawn]:
    """The maker of windows of a wave, with the value after each; `wave(times, duration)` in periods."""

    def make(random: np.random.Generator, samples: int, noise: float, window: float, period: float) -> Drawn:
        length = int(window)
        times = np.arange(samples + length) / period
        series = _blurred(random, wave(times, times[-1]), noise)
        windows = np.lib.stride_tricks.sliding_window_view(series[:-1], length)
        return windows[..., None], series[length:, None]

    return make


def _sine_wave(times: Floats, duration: float) -> Floats:
    del duration
    wave: Floats = np.sin(2.0 * np.pi * times)
    return wave


def _damped_wave(times: Floats, duration: float) -> Floats:
    return np.exp(-3.0 * times / duration) * _sine_wave(times, duration)


def _two_waves(times: Floats, duration: float) -> Floats:
    # Frequencies in the golden ratio: the two never meet in the same phase again.
    return 0.6 * _sine_wave(times, duration) + 0.4 * _sine_wave(0.5 * (1.0 + np.sqrt(5.0)) * times, duration)


def _sawtooth_wave(times: Floats, duration: float) -> Floats:
    del duration
    return 2.0 * (times % 1.0) - 1.0


# --- measured data ------------------------------------------------------------------------------------------


def _measured(read: Callable[[], Drawn]) -> Callable[..., Drawn]:
    """The maker of random samples of measured data, none of them twice."""

    def make(random: np.random.Generator, samples: int, noise: float) -> Drawn:
        x, y = read()
        chosen = random.permutation(len(x))[:samples]
        return _blurred(random, x[chosen], noise), y[chosen]

    return make


# --- learning rates -----------------------------------------------------------------------------------------


def _rates(sgd: float, adam: float, adadelta: float, adagrad: float, rmsprop: float) -> Mapping[str, float]:
    return {"sgd": sgd, "adam": adam, "adadelta": adadelta, "adagrad": adagrad, "rmsprop": rmsprop}


LEARNING_RATES = _rates(0.1, 0.01, 2.0, 0.1, 0.005)
"""With these, small networks get ahead on most data."""
# Found by trying 1, 2, 3, 5, 10, …: a low validation loss within 50 epochs that stays low to their end.
_RATES = {
    "two_moons": _rates(0.2, 0.005, 2.0, 0.1, 0.005),
    "circles": _rates(1.0, 0.05, 10.0, 1.0, 0.005),
    "spirals": _rates(0.5, 0.05, 10.0, 1.0, 0.02),
    "xor": _rates(0.1, 0.005, 2.0, 0.1, 0.002),
    "blobs": _rates(0.3, 0.01, 5.0, 0.1, 0.005),
    "checkerboard": _rates(0.3, 0.02, 10.0, 1.0, 0.03),
    "line": _rates(0.05, 0.005, 1.0, 0.05, 0.001),
    "sine": _rates(0.1, 0.03, 5.0, 0.5, 0.005),
    "step": _rates(0.2, 0.02, 10.0, 0.5, 0.005),
    "polynomial": _rates(0.02, 0.02, 2.0, 0.5, 0.002),
    "surface": _rates(0.2, 0.02, 2.0, 0.5, 0.002),
    "sine_sequence": _rates(0.05, 0.002, 0.5, 0.05, 0.0005),
    "damped_sequence": _rates(0.1, 0.005, 2.0, 0.05, 0.001),
    "sum_sequence": _rates(0.1, 0.005, 1.0, 0.05, 0.001),
    "sawtooth_sequence": _rates(0.05, 0.002, 1.0, 0.05, 0.0005),
    "iris": _rates(0.5, 0.03, 10.0, 0.3, 0.01),
    "digits": _rates(1.0, 0.01, 10.0, 0.5, 0.02),
}

# --- the catalogue ------------------------------------------------------------------------------------------


def _noise(default: float) -> Parameter:
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


def _parameter(
    name: str, title: str, default: float, low: float, high: float, meaning: str, *, whole: bool = False
) -> Parameter:
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


def _class_count(default: float) -> Parameter:
    meaning = tr_noop("core", "How many classes there are.")
    return _parameter("classes", tr_noop("core", "classes"), default, 2, 5, meaning, whole=True)


def _in_plane(name: str, title: str, make: Callable[..., Drawn], noise: float, meaning: str) -> Dataset:
    return Dataset(
        name=name, title=title, meaning=meaning, task="classification", make=make, noise=_noise(noise)
    )


def _function(name: str, title: str, make: Callable[..., Drawn], noise: float, meaning: str) -> Dataset:
    return Dataset(
        name=name, title=title, meaning=meaning, task="regression", make=make, noise=_noise(noise), features=1
    )


def _series(name: str, title: str, wave: Callable[[Floats, float], Floats], meaning: str) -> Dataset:
    window = tr_noop("core", "How many values the network sees before it predicts the next.")
    period = tr_noop("core", "How many values a wave takes.")
    return Dataset(
        name=name,
        title=title,
        meaning=meaning,
        task="regression",
        make=_sequence(wave),
        noise=_noise(0.02),
        sequence=True,
        parameters=(
            _parameter("window", tr_noop("core", "window"), 16, 2, 50, window, whole=True),
            _parameter("period", tr_noop("core", "period"), 20, 4, 100, period),
        ),
    )


def _with(dataset: Dataset, *parameters: Parameter, features: int | None = None) -> Dataset:
    return msgspec.structs.replace(dataset, parameters=parameters, features=features or dataset.features)


# As small as does it, so that every unit can be seen.
_HIDDEN: Mapping[str, tuple[int, ...]] = {
    "two_moons": (8, 4),
    "circles": (8,),
    "xor": (8,),
    "blobs": (6,),
    "line": (),
    "sine": (8, 8),
    "step": (8,),
    "polynomial": (8, 8),
    "surface": (8, 8),
}

DATASETS: Mapping[str, Dataset] = {
    dataset.name: msgspec.structs.replace(
        dataset,
        learning_rates=_RATES[dataset.name],
        hidden=_HIDDEN.get(dataset.name, dataset.hidden),
    )
    for dataset in (
        _in_plane(
            "two_moons",
            tr_noop("core", "Two moons"),
            _two_moons,
            0.15,
            tr_noop("core", "Two half-circles that reach into each other."),
        ),
        _with(
            _in_plane(
                "circles",
                tr_noop("core", "Circles"),
                _circles,
                0.1,
                tr_noop("core", "A circle around another: no straight line parts them."),
            ),
            _parameter(
                "factor",
                tr_noop("core", "factor"),
                0.4,
                0.0,
                0.99,
                tr_noop("core", "The radius of the inner circle; the outer one has 1."),
            ),
        ),
        _with(
            _in_plane(
                "spirals",
                tr_noop("core", "Spirals"),
                _spirals,
                0.02,
                tr_noop("core", "Arms that wind around each other: hard for a small network."),
            ),
            _class_count(2),
            _parameter(
                "turns",
                tr_noop("core", "turns"),
                1.5,
                0.25,
                3.0,
                tr_noop("core", "How often each arm winds around the middle."),
            ),
        ),
        _in_plane(
            "xor",
            tr_noop("core", "XOR"),
            _xor,
            0.05,
            tr_noop("core", "Opposite quarters belong together: a perceptron cannot learn it."),
        ),
        _with(
            _in_plane(
                "blobs",
                tr_noop("core", "Blobs"),
                _blobs,
                0.3,
                tr_noop("core", "Round clouds on a circle: straight lines part them."),
            ),
            _class_count(3),
        ),
        _with(
            _in_plane(
                "checkerboard",
                tr_noop("core", "Checkerboard"),
                _checkerboard,
                0.0,
                tr_noop("core", "Fields of two classes by turns: many corners to learn."),
            ),
            _parameter(
                "fields",
                tr_noop("core", "fields"),
                4,
                2,
                8,
                tr_noop("core", "How many fields a side of the board has."),
                whole=True,
            ),
        ),
        _with(
            _function(
                "line",
                tr_noop("core", "Line"),
                _line,
                0.1,
                tr_noop("core", "A straight line: one weight and one bias are enough."),
            ),
            _parameter(
                "slope",
                tr_noop("core", "slope"),
                1.0,
                -5.0,
                5.0,
                tr_noop("core", "How steeply the line rises."),
            ),
            _parameter(
                "intercept",
                tr_noop("core", "intercept"),
                0.5,
                -5.0,
                5.0,
                tr_noop("core", "Where the line is at x = 0."),
            ),
        ),
        _with(
            _function(
                "sine",
                tr_noop("core", "Sine"),
                _sine,
                0.1,
                tr_noop("core", "A wave: the more of it there is, the more units it takes."),
            ),
            _parameter(
                "frequency",
                tr_noop("core", "frequency"),
                1.0,
                0.1,
                4.0,
                tr_noop("core", "How many waves lie in a unit of x."),
            ),
        ),
        _function(
            "step",
            tr_noop("core", "Step"),
            _step,
            0.1,
            tr_noop("core", "A sudden step, which a smooth network can only come close to."),
        ),
        _with(
            _function(
                "polynomial",
                tr_noop("core", "Polynomial"),
                _polynomial,
                0.2,
                tr_noop("core", "A Chebyshev polynomial in noise: few samples invite overfitting."),
            ),
            _parameter(
                "degree",
                tr_noop("core", "degree"),
                3,
                1,
                8,
                tr_noop("core", "The degree of the polynomial."),
                whole=True,
            ),
        ),
        _with(
            _function(
                "surface",
                tr_noop("core", "Surface"),
                _surface,
                0.05,
                tr_noop("core", "Hills and hollows over the plane: a function of two inputs."),
            ),
            features=2,
        ),
        _series(
            "sine_sequence",
            tr_noop("core", "Sine sequence"),
            _sine_wave,
            tr_noop("core", "A wave whose next value is to be predicted."),
        ),
        _series(
            "damped_sequence",
            tr_noop("core", "Damped wave"),
            _damped_wave,
            tr_noop("core", "A wave that dies away; validated where it is already small."),
        ),
        _series(
            "sum_sequence",
            tr_noop("core", "Sum of sines"),
            _two_waves,
            tr_noop("core", "Two waves at once that never repeat together."),
        ),
        _series(
            "sawtooth_sequence",
            tr_noop("core", "Sawtooth"),
            _sawtooth_wave,
            tr_noop("core", "A steady rise and a sudden fall, which has to be seen coming."),
        ),
        Dataset(
            name="iris",
            title=tr_noop("core", "Iris"),
            meaning=tr_noop("core", "150 irises of three species, told apart by four lengths and widths."),
            task="classification",
            make=_measured(bundled.iris),
            noise=_noise(0.0),
            features=len(bundled.IRIS_FEATURES),
            feature_names=bundled.IRIS_FEATURES,
            class_names=bundled.IRIS_SPECIES,
            available=150,
            source=tr_noop(
                "core", "R. A. Fisher 1936, Annals of Eugenics 7, 179–188, table I; measured by E. Anderson"
            ),
            license=tr_noop("core", "public domain; UCI's copy CC BY 4.0, doi:10.24432/C56C76"),
            hidden=(8,),
        ),
        Dataset(
            name="digits",
            title=tr_noop("core", "Digits"),
            meaning=tr_noop(
                "core", "Handwritten digits as images of 8 × 8 pixels, for a convolution to read."
            ),
            task="classification",
            make=_measured(bundled.digits),
            noise=_noise(0.0),
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
        ),
    )
}

ICONIC = tuple(name for name, dataset in DATASETS.items() if dataset.available is not None)
"""The measured ones."""

# --- into training ------------------------------------------------------------------------------------------


class Samples(NamedTuple):
    """x (samples, ...) and y: classes (samples,) or numbers (samples, outputs)."""

    x: Floats
    y: Floats


class Split(NamedTuple):
    """A data set as it is trained on; inputs are (x − mean) / scale, feature by feature.

    So are targets, output by output; where they stay as they are, `target_mean` is 0 and `target_scale` 1.
    """

    training: Samples
    validation: Samples
    mean: Floats
    scale: Floats
    target_mean: Floats
    target_scale: Floats


def draw(dataset: Dataset, samples: int, noise: float, parameters: Mapping[str, float], seed: int) -> Samples:
    """Samples of a data set of the catalogue; equal arguments draw equal samples."""
    random = np.random.default_rng(seed)
    return Samples(*dataset.make(random, dataset.count(samples), noise, **parameters))


def permuted(samples: Samples, seed: int) -> Samples:
    """The samples in another order."""
    order = np.random.default_rng(seed).permutation(len(samples.x))
    return Samples(samples.x[order], samples.y[order])


def training_count(samples: int, validation_fraction: float) -> int:
    """How many samples are trained on: the rest, rounded down as Keras does, but one at least."""
    return max(int(samples * (1.0 - validation_fraction)), 1)


def split(
    samples: Samples, validation_fraction: float, standardise: bool, standardise_targets: bool = False
) -> Split:
    """Hold the last samples back, as Keras's `validation_split`; scale inputs to mean 0 and deviation 1.

    Mean and deviation are those of the training samples, since validation must not leak into training. A
    feature that is `alike` there is only moved, to 0. Targets are scaled only if asked for.
    """
    x, y = samples
    training = training_count(len(x), validation_fraction)
    mean, scale = _mean_and_scale(x[:training].reshape(-1, x.shape[-1]), standardise)
    x = (x - mean) / scale
    outputs = y[:training].reshape(training, -1)
    target_mean, target_scale = _mean_and_scale(outputs, standardise_targets)
    if standardise_targets:
        y = (y - target_mean) / target_scale
    parts = Samples(x[:training], y[:training]), Samples(x[training:], y[training:])
    return Split(*parts, mean, scale, target_mean, target_scale)


def _mean_and_scale(columns: Floats, wanted: bool) -> tuple[Floats, Floats]:
    if not wanted:
        return np.zeros(columns.shape[1]), np.ones(columns.shape[1])
    constant = alike(columns)
    mean = np.where(constant, columns[0], columns.mean(axis=0))
    return mean, np.where(constant, 1.0, columns.std(axis=0))


def alike(columns: Floats, least: float = LEAST_DEVIATION) -> NDArray[np.bool_]:
    """Which columns of (rows, columns) never change, or by so little that it is lost in computing.

    Their deviation is below `least`, or at most LEAST_SHARE of their largest number: rounding alone gives
    the mean of equal numbers a deviation.
    """
    deviation = columns.std(axis=0)
    constant: NDArray[np.bool_] = (deviation < least) | (deviation <= LEAST_SHARE * abs(columns).max(axis=0))
    return constant
