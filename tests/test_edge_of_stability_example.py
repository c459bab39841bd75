"""The example that draws the edge of stability, on a short training."""

import importlib.util

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel

from app.kit.export import picture
from app.kit.files import read_experiment
from app.kit.theme import DARK
from app.network_lab.views.curvature.plot import CurvaturePlot
from app.network_lab.views.curves.training_curves import TrainingCurves
from core import run_edits
from tests.folders import ROOT

EXAMPLE = ROOT / "examples" / "edge_of_stability.py"


@pytest.fixture(scope="module")
def example():
    spec = importlib.util.spec_from_file_location("edge_of_stability", EXAMPLE)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_losses_and_sharpness_are_drawn_over_the_same_epochs(example, qtbot):
    experiment = run_edits.replace(read_experiment(EXAMPLE.with_suffix(".json")), epochs=40)
    figure = example.figure(experiment, DARK)
    qtbot.addWidget(figure)
    figure.show()
    losses, sharpness = figure.findChild(TrainingCurves), figure.findChild(CurvaturePlot)
    assert losses.picture.frame.x == sharpness.picture.frame.x == (0.0, 40.0)
    left = losses.picture.mapTo(figure, losses.picture.area.topLeft()).x()
    assert left == sharpness.picture.mapTo(figure, sharpness.picture.area.topLeft()).x()
    assert not picture(figure).isNull()
    told = [label.text() for label in sharpness.findChildren(QLabel)]
    assert all(any(run.label in text for text in told) for run in experiment.optimizers)


def test_what_is_measured_first_is_the_start(example):
    experiment = run_edits.replace(read_experiment(EXAMPLE.with_suffix(".json")), epochs=8)
    _task, state, measured = example.train(experiment)
    assert state.step == 8
    assert measured.epochs.tolist() == [0.0, 4.0]
    assert np.ptp(measured.sharpness[0]) == 0  # all runs begin with the same weights
    assert np.allclose(measured.threshold, [2 / one.learning_rate for one in experiment.optimizers])
