"""The curvature of all runs, and the spectrum of one, as the views of the network lab take them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.curvature.records import History, Spectrum
from core.curvature.stability import PRECONDITIONERS, threshold
from core.network.experiment import NetworkExperiment
from core.run_settings import OptimizerSettings

from ...kit.numbers import format_number
from ...kit.run_style import RunStyle
from ..views.curvature.curves import CurvatureCurve, CurvatureCurves
from ..views.curvature.spectrum_plot import SpectrumCurve

if TYPE_CHECKING:  # this brings JAX, which the window does not wait for
    from core.network.training.state import RunState

Floats = NDArray[np.float64]


def curvature_curves(
    history: History,
    experiment: NetworkExperiment,
    styles: Sequence[RunStyle],
    runs: "Sequence[RunState]",
    *,
    step: int,
    batches: int,
) -> CurvatureCurves:
    """What was measured of every shown run, after so many steps of so many batches an epoch.

    The last threshold is that of the learning rate as it stands now, so that the edge follows the slider.
    """
    curves = []
    for index, (style, one, run) in enumerate(zip(styles, experiment.settings(), runs, strict=True)):
        if not one.enabled:
            continue
        diverged = run.diverged_at / batches if run.diverged_at else None
        ends = [end for end in (run.stopped_epoch, diverged) if end is not None]
        over = history.epochs > min(ends, default=np.inf)
        thresholds = history.threshold[:, index].copy()
        thresholds[-1:] = stable(one, step)
        curves.append(
            CurvatureCurve(
                index,
                style,
                np.where(over, np.nan, history.sharpness[:, index]),
                np.where(over, np.nan, history.preconditioned[:, index]) if is_adaptive(one) else None,
                thresholds,
                history.alignment[:, index],
                limit(one, step),
                diverged,
            )
        )
    return CurvatureCurves(history.epochs, tuple(curves), step // batches, experiment.epochs)


def spectrum_curve(spectrum: Spectrum, one: OptimizerSettings, style: RunStyle, step: int) -> SpectrumCurve:
    """A spectrum of the network that this run trains, with its threshold, unless it divides the gradient."""
    return SpectrumCurve(
        spectrum.density.grid,
        spectrum.density.values,
        spectrum.eigenvalues,
        spectrum.trace,
        spectrum.negative,
        np.nan if is_adaptive(one) else stable(one, step),
        limit(one, step),
        style.color,
        spectrum.exact,
    )


def is_adaptive(one: OptimizerSettings) -> bool:
    """Whether an optimizer divides every component of the gradient by a number of its own."""
    return one.optimizer.name in PRECONDITIONERS


def stable(one: OptimizerSettings, step: int) -> float:
    """The largest (preconditioned) sharpness at which steps with the present learning rate are stable."""
    with np.errstate(divide="ignore"):
        rate = np.float64(one.learning_rate_at(step))
        return float(threshold(one.optimizer.name, rate, one.hyperparameters()))


def limit(one: OptimizerSettings, step: int) -> str:
    """How the threshold is written: 2/η, or with Adam's usual β₁ 38/η."""
    rate = one.learning_rate_at(step)
    return f"{format_number(stable(one, step) * rate, 3)}/η" if rate else "2/η"
