"""Windows of waves with noise: x (samples, time, 1), and the value after each window, y (samples, 1)."""

from collections.abc import Callable, Mapping

import numpy as np

from ..messages import tr_noop
from ..optimizers.rates import rates
from .dataset import Dataset, Drawn, blurred, noise_parameter, parameter
from .samples import Floats


def _sequence(wave: Callable[[Floats, float], Floats]) -> Callable[..., Drawn]:
    """The maker of windows of a wave, with the value after each; `wave(times, duration)` in periods."""

    def make(random: np.random.Generator, samples: int, noise: float, window: float, period: float) -> Drawn:
        length = int(window)
        times = np.arange(samples + length) / period
        series = blurred(random, wave(times, times[-1]), noise)
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


def _dataset(
    name: str,
    title: str,
    wave: Callable[[Floats, float], Floats],
    meaning: str,
    learning_rates: Mapping[str, float],
) -> Dataset:
    window = tr_noop("core", "How many values the network sees before it predicts the next.")
    period = tr_noop("core", "How many values a wave takes.")
    return Dataset(
        name=name,
        title=title,
        meaning=meaning,
        task="regression",
        make=_sequence(wave),
        noise=noise_parameter(0.02),
        sequence=True,
        learning_rates=learning_rates,
        parameters=(
            parameter("window", tr_noop("core", "window"), 16, 2, 50, window, whole=True),
            parameter("period", tr_noop("core", "period"), 20, 4, 100, period),
        ),
    )


SEQUENCES = (
    _dataset(
        "sine_sequence",
        tr_noop("core", "Sine sequence"),
        _sine_wave,
        tr_noop("core", "A wave whose next value is to be predicted."),
        learning_rates=rates(0.05, 0.002, 0.5, 0.05, 0.0005),
    ),
    _dataset(
        "damped_sequence",
        tr_noop("core", "Damped wave"),
        _damped_wave,
        tr_noop("core", "A wave that dies away; validated where it is already small."),
        learning_rates=rates(0.1, 0.005, 2.0, 0.05, 0.001),
    ),
    _dataset(
        "sum_sequence",
        tr_noop("core", "Sum of sines"),
        _two_waves,
        tr_noop("core", "Two waves at once that never repeat together."),
        learning_rates=rates(0.1, 0.005, 1.0, 0.05, 0.001),
    ),
    _dataset(
        "sawtooth_sequence",
        tr_noop("core", "Sawtooth"),
        _sawtooth_wave,
        tr_noop("core", "A steady rise and a sudden fall, which has to be seen coming."),
        learning_rates=rates(0.05, 0.002, 1.0, 0.05, 0.0005),
    ),
)
