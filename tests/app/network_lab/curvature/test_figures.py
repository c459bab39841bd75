"""The curvature as the views of the network lab take it."""

import math

import numpy as np
import pytest

from app.kit.run_style import run_styles
from app.kit.theme import DARK
from app.network_lab.curvature import figures as curvature_figures
from app.network_lab.curvature.figures import curvature_curves, spectrum_curve
from core import run_edits
from core.curvature.records import Density, History, Spectrum
from core.network.training.state import RunState
from core.run_settings import SETTINGS
from tests.small_networks import small

SGD = SETTINGS["sgd"](learning_rate=0.1)
ADAM = SETTINGS["adam"](learning_rate=0.01)


def history(runs, rows=6):
    rising = np.linspace(1.0, 10.0, rows)[:, None] * np.ones(runs)
    epochs = np.arange(float(rows))
    return History(
        np.arange(1, rows + 1),
        epochs,
        rising,
        100 * rising,
        np.full((rows, runs), 20.0),
        np.full((rows, runs), 0.5),
    )


def run_state(diverged_at=None, stopped_epoch=None):
    return RunState((), 5, diverged_at, stopped_epoch, None)


def curves(*settings, runs=None, step=50):
    experiment = run_edits.replace(small(), optimizers=settings)
    runs = runs or [run_state() for _ in settings]
    styles = run_styles(settings, DARK)
    return curvature_curves(history(len(settings)), experiment, styles, runs, step=step, batches=10)


@pytest.mark.parametrize(
    ("settings", "written", "factor"),
    [
        (SGD, "2/η", 2.0),
        (SETTINGS["sgd"](learning_rate=0.1, momentum=0.9), "3.8/η", 3.8),  # Cohen et al. 2021: (2 + 2β)/η
        (ADAM, "38/η", 38.0),  # Cohen et al. 2022: (2 + 2β₁)/((1 − β₁)η)
        (SETTINGS["rmsprop"](learning_rate=0.02), "2/η", 2.0),
    ],
)
def test_the_limit_is_as_the_papers_write_it(settings, written, factor):
    assert curvature_figures.limit(settings, 0) == written
    assert curvature_figures.stable(settings, 0) == pytest.approx(factor / settings.learning_rate)


def test_a_learning_rate_of_0_has_no_limit():
    still = SETTINGS["sgd"](learning_rate=0.0)
    assert curvature_figures.stable(still, 0) == math.inf
    assert curvature_figures.limit(still, 0) == "2/η"


def test_only_what_divides_the_gradient_is_preconditioned():
    sgd, adam = curves(SGD, ADAM).curves
    assert sgd.preconditioned is None
    assert np.array_equal(adam.preconditioned, 100 * adam.sharpness)


def test_the_last_threshold_is_that_of_the_present_learning_rate():
    faster = SETTINGS["sgd"](learning_rate=0.4)
    (curve,) = curves(faster).curves
    assert np.array_equal(curve.threshold[:-1], np.full(5, 20.0))
    assert curve.threshold[-1] == pytest.approx(5.0)


def test_hidden_runs_are_left_out_and_the_others_keep_their_numbers():
    hidden = SETTINGS["sgd"](learning_rate=0.1, enabled=False)
    (curve,) = curves(hidden, ADAM).curves
    assert curve.run == 1
    assert curve.style.title == "Adam"


def test_runs_end_where_they_stopped_or_diverged():
    runs = [run_state(stopped_epoch=3), run_state(diverged_at=25)]
    stopped, diverged = curves(SGD, ADAM, runs=runs).curves
    assert np.isnan(stopped.sharpness).tolist() == [False] * 4 + [True] * 2
    assert diverged.diverged_epoch == 2.5
    assert np.isnan(diverged.preconditioned).tolist() == [False] * 3 + [True] * 3
    assert stopped.diverged_epoch is None


def test_epochs_are_counted_whole():
    found = curves(SGD, step=57)
    assert found.trained == 5
    assert found.wanted == small().epochs


def test_before_the_first_measurement_there_are_no_curves():
    experiment = small()
    styles = run_styles(experiment.settings(), DARK)
    runs = [run_state() for _ in styles]
    none = curvature_curves(History.empty(len(styles)), experiment, styles, runs, step=0, batches=10)
    assert not len(none.epochs)
    assert all(not len(curve.sharpness) for curve in none.curves)


def test_a_spectrum_has_the_threshold_of_its_run_unless_that_divides_the_gradient():
    density = Density(np.linspace(-1, 5, 7), np.ones(7) / 6)
    spectrum = Spectrum(np.array([5.0, 2.0]), -1.0, 9.0, 0.0, density, 0.1, True)
    style = run_styles([SGD], DARK)[0]
    assert spectrum_curve(spectrum, SGD, style, 0).threshold == pytest.approx(20.0)
    assert math.isnan(spectrum_curve(spectrum, ADAM, style, 0).threshold)
